"""The strip under the plane: what is pinned, or the film along a path that was drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.widgets.grid import ImageGrid

FRAMES = 48
SHOWN = 16  # of them, side by side
FRAME_TIME = 50  # ms
HEIGHT = 48
HINT = mark("Click the plane to pin a point, or drag along it to see a film of the path.")

Points = NDArray[np.float32]
Images = NDArray[np.uint8]
NO_POINTS: Points = np.zeros((0, 2), np.float32)


class Strip(QWidget):
    """A row of images, each decoded from a point of the plane.

    `frame` carries the number of the image that is being looked at: played or clicked.
    `closed` says that the user wants the strip away.
    """

    frame = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("latentStrip")
        self.points = NO_POINTS
        self.is_film = False
        self._frame = 0
        self._title = QLabel(self)
        self._title.setProperty("kind", "faint")
        self._title.setWordWrap(True)
        meaning = tr("Images along the path or at the pins")
        self._grid = named(ImageGrid(self), "stripGrid", meaning)
        self._play = named(QToolButton(), "playPath", tr("Play the film along the path"))
        self._play.setIcon(theme.icon("play"))
        escape = QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText)
        meaning, about = tr("Remove the pins and the path"), tr("Remove it ({key})", key=escape)
        self._close = named(QToolButton(), "clearStrip", meaning, about)
        self._close.setIcon(theme.icon("close"))
        self._grid.setMinimumSize(48, 40)
        self._timer = QTimer(self, interval=FRAME_TIME)
        self._timer.timeout.connect(self._on_tick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title)
        row.addWidget(self._grid, 1)
        row.addWidget(self._play)
        row.addWidget(self._close)
        self.setFixedHeight(HEIGHT)  # always there: the plane does not jump under the mouse
        self.show_points(NO_POINTS, film=False)
        self._play.clicked.connect(self.play)
        self._close.clicked.connect(self.closed)
        self._grid.clicked.connect(self._on_clicked)

    def show_points(self, points: Points, *, film: bool) -> None:
        """Make ready for the images of these points [M, 2]; without points, say what to do."""
        self.stop()
        self.points, self.is_film = points, film
        some = len(points) > 0
        self._title.setText((tr("Path") if film else tr("Pins")) if some else tr(HINT))
        self._grid.setVisible(some)
        self._play.setVisible(film)
        self._close.setVisible(some)
        self._grid.set_images(None)

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

    @property
    def _stride(self) -> int:
        return max(1, len(self.points) // SHOWN)

    @property
    def playing(self) -> bool:
        """Whether the film runs."""
        return self._timer.isActive()

    @Slot()
    def play(self) -> None:
        """Play the film once, from its beginning."""
        self._frame = 0
        self._timer.start()

    def stop(self) -> None:
        """Stop the film where it is."""
        self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        if self._frame >= len(self.points):
            self._timer.stop()
            return
        self.frame.emit(self._frame)
        self._frame += 1

    @Slot(object)
    def _on_clicked(self, index: object) -> None:
        self.stop()
        self.frame.emit(int(str(index)) * self._stride)
