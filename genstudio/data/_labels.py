"""Turn whatever labels come as (numbers, texts) into 0..K-1 and K names."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.data._faults import Faulty


def to_labels(
    values: NDArray[Any], count: int, names: NDArray[Any] | None = None
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Return labels int64 [N] in 0..K-1 and the K classes' names, in ascending order.

    `names` may name the classes, when the values are indices into it. Raise ValueError,
    with what is wrong as a half sentence, for labels that do not fit `count` images.
    """
    if values.shape == (count, 1):
        values = values[:, 0]
    elif _one_hot(values, count):
        values = values.argmax(1)
    if values.shape != (count,):
        raise Faulty(
            tr(
                "has labels of the shape {shape} for {count} images",
                shape=values.shape,
                count=count,
            )
        )
    if values.dtype.kind == "f":
        if not (np.isfinite(values).all() and (values == np.round(values)).all()):
            raise Faulty(tr("has labels that are not whole numbers"))
        values = values.astype(np.int64)
    if values.dtype.kind not in "buiUS":
        raise Faulty(
            tr("has labels of the type {dtype}, not whole numbers or texts", dtype=values.dtype)
        )
    if names is not None and _indexes(values, names):
        return values.astype(np.int64), tuple(_text(name) for name in names)
    found, labels = np.unique(values, return_inverse=True)
    return labels.astype(np.int64), tuple(_text(value) for value in found)


def _one_hot(values: NDArray[Any], count: int) -> bool:
    """Tell whether each row has a single 1 among zeros, in the column of its class."""
    shaped = values.ndim == 2 and len(values) == count > 0 and values.shape[1] > 1
    if not shaped or values.dtype.kind not in "buif":
        return False
    return bool(((values == 0) | (values == 1)).all() and ((values == 1).sum(1) == 1).all())


def _indexes(values: NDArray[Any], names: NDArray[Any]) -> bool:
    usable = names.ndim == 1 and names.dtype.kind in "US" and values.dtype.kind in "bui"
    return bool(usable and values.min() >= 0 and values.max() < len(names))


def _text(value: Any) -> str:
    return printable(value.decode("utf-8", "replace") if isinstance(value, bytes) else value)
