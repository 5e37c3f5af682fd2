"""The real images nearest to a chosen point, as a list: in latent space, or pixel by pixel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from genstudio.analysis.neighbours import MOST, NearestImages
from genstudio.core.language import mark, tr
from genstudio.gui.controls import named, pair, paragraph
from genstudio.gui.images import to_qimage
from genstudio.gui.lookers import Looker
from genstudio.gui.neighbour_questions import Listed, Measure, Point, find
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.overlay import Dots, Overlay
from genstudio.gui.widgets.text import number as brief
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.data.dataset import Dataset
    from genstudio.gui.explorer_questions import Cloud
    from genstudio.gui.session import Session

Source = Literal["own", "selection", "pin"]
SOURCES: dict[Source, str] = {
    "selection": mark("Selected image"),
    "pin": mark("Last pin"),
    "own": mark("Your picture"),
}
MEASURES: tuple[tuple[Measure, str, str], ...] = (
    ("euclidean", mark("In latent space"), mark("Euclidean distance between codes")),
    ("cosine", mark("By direction"), mark("Cosine distance: one minus the cosine of the angle")),
    ("pixels", mark("By pixels"), mark("Root-mean-square difference of the pixels, from 0 to 1")),
)
SOON = 200  # ms
FIRST = 8  # neighbours at the beginning
THUMB = 44  # px
EMPTY: dict[Source, str] = {
    "selection": mark("Click a point on the plane to see the real images nearest to it."),
    "pin": mark("Pin a point on the plane to see the real images nearest to it."),
    "own": mark("Draw or open a picture to see the real images nearest to it."),
}
INDEX = Qt.ItemDataRole.UserRole


class NeighbourList(QWidget):
    """Follows the session. What it asks is answered in a thread of its own, newest first."""

    def __init__(
        self, session: Session, sources: tuple[Source, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._sources = sources
        self._turn = 0
        self._shown: NDArray[np.int64] = np.zeros(0, np.int64)
        self._images: NearestImages | None = None
        self._looker = Looker(session, self)
        self._looker.answered.connect(self._on_answer)
        self._looker.failed.connect(self._on_failed)
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.refresh)
        for signal in (session.own_changed, session.pins.changed, session.selection_changed):
            signal.connect(self.refresh)
        for signal in (session.plane_changed, session.view_changed):
            signal.connect(self._later)
        session.dataset_changed.connect(self._on_dataset)
        self._on_dataset()

    def close(self) -> bool:
        """End the thread that looks."""
        self._turn += 1
        self._looker.close()
        return super().close()

    def _build(self) -> None:
        name = "".join(self._sources)
        self._source = named(
            QComboBox(self), f"{name}NeighbourSource", tr("Neighbours of"),
            tr("The point whose neighbours are listed"),
        )  # fmt: skip
        for source in self._sources:
            self._source.addItem(tr(SOURCES[source]), source)
        self._source.setVisible(len(self._sources) > 1)
        accessible.label_box(self._source)
        self._measure = named(
            QComboBox(self), f"{name}NeighbourMeasure", tr("Distance"), tr("How near is measured")
        )
        for measure, text, about in MEASURES:
            self._measure.addItem(tr(text), measure)
            last = self._measure.count() - 1
            self._measure.setItemData(last, tr(about), Qt.ItemDataRole.ToolTipRole)
        accessible.label_box(self._measure)
        for box in (self._source, self._measure):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(6)
        self._count = named(
            QSpinBox(self), f"{name}NeighbourCount", tr("How many neighbours"), tr("How many")
        )
        self._count.setRange(1, MOST)
        self._count.setValue(FIRST)
        self.list = self._make_list(name)
        self._note = paragraph("faint")
        row = Flow()  # a narrow pane shows them one below the other
        for box in (self._source, self._measure):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(box)
        row.addWidget(pair(tr("k"), self._count))  # no key: two panes have such a list
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(self.list, 1)
        self._source.currentIndexChanged.connect(self.refresh)
        self._measure.currentIndexChanged.connect(self.refresh)
        self._count.valueChanged.connect(self.refresh)

    def _make_list(self, name: str) -> QListWidget:
        shown = named(
            QListWidget(self), f"{name}Neighbours", tr("Nearest real images"),
            tr("A click selects the image and marks it on the plane"),
        )  # fmt: skip
        shown.setViewMode(QListView.ViewMode.IconMode)
        shown.setMovement(QListView.Movement.Static)
        shown.setResizeMode(QListView.ResizeMode.Adjust)
        shown.setIconSize(QSize(THUMB, THUMB))
        shown.setSpacing(2)
        shown.setUniformItemSizes(True)
        shown.setWordWrap(False)
        shown.setTextElideMode(Qt.TextElideMode.ElideRight)
        shown.setMinimumHeight(THUMB)
        shown.itemClicked.connect(self._on_chosen)
        shown.itemActivated.connect(self._on_chosen)
        return shown

    # Asking

    @property
    def source(self) -> Source:
        """Whose neighbours are listed."""
        found: Source = self._source.currentData()
        return found

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is computed while nobody looks."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the marks off the plane."""
        super().hideEvent(event)
        self._mark(np.zeros(0, np.int64))

    @Slot()
    def _on_dataset(self) -> None:
        dataset = self._session.dataset
        self._images = None if dataset is None else NearestImages(dataset.images)
        self.refresh()

    @Slot()
    def _later(self) -> None:
        """Follow the weights, but not faster than anybody reads."""
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    @Slot()
    def refresh(self) -> None:
        """Ask anew, where somebody looks."""
        if not self.isVisible():
            return
        self._turn += 1
        point, session = self._point(), self._session
        if point is None or session.dataset is None or self._images is None:
            self._clear(tr(EMPTY[self.source]))
            return
        measure: Measure = self._measure.currentData()
        cloud = session.cloud
        if measure != "pixels" and (cloud is None or not len(cloud)):
            self._clear(tr("The model in view has no codes of the data: compare by pixels."))
            return
        turn = self._turn
        self._looker.ask(
            partial(
                find,
                turn=turn,
                point=point,
                measure=measure,
                count=self._count.value(),
                cloud=cloud,
                images=self._images,
                dataset=session.dataset,
                stop=lambda: self._turn != turn,
            )
        )

    def _point(self) -> Point | None:
        """Return what the chosen source is at the moment."""
        session, source = self._session, self.source
        if source == "own":
            own = session.own
            return None if own is None else Point(own.code, own.image)
        if source == "pin":
            pins = session.pins.all
            return Point(pins[-1].code, None, pins[-1].index) if pins else None
        index, dataset = session.selection, session.dataset
        if index is None or dataset is None or index >= len(dataset):
            return None
        return Point(None, None, index)

    # Showing

    @Slot(object)
    def _on_answer(self, listed: Listed | None) -> None:
        dataset = self._session.dataset
        if listed is None or listed.turn != self._turn or dataset is None:
            return
        if not len(listed.indices):
            self._clear(tr("Its code is not known yet: compare by pixels, or wait a little."))
            return
        self._note.hide()
        self.list.show()
        if np.array_equal(listed.indices, self._shown) and self.list.count():
            self._tell(dataset, listed)
            return
        chosen = self.list.currentItem()
        kept = None if chosen is None else chosen.data(INDEX)
        self.list.clear()
        pairs = zip(listed.indices.tolist(), listed.distances.tolist(), listed.pictures)
        for index, distance, picture in pairs:
            item = self._item(dataset, index, distance, picture)
            self.list.addItem(item)
            if index == kept:
                self.list.setCurrentItem(item)
        self._mark(listed.indices)

    def _tell(self, dataset: Dataset, listed: Listed) -> None:
        """Change the distances only: the same images stay where they are."""
        for row, distance in enumerate(listed.distances.tolist()):
            self._say(self.list.item(row), name_of(dataset, int(listed.indices[row])), distance)
        self._mark(listed.indices)

    def _item(
        self, dataset: Dataset, index: int, distance: float, picture: NDArray[np.uint8]
    ) -> QListWidgetItem:
        label = name_of(dataset, index)
        fit = Qt.AspectRatioMode.KeepAspectRatio
        icon = QIcon(QPixmap.fromImage(to_qimage(picture)).scaled(THUMB, THUMB, fit))
        item = QListWidgetItem(icon, "")
        self._say(item, label, distance)
        item.setSizeHint(QSize(THUMB + 14, THUMB + 2 * self.fontMetrics().lineSpacing() + 8))
        item.setData(INDEX, index)
        return item

    @staticmethod
    def _say(item: QListWidgetItem, label: str, distance: float) -> None:
        gap = brief(distance)
        item.setText(f"{label}\n{gap}")
        said = tr("{image} · distance {gap}", image=label, gap=gap)
        item.setToolTip(tip(said))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def _clear(self, why: str) -> None:
        self._shown = np.zeros(0, np.int64)
        self.list.clear()
        self.list.hide()
        self._note.setText(why)
        self._note.show()
        self._mark(np.zeros(0, np.int64))

    def _mark(self, indices: NDArray[np.int64]) -> None:
        """Mark the neighbours on the plane."""
        self._shown = indices
        cloud, name = self._session.cloud, f"neighbours {self.objectName()}"
        places = None if cloud is None else places_of(cloud, indices)
        if places is None or not len(places):
            self._session.set_overlay(name, None)
        else:
            self._session.set_overlay(name, Overlay(dots=(Dots(places, "accent", 7.0),)))

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        self._session.set_selection(int(item.data(INDEX)))

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self._clear(text)


def name_of(dataset: Dataset, index: int) -> str:
    """Name a real image by its class, or by its number."""
    if dataset.labels is None:
        return tr("image {number}", number=number(index))
    label = int(dataset.labels[index])
    if 0 <= label < len(dataset.classes):
        return dataset.classes[label]
    return tr("class {number}", number=number(label))


def places_of(cloud: Cloud, indices: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return where those of the data points that the cloud holds lie on the plane, [M, 2]."""
    rows = np.flatnonzero(np.isin(cloud.indices, indices)) if len(indices) else indices
    return cloud.xy[rows]
