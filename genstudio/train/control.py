"""The mailbox between whoever watches a run and the loop that makes it."""

from __future__ import annotations

from collections import deque
from typing import Any

Players = tuple[str, ...]


class Control:
    """What a running loop is asked to do. Any thread may ask; only the loop takes.

    `snapshot_every` is the number of seconds between two copies of the weights for
    looking; 0 makes none. Where there are some, the first shows the weights that the
    training starts from and the last those that it ends with.
    """

    def __init__(self) -> None:
        self.snapshot_every = 0.0
        self._changes: deque[tuple[str, Any]] = deque()
        self._steps: deque[Players | None] = deque()
        self._on = False

    def change(self, name: str, value: Any) -> None:
        """Ask for a live setting of the trainer or the model to change before the next step.

        The loop answers with Changed, or with Warned where the value is not allowed.
        """
        self._changes.append((name, value))

    def single_step(self, players: Players | None = None) -> None:
        """Ask for exactly one step with only these players (None: all), reported at once.

        The loop answers with Scalars, Snapshot and Stepped.
        """
        self._steps.append(players)

    def go_on(self) -> None:
        """End a pause that was asked for elsewhere."""
        self._on = True

    def wanted_on(self) -> bool:
        """Hand the wish to go on to the loop, once."""
        wanted, self._on = self._on, False
        return wanted

    def take_change(self) -> tuple[str, Any] | None:
        """Hand the oldest change to the loop; None when there is none."""
        return self._changes.popleft() if self._changes else None

    def take_step(self) -> tuple[Players | None] | None:
        """Hand the oldest single step to the loop, in a tuple; None when there is none."""
        return (self._steps.popleft(),) if self._steps else None
