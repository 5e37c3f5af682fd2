"""What some families are made from beside images: captions as tokens, and where the object is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset

TEXT, BOX, DOMAINS = "text", "box", "domains"


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """What is known of some images: tokens [N, T] (0 = none) and boxes [N, 4] in [0, 1].

    Each is None where nobody asked for it.
    """

    text: Tensor | None = None
    box: Tensor | None = None

    def take(self, rows: Tensor) -> Conditions:
        """Return those of some images."""
        return Conditions(
            None if self.text is None else self.text.index_select(0, rows),
            None if self.box is None else self.box.index_select(0, rows),
        )

    def to(self, device: torch.device | str) -> Conditions:
        """Bring them to a device."""
        return Conditions(
            None if self.text is None else self.text.to(device, non_blocking=True),
            None if self.box is None else self.box.to(device, non_blocking=True),
        )


NONE = Conditions()


def conditions_of(dataset: Dataset, rows: NDArray[np.int64], wanted: Sequence[str]) -> Conditions:
    """Return what a family asks for (its CONDITIONS) of the images in `rows`.

    Raises UserError where the data do not have it.
    """
    text = _tokens(dataset, rows) if TEXT in wanted else None
    box = None
    if BOX in wanted:
        from genstudio.data.boxes import boxes_of

        box = torch.from_numpy(boxes_of(dataset, rows))
    return Conditions(text, box)


def why_not(dataset: Dataset, wanted: Sequence[str]) -> str:
    """Say why a family that asks for `wanted` cannot be trained on the data; "" where it can."""
    if TEXT in wanted and not any(dataset.captions or ()):
        return tr(
            "These pictures have no captions, which text to image learns from: put a file "
            "metadata.jsonl into the folder, with a line "
            '{{"file_name": "…", "text": "…"}} for each picture, or a text file beside each '
            "picture, or choose the drawn shapes or faces."
        ).format()  # of its doubled braces
    if DOMAINS in wanted and len(dataset.classes) < 2:
        return tr(
            "Style transfer needs two kinds of pictures: choose two folders, or a folder with a "
            "folder for each kind."
        )
    return ""


def domains_of(dataset: Dataset, first: int, second: int) -> tuple[int, int]:
    """Return the two classes that images are to come from; raises UserError where that fails."""
    why = why_not(dataset, (DOMAINS,))
    if why:
        raise UserError(why)
    if first == second or not all(0 <= c < len(dataset.classes) for c in (first, second)):
        raise UserError(
            tr(
                "The two kinds must be two different classes of the data, numbers from 0 to "
                "{last}; they are {first} and {second}.",
                last=len(dataset.classes) - 1,
                first=first,
                second=second,
            )
        )
    return first, second


def _tokens(dataset: Dataset, rows: NDArray[np.int64]) -> Tensor:
    from genstudio.data.words import tokens

    why = why_not(dataset, (TEXT,))
    if why or dataset.captions is None:
        raise UserError(why)
    captions = dataset.captions
    return torch.from_numpy(tokens([captions[row] for row in rows]))
