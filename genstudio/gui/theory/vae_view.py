"""What the views of the VAE bench have in common: each is one question, in one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from genstudio.gui.controls import turn
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.widgets.wrapped import Wrapped

SPACE = 6  # px between a pair
UPRIGHT = 1.25  # of its height that a pair must be wide to stand side by side


class View(QWidget):
    """A view. `EQUATIONS` and `FIGURES` are those of the page that are shown with it."""

    NAME: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""  # marked, short: it stands on a tab
    ABOUT: ClassVar[str] = ""  # marked: what is seen, and what can be done
    EQUATIONS: ClassVar[tuple[str, ...]] = ()
    FIGURES: ClassVar[tuple[str, ...]] = ()
    BESIDES: ClassVar[tuple[str, ...]] = ()  # figures for which there must be room

    def __init__(self, page: BenchPage) -> None:
        super().__init__()
        self.page = page
        self.setObjectName(f"vaeView-{self.NAME}")
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._show_again)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures anew once they have their sizes: a unit of x is one of y in some."""
        super().resizeEvent(event)
        self._again.start()

    @Slot()
    def _show_again(self) -> None:
        if self.isVisible() and self.page.stage.frame is not None:
            self.show_frame(self.page.stage.frame, self.page.stage.phase)

    def controls(self) -> Sequence[QWidget]:
        """Return what stands beside the picture while this view is in front; called once."""
        return ()

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Draw a frame; only called while this view is in front."""
        raise NotImplementedError


class Pair(QWidget):
    """Two pictures, beside one another where there is room, else one below the other."""

    def __init__(self, first: QWidget, second: QWidget, least: int = 0) -> None:
        super().__init__()
        self._both = first, second
        self._least = least  # px that are needed for both side by side
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self._row.addWidget(first, 1)
        self._row.addWidget(second, 1)

    def minimumSizeHint(self) -> QSize:
        """Need no more width than one of them does."""
        first, second = self._least_sizes()
        beside = self._row.direction() == QBoxLayout.Direction.LeftToRight
        high = (first.height(), second.height())
        wide = max(first.width(), second.width())
        return QSize(wide, max(high) if beside else sum(high) + SPACE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn with the shape."""
        super().resizeEvent(event)
        first, second = self._least_sizes()
        least = max(self._least, first.width() + second.width() + SPACE)
        turn(self._row, beside=self.width() >= max(least, UPRIGHT * self.height()))
        self.updateGeometry()

    def _least_sizes(self) -> tuple[QSize, QSize]:
        return self._both[0].minimumSizeHint(), self._both[1].minimumSizeHint()


def row(label: str, editor: QWidget) -> QWidget:
    """Return an editor with its label in front, over the whole width."""
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    name = QLabel(label)
    name.setTextFormat(Qt.TextFormat.PlainText)
    name.setBuddy(editor)
    line.addWidget(name)
    line.addWidget(editor, 1)
    return both


def words(text: str, name: str = "") -> Wrapped:
    """Return a faint text that wraps."""
    label = Wrapped(text)
    label.setObjectName(name)
    label.setProperty("kind", "faint")
    return label
