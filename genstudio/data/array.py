"""Images in a .npy file, or in a .npz file with labels and an official split if it has one."""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data._faults import Faulty, explained
from genstudio.data._labels import to_labels
from genstudio.data._npy import MAX_ARRAYS, Header, headers, read_member, read_npy
from genstudio.data._pixels import to_images
from genstudio.data._resize import Fitting, Size, fit_images
from genstudio.data._zip import check_contents
from genstudio.data.dataset import Dataset, Progress, complete_split, make_split

RANK = 1
IMAGE_WORDS = ("images", "image", "imgs", "img", "data", "pixels", "features", "x", "arr_0")
LABEL_WORDS = ("labels", "label", "lbls", "targets", "target", "y", "arr_1")
CLASS_WORDS = ("classes", "class_names", "names")
PARTS = (("train",), ("val", "valid", "validation"), ("test",))  # in the order of SPLITS


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """How arrays become the squares that the models take."""

    size: Size = 0
    fit: Fitting = "crop"


class Part(NamedTuple):
    """Where one part of the split lies in the file: the arrays' names."""

    split: int
    images: str
    labels: str | None


def accepts(source: str | Path) -> bool:
    """Take files called .npy or .npz."""
    return os.path.isfile(source) and str(source).lower().endswith((".npy", ".npz"))


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Return the file's images; raise UserError where it is damaged, unsafe or shaped wrongly."""
    path = os.fspath(source)
    with explained(path):
        if zipfile.is_zipfile(path) or path.lower().endswith(".npz"):
            images, labels, classes, split = _load_archive(path)
        else:
            images, labels, classes = to_images(read_npy(path)), None, ()
            split = make_split(len(images))
    return Dataset(
        name=printable(Path(path).stem),
        source=os.path.abspath(path),
        images=fit_images(images, config.size, config.fit, progress, stop),
        split=split,
        labels=labels,
        classes=classes,
    )


Loaded = tuple[NDArray[np.uint8], NDArray[np.int64] | None, tuple[str, ...], NDArray[np.uint8]]


def _load_archive(path: str) -> Loaded:
    check_contents(path, MAX_ARRAYS)
    with zipfile.ZipFile(path) as archive:
        arrays = headers(archive)
        parts = _official_parts(arrays) or [_only_part(arrays)]
        values = [read_member(archive, part.images) for part in parts]
        if len({v.shape[1:] for v in values}) > 1:
            raise Faulty(tr("has train and test images of different shapes"))
        counts = [len(v) for v in values]
        images = to_images(values[0] if len(values) == 1 else np.concatenate(values))
        labels, classes = _labels(archive, arrays, parts, counts)
    given = np.repeat(np.array([part.split for part in parts], np.uint8), counts)
    split = complete_split(given) if len(parts) > 1 else make_split(len(images))
    return images, labels, classes, split


def _labels(
    archive: zipfile.ZipFile, arrays: dict[str, Header], parts: list[Part], counts: list[int]
) -> tuple[NDArray[np.int64] | None, tuple[str, ...]]:
    """Return labels for all parts together, or none where a part has none."""
    keys = [part.labels for part in parts if part.labels is not None]
    if len(keys) < len(parts):
        return None, ()
    values = [read_member(archive, key) for key in keys]
    for value, count in zip(values, counts):
        if value.ndim == 0 or len(value) != count:
            raise Faulty(
                tr(
                    "has labels of the shape {shape} for {count} images",
                    shape=value.shape,
                    count=count,
                )
            )
    named = _first(arrays, CLASS_WORDS)
    names = read_member(archive, named) if named else None
    return to_labels(np.concatenate(values), sum(counts), names)


def _official_parts(arrays: dict[str, Header]) -> list[Part]:
    """Find `x_train`, `y_test`, `val_images` and the like; nothing without a train part."""
    parts = []
    for split, words in enumerate(PARTS):
        images, labels = (
            _first(arrays, [f(n, w) for w in words for n in nouns for f in (_before, _after)])
            for nouns in (IMAGE_WORDS, LABEL_WORDS)
        )
        if images is not None:
            parts.append(Part(split, images, labels))
    return parts if parts and parts[0].split == 0 else []


def _only_part(arrays: dict[str, Header]) -> Part:
    """Find the images by name, or as the only array that is shaped like images."""
    shaped = [n for n, header in arrays.items() if len(header.shape) in (3, 4)]
    images = _first(arrays, IMAGE_WORDS) or (shaped[0] if len(shaped) == 1 else None)
    if images is None:
        held = ", ".join(f"{printable(n)} {h.shape}" for n, h in list(arrays.items())[:5])
        raise Faulty(
            tr(
                "has no array called images (it has: {held})",
                held=held or tr("none that can be read"),
            )
        )
    return Part(0, images, _first(arrays, [w for w in LABEL_WORDS if w != images]))


def _before(noun: str, part: str) -> str:
    return f"{noun}_{part}"


def _after(noun: str, part: str) -> str:
    return f"{part}_{noun}"


def _first(arrays: dict[str, Any], words: tuple[str, ...] | list[str]) -> str | None:
    lower = {name.lower(): name for name in arrays}
    return next((lower[word] for word in words if word in lower), None)
