"""How likely a model takes one picture to be, beside the images of the test set.

For a VAE that is the ELBO at beta 1, in nats (1312.6114, eq. 3); for probabilistic PCA log p(x)
itself, which its ELBO is equal to, since its posterior is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis import likelihood
from genstudio.core.events import Stop, never
from genstudio.data.dataset import Dataset, unit
from genstudio.models import Fits, Likelihood
from genstudio.objectives.elbo import kl_to_standard_normal

COMPARED = 300  # test images: a share of 1 % is three of them
DRAWS = 4  # of z for each of these
OWN_DRAWS = 256  # of z, over as many binarisations of the picture: 0.1 nat and less
AT_ONCE = 32  # images between two looks at `stop`
RARE = 0.01  # share of test images below which a picture is called unlikely

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Terms:
    """ELBO, reconstruction and KL of a picture in nats: elbo = reconstruction - kl."""

    elbo: float
    reconstruction: float
    kl: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A picture's terms, and the share of the `compared` test images that are less likely."""

    terms: Terms
    share: float | None
    compared: int

    @property
    def rare(self) -> bool:
        """Whether it is less likely than 99 % of the test images."""
        return self.share is not None and self.share < RARE


def able(model: Any) -> bool:
    """Say whether a model has a likelihood that a picture can be judged by."""
    return hasattr(model, "encode") and isinstance(model, Likelihood | Fits)


def terms_of(
    model: Any,
    images: NDArray[Any],
    draws: int,
    label: int | NDArray[np.int64] | None = None,
    seed: int = 0,
) -> Floats:
    """Return ELBO, reconstruction and KL [3, N] of images [N, C, H, W], in nats.

    `label` is the class that a conditional model is told of all of them or of each [N], -1 for
    none.
    """
    x = torch.from_numpy(unit(images))
    noise = torch.Generator().manual_seed(seed)
    told = None if label is None else torch.from_numpy(np.broadcast_to(label, len(x)).copy())
    with torch.no_grad():
        if not isinstance(model, Likelihood):
            return _exact(model, x)
        bounded = cast(likelihood.Bounded, model)
        found = likelihood.bounds(bounded, bounded.observe(x, noise), draws, noise, told)
    return np.asarray(torch.stack([found.elbo, found.reconstruction, found.kl]))


def of_picture(model: Any, image: NDArray[Any], label: int | None = None) -> Terms:
    """Return the terms of one picture [C, H, W], over many draws and binarisations."""
    copies = np.repeat(image[None], OWN_DRAWS, 0)
    return Terms(*map(float, terms_of(model, copies, 1, label).mean(1)))


def of_tests(model: Any, dataset: Dataset, label: int | None, stop: Stop = never) -> Floats | None:
    """Return the ELBO [M] of some test images, ascending; None when stopped.

    Of the validation or training images where a set is too small to have any for tests. Where
    the picture's class is told to the model, so is that of each of these: told a wrong one, they
    would be unlikely, and the picture likely beside them.
    """
    order = next(i for s in ("test", "validation", "train") if len(i := dataset.indices(s)))
    step = max(1, len(order) // COMPARED)
    chosen = order[::step][:COMPARED]
    parts = []
    for start in range(0, len(chosen), AT_ONCE):
        if stop():
            return None
        rows = chosen[start : start + AT_ONCE]
        known = dataset.labels is not None and label is not None and label >= 0
        told = np.asarray(dataset.labels)[rows].astype(np.int64) if known else label
        parts.append(terms_of(model, dataset.images[rows], DRAWS, told, seed=start)[0])
    return np.sort(np.concatenate(parts))


def standing(terms: Terms, tests: Floats | None) -> Standing:
    """Say where a picture stands among test images whose ELBOs are known, ascending."""
    if tests is None or not len(tests):
        return Standing(terms, None, 0)
    below = int(np.searchsorted(tests, terms.elbo))
    return Standing(terms, below / len(tests), len(tests))


def _exact(model: Any, x: Tensor) -> Floats:
    """Return the terms of a model whose posterior is exact: its ELBO is log p(x)."""
    log_p = model.log_likelihood(x).double()
    kl = kl_to_standard_normal(*model.encode(x)).sum(1).double()
    return np.asarray(torch.stack([log_p, log_p + kl, kl]))
