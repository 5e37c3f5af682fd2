"""The published sets that are downloaded by their names: MNIST and its kin, CIFAR-10."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.core.sizes import Bytes
from genstudio.data import _catalogue, idx
from genstudio.data._builtin import Builtin
from genstudio.data._catalogue import NamedSet
from genstudio.data._faults import Faulty, explained
from genstudio.data._fetch import fetch
from genstudio.data._resize import Fitting, Size, fit_images
from genstudio.data._unpack import unpacked
from genstudio.data.dataset import Dataset, Progress, Stopped, complete_split

RANK = 0
BUILTIN = tuple(
    Builtin(known.name, known.about, "download", known.title)
    for known in _catalogue.SETS.values()  # dSprites too, so that they keep this order
)
CIFAR_PARTS = (*(f"data_batch_{i}.bin" for i in range(1, 6)), "test_batch.bin")
CIFAR_ROWS, CIFAR_ROW = 10_000, 1 + 3 * 32 * 32  # a label, then the red, green and blue planes


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """How the images become the squares that the models take."""

    size: Size = 0
    fit: Fitting = "crop"


def accepts(source: str | Path) -> bool:
    """Take the bare names only; a folder of that name is `./mnist`."""
    return isinstance(source, str) and _layout(source) not in (None, "dsprites")


def missing(source: str) -> int:
    """Return the bytes that loading the set would download."""
    return _catalogue.SETS[source].missing


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Return the set with its official test set; download what is not there yet.

    Raise UserError, with what to do by hand, where it cannot be downloaded.
    """
    known = _catalogue.SETS[str(source)]
    paths = fetch_all(known, progress, stop)
    if known.layout == "cifar":
        dataset = _cifar(paths[0], config, progress, stop)
    elif known.layout == "emnist":
        dataset = _emnist(paths[0], config, progress, stop)
    else:
        options = idx.Config(size=config.size, fit=config.fit)
        dataset = idx.load(known.folder, options, progress, stop)
    return replace(dataset, name=known.name, source=known.name, classes=known.classes)


def fetch_all(known: NamedSet, progress: Progress, stop: Stop) -> list[Path]:
    """Return the paths of the set's files; those that are not there are downloaded."""
    before, total = 0, Bytes(known.size)

    def received(count: int) -> None:
        progress(Bytes(min(before + count, total)), total)

    paths = []
    for file in known.files:
        paths.append(fetch(file, known.folder, received, stop))
        before += file.size
    return paths


def _layout(source: str) -> str | None:
    known = _catalogue.SETS.get(source)
    return None if known is None else known.layout


def _emnist(path: Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Take the letters out of the archive of all six sets, and set them upright."""
    options = idx.Config(size=config.size, fit=config.fit)
    with explained(path), unpacked(os.fspath(path), _is_letters, progress, stop) as (place, _):
        folders = {file.parent for file in place.rglob("*.gz")}
        if len(folders) != 1:
            raise Faulty(tr("does not hold the letters of EMNIST"))
        dataset = idx.load(folders.pop(), options, progress, stop)
    # They were published with rows and columns exchanged.
    upright = np.ascontiguousarray(dataset.images.transpose(0, 1, 3, 2))
    return replace(dataset, images=upright)


def _is_letters(name: str) -> bool:
    return os.path.basename(name).startswith("emnist-letters-") and name.endswith("-ubyte.gz")


def _cifar(path: Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Read CIFAR-10's binary version: five parts to train on and one to test."""
    with explained(path):
        parts = _members(path, CIFAR_PARTS, stop)
    rows = np.concatenate([part.reshape(-1, CIFAR_ROW) for part in parts])
    images = rows[:, 1:].reshape(-1, 3, 32, 32)
    split = np.zeros(len(rows), np.uint8)
    split[-len(parts[-1]) // CIFAR_ROW :] = 2
    return Dataset(
        name="cifar10",
        source="cifar10",
        images=fit_images(np.ascontiguousarray(images), config.size, config.fit, progress, stop),
        split=complete_split(split),
        labels=rows[:, 0].astype(np.int64),
    )


def _members(path: Path, names: Sequence[str], stop: Stop) -> list[NDArray[np.uint8]]:
    """Return the bytes of some members of a tar, in the order of their names."""
    found: dict[str, NDArray[np.uint8]] = {}
    limit = CIFAR_ROWS * CIFAR_ROW
    with tarfile.open(path, "r|gz") as archive:
        for member in archive:
            if stop():
                raise Stopped
            base = os.path.basename(member.name)
            content = archive.extractfile(member) if member.isreg() and base in names else None
            if content is not None:
                found[base] = np.frombuffer(content.read(limit + 1), np.uint8)
    if any(len(found.get(name, b"")) != limit for name in names):
        raise Faulty(tr("does not hold the six parts of CIFAR-10's binary version"))
    return [found[name] for name in names]
