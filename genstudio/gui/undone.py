"""The former states of something small, so that what was done can be undone."""

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
