"""The equations of resources/equations, set in type: what each says, its terms, its picture.

`packaging/equations` makes the files from packaging/equations.toml, which names them all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from genstudio.core.paths import resource
from genstudio.gui import language, theme

MARGIN = 10  # units of the pictures: signs reach beyond their boxes by less than this


@dataclass(frozen=True, slots=True)
class Part:
    """What no line break divides, in units of the picture: its place there and its box."""

    x: int
    baseline: int
    width: int
    height: int  # above the baseline
    depth: int  # below it


@dataclass(frozen=True, slots=True)
class Term:
    """One place of a term, in units from where its part begins on the baseline."""

    name: str
    part: int
    x: int
    y: int
    width: int
    height: int

    @property
    def area(self) -> int:
        """How large the place is: of two under the mouse the smaller is meant."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Art:
    """One equation: its parts and terms in the order of reading, TeX, and the words for it."""

    name: str
    parts: tuple[Part, ...]
    terms: tuple[Term, ...]
    tex: str
    spoken: str


def exists(name: str) -> bool:
    """Say whether there is an equation of that name."""
    return name in _index()["equations"]


def names() -> list[str]:
    """Return the names of all equations."""
    return list(_index()["equations"])


def art(name: str) -> Art:
    """Return an equation in the window's language; LookupError where there is none."""
    return _art(name, language.current())


def units() -> float:
    """Return how many units of the pictures a font's size is."""
    return float(_index()["size"])


def term_name(term: str) -> str:
    """Return what a term is called, such as "D, the discriminator"."""
    entry = _index()["terms"].get(term, {})
    return str(entry.get(language.current(), entry.get("en", term)))


def term_colour(term: str) -> str:
    """Return the theme's colour of a term, as `#rrggbb`: that of the text, where it has none."""
    colours = theme.colours()
    field = _index()["terms"].get(term, {}).get("colour", "text")
    return str(getattr(colours, field))


def picture(name: str, part: int, scale: float, ratio: float) -> QPixmap:
    """Draw a part with MARGIN around its box, in the theme's colours.

    `scale` is logical pixels a unit, `ratio` the screen's pixels a logical one.
    """
    return _picture(name, part, scale, ratio, theme.colours())


@lru_cache(maxsize=256)
def _picture(name: str, part: int, scale: float, ratio: float, colours: theme.Theme) -> QPixmap:
    box = art(name).parts[part]
    seen = QRectF(
        box.x - MARGIN,
        box.baseline - box.height - MARGIN,
        box.width + 2 * MARGIN,
        box.height + box.depth + 2 * MARGIN,
    )
    wide, high = seen.width() * scale * ratio, seen.height() * scale * ratio
    drawn = QPixmap(max(1, round(wide)), max(1, round(high)))
    drawn.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_coloured(name, colours)))
    renderer.setViewBox(seen)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, wide, high))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=64)
def _coloured(name: str, colours: theme.Theme) -> bytes:
    source = _source(name).replace("currentColor", colours.text)
    for entry in _index()["terms"].values():
        if field := entry.get("colour"):
            source = source.replace(f"var(--{field})", getattr(colours, field))
    return source.encode()


@cache
def _source(name: str) -> str:
    return (resource("equations") / f"{name}.svg").read_text("utf-8")


@cache
def _index() -> dict[str, Any]:
    return json.loads((resource("equations") / "index.json").read_text("utf-8"))


@cache
def _art(name: str, code: str) -> Art:
    entry = _index()["equations"].get(name)
    if entry is None:
        raise LookupError(f"there is no equation {name!r}; packaging/equations.toml has them all")
    return Art(
        name,
        tuple(Part(*row) for row in entry["parts"]),
        tuple(Term(*row) for row in entry["terms"]),
        entry["tex"],
        entry.get(code, entry["en"]),
    )
