"""The figures that a model can be given, one name a metric: `genstudio evaluate --metrics list`.

A metric is a function from a Case to a Result. It asks the case for what it needs, so that
one metric alone computes nothing for the others, and several share what they have in common.
"""

from __future__ import annotations

from genstudio.analysis.metric import Metric
from genstudio.analysis.metrics_likelihood import (
    annealed,
    elbo,
    exact,
    grid,
    iwae,
    latent,
    no_bounds,
    no_closed_form,
    no_plane,
)
from genstudio.analysis.metrics_samples import (
    covered_modes,
    frechet,
    kernel,
    labels,
    memorisation,
    neighbourhoods,
    no_labels,
    no_modes,
    no_samples,
)
from genstudio.analysis.metrics_translation import content, no_content, no_translation, translations

METRICS = {
    metric.name: metric
    for metric in (
        Metric("elbo", "ELBO, reconstruction, KL", elbo, no_bounds),
        Metric("latent", "latent dimensions in use, KL of each", latent, no_bounds, cost=0.2),
        Metric("iwae", "importance-weighted bounds", iwae, no_bounds, cost=15),
        Metric("grid", "exact log p(x), two latent dimensions", grid, no_plane, cost=4),
        Metric("ais", "annealed importance sampling", annealed, no_bounds, False, 60),
        Metric("exact", "log-likelihood of a closed form", exact, no_closed_form, cost=0.2),
        Metric("frechet", "Fréchet distance", frechet, no_samples, cost=3),
        Metric("kernel", "kernel distance (KID)", kernel, no_samples),
        Metric("neighbours", "precision, recall, density, coverage", neighbourhoods, no_samples),
        Metric("labels", "labels that samples cover", labels, no_labels, cost=0.2),
        Metric("modes", "modes of a known density that samples reach", covered_modes, no_modes),
        Metric("memorisation", "distance to the training images", memorisation, no_samples),
        Metric("translation", "translations, and there and back", translations, no_translation),
        Metric("content", "content that translations keep", content, no_content, False, 60),
    )
}
