"""What is asked of the engine for a way between two pictures; in worker threads. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from genstudio.core.events import Stop
from genstudio.gui import background
from genstudio.gui.jobs import stand_back, use_one_core

if TYPE_CHECKING:
    from genstudio.analysis.interpolation import Look
    from genstudio.analysis.recipe import Recipe
    from genstudio.gui.state import View

FRAMES = 49  # of the slider and of a film
SHOWN = 9  # of them in the strip, at equal distances, both ends included
FPS = 16.0

Pixels = NDArray[np.uint8]
Codes = NDArray[np.float32]


def searcher(
    view: View, label: int | None, pictures: tuple[Pixels, Pixels], seed: int
) -> Callable[[Stop], Iterator[Look]]:
    """Return what finds the codes of two pictures and the way between them, for a job."""

    def make(stop: Stop) -> Iterator[Look]:
        from genstudio.analysis import interpolation

        use_one_core()
        lens = background.lens_of(view, label)
        settings = interpolation.Settings(frames=FRAMES, seed=seed)
        yield from interpolation.interpolate(lens, pictures, settings, stop)

    return make


def strip_of(count: int) -> NDArray[np.int64]:
    """Return the numbers of the frames that stand in the strip."""
    return np.linspace(0, count - 1, SHOWN).round().astype(np.int64)


def written(
    path: Path, view: View, label: int | None, codes: Codes, recipe: Recipe | None, stop: Stop
) -> int:
    """Write the way as a film, or those of the strip as a picture; return how many there are."""
    from genstudio.analysis import path_film

    stand_back()
    lens = background.lens_of(view, label)
    return path_film.write(path, lens, codes, recipe, fps=FPS, loop=False, stop=stop)
