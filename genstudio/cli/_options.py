"""Options generated from config classes, so that no setting is described twice."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from genstudio.core import config
from genstudio.core.config import Setting
from genstudio.core.errors import UserError

EMPTY: Mapping[str, Any] = {}


def add_settings(
    parser: argparse.ArgumentParser,
    settings: Iterable[Setting],
    title: str,
    defaults: Mapping[str, Any] = EMPTY,
    *,
    unchanged: bool = False,
) -> None:
    """Add one option for each setting of a config class, in a group of its own.

    `defaults` are shown instead of the settings' own; with `unchanged` there are none,
    because a setting stays what it was. Nothing is stored for an option that
    was not given, so that `chosen` returns what the user said and no more. Where two
    groups have a setting of the same name, the later one's option carries its title:
    `--seed` and `--data-seed`.
    """
    group = parser.add_argument_group(f"{title} settings")
    for setting in settings:
        option = setting.name.replace("_", "-")
        if f"--{option}" in parser._option_string_actions:
            option = f"{title}-{option}"
        default = defaults.get(setting.name, setting.default)
        ending = "unchanged if not given" if unchanged else f"default {_shown(default)}"
        shared: dict[str, Any] = {
            "dest": f"{title}.{setting.name}",
            "default": argparse.SUPPRESS,
            "help": explain(setting, ending),
        }
        if setting.kind is bool:
            group.add_argument(f"--{option}", action=argparse.BooleanOptionalAction, **shared)
        else:
            shared |= {"type": reader(setting), "metavar": metavar(setting)}
            group.add_argument(f"--{option}", **shared)


def chosen(args: argparse.Namespace, title: str) -> dict[str, Any]:
    """Return the settings of one group that were given, by field name."""
    prefix = f"{title}."
    return {n.removeprefix(prefix): v for n, v in vars(args).items() if n.startswith(prefix)}


def explain(setting: Setting, ending: str) -> str:
    """Describe a setting with its range, its unit and how the text ends: its default."""
    free = setting.choices or setting.kind in (bool, str)
    allowed = "" if free else f"{setting.allowed}; "
    return f"{setting.hint.help} ({allowed}{ending})".replace("%", "%%")


def metavar(setting: Setting) -> str:
    """Return what stands for the value in the help."""
    if setting.choices:
        return "|".join(str(choice) for choice in setting.choices)
    return {int: "N", float: "X"}.get(setting.kind, "TEXT")


def reader(setting: Setting) -> Callable[[str], Any]:
    """Return the function that turns an option's text into a checked value."""

    def read(text: str) -> Any:
        try:
            value: Any = setting.kind(text)
        except ValueError:
            value = text
        try:
            return config.check_value(setting, value)
        except UserError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read


def _shown(default: Any) -> str:
    if isinstance(default, bool):
        return "on" if default else "off"
    return "empty" if default == "" else str(default)
