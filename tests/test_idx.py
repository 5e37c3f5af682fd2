"""IDX files: MNIST's layout, and every way such a file can be wrong."""

from __future__ import annotations

import gzip
import os
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from genstudio.core.errors import UserError
from genstudio.data import sources
from genstudio.data.dataset import Dataset, Stopped


def idx(values: np.ndarray, kind: int = 8) -> bytes:
    """Write an IDX file by the letter of its definition."""
    sizes = struct.pack(f">{values.ndim}I", *values.shape)
    return bytes([0, 0, kind, values.ndim]) + sizes + values.astype(np.uint8).tobytes()


def pictures(count: int, side: int = 8, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (count, side, side), np.uint8)


def write_mnist(folder: Path, train: int = 40, test: int = 10, packed: bool = False) -> None:
    tail, pack = (".gz", gzip.compress) if packed else ("", bytes)
    for part, count in (("train", train), ("t10k", test)):
        images, labels = pictures(count, seed=count), np.arange(count) % 10
        (folder / f"{part}-images-idx3-ubyte{tail}").write_bytes(pack(idx(images)))
        (folder / f"{part}-labels-idx1-ubyte{tail}").write_bytes(pack(idx(labels)))


@pytest.mark.parametrize("packed", [False, True])
def test_a_folder_in_the_layout_of_mnist_keeps_its_official_split(tmp_path, packed):
    write_mnist(tmp_path, packed=packed)
    data = sources.load(tmp_path)
    assert np.array_equal(data.images[:40, 0], pictures(40, seed=40))
    assert np.array_equal(data.images[40:, 0], pictures(10, seed=10))
    assert data.indices("test").tolist() == list(range(40, 50))
    assert len(data.indices("validation")) == 2
    assert data.classes == tuple("0123456789")
    assert data.labels.tolist() == [*np.arange(40) % 10, *np.arange(10)]


def test_packing_changes_nothing(tmp_path):
    for name, packed in (("a", False), ("b", True)):
        (tmp_path / name).mkdir()
        write_mnist(tmp_path / name, packed=packed)
    assert sources.load(tmp_path / "a").fingerprint == sources.load(tmp_path / "b").fingerprint
    write_mnist(tmp_path / "a", packed=True)  # the same files, packed and not, in one folder
    assert sources.load(tmp_path / "a").fingerprint == sources.load(tmp_path / "b").fingerprint


def test_mnist_itself(shared_data):
    data = sources.load(shared_data / "mnist-10k")
    assert data.shape == (1, 28, 28)
    assert data.name == "mnist-10k"
    assert [len(data.indices(s)) for s in ("train", "validation", "test")] == [9500, 500, 10000]
    labels = data.labels[data.indices("test")]
    official = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert np.bincount(labels).tolist() == official
    assert data.labels[data.indices("test")][:5].tolist() == [7, 2, 1, 0, 4]


def test_one_file_of_images_takes_its_labels_from_the_file_beside_it(tmp_path):
    write_mnist(tmp_path, packed=True)
    data = sources.load(tmp_path / "t10k-images-idx3-ubyte.gz")
    assert data.name == "t10k-images-idx3-ubyte"
    assert data.labels.tolist() == list(range(10))
    assert len(data.indices("test")) == 2
    (tmp_path / "t10k-labels-idx1-ubyte.gz").unlink()
    assert sources.load(tmp_path / "t10k-images-idx3-ubyte.gz").labels is None


def test_any_name_will_do_for_a_file_that_starts_like_idx(tmp_path):
    (tmp_path / "letters.bin").write_bytes(idx(pictures(5)))
    assert sources.load(tmp_path / "letters.bin").images.shape == (5, 1, 8, 8)


def test_labels_that_do_not_count_from_zero_keep_their_names(tmp_path):
    (tmp_path / "x-images-idx3-ubyte").write_bytes(idx(pictures(4)))
    (tmp_path / "x-labels-idx1-ubyte").write_bytes(idx(np.array([26, 1, 9, 1])))
    data = sources.load(tmp_path / "x-images-idx3-ubyte")
    assert data.classes == ("1", "9", "26")
    assert data.labels.tolist() == [2, 0, 1, 0]


def test_train_alone_gives_up_images_for_a_test_set(tmp_path):
    write_mnist(tmp_path)
    for name in ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"):
        (tmp_path / name).unlink()
    data = sources.load(tmp_path)
    assert [len(data.indices(s)) for s in ("train", "validation", "test")] == [30, 2, 8]


