"""The pins of the run, and the data points that are selected on the plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QToolButton, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.explorer_pins import clear
from genstudio.gui.pins_list import PinsList
from genstudio.gui.selection_box import SelectionBox
from genstudio.gui.state import Through
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Pins")
ORDER = 10
AREA = "tools"
ICON = "pin"
NEEDS = ("Decodes",)
NONE = mark(
    "Click the plane to pin a point. A pin of a data point stays with it while the model learns, "
    "and all pins are kept with the run."
)


class Panel(QWidget):
    """Above the list of pins, below the selection."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pinsPanel")
        self._session = session
        self.list = PinsList(session, self)
        self.selection = SelectionBox(session, self)
        self._none = Wrapped(tr(NONE))
        self._none.setProperty("kind", "faint")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 6)
        column.addWidget(self._stack, 1)
        column.addLayout(self._build_row())
        column.addSpacing(6)
        column.addWidget(self.selection)
        self.list.itemSelectionChanged.connect(self._refresh)
        session.pins.changed.connect(self._refresh)
        session.plane_changed.connect(self._refresh)
        self._refresh()

    def close_panel(self) -> None:
        """End what is on its way."""
        self.list.close_panel()
        self.selection.close_panel()

    def _build_row(self) -> Flow:
        self._name = self._button("namePin", tr("Name"), tr("Name the chosen pin (Return)"))
        self._remove = self._button(
            "removePin", tr("Remove"), tr("Remove the chosen pins (Delete)")
        )
        self._undo = self._button("undoPins", "", tr("Take the last change of the pins back"))
        self._undo.setIcon(theme.icon("undo"))
        self._clear = self._button("clearPins", tr("Clear"), tr("Remove all pins"))
        tip = tr("Move the plane so that it passes through the chosen pin")
        self._through = self._button("planeThroughPin", "", tip)
        self._through.setIcon(theme.icon("through"))
        self._through.clicked.connect(self._on_through)
        self._name.clicked.connect(self._on_name)
        self._remove.clicked.connect(self.list.remove_chosen)
        self._undo.clicked.connect(self._session.pins.undo)
        self._clear.clicked.connect(self._on_clear)
        row = Flow()
        for button in (self._name, self._remove, self._undo, self._through, self._clear):
            row.addWidget(button)
        return row

    def _button(self, name: str, text: str, meaning: str) -> QToolButton:
        button = named(QToolButton(), name, meaning)
        button.setText(text)
        return button

    @Slot()
    def _refresh(self) -> None:
        pins, chosen = self._session.pins, self.list.chosen
        self._stack.setCurrentWidget(self.list if pins.all else self._none)
        self._name.setEnabled(len(chosen) == 1)
        self._remove.setEnabled(bool(chosen))
        self._undo.setEnabled(pins.undoable)
        plane = self._session.plane
        self._through.setVisible(plane is not None and plane.components > 0)
        self._through.setEnabled(len(chosen) == 1)
        self._clear.setEnabled(bool(pins.all))

    @Slot()
    def _on_through(self) -> None:
        pins, chosen = self._session.pins.all, list(self.list.chosen)
        if len(chosen) == 1 and chosen[0] < len(pins):
            pin = pins[chosen[0]]
            self._session.set_through(Through(tr("pin {name}", name=pin.name), pin.code))

    @Slot()
    def _on_name(self) -> None:
        chosen = self.list.selectedItems()
        if chosen:
            self.list.editItem(chosen[0], 0)

    @Slot()
    def _on_clear(self) -> None:
        clear(self._session)
