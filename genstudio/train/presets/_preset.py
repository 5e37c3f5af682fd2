"""What a preset says: a family, its settings, the data they are for, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from genstudio.core.config import from_dict
from genstudio.train.presets._suits import Suits


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A family with settings of the model and the training, and what to expect of them.

    `result` is the figure that was reached and `minutes` the time it took, on two cores of
    a 2.8 GHz Xeon without a GPU; 0 where nobody has measured it yet.
    """

    name: str
    title: str
    family: str
    suits: Suits
    model: Mapping[str, Any] = field(default_factory=dict)
    train: Mapping[str, Any] = field(default_factory=dict)
    result: str = ""
    minutes: float = 0.0

    def check(self, module: ModuleType, train_config: type) -> None:
        """Raise UserError where a setting is not one of the family's or the trainer's."""
        from_dict(module.Config, self.model)
        from_dict(train_config, {**module.RECIPE, **self.train})
