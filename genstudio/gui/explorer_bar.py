"""The bar over the plane: tools in places that have names, and go on in the next line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from genstudio.gui.widgets.flow import Flow

PLACES = ("axes", "class", "tools", "points", "ground", "time", "grid", "fit")


class Bar(QWidget):
    """Each tool says in which of PLACES it stands; places without a tool take no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explorerBar")
        flow = Flow(self, spacing=6)
        self._places = {name: QWidget(self) for name in PLACES}
        for place in self._places.values():
            row = QHBoxLayout(place)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            flow.addWidget(place)
            place.hide()

    def put(self, place: str, *tools: QWidget) -> None:
        """Put tools at the end of a place; raises KeyError for one that there is not."""
        row = self._places[place].layout()
        assert row is not None
        for tool in tools:
            row.addWidget(tool)
        self._places[place].show()
