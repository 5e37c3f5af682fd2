"""The workspace Theory as lessons see it: which bench is in front, and how it is to be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QTabBar,
    QTabWidget,
    QWidget,
)

from genstudio.core import registry
from genstudio.gui.lesson_places import panels

if TYPE_CHECKING:
    from genstudio.core.lesson import Step, Until
    from genstudio.gui.lesson_goal import Goal
    from genstudio.gui.theory.stage import Stage
    from genstudio.gui.window import MainWindow

PANEL = "theory"
# The tabs of a bench that has some, in their order: their names stand in lesson files.
VIEWS = {
    "vae": ("bound", "kl", "gradient", "iwae", "mcmc", "two"),
    "classify": ("regions", "sample", "reject", "few", "confusion"),
}
PACES = ("slow", "normal", "fast")  # as the chooser lists them
AGAIN = 40  # ms between two looks at whether a bench is there
SCALE = 1.0  # of all counts of steps: tests go through lessons with fewer


def names() -> list[str]:
    """Return the names of all benches that there is a page for."""
    from genstudio.gui import benches

    return registry.names(benches)


def module(bench: str) -> Any:
    """Return the engine of a bench, with its Config and ACTIONS."""
    from genstudio.analysis import theory

    return registry.load(theory, bench)


def page_class(bench: str) -> Any:
    """Return the class of a bench's page, which names its figures."""
    from genstudio.gui import benches

    return registry.load(benches, bench).Page


def figures(bench: str) -> list[str]:
    """Return the keys of the figures that a bench shows below its picture."""
    return [figure.key for figure in page_class(bench).FIGURES]


def style(key: str) -> str:
    """Return how the benches show a figure; nothing for one that is only in curves."""
    known = (figure for bench in names() for figure in page_class(bench).FIGURES)
    return next((figure.style for figure in known if figure.key == key), "")


def measured(bench: str) -> list[str]:
    """Return the keys of all figures of a bench, those that are only in its curves as well."""
    drawn = [term for plot in page_class(bench).PLOTS for term in plot.terms]
    return list(dict.fromkeys((*figures(bench), *drawn)))


def page_of(window: QWidget, bench: str) -> Any:
    """Return the page of a bench; None until somebody has looked at it."""
    return window.findChild(QWidget, f"{bench}Page") if bench else None


def stage_of(window: QWidget, bench: str) -> Stage | None:
    """Return what plays a bench; None until somebody has looked at it."""
    page = page_of(window, bench)
    return None if page is None else page.stage


def in_front(window: MainWindow) -> str:
    """Return the bench that is to be seen; nothing while another workspace is."""
    guest = window.session.guest
    return "" if guest is None else getattr(guest, "name", "")


def bring(window: MainWindow, bench: str) -> None:
    """Open the workspace, and the tab of a bench in it."""
    panel: Any = panels(window).get(PANEL)
    if panel is not None and bench:
        panel.bring(bench)
        window.tabs.setCurrentWidget(panel)


def scaled(until: Until) -> int | None:
    """Return how many steps are waited for."""
    return None if until.count is None else max(1, round(SCALE * until.count))


def fits(stage: Stage, goal: Goal) -> bool:
    """Whether a bench has the settings and the pace that a goal asks for."""
    if stage.frame is None or (goal.pace is not None and stage.pace != goal.pace):
        return False
    have = stage.config
    return all(getattr(have, name, None) == value for name, value in goal.theory.items())


class BenchWait(QObject):
    """Watches one bench for a step of a lesson. Signal: news, when it is worth looking again."""

    news = Signal()

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._until: Until | None = None
        self._goal: Goal | None = None
        self._stage: Stage | None = None
        self._last: int | None = None
        self.made, self.acted = 0, False  # steps since the wait began; whether the action is done
        self._acting = False
        self._timer = QTimer(self, interval=AGAIN)
        self._timer.timeout.connect(self._look)
        window.session.guest_changed.connect(self._attach)

    def begin(self, step: Step, goal: Goal) -> None:
        """Watch from now on, if the step waits for something of a bench."""
        self.end()
        if step.until.event in ("bench_steps", "figure", "acted"):
            self._until, self._goal = step.until, goal
            self.made, self.acted, self._acting = 0, False, False
            self._attach()
            self._timer.start()

    def end(self) -> None:
        """Watch for nothing."""
        self._until = None
        self._timer.stop()
        self._listen(None)

    def reached(self) -> bool:
        """Whether the figure is where it was to come, or the bench has tried for long enough."""
        until, stage = self._until, self._stage
        if until is None or stage is None or stage.frame is None or not self._fits(stage):
            return False
        value = stage.frame.figures.get(until.name or "", math.nan)
        there = (until.above is None or value > until.above) and (
            until.below is None or value < until.below
        )
        count = scaled(until)
        return (there and math.isfinite(value)) or (count is not None and self.made >= count)

    @Slot()
    def _look(self) -> None:
        """Count the steps that were made with the settings of the goal, and follow an action."""
        self._attach()
        stage = self._stage
        if self._until is None or stage is None or stage.frame is None:
            self._last = None
            return
        before = stage.step if self._last is None else self._last
        if self._fits(stage):
            self.made += max(0, stage.step - before)
        self._last = stage.step
        self.news.emit()

    @Slot()
    def _attach(self) -> None:
        """Listen to the bench of the goal, or the one in front, as soon as there is one."""
        if self._until is not None and self._goal is not None:
            bench = self._goal.bench or in_front(self._window)
            self._listen(stage_of(self._window, bench))

    def _listen(self, stage: Stage | None) -> None:
        if stage is self._stage:
            return
        if self._stage is not None:
            self._stage.state_changed.disconnect(self._on_state)
        self._stage, self._last = stage, None
        if stage is not None:
            stage.state_changed.connect(self._on_state)

    @Slot()
    def _on_state(self) -> None:
        """Follow an action: one may be over before anybody looks again."""
        stage, until = self._stage, self._until
        if stage is None or until is None or until.event != "acted":
            return
        if stage.action == until.name:
            self._acting = True
        elif self._acting and not stage.action:
            self.acted = True
            self.news.emit()

    def _fits(self, stage: Stage) -> bool:
        goal = self._goal
        have = stage.config
        return goal is not None and all(
            getattr(have, name, None) == value for name, value in goal.theory.items()
        )


