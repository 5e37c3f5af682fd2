"""The encoder's answers on the plane: an ellipse of two deviations for each data point in view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.chores import Chores
from genstudio.gui.controls import named
from genstudio.gui.widgets.overlay import Line, Overlay
from genstudio.gui.widgets.plane import PlaneView
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.gui.explorer_ground_questions import Spread
    from genstudio.gui.session import Session

NAME = "ellipses"
MOST = 300  # ellipses in view: more would be a carpet
POINTS = 32  # of an ellipse's line


class Ellipses(QObject):
    """Draws q(z|x) of the selected data point, or of some of those in view, while switched on."""

    def __init__(self, session: Session, chores: Chores, view: PlaneView, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._chores, self._view = session, chores, view
        self._spread: Spread | None = None
        self._linear = True
        about = tr(
            "Show how sure the encoder is: q(z|x) at two deviations, of the selected image, else "
            "of up to {count} in view",
            count=MOST,
        )
        text = tr("Posterior ellipses")
        self.button = named(
            QPushButton(theme.icon("ellipses"), ""), "posteriorEllipses", text,
            tip(f"{text}. {about}."),
        )  # fmt: skip
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_toggled)
        session.selection_changed.connect(self._on_selection)
        chores.answered.connect(self._on_answer)

    def know(self, spread: Spread | None) -> None:
        """Take what is known of the data's Gaussians."""
        self._spread = spread
        self._enable()

    def allow(self, linear: bool) -> None:
        """Say whether the plane is one: on a map of neighbours a Gaussian has no ellipse."""
        self._linear = linear
        self._enable()

    def _enable(self) -> None:
        self.button.setEnabled(self._linear and self._spread is not None)
        if not self.button.isEnabled():
            self._session.set_overlay(NAME, None)

    def refresh(self, *, now: bool = False) -> None:
        """Draw what is in view anew."""
        wanted = self.button.isChecked() and self.button.isEnabled()
        if wanted and self._spread is not None and self._view.isVisible():
            question = partial(
                outlines,
                spread=self._spread,
                rect=self._view.view_rect,
                selected=self._session.selection,
                dataset=self._session.dataset,
            )
            self._chores.want(NAME, question, now=now)

    @Slot()
    def _on_selection(self) -> None:
        self.refresh(now=True)

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        if on:
            self.refresh(now=True)
        else:
            self._chores.drop(NAME)
            self._session.set_overlay(NAME, None)

    @Slot(str, object, float)
    def _on_answer(self, name: str, answer: Any, cost: float) -> None:
        if name == NAME and self.button.isChecked() and self.button.isEnabled():
            several = len(answer) > 1
            width, opacity = (1.0, 0.65) if several else (2.0, 1.0)
            lines = [
                Line(line, "warning", width, closed=True, opacity=opacity, halo=not several)
                for line in answer
            ]
            self._session.set_overlay(NAME, Overlay(tuple(lines)))


def outlines(
    lens: Lens, spread: Spread, rect: Any, selected: int | None, dataset: Any
) -> list[Any]:
    """Return the ellipses [K, 2] of the selected data point, or of those in view."""
    from genstudio.analysis.density import Mixture
    from genstudio.analysis.posterior import ellipse

    plane, mixture = spread.cloud.plane, spread.mixture
    if selected is not None and dataset is not None and selected < len(dataset):
        label = None if dataset.labels is None else dataset.labels[[selected]]
        mixture = Mixture(*lens.posterior(dataset.images[[selected]], labels=label))
    places = plane.project(mixture.mean)
    x0, y0, x1, y1 = rect
    inside = ((places >= (x0, y0)) & (places <= (x1, y1))).all(1)
    rows = np.flatnonzero(inside)[:MOST]
    chosen = Mixture(mixture.mean[rows], mixture.logvar[rows])
    shapes = chosen.spread_on(plane)
    return [ellipse(p, shape, points=POINTS) for p, shape in zip(places[rows], shapes)]
