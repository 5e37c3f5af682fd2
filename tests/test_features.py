"""The features that samples are judged by: good enough, always the same, safely cached."""

from __future__ import annotations

import logging
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch

from genstudio.analysis import features
from genstudio.analysis.features import features_of, pca_features, train_classifier
from genstudio.core import paths


@pytest.fixture(scope="module")
def classifier(digits):
    return train_classifier(digits)


@pytest.fixture
def quick(monkeypatch):
    """Train for a few steps only, and count how often."""
    trained = []

    def train(dataset, watch=None):
        trained.append(dataset.name)
        return train_classifier(dataset, steps=2)

    monkeypatch.setattr(features, "train_classifier", train)
    return trained


def cache_files():
    return list((paths.cache_dir() / "features").iterdir())


def test_the_classifier_knows_the_digits(digits, classifier):
    found = features.ClassifierFeatures("digits", classifier)
    test = digits.indices("test")
    right = (found.labels(digits.images[test]) == digits.labels[test]).mean()
    assert right >= 0.97
    assert found.accuracy == pytest.approx(right)


def test_features_are_standardised_on_the_training_images(digits, classifier):
    found = features.ClassifierFeatures("digits", classifier)(
        digits.images[digits.indices("train")]
    )
    assert found.shape[1] == 64
    assert np.allclose(found.mean(0), 0, atol=1e-4)
    assert np.allclose(found.std(0, ddof=1), 1, atol=1e-3)


def test_training_is_a_function_of_the_data_and_leaves_the_global_generator_alone(digits):
    state = torch.random.get_rng_state()
    first, second = (train_classifier(digits, steps=3) for _ in range(2))
    assert torch.equal(torch.random.get_rng_state(), state)
    for name, tensor in first.state_dict().items():
        assert torch.equal(tensor, second.state_dict()[name]), name


def test_the_classifier_is_trained_once_and_then_read_from_the_cache(digits, quick):
    first, second = features_of(digits), features_of(digits)
    assert quick == ["digits"]
    assert first.name == second.name == "digits-classifier features"
    assert np.array_equal(first(digits.images[:9]), second(digits.images[:9]))
    assert first.accuracy == second.accuracy


@pytest.mark.parametrize("spoilt", [b"", b"\0" * 200, b"not safetensors at all"])
def test_a_spoilt_cache_file_is_trained_again_and_said(digits, quick, caplog, spoilt):
    first = features_of(digits)
    [path] = cache_files()
    path.write_bytes(spoilt)
    with caplog.at_level(logging.WARNING):
        again = features_of(digits)
    assert len(quick) == 2
    assert "training it again" in caplog.text
    assert np.array_equal(first(digits.images[:9]), again(digits.images[:9]))
    features_of(digits)
    assert len(quick) == 2


def test_a_cache_file_of_another_network_is_trained_again(digits, quick):
    features_of(digits)
    [path] = cache_files()
    other = features.Classifier((3, 9, 9), 4)
    features._keep(path, other)
    features_of(digits)
    assert len(quick) == 2


def test_a_cache_that_cannot_be_written_is_no_obstacle(digits, quick, caplog):
    paths.cache_dir().write_text("a file where the folder should be")
    with caplog.at_level(logging.WARNING):
        assert features_of(digits).name == "digits-classifier features"
    assert "not kept" in caplog.text


def test_other_labels_are_another_classifier(digits, quick):
    features_of(digits)
    features_of(replace(digits, labels=digits.labels // 5))
    assert len(quick) == 2
    assert len(cache_files()) == 2


def test_without_enough_labels_the_features_are_principal_components(digits, quick):
    assert features_of(replace(digits, labels=None, classes=())).name == "PCA features"
    assert features_of(replace(digits, labels=np.zeros_like(digits.labels))).name == "PCA features"
    few = replace(digits, labels=np.where(np.arange(len(digits)) < 150, digits.labels, -1))
    assert features_of(few).name == "PCA features"
    assert features_of(few).labels(digits.images[:3]) is None
    assert quick == []


def test_the_principal_components_are_those_of_scikit_learn(digits):
    from sklearn.decomposition import PCA

    train = digits.images[digits.indices("train")]
    flat = train.reshape(len(train), -1) / 255
    pca = PCA(20).fit(flat)
    unit = np.sqrt(pca.explained_variance_.mean() * (len(flat) - 1) / len(flat))
    found = pca_features(digits, 20)(train)
    assert np.allclose(np.abs(found), np.abs(pca.transform(flat)) / unit, atol=1e-3)


def test_more_images_than_pixels_are_not_needed(digits):
    few = replace(digits, images=digits.images[:10], split=np.zeros(10, np.uint8), labels=None)
    assert pca_features(few)(few.images).shape == (10, 9)
    alike = replace(few, images=np.zeros_like(few.images))
    assert np.isfinite(pca_features(alike)(alike.images)).all()


@pytest.mark.parametrize("shape", [(1, 8, 8), (3, 64, 64), (1, 28, 28), (3, 33, 9)])
def test_any_size_of_image_has_64_features(shape):
    net = features.Classifier(shape, 5)
    assert net.raw_features(torch.zeros(2, *shape)).shape == (2, 64)
    assert net(torch.zeros(2, *shape)).shape == (2, 5)


def test_training_the_classifier_does_not_load_the_compiler_of_torch():
    code = (
        "import sys; from genstudio.data import sources; from genstudio.analysis import features;"
    )
    code += "features.train_classifier(sources.load('digits'), steps=1);"
    code += "sys.exit('torch._dynamo' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
