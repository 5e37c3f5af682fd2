"""CSV files of pixels: with and without names, labels and compression; wrong lines are named."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from genstudio.core.errors import UserError
from genstudio.data import sources, table
from genstudio.data.dataset import Stopped

IMAGES = np.random.default_rng(0).integers(0, 256, (30, 8, 8), np.uint8)
LABELS = np.arange(30) % 12
ROWS = [",".join(map(str, image.ravel())) for image in IMAGES]
NAMES = ",".join(f"pixel{i}" for i in range(64))
LABELLED = [f"{label},{row}" for label, row in zip(LABELS, ROWS)]


def written(folder: Path, lines: list[str], name: str = "a.csv", ending: str = "\n") -> Path:
    content = (ending.join(lines) + ending).encode()
    (folder / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    return folder / name


LAYOUTS = {
    "pixels alone": (ROWS, False),
    "pixels with names": ([NAMES, *ROWS], False),
    "names that are numbers": ([",".join(map(str, range(64))), *ROWS], False),
    "the label first": (LABELLED, True),
    "a label with a name": ([f"label,{NAMES}", *LABELLED], True),
    "numbers as names, but for the label": (
        [f"label,{','.join(map(str, range(64)))}", *LABELLED],
        True,
    ),
    "quoted": ([f'"label","{NAMES}"', *LABELLED], True),
    "a label last, by its name": (
        [f"{NAMES},Class", *(f"{row},{label}" for row, label in zip(ROWS, LABELS))],
        True,
    ),
    "semicolons": ([line.replace(",", ";") for line in LABELLED], True),
    "tabs and spaces": ([line.replace(",", "\t ") for line in LABELLED], True),
    "empty lines": (["", *LABELLED[:5], "", *LABELLED[5:], ""], True),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["a.csv", "a.CSV.gz"])
def test_every_layout_gives_the_same_images(tmp_path, layout, name):
    lines, labelled = LAYOUTS[layout]
    data = sources.load(written(tmp_path, lines, name))
    assert np.array_equal(data.images[:, 0], IMAGES)
    assert (data.labels is not None) == labelled
    if labelled:
        assert data.labels.tolist() == LABELS.tolist()
        assert data.classes == tuple(map(str, range(12)))
    assert data.name == "a"


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_the_end_of_a_line_and_a_byte_order_mark_change_nothing(tmp_path, ending):
    lines = ["\ufeff" + f"label,{NAMES}", *LABELLED]
    data = sources.load(written(tmp_path, lines, ending=ending))
    assert np.array_equal(data.images[:, 0], IMAGES)


def test_labels_may_be_texts(tmp_path):
    lines = [f"{'cat' if i % 2 else 'dog'},{row}" for i, row in enumerate(ROWS)]
    data = sources.load(written(tmp_path, lines))
    assert data.classes == ("cat", "dog")
    assert data.labels[:4].tolist() == [1, 0, 1, 0]


def test_the_label_can_be_said_to_be_last(tmp_path):
    lines = [f"{row},{label}" for row, label in zip(ROWS, LABELS)]
    data = sources.load(written(tmp_path, lines), {"label_column": "last"})
    assert np.array_equal(data.images[:, 0], IMAGES)
    assert data.labels.tolist() == LABELS.tolist()


def test_pixels_may_be_fractions(tmp_path):
    lines = [",".join(f"{v / 255:.6f}" for v in image.ravel()) for image in IMAGES]
    assert np.array_equal(sources.load(written(tmp_path, lines)).images[:, 0], IMAGES)


def test_black_and_white_may_be_0_and_1(tmp_path):
    lines = [",".join(str(int(v > 127)) for v in image.ravel()) for image in IMAGES]
    images = sources.load(written(tmp_path, lines)).images
    assert np.array_equal(images[:, 0], np.where(IMAGES > 127, 255, 0))


def test_a_part_in_whole_numbers_and_a_part_in_fractions_have_one_scale(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "ROWS", 2)
    first = [",".join(str(int(v > 127)) for v in image.ravel()) for image in IMAGES[:2]]
    then = [",".join(f"{v / 255:.6f}" for v in image.ravel()) for image in IMAGES[2:]]
    images = sources.load(written(tmp_path, first + then)).images[:, 0]
    assert np.array_equal(images[:2], np.where(IMAGES[:2] > 127, 255, 0))
    assert np.array_equal(images[2:], IMAGES[2:])


def test_three_planes_are_a_colour_image(tmp_path):
    colours = np.random.default_rng(1).integers(0, 256, (6, 3, 8, 8), np.uint8)
    lines = [",".join(map(str, image.ravel())) for image in colours]
    assert np.array_equal(sources.load(written(tmp_path, lines)).images, colours)


def test_images_that_are_not_square_need_a_width(tmp_path):
    lines = [",".join(map(str, image[:, :5].ravel())) for image in IMAGES]
    path = written(tmp_path, lines)
    with pytest.raises(
        UserError, match=r"has 40 columns, which are no square image.*set the width"
    ):
        sources.load(path)
    data = sources.load(path, {"image_width": 5, "fit": "pad"})
    assert data.images.shape[1] == 1
    with pytest.raises(UserError, match="40 columns, which are no rows of 7 pixels"):
        sources.load(path, {"image_width": 7})


WRONG = {
    "a text": (["1" + ",2" * 63, "1,x" + ",2" * 62], "has 'x' in line 2 where a number must be"),
    "too few": ([NAMES, ROWS[0], ROWS[1][:-5]], "columns in line 3 where the first line has 64"),
    "too many": ([*ROWS[:4], ROWS[4] + ",1"], "has 65 columns in line 5"),
    "nan": ([*ROWS[:2], "nan" + ",1" * 63], "pixel in line 3 that is no finite number"),
    "a hole": ([*ROWS[:2], ",".join(["1", "", *["1"] * 62])], "has '' in line 3"),
    "names alone": ([NAMES], "has a header, but no rows"),
    "nothing": ([""], "is empty"),
    "negative": (["-5" + ",2" * 63, *ROWS], "holds values from -5 to"),
    "a fractional label": ([f"0.5,{ROWS[0]}"], "labels that are not whole numbers"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_line_is_named(tmp_path, name):
    lines, message = WRONG[name]
    with pytest.raises(UserError, match=message):
        sources.load(written(tmp_path, lines))


def test_the_line_is_the_one_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "ROWS", 4)
    lines = [NAMES, "", *ROWS[:9], "1,?" + ",2" * 62, *ROWS]
    with pytest.raises(UserError, match="in line 12 where a number must be"):
        sources.load(written(tmp_path, lines))


def test_what_is_no_text_says_so(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"1,2,3\n\xff\xfe\x00")
    with pytest.raises(UserError, match="is not text"):
        sources.load(tmp_path / "a.csv")


def test_a_cut_off_gz_says_so(tmp_path):
    path = written(tmp_path, LABELLED, "a.csv.gz")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UserError, match="is truncated"):
        sources.load(path)


def test_a_bomb_of_one_line_is_not_read_into_memory(tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"0," * (20 << 20)))
    with pytest.raises(UserError, match="line 1 that is too long"):
        sources.load(tmp_path / "a.csv.gz")


def test_the_pixels_are_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "MAX_BYTES", 1000)
    with pytest.raises(UserError, match="holds more than the 1,000 bytes of pixels"):
        sources.load(written(tmp_path, ROWS))


def test_progress_is_told_and_reading_stops_when_told_to(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "ROWS", 5)
    path, told = written(tmp_path, ROWS), []
    sources.load(path, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    with pytest.raises(Stopped):
        sources.load(path, stop=lambda: True)
