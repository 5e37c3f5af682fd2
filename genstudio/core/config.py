"""Typed settings: one dataclass gives the form, the options, the run file and the validation."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from genstudio.core.errors import UserError

T = TypeVar("T")


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
        """The field's name as people read it: `latent_dim` is "Latent dim"."""
        return self.name.replace("_", " ").capitalize()

    @property
    def allowed(self) -> str:
        """The allowed values, in words."""
        if self.choices:
            return "one of " + ", ".join(str(c) for c in self.choices)
        low, high, unit = self.hint.low, self.hint.high, self.hint.unit
        tail = f" {unit}" if unit else ""
        if low is not None and high is not None:
            return f"from {_exact(low)} to {_exact(high)}{tail}"
        if low is not None:
            return f"at least {_exact(low)}{tail}"
        return f"at most {_exact(high)}{tail}" if high is not None else f"a {self.kind.__name__}"


def settings(cls: type) -> Iterator[Setting]:
    """Yield the fields of a config class, in the order they were written."""
    annotations = get_type_hints(cls, include_extras=True)
    for field in fields(cls):
        kind, hint = get_args(annotations[field.name])[:2]
        choices = get_args(kind) if get_origin(kind) is Literal else ()
        kind = type(choices[0]) if choices else kind
        yield Setting(field.name, kind, field.default, hint, choices)


def check(config: Any) -> None:
    """Raise UserError, naming field, value and allowed range, for the first wrong value."""
    for setting in settings(type(config)):
        check_value(setting, getattr(config, setting.name))


def check_value(setting: Setting, value: Any) -> Any:
    """Return the value as the setting's own type; raise UserError where it does not fit."""
    wrong = f"{setting.label} ({setting.name}) is {value!r}; it must be {setting.allowed}."
    try:
        value = msgspec.convert(value, setting.kind, strict=True)
    except msgspec.ValidationError as error:
        raise UserError(wrong) from error
    hint = setting.hint
    if setting.choices:
        fits = value in setting.choices
    elif isinstance(value, int | float) and not isinstance(value, bool):
        fits = math.isfinite(value)
        fits = fits and (hint.low is None or value >= hint.low)
        fits = fits and (hint.high is None or value <= hint.high)
    else:
        fits = True
    if not fits:
        raise UserError(wrong)
    return value


def from_dict(cls: type[T], values: Mapping[str, Any]) -> T:
    """Build a config from JSON values; raise UserError for an unknown name or a wrong value."""
    known = {s.name: s for s in settings(cls)}
    unknown = sorted(set(values) - set(known))
    if unknown:
        there = ", ".join(known) or "none here"
        raise UserError(f"There is no setting {unknown[0]!r}; there are {there}.")
    return cls(**{name: check_value(known[name], value) for name, value in values.items()})


def to_dict(config: Any) -> dict[str, Any]:
    """Return the config's values, ready for JSON."""
    return asdict(config)


def changed(config: Any, **values: Any) -> Any:
    """Return a checked copy of the config with some values replaced."""
    return from_dict(type(config), to_dict(config) | values)


def _exact(bound: float) -> str:
    short = f"{bound:g}"
    return short if float(short) == bound else f"{bound:,}"
