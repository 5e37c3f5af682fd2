"""The figures that a model can be given, one name a metric: `genstudio evaluate --metrics list`.

A metric is a function from a Case to a Result. It asks the case for what it needs, so that
one metric alone computes nothing for the others, and several share what they have in common.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from genstudio.analysis import ais, coverage, likelihood, modes, quality
from genstudio.analysis.case import ANNEALED, BOUND_DRAWS, LEAST_ANNEALED, Case
from genstudio.analysis.integrate import integrate
from genstudio.analysis.kernel_distance import kernel_distance
from genstudio.analysis.progress import Progress
from genstudio.core.config import from_dict
from genstudio.core.language import mark
from genstudio.data import toy
from genstudio.models import (
    Decodes,
    Encodes,
    Fits,
    Likelihood,
    Simulates,
    Translates,
    is_points,
)
from genstudio.objectives.elbo import bits_per_dimension, kl_to_standard_normal

NATS = "nats per image"
BITS = "bits per dimension"
MEMORISED = 0.01  # quantile of the held-out images' distances, below which a sample is a copy
QUIET = 0.01  # nats of KL below which a latent dimension tells nothing


@dataclass(slots=True)
class Result:
    """Figures by name, and the unit, the standard error and the remark of some of them."""

    figures: dict[str, Any] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    errors: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def put(
        self, name: str, value: Any, unit: str = "", error: float | None = None, note: str = ""
    ) -> None:
        """Add a figure."""
        self.figures[name] = value
        if unit:
            self.units[name] = unit
        if error is not None:
            self.errors[name] = error
        if note:
            self.notes[name] = note

    def mean(self, name: str, values: Tensor, note: str = "") -> None:
        """Add the mean of a value an image [N] in nats, with its standard error over images."""
        error = float(values.double().std() / math.sqrt(len(values))) if len(values) > 1 else None
        self.put(name, float(values.double().mean()), NATS, error, note)


@dataclass(frozen=True, slots=True)
class Metric:
    """One line of the list: what it is, what it needs, and whether it is computed unasked."""

    name: str
    help: str
    compute: Callable[[Case], Result]
    lacking: Callable[[Case], str]  # why the case cannot have it; empty where it can
    default: bool = True
    cost: float = 1.0  # seconds, roughly, of small data: for the time left


def elbo(case: Case) -> Result:
    """The ELBO and its terms, over all held-out images."""
    found, result = case.bounds, Result()
    result.mean("elbo", found.elbo, f"{BOUND_DRAWS} draws of z an image")
    result.mean("reconstruction", found.reconstruction)
    result.mean("kl", found.kl)
    levels = _levels(case)
    if levels is not None:
        bits = bits_per_dimension(found.elbo.double().mean(), case.pixels, levels)
        result.put("elbo_bits", float(bits), BITS, note=f"{case.pixels:,} dimensions")
    return result


def latent(case: Case) -> Result:
    """Which dimensions of z are used."""
    mean, logvar = likelihood.encoded(case.model, case.observed, case.label)
    each = kl_to_standard_normal(mean, logvar).mean(0)
    result = Result()
    active = likelihood.count_active(mean)
    result.put("active_units", active, note=f"of {len(each)}: the mean varies by more than 0.01")
    result.put("kl_per_dimension", [round(float(v), 4) for v in each], "nats")
    result.put("collapsed_units", int((each < QUIET).sum()), note="with a KL below 0.01 nat")
    return result


def iwae(case: Case) -> Result:
    """The importance-weighted bounds, from one pass of draws."""
    found, result = case.chain, Result()
    count = f"{len(case.chained):,} images"
    result.put("samples", case.samples)
    result.put("chain_images", len(case.chained))
    for k, values in found.chain.items():
        name = "log_likelihood_iw" if k == max(found.chain) else f"iwae_{k}"
        result.mean(name, values, f"k = {k:,}, {count}")
    return result


def grid(case: Case) -> Result:
    """Exact log p(x) of two latent dimensions, and the identity of the gap."""
    x, label = case.chosen(case.chained)
    found = integrate(case.model, x, label, case.progress)
    draws = case.__dict__.get("chain") or likelihood.bounds(
        case.model, x, 100, case.noise(2), label
    )
    count = max(draws.chain)
    gap = found.log_evidence - draws.elbo
    sampling = float((draws.variance / count).sum().sqrt()) / len(x)
    result = Result()
    finest = float(found.step.min())
    result.mean(
        "log_likelihood_grid",
        found.log_evidence,
        f"{len(x):,} images, cells down to {finest:.3g}, prior mass {found.prior_mass:.6f}",
    )
    result.mean("kl_to_posterior", found.kl, "KL(q || p(z|x)), on the grid")
    result.put("elbo_gap", float(gap.mean()), NATS, sampling, "log p(x) - ELBO, same images")
    error = abs(float((found.kl - gap).mean()))
    allowed = 0.1 + 3 * sampling
    result.put(
        "identity_error", error, NATS, note=f"of the two above; below {allowed:.3f} is right"
    )
    result.put("identity_tolerance", allowed, NATS)
    result.put("grid_unsettled", found.unsettled, note="images that the grid is too coarse for")
    return result


def annealed(case: Case) -> Result:
    """Annealed importance sampling: a lower bound for data, both bounds for simulated images."""
    result, plan = Result(), case.plan
    part = case.part(case.pixels * plan.moves, ANNEALED, LEAST_ANNEALED)
    x, label = case.chosen(part)
    about = f"{plan.temperatures:,} temperatures, {plan.chains} chains"
    simulates = isinstance(case.model, Simulates)
    first = _share(case, 0, 1 / 3 if simulates else 1)
    found = ais.anneal(case.model, x, case.noise(3), plan, label, first)
    result.mean("log_likelihood_ais", found.estimate, f"lower bound, {len(x):,} images, {about}")
    result.put("ais_acceptance", float(found.acceptance.mean()))
    result.put("ais_effective", float(found.effective.mean()), note="share of the chains")
    if not simulates:
        return result
    noise = case.noise(4)
    model: Any = case.model
    with torch.no_grad():
        z = model.prior(len(x), noise)
        drawn = model.simulate(z, noise, *likelihood.given(label))
    rest = _share(case, 1 / 3, 1)
    both = ais.bracket(model, z, drawn, noise, plan, label, rest)
    count = f"{len(x):,} images that the model drew"
    result.mean("bdmc_lower", both.lower, f"lower bound, {count}")
    result.mean("bdmc_upper", both.upper, f"upper bound, {count}")
    result.put("bdmc_gap", float((both.upper - both.lower).mean()), NATS, note="upper - lower")
    return result


@torch.no_grad()
def exact(case: Case) -> Result:
    """The log-likelihood of a closed form."""
    values = torch.cat([case.model.log_likelihood(part) for part in case.images.split(4096)])
    result = Result()
    result.mean("log_likelihood", values, "exact")
    return result


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
    result, known = Result(), _modes(case)
    assert known is not None  # `_no_modes` has said so
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


def _modes(case: Case) -> Any:
    """Return the modes of the density that the data were drawn from; None for other data."""
    if case.dataset.source != toy.NAME:
        return None
    return toy.density(from_dict(toy.Config, case.dataset.options)).modes()


def _no_modes(case: Case) -> str:
    if reason := _no_samples(case):
        return reason
    return "" if _modes(case) is not None else mark("the data have no modes that are known")


def _share(case: Case, low: float, high: float) -> Progress:
    """Return the progress of a part of the metric, as the share from low to high of all."""
    return lambda done, total: case.progress(
        round(1000 * (low + (high - low) * done / max(1, total))), 1000
    )


def _of(count: int, features: str) -> str:
    return f"{count:,} samples, {features}"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _levels(case: Case) -> int | None:
    """Return how many values of a pixel a unit of p(x|z) spans; None where bits mean nothing.

    One of a Bernoulli, which gives probabilities; 256 of a density of dequantised grey levels.
    """
    if is_points(case.dataset.shape):
        return None
    return {"bernoulli": 1, "gaussian": 256}.get(getattr(case.model, "likelihood", ""))


def _no_bounds(case: Case) -> str:
    able = isinstance(case.model, Encodes) and isinstance(case.model, Likelihood)
    return "" if able else mark("the model has no p(x|z) to bound log p(x) by")


def _no_plane(case: Case) -> str:
    if reason := _no_bounds(case):
        return reason
    return "" if case.model.latent_dim == 2 else mark("the grid is for two latent dimensions")


def _no_closed_form(case: Case) -> str:
    closed = isinstance(case.model, Fits) and hasattr(case.model, "log_likelihood")
    return "" if closed else mark("the model has no closed form")


def _no_samples(case: Case) -> str:
    return "" if isinstance(case.model, Decodes) else mark("the model draws no samples")


def _no_labels(case: Case) -> str:
    if reason := _no_samples(case):
        return reason
    known = case.references.classifier is not None
    return "" if known else mark("the data have too few labels to train a classifier")


def translations(case: Case, judge: Any = None) -> Result:
    """How far translations are from originals, true partners and, back again, from themselves."""
    from genstudio.analysis import translation_quality
    from genstudio.analysis.lens import Lens

    result = Result()
    measured = translation_quality.measure(
        Lens(case.model), case.dataset, split=case.options.split, judge=judge
    )
    for name, value in measured.items():
        if isinstance(value, float):
            result.put(name, value, "" if "content" in name else measured["units"])
    return result


def content(case: Case) -> Result:
    """What a judge, trained on the data's attributes, reads off translations."""
    from genstudio.analysis.judge import judge_of

    judge = judge_of(case.dataset, watch=lambda share: case.progress(int(100 * share), 100))
    result = translations(case, judge)
    result.figures = {n: v for n, v in result.figures.items() if "content" in n}
    return result


