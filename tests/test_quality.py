"""The Fréchet distance against closed forms, and the coverage of labels."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from genstudio.analysis import quality
from genstudio.analysis.features import ClassifierFeatures, train_classifier
from genstudio.models import vae


@pytest.fixture(scope="module")
def judged(digits):
    return ClassifierFeatures("digits-classifier features", train_classifier(digits, steps=150))


def random_covariance(seed, size=6):
    draw = np.random.default_rng(seed).normal(size=(size, size))
    return draw @ draw.T / size


def test_diagonal_gaussians_have_their_closed_form():
    mean_a, mean_b = np.array([1.0, -2.0, 0.5]), np.array([0.0, 1.0, 0.5])
    sd_a, sd_b = np.array([0.5, 2.0, 1.0]), np.array([1.0, 1.0, 0.0])
    found = quality.frechet_of_gaussians(mean_a, np.diag(sd_a**2), mean_b, np.diag(sd_b**2))
    assert found == pytest.approx(((mean_a - mean_b) ** 2).sum() + ((sd_a - sd_b) ** 2).sum())


def test_any_gaussians_agree_with_the_eigenvalues_of_the_product():
    a, b = random_covariance(0), random_covariance(1)
    root = np.sqrt(np.linalg.eigvals(a @ b)).sum()
    assert abs(root.imag) < 1e-9
    expected = np.trace(a) + np.trace(b) - 2 * root.real
    zero = np.zeros(6)
    assert quality.frechet_of_gaussians(zero, a, zero, b) == pytest.approx(expected)
    assert quality.frechet_of_gaussians(zero, b, zero, a) == pytest.approx(expected)


def test_a_singular_covariance_gives_no_complex_numbers():
    thin = np.outer([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    assert quality.frechet_of_gaussians(np.zeros(3), thin, np.zeros(3), thin) < 1e-6


def test_samples_of_two_gaussians_are_as_far_apart_as_the_gaussians():
    noise = np.random.default_rng(0)
    a = noise.normal(size=(40_000, 3))
    b = noise.normal([1.0, 0.0, 0.0], [2.0, 1.0, 0.5], size=(40_000, 3))
    assert quality.frechet_distance(a, b) == pytest.approx(1 + 1 + 0.25, abs=0.05)
    assert quality.frechet_distance(a, a) < 1e-9


def test_the_floor_compares_halves_and_shrinks_with_the_data():
    features = np.random.default_rng(0).normal(size=(4000, 8))
    whole = quality.frechet_floor(features)
    assert whole == quality.frechet_floor(features)
    assert 0 < whole < quality.frechet_floor(features[:400])


def test_moments_of_chunks_are_those_of_the_whole():
    draws = np.random.default_rng(0).normal(100.0, 0.01, size=(1000, 5))
    found = quality.Moments()
    for part in np.array_split(draws, 7):
        found.add(part)
    found.add(draws[:0])
    assert found.count == 1000
    assert found.mean == pytest.approx(draws.mean(0), rel=1e-12)
    assert found.covariance == pytest.approx(np.cov(draws, rowvar=False), rel=1e-6, abs=1e-12)


def test_the_labels_of_samples_have_their_entropy_and_divergence():
    assert quality.label_entropy([0.25] * 4) == pytest.approx(np.log(4))
    assert quality.label_entropy([1.0, 0.0]) == 0
    shares, real = np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.25, 0.5])
    expected = 0.5 * np.log(2) - 0.25 * np.log(2)
    assert quality.label_divergence(shares, real) == pytest.approx(expected)
    assert quality.label_divergence(real, real) == 0
    assert quality.label_divergence([0.0, 1.0], [1.0, 0.0]) > 7


def test_samples_come_in_chunks_that_make_the_same_images(digits, monkeypatch):
    model = vae.Model(vae.Config(hidden=16), digits.shape, torch.Generator().manual_seed(0)).eval()
    whole = quality.generate(model, 50, seed=3)
    monkeypatch.setattr(quality, "CHUNK", 7 * 64)
    parts = list(quality.generated_chunks(model, 50, seed=3))
    assert [len(part) for part in parts] == [7] * 7 + [1]
    assert np.array_equal(np.concatenate(parts), whole)
    assert whole.dtype == np.uint8
    assert len(quality.generate(model, 0)) == 0


def test_coverage_counts_the_labels_with_a_share_of_two_per_cent():
    labels = np.repeat([0, 1, 2, 4], [500, 480, 19, 1])
    shares = quality.label_shares(labels, 5)
    assert shares == pytest.approx([0.5, 0.48, 0.019, 0, 0.001])
    assert quality.label_coverage(shares) == 2
    assert quality.label_coverage([0.02] * 10) == 10


def test_samples_of_probabilistic_pca_are_between_the_floor_and_noise(digits, judged):
    baseline = quality.frechet_of_ppca(digits, features=judged, count=1000)
    floor = quality.frechet_floor(judged(quality.references(digits)))
    assert 10 * floor < baseline
    more = quality.frechet_of_ppca(digits, latent_dim=2, features=judged, count=1000)
    assert more > baseline
    assert baseline == quality.frechet_of_ppca(digits, features=judged, count=1000)


def test_large_data_are_compared_by_the_same_ten_thousand(digits, monkeypatch):
    monkeypatch.setattr(quality, "REFERENCES", 100)
    first = quality.references(digits)
    assert len(first) == 100
    assert np.array_equal(first, quality.references(digits))
