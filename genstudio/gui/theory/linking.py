"""What is pointed at in one place is highlighted in all others: an equation's term, its curve."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot


class Linker(QObject):
    """Connects widgets that have `pointed = Signal(str)` and `highlight(term: str)`.

    A term is a short name, such as "d_star"; "" is none. Signal: changed, with the term.
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.term = ""
        self._widgets: list[Any] = []

    def attach(self, *widgets: Any) -> None:
        """Link widgets to all others; what is destroyed has to be detached before."""
        for widget in widgets:
            self._widgets.append(widget)
            widget.pointed.connect(self.point)
            widget.highlight(self.term)

    def detach(self, *widgets: Any) -> None:
        """Forget widgets."""
        for widget in widgets:
            self._widgets.remove(widget)
            widget.pointed.disconnect(self.point)

    @Slot(str)
    def point(self, term: str) -> None:
        """Highlight a term everywhere; "" is none."""
        if term == self.term:
            return
        self.term = term
        for widget in self._widgets:
            widget.highlight(term)
        self.changed.emit(term)
