"""Makes a map of neighbours of a sample of the codes, in a process of its own.

The libraries (scikit-learn's t-SNE, umap-learn) can neither be stopped nor asked how far they
are: a process can be ended at any moment, and they write their progress on standard output.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from importlib import util
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

import genstudio
from genstudio.analysis.project_map import Map, map_of
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop, never
from genstudio.core.language import tr

MODULE = "genstudio.analysis.project_worker"
LIBRARIES = {"tsne": "sklearn.manifold", "umap": "umap"}
MOST = 5000  # codes of a map
LEAST = 10
BETWEEN = 0.1  # seconds between two looks whether to stop
PLACED = 0.9  # of the way, when the library is done; the rest is the trustworthiness
LINES = 20  # of what the process wrote last, to tell why it failed
_STEP = re.compile(r"(\d+)\s*(?:/|of)\s*(\d+)")

Progress = Callable[[float], None]


def available(kind: str) -> bool:
    """Whether the library of a kind of map is installed; it is not imported."""
    try:
        return not getattr(sys, "frozen", False) and util.find_spec(LIBRARIES[kind]) is not None
    except ImportError:
        return False


def check(kind: str) -> None:
    """Raise UserError where the library of a kind of map is missing, and say how to get it."""
    if available(kind):
        return
    if getattr(sys, "frozen", False):
        raise UserError(
            tr(
                "This build of genstudio has no maps of neighbours: install genstudio with pip to "
                "have them, or choose one of the other projections."
            )
        )
    raise UserError(
        tr(
            "This map needs a package that is not installed: get it with "
            '"pip install genstudio-desktop[projections]", or choose another projection.'
        )
    )


def embed(
    kind: str,
    codes: ArrayLike,
    seed: int = 0,
    progress: Progress | None = None,
    stop: Stop = never,
) -> Map | None:
    """Return a map of codes [M, d] (MOST at most, all finite); None when stopped.

    `progress` is told a share in [0, 1]. Raises UserError where the library is missing, where
    there are too few codes, or where it fails.
    """
    check(kind)
    codes = np.asarray(codes, np.float32)[:MOST]
    if len(codes) < LEAST:
        raise UserError(tr("A map of neighbours needs at least {count} images.", count=LEAST))
    tell = progress if progress is not None else _nothing
    tell(0.0)
    places = _placed(kind, codes, seed, tell, stop)
    if places is None:
        return None
    found = map_of(codes, places, kind, stop)
    tell(1.0)
    return None if stop() else found


def _placed(
    kind: str, codes: NDArray[np.float32], seed: int, tell: Progress, stop: Stop
) -> NDArray[np.float32] | None:
    with tempfile.TemporaryDirectory(prefix="genstudio-map-") as name:
        folder = Path(name)
        np.save(folder / "codes.npy", codes, allow_pickle=False)
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", MODULE, kind, str(seed), os.fspath(folder)],
            stdin=subprocess.PIPE,  # its end tells the process that nobody waits any more
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=_environment(),
            **_quietly(),
        )
        said = _Said(process.stdout, tell)
        try:
            while process.poll() is None:
                if stop():
                    return None
                time.sleep(BETWEEN)
        finally:
            process.kill()
            process.wait()
            said.close()
            if process.stdin is not None:
                process.stdin.close()
        return _read(folder / "places.npy", process.returncode, len(codes), said.last)


def _read(path: Path, code: int, count: int, said: list[str]) -> NDArray[np.float32]:
    if code != 0 or not path.is_file():
        why = printable(said[-1]) if said else str(code)
        raise UserError(tr("The map of neighbours could not be made: {why}", why=why))
    places = np.load(path, allow_pickle=False)
    if places.shape != (count, 2) or not np.isfinite(places).all():
        raise UserError(tr("The map of neighbours could not be made: {why}", why="NaN"))
    return np.asarray(places, np.float32)


class _Said:
    """Reads what the process writes: the steps that it has made are progress."""

    def __init__(self, stream: IO[bytes] | None, tell: Progress) -> None:
        self.last: list[str] = []
        self._stream, self._tell, self._most = stream, tell, 0.0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wait for the last words."""
        self._thread.join()
        if self._stream is not None:
            self._stream.close()

    def _listen(self) -> None:
        for raw in self._stream or ():
            line = raw.decode("utf-8", "replace").strip()
            if not line:
                continue
            self.last = [*self.last, line][-LINES:]
            found = _STEP.search(line)
            if found is not None and int(found[2]) > 0:
                share = PLACED * min(1.0, int(found[1]) / int(found[2]))
                if share > self._most:
                    self._most = share
                    self._tell(share)


def _environment() -> dict[str, str]:
    places = [str(Path(genstudio.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    one = dict.fromkeys(
        ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
    )
    return os.environ | one | {"PYTHONPATH": os.pathsep.join(filter(None, places))}


def _quietly() -> dict[str, Any]:
    """Return the options with which Windows shows no console, and lets everybody else go first."""
    if sys.platform != "win32":
        return {}
    return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.IDLE_PRIORITY_CLASS}


def _nothing(_: float) -> None:
    """Nobody wants to know."""
