"""Kinds of models side by side: who takes part, what is measured, and the command."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy.spatial.distance import pdist
from toy import dataset

from genstudio import models
from genstudio.analysis import features, side_by_side
from genstudio.analysis.side_by_side import Measured, chosen, contestants, diversity, rows
from genstudio.analysis.side_picture import plain
from genstudio.core import registry
from genstudio.core.errors import UserError
from genstudio.train.presets import Facts
from genstudio.train.runs import Run

FAMILIES = {name: registry.load(models, name) for name in ("gan", "ppca", "vae")}
DIGITS = Facts("digits", 1400, 8, 1, labelled=True)


def test_those_take_part_that_draw_from_noise_alone_or_for_a_class() -> None:
    every = {name: registry.load(models, name) for name in registry.names(models)}
    names = [one.name for one in contestants(DIGITS, every)]
    assert names[:4] == ["vae", "vae+class", "gan", "gan+class"]
    assert names[-1] == "ppca"
    assert not {"cyclegan", "stackgan", "gan_int_cls", "gawwn"} & set(names)
    unlabelled = Facts("mine", 1400, 8, 1)
    assert not any(one.told for one in contestants(unlabelled, every))


def test_they_start_from_the_preset_that_fits_and_end_at_the_budget_alone() -> None:
    vae, told, gan, _, ppca = contestants(DIGITS, FAMILIES)
    assert (vae.preset, gan.preset, ppca.preset) == ("digits-2d", "digits-gan", "")
    assert told.model["conditional"]
    assert gan.model["latent_dim"] == 32
    limits = ("steps", "epochs", "seconds")
    assert [vae.trained(20, 0)[name] for name in limits] == [0, 0, 20.0]
    assert [gan.trained(0, 50)[name] for name in limits] == [50, 0, 0]
    assert not any(ppca.trained(20, 0).get(name) for name in limits)


@pytest.mark.parametrize(("names", "message"), [(["vae", "cnn"], "cnn cannot"), ([], "Nobody")])
def test_who_cannot_take_part_is_told(names, message) -> None:
    with pytest.raises(UserError, match=message):
        chosen(names, contestants(DIGITS, FAMILIES))


def test_the_diversity_is_the_mean_distance_of_all_pairs() -> None:
    features = np.random.default_rng(0).normal(size=(300, 7))
    exact = pdist(features).mean()
    assert diversity(features) == pytest.approx(exact, rel=0.02)
    assert diversity(features * 3) == pytest.approx(3 * diversity(features))
    assert diversity(np.ones((50, 3))) == 0.0
    assert diversity(features[:1]) == 0.0


def measured(**figures: float) -> Measured:
    return Measured(Path("run"), 10, 65.0, 1000, figures=figures | {"features": "CNN"})


def test_the_best_of_a_row_is_by_the_end_that_is_good() -> None:
    found = [
        measured(frechet_distance=3.0, precision=0.5, diversity=1.3, frechet_held_out=0.25),
        measured(frechet_distance=2.0, precision=0.7, diversity=0.9),
        None,
    ]
    table = {row.label: row for row in rows(found)}
    distance = table["Fréchet distance, CNN"]
    assert distance.best == (1,)
    assert distance.cells == ["3", "2", "–", "0.25"]
    assert table["Precision"].best == (1,)
    assert table["Diversity, the data being 1"].best == (1,)  # nearest to 1, not largest
    assert table["Recall"].best == ()
    assert "ELBO (nats per image)" not in table
    assert table["Time of training"].cells == ["1 min 5 s", "1 min 5 s", "–", "–"]


def test_the_picture_writes_only_letters_that_its_font_has() -> None:
    assert plain("Fréchet distance – größer") == "Frechet distance - groesser"
    assert plain("1.234,5 ★") == "1.234,5 "


def test_elbos_of_other_likelihoods_are_not_ranked() -> None:
    pair = [measured(elbo=-20.0), measured(elbo=900.0)]
    pair[0].figures["likelihood"], pair[1].figures["likelihood"] = "bernoulli", "gaussian"
    assert {row.label: row.best for row in rows(pair)}["ELBO (nats per image)"] == ()
    pair[1].figures["likelihood"] = "bernoulli"
    assert {row.label: row.best for row in rows(pair)}["ELBO (nats per image)"] == (1,)


def test_a_run_that_cannot_be_measured_says_why_and_the_others_are(tmp_path) -> None:
    from genstudio.analysis.references import References

    found = dict(side_by_side.measure([tmp_path / "none"], References(dataset())))
    assert "is not a run" in found[0].problem
    assert rows([found[0]])[-1].label == "Time of training"


def test_the_command_trains_measures_and_writes_what_it_found(
    command, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(features, "STEPS", (100, 100))  # of the classifier
    out = tmp_path / "race"
    given = ["race", "--steps", 15, "--threads", 1, "--families", "vae,vae+class,ppca"]
    code, text, err = command(*given, "--out", out, "--json")
    assert code == 0, err
    told = json.loads(text.splitlines()[-1])
    assert [one["name"] for one in told["models"]] == ["vae", "vae+class", "ppca"]
    assert [one["step"] for one in told["models"]] == [15, 15, 1]
    assert all(0 <= one["precision"] <= 1 for one in told["models"])
    assert all(one["frechet_distance"] > one["frechet_held_out"] for one in told["models"])
    assert Run.open(out / "runs" / "vae+class").record.model["conditional"]
    with open(out / "table.csv", encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    assert table[0][-1] == "Real images"
    assert len(table[0]) == 5
    picture = np.asarray(Image.open(out / "samples.png"))
    assert picture.shape[2] == 3
    assert picture.std() > 10
    again, text, err = command(*given, "--out", out)  # nothing is trained twice
    assert again == 0, err
    assert "vae+class" in text
    assert "*" in text
    given[2] = 16
    code, _, err = command(*given, "--out", out)
    assert code == 2
    assert "other --seconds, --steps or --seed" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--families", "cnn"], "cnn cannot"),
        (["--steps", "-1"], "more than 0"),
        (["--seconds", "3", "--steps", "3"], "not allowed with"),
        (["--data", "nowhere"], "no file or folder"),
    ],
)
def test_mistakes_are_told_in_a_sentence(command, tmp_path, arguments, message) -> None:
    code, _, err = command("race", *arguments, "--out", tmp_path / "race")
    assert code == 2
    assert message in err
