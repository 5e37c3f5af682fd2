"""Which class a conditional model makes images of: one for all panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui.controls import labelled, named

if TYPE_CHECKING:
    from genstudio.gui.session import Session


class ClassChooser(QWidget):
    """Mirrors the chosen class; hidden while the model that is shown is not conditional."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._classes: tuple[str, ...] = ()
        tip = tr("The class that the model is told to make images of")
        self._box = named(QComboBox(), name, tr("Class"), tip)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(8)
        self._box.activated.connect(self._on_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        labelled(row, tr("Class"), self._box)
        session.view_changed.connect(self._refresh)
        session.label_changed.connect(self._on_label)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """List the classes of the model that is shown; forget one that it does not have."""
        classes = self._classes_shown()
        if classes != self._classes:
            self._classes = classes
            self._box.clear()
            self._box.addItem(tr("Any class"))
            self._box.addItems([printable(name) for name in classes])
            if self._session.label is not None and self._session.label >= len(classes):
                self._session.set_label(None)
        self.setVisible(bool(classes))
        self._on_label()

    def _classes_shown(self) -> tuple[str, ...]:
        view = self._session.view
        if view is None or not view.record.model.get("conditional"):
            return ()
        return tuple(view.record.data["classes"])

    @Slot()
    def _on_label(self) -> None:
        label = self._session.label
        self._box.setCurrentIndex(0 if label is None else label + 1)

    @Slot(int)
    def _on_chosen(self, index: int) -> None:
        self._session.set_label(index - 1 if index else None)
