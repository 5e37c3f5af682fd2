"""The numbers behind the curves: smoothing, thinning, ranges. Numpy only, no Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.core.language import tr
from genstudio.gui.widgets.view import nice_step

Floats = NDArray[np.float64]
BLOCK = 128
MOST = 2000  # points drawn of one line
FULL = 1024  # values that the smoothing weight is meant for
MANTISSAS = (1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10)


@dataclass(frozen=True, slots=True)
class Group:
    """One plot: its title, the terms drawn in it, and the level lines (value, text).

    `names` says what a term is called where that is not the term itself.
    """

    title: str
    terms: list[str]
    lines: list[tuple[float, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def name(self, term: str) -> str:
        """Return what a term is called, in the user's language."""
        return self.names.get(term) or tr(term)


class Series:
    """One term over a run. Values that are not finite are left out."""

    def __init__(self) -> None:
        self.steps: Floats = np.zeros(0)
        self.epochs: Floats = np.zeros(0)
        self.seconds: Floats = np.zeros(0)
        self.values: Floats = np.zeros(0)
        self._average = Average(0.0)
        self._smooth: Floats = np.zeros(0)

    def set(
        self, steps: ArrayLike, epochs: ArrayLike, seconds: ArrayLike, values: ArrayLike
    ) -> None:
        """Take over all points, oldest first; what is smoothed already stays if it fits."""
        fresh = np.asarray(values, np.float64)
        finite = np.isfinite(fresh)
        whole = bool(finite.all())
        keep = slice(None) if whole else finite
        fresh, ticks = fresh[keep], np.asarray(steps, np.float64)[keep]
        old = len(self.steps)
        grown = old <= len(ticks) and np.array_equal(ticks[:old][-1:], self.steps[-1:])
        if not grown or not np.array_equal(fresh[:1], self.values[:1][: len(fresh)]):
            self._smooth, self._average = np.zeros(0), Average(self._average.weight)
        self.steps, self.values = ticks, fresh
        self.epochs = np.asarray(epochs, np.float64)[keep]
        self.seconds = np.asarray(seconds, np.float64)[keep]

    def __len__(self) -> int:
        return len(self.values)

    def smoothed(self, weight: float) -> Floats:
        """Return the debiased moving average of the values.

        Up to FULL values `weight` is that of each; of a longer run it is spread over more
        of them, in powers of two, so that it smooths the same share of the picture.
        """
        weight **= 0.5 ** max(0, math.ceil(math.log2(max(1, len(self)) / FULL)))
        if weight != self._average.weight:
            self._average, self._smooth = Average(weight), np.zeros(0)
        tail = self.values[len(self._smooth) :]
        if len(tail):
            self._smooth = np.concatenate([self._smooth, self._average.extend(tail)])
        return self._smooth

    def along(self, x: str) -> Floats:
        """Return the places on the x axis: "step", "epoch" or "time" (in seconds)."""
        return {"step": self.steps, "epoch": self.epochs, "time": self.seconds}[x]


class Average:
    """An exponential moving average that goes on where it stopped.

    m_t = w m_(t-1) + (1 - w) v_t, divided by 1 - w^t (Kingma and Ba 2014, section 3), so
    that the first values are not drawn towards zero.
    """

    def __init__(self, weight: float) -> None:
        self.weight = weight
        self._count = 0
        self._mean = 0.0
        distance = np.subtract.outer(np.arange(BLOCK), np.arange(BLOCK))
        weights = (1 - weight) * weight ** np.abs(distance).astype(float)
        self._kernel = np.where(distance >= 0, weights, 0.0)
        self._decay = weight ** np.arange(1.0, BLOCK + 1)

    def extend(self, values: Floats) -> Floats:
        """Return the averages at the next values."""
        if not self.weight:
            return values
        out = np.empty_like(values)
        for start in range(0, len(values), BLOCK):
            part = values[start : start + BLOCK]
            size = len(part)
            means = self._kernel[:size, :size] @ part + self._decay[:size] * self._mean
            out[start : start + size] = means
            self._mean = float(means[-1])
        steps = np.arange(self._count + 1, self._count + len(values) + 1)
        self._count += len(values)
        return out / -np.expm1(steps * math.log(self.weight))


