"""Reading what a run that is trained elsewhere has done since the last look. No Qt."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.core.errors import UserError
from genstudio.core.events import Event, Stop
from genstudio.gui import background
from genstudio.gui.state import View

if TYPE_CHECKING:
    from genstudio.train.runs import Run


@dataclass(frozen=True, slots=True)
class Seen:
    """How far somebody has looked: the mark in the history, the newest weights, the files."""

    folder: Path
    mark: Any = None
    weights: int | None = None
    checkpoints: tuple[int, ...] = ()
    stamp: tuple[int, int] = (0, 0)  # of the folder of all checkpoints, and the last one's step


@dataclass(frozen=True, slots=True)
class News:
    """What there is now; `events` are new ones, or all where `anew`."""

    seen: Seen
    run: Run
    events: list[Event] = field(repr=False)
    anew: bool
    view: View | None
    trained: bool  # by somebody, at this moment
    locked: str  # why it can only be looked at; empty when it can be trained here


def look(seen: Seen, stop: Stop) -> News:
    """Read what is new; raises UserError where the run cannot be read any more."""
    from genstudio.train import history
    from genstudio.train.runs import Run

    run = Run.open(seen.folder)
    trained = run.is_locked()
    events, mark, anew = history.tail(run.history_path, seen.mark or history.Mark())
    stamp = _stamp(run.checkpoint_folder), run.record.step
    steps = seen.checkpoints if stamp == seen.stamp else tuple(run.checkpoints())
    view = None
    if steps and steps[-1] != seen.weights:
        view = _view(run, steps[-1])
    weights = steps[-1] if steps else None
    locked = "" if trained else run.why_locked()
    now = Seen(seen.folder, mark, weights, steps, stamp)
    return News(now, run, events, anew or seen.mark is None, view, trained, locked)


def _view(run: Run, step: int) -> View | None:
    """Read the newest weights; None where they have just been thinned out or are damaged."""
    try:
        found = background.checkpoint_view(run, step)
    except UserError:
        return None
    return View(found.record, found.weights, found.step, live=True)


def _stamp(folder: Path) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0
