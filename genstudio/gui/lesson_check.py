"""Whether what a lesson names is there: places, panels, families and their settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from genstudio.core.config import check_value, settings
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.core.lesson import Lesson, Preparation, Step
from genstudio.gui import lesson_applications, lesson_theory
from genstudio.gui.choices import Choices
from genstudio.gui.lesson_measure import FIGURE
from genstudio.gui.lesson_places import APPLICATION, PLACES, SETTING, THEORY
from genstudio.gui.lesson_results import RESULTS


def check(lesson: Lesson, choices: Choices, panels: Mapping[str, bool]) -> None:
    """Raise UserError for the first thing that a lesson names and that does not exist.

    `panels` tells of each panel whether it is a workspace, that is a tab in the middle.
    """
    _check_hidden(lesson.hide, choices, panels)
    family, bench = choices.family, ""
    for number, step in enumerate(lesson.steps, 1):
        if step.set is not None and step.set.family is not None:
            family = step.set.family
        if step.set is not None and step.set.bench is not None:
            bench = step.set.bench
        try:
            _check_hidden((*lesson.hide, *step.hide), choices, panels)
            _check_names(step, choices, panels)
            _check_bench(step, bench)
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


def _check_hidden(hide: tuple[str, ...], choices: Choices, panels: Mapping[str, bool]) -> None:
    for name in hide:
        if "." in name:
            _check_place(name, choices)
        else:
            _known(name, panels)
    if all(name in hide for name, workspace in panels.items() if workspace):
        raise UserError(tr("a lesson may not hide all workspaces."))


def _check_place(place: str, choices: Choices) -> None:
    if place.startswith(SETTING):
        _known(place.removeprefix(SETTING), sorted(known_settings(choices)))
    elif place.startswith(THEORY) and place not in PLACES:
        _, bench, *part = place.split(".", 2)
        _known(bench, lesson_theory.names())
        if part:
            _known(part[0], parts(bench))
    elif place.startswith(APPLICATION) and place not in PLACES:
        _, page, *part = place.split(".", 2)
        _known(page, lesson_applications.names())
        if part:
            _known(part[0], lesson_applications.parts(page))
    else:
        _known(place, PLACES)


def parts(bench: str) -> list[str]:
    """Return what of a bench's page a lesson can point at and hide."""
    engine = lesson_theory.module(bench)
    acts = [f"act-{name}" for name in engine.ACTIONS]
    shown = [f"figure-{name}" for name in lesson_theory.figures(bench)]
    return ["chart", "tabs", *acts, *shown, *(setting.name for setting in settings(engine.Config))]


def _check_names(step: Step, choices: Choices, panels: Mapping[str, bool]) -> None:
    if step.at is not None:
        _check_place(step.at, choices)
    workspaces = [name for name, workspace in panels.items() if workspace]
    for tab in _tabs(step):
        _known(tab, workspaces)
    until, name = step.until, step.until.name
    if until.event == "family" and name is not None:
        _known(name, choices.families)
    for pane in (step.set.pane if step.set is not None else None, name):
        if pane is not None and (pane is not name or until.event == "pane"):
            _known(pane, panels)
    if until.event == "result" and name is not None:
        _known(name, RESULTS)
    if until.event == "page" and name is not None:
        _known(name, lesson_applications.names())
    if step.set is not None and step.set.page is not None:
        _known(step.set.page, lesson_applications.names())
    if step.set is not None and step.set.example is not None:
        _known(step.set.example, lesson_applications.examples())


def _check_bench(step: Step, bench: str) -> None:
    """Check what a step says of a bench: the one that it or a step before it has opened."""
    wanted, until = step.set, step.until
    if until.event == "bench" and until.name is not None:
        _known(until.name, lesson_theory.names())
    measured = [s.removeprefix(FIGURE) for s in step.measure.values() if s.startswith(FIGURE)]
    measured += [until.name] if until.event == "figure" and until.name is not None else []
    acts = [wanted.act] if wanted is not None and wanted.act is not None else []
    acts += [until.name] if until.event == "acted" and until.name is not None else []
    loose = wanted is not None and (wanted.theory or wanted.act or wanted.pace or wanted.view)
    if wanted is not None and loose and not wanted.bench:
        raise UserError(tr("it sets something of a bench without its name."))
    if not (measured or acts or (wanted is not None and wanted.bench is not None)):
        return
    _known(bench, lesson_theory.names())
    for name in measured:
        _known(name, lesson_theory.measured(bench))
    if wanted is not None and wanted.view is not None:
        _known(wanted.view, lesson_theory.VIEWS.get(bench, ()))
    engine = lesson_theory.module(bench)
    for name in acts:
        _known(name, engine.ACTIONS)
    if wanted is not None:
        _check_values(engine.Config, wanted.theory)


def _tabs(step: Step) -> Iterator[str]:
    if step.set is not None and step.set.tab is not None:
        yield step.set.tab
    if step.until.event == "tab" and step.until.name is not None:
        yield step.until.name


def _check_settings(wanted: Preparation, family: str, choices: Choices) -> None:
    _known(family, choices.families)
    _check_values(choices.families[family].config, wanted.model)
    if choices.train_config is not None:
        _check_values(choices.train_config, wanted.train)


def _check_values(config: type, values: Mapping[str, Any]) -> None:
    there = {setting.name: setting for setting in settings(config)}
    for name, value in values.items():
        _known(name, there)
        check_value(there[name], value)


def _known(name: str, there: Any) -> None:
    if name not in there:
        names = ", ".join(there)
        raise UserError(tr("there is no {name!r}; there are {names}.", name=name, names=names))
