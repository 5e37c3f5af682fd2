"""How good translations are: by the true partners where they are known, and otherwise by cycles.

A small cycle distance alone says little: a generator can hide the original in what nobody sees
(arXiv:1712.02950), or turn colours into their negatives and back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.translation import distance, translate
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr

if TYPE_CHECKING:
    from genstudio.analysis.judge import Judge
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset, Split

Pixels = NDArray[np.uint8]
Partner = Callable[[Pixels, bool], Pixels]
MOST = 500  # images of either kind
UNIT = "in [-1, 1]"
FIRST = 0  # the class whose partners are of the other one; a model may go the other way round


def kinds(lens: Lens, dataset: Dataset) -> tuple[int, int]:
    """Return the classes that the model translates between; UserError where data lack one."""
    config = lens.model.config
    if dataset.labels is None or max(config.first, config.second) >= len(dataset.classes):
        raise UserError(tr("These data do not have the two classes that the model was trained on."))
    return config.first, config.second


def rows_of(dataset: Dataset, kind: int, split: Split, most: int = MOST) -> NDArray[np.int64]:
    """Return the places of some images of a class, of all of the class where the split has none."""
    assert dataset.labels is not None
    rows = dataset.indices(split)
    rows = rows[dataset.labels[rows] == kind]
    rows = rows if len(rows) else np.flatnonzero(dataset.labels == kind)
    return rows[:most]


def partner_of(dataset: Dataset) -> Partner | None:
    """Return the function that gives true partners, for data where it is known."""
    from genstudio.data import inked

    return inked.partner if dataset.source == inked.NAME else None


def measure(
    lens: Lens,
    dataset: Dataset,
    *,
    split: Split = "test",
    judge: Judge | None = None,
    stop: Stop = never,
) -> dict[str, Any]:
    """Measure both ways on images that training has not seen; L1 are in units of [-1, 1].

    For each way, `a_to_b` and `b_to_a`: `change`, how far translations are from the originals;
    `cycle`, how far there and back is from them; `same`, how far images of the right kind are
    changed; where the truth is known `paired`, and `identity`, which leaving it as it is would
    give; and with a judge of the content `content`, its accuracy on translations over that on
    originals.
    """
    first, second = kinds(lens, dataset)
    partner = partner_of(dataset)
    found: dict[str, Any] = {"units": UNIT, "images": {}}
    for name, kind, other, forward in (
        ("a_to_b", first, second, True),
        ("b_to_a", second, first, False),
    ):
        rows = rows_of(dataset, kind, split)
        images = dataset.images[rows]
        right = dataset.images[rows_of(dataset, other, split)]
        there = translate(lens, images, forward, stop)
        found["images"][name] = len(images)
        figures = _distances(lens, images, there, right, forward, stop)
        if partner is not None:
            truth = partner(images, kind == FIRST)
            figures |= {"paired": distance(there, truth), "identity": distance(images, truth)}
        if judge is not None:
            figures |= _content(judge, dataset, rows, there)
        found |= {f"{name}_{figure}": value for figure, value in figures.items()}
    return found


def _distances(
    lens: Lens, images: Pixels, there: Pixels, right: Pixels, forward: bool, stop: Stop
) -> dict[str, float]:
    """Return how far originals are from translations and from there and back, and `right` ones."""
    again = translate(lens, there, not forward, stop)
    return {
        "change": distance(there, images),
        "cycle": distance(again, images),
        "same": distance(translate(lens, right, forward, stop), right),
    }


def _content(
    judge: Judge, dataset: Dataset, rows: NDArray[np.int64], there: Pixels
) -> dict[str, float]:
    """Return how often the judge reads the true values of an attribute off the translations."""
    figures = {}
    for name, read in judge(there).items():
        truth = dataset.factors[name].values[rows]
        before = float((judge(dataset.images[rows])[name] == truth).mean())
        after = float((read == truth).mean())
        figures[f"content_{name}"] = after / max(before, 1e-9)
    return figures
