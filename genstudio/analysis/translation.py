"""Pictures of one kind as the other: there, back, and there and back; and how good that is.

For models that are a `Translates`. Pictures are uint8 [C, H, W] or [N, C, H, W] of any size:
the networks have no layer that knows how large they are.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from genstudio.analysis.images import check_png, save_png
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop, never
from genstudio.core.language import tr
from genstudio.data._decode import Colour, as_channels, decode, decode_whole
from genstudio.data._faults import Faulty, explained
from genstudio.data._scan import WHICH, scan
from genstudio.models import Translates

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.models import Shape

Pixels = NDArray[np.uint8]
CHUNK = 2**18  # pixels at once
SMALLEST, LARGEST = 8, 2048  # px a side of a picture in its own size; beyond, memory ends


class Trip(NamedTuple):
    """Pictures, what became of them, and that turned back again; [N, C, H, W] each."""

    image: Pixels
    there: Pixels
    again: Pixels


@dataclass(frozen=True, slots=True)
class Done:
    """One picture of a folder: how far it all is, and what was wrong with it ("" for nothing)."""

    done: int
    total: int
    file: str
    problem: str = ""


def translate(lens: Lens, images: Pixels, forward: bool, stop: Stop = never) -> Pixels:
    """Return images [N, C, H, W] as the other kind; fewer only when stopped.

    Raises UserError for a model that cannot, and for images of another number of channels.
    """
    model = _able(lens)
    if images.shape[1] != lens.shape[0]:
        raise UserError(
            tr(
                "The pictures have {channels} channels, but the model was made for {expected}.",
                channels=images.shape[1],
                expected=lens.shape[0],
            )
        )
    size = max(1, CHUNK // int(np.prod(images.shape[2:])))
    found = [np.zeros((0, *images.shape[1:]), np.uint8)]
    with torch.inference_mode():
        for start in range(0, len(images), size):
            if stop():
                break
            part = torch.from_numpy(images[start : start + size].astype(np.float32) / 255)
            made = model.translate(part, forward).nan_to_num(0.0).clamp(0, 1)
            found.append((255 * made).round().to(torch.uint8).numpy())
    return np.concatenate(found)


def trip(lens: Lens, images: Pixels, forward: bool, stop: Stop = never) -> Trip:
    """Translate images there, and that back again."""
    there = translate(lens, images, forward, stop)
    again = translate(lens, there, not forward, stop)
    return Trip(images[: len(again)], there[: len(again)], again)


def read(path: Path, shape: Shape, full_size: bool = False) -> Pixels:
    """Read a picture as the model takes it: [C, H, W], cut to its square, or in its own size.

    In its own size it is made smaller where a side has more than LARGEST pixels. Raises UserError
    for what cannot be read, or is too small.
    """
    colour: Colour = "grey" if shape[0] == 1 else "rgb"
    with explained(os.fspath(path)):
        if not full_size:
            image = decode(os.fspath(path), shape[1], "crop", colour)
            return image if image.shape == shape else _stretched(image, shape)
        image = _bounded(decode_whole(os.fspath(path), LARGEST, colour))
        if min(image.shape[1:]) < SMALLEST:
            raise Faulty(tr("has fewer than {least} pixels a side: enlarge it", least=SMALLEST))
    return image


def pictures(folder: Path, stop: Stop = never) -> list[str]:
    """List the pictures in a folder and all inside it; raise UserError where there is none."""
    found = scan(os.fspath(folder), stop).images
    if not found:
        raise UserError(
            tr(
                "There are no images in the folder {shown} ({kinds}).",
                shown=printable(folder),
                kinds=tr(WHICH),
            )
        )
    return found


def translate_folder(
    lens: Lens,
    folder: Path,
    out: Path,
    forward: bool,
    *,
    full_size: bool = False,
    stop: Stop = never,
) -> Iterator[Done]:
    """Translate all pictures of a folder into another, as PNG, with the sub-folders it has.

    A picture that cannot be read is told and passed over. Raises UserError where there is none,
    or where the two folders are one.
    """
    _able(lens)
    folder, out = Path(folder), Path(out)
    if os.path.realpath(folder) == os.path.realpath(out):
        raise UserError(
            tr("The translations would overwrite the pictures: choose another folder for them.")
        )
    names = pictures(folder, stop)
    taken: set[str] = set()
    for done, name in enumerate(names, 1):
        if stop():
            return
        problem = ""
        try:
            image = read(folder / name, lens.shape, full_size)
            made = translate(lens, image[None], forward)[0]
            target = out / _free(name, taken)
            target.parent.mkdir(parents=True, exist_ok=True)
            save(target, made)
        except UserError as error:
            problem = str(error)
        except OSError as error:
            raise UserError(
                tr("{name} cannot be written: {reason}.", name=printable(out), reason=error)
            ) from error
        yield Done(done, len(names), printable(name), problem)


def save(path: Path, image: Pixels) -> None:
    """Write a picture [C, H, W] as a PNG."""
    check_png(path)
    save_png(path, np.ascontiguousarray(image.transpose(1, 2, 0)))


def distance(images: Pixels, others: Pixels) -> float:
    """Return the mean absolute difference of pixels, in units of [-1, 1]: 2 from black to white."""
    return float(np.abs(images.astype(np.float32) - others).mean() / 127.5)


def _able(lens: Lens) -> Any:
    if not isinstance(lens.model, Translates):
        raise UserError(
            tr("This model does not translate pictures: choose a run of style transfer (CycleGAN).")
        )
    return lens.model


def _stretched(image: Pixels, shape: Shape) -> Pixels:
    from PIL import Image

    picture = Image.fromarray(image[0] if len(image) == 1 else image.transpose(1, 2, 0))
    resized = picture.resize((shape[2], shape[1]), Image.Resampling.BICUBIC)
    return as_channels(resized, "grey" if shape[0] == 1 else "rgb")


def _bounded(image: Pixels) -> Pixels:
    """Make a picture smaller whose longer side is too long."""
    _, height, width = image.shape
    scale = LARGEST / max(height, width)
    if scale >= 1:
        return image
    return _stretched(image, (len(image), max(1, int(height * scale)), max(1, int(width * scale))))


def _free(name: str, taken: set[str]) -> str:
    """Return the name of the PNG for a picture: another one where two would have the same."""
    stem = os.path.splitext(name)[0]
    free, number = stem, 2
    while free.lower() in taken:
        free, number = f"{stem}-{number}", number + 1
    taken.add(free.lower())
    return f"{free}.png"
