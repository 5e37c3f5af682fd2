"""What is drawn over a heat map: all layers, or in slow motion what the part of a step is about."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.theory import gan2d_paint as paint
from genstudio.gui.theory.gan2d_paint import Ground
from genstudio.gui.theory.stills import Stills

ARROWS = 80  # of the fakes have one
FAINT = 70  # of 255: what a part of a step is not about
INSET = 0.24  # of the pane: where z is shown
SMALLEST = 200  # px of a pane that has room for it
REACH = 3.2  # of z in it


def draw(
    painter: QPainter,
    ground: Ground,
    frame: Any,
    layers: Collection[str],
    term: str,
    veil: QImage,
    stills: Stills,
) -> None:
    """Draw the layers of a frame; `term` is pointed at elsewhere, `veil` is a picture of p_g.

    Real points and z are the same in all frames, and remembered in `stills`.
    """
    colours = theme.colours()
    scene = frame.scene
    focus = "" if scene is None else scene.focus
    text, fake = QColor(colours.text), QColor(colours.fake)
    if "manifold" in layers and (not focus or focus == "fake" or term == "g"):
        painter.drawImage(ground.rect, veil)
        paint.draw_mesh(painter, ground, frame.manifold, fake, lit=term == "g")
    if "half" in layers:
        if scene is not None and scene.half_before is not None:
            paint.draw_pieces(painter, ground, scene.half_before, text, dotted=True)
        paint.draw_pieces(painter, ground, frame.half, text)
    if scene is None:
        _draw_samples(painter, ground, frame, layers, term, stills)
        if "arrows" in layers:
            arrows = QColor(colours.warning)
            _draw_pulls(painter, ground, frame, arrows, ARROWS)
    else:
        _draw_part(painter, ground, frame, scene)
    if "z" in layers and ground.rect.width() >= SMALLEST:
        lit = focus == "draw" or term == "z"
        inset = partial(_draw_z, ground.rect, frame.z, lit=lit)
        stills.draw(painter, "z", _corner(ground.rect), (lit,), inset, frame.z)


def _draw_samples(
    painter: QPainter,
    ground: Ground,
    frame: Any,
    layers: Collection[str],
    term: str,
    stills: Stills,
) -> None:
    size = max(4.0, ground.rect.width() / 80)
    for layer, meant in (("real", "p_data"), ("fake", "p_g")):
        if layer not in layers:
            continue
        colour = QColor(getattr(theme.colours(), layer))
        if term in ("p_data", "p_g") and term != meant:
            colour.setAlpha(FAINT)
        wide = size * (1.5 if term == meant else 1.0)
        if layer == "real":
            key = ground.extent, colour.rgba(), wide
            dots = partial(_draw_real, ground, frame.real, colour, wide)
            stills.draw(painter, "real", ground.rect, key, dots, frame.real)
        else:
            paint.draw_crosses(painter, ground, frame.fake, colour, wide)


def _draw_real(ground: Ground, points: Any, colour: QColor, size: float, painter: QPainter) -> None:
    paint.draw_dots(painter, ground, points, colour, size)


def _draw_part(painter: QPainter, ground: Ground, frame: Any, scene: Any) -> None:
    """Draw what one of the five parts of a move is about."""
    colours = theme.colours()
    real, fake = QColor(colours.real), QColor(colours.fake)
    size = max(4.0, ground.rect.width() / 80)
    of_d, focus = scene.player == "D", scene.focus
    if focus == "judged":
        if of_d:
            paint.draw_sized(painter, ground, scene.real, 1 - frame.d_real, real)
        shares = frame.d_fake if of_d else 1 - frame.d_fake
        paint.draw_sized(painter, ground, scene.fake, shares, fake)
        return
    if focus == "gradient" and of_d:
        paint.draw_signs(painter, ground, scene.real, scene.push_real, real)
        paint.draw_signs(painter, ground, scene.fake, scene.push_fake, fake)
        return
    if of_d:
        if focus == "fake":
            real.setAlpha(FAINT)
        paint.draw_dots(painter, ground, scene.real, real, size)
    if focus == "draw":
        return
    if focus == "update" and scene.before is not None:
        paint.draw_moves(painter, ground, scene.before, scene.fake, fake)
    paint.draw_crosses(painter, ground, scene.fake, fake, size)
    if focus == "gradient":
        _draw_pulls(painter, ground, frame, QColor(colours.warning), len(scene.fake))


def _draw_pulls(painter: QPainter, ground: Ground, frame: Any, colour: QColor, count: int) -> None:
    paint.draw_arrows(painter, ground, frame.fake[:count], frame.arrows[:count], colour)


def _corner(rect: QRectF) -> QRectF:
    side = INSET * rect.width()
    return QRectF(rect.left() + 6, rect.bottom() - side - 6, side, side)


def _draw_z(rect: QRectF, z: Any, painter: QPainter, *, lit: bool) -> None:
    """Draw z in a corner: where the fakes come from."""
    colours = theme.colours()
    box = _corner(rect)
    ground = QColor(colours.base)
    ground.setAlpha(225)
    painter.fillRect(box, ground)
    painter.setPen(QPen(QColor(colours.accent if lit else colours.faint), 2 if lit else 1))
    painter.drawRect(box)
    inset = Ground(box, (-REACH, REACH, -REACH, REACH))
    painter.save()
    painter.setClipRect(box)
    colour = QColor(colours.fake)
    colour.setAlpha(255 if lit else 170)
    painter.setPen(QPen(colour, 2.5 if lit else 1.8))
    painter.drawPoints(paint.polygon(inset.pixels(np.asarray(z))))
    painter.restore()
    corner = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    paint.draw_label(painter, box, tr("z"), corner)
