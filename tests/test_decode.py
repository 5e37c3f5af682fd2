"""Decoding one picture of any kind: full range, right colours, upright, on white."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from genstudio.data import _decode
from genstudio.data._decode import decode, measure
from genstudio.data._faults import Faulty

RAMP = np.tile(np.arange(0, 256, 16, dtype=np.uint8), (16, 1))  # 16 x 16, grey, left to right


def saved(folder: Path, image: Image.Image, name: str = "a.png", **options) -> str:
    image.save(folder / name, **options)
    return str(folder / name)


def grey_of(path: str, side: int = 16) -> np.ndarray:
    pixels = decode(path, side, "crop", "auto")
    assert pixels.shape == (1, side, side)
    return pixels[0]


def png_of_size(width: int, height: int) -> bytes:
    """Return a small PNG file whose header claims any size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


SIXTEEN = RAMP.astype(np.uint16) * 257
GREYS = {
    "L png": (Image.fromarray(RAMP), "a.png"),
    "RGB png without colour": (Image.fromarray(RAMP).convert("RGB"), "a.png"),
    "LA png": (Image.fromarray(RAMP).convert("LA"), "a.png"),
    "RGBA png": (Image.fromarray(RAMP).convert("RGBA"), "a.png"),
    "P png": (Image.fromarray(RAMP).convert("P"), "a.png"),
    "16-bit png": (Image.fromarray(SIXTEEN), "a.png"),
    "16-bit tiff": (Image.fromarray(SIXTEEN), "a.tif"),
    "big-endian 16-bit tiff": (Image.fromarray(SIXTEEN.astype(">u2")), "a.tif"),
    "32-bit integer tiff of bytes": (Image.fromarray(RAMP.astype(np.int32)), "a.tif"),
    "32-bit integer tiff of 16 bits": (Image.fromarray(SIXTEEN.astype(np.int32)), "a.tif"),
    "float tiff in [0, 1]": (Image.fromarray(RAMP.astype(np.float32) / 255), "a.tif"),
    "float tiff in [-1, 1]": (Image.fromarray(RAMP.astype(np.float32) / 127.5 - 1), "a.tif"),
    "float tiff in [0, 255]": (Image.fromarray(RAMP.astype(np.float32)), "a.tif"),
    "bmp": (Image.fromarray(RAMP), "a.bmp"),
    "gif": (Image.fromarray(RAMP), "a.gif"),
    "lossless webp": (Image.fromarray(RAMP).convert("RGB"), "a.webp"),
    "CMYK tiff": (Image.fromarray(RAMP).convert("RGB").convert("CMYK"), "a.tif"),
}


@pytest.mark.parametrize("kind", GREYS)
def test_every_kind_of_grey_keeps_its_full_range(tmp_path, kind):
    image, name = GREYS[kind]
    options = {"lossless": True} if name.endswith("webp") else {}
    pixels = grey_of(saved(tmp_path, image, name, **options))
    assert np.abs(pixels.astype(int) - RAMP).max() <= 1


def test_a_float_picture_of_any_other_range_is_spread_over_the_greys(tmp_path):
    image = Image.fromarray(RAMP.astype(np.float32) * 40 - 3000)
    expected = np.round(RAMP / 240 * 255)
    assert np.array_equal(grey_of(saved(tmp_path, image, "a.tif")), expected)


def test_one_bit_becomes_black_and_white(tmp_path):
    pixels = grey_of(saved(tmp_path, Image.fromarray(RAMP > 100)))
    assert np.array_equal(pixels, (RAMP > 100) * np.uint8(255))


@pytest.mark.parametrize("mode", ["RGB", "P", "CMYK", "YCbCr", "RGBA"])
def test_colours_survive_every_mode(tmp_path, mode):
    image = Image.new("RGB", (16, 16), (220, 40, 90)).convert(mode)
    name = "a.tif" if mode in ("CMYK", "YCbCr") else "a.png"
    pixels = decode(saved(tmp_path, image, name), 16, "crop", "auto")
    assert pixels.shape == (3, 16, 16)
    assert np.abs(pixels[:, 0, 0].astype(int) - [220, 40, 90]).max() <= (30 if mode == "P" else 2)


