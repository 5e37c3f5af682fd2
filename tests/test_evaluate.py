"""A run's figures: the keys that are promised, and numbers that agree with independent ones."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import torch

from genstudio.analysis import case as cases
from genstudio.analysis import features, likelihood, metrics, metrics_likelihood, quality
from genstudio.analysis.case import Case, Options
from genstudio.analysis.evaluate import evaluate, evaluate_all, evaluate_model
from genstudio.analysis.progress import Ended
from genstudio.cli import evaluate as command
from genstudio.core.errors import UserError
from genstudio.data.dataset import unit
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run
from tests.linear_gaussian import LinearGaussian

ABOUT = {"step", "family", "dataset", "images", "units", "errors", "notes"}
BOUNDS = {"elbo", "reconstruction", "kl", "elbo_bits"}
LATENT = {"active_units", "collapsed_units", "kl_per_dimension"}
CHAIN = {"iwae_1", "iwae_5", "log_likelihood_iw", "samples", "chain_images"}
GRID = {"log_likelihood_grid", "kl_to_posterior", "elbo_gap", "identity_error"}
GRID |= {"identity_tolerance", "grid_unsettled"}
FRECHET = {"frechet_distance", "frechet_floor", "frechet_held_out", "frechet_ppca"}
KERNEL = {"kernel_distance", "kernel_held_out"}
SHARES = {"precision", "recall", "density", "coverage"}
SHARES |= {f"{name}_held_out" for name in SHARES}
LABELS = {"label_coverage", "label_shares", "label_entropy", "label_divergence"}
COPIES = {"nearest_training", "nearest_held_out", "memorised_share"}
QUALITY = FRECHET | KERNEL | SHARES | LABELS | COPIES | {"features", "generated"}
QUICK = Options(samples=20, images=40)


@pytest.fixture(autouse=True)
def quick(monkeypatch, digits):
    """Judge by 300 samples and a classifier of 20 steps; what it costs is tested elsewhere."""
    train = features.train_classifier
    monkeypatch.setattr(features, "train_classifier", partial(train, steps=20))
    monkeypatch.setattr(quality, "SAMPLES", 300)


def trained(folder, family, dataset, steps=4, **values):
    run = Experiment.create(folder, family, values, {"steps": steps, "threads": 1}, dataset)
    try:
        for _ in run.events(lambda: False):
            pass
    finally:
        run.close()
    return folder


def test_a_vae_has_its_bounds_in_nats_per_image(tmp_path, digits):
    run = trained(tmp_path / "run", "vae", digits, steps=30, hidden=32)
    found = evaluate(run, options=QUICK)
    assert set(found) == ABOUT | BOUNDS | LATENT | CHAIN | GRID | QUALITY
    assert (found["family"], found["dataset"], found["step"]) == ("vae", "digits", 30)
    assert (found["samples"], found["images"], found["chain_images"]) == (20, 40, 40)
    nats = {n for n, unit in found["units"].items() if unit == "nats per image"}
    assert nats == BOUNDS - {"elbo_bits"} | CHAIN - {"samples", "chain_images"} | GRID - {
        "grid_unsettled"
    }
    assert found["units"]["elbo_bits"] == "bits per dimension"
    assert found["elbo"] == pytest.approx(found["reconstruction"] - found["kl"])
    assert found["elbo_bits"] == pytest.approx(-found["elbo"] / (64 * math.log(2)))
    assert found["iwae_1"] <= found["iwae_5"] <= found["log_likelihood_iw"]
    assert found["log_likelihood_iw"] <= found["log_likelihood_grid"] + 0.02
    assert found["identity_error"] < found["identity_tolerance"] < 0.3
    assert found["grid_unsettled"] == 0
    assert found["errors"]["elbo"] > 0
    assert -64 * math.log(2) < found["elbo"] < -15
    assert found["active_units"] in (0, 1, 2)
    assert json.loads(json.dumps(found)) == found


def test_one_metric_computes_nothing_for_the_others(tmp_path, digits, monkeypatch):
    run = trained(tmp_path / "run", "vae", digits, hidden=16)

    def refuse(*args, **kwargs):
        raise AssertionError("this was not asked for")

    monkeypatch.setattr(quality, "generated_chunks", refuse)
    monkeypatch.setattr(features, "train_classifier", refuse)
    monkeypatch.setattr(metrics_likelihood, "integrate", refuse)
    found = evaluate(run, metrics=["elbo"], options=QUICK)
    assert set(found) == ABOUT | BOUNDS
    monkeypatch.undo()
    monkeypatch.setattr(likelihood, "bounds", refuse)
    few = Options(generated=100, features="pca")
    found = evaluate(run, metrics=["frechet"], options=few)
    assert set(found) == ABOUT | FRECHET | {"features", "generated"}
    assert (found["generated"], found["features"]) == (100, "PCA features")


def test_the_annealed_bounds_bracket_what_the_grid_says(tmp_path, digits):
    run = trained(tmp_path / "run", "vae", digits, steps=60, hidden=16)
    careful = Options(images=8, temperatures=40, chains=8)
    found = evaluate(run, metrics=["ais", "grid"], options=careful)
    assert found["log_likelihood_ais"] == pytest.approx(found["log_likelihood_grid"], abs=0.5)
    assert -0.1 < found["bdmc_gap"] < 1
    assert found["bdmc_gap"] == pytest.approx(found["bdmc_upper"] - found["bdmc_lower"])
    assert 0.3 < found["ais_acceptance"] < 1


def test_the_same_seed_gives_the_same_figures(tmp_path, digits):
    run = trained(tmp_path / "run", "vae", digits, hidden=16)
    names = ["elbo", "frechet", "memorisation"]

    def measured(seed):
        options = Options(images=50, generated=100, seed=seed)
        return evaluate(run, None, names, options, dataset=digits)

    first = measured(1)
    assert measured(1) == first
    other = measured(2)
    assert other["elbo"] != first["elbo"]
    assert other["frechet_distance"] != first["frechet_distance"]
    # The binarised test set is the same for every seed: only the draws of z differ.
    assert other["elbo"] == pytest.approx(first["elbo"], abs=0.5)


def test_a_gan_has_the_quality_of_its_samples(tmp_path, digits):
    run = trained(tmp_path / "run", "gan", digits, width=8, latent_dim=8)
    found = evaluate(run, options=Options(generated=200), dataset=digits)
    assert set(found) == QUALITY | ABOUT
    assert found["features"] == "digits-classifier features"
    assert found["generated"] == 200
    assert set(found["units"]) == {"label_entropy", "label_divergence"}, "the others have none"
    assert found["frechet_floor"] < found["frechet_ppca"] < found["frechet_distance"]
    assert found["frechet_held_out"] < found["frechet_ppca"]
    assert (
        found["kernel_distance"] > found["kernel_held_out"] + 3 * found["errors"]["kernel_distance"]
    )
    assert found["precision"] < found["precision_held_out"]
    assert list(found["label_shares"]) == list(digits.classes)
    shares = found["label_shares"].values()
    assert found["label_coverage"] == sum(share >= 0.02 for share in shares)
    assert "digits-classifier features" in found["notes"]["frechet_distance"]


class Copier(LinearGaussian):
    """Draws the data's own images: training images, or such as it has not seen."""

    def __init__(self, dataset, split):
        super().__init__(1, dataset.shape)
        self.known = torch.from_numpy(unit(dataset.images[dataset.indices(split)]))

    def decode(self, z):
        rows = torch.distributions.Normal(0.0, 1.0).cdf(z[:, 0]) * len(self.known)
        return self.known[rows.long().clamp(max=len(self.known) - 1)]


