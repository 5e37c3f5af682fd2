"""Exact log p(x) on a grid that refines itself, for many images at once.

The plane is cut into square tiles of 8 x 8 cells, each cell standing for its midpoint. All tiles
are looked at with cells of 0.1. Then, image by image, those tiles that matter (within 15 nats of
the image's highest point, beside such a tile, or under q(z|x)) are cut into four, until cutting
changes log p(x) by less than 0.01 nat and no cell holds a tenth of it. A posterior of width 0.01
costs a few tiles more, not a grid of millions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from genstudio.analysis.grid import EXTENT, TABLE, by_label, check_two, table
from genstudio.analysis.likelihood import Bounded, encoded, log_normal, log_prior, spans
from genstudio.analysis.progress import Progress, silent

TILE = 8  # cells of a tile's side
STEP = 0.1  # of the first cells
LEVELS = 6  # halvings at most: cells of 0.0016
NEAR = 15.0  # nats below an image's highest point, to which tiles are refined
SETTLED = 0.01  # nats that a halving may change in the end
SHARE = 0.1  # of an image's mass that one cell may hold in the end: else it is not resolved
TRUSTED = 0.05  # nats above which an image counts as not settled
REACH = 7.0  # deviations of q around its mean


@dataclass(frozen=True, slots=True)
class Evidence:
    """log p(x), KL(q || p(z|x)) and q's mass on the grid, of each image: [N] float64.

    `change` is what the last halving changed in log p(x), `step` the finest cells' side;
    `prior_mass` is the sum of p(z) step^2 over the first cells, which must be 1 +- 1e-3.
    """

    log_evidence: Tensor
    kl: Tensor
    mass: Tensor
    change: Tensor
    step: Tensor
    prior_mass: float

    @property
    def unsettled(self) -> int:
        """How many images the grid is still too coarse (or too small) for."""
        bad = (self.change > TRUSTED) | ((self.mass - 1).abs() > 0.01)
        return int(bad.sum())


@torch.no_grad()
def integrate(
    model: Bounded, observed: Tensor, label: Tensor | None = None, progress: Progress = silent
) -> Evidence:
    """Integrate over z in [-6, 6]^2 for every image; the model must be two-dimensional."""
    check_two(model)
    mean, logvar = (part.double().cpu() for part in encoded(model, observed, label))
    parts: list[tuple[Tensor, ...]] = []
    order: list[Tensor] = []
    for rows, own in by_label(label, len(observed)):
        for start, stop in spans(len(rows), TABLE // (TILE * TILE)):
            some = rows[start:stop]
            job = _Job(model, observed[some], own, mean[some], logvar[some])
            parts.append(job.run())
            order.append(some)
            progress(sum(map(len, order)), len(observed))
    place = torch.cat(order).argsort()
    evidence, kl, mass, change, step = (torch.cat(column)[place] for column in zip(*parts))
    axis = (torch.arange(round(2 * EXTENT / STEP)) + 0.5) * STEP - EXTENT
    prior = (log_prior(axis.double()[:, None]).exp().sum() * STEP) ** 2
    return Evidence(evidence, kl, mass, change, step, float(prior))


@dataclass(slots=True)
class _Tiles:
    """Pairs of an image and a tile: [E] each, `corner` [E, 2] in tiles of this level.

    `mass` is log of the joint's integral, `peak` its highest point; `cross` and `q` are the
    integrals of q (log q - log joint) and of q.
    """

    image: Tensor
    corner: Tensor
    mass: Tensor
    peak: Tensor
    cross: Tensor
    q: Tensor

    def where(self, chosen: Tensor) -> _Tiles:
        return _Tiles(*(getattr(self, name)[chosen] for name in self.__slots__))


class _Job:
    """The integration for some images of one label."""

    def __init__(
        self, model: Bounded, x: Tensor, label: Tensor | None, mean: Tensor, logvar: Tensor
    ) -> None:
        self.model, self.x, self.label = model, x, label
        self.mean, self.logvar, self.sd = mean, logvar, (0.5 * logvar).exp()
        count = len(x)
        self.done = torch.full((count,), -math.inf, dtype=torch.float64)  # log of settled mass
        self.cross = torch.zeros(count, dtype=torch.float64)
        self.q = torch.zeros(count, dtype=torch.float64)
        self.change = torch.full((count,), math.inf, dtype=torch.float64)
        self.step = torch.full((count,), STEP, dtype=torch.float64)
        self.busy = torch.ones(count, dtype=torch.bool)

    def run(self) -> tuple[Tensor, ...]:
        tiles, step = self._everywhere(), STEP
        evidence = self._evidence(tiles)
        for level in range(LEVELS + 1):
            cut = self._worth_cutting(tiles, step) if level < LEVELS else torch.zeros(0).bool()
            self._keep(tiles.where(~cut) if len(cut) else tiles)
            if not cut.any():
                break
            parents, step = tiles.where(cut), step / 2
            tiles = self._cut(parents, step)
            before, evidence = evidence, self._evidence(tiles)
            touched = torch.zeros(len(self.x), dtype=torch.bool)
            touched[parents.image] = True
            self.change[touched] = (evidence - before).abs()[touched]
            self.step[touched] = step
            heaviest = (_tops(tiles, len(self.x)) + 2 * math.log(step) - evidence).exp()
            self.busy = touched & ~((self.change < SETTLED) & (heaviest < SHARE))
        kl = self.cross + evidence * self.q
        return evidence, kl, self.q, self.change, self.step

    def _everywhere(self) -> _Tiles:
        """Look at all tiles with the coarsest cells, a row of tiles a table."""
        side = round(2 * EXTENT / STEP / TILE)
        images = torch.arange(len(self.x))
        found = []
        for i in range(side):
            corners = torch.stack([torch.full((side,), i), torch.arange(side)], 1)
            z = _midpoints(corners, STEP).flatten(0, 1)
            for start, stop in spans(len(images), max(1, TABLE // len(z))):
                joint = self._joint(images[start:stop], z).unflatten(1, (side, -1))
                for j in range(side):
                    found.append(self._tile(images[start:stop], corners[j], joint[:, j], STEP))
        return _joined(found)

    def _cut(self, parents: _Tiles, step: float) -> _Tiles:
        """Look at the four quarters of each tile, with cells half as wide."""
        quarters = torch.cartesian_prod(torch.arange(2), torch.arange(2))
        image = parents.image.repeat_interleave(4)
        corner = (2 * parents.corner[:, None] + quarters).flatten(0, 1)
        side = round(2 * EXTENT / step / TILE)
        code = corner[:, 0] * side + corner[:, 1]
        order = code.argsort(stable=True)
        ids, counts = code[order].unique_consecutive(return_counts=True)
        found = []
        for one, rows in zip(ids.tolist(), order.split(counts.tolist())):
            where = torch.tensor([one // side, one % side])
            z = _midpoints(where[None], step)[0]
            found.append(self._tile(image[rows], where, self._joint(image[rows], z), step))
        return _joined(found)

    def _joint(self, images: Tensor, z: Tensor) -> Tensor:
        own = z.to(self.x.device, self.x.dtype)
        log_p = table(self.model, self.x[images], own, self.label).double().cpu()
        return log_p + log_prior(z)

    def _tile(self, image: Tensor, corner: Tensor, joint: Tensor, step: float) -> _Tiles:
        """Sum one tile's cells [n, 64] for its images, and q's part where q is not zero."""
        cell = 2 * math.log(step)
        zero = torch.zeros(len(image), dtype=torch.float64)
        tiles = _Tiles(
            image,
            corner.expand(len(image), 2),
            joint.logsumexp(1) + cell,
            joint.amax(1),
            zero,
            zero.clone(),
        )
        near = torch.nonzero(self._under_q(tiles, step)).flatten()
        if len(near):
            z, who = _midpoints(corner[None], step)[0], image[near]
            log_q = log_normal(z, self.mean[who, None], self.logvar[who, None])
            q = (log_q + cell).exp()
            tiles.cross[near] = (q * (log_q - joint[near])).sum(1)
            tiles.q[near] = q.sum(1)
        return tiles

    def _worth_cutting(self, tiles: _Tiles, step: float) -> Tensor:
        """Choose the tiles that matter, of images that are not settled."""
        top = _tops(tiles, len(self.x))
        busy = self.busy[tiles.image]
        high = _grown(tiles, busy & (tiles.peak > top[tiles.image] - NEAR), step)
        under = self._under_q(tiles, step)
        coarse = step > 0.5 * self.sd.amin(1)[tiles.image]
        return busy & (high | under) | (under & coarse)

    def _under_q(self, tiles: _Tiles, step: float) -> Tensor:
        """Say which tiles the box of 7 deviations of q around its mean overlaps."""
        low = tiles.corner * (TILE * step) - EXTENT
        reach = REACH * self.sd[tiles.image]
        mean = self.mean[tiles.image]
        return ((mean + reach > low) & (mean - reach < low + TILE * step)).all(1)

    def _evidence(self, tiles: _Tiles) -> Tensor:
        return torch.logaddexp(self.done, _log_sums(tiles, len(self.x)))

    def _keep(self, tiles: _Tiles) -> None:
        """Count tiles that are not cut any more."""
        self.done = self._evidence(tiles)
        self.cross.index_add_(0, tiles.image, tiles.cross)
        self.q.index_add_(0, tiles.image, tiles.q)


def _midpoints(corners: Tensor, step: float) -> Tensor:
    """Return the cells' midpoints of tiles [T, 2], as [T, 64, 2] float64."""
    inside = torch.cartesian_prod(torch.arange(TILE), torch.arange(TILE))
    cells = corners[:, None] * TILE + inside
    return (cells.double() + 0.5) * step - EXTENT


