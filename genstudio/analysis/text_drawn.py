"""Pictures that a model draws of a data set's own captions, with noise that can be repeated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from genstudio.analysis.text_looks import as_bytes
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset, Split
from genstudio.models import Draws, Shape, Stages

AT_ONCE = 64  # pictures


def captioned(
    dataset: Dataset, split: Split, usable: NDArray[np.bool_] | bool = True
) -> NDArray[np.int64]:
    """Return the rows of a split's pictures that have captions and are usable [N].

    Where the split has none, those of all splits. Raises UserError where there is none at all.
    """
    found = np.array([bool(caption) for caption in dataset.captions or ()]) & usable
    every = np.flatnonzero(found)
    if not len(every):
        raise UserError(tr("These pictures have no captions: there is nothing to draw from."))
    rows = dataset.indices(split)
    rows = rows[found[rows]]
    return rows if len(rows) else every


def draw_rows(
    model: Any, dataset: Dataset, rows: NDArray[np.int64], seed: int
) -> Iterator[tuple[int, list[NDArray[np.uint8]]]]:
    """Yield how many are drawn, and the pictures [n, C, H, W] of every stage, coarse to fine.

    One picture for the caption of each row, with the box of the row's picture for the models
    that take one. A coarser stage is enlarged by a bilinear filter to the size of the last.
    """
    from genstudio.data.boxes import boxes_of
    from genstudio.data.words import tokens

    if not isinstance(model, Draws):
        raise UserError(tr("This model cannot draw from captions."))
    captions = dataset.captions or ()
    noise = torch.Generator().manual_seed(seed)
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        z = torch.randn(len(part), model.noise_dim, generator=noise)
        text = torch.as_tensor(tokens([captions[row] for row in part]))
        box = torch.from_numpy(boxes_of(dataset, part))  # unheeded by those that take none
        with torch.inference_mode():
            found = stages(model, z, text, box)
        yield start + len(part), [_bytes(image, dataset.shape) for image in found]


def stages(model: Any, z: Tensor, text: Tensor, box: Tensor | None) -> list[Tensor]:
    """Return the images of every stage; of a model that has but one, that one."""
    if isinstance(model, Stages):
        return model.draw_stages(z, text, box)
    return [model.draw(z, text, box)]


def _bytes(images: Tensor, shape: Shape) -> NDArray[np.uint8]:
    if images.shape[2:] != shape[1:]:
        images = functional.interpolate(
            images, size=shape[1:], mode="bilinear", align_corners=False
        )
    return as_bytes(images)
