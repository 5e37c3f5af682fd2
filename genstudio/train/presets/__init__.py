"""Named starting points: settings that were tried on data of a kind and a size; a file a family.

A preset says what it is for, which settings it brings and what came of it when it was
tried: figure and time. `suitable` orders those that fit a data set, the most special first.
A family's file has its `PRESETS`, and an `ORDER` among the families; a family that is added
from elsewhere brings its own in a `PRESETS` of its module.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType

from genstudio.core import registry
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.train.presets._preset import Preset
from genstudio.train.presets._suits import Facts, Suits

__all__ = ["PRESETS", "Facts", "Preset", "Suits", "every", "find", "suitable"]


def _shipped() -> tuple[Preset, ...]:
    """Return the presets of all files beside this one, in the order of the families."""
    package = sys.modules[__name__]
    files = [registry.load(package, name) for name in registry.names(package)]
    return tuple(p for file in sorted(files, key=lambda file: file.ORDER) for p in file.PRESETS)


PRESETS = _shipped()


def every(modules: Iterable[ModuleType] = ()) -> list[Preset]:
    """List the presets, and those that further families bring along."""
    return [*PRESETS, *(preset for module in modules for preset in getattr(module, "PRESETS", ()))]


def suitable(
    facts: Facts, family: str | None = None, presets: Iterable[Preset] = ()
) -> list[Preset]:
    """Return the presets for such data (and of that family), the most fitting first."""
    chosen = [p for p in presets or PRESETS if family in (None, p.family) and p.suits.fits(facts)]
    return sorted(chosen, key=lambda preset: not preset.suits.names)


def find(name: str, presets: Iterable[Preset] = ()) -> Preset:
    """Return the preset of that name; raise UserError, naming those there are, for no such one."""
    known = {preset.name: preset for preset in presets or PRESETS}
    if name not in known:
        raise UserError(
            tr("There is no preset {name!r}; there are {names}.", name=name, names=", ".join(known))
        )
    return known[name]
