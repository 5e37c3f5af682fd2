"""One move of D or G in its parts: what it is about to draw and to follow, looked at beforehand.

The move itself is the trainer's. What comes before it is computed from a copy of the generator of
noise, so that slow motion makes the very steps that are made without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis.theory import Phase
from genstudio.analysis.theory._gan1d_frame import Moves
from genstudio.analysis.theory._gan1d_model import Game
from genstudio.core.language import mark
from genstudio.models import Batch
from genstudio.objectives.adversarial import LOSSES

MOST = 40  # of a batch that are shown
PARTS = 5
NONE = np.empty(0, np.float32)

SAID = {
    "D": (
        (mark("draw"), mark("Noise z is drawn, evenly from -8 to 8, and as many x from the data.")),
        (mark("generate"), mark("G makes a fake G(z) of each z.")),
        (mark("judge"), mark("D judges both: how likely is it that each is real?")),
        (
            mark("gradient"),
            mark(
                "The gradient of D's loss: D should say more at the real ones, less at the fakes."
            ),
        ),
        (mark("update"), mark("D's weights move a little: the curve D(x) follows the arrows.")),
    ),
    "G": (
        (mark("draw"), mark("New noise z is drawn, evenly from -8 to 8.")),
        (mark("generate"), mark("G makes a fake G(z) of each z.")),
        (mark("judge"), mark("D judges the fakes; it does not learn now.")),
        (
            mark("gradient"),
            mark("The gradient of G's loss: each fake should move to where D says more."),
        ),
        (mark("update"), mark("G's weights move a little: the fakes, and p_g, follow the arrows.")),
    ),
}


def before(game: Game, player: str, batch: Batch, curve: NDArray[np.float32]) -> Iterator[Moves]:
    """Yield what the first four parts of a move show; `curve` is what the update will change."""
    noise = torch.Generator().manual_seed(0)
    noise.set_state(batch.noise.get_state())
    z = game.prior(len(batch.image), noise)
    real = batch.image.flatten()
    with torch.no_grad():
        fake = game.generator(z).flatten()
        d_real, d_fake = (game.probability(game.output(x)) for x in (real, fake))
    shown = Moves(player, 1, _few(z.flatten()), NONE, NONE, NONE, NONE, NONE, curve)
    if player == "D":
        shown = replace(shown, real=_few(real))
    yield shown
    shown = replace(shown, number=2, fake=_few(fake))
    yield shown
    shown = replace(shown, number=3, d_fake=_few(d_fake))
    if player == "D":
        shown = replace(shown, d_real=_few(d_real))
    yield shown
    pull = _pull_of_d(game, real, fake) if player == "D" else _pull_of_g(game, real, fake)
    yield replace(shown, number=4, pull=pull)


def after(game: Game, moves: Moves) -> Moves:
    """Return what the last part shows: the same z once more, by the weights that are now."""
    with torch.no_grad():
        fake = game.generate(torch.from_numpy(moves.z))
    return replace(moves, number=PARTS, fake=fake.numpy())


def phase(player: str, number: int) -> Phase:
    """Return the name and the sentence of a part."""
    name, said = SAID[player][number - 1]
    return Phase(number, PARTS, name, said, player)


def _pull_of_d(game: Game, real: Tensor, fake: Tensor) -> NDArray[np.float32]:
    """Return minus the slope of D's loss in its output, at real ones and then at fakes."""
    outputs = torch.stack([game.output(real), game.output(fake)]).detach().requires_grad_()
    loss = LOSSES[game.config.loss].discriminator(outputs[0], outputs[1]).sum()
    (slope,) = torch.autograd.grad(loss, outputs)
    return np.concatenate([_few(-slope[0]), _few(-slope[1])])


def _pull_of_g(game: Game, real: Tensor, fake: Tensor) -> NDArray[np.float32]:
    """Return minus the slope of G's loss in each fake."""
    places = fake.detach().requires_grad_()
    with torch.no_grad():
        said_of_real = game.output(real)
    loss = LOSSES[game.config.loss].generator(said_of_real, game.output(places)).sum()
    (slope,) = torch.autograd.grad(loss, places)
    return _few(-slope)


def _few(values: Tensor) -> NDArray[np.float32]:
    found: NDArray[np.float32] = values.detach()[:MOST].numpy().copy()
    return found
