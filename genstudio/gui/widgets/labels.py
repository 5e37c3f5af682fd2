"""Room for labels that would stand on top of each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GAP = 2.0  # px between two labels
ROUNDS = 10

Floats = NDArray[np.float64]


def apart(centres: Floats, sizes: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Push boxes [N, 2] apart that overlap, in as few pixels as it takes.

    Returns where their centres are then, and which are to be drawn: where some still
    overlap, as a crowd in a small place may, the later ones give way.
    """
    places = np.array(centres, np.float64)
    room = (sizes[:, None] + sizes[None]) / 2 + GAP
    order = np.subtract.outer(np.arange(len(places)), np.arange(len(places)))
    for _ in range(ROUNDS):
        over, lack, delta = _overlaps(places, room)
        if not over.any():
            break
        upright = lack[..., 1] <= lack[..., 0]
        for axis, which in ((0, over & ~upright), (1, over & upright)):
            side = np.where(delta[..., axis] == 0, np.sign(order), np.sign(delta[..., axis]))
            places[:, axis] += (0.5 * lack[..., axis] * side * which).sum(1)
    return places, _first_come(_overlaps(places, room - GAP)[0])


def _overlaps(places: Floats, room: Floats) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Return which boxes overlap [N, N], by how much [N, N, 2], and how they lie."""
    delta = places[:, None] - places[None]
    lack = room - np.abs(delta)
    over = np.asarray((lack > 0.5).all(-1))
    np.fill_diagonal(over, False)
    return over, lack, delta


def _first_come(over: NDArray[np.bool_]) -> NDArray[np.bool_]:
    kept = np.zeros(len(over), bool)
    for index in range(len(over)):
        kept[index] = not (over[index] & kept).any()
    return kept
