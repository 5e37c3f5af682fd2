"""p_data of the bench: a named density, one's own drawing, or the estimate from one's own file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.theory import _gan2d_points as own
from genstudio.analysis.theory._gan2d_grid import Array, Grid, around
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data import toy

if TYPE_CHECKING:
    from genstudio.data._densities import Density, Modes

Named = Literal[
    "8-gaussians", "25-gaussians", "line", "ring", "spirals", "moons", "disjoint", "drawing", "file"
]
# The bench's names of the densities, and sigmas wide enough to be seen on the grid: the ring
# and the grid of the literature have modes far smaller than a cell.
NAMED: dict[str, tuple[toy.Named, float]] = {
    "8-gaussians": ("ring", 0.1),
    "25-gaussians": ("grid", 0.25),
    "line": ("line", 0.08),
    "ring": ("circle", 0.08),
    "spirals": ("spirals", 0.12),
    "moons": ("moons", 0.1),
    "disjoint": ("disjoint", 0.0),
}
TRAINED = ("8-gaussians", "25-gaussians", "ring", "spirals")  # in resources/theory
FITTING = {"sigma": 0.0, "prior": "normal", "hidden": 64, "depth": 2}  # how these were trained
BRUSH = 0.12  # sigma of a drawing
PAPER = 2.0  # half the side of what one draws on
WAVE = "-1.1 -0.3, -0.7 0.5, -0.3 0.5, 0.3 -0.5, 0.7 -0.5, 1.1 0.3"  # until one draws
COUNT = 20_000  # training points
FEW_MODES = 25  # of more, captured ones are not counted
MARGIN = 1.25


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A density with the points drawn from it [N, 2], the grid it is seen on, and its masses."""

    density: Density
    points: NDArray[np.float32]
    grid: Grid
    masses: Array
    estimated: bool = False

    @property
    def modes(self) -> Modes | None:
        """The Gaussians whose coverage can be counted; None where there are none."""
        found = self.density.modes()
        return found if found is not None and len(found.centres) <= FEW_MODES else None


def of(name: str, sigma: float, drawing: str, file: str, seed: int) -> Target:
    """Return what there is to learn; sigma 0 is the usual one.

    Raises UserError where the file or the drawing is no good.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    density = _density(name, sigma, drawing, file, seed)
    points = density.sample(COUNT, generator)[0].astype(np.float32)
    grid = around(points, MARGIN)
    if name == "drawing":
        grid = _paper(own.strokes(drawing), grid.side)
    masses = density.masses(*grid.open_edges())
    return Target(density, points, grid, masses / masses.sum(), name == "file")


def has_trained(config: Any) -> bool:
    """Say whether there are trained networks for these settings."""
    same = all(getattr(config, name) == value for name, value in FITTING.items())
    return config.density in TRAINED and same


def _density(name: str, sigma: float, drawing: str, file: str, seed: int) -> Density:
    if name == "drawing":
        strokes = own.strokes(drawing) or own.strokes(WAVE)
        brush = sigma or BRUSH
        return toy.mixture(*_inked(strokes, brush))
    if name == "file":
        if not file:
            raise UserError(tr("No file is chosen: choose a CSV file with two columns of numbers."))
        points = own.thinned(own.read(Path(file)), seed)
        return toy.mixture(points, sigma or own.bandwidth(points))
    known, usual = NAMED[name]
    return toy.density(toy.Config(density=known, noise=sigma or usual))


def _inked(strokes: list[Array], brush: float) -> tuple[Array, float, Array]:
    centres, weights = own.along(strokes, brush)
    return centres, brush, weights


def _paper(strokes: list[Array], cells: int) -> Grid:
    """Return the grid of the paper that is drawn on, or a larger one where strokes leave it."""
    half = max([PAPER, *(float(np.abs(stroke).max()) for stroke in strokes)])
    edges = np.linspace(-half, half, cells + 1)
    return Grid(edges, edges)