class BenchWay(QObject):
    """Brings a bench to how a goal has it; `arrived` comes at the end."""

    arrived = Signal()

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._goal: Goal | None = None
        self._put = False  # whether the settings were asked for
        self._timer = QTimer(self, interval=AGAIN)
        self._timer.timeout.connect(self._advance)

    def go(self, goal: Goal) -> None:
        """Open the bench, and bring it there as soon as it is made."""
        self._goal, self._put = goal, False
        bring(self._window, goal.bench or "")
        self._timer.start()

    def stop(self) -> None:
        """Leave things as they are."""
        self._goal = None
        self._timer.stop()

    @Slot()
    def _advance(self) -> None:
        goal = self._goal
        stage = stage_of(self._window, goal.bench or "") if goal is not None else None
        if goal is None or stage is None:
            self._end()
        elif stage.frame is None:
            return  # it is being made
        elif not self._put:
            self._put = True
            settle(stage, goal)
            show(page_of(self._window, goal.bench or ""), goal)
        elif goal.act is not None and goal.run == "pause" and _going(stage):
            stage.toggle()  # a page may have something to look up then: the button waits for that
        elif (
            goal.act is not None
            and stage.state != "loading"
            and not _pressable(page_of(self._window, goal.bench or ""), goal.act)
        ):
            return  # another action is on
        elif fits(stage, goal) or stage.state != "loading":
            press(self._window, stage, goal)
            self._end()

    def _end(self) -> None:
        self.stop()
        self.arrived.emit()


def settle(stage: Stage, goal: Goal) -> None:
    """Set what is different, with the bench made anew only where it has to be."""
    from genstudio.core.config import settings

    different = {n: v for n, v in goal.theory.items() if getattr(stage.config, n, None) != v}
    live = {s.name for s in settings(type(stage.config)) if s.hint.live}
    if goal.run == "fresh" or different.keys() - live:
        stage.put(different)
    else:
        for name, value in different.items():
            stage.change(name, value)


def show(page: Any, goal: Goal) -> None:
    """Have the page's own controls say what holds, as if they had been used."""
    if page.form is not None:
        page.form.set_value({n: v for n, v in goal.theory.items() if n in page.form.value()})
    views = _views(page, goal)
    if views is not None:
        views.setCurrentIndex(VIEWS[goal.bench or ""].index(goal.view or ""))
    pace = page.findChild(QComboBox, "theoryPace")
    if goal.pace is not None and pace is not None:
        pace.setCurrentIndex(PACES.index(goal.pace))


def viewed(window: QWidget, goal: Goal) -> bool:
    """Whether the tab of the bench that a goal asks for is in front."""
    bar = _views(page_of(window, goal.bench or ""), goal)
    return bar is None or bar.currentIndex() == VIEWS[goal.bench or ""].index(goal.view or "")


def _views(page: Any, goal: Goal) -> QTabBar | QTabWidget | None:
    """Return the tabs of a bench, where a goal asks for one of them."""
    if page is None or goal.view is None:
        return None
    name = f"{goal.bench}Tabs"
    found: QTabBar | QTabWidget | None = page.findChild(QTabBar, name)
    return page.findChild(QTabWidget, name) if found is None else found


def _going(stage: Stage) -> bool:
    """Whether a bench makes steps."""
    return stage.state == "training" and not stage.action


def _pressable(page: Any, act: str) -> bool:
    """Whether the button of an action can be pressed now."""
    button = page.findChild(QAbstractButton, f"act-{act}")
    return button is not None and button.isEnabled()


def press(window: MainWindow, stage: Stage, goal: Goal) -> None:
    """Press the button that a goal names, as its reader would."""
    going = _going(stage)
    if goal.run in ("train", "pause") and going != (goal.run == "train") and not stage.action:
        stage.toggle()
    if goal.act is not None:
        page = page_of(window, goal.bench or "")
        page.findChild(QAbstractButton, f"act-{goal.act}").click()
    if goal.run == "step":
        stage.single_step()
    elif goal.run == "stop":
        stage.stop()
    elif goal.run == "past" and stage.checkpoints:
        stage.show_step(stage.checkpoints[0])
    elif goal.run == "live":
        stage.show_step(None)
