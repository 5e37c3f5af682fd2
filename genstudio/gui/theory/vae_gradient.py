"""The reparameterised gradient: its graph, and how little it scatters beside the other one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.theory.vae_graph import GraphView
from genstudio.gui.theory.vae_latent import Room
from genstudio.gui.theory.vae_view import Pair, View, row, words
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.chart import Chart

LEAST = 640  # px for graph and histogram side by side
WAYS = (
    ("score", mark("score"), "error", False),
    ("baseline", mark("score, with a baseline"), "warning", True),
    ("pathwise", mark("pathwise"), "accent", False),
)


class GradientView(View):
    """The graph of one draw, and histograms of many gradients by both ways."""

    NAME = "gradient"
    TITLE = mark("Gradient")
    ABOUT = mark(
        "Both estimators have the same mean, the exact gradient. The narrower one learns with "
        "fewer draws: that is why a VAE is reparameterised."
    )
    EQUATIONS = ("vae-reparameterise", "vae-score-function")
    FIGURES = ("variance_ratio",)

    def __init__(self, page: BenchPage) -> None:
        super().__init__(page)
        self._frame: Any = None
        self._room = Room()
        self.graph = GraphView(self)
        self.chart = named(Chart(), "vaeGradientChart", tr("Gradients of single draws"))
        page.linker.attach(self.graph, self.chart)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Pair(self.graph, self.chart, LEAST), 1)

    def controls(self) -> Sequence[QWidget]:
        """Return which parameter's gradient is shown, and the button for more draws."""
        self.parameter = named(
            QComboBox(), "vaeParameter", tr("Gradient to"),
            tr("Whose gradient the histograms show (of the first latent dimension)"),
        )  # fmt: skip
        self.parameter.addItems(["μ", "σ"])
        accessible.label_box(self.parameter)
        self.parameter.currentIndexChanged.connect(self._draw)
        more = self.page.action_button(
            "estimators", tr("Measure with 10,000 draws"),
            tr("Draw more of both, so that variances and means are known better"),
        )  # fmt: skip
        self.sums = words("", "vaeGradientSums")
        return [row(tr("Gradient to"), self.parameter), more, self.sums]

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Draw both."""
        self._frame = frame
        self.graph.show_graph(frame.graph, frame.phase)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if self._frame is None:
            return
        found, which = self._frame.estimators, self.parameter.currentIndex()
        edges = found.edges[which]
        middles, wide = 0.5 * (edges[1:] + edges[:-1]), edges[1] - edges[0]
        top = max(float(found.counts[way][which].max()) for way, *_ in WAYS) / found.draws
        self.chart.set_titles(tr("gradient to {name}", name="μσ"[which]), tr("share of the draws"))
        self.chart.set_range(self._room.of(float(edges[0]), float(edges[-1])), (0.0, 1.08 * top))
        for way, name, colour, dash in WAYS:
            share = found.counts[way][which] / found.draws
            if way == "pathwise":
                self.chart.set_bars(
                    way, middles, share, name=tr(name), colour=colour, thick=0.96 * wide
                )
            else:
                self.chart.set_curve(
                    way, middles, share, name=tr(name), colour=colour, dash=dash, fill=not dash
                )
        self.chart.set_line("exact", float(found.exact[which]), name=tr("exact"), dash=True)
        self._say(found, which)

    def _say(self, found: Any, which: int) -> None:
        lines = [
            tr(
                "{way}: {mean} ± {error}, variance {variance} ({ratio} times)",
                way=tr(name),
                mean=number(float(found.mean[way][which]), ".3g"),
                error=number(float(found.error[way][which]), ".2g"),
                variance=number(float(found.variance[way][which]), ".3g"),
                ratio=number(found.ratio(way, which), ".3g"),
            )
            for way, name, _, _ in reversed(WAYS)
        ]
        lines.append(
            tr(
                "exact: {exact}; from %n draw(s) at step {step}",
                "",
                found.draws,
                exact=number(float(found.exact[which]), ".3g"),
                step=number(found.step),
            )
        )
        self.sums.setText("\n".join(lines))
