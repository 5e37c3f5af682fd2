"""Presets: their settings exist, they fit the data they say, and the command line takes them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from genstudio import models
from genstudio.cli import main
from genstudio.core import registry
from genstudio.core.errors import UserError
from genstudio.data import sources
from genstudio.train import presets
from genstudio.train.presets import PRESETS, Facts, Preset, Suits
from genstudio.train.runs import Run
from genstudio.train.settings import Config

DIGITS = Facts(name="digits", images=1348, side=8, channels=1, labelled=True)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_settings_are_the_familys_and_the_trainers(preset: Preset) -> None:
    module = registry.load(models, preset.family)
    preset.check(module, Config)
    with pytest.raises(UserError, match="no_such"):
        replace(preset, model={"no_such": 1}).check(module, Config)


def test_names_are_unique() -> None:
    names = [preset.name for preset in PRESETS]
    assert len(set(names)) == len(names)


def test_facts_are_read_off_the_data() -> None:
    assert Facts.of(sources.load("digits")) == replace(
        DIGITS, images=len(sources.load("digits").indices("train"))
    )


@pytest.mark.parametrize(
    "facts",
    [
        DIGITS,
        Facts("mnist", 55_000, 28, 1, labelled=True),
        Facts("emoji", 2_500, 32, 3, labelled=True),
        Facts("holiday", 300, 64, 3),
        Facts("scans", 300, 64, 1),
        Facts("faces", 40_000, 64, 3),
        Facts("ring", 100_000, 2, 1, points=True),
    ],
    ids=lambda facts: facts.name,
)
@pytest.mark.parametrize("family", ["vae", "gan", "ppca"])
def test_usual_data_have_a_preset_in_every_family(facts: Facts, family: str) -> None:
    found = presets.suitable(facts, family)
    assert found
    assert all(preset.suits.fits(facts) and preset.family == family for preset in found)


def test_presets_for_named_data_come_first() -> None:
    general = Preset(name="a", title="A", family="vae", suits=Suits())
    special = Preset(name="b", title="B", family="vae", suits=Suits(names=("digits",)))
    assert presets.suitable(DIGITS, presets=[general, special]) == [special, general]
    other = replace(DIGITS, name="letters")
    assert presets.suitable(other, presets=[general, special]) == [general]


@pytest.mark.parametrize(
    ("suits", "fitting"),
    [
        (Suits(images=(2000, 3000)), False),
        (Suits(side=(9, 20)), False),
        (Suits(side=(8, 8)), True),
        (Suits(channels=(3,)), False),
        (Suits(points=True), False),
        (Suits(labelled=True), True),
    ],
)
def test_data_out_of_range_do_not_fit(suits: Suits, fitting: bool) -> None:
    assert suits.fits(DIGITS) is fitting


def test_labels_are_asked_for() -> None:
    assert not Suits(labelled=True).fits(replace(DIGITS, labelled=False))


def test_a_family_brings_its_own() -> None:
    own = Preset(name="own", title="Own", family="vae", suits=Suits())
    assert presets.every([SimpleNamespace(PRESETS=(own,))])[-1] is own  # type: ignore[list-item]


def test_an_unknown_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match="digits-2d"):
        presets.find("nonsense")
    assert main(["train", "vae", "--preset", "nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_the_command_line_takes_a_preset_and_options_on_top(tmp_path: Path) -> None:
    preset = presets.find("digits-2d")
    out = tmp_path / "run"
    command = ["train", "vae", "--preset", "auto", "--out", str(out), "--steps", "3"]
    assert main([*command, "--hidden", "16"]) == 0
    record = Run.open(out).record
    assert record.step == 3
    assert record.model["hidden"] == 16
    assert {name: record.model[name] for name in preset.model} == dict(preset.model)
    kept = {name: value for name, value in preset.train.items() if name != "steps"}
    assert {name: record.train[name] for name in kept} == kept


def test_a_preset_of_another_family_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "gan", "--preset", "digits-2d"]) == 2
    assert "genstudio train vae --preset digits-2d" in capsys.readouterr().err


def test_the_list_tells_those_that_fit(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["presets", "--json"]) == 0
    everything = json.loads(capsys.readouterr().out)["presets"]
    assert [row["name"] for row in everything] == [preset.name for preset in PRESETS]
    data = tmp_path / "colour.npy"
    np.save(
        data,
        np.zeros((30, 64, 64, 3), np.uint8) + np.arange(30, dtype=np.uint8)[:, None, None, None],
    )
    assert main(["presets", "--data", str(data), "--json"]) == 0
    fitting = json.loads(capsys.readouterr().out)["presets"]
    assert "folder-gan" in [row["name"] for row in fitting]
    assert "digits-2d" not in [row["name"] for row in fitting]
    assert main(["presets"]) == 0
    assert "--latent-dim 2" in capsys.readouterr().out
