"""Icons drawn from SVG in the colours of whatever theme is in use when they are painted."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from genstudio.core.paths import resource


class ThemedIcon(QIconEngine):
    """One file of resources/icons, its currentColor replaced by the palette's text colour."""

    def __init__(self, name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon into the rectangle."""
        ratio = painter.device().devicePixelRatioF()
        picture = _picture(
            self._name, rect.width(), rect.height(), ratio, _colour(mode, self._role)
        )
        painter.drawPixmap(rect, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon at one size."""
        return _picture(self._name, size.width(), size.height(), 1.0, _colour(mode, self._role))

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """Return the icon at one size, for a screen of that scale."""
        colour = _colour(mode, self._role)
        return _picture(self._name, size.width(), size.height(), scale, colour)

    def clone(self) -> QIconEngine:
        """Return another engine for the same icon."""
        return ThemedIcon(self._name, self._role)


@cache
def svg(name: str) -> str:
    """Return an icon's source."""
    return (resource("icons") / f"{name}.svg").read_text("utf-8")


def _colour(mode: QIcon.Mode, role: QPalette.ColorRole) -> str:
    off = mode == QIcon.Mode.Disabled
    group = QPalette.ColorGroup.Disabled if off else QPalette.ColorGroup.Active
    return (
        QGuiApplication.palette()
        .color(group, QPalette.ColorRole.ButtonText if off else role)
        .name()
    )


@lru_cache(maxsize=512)
def _picture(name: str, width: int, height: int, ratio: float, colour: str) -> QPixmap:
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    source = svg(name).replace("currentColor", colour)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return picture


def tinted(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Return an icon in a colour of its own, for a label."""
    return _picture(name, size, size, ratio, colour)
