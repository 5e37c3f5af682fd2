"""The runs there are, and their way into the trash."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.core.events import Stop
from genstudio.gui.jobs import Failure, Tasks

UNDO_SECONDS = 10


class Shelf(QObject):
    """Lists the runs of a folder; a deleted one waits before it really goes to the trash.

    `runs` is a list of RunSummary, newest first, without those that wait to be deleted.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, runs_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: list[Any] = []
        self._runs_dir = runs_dir
        self._all: list[Any] = []
        self._doomed: dict[Path, QTimer] = {}
        self._tasks = Tasks(self)

    def refresh(self) -> None:
        """Read the folder again; `changed` follows where anything has."""
        self._tasks.start("list", partial(_list, self._runs_dir), self._take, self.failed.emit)

    def look_into(self, runs_dir: Path) -> None:
        """List the runs of another folder from now on."""
        self._runs_dir = runs_dir
        self.refresh()

    def delete(self, folder: Path) -> None:
        """Hide a run now and put it into the trash after a while."""
        if folder in self._doomed:
            return
        timer = QTimer(self, singleShot=True, interval=1000 * UNDO_SECONDS)
        timer.timeout.connect(self._trash_due)
        self._doomed[folder] = timer
        timer.start()
        self._set(self._all)

    def waits(self, folder: Path) -> bool:
        """Whether a run waits to be deleted, so that it can still be brought back."""
        return folder in self._doomed

    def undo(self, folder: Path) -> None:
        """Bring back a run that waits to be deleted."""
        timer = self._doomed.pop(folder, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()
            self._set(self._all)

    def close(self) -> None:
        """Put into the trash what waits for it, and end."""
        for folder, timer in self._doomed.items():
            timer.stop()
            self._tasks.start(f"trash {folder}", partial(_trash, folder), _ignore, _ignore)
        self._doomed.clear()
        self._tasks.close()

    @Slot()
    def _trash_due(self) -> None:
        due = [folder for folder, timer in self._doomed.items() if not timer.isActive()]
        for folder in due:
            self._doomed.pop(folder).deleteLater()
            self._all = [run for run in self._all if run.folder != folder]
            call = partial(_trash, folder)
            self._tasks.start(f"trash {folder}", call, self._on_trashed, self._on_failed)
        self._set(self._all)  # what could be brought back until now cannot any more

    def _on_trashed(self, _: Any) -> None:
        self.refresh()

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
        self.refresh()

    def _take(self, runs: list[Any]) -> None:
        if runs != self._all:
            self._set(runs)

    def _set(self, runs: list[Any]) -> None:
        self._all = runs
        self.runs = [run for run in runs if run.folder not in self._doomed]
        self.changed.emit()


def _list(runs_dir: Path, stop: Stop) -> list[Any]:
    from genstudio.train import runs

    return runs.list_runs(runs_dir)


def _trash(folder: Path, stop: Stop) -> None:
    from genstudio.train import runs

    runs.trash(folder)


def _ignore(_: Any) -> None:
    """Nobody is left to be told."""
