"""What the user has chosen to train: a family, its settings and the trainer's. No Qt."""

from __future__ import annotations

import contextlib
from typing import Any

from genstudio.core.config import check_value, settings
from genstudio.core.errors import UserError
from genstudio.gui.state import Family

FIRST_FAMILY = "vae"


class Choices:
    """The families there are, and each one's settings; those of the others are remembered."""

    def __init__(self) -> None:
        self.families: dict[str, Family] = {}
        self.family = FIRST_FAMILY
        self.train_config: type | None = None
        self._model: dict[str, dict[str, Any]] = {}
        self._train: dict[str, dict[str, Any]] = {}

    def fill(self, families: dict[str, Family], train_config: type) -> None:
        """Take over what the engine offers; a remembered name or value it lacks is dropped."""
        self.families = families
        self.train_config = train_config
        if self.family not in families:
            self.family = FIRST_FAMILY if FIRST_FAMILY in families else next(iter(families))
        for name, family in families.items():
            defaults = _defaults(train_config) | family.recipe
            model = self._model.get(name, {})
            self._model[name] = _fitting(family.config, _defaults(family.config), model)
            self._train[name] = _fitting(train_config, defaults, self._train.get(name, {}))

    @property
    def current(self) -> Family | None:
        """The chosen family; None until the engine is there."""
        return self.families.get(self.family)

    @property
    def model(self) -> dict[str, Any]:
        """The chosen family's settings."""
        return dict(self._model.get(self.family, {}))

    @property
    def train(self) -> dict[str, Any]:
        """The trainer's settings for the chosen family."""
        return dict(self._train.get(self.family, {}))

    def put(self, model: dict[str, Any], train: dict[str, Any]) -> None:
        """Replace settings of the chosen family; names and values that do not fit are ignored."""
        if self.current is None or self.train_config is None:
            return
        name = self.family
        self._model[name] = _fitting(self.current.config, self._model[name], model)
        self._train[name] = _fitting(self.train_config, self._train[name], train)

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` takes."""
        return {"family": self.family, "model": self._model, "train": self._train}

    def from_json(self, stored: Any) -> None:
        """Take over what was remembered; whatever does not fit is dropped."""
        if not isinstance(stored, dict):
            return
        if isinstance(stored.get("family"), str):
            self.family = stored["family"]
        self._model = _tables(stored.get("model"))
        self._train = _tables(stored.get("train"))


def _defaults(config: type) -> dict[str, Any]:
    return {setting.name: setting.default for setting in settings(config)}


def _fitting(config: type, base: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return `base` with those of the values that the config would take."""
    result = dict(base)
    for setting in settings(config):
        if setting.name in values:
            with contextlib.suppress(UserError):
                result[setting.name] = check_value(setting, values[setting.name])
    return result


def _tables(stored: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(stored, dict):
        return {}
    return {name: dict(table) for name, table in stored.items() if isinstance(table, dict)}
