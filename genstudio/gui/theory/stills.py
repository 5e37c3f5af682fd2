"""Pictures of what stays the same from frame to frame: painted once, and then only copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from genstudio.gui import theme


@dataclass(slots=True, eq=False)
class _Still:
    """A picture, what it was painted for, and the object it is of."""

    key: tuple[object, ...]
    of: object
    pixmap: QPixmap


class Stills:
    """The pictures of one widget, by name."""

    def __init__(self) -> None:
        self._known: dict[str, _Still] = {}

    def draw(
        self,
        painter: QPainter,
        name: str,
        rect: QRectF,
        key: tuple[object, ...],
        paint: Callable[[QPainter], None],
        of: object = None,
    ) -> None:
        """Draw what `paint` draws within a rectangle of the widget.

        It is asked again where `key`, the theme, the font, the place or the object `of` is another.
        """
        ratio, font = painter.device().devicePixelRatioF(), painter.font()
        place = rect.adjusted(-2, -2, 2, 2).toAlignedRect()  # with room for its frame
        wanted = (*key, theme.colours(), font.key(), ratio, rect)
        still = self._known.get(name)
        if still is None or still.of is not of or still.key != wanted:
            pixmap = QPixmap(place.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            inner.setFont(font)
            inner.setRenderHints(painter.renderHints())
            inner.translate(-place.topLeft())
            paint(inner)
            inner.end()
            still = self._known[name] = _Still(wanted, of, pixmap)
        painter.drawPixmap(place.topLeft(), still.pixmap)
