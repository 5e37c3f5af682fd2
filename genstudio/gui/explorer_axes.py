"""What the plane does not show: a slider for each of the widest other directions of z."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from genstudio.analysis.project import Plane
from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.numbers import number

MOST = 8
REACH = 3.0  # standard deviations each way
ACROSS_TIP = mark("Dimension across: which number of z the plane shows")
UP_TIP = mark("Dimension up: which number of z the plane shows")
TICKS = 30  # slider positions each way


class Axes(QWidget):
    """Sliders for the components that lie outside the plane, and, for a prior, its axes.

    `moved` says that the values differ; `plane_chosen` that other axes, or another draw from
    the prior, are wanted.
    """

    moved = Signal()
    plane_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("latentAxes")
        self.setFixedWidth(190)
        self.draw_seed = 0
        self._components = 0
        self._scales = np.zeros(0)
        self._across = named(QComboBox(), "acrossAxis", tr("Dimension across"), tr(ACROSS_TIP))
        self._up = named(QComboBox(), "upAxis", tr("Dimension up"), tr(UP_TIP))
        text = tr("Another draw")
        tip = tr("Take the other dimensions of z from another draw from the prior")
        self._draw = named(QPushButton(text), "drawPrior", text, tip)
        text = tr("Reset the components")
        tip = tr("Put every slider back to the middle")
        self._reset = named(QPushButton(tr("Reset")), "resetAxes", text, tip)
        self._title = QLabel(self)
        self._title.setWordWrap(True)
        self._title.setProperty("kind", "faint")
        self._names = [QLabel(self) for _ in range(MOST)]
        self._sliders = [self._slider(place) for place in range(MOST)]
        self._lay_out()
        self._across.activated.connect(self._on_axes)
        self._up.activated.connect(self._on_axes)
        self._draw.clicked.connect(self._on_draw)
        self._reset.clicked.connect(self.reset)

    def show_codes(self, plane: Plane) -> None:
        """Offer the other principal components of the codes, widest first."""
        total = float(np.square(plane.scales).sum()) or 1.0
        shares = np.square(plane.scales[2:]) / total
        names = [f"{3 + j} · {_share(share)}" for j, share in enumerate(shares[:MOST])]
        self._chooser_row.hide()
        title = tr("Other components of the codes and their share of the variance")
        self._show(title, names, plane)

    def offer(self, latent_dim: int) -> tuple[int, int]:
        """Offer the dimensions of z as axes; return the two that are chosen."""
        if self._across.count() != latent_dim:
            for axis, box in enumerate((self._across, self._up)):
                box.clear()
                box.addItems([f"z{j + 1}" for j in range(latent_dim)])
                box.setCurrentIndex(min(axis, latent_dim - 1))
        return self._across.currentIndex(), self._up.currentIndex()

    def show_prior(self, plane: Plane) -> None:
        """Offer the first other dimensions of z as sliders."""
        axes = self.offer(plane.latent_dim)
        names = [f"z{j + 1}" for j in range(plane.latent_dim) if j not in axes]
        self._chooser_row.setVisible(plane.latent_dim > 2)
        self._show(tr("Added to the draw's other dimensions"), names[:MOST], plane)

    @property
    def rest(self) -> NDArray[np.float32] | None:
        """What to add along the components outside the plane; None where nothing is moved."""
        values = np.zeros(self._components, np.float32)
        shown = min(self._components, MOST)
        for j in range(shown):
            values[j] = self._sliders[j].value() / TICKS * REACH * self._scales[j]
        return values if values.any() else None

    @Slot()
    def reset(self) -> None:
        """Put every slider back to the middle."""
        for slider in self._sliders:
            slider.blockSignals(True)
            slider.setValue(0)
            slider.blockSignals(False)
        self._on_moved()

    def _show(self, title: str, names: Sequence[str], plane: Plane) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(names))
        self._components, self._scales = plane.components, plane.scales[2:]
        for j, (label, slider) in enumerate(zip(self._names, self._sliders)):
            label.setVisible(j < len(names))
            slider.setVisible(j < len(names))
            if j < len(names):
                label.setText(names[j])
                slider.setAccessibleName(tr("Component {name}", name=names[j]))
        self._reset.setVisible(bool(names))
        self._reset.setEnabled(self.rest is not None)

    def _slider(self, place: int) -> QSlider:
        tip = tr("Move along a direction that the plane does not show (3 σ each way)")
        meaning = tr("Component {name}", name=place + 3)
        slider = named(QSlider(Qt.Orientation.Horizontal), f"component{place + 3}", meaning, tip)
        slider.setRange(-TICKS, TICKS)
        slider.setPageStep(TICKS // 3)
        slider.valueChanged.connect(self._on_moved)
        return slider

    def _lay_out(self) -> None:
        self._chooser_row = QWidget(self)
        row = QGridLayout(self._chooser_row)
        row.setContentsMargins(0, 0, 0, 0)
        for column, (text, box) in enumerate(((tr("Across"), self._across), (tr("Up"), self._up))):
            label = QLabel(text, self._chooser_row)
            label.setBuddy(box)
            row.addWidget(label, 0, column)
            row.addWidget(box, 1, column)
        row.addWidget(self._draw, 2, 0, 1, 2)
        self._chooser_row.hide()
        grid = QGridLayout()
        grid.setVerticalSpacing(1)
        for place, (label, slider) in enumerate(zip(self._names, self._sliders)):
            grid.addWidget(label, place, 0)
            grid.addWidget(slider, place, 1)
        inside = QWidget()
        column_layout = QVBoxLayout(inside)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addWidget(self._chooser_row)
        column_layout.addWidget(self._title)
        column_layout.addLayout(grid)
        column_layout.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignRight)
        column_layout.addStretch()
        area = QScrollArea(self, widgetResizable=True)  # eight sliders need their height
        area.setObjectName("latentAxesArea")
        area.setAccessibleName(tr("Components outside the plane"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    @Slot()
    def _on_moved(self) -> None:
        self._reset.setEnabled(self.rest is not None)
        self.moved.emit()

    @Slot()
    def _on_axes(self) -> None:
        """Two axes are never the same: the one that was not touched gives way."""
        if self._across.currentIndex() == self._up.currentIndex():
            other = self._up if self.sender() is self._across else self._across
            other.setCurrentIndex((other.currentIndex() + 1) % other.count())
        self.plane_chosen.emit()

    @Slot()
    def _on_draw(self) -> None:
        self.draw_seed += 1
        self.plane_chosen.emit()


def _share(value: float) -> str:
    return number(value, ".0%")
