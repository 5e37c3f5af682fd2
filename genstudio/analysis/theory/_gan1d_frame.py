"""What there is to see of the game in one dimension at a moment, and its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from genstudio.analysis import divergences
from genstudio.analysis.theory._gan1d_data import HIGH, LOW, Target
from genstudio.analysis.theory._gan1d_law import KNOTS, PLACES, Law, Pair
from genstudio.analysis.theory._gan1d_model import Game
from genstudio.core.language import mark

Array = NDArray[np.float64]
Narrow = NDArray[np.float32]
ARROWS = 33  # from z to G(z)
UNDECIDED = 0.1  # |D - 1/2| on the support, below which D is taken for 1/2
ALIKE = 0.02  # nats of JSD, below which p_g is taken for p_data

ARRIVED = mark(
    "Arrived: p_g is p_data (JSD below 0.02 nats), D is 1/2 all over their support (to within "
    "0.1), and V is close to -log 4. Training may go on."
)
DIVERGED = mark(
    "The training has run off to infinity: start again with lower learning rates or another loss."
)


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """What a part of a step has done so far, for slow motion; arrays [M], empty where not yet.

    `pull` is minus the loss's slope: in D's output at `real`, then at `fake`, in D's part; in x at
    `fake` in G's. `before` is D(x), or p_g, from before the update.
    """

    player: str
    number: int
    z: Narrow
    real: Narrow
    fake: Narrow
    d_real: Narrow
    d_fake: Narrow
    pull: Narrow
    before: Narrow


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Curves over x [512], arrows from z to G(z) [33], and figures in nats.

    `exact` says whether p_g is by change of variables, else by histogram; `calibrated` whether D
    is a probability, else the logistic function of a score; `missing` is p_data's mass where p_g
    is 0, which KL(p_data || p_g) leaves out up to one per cent. `halves` are KL(p_data || m) and
    KL(p_g || m) for m = (p_data + p_g) / 2, whose mean is JSD.
    """

    step: int
    figures: dict[str, float]
    said: str
    x: Narrow
    p_data: Narrow
    p_g: Narrow
    d: Narrow
    d_star: Narrow
    z: Narrow
    g: Narrow
    exact: bool
    calibrated: bool
    missing: float
    halves: tuple[float, float]
    moves: Moves | None = None


def law_of(game: Game) -> Law:
    """Evaluate G and its slope at the knots of z."""
    z = torch.linspace(LOW, HIGH, KNOTS).requires_grad_()
    out = game.generate(z)
    (slope,) = torch.autograd.grad(out.sum(), z)
    return Law(*(t.detach().double().numpy() for t in (z, out, slope)))


class Judged(NamedTuple):
    """D in [0, 1] at places [N], and the logit of it where that is what the network says."""

    d: Array
    logits: Array | None


@torch.no_grad()
def judge(game: Game, x: Array) -> Judged:
    """Ask D at places [N]."""
    output = game.output(torch.from_numpy(x.astype(np.float32)))
    d = game.probability(output).double().numpy()
    return Judged(d, (output - game.middle).double().numpy() if game.logistic else None)


def figures_of(pair: Pair, judged: Judged) -> tuple[dict[str, float], float]:
    """Return the figures, and how much of p_data's mass lies where p_g is 0."""
    p, q, w = pair.p, pair.q, pair.w
    if judged.logits is None:
        value = divergences.value(p, q, judged.d, w)
    else:
        value = divergences.value_of_logits(p, q, judged.logits, w)
    apart = divergences.jsd(p, q, w)
    there, back = divergences.kl(p, q, w), divergences.kl(q, p, w)
    figures = {
        "v": value,
        "v_optimal": -divergences.LOG4 + 2 * apart,
        "jsd": apart,
        "kl_data_model": there.told,
        "kl_model_data": back.told,
        "sup_d_gap": divergences.sup_gap(judged.d, divergences.best_d(p, q), p, q),
        "mean_d": divergences.mean_under(judged.d, p, q, w),
    }
    return figures, there.missing


def has_arrived(pair: Pair, d: Array, apart: float) -> bool:
    """Say whether p_g = p_data and D = 1/2, by the rule that ARRIVED states."""
    off = divergences.sup_gap(d, np.full_like(d, 0.5), pair.p, pair.q)
    return apart < ALIKE and off < UNDECIDED


def frame_of(game: Game, target: Target, step: int, moves: Moves | None, said: str = "") -> Frame:
    """Look at everything; takes two or three milliseconds.

    Raises FloatingPointError where G or D is no number any more.
    """
    law = law_of(game)
    if not np.isfinite(law.g).all():
        raise FloatingPointError
    pair = law.pair(target)
    judged = judge(game, pair.x)
    if not np.isfinite(judged.d).all():
        raise FloatingPointError
    figures, missing = figures_of(pair, judged)
    if not said and has_arrived(pair, judged.d, figures["jsd"]):
        said = ARRIVED
    x = np.linspace(LOW, HIGH, PLACES)
    p, q = target.density(x), law.density(x)
    d = np.interp(x, pair.x, judged.d)
    chosen = np.linspace(0, KNOTS - 1, ARROWS).astype(np.int64)
    return Frame(
        step,
        figures,
        said,
        x=_narrow(x),
        p_data=_narrow(p),
        p_g=_narrow(q),
        d=_narrow(d),
        d_star=_narrow(divergences.best_d(p, q)),
        z=_narrow(law.z[chosen]),
        g=_narrow(law.g[chosen]),
        exact=pair.exact,
        calibrated=game.calibrated,
        missing=missing,
        halves=divergences.to_middle(pair.p, pair.q, pair.w),
        moves=moves,
    )


def _narrow(values: Array) -> Narrow:
    return values.astype(np.float32)
