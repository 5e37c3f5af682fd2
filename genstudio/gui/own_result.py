"""What came of the user's own picture: as the model sees it, its reconstruction, the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui.carry import Carried
from genstudio.gui.controls import named, paragraph
from genstudio.gui.drag_out import DragOut
from genstudio.gui.numbers import number
from genstudio.gui.pace import in_words
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.picture import Picture
from genstudio.gui.widgets.text import number as brief
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.analysis.invert import Found
    from genstudio.analysis.typicality import Standing
    from genstudio.gui.own_questions import Answer

CARRIED = 48  # px


class Pair(QWidget):
    """The picture as the model gets it over its reconstruction; either can be dragged out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._carried: Carried | None = None
        self.seen = named(Picture(self, ""), "ownSeen", tr("Your picture as the model sees it"))
        self.again = named(Picture(self, ""), "ownAgain", tr("Its reconstruction"))
        for picture in (self.seen, self.again):
            picture.setMinimumSize(56, 60)
            DragOut(picture, self._find)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.seen)
        column.addWidget(self.again)
        column.addStretch(1)

    def show_answer(self, answer: Answer | None) -> None:
        """Show both, or nothing."""
        if answer is None:
            self._carried = None
            self.seen.set_image(None)
            self.again.set_image(None)
            return
        self.seen.set_image(answer.prepared.image, tr("Prepared"))
        again = tr("Again", "a picture encoded and decoded")
        self.again.set_image(answer.again, again if answer.again is not None else "")
        named_after = answer.source.name
        code = answer.code
        self._carried = None if code is None else Carried(named_after, code[None])

    def _find(self, _place: QPoint) -> tuple[Carried, QPixmap] | None:
        image = self.seen.image
        if self._carried is None or image is None:
            return None
        keep = Qt.AspectRatioMode.KeepAspectRatio
        return self._carried, QPixmap.fromImage(image).scaled(CARRIED, CARRIED, keep)


class Figures(QWidget):
    """The numbers in sentences, and the search for models that cannot encode."""

    search_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elbo = named(paragraph("", ""), "ownElbo", tr("How likely it is"))
        self._share = named(paragraph("", ""), "ownShare", tr("Beside the test images"))
        self._error = named(paragraph("", ""), "ownError", tr("How far the reconstruction is off"))
        self._done = named(Elided(), "ownDone", tr("What was done to it"))
        self._done.setProperty("kind", "faint")
        self._elbo.setToolTip(
            tip(
                tr(
                    "The ELBO at beta 1 in nats, a lower bound of log p(x): how well the picture "
                    "is reconstructed, minus the KL divergence of its posterior from the prior."
                )
            )
        )
        self._search = named(
            QPushButton(tr("Find its code")), "ownSearch", tr("Find its code"),
            tip(
                tr(
                    "This model cannot encode: a search looks for the z whose image is most like "
                    "yours."
                )
            ),
        )  # fmt: skip
        self._cancel = named(
            QPushButton(tr("Cancel")), "ownCancel", tr("Cancel the search"),
            tr("End the search and keep what was found"),
        )  # fmt: skip
        self._bar = named(QProgressBar(), "ownProgress", tr("Progress of the search"))
        self._search.clicked.connect(self.search_wanted)
        self._cancel.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout()
        for widget in (self._search, self._bar, self._cancel):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        for label in (self._elbo, self._share, self._error, self._done):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        for label in (self._elbo, self._share, self._error, self._done):
            label.hide()
        self.show_search(can=False, found=None, left=None, searching=False)

    def show_answer(self, answer: Answer) -> None:
        """Say what was done to the picture, and how far off its reconstruction is."""
        from genstudio.analysis.own import described

        done = described(answer.prepared.done)
        _put(self._done, done)
        off = "" if answer.error is None else brief(answer.error)
        _put(self._error, tr("Pixels off by {error} (RMS, of 1).", error=off) if off else "")
        if answer.mean is None:
            _put(self._elbo, "")
            _put(self._share, "")

    def show_standing(self, standing: Standing | None) -> None:
        """Say how likely the picture is, and where that is among the test images."""
        if standing is None or not np.isfinite(standing.terms.elbo):
            _put(self._elbo, "")
            _put(self._share, "")
            return
        terms = standing.terms
        text = tr(
            "ELBO {elbo} nats: {reconstruction} − {kl} KL",
            elbo=_nats(terms.elbo),
            reconstruction=_nats(terms.reconstruction),
            kl=number(terms.kl, ".1f"),
        )
        _put(self._elbo, text)
        _put(self._share, _standing(standing))
        self._share.setProperty("kind", "warning" if standing.rare else "")
        self._share.style().unpolish(self._share)
        self._share.style().polish(self._share)

    def show_search(
        self, *, can: bool, found: Found | None, left: float | None, searching: bool
    ) -> None:
        """Offer the search, or say how far it has come."""
        self._search.setVisible(can and not searching)
        self._bar.setVisible(searching)
        self._cancel.setVisible(searching)
        if found is not None:
            self._bar.setRange(0, found.total)
            self._bar.setValue(found.step)
            about = "" if left is None else tr("{time} left", time=in_words(left))
            self._bar.setFormat(about or tr("%p %"))
        elif searching:
            self._bar.setRange(0, 1)
            self._bar.setValue(0)
            self._bar.setFormat(tr("Searching"))


def _put(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _nats(value: float) -> str:
    return number(value, ".1f").replace("-", "−")


def _standing(standing: Standing) -> str:
    if standing.share is None:
        return ""
    if standing.rare:
        return tr("Less likely than 99 % of the test images: it is unlike the data.")
    share = number(standing.share, ".0%")
    return tr("More likely than {share} of the test images.", share=share)
