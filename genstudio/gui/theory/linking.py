"""What is pointed at in one place is highlighted in all others: an equation's term, its curve."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot


class Linker(QObject):
    """Connects widgets that have `pointed = Signal(str)` and `highlight(term: str)`.

    A term is a short name, such as "d_star"; "" is none.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.term = ""
        self._widgets: list[Any] = []

    def attach(self, *widgets: Any) -> None:
        """Link widgets to all others."""
        for widget in widgets:
            self._widgets.append(widget)
            widget.pointed.connect(self.point)
            widget.highlight(self.term)

    @Slot(str)
    def point(self, term: str) -> None:
        """Highlight a term everywhere; "" is none."""
        if term == self.term:
            return
        self.term = term
        for widget in self._widgets:
            widget.highlight(term)