def _grown(tiles: _Tiles, chosen: Tensor, step: float) -> Tensor:
    """Choose the neighbours of chosen tiles too.

    A mode much narrower than a cell, beside a tile's edge, is seen by one of the two alone.
    """
    side = round(2 * EXTENT / step / TILE) + 2  # a margin, so that no neighbour wraps around
    code = (tiles.image * side + tiles.corner[:, 0] + 1) * side + tiles.corner[:, 1] + 1
    around = torch.tensor([i * side + j for i in (-1, 0, 1) for j in (-1, 0, 1)])
    return torch.isin(code, (code[chosen][:, None] + around).unique())


def _tops(tiles: _Tiles, count: int) -> Tensor:
    """Return each image's highest point, [N]."""
    top = torch.full((count,), -math.inf, dtype=torch.float64)
    return top.scatter_reduce(0, tiles.image, tiles.peak, "amax")


def _log_sums(tiles: _Tiles, count: int) -> Tensor:
    """Return the log of the summed masses of each image, [N]."""
    top = torch.full((count,), -math.inf, dtype=torch.float64)
    top = top.scatter_reduce(0, tiles.image, tiles.mass, "amax")
    scale = torch.where(top.isfinite(), top, 0.0)
    sums = torch.zeros(count, dtype=torch.float64)
    sums.index_add_(0, tiles.image, (tiles.mass - scale[tiles.image]).exp())
    return scale + sums.log()


def _joined(parts: list[_Tiles]) -> _Tiles:
    names = _Tiles.__slots__
    return _Tiles(*(torch.cat([getattr(part, name) for part in parts]) for name in names))
