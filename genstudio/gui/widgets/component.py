"""A slider for one direction of the latent space, with its value, and pictures at its ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSlider, QWidget

from genstudio.core.language import tr
from genstudio.gui.controls import named
from genstudio.gui.images import to_qimage

REACH = 3.0  # standard deviations each way
TICKS = 30  # slider positions each way
MOST = 99.0  # that can be typed
PICTURE = 28  # pixels a side


class Slide(QSlider):
    """A slider that a double-click puts back, and that only turns the wheel with the focus."""

    reset = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back."""
        self.reset.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the list scroll while something else has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Spin(QDoubleSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Component(QObject):
    """The controls of one direction, laid out in two rows of a grid; the value is in sigma.

    `moved` says that the user has chosen another value; `reset` that they want the first again.
    """

    moved = Signal()
    reset = Signal()

    def __init__(self, place: int, grid: QGridLayout, row: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._value = 0.0
        self.name = QLabel(parent)
        meaning = tr("Component {name}", name=place)
        tip = tr(
            "Move along a direction that the plane does not show (3 σ each way); a double-click "
            "puts it back"
        )
        self.slider = named(Slide(Qt.Orientation.Horizontal, parent), f"component{place}", meaning)
        self.slider.setToolTip(tip)
        self.slider.setRange(-TICKS, TICKS)
        self.slider.setPageStep(TICKS // 3)
        self.slider.setMinimumWidth(60)
        tip = tr("The same as a number of standard deviations (σ): type it")
        self.spin = named(_Spin(parent), f"componentValue{place}", meaning, tip)
        self.spin.setRange(-MOST, MOST)
        self.spin.setDecimals(1)
        self.spin.setSingleStep(0.1)
        self.spin.setSuffix(" σ")
        self.spin.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.spin.setKeyboardTracking(False)
        self.spin.setFixedWidth(58)
        self.low, self.high = QLabel(parent), QLabel(parent)
        for label, name in ((self.low, f"low{place}"), (self.high, f"high{place}")):
            label.setObjectName(name)
            label.setFixedSize(PICTURE, PICTURE)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.low.setToolTip(tr("What it decodes to at −3 σ"))
        self.high.setToolTip(tr("What it decodes to at +3 σ"))
        grid.addWidget(self.name, row, 0, 1, 2)
        grid.addWidget(self.spin, row, 2, 1, 1, Qt.AlignmentFlag.AlignRight)
        inner = QGridLayout()
        inner.setContentsMargins(0, 0, 0, 4)
        for column, widget in enumerate((self.low, self.slider, self.high)):
            inner.addWidget(widget, 0, column)
        grid.addLayout(inner, row + 1, 0, 1, 3)
        self.slider.valueChanged.connect(self._on_slid)
        self.slider.reset.connect(self.reset)
        self.spin.valueChanged.connect(self._on_typed)

    @property
    def value(self) -> float:
        """Standard deviations from the middle."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show a value; nobody is told. Beyond its end the slider stays there."""
        self._value = value
        for control in (self.slider, self.spin):
            control.blockSignals(True)
        self.slider.setValue(round(value / REACH * TICKS))
        self.spin.setValue(value)
        for control in (self.slider, self.spin):
            control.blockSignals(False)

    def set_name(self, name: str) -> None:
        """Show what direction it is."""
        self.name.setText(name)
        self.slider.setAccessibleName(tr("Component {name}", name=name))
        self.spin.setAccessibleName(tr("Component {name}, value", name=name))

    def set_visible(self, shown: bool) -> None:
        """Show or hide the row."""
        for widget in (self.name, self.slider, self.spin, self.low, self.high):
            widget.setVisible(shown)

    def set_ends(self, ends: NDArray[np.uint8] | None) -> None:
        """Show what its ends decode to: uint8 [2, C, H, W]."""
        for place, label in enumerate((self.low, self.high)):
            label.setPixmap(QPixmap() if ends is None else _picture(ends[place], label))

    @Slot(int)
    def _on_slid(self, tick: int) -> None:
        self.set_value(tick * REACH / TICKS)
        self.moved.emit()

    @Slot(float)
    def _on_typed(self, value: float) -> None:
        self.set_value(value)
        self.moved.emit()


def _picture(image: NDArray[np.uint8], label: QLabel) -> QPixmap:
    ratio = label.devicePixelRatioF()
    side = round(PICTURE * ratio)
    kind = Qt.TransformationMode.SmoothTransformation
    scaled = to_qimage(image).scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio, kind)
    scaled.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(scaled)
