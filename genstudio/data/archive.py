"""An archive of images (.zip, .tar, .tar.gz), read like the folder that was packed.

It may hold pictures in sub-folders with captions, MNIST's IDX files, or a single .npz, .npy
or .csv file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data import array, folder, idx, table
from genstudio.data._faults import Faulty, explained
from genstudio.data._scan import METADATA, SUFFIXES, WHICH
from genstudio.data._unpack import unpacked
from genstudio.data.dataset import Dataset, Problem, Progress

RANK = 1  # before IDX files, which .tar.gz would also be the name of
ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz")
ARRAYS = (".npz", ".npy")
TABLES = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
Config = folder.Config


def accepts(source: str | Path) -> bool:
    """Take files by their name."""
    return os.path.isfile(source) and str(source).lower().endswith(ENDINGS)


def load(source: str | Path, config: folder.Config, progress: Progress, stop: Stop) -> Dataset:
    """Return what the archive holds; raise UserError where it is unsafe, damaged or empty."""
    path = os.fspath(source)
    with explained(path), unpacked(path, _wanted, progress, stop) as (place, left_out):
        dataset = _load(path, place, left_out, config, progress, stop)
    name = Path(path).name
    ending = next(ending for ending in ENDINGS if name.lower().endswith(ending))
    return replace(
        dataset,
        name=printable(name[: -len(ending)]),
        source=os.path.abspath(path),
        problems=(*left_out, *dataset.problems),
    )


def _wanted(name: str) -> bool:
    """Say whether a member may be part of a set of images."""
    base = os.path.basename(name)
    lower = base.lower()
    return (
        os.path.splitext(lower)[1] in (*SUFFIXES, ".txt")
        or base == METADATA
        or idx.NAME.search(base) is not None
        or lower.endswith((*ARRAYS, *TABLES))
    )


def _load(
    path: str,
    place: Path,
    left_out: Sequence[Problem],
    config: folder.Config,
    progress: Progress,
    stop: Stop,
) -> Dataset:
    """Load the unpacked files as whatever they are."""
    files = [file for file in place.rglob("*") if file.is_file()]
    if any(file.suffix.lower() in SUFFIXES for file in files):
        return _renamed(path, place, lambda: folder.load(place, config, progress, stop))
    sets = sorted({file.parent for file in files if idx.NAME.search(file.name)})
    if len(sets) == 1:
        options = idx.Config(size=config.size, fit=config.fit)
        return _renamed(path, place, lambda: idx.load(sets[0], options, progress, stop))
    single = [file for file in files if file.name.lower().endswith((*ARRAYS, *TABLES))]
    if len(single) == 1 and not sets:
        return _renamed(path, place, lambda: _load_file(single[0], config, progress, stop))
    if sets or single:
        found = ", ".join(printable(file.name) for file in (*sets, *single)[:3])
        raise Faulty(
            tr(
                "holds several sets of images ({found}): unpack it and open one of them",
                found=found,
            )
        )
    if left_out:
        first = left_out[0]
        text = tr(
            "holds no images that can be used ({kinds}); {file} {reason}",
            kinds=tr(WHICH),
            file=first.file,
            reason=first.reason.rstrip("."),
        )
        raise Faulty(text)
    raise Faulty(tr("holds no images ({kinds})", kinds=tr(WHICH)))


def _load_file(file: Path, config: folder.Config, progress: Progress, stop: Stop) -> Dataset:
    if file.name.lower().endswith(ARRAYS):
        return array.load(file, array.Config(size=config.size, fit=config.fit), progress, stop)
    return table.load(file, table.Config(size=config.size, fit=config.fit), progress, stop)


def _renamed(path: str, place: Path, load: Callable[[], Dataset]) -> Dataset:
    """Load, and name the archive where an error names the folder that it was unpacked to."""
    try:
        return load()
    except UserError as error:
        here = printable(place)
        if here not in str(error):
            raise
        text = str(error).replace(here + os.sep, "").replace(here, printable(path))
        raise UserError(text) from error
