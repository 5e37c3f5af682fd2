"""Pins on the plane: made, moved, named and taken away with the mouse and the keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Slot

from genstudio.core.language import tr
from genstudio.gui.explorer_pointer import Pointer
from genstudio.gui.explorer_strip import Strip
from genstudio.gui.session_state import NOTHING
from genstudio.gui.widgets.plane import PlaneView

if TYPE_CHECKING:
    from genstudio.gui.session import Session


class Pinning(QObject):
    """Shows the session's pins where their codes are, and changes them as the user asks."""

    def __init__(
        self, session: Session, view: PlaneView, pointer: Pointer, strip: Strip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._view, self._pointer = session, view, pointer
        self._rows: dict[int, int] = {}  # places in the cloud, by data index
        view.pinned.connect(self._on_pinned)
        view.unpinned.connect(session.pins.undo)
        view.undone.connect(session.pins.undo)
        view.pin_chosen.connect(self._on_chosen)
        view.pin_moved.connect(self._on_moved)
        view.pin_removed.connect(session.pins.remove)
        view.cleared.connect(self._on_escape)
        strip.closed.connect(self._on_closed)
        session.pins.changed.connect(self._show)
        session.plane_changed.connect(self._on_plane)
        self._show()

    @Slot()
    def _on_plane(self) -> None:
        """Let pins of data points follow their codes: the weights are others."""
        indices = [pin.index for pin in self._session.pins.all if pin.index is not None]
        codes = {index: code for index in indices if (code := self._code_of(index)) is not None}
        if codes:
            self._session.pins.follow(codes)
        self._show()

    def _code_of(self, index: int) -> NDArray[np.float32] | None:
        """Return the code of a data point; None while it is not known."""
        cloud = self._session.cloud
        if cloud is None:
            return None
        row = self._rows.get(index, -1)
        if not 0 <= row < len(cloud) or cloud.indices[row] != index:
            found = np.flatnonzero(cloud.indices == index)
            if not len(found):
                return None
            row = self._rows[index] = int(found[0])
        return np.asarray(cloud.codes[row])

    @Slot()
    def _show(self) -> None:
        plane, pins = self._session.plane, self._session.pins.all
        if plane is None or any(len(pin.code) != plane.latent_dim for pin in pins):
            self._view.set_pins([])
        elif pins:
            places = plane.project(np.stack([pin.code for pin in pins])).tolist()
            self._view.set_pins([(x, y) for x, y in places], [pin.name for pin in pins])
        else:
            self._view.set_pins([])
        self._pointer.show_pins()

    @Slot(object)
    def _on_pinned(self, point: Any) -> None:
        """Pin a point of the plane, or the data point under it."""
        found = self._at(point, None)
        if found is None:
            return
        code, index = found
        self._session.set_selection(index)
        self._pointer.forget_path()
        self._session.pins.add(code, index)
        self._look_at(code)

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        pins = self._session.pins.all
        if number < len(pins):
            self._session.set_selection(pins[number].index)
            self._look_at(pins[number].code)

    @Slot(int, object, bool)
    def _on_moved(self, number: int, point: Any, done: bool) -> None:
        """Decode where a pin is dragged; put it there in the end.

        Its components outside the plane stay as they are, unless it lands on a data point.
        """
        pins, plane = self._session.pins, self._session.plane
        if plane is None or number >= len(pins.all):
            return
        pin = pins.all[number]
        if len(pin.code) != plane.latent_dim:
            return
        rest = plane.rest(pin.code[None])[0]
        if not done:
            self._pointer.look((float(point[0]), float(point[1])), rest)
            return
        found = self._at(point, rest)
        if found is not None:
            pins.replace(number, replace(pin, code=found[0], index=found[1]))
            self._look_at(found[0])

    def _at(
        self, point: Any, rest: NDArray[np.float32] | None
    ) -> tuple[NDArray[np.float32], int | None] | None:
        """Return the code at a point of the plane, and the data point that is there, if one is."""
        plane, cloud = self._session.plane, self._session.cloud
        if plane is None:
            return None
        row = self._pointer.hit((float(point[0]), float(point[1])))
        if row is not None and cloud is not None:
            return np.array(cloud.codes[row]), int(cloud.indices[row])
        values = self._pointer.rest if rest is None else rest
        return plane.lift(np.array([point], np.float64), values)[0], None

    def _look_at(self, code: NDArray[np.float32]) -> None:
        plane = self._session.plane
        if plane is not None:
            (x, y), rest = plane.project(code[None])[0], plane.rest(code[None])[0]
            self._pointer.look((float(x), float(y)), rest)

    @Slot()
    def _on_escape(self) -> None:
        """Take away what was drawn, then what is selected, then the pins."""
        if self._pointer.has_path:
            self._pointer.forget_path()
        elif len(self._session.selected):
            self._session.set_selected(NOTHING)
        else:
            clear(self._session)

    @Slot()
    def _on_closed(self) -> None:
        if self._pointer.has_path:
            self._pointer.forget_path()
        else:
            clear(self._session)


def clear(session: Session) -> None:
    """Take all pins away, and offer to take that back."""
    pins = session.pins
    session.set_selection(None)
    if not pins.all:
        return
    count, folder = len(pins.all), pins.folder
    pins.set([])
    session.say(
        tr("%n pin(s) removed.", "", count),
        action_text=tr("Undo"),
        action=pins.undo,
        valid=lambda: pins.folder == folder and pins.undoable and not pins.all,
    )
