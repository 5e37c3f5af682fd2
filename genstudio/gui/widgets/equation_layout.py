"""Where the parts of an equation go: lines, and how far it is shrunk to fit a width. No drawing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

from PySide6.QtCore import QPointF, QRectF

from genstudio.gui.widgets.equation_art import MARGIN, Art, Term

COMFORTABLE = 0.85  # of the wanted size: below it a new line is begun, where there may be one
LEAST = 0.65  # smaller is hard to read; what is wider still is scrolled
INDENT = 300  # units that later lines begin further in
LEADING = 40  # units between lines


@dataclass(frozen=True, slots=True)
class Layout:
    """Scale in pixels a unit, every part's start on its baseline, and the size, in pixels."""

    scale: float
    starts: tuple[QPointF, ...]
    width: float
    height: float

    def box(self, term: Term) -> QRectF:
        """Return where a term is."""
        start = self.starts[term.part]
        return QRectF(
            start.x() + term.x * self.scale,
            start.y() + term.y * self.scale,
            term.width * self.scale,
            term.height * self.scale,
        )


def fitted(art: Art, scale: float, width: float) -> Layout:
    """Lay the parts out in as few lines as keep them comfortable, else as small as allowed.

    `scale` is the wanted one; `width` is in pixels.
    """
    best = _lines(art, 1)
    for count in range(1, len(art.parts) + 1):
        lines = _lines(art, count)
        if _widest(art, lines) < _widest(art, best):
            best = lines
        if _widest(art, best) * scale * COMFORTABLE <= width:
            break
    share = width / (_widest(art, best) * scale)
    return _placed(art, best, scale * min(1.0, max(LEAST, share)))


def natural_width(art: Art, scale: float) -> float:
    """Return how wide all is in one line, in pixels."""
    return _widest(art, _lines(art, 1)) * scale


def least_width(art: Art, scale: float) -> float:
    """Return the width below which something is out of sight, in pixels."""
    return _widest(art, _lines(art, len(art.parts))) * scale * LEAST


def _lines(art: Art, count: int) -> list[list[int]]:
    """Divide the parts into lines so that the widest is as narrow as it can be."""
    size = len(art.parts)
    ways = combinations(range(1, size), min(count, size) - 1)
    divided = ([list(range(*ends)) for ends in pairwise((0, *way, size))] for way in ways)
    return min(divided, key=lambda lines: _widest(art, lines))


def _widest(art: Art, lines: list[list[int]]) -> float:
    return max(
        (INDENT if number else 0) + sum(art.parts[i].width + 2 * MARGIN for i in line)
        for number, line in enumerate(lines)
    )


def _placed(art: Art, lines: list[list[int]], scale: float) -> Layout:
    starts, y = [], 0.0
    for number, line in enumerate(lines):
        x = MARGIN + (INDENT if number else 0)
        y += (LEADING if number else 0) + max(art.parts[i].height for i in line) + MARGIN
        for i in line:
            starts.append(QPointF(x * scale, y * scale))
            x += art.parts[i].width + 2 * MARGIN
        y += max(art.parts[i].depth for i in line) + MARGIN
    return Layout(scale, tuple(starts), _widest(art, lines) * scale, y * scale)
