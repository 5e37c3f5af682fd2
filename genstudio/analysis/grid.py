"""Exact log p(x) and p(z|x) for two latent dimensions, by a grid over z.

    log p(x) = log sum_g exp[log p(x|z_g) + log p(z_g)] + 2 log(step)

The decoder sees each z once; every image against every z is one matrix product a chunk
(models that offer `log_likelihoods`), or a loop over pairs (those that do not). In nats per image.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from genstudio.analysis.likelihood import Bounded, encoded, given, log_normal, log_prior, spans
from genstudio.models import Tabulates

EXTENT = 6.0  # the prior's mass outside a disc of this radius is e^-18
TABLE = 2**23  # entries of one table of log p(x|z)
PIXELS = 2**24  # of the images or decoded images that enter one table


@dataclass(frozen=True, slots=True)
class GridPosterior:
    """p(z|x) on a square grid of 2-D codes: points [G, 2], log masses [N, G], log p(x) [N]."""

    points: Tensor
    step: float
    log_mass: Tensor
    log_evidence: Tensor


@torch.no_grad()
def grid_posterior(
    model: Bounded,
    observed: Tensor,
    step: float = 0.1,
    extent: float = EXTENT,
    label: Tensor | None = None,
) -> GridPosterior:
    """Return p(z|x) on an even grid over [-extent, extent]^2; the model must be two-dimensional.

    The step must be at most half the narrowest posterior's deviation: `integrate` finds its
    own. Holds N x G numbers: for few images.
    """
    check_two(model)
    axis = torch.linspace(-extent, extent, round(2 * extent / step) + 1, dtype=torch.float64)
    points = torch.cartesian_prod(axis, axis)
    spacing = float(axis[1] - axis[0])
    log_joint = torch.empty(len(observed), len(points), dtype=torch.float64)
    for rows, own in by_label(label, len(observed)):
        chunk = max(1, TABLE // max(1, len(rows)))
        for start, stop in spans(len(points), chunk):
            z = points[start:stop].to(observed.device, observed.dtype)
            log_joint[rows, start:stop] = table(model, observed[rows], z, own).double().cpu()
    log_joint += log_prior(points) + 2 * math.log(spacing)
    evidence = log_joint.logsumexp(1)
    return GridPosterior(points, spacing, log_joint - evidence[:, None], evidence)


def grid_log_likelihood(
    model: Bounded,
    observed: Tensor,
    step: float = 0.1,
    extent: float = EXTENT,
    label: Tensor | None = None,
) -> Tensor:
    """Return log p(x) of each image, [N] float64, exact up to the grid's step."""
    return grid_posterior(model, observed, step, extent, label).log_evidence


@torch.no_grad()
def grid_kl(
    model: Bounded, observed: Tensor, grid: GridPosterior, label: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """Return KL(q(z|x) || p(z|x)) on the grid and q's mass there, [N] each.

    The KL equals log p(x) - ELBO. It is right where the mass is 1 within 1 %;
    otherwise the grid is too coarse, or too small, for q.
    """
    mean, logvar = (part.double().cpu() for part in encoded(model, observed, label))
    log_q = log_normal(grid.points, mean[:, None], logvar[:, None]) + 2 * math.log(grid.step)
    q = log_q.exp()
    return (q * (log_q - grid.log_mass)).sum(1), q.sum(1)


def check_two(model: Bounded) -> None:
    """Raise ValueError where the latent space is no plane."""
    if model.latent_dim != 2:
        raise ValueError(f"the grid is for 2 latent dimensions, not {model.latent_dim}")


def by_label(label: Tensor | None, count: int) -> Iterator[tuple[Tensor, Tensor | None]]:
    """Yield the rows that share a label, and that label as [1]; all of them without labels.

    A conditional decoder draws another picture of the same z for each label.
    """
    if label is None:
        yield torch.arange(count), None
        return
    for value in label.unique():
        yield torch.nonzero(label == value).flatten().cpu(), value[None]


def table(model: Bounded, observed: Tensor, z: Tensor, label: Tensor | None) -> Tensor:
    """Return log p(x|z) of every image [N, ...] with every z [G, 2], [N, G].

    `label` [1] is that of all the images.
    """
    pixels = max(1, observed[0].numel()) if len(observed) else 1
    most = max(1, PIXELS // pixels)
    if len(z) > most or len(observed) > most:
        rows = [observed[a:b] for a, b in spans(len(observed), most)]
        columns = [z[a:b] for a, b in spans(len(z), most)]
        return torch.cat([torch.cat([table(model, x, c, label) for x in rows]) for c in columns], 1)
    labels = None if label is None else label.expand(len(z))
    if isinstance(model, Tabulates):
        return model.log_likelihoods(observed, z, *given(labels))
    per = max(1, most // max(1, len(z)))
    return torch.cat([_pairs(model, observed[a:b], z, label) for a, b in spans(len(observed), per)])


def _pairs(model: Bounded, observed: Tensor, z: Tensor, label: Tensor | None) -> Tensor:
    rows = observed.repeat_interleave(len(z), 0)
    labels = None if label is None else label.expand(len(rows))
    found = model.log_likelihood(rows, z.repeat(len(observed), 1), *given(labels))
    return found.view(len(observed), -1)
