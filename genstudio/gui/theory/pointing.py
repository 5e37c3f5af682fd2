"""A painted picture of parts that are pointed at, by the mouse and by the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described


class Pointing(Described, QWidget):
    """Lets one of its TERMS stand out, "" for none; it is `_lit`. A subclass paints.

    Signal: pointed(term). Keys: Left and Right go through the terms.
    """

    TERMS: tuple[str, ...] = ()
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lit = ""
        accessible.install()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def term_at(self, place: QPointF) -> str:
        """Return the term at a place, in pixels of the widget; "" for none."""
        raise NotImplementedError

    def highlight(self, term: str) -> None:
        """Let one part stand out, "" for none."""
        if term != self._lit:
            self._lit = term
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the part under the mouse."""
        self._point(self.term_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the parts."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        self.step(way)

    def step(self, way: int) -> None:
        """Point at the next term, or with -1 at the one before."""
        terms = ["", *self.TERMS]
        here = terms.index(self._lit) if self._lit in terms else 0
        self._point(terms[(here + way) % len(terms)])

    def _point(self, term: str) -> None:
        if term != self._lit:
            self.highlight(term)
            self.pointed.emit(term)
