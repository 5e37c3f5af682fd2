"""The box editor with its buttons, for models that are told where the object is to be."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui.applications.draw_box import Box, BoxEditor
from genstudio.gui.controls import heading, named
from genstudio.gui.images import to_qimage
from genstudio.gui.own_canvas import tool
from genstudio.gui.widgets.text import tip

WIDTH = 150
SPARE = 12  # px that a bold heading is wider than it says


class Place(QWidget):
    """`changed` says that the box is another one, or that there is none."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = named(BoxEditor(), "drawBox", tr("Where the object is to be"))
        about = tr(
            "Draw a box with the mouse; move it from inside, resize it by its handles. Arrows move "
            "it, with Shift they resize it, Delete takes it away, Ctrl+Z goes back."
        )
        self.editor.setToolTip(tip(about))
        self._undo = tool(self, "drawBoxUndo", "undo", tr("Undo the box"), tr("Undo (Ctrl+Z)"))
        self._redo = tool(self, "drawBoxRedo", "redo", tr("Redo the box"), tr("Redo (Ctrl+Y)"))
        free = tr("Take the box away: the model chooses the place")
        self._clear = tool(self, "drawBoxClear", "trash", tr("Take the box away"), free)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(heading(tr("Where"), self.editor), 1)
        for button in (self._undo, self._redo, self._clear):
            top.addWidget(button)
        self.setFixedWidth(max(WIDTH, top.sizeHint().width() + SPARE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.editor)
        column.addStretch(1)
        self._undo.clicked.connect(self.editor.undo)
        self._redo.clicked.connect(self.editor.redo)
        self._clear.clicked.connect(self._on_clear)
        self.editor.changed.connect(self._on_changed)
        self.editor.history_changed.connect(self._refresh)
        self._refresh()

    @property
    def box(self) -> Box | None:
        """The box; None where the model is to choose."""
        return self.editor.box

    def set_ground(self, image: Any) -> None:
        """Show the picture [C, H, W] that was drawn behind the box."""
        self.editor.set_ground(None if image is None else to_qimage(image))

    @Slot()
    def _on_clear(self) -> None:
        self.editor.set_box(None)

    @Slot()
    def _on_changed(self) -> None:
        self._refresh()
        self.changed.emit()

    @Slot()
    def _refresh(self) -> None:
        self._undo.setEnabled(self.editor.can_undo)
        self._redo.setEnabled(self.editor.can_redo)
        self._clear.setEnabled(self.editor.box is not None)
