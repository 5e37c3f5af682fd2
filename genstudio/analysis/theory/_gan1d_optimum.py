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
BATCH = 2048  # large: D's own noise would hide what is left of the gap
FIRST, LAST = 1e-2, 2e-4  # the learning rate, which falls
NEAR = 0.05  # sup |D - D*| that counts as the optimum

OPTIMAL = mark("D is at its optimum: wherever there are data or samples, it is D* to within 0.05.")
CLOSEST = mark(
    "D is as close to D* as it gets in this time: where p_g ends, D* jumps, and a network can only "
    "be steep."
)


class Optimum:
    """The moves of D, and what to say of them. Penalties are off: they keep D away from D*."""

    def __init__(self, game: Game, players: Players, noise: torch.Generator) -> None:
        self.said = ""
        self._game, self._players, self._noise = game, players, noise

    def walk(self, pool: Tensor, gap: Callable[[], float]) -> Iterator[float]:
        """Move until the gap is small; yields the share of the moves that were made."""
        game = self._game
        game.config = settings.changed(game.config, r1=0.0, r2=0.0, gradient_penalty=0.0)
        for made in range(MOST):
            self._players["D"].optimiser.rate = FIRST * (LAST / FIRST) ** (made / MOST)
            chosen = torch.randint(len(pool), (BATCH,), generator=self._noise)
            self._players.move("D", game, Batch(pool[chosen], self._noise, None, made))
            if made % LOOK == LOOK - 1 and gap() < 0.8 * NEAR:
                break
            yield (made + 1) / MOST
        self.said = OPTIMAL if gap() < NEAR else CLOSEST
        yield 1.0
