"""Two folders (or archives) of pictures as one data set of two classes, for style transfer.

Each is all of its class, whatever folders are inside; the two may be of different sizes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.core.config import Hint
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data import archive, folder
from genstudio.data._resize import Fitting, Size
from genstudio.data.dataset import SPLITS, Dataset, Problem, Progress, make_split

RANK = 0
NAME = "pair"
LEAST = 2  # pictures of either kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Which two folders, and how their pictures become images of one size."""

    first_folder: Annotated[str, Hint("folder or archive of the first kind (pair)")] = ""
    second_folder: Annotated[str, Hint("folder or archive of the second kind (pair)")] = ""
    size: Size = 0
    fit: Fitting = "crop"
    colour: Annotated[
        Literal["auto", "rgb", "grey"],
        Hint("auto is grey where no picture has any colour; grey and rgb force it"),
    ] = "auto"
    max_images: Annotated[int, Hint("take at most so many, drawn evenly", 1, 10_000_000)] = (
        1_000_000
    )


def accepts(source: str | Path) -> bool:
    """Take the bare name only; a folder of that name is `./pair`."""
    return source == NAME


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Load both; raise UserError where one is missing, empty, or the other one again."""
    paths = [_path(text) for text in (config.first_folder, config.second_folder)]
    if _same(*paths):
        raise UserError(
            tr(
                "Both are {name}: style transfer needs two different folders.",
                name=printable(paths[0]),
            )
        )
    parts = []
    for number, path in enumerate(paths):
        part = _load(path, config, _half(progress, number), stop)
        if len(part) < LEAST:
            raise UserError(
                tr(
                    "There is only one picture in {name}: put more of its kind there.",
                    name=printable(path),
                )
            )
        parts.append(part)
    parts = _alike(parts, paths, config, progress, stop)
    return _together(parts, paths, config)


def _path(text: str) -> str:
    """Return an absolute path; raise UserError where it names nothing that can be loaded."""
    if not text.strip():
        raise UserError(
            tr(
                "Two folders make a pair: say which with first_folder and second_folder "
                "(--first-folder, --second-folder), or drop both on the window."
            )
        )
    path = os.path.abspath(os.path.expanduser(text))
    if not (folder.accepts(path) or archive.accepts(path)):
        raise UserError(
            tr(
                "{name} is neither a folder of pictures nor an archive of one (.zip, .tar, "
                ".tar.gz).",
                name=printable(path),
            )
        )
    return path


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _load(path: str, config: Config, progress: Progress, stop: Stop) -> Dataset:
    module = folder if folder.accepts(path) else archive
    settings = folder.Config(
        size=config.size,
        fit=config.fit,
        colour=config.colour,
        max_images=config.max_images,
        keep="memory",
    )
    return module.load(path, settings, progress, stop)


def _alike(
    parts: list[Dataset], paths: list[str], config: Config, progress: Progress, stop: Stop
) -> list[Dataset]:
    """Bring both to one size, the smaller of the two, and make both grey or both coloured."""
    sides = [part.shape[1] for part in parts]
    side = min(sides)
    fitting = replace(config, size=side)
    if sides[0] != sides[1]:
        parts = [
            part if part.shape[1] == side else _load(path, fitting, progress, stop)
            for part, path in zip(parts, paths)
        ]
    channels = max(part.shape[0] for part in parts)
    return [
        part
        if part.shape[0] == channels
        else replace(part, images=np.repeat(part.images, channels, axis=1))
        for part in parts
    ]


def _together(parts: list[Dataset], paths: list[str], config: Config) -> Dataset:
    counts = [len(part) for part in parts]
    names = _names(paths)
    captions = None
    if any(part.captions for part in parts):
        captions = tuple(c for part in parts for c in (part.captions or ("",) * len(part)))
    problems = tuple(
        Problem(f"{name}/{problem.file}", problem.reason)
        for name, part in zip(names, parts)
        for problem in part.problems
    )
    return Dataset(
        name=f"{names[0]} and {names[1]}",
        source=NAME,
        images=np.concatenate([part.images for part in parts]),
        split=np.concatenate([_split(count) for count in counts]),
        labels=np.repeat(np.arange(2, dtype=np.int64), counts),
        classes=names,
        captions=captions,
        problems=problems,
        options={"first_folder": paths[0], "second_folder": paths[1]},
    )


def _split(count: int) -> NDArray[np.uint8]:
    """Split either kind for itself: a small one would else be left without held-out pictures."""
    split = make_split(count)
    if count >= 4 and not (split == SPLITS.index("validation")).any():
        split[np.flatnonzero(split == SPLITS.index("train"))[0]] = SPLITS.index("validation")
    return split


def _names(paths: list[str]) -> tuple[str, str]:
    """Return the folders' names, with those of their parents where they are the same."""
    bare = [_bare(path) for path in paths]
    if bare[0] == bare[1]:
        bare = [
            f"{os.path.basename(os.path.dirname(path))}/{name}" for path, name in zip(paths, bare)
        ]
    if bare[0] == bare[1]:
        bare = [f"{name} {number}" for number, name in enumerate(bare, 1)]
    first, second = (printable(name) for name in bare)
    return first, second


def _bare(path: str) -> str:
    name = os.path.basename(path) or path
    for ending in archive.ENDINGS:
        if name.lower().endswith(ending) and os.path.isfile(path):
            return name[: -len(ending)]
    return name


def _half(progress: Progress, number: int) -> Progress:
    """Report the first or the second half of all there is to do."""

    def report(done: int, total: int) -> None:
        progress(number * total + done, 2 * total)

    return report
