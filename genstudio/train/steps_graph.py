"""Steps on an NVIDIA GPU as recorded graphs: one launch a move instead of hundreds.

A small model's step is bound by launches, 5 to 10 microseconds each. Here each player's whole
move (forward, backward, check, optimiser) and what follows a step are recorded once for each
course that Python can take through them, and played again at every other step. Inputs lie
in fixed places; the learning rate, the step's number and whatever depends on data are tensors;
the terms go to a ring on the device.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import torch
from torch import Tensor

from genstudio.models import Batch, Terms
from genstudio.train import memory
from genstudio.train.players import Players
from genstudio.train.reports import Kept
from genstudio.train.steps import Steps
from genstudio.train.watched import NotRecordable, Outcomes, Step, agree

log = logging.getLogger(__name__)
WARM_UP = 3  # moves in which torch's libraries set themselves up, before one is recorded
RING = 4096  # rows
LONGEST = 32  # moves a step
AFTER = ""  # stands for what follows a step, among the names of players
Work = Callable[[], Terms]


class Recorder(Protocol):
    """Runs work on the device, and records it."""

    def warm(self, work: Work) -> Terms:
        """Run work as it will be recorded, and return what it returns."""

    def record(self, work: Callable[[], None], noise: torch.Generator) -> Callable[[], None]:
        """Record work without running it, and return what plays it."""


class CudaRecorder:
    """Records with CUDA graphs."""

    def __init__(self) -> None:
        self._side = torch.cuda.Stream()

    def warm(self, work: Work) -> Terms:
        """Run on a stream beside the usual one, as recording does."""
        self._side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self._side):
            terms = work()
        torch.cuda.current_stream().wait_stream(self._side)
        return terms

    def record(self, work: Callable[[], None], noise: torch.Generator) -> Callable[[], None]:
        """Capture one graph, whose noise goes on from where the generator is at each replay."""
        graph = torch.cuda.CUDAGraph()
        graph.register_generator_state(noise)
        with torch.cuda.graph(graph):
            work()
        replay: Callable[[], None] = graph.replay
        return replay


INPUTS = ("image", "label", "text", "box")  # of a batch: what differs from step to step


def _room(part: Tensor | None) -> Any:
    """Return as much memory as a part of a batch takes."""
    return None if part is None else torch.empty_like(part)


@dataclass
class Place:
    """Where the inputs of recorded moves lie."""

    batch: Batch
    step: Step

    @classmethod
    def like(cls, batch: Batch) -> Place:
        """Make room for batches of this kind."""
        device = batch.image.device
        step = Step(torch.zeros((), dtype=torch.int64, device=device))
        fixed: Any = step
        room = {name: _room(getattr(batch, name)) for name in INPUTS}
        return cls(Batch(noise=batch.noise, step=fixed, total=batch.total, **room), step)

    def fill(self, batch: Batch) -> None:
        """Copy a batch to where recorded moves read it."""
        for name in INPUTS:
            place, given = getattr(self.batch, name), getattr(batch, name)
            if place is not None and given is not None:
                place.copy_(given, non_blocking=True)
        self.step.set(batch.step)


@dataclass
class Recording:
    """One player's move on one course: how to play it, and the ring that its terms go to."""

    outcomes: Outcomes
    warmed: int = 0
    play: Callable[[], None] | None = None
    names: tuple[str, ...] = ()
    ring: Tensor | None = None
    played: int = 0

    def row(self) -> Terms:
        """Return where the terms of the last move are kept."""
        if self.ring is None or not self.names:
            return {}
        at = (self.played - 1) % len(self.ring)
        kept: Any = {name: Kept(self.ring, at, i) for i, name in enumerate(self.names)}
        return kept


@dataclass
class Shelf:
    """All recordings for inputs and settings of one kind."""

    place: Place
    recordings: dict[str, list[Recording]] = field(default_factory=dict)

    def find(self, name: str, step: int) -> Recording | None:
        """Return the recording that holds at this step."""
        found = self.recordings.get(name, [])
        return next((r for r in found if agree(r.outcomes, step)), None)