def test_a_cmyk_jpeg_has_its_colours_the_right_way_round(tmp_path):
    image = Image.new("RGB", (16, 16), (250, 240, 10)).convert("CMYK")
    pixels = decode(saved(tmp_path, image, "a.jpg", quality=95), 16, "crop", "auto")
    assert np.abs(pixels[:, 8, 8].astype(int) - [250, 240, 10]).max() <= 6


def test_what_is_transparent_is_white_whatever_colour_lies_under_it(tmp_path):
    rgba = np.zeros((16, 16, 4), np.uint8)
    rgba[..., 0] = 200
    rgba[:8, :, 3] = 255
    rgba[8:12, :, 3] = 51
    pixels = decode(saved(tmp_path, Image.fromarray(rgba)), 16, "crop", "auto")
    assert pixels[:, 0, 0].tolist() == [200, 0, 0]
    assert pixels[:, 9, 0].tolist() == [244, 204, 204]
    assert pixels[:, 15, 0].tolist() == [255, 255, 255]
    large = Image.fromarray(rgba).resize((640, 640), Image.Resampling.NEAREST)
    again = decode(saved(tmp_path, large), 16, "crop", "auto")
    assert np.array_equal(again[:, [1, 14], 5], pixels[:, [1, 14], 5])


def test_transparent_greys_and_palettes_are_put_on_white(tmp_path):
    paths = [saved(tmp_path, Image.new("LA", (16, 16), (0, 0)))]
    palette = Image.new("P", (16, 16), 1)
    palette.putpalette([0, 0, 0, 9, 9, 9])
    paths.append(saved(tmp_path, palette, "p.png", transparency=1))
    paths.append(saved(tmp_path, palette, "p.gif", transparency=1))
    paths.append(saved(tmp_path, Image.new("L", (16, 16), 7), "k.png", transparency=7))
    for path in paths:
        assert (grey_of(path) == 255).all()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_upright(tmp_path, orientation):
    upright = np.zeros((32, 32), np.uint8)
    upright[:16, :16] = 255
    upright[:16, 16:] = 128
    turns = {1: lambda x: x, 2: np.fliplr, 3: lambda x: np.rot90(x, 2), 4: np.flipud}
    turns |= {5: np.transpose, 6: np.rot90, 8: lambda x: np.rot90(x, -1)}
    turns[7] = lambda x: np.rot90(x, 2).T
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = Image.fromarray(np.ascontiguousarray(turns[orientation](upright)))
    for name in ("a.jpg", "a.png"):
        pixels = grey_of(saved(tmp_path, image, name, exif=exif), 32)
        assert np.abs(pixels.astype(int) - upright).mean() < 3


@pytest.mark.filterwarnings("ignore:.*EXIF.*:UserWarning")
def test_nonsense_in_exif_costs_nothing_but_the_turning(tmp_path):
    for exif in (b"Exif\0\0garbage", b"Exif\0\0MM\0*\xff\xff\xff\xff"):
        path = saved(tmp_path, Image.fromarray(RAMP), "a.jpg", exif=exif, quality=95)
        assert np.abs(grey_of(path).astype(int) - RAMP).max() < 16


@pytest.mark.parametrize(("colour", "channels"), [("auto", 3), ("grey", 1), ("rgb", 3)])
def test_colour_can_be_forced(tmp_path, colour, channels):
    path = saved(tmp_path, Image.new("RGB", (16, 16), (255, 0, 0)))
    pixels = decode(path, 8, "crop", colour)
    assert pixels.shape == (channels, 8, 8)
    if colour == "grey":
        assert (pixels == 76).all()  # ITU-R 601: 0.299 of 255
    grey = saved(tmp_path, Image.fromarray(RAMP))
    assert decode(grey, 8, "crop", "rgb").shape == (3, 8, 8)


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (7, 300), (2000, 1500)])
@pytest.mark.parametrize("fit", ["crop", "pad", "stretch"])
@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_any_shape_becomes_a_square_of_its_own_colour(tmp_path, size, fit, name):
    path = saved(tmp_path, Image.new("L", size, 90), name)
    assert (decode(path, 32, fit, "auto") == 90).all()


