"""The codes of a data set as a table: one row an image."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from genstudio.core import atomic
from genstudio.data.dataset import SPLITS, Dataset


def code_rows(dataset: Dataset, codes: NDArray[np.float32]) -> Iterator[list[str]]:
    """Yield the header and then a row an image: id, label, split, z0, z1, ...

    The label is the class's name, and empty without one. Nine digits hold a float32 exactly.
    """
    yield ["id", "label", "split", *(f"z{j}" for j in range(codes.shape[1]))]
    for index, code in enumerate(codes):
        split = SPLITS[int(dataset.split[index])]
        yield [str(index), _label(dataset, index), split, *(f"{z:.9g}" for z in code)]


def save_codes(path: Path, dataset: Dataset, codes: NDArray[np.float32]) -> None:
    """Write the table as CSV (RFC 4180 quoting, UTF-8), whole or not at all."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(code_rows(dataset, codes))
    atomic.write_text(path, text.getvalue())


def _label(dataset: Dataset, index: int) -> str:
    label = -1 if dataset.labels is None else int(dataset.labels[index])
    return dataset.classes[label] if 0 <= label < len(dataset.classes) else ""
