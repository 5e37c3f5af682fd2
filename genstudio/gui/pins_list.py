"""The pins in a list: small pictures, names that can be edited, the data points they are of."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QKeySequence, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui.carry import Carried
from genstudio.gui.chores import Chores
from genstudio.gui.controls import named
from genstudio.gui.drag_out import DragOut
from genstudio.gui.images import to_qimage
from genstudio.gui.numbers import number
from genstudio.gui.pins import Pin

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset
    from genstudio.gui.session import Session

THUMB = 28  # px
LONGEST = 60  # letters of a name
DECODED = 500  # pins that get a picture
CHORE = "pins"


class _Fixed(QStyledItemDelegate):
    """Cells that cannot be edited: what a pin is of."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Open no editor."""
        return None  # type: ignore[return-value]


class PinsList(QTreeWidget):
    """Mirrors the session's pins.

    Return or a double-click names one, Delete removes, Ctrl+Z takes it back.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: list[Pin] = []
        self._chores = Chores(session, self)
        self._chores.answered.connect(self._on_pictures)
        tip = tr("Return names a pin, Delete removes it, dragging takes its code along")
        named(self, "pinsList", tr("Pins"), tip)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(THUMB, THUMB))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)  # F2 hides a pane
        self.setItemDelegateForColumn(1, _Fixed(self))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        DragOut(self.viewport(), self._carried)
        self.itemChanged.connect(self._on_named)
        self.itemSelectionChanged.connect(self._on_chosen)
        session.pins.changed.connect(self._refresh)
        session.view_changed.connect(self._want)
        session.dataset_changed.connect(self._refresh)
        self._refresh()

    def close_panel(self) -> None:
        """End the thread that decodes."""
        self._chores.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Decode what nobody saw until now."""
        super().showEvent(event)
        self._want()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Name with Return, remove with Delete, undo with Ctrl+Z."""
        chosen = self.selectedItems()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the Return that ends a name comes here, too
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(chosen) == 1:
            self.editItem(chosen[0], 0)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_chosen()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._session.pins.undo()
        else:
            super().keyPressEvent(event)

    @property
    def chosen(self) -> list[int]:
        """The places of the pins that are selected in the list."""
        return sorted(self.indexOfTopLevelItem(item) for item in self.selectedItems())

    @Slot()
    def remove_chosen(self) -> None:
        """Remove the pins that are selected in the list."""
        chosen, pins = set(self.chosen), self._session.pins
        if chosen:
            pins.set([pin for place, pin in enumerate(pins.all) if place not in chosen])

    @Slot()
    def _refresh(self) -> None:
        """Show the pins; a row is changed in place: its name may just be edited."""
        pins = self._session.pins.all
        self.blockSignals(True)
        while self.topLevelItemCount() > len(pins):
            self.takeTopLevelItem(self.topLevelItemCount() - 1)
        while self.topLevelItemCount() < len(pins):
            item = QTreeWidgetItem()
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.addTopLevelItem(item)
        for place, pin in enumerate(pins):
            row = self.topLevelItem(place)
            assert row is not None  # it was just counted
            about = _about(pin, self._session.dataset)
            if row.text(0) != pin.name:
                row.setText(0, pin.name)
            if row.text(1) != about:
                row.setText(1, about)
        self.blockSignals(False)
        self._shown = list(pins)
        self._on_chosen()
        self._want()

    @Slot()
    def _want(self) -> None:
        """Have the codes decoded by the weights in view, while the list is looked at."""
        view, pins = self._session.view, self._shown[:DECODED]
        if view is None or not pins or not self.isVisible():
            return
        codes = [pin.code for pin in pins]
        if len({len(code) for code in codes}) == 1:
            ratio = self.devicePixelRatioF()
            dataset = self._session.dataset
            question = partial(_pictures, codes=np.stack(codes), dataset=dataset, ratio=ratio)
            self._chores.want(CHORE, question)

    @Slot(str, object, float)
    def _on_pictures(self, _name: str, pictures: Any, _cost: float) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        edited = self.currentItem() if editing else None  # a change would undo what is typed
        self.blockSignals(True)
        for place, picture in enumerate(pictures[: self.topLevelItemCount()]):
            if (item := self.topLevelItem(place)) is not None and item is not edited:
                item.setIcon(0, QIcon(QPixmap.fromImage(picture)))
        self.blockSignals(False)
        self.viewport().update()

    @Slot(QTreeWidgetItem, int)
    def _on_named(self, item: QTreeWidgetItem, column: int) -> None:
        place, pins = self.indexOfTopLevelItem(item), self._session.pins
        if column != 0 or not 0 <= place < len(pins.all):
            return
        name = printable(item.text(0).strip())[:LONGEST]
        if name and name != pins.all[place].name:
            pins.replace(place, replace(pins.all[place], name=name))
        else:
            self._refresh()

    @Slot()
    def _on_chosen(self) -> None:
        """Show the data point of the pin that was chosen as the selected one."""
        chosen = self.chosen
        if self.hasFocus() and len(chosen) == 1 and chosen[0] < len(self._shown):
            index = self._shown[chosen[0]].index
            if index is not None:
                self._session.set_selection(index)

    def _carried(self, place: QPoint) -> tuple[Carried, QPixmap] | None:
        """Return the code of the pin under the mouse, or of all that are selected with it."""
        item = self.itemAt(place)
        if item is None or self.state() == QAbstractItemView.State.EditingState:
            return None
        under, chosen = self.indexOfTopLevelItem(item), self.chosen
        pins = [self._shown[i] for i in (chosen if under in chosen else [under])]
        if len({len(pin.code) for pin in pins}) != 1:
            return None
        name = pins[0].name if len(pins) == 1 else tr("%n pin(s)", "", len(pins))
        picture = item.icon(0).pixmap(THUMB, THUMB)
        return Carried(name, np.stack([pin.code for pin in pins])), picture


def _about(pin: Pin, dataset: Dataset | None) -> str:
    """Say which data point a pin is of, and of what class that is."""
    if pin.index is None:
        return ""
    text = tr("image {number}", number=number(pin.index))
    if dataset is None or dataset.labels is None or pin.index >= len(dataset):
        return text
    label = int(dataset.labels[pin.index])
    if not 0 <= label < len(dataset.classes):
        return text
    name = printable(dataset.classes[label])
    return tr("{image} · {label}", image=text, label=name if len(name) < 16 else name[:15] + "…")


def _pictures(
    lens: Lens, codes: NDArray[np.float32], dataset: Dataset | None, ratio: float
) -> list[QImage]:
    """Return what the codes decode to, as small pictures; none of another model's codes."""
    from genstudio.analysis import scatter

    if codes.shape[1] != lens.latent_dim:
        return []
    side = round(THUMB * ratio)
    found = []
    for image in scatter.shown(lens.decode(codes), dataset):
        picture = to_qimage(image).scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
        )
        picture.setDevicePixelRatio(ratio)
        found.append(picture)
    return found
