"""The canvas with its tools: undo, redo, eraser, clear, the brush, and colours for colour data."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QSpinBox, QToolButton, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.canvas import BRUSHES, Canvas
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.text import tip

ICON = QSize(16, 16)
COLOURS = (
    ("#ffffff", mark("White")),
    ("#000000", mark("Black")),
    ("#7f7f7f", mark("Grey")),
    ("#d62728", mark("Red")),
    ("#ff9f0e", mark("Orange")),
    ("#f7e03c", mark("Yellow")),
    ("#2ca02c", mark("Green")),
    ("#17becf", mark("Cyan")),
    ("#1f77b4", mark("Blue")),
    ("#9467bd", mark("Purple")),
    ("#8c564b", mark("Brown")),
    ("#f2c9a1", mark("Skin")),
)


def tool(parent: QWidget, name: str, icon: str, meaning: str, about: str = "") -> QToolButton:
    """Return a small button with an icon."""
    button = named(QToolButton(parent), name, meaning, tip(about or meaning))
    button.setIcon(theme.icon(icon))
    button.setIconSize(ICON)
    button.setAutoRaise(True)
    return button


class OwnCanvas(QWidget):
    """`changed` says that something was drawn; it carries nothing.

    `brush` is made here and laid out by who has the room for it.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = named(Canvas(self), "ownCanvas", tr("Canvas"))
        self.canvas.setToolTip(
            tip(
                tr(
                    "Left button draws, right button erases, the wheel changes the brush. With the "
                    "keyboard: arrows move the pen, Return sets it down, [ and ] change the brush."
                )
            )
        )
        self._undo = tool(self, "ownUndo", "undo", tr("Undo the stroke"), tr("Undo (Ctrl+Z)"))
        self._redo = tool(self, "ownRedo", "redo", tr("Redo the stroke"), tr("Redo (Ctrl+Y)"))
        self._eraser = tool(self, "ownEraser", "eraser", tr("Eraser"))
        self._eraser.setCheckable(True)
        self._clear = tool(self, "ownClear", "trash", tr("Clear the canvas"))
        about = tr("How thick the brush is: [ and ], or the wheel")
        self.brush = named(QSpinBox(self), "ownBrush", tr("Brush"), about)
        self.brush.setRange(1, len(BRUSHES))
        self.brush.setValue(self.canvas.brush + 1)
        self._colour = named(QComboBox(self), "ownColour", tr("Colour"), tr("What is drawn with"))
        accessible.label_box(self._colour)
        for colour, name in COLOURS:
            swatch = QPixmap(ICON)
            swatch.fill(QColor(colour))
            self._colour.addItem(QIcon(swatch), tr(name), colour)
        self._lay_out()
        self._connect()
        self._refresh()

    def set_kind(self, side: int, *, coloured: bool, dark: bool) -> None:
        """Begin anew for other data."""
        self.canvas.set_kind(side, coloured=coloured, dark=dark)
        self._colour.setVisible(coloured)
        if coloured:
            self._on_colour()

    def set_stroke(self, share: float) -> None:
        """Draw as thickly as the data are drawn, in shares of the side."""
        self.canvas.set_stroke(share)

    def _lay_out(self) -> None:
        tools = QWidget(self)
        row = Flow(tools, spacing=2)
        for widget in (self._undo, self._redo, self._eraser, self._clear):
            row.addWidget(widget)
        row.addWidget(self._colour)
        self._colour.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.canvas)
        column.addWidget(tools)
        column.addStretch(1)

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.changed.connect(self.changed)
        canvas.history_changed.connect(self._refresh)
        canvas.brush_changed.connect(self._on_brush)
        self._undo.clicked.connect(canvas.undo)
        self._redo.clicked.connect(canvas.redo)
        self._clear.clicked.connect(canvas.clear)
        self._eraser.toggled.connect(self._on_eraser)
        self.brush.valueChanged.connect(self._on_thickness)
        self._colour.currentIndexChanged.connect(self._on_colour)

    @Slot()
    def _refresh(self) -> None:
        self._undo.setEnabled(self.canvas.can_undo)
        self._redo.setEnabled(self.canvas.can_redo)

    @Slot(bool)
    def _on_eraser(self, on: bool) -> None:
        self.canvas.eraser = on

    @Slot(int)
    def _on_brush(self, brush: int) -> None:
        self.brush.setValue(brush + 1)

    @Slot(int)
    def _on_thickness(self, value: int) -> None:
        self.canvas.set_brush(value - 1)

    @Slot()
    def _on_colour(self) -> None:
        self.canvas.set_ink(QColor(self._colour.currentData()))
        self._eraser.setChecked(False)
