"""Captions as tokens, and boxes around what pictures show."""

import subprocess
import sys

import numpy as np

from genstudio.data import boxes, words
from genstudio.data.dataset import Dataset, Factor


def test_words_are_small_letters_without_punctuation():
    assert words.words_of("Flag:  Norway, KEYCAP #") == ["flag", "norway", "keycap", "#"]
    assert words.words_of(" ,. ") == []


def test_what_is_not_known_is_said_once_and_in_order():
    known = words.known(["a red circle", "a Blue star"])
    assert known == {"a", "red", "circle", "blue", "star"}
    assert words.unknown("a vermilion Circle, vermilion and round", known) == [
        "vermilion",
        "and",
        "round",
    ]


def test_tokens_do_not_depend_on_the_order_of_words_but_on_the_words():
    first, turned, other, empty = words.tokens(["red circle", "circle red", "red circus", ""])
    assert sorted(first) == sorted(turned)
    assert sorted(first) != sorted(other)
    assert not empty.any()
    # 2 words and their pieces: <re red ed>, <ci cir irc rcl cle le>
    assert (first > 0).sum() == 2 + 3 + 6
    shared = set(first) & set(other) - {0}
    assert len(shared) == 4 + 3  # red and its pieces, <ci cir irc


def test_a_long_caption_keeps_its_first_tokens_and_all_are_in_range():
    table = words.tokens([" ".join(f"word{i}" for i in range(200)), "x" * 500])
    assert table.shape == (2, words.LENGTH)
    assert table.min() > 0
    assert table.max() < words.BUCKETS


def test_tokens_are_the_same_in_another_process():
    code = "from genstudio.data import words; print(words.tokens(['a große red star'])[0].tolist())"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == str(words.tokens(["a große red star"])[0].tolist())


def test_a_box_holds_what_differs_from_the_borders_colour():
    images = np.full((3, 3, 10, 20), 200, np.uint8)
    images[0, 1, 2:5, 4:10] = 90
    images[1] += 10  # everything is the border's colour
    images[2, :, 0, 0] = 0  # the corner only
    found = boxes.boxes(images)
    assert np.allclose(found, [[0.2, 0.2, 0.5, 0.5], [0, 0, 1, 1], [0, 0, 0.05, 0.1]])
    assert boxes.boxes(images[:0]).shape == (0, 4)


def test_boxes_that_the_data_know_are_taken():
    images = np.zeros((4, 1, 8, 8), np.uint8)
    sides = {n: Factor(np.full(4, v, np.float32)) for n, v in zip(boxes.SIDES, (0.1, 0.2, 0.6, 2))}
    split = np.zeros(4, np.uint8)
    told = Dataset("a", "a", images, split, factors=sides)
    rows = np.array([1, 3])
    assert np.allclose(boxes.boxes_of(told, rows), [[0.1, 0.2, 0.6, 1]] * 2)
    assert np.allclose(boxes.boxes_of(Dataset("a", "a", images, split), rows), [[0, 0, 1, 1]] * 2)
