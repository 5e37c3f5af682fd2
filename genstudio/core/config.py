"""Typed settings: one dataclass gives the form, the options, the run file and the validation."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from genstudio.core.errors import UserError
from genstudio.core.language import localised, mark, tr

T = TypeVar("T")
KINDS = {
    int: mark("a whole number"),
    float: mark("a number"),
    bool: mark("on or off"),
    str: mark("a text"),
}


# Parts of the fields' names that are not written as Python writes them.
WORDS = {
    "kl": "KL",
    "ema": "EMA",
    "warmup": "warm-up",
    "beta1": "beta 1",
    "beta2": "beta 2",
    "clip": "clipping",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """What a field means, the range it may take, and how it behaves in a run."""

    help: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    live: bool = False  # may change during training, without rebuilding the model
    advanced: bool = False  # shown only on request


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of a config class, as a form or a parser needs it."""

    name: str
    kind: type
    default: Any
    hint: Hint
    choices: tuple[Any, ...] = ()

    @property
    def label(self) -> str:
        """The field's name as people read it: `kl_warmup` is "KL warm-up"."""
        text = " ".join(WORDS.get(word, word) for word in self.name.split("_"))
        return text[:1].upper() + text[1:]

    @property
    def allowed(self) -> str:
        """The allowed values, in words."""
        if self.choices:
            return tr("one of {choices}", choices=", ".join(tr(str(c)) for c in self.choices))
        low, high = self.hint.low, self.hint.high
        if low is not None and high is not None:
            return tr("from {low} to {high}", low=_exact(low), high=self._with_unit(high))
        if low is not None:
            return tr("at least {low}", low=self._with_unit(low))
        if high is not None:
            return tr("at most {high}", high=self._with_unit(high))
        return tr(KINDS[self.kind])

    def _with_unit(self, bound: float) -> str:
        if not self.hint.unit:
            return _exact(bound)
        return tr("{number} {unit}", number=_exact(bound), unit=tr(self.hint.unit))


def settings(cls: type) -> Iterator[Setting]:
    """Yield the fields of a config class, in the order they were written."""
    yield from _settings(cls)


@functools.cache  # a window asks hundreds of times while it opens: a tenth of all it does then
def _settings(cls: type) -> tuple[Setting, ...]:
    annotations = get_type_hints(cls, include_extras=True)
    found = []
    for field in fields(cls):
        kind, hint = get_args(annotations[field.name])[:2]
        choices = get_args(kind) if get_origin(kind) is Literal else ()
        kind = type(choices[0]) if choices else kind
        found.append(Setting(field.name, kind, field.default, hint, choices))
    return tuple(found)


def check(config: Any) -> None:
    """Raise UserError, naming field, value and allowed range, for the first wrong value."""
    for setting in settings(type(config)):
        check_value(setting, getattr(config, setting.name))


def check_value(setting: Setting, value: Any) -> Any:
    """Return the value as the setting's own type; raise UserError where it does not fit."""
    try:
        fitting: Any = msgspec.convert(value, setting.kind, strict=True)
    except msgspec.ValidationError as error:
        raise UserError(_wrong(setting, value)) from error
    if not _fits(setting, fitting):
        raise UserError(_wrong(setting, value))
    return fitting


def _wrong(setting: Setting, value: Any) -> str:
    return tr(
        "{label} ({name}) is {value}; it must be {allowed}.",
        label=tr(setting.label),
        name=setting.name,
        value=repr(value),
        allowed=setting.allowed,
    )


def _fits(setting: Setting, value: Any) -> bool:
    hint = setting.hint
    if setting.choices:
        return value in setting.choices
    if isinstance(value, int | float) and not isinstance(value, bool):
        above = hint.low is None or value >= hint.low
        return math.isfinite(value) and above and (hint.high is None or value <= hint.high)
    return True


def from_dict(cls: type[T], values: Mapping[str, Any]) -> T:
    """Build a config from JSON values; raise UserError for an unknown name or a wrong value."""
    known = {s.name: s for s in settings(cls)}
    unknown = sorted(set(values) - set(known))
    if unknown:
        name, there = repr(unknown[0]), ", ".join(known) or tr("none here")
        raise UserError(
            tr("There is no setting {name}; there are {there}.", name=name, there=there)
        )
    return cls(**{name: check_value(known[name], value) for name, value in values.items()})


def to_dict(config: Any) -> dict[str, Any]:
    """Return the config's values, ready for JSON."""
    return asdict(config)


def changed(config: Any, **values: Any) -> Any:
    """Return a checked copy of the config with some values replaced."""
    return from_dict(type(config), to_dict(config) | values)


def _exact(bound: float) -> str:
    """Return a bound in the user's notation, with all of its digits."""
    return localised(bound, "g" if float(f"{bound:g}") == bound else ",")
