"""Planes through many dimensions: what each shows, and that its points go back to codes."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from genstudio.analysis import project_dims, project_lda, projections
from genstudio.analysis.project import Plane
from genstudio.analysis.projections import Projection

LINEAR = ("pca", "dims", "lda", "random")


@pytest.fixture(scope="module")
def codes():
    noise = np.random.default_rng(3)
    return noise.normal(size=(2000, 6)) @ noise.normal(size=(6, 6)) + noise.normal(size=6)


@pytest.fixture(scope="module")
def labels(codes):
    return (codes[:, 1] > codes[:, 1].mean()).astype(np.int64) + (codes[:, 4] > 1)


def lay(kind, codes, labels, **more):
    return projections.fit(Projection(kind), codes, labels, **more)


@pytest.mark.parametrize("kind", LINEAR)
def test_a_lifted_point_is_projected_back_to_itself(kind, codes, labels):
    plane = lay(kind, codes, labels)
    assert plane.kind == kind
    points = np.random.default_rng(0).normal(size=(50, 2))
    assert np.allclose(plane.project(plane.lift(points)), points, atol=1e-4)
    rest = np.random.default_rng(1).normal(size=(50, 4))
    assert np.allclose(plane.project(plane.lift(points, rest)), points, atol=1e-4)


@pytest.mark.parametrize("kind", LINEAR)
def test_point_and_rest_together_are_the_code(kind, codes, labels):
    plane = lay(kind, codes, labels)
    assert np.allclose(plane.lift(plane.project(codes), plane.rest(codes)), codes, atol=1e-4)
    assert np.allclose(plane.rest(codes).std(0), plane.scales[2:], atol=1e-4)
    assert np.all(np.diff(plane.scales[2:]) <= 1e-9)  # the widest slider comes first


@pytest.mark.parametrize("kind", LINEAR)
def test_a_point_is_lifted_to_the_mean_of_the_codes_that_are_seen_there(kind, codes, labels):
    """Ordinary least squares of the codes on the points is the Gaussian's conditional mean."""
    plane = lay(kind, codes, labels)
    points = plane.project(codes).astype(np.float64)
    design = np.column_stack([np.ones(len(points)), points])
    weights = np.linalg.lstsq(design, codes, rcond=None)[0]
    asked = np.array([[0.5, -1.0], [2.0, 3.0]])
    expected = np.column_stack([np.ones(2), asked]) @ weights
    assert np.allclose(plane.lift(asked), expected, atol=1e-3)


def test_the_share_of_the_variance_is_that_of_the_points(codes, labels):
    for kind in LINEAR:
        plane = lay(kind, codes, labels)
        share = plane.project(codes).var(0).sum() / codes.var(0).sum()
        assert plane.explained == pytest.approx(share, rel=1e-4)


def test_two_dimensions_show_the_numbers_of_z(codes):
    plane = projections.fit(Projection("dims", (4, 1)), codes)
    assert np.allclose(plane.project(codes), codes[:, [4, 1]], atol=1e-4)
    assert plane.dims == (4, 1)


def test_the_dimensions_that_carry_the_most_come_first_and_stay(codes):
    kl = np.array([0.1, 3.0, 0.0, 0.5, 2.0, 0.4])
    plane = projections.fit(Projection("dims"), codes, kl=kl)
    assert plane.dims == (1, 4)
    assert plane.figure == pytest.approx(5 / 6)
    after = projections.fit(Projection("dims"), codes, kl=kl[::-1].copy(), before=plane)
    assert after.dims == (1, 4)


def test_the_kl_of_a_dimension_is_that_of_its_gaussians():
    mean, logvar = np.array([[1.0, 0.0], [3.0, 0.0]]), np.log([[0.25, 1.0], [0.25, 1.0]])
    z = np.linspace(-12, 12, 200_001)
    q = [np.exp(-0.5 * ((z - m) / 0.5) ** 2) / (0.5 * np.sqrt(2 * np.pi)) for m in (1.0, 3.0)]
    log_prior = -0.5 * z**2 - 0.5 * np.log(2 * np.pi)
    exact = [np.trapezoid(p * (np.log(p + 1e-300) - log_prior), z) for p in q]
    assert project_dims.kl_of(mean, logvar) == pytest.approx([np.mean(exact), 0], abs=1e-6)


