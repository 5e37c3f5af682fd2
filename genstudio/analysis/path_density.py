"""The way between codes that stays where the data are.

The rule: of all ways along the nearest-neighbour graph of a sample of the codes, the one with
the least sum of (length of a step)^3. Many short steps are cheaper than a long one, and steps
are short where codes are dense: this is the power-weighted shortest path, or Fermat distance,
whose limit for many codes is a geodesic of a metric that falls with the density (Hwang, Damelin
and Hero 2016). Parts of the graph that do not touch are joined where they are nearest. The
corners are then smoothed, by means over neighbours along the way, with both ends kept.
"""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.core.events import Stop, never

MOST = 4000  # codes of the graph
NEIGHBOURS = 10
POWER = 3
FINE = 32  # points a step, before smoothing
SMOOTH = 3  # times
ROWS = 256

Floats = NDArray[np.float64]
Edges = list[list[tuple[int, float]]]


def shortest(way: Floats, codes: ArrayLike, stop: Stop = never) -> Floats | None:
    """Return a broken line [K, d] through the way-points [W, d] in their order; None when stopped.

    The first MOST codes [N, d] that are finite are the graph: they should come in a random order.
    """
    known = np.asarray(codes)[: 4 * MOST]
    known = known[np.isfinite(known).all(1)][:MOST].astype(np.float64)
    nodes = np.concatenate([way, known])
    edges = graph(nodes, stop)
    if edges is None:
        return None
    parts = []
    for place in range(len(way) - 1):
        if stop():
            return None
        found = walk(edges, place, place + 1)
        parts.append(smoothed(nodes[found]))
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def graph(nodes: Floats, stop: Stop = never) -> Edges | None:
    """Return, for each node [N, d], its neighbours and what a step costs; connected, both ways."""
    count = len(nodes)
    pairs: dict[tuple[int, int], float] = {}
    squared = np.square(nodes).sum(1)
    for start in range(0, count, ROWS):
        if stop():
            return None
        rows = np.arange(start, min(start + ROWS, count))
        gaps = squared[rows, None] - 2 * nodes[rows] @ nodes.T + squared
        gaps[np.arange(len(rows)), rows] = np.inf
        k = min(NEIGHBOURS, count - 1)
        near = np.argpartition(gaps, k - 1, axis=1)[:, :k]
        exact = np.sqrt(np.square(nodes[rows, None] - nodes[near]).sum(2))
        for row, others, lengths in zip(rows.tolist(), near.tolist(), exact.tolist()):
            for other, length in zip(others, lengths):
                pairs[min(row, other), max(row, other)] = length
    _join(pairs, nodes)
    edges: Edges = [[] for _ in range(count)]
    for (one, other), length in pairs.items():
        edges[one].append((other, length**POWER))
        edges[other].append((one, length**POWER))
    return edges


def walk(edges: Edges, begin: int, end: int) -> list[int]:
    """Return the cheapest way from node to node (Dijkstra); the graph must be connected."""
    best: dict[int, float] = {begin: 0.0}
    before: dict[int, int] = {}
    waiting = [(0.0, begin)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node == end:
            break
        if cost > best[node]:
            continue
        for other, step in edges[node]:
            reached = cost + step
            if reached < best.get(other, np.inf):
                best[other], before[other] = reached, node
                heapq.heappush(waiting, (reached, other))
    way = [end]
    while way[-1] != begin:
        way.append(before[way[-1]])
    return way[::-1]


def smoothed(line: Floats) -> Floats:
    """Round the corners of a broken line [K, d]; its ends stay.

    It is cut into short steps of equal length, and each point replaced by the mean of those
    within the mean distance of two corners, a few times.
    """
    corners = len(line)
    if corners < 3:
        return line
    lengths = np.sqrt(np.square(np.diff(line, axis=0)).sum(1))
    place = np.concatenate([[0.0], np.cumsum(lengths)])
    wanted = np.linspace(0, place[-1], (corners - 1) * FINE + 1)
    fine = np.stack([np.interp(wanted, place, column) for column in line.T], axis=1)
    for _ in range(SMOOTH):
        fine = _averaged(fine, FINE)
    return fine


def _averaged(line: Floats, reach: int) -> Floats:
    """Return the mean over `reach` points on each side; over fewer towards the ends."""
    count = len(line)
    here = np.arange(count)
    half = np.minimum(np.minimum(here, count - 1 - here), reach)
    sums = np.concatenate([np.zeros((1, line.shape[1])), np.cumsum(line, axis=0)])
    return np.asarray((sums[here + half + 1] - sums[here - half]) / (2 * half + 1)[:, None])


def _join(pairs: dict[tuple[int, int], float], nodes: Floats) -> None:
    """Add the shortest bridge to each part of the graph that does not touch the first."""
    group = _groups(pairs, len(nodes))
    while len(np.unique(group)) > 1:
        inside = np.flatnonzero(group == group[0])
        outside = np.flatnonzero(group != group[0])
        best = (np.inf, 0, 0)
        for start in range(0, len(outside), ROWS):
            some = outside[start : start + ROWS]
            gaps = np.square(nodes[some]).sum(1)[:, None] - 2 * nodes[some] @ nodes[inside].T
            gaps += np.square(nodes[inside]).sum(1)
            row, column = np.unravel_index(gaps.argmin(), gaps.shape)
            best = min(best, (float(gaps[row, column]), int(inside[column]), int(some[row])))
        _, one, other = best
        pairs[min(one, other), max(one, other)] = float(np.linalg.norm(nodes[one] - nodes[other]))
        group[group == group[other]] = group[one]


def _groups(pairs: dict[tuple[int, int], float], count: int) -> NDArray[np.int64]:
    """Return the number of its connected part for each node."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in pairs:
        parent[root(one)] = root(other)
    return np.array([root(node) for node in range(count)], np.int64)
