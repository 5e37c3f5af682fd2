"""Find out what a source is (a name, a file, a folder) and load it as a Dataset."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, cast

from genstudio import data
from genstudio.core import registry
from genstudio.core.config import from_dict, to_dict
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop, never
from genstudio.core.language import mark, tr
from genstudio.core.sizes import megabytes
from genstudio.data._builtin import Builtin
from genstudio.data.dataset import Dataset, Progress

log = logging.getLogger(__name__)

NOT_SOURCES = frozenset({"sources", "dataset", "batches", "boxes", "conditions", "words"})
KINDS = mark(
    "a folder of images or an archive of it (.zip, .tar, .tar.gz), an IDX file (.gz or not), a "
    ".npy, .npz or .csv file, or a name such as digits or mnist (genstudio data --list)"
)


class Source(Protocol):
    """What a source's module offers."""

    RANK: int  # who is asked first: the more general a source is, the later
    Config: type

    def accepts(self, source: str | Path) -> bool:
        """Say whether this is the one to load it; never raise."""

    def load(self, source: str | Path, config: Any, progress: Progress, stop: Stop) -> Dataset:
        """Read it all, with an absolute path or the built-in name as the Dataset's `source`.

        Raise UserError where that cannot be, Stopped where stop() says so.
        """


class MissingData(UserError):
    """The data have to be downloaded first, and nobody has asked for that yet.

    `source` is the name that they are loaded by, `size` the bytes of the download.
    """

    def __init__(self, source: str, size: int) -> None:
        super().__init__(
            tr(
                "{name} is not on this computer: it has to be downloaded ({size}).",
                name=source,
                size=megabytes(size),
            )
        )
        self.source, self.size = source, size


def names() -> list[str]:
    """List the kinds of sources, the most special first."""
    found = [n for n in registry.names(data) if n not in NOT_SOURCES]
    return sorted(found, key=lambda name: _module(name).RANK)


def builtin() -> list[Builtin]:
    """List what can be loaded by a bare name: what is included, then drawn, then downloaded."""
    found = [one for name in names() for one in getattr(_module(name), "BUILTIN", ())]
    return sorted(found, key=lambda one: (one.kind != "included", one.kind != "drawn"))


def config_for(source: str | Path) -> type:
    """Return the Config class of whatever loads this source; raise UserError for none."""
    return _find(source).Config


def load(
    source: str | Path,
    options: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    stop: Stop = never,
    *,
    download: bool = True,
) -> Dataset:
    """Load `digits` or a path as uint8 images; raise UserError with one sentence otherwise.

    `options` are values of the source's own Config. `progress(done, total)` is called from
    the calling thread, now and then and at the end. A text names a built-in source where
    there is one of that name; a Path never does. The Dataset's `source` is absolute, so
    that a run finds it again. With `download` off, MissingData is raised in place of any
    download.
    """
    module = _find(source)
    if not download and (size := missing(source)):
        raise MissingData(str(source), size)
    config: Any = from_dict(module.Config, options or {})
    dataset = module.load(source, config, _paced(progress), stop)
    # What the source has made of them, an absolute path say, is what a run finds again.
    dataset = replace(dataset, options={**to_dict(config), **dataset.options})
    _ = dataset.fingerprint  # takes a moment for a large set: better here than in the window
    return dataset


def missing(source: str | Path) -> int:
    """Return the bytes that loading a source would download; raise UserError for none."""
    ask = getattr(_find(source), "missing", None)
    return 0 if ask is None else int(ask(str(source)))


def tidy() -> None:
    """Remove what processes that were killed have unpacked; never raise."""
    from genstudio.data import _unpack

    try:
        _unpack.sweep()
    except (OSError, UserError) as error:  # another day, then
        log.info("what was left unpacked could not be removed: %s", error)


def _module(name: str) -> Source:
    return cast(Source, registry.load(data, name))


def _find(source: str | Path) -> Source:
    for name in names():
        module = _module(name)
        if module.accepts(source):
            return module
    raise UserError(_why_not(source))


def _why_not(source: str | Path) -> str:
    shown = printable(source)
    if not str(source).strip():
        return tr("No data is named: give {kinds}.", kinds=tr(KINDS))
    try:
        os.stat(source)
    except PermissionError:
        return tr(
            "There is no permission to read {shown}: change its permissions or choose another.",
            shown=shown,
        )
    except (OSError, ValueError):
        short = shown if len(shown) <= 300 else f"{shown[:297]}..."
        return tr("There is no file or folder {short}: give {kinds}.", short=short, kinds=tr(KINDS))
    if str(source).lower().endswith((".7z", ".rar", ".bz2", ".xz", ".zst")):
        return tr(
            "{shown} is an archive that is not read here (.zip, .tar and .tar.gz are): unpack it "
            "and give the folder.",
            shown=shown,
        )
    return tr("{shown} is not data that can be read: give {kinds}.", shown=shown, kinds=tr(KINDS))


def _paced(progress: Progress | None) -> Progress:
    """Pass on what is reported at most every 50 ms, and the end always."""
    due = 0.0

    def report(done: int, total: int) -> None:
        nonlocal due
        now = time.monotonic()
        if progress is not None and (now >= due or done == total):
            due = now + 0.05
            progress(done, total)

    return report
