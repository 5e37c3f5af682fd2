"""Measures a run's checkpoints in a process of its own, at the lowest priority there is.

A second thread that computes would take the interpreter's lock and the loop's core; a process
that the system runs only when nothing else wants to costs the loop next to nothing. It is
started with the first measurement, asked by a line on its standard input, and answers by a
file, so that nobody ever waits for it. It ends when its standard input does, that is with the
process that started it, however that ends.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

import genstudio
from genstudio.core.errors import printable
from genstudio.models import Decodes, Encodes, Fits, Likelihood
from genstudio.train.tracking import Tracker

MODULE = "genstudio.analysis.track_worker"
PATIENCE = 5.0  # seconds in which the process has to end
MOST_FAILURES = 3
MALICIOUS = 2**16  # bytes: an answer is not that long

log = logging.getLogger(__name__)


def tracker_of(model: Any, track: str) -> Tracker | None:
    """Return what measures a model's checkpoints by the setting `track`; None where nothing is to.

    "auto" is for models that draw samples and have no bound on their likelihood.
    """
    able = isinstance(model, Decodes) and not isinstance(model, Fits)
    bounded = isinstance(model, Encodes) and isinstance(model, Likelihood)
    return Process() if able and (track == "samples" or (track == "auto" and not bounded)) else None


def command() -> list[str]:
    """Return what starts the process: this program, frozen or not, as one of its modules."""
    return [sys.executable, "-m", MODULE]


class Process:
    """The process and the folder that its answers come into, both there from the first start."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._asked = 0
        self._failures = 0

    def start(self, checkpoints: Path, step: int) -> bool:
        """Ask for the figures of a checkpoint; False where the process cannot be asked."""
        if self._failures >= MOST_FAILURES:
            return False
        try:
            process, folder = self._running()
            self._asked += 1
            question = {
                "run": os.fspath(checkpoints.parent.absolute()),
                "step": step,
                "answer": os.fspath(self._answer(folder)),
            }
            assert process.stdin is not None
            process.stdin.write(msgspec.json.encode(question) + b"\n")
            process.stdin.flush()
        except (OSError, UnicodeEncodeError) as error:
            self._failed(printable(error))
            return False
        return True

    def busy(self) -> bool:
        """Say whether the answer is still to come."""
        if self._process is None or self._folder is None:
            return False
        return not self._answer(self._folder).exists() and self._process.poll() is None

    def take(self) -> dict[str, float]:
        """Return the figures that were asked for last; none where there are none."""
        if self._folder is None:
            return {}
        path = self._answer(self._folder)
        try:
            with open(path, "rb") as file:
                answer = msgspec.json.decode(file.read(MALICIOUS), type=dict[str, float | str])
            path.unlink()
        except (OSError, msgspec.MsgspecError) as error:
            self._failed(f"its process ended without an answer ({printable(error)})")
            return {}
        if "error" in answer:
            self._failed(printable(answer["error"]))
        else:
            self._failures = 0
        return {name: value for name, value in answer.items() if isinstance(value, float)}

    def close(self) -> None:
        """End the process, and remove its folder."""
        self._end()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _answer(self, folder: Path) -> Path:
        return folder / f"{self._asked}.json"

    def _running(self) -> tuple[subprocess.Popen[bytes], Path]:
        """Return the process, which is started where there is none, or not any more."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="genstudio-track-"))
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [*command(), os.fspath(self._folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                **_quietly(),
            )
            log.info("a process to measure checkpoints was started: %d", self._process.pid)
        return self._process, self._folder

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        process.kill()  # it holds nothing that could be spoilt
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)

    def _failed(self, reason: str) -> None:
        self._failures += 1
        log.warning("a checkpoint could not be measured: %s", reason)
        if self._failures == MOST_FAILURES:
            log.warning("no more checkpoints of this run will be measured")


def _environment() -> dict[str, str]:
    """Return the process's variables: it computes with one thread, and finds this program."""
    places = [str(Path(genstudio.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return os.environ | {
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, places)),
    }


def _quietly() -> dict[str, Any]:
    """Return the options with which Windows shows no console, and lets everybody else go first."""
    if sys.platform != "win32":
        return {}
    return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.IDLE_PRIORITY_CLASS}
