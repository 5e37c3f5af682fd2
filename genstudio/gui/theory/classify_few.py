"""Classify with few labels: learning curves, measured while one looks."""

from __future__ import annotations

import time
import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.theory.linking import Linker
from genstudio.gui.widgets.chart import Chart
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.wrapped import Wrapped

SERIES: tuple[tuple[str, str, str, str], ...] = (
    ("svm", "svm", mark("SVM"), "curve0"),
    ("ppca", "generative", mark("pPCA"), "curve1"),
    ("unlabelled", "unlabelled", mark("pPCA + unlabelled"), "curve2"),
)
ABOUT = mark("Train both kinds anew from 1 to 100 labels of each class, several times.")
NOTE = mark(
    "All classes share one sigma here. With unlabelled images: pPCA labels the other training "
    "images itself and learns from them too; an SVM cannot use them."
)
LOW = 330  # px
APART = 0.015  # between the error bars of two series, in units of log10


class FewLabels(QWidget):
    """Signal: wanted(): measure."""

    wanted = Signal()

    def __init__(self, linker: Linker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: Any = None
        self._began: float | None = None
        self._button = named(
            QPushButton(tr("Measure")), "act-curves", tr("Measure the learning curves"),
            tip("\n".join((tr(ABOUT), tr(NOTE)))),
        )  # fmt: skip
        self._button.setIcon(theme.icon("play"))
        self._button.clicked.connect(self.wanted)
        self._status = Elided(parent=self, least=8)
        self._status.setObjectName("curvesStatus")
        top = QHBoxLayout()
        top.addWidget(self._button)
        top.addWidget(self._status, 1)
        self.chart = named(Chart(self), "curvesChart", tr("Accuracy by labels of each class"))
        self.chart.set_titles(tr("Labels of each class"), tr("Accuracy on the test images"))
        self.chart.set_range((-0.1, 2.1), (0, 1))
        self.chart.name_ticks((float(np.log10(n)), str(n)) for n in (1, 2, 5, 10, 20, 50, 100))
        linker.attach(self.chart)
        self._note = Wrapped(tr(NOTE), self)
        self._note.setProperty("kind", "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.chart, 1)
        column.addWidget(self._note)
        self._say(None, on=False)

    def fit(self, width: int, height: int) -> None:
        """Keep the room for the chart where there is little; the button's tooltip says it too."""
        self._note.setVisible(height > LOW)

    def show_state(self, *, on: bool, ready: bool) -> None:
        """Follow whether the curves are being measured, and whether they can be."""
        self._button.setEnabled(ready and not on)
        if not on:
            self._began = None
        elif self._began is None:
            self._began = time.monotonic()
        self._say(self._curves, on=on)

    def show_frame(self, frame: Any) -> None:
        """Show what was measured."""
        if frame.curves is not self._curves:
            self._curves = frame.curves
            self._draw(frame.curves)
            self._say(frame.curves, on=self._began is not None)

    def _draw(self, curves: Any) -> None:
        self.chart.remove(*list(self.chart.marks))
        if curves is None:
            return
        x = np.log10(np.array(curves.labels, np.float64))
        least = 1.0
        for place, (key, term, text, colour) in enumerate(SERIES):
            mean, spread = summed(getattr(curves, key))
            there = np.isfinite(mean)
            if not there.any():
                continue
            at = x[there] + (place - 1) * APART
            low, high = mean[there] - spread[there], mean[there] + spread[there]
            least = min(least, float(low.min()))
            self.chart.set_bars(
                f"{term}_spread", at, high, base=low, thick=0.02, colour=colour, fill=True
            )
            self.chart.set_curve(
                term, at, mean[there], name=tr(text), colour=colour, dash=place == 1
            )
        self.chart.set_range((-0.1, 2.1), (max(0.0, least - 0.05), 1.01))

    def _say(self, curves: Any, *, on: bool) -> None:
        text = ""
        if on and curves is not None and self._began is not None and 0 < curves.done < curves.total:
            passed = time.monotonic() - self._began
            left = passed / curves.done * (curves.total - curves.done)
            text = tr(
                "{done} of {total} points, about {seconds} s left",
                done=curves.done,
                total=curves.total,
                seconds=number(left, ",.0f"),
            )
        elif curves is None:
            text = tr("How many labels does each kind need? Press Measure; it takes a while.")
        elif curves is not None:
            repeats = curves.ppca.shape[0]
            text = tr(
                "Mean of %n selection(s) of labels; bars are their standard deviation.", "", repeats
            )
        if text != self._status.text():
            self._status.setText(text)


def summed(table: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return mean and standard deviation of each column over what was measured; NaN for none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of columns without any value
        mean = np.nanmean(table.astype(np.float64), 0)
        spread = np.nanstd(table.astype(np.float64), 0)
    return mean, spread
