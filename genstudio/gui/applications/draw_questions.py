"""What the page of text to image asks a lens. In worker threads; the engine is imported inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.text_looks import Box


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What was found, and whether the model can be told where the object is to be."""

    found: Any
    boxed: bool


def draw(lens: Lens, caption: str, seed: int, count: int, box: Box | None) -> Answer:
    """Draw a caption several times."""
    from genstudio.analysis import text_looks

    wish = text_looks.Wish(caption, seed, count, box)
    return Answer(text_looks.draw(lens, wish), text_looks.boxed(lens.model))


def change(lens: Lens, caption: str, other: str, seed: int, count: int, box: Box | None) -> Answer:
    """Draw two captions with the same noise."""
    from genstudio.analysis import text_looks

    wish = text_looks.Wish(caption, seed, count, box)
    return Answer(text_looks.change(lens, wish, other), text_looks.boxed(lens.model))


def way(lens: Lens, caption: str, other: str, seed: int, steps: int, box: Box | None) -> Answer:
    """Draw what lies between two captions."""
    from genstudio.analysis import text_looks

    wish = text_looks.Wish(caption, seed, 1, box)
    return Answer(text_looks.way(lens, wish, other, steps), text_looks.boxed(lens.model))
