"""What the metrics of one checkpoint share, each part made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from genstudio.analysis import ais, likelihood, quality
from genstudio.analysis.features import Kind
from genstudio.analysis.progress import Progress, silent
from genstudio.analysis.references import Generated, References, sample
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset, Split, unit

OBSERVED_SEED = 0  # the test set is binarised (or dequantised) once, and so for every run
BOUND_DRAWS = 20  # of z for each image, of the ELBO
CHAIN = (1, 5, 50, 5000)  # the k of the importance-weighted bounds
DECODED = 8e8  # pixels that the importance samples may cost: some 20 s on a laptop
ANNEALED = 2.5e8  # and those of the annealed chains, which need gradients
LEAST_IMAGES = 50
LEAST_ANNEALED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How carefully to measure. None is: as the data's size allows.

    `images` is the most held-out images to take, `samples` the k of the tightest
    importance-weighted bound, `generated` the number of samples drawn. `seed` is that of every
    draw but the binarisation, which is always the same.
    """

    split: Split = "test"
    images: int | None = None
    samples: int | None = None
    generated: int | None = None
    seed: int = 0
    features: Kind = "auto"
    inception_weights: Path | None = None
    temperatures: int = ais.TEMPERATURES
    chains: int = ais.CHAINS


class Case:
    """A model, the data it is measured on, and what was already found out."""

    def __init__(
        self,
        model: nn.Module,
        dataset: Dataset,
        options: Options,
        references: References | None = None,
        labelled: bool = True,
    ) -> None:
        self.model: Any = model
        self.dataset, self.options = dataset, options
        self.references = references or References(
            dataset, options.features, options.inception_weights, options.split
        )
        self.progress: Progress = silent
        self._labelled = labelled
        self.rows = dataset.indices(options.split)
        if not len(self.rows):
            raise UserError(
                tr(
                    "{name} is too small to have test images; add images.",
                    name=printable(dataset.name),
                )
            )
        if options.images:
            self.rows = sample(self.rows, options.images)

    @property
    def pixels(self) -> int:
        """Numbers of one image."""
        return int(np.prod(self.dataset.shape))

    @property
    def plan(self) -> ais.Plan:
        """How the annealed chains run."""
        return ais.Plan(self.options.temperatures, self.options.chains)

    @cached_property
    def device(self) -> torch.device:
        """Where the model is."""
        tensors = [*self.model.parameters(), *self.model.buffers()]
        return tensors[0].device if tensors else torch.device("cpu")

    def noise(self, purpose: int) -> torch.Generator:
        """Return a generator of its own for each metric: none changes another's draws."""
        return torch.Generator().manual_seed(self.options.seed * 1000 + purpose)

    @cached_property
    def images(self) -> Tensor:
        """The held-out images as the model takes them, [N, C, H, W]."""
        return torch.from_numpy(unit(self.dataset.images[self.rows])).to(self.device)

    @cached_property
    def observed(self) -> Tensor:
        """The same, binarised or dequantised by the fixed seed."""
        return self.model.observe(self.images, torch.Generator().manual_seed(OBSERVED_SEED))

    @cached_property
    def label(self) -> Tensor | None:
        """Their labels [N], for a conditional model; -1 where one is unknown."""
        if not getattr(self.model, "classes", 0):
            return None
        known: NDArray[np.int64] | None = self.dataset.labels
        values = np.full(len(self.rows), -1) if known is None else known[self.rows]
        return torch.from_numpy(values.astype(np.int64)).to(self.device)

    @property
    def samples(self) -> int:
        """The k of the tightest importance-weighted bound."""
        return self.options.samples or CHAIN[-1]

    def part(self, cost: float, budget: float, least: int = LEAST_IMAGES) -> Tensor:
        """Return the positions of as many images as a budget allows: the same for equal costs."""
        most = self.options.images or max(least, int(budget // cost))
        return torch.from_numpy(sample(np.arange(len(self.rows)), most))

    @cached_property
    def chained(self) -> Tensor:
        """The images whose log p(x) is bounded by many draws, and found on the grid."""
        return self.part(self.pixels * CHAIN[-1], DECODED)

    def chosen(self, part: Tensor) -> tuple[Tensor, Tensor | None]:
        """Return some of the observed images, and their labels."""
        return self.observed[part], None if self.label is None else self.label[part]

    @cached_property
    def bounds(self) -> likelihood.Bounds:
        """The ELBO and its terms, for all images, by 20 draws each."""
        noise = self.noise(0)
        return likelihood.bounds(
            self.model, self.observed, BOUND_DRAWS, noise, self.label, progress=self.progress
        )

    @cached_property
    def chain(self) -> likelihood.Bounds:
        """The bounds L_1 to L_k of the chained images, from one pass of draws."""
        x, label = self.chosen(self.chained)
        return likelihood.bounds(
            self.model, x, self.samples, self.noise(1), label, CHAIN, self.progress
        )

    @cached_property
    def generated(self) -> Generated:
        """The model's samples."""
        count = self.options.generated or quality.SAMPLES
        return Generated(self.model, self.references, count, self.options.seed, self._labelled)
