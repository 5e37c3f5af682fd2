"""Poisson blending against a dense solve, and against functions that are harmonic."""

from __future__ import annotations

import numpy as np
import pytest

from genstudio.analysis import poisson


def dense(known, patch, hole):
    """Minimise the differences of slopes directly: least squares over every edge of the grid."""
    height, width = hole.shape
    index = -np.ones(hole.shape, int)
    index[hole] = np.arange(hole.sum())
    rows, values = [], []
    edges = [((y, x), (y, x + 1)) for y in range(height) for x in range(width - 1)]
    edges += [((y, x), (y + 1, x)) for y in range(height - 1) for x in range(width)]
    for a, b in edges:
        if not (hole[a] or hole[b]):
            continue
        row, value = np.zeros(hole.sum()), patch[a] - patch[b]
        for place, sign in ((a, 1), (b, -1)):
            if hole[place]:
                row[index[place]] = sign
            else:
                value -= sign * known[place]
        rows.append(row)
        values.append(value)
    found = known.astype(float).copy()
    found[hole] = np.linalg.lstsq(np.array(rows), np.array(values), rcond=None)[0]
    return found


def holes():
    middle = np.zeros((9, 11), bool)
    middle[2:7, 3:8] = True
    corner = np.zeros((9, 11), bool)
    corner[:5, :6] = True
    most = np.ones((9, 11), bool)
    most[4, 5] = False
    scattered = np.random.default_rng(0).random((9, 11)) < 0.5
    return {"middle": middle, "corner": corner, "all but a pixel": most, "scattered": scattered}


@pytest.mark.parametrize("name", holes())
def test_blending_is_the_dense_least_squares_solution(name):
    random = np.random.default_rng(1)
    known, patch = random.uniform(0, 255, (2, 9, 11))
    hole = holes()[name]
    found = poisson.blend(known, patch, hole)
    np.testing.assert_allclose(found, dense(known, patch, hole), atol=0.05)
    np.testing.assert_array_equal(found[~hole], known[~hole])


def test_a_patch_that_is_off_by_a_constant_fits_exactly():
    known = np.random.default_rng(2).uniform(0, 255, (12, 12))
    hole = holes()["middle"][:, :9]
    known = known[:9, :9]
    np.testing.assert_allclose(poisson.blend(known, known + 40, hole), known, atol=1e-2)


@pytest.mark.parametrize("side", [8, 32, 128])
def test_diffusion_continues_a_harmonic_function(side):
    """x^2 - y^2 and xy satisfy the 5-point equation exactly."""
    y, x = np.mgrid[:side, :side] / side - 0.5
    functions = np.stack([x**2 - y**2, x * y, 3 * x - y])
    hole = np.zeros((side, side), bool)
    hole[side // 4 : 3 * side // 4, side // 8 : side // 2] = True
    found = poisson.diffuse(255 * functions, hole)
    np.testing.assert_allclose(found, 255 * functions, atol=0.1)


def test_diffusion_does_not_look_into_the_hole():
    known = np.random.default_rng(3).uniform(0, 1, (3, 9, 11))
    hole = holes()["middle"]
    other = np.where(hole, np.nan, known)
    np.testing.assert_array_equal(poisson.diffuse(known, hole), poisson.diffuse(other, hole))
    filled = poisson.diffuse(known, hole)[:, hole]
    assert filled.min() > known[:, ~hole].min()  # the maximum principle
    assert filled.max() < known[:, ~hole].max()


def test_a_blender_that_goes_on_from_its_last_answer_gives_the_same():
    random = np.random.default_rng(4)
    known, patches = random.uniform(0, 255, (3, 9, 11)), random.uniform(0, 255, (4, 3, 9, 11))
    hole = holes()["corner"]
    blender = poisson.Blender(hole)
    blender.blend(known, patches)
    moved = patches + random.normal(0, 3, patches.shape)
    np.testing.assert_allclose(
        blender.blend(known, moved), poisson.blend(known, moved, hole), atol=0.05
    )


def test_a_hole_over_everything_has_no_border():
    with pytest.raises(ValueError, match="border"):
        poisson.Blender(np.ones((4, 4), bool))


def test_the_seam_is_the_mean_step_over_the_border():
    picture = np.zeros((6, 6))
    hole = np.zeros((6, 6), bool)
    hole[2:4, 2:4] = True
    picture[2:4, 2:4] = [[10, 12], [10, 12]]
    border, interior = poisson.seam(picture, hole)
    assert border == pytest.approx(11.0)
    assert interior == pytest.approx(1.0)  # two steps of 2 across, two of 0 down
