"""How the examples of a batch are dealt out to several processes."""

from __future__ import annotations


def part(count: int, rank: int, ranks: int, together: int = 1) -> tuple[int, int]:
    """Return where the share of process `rank` begins and ends, as equal as can be.

    The shares of all processes lie one behind the other and are all `count` examples, of which
    so many, one behind the other, always stay `together`.
    """
    groups = count // together
    return together * (groups * rank // ranks), together * (groups * (rank + 1) // ranks)
