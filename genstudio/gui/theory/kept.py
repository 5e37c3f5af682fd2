"""What was seen of a bench at earlier steps, for the time slider. No Qt."""

from __future__ import annotations

from typing import Any

MOST = 240  # frames; then every second one is forgotten
FIRST = 5  # steps from one kept frame to the next, at the beginning


class Frames:
    """Frames by their steps; the further a bench goes, the further apart they lie."""

    def __init__(self) -> None:
        self._frames: dict[int, Any] = {}
        self._every = FIRST

    def add(self, frame: Any) -> bool:
        """Keep a frame if it lies far enough behind the last one; return whether it was kept."""
        last = next(reversed(self._frames), -self._every)
        if frame.step < last + self._every:
            return False
        self._frames[frame.step] = frame
        if len(self._frames) > MOST:
            self._every *= 2
            self._frames = dict(list(self._frames.items())[::2])
        return True

    def get(self, step: int) -> Any:
        """Return the frame of a step; None where there is none."""
        return self._frames.get(step)

    @property
    def steps(self) -> list[int]:
        """The steps that there are frames of, ascending."""
        return list(self._frames)

    @property
    def all(self) -> list[Any]:
        """Every frame, oldest first."""
        return list(self._frames.values())

    def clear(self) -> None:
        """Forget all."""
        self._frames.clear()
        self._every = FIRST
