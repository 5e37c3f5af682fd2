"""What is kept of a run's checkpoints, so that going back to one costs nothing. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by step, within so many bytes; what is farthest from where one looks goes first.

    All values of one run are taken to be as large as the largest.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[int, T] = {}
        self._largest = 0

    def __contains__(self, step: int) -> bool:
        return step in self._values

    def __len__(self) -> int:
        return len(self._values)

    @property
    def steps(self) -> frozenset[int]:
        """The steps whose values are kept."""
        return frozenset(self._values)

    def get(self, step: int) -> T | None:
        """Return a step's value, if it is kept."""
        return self._values.get(step)

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
        self._largest = 0

    def only(self, steps: Sequence[int]) -> None:
        """Forget all steps but these."""
        for step in self._values.keys() - set(steps):
            del self._values[step]

    def near(self, steps: Sequence[int], place: int | None) -> list[int]:
        """Return which of the steps there is room for, nearest to `place` first; None: the end."""
        return nearest(steps, place)[: self.capacity]

    @property
    def capacity(self) -> int:
        """How many values there is room for: one at least."""
        return max(1, self._most // max(1, self._largest))

    def put(self, step: int, value: T, size: int, steps: Sequence[int], place: int | None) -> None:
        """Keep a value of `size` bytes; of `steps` those stay that are nearest to `place`."""
        self._largest = max(self._largest, size)
        self._values[step] = value
        self.only(self.near(steps, place))


def nearest(steps: Sequence[int], place: int | None) -> list[int]:
    """Sort ascending steps by how many of them lie between each and a step; later ones first.

    None stands for behind the last one: the live model.
    """
    here = len(steps) if place is None else sum(step < place for step in steps)
    ranks = [(abs(index - here), index < here, step) for index, step in enumerate(steps)]
    return [step for _, _, step in sorted(ranks)]
