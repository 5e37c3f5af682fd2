"""The players' moves: gradients for one, none for the others, and no step into the void."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn

from genstudio.models import Batch, Rates, Terms
from genstudio.train.adam import Adam
from genstudio.train.reports import FLAG
from genstudio.train.settings import Config

SMALL = 8192  # elements
# Of the gradients of some parameters, of the loss and of the terms, over several processes.
Average = Callable[[list[nn.Parameter], Tensor, Terms], tuple[Tensor, Terms]]


class NotFinite(ArithmeticError):
    """A term is not finite; no update was made from it."""

    def __init__(self, term: str) -> None:
        super().__init__(term)
        self.term = term


class Mover:
    """One player: its parameters and the optimiser that owns them.

    Every move is checked before the update. On the CPU the check is of the loss and of the
    gradients of biases, scales and small layers, which a fault of the backward pass cannot
    go round (all gradients where they are clipped: reading every weight's would cost some
    3 % of a fully connected network's step). On a GPU it is of all gradients, and a flag
    that stays on the device makes the optimiser skip this update and all that follow.
    """

    def __init__(self, name: str, parameters: Iterable[nn.Parameter], config: Config) -> None:
        self.name = name
        self.optimiser = Adam(parameters, config.learning_rate, config.beta1, config.beta2)
        self.parameters = self.optimiser.parameters
        self.average: Average | None = None
        self._clip = config.clip_norm
        device = self.parameters[0].device
        self._small = self.parameters
        if device.type == "cpu" and not self._clip:
            self._small = [p for p in self.parameters if p.numel() <= SMALL] or self.parameters
        self.bad: Tensor | None = None
        if device.type == "cuda":
            self.optimiser.skip = torch.zeros((), device=device)

    def allow(self, gradients: bool) -> None:
        """Say whether backward passes lead to this player's parameters."""
        for parameter in self.parameters:
            parameter.requires_grad_(gradients)

    def move(self, model: Any, batch: Batch) -> Terms:
        """Update the parameters once; return the terms to log, still on the device.

        Raises NotFinite, on the CPU, before an update that would spoil the weights.
        """
        self.optimiser.clear()
        terms: Terms = model(self.name, batch)
        loss = terms.pop("loss")
        loss.backward()
        if self.average is not None:
            loss, terms = self.average(self.parameters, loss, terms)
        bad = self.optimiser.skip
        if bad is None:
            self._check(loss, terms)
        else:
            self._flag(bad)
        self.optimiser.step()
        row = {name: term.detach() for name, term in terms.items()}
        return row if bad is None else row | {FLAG + self.name: bad.clone()}

    def _check(self, loss: Tensor, terms: Terms) -> None:
        if not math.isfinite(loss.item()):
            faulty = (n for n, t in terms.items() if not math.isfinite(t.item()))
            raise NotFinite(next(faulty, f"loss of {self.name}"))
        norm = _norm(self._small).item()
        if not math.isfinite(norm):
            raise NotFinite(f"gradient of {self.name}")
        if self._clip and norm > self._clip:
            torch._foreach_mul_(self.optimiser.gradients, self._clip / norm)

    def _flag(self, bad: Tensor) -> None:
        norm = _norm(self.parameters)
        bad.copy_(torch.maximum(bad, (~torch.isfinite(norm)).float()))
        if self._clip:
            scale = (self._clip / norm).clamp(max=1)
            torch._foreach_mul_(self.optimiser.gradients, scale)


class Players:
    """All players of a model; only the one to move has gradients."""

    def __init__(self, model: Any, config: Config) -> None:
        names = dict.fromkeys(model.players)
        self._movers = {n: Mover(n, model.parameters_of(n), config) for n in names}
        self._in_turn: Mover | None = None
        self._rates = model if isinstance(model, Rates) else None
        self.set_rate(config.learning_rate)

    def __getitem__(self, name: str) -> Mover:
        return self._movers[name]

    @property
    def movers(self) -> list[Mover]:
        """Every player, in the order of the first moves."""
        return list(self._movers.values())

    def set_rate(self, rate: float) -> None:
        """Change every player's learning rate; the model may have some learn faster than others."""
        for mover in self.movers:
            own = 1.0 if self._rates is None else self._rates.rate_of(mover.name)
            mover.optimiser.rate = rate * own

    def move(self, name: str, model: Any, batch: Batch) -> Terms:
        """Let one player move; see Mover.move."""
        mover = self._movers[name]
        if mover is not self._in_turn and len(self._movers) > 1:
            # Freezing the others also spares the graph through a generator in D's move.
            for other in self.movers if self._in_turn is None else [self._in_turn]:
                other.allow(gradients=False)
            mover.allow(gradients=True)
            self._in_turn = mover
        return mover.move(model, batch)

    def release(self) -> None:
        """Let gradients lead to every player again, and drop those that are left."""
        for mover in self.movers:
            mover.allow(gradients=True)
            mover.optimiser.clear()
        self._in_turn = None


def _norm(parameters: list[nn.Parameter]) -> Tensor:
    """Return the gradients' norm as a scalar, without waiting for the device."""
    gradients = [p.grad for p in parameters if p.grad is not None]
    if not gradients:
        return torch.zeros((), device=parameters[0].device)
    return torch.stack(torch._foreach_norm(gradients)).norm()
