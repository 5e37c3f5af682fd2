"""The work of a comparison, for a thread of its own. No Qt; the engine is imported inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.core.events import Stop

if TYPE_CHECKING:
    from genstudio.analysis.compare import Comparison, Data, Look

PAIR_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Begun:
    """The runs are read; `data` keeps their data for what is asked later."""

    comparison: Comparison
    data: Data


@dataclass(frozen=True, slots=True)
class Seen:
    """One more run was looked at, or measured; `pairs` are its reconstructions as a sheet."""

    index: int
    look: Look
    pairs: Any = None


@dataclass(frozen=True, slots=True)
class Written:
    """The report is there."""

    path: Path


def read(folders: Sequence[Path], stop: Stop) -> Iterator[Any]:
    """Read the runs, then draw the pictures of one after the other."""
    from genstudio.analysis import compare
    from genstudio.train.device import set_threads

    set_threads(1)
    begun = Begun(compare.read(folders, stop), compare.Data())
    if stop():
        return
    yield begun
    for index, look in compare.pictures(begun.comparison, begun.data, stop):
        yield Seen(index, look, compare.paired(look, PAIR_COLUMNS))


def measure(begun: Begun, looks: Sequence[Look | None], stop: Stop) -> Iterator[Any]:
    """Measure one run after the other."""
    from genstudio.analysis import compare
    from genstudio.train.device import set_threads

    set_threads(1)
    for index, look in compare.figures(begun.comparison, looks, begun.data, None, stop):
        yield Seen(index, look)


def write(path: Path, begun: Begun, looks: Sequence[Look | None], stop: Stop) -> Iterator[Any]:
    """Write the report of what is known so far."""
    from genstudio.analysis import report

    report.write(path, begun.comparison, looks)
    yield Written(path)
