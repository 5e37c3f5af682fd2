"""What the gallery asks a lens. In worker threads; arrays in, arrays out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.gui.gallery_wish import (
    UNTOLD,
    Codes,
    HeldOut,
    Images,
    Labels,
    Mode,
    Scores,
    Sheet,
    Sort,
    Wish,
)

if TYPE_CHECKING:
    from genstudio.analysis.copies import Judge, Verdict
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.recipe import Recipe
    from genstudio.analysis.scatter import Scatter

__all__ = ["HeldOut", "Images", "Mode", "Sheet", "Sort", "Wish", "draw", "interleaved"]

POINTS = 5000  # that are drawn, where data are points: all in one picture
NEIGHBOURS = 5
AROUND = 9  # 3 x 3: a sample, and 8 near it


def draw(lens: Lens, wish: Wish) -> Sheet:
    """Draw samples, given codes, or real images each followed by its reconstruction.

    The noise is that of the seed whatever the weights are: the same z, better by and by.
    A model that cannot encode is shown by its samples.
    """
    from genstudio.analysis.scatter import shown

    able = lens.capabilities
    rebuilds = wish.mode == "reconstructions" and wish.real is not None and "encode" in able
    if wish.ground is not None:
        return _points(lens, wish, wish.ground, rebuilds)
    labels = None
    if rebuilds and wish.real is not None:
        codes = lens.encode(wish.real.images)
        made = lens.decode(codes)
        images, codes = interleaved(wish.real.images, made), codes.repeat(2, axis=0)
    else:
        wish = replace(wish, real=None)
        codes, asked = _codes(lens, wish)
        labels = told(lens, len(codes), asked)
        images = lens.decode(codes, labels=labels)
    if images.dtype != np.uint8:  # points of data that are not open at the moment
        sheet = shown(images, None)
        return Sheet(wish, sheet, None, "encode" in able, order=np.arange(len(sheet)))
    scores = _scores(lens, wish, images)
    order = wish.order
    if order is None or len(order) != len(images):
        order = sorted_by("none" if rebuilds else wish.sort, scores, len(images))
    return Sheet(
        wish,
        images,
        _realness(lens, wish, images, scores),
        "encode" in able,
        codes,
        labels,
        scores,
        order,
        "discriminate" in able,
    )


def drawn(lens: Lens, wish: Wish) -> Sheet:
    """Draw, and make ready what the grid shows: with many images that takes too long for it."""
    from genstudio.gui.widgets.grid_paint import Atlas

    sheet = draw(lens, wish)
    return replace(sheet, drawn=Atlas(sheet.images[sheet.order]) if len(sheet.images) else None)


def told(lens: Lens, count: int, labels: Labels | None = None) -> Labels | None:
    """Return the class [count] that each image is made of; None of a model that is told none.

    Where nothing was said, it is the chosen one, or one of each in turn.
    """
    if not lens.classes:
        return None
    turns = np.arange(count) % lens.classes
    default = turns if lens.label == UNTOLD else np.full(count, lens.label)
    if labels is None:
        return np.asarray(default, np.int64)
    known = (labels >= 0) & (labels < lens.classes)
    return np.where(known, labels, default).astype(np.int64)


def sorted_by(sort: Sort, scores: Scores, count: int) -> NDArray[np.int64]:
    """Return the samples' numbers in the order of what is known of them; equal ones as they are.

    Most real first; nearest to the data first; by class.
    """
    keys: dict[Sort, Any] = {
        "realness": None if scores.realness is None else -scores.realness,
        "features": scores.features,
        "pixels": scores.pixels,
        "class": scores.classes,
    }
    key = keys.get(sort)
    return np.arange(count) if key is None else np.argsort(key, kind="stable").astype(np.int64)


def near(code: Codes, strength: float, seed: int) -> Codes:
    """Return a code [d] in the middle of 3 x 3, the others with U(-strength, strength) added.

    What DCGAN (arXiv:1511.06434, 6.3.2) shows around the results of arithmetic.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    codes = code + generator.uniform(-strength, strength, (AROUND, len(code)))
    codes[AROUND // 2] = code
    return codes.astype(np.float32)


def judged(lens: Lens, judge: Judge, image: Images, sample: int) -> tuple[int, Verdict, Images]:
    """Return the verdict on an image [C, H, W], and its neighbours by features, then by pixels.

    Needs the lens for nothing but its thread.
    """
    found = judge.verdicts(image[None], NEIGHBOURS)
    assert found is not None  # nobody stops it
    near = [n.index for n in (*found[0].features.neighbours, *found[0].pixels.neighbours)]
    return sample, found[0], np.array(judge.dataset.images[near])


def save(
    lens: Lens, path: Path, images: Images, columns: int | None, recipe: Recipe | None = None
) -> Path:
    """Write images as one PNG; needs the lens for nothing but its thread."""
    from genstudio.analysis.images import grid
    from genstudio.analysis.recipe import write_png

    write_png(path, grid(images, columns), recipe)
    return path


def interleaved(first: Images, second: Images) -> Images:
    """Return first[0], second[0], first[1], second[1] and so on."""
    return np.stack([first, second], axis=1).reshape(-1, *first.shape[1:])


def _codes(lens: Lens, wish: Wish) -> tuple[Codes, Labels | None]:
    if wish.given is None:
        return lens.noise(wish.count, wish.seed, wish.truncation), None
    width = wish.given.codes.shape[1] if len(wish.given.codes) else lens.latent_dim
    if width != lens.latent_dim:
        raise UserError(
            tr(
                "These codes have {width} numbers, but this model's have {expected}: they belong "
                "to another run.",
                width=width,
                expected=lens.latent_dim,
            )
        )
    return wish.given.codes.reshape(-1, width), wish.given.labels


def _scores(lens: Lens, wish: Wish, images: Images) -> Scores:
    """Return what sorting and captions need."""
    judge, sort = wish.judge, wish.sort
    all_of_it = wish.captions and judge is not None
    wanted = wish.captions or sort == "realness"
    real = lens.discriminate(images) if wanted and "discriminate" in lens.capabilities else None
    if judge is None or not len(images):
        return Scores(real)
    return Scores(
        real,
        judge.novelty(images) if sort == "features" or all_of_it else None,
        judge.novelty(images, "pixels") if sort == "pixels" else None,
        judge.labels(images) if sort == "class" or all_of_it else None,
    )


def _realness(lens: Lens, wish: Wish, images: Images, scores: Scores) -> float | None:
    """Return D(x) of the enlarged image."""
    picked = wish.picked
    if picked is None or picked >= len(images) or "discriminate" not in lens.capabilities:
        return None
    if scores.realness is not None:
        return float(scores.realness[picked])
    return float(lens.discriminate(images[picked][None])[0])


def _points(lens: Lens, wish: Wish, ground: Scatter, rebuilds: bool) -> Sheet:
    """Draw many points into one picture, over those of the data."""
    if rebuilds and wish.real is not None:
        points = lens.reconstruct(wish.real.images)
    else:
        points = lens.samples(lens.noise(POINTS, wish.seed, wish.truncation))
    picture = ground.over(points)[None]
    return Sheet(wish, picture, None, "encode" in lens.capabilities, order=np.arange(1))
