"""Arrays: every layout and range people save images in, and what must not get in."""

from __future__ import annotations

import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from genstudio.core.errors import UserError
from genstudio.data import sources
from genstudio.data.dataset import Dataset, Stopped


def colours(count: int = 5, side: int = 12) -> np.ndarray:
    """Return uint8 [N, H, W, 3] whose values reach from 0 to 255."""
    images = np.random.default_rng(0).integers(0, 256, (count, side, side, 3), np.uint8)
    images[0, 0, :2] = [[0] * 3, [255] * 3]
    return images


def loaded(folder: Path, values: np.ndarray, **options) -> Dataset:
    np.save(folder / "a.npy", values)
    return sources.load(folder / "a.npy", options)


def npy(values: np.ndarray) -> bytes:
    content = io.BytesIO()
    np.save(content, values)
    return content.getvalue()


def header(shape: tuple[int, ...], descr: str = "|u1") -> bytes:
    """Return a .npy header that says whatever one likes."""
    text = repr({"descr": descr, "fortran_order": False, "shape": shape}).ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


GREY = colours()[..., 0]
FIRST = colours().transpose(0, 3, 1, 2)
LAYOUTS = {
    "NHW": (GREY, GREY[:, None]),
    "NHW1": (GREY[..., None], GREY[:, None]),
    "N1HW": (GREY[:, None], GREY[:, None]),
    "NHW3": (colours(), FIRST),
    "N3HW": (FIRST, FIRST),
    "Fortran order": (np.asfortranarray(colours()), FIRST),
    "big endian": (colours().astype(">u2"), FIRST),
    "one image": (GREY[:1], GREY[:1, None]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_images(tmp_path, layout):
    values, expected = LAYOUTS[layout]
    data = loaded(tmp_path, values)
    assert data.images.dtype == np.uint8
    assert np.array_equal(data.images, expected)
    assert data.labels is None
    assert data.name == "a"


SCALES = {
    "float in [0, 1]": lambda x: x / 255,
    "float32 in [0, 1]": lambda x: (x / 255).astype(np.float32),
    "float16 in [0, 255]": lambda x: x.astype(np.float16),
    "float in [-1, 1]": lambda x: (x / 127.5 - 1).astype(np.float32),
    "float in [0, 255]": lambda x: x.astype(np.float64),
    "int64": lambda x: x.astype(np.int64),
    "16 bit": lambda x: x.astype(np.uint16) * 257,
    "slightly out of range": lambda x: x / 255 * 1.0005,
}


@pytest.mark.parametrize("scale", SCALES)
def test_every_range_gives_the_same_images(tmp_path, scale):
    assert np.array_equal(loaded(tmp_path, SCALES[scale](colours())).images, FIRST)


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int32, np.float32])
def test_truth_values_become_black_and_white(tmp_path, kind):
    bits = GREY > 127
    data = loaded(tmp_path, bits.astype(kind))
    assert np.array_equal(data.images[:, 0], bits * np.uint8(255))


