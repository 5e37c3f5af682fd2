"""The card beside the picture that goes through the two proofs, with the numbers of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import tr
from genstudio.gui.controls import named
from genstudio.gui.theory import gan1d_proof_words as words
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.chart import Chart
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.theory.gan1d import Frame
    from genstudio.gui.theory.linking import Linker

POINTS = 161  # of the curve over D
DEPTH = 4.0  # of that curve's scale, in shares of its top's distance from 0
WIDTH, HEIGHT = 300, 250  # px that the card asks for


class ProofCard(QScrollArea):
    """Two proofs, a step at a time. Signal: closed(), by its button."""

    closed = Signal()

    def __init__(self, linker: Linker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from genstudio.gui.widgets.equation import Equation

        self.setObjectName("gan1dProof")
        self.setAccessibleName(tr("Proof"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frame: Frame | None = None
        self._x = 1.0
        self._step = 0
        self.equations: dict[str, Equation] = {}
        for _, steps in words.PROOFS:
            for step in steps:
                equation = Equation(step.equation)
                self.equations[step.equation] = equation
                linker.attach(equation)
        self._build(linker)
        self._show()

    @property
    def place(self) -> float:
        """The x that the proof is about."""
        return self._x

    def put(self, frame: Frame) -> None:
        """Fill in the numbers of a frame."""
        self._frame = frame
        if self.isVisible():
            self._fill()

    def set_x(self, x: float) -> None:
        """Be about another x."""
        self._x = x
        self._fill()

    def showEvent(self, event: object) -> None:
        """Catch up."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._fill()

    # Building

    def _build(self, linker: Linker) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 0, 8, 4)
        self._which = named(
            QComboBox(), "gan1dWhichProof", tr("Proof"), tr("What is proved, step by step")
        )
        self._which.addItems([tr(title) for title, _ in words.PROOFS])
        accessible.label_box(self._which)
        self._which.currentIndexChanged.connect(self._on_which)
        self._said = Wrapped()
        self._numbers = Wrapped()
        self._numbers.setObjectName("gan1dProofNumbers")
        self._equation_place = QVBoxLayout()
        for equation in self.equations.values():
            equation.hide()
            self._equation_place.addWidget(equation)
        self.chart = self._make_chart(linker)
        column.addWidget(self._which)
        column.addWidget(self._said)
        column.addLayout(self._equation_place)
        column.addWidget(self._numbers)
        column.addWidget(self.chart, 1)
        column.addStretch(0)  # takes the chart's room in the proof that has none
        column.addLayout(self._make_buttons())
        self.setWidget(inside)
        self.setMinimumSize(160, 120)

    def _make_chart(self, linker: Linker) -> Chart:
        chart = Chart()
        chart.setObjectName("gan1dProofChart")
        chart.setAccessibleName(tr("The share of one x in V, over D"))
        chart.set_titles(tr("D at this x"), tr("its share in V"))
        chart.set_range((0, 1))
        linker.attach(chart)
        return chart

    def _make_buttons(self) -> QHBoxLayout:
        self._back = named(
            QPushButton(tr("Back")), "gan1dProofBack", tr("Back"), tr("The step before")
        )
        self._next = named(
            QPushButton(tr("Next")), "gan1dProofNext", tr("Next"), tr("The next step of the proof")
        )
        self._count = Wrapped()
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addWidget(self._count, 1)
        row.addWidget(self._next)
        return row

    # Steps

    @property
    def steps(self) -> tuple[words.Step, ...]:
        """The steps of the chosen proof."""
        return words.PROOFS[self._which.currentIndex()][1]

    @property
    def step(self) -> words.Step:
        """The step in view."""
        return self.steps[self._step]

    @Slot(int)
    def _on_which(self, _index: int) -> None:
        self._step = 0
        self._show()

    @Slot()
    def _on_back(self) -> None:
        self._step = max(0, self._step - 1)
        self._show()

    @Slot()
    def _on_next(self) -> None:
        self._step = min(len(self.steps) - 1, self._step + 1)
        self._show()

    def _show(self) -> None:
        step = self.step
        for name, equation in self.equations.items():
            equation.setVisible(name == step.equation)
        self._said.setText(tr(step.said))
        counted = tr("{step} of {steps}", step=self._step + 1, steps=len(self.steps))
        self._count.setText(counted)
        self._back.setEnabled(self._step > 0)
        self._next.setEnabled(self._step < len(self.steps) - 1)
        self.chart.setVisible(self.steps is words.BEST_D)
        self._fill()

    def _fill(self) -> None:
        frame = self._frame
        if frame is None:
            return
        here = words.at(frame, self._x)
        text = self.step.numbers(frame, here)
        if text != self._numbers.text():
            self._numbers.setText(text)
        if self.chart.isVisibleTo(self):
            self._draw(here)

    def _draw(self, here: words.Here) -> None:
        """Draw the integrand over D, its maximum D*, and where D is now."""
        chart = self.chart
        d = np.linspace(words.EDGE, 1 - words.EDGE, POINTS)
        share = here.p * np.log(d) + here.q * np.log1p(-d)
        best = here.best
        top = here.integrand(best) if best == best else 0.0
        low = min(DEPTH * top, -1e-3, 1.3 * max(here.integrand(here.d), 3 * DEPTH * top))
        chart.set_range(y=(low, max(0.0, -0.05 * low)))
        chart.set_curve("v", d, share, name="", colour="text")
        chart.set_line("d_star", best, colour="warning", dash=True, name="D*")
        chart.set_dots("d", [here.d], [here.integrand(here.d)], colour="info", name="D", size=9)
