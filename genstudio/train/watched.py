"""The number of a step for moves that are recorded: what depends on it, and how.

A recorded graph repeats what the device did, with none of Python's decisions. So a graph is
good for all steps at which Python would decide the same: comparisons of the step, or of its
remainder, are noted with their outcome. Arithmetic goes to a tensor that holds the step.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, NamedTuple

from torch import Tensor

Compare = Callable[[int, Any], bool]


class NotRecordable(RuntimeError):
    """A move uses the step's number in a way that a recorded graph cannot repeat."""


class Condition(NamedTuple):
    """A comparison of the step, or of its remainder by `divisor` (0: of itself)."""

    divisor: int
    compare: Compare
    other: Any

    def holds(self, step: int) -> bool:
        """Say how the comparison comes out at a step."""
        return bool(self.compare(step % self.divisor if self.divisor else step, self.other))


Outcomes = dict[Condition, bool]


def agree(outcomes: Outcomes, step: int) -> bool:
    """Say whether all comparisons would come out the same at a step."""
    return all(condition.holds(step) == outcome for condition, outcome in outcomes.items())


class Comparable:
    """The step, or a remainder of it, whose comparisons are noted."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, step: Step, divisor: int = 0) -> None:
        self._step, self._divisor = step, divisor

    def _note(self, compare: Compare, other: Any) -> bool:
        if not isinstance(other, int | float):
            raise NotRecordable(f"the step is compared with a {type(other).__name__}")
        condition = Condition(self._divisor, compare, other)
        outcome = condition.holds(self._step.value)
        self._step.outcomes[condition] = outcome
        return outcome

    def __eq__(self, other: object) -> bool:
        return self._note(operator.eq, other)

    def __ne__(self, other: object) -> bool:
        return self._note(operator.ne, other)

    def __lt__(self, other: Any) -> bool:
        return self._note(operator.lt, other)

    def __le__(self, other: Any) -> bool:
        return self._note(operator.le, other)

    def __gt__(self, other: Any) -> bool:
        return self._note(operator.gt, other)

    def __ge__(self, other: Any) -> bool:
        return self._note(operator.ge, other)

    def __bool__(self) -> bool:
        return self._note(operator.ne, 0)

    def __index__(self) -> int:
        raise NotRecordable("the step is used as a number outside of a comparison")

    __int__ = __index__

    def __float__(self) -> float:
        raise NotRecordable("the step is used as a number outside of a comparison")


class Step(Comparable):
    """The number of steps done before this one, during a recorded move.

    `tensor` holds it on the device; `value` is the same for Python's comparisons.
    """

    def __init__(self, tensor: Tensor) -> None:
        super().__init__(self)
        self.tensor = tensor
        self.value = 0
        self.outcomes: Outcomes = {}

    def set(self, value: int) -> None:
        """Go to a step."""
        self.value = value
        self.tensor.fill_(value)

    def forget(self) -> None:
        """Begin anew to note comparisons."""
        self.outcomes = {}

    def __mod__(self, divisor: int) -> Comparable:
        return Comparable(self, divisor)

    def __add__(self, other: Any) -> Tensor:
        return self.tensor + other

    __radd__ = __add__

    def __sub__(self, other: Any) -> Tensor:
        return self.tensor - other

    def __rsub__(self, other: Any) -> Tensor:
        return other - self.tensor

    def __mul__(self, other: Any) -> Tensor:
        return self.tensor * other

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Tensor:
        return self.tensor / other