def test_a_model_that_copies_training_images_is_found_out(digits):
    names, options = ["memorisation", "frechet", "neighbours"], Options(generated=400)
    copied = evaluate_model(Copier(digits, "train"), digits, names, options)
    assert copied["memorised_share"] > 0.95
    assert copied["nearest_training"] < 1e-5
    honest = evaluate_model(Copier(digits, "test"), digits, names, options)
    assert honest["memorised_share"] < 0.06
    assert honest["nearest_training"] == pytest.approx(honest["nearest_held_out"], rel=0.2)
    for found in (copied, honest):
        assert found["frechet_distance"] < 0.1 * found["frechet_ppca"]
        assert found["precision"] > 0.8


def test_all_checkpoints_are_measured_against_the_same_references(tmp_path, digits, monkeypatch):
    folder = tmp_path / "run"
    values = {"steps": 6, "threads": 1, "checkpoint_every": 2}
    run = Experiment.create(folder, "vae", {"hidden": 16}, values, digits)
    for _ in run.events(lambda: False):
        pass
    run.close()
    floors = []
    floor = quality.frechet_floor
    monkeypatch.setattr(quality, "frechet_floor", lambda f: floors.append(1) or floor(f))
    told = []
    found = evaluate_all(
        folder,
        ["elbo", "frechet"],
        Options(images=20, generated=50, features="pca"),
        dataset=digits,
        report=lambda share, text: told.append((share, text)),
    )
    assert [row["step"] for row in found] == Run.open(folder).checkpoints()
    assert {2, 4, 6} <= {row["step"] for row in found}
    assert len(floors) == 1
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert told[-1][1].startswith("step 6:")
    single = evaluate(folder, 4, ["elbo"], Options(images=20), dataset=digits)
    assert single["elbo"] == next(row["elbo"] for row in found if row["step"] == 4)


