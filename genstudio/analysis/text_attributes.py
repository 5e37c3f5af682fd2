"""Which attributes the captions of a data set tell, and which combinations training never had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.dataset import SPLITS, Dataset

Codes = NDArray[np.int64]
TOLD = 0.98  # of pictures with equal captions that must agree in what the captions tell
LEAST = 20  # pictures that share their caption with another: fewer prove nothing
TRAIN = SPLITS.index("train")


@dataclass(frozen=True, slots=True, eq=False)
class Attributes:
    """What captions tell: the values' names, each picture's value [N], and what was held out.

    `absent` [N] marks the pictures whose combination of values no picture of the training has.
    """

    values: dict[str, tuple[str, ...]]
    codes: dict[str, Codes]
    absent: NDArray[np.bool_]

    @property
    def names(self) -> tuple[str, ...]:
        """The attributes."""
        return tuple(self.values)

    @property
    def most(self) -> int:
        """The number of combinations there could be."""
        return int(np.prod([len(names) for names in self.values.values()]))

    def absent_in_words(self) -> tuple[str, ...]:
        """Return the combinations that were held out, each in the words of its values."""
        table = np.stack([self.codes[name][self.absent] for name in self.values], 1)
        return tuple(
            " ".join(names[code] for names, code in zip(self.values.values(), row))
            for row in np.unique(table, axis=0)
        )


def attributes_of(dataset: Dataset, judged: Mapping[str, Sequence[str]]) -> Attributes:
    """Return those attributes of a judge's that the captions tell; all, where that is not known.

    Raises UserError where the data have none of what is judged.
    """
    codes = {name: found for name in judged if (found := codes_of(dataset, name)) is not None}
    if not codes:
        raise UserError(
            tr(
                "Nothing is known of these pictures that captions could be checked against: take "
                "data with classes, or drawn ones."
            )
        )
    told = [name for name in codes if _is_told(dataset, codes[name])]
    chosen = told or list(codes)
    values = {name: tuple(judged[name]) for name in chosen}
    kept = {name: codes[name] for name in chosen}
    return Attributes(values, kept, _absent(dataset, list(kept.values())))


def codes_of(dataset: Dataset, name: str) -> Codes | None:
    """Return an attribute's value in every picture, [N]; the classes', where it is no factor."""
    factor = dataset.factors.get(name)
    if factor is not None:
        return factor.values if factor.names else None
    return dataset.labels


def _is_told(dataset: Dataset, codes: Codes) -> bool:
    """Say whether pictures with equal captions agree in the attribute."""
    groups: dict[str, list[int]] = {}
    for row, caption in enumerate(dataset.captions or ()):
        if caption:
            groups.setdefault(caption, []).append(row)
    shared = [codes[rows] for rows in groups.values() if len(rows) > 1]
    total = sum(map(len, shared))
    agreeing = sum(int(np.bincount(group + 1).max()) for group in shared)
    return total >= LEAST and agreeing >= TOLD * total


def _absent(dataset: Dataset, codes: Sequence[Codes]) -> NDArray[np.bool_]:
    """Mark the pictures [N] whose combination of values is in no picture of the training.

    A picture of which a value is not known is of no combination.
    """
    _, which = np.unique(np.stack(codes, 1), axis=0, return_inverse=True)
    which = which.reshape(-1)
    known = np.unique(which[dataset.split == TRAIN])
    return ~np.isin(which, known) & np.logical_and.reduce([values >= 0 for values in codes])
