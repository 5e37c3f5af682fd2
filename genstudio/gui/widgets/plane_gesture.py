"""What a press of the mouse on the plane is the beginning of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from genstudio.gui.widgets.view import Point

Kind = Literal["path", "pan", "pin", "rectangle", "lasso"]
Operation = Literal["replace", "add", "remove"]
CLICK = 4  # pixels the mouse may move within a click
Modifier = Qt.KeyboardModifier


@dataclass(slots=True)
class Gesture:
    """A button that is held: where it was pressed, and what has been drawn since.

    `moved` says that it is a drag and no click any more.
    """

    kind: Kind
    pressed: QPointF
    last: QPointF
    pin: int = -1
    tool: bool = False  # the lasso was chosen in the bar
    moved: bool = False
    drawn: list[Point] = field(default_factory=list)

    def drags_at(self, place: QPointF) -> bool:
        """Say whether it is a drag by now."""
        self.moved |= (place - self.pressed).manhattanLength() > CLICK
        return self.moved

    def operation(self, keys: Qt.KeyboardModifier) -> Operation:
        """Say what the selection does with what was drawn, by the keys that are held."""
        if keys & Modifier.ControlModifier:
            return "add"
        freehand = self.kind == "lasso" and not self.tool  # there Alt is what asks for it
        return "remove" if keys & Modifier.AltModifier and not freehand else "replace"


def begin(event: QMouseEvent, pin: int | None, *, lasso: bool) -> Gesture:
    """Say what a press begins, over a pin or not, with the lasso chosen or not."""
    keys, place = event.modifiers(), event.position()
    held = {name: bool(keys & key) for name, key in KEYS.items()}
    kind: Kind = "path"
    if event.button() != Qt.MouseButton.LeftButton:
        kind = "pan"
    elif held["shift"] and held["alt"]:
        kind = "lasso"
    elif held["shift"]:
        kind = "rectangle"
    elif lasso:
        kind = "lasso"
    elif held["alt"] or held["control"]:
        kind = "rectangle"
    elif pin is not None:
        kind = "pin"
    tool = lasso and not held["shift"]
    return Gesture(kind, place, place, -1 if pin is None else pin, tool)


KEYS = {
    "shift": Modifier.ShiftModifier,
    "alt": Modifier.AltModifier,
    "control": Modifier.ControlModifier,
}
