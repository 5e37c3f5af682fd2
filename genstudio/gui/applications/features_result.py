"""What came of an interpolation: picture, strength, where it changed, and the verdict."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.applications.features_bars import VerdictBars
from genstudio.gui.applications.features_map import ChangeMap
from genstudio.gui.applications.features_questions import Look, Pixels
from genstudio.gui.controls import named
from genstudio.gui.drag_out import DragOut
from genstudio.gui.images import to_qimage
from genstudio.gui.numbers import number
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.picture import Picture
from genstudio.gui.widgets.wrapped import Wrapped

START = 1.0  # the strength that is shown first
DRAGGED = 64  # px: the picture under the pointer
FAR = 0.4  # of a residual: the features were hardly reached


class FeatureResult(QWidget):
    """Shows a Look at the strength of the slider. `save_wanted`, `own_wanted`: the ways out."""

    save_wanted = Signal()
    own_wanted = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look | None = None
        hint = tr("Choose a picture and press Change")
        self.picture = named(Picture(self, hint), "featuresResult", tr("The changed picture"))
        self.picture.setMinimumSize(80, 80)
        self.picture.square = False
        DragOut(self.picture, self._carry)
        self.map = ChangeMap()
        self.pictures = QHBoxLayout()
        self.pictures.setSpacing(8)
        self.pictures.addLayout(self._build_picture(), 1)
        self.pictures.addWidget(self.map, 1)
        self.figures = Wrapped("")
        self.figures.setObjectName("featuresFigures")
        self.asked = Elided("")
        self.asked.setObjectName("featuresAsked")
        self.bars = named(
            VerdictBars(), "featuresVerdict", tr("How sure the independent judge is of it")
        )
        self.kept = Wrapped("")
        self.kept.setObjectName("featuresKept")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.pictures, 1)
        column.addLayout(self._build_slider())
        for part in (self.asked, self.bars, self.kept, self.figures):
            column.addWidget(part)
        self._refresh()

    def _build_slider(self) -> QHBoxLayout:
        self.slider = named(
            QSlider(Qt.Orientation.Horizontal),
            "featuresStrength",
            tr("Strength"),
            tr("How far the features are moved: 0 is the original, 1 the whole way, 2 twice it"),
        )
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.valueChanged.connect(self._on_moved)
        self.strength = Elided("")
        self.strength.setObjectName("featuresStrengthValue")
        self.strength.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        width = self.fontMetrics().horizontalAdvance(tr("Strength {value}", value="−0.125"))
        self.strength.setMinimumWidth(width + 8)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.strength)
        row.addWidget(self.slider, 1)
        return row

    def _build_picture(self) -> QVBoxLayout:
        """Return the picture above its buttons, as the original has them."""
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.picture, 1)
        column.addLayout(self._build_actions())
        return column

    def _build_actions(self) -> Flow:
        flow = Flow()
        about = (
            ("Save", "save", tr("Save the changed picture…"), self.save_wanted.emit),
            ("Copy", "copy", tr("Copy the changed picture"), self.copy),
            (
                "Own",
                "image",
                tr("Use it as a picture of your own in Explore"),
                self.own_wanted.emit,
            ),
        )
        self.actions_: list[QToolButton] = []
        for key, icon, text, done in about:
            button = named(QToolButton(), f"features{key}", text)
            button.setIcon(theme.icon(icon))
            button.setAutoRaise(True)
            button.clicked.connect(done)
            flow.addWidget(button)
            self.actions_.append(button)
        return flow

    @property
    def place(self) -> int:
        """Which of the strengths is shown."""
        return self.slider.value()

    def image(self) -> Pixels | None:
        """Return the changed picture at the strength that is shown; None without one."""
        return None if self.look is None else self.look.images[self.place]

    def show_look(self, look: Look | None) -> None:
        """Show how an interpolation stands; None takes it away."""
        fresh = look is not None and (self.look is None or self.look.wish is not look.wish)
        self.look = look
        if look is not None and fresh:
            self._set_range(look)
        self._refresh()

    @Slot()
    def copy(self) -> None:
        """Put the picture on the clipboard."""
        image = self.image()
        if image is not None:
            QGuiApplication.clipboard().setImage(to_qimage(image))

    def _carry(self, _place: QPoint) -> tuple[QMimeData, QPixmap] | None:
        """Carry the picture itself: no code makes it."""
        image = self.image()
        if image is None:
            return None
        data = QMimeData()
        data.setImageData(to_qimage(image))
        keep = Qt.AspectRatioMode.KeepAspectRatio
        return data, QPixmap.fromImage(to_qimage(image)).scaled(DRAGGED, DRAGGED, keep)

    def _set_range(self, look: Look) -> None:
        """Fit the slider to the strengths; a strength that was chosen before stays."""
        self.slider.blockSignals(True)
        known = self.slider.maximum() == len(look.strengths) - 1
        place = self.slider.value()
        self.slider.setRange(0, len(look.strengths) - 1)
        unit = round(1 / (look.strengths[1] - look.strengths[0]))
        self.slider.setTickInterval(max(1, unit // 2))
        self.slider.setPageStep(max(1, unit // 2))
        nearest = min(range(len(look.strengths)), key=lambda i: abs(look.strengths[i] - START))
        self.slider.setValue(place if known else nearest)
        self.slider.blockSignals(False)

    @Slot(int)
    def _on_moved(self, _value: int) -> None:
        self._refresh()
        self.moved.emit()

    @Slot()
    def _refresh(self) -> None:
        look = self.look
        there = look is not None
        for control in (self.slider, *self.actions_):
            control.setEnabled(there)
        if look is None:
            self.picture.set_image(None)
            self.map.show_map(None, None, 0.0)
            self.bars.show_verdict(None, None)
            for line in (self.strength, self.asked, self.kept, self.figures):
                line.setText("")
            return
        alpha = number(look.strengths[self.place], ".3g").replace("-", "−")
        self.strength.setText(tr("Strength {value}", value=alpha))
        self.picture.set_image(look.images[self.place], tr("Changed"))
        if look.maps is None:
            self.map.show_map(None, None, 0.0)
        else:
            top = float(look.maps.max())
            self.map.show_map(look.maps[self.place], look.wish.image, top)
        self._show_verdict(look)
        self.figures.setText(self._said(look))

    def _show_verdict(self, look: Look) -> None:
        verdict = look.verdict
        if verdict is None or verdict.asked is None:
            self.bars.show_verdict(None, None)
            waiting = tr("The independent judge is asked last.") if look.result is None else ""
            self.asked.setText(look.unjudged or waiting)
        else:
            asked = verdict.asked
            name = f"{printable(asked.name)}: " if asked.name else ""
            self.asked.setText(
                tr(
                    "Independent judge (right in {accuracy} of its tests): {what}",
                    accuracy=number(asked.accuracy, ".0%"),
                    what=f"{name}{printable(asked.value)}",
                )
            )
            self.bars.show_verdict(asked.before, float(asked.after[self.place]))
        if verdict is None or not verdict.others:
            self.kept.setText("")
            return
        lost = verdict.lost[self.place]
        count, total = len(verdict.others) - len(lost), len(verdict.others)
        text = tr("Kept: {count} of {total} other attributes", count=count, total=total)
        if lost:
            text += tr(", not {lost}", lost=", ".join(map(printable, lost)))
        self.kept.setText(text)

    def _said(self, look: Look) -> str:
        """Return the features' name and the figures of the strength that is shown."""
        result = look.result
        if result is None:
            return ""
        parts = [result.features]
        residual = float(result.residuals[self.place])
        if math.isfinite(residual):
            shown = number(residual, ".2f")
            parts.append(tr("residual {value} of the way left over", value=shown))
            if residual > FAR:
                parts.append(tr("these features were hardly reached"))
        spread = look.spread[self.place] if look.spread else math.nan
        if math.isfinite(spread):
            share = number(spread, ".0%")
            parts.append(tr("half of the change in {share} of the pixels", share=share))
        if result.matched:
            names = ", ".join(map(printable, result.matched))
            parts.append(tr("neighbours alike in {names}", names=names))
        return " · ".join(parts)
