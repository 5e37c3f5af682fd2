"""What the window does with items of the queue in other threads. No Qt; the engine is inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.core.events import Stop
from genstudio.gui import background, experiments

if TYPE_CHECKING:
    from genstudio.data.dataset import Dataset
    from genstudio.gui.background import OpenedData, OpenedRun
    from genstudio.train.experiment import Experiment
    from genstudio.train.queue import Queue
    from genstudio.train.queued import Item


@dataclass(slots=True)
class Loaded:
    """What was read for an item before its training begins; None of what was there already.

    Filled in by the thread that trains; whoever is told that the experiment is prepared may read.
    """

    data: OpenedData | None = None
    run: OpenedRun | None = None


def make(
    item: Item,
    dataset: Dataset | None,
    loaded: Loaded,
    progress: Callable[[int, int], None],
    stop: Stop,
) -> Experiment:
    """Load the data of an item, unless they are given, and begin its run or go on with it."""
    from genstudio.train import queue_work
    from genstudio.train.runs import RECORD

    if dataset is None:
        opened = background.open_data(item.source, item.options, progress, stop)
        assert isinstance(opened, background.OpenedData)  # downloads are allowed
        loaded.data, dataset = opened, opened.dataset
    if (Path(item.run) / RECORD).is_file():
        loaded.run = background.open_run(Path(item.run), with_data=False)
    return experiments.tracked(queue_work.begin(item, dataset))


def add_new(
    family: str,
    model: Mapping[str, Any],
    train: Mapping[str, Any],
    dataset: Dataset,
    runs_dir: Path,
    queue: Queue,
) -> Item:
    """Put a set-up at the end of the queue; raises UserError where it could never be trained."""
    from genstudio.train.queue_work import wish

    return queue.add([wish(family, model, train, dataset, runs=str(runs_dir.absolute()))])[0]


def add_run(folder: Path, train: Mapping[str, Any], queue: Queue) -> Item:
    """Put a run at the end of the queue, to be gone on with."""
    from genstudio.train.queue_work import going_on

    return queue.add([going_on(folder, train)])[0]
