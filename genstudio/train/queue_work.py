"""Working a queue off: what an item is made of, and one training after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from genstudio import models
from genstudio.core import config as settings
from genstudio.core import paths, registry
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Diverged, Ended, Event, Stop, never
from genstudio.core.language import tr
from genstudio.data import sources
from genstudio.data.dataset import Dataset
from genstudio.train.experiment import Experiment
from genstudio.train.queue import Claim, Queue
from genstudio.train.queued import Item, ItemState, limits_of
from genstudio.train.runs import RECORD, Run
from genstudio.train.settings import Config
from genstudio.train.tracking import Tracker

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Began:
    """An item's training begins; its events follow."""

    item: Item
    experiment: Experiment


@dataclass(frozen=True, slots=True)
class Finished:
    """An item's training has ended: as "done", "failed", or "waiting" where it was stopped."""

    item: Item
    state: ItemState
    problem: str = ""


Load = Callable[[str, Mapping[str, Any]], Dataset]


def wish(
    family: str,
    model: Mapping[str, Any],
    train: Mapping[str, Any],
    dataset: Dataset,
    **more: Any,
) -> Item:
    """Return an item for a new run; raises UserError for settings that are wrong, or no end.

    `more` are further fields of the item: its note, its group, the folder of its run. Without one
    it gets a new folder among the user's runs.
    """
    module = registry.load(models, family)
    now = settings.from_dict(Config, {**module.RECIPE, **train})
    settings.from_dict(module.Config, model)
    if not solved(module) and not limits_of(settings.to_dict(now)):
        raise UserError(
            tr(
                "This training would have no end, and what waits behind it no turn: limit its "
                "steps, epochs or seconds."
            )
        )
    more.setdefault("runs", "" if "run" in more else str(paths.runs_dir().absolute()))
    return Item(
        family=family,
        model=dict(model),
        train=dict(train),
        source=str(dataset.source),
        options=dict(dataset.options),
        data=dataset.name,
        **more,
    )


def going_on(folder: Path, train: Mapping[str, Any], **more: Any) -> Item:
    """Return an item that goes on with a run, with some settings of the training replaced.

    Raises UserError for what is no run, for settings that are wrong, or no end.
    """
    record = Run.open(folder).record
    now = settings.from_dict(Config, {**record.train, **train})
    if not solved(registry.load(models, record.family)) and not limits_of(settings.to_dict(now)):
        raise UserError(
            tr("The run {name} has no limit: give it one.", name=printable(folder.name))
        )
    return Item(
        family=record.family,
        train=dict(train),
        source=str(record.data["source"]),
        options=dict(record.data["options"]),
        data=str(record.data["name"]),
        run=str(folder.absolute()),
        resumes=True,
        **more,
    )


def solved(module: Any) -> bool:
    """Say whether models of a family are solved at once, so that they need no limit."""
    return hasattr(module.Model, "fit")


def begin(item: Item, dataset: Dataset | None) -> Experiment:
    """Make the run of an item, or go on with it exactly where it was; raises UserError."""
    folder = Path(item.run)
    if item.resumes or (folder / RECORD).is_file():
        values = item.train if item.resumes else None
        return Experiment.resume(folder, train_values=values, dataset=dataset)
    if dataset is None:
        dataset = sources.load(item.source, item.options)
    return Experiment.create(folder, item.family, item.model, item.train, dataset)


class Outcome:
    """How a training went, from its events."""

    def __init__(self) -> None:
        self.reason = ""
        self.step = 0
        self._problem = ""

    def see(self, event: Any) -> None:
        """Take note of an event."""
        if isinstance(event, Diverged):
            text = tr(
                "{term} is not a finite number at step {step:,}: try a lower learning rate.",
                term=tr(event.term),
                step=event.step,
            )
            self._problem = text
        elif isinstance(event, Ended):
            self.reason, self.step = event.reason, event.step

    def problem(self, status: str) -> str:
        """Say why it has failed, its run's status being this; nothing where it has not."""
        if self.reason == "completed" and status == "unsaved":
            return tr("Its last steps could not be saved: free some space, then let it go on.")
        return self._problem if self.reason == "diverged" else ""


def work(
    queue: Queue,
    stop: Stop = never,
    *,
    load: Load = sources.load,
    track: Callable[[Experiment], Tracker | None] | None = None,
) -> Iterator[Began | Event | Finished]:
    """Train what waits, one after the other: Began, the events of the training, Finished.

    Where `stop` says so, or the iterator is closed, the training is saved, and goes on when
    somebody works again. A training that fails does not keep the next one waiting.
    """
    shelf = _Data(load)
    while not stop():
        claim = queue.take()
        if claim is None:
            return
        try:
            yield from _worked(claim, stop, shelf, track)
        finally:
            claim.let_go()


def _worked(
    claim: Claim,
    stop: Stop,
    shelf: _Data,
    track: Callable[[Experiment], Tracker | None] | None,
) -> Iterator[Began | Event | Finished]:
    outcome, experiment = Outcome(), None
    state: ItemState = "done"
    try:
        experiment = begin(claim.item, shelf.of(claim.item))
        if track is not None:
            experiment.track(track(experiment))
        yield Began(claim.item, experiment)
        for event in experiment.events(lambda: stop() or not claim.wanted()):
            outcome.see(event)
            yield event
        problem = outcome.problem(experiment.run.record.status)
    except UserError as error:
        problem = str(error)
    except Exception as error:  # noqa: BLE001 -- whatever one item breaks, the next has its turn
        _log.exception("an item of the queue failed")
        problem = tr("Something went wrong: {what}", what=printable(error) or type(error).__name__)
    finally:
        if experiment is not None:
            experiment.close()
    if problem:
        state = "failed"
    elif outcome.reason != "completed":
        if stop():
            return
        state = "waiting"
        if claim.wanted():  # somebody has stopped this run: the others are not for now either
            claim.queue.pause()
    claim.settle(state, problem, outcome.step)
    yield Finished(claim.item, state, problem)


class _Data:
    """Loads the data of items; those of the one before are kept."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._key: Any = None
        self._dataset: Dataset | None = None

    def of(self, item: Item) -> Dataset:
        key = item.source, item.options
        if self._dataset is None or self._key != key:
            self._dataset = self._key = None  # two sets at once may be too many
            self._dataset, self._key = self._load(item.source, item.options), key
        return self._dataset
