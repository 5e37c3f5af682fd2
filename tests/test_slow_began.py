"""BEGAN at length: what must hold of it, with the figures in the table; and in little, quickly."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from genstudio.data import sources
from genstudio.models import began
from genstudio.train.experiment import Experiment
from genstudio.train.snapshots import load_model

SAMPLES = 256
TRAIN = {"device": "cpu", "threads": 1, "mode": "eager", "precision": "fp32", "track": "off"}


def trained(folder, data, steps, **model):
    """Train with the family's own recipe; return the curves and the model at the end."""
    train = TRAIN | {"steps": steps, "schedule": "linear"}
    experiment = Experiment.create(folder, "began", model, began.RECIPE | train, data)
    curves: dict[str, list[float]] = {}
    for event in experiment.events():
        for name, values in getattr(event, "values", {}).items():
            if isinstance(values, list):
                curves.setdefault(name, []).extend(values)
    return {name: np.array(values) for name, values in curves.items()}, load_model(folder)[0]


def figures(curves, model, data):
    """Return M at the end over M at step 100, the diversity of samples, and the mean balance."""
    m = curves["M"]
    fallen = m[-len(m) // 20 :].mean() / m[95:105].mean()
    with torch.no_grad():
        made = model.decode(model.prior(SAMPLES, torch.Generator().manual_seed(5))).numpy()
    real = data.images[data.indices("test")][:SAMPLES].astype(np.float64) / 255
    spread = made.std(0).mean() / real.std(0).mean()
    balance = curves["balance"]
    return float(fallen), float(spread), float(balance[-len(balance) // 5 :].mean())


def test_in_little_the_balance_is_kept_and_samples_differ(tmp_path):
    data = sources.load("digits")
    curves, model = trained(tmp_path / "run", data, 250, latent_dim=16, width=12)
    fallen, spread, balance = figures(curves, model, data)
    assert fallen < 0.9
    assert spread > 0.4
    assert balance < 0.2
    assert 0 < curves["k"][-1] < 1


@pytest.mark.slow
@pytest.mark.parametrize(("size", "steps"), [(16, 6000), (32, 4000)])
def test_drawn_faces_come_out_diverse_and_in_balance(tmp_path, report_figure, size, steps):
    data = sources.load("faces", {"size": size})
    curves, model = trained(tmp_path / "run", data, steps)
    fallen, spread, balance = figures(curves, model, data)
    name = f"BEGAN, faces of {size} px"
    report_figure(name, "M at the end / at step 100", "<= 0.50", fallen)
    report_figure(name, "diversity of samples / of the data", ">= 0.60", spread)
    report_figure(name, "|gamma L(x) - L(G(z))| / L(x), last fifth", "< 0.10", balance)
    report_figure(name, "k at the end", "in (0, 0.5)", float(curves["k"][-1]))
    assert fallen <= 0.5
    assert spread >= 0.6
    assert balance < 0.1
    assert 0 < curves["k"][-1] < 0.5
