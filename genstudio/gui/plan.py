"""What pressing Train means: a new run, or more of the one that is open. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from genstudio.core.config import settings
from genstudio.gui.choices import Choices
from genstudio.train.settings import LIMITS, OF_THE_RUN


@dataclass(frozen=True, slots=True)
class Plan:
    """`train` replaces settings of the run, `live` are settings to change as it goes on."""

    kind: Literal["create", "resume", "complete", "solved"]
    train: dict[str, Any] = field(default_factory=dict)
    live: dict[str, Any] = field(default_factory=dict)


def plan(choices: Choices, record: Any, fingerprint: str) -> Plan:
    """Compare what is chosen with the open run's record (None: no run is open)."""
    if record is None or record.family != choices.family or choices.current is None:
        return Plan("create")
    if record.data["fingerprint"] != fingerprint or choices.train_config is None:
        return Plan("create")
    model, live_model = _changes(choices.current.config, record.model, choices.model)
    train, live_train = _changes(choices.train_config, record.train, choices.train)
    other = {name: train.pop(name) for name in OF_THE_RUN if name in train}
    if model or train:
        return Plan("create")
    if record.status == "completed" and not any(name in other for name in LIMITS):
        return Plan("complete" if any(record.train.get(n) for n in LIMITS) else "solved")
    return Plan("resume", other, live_model | live_train)


def extended(train: dict[str, Any], record: Any) -> dict[str, Any]:
    """Return limits that let a completed run go on for as long again."""
    steps = int(train.get("steps") or 0)
    longer = {name: 2 * train[name] for name in LIMITS if train.get(name)}
    if steps:
        longer["steps"] = max(record.step, steps) + steps
    return longer


def _changes(
    config: type, before: dict[str, Any], now: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what has changed: what needs a new run, and what may change live."""
    fixed: dict[str, Any] = {}
    live: dict[str, Any] = {}
    for setting in settings(config):
        value = now.get(setting.name, setting.default)
        if value != before.get(setting.name, setting.default):
            (live if setting.hint.live else fixed)[setting.name] = value
    return fixed, live
