"""What the page of image completion asks the engine, in a worker's thread. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.events import Stop
from genstudio.gui import background

if TYPE_CHECKING:
    from genstudio.analysis.completion import Completed, Settings
    from genstudio.data.dataset import Dataset
    from genstudio.gui.state import View

Pixels = NDArray[np.uint8]
Make = Callable[[Stop], Iterator["Look"]]


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What is to be completed: a picture [C, H, W] where the hole [H, W] is True, and its name."""

    image: Pixels
    hole: NDArray[np.bool_]
    name: str
    label: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How a completion stands, and how far from what was in the hole: PSNR in dB.

    `blended` and `pasted` hold that of each restart; `mean` and `diffusion` that of the mean
    image of the data (None without data of that shape) and of a harmonic fill.
    """

    wish: Wish
    step: int  # of the run whose model it was
    completed: Completed
    blended: tuple[float, ...]
    pasted: tuple[float, ...]
    mean: float | None
    diffusion: float

    def image(self, restart: int | None, *, blend: bool) -> Pixels:
        """Return the completed picture of a restart, of the best one for None."""
        return self.completed.image(restart, blend=blend)

    def psnr(self, restart: int | None, *, blend: bool) -> float:
        """Return a restart's PSNR in the hole."""
        figures = self.blended if blend else self.pasted
        return figures[self.completed.best if restart is None else restart]


def kind_of(abilities: frozenset[str]) -> str:
    """Return which prior a family of models has, as analysis.completion.kind_of does of a model."""
    if "log_likelihood" in abilities:
        return "map"
    if "energy" in abilities:
        return "energy"
    return "discriminator" if "discriminate" in abilities else "none"


def completer(view: View, wish: Wish, settings: dict[str, Any], dataset: Dataset | None) -> Make:
    """Return what completes a picture, for a job's thread: a lens of its own."""

    def make(stop: Stop) -> Iterator[Look]:
        from genstudio.analysis import completion
        from genstudio.gui.jobs import use_one_core

        use_one_core()
        lens = background.lens_of(view, wish.label)
        known: Settings = completion.Settings(**settings)
        beside = _Beside(wish, dataset)
        looks = completion.complete(lens.model, wish.image, wish.hole, known, stop, lens.label)
        for found in looks:
            yield beside.look(found, view.step)

    return make


class _Beside:
    """Measures completions of one picture, beside the fills that know no model."""

    def __init__(self, wish: Wish, dataset: Dataset | None) -> None:
        from genstudio.analysis import completion, poisson

        self._wish = wish
        filled = np.rint(poisson.diffuse(wish.image, wish.hole)).astype(np.uint8)
        self._diffusion = completion.psnr(filled, wish.image, wish.hole)
        self._mean: float | None = None
        if dataset is not None and dataset.shape == wish.image.shape:
            mean = completion.mean_image(dataset)
            self._mean = completion.psnr(mean, wish.image, wish.hole)

    def look(self, found: Completed, step: int) -> Look:
        """Return a completion with its figures."""
        return Look(
            self._wish,
            step,
            found,
            self._figures(found.blended),
            self._figures(found.pasted),
            self._mean,
            self._diffusion,
        )

    def _figures(self, images: Pixels) -> tuple[float, ...]:
        from genstudio.analysis.completion import psnr

        return tuple(psnr(image, self._wish.image, self._wish.hole) for image in images)
