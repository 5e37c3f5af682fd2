"""The former states of something small, so that what was done can be undone and redone."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")
DEPTH = 50


class Former(Generic[T]):
    """Remembers the last states; the newest is given back first."""

    def __init__(self) -> None:
        self._states: list[T] = []

    def __bool__(self) -> bool:
        return bool(self._states)

    def keep(self, state: T) -> None:
        """Remember a state before it changes."""
        self._states = [*self._states, state][-DEPTH:]

    def take(self) -> T | None:
        """Give back the newest state, and forget it."""
        return self._states.pop() if self._states else None

    def clear(self) -> None:
        """Forget all."""
        self._states.clear()


class BackAndForth(Generic[T]):
    """Former states and those that were undone: the way back, and forth again."""

    def __init__(self, depth: int = DEPTH) -> None:
        self._depth = depth
        self._before: list[T] = []
        self._after: list[T] = []

    def keep(self, state: T) -> None:
        """Remember a state before it changes; what was undone is lost by that."""
        self._before = [*self._before, state][-self._depth :]
        self._after = []

    @property
    def newest(self) -> T:
        """The state that was kept last; there must be one."""
        return self._before[-1]

    def drop(self) -> None:
        """Forget the state that was kept last: nothing came of the change."""
        self._before.pop()

    def back(self, now: T) -> T:
        """Exchange the present state for the one before; `can_undo` says whether there is one."""
        self._after.append(now)
        return self._before.pop()

    def forth(self, now: T) -> T:
        """Exchange it for the one that was undone last; `can_redo` says whether there is one."""
        self._before.append(now)
        return self._after.pop()

    @property
    def can_undo(self) -> bool:
        """Whether there is a state to go back to."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether one was undone."""
        return bool(self._after)

    def clear(self) -> None:
        """Forget all."""
        self._before, self._after = [], []
