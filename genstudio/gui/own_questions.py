"""What is asked about a picture of the user's own; in worker threads. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.events import Stop
from genstudio.gui import background

if TYPE_CHECKING:
    from genstudio.analysis.invert import Found
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.own import Looks, Options, Prepared
    from genstudio.analysis.typicality import Standing
    from genstudio.data.dataset import Dataset
    from genstudio.gui.state import View

Pixels = NDArray[np.uint8]
Code = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A picture as it came, uint8 [C, h, w], and how it is made like the data.

    `code` is what a search has found for it, after which the model is only asked to decode.
    """

    name: str
    pixels: Pixels
    options: Options
    looks: Looks | None
    code: Code | None = None
    drawn: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a model makes of a source; without a code where it cannot encode."""

    source: Source
    prepared: Prepared
    code: Code | None
    mean: Code | None
    logvar: Code | None
    again: Pixels | None  # the reconstruction, uint8 [C, H, W]
    error: float | None  # root-mean-square difference, pixels in [0, 1]


@dataclass(slots=True, eq=False)
class Tests:
    """The ELBOs of the test images under the newest weights; used by one worker thread."""

    dataset: Dataset
    elbos: NDArray[np.float64] | None = None
    weights: Any = field(default=None, repr=False)
    label: int | None = None


def look(lens: Lens, source: Source) -> Answer:
    """Prepare the picture, encode it and decode it again."""
    from genstudio.analysis import own

    prepared = own.prepare(source.pixels, lens.shape, source.options, source.looks)
    mean = logvar = None
    code = source.code
    if code is not None and code.shape != (lens.latent_dim,):
        code = None  # it was found for another model
    if "encode" in lens.capabilities:
        means, logvars = lens.posterior(prepared.image[None])
        mean, logvar = means[0], logvars[0]
        code = mean
    again = None if code is None else lens.decode(code[None])[0]
    error = None if again is None else _difference(again, prepared.image)
    return Answer(source, prepared, code, mean, logvar, again, error)


def judge(lens: Lens, image: Pixels, tests: Tests, stop: Stop) -> Standing | None:
    """Say how likely the model takes the picture to be; None where it has no likelihood."""
    from genstudio.analysis import typicality

    if not typicality.able(lens.model):
        return None
    label = lens.label if lens.classes else None
    weights = next(iter(lens.model.state_dict().values()))
    if tests.elbos is None or tests.label != label or not _same(tests.weights, weights):
        tests.elbos = typicality.of_tests(lens.model, tests.dataset, label, stop)
        tests.weights, tests.label = weights, label
    return typicality.standing(typicality.of_picture(lens.model, image, label), tests.elbos)


def searcher(view: View, image: Pixels, label: int | None) -> Callable[[Stop], Iterator[Found]]:
    """Return what looks for the picture's code, for a job's thread: a lens of its own."""

    def make(stop: Stop) -> Iterator[Found]:
        from genstudio.analysis import invert
        from genstudio.gui.jobs import use_one_core

        use_one_core()
        lens = background.lens_of(view, label)
        yield from invert.search(lens.model, image, stop=stop, label=lens.label)

    return make


def _same(kept: Any, weights: Any) -> bool:
    """Say whether two tensors are one memory; the kept one holds it, so nobody else got it."""
    return kept is not None and kept.data_ptr() == weights.data_ptr()


def _difference(first: Pixels, second: Pixels) -> float:
    gap = first.astype(np.float64) / 255 - second.astype(np.float64) / 255
    return float(np.sqrt(np.mean(gap**2)))
