"""Importance-weighted bounds of the x that is chosen, rising to log p(x) with k."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.theory.vae_latent import Room
from genstudio.gui.theory.vae_view import View, words
from genstudio.gui.widgets.chart import Chart

NAMED = (1, 10, 100, 1000)  # the k that have their numbers below


class IwaeView(View):
    """L_k over log k, with standard errors, and the line at log p(x)."""

    NAME = "iwae"
    TITLE = mark("IWAE")
    ABOUT = mark(
        "With k draws in place of one the bound rises to log p(x), however poor q is. The bars "
        "are one standard error."
    )
    EQUATIONS = ("vae-iwae",)
    FIGURES = ("log_px", "elbo", "iwae_gap", "iwae_error")

    def __init__(self, page: BenchPage) -> None:
        super().__init__(page)
        self._room = Room()
        self.chart = named(Chart(), "vaeIwaeChart", tr("Bounds over the number of draws k"))
        self.chart.set_titles("k", tr("nats"))
        self.chart.name_ticks([(math.log10(k), number(k)) for k in NAMED])
        page.linker.attach(self.chart)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.chart, 1)

    def controls(self) -> Sequence[QWidget]:
        """Return the button for more draws."""
        more = self.page.action_button(
            "iwae",
            tr("Measure with 100,000 draws"),
            tr("Draw more, for the model as it is: the standard errors shrink"),
        )
        self.sums = words("", "vaeIwaeSums")
        return [more, self.sums]

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Draw the curve."""
        found = frame.iwae
        x = np.log10(np.array(found.ks, np.float64))
        error = np.nan_to_num(found.error)
        low = float((found.bound - error).min())
        high = max(found.log_px, float((found.bound + error).max()))
        self.chart.set_range((-0.1, 3.1), self._room.of(low, high))
        self.chart.set_line(
            "log_px", found.log_px, upright=False, name="log p(x)", colour="real", width=2.0
        )
        self.chart.set_line(
            "elbo", float(found.bound[0]), upright=False, name="ELBO = L_{1}", colour="accent",
            dash=True,
        )  # fmt: skip
        self.chart.set_curve("iwae", x, found.bound, name="L_{k}", colour="fake")
        bars = np.stack([found.bound - error, found.bound + error, np.full(len(x), np.nan)], 1)
        self.chart.set_curve("iwae-error", np.repeat(x, 3), bars.ravel(), colour="fake", width=1.5)
        self.chart.set_dots("iwae-dots", x, found.bound, colour="fake", size=7.0)
        self._say(found)

    def _say(self, found: Any) -> None:
        parts = [
            tr("k = {k}: {bound} ± {error}", k=number(k), bound=number(b, ".3f"), error=_error(e))
            for k, b, e in zip(found.ks, found.bound.tolist(), found.error.tolist())
        ]
        text = tr(
            "{bounds}\nlog p(x) = {exact}; %n draw(s) at step {step}",
            "",
            found.draws,
            bounds="\n".join(parts),
            exact=number(found.log_px, ".3f"),
            step=number(found.step),
        )
        self.sums.setText(text)


def _error(value: float) -> str:
    return number(value, ".3f") if value == value else "–"