def test_large_pictures_are_averaged_and_not_thinned_out(tmp_path):
    fine = (np.indices((1024, 1024)).sum(0) % 2 * 255).astype(np.uint8)
    pixels = grey_of(saved(tmp_path, Image.fromarray(fine)))
    assert np.abs(pixels.astype(int) - 127).max() <= 1


def broken(kind: str, folder: Path) -> str:
    good = io.BytesIO()
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)).save(
        good, "PNG"
    )
    path = folder / "a.png"
    contents = {
        "empty": b"",
        "truncated": good.getvalue()[:3000],
        "header only": good.getvalue()[:40],
        "text": b"not a picture at all",
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "bomb": png_of_size(20_000, 20_000),
        "more than 100 Mpx": png_of_size(10_001, 10_000),
        "flipped bit": good.getvalue()[:500] + b"\x00" + good.getvalue()[501:],
    }
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "NaN":
        path = folder / "a.tif"
        Image.fromarray(np.full((16, 16), np.nan, np.float32)).save(path)
    elif kind != "missing":
        path.write_bytes(contents[kind])
    return str(path)


REASONS = {
    "empty": r"is empty \(0 bytes\)",
    "truncated": "damaged or cut off.*truncated",
    "header only": "damaged",
    "text": "is not an image",
    "svg": "is not an image",
    "postscript": "is not an image",
    "bomb": "more than 100 million pixels",
    "more than 100 Mpx": "more than 100 million pixels",
    "flipped bit": "damaged",
    "pipe": "not a regular file",
    "folder": "not a regular file",
    "loop": "a link that leads to itself",
    "device": "not a regular file",
    "missing": "not there any more",
    "NaN": "NaN or infinite",
}


@pytest.mark.parametrize("kind", REASONS)
def test_every_fault_has_its_reason(tmp_path, kind):
    with pytest.raises(Faulty, match=REASONS[kind]):
        decode(broken(kind, tmp_path), 32, "crop", "auto")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_the_limit_holds_where_a_warning_is_only_a_warning(tmp_path):
    path = broken("more than 100 Mpx", tmp_path)
    with pytest.raises(Faulty, match="more than 100 million pixels"):
        decode(path, 32, "crop", "auto")


def test_exactly_the_limit_is_still_decoded(tmp_path, monkeypatch):
    monkeypatch.setattr(_decode, "MAX_PIXELS", 256)
    assert grey_of(saved(tmp_path, Image.fromarray(RAMP))).shape == (16, 16)
    monkeypatch.setattr(_decode, "MAX_PIXELS", 255)
    with pytest.raises(Faulty, match="pixels"):
        decode(str(tmp_path / "a.png"), 16, "crop", "auto")


def test_measuring_never_fails(tmp_path):
    assert measure(saved(tmp_path, Image.new("L", (30, 20)), "b.png")) == (30, 20)
    for kind in REASONS:
        (tmp_path / kind).mkdir()
        measure(broken(kind, tmp_path / kind))


@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow: odd metadata
@given(
    kind=st.sampled_from(["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF"]),
    mode=st.sampled_from(["L", "RGB", "P", "RGBA", "CMYK", "1", "I;16"]),
    places=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=4),
    length=st.floats(0, 1.5),
)
def test_any_damage_ends_in_a_picture_or_in_a_reason(tmp_path, kind, mode, places, length):
    content = io.BytesIO()
    source = SIXTEEN if mode == "I;16" else RAMP
    image = Image.fromarray(source) if mode == "I;16" else Image.fromarray(source).convert(mode)
    try:
        image.save(content, kind)
    except (OSError, KeyError, ValueError):
        return  # there is no such file
    damaged = bytearray(content.getvalue())
    for place, value in places:
        damaged[int(place * len(damaged))] = value
    (tmp_path / "a.png").write_bytes(damaged[: int(length * len(damaged))])
    told = ""
    try:
        assert decode(str(tmp_path / "a.png"), 8, "pad", "auto").shape[1:] == (8, 8)
    except Faulty as error:
        told = str(error)
    assert told.isprintable()
