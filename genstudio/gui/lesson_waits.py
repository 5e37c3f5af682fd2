"""What a step of a lesson waits for, seen in the session's signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton

from genstudio.core.language import mark, tr
from genstudio.core.lesson import Event, Step
from genstudio.gui import lesson_applications
from genstudio.gui.lesson_goal import Goal
from genstudio.gui.lesson_places import panels
from genstudio.gui.lesson_results import RESULTS
from genstudio.gui.lesson_theory import BenchWait, in_front, scaled
from genstudio.gui.widgets.plane import PlaneView

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

WORDS: dict[Event, str] = {
    "prepared": mark("To do: what is described above."),
    "family": mark("To do: choose the model."),
    "data": mark("To do: open other images."),
    "tab": mark("To do: open the tab."),
    "training": mark("To do: start training."),
    "paused": mark("To do: pause the training."),
    "stopped": mark("To do: stop the training."),
    "pointed": mark("To do: move the mouse over the plane."),
    "pinned": mark("To do: click the plane."),
    "path": mark("To do: drag over the plane."),
    "selected": mark("To do: select points of the plane."),
    "past": mark("To do: move the time slider."),
    "live": mark("To do: move the time slider to its right end."),
    "pane": mark("To do: open the pane."),
    "result": mark("To do: what is described above, until a result is shown."),
    "bench": mark("To do: open the bench."),
    "figure": mark("To do: let the bench run until the figure is reached."),
    "acted": mark("To do: press the button, and wait until it is done."),
    "page": mark("To do: open the page."),
}
AGAIN = 150  # ms: results are looked at again and again, they come from many places


class Wait(QObject):
    """Watches for one event at a time. `done` comes once; `changed` as it gets nearer."""

    done = Signal()
    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = session = window.session
        self._step: Step | None = None
        self._met: Callable[[], bool] = bool
        self._goal = Goal()
        self._made = self._last = 0  # steps of training since the wait began; the last one seen
        self._bench = BenchWait(window, self)
        self._bench.news.connect(self.look)
        self._again = QTimer(self, interval=AGAIN)
        self._again.timeout.connect(self.look)
        for signal in (
            session.state_changed, session.history_changed, session.run_changed,
            session.dataset_changed, session.family_changed, session.settings_changed,
            session.shown_changed, session.hover_changed, session.selected_changed,
            window.tabs.currentChanged,
        ):  # fmt: skip
            signal.connect(self.look)
        if (mode := window.findChild(QComboBox, "galleryMode")) is not None:
            mode.currentIndexChanged.connect(self.look)
        if (grid := window.findChild(QPushButton, "decodedGrid")) is not None:
            grid.toggled.connect(self.look)
        plane = window.findChild(PlaneView, "latentPlane")
        if plane is not None:
            plane.pinned.connect(self._on_pinned)
            plane.path_drawn.connect(self._on_path)

    def begin(self, step: Step) -> None:
        """Watch for what the step waits for, from now on."""
        self._step = step
        self._made, self._last = 0, self._session.step
        self._goal = Goal.of(step.set) if step.set is not None else Goal()
        self._met = self._condition(step)
        self._bench.begin(step, self._goal)
        if step.until.event in ("result", "pane", "bench", "page", "prepared"):
            self._again.start()
        self.look()

    def end(self) -> None:
        """Watch for nothing."""
        self._step = None
        self._bench.end()
        self._again.stop()

    @property
    def text(self) -> str:
        """What is still to be done."""
        until = self._step.until if self._step is not None else None
        if until is None or until.event == "next":
            return ""
        count = scaled(until)
        if until.event == "steps" and count is not None:
            done = min(self._made, count)
            return tr("To do: train. {done:,} of {count:,} steps are made.", done=done, count=count)
        if until.event == "bench_steps" and count is not None:
            done = min(self._bench.made, count)
            return tr(
                "To do: let the bench run. {done:,} of {count:,} steps are made.",
                done=done,
                count=count,
            )
        return tr(WORDS[until.event])

    def _condition(self, step: Step) -> Callable[[], bool]:
        """Return what tells that the event has come; it compares with how things are now."""
        session, window, until = self._session, self._window, step.until
        hover = session.hover.z_plane if session.hover is not None else None
        data = session.dataset.fingerprint if session.dataset is not None else None
        there = panels(window)
        panel, bench = there.get(until.name or ""), self._bench
        met: dict[str, Callable[[], bool]] = {
            "next": lambda: True,
            "prepared": lambda: self._goal.reached(window),
            "family": lambda: session.family == until.name,
            "data": lambda: session.dataset is not None and session.dataset.fingerprint != data,
            "tab": lambda: window.tabs.currentWidget() is panel,
            "training": lambda: session.state == "training",
            "steps": lambda: self._made >= (scaled(until) or 0),
            "paused": lambda: session.state == "paused",
            "stopped": lambda: session.state == "ready" and session.run is not None,
            "pointed": lambda: session.hover is not None and session.hover.z_plane != hover,
            "selected": lambda: len(session.selected) > 0,
            "past": lambda: session.shown is not None,
            "live": lambda: session.shown is None,
            "pane": lambda: panel is not None and panel.isVisible(),
            "result": lambda: until.name is not None and RESULTS[until.name](window),
            "bench": lambda: in_front(window) == until.name,
            "page": lambda: lesson_applications.in_front(window) == until.name,
            "bench_steps": lambda: bench.made >= (scaled(until) or 0),
            "figure": bench.reached,
            "acted": lambda: bench.acted,
        }
        return met.get(until.event, lambda: False)

    @Slot()
    def look(self) -> None:
        """Look now whether it has come."""
        if self._step is None:
            return
        now = self._session.step
        grown, self._last = now - self._last, now
        if not self._goal.missing(self._session):  # steps with other settings show nothing
            self._made += max(0, grown)
        if self._met():
            self._finish()
        elif grown or self._bench.made:
            self.changed.emit()

    @Slot()
    def _on_pinned(self) -> None:
        self._on_plane("pinned")

    @Slot()
    def _on_path(self) -> None:
        self._on_plane("path")

    def _on_plane(self, event: Event) -> None:
        if self._step is not None and self._step.until.event == event:
            self._finish()

    def _finish(self) -> None:
        self.end()
        self.done.emit()
