"""What the folders of an image set mean: classes, and sometimes the split."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import printable
from genstudio.data.dataset import complete_split, make_split

TOP = "(top folder)"  # the class of images that lie beside the classes' folders
PARTS = {"train": 0, "training": 0, "val": 1, "valid": 1, "validation": 1, "test": 2, "testing": 2}


class Layout(NamedTuple):
    """Labels [N] in 0..K-1 with K names (None where all lie together), and the split [N]."""

    labels: NDArray[np.int64] | None
    classes: tuple[str, ...]
    split: NDArray[np.uint8]


def read_layout(names: Sequence[str]) -> Layout:
    """Derive classes and split from relative paths.

    The first folder in which the paths differ is the class. Where these folders are
    called train and test (or validation), they are the split, and the next one the class.
    """
    folders = [name.split(os.sep)[:-1] for name in names]
    groups = _groups(folders)
    kinds = {group.lower() for group in groups}
    if len(kinds) > 1 and kinds <= PARTS.keys() and any(PARTS[kind] == 0 for kind in kinds):
        split = complete_split(np.array([PARTS[group.lower()] for group in groups], np.uint8))
        depth = _common(folders) + 1
        groups = _groups([folder[depth:] for folder in folders])
    else:
        split = make_split(len(names))
    classes = sorted(set(groups), key=_natural)
    if len(classes) < 2:
        return Layout(None, (), split)
    number = {name: index for index, name in enumerate(classes)}
    labels = np.array([number[group] for group in groups], np.int64)
    return Layout(labels, tuple(printable(name) or TOP for name in classes), split)


def _groups(folders: list[list[str]]) -> list[str]:
    depth = _common(folders)
    return [folder[depth] if len(folder) > depth else "" for folder in folders]


def _common(folders: list[list[str]]) -> int:
    first, last = min(folders), max(folders)
    pairs = zip(first, last)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(first), len(last)))


def _natural(name: str) -> list[str | int]:
    """Order names so that 10 comes after 9."""
    return [int(t) if t.isdigit() else t for t in re.split(r"(\d+)", name, flags=re.ASCII)]
