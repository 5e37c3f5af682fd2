"""The embedded default: scikit-learn's 1,797 handwritten digits of 8x8 pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from genstudio.core.events import Stop
from genstudio.data.dataset import Dataset, Progress, make_split

RANK = 0
LEVELS = 16  # the digits' pixels are counts from 0 to 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """The digits are what they are: nothing to set."""


def accepts(source: str | Path) -> bool:
    """Take the bare name only; a folder of that name is `./digits`."""
    return source == "digits"


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Return the digits as uint8 [1797, 1, 8, 8], white on black, labelled 0 to 9."""
    from sklearn.datasets import load_digits  # 1.8 s to import, and only these need it

    values, labels = load_digits(return_X_y=True)
    images = np.round(values * 255 / LEVELS).astype(np.uint8).reshape(-1, 1, 8, 8)
    progress(len(images), len(images))
    return Dataset(
        name="digits",
        source="digits",
        images=images,
        split=make_split(len(images)),
        labels=labels.astype(np.int64),
        classes=tuple("0123456789"),
    )
