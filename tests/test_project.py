"""The plane of the codes: exact in two dimensions, the conditional mean in more."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA

from genstudio.analysis.project import Plane


@pytest.fixture(scope="module")
def codes():
    noise = np.random.default_rng(0)
    return noise.normal(size=(500, 5)) @ noise.normal(size=(5, 5)) + noise.normal(size=5)


def test_two_dimensions_are_the_plane_itself():
    codes = np.random.default_rng(0).normal(3, 2, size=(50, 2)).astype(np.float32)
    plane = Plane.fit(codes)
    assert np.array_equal(plane.project(codes), codes)
    assert np.array_equal(plane.lift(codes), codes)
    assert (plane.explained, plane.components) == (1.0, 0)


def test_one_dimension_lies_on_a_line():
    codes = np.random.default_rng(0).normal(size=(50, 1)).astype(np.float32)
    plane = Plane.fit(codes)
    points = plane.project(codes)
    assert points.shape == (50, 2)
    assert np.array_equal(points[:, 1], np.zeros(50))
    assert np.array_equal(plane.lift(points + np.array([0, 7])), codes)
    assert (plane.explained, plane.components) == (1.0, 0)


def test_the_points_and_the_share_are_those_of_scikit_learn(codes):
    plane, pca = Plane.fit(codes), PCA(2).fit(codes)
    assert np.allclose(np.abs(plane.project(codes)), np.abs(pca.transform(codes)), atol=1e-4)
    assert plane.explained == pytest.approx(pca.explained_variance_ratio_.sum())


def test_a_point_is_lifted_to_the_conditional_mean_of_the_codes(codes):
    plane = Plane.fit(codes, near=np.random.default_rng(1).normal(size=(500, 2)))
    mean, covariance, u = codes.mean(0), np.cov(codes.T), plane.axes[:, :2]
    points = np.array([[0.5, -1.0], [2.0, 3.0]])
    gain = covariance @ u @ np.linalg.inv(u.T @ covariance @ u)
    assert np.allclose(plane.lift(points), mean + points @ gain.T, atol=1e-5)


def test_a_lifted_point_is_projected_back_to_itself(codes):
    plane = Plane.fit(codes)
    points = np.random.default_rng(2).normal(size=(20, 2)).astype(np.float32)
    assert np.allclose(plane.project(plane.lift(points, rest=[1.0, -2.0, 0.5])), points, atol=1e-5)


def test_point_and_rest_together_are_the_code(codes):
    plane = Plane.fit(codes)
    assert plane.components == 3
    assert np.allclose(plane.lift(plane.project(codes), plane.rest(codes)), codes, atol=1e-4)
    assert np.allclose(plane.rest(codes).std(0), plane.scales[2:], atol=1e-4)


def test_a_refit_keeps_the_points_where_they_were(codes):
    before = Plane.fit(codes).project(codes)
    turn = np.array([[0.6, -0.8], [-0.8, -0.6]])
    after = Plane.fit(codes, near=before @ turn)
    assert np.allclose(after.project(codes), before @ turn, atol=1e-3)
    assert np.allclose(after.axes.T @ after.axes, np.eye(5), atol=1e-9)


def test_codes_that_are_not_finite_do_not_move_the_plane(codes):
    spoilt = np.vstack([codes, np.full((3, 5), np.nan)])
    assert np.allclose(Plane.fit(spoilt).axes, Plane.fit(codes).axes)
    assert np.isfinite(Plane.fit(np.full((4, 5), np.nan)).lift([[0.0, 1.0]])).all()


def test_codes_that_are_all_alike_still_have_a_plane():
    plane = Plane.fit(np.ones((10, 4)))
    assert plane.explained == 1.0
    assert np.allclose(plane.lift([[0.0, 0.0]]), 1.0)


def test_without_codes_the_plane_is_the_first_two_dimensions():
    plane = Plane.of_prior(8)
    assert np.allclose(plane.lift([[1.5, -2.0]]), [[1.5, -2.0, 0, 0, 0, 0, 0, 0]])
    assert (plane.explained, plane.components) == (0.25, 6)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 12), st.integers(1, 40), st.integers(0, 99))
def test_any_plane_is_its_own_inverse(latent_dim, count, seed):
    codes = np.random.default_rng(seed).normal(size=(count, latent_dim))
    plane = Plane.fit(codes)
    points = plane.project(codes)
    assert np.allclose(plane.project(plane.lift(points)), points, atol=1e-4)
