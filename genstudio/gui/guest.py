"""What the transport bar, the curves and the time slider drive besides the session's own run.

A bench of the theory is a guest: while its workspace is in front, the same buttons and the same
slider are the bench's. A run that trains meanwhile goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Slot

from genstudio.gui.history import History
from genstudio.gui.state import State
from genstudio.gui.train_groups import Plot

if TYPE_CHECKING:
    from genstudio.gui.session_state import SessionState


class Guest(Protocol):
    """What the session has too, under the same names; its signals as well."""

    state_changed: Any
    history_changed: Any
    checkpoints_changed: Any
    shown_changed: Any
    history: History

    @property
    def title(self) -> str:
        """What the bar calls it."""

    @property
    def plots(self) -> list[Plot]:
        """How its terms share the plots of the curves."""

    @property
    def state(self) -> State:
        """What is going on."""

    @property
    def players(self) -> tuple[str, ...]:
        """Who can be asked to move alone; fewer than two where nobody can."""

    @property
    def can_train(self) -> bool:
        """Whether it can go on, or pause."""

    @property
    def can_step(self) -> bool:
        """Whether single steps can be made."""

    @property
    def can_stop(self) -> bool:
        """Whether there is something to be ended."""

    @property
    def can_reset(self) -> bool:
        """Whether it can begin anew."""

    @property
    def step(self) -> int:
        """How many steps were made."""

    @property
    def steps_per_second(self) -> float | None:
        """The present speed."""

    @property
    def eta_seconds(self) -> float | None:
        """The time left of what has an end."""

    @property
    def checkpoints(self) -> list[int]:
        """The steps that the time slider offers, ascending."""

    @property
    def shown(self) -> int | None:
        """The one that is shown; None is the newest."""

    def toggle(self) -> None:
        """Go on, or pause."""

    def single_step(self, players: tuple[str, ...] | None = None) -> None:
        """Make one step, of these players only or of all, then pause."""

    def stop(self) -> None:
        """End what takes long."""

    def reset(self) -> None:
        """Begin anew."""

    def show_step(self, step: int | None) -> None:
        """Show what was kept of a step; None goes back to the newest."""


class Ear(QObject):
    """Listens to whichever guest is in front: `slots` are called by the names of its signals.

    `changed` is called when another one comes, or none any more.
    """

    def __init__(
        self,
        session: SessionState,
        slots: Mapping[str, Callable[[], None]],
        changed: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._slots, self._changed = session, slots, changed
        self._heard: Guest | None = None
        session.guest_changed.connect(self._on_guest)

    @Slot()
    def _on_guest(self) -> None:
        for name, slot in self._slots.items():
            if self._heard is not None:
                getattr(self._heard, name).disconnect(slot)
            if self._session.guest is not None:
                getattr(self._session.guest, name).connect(slot)
        self._heard = self._session.guest
        self._changed()
