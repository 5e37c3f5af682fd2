"""What the posterior lens asks about one image: short looks, and long ones step by step.

In worker threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from genstudio.core.events import Stop
from genstudio.gui import background, jobs
from genstudio.gui.state import View

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.posterior import Case, Posterior

DRAWS = 300


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """The image that is under the lens: its name, its pixels [C, H, W], and its class."""

    name: str
    image: NDArray[Any]
    label: int | None = None
    index: int | None = None  # of the data point, if it is one


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What was found out about a subject by the weights of a view; or why nothing was."""

    subject: Subject | None
    view: View
    posterior: Posterior | None = None
    refusal: str = ""


def look(lens: Lens, subject: Subject | None, view: View) -> Looked:
    """Find the exact posterior of a subject; without one, say whether there could be one."""
    from genstudio.analysis.posterior import refusal

    if why := refusal(lens.model):
        return Looked(subject, view, refusal=why)
    if subject is None or subject.image.shape != lens.shape:
        return Looked(None, view)
    return Looked(subject, view, _case(lens, subject).look())


def refine(subject: Subject, view: View) -> Callable[[Stop], Iterator[Any]]:
    """Return what a job walks to find the best Gaussian."""
    return partial(_steps, subject, view, lambda case: case.refine())


def walk(subject: Subject, view: View, seed: int) -> Callable[[Stop], Iterator[Any]]:
    """Return what a job walks to draw from the posterior."""
    return partial(_steps, subject, view, lambda case: case.walk(DRAWS, seed=seed))


def _steps(
    subject: Subject, view: View, begin: Callable[[Case], Iterator[Any]], stop: Stop
) -> Iterator[Any]:
    jobs.use_one_core()
    lens = background.lens_of(view)
    for step in begin(_case(lens, subject)):
        if stop():
            return
        yield step


def _case(lens: Lens, subject: Subject) -> Case:
    from genstudio.analysis.posterior import Case

    label = subject.label if subject.label is not None else lens.label
    return Case(lens.model, subject.image, label)
