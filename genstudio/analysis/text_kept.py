"""What was measured of runs that draw from captions, kept beside each of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from genstudio.analysis.text_table import Row, Table, check
from genstudio.core import atomic, bounded
from genstudio.core.errors import UserError

NAME = "text-scores.json"
FORMAT = 1  # another way to measure needs another number
LARGEST = 1 << 20  # bytes

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """One run's rows in the table that they were measured with, and the step they are of."""

    format: int
    step: int
    table: Table


def keep(table: Table, folders: Sequence[Path]) -> list[Path]:
    """Write each run's rows into its folder; return those that cannot be written."""
    failed = []
    for folder in folders:
        rows = tuple(row for row in table.rows if row.run == folder.name)
        if not rows:
            continue
        kept = Kept(FORMAT, rows[0].step, replace(table, rows=rows))
        try:
            atomic.write_bytes(folder / NAME, msgspec.json.encode(kept))
        except (UserError, OSError) as error:  # a run on a disk that can only be read
            log.warning("the scores of %s are not kept: %s", folder.name, error)
            failed.append(folder)
    return failed


def load(folders: Sequence[Path]) -> Table | None:
    """Return the table of runs whose newest checkpoints were all measured alike; else None.

    Raises UserError where the runs do not belong into one table.
    """
    rows: list[Row] = []
    first: Table | None = None
    for run in check(folders):
        kept = _read(run.folder)
        if kept is None or kept.step != run.checkpoints()[-1]:
            return None
        table = replace(kept.table, rows=())
        if first is not None and table != first:
            return None
        first = table
        rows += [replace(row, run=run.folder.name) for row in kept.table.rows]
    return None if first is None else replace(first, rows=tuple(rows))


def _read(folder: Path) -> Kept | None:
    try:
        kept = msgspec.json.decode(bounded.read(folder / NAME, LARGEST), type=Kept)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:  # msgspec's errors are ValueErrors
        log.warning("the kept scores of %s cannot be read: %s", folder.name, error)
        return None
    return kept if kept.format == FORMAT else None
