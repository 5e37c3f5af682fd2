"""Chosen data points as files: a table of them with their codes, and their images."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import images as pictures
from genstudio.analysis import scatter
from genstudio.core import atomic
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data.dataset import SPLITS, Dataset

Form = Literal["table", "folder", "grid"]
TABLE, FOLDER, GRID = "points.csv", "images", "images.png"
CHUNK = 256  # images at a time
LARGEST = 2**27  # pixels of one picture of all


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Data points by their `indices` [N], their places [N, 2] on the plane and codes [N, d].

    What is not known of a point is NaN.
    """

    dataset: Dataset
    indices: NDArray[np.int64]
    xy: NDArray[np.float32]
    codes: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Exported:
    """How many of how many points are written; `folder` is there in the end."""

    done: int
    total: int
    folder: Path | None = None


def export(place: Path, name: str, chosen: Chosen, form: Form, stop: Stop) -> Iterator[Exported]:
    """Write a new folder `name` (or `name`-2, ...) into `place`; if stopped, nothing is left.

    It holds points.csv (id, label, split, x, y, z0, ...), and the images as one PNG each, named
    by their ids, or as one picture of all in the order of the table. Raises UserError where
    that would be too large, or cannot be written.
    """
    total = len(chosen.indices)
    if not total:
        raise UserError(tr("Nothing is selected: draw around points first."))
    if form == "grid":
        _check_size(chosen)
    folder = _free(place, name)
    work = folder.with_name(f"{atomic.TEMPORARY}{folder.name}")
    try:
        work.mkdir(parents=True)
        _write_table(work / TABLE, chosen)
        if form == "folder":
            (work / FOLDER).mkdir()
        kept = []
        for start in range(0, total, CHUNK):
            if stop():
                return
            if form != "table":
                part = chosen.indices[start : start + CHUNK]
                shown = scatter.shown(np.asarray(chosen.dataset.images[part]), chosen.dataset)
                if form == "grid":
                    kept.append(shown)
                else:
                    _write_images(work / FOLDER, part, shown)
            yield Exported(min(start + CHUNK, total), total)
        if form == "grid":
            pictures.save_png(work / GRID, pictures.grid(np.concatenate(kept)))
        work.rename(folder)
        yield Exported(total, total, folder)
    except OSError as error:
        text = tr("{name} cannot be written: {reason}", name=printable(folder), reason=str(error))
        raise UserError(text) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _check_size(chosen: Chosen) -> None:
    side = scatter.SIDE if chosen.dataset.points else 0
    _, height, width = chosen.dataset.shape
    pixels = len(chosen.indices) * max(side * side, (height + 1) * (width + 1))
    if pixels > LARGEST:
        raise UserError(
            tr("One picture of all would be too large: export one PNG per image instead.")
        )


def _free(place: Path, name: str) -> Path:
    number = 1
    while (folder := place / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return folder


def _write_table(path: Path, chosen: Chosen) -> None:
    dataset = chosen.dataset
    dim = chosen.codes.shape[1]
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["id", "label", "split", "x", "y", *(f"z{j}" for j in range(dim))])
        for row, index in enumerate(chosen.indices.tolist()):
            split = SPLITS[int(dataset.split[index])]
            numbers = [*chosen.xy[row].tolist(), *chosen.codes[row].tolist()]
            table.writerow([index, _label(dataset, index), split, *map(_number, numbers)])


def _label(dataset: Dataset, index: int) -> str:
    if dataset.labels is None:
        return ""
    label = int(dataset.labels[index])
    if not 0 <= label < len(dataset.classes):
        return "" if label < 0 else str(label)
    name = printable(dataset.classes[label])
    # A spreadsheet would take such a name for a formula, and work it out.
    return f"'{name}" if name[:1] in ("=", "+", "-", "@") and len(name) > 1 else name


def _number(value: float) -> str:
    return f"{value:.9g}" if np.isfinite(value) else ""  # nine digits hold a float32


def _write_images(folder: Path, indices: NDArray[np.int64], images: NDArray[np.uint8]) -> None:
    from PIL import Image

    for index, image in zip(indices.tolist(), images):
        pixels = image[0] if len(image) == 1 else image.transpose(1, 2, 0)
        Image.fromarray(np.ascontiguousarray(pixels)).save(folder / f"{index:06d}.png", "PNG")
