"""The table of the three systems, measured for a thread of its own. No Qt; imports inside."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.core.events import Stop

if TYPE_CHECKING:
    from genstudio.analysis.text_table import Table
    from genstudio.data.dataset import Dataset
    from genstudio.train.queue import Queue
    from genstudio.train.queued import Item

MINUTES = 12  # of a training that is queued without an end
Told = deque[tuple[float, str]]


def measuring(
    folders: Sequence[Path], known: Dataset | None, told: Told, stop: Stop
) -> Iterator[Any]:
    """Measure runs: yield their rows, then the table, which is kept beside them.

    `told` is given the share that is done, and at what the work is.
    """
    from genstudio.analysis import text_kept, text_table
    from genstudio.analysis.progress import Ended
    from genstudio.core.errors import UserError
    from genstudio.data.dataset import Stopped
    from genstudio.gui.jobs import stand_back

    stand_back()

    def tell(share: float, words: str) -> None:
        told.append((share, words))

    try:
        opened = text_table.check(folders)
        dataset = _data(opened[0].record.data, known, stop)
        for found in text_table.measure(folders, dataset, tell=tell, stop=stop):
            if isinstance(found, text_table.Table):
                text_kept.keep(found, folders)
            yield found
    except (Ended, Stopped):
        return  # somebody has cancelled it
    except UserError:
        if not stop():
            raise


def kept(folders: Sequence[Path], stop: Stop) -> Table | None:
    """Return what was measured of the runs before; None where something is missing."""
    from genstudio.analysis import text_kept

    return text_kept.load(folders)


def line_up(
    wanted: Sequence[tuple[str, dict[str, Any], dict[str, Any]]],
    dataset: Dataset,
    runs_dir: Path,
    queue: Queue,
) -> list[Item]:
    """Put systems (family, its settings, the training's) at the end of the queue.

    One without an end of its own is given MINUTES.
    """
    from genstudio.train.queue_work import wish
    from genstudio.train.queued import limits_of

    runs = str(runs_dir.absolute())
    entries = []
    for family, model, train in wanted:
        ended = train if limits_of(train) else train | {"seconds": 60.0 * MINUTES}
        entries.append(wish(family, model, ended, dataset, runs=runs))
    return queue.add(entries)


def _data(record: dict[str, Any], known: Dataset | None, stop: Stop) -> Dataset:
    """Return a run's data: those that are open, or they are loaded."""
    from genstudio.data import sources

    if known is not None and known.fingerprint == record["fingerprint"]:
        return known
    return sources.load(record["source"], record["options"], stop=stop)
