"""A run's figures on data it was not trained on: what `genstudio evaluate` prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from genstudio.analysis import likelihood, quality
from genstudio.analysis.features import features_of
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.data import sources
from genstudio.data.dataset import Dataset
from genstudio.models import Decodes, Encodes, Fits, Likelihood
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model

OBSERVED_SEED = 0  # the test set is binarised (or dequantised) once, and so for every run
NATS = "nats per image"
IN_NATS = ("elbo", "reconstruction", "kl", "log_likelihood_iw", "log_likelihood")
DECODED_PIXELS = 8e8  # what the importance samples may cost: some 20 s on a laptop


def evaluate(
    run_folder: Path,
    step: int | None = None,
    samples: int | None = None,
    seed: int = 0,
    dataset: Dataset | None = None,
) -> dict[str, Any]:
    """Evaluate a run's checkpoint (the newest good one, or that of `step`) on the test split.

    `samples` is the number of importance samples of a VAE (50 to 500, by the data's size) or
    of generated images otherwise (4,000). `units` tells those that have one; the keys
    are those of `evaluate_model`, and `step`, `family` and `dataset`. Raises UserError where
    the data are no longer what the run was trained on.
    """
    record = Run.open(run_folder).record
    if dataset is None:
        dataset = sources.load(record.data["source"], record.data["options"])
    if dataset.fingerprint != record.data["fingerprint"]:
        raise UserError(
            tr(
                "{source} has changed since the run was trained on it; put the data back as "
                "they were.",
                source=printable(dataset.source),
            )
        )
    model, found_step = load_model(run_folder, step)
    about = {"family": record.family, "dataset": dataset.name, "step": found_step}
    return about | evaluate_model(model, dataset, samples, seed)


def evaluate_model(
    model: nn.Module, dataset: Dataset, samples: int | None = None, seed: int = 0
) -> dict[str, Any]:
    """Return the figures of any model, as far as it is capable.

    With q(z|x) and p(x|z): `elbo`, `reconstruction`, `kl`, `active_units`, `log_likelihood_iw`;
    with a closed form: the exact `log_likelihood`. Whatever decodes has its samples compared
    with the training images: `frechet_distance`, `features`, `frechet_floor`, `frechet_ppca`
    and, with labels, `label_coverage` and `label_shares`. `units` are those of the figures that
    have one, by name.
    """
    images = dataset.images[dataset.indices("test")]
    if not len(images):
        raise UserError(
            tr("{name} is too small to have test images; add images.", name=printable(dataset.name))
        )
    model = model.to("cpu").eval()
    found: dict[str, Any] = {"images": len(images)}
    generated = samples
    if isinstance(model, Encodes) and isinstance(model, Likelihood):
        count = samples or importance_samples(images)
        found |= {"samples": count} | _bounds(model, _unit(images), count, seed)
        generated = None
    elif isinstance(model, Fits):
        found["log_likelihood"] = _exact(model, _unit(images))
    if isinstance(model, Decodes):
        found |= _quality(model, dataset, generated or quality.SAMPLES, seed)
    return found | {"units": {name: NATS for name in IN_NATS if name in found}}


def importance_samples(images: NDArray[np.uint8]) -> int:
    """Return how many importance samples an image gets: 500, and fewer (50) for large data."""
    return int(np.clip(DECODED_PIXELS // images.size, 50, 500))


def _bounds(model: Any, images: Tensor, samples: int, seed: int) -> dict[str, Any]:
    noise = torch.Generator().manual_seed(seed)
    observed = model.observe(images, torch.Generator().manual_seed(OBSERVED_SEED))
    found = likelihood.bounds(model, observed, samples, noise)
    return {
        "elbo": float(found.elbo.mean()),
        "reconstruction": float(found.reconstruction.mean()),
        "kl": float(found.kl.mean()),
        "active_units": likelihood.active_units(model, observed),
        "log_likelihood_iw": float(found.importance_weighted.mean()),
    }


@torch.no_grad()
def _exact(model: Any, images: Tensor) -> float:
    return float(torch.cat([model.log_likelihood(part) for part in images.split(4096)]).mean())


def _quality(model: nn.Module, dataset: Dataset, count: int, seed: int) -> dict[str, Any]:
    features = features_of(dataset)
    found = quality.sample_quality(quality.generate(model, count, seed), dataset, features)
    baseline = quality.frechet_of_ppca(dataset, features=features, count=count)
    return found | {"frechet_ppca": baseline, "generated": count}


def _unit(images: NDArray[np.uint8]) -> Tensor:
    return torch.from_numpy(images).float() / 255