def _no_translation(case: Case) -> str:
    return "" if isinstance(case.model, Translates) else mark("the model does not translate")


def _no_content(case: Case) -> str:
    known = any(len(factor.names) > 1 for factor in case.dataset.factors.values())
    return _no_translation(case) or ("" if known else mark("no attributes are known of the data"))


METRICS = {
    metric.name: metric
    for metric in (
        Metric("elbo", "ELBO, reconstruction, KL", elbo, _no_bounds),
        Metric("latent", "latent dimensions in use, KL of each", latent, _no_bounds, cost=0.2),
        Metric("iwae", "importance-weighted bounds", iwae, _no_bounds, cost=15),
        Metric("grid", "exact log p(x), two latent dimensions", grid, _no_plane, cost=4),
        Metric("ais", "annealed importance sampling", annealed, _no_bounds, False, 60),
        Metric("exact", "log-likelihood of a closed form", exact, _no_closed_form, cost=0.2),
        Metric("frechet", "Fréchet distance", frechet, _no_samples, cost=3),
        Metric("kernel", "kernel distance (KID)", kernel, _no_samples),
        Metric("neighbours", "precision, recall, density, coverage", neighbourhoods, _no_samples),
        Metric("labels", "labels that samples cover", labels, _no_labels, cost=0.2),
        Metric("modes", "modes of a known density that samples reach", covered_modes, _no_modes),
        Metric("memorisation", "distance to the training images", memorisation, _no_samples),
        Metric("translation", "translations, and there and back", translations, _no_translation),
        Metric("content", "content that translations keep", content, _no_content, False, 60),
    )
}
