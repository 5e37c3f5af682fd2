"""The button beside the time slider that makes a film of all checkpoints."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.film_dialog import TASK, FilmDialog, check
from genstudio.gui.jobs import Tasks
from genstudio.gui.widgets.time_slider import FRAME, TimeSlider

if TYPE_CHECKING:
    from genstudio.gui.session import Session


class FilmButton(QToolButton):
    """Offers GIF and MP4, and opens a dialog, which may be closed before the film has ended."""

    def __init__(self, session: Session, slider: TimeSlider, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._slider = session, slider
        self._tasks = Tasks(self)
        self._dialog: FilmDialog | None = None
        tip = tr("Save the run's past as a film: points, samples and curves")
        named(self, "filmExport", tr("Export a film"), tip)
        self.setIcon(theme.icon("film-export"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.addAction(tr("Film as &GIF…")).triggered.connect(self._on_gif)
        menu.addAction(tr("Film as &MP4…")).triggered.connect(self._on_mp4)
        self.setMenu(menu)
        session.checkpoints_changed.connect(self._on_checkpoints)
        self._on_checkpoints()

    def close_films(self) -> None:
        """End what is being made, and wait for that."""
        self._tasks.close()

    @Slot()
    def _on_checkpoints(self) -> None:
        self.setEnabled(bool(self._session.checkpoints))

    @Slot()
    def _on_gif(self) -> None:
        self._open(".gif")

    @Slot()
    def _on_mp4(self) -> None:
        """Ask for the library first, in a worker: it takes its time to be loaded."""
        done, failed = partial(self._on_checked, ".mp4"), self._session.say
        self._tasks.start("check", lambda _stop: check(".mp4"), done, lambda why: failed(why.text))

    def _on_checked(self, kind: str, problem: str) -> None:
        if problem:
            self._session.say(problem, "error")
        else:
            self._open(kind)

    def _open(self, kind: str) -> None:
        """Show the dialog; one that is open gives way, unless it is at work."""
        if self._tasks.busy(TASK) and self._dialog is not None:
            self._dialog.raise_()
            return
        if self._dialog is not None:
            self._dialog.close()
        fps = 1000 * self._slider.speed / FRAME
        self._dialog = FilmDialog(self._session, self._tasks, kind, fps, self.window())
        self._dialog.finished.connect(self._on_finished)
        self._dialog.show()

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None