def test_a_stop_ends_the_evaluation(tmp_path, digits):
    run = trained(tmp_path / "run", "vae", digits, hidden=16)
    with pytest.raises(Ended, match="stopped"):
        evaluate(run, dataset=digits, stop=lambda: True)


def test_a_stop_ends_the_training_of_the_classifier_that_is_wanted_first(digits, monkeypatch):
    asked, trained = [], features.train_classifier
    steps = []

    def train(*given, watch, **more):
        return trained(*given, watch=lambda share: (steps.append(share), watch(share)), **more)

    def stop():
        asked.append(1)
        return len(steps) > 3

    monkeypatch.setattr(features, "train_classifier", train)
    with pytest.raises(Ended):
        evaluate_model(LinearGaussian(3, digits.shape), digits, ["labels"], stop=stop)
    assert len(steps) == 4
    assert len(asked) >= 4


def test_what_cannot_be_had_is_refused_with_the_reason(tmp_path, digits):
    model = LinearGaussian(3, digits.shape)
    with pytest.raises(UserError, match=r"no metric elbow; choose from elbo.*all"):
        evaluate_model(model, digits, ["elbow"])
    with pytest.raises(UserError, match="grid is for two latent dimensions"):
        evaluate_model(model, digits, ["elbo", "grid"])
    with pytest.raises(UserError, match="no closed form"):
        evaluate_model(model, digits, ["exact"])
    plain = replace(digits, labels=None, classes=())
    with pytest.raises(UserError, match="too few labels"):
        evaluate_model(model, plain, ["labels"])
    with pytest.raises(UserError, match="labels of two classes"):
        evaluate_model(model, plain, ["frechet"], Options(features="classifier"))


def test_probabilistic_pca_has_its_exact_likelihood(tmp_path, digits):
    from sklearn.decomposition import PCA

    run = trained(tmp_path / "run", "ppca", digits, latent_dim=4)
    found = evaluate(run, dataset=digits)
    assert set(found) == ABOUT | QUALITY | {"log_likelihood"}
    flat = digits.images.reshape(len(digits), -1) / 255
    pca = PCA(4).fit(flat[digits.indices("train")])
    assert found["log_likelihood"] == pytest.approx(
        pca.score(flat[digits.indices("test")]), abs=0.01
    )
    assert found["notes"]["log_likelihood"] == "exact"


def test_other_data_than_the_runs_are_refused(tmp_path, digits):
    run = trained(tmp_path / "run", "vae", digits, hidden=16)
    with pytest.raises(UserError, match="changed since the run was trained"):
        evaluate(run, dataset=replace(digits, images=255 - digits.images))


def test_data_without_test_images_are_refused(digits):
    whole = replace(digits, split=np.zeros(len(digits), np.uint8))
    with pytest.raises(UserError, match="too small to have test images"):
        evaluate_model(LinearGaussian(), whole)


