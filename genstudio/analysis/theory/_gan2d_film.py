"""A film of the game in the plane: one picture for each frame that was kept, painted by Pillow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from genstudio.analysis import film_picture as painting
from genstudio.analysis.film_picture import Box, Look, Picture
from genstudio.analysis.theory._gan2d_look import Floats, Frame
from genstudio.core.language import localised, tr

TINT = 0.5  # of a colour in a heat map
CURVE = "jsd"


@dataclass(frozen=True, slots=True)
class Style:
    """The colours of a film: those of a plot, and of real, fake and difference."""

    look: Look = field(default_factory=Look)
    real: str = "#007a59"
    fake: str = "#7b3294"
    gap: str = "#9a5b00"


def pictures(frames: Sequence[Frame], height: int, style: Style | None = None) -> Iterator[Picture]:
    """Yield uint8 pictures [height, W, 3], 16:9, one a frame, in order."""
    chosen = style or Style()
    width = round(height * 16 / 9 / 2) * 2
    for number, frame in enumerate(frames):
        yield _picture(frames[: number + 1], frames, frame, (height, width), chosen)


def _picture(
    past: Sequence[Frame],
    frames: Sequence[Frame],
    frame: Frame,
    size: tuple[int, int],
    style: Style,
) -> Picture:
    height, width = size
    look = style.look
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = painting.rgb(look.ground)
    small, title, gap = max(9, height // 38), max(11, height // 26), max(4, height // 60)
    top = 2 * gap + title
    side = height - top - gap
    main: Box = (gap, top, gap + side, top + side)
    left = 2 * gap + side
    third = (width - left - 2 * gap) // 2
    best: Box = (left, top + small + gap, left + third, top + small + gap + third)
    other: Box = (left + third + gap, best[1], left + 2 * third + gap, best[3])
    _paint_plane(picture, main, frame, style)
    for box, name, table in (
        (best, tr("D*(x), the best D"), frame.d_star),
        (other, tr("|D - D*|"), np.abs(frame.d - frame.d_star)),
    ):
        _paste(picture, box, _heat(table, style, rising=table is not frame.d_star), look)
        painting.write(picture, (box[0], best[1] - gap), name, look.text, small, "ls")
    step = tr("step {step}", step=localised(frame.step, ","))
    painting.write(
        picture, (gap, gap), tr("D(x), real and generated points"), look.text, title, "lt"
    )
    painting.write(picture, (width - gap, gap), step, look.text, title, "rt")
    lines = _lines(frame)
    below = best[3] + gap
    for number, text in enumerate(lines):
        place = left, below + number * round(1.5 * small)
        painting.write(picture, place, text, look.text, small, "lt")
    curve = below + len(lines) * round(1.5 * small) + gap
    if height - gap - curve > 4 * small and len(past) > 1:
        _paint_curve(picture, (left, curve, width - gap, height - gap), past, frames, style, small)
    return picture


def _lines(frame: Frame) -> list[str]:
    """Return the figures in words."""
    figures = frame.figures
    lines = [tr("JSD {value} nat", value=localised(figures.get("jsd", math.nan), ".3f"))]
    lines.append(tr("mean of D {value}", value=localised(figures.get("mean_d", math.nan), ".3f")))
    if "captured" in figures:
        lines.append(
            tr(
                "{captured} of {modes} modes, {share} of the samples near one",
                captured=int(figures["captured"]),
                modes=int(figures["modes"]),
                share=localised(figures["high_quality"], ".0%"),
            )
        )
    return lines


def _paint_curve(
    picture: Picture,
    box: Box,
    past: Sequence[Frame],
    frames: Sequence[Frame],
    style: Style,
    size: int,
) -> None:
    """Draw JSD so far, on the axis of the whole film."""
    values = [frame.figures.get(CURVE, math.nan) for frame in frames]
    steps = np.array([float(frame.step) for frame in frames])
    shown = np.where(np.arange(len(frames)) < len(past), values, math.nan)
    scale = steps, np.array(values)
    names = {tr("JSD over the steps"): (steps, shown)}
    look = style.look
    if np.isfinite(scale[1]).sum() > 1:
        painting.curves(picture, box, names, look, size)


def _paint_plane(picture: Picture, box: Box, frame: Frame, style: Style) -> None:
    """Draw D, the manifold, the line D = 1/2 and the samples, finer and then shrunk."""
    look = style.look
    side = painting.FINER * (box[2] - box[0] - 2)
    image = Image.fromarray(_heat(frame.d, style)).resize((side, side), Image.Resampling.BICUBIC)
    painter = ImageDraw.Draw(image)
    thin = max(1, round(side / 500))
    mesh = _pixels(frame.manifold, frame, side)
    ink = painting.mixed(style.fake, look.base, 0.55)
    for row in [*mesh, *mesh.transpose(1, 0, 2)]:
        painter.line([tuple(place) for place in row.tolist()], ink, thin)
    for piece in _pixels(frame.half, frame, side):
        painter.line([tuple(place) for place in piece.tolist()], painting.rgb(look.text), 2 * thin)
    radius = side / 160
    for x, y in _pixels(frame.real, frame, side):
        painter.ellipse((x - radius, y - radius, x + radius, y + radius), painting.rgb(style.real))
    for x, y in _pixels(frame.fake, frame, side):
        for sign in (1, -1):
            ends = (x - radius, y - sign * radius, x + radius, y + sign * radius)
            painter.line(ends, painting.rgb(style.fake), 2 * thin)
    painting.fill(picture, box, look.base, look.border)
    left, top, right, bottom = box
    picture[top + 1 : bottom - 1, left + 1 : right - 1] = painting.shrunk(np.asarray(image))


def _pixels(points: Floats, frame: Frame, side: int) -> Floats:
    left, right, bottom, top = frame.extent
    x = (points[..., 0] - left) / (right - left) * side
    y = (top - points[..., 1]) / (top - bottom) * side
    # Far outside there is nothing to draw, and Pillow takes no infinite place.
    bound = 4.0 * side
    found: Floats = np.nan_to_num(np.stack([x, y], -1)).clip(-bound, bound)
    return found


def _heat(table: Floats, style: Style, *, rising: bool = False) -> Picture:
    """Return a table [x, y] of values from 0 to 1 as a picture, y upwards; NaN is the ground."""
    look = style.look
    ends = [look.base, style.gap] if rising else [style.fake, look.base, style.real]
    shares = [0, 0.85] if rising else [TINT, 1, TINT]
    anchors = [painting.mixed(end, look.base, share) for end, share in zip(ends, shares)]
    upright = table.T[::-1]
    places = np.linspace(0, 1, len(anchors))
    channels = [
        np.interp(np.nan_to_num(upright), places, [anchor[k] for anchor in anchors])
        for k in range(3)
    ]
    found: Picture = np.stack(channels, -1).round().astype(np.uint8)
    found[np.isnan(upright)] = painting.rgb(look.hidden)
    return found


def _paste(picture: Picture, box: Box, heat: Picture, look: Look) -> None:
    painting.fill(picture, box, look.base, look.border)
    left, top, right, bottom = box
    size = right - left - 2, bottom - top - 2
    shown = Image.fromarray(heat).resize(size, Image.Resampling.BILINEAR)
    picture[top + 1 : bottom - 1, left + 1 : right - 1] = np.asarray(shown)