class GraphSteps(Steps):
    """Makes the first moves of each kind eagerly, then records and plays them."""

    name = kind = "graph"

    def __init__(
        self,
        model: Any,
        players: Players,
        precision: torch.dtype,
        recorder: Recorder | None = None,
    ) -> None:
        super().__init__(model, players, precision)
        self._recorder = recorder or CudaRecorder()
        self._key: Any = None
        self._shelf: Shelf | None = None
        self._batch: Batch | None = None
        self._unread = 0

    def move(self, name: str, batch: Batch) -> Terms:
        """Let one player move, by its recording where there is one."""
        if self.name != "graph":
            return super().move(name, batch)

        def work(given: Batch) -> Terms:
            return self.players.move(name, self.model, given)

        return self._make(name, batch, work)

    def after(self, batch: Batch) -> None:
        """Do what follows a step, recorded as well."""
        if self.name != "graph":
            return super().after(batch)

        def work(given: Batch) -> Terms:
            self.model.after_step(given)
            return {}

        self._make(AFTER, batch, work)
        return None

    @property
    def full(self) -> bool:
        """Whether a ring may hold as many rows as it can."""
        return self._unread >= RING - LONGEST

    def read(self) -> None:
        """Note that all rows were brought away."""
        self._unread = 0

    def reset(self) -> None:
        """Forget all recordings."""
        self._key = self._shelf = self._batch = None

    def end(self) -> None:
        """Forget all recordings, whose memory is large."""
        self.reset()
        super().end()

    def _make(self, name: str, batch: Batch, work: Callable[[Batch], Terms]) -> Terms:
        shelf = self._shelf_for(batch)
        if batch is not self._batch:
            shelf.place.fill(batch)
            self._batch = batch
        place = shelf.place
        found = shelf.find(name, batch.step)
        try:
            if found is None or found.warmed < WARM_UP:
                return self._warm(shelf, name, found, lambda: work(place.batch))
            if found.play is None:
                self._record(found, place, lambda: work(place.batch))
        except NotRecordable as error:
            return self._give_up(error, batch, work)
        return self._play(found)

    def _play(self, found: Recording) -> Terms:
        if found.play is not None:
            found.play()
            found.played += 1
            self._unread += 1
        return found.row()

    def _shelf_for(self, batch: Batch) -> Shelf:
        given = (getattr(batch, name) for name in INPUTS)
        kind = (None if part is None else (part.shape, part.dtype) for part in given)
        key = self.model.config, batch.total, *kind
        if self._shelf is None or key != self._key:
            self._key, self._shelf = key, Shelf(Place.like(batch))
            self._batch = None
        return self._shelf

    def _warm(self, shelf: Shelf, name: str, found: Recording | None, work: Work) -> Terms:
        """Make a move for real, noting what Python compares the step with."""
        step = shelf.place.step
        step.forget()
        terms = self._recorder.warm(work)
        if found is None or found.outcomes != step.outcomes:
            found = Recording(step.outcomes)
            shelf.recordings.setdefault(name, []).append(found)
        found.warmed += 1
        found.names = tuple(terms)
        return {n: t.clone() for n, t in terms.items()}

    def _record(self, found: Recording, place: Place, work: Work) -> None:
        """Record a move, and behind it that its terms go to the next row of the ring."""
        device = place.batch.image.device
        # Made before: what is made while recording would be made anew at each replay.
        slot = torch.zeros(1, dtype=torch.int64, device=device)
        ring = torch.zeros((RING, len(found.names)), device=device)

        def whole() -> None:
            terms = work()
            if terms:
                row = torch.stack([t.to(torch.float32) for t in terms.values()])
                ring.index_copy_(0, slot, row[None])
                slot.add_(1).remainder_(RING)

        try:
            found.play = self._recorder.record(whole, place.batch.noise)
        except RuntimeError as error:  # what cannot be captured has no class of its own
            if memory.is_exhausted(error):
                raise
            raise NotRecordable(str(error)) from error
        found.ring = ring

    def _give_up(self, error: NotRecordable, batch: Batch, work: Callable[[Batch], Terms]) -> Terms:
        text = str(error).partition("\n")[0]
        log.info("steps cannot be recorded (%s): they go on operation by operation", text)
        self.reset()
        self.name = "eager"
        return work(batch)
