"""Metrics of samples: how near the data they are, how much of the data they reach."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from genstudio.analysis import coverage, modes, quality
from genstudio.analysis.case import Case
from genstudio.analysis.kernel_distance import kernel_distance
from genstudio.analysis.metric import Result
from genstudio.core.config import from_dict
from genstudio.core.language import mark
from genstudio.data import toy
from genstudio.models import Decodes, is_points

MEMORISED = 0.01  # quantile of the held-out images' distances, below which a sample is a copy


def frechet(case: Case) -> Result:
    """The Fréchet distance, its floor and its baseline."""
    made, real, result = case.generated, case.references, Result()
    name = real.features.name
    result.put("frechet_distance", made.moments.distance(real.moments), note=_of(made.count, name))
    result.put("frechet_floor", real.frechet_floor, note="half of the training images to the other")
    if len(real.held_out) > 1:
        result.put("frechet_held_out", real.frechet_held_out, note="against training images")
    if not is_points(case.dataset.shape):
        result.put("frechet_ppca", real.frechet_ppca, note="samples of probabilistic PCA")
    return result


def kernel(case: Case) -> Result:
    """The kernel distance."""
    made, real, result = case.generated, case.references, Result()
    found = kernel_distance(made.features, real.train)
    about = f"{found.blocks} blocks of {found.block:,}, {real.features.name}"
    result.put("kernel_distance", found.value, error=_finite(found.error), note=about)
    if len(real.held_out) > 1:
        other = real.kernel_held_out
        result.put(
            "kernel_held_out",
            other.value,
            error=_finite(other.error),
            note="against training images",
        )
    return result


def neighbourhoods(case: Case) -> Result:
    """Precision, recall, density and coverage, beside those of held-out images."""
    made, real, result = case.generated, case.references, Result()
    found = coverage.overlap(real.train, made.features)
    fair = len(real.held_out) > coverage.WIDER
    ceiling = real.overlap_held_out(found.count) if fair else None
    for name, k in (("precision", 3), ("recall", 3), ("density", 5), ("coverage", 5)):
        about = f"k = {k}, {found.count:,} a side, {real.features.name}"
        result.put(name, getattr(found, name), note=about)
        if ceiling is not None:
            own = getattr(ceiling, name)
            result.put(f"{name}_held_out", own, note=f"{ceiling.count:,} a side")
    return result


def labels(case: Case) -> Result:
    """Which labels the samples have, by the data's own classifier."""
    made, real, result = case.generated, case.references, Result()
    classes = case.dataset.classes
    if made.labels is None or real.classifier is None:
        return result
    shares = quality.label_shares(made.labels, len(classes))
    accuracy = f"by a classifier that gets {real.classifier.accuracy:.1%} right"
    result.put(
        "label_coverage", quality.label_coverage(shares), note=f"of {len(classes)}, {accuracy}"
    )
    most = f"at most {math.log(len(classes)):.3f}" if classes else ""
    result.put("label_entropy", quality.label_entropy(shares), "nats", note=most)
    if real.shares is not None:
        divergence = quality.label_divergence(shares, real.shares)
        result.put("label_divergence", divergence, "nats", note="KL(samples || training images)")
    result.put("label_shares", dict(zip(classes, shares.tolist())))
    return result


def memorisation(case: Case) -> Result:
    """How near samples are to training images, against how near held-out images are."""
    made, real, result = case.generated, case.references, Result()
    own = real.nearest_training(made.features[: len(real.nearest_held_out)])
    usual = real.nearest_held_out
    share = float((own < np.quantile(usual, MEMORISED)).mean())
    about = f"{len(own):,} samples, {len(real.searched):,} training images, {real.features.name}"
    result.put("nearest_training", float(np.median(own)), note=f"median, {about}")
    result.put("nearest_held_out", float(np.median(usual)), note="median")
    result.put("memorised_share", share, note="nearer than 99 % of held-out images; 0.01 by chance")
    return result


def covered_modes(case: Case) -> Result:
    """How many modes of a density that is known samples reach, by PacGAN's protocol."""
    result, known = Result(), known_modes(case)
    assert known is not None  # `no_modes` has said so
    drawn = modes.samples(case.model, case.options.generated or modes.SAMPLES, case.options.seed)
    found = modes.coverage(drawn, known.centres, known.sigma, known.weights)
    result.put("modes_covered", found.captured, note=f"of {found.modes}")
    about = f"{len(drawn):,} samples, within {modes.REACH:g} sigma of a mode"
    result.put("high_quality", found.high_quality, note=about)
    result.put(
        "modes_reverse_kl",
        _finite(found.reverse_kl),
        "nats",
        note="KL(shares of the modes || true shares)",
    )
    return result


def known_modes(case: Case) -> Any:
    """Return the modes of the density that the data were drawn from; None for other data."""
    if case.dataset.source != toy.NAME:
        return None
    return toy.density(from_dict(toy.Config, case.dataset.options)).modes()


def no_modes(case: Case) -> str:
    """Say why modes cannot be counted; empty where they can."""
    if reason := no_samples(case):
        return reason
    return "" if known_modes(case) is not None else mark("the data have no modes that are known")


def no_samples(case: Case) -> str:
    """Say why there are no samples; empty where there are."""
    return "" if isinstance(case.model, Decodes) else mark("the model draws no samples")


def no_labels(case: Case) -> str:
    """Say why samples cannot be labelled; empty where they can."""
    if reason := no_samples(case):
        return reason
    known = case.references.classifier is not None
    return "" if known else mark("the data have too few labels to train a classifier")


def _of(count: int, features: str) -> str:
    return f"{count:,} samples, {features}"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
