"""Two folders as two kinds of pictures: opened as data, with style transfer set up for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from genstudio.core.errors import printable
from genstudio.core.language import tr

if TYPE_CHECKING:
    from genstudio.gui.session import Session

FAMILY = "cyclegan"
SOURCE = "pair"


def open_pair(session: Session, first: Path, second: Path) -> None:
    """Open two folders (or archives) as data of two kinds, and choose style transfer."""
    session.set_up(FAMILY, {"first": 0, "second": 1})
    session.open_source(SOURCE, {"first_folder": str(first), "second_folder": str(second)})
    names = printable(first.name), printable(second.name)
    session.say(
        tr(
            "{first} and {second} are opened as two kinds of pictures: Train learns to turn one "
            "into the other.",
            first=names[0],
            second=names[1],
        )
    )


def take_classes(session: Session, first: int, second: int) -> None:
    """Choose style transfer between two classes of the open data."""
    session.set_up(FAMILY, {"first": first, "second": second})
