"""Two folders as one data set: order, names, sizes, splits, and what is refused."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from genstudio.core.errors import UserError
from genstudio.data import sources


def fill(folder: Path, count: int, size: int = 16, colour: str = "RGB") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    draw = np.random.default_rng(count)
    for number in range(count):
        shape = (size, size, 3) if colour == "RGB" else (size, size)
        Image.fromarray(draw.integers(0, 256, shape, np.uint8)).save(folder / f"{number:03}.png")
    return folder


def load(first: object, second: object, **options: object):
    return sources.load(
        "pair", {"first_folder": str(first), "second_folder": str(second), **options}
    )


def test_two_folders_of_unequal_size_are_two_classes_by_their_names(tmp_path):
    data = load(fill(tmp_path / "horses", 12), fill(tmp_path / "zebras" / "all", 30).parent)
    assert data.classes == ("horses", "zebras")
    assert np.bincount(data.labels).tolist() == [12, 30]
    assert data.shape == (3, 16, 16)
    assert (data.source, data.name) == ("pair", "horses and zebras")
    for label in (0, 1):
        parts = set(data.split[data.labels == label].tolist())
        assert parts == {0, 1, 2}  # either kind has some in every part


def test_a_run_can_load_the_same_pair_again_from_anywhere(tmp_path, monkeypatch):
    fill(tmp_path / "a", 4), fill(tmp_path / "b", 5)
    monkeypatch.chdir(tmp_path)
    data = load("a", "b")
    monkeypatch.chdir("/")
    again = sources.load(data.source, data.options)
    assert again.fingerprint == data.fingerprint
    assert again.options == data.options


def test_an_archive_and_a_folder_make_a_pair_too(tmp_path):
    fill(tmp_path / "inside", 6)
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as packed:
        for path in (tmp_path / "inside").iterdir():
            packed.write(path, path.name)
    data = load(tmp_path / "photos.zip", fill(tmp_path / "paintings", 4))
    assert data.classes == ("photos", "paintings")
    assert len(data) == 10


def test_pictures_of_two_sizes_and_of_grey_and_colour_become_alike(tmp_path):
    grey, coloured = fill(tmp_path / "grey", 4, 24, "L"), fill(tmp_path / "coloured", 4, 16)
    data = load(grey, coloured)
    assert data.shape == (3, 16, 16)
    first = data.images[data.labels == 0]
    assert np.array_equal(first[:, 0], first[:, 2])


def test_folders_of_one_name_are_told_apart_by_their_parents(tmp_path):
    data = load(fill(tmp_path / "one" / "train", 3), fill(tmp_path / "two" / "train", 3))
    assert data.classes == ("one/train", "two/train")


def test_what_makes_no_pair_is_refused_in_a_sentence(tmp_path):
    some, empty = fill(tmp_path / "some", 4), fill(tmp_path / "empty", 0)
    one = fill(tmp_path / "one", 1)
    for first, second, says in (
        (some, some, "two different folders"),
        (some, tmp_path / "some" / ".." / "some", "two different folders"),
        (some, empty, "no images in the folder"),
        (empty, some, "no images in the folder"),
        (some, "", "Two folders make a pair"),
        (some, tmp_path / "missing", "neither a folder"),
        (some, one, "only one picture"),
    ):
        with pytest.raises(UserError, match=says):
            load(first, second)