def test_the_figures_of_a_linear_model_are_the_known_ones(digits):
    small = np.random.default_rng(0).integers(0, 256, (400, 1, 2, 3), dtype=np.uint8)
    split = np.repeat(np.array([0, 2], np.uint8), 200)
    data = replace(digits, images=small, split=split, labels=None, classes=())
    model = LinearGaussian()
    found = evaluate_model(model, data, ["iwae", "frechet"], Options(samples=1000))
    x = torch.from_numpy(small[200:]).float() / 255
    assert found["log_likelihood_iw"] == pytest.approx(
        float(model.log_evidence(x).mean()), abs=0.01
    )
    assert found["features"] == "PCA features"
    assert "label_coverage" not in found


def test_large_test_sets_get_their_many_samples_on_a_part(digits, monkeypatch):
    case = Case(LinearGaussian(), digits, Options())
    assert len(case.chained) == len(case.rows) == 359
    monkeypatch.setattr(cases, "DECODED", 64 * 5000 * 100)
    case = Case(LinearGaussian(), digits, Options())
    assert len(case.chained) == 100
    assert len(set(case.chained.tolist())) == 100
    asked = Case(LinearGaussian(), digits, Options(images=200))
    assert len(asked.chained) == len(asked.rows) == 200


def test_every_metric_has_a_line_of_help():
    assert all(metric.help and name == metric.name for name, metric in metrics.METRICS.items())


def test_points_are_compared_by_their_coordinates(digits):
    points = np.random.default_rng(0).normal(size=(500, 1, 1, 2)).astype(np.float32)
    split = np.repeat(np.array([0, 2], np.uint8), 250)
    data = replace(digits, images=points, split=split, labels=None, classes=())

    class Plane(LinearGaussian):
        def decode(self, z):
            return z.view(-1, 1, 1, 2)

    names = ["frechet", "kernel", "neighbours", "memorisation"]
    found = evaluate_model(Plane(2, (1, 1, 2)), data, names, Options(generated=500))
    assert found["features"] == "coordinates"
    assert found["frechet_distance"] < 0.1
    assert found["precision"] > 0.8
    assert "frechet_ppca" not in found


def test_the_command_shows_figures_in_groups_with_errors_and_remarks(tmp_path, digits):
    run = trained(tmp_path / "run", "vae", digits, hidden=16)
    found = evaluate(run, None, ["elbo", "grid", "frechet"], Options(images=20, generated=60))
    shown = command.text(found)
    assert "vae on digits, step 4: 20 test images" in shown
    assert "samples: 60, compared by digits-classifier features" in shown
    error = found["errors"]["elbo"]
    value = f"{found['elbo']:.2f} ± {error:.2f}"
    assert re.search(rf"^  ELBO +{re.escape(value)} +nats +20 draws", shown, re.MULTILINE)
    assert "log p(x), on a grid" in shown
    starts = {line.index("nats") for line in shown.splitlines() if "  nats " in line}
    assert len(starts) == 1, "units stand below each other"


def test_the_command_lists_metrics_and_marks_the_best_checkpoint():
    listed = command.text(command._listed())
    assert listed.splitlines()[0].startswith("elbo ")
    assert "(only when asked for)" in next(li for li in listed.splitlines() if li.startswith("ais"))
    row = {"features": "f", "generated": 10}
    rows = [
        row | {"step": s, "elbo": e, "frechet_distance": f}
        for s, e, f in ((1, -30.0, 9.0), (2000, -20.0, 4.0), (3000, -21.0, 3.5))
    ]
    about = {"family": "vae", "dataset": "digits", "images": 5, "checkpoints": rows}
    lines = command.text(about).splitlines()
    assert lines[2].split() == ["step", "ELBO", "Fréchet"]
    assert lines[4].split() == ["2,000", "-20*", "4"]
    assert lines[5].split() == ["3,000", "-21", "3.5*"]


def test_a_conditional_model_is_told_the_labels(tmp_path, digits):
    run = trained(tmp_path / "run", "vae", digits, hidden=16, conditional=True)
    found = evaluate(run, None, ["elbo", "grid", "labels"], Options(images=10, generated=60))
    assert found["conditional"] is True
    assert found["identity_error"] < found["identity_tolerance"]
    assert "log p(x) is given the label" in command.text(found)
