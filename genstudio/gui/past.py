"""What is shown: the live weights, or those of a checkpoint of the past."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from genstudio.gui import background
from genstudio.gui.jobs import Latest
from genstudio.gui.state import View

if TYPE_CHECKING:
    from genstudio.train.runs import Run


class Past(QObject):
    """Holds the view; `shown` is a checkpoint's step, or None while the view is live.

    Scrubbing asks for many checkpoints in a row: only the newest one asked for is loaded.
    """

    view_changed = Signal()
    shown_changed = Signal()
    checkpoints_changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: View | None = None
        self.shown: int | None = None
        self.checkpoints: list[int] = []
        self._live: View | None = None
        self._run: Run | None = None
        self._loader = Latest(self)
        self._loader.answered.connect(self._on_loaded)
        self._loader.failed.connect(self.failed)

    def open(self, run: Run | None, view: View | None, checkpoints: list[int]) -> None:
        """Show a run's newest weights, or, without a run, whatever there is to see."""
        self._run = run
        self._live = view
        self.set_checkpoints(checkpoints)
        self._set_shown(None)
        self._set_view(view)

    def set_checkpoints(self, steps: list[int]) -> None:
        """Note which checkpoints can be shown."""
        if steps != self.checkpoints:
            self.checkpoints = steps
            self.checkpoints_changed.emit()

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
        elif self._run is not None:
            self._loader.ask(partial(_load, self._run, step))

    def load_newest(self) -> None:
        """Show the newest checkpoint as the live weights, once it is read."""
        if self._run is not None:
            self._loader.ask(partial(_load, self._run, None))

    def close(self) -> None:
        """End the thread that reads checkpoints."""
        self._loader.close()

    @Slot(object)
    def _on_loaded(self, answer: Any) -> None:
        run, wanted, view = answer
        if run is not self._run:
            return
        if wanted is None:
            self.set_live(view)
        elif wanted == self.shown:
            self._set_view(view)

    def _set_view(self, view: View | None) -> None:
        if view is not self.view:
            self.view = view
            self.view_changed.emit()

    def _set_shown(self, step: int | None) -> None:
        if step != self.shown:
            self.shown = step
            self.shown_changed.emit()


def _load(run: Run, step: int | None) -> tuple[Run, int | None, View]:
    return run, step, background.checkpoint_view(run, step)
