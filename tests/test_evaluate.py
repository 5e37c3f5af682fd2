"""A run's figures: the keys that are promised, and numbers that agree with independent ones."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from genstudio.analysis import evaluate as evaluation
from genstudio.analysis import features, quality
from genstudio.analysis.evaluate import evaluate, evaluate_model, importance_samples
from genstudio.core.errors import UserError
from genstudio.train.experiment import Experiment
from tests.linear_gaussian import LinearGaussian

VAE_KEYS = {
    "elbo",
    "reconstruction",
    "kl",
    "active_units",
    "log_likelihood_iw",
    "samples",
    "units",
    "images",
    "step",
    "family",
    "dataset",
}
QUALITY_KEYS = {
    "frechet_distance",
    "features",
    "frechet_floor",
    "frechet_ppca",
    "label_coverage",
    "label_shares",
    "generated",
}


@pytest.fixture(autouse=True)
def quick(monkeypatch, digits):
    """Judge by 300 samples and a classifier of 20 steps; what it costs is tested elsewhere."""
    train = features.train_classifier
    monkeypatch.setattr(features, "train_classifier", lambda d: train(d, steps=20))
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
    found = evaluate(run, samples=20)
    assert set(found) == VAE_KEYS | QUALITY_KEYS
    assert (found["family"], found["dataset"], found["step"]) == ("vae", "digits", 30)
    assert (found["samples"], found["images"]) == (20, len(digits.indices("test")))
    likelihoods = {"elbo", "reconstruction", "kl", "log_likelihood_iw"}
    assert found["units"] == dict.fromkeys(likelihoods, "nats per image")
    assert found["elbo"] == pytest.approx(found["reconstruction"] - found["kl"])
    assert found["elbo"] <= found["log_likelihood_iw"] + 0.05
    assert -64 * math.log(2) < found["elbo"] < -15
    assert found["active_units"] in (0, 1, 2)
    assert json.loads(json.dumps(found)) == found


def test_the_same_seed_gives_the_same_figures(tmp_path, digits):
    run = trained(tmp_path / "run", "vae", digits, hidden=16)
    first = evaluate(run, samples=5, seed=1, dataset=digits)
    assert evaluate(run, samples=5, seed=1, dataset=digits) == first
    other = evaluate(run, samples=5, seed=2, dataset=digits)
    assert other["elbo"] != first["elbo"]
    # The binarised test set is the same for every seed: only the draws of z differ.
    assert other["elbo"] == pytest.approx(first["elbo"], abs=0.5)


def test_a_gan_has_the_quality_of_its_samples(tmp_path, digits):
    run = trained(tmp_path / "run", "gan", digits, width=8, latent_dim=8)
    found = evaluate(run, samples=200, dataset=digits)
    assert set(found) == QUALITY_KEYS | {"units", "images", "step", "family", "dataset"}
    assert found["features"] == "digits-classifier features"
    assert found["generated"] == 200
    assert found["units"] == {}, "a Fréchet distance has none"
    assert found["frechet_floor"] < found["frechet_ppca"] < found["frechet_distance"]
    assert list(found["label_shares"]) == list(digits.classes)
    shares = found["label_shares"].values()
    assert found["label_coverage"] == sum(share >= 0.02 for share in shares)


def test_probabilistic_pca_has_its_exact_likelihood(tmp_path, digits):
    from sklearn.decomposition import PCA

    run = trained(tmp_path / "run", "ppca", digits, latent_dim=4)
    found = evaluate(run, dataset=digits)
    flat = digits.images.reshape(len(digits), -1) / 255
    pca = PCA(4).fit(flat[digits.indices("train")])
    assert found["log_likelihood"] == pytest.approx(
        pca.score(flat[digits.indices("test")]), abs=0.01
    )
    assert set(found) > QUALITY_KEYS
    assert "elbo" not in found


def test_an_earlier_checkpoint_can_be_evaluated(tmp_path, digits):
    folder = tmp_path / "run"
    values = {"steps": 6, "threads": 1, "checkpoint_every": 2}
    run = Experiment.create(folder, "vae", {"hidden": 16}, values, digits)
    for _ in run.events(lambda: False):
        pass
    run.close()
    assert evaluate(folder, step=2, samples=2, dataset=digits)["step"] == 2


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
    found = evaluate_model(model, data, samples=3000)
    x = torch.from_numpy(small[200:]).float() / 255
    assert found["log_likelihood_iw"] == pytest.approx(
        float(model.log_evidence(x).mean()), abs=0.01
    )
    assert found["features"] == "PCA features"
    assert "label_coverage" not in found


def test_large_test_sets_get_fewer_importance_samples():
    def images(count, side):
        return np.broadcast_to(np.uint8(0), (count, 1, side, side))

    assert importance_samples(images(359, 8)) == 500
    assert importance_samples(images(10_000, 28)) == int(evaluation.DECODED_PIXELS // 7_840_000)
    assert importance_samples(images(100_000, 64)) == 50
