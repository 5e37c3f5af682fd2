"""Cartoon faces with known attributes: glasses, a smile, hair, hat, beard, skin, eyes.

The attributes are independent, so that arithmetic with them, and what changes one of them and
keeps the others, can be measured.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.core.config import Hint
from genstudio.core.events import Stop
from genstudio.core.language import mark
from genstudio.data._builtin import Builtin
from genstudio.data._drawing import (
    Colours,
    Count,
    Seed,
    Side,
    balanced,
    check_memory,
    draw,
    uniform,
)
from genstudio.data._face import Faces, draw_faces
from genstudio.data.dataset import Dataset, Factor, Progress, make_split

RANK = 0
NAME = "faces"
BUILTIN = (
    Builtin(
        NAME,
        mark("Cartoon faces with captions: glasses, smile, hair, hat and beard are known"),
        "drawn",
        mark("Faces"),
    ),
)
Colour = tuple[float, float, float]
NO_OR_YES = ("no", "yes")
SKINS: dict[str, Colour] = {
    "pale": (0.99, 0.87, 0.77),
    "light": (0.96, 0.78, 0.62),
    "tan": (0.85, 0.62, 0.44),
    "brown": (0.64, 0.43, 0.29),
    "dark": (0.50, 0.33, 0.23),
}
HAIRS: dict[str, Colour] = {
    "black": (0.15, 0.12, 0.15),
    "brown": (0.36, 0.20, 0.10),
    "blond": (0.95, 0.79, 0.36),
    "red": (0.79, 0.33, 0.13),
    "grey": (0.72, 0.72, 0.75),
}
STYLES = ("bald", "short", "long", "curly")
IRISES: dict[str, Colour] = {
    "brown": (0.40, 0.24, 0.12),
    "blue": (0.20, 0.48, 0.85),
    "green": (0.25, 0.58, 0.35),
}
GROUNDS: tuple[Colour, ...] = (
    (0.66, 0.84, 0.93),
    (0.98, 0.87, 0.68),
    (0.75, 0.89, 0.76),
    (0.93, 0.78, 0.83),
    (0.82, 0.80, 0.94),
)
CLOTHS: tuple[Colour, ...] = (
    (0.84, 0.27, 0.30),
    (0.20, 0.47, 0.72),
    (0.18, 0.58, 0.50),
    (0.93, 0.62, 0.18),
    (0.50, 0.34, 0.66),
)
FACTORS: dict[str, tuple[str, ...]] = {
    "glasses": NO_OR_YES,
    "smile": NO_OR_YES,
    "hat": NO_OR_YES,
    "beard": NO_OR_YES,
    "hair": STYLES,
    "hair colour": tuple(HAIRS),
    "skin": tuple(SKINS),
    "eyes": tuple(IRISES),
}
SHIFT, WIDTH = 0.06, 0.07  # how far heads are off the middle, and how much their widths differ


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """How many faces are drawn, how large, and which attribute is the class."""

    size: Side = 32
    count: Count = 10_000
    seed: Seed = 0
    colour: Annotated[Colours, Hint("in colour, or in grey")] = "rgb"
    label: Annotated[
        Literal["glasses", "smile", "hat", "beard", "hair", "skin"], Hint("what the classes are")
    ] = "glasses"


def accepts(source: str | Path) -> bool:
    """Take the bare name only; a folder of that name is `./faces`."""
    return source == NAME


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Draw the faces: uint8 [N, 3, H, W], or [N, 1, H, W] in grey."""
    grey = config.colour == "grey"
    channels = 1 if grey else 3
    check_memory(config.count, config.size, channels)
    generator = np.random.Generator(np.random.PCG64(config.seed))
    sizes = [len(names) for names in FACTORS.values()]
    codes = dict(zip(FACTORS, balanced(config.count, sizes, generator)))
    faces = _faces(codes, config.count, generator)
    images = draw(
        config.count,
        config.size,
        channels,
        lambda rows: draw_faces(faces.take(rows), config.size).bytes(grey),
        progress,
        stop,
    )
    factors = {name: Factor(codes[name], names) for name, names in FACTORS.items()}
    factors |= {"x": Factor(faces.x), "y": Factor(faces.y), "look": Factor(faces.look)}
    names = FACTORS[config.label]
    classes = (f"no {config.label}", config.label) if names is NO_OR_YES else names
    return Dataset(
        name=NAME,
        source=NAME,
        images=images,
        split=make_split(config.count),
        labels=codes[config.label],
        classes=classes,
        captions=tuple(_caption(codes, index) for index in range(config.count)),
        factors=factors,
    )


def _faces(
    codes: dict[str, NDArray[np.int64]], count: int, generator: np.random.Generator
) -> Faces:
    """Return what is drawn: what is known, and what differs by chance."""
    x, y = (uniform(count, -SHIFT, SHIFT, generator) for _ in "xy")
    ground, cloth = (generator.integers(0, len(t), count) for t in (GROUNDS, CLOTHS))
    return Faces(
        x=x,
        y=(y + np.float32(0.08)).astype(np.float32),
        wide=uniform(count, 1 - WIDTH, 1 + WIDTH, generator),
        look=uniform(count, -1, 1, generator),
        skin=_colours(SKINS.values())[codes["skin"]],
        hair=_colours(HAIRS.values())[codes["hair colour"]],
        iris=_colours(IRISES.values())[codes["eyes"]],
        cloth=_colours(CLOTHS)[cloth],
        ground=_colours(GROUNDS)[ground],
        style=codes["hair"],
        glasses=codes["glasses"],
        smile=codes["smile"],
        hat=codes["hat"],
        beard=codes["beard"],
    )


def _colours(table: Iterable[Colour]) -> NDArray[np.float32]:
    return np.array(tuple(table), np.float32)


def _caption(codes: dict[str, NDArray[np.int64]], index: int) -> str:
    """Describe a face: `a smiling face with short red hair, a beard and glasses`."""
    style = STYLES[codes["hair"][index]]
    colour = FACTORS["hair colour"][codes["hair colour"][index]]
    parts = [] if style == "bald" else [f"{style} {colour} hair"]
    parts += [
        words
        for name, words in (
            ("beard", f"a {colour} beard"),
            ("glasses", "glasses"),
            ("hat", "a hat"),
        )
        if codes[name][index]
    ]
    mood = "smiling" if codes["smile"][index] else "serious"
    text = f"a {mood}{' bald' if style == 'bald' else ''} face"
    if not parts:
        return text
    *first, last = parts
    return f"{text} with {', '.join(first)} and {last}" if first else f"{text} with {last}"
