"""Letters of the fonts that are installed: the class is the letter, the font is known.

The images are the same again wherever the same fonts are; other computers have other fonts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from genstudio.core.config import Hint
from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.data._builtin import Builtin
from genstudio.data._drawing import Colours, Count, Seed, Side, balanced, check_memory, uniform
from genstudio.data._fonts import Face, folders, installed, opened, usable
from genstudio.data.dataset import Dataset, Factor, Progress, Stopped, make_split

RANK = 0
NAME = "glyphs"
BUILTIN = (Builtin(NAME, mark("Letters in all fonts of this computer"), "drawn", mark("Letters")),)
LETTERS = {
    "upper": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lower": "abcdefghijklmnopqrstuvwxyz",
    "digits": "0123456789",
}
INKS = {
    "white": (255, 255, 255),
    "yellow": (250, 210, 70),
    "red": (240, 90, 85),
    "blue": (95, 160, 250),
    "green": (95, 205, 125),
}
PAPER = (24, 26, 36)  # in colour; grey letters are white on black
HEIGHTS = 0.58, 0.80  # of the letters, as shares of the image
WIDEST = 0.94
SHIFT = 0.07
FINE, COARSE = 4, 2  # how much larger letters are drawn before they are averaged


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Which letters are drawn, from how many fonts, how many and how large."""

    size: Side = 32
    count: Count = 10_000
    seed: Seed = 0
    letters: Annotated[Literal["upper", "lower", "digits"], Hint("which letters")] = "upper"
    fonts: Annotated[int, Hint("take at most so many fonts", 1, 2000)] = 100
    colour: Annotated[Colours, Hint("grey is white on black")] = "grey"


def accepts(source: str | Path) -> bool:
    """Take the bare name only; a folder of that name is `./glyphs`."""
    return source == NAME


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Draw the letters: uint8 [N, 1, H, W] white on black, or [N, 3, H, W].

    Raise UserError where no font is of any use.
    """
    grey = config.colour == "grey"
    check_memory(config.count, config.size, 1 if grey else 3)
    letters = LETTERS[config.letters]
    faces, problems = usable(installed(), letters, config.fonts, stop)
    if not faces:
        raise UserError(
            tr(
                "No font with letters was found in {folders}: install one, such as DejaVu, or "
                "choose other data.",
                folders=", ".join(str(folder) for folder in folders()),
            )
        )
    generator = np.random.Generator(np.random.PCG64(config.seed))
    letter, font, ink = balanced(config.count, (len(letters), len(faces), len(INKS)), generator)
    factors = {"font": Factor(font, tuple(face.name for face in faces))}
    factors["height"] = Factor(uniform(config.count, *HEIGHTS, generator))
    factors |= {name: Factor(uniform(config.count, -SHIFT, SHIFT, generator)) for name in "xy"}
    text = [letters[each] for each in letter]
    masks = _all_drawn(faces, text, factors, config.size, progress, stop)
    return Dataset(
        name=NAME,
        source=NAME,
        images=masks[:, None] if grey else _inked(masks, ink),
        split=make_split(config.count),
        labels=letter,
        classes=tuple(letters),
        problems=tuple(problems),
        factors=factors if grey else factors | {"ink": Factor(ink, tuple(INKS))},
    )


def _all_drawn(
    faces: Sequence[Face],
    text: Sequence[str],
    factors: Mapping[str, Factor],
    side: int,
    progress: Progress,
    stop: Stop,
) -> NDArray[np.uint8]:
    """Return all letters [N, side, side], font after font: opening one takes long."""
    font, height, x, y = (factors[name].values for name in ("font", "height", "x", "y"))
    masks = np.empty((len(text), side, side), np.uint8)
    done = 0
    for number, face in enumerate(faces):
        for index in np.flatnonzero(font == number).tolist():
            if stop():
                raise Stopped
            place = float(x[index]), float(y[index])
            masks[index] = _drawn(face, text[index], float(height[index]), place, side)
            done += 1
            progress(done, len(text))
    return masks


def _drawn(
    face: Face, letter: str, height: float, place: tuple[float, float], side: int
) -> NDArray[np.uint8]:
    """Return one letter [side, side], drawn larger and averaged.

    All letters of a font stand on one line, and the tallest are as high as `height` says, or
    less where the widest would not fit.
    """
    times = FINE if side <= 64 else COARSE
    large = side * times
    size = min(height / (face.top + face.bottom), WIDEST / face.wide) * large
    line = large / 2 + size * (face.top - face.bottom) / 2
    image = Image.new("L", (large, large))
    font = opened(face.path, size)
    start = large / 2 + place[0] * large, line + place[1] * large
    ImageDraw.Draw(image).text(start, letter, fill=255, font=font, anchor="ms")
    return np.asarray(image.reduce(times))


def _inked(masks: NDArray[np.uint8], ink: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return letters in colours on dark paper [N, 3, H, W], by whole numbers."""
    table = np.array(list(INKS.values()), np.int32)
    images = np.empty((len(masks), 3, *masks.shape[1:]), np.uint8)
    for channel in range(3):
        for code, colour in enumerate(table):
            chosen = ink == code
            levels = np.arange(256) * (int(colour[channel]) - PAPER[channel])
            levels = PAPER[channel] + (levels + 127) // 255
            images[chosen, channel] = levels.astype(np.uint8)[masks[chosen]]
    return images
