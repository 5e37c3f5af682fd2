"""Metrics of log p(x): bounds, estimates and exact values, and which dimensions of z are used."""

from __future__ import annotations

from typing import Any

import torch

from genstudio.analysis import ais, likelihood
from genstudio.analysis.case import ANNEALED, BOUND_DRAWS, LEAST_ANNEALED, Case
from genstudio.analysis.integrate import integrate
from genstudio.analysis.metric import NATS, Result
from genstudio.analysis.progress import Progress
from genstudio.core.language import mark
from genstudio.models import Encodes, Fits, Likelihood, Simulates, is_points
from genstudio.objectives.elbo import bits_per_dimension, kl_to_standard_normal

BITS = "bits per dimension"
QUIET = 0.01  # nats of KL below which a latent dimension tells nothing


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


def no_bounds(case: Case) -> str:
    """Say why log p(x) cannot be bounded; empty where it can."""
    able = isinstance(case.model, Encodes) and isinstance(case.model, Likelihood)
    return "" if able else mark("the model has no p(x|z) to bound log p(x) by")


def no_plane(case: Case) -> str:
    """Say why there is no grid of z; empty where there is."""
    if reason := no_bounds(case):
        return reason
    return "" if case.model.latent_dim == 2 else mark("the grid is for two latent dimensions")


def no_closed_form(case: Case) -> str:
    """Say why log p(x) is not known in a closed form; empty where it is."""
    closed = isinstance(case.model, Fits) and hasattr(case.model, "log_likelihood")
    return "" if closed else mark("the model has no closed form")


def _share(case: Case, low: float, high: float) -> Progress:
    """Return the progress of a part of the metric, as the share from low to high of all."""
    return lambda done, total: case.progress(
        round(1000 * (low + (high - low) * done / max(1, total))), 1000
    )


def _levels(case: Case) -> int | None:
    """Return how many values of a pixel a unit of p(x|z) spans; None where bits mean nothing.

    One of a Bernoulli, which gives probabilities; 256 of a density of dequantised grey levels.
    """
    if is_points(case.dataset.shape):
        return None
    return {"bernoulli": 1, "gaussian": 256}.get(getattr(case.model, "likelihood", ""))
