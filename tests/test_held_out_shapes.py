"""Drawn shapes: fewer kinds, colours and sizes, and combinations that are for the test only."""

import numpy as np
import pytest

from genstudio.core.errors import UserError
from genstudio.data import shapes, sources
from genstudio.data.dataset import SPLITS

FEW = {"kinds": 3, "colours": 4, "sizes": 2, "placed": "middle", "count": 480}


def test_fewer_values_are_drawn_and_said():
    dataset = sources.load("shapes", FEW)
    assert dataset.factors["shape"].names == ("circle", "square", "triangle")
    assert dataset.factors["colour"].names == ("red", "yellow", "green", "blue")
    assert dataset.factors["size"].names == ("small", "large")
    assert dataset.classes == ("circle", "square", "triangle")
    assert len(set(dataset.captions)) == 3 * 4 * 2
    assert all(caption.endswith(" in the middle") for caption in dataset.captions)
    areas = [
        (dataset.images[dataset.factors["size"].values == size].max(1) > 60).mean()
        for size in (0, 1)
    ]
    assert areas[1] > 2 * areas[0]


def test_what_is_held_out_is_in_the_test_split_only_and_its_parts_are_not():
    dataset = sources.load("shapes", {**FEW, "held_out": 3})
    three = shapes.held_out(shapes.Config(**FEW, held_out=3))
    assert len(set(three)) == 3
    where = SPLITS.index("test")
    for words in three:
        caption = "a {2} {1} {0} in the middle".format(*words)
        same = np.array([text == caption for text in dataset.captions])
        assert same.sum() == 20
        assert (dataset.split[same] == where).all()
    seen = " ".join(c for c, s in zip(dataset.captions, dataset.split) if s != where)
    assert all(word in seen for words in three for word in words)
    # They are spread: three shapes, three colours and both sizes.
    assert [len(set(values)) for values in zip(*three)] == [3, 3, 2]


def test_grey_shapes_have_shades_and_too_much_cannot_be_held_out():
    grey = sources.load("shapes", {**FEW, "colour": "grey", "colours": 2})
    assert grey.factors["shade"].names == ("strong", "medium")
    with pytest.raises(UserError, match="at most 6 can"):
        sources.load("shapes", {**FEW, "held_out": 7})


def test_a_judge_learns_what_is_held_out_of_a_models_data(monkeypatch):
    from genstudio.analysis import judge

    learned = []

    def training(dataset, *more):
        learned.append(dataset)
        raise UserError("enough")
        yield

    monkeypatch.setattr(judge, "_training", training)
    with pytest.raises(UserError, match="enough"):
        judge.judge_of(sources.load("shapes", {**FEW, "held_out": 3, "size": 16}))
    three = shapes.held_out(shapes.Config(**FEW, held_out=3))
    train = [learned[0].captions[i] for i in learned[0].indices("train")]
    assert {"a {2} {1} {0} in the middle".format(*words) for words in three} <= set(train)
