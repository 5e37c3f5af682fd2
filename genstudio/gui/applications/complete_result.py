"""What came of a completion: the picture, its restarts to choose from, and the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QCheckBox, QToolButton, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import made, theme
from genstudio.gui.carry import Carried
from genstudio.gui.controls import named
from genstudio.gui.drag_out import DragOut
from genstudio.gui.images import to_qimage
from genstudio.gui.numbers import number
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.picture import Picture
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from genstudio.gui.applications.complete_questions import Look, Pixels

STRIP = 72  # px: the height of the candidates, their words included


class Shown(Picture):
    """A picture that takes the height there is, whatever its width."""

    def hasHeightForWidth(self) -> bool:
        """Say that the height does not follow the width."""
        return False

    def sizeHint(self) -> QSize:
        """Ask for little: it grows where there is room, and does not make the page scroll."""
        return QSize(160, 120)


class Strip(ImageGrid):
    """Images in one row."""

    def sizeHint(self) -> QSize:
        """Ask for the height of one row."""
        return QSize(200, STRIP)


class CompleteResult(QWidget):
    """Shows a Look. `chosen_changed` says that another restart is shown than before."""

    chosen_changed = Signal()
    save_wanted = Signal()
    own_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look | None = None
        self._picked: int | None = None  # by hand; None follows the best
        self.picture = named(
            Shown(self, tr("Paint a hole, then press Complete")),
            "completeResult",
            tr("The completed picture"),
        )
        self.picture.setMinimumSize(96, 96)
        DragOut(self.picture, self._carry)
        self.figures = named(Elided(), "completeFigures", tr("How near it is"))
        self.figures.setProperty("kind", "hint")
        self.figures.setToolTip(
            tr(
                "How near the hole's pixels come to what was there, larger is nearer; beside "
                "it, what the mean picture of the data and a smooth fill without any model reach. "
                "Blur is rewarded."
            )
        )
        self.strip = self._build_strip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.picture, 1)
        column.addWidget(self.figures)
        column.addLayout(self._build_row())
        self._refresh()

    @property
    def chosen(self) -> int:
        """The restart that is shown."""
        if self.look is None:
            return 0
        return self.look.completed.best if self._picked is None else self._picked

    def image(self) -> Pixels | None:
        """Return the completed picture as it is blended now; None without one."""
        if self.look is None:
            return None
        return self.look.image(self.chosen, blend=self.blend.isChecked())

    def begin(self) -> None:
        """Follow the best again: another search begins."""
        self._picked = None

    def show_look(self, look: Look | None) -> None:
        """Show how a completion stands; None takes it away."""
        count = self.strip.count
        self.look = look
        if look is None or (count and count != len(look.completed.context)):
            self._picked = None
        self._refresh()

    def _build_strip(self) -> ImageGrid:
        strip = named(Strip(), "completeStrip", tr("The restarts; a click takes one"))
        strip.setMinimumHeight(STRIP)
        strip.setMaximumHeight(int(1.6 * STRIP))
        strip.set_placeholder(tr("The restarts appear here; a click takes one"))
        strip.clicked.connect(self._on_picked)
        return strip

    def _build_row(self) -> Flow:
        about = tr("Poisson blending: what is pasted keeps its edges and takes the colours around")
        self.blend = named(QCheckBox(tr("Blend")), "completeBlend", tr("Blend"), tip(about))
        self.blend.setChecked(True)
        self.blend.toggled.connect(self._refresh)
        about = tr("Show the picture as it was, to compare")
        self.before = named(QCheckBox(tr("Before")), "completeBefore", tr("Before"), about)
        self.before.toggled.connect(self._refresh)
        self._buttons = (
            self._button("Save", "save", tr("Save the picture…"), self.save_wanted.emit),
            self._button("Copy", "copy", tr("Copy the picture"), self.copy),
            self._button("Own", "image", tr("Take it as your own picture"), self.own_wanted.emit),
        )
        row = Flow(spacing=4)
        for control in (self.blend, self.before, *self._buttons):
            row.addWidget(control)
        return row

    def _button(self, name: str, icon: str, text: str, act: Callable[[], None]) -> QToolButton:
        button = named(QToolButton(), f"complete{name}", text)
        button.setIcon(theme.icon(icon))
        button.setAutoRaise(True)
        button.clicked.connect(act)
        return button

    @Slot()
    def copy(self) -> None:
        """Put the picture onto the clipboard."""
        image = self.image()
        if image is not None:
            QApplication.clipboard().setImage(to_qimage(image))

    @Slot()
    def _refresh(self) -> None:
        look = self.look
        for control in (self.before, *self._buttons):
            control.setEnabled(look is not None)
        if look is None:
            self.picture.set_image(None)
            self.figures.setText("")
            self.strip.set_images(None)
            return
        blend, found = self.blend.isChecked(), look.completed
        before = self.before.isChecked()
        shown = look.wish.image if before else look.image(self.chosen, blend=blend)
        self.picture.set_image(shown, tr("before") if before else "")
        said = self._said(look, blend=blend)
        if not found.ended:
            step = tr("Step {step:,} of {total:,}", step=found.step, total=found.total)
            said = f"{step}: {said}"
        self.figures.setText(said)
        images = found.blended if blend else found.pasted
        self.strip.set_images(np.ascontiguousarray(images), columns=len(images))
        self.strip.set_captions(_captions(found.context, found.best))
        self.strip.set_marked({found.best})
        self.strip.select({self.chosen})

    def _said(self, look: Look, *, blend: bool) -> str:
        """Say how near the shown restart is to what was in the hole."""
        own = _decibels(look.psnr(self.chosen, blend=blend))
        diffusion = _decibels(look.diffusion)
        if look.mean is None:
            return tr("PSNR {own} dB (diffusion {diffusion})", own=own, diffusion=diffusion)
        return tr(
            "PSNR {own} dB (mean {mean}, diffusion {diffusion})",
            own=own,
            mean=_decibels(look.mean),
            diffusion=diffusion,
        )

    @Slot(object)
    def _on_picked(self, index: int | None) -> None:
        if index is not None and self.look is not None:
            self._picked = index
            self._refresh()
            self.chosen_changed.emit()

    def _carry(self, _place: QPoint) -> tuple[Carried, QPixmap] | None:
        """Carry the code that the hole is filled from."""
        image, look = self.image(), self.look
        if image is None or look is None:
            return None
        carried, picture = made.carried(tr("completed"), look.completed.codes[self.chosen], image)
        keep = Qt.AspectRatioMode.KeepAspectRatio
        return carried, picture.scaled(64, 64, keep)


def _captions(context: NDArray[np.float32], best: int) -> list[str]:
    """Say of each restart how much worse it agrees with what is known than the best does."""
    words = [f"+{number(max(0.0, float(value - context[best])), '.2f')}" for value in context]
    words[best] = tr("best")
    return words


def _decibels(value: float) -> str:
    return number(value, ".1f") if np.isfinite(value) else "∞"
