"""How a cartoon face is drawn from what is known of it: one layer over the other."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.data import _canvas as draw
from genstudio.data._canvas import Canvas, Floats

WHITE = np.array((1.0, 1.0, 1.0), np.float32)
BLACK = np.array((0.10, 0.08, 0.10), np.float32)
LIPS = np.array((0.72, 0.28, 0.27), np.float32)
MOUTH = np.array((0.45, 0.12, 0.14), np.float32)
BLUSH = np.array((0.95, 0.42, 0.40), np.float32)
FRAME = np.array((0.14, 0.13, 0.20), np.float32)

SKULL = 0.50, 0.58  # half axes of the head
EYES = 0.20, 0.02  # where the right one is; the left one is its mirror image
BROW = -0.19
EYE = 0.115, 0.135
GLASS = 0.175  # radius of a lens
TOP, SIDE = ((0.0, -0.65), (0.30, -0.52)), ((0.50, -0.28), (0.54, 0.0))  # curls
CHIN = 0.16  # a beard begins so far below the middle


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """What is known of some faces [B]: flags, codes, places and colours [B, 3] in [0, 1]."""

    x: Floats  # of the head's middle
    y: Floats
    wide: Floats  # of the head, about 1
    look: Floats  # where the eyes look, -1 (left) to 1
    skin: Floats
    hair: Floats
    iris: Floats
    cloth: Floats
    ground: Floats
    style: NDArray[np.int64]  # of the hair: 0 none, 1 short, 2 long, 3 curly
    glasses: NDArray[np.int64]
    smile: NDArray[np.int64]
    hat: NDArray[np.int64]
    beard: NDArray[np.int64]

    def take(self, rows: NDArray[np.int64]) -> Faces:
        """Return some of them."""
        return Faces(*(getattr(self, field.name)[rows] for field in fields(self)))


def draw_faces(faces: Faces, side: int) -> Canvas:
    """Return the pictures, from the back to the front."""
    canvas = Canvas(side, faces.ground)
    brush = _Brush(canvas, faces)
    _back_hair(brush)
    _body(brush)
    _head(brush)
    _beard(brush)
    _mouth(brush)
    _eyes(brush)
    _hair(brush)
    _hat(brush)
    _glasses(brush)
    return canvas


class _Brush:
    """Paints in the place and width of each head; only where a mask says so."""

    def __init__(self, canvas: Canvas, faces: Faces) -> None:
        self._canvas, self.faces = canvas, faces

    def __call__(
        self,
        figure: Any,
        colour: Floats,
        box: tuple[float, float, float, float],
        where: NDArray[np.bool_] | None = None,
        alpha: float = 1.0,
    ) -> None:
        """Paint figure(x, y, faces), with x and y from the head's middle."""
        rows = None if where is None else np.flatnonzero(where)
        faces = self.faces if rows is None else self.faces.take(rows)
        x, y, wide = (a[:, None, None] for a in (faces.x, faces.y, faces.wide))
        colours = colour if colour.ndim == 1 or rows is None else colour[rows]
        slack = 0.16  # of the place and the width
        around = (box[0] - slack, box[1] - slack, box[2] + slack, box[3] + slack)
        self._canvas.paint(
            lambda u, v: figure((u - x) / wide, v - y, faces), colours, around, rows, alpha
        )


def _darker(colour: Floats, share: float) -> Floats:
    return (colour * np.float32(share)).astype(np.float32)


def _back_hair(brush: _Brush) -> None:
    """Long hair falls behind the head; curls stand off."""
    faces = brush.faces
    brush(
        lambda x, y, f: np.minimum(
            draw.box(x, y - 0.26, 0.60, 0.56, 0.22), draw.ellipse(x, y + 0.12, 0.60, 0.58)
        ),
        _darker(faces.hair, 0.82),
        (-0.62, -0.72, 0.62, 0.84),
        faces.style == 2,
    )
    curly, shade = faces.style == 3, _darker(faces.hair, 0.82)
    brush(_curls(TOP + SIDE), shade, (-0.75, -0.9, 0.75, 0.35), curly & (faces.hat == 0))
    brush(_curls(SIDE), shade, (-0.75, -0.5, 0.75, 0.35), curly & (faces.hat == 1))


