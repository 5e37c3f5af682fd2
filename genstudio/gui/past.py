"""What is shown: the live weights, or those of a checkpoint of the past."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.core.errors import UserError
from genstudio.gui import background
from genstudio.gui.chores import SHARE
from genstudio.gui.jobs import Latest
from genstudio.gui.kept import Kept
from genstudio.gui.state import View

if TYPE_CHECKING:
    from genstudio.train.runs import Run

MOST_BYTES = 2**28  # of weights that are kept
NEWEST = object()


class Past(QObject):
    """Holds the view; `shown` is a checkpoint's step, or None while the view is live.

    Scrubbing asks for many checkpoints in a row: only the newest one asked for is loaded, those
    that were shown stay in memory, and from the first look on those around are read ahead.
    """

    view_changed = Signal()
    shown_changed = Signal()
    checkpoints_changed = Signal()
    kept_changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: View | None = None
        self.shown: int | None = None
        self.checkpoints: list[int] = []
        self.run: Run | None = None
        self.trains: Callable[[], bool] = bool  # whether time is to be left for a training
        self.generation = 0  # of what is kept: another one holds nothing of the one before
        self._live: View | None = None
        self._views: Kept[View] = Kept(MOST_BYTES)
        self._damaged: set[int] = set()
        self._looked = False  # at the past of this run
        self._asked: Any = None  # what a person waits for
        self._reading = False
        self._loader = Latest(self)
        self._loader.answered.connect(self._on_loaded)
        self._loader.failed.connect(self._on_failed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._read_ahead)

    def open(self, run: Run | None, view: View | None, checkpoints: list[int]) -> None:
        """Show a run's newest weights, or, without a run, whatever there is to see."""
        self.run = run
        self._live = view
        self._looked, self._asked = False, None
        self.forget()
        self.set_checkpoints(checkpoints)
        self._set_shown(None)
        self._set_view(view)

    def forget(self) -> None:
        """Read checkpoints anew when they are shown again: others may have taken their place."""
        self.generation += 1
        self._views.clear()
        self._damaged.clear()
        self.kept_changed.emit()

    def set_checkpoints(self, steps: list[int]) -> None:
        """Note which checkpoints can be shown."""
        if steps != self.checkpoints:
            self.checkpoints = steps
            self._views.only(steps)
            self.checkpoints_changed.emit()
            self._read_ahead()

    def set_live(self, view: View) -> None:
        """Take over newer weights; they are shown unless the user looks at the past."""
        self._live = view
        if self.shown is None:
            self._set_view(view)

    def show_step(self, step: int | None) -> None:
        """Show a checkpoint; None goes back to the live weights."""
        self._set_shown(step)
        if step is None:
            self._set_view(self._live)
            return
        self._looked = True
        kept = self._views.get(step)
        if kept is not None:
            self._asked = None
            self._set_view(kept)
            self._read_ahead()
        else:
            self._ask(step)

    def prepare(self) -> None:
        """Read checkpoints ahead: somebody is about to look at the past."""
        self._looked = True
        self._read_ahead()

    def load_newest(self) -> None:
        """Show the newest checkpoint as the live weights, once it is read."""
        self._ask(NEWEST)

    def kept(self, step: int) -> View | None:
        """Return a checkpoint's weights if they are in memory."""
        return self._views.get(step)

    @property
    def looked(self) -> bool:
        """Whether somebody has looked at the past of this run, or is about to."""
        return self._looked

    @property
    def kept_steps(self) -> frozenset[int]:
        """The checkpoints that are in memory."""
        return self._views.steps

    def close(self) -> None:
        """End the thread that reads checkpoints."""
        self._timer.stop()
        self.run = None
        self._loader.close()

    def _ask(self, what: Any) -> None:
        if self.run is None:
            return
        self._timer.stop()
        self._asked, self._reading = what, True
        self._loader.ask(partial(_load, self.run, None if what is NEWEST else what))

    @Slot()
    def _read_ahead(self) -> None:
        """Read the next one of those around, unless somebody waits for another."""
        if self._asked is not None or self._reading or not self._looked or self.run is None:
            return
        for step in self._views.near(self.checkpoints, self.shown):
            if step not in self._views and step not in self._damaged:
                self._reading = True
                self._loader.ask(partial(_try, self.run, step))
                return

    @Slot(object)
    def _on_loaded(self, answer: Any) -> None:
        run, wanted, view, cost = answer
        self._reading = False
        if wanted == self._asked or (wanted is None and self._asked is NEWEST):
            self._asked = None
        if run is self.run:
            self._take(wanted, view)
        else:
            cost = 0.0
        self._timer.start(int(1000 * cost / SHARE) if self.trains() else 0)

    def _take(self, wanted: int | None, view: View | None) -> None:
        if view is None:
            self._damaged.add(wanted or 0)
        elif wanted is None:
            self.set_live(view)
        else:
            size = sum(one.numel() * one.element_size() for one in view.weights.values())
            self._views.put(wanted, view, size, self.checkpoints, self.shown)
            self.kept_changed.emit()
            if wanted == self.shown:
                self._set_view(view)

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self._asked, self._reading = None, False
        self.failed.emit(text)

    def _set_view(self, view: View | None) -> None:
        if view is not self.view:
            self.view = view
            self.view_changed.emit()

    def _set_shown(self, step: int | None) -> None:
        if step != self.shown:
            self.shown = step
            self.shown_changed.emit()


def _load(run: Run, step: int | None) -> tuple[Run, int | None, View | None, float]:
    begin = time.thread_time()
    view = background.checkpoint_view(run, step)
    return run, step, view, time.thread_time() - begin


def _try(run: Run, step: int) -> tuple[Run, int | None, View | None, float]:
    """Read ahead: what cannot be read is said when somebody asks for it."""
    try:
        return _load(run, step)
    except UserError:
        return run, step, None, 0.0