def test_labels_for_only_one_part_are_left_out_and_that_is_said(tmp_path):
    write_mnist(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte").unlink()
    data = sources.load(tmp_path)
    assert data.labels is None
    assert "labels for only one" in data.problems[0].reason


def test_sizes_outside_8_to_64_are_fitted(tmp_path):
    (tmp_path / "a.idx").write_bytes(idx(np.full((3, 100, 40), 9)))
    (tmp_path / "b.idx").write_bytes(idx(pictures(3, 64)))
    assert sources.load(tmp_path / "a.idx").shape == (1, 32, 32)
    assert (sources.load(tmp_path / "a.idx").images == 9).all()
    assert sources.load(tmp_path / "a.idx", {"size": 20}).shape == (1, 20, 20)
    assert sources.load(tmp_path / "b.idx").shape == (1, 64, 64)


GOOD = idx(pictures(6))
FAULTS = {
    "wrong magic": (b"\x01\x02" + GOOD[2:], "not an IDX file.*magic number is 01020803"),
    "four bytes of text": (b"abcd", "magic number is 61626364"),
    "empty": (b"", "magic number is missing"),
    "two bytes": (GOOD[:2], "magic number is 0000"),
    "two dimensions": (GOOD[:3] + b"\2" + GOOD[4:], "not an IDX file of images or labels"),
    "floats": (GOOD[:2] + b"\x0d" + GOOD[3:], "IDX type 0x0d; only unsigned bytes"),
    "header cut off": (GOOD[:10], "ends within its header"),
    "values cut off": (GOOD[:-1], "truncated: 383 bytes .* announces 384"),
    "values missing": (GOOD[:16], "more than it can hold|truncated"),
    "too long": (GOOD + b"\0", "longer than the 384 bytes"),
    "huge": (GOOD[:4] + b"\xff" * 12 + GOOD[16:], "more than it can hold"),
    "no images": (idx(np.zeros((0, 8, 8))), r"shape \(0, 8, 8\).*at least one image"),
    "labels": (idx(np.arange(9)), "holds labels: give the file of images"),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_file_gets_one_sentence_that_names_it(tmp_path, fault, packed):
    content, expected = FAULTS[fault]
    path = tmp_path / ("a-images-idx3-ubyte" + (".gz" if packed else ""))
    path.write_bytes(gzip.compress(content) if packed else content)
    with pytest.raises(UserError, match=expected) as caught:
        sources.load(path)
    assert "a-images-idx3-ubyte" in str(caught.value)


@pytest.mark.parametrize("kept", [3, 12, 60, -9, -8, -1])
def test_a_truncated_gzip_says_so(tmp_path, kept):
    path = tmp_path / "a-images-idx3-ubyte.gz"
    path.write_bytes(gzip.compress(GOOD)[:kept])
    with pytest.raises(UserError, match=r"truncated|damaged"):
        sources.load(path)


def test_a_gzip_with_a_wrong_checksum_is_refused(tmp_path):
    content = bytearray(gzip.compress(GOOD))
    content[-8] ^= 1
    (tmp_path / "a.gz").write_bytes(content)
    with pytest.raises(UserError, match=r"damaged.*CRC"):
        sources.load(tmp_path / "a.gz")


def test_a_gzip_bomb_is_never_unpacked(tmp_path):
    header = bytes([0, 0, 8, 3]) + struct.pack(">3I", 60000, 1000, 1000)
    (tmp_path / "a.gz").write_bytes(gzip.compress(header + bytes(10_000_000)))
    with pytest.raises(UserError, match="more than it can hold"):
        sources.load(tmp_path / "a.gz")


def test_labels_of_another_number_are_refused(tmp_path):
    write_mnist(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(np.zeros(39)))
    with pytest.raises(UserError, match="holds 39 labels for 40 images"):
        sources.load(tmp_path)


def test_train_and_test_of_different_sizes_are_refused(tmp_path):
    write_mnist(tmp_path)
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(idx(pictures(10, 9)))
    with pytest.raises(UserError, match="differ in size"):
        sources.load(tmp_path)


def test_several_sets_in_one_folder_ask_for_one_file(tmp_path):
    for name in ("letters", "digits"):
        path = tmp_path / f"emnist-{name}-train-images-idx3-ubyte"
        path.write_bytes(idx(pictures(5)))
    with pytest.raises(UserError, match=r"several sets.*emnist-digits-train"):
        sources.load(tmp_path)
    assert len(sources.load(path)) == 5


def test_a_stop_is_heard(tmp_path):
    write_mnist(tmp_path)
    with pytest.raises(Stopped):
        sources.load(tmp_path, stop=lambda: True)


@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.tuples(st.integers(0, 410), st.integers(0, 255)), max_size=4),
    length=st.integers(0, 420),
    packed=st.booleans(),
)
def test_any_damage_ends_in_a_dataset_or_in_a_sentence(tmp_path, places, length, packed):
    content = bytearray(gzip.compress(GOOD, mtime=0) if packed else GOOD)
    for place, value in places:
        content[place % len(content)] = value
    path = tmp_path / "a-images-idx3-ubyte"
    path.write_bytes(content[:length])
    told = ""
    try:
        assert isinstance(sources.load(path), Dataset)
    except UserError as error:
        told = str(error)
    assert told.isprintable()


def test_a_file_of_a_name_that_is_no_text_works(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9-idx3-ubyte"
    Path(os.fsdecode(path)).write_bytes(GOOD)
    data = sources.load(os.fsdecode(path))
    assert data.name == "caf\\udce9-idx3-ubyte"
    assert sources.load(data.source).fingerprint == data.fingerprint
