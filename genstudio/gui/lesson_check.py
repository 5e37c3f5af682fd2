"""Whether what a lesson names is there: places, panels, families and their settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from genstudio.core.config import check_value, settings
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.core.lesson import Lesson, Preparation, Step
from genstudio.gui.choices import Choices
from genstudio.gui.lesson_places import PLACES, SETTING


def check(lesson: Lesson, choices: Choices, panels: Mapping[str, bool]) -> None:
    """Raise UserError for the first thing that a lesson names and that does not exist.

    `panels` tells of each panel whether it is a workspace, that is a tab in the middle.
    """
    _check_hidden(lesson.hide, panels)
    family = choices.family
    for number, step in enumerate(lesson.steps, 1):
        if step.set is not None and step.set.family is not None:
            family = step.set.family
        try:
            _check_hidden((*lesson.hide, *step.hide), panels)
            _check_names(step, choices, panels)
            if step.set is not None:
                _check_settings(step.set, family, choices)
        except UserError as error:
            raise UserError(
                tr("Step {number} of the lesson: {error}", number=number, error=error)
            ) from error


def known_settings(choices: Choices) -> set[str]:
    """Return the names of all settings of all families and of the trainer."""
    configs = [family.config for family in choices.families.values()]
    configs += [choices.train_config] if choices.train_config is not None else []
    return {setting.name for config in configs for setting in settings(config)}


def _check_hidden(hide: tuple[str, ...], panels: Mapping[str, bool]) -> None:
    for name in hide:
        _known(name, panels)
    if all(name in hide for name, workspace in panels.items() if workspace):
        raise UserError(tr("a lesson may not hide all workspaces."))


def _check_names(step: Step, choices: Choices, panels: Mapping[str, bool]) -> None:
    if step.at is not None and step.at.startswith(SETTING):
        _known(step.at.removeprefix(SETTING), sorted(known_settings(choices)))
    elif step.at is not None:
        _known(step.at, PLACES)
    workspaces = [name for name, workspace in panels.items() if workspace]
    for tab in _tabs(step):
        _known(tab, workspaces)
    if step.until.event == "family" and step.until.name is not None:
        _known(step.until.name, choices.families)


def _tabs(step: Step) -> Iterator[str]:
    if step.set is not None and step.set.tab is not None:
        yield step.set.tab
    if step.until.event == "tab" and step.until.name is not None:
        yield step.until.name


def _check_settings(wanted: Preparation, family: str, choices: Choices) -> None:
    _known(family, choices.families)
    pairs: list[tuple[type, dict[str, Any]]] = [(choices.families[family].config, wanted.model)]
    if choices.train_config is not None:
        pairs.append((choices.train_config, wanted.train))
    for config, values in pairs:
        there = {setting.name: setting for setting in settings(config)}
        for name, value in values.items():
            _known(name, there)
            check_value(there[name], value)


def _known(name: str, there: Any) -> None:
    if name not in there:
        names = ", ".join(there)
        raise UserError(tr("there is no {name!r}; there are {names}.", name=name, names=names))