def test_a_fourth_channel_is_opacity_on_white(tmp_path):
    rgba = np.zeros((1, 8, 8, 4), np.uint8)
    rgba[..., 0] = 200
    rgba[0, 0, :, 3] = 255
    rgba[0, 1, :, 3] = 51
    data = loaded(tmp_path, rgba)
    assert data.images[0, :, 0, 0].tolist() == [200, 0, 0]
    assert data.images[0, :, 1, 0].tolist() == [244, 204, 204]  # 0.2 colour + 0.8 white
    assert data.images[0, :, 2, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize(("side", "expected"), [(5, 8), (8, 8), (28, 28), (64, 64), (65, 32)])
def test_squares_the_models_take_stay_as_they_are(tmp_path, side, expected):
    values = np.random.default_rng(0).integers(0, 256, (3, side, side), np.uint8)
    data = loaded(tmp_path, values)
    assert data.shape == (1, expected, expected)
    if side == expected:
        assert np.array_equal(data.images[:, 0], values)


def test_the_three_ways_to_make_a_square(tmp_path):
    values = np.full((2, 16, 32, 3), 50, np.uint8)
    values[:, :, 12:20] = [255, 0, 0]
    crop, pad, stretch = (
        loaded(tmp_path, values, size=16, fit=fit).images for fit in ("crop", "pad", "stretch")
    )
    assert np.array_equal(crop, values[:, :, 8:24].transpose(0, 3, 1, 2))
    assert (pad[:, :, :4] == 50).all()
    assert (pad[:, :, 12:] == 50).all()
    assert pad[0, :, 8, 8].tolist() == [255, 0, 0]
    red = stretch[0, 0, 8] > 200
    assert 3 <= red.sum() <= 5


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (np.zeros((3, 783)), r"has the shape \(3, 783\); images are \[N, H, W\]"),
        (np.zeros(5), "has the shape"),
        (np.float64(1), "has the shape"),
        (np.zeros((0, 8, 8)), "at least one image"),
        (np.zeros((4, 0, 8)), "at least one image"),
        (np.zeros((2, 8, 8, 2)), "1, 3 or 4 channels"),
        (np.zeros((2, 3, 8, 8, 1)), "has the shape"),
        (np.full((2, 8, 8), 1j), "holds complex128, not numbers"),
        (np.full((2, 8, 8), "x"), "not numbers that can be pixels"),
        (np.zeros((2, 8, 8), "M8[s]"), "not numbers that can be pixels"),
        (np.zeros((2, 8, 8), "u1,u1"), "not numbers that can be pixels"),
        (np.full((2, 8, 8), np.nan), "NaN or infinite"),
        (np.full((2, 8, 8), np.inf), "NaN or infinite"),
        (np.full((2, 8, 8), -3.0), "values from -3 to -3; pixels are bytes, or floats in"),
        (np.full((2, 8, 8), 70000), "values from 70000"),
    ],
)
def test_what_cannot_be_images_gets_one_sentence(tmp_path, values, message):
    with pytest.raises(UserError, match=message) as caught:
        loaded(tmp_path, values)
    assert "a.npy" in str(caught.value)


class Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path):
        self.path = path

    def __reduce__(self):
        return (Path.touch, (self.path,))


def test_objects_are_never_unpickled(tmp_path):
    sentinel = tmp_path / "sentinel"
    trap = np.array([Trap(sentinel)], dtype=object)
    np.save(tmp_path / "a.npy", trap, allow_pickle=True)
    (tmp_path / "b.npy").write_bytes(pickle.dumps(trap))
    np.savez(tmp_path / "c.npz", images=trap)
    np.savez(tmp_path / "d.npz", images=GREY, labels=trap)
    (tmp_path / "e.npz").write_bytes(pickle.dumps(trap))
    for name in ("a.npy", "b.npy", "c.npz", "e.npz"):
        with pytest.raises(UserError, match=name):
            sources.load(tmp_path / name)
    with pytest.raises(UserError, match="holds Python objects, which are never loaded"):
        sources.load(tmp_path / "a.npy")
    assert sources.load(tmp_path / "d.npz").labels is None
    assert not sentinel.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "damaged"),
        (b"hello, I am no array", "damaged"),
        (npy(GREY)[:40], "damaged"),
        (npy(GREY)[:-1], "says it holds 720 bytes of values but has 719"),
        (npy(GREY) + b"x", "says it holds 720 bytes of values but has 721"),
        (header((1 << 20, 1 << 10, 1 << 10)), "at most"),
        (header((1 << 62, 1 << 62)), "at most"),
        (header((10, 8, 8)), "says it holds 640 bytes of values but has 0"),
        (header((-1, 8, 8)) + bytes(64), "says it holds"),
        (header((1 << 40, 1, 1), "|V0"), "damaged|no size"),
        (header((2, 2), "|O"), "Python objects"),
        (header((2, 2), "nonsense"), "damaged"),
        (b"\x93NUMPY\x01\x00\x10\x00__import__('os')", "damaged"),
        (b"\x93NUMPY\x01\x00\x60\xea" + b"(" * 60000, "damaged"),
        (b"\x93NUMPY\x09\x00" + npy(GREY)[8:], "version 9.0"),
        (b"\x93NUMPY\x02\x00\x00\x00\x00\x70" + b" " * 1000, "header that is longer than any"),
    ],
)
def test_a_header_that_lies_costs_nothing(tmp_path, content, message):
    (tmp_path / "a.npy").write_bytes(content)
    with pytest.raises(UserError, match=message):
        sources.load(tmp_path / "a.npy")