def _curls(places: tuple[tuple[float, float], ...]) -> Any:
    """Return curls at places of the right half and their mirror images."""

    def figure(x: Any, y: Any, f: Faces) -> Any:
        distance = draw.circle(np.abs(x) - places[0][0], y - places[0][1], 0.21)
        for u, v in places[1:]:
            distance = np.minimum(distance, draw.circle(np.abs(x) - u, y - v, 0.21))
        return distance

    return figure


def _body(brush: _Brush) -> None:
    """A neck, and a shirt with a round collar."""
    faces = brush.faces
    brush(
        lambda x, y, f: draw.ellipse(x, y - 1.08, 0.78, 0.46),
        faces.cloth,
        (-0.85, 0.6, 0.85, 1.0),
    )
    brush(
        lambda x, y, f: draw.box(x, y - 0.58, 0.17, 0.2, 0.1),
        _darker(faces.skin, 0.84),
        (-0.2, 0.36, 0.2, 0.8),
    )


def _head(brush: _Brush) -> None:
    faces = brush.faces
    brush(
        lambda x, y, f: draw.ellipse(np.abs(x) - 0.49, y - 0.05, 0.095, 0.13),
        _darker(faces.skin, 0.92),
        (-0.6, -0.1, 0.6, 0.2),
    )
    brush(lambda x, y, f: draw.ellipse(x, y, *SKULL), faces.skin, (-0.52, -0.6, 0.52, 0.6))
    brush(
        lambda x, y, f: draw.ellipse(np.abs(x) - 0.28, y - 0.22, 0.11, 0.075),
        BLUSH,
        (-0.42, 0.13, 0.42, 0.31),
        alpha=0.35,
    )


def _beard(brush: _Brush) -> None:
    """All of the head below a line that rises to the ears, and a moustache."""
    faces = brush.faces

    def figure(x: Any, y: Any, f: Faces) -> Any:
        inside = draw.ellipse(x, y - 0.02, 0.515, 0.60)
        cut = (CHIN + 0.02 - y + np.float32(0.42) * (0.42 - np.abs(x))) * np.float32(0.92)
        return np.maximum(inside, cut)

    brush(figure, _darker(faces.hair, 0.92), (-0.54, -0.1, 0.54, 0.64), faces.beard == 1)


def _mouth(brush: _Brush) -> None:
    """A laughing mouth shows its teeth; the other is a short line, hardly bent."""
    faces = brush.faces
    laughs = faces.smile == 1

    def open_mouth(x: Any, y: Any, f: Faces) -> Any:
        return np.maximum(draw.ellipse(x, y - 0.27, 0.215, 0.175), 0.265 - y)

    def teeth(x: Any, y: Any, f: Faces) -> Any:
        return np.maximum(np.maximum(draw.ellipse(x, y - 0.27, 0.18, 0.15), 0.275 - y), y - 0.335)

    box = (-0.24, 0.24, 0.24, 0.46)
    brush(open_mouth, MOUTH, box, laughs)
    brush(teeth, WHITE, box, laughs)
    brush(lambda x, y, f: draw.ellipse(x, y - 0.415, 0.10, 0.05), LIPS, box, laughs, alpha=0.8)
    brush(
        lambda x, y, f: draw.bow(x, y - 0.335, 0.115, 0.004, 0.027),
        LIPS,
        (-0.16, 0.26, 0.16, 0.4),
        ~laughs,
    )
    brush(
        lambda x, y, f: draw.ellipse(x, y - 0.15, 0.055, 0.045),
        _darker(faces.skin, 0.82),
        (-0.08, 0.08, 0.08, 0.22),
    )


