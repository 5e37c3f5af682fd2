"""Branches of runs, in the session: make one, open it, train it, or take it back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui.driver import Start
from genstudio.gui.numbers import number
from genstudio.gui.session_open import Opening

UNDO_SECONDS = 30


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be branched off, and whether it is trained at once."""

    folder: Path
    step: int | None
    changes: dict[str, Any]
    train: bool


class Branching(Opening):
    """What can go on from any checkpoint with other settings, as a run of its own."""

    def branch(
        self,
        step: int | None,
        changes: dict[str, Any],
        *,
        folder: Path | None = None,
        train: bool = True,
    ) -> None:
        """Make a branch of the open run (or of another one), open it and train it.

        `step` None is the checkpoint that is shown, or where the run now stands: one that
        trains or pauses is saved first. `changes` are settings by name. A message offers to
        undo it; what cannot be done is said there as well.
        """
        known = self.run.folder if self.run is not None else None
        if folder is None and known is None:
            self.say(tr("There is no run to branch from yet: train one first."), "warning")
            return
        parent = folder or known
        if parent is None:
            return
        if step is None and parent == known:
            step = self.shown
        self._when_idle(partial(self._branch, _Wish(parent, step, dict(changes), train)))

    def _branch(self, wish: _Wish) -> None:
        call = partial(_make, wish.folder, wish.step, wish.changes, self.runs_dir)
        self._tasks.start("branch", call, partial(self._on_branched, wish), self._on_failed)

    def _on_branched(self, wish: _Wish, branched: Any) -> None:
        child, record = branched.run.folder, branched.run.record
        if self.dataset is not None and self.dataset.fingerprint == record.data["fingerprint"]:
            self.choices.family = record.family
            self._run_of[record.family] = child  # the data stay as they are
        for note in branched.notes:
            self.say(note)
        self._when_idle(partial(self._open_branch, wish, child, record))

    def _open_branch(self, wish: _Wish, child: Path, record: Any) -> None:
        self._load_run(child, offer=False)
        if wish.train:
            self._wanted = Start()
        self.shelf.refresh()
        self.say(
            tr(
                "{child} branches off {parent} at step {step}.",
                child=printable(child.name),
                parent=printable(wish.folder.name),
                step=number(record.step),
            ),
            action_text=tr("Undo"),
            action=partial(self._unbranch, wish.folder, child),
            valid=self._while_fresh(child),
        )
        self.state_changed.emit()

    def _while_fresh(self, child: Path) -> Callable[[], bool]:
        """Return a function that tells whether a branch was made just now, and is the open run."""
        until = time.monotonic() + UNDO_SECONDS

        def fresh() -> bool:
            there = self.run is not None and self.run.folder == child
            return time.monotonic() < until and (there or self.dataset_loading is not None)

        return fresh

    def _unbranch(self, parent: Path, child: Path) -> None:
        """Go back to the parent, and put the branch into the trash."""
        self._wanted = None
        self.open_run(parent)
        self._when_idle(partial(self._delete, child))


def _make(
    folder: Path, step: int | None, changes: dict[str, Any], runs_dir: Path, stop: Stop
) -> Any:
    from genstudio.train import branch

    return branch.branch(folder, step, changes, runs_dir)
