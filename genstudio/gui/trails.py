"""The ways that selected data points have taken over the plane while the run was trained."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QToolButton

from genstudio.analysis import projections
from genstudio.core.language import tr
from genstudio.gui import background, theme
from genstudio.gui.chores import SHARE
from genstudio.gui.controls import named
from genstudio.gui.explorer_parts import Tools
from genstudio.gui.jobs import Latest
from genstudio.gui.numbers import number
from genstudio.gui.widgets.overlay import Dots, Line, Overlay
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.data.dataset import Dataset
    from genstudio.gui.state import View
    from genstudio.train.runs import Run

MOST = 60  # points: more would hide each other, and the plane
AGES = 4  # parts of a trail, each fainter than the next
FAINTEST, MOST_OPAQUE = 0.06, 0.9
NAME = "trails"
SOON = 30  # ms: what changes together is drawn once

Indices = NDArray[np.int64]
Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """The codes [M, d] of some images at a checkpoint; None where they cannot be had."""

    generation: int
    step: int
    indices: Indices
    codes: Points | None
    cost: float


class Trails(QObject):
    """A part of the explorer: lines over the plane from the first checkpoint to the one shown.

    Codes that the session keeps are taken from there; all others are found in the background,
    once somebody looks at the past.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.parent)
        self._session = session = tools.session
        self._indices: Indices = np.zeros(0, np.int64)
        self._codes: dict[int, Points] = {}
        self._unknown: set[int] = set()  # steps whose codes cannot be had
        self._generation = -1
        self._dataset: Any = None
        self._rows: Indices | None = None  # of the points in the fixed order of the data
        self._busy = False
        self._latest = Latest(self)
        self._latest.answered.connect(self._on_found)
        self._latest.failed.connect(session.say)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._ask)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._draw)
        self.button = named(QToolButton(), "trailsTool", tr("Trails of the selected points"))
        self.button.setIcon(theme.icon("trails"))
        self.button.setCheckable(True)
        self.button.setChecked(True)
        self.button.toggled.connect(self._on_changed)
        tools.bar.put("time", self.button)
        session.selected_changed.connect(self._on_changed)
        session.selection_changed.connect(self._on_changed)
        session.view_changed.connect(self._on_changed)
        session.checkpoints_changed.connect(self._on_changed)
        session.plane_changed.connect(self._soon.start)
        session.past.kept_changed.connect(self._on_changed)
        self._on_changed()

    def close(self) -> None:
        """End the thread that encodes."""
        self._again.stop()
        self._soon.stop()
        self._latest.close()

    @Slot()
    def _on_changed(self) -> None:
        """Take note of who is selected, and find what is missing of them."""
        session, past = self._session, self._session.past
        chosen = chosen_points(session.selected, session.selection)
        anew = past.generation != self._generation or session.dataset is not self._dataset
        if anew or not np.array_equal(chosen, self._indices):
            self._generation, self._dataset = past.generation, session.dataset
            self._indices = chosen
            self._codes.clear()
            self._unknown.clear()
            self._rows = None
        self._describe()
        self._ask()
        self._soon.start()

    @property
    def _steps(self) -> list[int]:
        """The checkpoints up to the one that is shown."""
        shown = self._session.shown
        return [s for s in self._session.checkpoints if shown is None or s <= shown]

    def _describe(self) -> None:
        some = bool(self._session.checkpoints) and self._session.ahead.encodes
        if self.button.isHidden() == some:
            self.button.setVisible(some)
        count = max(len(self._session.selected), int(self._session.selection is not None))
        text = tr("Show the ways that the selected points have taken, up to the checkpoint shown")
        if not count:
            note = tr("Select points first: with Shift+drag, the lasso, or a click on one.")
            text = f"{text}\n{note}"
        elif count > MOST:
            shown, all_of_them = number(MOST), number(count)
            note = tr("{shown} of {count} selected points", shown=shown, count=all_of_them)
            text = f"{text}\n{note}"
        self.button.setToolTip(tip(text))

    @Slot()
    def _ask(self) -> None:
        """Find the codes of one more checkpoint."""
        past, dataset = self._session.past, self._session.dataset
        run, wanted = past.run, self.button.isChecked() and past.looked
        if self._busy or not wanted or run is None or dataset is None or not len(self._indices):
            return
        for step in reversed(self._steps):
            if step in self._codes or step in self._unknown:
                continue
            if not self._take_kept(step):
                self._busy = True
                key = self._generation, step, self._indices
                question = partial(_trace, *key, run, past.kept(step), dataset)
                self._latest.ask(question)
                return

    def _take_kept(self, step: int) -> bool:
        """Take the codes of a checkpoint from what the session keeps, if they are all there."""
        stack = self._session.ahead.stack(step)
        if stack is None or not stack.whole:
            return False
        if self._rows is None:
            self._rows = self._session.ahead.rows(self._indices)
        if (self._rows < 0).any():
            return False
        self._codes[step] = stack.codes[self._rows]
        return True

    @Slot(object)
    def _on_found(self, found: _Found) -> None:
        self._busy = False
        if found.generation == self._generation and found.indices is self._indices:
            if found.codes is None:
                self._unknown.add(found.step)
            else:
                self._codes[found.step] = found.codes
            self._soon.start()
        self._again.start(int(1000 * found.cost / SHARE) if self._session.past.trains() else 0)

    @Slot()
    def _draw(self) -> None:
        """Lay all codes on the plane that is shown."""
        session, plane = self._session, self._session.plane
        steps = [step for step in self._steps if step in self._codes]
        codes = [self._codes[step] for step in steps]
        fits = plane is not None and all(one.shape[1] == plane.latent_dim for one in codes)
        if plane is None or not self.button.isChecked() or not fits or len(codes) < 2:
            session.set_overlay(NAME, None)
            return
        if projections.is_map(plane.kind):
            session.set_overlay(NAME, None)  # a map has no place for other codes
            return
        paths = np.stack([plane.project(one) for one in codes])
        session.set_overlay(NAME, overlay(paths, self._colours()))

    def _colours(self) -> list[str]:
        """Return the colour of each point's class."""
        dataset = self._session.dataset
        if dataset is None or dataset.labels is None or not dataset.classes:
            return [theme.colours().accent] * len(self._indices)
        palette = theme.colours().classes(len(dataset.classes))
        return [palette[int(label) % len(palette)] for label in dataset.labels[self._indices]]


