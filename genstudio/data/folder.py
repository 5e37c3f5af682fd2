"""A folder of images: sub-folders are classes, captions are read where there are any."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import numpy as np
import psutil
from numpy.typing import NDArray

from genstudio.core.config import Hint
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data._captions import read_captions
from genstudio.data._decode import Colour, decode, measure
from genstudio.data._faults import Faulty
from genstudio.data._layout import read_layout
from genstudio.data._resize import Fitting, Size, choose_side
from genstudio.data._scan import WHICH, Found, scan
from genstudio.data._store import Plan, Stored, fetch
from genstudio.data.dataset import Dataset, Problem, Progress, Stopped

RANK = 3  # any folder will do, so the others are asked before
SHARE = 0.25  # of the computer's memory, which decoded images may take
MEASURED = 64  # files that are looked at to choose a size
WORKERS = min(4, os.cpu_count() or 1)  # Pillow decodes without the interpreter's lock
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """How pictures become images of one size."""

    size: Size = 0
    fit: Fitting = "crop"
    colour: Annotated[
        Colour, Hint("auto is grey where no picture has any colour; grey and rgb force it")
    ] = "auto"
    max_images: Annotated[int, Hint("take at most so many, drawn evenly", 1, 10_000_000)] = (
        1_000_000
    )
    keep: Annotated[
        Literal["auto", "memory", "disk"],
        Hint(
            "where the decoded images are: auto is the memory unless they would take a quarter "
            "of it, and then a file in the cache"
        ),
    ] = "auto"


def accepts(source: str | Path) -> bool:
    """Take any folder."""
    return os.path.isdir(source)


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Decode every image under the folder; list in `problems` what was left out and why.

    Raise UserError where there is nothing to load, Stopped where stop() says so.
    """
    root = os.fspath(source)
    found = scan(root, stop)
    names, problems = _limited(found, config.max_images)
    if not names:
        raise UserError(_nothing(root, found.problems))
    side = choose_side(config.size, _sizes([os.path.join(root, name) for name in names]))
    stored = None
    if _goes_to_disk(config, len(names), side):
        images, kept, faulty, stored = _stored(root, names, side, config, progress, stop)
    else:
        images, kept, faulty = _decode_all(root, names, side, config, progress, stop)
    if not kept:
        raise UserError(_nothing(root, faulty))
    layout = read_layout(kept)
    captions, unread = read_captions(root, found, kept)
    dataset = Dataset(
        name=printable(Path(os.path.abspath(root)).name) or "images",
        source=os.path.abspath(root),
        images=images,
        split=layout.split,
        labels=layout.labels,
        classes=layout.classes,
        captions=captions,
        problems=(*problems, *faulty, *unread),
    )
    return dataset if stored is None else replace(dataset, hashed=stored.fingerprint(dataset))


def _goes_to_disk(config: Config, count: int, side: int) -> bool:
    """Say whether the images are kept on the disk: as the settings say, or for want of memory."""
    if config.keep != "auto":
        return config.keep == "disk"
    channels = 1 if config.colour == "grey" else 3
    return count * channels * side**2 > SHARE * psutil.virtual_memory().total


def _stored(
    root: str, names: list[str], side: int, config: Config, progress: Progress, stop: Stop
) -> tuple[NDArray[np.uint8], list[str], list[Problem], Stored]:
    """Return images that lie on the disk, decoded now or some time before, and their names."""
    plan = Plan(root, names, side, config.fit, config.colour)
    stored = fetch(plan, progress, stop)
    kept = [name for place, name in enumerate(names) if place not in stored.faulty]
    problems = [Problem(printable(names[place]), reason) for place, reason in stored.faulty.items()]
    return stored.images, kept, problems, stored


def _limited(found: Found, limit: int) -> tuple[list[str], list[Problem]]:
    """Draw `limit` of the images, always the same ones, and say so."""
    names, problems = found.images, list(found.problems)
    if len(names) <= limit:
        return names, problems
    drawn = np.random.Generator(np.random.PCG64(0)).permutation(len(names))[:limit]
    reason = tr(
        "only {limit:,} of {count:,} images were taken (the setting max_images).",
        limit=limit,
        count=len(names),
    )
    return [names[i] for i in np.sort(drawn)], [*problems, Problem(".", reason)]


def _decode_all(
    root: str, names: Sequence[str], side: int, config: Config, progress: Progress, stop: Stop
) -> tuple[NDArray[np.uint8], list[str], list[Problem]]:
    """Return uint8 images [N, C, H, W] and their names, and the files that cannot be read."""
    paths = [os.path.join(root, name) for name in names]
    images = np.empty((len(names), 1 if config.colour == "grey" else 3, side, side), np.uint8)
    kept: list[str] = []
    problems: list[Problem] = []
    grey = config.colour != "rgb"

    def attempt(path: str) -> NDArray[np.uint8] | str:
        try:
            return decode(path, side, config.fit, config.colour)
        except Faulty as error:
            return f"{error}."

    for done, (name, result) in enumerate(zip(names, in_order(attempt, paths, stop)), 1):
        if isinstance(result, str):
            problems.append(Problem(printable(name), result))
        else:
            images[len(kept)] = result
            kept.append(name)
            grey = grey and len(result) == 1
        progress(done, len(names))
    return _compact(images[: len(kept)], grey), kept, problems


def in_order(function: Callable[[T], R], items: Sequence[T], stop: Stop) -> Iterator[R]:
    """Yield function(item) for each item, computed by a few threads that end with this.

    Only a few items are ahead at any time, so that memory stays small and a stop is quick.
    """
    ahead: deque[Future[R]] = deque()
    with ThreadPoolExecutor(WORKERS, "decode") as pool:
        try:
            for item in items:
                if len(ahead) >= 8 * WORKERS:
                    yield ahead.popleft().result()
                if stop():
                    raise Stopped
                ahead.append(pool.submit(function, item))
            while ahead:
                if stop():
                    raise Stopped
                yield ahead.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _sizes(paths: Sequence[str]) -> list[tuple[int, int]]:
    """Measure some of the files, evenly spread."""
    step = -(-len(paths) // MEASURED)
    return [size for path in paths[::step] if (size := measure(path)) is not None]


def _compact(images: NDArray[np.uint8], grey: bool) -> NDArray[np.uint8]:
    return np.ascontiguousarray(images[:, :1]) if grey else images


def _nothing(root: str, problems: Sequence[Problem]) -> str:
    shown = printable(root)
    if not problems:
        return tr(
            "There are no images in the folder {shown} ({kinds}).", shown=shown, kinds=tr(WHICH)
        )
    first = problems[0]
    return tr(
        "There are no images in the folder {shown} that can be read ({kinds}); {file} {reason}",
        shown=shown,
        kinds=tr(WHICH),
        file=first.file,
        reason=first.reason,
    )