def test_the_discriminants_are_those_of_scikit_learn(codes, labels):
    within, between = project_lda.scatters(codes, labels)
    ratios, directions = project_lda.discriminants(within, between)
    peer = LinearDiscriminantAnalysis(solver="eigen").fit(codes, labels)
    assert np.allclose(ratios[:2] / ratios.sum(), peer.explained_variance_ratio_[:2], atol=1e-8)
    ours = (codes - codes.mean(0)) @ directions[:, :2]
    theirs = peer.transform(codes)[:, :2]
    for j in range(2):
        assert abs(np.corrcoef(ours[:, j], theirs[:, j])[0, 1]) == pytest.approx(1, abs=1e-8)


def test_the_plane_of_classes_spans_the_discriminants_and_tells_their_ratio(codes, labels):
    plane = lay("lda", codes, labels)
    points = plane.project(codes).astype(np.float64)
    within, between = project_lda.scatters(points, labels)
    assert plane.figure == pytest.approx(np.trace(np.linalg.solve(within, between)) / 2, rel=1e-3)
    other = lay("random", codes, labels).project(codes).astype(np.float64)
    within, between = project_lda.scatters(other, labels)
    assert np.trace(np.linalg.solve(within, between)) / 2 < plane.figure


def test_two_classes_have_one_discriminant_and_the_widest_other_direction(codes):
    labels = (codes[:, 1] > 0).astype(np.int64)
    plane = lay("lda", codes, labels)
    peer = LinearDiscriminantAnalysis(solver="eigen").fit(codes, labels).transform(codes)
    first = plane.project(codes)[:, 0]
    assert abs(np.corrcoef(first, peer[:, 0])[0, 1]) == pytest.approx(1, abs=1e-6)
    assert np.allclose(plane.axes.T @ plane.axes, np.eye(6), atol=1e-9)


def test_classes_are_told_apart_where_dimensions_do_not_vary(codes, labels):
    flat = np.column_stack([codes, np.full(len(codes), 2.0), codes[:, 0]])
    plane = lay("lda", flat, labels)
    assert np.isfinite(plane.axes).all()
    assert plane.figure == pytest.approx(lay("lda", codes, labels).figure, rel=1e-3)


def test_without_classes_the_plane_is_that_of_the_widest_directions(codes):
    assert lay("lda", codes, None).kind == "pca"
    assert lay("lda", codes, np.zeros(len(codes), np.int64)).kind == "pca"
    assert lay("a kind that is not known", codes, None).kind == "pca"


def test_a_random_plane_is_its_seeds(codes):
    one, same, other = (projections.fit(Projection("random", seed=s), codes) for s in (1, 1, 2))
    assert np.array_equal(one.axes, same.axes)
    assert np.abs(one.axes[:, :2].T @ other.axes[:, :2]).max() < 0.999
    assert 0 < one.explained < Plane.fit(codes).explained


def test_the_plane_of_classes_does_not_flip_when_it_is_laid_again(codes, labels):
    before = lay("lda", codes, labels)
    turn = np.array([[0.6, -0.8], [-0.8, -0.6]])
    near = before.project(codes) @ turn
    after = lay("lda", codes, labels, before=before, near=near)
    assert np.allclose(after.project(codes), near, atol=1e-3)
    assert np.allclose(after.lift(near[:5]), before.lift(near[:5] @ turn.T), atol=1e-3)


@pytest.mark.parametrize("kind", LINEAR)
def test_two_dimensions_are_the_plane_itself(kind):
    codes = np.random.default_rng(0).normal(3, 2, size=(50, 2))
    labels = np.arange(50) % 3
    assert np.allclose(lay(kind, codes, labels).project(codes), codes, atol=1e-6)


@pytest.mark.parametrize("kind", LINEAR)
def test_codes_that_are_not_finite_or_all_alike_do_no_harm(kind, codes, labels):
    spoilt = np.vstack([np.full((3, 6), np.nan), codes])
    told = np.concatenate([[0, 1, 2], labels])
    assert np.allclose(lay(kind, spoilt, told).axes, lay(kind, codes, labels).axes, atol=1e-6)
    alike = lay(kind, np.ones((20, 4)), np.arange(20) % 2)
    assert np.allclose(alike.lift(alike.project(np.ones((1, 4)))), 1.0, atol=1e-5)


def test_codes_without_a_class_are_no_class(codes, labels):
    """They lie far away, which a class of their own would make the widest difference."""
    both = np.concatenate([codes, codes + 50 * np.eye(6)[5]])
    some = np.concatenate([labels, np.full(len(codes), -1)])
    plane, alone = lay("lda", both, some), lay("lda", codes, labels)
    assert plane.kind == "lda"
    assert np.allclose(np.abs(plane.axes[:, :2].T @ alone.axes[:, :2]), np.eye(2), atol=1e-6)
    assert lay("lda", both, np.where(some < 0, -1, 0)).kind == "pca"
