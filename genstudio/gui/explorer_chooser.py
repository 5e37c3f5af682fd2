"""The choice of the plane through more than two dimensions, and what a map of them needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.analysis.project_dims import ranked
from genstudio.analysis.projections import KINDS, Projection, is_map
from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.pace import in_words

if TYPE_CHECKING:
    from genstudio.analysis.project import Plane
    from genstudio.gui.explorer_projection import Projector
    from genstudio.gui.session import Session

ACROSS_TIP = mark("Dimension across: which number of z the plane shows, with its share of the KL")
UP_TIP = mark("Dimension up: which number of z the plane shows, with its share of the KL")
KINDS_TIP = mark("Which plane through the {count} dimensions of the latent space is shown")


class Chooser(QWidget):
    """A box with the kinds of planes, and what each kind has to be told.

    What is chosen goes to the session. `drawn` says that a prior is to be drawn from again.
    """

    drawn = Signal()

    def __init__(self, session: Session, projector: Projector, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("projectionChooser")
        self._session, self._projector = session, projector
        self._latent_dim, self._prior = 0, False
        self._listed: Any = None
        self._kinds = named(QComboBox(), "projection", tr("Plane"))
        self._kinds.setMinimumContentsLength(10)
        self._kinds.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._across = named(QComboBox(), "acrossAxis", tr("Dimension across"), tr(ACROSS_TIP))
        self._up = named(QComboBox(), "upAxis", tr("Dimension up"), tr(UP_TIP))
        text, tip = tr("Another plane"), tr("Take another random direction")
        self._other = named(QPushButton(text), "anotherPlane", text, tip)
        text = tr("Another draw")
        tip = tr("Take the other dimensions of z from another draw from the prior")
        self._draw = named(QPushButton(text), "drawPrior", text, tip)
        self._lay_out()
        self._kinds.activated.connect(self._on_kind)
        self._across.activated.connect(self._on_dims)
        self._up.activated.connect(self._on_dims)
        self._other.clicked.connect(self._on_other)
        self._draw.clicked.connect(self.drawn)
        self._again.clicked.connect(projector.make_map)
        self._cancel.clicked.connect(projector.cancel)
        projector.progressed.connect(self._on_progress)
        self._on_progress()

    def show_plane(self, plane: Plane, *, prior: bool) -> None:
        """Show which plane there is, and offer those that can be."""
        self._latent_dim, self._prior = plane.latent_dim, prior
        self._list_kinds()
        wanted = self._session.projection.kind
        kind = wanted if self._kinds.findData(wanted) >= 0 else plane.kind
        self._kinds.setCurrentIndex(max(0, self._kinds.findData(kind)))
        dims = kind == "dims"
        self._dims.setVisible(dims)
        if dims and plane.dims is not None:
            self._list_dims(plane.dims)
        self._other.setVisible(kind == "random")
        self._draw.setVisible(prior)
        self._on_progress()

    def dims(self, latent_dim: int) -> tuple[int, int]:
        """Return the two dimensions of a prior's plane: those that are chosen, or the first."""
        chosen = self._session.projection.dims
        if chosen is not None and max(chosen) < latent_dim:
            return chosen
        return 0, min(1, latent_dim - 1)

    def _list_kinds(self) -> None:
        """Offer the kinds that there is what they need for."""
        dataset = self._session.dataset
        classes = dataset is not None and dataset.labels is not None
        there = {"nothing"} if self._prior else {"nothing", "codes"}
        if classes and not self._prior:
            there.add("classes")
        names = [name for name, kind in KINDS.items() if kind.needs in there]
        if names == self._listed:
            return
        self._listed = names
        self._kinds.clear()
        for place, name in enumerate(names):
            self._kinds.addItem(tr(KINDS[name].title), name)
            self._kinds.setItemData(place, tr(KINDS[name].about), Qt.ItemDataRole.ToolTipRole)
        self._kinds.setToolTip(tr(KINDS_TIP, count=number(self._latent_dim)))

    def _list_dims(self, chosen: tuple[int, int]) -> None:
        """Offer the dimensions, those that carry the most first, each with its KL."""
        kl = self._projector.kl
        if self._prior or kl is None or len(kl) != self._latent_dim:
            order, names = range(self._latent_dim), [f"z{j + 1}" for j in range(self._latent_dim)]
        else:
            total = float(kl.sum()) or 1.0
            order = ranked(kl).tolist()
            shares = [number(float(kl[j]) / total, ".0%") for j in range(len(kl))]
            names = [f"z{j + 1} · {shares[j]}" for j in range(len(kl))]
        for box, dim in ((self._across, chosen[0]), (self._up, chosen[1])):
            if [box.itemText(i) for i in range(box.count())] != [names[j] for j in order]:
                box.clear()
                for j in order:
                    box.addItem(names[j], j)
            box.setCurrentIndex(box.findData(dim))

    def _lay_out(self) -> None:
        self._dims = QWidget(self)
        pair = QGridLayout(self._dims)
        pair.setContentsMargins(0, 0, 0, 0)
        for column, (text, box) in enumerate(((tr("Across"), self._across), (tr("Up"), self._up))):
            box.setMinimumContentsLength(4)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            label = QLabel(text, self._dims)
            label.setBuddy(box)
            pair.addWidget(label, 0, column)
            pair.addWidget(box, 1, column)
        self._progress = named(QProgressBar(), "mapProgress", tr("How far the map is"))
        self._progress.setRange(0, 100)
        text, tip = tr("Cancel"), tr("Give the map up, and go back to the plane before")
        self._cancel = named(QPushButton(text), "cancelMap", tr("Cancel the map"), tip)
        text, tip = tr("Make it again"), tr("Make the map anew, from the codes of this moment")
        self._again = named(QPushButton(text), "makeMap", tr("Make the map again"), tip)
        self._eta = QLabel()
        self._eta.setProperty("kind", "faint")
        running = QHBoxLayout()
        running.addWidget(self._eta, 1)
        running.addWidget(self._cancel)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        label = QLabel(tr("Plane"), self)
        label.setBuddy(self._kinds)
        for widget in (label, self._kinds, self._dims, self._other, self._draw, self._progress):
            rows.addWidget(widget)
        rows.addLayout(running)
        rows.addWidget(self._again)

    @Slot()
    def _on_kind(self) -> None:
        self._session.set_projection(
            replace(self._session.projection, kind=self._chosen(), dims=None)
        )

    def _chosen(self) -> str:
        return str(self._kinds.currentData())

    @Slot()
    def _on_dims(self) -> None:
        """Two axes are never the same: the one that was not touched gives way."""
        across, up = int(self._across.currentData()), int(self._up.currentData())
        if across == up:
            other = (up + 1) % self._latent_dim
            across, up = (across, other) if self.sender() is self._across else (other, up)
        self._session.set_projection(
            replace(self._session.projection, kind="dims", dims=(across, up))
        )

    @Slot()
    def _on_other(self) -> None:
        wanted = self._session.projection
        self._session.set_projection(replace(wanted, kind="random", seed=wanted.seed + 1))

    @Slot()
    def _on_progress(self) -> None:
        making, share = self._projector.making, self._projector.share
        wanted: Projection = self._session.projection
        self._progress.setVisible(making)
        self._cancel.setVisible(making)
        self._eta.setVisible(making)
        self._again.setVisible(not making and is_map(wanted.kind) and not self._prior)
        if making:
            self._progress.setValue(int(np.floor(100 * share)))
            left = self._projector.seconds_left
            self._eta.setText("" if left is None else in_words(left))