def chosen_points(selected: Indices, selection: int | None) -> Indices:
    """Return whose trails are drawn: the selected points, evenly thinned; else the one clicked."""
    if len(selected) > MOST:
        return selected[np.linspace(0, len(selected) - 1, MOST).astype(np.int64)]
    if not len(selected) and selection is not None:
        return np.array([selection], np.int64)
    return selected


def overlay(paths: Points, colours: list[str]) -> Overlay:
    """Return lines along paths [T, M, 2], fainter the longer ago, and a dot where each ends."""
    ends = np.unique(np.linspace(0, len(paths) - 1, AGES + 1).astype(int))
    lines = []
    for age, (first, last) in enumerate(pairwise(ends.tolist())):
        opacity = FAINTEST + (MOST_OPAQUE - FAINTEST) * ((age + 1) / (len(ends) - 1)) ** 2
        for point, colour in enumerate(colours):
            part = paths[first : last + 1, point]
            lines.append(Line(part, colour, 1.5, opacity=opacity, halo=False))
    dots = []
    for colour in dict.fromkeys(colours):
        those = [place for place, one in enumerate(colours) if one == colour]
        dots.append(Dots(paths[-1, those], colour, 7.0))
    return Overlay(tuple(lines), tuple(dots))


def _trace(
    generation: int, step: int, indices: Indices, run: Run, view: View | None, dataset: Dataset
) -> _Found:
    """Encode some images with the weights of a checkpoint, in the worker."""
    from genstudio.core.errors import UserError

    begin = time.thread_time()
    codes: Points | None = None
    try:
        view = view or background.checkpoint_view(run, step)
    except UserError:  # a damaged checkpoint: the trail goes past it
        return _Found(generation, step, indices, None, time.thread_time() - begin)
    lens = background.lens_of(view)
    if "encode" in lens.capabilities:
        labels = None if dataset.labels is None else dataset.labels[indices]
        codes = lens.encode(dataset.images[indices], labels=labels)
    return _Found(generation, step, indices, codes, time.thread_time() - begin)
