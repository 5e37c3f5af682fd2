"""What the posterior lens draws over the plane: contours, ellipses, chains; and their legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from genstudio.core.language import mark
from genstudio.gui.widgets.overlay import Dots, Line, Overlay

if TYPE_CHECKING:
    from genstudio.analysis.posterior import Gaussian, Posterior
    from genstudio.analysis.project import Plane

NAME = "posterior"
EXACT, ENCODER, BEST, CHAIN = "accent", "warning", "real", "fake"
LEGEND = (
    (EXACT, False, mark("exact p(z|x): 50, 90 and 99 % of its mass")),
    (ENCODER, False, mark("encoder's q(z|x), 2 sigma")),
    (BEST, True, mark("best Gaussian for this image, 2 sigma")),
    (CHAIN, False, mark("MCMC: draws from p(z|x)")),
)
RECENT = 600  # draws that are shown as dots
TAIL = 12  # draws of each chain that a line joins
DOT = 3.5


def drawn(
    plane: Plane,
    posterior: Posterior,
    best: Gaussian | None = None,
    chain: NDArray[np.float64] | None = None,
) -> Overlay:
    """Return the lines and dots of a look, in coordinates of the plane.

    `chain` [S, C, 2] are the draws of the chains so far.
    """
    from genstudio.analysis.posterior import ellipse

    lines = [
        Line(plane.project(line), EXACT, width, opacity=opacity)
        for (share, found), width, opacity in zip(
            posterior.contours.items(), (2.0, 1.5, 1.0), (1.0, 0.85, 0.7)
        )
        for line in found
    ]
    own = ellipse(posterior.q.mean, np.diag(posterior.q.sd**2))
    lines.append(Line(plane.project(own), ENCODER, 2.0, closed=True))
    if best is not None:
        line = plane.project(ellipse(best.mean, np.diag(best.sd**2)))
        lines.append(Line(line, BEST, 2.0, closed=True, dashed=True))
    dots: list[Dots] = []
    if chain is not None and len(chain):
        recent = chain[-max(1, RECENT // chain.shape[1]) :]
        places = plane.project(recent.reshape(-1, 2))
        dots.append(Dots(places, CHAIN, DOT, opacity=0.7))
        for track in chain[-TAIL:].swapaxes(0, 1):
            lines.append(Line(plane.project(track), CHAIN, 1.0, opacity=0.9, halo=False))
        dots.append(Dots(plane.project(chain[-1]), CHAIN, 2 * DOT))
    return Overlay(tuple(lines), tuple(dots))
