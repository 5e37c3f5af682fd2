"""The KL of two Gaussians, both ways, with means and sigmas that can be dragged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from genstudio.analysis.theory._vae_gaussians import MEANS, SIGMAS, Normal, integrand, kl, parts
from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.theory.vae_view import View, row, words
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.chart import Chart
from genstudio.gui.widgets.spin import NumberBox

Z = np.linspace(-8, 8, 481)
SPAN = -6.0, 6.0
NEAR = 18.0  # px from a handle that count as on it
ROLES = ("p", "q")
TERMS = {"p": ("mu", "sigma"), "q": ("prior_mean", "prior_sd")}  # of the equation
SIDE = math.exp(-0.5)  # of the peak: the height of the curve one sigma beside it


class KlView(View):
    """Two curves with handles at the top (mean) and at the side (sigma), and the integrand."""

    NAME = "kl"
    TITLE = mark("KL")
    ABOUT = mark(
        "Drag the dot on top of a curve to move its mean, the one at its side to change sigma. "
        "The filled area, below zero counted as negative, is the KL."
    )
    EQUATIONS = ("vae-kl-gaussians",)

    def __init__(self, page: BenchPage) -> None:
        super().__init__(page)
        self.normals = {"p": Normal(1.0, 0.6), "q": Normal(0.0, 1.0)}
        self._held: tuple[str, str] | None = None
        self._q: Normal | None = None  # the encoder's, of the x that is chosen
        self.chart = named(Chart(), "vaeKlChart", tr("Two Gaussians, and the integrand"))
        self.chart.set_titles("z", tr("density and integrand"))
        self.chart.pressed.connect(self._on_pressed)
        self.chart.dragged.connect(self._on_dragged)
        self.chart.released.connect(self._on_released)
        page.linker.attach(self.chart)
        self.sums = words("", "vaeKlSums")
        self.sums.setProperty("kind", "")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.chart, 1)
        box.addWidget(self.sums)

    def controls(self) -> Sequence[QWidget]:
        """Return the numbers of both, which way is filled, and what they can be set to."""
        self.boxes: dict[tuple[str, str], NumberBox] = {}
        rows = []
        names = {
            ("p", "mean"): tr("Mean of p"), ("p", "sigma"): tr("Sigma of p"),
            ("q", "mean"): tr("Mean of q"), ("q", "sigma"): tr("Sigma of q"),
        }  # fmt: skip
        for key, text in names.items():
            low, high = MEANS if key[1] == "mean" else SIGMAS
            box = named(NumberBox(low, high, whole=False), f"vaeKl-{key[0]}-{key[1]}", text)
            box.setSingleStep(0.1)
            box.setValue(getattr(self.normals[key[0]], key[1]))
            box.valueChanged.connect(self._on_box)
            self.boxes[key] = box
            rows.append(row(text, box))
        self.way = named(
            QComboBox(), "vaeKlWay", tr("Filled"), tr("Which of the two KLs the area shows")
        )
        self.way.addItems(["KL(p || q)", "KL(q || p)"])
        accessible.label_box(self.way)
        self.way.currentIndexChanged.connect(self._draw)
        take = named(
            QPushButton(tr("Take q(z|x) and the prior")), "vaeKlTake",
            tr("Take q(z|x) and the prior"),
            tr("Set p to the encoder's q for the chosen x and q to N(0, 1): the KL in the ELBO"),
        )  # fmt: skip
        take.clicked.connect(self._on_take)
        self._draw()
        return [*rows, row(tr("Filled"), self.way), take]

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Remember the encoder's q: the two curves are the user's."""
        look = frame.look
        self._q = Normal(float(look.q_mean[0]), float(look.q_sd[0]))

    def handle(self, role: str, what: str) -> tuple[float, float]:
        """Return where a handle is, in data units."""
        one = self.normals[role]
        peak = float(one.density(one.mean))
        if what == "mean":
            return one.mean, min(peak, self._top())
        return one.mean + one.sigma, min(SIDE * peak, self._top())

    def set_normal(self, role: str, normal: Normal) -> None:
        """Change one of them; the boxes follow."""
        self.normals[role] = normal.clamped()
        for what in ("mean", "sigma"):
            box = self.boxes[role, what]
            box.blockSignals(True)
            box.setValue(round(getattr(self.normals[role], what), 3))
            box.blockSignals(False)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        p, q = self.normals["p"], self.normals["q"]
        one, other = (p, q) if self.way.currentIndex() == 0 else (q, p)
        under = integrand(one, other, Z)
        low = max(-2.0, min(-0.1, float(under.min()) * 1.15))
        self.chart.set_range(SPAN, (low, self._top() * 1.12))
        name = "p log p/q" if one is p else "q log q/p"
        self.chart.set_curve("kl", Z, under, name=name, colour="warning", fill=True, width=1.5)
        self.chart.set_line("zero", 0.0, upright=False, colour="faint", width=1.0)
        for role, colour, dash in (("q", "real", True), ("p", "fake", False)):
            normal = self.normals[role]
            self.chart.set_curve(
                role, Z, normal.density(Z), name=role, colour=colour, dash=dash, width=2.5
            )
            for what, term in zip(("mean", "sigma"), TERMS[role]):
                x, y = self.handle(role, what)
                size = 12.0 if what == "mean" else 10.0
                self.chart.set_dots(term, [x], [y], colour=colour, size=size)
        self._say(p, q)

    def _say(self, p: Normal, q: Normal) -> None:
        lines = []
        for name, one, other in (("KL(p || q)", p, q), ("KL(q || p)", q, p)):
            widths, means, logs = parts(one, other)
            lines.append(
                tr(
                    "{name} = {logs} + {widths} + {means} - 0.5 = {sum} nats",
                    name=name,
                    logs=number(logs, ".3f"),
                    widths=number(widths, ".3f"),
                    means=number(means, ".3f"),
                    sum=number(kl(one, other), ".3f"),
                )
            )
        self.sums.setText("\n".join(lines))

    def _top(self) -> float:
        peak = max(float(n.density(n.mean)) for n in self.normals.values())
        return max(0.5, min(peak, 2.0))

    @Slot(float)
    def _on_box(self, value: float) -> None:
        for role in ROLES:
            mean, sigma = (float(self.boxes[role, what].value()) for what in ("mean", "sigma"))
            self.normals[role] = Normal(mean, sigma).clamped()
        self._draw()

    @Slot()
    def _on_take(self) -> None:
        if self._q is not None:
            self.set_normal("q", Normal(0.0, 1.0))
            self.set_normal("p", self._q)
            self.way.setCurrentIndex(0)

    @Slot(float, float)
    def _on_pressed(self, x: float, y: float) -> None:
        here = self.chart.place_of(x, y)
        found = []
        for role in ("p", "q"):
            for what in ("mean", "sigma"):
                to = self.chart.place_of(*self.handle(role, what)) - here
                found.append((math.hypot(to.x(), to.y()), (role, what)))
        nearest = min(found)
        self._held = nearest[1] if nearest[0] <= NEAR else None

    @Slot(float, float)
    def _on_dragged(self, x: float, y: float) -> None:
        if self._held is None:
            return
        role, what = self._held
        one = self.normals[role]
        moved = Normal(x, one.sigma) if what == "mean" else Normal(one.mean, abs(x - one.mean))
        self.set_normal(role, moved)

    @Slot(float, float)
    def _on_released(self, x: float, y: float) -> None:
        self._held = None
