"""The curves of a run's ancestors, which stand faintly behind its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.gui.history import History
from genstudio.gui.jobs import Failure, Tasks

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.train.runs import Run


@dataclass(frozen=True, slots=True, eq=False)
class Ghost:
    """What an ancestor reported; `step` is where the open run's line left it."""

    name: str
    step: int
    history: History


class Ghosts(QObject):
    """Reads the ancestors of the open run in the background; `changed` when they are others.

    The parent's history is whole: it tells what happened without the changes. Those above it
    end where their branch begins.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[Ghost] = []
        self._session = session
        self._folder: Path | None = None
        self._tasks = Tasks(self)
        session.run_changed.connect(self._on_run)
        self._on_run()

    def close(self) -> None:
        """End the thread that reads."""
        self._tasks.close()

    @property
    def terms(self) -> list[str]:
        """The terms that the ancestors know, in the order of their first appearance."""
        return list(dict.fromkeys(term for ghost in self.all for term in ghost.history.terms()))

    @Slot()
    def _on_run(self) -> None:
        run = self._session.run
        folder = None if run is None else run.folder
        if folder == self._folder:
            return
        self._folder = folder
        self._tasks.cancel("read")
        self._take([])
        if run is not None and run.record.parent is not None:
            self._tasks.start("read", partial(_read, run), self._take, self._on_failed)

    def _take(self, ghosts: list[Ghost]) -> None:
        if ghosts or self.all:
            self.all = ghosts
            self.changed.emit()

    def _on_failed(self, failure: Failure) -> None:
        self._session.say(failure.text, "warning", details=failure.details or None)


def _read(run: Run, stop: Stop) -> list[Ghost]:
    """Read the ancestors' histories; one that cannot be read is left out."""
    from genstudio.train import lineage

    found = []
    for place, (ancestor, step) in enumerate(lineage.ancestors(run)):
        if stop():
            break
        try:
            history = History(ancestor.history())
        except UserError:
            continue
        if place:
            history.truncate(step)
        found.append(Ghost(ancestor.folder.name, step, history))
    return found
