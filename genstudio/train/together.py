"""How the loops of several processes stay in step, and the loop of one by itself.

Each makes the same moves on its share of every batch. Whatever depends on a clock, on a
person or on a single process (to stop, a limit in seconds, a changed setting, memory that
is full) is agreed between steps, so that all do the same at the same step. What only the
leader does (reports, validation, checkpoints) needs no agreement.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import Tensor, nn

from genstudio.core import shares
from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.models import Terms
from genstudio.nn import across
from genstudio.train import memory
from genstudio.train.control import Control

if TYPE_CHECKING:  # torch's package for many processes is not needed by one
    from genstudio.train.team import Team

MEET_EVERY = 0.05  # seconds: how late a stop may be; seldom enough to cost nothing
MOST_STEPS = 1000


class CalledOff(RuntimeError):
    """Another process could not finish its part of this step."""


class Agreed(NamedTuple):
    """What holds for all processes at this step."""

    diverged: bool
    seconds: float
    stop: bool


class Alone:
    """The only process: agrees with itself."""

    team: Team | None = None

    def agree(self, diverged: bool, seconds: float, stop: Stop, control: Control) -> Agreed:
        """Return what was given."""
        return Agreed(diverged, seconds, stop())

    def change(self, control: Control) -> tuple[str, Any] | None:
        """Return the next change of a live setting."""
        return control.take_change()

    @contextmanager
    def sharing(self, batch_size: int, together: int = 1) -> Iterator[None]:
        """Do nothing: the whole batch is here."""
        yield

    def exhausted(self, error: BaseException) -> bool:
        """Say whether the step failed because the memory is full."""
        return memory.is_exhausted(error)


class Together(Alone):
    """One of several processes."""

    def __init__(self, team: Team) -> None:
        self.team: Team = team
        self._agreed = Agreed(False, 0.0, False)
        self._left = 0  # steps until the next meeting
        self._every = 1
        self._met = time.monotonic()
        self._changes: deque[tuple[str, Any]] = deque()
        self._flat: dict[int, Tensor] = {}

    def check(self, batch_size: int, together: int = 1) -> None:
        """Raise UserError where a batch has no example (or no group of them) for some process."""
        if batch_size < together * self.team.size:
            raise UserError(
                tr(
                    "Batch size (batch_size) is {size}, and there are {count} processes: each "
                    "needs at least one image of every batch.",
                    size=batch_size,
                    count=self.team.size,
                )
            )

    def agree(self, diverged: bool, seconds: float, stop: Stop, control: Control) -> Agreed:
        """Return what was agreed last; every few steps, meet. Called once a step by all."""
        self._left -= 1
        if self._left < 0:
            self._meet(diverged, seconds, stop(), control)
        return self._agreed

    def change(self, control: Control) -> tuple[str, Any] | None:
        """Return the next change of a live setting that all have heard of."""
        return self._changes.popleft() if self._changes else None

    @contextmanager
    def sharing(self, batch_size: int, together: int = 1) -> Iterator[None]:
        """Hold that a batch is only this process's share of `batch_size` examples.

        So many of them, one behind the other, stay `together`.
        """
        with across.sharing(self.share(batch_size, together)):
            yield

    def share(self, batch_size: int, together: int = 1) -> across.Share:
        """Return the share of each batch that this process takes."""
        start, stop = shares.part(batch_size, self.team.rank, self.team.size, together)
        return across.Share(start, stop, batch_size, self.team.add)

    def average(
        self, parameters: list[nn.Parameter], loss: Tensor, terms: Terms
    ) -> tuple[Tensor, Terms]:
        """Replace gradients by those of the whole batch; return its loss and terms.

        One sum over the processes, each weighted by its share. Whatever is not finite on
        one process is so on all of them.
        """
        mine = across.share()
        if mine is None:
            return loss, terms
        gradients = [p.grad for p in parameters if p.grad is not None]
        if not gradients:  # a player whose turn this is not: the same on every process
            return loss, terms
        numbers = torch.stack([loss.detach(), *(t.detach() for t in terms.values())])
        parts = [*(g.reshape(-1) for g in gradients), numbers.to(gradients[0].dtype)]
        flat = self._buffer(parts)
        flat.mul_(mine.weight)
        mine.add(flat)
        *summed, numbers = flat.split([len(part) for part in parts])
        torch._foreach_copy_(gradients, [s.view(g.shape) for s, g in zip(summed, gradients)])
        loss, *values = numbers.clone().unbind()
        return loss, dict(zip(terms, values, strict=True))

    def exhausted(self, error: BaseException) -> bool:
        """Say whether the memory of any process is full; the others are told of this one's."""
        if isinstance(error, CalledOff):
            return True
        if not memory.is_exhausted(error):
            return False
        if torch.cuda.is_available():  # what the others' GPUs wait for cannot be called off
            raise UserError(
                tr("The memory was full: start again with a smaller batch size (batch_size).")
            ) from error
        self.team.call_off()
        return True

    def spread(self, tensors: dict[str, Tensor], counters: dict[str, Any]) -> dict[str, Any]:
        """Make every process's state the leader's; return the leader's counters."""
        self._left = 0
        self.team.copy(tensors.values())
        told: dict[str, Any] = self.team.tell(counters)
        return told

    def _meet(self, diverged: bool, seconds: float, stop: bool, control: Control) -> None:
        leader, changes = self.team.leader, _taken(control) if self.team.leader else []
        if leader:
            self._every = self._next_every()
        size = len(encoded(changes)) if changes else 0
        mine = [seconds, size, self._every] if leader else [0.0, 0, 0]
        failed, stopped, seconds, size_, every = self.team.meet([diverged, stop, *mine])
        if size_:
            self._changes += [(str(n), v) for n, v in self.team.tell(changes, int(size_))]
        self._agreed = Agreed(failed > 0, seconds, stopped > 0)
        self._left = int(every) - 1

    def _next_every(self) -> int:
        """Return how many steps there are to be until the next meeting, from the last ones."""
        now = time.monotonic()
        taken, self._met = now - self._met, now
        return max(1, min(MOST_STEPS, 2 * self._every, int(self._every * MEET_EVERY / taken)))

    def _buffer(self, parts: list[Tensor]) -> Tensor:
        size = sum(map(len, parts))
        if size not in self._flat:
            self._flat[size] = torch.empty(size, dtype=parts[0].dtype, device=parts[0].device)
        return torch.cat(parts, out=self._flat[size])


def _taken(control: Control) -> list[tuple[str, Any]]:
    taken = []
    while (change := control.take_change()) is not None:
        taken.append(change)
    return taken


def encoded(content: Any) -> bytes:
    """Return any JSON as it is told to the other processes."""
    return json.dumps(content).encode()
