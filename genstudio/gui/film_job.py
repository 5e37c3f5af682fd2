"""Making a film in the background: what is asked of the engine, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.events import Stop
from genstudio.gui import jobs, theme

if TYPE_CHECKING:
    from genstudio.data.dataset import Dataset
    from genstudio.gui.session import Session
    from genstudio.train.runs import Run


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """A film to be made of some checkpoints; `values` are those of analysis.film.Film."""

    run: Run
    dataset: Dataset
    steps: tuple[int, ...]
    path: Path
    fps: float
    loop: bool
    values: dict[str, Any]


@dataclass(slots=True)
class Count:
    """How many frames are done, told by the worker: whoever reads it may be a moment late."""

    done: int = 0
    total: int = 0

    def tell(self, done: int, total: int) -> None:
        """Note how far it is."""
        self.done, self.total = done, total


def trails_of(session: Session) -> NDArray[np.int64]:
    """Return the data points whose trails a film can have."""
    from genstudio.gui.trails import chosen_points

    encodes = session.cloud is not None
    return chosen_points(session.selected, session.selection if encodes else None)


def shown_values(session: Session, *, trails: bool) -> dict[str, Any]:
    """Return what a film takes over from the window: its plane, its trails, its colours."""
    from genstudio.analysis import projections
    from genstudio.analysis.film_picture import Look

    colours, dataset = theme.colours(), session.dataset
    count = 0 if dataset is None else len(dataset.classes)
    look = Look(
        ground=colours.background,
        base=colours.base,
        border=colours.border,
        text=colours.text,
        faint=colours.faint,
        accent=colours.accent,
        hidden=colours.hidden,
        classes=colours.classes(max(1, count)),
        curves=colours.curves,
    )
    plane = session.plane if session.cloud is not None else None
    if plane is not None and projections.is_map(plane.kind):
        plane = None  # a map has no place for other codes
    marked = trails_of(session)
    return {
        "look": look,
        "plane": plane,
        "trails": marked if trails else marked[:0],
        "label": session.label,
    }


def make(order: Order, count: Count, stop: Stop) -> int:
    """Make the film, in a worker; return how many frames it has, 0 when stopped."""
    from genstudio.analysis import film, movie

    jobs.stand_back()
    plan = film.Film(run=order.run, dataset=order.dataset, steps=order.steps, **order.values)
    total = len(order.steps)
    return movie.write(
        order.path,
        film.frames(plan, stop),
        order.fps,
        count=total,
        loop=order.loop,
        progress=count.tell,
        stop=stop,
    )
