"""What families are made from beside images: captions, boxes, and two kinds in turn."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from genstudio.core.errors import UserError
from genstudio.data.batches import Batches
from genstudio.data.conditions import Conditions, conditions_of, domains_of, why_not
from genstudio.data.dataset import Dataset, Factor, make_split


def dataset(count: int = 40, most: int = 30) -> Dataset:
    """Return images whose pixels are their number, `most` of them of class 0."""
    images = np.arange(count, dtype=np.uint8)[:, None, None, None].repeat(8, 2).repeat(8, 3)
    labels = (np.arange(count) >= most).astype(np.int64)
    split = np.zeros(count, np.uint8)
    return Dataset("toy", "toy", images, split, labels, ("many", "few"))


def drawn(batches: Batches, count: int) -> list[torch.Tensor]:
    return [(batches.draw().image[:, 0, 0, 0] * 255).round().long() for _ in range(count)]


def test_two_kinds_take_turns_and_the_larger_one_is_seen_once_an_epoch():
    batches = Batches.of(dataset(), "train", 6, 0, "cpu", (), (0, 1))
    assert batches.per_epoch == 10
    places = torch.cat(drawn(batches, 10))
    assert (places[0::2] < 30).all()
    assert (places[1::2] >= 30).all()
    assert sorted(places[0::2].tolist()) == list(range(30))
    assert torch.bincount(places[1::2])[30:].tolist() == [3] * 10
    assert batches.epoch == 1


def test_pairs_stay_together_whatever_the_batch_size_and_however_it_is_shared():
    batches = Batches.of(dataset(), "train", 7, 0, "cpu", (), (1, 0))
    assert batches.batch_size == 6
    batches.batch_size = 3
    assert batches.batch_size == 2
    batches.batch_size = 10
    batches.ranks = 2
    parts = []
    for batches.rank in (0, 1):
        batches.restore({"epoch": 0, "position": 0})
        parts.append(drawn(batches, 1)[0])
    assert [len(part) for part in parts] in ([6, 4], [4, 6])
    assert all((part[0::2] >= 30).all() and (part[1::2] < 30).all() for part in parts)


def test_a_restored_place_gives_the_same_pairs():
    one = Batches.of(dataset(), "train", 4, 3, "cpu", (), (0, 1))
    drawn(one, 18)
    state = one.state()
    expected = drawn(one, 5)
    other = Batches.of(dataset(), "train", 4, 3, "cpu", (), (0, 1))
    other.restore(state)
    assert all(torch.equal(a, b) for a, b in zip(expected, drawn(other, 5)))


def test_conditions_follow_their_images():
    data = dataset()
    text, box = torch.arange(40)[:, None].repeat(1, 3), torch.rand(40, 4)
    images = torch.from_numpy(data.images)
    batches = Batches(images, None, 8, 0, Conditions(text, box))
    image, label, tokens, boxes = batches.draw()
    rows = (image[:, 0, 0, 0] * 255).round().long()
    assert label is None
    assert torch.equal(tokens[:, 0], rows)
    assert torch.equal(boxes, box[rows])


def test_what_the_data_lack_is_said():
    data = dataset()
    assert "captions" in why_not(data, ("text",))
    with pytest.raises(UserError, match="captions"):
        conditions_of(data, data.indices("train"), ("text",))
    assert why_not(replace(data, captions=("a",) * 40), ("text", "box")) == ""
    with pytest.raises(UserError, match="two kinds"):
        domains_of(replace(data, labels=None, classes=()), 0, 1)
    for wrong in ((0, 0), (0, 2), (-1, 0)):
        with pytest.raises(UserError, match="two different classes"):
            domains_of(data, *wrong)
    empty = replace(data, split=make_split(40), labels=np.zeros(40, np.int64))
    with pytest.raises(UserError, match="none to train on"):
        Batches.of(empty, "train", 4, 0, "cpu", (), (0, 1))


def test_the_line_that_captions_need_is_shown_as_it_is_to_be_written():
    assert '{"file_name": "…", "text": "…"}' in why_not(dataset(), ("text",)).replace("{{", "?")


def test_boxes_that_the_data_know_are_taken_and_others_are_looked_for():
    data = dataset(6)
    assert torch.equal(
        conditions_of(data, np.array([0, 3]), ("box",)).box, torch.tensor([[0.0, 0, 1, 1]] * 2)
    )
    sides = {"left": 0.1, "top": 0.2, "right": 0.5, "bottom": 0.75}
    known = {name: Factor(np.linspace(side, side + 0.1, 6)) for name, side in sides.items()}
    found = conditions_of(replace(data, factors=known), np.array([0, 5]), ("box",)).box
    assert found.flatten().tolist() == pytest.approx([0.1, 0.2, 0.5, 0.75, 0.2, 0.3, 0.6, 0.85])
