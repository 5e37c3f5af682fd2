"""Batches: every image once an epoch, in an order that two integers restore."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from genstudio.core.errors import UserError
from genstudio.data.batches import Batches
from genstudio.data.dataset import Dataset


def numbered(count: int, labelled: bool = True) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Return `count` one-pixel images that hold their own number."""
    values = torch.arange(count, dtype=torch.uint8).reshape(-1, 1, 1, 1)
    return values, torch.arange(count) if labelled else None


def drawn(batches: Batches, count: int) -> list[list[int]]:
    return [(batches.next()[0] * 255).round().flatten().int().tolist() for _ in range(count)]


def test_pixels_become_floats_from_0_to_1():
    images = torch.arange(256, dtype=torch.uint8).reshape(1, 1, 16, 16).repeat(4, 3, 1, 1)
    image, label = Batches(images, None, 2, 0).next()
    assert label is None
    assert image.shape == (2, 3, 16, 16)
    assert image.dtype == torch.float32
    expected = np.arange(256, dtype=np.float32).reshape(16, 16) / np.float32(255)
    assert np.array_equal(image[1, 2].numpy(), expected)


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 70), st.integers(0, 2**63))
def test_an_epoch_shows_whole_batches_and_no_image_twice(count, size, seed):
    batches = Batches(*numbered(count), size, seed)
    for epoch in range(2):
        assert batches.epochs_done == epoch
        shown = list(chain.from_iterable(drawn(batches, batches.per_epoch)))
        assert len(set(shown)) == len(shown) == count - (count % min(size, count))
    assert batches.state() == {"epoch": 2, "position": 0}


def test_a_set_smaller_than_a_batch_is_one_batch():
    batches = Batches(*numbered(3), 64, 0)
    assert sorted(drawn(batches, 1)[0]) == [0, 1, 2]
    assert batches.epochs_done == 1


def test_labels_go_with_their_images():
    batches = Batches(*numbered(50), 8, 1)
    for _ in range(20):
        image, label = batches.next()
        assert torch.equal((image * 255).round().flatten().long(), label)


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 30), st.integers(0, 3))
def test_restoring_the_place_gives_the_same_batches_again(count, size, taken, seed):
    straight = Batches(*numbered(count), size, seed)
    drawn(straight, taken)
    place = straight.state()
    ahead = drawn(straight, 10)
    resumed = Batches(*numbered(count), size, seed)
    resumed.restore(place)
    assert resumed.epochs_done == place["epoch"] + place["position"] / (
        resumed.per_epoch * resumed.batch_size
    )
    assert drawn(resumed, 10) == ahead


def test_a_place_is_valid_for_another_batch_size_too():
    batches = Batches(*numbered(10), 4, 0)
    batches.restore({"epoch": 1, "position": 8})
    assert batches.state() == {"epoch": 2, "position": 0}
    batches.restore({"epoch": 1, "position": 3})
    assert len(drawn(batches, 1)[0]) == 4


def test_seeds_and_epochs_have_orders_of_their_own_and_stable_ones():
    first = drawn(Batches(*numbered(40), 40, 0), 2)
    other = drawn(Batches(*numbered(40), 40, 1), 2)
    assert len({tuple(order) for order in first + other}) == 4
    assert first[0][:8] == drawn(Batches(*numbered(40), 40, 0), 1)[0][:8]


def test_the_global_generator_is_neither_read_nor_moved():
    torch.manual_seed(3)
    before = torch.random.get_rng_state()
    one = drawn(Batches(*numbered(30), 5, 7), 8)
    assert torch.equal(torch.random.get_rng_state(), before)
    torch.manual_seed(4)
    assert drawn(Batches(*numbered(30), 5, 7), 8) == one


def test_batches_of_a_split_hold_that_split_only(digits):
    batches = Batches.of(digits, "validation", 89, 0, "cpu")
    image, label = batches.next()
    expected = digits.images[digits.indices("validation")]
    assert image.shape == (89, 1, 8, 8)
    assert (image * 255).sum().item() == pytest.approx(expected.sum())
    assert np.array_equal(np.bincount(label), np.bincount(digits.labels[digits.split == 1]))


def test_nothing_to_train_on_is_said_so():
    with pytest.raises(UserError, match="no images to train on"):
        Batches(*numbered(0), 4, 0)
    with pytest.raises(UserError, match="must be at least 1"):
        Batches(*numbered(4), 0, 0)
    with pytest.raises(UserError, match="no epoch -1"):
        Batches(*numbered(4), 2, 0).restore({"epoch": -1, "position": 0})


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU here")
def test_the_order_does_not_depend_on_the_device():
    images, labels = numbered(100)
    there = Batches(images.cuda(), labels.cuda(), 16, 5)
    assert drawn(there, 12) == drawn(Batches(images, labels, 16, 5), 12)


def test_labels_of_images_on_the_disk_are_where_their_numbers_are(tmp_path):
    # A GPU gathers nothing by numbers that lie in the host's memory.
    path = tmp_path / "images.u8"
    np.arange(20, dtype=np.uint8).tofile(path)
    images = np.memmap(path, np.uint8, "r", shape=(20, 1, 1, 1))
    data = Dataset("a", "a", images, np.zeros(20, np.uint8), np.arange(20), ("a",) * 20)
    elsewhere = Batches.of(data, "train", 4, 0, "meta")
    assert elsewhere.labels is not None
    assert elsewhere.labels.device == elsewhere.rows.device == torch.device("cpu")
    image, label = elsewhere.next()
    elsewhere.rows.close()
    assert image.device == label.device == torch.device("meta")
    here = Batches.of(data, "train", 4, 0, "cpu")
    image, label = here.next()
    here.rows.close()
    assert torch.equal((image * 255).round().flatten().long(), label)