def _eyes(brush: _Brush) -> None:
    faces = brush.faces
    across, down = EYES
    box = (-0.36, -0.16, 0.36, 0.2)

    def eye(wide: float, high: float, follow: float, up: float = 0.0) -> Any:
        """Return an ellipse in both eyes that follows the look."""

        def figure(x: Any, y: Any, f: Faces) -> Any:
            shift = np.float32(follow) * f.look[:, None, None]
            left = draw.ellipse(x + across - shift, y - down + up, wide, high)
            right = draw.ellipse(x - across - shift, y - down + up, wide, high)
            return np.minimum(left, right)

        return figure

    brush(eye(*EYE, 0.0), WHITE, box)
    brush(eye(0.078, 0.088, 0.032), faces.iris, box)
    brush(eye(0.042, 0.048, 0.032), BLACK, box)
    brush(eye(0.022, 0.022, 0.045, 0.035), WHITE, box)
    brows = np.where(faces.style[:, None] == 0, _darker(faces.hair, 0.9), _darker(faces.hair, 0.7))
    brush(
        lambda x, y, f: draw.bow(np.abs(x) - across, y - BROW + 0.02, 0.10, -0.035, 0.026),
        brows.astype(np.float32),
        (-0.36, -0.32, 0.36, -0.14),
    )


def _hair(brush: _Brush) -> None:
    """The front of it: a crown with a fringe, a parting, or curls."""
    faces = brush.faces

    def crown(x: Any, y: Any, f: Faces) -> Any:
        inside = draw.ellipse(x, y + 0.03, 0.535, 0.615)
        line = (y + 0.30 - np.float32(0.42) * x * x) * np.float32(0.9)
        temple = draw.box(np.abs(x) - 0.475, y + 0.15, 0.05, 0.14, 0.04)  # seen under a hat too
        return np.minimum(np.maximum(inside, line), temple)

    def parted(x: Any, y: Any, f: Faces) -> Any:
        inside = draw.ellipse(x, y + 0.03, 0.545, 0.625)
        gap = draw.ellipse(x, y - 0.13, 0.42, 0.50)
        return np.maximum(inside, -gap)

    def curly(x: Any, y: Any, f: Faces) -> Any:
        distance = draw.circle(x, y + 0.50, 0.18)
        for u, v in ((0.20, -0.46), (0.37, -0.34)):
            distance = np.minimum(distance, draw.circle(np.abs(x) - u, y - v, 0.155))
        return distance

    box = (-0.56, -0.7, 0.56, 0.45)
    brush(crown, faces.hair, (-0.56, -0.7, 0.56, 0.02), faces.style == 1)
    brush(parted, faces.hair, box, faces.style == 2)
    brush(curly, faces.hair, box, faces.style == 3)


def _hat(brush: _Brush) -> None:
    """A woollen hat: a dome, a turned-up edge and a bobble, in the colour of the shirt."""
    faces = brush.faces
    on = faces.hat == 1
    brush(
        lambda x, y, f: draw.circle(x, y + 0.82, 0.115),
        _lighter(faces.cloth),
        (-0.13, -0.95, 0.13, -0.68),
        on,
    )
    brush(
        lambda x, y, f: np.maximum(draw.ellipse(x, y + 0.27, 0.56, 0.50), y + 0.33),
        faces.cloth,
        (-0.58, -0.8, 0.58, -0.3),
        on,
    )
    brush(
        lambda x, y, f: draw.box(x, y + 0.355, 0.58, 0.1, 0.09),
        _lighter(faces.cloth),
        (-0.6, -0.48, 0.6, -0.22),
        on,
    )


def _lighter(colour: Floats) -> Floats:
    return (colour + (1 - colour) * np.float32(0.45)).astype(np.float32)


def _glasses(brush: _Brush) -> None:
    faces = brush.faces
    on = faces.glasses == 1
    across, down = EYES
    across += 0.012

    def lens(x: Any, y: Any) -> Any:
        return draw.circle(np.abs(x) - across, y - down, GLASS)

    def frame(x: Any, y: Any, f: Faces) -> Any:
        rims = np.abs(lens(x, y)) - np.float32(0.03)
        bridge = draw.bow(x, y - down + 0.03, 0.05, -0.02, 0.024)
        u = np.abs(x)
        temple = draw.segment(u, y, (0.37, down - 0.03), (0.5, down - 0.06), 0.025)
        return np.minimum(np.minimum(rims, bridge), temple)

    brush(lambda x, y, f: lens(x, y), WHITE, (-0.4, -0.2, 0.4, 0.24), on, alpha=0.22)
    brush(frame, FRAME, (-0.54, -0.2, 0.54, 0.24), on)
