"""The figures of a checkpoint's samples that are drawn among the curves of a run in training.

They are those of `genstudio evaluate`, with the same number of samples and the same seed, so
that a point of the curve and a figure printed later agree.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from genstudio.analysis import quality
from genstudio.analysis.features import features_of
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.data import sources
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model

Floats = NDArray[np.float64]


class Measuring:
    """Keeps what the figures of one data set need: its features, and those of its images."""

    def __init__(self) -> None:
        torch.set_num_threads(1)
        self._fingerprint = ""

    def figures(self, run_folder: Path, step: int) -> dict[str, float]:
        """Return the MEASURED terms of a run's checkpoint, by name; raises UserError for none."""
        run = Run.open(run_folder)
        self._prepare(run)
        model, _ = load_model(run_folder, step)
        samples = self._features(quality.generate(model, quality.SAMPLES))
        return {"frechet": quality.frechet_distance(samples, self._reference)}

    def _prepare(self, run: Run) -> None:
        """Load the run's data, unless they are those of the question before."""
        data = run.record.data
        if data["fingerprint"] == self._fingerprint:
            return
        dataset = sources.load(data["source"], data["options"])
        if dataset.fingerprint != data["fingerprint"]:
            raise UserError(
                tr(
                    "{source} has changed since the run was trained on it; put the data back as "
                    "they were.",
                    source=printable(dataset.source),
                )
            )
        self._features = features_of(dataset)
        self._reference: Floats = self._features(quality.references(dataset))
        self._fingerprint = data["fingerprint"]