def test_an_archive_brings_its_labels_and_the_names_of_its_classes(tmp_path):
    labels = np.array([1, 0, 1, 2, 2])
    np.savez_compressed(tmp_path / "a.npz", images=colours(), labels=labels)
    data = sources.load(tmp_path / "a.npz")
    assert np.array_equal(data.images, FIRST)
    assert data.labels.tolist() == labels.tolist()
    assert data.classes == ("0", "1", "2")
    names = np.array(["ant", "bee", "cat", "dog"])
    np.savez(tmp_path / "b.npz", x=colours(), y=labels[:, None], classes=names)
    data = sources.load(tmp_path / "b.npz")
    assert data.classes == ("ant", "bee", "cat", "dog")
    assert data.labels.tolist() == labels.tolist()
    np.savez(tmp_path / "c.npz", images=colours(), labels=names[labels])
    assert sources.load(tmp_path / "c.npz").classes == ("ant", "bee", "cat")


def test_an_archive_with_one_array_of_images_needs_no_names(tmp_path):
    np.savez(tmp_path / "a.npz", weights=np.zeros(3), faces=GREY)
    assert np.array_equal(sources.load(tmp_path / "a.npz").images[:, 0], GREY)
    np.savez(tmp_path / "b.npz", GREY, np.arange(5))
    assert sources.load(tmp_path / "b.npz").labels.tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "names",
    [
        ("x_train", "y_train", "x_test", "y_test"),
        ("train_images", "train_labels", "test_images", "test_labels"),
    ],
)
def test_an_official_split_in_an_archive_is_kept(tmp_path, names):
    many = np.random.default_rng(1).integers(0, 256, (40, 8, 8), np.uint8)
    values = (many, np.arange(40) % 3, many[:7], np.arange(7) % 3)
    np.savez(tmp_path / "a.npz", **dict(zip(names, values)))
    data = sources.load(tmp_path / "a.npz")
    assert data.indices("test").tolist() == list(range(40, 47))
    assert len(data.indices("validation")) == 2
    assert data.labels[40:].tolist() == [0, 1, 2, 0, 1, 2, 0]


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({}, "no array called images"),
        ({"a": GREY, "b": GREY}, r"no array called images \(it has: a \(5, 12, 12\), b"),
        ({"images": np.zeros((3, 4))}, "has the shape"),
        ({"images": GREY, "labels": np.arange(4)}, r"labels of the shape \(4,\) for 5 images"),
        ({"images": GREY, "labels": np.int64(4)}, r"labels of the shape \(\)"),
        ({"images": GREY, "labels": np.zeros((5, 3))}, r"labels of the shape \(5, 3\)"),
        ({"images": GREY, "labels": np.full(5, 0.5)}, "not whole numbers"),
        ({"images": GREY, "labels": np.full(5, np.nan)}, "not whole numbers"),
        ({"images": GREY, "labels": np.full(5, 1j)}, "type complex128"),
        ({"x_train": GREY, "x_test": GREY[:, :8]}, "different shapes"),
    ],
)
def test_an_archive_that_does_not_fit_together_gets_one_sentence(tmp_path, arrays, message):
    np.savez(tmp_path / "a.npz", **arrays)
    with pytest.raises(UserError, match=message):
        sources.load(tmp_path / "a.npz")


