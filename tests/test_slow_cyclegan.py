"""CycleGAN at length: what must hold of it on inked digits, whose true pairs it never sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from genstudio.analysis.judge import judge_of
from genstudio.analysis.lens import Lens
from genstudio.analysis.translation_quality import measure
from genstudio.data import sources
from genstudio.train import presets
from genstudio.train.experiment import Experiment
from genstudio.train.snapshots import load_model

ALONE = {"device": "cpu", "threads": 1, "mode": "eager", "precision": "fp32"}
WAYS = {"a_to_b": "there", "b_to_a": "back"}


def trained(folder: Path, data: Any, model: dict[str, Any], train: dict[str, Any]) -> Lens:
    list(Experiment.create(folder, "cyclegan", model, train | ALONE, data).events())
    return Lens(load_model(folder)[0])


def test_in_little_translations_come_nearer_to_their_true_partners(tmp_path):
    data = sources.load("inked", {"count": 800, "size": 16})
    small = {"width": 8, "blocks": 1, "judge_width": 8, "layers": 1}
    lens = trained(tmp_path / "run", data, small, {"steps": 90, "learning_rate": 1e-3})
    found = measure(lens, data)
    for way in WAYS:
        assert found[f"{way}_paired"] < 0.5 * found[f"{way}_identity"]
        assert found[f"{way}_cycle"] < 0.5


@pytest.mark.slow
@pytest.mark.timeout(2400)
def test_hidden_pairs_are_met_both_ways_and_content_is_kept(tmp_path, report_figure):
    data = sources.load("inked")
    preset = presets.find("inked-cyclegan")
    lens = trained(tmp_path / "run", data, dict(preset.model), dict(preset.train))
    found = measure(lens, data, judge=judge_of(data))
    for way, name in WAYS.items():
        share = found[f"{way}_paired"] / found[f"{way}_identity"]
        report_figure("CycleGAN", f"paired L1, {name}", "< 0.10", found[f"{way}_paired"])
        report_figure("CycleGAN", f"of identity, {name}", "< 10 %", share)
        report_figure("CycleGAN", f"cycle L1, {name}", "< 0.06", found[f"{way}_cycle"])
        report_figure("CycleGAN", f"content, {name}", ">= 95 %", found[f"{way}_content_digit"])
    for way in WAYS:
        assert found[f"{way}_paired"] < 0.10
        assert found[f"{way}_paired"] < 0.10 * found[f"{way}_identity"]
        assert found[f"{way}_cycle"] < 0.06
        assert found[f"{way}_content_digit"] >= 0.95
