"""Telling a window that was closed from one that crashed or was killed.

Each window keeps two small files in the state folder while it is open: a marker that names
the process, and a file for `faulthandler`, which writes where every thread was when the
process dies of a fault. Both are removed on a clean end. A marker whose process is no more
is of a window that ended in another way; the next window to start takes it, and only one can.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import genstudio
from genstudio.core import bounded, paths

MARKERS = "sessions"
MARKER, FAULT, TAKEN = ".json", ".fault", ".taken"
CREATE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
LARGEST = 200_000  # bytes of a fault's description that are read
SMALL = 64_000  # bytes of a mark; one has a few hundred
OLD = 30 * 86400.0  # seconds after which markers of other machines are forgotten
BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Ended:
    """A window that ended without being closed.

    `run` is the folder of the run that was open, `training` whether it trained; `fault` what
    faulthandler wrote, empty for a process that was killed or a computer that went off.
    """

    pid: int
    started: str
    version: str
    run: str
    training: bool
    fault: str
    files: tuple[Path, ...] = ()

    def forget(self) -> None:
        """Remove the files, once there is a report."""
        for file in self.files:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


class Session:
    """The mark that this process leaves while its window is open; never raises.

    Without a folder that can be written, faults are described on the terminal, if there is one.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = (folder or paths.state_dir()) / MARKERS
        self._born = birth(os.getpid())
        self._stem = f"{os.getpid()}-{self._born}"
        self._fault: int | None = None  # a descriptor: what writes there has no Python left
        self._described = False  # on the terminal, before
        self._values: dict[str, Any] = {
            "pid": os.getpid(),
            "born": self._born,
            "host": platform.node(),
            "started": datetime.now().astimezone().isoformat(timespec="seconds"),
            "version": genstudio.__version__,
            "run": "",
            "training": False,
        }

    def begin(self) -> None:
        """Leave the mark, and have faults described in a file."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._fault = os.open(self._folder / f"{self._stem}{FAULT}", CREATE, 0o600)
        except OSError:
            if sys.stderr is not None:
                faulthandler.enable()
            return
        self._described = faulthandler.is_enabled()
        faulthandler.enable(self._fault, all_threads=True)
        self._write()

    def note(self, run: str, training: bool) -> None:
        """Remember which run is open, and whether it trains; "" for none."""
        if (run, training) != (self._values["run"], self._values["training"]):
            self._values |= {"run": run, "training": training}
            if self._fault is not None:
                self._write()

    def ended(self) -> list[Ended]:
        """Take the marks of windows that ended without being closed, the newest last."""
        found = [self._take(marker) for marker in self._dead()]
        return sorted((end for end in found if end is not None), key=_moment)

    def end(self) -> None:
        """Take the mark away: the window was closed as it should be."""
        if self._fault is None:
            return
        faulthandler.disable()
        if self._described and sys.__stderr__ is not None:
            faulthandler.enable(sys.__stderr__)
        os.close(self._fault)
        self._fault = None
        for suffix in (MARKER, FAULT):
            with contextlib.suppress(OSError):
                (self._folder / f"{self._stem}{suffix}").unlink(missing_ok=True)

    def _write(self) -> None:
        path = self._folder / f"{self._stem}{MARKER}"
        with contextlib.suppress(OSError):
            _replace(path, json.dumps(self._values))

    def _dead(self) -> list[Path]:
        """Return the marks left by, or taken by, processes of this machine that are no more."""
        try:
            files = [file for file in self._folder.iterdir() if os.path.isfile(file)]
        except OSError:
            return []
        alive = {self._stem}
        dead = []
        for marker in (file for file in files if file.suffix == MARKER):
            if marker.stem != self._stem and not _is_dead(marker):
                alive.add(marker.stem)
            elif marker.stem != self._stem:
                dead.append(marker)
        taken = [file for file in files if file.suffix == TAKEN]
        return dead + [file for file in taken if file.stem.partition("~")[2] not in alive]

    def _take(self, marker: Path) -> Ended | None:
        """Make a dead process's mark ours, if nobody else has; return what it tells."""
        stem = marker.stem.partition("~")[0]
        mine = self._folder / f"{stem}~{self._stem}{TAKEN}"
        try:
            os.replace(marker, mine)
        except OSError:  # another window was faster, or nothing can be written here
            return None
        try:
            values = _values(mine)
        except (OSError, ValueError):
            values = {}
        fault = self._folder / f"{stem}{FAULT}"
        return Ended(
            pid=_number(values.get("pid")),
            started=str(values.get("started", "")),
            version=str(values.get("version", "")),
            run=str(values.get("run", "")),
            training=values.get("training") is True,
            fault=_text(fault),
            files=(mine, fault),
        )


def birth(pid: int) -> str:
    """Return what tells a process from a later one of the same number; "" where there is none.

    One that has ended, and only waits for its parent to ask how, counts as none.
    """
    if sys.platform == "linux":
        try:
            fields = (
                Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
            )
            boot = BOOT.read_text().strip()[:8]
        except OSError:
            return ""
        return "" if fields[0] in "ZX" else f"{boot}-{fields[19]}"
    import psutil

    try:
        return f"{psutil.Process(pid).create_time():.2f}"
    except psutil.Error:
        return ""


def _is_dead(marker: Path) -> bool:
    """Tell whether a mark's process is no more; damaged marks and old ones of others count."""
    try:
        values = _values(marker)
        if values["host"] == platform.node():
            return birth(_number(values["pid"])) != values["born"]
        return datetime.now().timestamp() - marker.stat().st_mtime > OLD
    except FileNotFoundError:
        return False
    except (OSError, ValueError, LookupError):
        return True


def _values(marker: Path) -> dict[str, Any]:
    """Read a mark; raises OSError or ValueError for what is none."""
    try:
        values = json.loads(bounded.read(marker, SMALL))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(values, dict):
        raise ValueError("it is no mark")
    return values


def _moment(ended: Ended) -> float:
    """Return when a window started, in seconds since 1970 wherever its clock was; or 0."""
    try:
        return datetime.fromisoformat(ended.started).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def _replace(path: Path, text: str) -> None:
    """Write a file whole, without waiting for the disk: only a crash of ours matters here."""
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)


def _text(file: Path) -> str:
    try:
        return bounded.part(file, LARGEST).decode("utf-8", "replace").strip()
    except OSError:
        return ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0
