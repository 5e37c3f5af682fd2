"""The figures of a checkpoint's samples that are drawn among the curves of a run in training.

They are those of `genstudio evaluate`, with the same number of samples and the same seed, so
that a point of the curve and a figure printed later agree.
"""

from __future__ import annotations

from pathlib import Path

import torch

from genstudio.analysis import coverage, quality
from genstudio.analysis.references import Generated, References
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.data import sources
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model

SEED = 0  # of the samples, as of `genstudio evaluate`


class Measuring:
    """Keeps what the figures of one data set need: its features, and those of its images."""

    def __init__(self) -> None:
        torch.set_num_threads(1)
        self._fingerprint = ""
        self._references: References | None = None

    def figures(self, run_folder: Path, step: int) -> dict[str, float]:
        """Return terms of MEASURED for a run's checkpoint; raises UserError where it has none.

        Precision and recall are left out where the data are too few for neighbourhoods.
        """
        run = Run.open(run_folder)
        real = self._of(run)
        real.moments  # noqa: B018 -- a classifier is trained for it: not while samples are drawn
        model, _ = load_model(run_folder, step)
        made = Generated(model, real, quality.SAMPLES, SEED, False)
        found = {"frechet": made.moments.distance(real.moments)}
        if len(real.train) > coverage.WIDER:
            overlap = coverage.overlap(real.train, made.features)
            found |= {"precision": overlap.precision, "recall": overlap.recall}
        return found

    def _of(self, run: Run) -> References:
        """Return what samples are compared with; kept until a run has other data."""
        data = run.record.data
        if self._references is None or data["fingerprint"] != self._fingerprint:
            dataset = sources.load(data["source"], data["options"])
            if dataset.fingerprint != data["fingerprint"]:
                raise UserError(
                    tr(
                        "{source} has changed since the run was trained on it; put the data back "
                        "as they were.",
                        source=printable(dataset.source),
                    )
                )
            self._references = References(dataset)
            self._fingerprint = data["fingerprint"]
        return self._references
