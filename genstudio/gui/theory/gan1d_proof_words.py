"""The steps of the two proofs of the GAN paper, in words and with the numbers of the moment.

Goodfellow et al., arXiv:1406.2661: Proposition 1 (the best D) and Theorem 1 (V at it).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from genstudio.core.language import mark, tr
from genstudio.gui.numbers import number

if TYPE_CHECKING:
    from genstudio.analysis.theory.gan1d import Frame

LOG4 = math.log(4)
EDGE = 1e-4  # of D in [0, 1], where its logarithms end on the screen


@dataclass(frozen=True, slots=True)
class Here:
    """What holds at one x."""

    x: float
    p: float
    q: float
    d: float

    @property
    def best(self) -> float:
        """Return D*(x); NaN where nothing is."""
        return self.p / (self.p + self.q) if self.p + self.q > 0 else math.nan

    def integrand(self, d: float) -> float:
        """Return p_data log D + p_g log(1 - D)."""
        d = min(max(d, EDGE), 1 - EDGE)
        return self.p * math.log(d) + self.q * math.log(1 - d)

    def slope(self, d: float) -> float:
        """Return its slope in D."""
        d = min(max(d, EDGE), 1 - EDGE)
        return self.p / d - self.q / (1 - d)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its equation, what is done in it, and the numbers to fill in."""

    equation: str
    said: str
    numbers: Callable[[Frame, Here], str]


def at(frame: Frame, x: float) -> Here:
    """Read the curves of a frame at x."""
    p, q, d = (float(np.interp(x, frame.x, y)) for y in (frame.p_data, frame.p_g, frame.d))
    return Here(x, p, q, d)


def _integrand(frame: Frame, here: Here) -> str:
    return tr(
        "At x = {x}: {p} · log {d} + {q} · log(1 − {d}) = {value}. All x together: V = {v}.",
        x=_n(here.x), p=_n(here.p), q=_n(here.q), d=_n(here.d),
        value=_n(here.integrand(here.d)), v=_n(frame.figures["v"]),
    )  # fmt: skip


def _slope(frame: Frame, here: Here) -> str:
    slope = here.slope(here.d)
    way = tr("D is too low here") if slope > 0 else tr("D is too high here")
    return tr(
        "At x = {x}: {p} / {d} − {q} / (1 − {d}) = {slope}: {way}.",
        x=_n(here.x), p=_n(here.p), q=_n(here.q), d=_n(here.d), slope=_n(slope), way=way,
    )  # fmt: skip


def _crossed(frame: Frame, here: Here) -> str:
    return tr(
        "At x = {x}, with the D of now: {p} · (1 − {d}) = {left}, and {q} · {d} = {right}.",
        x=_n(here.x), p=_n(here.p), q=_n(here.q), d=_n(here.d),
        left=_n(here.p * (1 - here.d)), right=_n(here.q * here.d),
    )  # fmt: skip


def _best(frame: Frame, here: Here) -> str:
    if math.isnan(here.best):
        return tr("At x = {x} there are neither data nor samples: any D will do.", x=_n(here.x))
    return tr(
        "At x = {x}: {p} / ({p} + {q}) = {best}. The network says {d}.",
        x=_n(here.x), p=_n(here.p), q=_n(here.q), best=_n(here.best), d=_n(here.d),
    )  # fmt: skip


def _at_best(frame: Frame, here: Here) -> str:
    first, second = (half - LOG4 / 2 for half in frame.halves)
    return tr(
        "{first} + ({second}) = {sum}. With the D of now, V is {v}: less, as it must be.",
        first=_n(first), second=_n(second), sum=_n(first + second), v=_n(frame.figures["v"]),
    )  # fmt: skip


def _halved(frame: Frame, here: Here) -> str:
    middle = (here.p + here.q) / 2
    return tr(
        "At x = {x}: m = ({p} + {q}) / 2 = {m}, so that D* = p_data / (2 m) = {best}.",
        x=_n(here.x), p=_n(here.p), q=_n(here.q), m=_n(middle), best=_n(here.best),
    )  # fmt: skip


def _split(frame: Frame, here: Here) -> str:
    first, second = frame.halves
    return tr(
        "−{log} − {log} + {first} + {second} = {sum}",
        log=_n(LOG4 / 2), first=_n(first), second=_n(second), sum=_n(first + second - LOG4),
    )  # fmt: skip


def _with_jsd(frame: Frame, here: Here) -> str:
    apart = frame.figures["jsd"]
    return tr("−{log} + 2 · {jsd} = {sum}", log=_n(LOG4), jsd=_n(apart), sum=_n(2 * apart - LOG4))


def _left(frame: Frame, here: Here) -> str:
    apart = frame.figures["jsd"]
    return tr(
        "JSD is {jsd} now: V(D*, G) lies {above} above its least value, −{log}.",
        jsd=_n(apart), above=_n(2 * apart), log=_n(LOG4),
    )  # fmt: skip


BEST_D = (
    Step(
        "gan-proof-d-1", mark("V is an integral: each x has a share of its own in it."), _integrand
    ),
    Step(
        "gan-proof-d-2",
        mark("G is fixed. The share of an x is largest where its slope in D(x) is 0."),
        _slope,
    ),
    Step(
        "gan-proof-d-3", mark("Multiply by D and by 1 − D: the two sides must be equal."), _crossed
    ),
    Step(
        "gan-proof-d-4",
        mark("Solve for D: that is the best discriminator. The curve has its top there."),
        _best,
    ),
)
AT_BEST = (
    Step("gan-proof-v-1", mark("Put D* into V."), _at_best),
    Step(
        "gan-proof-v-2",
        mark("Half of data and half of samples together have the density m."),
        _halved,
    ),
    Step(
        "gan-proof-v-3",
        mark("The 2 leaves each logarithm as −log 2; what stays are two KL divergences."),
        _split,
    ),
    Step("gan-proof-v-4", mark("Their mean is the Jensen-Shannon divergence."), _with_jsd),
    Step(
        "gan-proof-v-5",
        mark("It is never negative, and 0 only for equal densities: G can do no better."),
        _left,
    ),
)
PROOFS = (
    (mark("The best D"), BEST_D),
    (mark("V at the best D"), AT_BEST),
)


def _n(value: float) -> str:
    return "–" if math.isnan(value) else number(value, ".3f").replace("-", "−")
