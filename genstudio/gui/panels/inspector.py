"""What is under the mouse: the decoded image large, the nearest real image, and the numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from genstudio.analysis import scatter
from genstudio.analysis.neighbours import NearestImages
from genstudio.core.language import mark, tr
from genstudio.gui import glance
from genstudio.gui.controls import named, no_taller
from genstudio.gui.lookers import Looker
from genstudio.gui.neighbour_list import NeighbourList, name_of
from genstudio.gui.numbers import number
from genstudio.gui.widgets.badge import Badge
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.picture import Picture
from genstudio.gui.widgets.text import number as brief
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset
    from genstudio.gui.session import Session

TITLE = mark("Inspect")
ORDER = 10
AREA = "right"
NEEDS = ("Decodes",)

SEARCHED = 10_000  # images that are compared pixel by pixel where there are no codes
USUAL = 16  # digits that a value has room for: another one does not move what is around it
LATER = 50  # ms: the decoded image comes first, what there is to say of it next
Images = NDArray[np.uint8]
ROWS = (
    ("position", mark("Position"), mark("Where the mouse is on the plane")),
    ("density", mark("Typicality"), mark("Share of draws from the prior that lie farther out")),
    ("neighbour", mark("Nearest"), mark("The most similar real image, and how far away it is")),
    ("realness", "D(x)", mark("How real the discriminator takes the image to be")),
)
PROBABILITY = mark("The discriminator's probability that the image is real")
SCORE = mark(
    "This loss makes scores, not probabilities: a half is where the discriminator is undecided, "
    "and more is taken for more real"
)

EXTRAPOLATED = mark(
    "The model draws this without having seen the like: the nearest code of an image is more than "
    "3 times as far as neighbours usually are, and the density q(z) is lower than at 99 % of the "
    "images. For a model that cannot encode: less than 1 in 1000 random draws is as far out"
)


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What the model says about an image, and the real image that was found for it."""

    latent_dim: int
    nearest: int | None
    by_pixels: float | None  # root-mean-square difference, where there is no code to compare
    reconstruction: Images | None
    calibrated: bool  # whether realness is a probability, and not a score
    realness: float | None
    real_realness: float | None
    real: Images | None  # the nearest one, as a picture


