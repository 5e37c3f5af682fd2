"""What the explorer is put together from: each part is one idea, and knows no other part.

A part is a QObject `Part(tools)`; it puts its buttons into `tools.bar`, draws with
`session.set_overlay`, follows `session.plane_changed`, and has `close()` if it owns a thread.
Adding a part is adding a line to `build`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from genstudio.gui.chores import Chores
from genstudio.gui.explorer_bar import Bar
from genstudio.gui.widgets.plane import PlaneView

if TYPE_CHECKING:
    from genstudio.gui.session import Session


@dataclass(frozen=True, slots=True, eq=False)
class Tools:
    """What every part of the explorer may use; `parent` is the panel."""

    session: Session
    chores: Chores
    view: PlaneView
    bar: Bar
    parent: QObject


def build(tools: Tools) -> Iterator[QObject]:
    """Make every part; the order is that of the buttons within a place of the bar."""
    from genstudio.gui.explorer_images import Images  # each knows Tools, which stand here
    from genstudio.gui.explorer_select import Selecting
    from genstudio.gui.trails import Trails

    yield Selecting(tools)
    yield Images(tools)
    yield Trails(tools)
