"""Bernoulli against Gaussian decoder on the same images, and what the Gaussian's sigma does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from genstudio.analysis.theory._vae_gaussians import elbo_of_sigma
from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.theory.vae_latent import Room
from genstudio.gui.theory.vae_tiles import Tiles
from genstudio.gui.theory.vae_view import View, row, words
from genstudio.gui.widgets.chart import Chart
from genstudio.gui.widgets.spin import NumberBox

COLUMNS = 8
SIGMAS = np.geomspace(0.03, 1.0, 200)
KINDS = ("bernoulli", "gaussian")
ROWS = (
    ("reconstructions", mark("reconstructed")),
    ("means", mark("mean of p(x|z)")),
    ("drawn", mark("drawn from p(x|z)")),
)


class TwoView(View):
    """What both draw, their ELBOs, and the Gaussian's ELBO over sigma with a handle."""

    NAME = "two"
    TITLE = mark("Decoders")
    ABOUT = mark(
        "The same images and networks, another p(x|z). The ELBOs have different units and cannot "
        "be compared: a Bernoulli's is a log probability, a Gaussian's a log density. Drag sigma: "
        "it is the noise of each pixel, and weighs the error against the KL."
    )
    EQUATIONS = ("vae-bernoulli", "vae-gaussian")

    def __init__(self, page: BenchPage) -> None:
        super().__init__(page)
        self._two: Any = None
        self._room = Room()
        self.sigma: float | None = None  # the user's; None is the decoder's own
        self._noise = np.random.Generator(np.random.PCG64(0))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        self.originals = named(Tiles(COLUMNS), "vaeOriginals", tr("Images"))
        self.tiles: dict[tuple[str, str], Tiles] = {}
        self.values: dict[str, Any] = {}
        for column, (kind, title) in enumerate(
            (("bernoulli", tr("Bernoulli")), ("gaussian", tr("Gaussian")))
        ):
            grid.addWidget(QLabel(title), 0, column)
            grid.setColumnStretch(column, 1)
            for line, (part, text) in enumerate(ROWS):
                tiles = named(Tiles(COLUMNS), f"vae-{kind}-{part}", f"{title}, {tr(text)}")
                self.tiles[kind, part] = tiles
                grid.addWidget(words(tr(text)), 2 * line + 1, column)
                grid.addWidget(tiles, 2 * line + 2, column)
            self.values[kind] = words("", f"vaeElbo-{kind}")
            grid.addWidget(self.values[kind], 2 * len(ROWS) + 1, column)
        self.chart = named(Chart(), "vaeSigmaChart", tr("ELBO over the Gaussian's sigma"))
        self.chart.set_titles(tr("sigma of a pixel"), tr("nats"))
        self.chart.pressed.connect(self._on_sigma)
        self.chart.dragged.connect(self._on_sigma)
        page.linker.attach(self.chart)
        self.empty = words(tr("Train both to see them: “Train both” takes a few seconds."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._all = QWidget(self)
        box = QVBoxLayout(self._all)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.originals)
        box.addLayout(grid)
        box.addWidget(self.chart, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.empty)
        whole.addWidget(self._all)

    def controls(self) -> Sequence[QWidget]:
        """Return the button that trains, and sigma in numbers."""
        train = self.page.action_button(
            "decoders", tr("Train both"), tr("300 steps more of each, on the same batches"), "play"
        )
        self.box = named(
            NumberBox(0.02, 1.0, whole=False), "vaeSigma", tr("Sigma"),
            tr("Another sigma for the Gaussian's draws and its ELBO; also by dragging"),
        )  # fmt: skip
        self.box.setSingleStep(0.01)
        self.box.setEnabled(False)
        self.box.valueChanged.connect(self._on_box)
        self._unit = words("", "vaeUnits")
        return [train, row(tr("Sigma"), self.box), self._unit]

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Draw what both do now."""
        if frame.two is self._two and self._two is not None:
            return
        self._two = two = frame.two
        there = two is not None
        self.empty.setVisible(not there)
        self._all.setVisible(there)
        self.box.setEnabled(there)
        if not there:
            return
        self.originals.set_images(two.originals)
        for (kind, part), tiles in self.tiles.items():
            tiles.set_images(getattr(getattr(two, kind), part))
        self._say(two)
        self._draw()

    def _say(self, two: Any) -> None:
        for kind in KINDS:
            one = getattr(two, kind)
            self.values[kind].setText(
                tr(
                    "ELBO {elbo} = reconstruction {reconstruction} - KL {kl} nats",
                    elbo=number(one.elbo, ".2f"),
                    reconstruction=number(one.reconstruction, ".2f"),
                    kl=number(one.kl, ".2f"),
                )
            )
        shift = two.pixels * math.log(255)
        self._unit.setText(
            tr(
                "After {step} steps. The Bernoulli's {bits} bits are what an image costs. With "
                "grey levels from 0 to 255 in place of 0 to 1, the Gaussian's ELBO would be "
                "{shift} nats lower, and the same model.",
                step=number(two.step),
                bits=number(-two.bernoulli.elbo / math.log(2), ".1f"),
                shift=number(shift, ".1f"),
            )
        )

    @Slot()
    def _draw(self) -> None:
        """Draw the curve over sigma, and the Gaussian's draws at the sigma that is set."""
        if self._two is None:
            return
        one = self._two.gaussian
        sigma = one.sigma if self.sigma is None else self.sigma
        elbo = elbo_of_sigma(one.error, one.kl, self._two.pixels, SIGMAS)
        top = float(elbo.max())
        self.chart.set_range((0.0, 1.0), self._room.of(top - 120.0, top + 5.0))
        best = math.sqrt(one.error)
        self.chart.set_curve("elbo", SIGMAS, elbo, name=tr("ELBO"), colour="accent")
        self.chart.set_line("best", best, name=tr("best: root mean square error"), colour="real",
                            dash=True)  # fmt: skip
        here = float(elbo_of_sigma(one.error, one.kl, self._two.pixels, np.array([sigma]))[0])
        self.chart.set_line("noise", sigma, name=tr("sigma"), colour="warning", width=3.0)
        self.chart.set_dots("sigma-handle", [sigma], [here], colour="warning", size=12.0)
        if not self.box.hasFocus():
            self.box.blockSignals(True)
            self.box.setValue(round(sigma, 4))
            self.box.blockSignals(False)
        if self.sigma is not None:
            noise = self._noise.standard_normal(one.means.shape)
            drawn = one.means + 255 * sigma * noise
            self.tiles["gaussian", "drawn"].set_images(drawn.clip(0, 255).astype(np.uint8))

    @Slot(float, float)
    def _on_sigma(self, x: float, y: float) -> None:
        self.sigma = min(max(x, 0.02), 1.0)
        self._draw()

    @Slot(float)
    def _on_box(self, value: float) -> None:
        self.sigma = value
        self._draw()
