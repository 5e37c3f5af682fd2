"""What the views of the VAE bench have in common: each is one question, in one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from genstudio.gui.controls import turn
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.widgets.wrapped import Wrapped

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
        self._least = least  # px that are needed for both side by side
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(first, 1)
        self._row.addWidget(second, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn with the shape."""
        super().resizeEvent(event)
        turn(self._row, beside=self.width() > max(self._least, UPRIGHT * self.height()))


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
