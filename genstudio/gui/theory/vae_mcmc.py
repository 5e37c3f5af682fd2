"""The true posterior by a grid, a Markov chain that draws from it, and q, in one picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.theory import vae_latent
from genstudio.gui.theory.figures import shown
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.theory.vae_view import View, row, words
from genstudio.gui.widgets.chart import Chart
from genstudio.gui.widgets.spin import NumberBox

BINS = np.linspace(-4, 4, 65)
MIXED = 1.05
APART = mark(
    "The chains have not come together: there are modes apart, and these numbers are not those "
    "of p(z|x)."
)
TRACE = 120  # draws that the trace shows


class McmcView(View):
    """Press where the chain is to start; it walks when the mouse is let go."""

    NAME = "mcmc"
    TITLE = mark("MCMC")
    ABOUT = mark(
        "Drag the start to where the chain shall begin, and let go. The chain needs no family of "
        "distributions, but hundreds of steps for every x; q is one pass of the encoder, but a "
        "Gaussian."
    )
    EQUATIONS = ("hmc-energy", "hmc-accept")
    FIGURES = ("acceptance", "r_hat", "kl_gap")

    def __init__(self, page: BenchPage) -> None:
        super().__init__(page)
        self._frame: Any = None
        self._room = vae_latent.Room()
        self._close = vae_latent.Room(), vae_latent.Room()
        self._held = False
        self.start = np.zeros(1)
        self.chart = named(Chart(), "vaeMcmcChart", tr("Posterior, chain and q"))
        self.trace = named(Chart(), "vaeTrace", tr("Where the chain was, draw by draw"))
        for chart in (self.chart, self.trace):
            chart.reads = False
            chart.pressed.connect(self._on_pressed)
            chart.dragged.connect(self._on_pressed)
            chart.released.connect(self._on_released)
        page.linker.attach(self.chart, self.trace)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.chart, 3)
        box.addWidget(self.trace, 2)

    def controls(self) -> Sequence[QWidget]:
        """Return the start in numbers, how long, and the button that begins."""
        self.boxes = []
        for index in range(2):
            text = tr("Start, z{number}", number=index + 1)
            box = named(
                NumberBox(-10, 10, whole=False), f"vaeStart{index + 1}", text,
                tr("Where the first chain begins; also by dragging in the picture"),
            )  # fmt: skip
            box.setSingleStep(0.1)
            box.valueChanged.connect(self._on_box)
            self.boxes.append(box)
        self._rows = [
            row(tr("Start, z{number}", number=i + 1), box) for i, box in enumerate(self.boxes)
        ]
        self.draws = named(
            NumberBox(50, 5000, whole=True), "vaeDraws", tr("Draws"),
            tr("How many draws each of the four chains makes, after 100 to find its step"),
        )  # fmt: skip
        self.draws.setValue(400)
        begin = named(
            QPushButton(tr("Start the chain")), "act-chain", tr("Start the chain"),
            tr("Draw from p(z|x) by Hamiltonian Monte Carlo: four chains, the first from here"),
        )  # fmt: skip
        begin.setIcon(theme.icon("play"))
        begin.clicked.connect(self.begin)
        self.sums = words("", "vaeMcmcSums")
        return [*self._rows, row(tr("Draws"), self.draws), begin, self.sums]

    @Slot()
    def begin(self) -> None:
        """Start the chains where the start is."""
        if self._frame is not None:
            start = self.start[: self._frame.d].tolist()
            self.page.stage.act("chain", start=start, draws=int(self.draws.number()))

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Draw the posterior, q, and what there is of the chain."""
        fresh = self._frame is None or self._frame.d != frame.d
        self._frame = frame
        if fresh:
            self._new_plane(frame)
        if frame.d == 1:
            vae_latent.curves(self.chart, frame, self._room)
        else:
            vae_latent.outlines(self.chart, frame, self._close)
        self._draw_chain(frame)
        self._draw_start()
        self._say(frame)

    def _new_plane(self, frame: Any) -> None:
        """Begin with a start away from the middle, in a picture of that many dimensions."""
        self.chart.remove(*list(self.chart.marks))
        self.trace.remove(*list(self.trace.marks))
        self.start = np.full(frame.d, 2.0 if frame.d == 1 else 1.0)
        self._rows[1].setVisible(frame.d == 2)
        self.trace.setVisible(frame.d == 1)
        self.chart.share_x(*([self.trace] if frame.d == 1 else []))
        self._show_numbers()

    def _draw_chain(self, frame: Any) -> None:
        chain = frame.chain
        if chain is None:
            vae_latent.drop(self.chart, "chain", "path", "refused", "others")
            vae_latent.drop(self.trace, "chain", "path", "refused")
            self.trace.set_range(vae_latent.SPAN, (0.0, float(TRACE)))
            self.trace.set_titles("z", tr("draw"))
            return
        if frame.d == 1:
            self._draw_line(chain)
            return
        self.chart.set_dots("chain", *chain.places.T, name=tr("chain"), colour="accent", size=4.0)
        self.chart.set_dots("others", *chain.others.T, name=tr("other chains"), size=8.0)
        self._draw_refused(self.chart, chain.refused[:, 0], chain.refused[:, 1])
        colour = "warning" if chain.taken else "error"
        self.chart.set_curve(
            "path", *chain.path.T, name=tr("trajectory"), colour=colour, width=2.0,
            dash=not chain.taken,
        )  # fmt: skip

    def _draw_line(self, chain: Any) -> None:
        """Draw a histogram over the curves, and the trace below."""
        places = chain.places[:, 0]
        counts, _ = np.histogram(places, BINS)
        wide = float(BINS[1] - BINS[0])
        density = counts / max(1, len(places)) / wide
        middles = 0.5 * (BINS[1:] + BINS[:-1])
        self.chart.set_bars(
            "chain", middles, density, name=tr("chain"), colour="accent", thick=0.9 * wide
        )
        shown = places[-TRACE:]
        height = np.arange(len(shown), dtype=np.float64)
        self.trace.set_range(vae_latent.SPAN, (0.0, float(TRACE + 8)))
        self.trace.set_titles("z", tr("draw"))
        self.trace.set_curve("chain", shown, height, colour="accent", width=1.2)
        way = np.linspace(len(shown) - 1, len(shown) + 5, len(chain.path))
        colour = "warning" if chain.taken else "error"
        self.trace.set_curve(
            "path", chain.path[:, 0], way, colour=colour, width=2.0, dash=not chain.taken
        )
        self._draw_refused(self.chart, chain.refused[:, 0], np.zeros(len(chain.refused)))

    def _draw_refused(self, chart: Chart, x: Any, y: Any) -> None:
        chart.set_dots("refused", x, y, name=tr("refused"), colour="error", size=10.0, ticks=True)

    def _draw_start(self) -> None:
        if len(self.start) == 1:
            at = float(self.start[0])
            self.chart.set_line("start", at, name=tr("start"), colour="warning", width=3.0)
            self.trace.set_line("start", at, colour="warning", width=3.0)
        else:
            self.chart.set_dots(
                "start", self.start[:1], self.start[1:], name=tr("start"), colour="warning",
                size=13.0,
            )  # fmt: skip

    def _say(self, frame: Any) -> None:
        look, chain = frame.look, frame.chain
        grid = (look.mean, look.covariance)
        if chain is not None:
            grid = (chain.grid_mean, chain.grid_covariance)
        lines = [
            tr("q: mean {mean}, covariance {covariance}", mean=_several(look.q_mean),
               covariance=_upper(np.diag(look.q_sd**2))),
            tr("grid: mean {mean}, covariance {covariance}", mean=_several(grid[0]),
               covariance=_upper(grid[1])),
        ]  # fmt: skip
        if chain is None:
            lines.append(tr("No chain has been started for this x."))
        elif math.isnan(chain.r_hat):  # too few draws; infinite is when none has moved
            lines.append(tr("chain: %n draw(s)", "", 4 * chain.draws))
        else:
            lines.append(self._of_chain(chain))
        self.sums.setText("\n".join(lines))

    def _of_chain(self, chain: Any) -> str:
        text = tr(
            "chain: mean {mean} ± {error}, covariance {covariance} ± {errors}; R-hat {r_hat}; "
            "%n draw(s), worth {effective}. Chain and grid are of step {step}.",
            "",
            4 * chain.draws,
            mean=_several(chain.mean),
            error=_several(chain.mean_error),
            covariance=_upper(chain.covariance),
            errors=_upper(chain.covariance_error),
            r_hat=shown(chain.r_hat, ".3f"),
            effective=number(round(chain.effective)),
            step=number(chain.step),
        )
        if chain.r_hat < MIXED:
            return text
        return tr("{figures} {warning}", figures=text, warning=tr(APART))

    def _show_numbers(self) -> None:
        for box, value in zip(self.boxes, self.start.tolist()):
            box.blockSignals(True)
            box.setValue(round(value, 3))
            box.blockSignals(False)

    @Slot(float)
    def _on_box(self, value: float) -> None:
        self.start = np.array([float(box.value()) for box in self.boxes[: len(self.start)]])
        self._draw_start()

    @Slot(float, float)
    def _on_pressed(self, x: float, y: float) -> None:
        if self._frame is not None:
            self.start = np.array([x, y][: self._frame.d])
            self._show_numbers()
            self._draw_start()

    @Slot(float, float)
    def _on_released(self, x: float, y: float) -> None:
        self._on_pressed(x, y)
        self.begin()


def _several(values: Any) -> str:
    return ", ".join(number(float(value), ".3g") for value in np.asarray(values).ravel())


def _upper(matrix: Any) -> str:
    """Write the upper triangle of a covariance: 11, 12, 22."""
    return _several(matrix[np.triu_indices(len(matrix))])
