"""Copies of training images: found, and nothing else taken for one."""

import dataclasses
import json

import numpy as np
import pytest

from genstudio.analysis import closest, copies, features
from genstudio.analysis.closest import Coordinates, Pixels
from genstudio.cli import copies as command
from genstudio.core.errors import UserError


@pytest.fixture(scope="module")
def judge(digits, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENSTUDIO_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(features, "STEPS", (150, 150))  # of the classifier: enough for digits
        yield copies.judge_of(digits)


@pytest.fixture(scope="module")
def unlabelled(digits):
    """Without labels features are principal components, which need no training."""
    return dataclasses.replace(
        digits,
        images=digits.images[:800],
        split=digits.split[:800],
        labels=None,
        classes=(),
        name="unlabelled",
    )


def brute(rows, questions, unit):
    far = rows.astype(float)[None] - questions.astype(float)[:, None]
    return np.sqrt((far**2).sum(2)) / unit


def test_the_nearest_rows_are_those_of_brute_force(monkeypatch):
    monkeypatch.setattr(closest, "BLOCK", 40)  # several blocks
    rng = np.random.default_rng(0)
    rows, questions = rng.normal(size=(50, 5)), rng.normal(size=(7, 5))
    found = closest.nearest(Coordinates(rows.astype(np.float32)), questions.astype(np.float32), 3)
    far = brute(rows.astype(np.float32), questions.astype(np.float32), 1)
    order = np.argsort(far, axis=1, kind="stable")[:, :3]
    np.testing.assert_array_equal(found.indices, order)
    np.testing.assert_allclose(found.distances, np.take_along_axis(far, order, 1), rtol=1e-6)


def test_pixels_are_compared_in_units_of_the_whole_range():
    images = np.zeros((3, 1, 2, 2), np.uint8)
    images[1], images[2] = 255, 51
    rows = Pixels(images, np.array([1, 2]))
    found = closest.nearest(rows, np.zeros((1, 4), np.float32), 2)
    assert found.indices.tolist() == [[1, 0]]  # places among the rows
    np.testing.assert_allclose(found.distances, [[0.2, 1.0]])


def test_the_yardstick_is_the_distance_to_the_nearest_other_picture():
    rng = np.random.default_rng(1)
    images = rng.integers(0, 256, (40, 1, 3, 3), np.uint8)
    images[7] = images[3]  # duplicates are one picture
    images[8] = images[3]
    images[8, 0, 0, 0] ^= 1  # and what nobody can tell apart, too
    codes = rng.normal(size=(40, 4)).astype(np.float32)
    rows = np.arange(40)
    told = []
    features, pixels = closest.usual(Coordinates(codes), Pixels(images, rows), rows, told.append)
    flat = images.reshape(40, -1)
    near = brute(flat, flat, 255 * 3)
    other = near >= closest.SAME
    wanted = np.where(other, near, np.inf).min(1)
    np.testing.assert_allclose(pixels, wanted, rtol=1e-6)
    wanted = np.where(other, brute(codes, codes, 1), np.inf).min(1)
    np.testing.assert_allclose(features, wanted, rtol=1e-5)
    assert told[0] == 0


def test_pictures_without_any_other_have_no_distance():
    images = np.full((30, 1, 2, 2), 7, np.uint8)
    codes = np.zeros((30, 3), np.float32)
    rows = np.arange(30)
    for found in closest.usual(Coordinates(codes), Pixels(images, rows), rows, lambda _: None):
        assert len(found) == 0


def test_a_planted_copy_is_found_with_its_original(judge, digits):
    row = digits.indices("train")[17]
    noise = np.random.default_rng(0).normal(0, 3, digits.shape)
    planted = np.clip(digits.images[row] + noise, 0, 255).astype(np.uint8)
    (verdict,) = judge.verdicts(planted[None])
    assert verdict.is_copy
    assert verdict.neighbours[0].index == row
    assert verdict.pixels.neighbours[0].index == row
    assert verdict.distance == verdict.neighbours[0].distance < verdict.threshold
    assert verdict.quantile < copies.QUANTILE
    assert len(verdict.neighbours) == 5
    far = [n.distance for n in verdict.neighbours]
    assert far == sorted(far)


def test_a_far_image_is_none(judge, digits):
    noise = np.random.default_rng(0).integers(0, 256, digits.shape, np.uint8)
    (verdict,) = judge.verdicts(noise[None])
    assert not verdict.is_copy
    assert verdict.quantile > 0.5


def test_held_out_images_are_hardly_ever_taken_for_copies(judge, digits):
    verdicts = judge.verdicts(digits.images[digits.indices("test")])
    assert np.mean([v.is_copy for v in verdicts]) < 0.02
    suspicious = [v.features.suspicious for v in verdicts]
    assert np.mean(suspicious) < 0.03  # 1 % by design, give or take


def test_duplicates_in_the_data_do_not_make_copies_of_honest_images(unlabelled):
    digits, judge = unlabelled, copies.judge_of(unlabelled)
    train = digits.indices("train")
    twice = dataclasses.replace(
        digits,
        images=np.concatenate([digits.images, digits.images[train]]),
        split=np.concatenate([digits.split, digits.split[train]]),
        name="twice",
    )
    doubled = copies.judge_of(twice)
    assert doubled.by_pixels.threshold == pytest.approx(judge.by_pixels.threshold, rel=0.15)
    test = digits.images[digits.indices("test")[:100]]
    assert sum(v.is_copy for v in doubled.verdicts(test)) <= 5
    assert doubled.verdicts(digits.images[train[:1]])[0].is_copy


def test_too_few_different_images_are_said(digits):
    same = dataclasses.replace(
        digits, images=np.repeat(digits.images[:1], len(digits), 0), labels=None, classes=()
    )
    with pytest.raises(UserError, match="too few different"):
        copies.judge_of(same)


def test_it_is_cached_and_can_be_stopped(unlabelled, monkeypatch):
    digits = unlabelled
    assert copies.judge_of(digits, stop=lambda: True) is None
    told = []
    first = copies.judge_of(digits, lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] <= 1
    monkeypatch.setattr(copies, "_measured", None)  # not asked any more
    again = copies.judge_of(digits)
    np.testing.assert_array_equal(again.by_pixels.distances, first.by_pixels.distances)
    assert again.verdicts(digits.images[:3])[0].distance == pytest.approx(
        first.verdicts(digits.images[:3])[0].distance, rel=1e-4
    )


def test_novelty_is_the_distance_of_the_verdict(judge, digits):
    images = digits.images[:4]
    verdicts = judge.verdicts(images)
    for by in ("features", "pixels"):
        wanted = [getattr(v, by).distance for v in verdicts]
        np.testing.assert_allclose(judge.novelty(images, by), wanted, atol=1e-9)
    assert (judge.labels(images) == digits.labels[:4]).mean() >= 0.75


def test_the_command_counts_copies(unlabelled, tmp_path, capsys, monkeypatch):
    from genstudio import cli
    from genstudio.analysis.lens import Lens

    np.save(tmp_path / "images.npy", unlabelled.images[:200, 0])
    run = tmp_path / "run"
    assert (
        cli.main(["train", "ppca", "--data", str(tmp_path / "images.npy"), "--out", str(run)]) == 0
    )
    drawn = Lens.samples
    planted = unlabelled.images[:200]

    def samples(lens, z):
        made = drawn(lens, z)
        made[3] = planted[np.flatnonzero(_train(tmp_path / "images.npy"))[5]]
        return made

    monkeypatch.setattr(Lens, "samples", samples)
    capsys.readouterr()
    assert cli.main(["copies", str(run), "--count", "20", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["samples"] == 20
    assert told["share"] == told["copies"] / 20
    assert told["nearest"][0]["sample"] == 3
    assert told["nearest"][0]["distance"] == pytest.approx(0, abs=1e-3)
    assert cli.main(["copies", str(run), "--count", "20"]) == 0
    assert "of 20 samples" in capsys.readouterr().out
    assert cli.main(["copies", str(run), "--data", "shapes"]) == 2
    assert "another size" in capsys.readouterr().err


@pytest.mark.parametrize(("classes", "size"), [(0, 256), (10, 250), (300, 300)])
def test_samples_are_drawn_in_parts_that_hold_each_class_alike(classes, size):
    assert command._part(classes) == size


def _train(path):
    from genstudio.data import sources

    return sources.load(str(path)).split == 0
