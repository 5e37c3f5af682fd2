"""Decode one image file of any kind to 8-bit pixels, or say why it cannot be.

Only formats that are safe and common are tried; the file's content decides, not its name.
"""

from __future__ import annotations

import errno
import os
import stat
import warnings
from typing import IO, Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.data._faults import Faulty
from genstudio.data._pixels import to_uint8
from genstudio.data._resize import Fit, fit_image

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
MAX_PIXELS = 100_000_000
KEPT = 4  # a large picture is first averaged down to this many times the side wanted
Colour = Literal["auto", "grey", "rgb"]

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# Pillow warns of odd metadata, which is no use to who waits for a data set.
warnings.filterwarnings("ignore", module=r"PIL\.")


def decode(path: str, side: int, fit: Fit, colour: Colour) -> NDArray[np.uint8]:
    """Return the picture upright as uint8 [C, side, side], on white where it is transparent.

    C is 1 for `grey`, 3 for `rgb`; `auto` gives 1 for a picture without any colour. Raise
    Faulty with a half sentence for whatever cannot be decoded.
    """
    return as_channels(_opened(path, side, fit), colour)


def decode_whole(path: str, side: int, colour: Colour) -> NDArray[np.uint8]:
    """Return the picture as `decode` does, but all of it: uint8 [C, H, W] of any size.

    A large one is averaged down, as long as its shorter side keeps KEPT times `side` pixels.
    """
    return as_channels(_opened(path, side, None), colour)


def _opened(path: str, side: int, fit: Fit | None) -> Image.Image:
    """Return the picture upright, in mode L or RGB, as a square where `fit` says how."""
    try:
        with open_regular(path) as file, Image.open(file, formats=FORMATS) as image:
            _check_size(image)
            image.draft(None, (2 * side, 2 * side))  # JPEG: decode at a fraction of the size
            picture = _eight_bits(_reduced(_upright(image), side))
            return picture if fit is None else fit_image(picture, side, fit)
    except Faulty:
        raise
    except Exception as error:  # decoders raise anything on a damaged file
        raise Faulty(_reason(error)) from error


def measure(path: str) -> tuple[int, int] | None:
    """Return (width, height) from the file's header; None for what cannot be read."""
    try:
        with open_regular(path) as file, Image.open(file, formats=FORMATS) as image:
            return image.size
    except Exception:  # noqa: BLE001 -- decode() will say what is wrong with it
        return None


def open_regular(path: str) -> IO[bytes]:
    """Open a regular file for reading; never wait for a pipe or a device."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Faulty(tr("is not a regular file"))
        if status.st_size == 0:
            raise Faulty(tr("is empty (0 bytes)"))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise Image.DecompressionBombError


def _upright(image: Image.Image) -> Image.Image:
    """Turn the picture as its EXIF data says; leave it where those make no sense."""
    image.load()
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
        return ImageOps.exif_transpose(image) if orientation != 1 else image
    except Exception:  # noqa: BLE001 -- the pixels are sound, only what is said of them is not
        return image


def _reduced(image: Image.Image, side: int) -> Image.Image:
    """Average a large picture down before its colours are converted, to save memory."""
    factor = min(image.size) // (KEPT * side)
    averages = image.mode in ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")
    if factor < 2 or not averages or "transparency" in image.info:
        return image
    return image.reduce(factor)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return the picture in mode L or RGB, its full range kept."""
    if image.mode.startswith("I;16"):
        values = np.asarray(image).astype(np.float32) / _largest(image)
        return Image.fromarray(to_uint8(np.clip(values, 0, 1)))
    if image.mode in ("I", "F"):
        return Image.fromarray(_from_numbers(np.asarray(image)))
    if image.has_transparency_data:
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _largest(image: Image.Image) -> int:
    """Return the value of white: 12-bit TIFFs are kept in 16 bits."""
    tags = getattr(image, "tag_v2", {})
    bits = tags.get(258, (16,))
    return int((1 << int(bits[0])) - 1)


def _from_numbers(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Scale 32-bit numbers: a usual range as such, any other from its least to its largest."""
    if not np.isfinite(values).all():
        raise Faulty(tr("holds NaN or infinite values"))
    try:
        return to_uint8(values)
    except Faulty:
        low, high = float(values.min()), float(values.max())
        return to_uint8((values.astype(np.float64) - low) / (high - low))


def as_channels(picture: Image.Image, colour: Colour) -> NDArray[np.uint8]:
    """Return a picture of mode L or RGB as uint8 [C, H, W]."""
    if colour == "grey":
        return np.asarray(picture.convert("L"))[None]
    pixels = np.asarray(picture.convert("RGB")).transpose(2, 0, 1)
    grey = colour == "auto" and (pixels[0] == pixels[1]).all() and (pixels[0] == pixels[2]).all()
    return pixels[:1] if grey else pixels


def _reason(error: Exception) -> str:
    """Say in half a sentence what a decoder's exception means."""
    if isinstance(error, UnidentifiedImageError):
        return tr("is not an image (PNG, JPEG, WEBP, BMP, GIF or TIFF), or damaged at its start")
    if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning):
        return tr("has more than 100 million pixels")
    if isinstance(error, MemoryError):
        return tr("does not fit into memory")
    known = {
        errno.EACCES: tr("cannot be read: there is no permission"),
        errno.EPERM: tr("cannot be read: there is no permission"),
        errno.ENOENT: tr("is not there any more"),
        errno.ELOOP: tr("is a link that leads to itself"),
        errno.ENAMETOOLONG: tr("has a path too long for this system"),
    }
    number = error.errno if isinstance(error, OSError) else None
    detail = printable(error).strip().rstrip(".")[:120] or type(error).__name__
    return known.get(number or 0, tr("is damaged or cut off ({detail})", detail=detail))
