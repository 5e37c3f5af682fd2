"""Line plots as SVG, drawn by hand: a report needs no library to be looked at.

Colours and text sizes come from the page's style sheet, so that a plot follows its theme.
"""

from __future__ import annotations

import html
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.core.language import localised

Floats = NDArray[np.float64]
WIDTH, HEIGHT = 520, 280
LEFT, RIGHT, TOP, BOTTOM = 62, 14, 12, 40  # px around the lines
FEW = 3  # points of a line that all count for the range
BINS = 260  # points drawn of a line: each stands for the mean of its neighbours
DASHES = ("", "9 3", "6 3 2 3", "2 3")  # beside colour: lines are told apart without it
COLOURS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: `order` gives its colour and pattern; a `light` one is of the validation."""

    name: str
    x: Floats
    y: Floats
    order: int
    light: bool = False


def plot(lines: list[Line], title: str, x_title: str) -> str:
    """Return one plot as an SVG element, with axes, ticks and a title that is read out."""
    binned = [_binned(line) for line in lines if len(line.x)]
    x_top = max((float(line.x[-1]) for line in binned), default=1.0) or 1.0
    low, high = _range([line.y for line in binned])
    ticks_x, ticks_y = ticks(0.0, x_top, 6), ticks(low, high, 5)
    low, high = min(low, ticks_y[0]), max(high, ticks_y[-1])

    def place(x: float, y: float) -> tuple[float, float]:
        across = LEFT + x / x_top * (WIDTH - LEFT - RIGHT)
        return across, TOP + (high - y) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{_safe(title)}">',
        f"<title>{_safe(title)}</title>",
    ]
    for y in ticks_y:
        _, down = place(0, y)
        parts.append(f'<path class="grid" d="M{LEFT} {down:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text class="y" x="{LEFT - 6}" y="{down + 4:.1f}">{shown(y)}</text>')
    for x in ticks_x:
        across, _ = place(x, low)
        parts.append(f'<path class="tick" d="M{across:.1f} {HEIGHT - BOTTOM}v4"/>')
        parts.append(
            f'<text class="x" x="{across:.1f}" y="{HEIGHT - BOTTOM + 17}">{shown(x)}</text>'
        )
    parts.append(f'<path class="axis" d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}"/>')
    middle = LEFT + (WIDTH - LEFT - RIGHT) / 2
    parts.append(f'<text class="x" x="{middle}" y="{HEIGHT - 6}">{_safe(x_title)}</text>')
    parts += [_path(line, [place(*p) for p in _inside(line, low, high)]) for line in binned]
    return "".join([*parts, "</svg>"])


def sample(order: int) -> str:
    """Return a short piece of a line, for a legend."""
    return (
        '<svg class="sample" viewBox="0 0 28 8" aria-hidden="true">'
        f'<path class="line c{order % COLOURS}" {_dashed(order, False)} d="M0 4H28"/></svg>'
    )


def ticks(low: float, high: float, about: int) -> list[float]:
    """Return about so many round numbers between the two, both ends at most a step away."""
    span = high - low or 1e-6 * max(abs(low), abs(high)) or 1.0
    raw = span / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    count = math.floor(high / step + 1e-9) - first + 1
    return [float(f"{(first + i) * step:.12g}") for i in range(max(count, 2))]


def shown(value: float) -> str:
    """Return a number as an axis has it: short, and exact."""
    size = abs(value)
    if size >= 1e6 or 0 < size < 1e-3:
        return localised(value, ".3g")
    return localised(value, ",.0f" if value == round(value) else ",.6g")


def _binned(line: Line) -> Line:
    size = -(-len(line.x) // BINS)
    if size <= 1:
        return line
    starts = np.arange(0, len(line.x), size)
    counts = np.diff([*starts, len(line.x)])
    y = np.add.reduceat(line.y, starts) / counts
    return Line(line.name, line.x[starts + counts - 1], y, line.order, line.light)


def _range(parts: list[Floats]) -> tuple[float, float]:
    """Return the range of what matters: a loss starts tens of times larger than it ends."""
    late = [part[max(len(part) // 8, len(part) > FEW) :] for part in parts if len(part)]
    if not late:
        return 0.0, 1.0
    low = min(float(np.quantile(part, 0.01)) for part in late)
    high = max(float(np.quantile(part, 0.99)) for part in late)
    room = 0.05 * (high - low) or 0.5 * abs(high) or 1.0
    return low - room, high + room


def _inside(line: Line, low: float, high: float) -> list[tuple[float, float]]:
    """Return the points, those that are out of the range on its edge."""
    return [(float(x), min(max(float(y), low), high)) for x, y in zip(line.x, line.y)]


def _path(line: Line, points: list[tuple[float, float]]) -> str:
    kind = f"line c{line.order % COLOURS}{' light' if line.light else ''}"
    title = f"<title>{_safe(line.name)}</title>"
    if len(points) == 1:
        x, y = points[0]
        place = f'cx="{x:.1f}" cy="{y:.1f}" r="3"'
        return f'<circle class="dot c{line.order % COLOURS}" {place}>{title}</circle>'
    drawn = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path class="{kind}" {_dashed(line.order, line.light)} d="M{drawn}">{title}</path>'


def _dashed(order: int, light: bool) -> str:
    dash = "3 3" if light else DASHES[order // COLOURS % len(DASHES)]
    return f'stroke-dasharray="{dash}"' if dash else ""


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
