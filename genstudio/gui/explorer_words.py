"""What the explorer says about the plane that it shows, and where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genstudio.core.language import mark, tr
from genstudio.gui import projection_words

if TYPE_CHECKING:
    from genstudio.analysis.project import Plane
    from genstudio.gui.explorer_questions import Cloud
    from genstudio.gui.session import Session

POINTS = mark(
    "These data are points, not images: press Train. What the model makes of them is in the "
    "gallery, and its latent space comes here."
)


def waiting(session: Session) -> str:
    """Say what there is to see, as long as there is no plane."""
    points = session.dataset is not None and session.dataset.points
    return tr(POINTS) if points else tr("Loading the first images…")


def describe(plane: Plane | None, cloud: Cloud | None, step: int | None = None) -> str:
    """Say what the plane is of the latent space; nothing without one.

    `step` is the one whose weights a map of neighbours was made with.
    """
    if plane is None:
        return ""
    if cloud is None:
        return projection_words.of_prior(plane)
    if plane.latent_dim <= 2:
        return tr("The plane is the whole latent space; the points are the codes of the images.")
    return projection_words.of_codes(plane, len(cloud), step)
