"""Decoding in processes of their own: Python's lock and a decoder's memory stay theirs."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data._decode import Colour, decode
from genstudio.data._faults import Faulty
from genstudio.data._resize import Fit
from genstudio.data.dataset import Stopped

AHEAD = 3  # chunks a process that wait, so that none is idle and a stop is quick


@dataclass(frozen=True, slots=True)
class Job:
    """A stretch of files that become consecutive images [C, side, side] of one file."""

    number: int
    paths: Sequence[str]
    target: Path
    offset: int  # bytes
    channels: int
    side: int
    fit: Fit
    colour: Colour


@dataclass(frozen=True, slots=True)
class Chunk:
    """What came of a job: whether all was grey, and what could not be decoded, by its place."""

    number: int
    grey: bool = True
    faulty: dict[int, str] = field(default_factory=dict)


def run(jobs: Sequence[Job], processes: int, stop: Stop) -> Iterator[Chunk]:
    """Yield what comes of each job, in their order; raise Stopped where stop() says so.

    Raises UserError where a process is killed; what was yielded before is written.
    """
    # Not a fork: this process has threads, and whatever they hold would be held for ever.
    context = multiprocessing.get_context("spawn")
    ahead: deque[Future[Chunk]] = deque()
    with ProcessPoolExecutor(processes, context) as pool:
        try:
            for job in jobs:
                if len(ahead) >= AHEAD * processes:
                    yield _result(ahead.popleft(), stop)
                ahead.append(pool.submit(work, job))
            while ahead:
                yield _result(ahead.popleft(), stop)
        except BrokenProcessPool as error:
            text = tr(
                "A process that decoded images was ended, perhaps for want of memory: close other "
                "programs and open the data again; it goes on where it was."
            )
            raise UserError(text) from error
        finally:
            pool.shutdown(cancel_futures=True)


def work(job: Job) -> Chunk:
    """Decode a stretch of files and write it to its place; called in a process of its own."""
    images = np.zeros((len(job.paths), job.channels, job.side, job.side), np.uint8)
    grey, faulty = True, {}
    for place, path in enumerate(job.paths):
        try:
            image = decode(path, job.side, job.fit, job.colour)
        except Faulty as error:
            faulty[place] = f"{error}."
            continue
        images[place] = image
        grey = grey and len(image) == 1
    with open(job.target, "r+b") as file:
        file.seek(job.offset)
        file.write(images.data)
        file.flush()
        os.fsync(file.fileno())  # before anybody is told that it is there
    return Chunk(job.number, grey, faulty)


def _result(future: Future[Chunk], stop: Stop) -> Chunk:
    while True:
        if stop():
            raise Stopped
        try:
            return future.result(timeout=0.1)
        except TimeoutError:
            continue
