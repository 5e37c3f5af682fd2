"""What the user prefers, in a JSON file of its own, for the window and the command line alike."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from genstudio.core import atomic, bounded, paths
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

Theme = Literal["system", "light", "dark"]
NAME = "preferences.json"
LARGEST = 64_000  # bytes; a file has about a hundred
FORMER = "window.json"  # where theme and language were before they had a file of their own

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """The user's choices; each default stands for "as it comes".

    `runs_folder` is an absolute path, or None for the user's data folder; `language` a code,
    or "system" for that of the desktop.
    """

    runs_folder: str | None = None
    language: str = "system"
    theme: Theme = "system"

    def __post_init__(self) -> None:
        folder = self.runs_folder
        if folder is not None and ("\0" in folder or not Path(folder).is_absolute()):
            raise ValueError("the folder of the runs must be an absolute path")


def load(folder: Path | None = None) -> Preferences:
    """Read the preferences. A damaged file counts as none, and is kept aside as `.bad`."""
    path = (folder or paths.config_dir()) / NAME
    try:
        data = bounded.read(path, LARGEST)
    except FileNotFoundError:
        return _former(path.with_name(FORMER))
    except OSError:
        return Preferences()
    try:
        return _decoded(data)
    except ValueError as error:
        _log.warning("%s is damaged, and the defaults are used: %s", path, error)
        with contextlib.suppress(OSError):
            os.replace(path, path.with_name(f"{NAME}.bad"))
        return Preferences()


def save(preferences: Preferences, folder: Path | None = None) -> None:
    """Write the preferences, whole or not at all; raises UserError where it cannot."""
    path = (folder or paths.config_dir()) / NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            tr(
                "The preferences cannot be kept: there is no folder {name}, and it cannot be made "
                "({reason}).",
                name=printable(path.parent),
                reason=error.strerror or str(error),
            )
        ) from error
    atomic.write_text(path, json.dumps(dataclasses.asdict(preferences), indent=1))


def change(folder: Path | None = None, **values: Any) -> Preferences:
    """Change some of the preferences in the file, and return them all."""
    changed = dataclasses.replace(load(folder), **values)
    save(changed, folder)
    return changed


@dataclass(frozen=True, slots=True)
class Place:
    """What there is to know of a folder for runs: bytes free, and what is wrong, if anything."""

    folder: Path
    free: int
    problem: str = ""


def look_at(folder: Path) -> Place:
    """Find out whether runs can be kept in a folder, by writing into it; it need not exist yet."""
    name = printable(folder)
    try:
        there = _nearest(folder)
        if not there.is_dir():
            return Place(folder, 0, tr("{name} is not a folder: choose another one.", name=name))
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"genstudio")
        return Place(folder, shutil.disk_usage(there).free)
    except OSError as error:
        reason = error.strerror or str(error)
        text = tr(
            "{name} cannot be written ({reason}): choose another folder.", name=name, reason=reason
        )
        return Place(folder, 0, text)


def _nearest(folder: Path) -> Path:
    """Return the nearest folder that exists; raises OSError where nobody may look."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _decoded(data: bytes) -> Preferences:
    import msgspec

    return msgspec.convert(_json(data), type=Preferences)


def _json(data: bytes) -> Any:
    """Decode JSON, with the bytes that are no text in the name of a folder; raise ValueError."""
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _former(path: Path) -> Preferences:
    """Take over what an earlier version kept in the window's file; defaults without it."""
    try:
        values = _json(bounded.read(path, LARGEST))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(values, dict):
        return Preferences()
    kept = {name: values[name] for name in ("theme", "language") if name in values}
    try:
        return _decoded(json.dumps(kept).encode())
    except ValueError:
        return Preferences()
