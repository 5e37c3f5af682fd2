"""Looks at a model that draws from captions: pictures, a changed word, a way between captions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis.lens import Codes, Images, Lens
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.words import tokens, words_of
from genstudio.models import Draws, Stages
from genstudio.nn.noise import normal

Box = tuple[float, float, float, float]  # left, top, right, bottom, in [0, 1]


@dataclass(frozen=True, slots=True)
class Wish:
    """A caption, the seed of the noise, the number of pictures, and where the object is to be."""

    caption: str
    seed: int = 0
    count: int = 8
    box: Box | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Pictures [N, C, H, W], their codes [N, d] where the model has such, and coarser stages."""

    wish: Wish
    images: Images
    codes: Codes | None = None
    coarse: tuple[Images, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """The same noise with two captions, and how far each pixel changed, [N, H, W] in [0, 1]."""

    before: Drawn
    after: Drawn
    difference: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Pictures [S, C, H, W] and codes [S, d] on the way from one caption to another."""

    first: Wish
    second: str
    images: Images
    codes: Codes


def boxed(model: Any) -> bool:
    """Say whether a model that draws can be told where: its codes then end with a box."""
    config = getattr(model, "config", None)
    rest = getattr(model, "latent_dim", 0) - getattr(model, "noise_dim", 0)
    return isinstance(model, Draws) and rest - getattr(config, "embedding", rest) == 4


def draw(lens: Lens, wish: Wish) -> Drawn:
    """Draw a caption with the noise of a seed: picture i is the same whatever their number.

    Raises UserError where the caption says nothing, or the model cannot draw from one.
    """
    model = _able(lens, wish.caption)
    z, text, box = _told(model, wish)
    with torch.inference_mode():
        if isinstance(model, Stages):
            *coarse, last = model.draw_stages(z, text, box)
        else:
            coarse, last = [], model.draw(z, text, box)
        codes = _codes(model, z, text, box)
    return Drawn(
        wish,
        as_bytes(last),
        None if codes is None else codes.numpy(),
        tuple(as_bytes(image) for image in coarse),
    )


def change(lens: Lens, wish: Wish, other: str) -> Change:
    """Draw two captions with the same noise, and find where the pictures differ."""
    before = draw(lens, wish)
    after = draw(lens, Wish(other, wish.seed, wish.count, wish.box))
    apart = np.abs(after.images.astype(np.float32) - before.images) / 255
    return Change(before, after, apart.mean(1))


def way(lens: Lens, wish: Wish, other: str, steps: int) -> Way:
    """Draw embeddings on the straight line between two captions' (2.3 of 1605.05396), one noise.

    Raises UserError for a model whose codes hold no embedding of a caption.
    """
    model = _able(lens, wish.caption)
    _able(lens, other)
    ends = []
    for caption in (wish.caption, other):
        z, text, box = _told(model, Wish(caption, wish.seed, 1, wish.box))
        with torch.inference_mode():
            ends.append(_codes(model, z, text, box))
    first, second = ends
    if first is None or second is None:
        raise UserError(tr("This model does not tell how it understands captions."))
    share = torch.linspace(0, 1, steps)[:, None]
    codes = ((1 - share) * first + share * second).numpy()
    return Way(wish, other, lens.decode(codes), codes)


def _able(lens: Lens, caption: str) -> Any:
    model = lens.model
    if not isinstance(model, Draws):
        raise UserError(tr("This model cannot draw from captions."))
    if not words_of(caption):
        raise UserError(tr("The caption is empty: write what is to be drawn."))
    return model


def _told(model: Any, wish: Wish) -> tuple[Tensor, Tensor, Tensor | None]:
    """Return noise [N, n], tokens [N, T] and boxes [N, 4] (None: left to the model)."""
    noise = torch.Generator().manual_seed(wish.seed)
    one = [normal(1, model.noise_dim, noise, torch.device("cpu")) for _ in range(wish.count)]
    text = torch.from_numpy(tokens([wish.caption])).repeat(wish.count, 1)
    box = None if wish.box is None else torch.tensor([wish.box]).repeat(wish.count, 1)
    if box is None and boxed(model) and hasattr(model, "usual_box"):
        with torch.inference_mode():
            box = model.usual_box(text)
    return torch.cat(one), text, box


def _codes(model: Any, z: Tensor, text: Tensor, box: Tensor | None) -> Tensor | None:
    """Return the codes [N, d] that decode to the same pictures; None where there are none."""
    if not hasattr(model, "embed"):
        return None
    if not boxed(model):
        return torch.cat([z, model.embed(text)], 1)
    return None if box is None else torch.cat([z, model.embed(text), box], 1)


def as_bytes(images: Tensor) -> Images:
    """Return uint8 of images in [0, 1]."""
    # A model that has diverged draws NaN, whose cast to bytes is undefined: black.
    return images.nan_to_num(0.0).clamp(0, 1).mul(255).round().to(torch.uint8).numpy()
