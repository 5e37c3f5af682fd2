"""How a training hears what is asked of it in its run's folder, and rests while it is paused."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from genstudio.core.events import Asked, Stop
from genstudio.train import remote
from genstudio.train.trainer import Trainer

REST = 0.1  # seconds between two looks while paused


class Listener:
    """Has a trainer do what is asked for; only the thread that trains may call it."""

    def __init__(self, folder: Path, trainer: Trainer) -> None:
        """Listen from now on: what was asked for before was meant for somebody else."""
        self._inbox = remote.Inbox(folder)
        self._trainer = trainer
        self._stop = False
        self.paused = False

    def heard(self) -> bool:
        """Take what has been asked for since the last time; return whether to stop."""
        for request in self._inbox.take():
            self._obey(request)
        return self._stop

    def called_back(self) -> bool:
        """Listen while whoever drives the training has paused it; return whether it is to go on."""
        self.paused = True
        self.heard()
        on, self.paused = not self.paused, False
        return on

    def rest(self, stop: Stop) -> None:
        """Wait as long as the training is to be paused; `stop` ends it too."""
        while self.paused and not self._trainer.control.wanted_on() and not stop():
            time.sleep(REST)
            self.heard()
        self.paused = False

    def _obey(self, request: remote.Request) -> None:
        acts: dict[str, Callable[[], None]] = {
            "pause": self._pause,
            "resume": self._resume,
            "stop": self._end,
            "change": lambda: self._trainer.control.change(request.name, request.value),
        }
        acts[request.request]()
        self._trainer.emit(Asked(self._trainer.step, request.request, request.id))

    def _pause(self) -> None:
        self.paused = True
        self._trainer.control.wanted_on()  # what was wished before is settled

    def _resume(self) -> None:
        self.paused = False

    def _end(self) -> None:
        self._stop, self.paused = True, False
