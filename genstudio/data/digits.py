"""The embedded default: scikit-learn's 1,797 handwritten digits of 8x8 pixels.

They are read from the file that comes with scikit-learn, without scikit-learn itself, whose
import takes longer than all that a first look at the digits needs. An edition of it that
keeps the file elsewhere is asked for them.
"""

from __future__ import annotations

import gzip
import logging
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from genstudio.core.events import Stop
from genstudio.core.language import mark
from genstudio.data._builtin import Builtin
from genstudio.data.dataset import Dataset, Progress, make_split

RANK = 0
BUILTIN = (Builtin("digits", mark("1,797 handwritten digits, 8×8 grey"), "included"),)
LEVELS = 16  # the digits' pixels are counts from 0 to 16
SHAPE = (1797, 65)  # a row is the 64 pixels of a digit, and its label

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """The digits are what they are: nothing to set."""


def accepts(source: str | Path) -> bool:
    """Take the bare name only; a folder of that name is `./digits`."""
    return source == "digits"


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Return the digits as uint8 [1797, 1, 8, 8], white on black, labelled 0 to 9."""
    table = _packaged()
    values, labels = _imported() if table is None else (table[:, :-1], table[:, -1])
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


def _packaged() -> NDArray[np.float64] | None:
    """Read the table [1797, 65] where scikit-learn keeps it; None where it is not."""
    package = find_spec("sklearn")
    for folder in (package and package.submodule_search_locations) or ():
        path = Path(folder) / "datasets" / "data" / "digits.csv.gz"
        try:
            with gzip.open(path, "rt", encoding="ascii") as lines:
                table = np.loadtxt(lines, delimiter=",", ndmin=2)
        except (OSError, EOFError, ValueError) as error:
            log.info("the digits are not read from their file: %s", error)
            continue
        if table.shape == SHAPE:
            return table
    return None


def _imported() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    from sklearn.datasets import load_digits

    values, labels = load_digits(return_X_y=True)
    return values, labels