class Reals:
    """The real images that a decoded one is compared with; used by one worker thread only."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.images = dataset.images
        self._labels = dataset.labels
        self._indices = np.sort(glance.of(dataset).order[:SEARCHED])
        self._search: NearestImages | None = None

    def label(self, index: int) -> NDArray[np.int64] | None:
        """Return the class of a real image, [1], which a conditional model is told."""
        return None if self._labels is None else self._labels[index : index + 1]

    def nearest(self, image: Images) -> tuple[int, float]:
        """Return the position of the most similar image, and the difference in [0, 1]."""
        if self._search is None:
            self._search = NearestImages(self.images[self._indices])
        found = self._search.find(image)
        return int(self._indices[found.index]), found.distance


class Panel(QWidget):
    """Mirrors the session's hover; asks the model for what the hover does not say."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self._session = session
        self._reals: Reals | None = None
        self._shown: int | None = None  # the real image that is on the screen
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._tell)
        self._looker = Looker(session, self)
        self._looker.answered.connect(self._on_findings)
        self._looker.failed.connect(self._on_failed)
        self._build()
        session.hover_changed.connect(self._on_hover)
        session.dataset_changed.connect(self._on_dataset)
        session.view_changed.connect(self._on_view)
        self._on_dataset()
        self._on_hover()

    def close_panel(self) -> None:
        """End the thread that looks."""
        self._later.stop()
        self.neighbours.close()
        self._looker.close()

    def _build(self) -> None:
        self.picture = named(Picture(self), "decodedImage", tr("Decoded image"))
        self.picture.setToolTip(tr("What z decodes to"))
        self._absent = Badge(
            self.picture, "noTrainingData", tr("No training data here"), tr(EXTRAPOLATED)
        )
        self.picture.setMinimumSize(64, 64)
        self.nearest = named(Picture(self), "nearestImage", tr("Nearest real image"))
        self.reconstruction = named(Picture(self), "reconstructedImage", tr("Its reconstruction"))
        keep = self.reconstruction.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # the nearest image does not jump in size
        self.reconstruction.setSizePolicy(keep)
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(self.nearest)
        beside.addWidget(self.reconstruction)
        beside.addStretch(1)
        large = QVBoxLayout()
        large.addWidget(self.picture)
        large.addStretch(1)
        for picture in (self.picture, self.nearest, self.reconstruction):
            no_taller(picture)
        top = QHBoxLayout()
        top.addLayout(large, 3)
        top.addLayout(beside, 2)
        self._rows = QFormLayout()
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._rows.setVerticalSpacing(2)
        self._values = {name: self._row(name, tr(text), tr(about)) for name, text, about in ROWS}
        page = QWidget(self)
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(0, 4, 0, 0)
        self._page.addLayout(top)
        self._page.addLayout(self._rows)
        self._page.addStretch(1)
        self.neighbours = NeighbourList(self._session, ("selection", "pin", "own"), self)
        self.neighbours.setObjectName("inspectorNeighbourList")
        self.tabs = QTabWidget(self, documentMode=True)
        self.tabs.setObjectName("inspectorTabs")
        self.tabs.setAccessibleName(tr("Inspect"))
        self.tabs.addTab(page, tr("Under the mouse"))
        self.tabs.addTab(self.neighbours, tr("Neighbours"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 4)
        layout.addWidget(self.tabs)

    def _row(self, name: str, text: str, about: str) -> Elided:
        value = named(Elided(usual=USUAL, parent=self), name, text, about)
        self._rows.addRow(text, value)
        return value

    def _say(self, name: str, text: str) -> None:
        if self._values[name].text() != text or not text:
            self._values[name].setText(text)
            self._rows.setRowVisible(self._values[name], bool(text))

    @Slot()
    def _on_dataset(self) -> None:
        dataset = self._session.dataset
        self._reals = None if dataset is None else Reals(dataset)
        self._show_real(None, None, None)

    @Slot()
    def _on_view(self) -> None:
        if self._session.view is None:
            self._on_hover()

    @Slot()
    def _on_hover(self) -> None:
        hover = self._session.hover
        if hover is None or hover.image is None or self._session.view is None:
            self._clear()
            return
        self.picture.set_image(scatter.shown(hover.image, self._session.dataset))
        self._absent.setVisible(bool(hover.outside))
        if not self._later.isActive():
            self._later.start()

    @Slot()
    def _tell(self) -> None:
        """Say where the mouse is, and ask about it: a text that changes lays the panel out anew."""
        hover = self._session.hover
        if hover is None or hover.image is None:
            return
        x, y = hover.z_plane
        place = tr("({x}, {y})", x=number(x, ".2f"), y=number(y, ".2f"))
        self._say("position", place.replace("-", "−"))
        if self._reals is not None:
            self._looker.ask(_question(hover.image, hover.nearest_index, self._reals))

    def _clear(self) -> None:
        self.picture.set_image(None)
        self._absent.hide()
        for name in self._values:
            self._say(name, "")
        self._show_real(None, None, None)

    def _show_real(self, index: int | None, picture: Images | None, distance: float | None) -> None:
        dataset = self._session.dataset
        if index is None or dataset is None or index >= len(dataset):
            self._shown = None
            self.nearest.set_image(None)
            self.reconstruction.set_image(None)
            self._say("neighbour", "")
            return
        label = name_of(dataset, index)
        if index != self._shown:
            self.nearest.set_image(picture, tr("Nearest real"))
        self._shown = index
        if distance is not None:
            label = tr("{image} · distance {gap}", image=label, gap=brief(distance))
        self._say("neighbour", label)

    @Slot(object)
    def _on_findings(self, findings: Findings) -> None:
        hover = self._session.hover
        if hover is None or hover.image is None:
            return
        self._say("density", _typicality(findings.latent_dim, *hover.z_plane))
        if hover.nearest_index is None:
            self._show_real(findings.nearest, findings.real, findings.by_pixels)
        elif findings.nearest == hover.nearest_index:
            self._show_real(findings.nearest, findings.real, hover.distance)
        else:
            return  # the mouse has moved on; the next answer is on its way
        caption = tr("Its reconstruction") if findings.reconstruction is not None else ""
        again = findings.reconstruction
        if again is not None:
            again = scatter.shown(again, self._session.dataset)
        self.reconstruction.set_image(again, caption)
        self.reconstruction.setVisible(findings.reconstruction is not None)
        self._say("realness", _realness(findings))
        about = PROBABILITY if findings.calibrated else SCORE
        self._values["realness"].setToolTip(tip(tr(about)))

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        """Say it in the panel: the hover goes on, and a bar for each move would be a storm."""
        self.picture.setToolTip(tip(text))


def _question(image: Images, nearest: int | None, reals: Reals) -> Callable[[Lens], Findings]:
    return partial(_inspect, image=image, nearest=nearest, reals=reals)


def _inspect(lens: Lens, image: Images, nearest: int | None, reals: Reals) -> Findings:
    """Find and judge, in the worker."""
    by_pixels = None
    if nearest is None and reals.images.shape[1:] == image.shape:
        nearest, by_pixels = reals.nearest(image)
    real = None if nearest is None else reals.images[nearest][None]
    able = lens.capabilities
    reconstruction = None
    if nearest is not None and real is not None and "encode" in able:
        reconstruction = lens.reconstruct(real, labels=reals.label(nearest))[0]
    realness = real_realness = None
    if "discriminate" in able:
        realness = float(lens.discriminate(image[None])[0])
        real_realness = None if real is None else float(lens.discriminate(real)[0])
    picture = None if real is None else scatter.shown(real[0], reals.dataset)
    dim = lens.latent_dim
    calibrated = bool(getattr(lens.model, "calibrated", True))
    judged = calibrated, realness, real_realness
    return Findings(dim, nearest, by_pixels, reconstruction, *judged, picture)


def _realness(findings: Findings) -> str:
    """Say how real the discriminator takes the decoded image, and the nearest real one, to be."""
    if findings.realness is None:
        return ""
    decoded = number(findings.realness, ".3f")
    if not findings.calibrated:
        decoded = tr("score {score}", score=decoded)
    if findings.real_realness is None:
        return decoded
    real = number(findings.real_realness, ".3f")
    return tr("{decoded} · nearest real {real}", decoded=decoded, real=real)


def _typicality(latent_dim: int, x: float, y: float) -> str:
    """Say how far out in the prior N(0, I) a point of a two-dimensional latent space is.

    The squared radius is chi-squared with 2 degrees of freedom: P(R > r) = exp(-r^2 / 2).
    """
    if latent_dim != 2:
        return ""
    outside = math.exp(-(x * x + y * y) / 2)
    return tr("{share} of the prior lies farther out", share=number(outside, ".0%"))
