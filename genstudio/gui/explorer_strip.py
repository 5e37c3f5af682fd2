"""The strip under the plane: what is pinned, or the film along a path."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from genstudio.analysis import paths
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.path_menu import PathMenu
from genstudio.gui.widgets.grid import ImageGrid

FRAMES = 48
SHOWN = 16  # of them, side by side
FRAME_TIME = 50  # ms, at the usual speed
HEIGHT = 48
HINT = mark("Click the plane to pin a point, or drag along it to see a film of the path.")

Points = NDArray[np.float32]
Images = NDArray[np.uint8]
NO_POINTS: Points = np.zeros((0, 2), np.float32)


class Strip(QWidget):
    """A row of images, each decoded from a point of the plane or from a code.

    `frame` carries the number of the image that is being looked at: played or clicked. `through`
    says that a film through the pins is wanted, `closed` that the user wants the strip away,
    `given_up` that what is being made or saved is not wanted any more, `changed` that other points
    are shown. `codes` [M, d] are those
    of a film that does not lie in the plane; `drawn` [K, 2] is the line that was drawn.
    """

    frame = Signal(object)
    through = Signal()
    closed = Signal()
    given_up = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("latentStrip")
        self.points = NO_POINTS
        self.codes: Points | None = None
        self.drawn: Points | None = None
        self.is_film = False
        self._frame = 0
        self._title = QLabel(self)
        self._title.setProperty("kind", "faint")
        self._title.setWordWrap(True)
        meaning = tr("Images along the path or at the pins")
        self._grid = named(ImageGrid(self), "stripGrid", meaning)
        self._grid.setMinimumSize(48, 40)
        self._build_buttons()
        self._timer = QTimer(self, interval=FRAME_TIME)
        self._timer.timeout.connect(self._on_tick)
        self._lay_out()
        self.setFixedHeight(HEIGHT)  # always there: the plane does not jump under the mouse
        self.show_points(NO_POINTS, film=False)
        self._path.clicked.connect(self.through)
        self._play.clicked.connect(self._on_play)
        self._close.clicked.connect(self.closed)
        self._cancel.clicked.connect(self.given_up)
        self._grid.clicked.connect(self._on_clicked)
        self.menu.speed_changed.connect(self._on_speed)

    def show_points(self, points: Points, *, film: bool) -> None:
        """Make ready for the images of these points [M, 2]; without points, say what to do."""
        self.stop()
        self.points, self.is_film, self.codes, self.drawn = points, film, None, None
        some = len(points) > 0
        self._title.setText((tr("Path") if film else tr("Pins")) if some else tr(HINT))
        self._grid.setVisible(some)
        self._play.setVisible(film)
        self._more.setVisible(film)
        self._path.setVisible(not film and len(points) > 1)
        self._close.setVisible(some)
        self._grid.set_images(None)
        self.changed.emit()

    def show_drawn(self, line: Any) -> None:
        """Make ready for the film along a line [K, 2] that was drawn on the plane."""
        line = np.asarray(line, np.float32)
        self.show_points(paths.along(line, self.menu.frames), film=True)
        self.drawn = line

    def show_codes(self, codes: Points, points: Points) -> None:
        """Make ready for the film of codes [M, d], which fall on points [M, 2] of the plane."""
        self.show_points(points, film=True)
        self.codes = codes
        self.changed.emit()

    def set_images(self, images: Images) -> bool:
        """Show what the points decode to; return whether these are the first images of them.

        Older answers, of other points, are ignored.
        """
        if len(images) != len(self.points) or not len(images):
            return False
        first = self._grid.count == 0
        shown = images[:: self._stride]
        self._grid.set_images(shown, columns=len(shown))
        return first

    def show_work(self, text: str, share: float | None = None) -> None:
        """Show that something is being made, how far it is, and a button to give it up."""
        self._work.setText(text)
        self._progress.setRange(0, 0 if share is None else 100)
        if share is not None:
            self._progress.setValue(int(100 * share))
        self._pages.setCurrentIndex(1)

    def end_work(self) -> None:
        """Show the images again."""
        self._pages.setCurrentIndex(0)

    @property
    def _stride(self) -> int:
        return max(1, len(self.points) // SHOWN)

    @property
    def playing(self) -> bool:
        """Whether the film runs."""
        return self._timer.isActive()

    @Slot()
    def play(self) -> None:
        """Play the film from its beginning."""
        self._frame = 0
        self._run(True)

    def stop(self) -> None:
        """Stop the film where it is."""
        self._run(False)

    def _run(self, on: bool) -> None:
        if on:
            self._timer.start()
        else:
            self._timer.stop()
        self._play.setIcon(theme.icon("pause" if on else "play"))
        text = tr("Stop the film here") if on else tr("Play the film along the path")
        self._play.setToolTip(text)
        self._play.setAccessibleName(text)

    def _build_buttons(self) -> None:
        text = tr("Path through the pins")
        tip = tr("Play a film from pin to pin, in the order in which they stand")
        self._path = named(QPushButton(tr("Path")), "pathThroughPins", text, tip)
        self._path.setIcon(theme.icon("film"))
        self._play = named(QToolButton(), "playPath", tr("Play the film along the path"))
        self.menu = PathMenu(self)
        meaning = tr("Way, frames, speed, and saving of the film")
        self._more = named(QToolButton(), "pathMenu", meaning)
        self._more.setIcon(theme.icon("more"))
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        escape = QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText)
        meaning, about = tr("Remove the pins and the path"), tr("Remove it ({key})", key=escape)
        self._close = named(QToolButton(), "clearStrip", meaning, about)
        self._close.setIcon(theme.icon("close"))
        self._work = QLabel(self)
        self._work.setProperty("kind", "faint")
        self._progress = named(QProgressBar(), "pathProgress", tr("How far it is"))
        self._cancel = named(QPushButton(tr("Cancel")), "cancelPath", tr("Give it up"))

    def _lay_out(self) -> None:
        images, work = QWidget(self), QWidget(self)
        row = QHBoxLayout(images)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title)
        row.addWidget(self._grid, 1)
        for button in (self._path, self._play, self._more, self._close):
            row.addWidget(button)
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._work)
        row.addWidget(self._progress, 1)
        row.addWidget(self._cancel)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(images)
        self._pages.addWidget(work)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    @Slot()
    def _on_play(self) -> None:
        if self.playing:
            self.stop()
        elif 0 < self._frame < len(self.points):
            self._run(True)  # it was stopped on its way
        else:
            self.play()

    @Slot()
    def _on_speed(self) -> None:
        self._timer.setInterval(round(FRAME_TIME / self.menu.speed))

    @Slot()
    def _on_tick(self) -> None:
        if self._frame >= len(self.points):
            self._frame = 0
            if not self.menu.loop:
                self.stop()
                return
        if len(self.points):
            self.frame.emit(self._frame)
        self._frame += 1

    @Slot(object)
    def _on_clicked(self, index: object) -> None:
        self.stop()
        self._frame = int(str(index)) * self._stride
        self.frame.emit(self._frame)
