"""The user's own points of the plane: from a CSV file, and from strokes with a brush."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from genstudio.core import bounded
from genstudio.core.errors import UserError, printable
from genstudio.core.language import localised, tr

Array = NDArray[np.float64]

MOST_BYTES = 16 << 20
MOST_ROWS = 200_000
MOST_CENTRES = 2000  # of a kernel estimate: more rows are thinned evenly
FEWEST = 10
MOST_STROKES = 500
MOST_KNOTS = 5000  # of all strokes together
MOST_DOTS = 20_000  # Gaussians that a drawing is made of
LARGEST = 1e6  # of a coordinate
SEPARATORS = ",;\t "
WIDTHS = np.geomspace(0.03, 1.5, 24)  # of Scott's rule, among which the best is chosen
STRIDE = 0.5  # of the brush: from one Gaussian to the next along a stroke


def read(path: Path) -> Array:
    """Return the points [N, 2] of a file with two columns of numbers, with or without a header.

    Columns are parted by commas, semicolons, tabs or spaces. Raises UserError that says what is
    wrong, and in which line.
    """
    name = printable(path.name)
    try:
        text = bounded.read(path.expanduser(), MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UserError(tr("There is no file {name}: choose another.", name=name)) from error
    except UnicodeDecodeError as error:
        raise UserError(
            tr("{name} is no text: choose a CSV file with two columns of numbers.", name=name)
        ) from error
    except (OSError, ValueError, RuntimeError) as error:  # a 0 in its name; nobody's home
        why = printable(getattr(error, "strerror", None) or error)
        raise UserError(tr("{name} cannot be read: {why}.", name=name, why=why)) from error
    points = np.array(list(_rows(text, name)), np.float64).reshape(-1, 2)
    if len(points) < FEWEST:
        raise UserError(
            tr(
                "{name} has {count} points; at least {fewest} are needed.",
                name=name,
                count=len(points),
                fewest=FEWEST,
            )
        )
    if not (points.max(0) > points.min(0)).all():
        raise UserError(
            tr("The points of {name} lie on one line along an axis: they must vary in both "
               "columns.", name=name)
        )  # fmt: skip
    return points


def _rows(text: str, name: str) -> Iterator[tuple[float, float]]:
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    mark = max(SEPARATORS, key=first.strip().count)
    known = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cells = next(csv.reader([line.strip()], delimiter=mark))
            pair = _pair([cell for cell in cells if cell.strip()])
        except (ValueError, csv.Error) as error:
            if not known and number == 1 + lines.index(first):
                continue  # a header
            raise UserError(
                tr(
                    "Line {number} of {name} is {line}; it must be two finite numbers, such as "
                    "0.5, 1.",
                    number=number,
                    name=name,
                    line=repr(printable(line.strip()[:40])),
                )
            ) from error
        known += 1
        if known > MOST_ROWS:
            most = localised(MOST_ROWS, ",")
            raise UserError(
                tr("{name} has more than {most} rows: choose fewer.", name=name, most=most)
            )
        yield pair


def _pair(cells: list[str]) -> tuple[float, float]:
    if len(cells) != 2:
        raise ValueError(len(cells))
    x, y = map(float, cells)
    if not (abs(x) <= LARGEST and abs(y) <= LARGEST):  # also where it is NaN
        raise ValueError(cells)
    return x, y


def thinned(points: Array, seed: int) -> Array:
    """Return at most MOST_CENTRES of the points, drawn without replacement."""
    if len(points) <= MOST_CENTRES:
        return points
    generator = np.random.Generator(np.random.PCG64(seed))
    return points[generator.choice(len(points), MOST_CENTRES, replace=False)]


def bandwidth(points: Array) -> float:
    """Return the sigma of a kernel estimate under which each point is likeliest given all others.

    Scott's rule alone would melt modes together; multiples of it are compared by the
    leave-one-out log-likelihood (Habbema et al., 1974).
    """
    count = len(points)
    scott = math.sqrt(points.std(0).prod()) * count ** (-1 / 6)
    squares = ((points[:, None] - points) ** 2).sum(2)
    squares[np.arange(count), np.arange(count)] = np.inf
    nearest = squares.min(1)

    def likelihood(sigma: float) -> float:
        terms = np.exp((nearest[:, None] - squares) / (2 * sigma**2)).sum(1)
        return float((np.log(terms) - nearest / (2 * sigma**2)).mean() - 2 * math.log(sigma))

    found = max(scott * WIDTHS, key=likelihood)
    return float(found)


def strokes(text: str) -> list[Array]:
    """Return the strokes [N, 2] of a drawing written as "x y, x y; x y, ...".

    Raises UserError where it is no such text.
    """
    parts = [part for part in text.split(";") if part.strip()]
    try:
        found = [np.array([_pair(p.split()) for p in part.split(",")], float) for part in parts]
    except ValueError as error:
        raise UserError(
            tr("The drawing is no list of strokes: write pairs of numbers, such as "
               "0 0, 1 0.5; -1 0, -1 1.")
        ) from error  # fmt: skip
    if len(found) > MOST_STROKES or sum(map(len, found)) > MOST_KNOTS:
        raise UserError(tr("The drawing is too long: undo some strokes."))
    return found


def written(drawn: list[list[tuple[float, float]]]) -> str:
    """Return strokes as the text that `strokes` reads."""
    return "; ".join(", ".join(f"{x:.4g} {y:.4g}" for x, y in stroke) for stroke in drawn)


def along(drawn: list[Array], brush: float) -> tuple[Array, Array]:
    """Return Gaussians' centres [K, 2] along strokes, and weights: equal ink for equal length.

    Raises UserError where there would be too many.
    """
    centres, weights = [], []
    ink = sum(float(np.hypot(*np.diff(stroke, axis=0).T).sum()) for stroke in drawn)
    if ink > MOST_DOTS * STRIDE * brush:
        raise UserError(
            tr("The drawing is too long for so thin a brush: undo some strokes, or set another "
               "width (sigma).")
        )  # fmt: skip
    for stroke in drawn:
        lengths = np.sqrt((np.diff(stroke, axis=0) ** 2).sum(1))
        ends = np.concatenate([[0.0], np.cumsum(lengths)])
        count = max(1, math.ceil(ends[-1] / (STRIDE * brush)))
        at = (np.arange(count) + 0.5) / count * ends[-1]
        centres.append(np.stack([np.interp(at, ends, stroke[:, j]) for j in (0, 1)], 1))
        # A dot is as much ink as a stroke as long as the brush is wide.
        weights.append(np.full(count, (ends[-1] + brush) / count))
    return np.concatenate(centres), np.concatenate(weights)
