"""The process that measures checkpoints: python -m genstudio.analysis.track_worker.

Each line of standard input is a question (run, step, answer: the file to write). The process
ends when there are no more lines, when the one that started it is gone, and when nothing was
asked for a while: a paused run needs no memory for it. The folder of the answers, which the
command line names, goes with the one who asked.
"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from genstudio.core import atomic
from genstudio.core.errors import UserError

if TYPE_CHECKING:
    from genstudio.analysis.measuring import Measuring

IDLE = 120.0  # seconds without a question after which the process ends
LOOK = 1.0  # seconds between two looks whether the parent is there
LOWEST = 19
PREFIX = "genstudio-track-"  # of the folder of answers: no other is removed


class Question(msgspec.Struct, frozen=True):
    """Which checkpoint to measure, and the file to answer in."""

    run: str
    step: int
    answer: str


def main() -> int:
    """Answer questions until there are no more."""
    step_back()
    parent = os.getppid()
    questions: queue.SimpleQueue[Question] = queue.SimpleQueue()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    lines = sys.stdin.buffer
    threading.Thread(target=listen, args=(lines, questions, folder), daemon=True).start()
    threading.Thread(target=watch, args=(parent, folder), daemon=True).start()
    measuring: Measuring | None = None
    while True:
        try:
            question = questions.get(timeout=IDLE)
        except queue.Empty:
            return 0
        if measuring is None:
            from genstudio.analysis.measuring import Measuring  # torch: once there is a question

            measuring = Measuring()
        reply(question, measuring)


def reply(question: Question, measuring: Measuring) -> None:
    """Measure, and write the figures, or why there are none, whole or not at all."""
    try:
        found: dict[str, Any] = dict(measuring.figures(Path(question.run), question.step))
    except Exception as error:  # noqa: BLE001 -- the parent logs it; the next one may succeed
        found = {"error": f"{type(error).__name__}: {error}"}
    with contextlib.suppress(UserError, OSError):  # the folder is gone: so is whoever asked
        atomic.write_bytes(Path(question.answer), msgspec.json.encode(found))


def step_back() -> None:
    """Let everybody else go first: to the loop this costs less than a nice value would."""
    if hasattr(os, "sched_setscheduler") and hasattr(os, "SCHED_IDLE"):
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(LOWEST)


def listen(lines: BinaryIO, questions: queue.SimpleQueue[Question], folder: Path | None) -> None:
    """Pass questions on; end the process at once, whatever it is at, when there are no more."""
    for line in lines:
        questions.put(msgspec.json.decode(line, type=Question))
    leave(folder)


def watch(parent: int, folder: Path | None) -> None:
    """End the process when its parent has: another process may hold the other end of the pipe."""
    quiet = threading.Event()
    while os.getppid() == parent:
        quiet.wait(LOOK)
    leave(folder)


def leave(folder: Path | None) -> None:
    """End the process at once; nobody will read the answers any more."""
    if folder is not None and folder.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
