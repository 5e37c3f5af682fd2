"""The data set itself: split, fingerprint, summary."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genstudio.data.dataset import (
    SPLITS,
    Dataset,
    Factor,
    Problem,
    complete_split,
    make_split,
    summary,
    unit,
)


def make(count: int = 40, **values) -> Dataset:
    images = np.random.default_rng(0).integers(0, 256, (count, 1, 8, 8), np.uint8)
    given = {"images": images, "split": make_split(count), "labels": np.arange(count) % 2}
    return Dataset(name="toy", source="toy", classes=("a", "b"), **(given | values))


@settings(deadline=None)
@given(st.integers(0, 3000), st.integers(0, 5))
def test_a_split_holds_out_what_it_says_and_nothing_twice(count, seed):
    split = make_split(count, seed=seed)
    assert len(split) == count
    assert (split == 2).sum() == int(count * 0.2)
    assert (split == 1).sum() == int(count * 0.05)
    assert np.array_equal(split, make_split(count, seed=seed))


def test_the_split_is_the_same_on_every_machine():
    assert np.flatnonzero(make_split(20) == 2).tolist() == [2, 4, 6, 19]


def test_the_splits_cover_every_image_once():
    data = make()
    together = np.concatenate([data.indices(name) for name in SPLITS])
    assert sorted(together.tolist()) == list(range(len(data)))


def test_an_official_test_set_stays_whole_and_validation_comes_from_train():
    official = np.repeat(np.array([0, 2], np.uint8), [100, 30])
    split = complete_split(official)
    assert (split[100:] == 2).all()
    assert np.bincount(split).tolist() == [95, 5, 30]


def test_a_set_with_its_own_validation_gives_up_images_for_a_test_only():
    split = complete_split(np.repeat(np.array([0, 1], np.uint8), [100, 10]))
    assert np.bincount(split).tolist() == [80, 10, 20]


@pytest.mark.parametrize("part", ["images", "labels", "split"])
def test_one_changed_value_changes_the_fingerprint(part):
    data = make()
    values = getattr(data, part).copy()
    values.flat[7] = 1 - (values.flat[7] > 0)
    assert replace(data, **{part: values}).fingerprint != data.fingerprint


def test_equal_data_have_equal_fingerprints_whatever_their_name_and_layout_in_memory():
    data = make()
    strided = np.asfortranarray(data.images)
    assert replace(data, name="other", images=strided).fingerprint == data.fingerprint


def test_the_summary_counts_by_class_and_split_and_fits_into_json():
    data = make(problems=(Problem("x.png", "is empty."),), captions=("one", *[""] * 39))
    told = json.loads(json.dumps(summary(data)))
    assert told["images"] == 40
    assert told["shape"] == [1, 8, 8]
    assert told["splits"] == {"train": 30, "validation": 2, "test": 8}
    assert sum(sum(counts.values()) for counts in told["classes"].values()) == 40
    assert sum(counts["test"] for counts in told["classes"].values()) == 8
    assert told["captions"] == 1
    assert told["problems"] == [{"file": "x.png", "reason": "is empty."}]
    assert told["fingerprint"] == data.fingerprint


def test_a_summary_of_names_from_outside_can_be_printed():
    told = summary(make(labels=None))
    assert told["classes"] == {}
    strange = replace(make(), name="caf\udce9\x1b[2J", source="/a/caf\udce9")
    text = json.dumps(summary(strange), ensure_ascii=False)
    assert text.encode()
    assert "\x1b" not in text


def test_what_images_were_drawn_from_is_part_of_the_set():
    codes, places = np.arange(40) % 2, np.linspace(-1, 1, 40, dtype=np.float32)
    known = {"hat": Factor(codes, ("no", "yes")), "x": Factor(places)}
    plain, rich = make(), make(factors=known)
    assert plain.fingerprint == make(factors={}).fingerprint != rich.fingerprint
    assert make(factors=dict(reversed(known.items()))).fingerprint == rich.fingerprint
    moved = make(factors=known | {"x": Factor(-places)})
    assert moved.fingerprint != rich.fingerprint
    told = summary(rich)["factors"]
    assert told == {"hat": {"values": {"no": 20, "yes": 20}}, "x": {"low": -1.0, "high": 1.0}}
    json.dumps(summary(rich))
    assert summary(plain)["factors"] == {}


def test_a_fingerprint_is_what_it_was_before_there_were_factors():
    images = (np.arange(2 * 64) % 256).astype(np.uint8).reshape(2, 1, 8, 8)
    old = Dataset("a", "a", images, np.zeros(2, np.uint8), np.arange(2))
    digest = hashlib.sha256(b"(2, 1, 8, 8)")
    digest.update(images.tobytes() + bytes(2) + np.arange(2).tobytes())
    assert old.fingerprint == digest.hexdigest()


def test_models_take_pixels_in_the_unit_interval_and_points_as_they_are():
    assert unit(np.array([0, 51, 255], np.uint8)).tolist() == [0, np.float32(0.2), 1]
    points = np.array([[[[-7.5, 300.0]]]], np.float32)
    assert np.array_equal(unit(points), points)
    assert unit(points).dtype == unit(np.zeros(1, np.uint8)).dtype == np.float32
