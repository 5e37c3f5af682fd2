"""Pictures that are opened: one with a recipe restores what it was made with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui.background import OpenedRun
from genstudio.gui.jobs import Failure
from genstudio.gui.numbers import number
from genstudio.gui.pins import Pin
from genstudio.gui.session_branch import Branching
from genstudio.gui.store import Store

if TYPE_CHECKING:
    from genstudio.analysis.recipe import Recipe

MOST_PINS = 64
LONGEST_NAME = 200
FARTHEST = 1e6  # of a pin's numbers
Ask = Callable[[], Path | None]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a picture says of itself, and where that can be restored.

    `step` is the checkpoint nearest to the recipe's that was kept; None where none was.
    """

    path: Path
    recipe: Recipe | None = None
    folder: Path | None = None
    step: int | None = None
    problem: str = ""
    told: str = ""  # how it was made, where no code has made it


class Restoring(Branching):
    """What opens pictures."""

    def __init__(self, runs_dir: Path | None, store: Store | None, parent: QObject | None) -> None:
        super().__init__(runs_dir, store, parent)
        self._to_restore: _Found | None = None  # as soon as its run is open

    def open_picture(self, path: Path, ask: Ask | None = None, where: Sequence[Path] = ()) -> None:
        """Restore what a picture's recipe says; one without is the user's own picture.

        The run is looked for in `where`, and among all runs; where it is not, the message
        offers to `ask` for a folder.
        """
        if not self.engine_loaded:
            self._later.append(partial(self.open_picture, path, ask, where))
            return
        open_now = [] if self.run is None else [self.run.folder, self.run.folder.parent]
        call = partial(_read, path, [*where, *open_now, self.runs_dir])
        self._tasks.start("recipe", call, partial(self._on_picture, ask), self._on_failed)

    def _on_picture(self, ask: Ask | None, found: _Found) -> None:
        if found.problem:
            self.say(found.problem, "warning")
        elif found.told:
            self.say(found.told)
        if found.recipe is None:
            if self.view is not None:
                self.picture_dropped.emit(found.path)
            else:
                self.open_source(found.path)
        elif found.folder is None:
            self._say_lost(found, ask)
        elif found.step is None:
            name = printable(found.folder.name)
            self.say(tr("The run {name} has no checkpoint to show.", name=name), "error")
        elif self.run is not None and self.run.folder == found.folder:
            self._restore(found)
        else:
            self._to_restore = found
            self.open_run(found.folder)

    def _say_lost(self, found: _Found, ask: Ask | None) -> None:
        """Say that the run is not there, and offer to look elsewhere."""
        if found.recipe is None:
            return
        text = tr(
            "{picture} was made with the run {run}, which is not in {folder}.",
            picture=printable(found.path.name),
            run=printable(found.recipe.run),
            folder=printable(self.runs_dir),
        )
        if ask is None:
            self.say(text, "error")
            return
        action = partial(self._look_elsewhere, found.path, ask)
        self.say(text, "error", action_text=tr("Choose the folder…"), action=action)

    def _look_elsewhere(self, path: Path, ask: Ask) -> None:
        folder = ask()
        if folder is not None:
            self.open_picture(path, ask, [folder])

    def _on_run(self, offer: bool, opened: OpenedRun) -> None:
        super()._on_run(offer, opened)
        found, self._to_restore = self._to_restore, None
        if found is not None and opened.run.folder == found.folder:
            self._restore(found)

    def _on_no_run(self, failure: Failure) -> None:
        self._to_restore = None
        super()._on_no_run(failure)

    def _restore(self, found: _Found) -> None:
        """Show the step, pin the codes, and bring what made the picture to the front."""
        recipe = found.recipe
        if recipe is None:
            return
        self.show_step(found.step)
        self.set_label(recipe.label)
        drawn = recipe.seed is not None
        if not (drawn and len(recipe.codes) > 1 and not recipe.edits):  # all are in the gallery
            self._pin(recipe, found.path)
        self.recipe_opened.emit(recipe)
        self.workspace_wanted.emit("gallery" if drawn else "explorer")
        told = {"picture": printable(found.path.name), "step": number(recipe.step)}
        if found.step == recipe.step:
            self.say(tr("Restored what {picture} was made with, at step {step}.", **told))
        else:
            there = number(found.step or 0)
            text = tr(
                "{picture} was made at step {step}, which was not kept; {there} is the nearest.",
                there=there,
                **told,
            )
            self.say(text, "warning")

    def _pin(self, recipe: Recipe, path: Path) -> None:
        """Pin a recipe's codes, those that are not pinned already."""
        known = [pin.code for pin in self.pins.all]
        named = ", ".join(recipe.edits) or tr("from {file}", file=printable(path.name))
        fresh = []
        for place, code in enumerate(recipe.array[:MOST_PINS]):
            name = named if len(recipe.codes) == 1 else f"{named} {place + 1}"
            there = any(np.array_equal(code, one) for one in known)
            if not there and np.abs(code).max() <= FARTHEST:
                fresh.append(Pin(name[:LONGEST_NAME], code))
        if fresh:
            self.pins.set([*self.pins.all, *fresh])


def _read(path: Path, folders: Sequence[Path], stop: Stop) -> _Found:
    """Read a picture's recipe and look for its run, in a thread."""
    from genstudio.analysis import recipe, recipe_changed
    from genstudio.train.runs import Run

    try:
        known = recipe.read(path)
        changed = recipe_changed.read(path) if known is None else None
    except UserError as error:
        return _Found(path, problem=str(error))
    if known is None or stop():
        return _Found(path, told="" if changed is None else changed.in_words())
    folder = recipe.find_run(known, folders)
    if folder is None:
        return _Found(path, known)
    steps = Run.open(folder).checkpoints()
    nearest = min(steps, key=lambda step: abs(step - known.step), default=None)
    return _Found(path, known, folder, nearest)
