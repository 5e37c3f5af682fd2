"""What the user has chosen to train: a family, its settings and the trainer's. No Qt."""

from __future__ import annotations

import contextlib
from typing import Any

from genstudio.core.config import check_value, settings
from genstudio.core.errors import UserError
from genstudio.gui.state import Family
from genstudio.train.settings import MACHINE, WATCHING

FIRST_FAMILY = "vae"
# What belongs to the computer and to the run, whatever the settings start from.
KEPT = ("seed", *MACHINE, *WATCHING)


class Choices:
    """The families there are, and each one's settings; those of the others are remembered."""

    def __init__(self) -> None:
        self.families: dict[str, Family] = {}
        self.family = FIRST_FAMILY
        self.train_config: type | None = None
        self._model: dict[str, dict[str, Any]] = {}
        self._train: dict[str, dict[str, Any]] = {}
        self._preset: dict[str, str] = {}  # what each family's settings began as
        self._facts: Any = None  # train.presets.Facts of the open data

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

    def settings_of(self, family: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the settings of any family, and the trainer's for it, as they would be trained."""
        return dict(self._model.get(family, {})), dict(self._train.get(family, {}))

    @property
    def offered(self) -> list[Any]:
        """The chosen family's presets that fit the open data, the best first."""
        return self._suitable(self.family)

    @property
    def preset(self) -> Any:
        """The preset that the settings began as; None for the family's own settings."""
        return self._preset_of(self.family)

    @property
    def edited(self) -> bool:
        """Whether the chosen family's settings are no longer those they began as."""
        return self._edited(self.family)

    def start_from(self, name: str) -> None:
        """Take a preset's settings, or with an empty name the chosen family's own."""
        self._start(self.family, name)

    def suit(self, facts: Any) -> None:
        """Start every family whose settings nobody has touched from what fits the data best."""
        self._facts = facts
        for family in self.families:
            if not self._edited(family):
                found = self._suitable(family)
                self._start(family, found[0].name if found else "")

    def _suitable(self, family: str) -> list[Any]:
        if self._facts is None or family not in self.families:
            return []
        from genstudio.train.presets import suitable  # light, but not needed by the first frame

        return suitable(self._facts, family, self.families[family].presets)

    def _preset_of(self, family: str) -> Any:
        presets = self.families[family].presets if family in self.families else ()
        name = self._preset.get(family)
        return next((preset for preset in presets if preset.name == name), None)

    def _edited(self, family: str) -> bool:
        if family not in self.families:
            return False
        model, train = self._beginning(family)
        return self._model[family] != model or self._train[family] != train | self._kept(family)

    def _start(self, family: str, name: str) -> None:
        self._preset[family] = name
        self._model[family], train = self._beginning(family)
        self._train[family] = train | self._kept(family)

    def _kept(self, family: str) -> dict[str, Any]:
        return {n: value for n, value in self._train[family].items() if n in KEPT}

    def _beginning(self, family: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the settings of a family as its preset, or itself, has them."""
        chosen, preset = self.families[family], self._preset_of(family)
        model, train = (preset.model, preset.train) if preset is not None else ({}, {})
        defaults = {} if self.train_config is None else _defaults(self.train_config)
        return _defaults(chosen.config) | dict(model), defaults | chosen.recipe | dict(train)

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` takes."""
        return {
            "family": self.family,
            "model": self._model,
            "train": self._train,
            "preset": self._preset,
        }

    def from_json(self, stored: Any) -> None:
        """Take over what was remembered; whatever does not fit is dropped."""
        if not isinstance(stored, dict):
            return
        if isinstance(stored.get("family"), str):
            self.family = stored["family"]
        self._model = _tables(stored.get("model"))
        self._train = _tables(stored.get("train"))
        names = stored.get("preset")
        if isinstance(names, dict):
            self._preset = {k: v for k, v in names.items() if isinstance(v, str)}


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
