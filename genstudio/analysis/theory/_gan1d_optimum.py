"""Train D alone to its optimum D*, while G stands still: the maximum of V(D, G) over D."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from genstudio.analysis.theory._gan1d_model import Game
from genstudio.core import config as settings
from genstudio.core.language import mark
from genstudio.models import Batch
from genstudio.train.players import Players

MOST = 1500  # moves
LOOK = 25  # moves from one look at the gap to the next
BATCH = 512
FIRST, LAST = 1e-2, 2e-4  # the learning rate, which falls
NEAR, ENOUGH = 0.05, 0.04  # sup |D - D*| that counts as the optimum, and that ends the search

OPTIMAL = mark("D is at its optimum: wherever there are data or samples, it is D* to within 0.05.")
CLOSEST = mark(
    "D is as close to D* as it gets in this time: where p_g ends, D* jumps, and a network can only "
    "be steep."
)


class Optimum:
    """The moves of D, and what to say of them.

    Penalties are off, for they keep D away from D*. Data and z are drawn evenly, one of each of as
    many equal parts as the batch has: the loss then has hardly any noise.
    """

    def __init__(self, game: Game, players: Players, noise: torch.Generator) -> None:
        self.said = ""
        self._game, self._players, self._noise = game, players, noise

    def walk(self, pool: Tensor, gap: Callable[[], float]) -> Iterator[float]:
        """Move until the gap is small; yields the share of the moves that were made."""
        game, ordered = self._game, pool.flatten().sort().values[:, None, None, None]
        game.config = settings.changed(game.config, r1=0.0, r2=0.0, gradient_penalty=0.0)
        apart = len(pool) // BATCH
        game.even = True
        try:
            for made in range(MOST):
                self._players["D"].optimiser.rate = FIRST * (LAST / FIRST) ** (made / MOST)
                start = int(torch.randint(apart, (), generator=self._noise))
                batch = Batch(ordered[start::apart], self._noise, None, made)
                self._players.move("D", game, batch)
                if made % LOOK == LOOK - 1 and gap() < ENOUGH:
                    break
                yield (made + 1) / MOST
        finally:
            game.even = False
        self.said = OPTIMAL if gap() < NEAR else CLOSEST
        yield 1.0
