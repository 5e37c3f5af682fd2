"""Presets from twenty seeds: none diverges."""

from __future__ import annotations

from pathlib import Path

import pytest

from genstudio.core.events import Diverged, Scalars
from genstudio.data import sources
from genstudio.train.experiment import Experiment
from genstudio.train.presets import find

SEEDS = 20


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize(
    ("name", "steps", "term"),
    [("digits-2d", 2000, "elbo"), ("digits-gan", 400, "D loss")],
)
def test_no_preset_diverges_from_any_seed(tmp_path: Path, name: str, steps: int, term: str) -> None:
    """The first steps are the dangerous ones: rates are highest and nothing is in balance."""
    preset, dataset = find(name), sources.load("digits")
    for seed in range(SEEDS):
        train = {**preset.train, "steps": steps, "seed": seed, "threads": 1}
        folder = tmp_path / str(seed)
        experiment = Experiment.create(folder, preset.family, preset.model, train, dataset)
        events = list(experiment.events())
        assert not [event for event in events if isinstance(event, Diverged)], seed
        assert experiment.trainer.step == steps
        rows = [
            event.values[term]
            for event in events
            if isinstance(event, Scalars) and term in event.values
        ]
        first, last = rows[0][0], rows[-1][-1]
        assert last > first if preset.family == "vae" else 0.05 < last < 10, seed
