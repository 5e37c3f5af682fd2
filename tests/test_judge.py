"""The judge of attributes: right on pictures it has not seen, the same again, safely kept."""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn import functional

from genstudio.analysis import judge as judges
from genstudio.analysis._judge_net import _loss
from genstudio.analysis.concepts import values_of
from genstudio.analysis.progress import Ended
from genstudio.core import paths
from genstudio.core.errors import UserError
from genstudio.data import sources
from genstudio.data.dataset import Dataset, Factor, make_split


def small(count=240, side=8):
    """Return pictures of which a judge learns in no time: is it bright, is the left side red?"""
    generator = np.random.default_rng(0)
    bright, red = generator.integers(0, 2, (2, count))
    images = generator.integers(0, 40, (count, 3, side, side)).astype(np.uint8)
    images += (bright * 120)[:, None, None, None].astype(np.uint8)
    images[:, 0, :, : side // 2] += (red * 90)[:, None, None].astype(np.uint8)
    names = ("no", "yes")
    return Dataset(
        name="small",
        source="small",
        images=images,
        split=make_split(count),
        factors={
            "bright": Factor(bright, names),
            "red": Factor(red, names),
            "x": Factor(np.zeros(count, np.float32)),
        },
    )


@pytest.fixture(scope="module")
def trained():
    data = small()
    return data, judges.train_judge(data, steps=60)


def test_a_judge_tells_every_attribute_of_pictures_it_has_not_seen(trained):
    data, judge = trained
    assert judge.values == {"bright": ("no", "yes"), "red": ("no", "yes")}
    rows = data.indices("test")
    said = judge(data.images[rows])
    for name in judge.values:
        share = (said[name] == data.factors[name].values[rows]).mean()
        assert share >= 0.97
        assert judge.accuracy[name] == pytest.approx(share)
        assert said[name].dtype == np.int64


def test_probabilities_are_the_softmax_of_the_heads_and_sum_to_one(trained):
    data, judge = trained
    found = judge.probabilities(data.images[:9])
    logits = judge.net(torch.from_numpy(data.images[:9]).float() / 255)
    for name, shares in found.items():
        e = np.exp(logits[name].numpy().astype(np.float64))
        assert np.allclose(shares, e / e.sum(1, keepdims=True), atol=1e-5)
        assert np.array_equal(shares.argmax(1), judge(data.images[:9])[name])
    assert {name: len(v) for name, v in judge(data.images[:0]).items()} == {"bright": 0, "red": 0}


def test_the_maps_carry_gradients_to_the_picture(trained):
    data, judge = trained
    images = (torch.from_numpy(data.images[:2]).float() / 255).requires_grad_()
    maps = judge.maps(images)
    assert [m.shape[1:] for m in maps] == [(32, 8, 8), (64, 4, 4), (64, 4, 4)]
    sum(m.sum() for m in maps).backward()
    assert images.grad is not None
    assert float(images.grad.abs().sum()) > 0


def test_what_is_not_known_of_an_image_is_not_learned_from():
    logits = torch.tensor([[2.0, 0.0], [0.0, 1.0], [5.0, -5.0]])
    known = torch.tensor([0, 1, -1])
    expected = functional.cross_entropy(logits[:2], known[:2])
    assert float(_loss({"a": logits}, {"a": known})) == pytest.approx(float(expected))
    assert float(_loss({"a": logits}, {"a": torch.full((3,), -1)})) == 0


def test_the_same_data_and_seed_give_the_same_judge_and_another_seed_another():
    data = small(120)
    state = torch.random.get_rng_state()
    one, again, other = (judges.train_judge(data, seed, steps=3) for seed in (0, 0, 1))
    assert torch.equal(torch.random.get_rng_state(), state)
    assert judges.packed(one) == judges.packed(again) != judges.packed(other)


def test_a_judge_is_trained_once_and_then_read_and_says_the_same(monkeypatch):
    data, count = small(120), []
    real = judges.training

    def quick(images, targets, sizes, seed, stop, steps):
        count.append(seed)
        return real(images, targets, sizes, seed, stop, 4)

    monkeypatch.setattr(judges, "training", quick)
    first, second = judges.judge_of(data), judges.judge_of(data)
    judges.judge_of(data, seed=1)
    assert count == [0, 1]
    assert first.accuracy == second.accuracy
    assert not second.shipped
    for name, shares in first.probabilities(data.images).items():
        assert np.array_equal(shares, second.probabilities(data.images)[name])


def test_a_damaged_file_is_trained_again_and_said(monkeypatch, caplog):
    data = small(120)
    real = judges.training
    monkeypatch.setattr(judges, "training", lambda *args: real(*args[:-1], 2))
    judges.judge_of(data)
    [path] = (paths.cache_dir() / "judges").iterdir()
    for spoilt in (b"", b"\xff" * 200, path.read_bytes()[:500]):
        path.write_bytes(spoilt)
        with caplog.at_level(logging.WARNING):
            judges.judge_of(data)
        assert "training one" in caplog.text
        caplog.clear()


def test_stopping_ends_the_training():
    with pytest.raises(Ended):
        judges.judge_of(small(), stop=lambda: True)


def test_classes_are_judged_where_there_are_no_factors():
    data = small(200)
    labels = data.factors["red"].values.copy()
    labels[::7] = -1
    plain = replace(data, factors={}, labels=labels, classes=("blue", "red"))
    judge = judges.train_judge(plain, steps=40)
    assert judge.values == {"class": ("blue", "red")}
    assert judge.accuracy["class"] >= 0.95


def test_data_of_which_nothing_is_known_are_refused_in_a_sentence():
    data = replace(small(60), factors={})
    with pytest.raises(UserError, match="Nothing is known"):
        judges.judge_of(data)
    few = replace(data, labels=np.full(60, -1), classes=("a", "b"))
    with pytest.raises(UserError, match="needs 20 training pictures"):
        judges.judge_of(few)


@pytest.mark.parametrize("source", ["faces", "shapes"])
def test_the_shipped_judges_know_drawn_data_they_have_not_seen(source):
    data = sources.load(source, {"count": 600, "seed": 5})
    whole = replace(data, split=np.full(600, 2, np.uint8), hashed="")
    for seed in (0, 1):
        path = judges.shipped_path(data, seed)
        if not path.is_file():
            pytest.skip(f"{path.name} is not shipped")
        assert path.stat().st_size < 300_000
        net = judges._read(path, data.shape, values_of(data))
        judge = judges._scored(judges.Judge(net, values_of(data), seed), whole)
        assert min(judge.accuracy.values()) >= 0.97, judge.accuracy