def test_rows_of_pixels_are_square_images(tmp_path):
    rows = GREY.reshape(5, -1)
    assert np.array_equal(loaded(tmp_path, rows).images[:, 0], GREY)
    np.savez(tmp_path / "b.npz", X=rows, y=np.eye(5, dtype=np.float32)[[1, 0, 2, 3, 1]])
    data = sources.load(tmp_path / "b.npz")
    assert np.array_equal(data.images[:, 0], GREY)
    assert data.labels.tolist() == [1, 0, 2, 3, 1]  # one of five columns is 1


def test_a_header_that_unfolds_without_end_is_not_read(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        start = b"\x93NUMPY\x02\x00" + (100 << 20).to_bytes(4, "little")
        archive.writestr("images.npy", start + b" " * (100 << 20))
    monkeypatch.setattr(np.lib.format, "read_array_header_2_0", lambda f: pytest.fail("read"))
    with pytest.raises(UserError, match="header that is longer than any array needs"):
        sources.load(tmp_path / "a.npz")


def test_an_archive_of_very_many_arrays_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        for i in range(10_001):
            archive.writestr(f"{i}.npy", b"")
    with pytest.raises(UserError, match="holds more than 10,000 files"):
        sources.load(tmp_path / "a.npz")


def test_a_bomb_is_not_unfolded(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        zeros = bytes(1 << 20)
        with archive.open("images.npy", "w", force_zip64=True) as member:
            member.write(header((100, 1024, 1024)))
            for _ in range(100):
                member.write(zeros)
    unfolded: list[int] = []
    original = zipfile.ZipExtFile.read

    def counted(self, n=-1):
        piece = original(self, n)
        unfolded.append(len(piece))
        return piece

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    with pytest.raises(UserError, match=r"unfolds images from .* as no images do"):
        sources.load(tmp_path / "a.npz")
    assert sum(unfolded) < 1 << 20


def test_a_damaged_archive_is_noticed(tmp_path):
    np.savez(tmp_path / "a.npz", images=GREY)
    content = bytearray((tmp_path / "a.npz").read_bytes())
    content[300] ^= 1
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(UserError, match=r"damaged.*CRC"):
        sources.load(tmp_path / "a.npz")
    (tmp_path / "a.npz").write_bytes(content[:-30])
    with pytest.raises(UserError, match="damaged"):
        sources.load(tmp_path / "a.npz")


def test_an_archive_under_the_other_name_is_read_too(tmp_path):
    np.savez(tmp_path / "a.npz", images=GREY)
    (tmp_path / "a.npz").rename(tmp_path / "a.npy")
    assert len(sources.load(tmp_path / "a.npy")) == 5


def test_a_stop_is_heard_while_resizing(tmp_path):
    np.save(tmp_path / "a.npy", np.zeros((50, 100, 100), np.uint8))
    answers = iter([False] * 3 + [True])
    with pytest.raises(Stopped):
        sources.load(tmp_path / "a.npy", stop=lambda: next(answers))


@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 255)), min_size=1, max_size=4),
    length=st.integers(0, 1200),
    archive=st.booleans(),
)
@pytest.mark.filterwarnings("ignore::UserWarning")  # numpy: headers written by Python 2
def test_any_damage_ends_in_a_dataset_or_in_a_sentence(tmp_path, places, length, archive):
    content = io.BytesIO()
    if archive:
        np.savez(content, images=GREY, labels=np.arange(5))
    else:
        np.save(content, GREY)
    damaged = bytearray(content.getvalue())
    for place, value in places:
        damaged[place % len(damaged)] = value
    path = tmp_path / ("a.npz" if archive else "a.npy")
    path.write_bytes(damaged if length > 1000 else damaged[:length])
    told = ""
    try:
        assert isinstance(sources.load(path), Dataset)
    except UserError as error:
        told = str(error)
    assert told.isprintable()