def thin(x: Floats, y: Floats, most: int = MOST) -> tuple[Floats, Floats]:
    """Return at most `most` points with the same outline: least and greatest of each stretch."""
    count = len(y)
    if count <= most:
        return x, y
    size = -(-count // (most // 2))
    starts = np.arange(0, count, size)
    padded = np.append(y, np.full(len(starts) * size - count, y[-1])).reshape(-1, size)
    low, high = starts + padded.argmin(1), starts + padded.argmax(1)
    chosen = np.sort(np.stack([low, high], 1), 1).reshape(-1)
    chosen[-1] = count - 1  # the newest value is always drawn
    chosen = np.minimum(chosen, count - 1)
    return x[chosen], y[chosen]


def round_up(value: float) -> float:
    """Return the next larger value of the kind 1, 1.25, 1.5, 1.75, 2 ... times a power of ten."""
    if not value > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(m * power for m in MANTISSAS if m * power >= value * (1 - 1e-12))


def outline(parts: list[Floats]) -> tuple[float, float] | None:
    """Return the range of what matters: without the first eighth and the extreme 2 %.

    A loss starts tens of times larger than it ends; were the start in view, the rest would
    be a flat line.
    """
    ends = []
    for part in (p for p in parts if len(p)):
        late = part[len(part) // 8 :]
        ends.append(np.quantile(late, (0.02, 0.98)) if len(late) > 50 else _ends(late))
    if not ends:
        return None
    return float(min(e[0] for e in ends)), float(max(e[1] for e in ends))


def _ends(part: Floats) -> tuple[float, float]:
    return float(part.min()), float(part.max())


def stepped(
    wanted: tuple[float, float], current: tuple[float, float] | None
) -> tuple[float, float]:
    """Return the range to show: the current one until it no longer fits.

    A range that follows every value costs a full repaint of the plot for each, and the eye
    reads rescaling as change; so it grows, and shrinks, in steps.
    """
    low, high = wanted
    span = max(high - low, 5e-3 * max(abs(low), abs(high)), 1e-9)
    if low == high == 0:
        span = 1.0  # what is always 0 says nothing of its scale, and 1e-10 is hard to read
    if current is not None and current[0] <= low and high <= current[1]:
        small = span < 0.45 * (current[1] - current[0])
        if not small:
            return current
    step = nice_step(span, 6)
    low, high = low - 0.04 * span, high + 0.08 * span
    return math.floor(low / step) * step, math.ceil(high / step) * step


def spread(places: list[float], gap: float, top: float, bottom: float = -math.inf) -> list[float]:
    """Return ascending places at least `gap` apart, the highest a gap below the top.

    The lowest is a gap above the bottom, if there is room for all.
    """
    result: list[float] = []
    floor = bottom + gap
    for place in places:
        result.append(max(place, floor))
        floor = result[-1] + gap
    ceiling = top - gap
    for i in range(len(result) - 1, -1, -1):
        result[i] = min(result[i], ceiling)
        ceiling = result[i] - gap
    return result


def table(series: Mapping[str, Series]) -> str:
    """Return all terms as CSV: step, epoch, seconds, then a column a term."""
    filled = {name: s for name, s in series.items() if len(s)}
    rows: dict[float, list[str]] = {}
    for column, (_, one) in enumerate(filled.items()):
        for step, epoch, second, value in zip(one.steps, one.epochs, one.seconds, one.values):
            empty = [f"{step:.0f}", f"{epoch:.6g}", f"{second:.6g}", *[""] * len(filled)]
            rows.setdefault(step, empty)[3 + column] = repr(float(value))
    lines = [["step", "epoch", "seconds", *filled], *(rows[step] for step in sorted(rows))]
    return "".join(",".join(line) + "\n" for line in lines)
