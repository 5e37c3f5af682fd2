"""The film along a path: through the pins, along a drawn line, and as a file."""

from __future__ import annotations

import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui import background, made
from genstudio.gui.explorer_strip import FRAME_TIME, Strip
from genstudio.gui.jobs import Failure, Tasks, stand_back
from genstudio.gui.pace import in_words
from genstudio.gui.widgets.overlay import Line, Overlay

if TYPE_CHECKING:
    from genstudio.analysis.project import Plane
    from genstudio.analysis.recipe import Recipe
    from genstudio.gui.session import Session
    from genstudio.gui.state import View

FIND, DRAW, SAVE = "path", "draw", "save"
OVERLAY = "path"
TICK = 150  # ms between two looks at how far the saving is

Codes = NDArray[np.float32]


class Film(QObject):
    """Finds the way through the pins in the background, draws it, and saves the film of it.

    `wanted` says that the strip has other frames, which are to be decoded.
    """

    wanted = Signal()

    def __init__(self, session: Session, strip: Strip, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._strip = session, strip
        self._tasks = Tasks(self)
        self._lock = threading.Lock()
        self._done, self._total, self._began = 0, 0, 0.0
        self.rest: Codes | None = None  # of the plane that a line was drawn on
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._show_progress)
        strip.through.connect(self.through_pins)
        strip.given_up.connect(self.cancel)
        strip.changed.connect(self._draw)
        strip.menu.way_changed.connect(self._on_way)
        strip.menu.saved.connect(self._on_save)
        strip.menu.aboutToShow.connect(self._on_menu)
        session.plane_changed.connect(self._draw)

    def close(self) -> None:
        """End what is being made."""
        self._timer.stop()
        self._tasks.close()

    @Slot()
    def cancel(self) -> None:
        """Give up what is being made."""
        for name in (FIND, SAVE):
            self._tasks.cancel(name)
        self._timer.stop()
        self._strip.end_work()

    @Slot()
    def through_pins(self) -> None:
        """Find the way through all pins, in their order."""
        plane, cloud = self._session.plane, self._session.cloud
        if plane is None:
            return
        pins = [pin.code for pin in self._session.pins.all if len(pin.code) == plane.latent_dim]
        menu = self._strip.menu
        kind = menu.way(plane.latent_dim)
        codes = None if cloud is None else cloud.codes
        call = partial(_found, np.array(pins, np.float32), menu.frames, kind, codes, plane)
        self._strip.show_work(tr("Looking for the way…"))
        self._tasks.start(FIND, call, self._on_found, self._on_failed)

    def _on_found(self, found: tuple[Codes, Codes] | None) -> None:
        self._strip.end_work()
        plane = self._session.plane
        if found is None or plane is None or found[0].shape[1] != plane.latent_dim:
            return
        codes, points = found
        self._strip.show_codes(codes, points)
        self.wanted.emit()

    @Slot()
    def _draw(self) -> None:
        """Show where the path lies on the plane; a film that is gone has none."""
        codes, plane = self._strip.codes, self._session.plane
        if codes is None or plane is None or codes.shape[1] != plane.latent_dim:
            self._session.set_overlay(OVERLAY, None)
            return
        if plane.linear:
            self._draw_line(codes, plane.project(codes))
        else:  # a map compares each code with all others
            done = partial(self._draw_line, codes)
            self._tasks.start(DRAW, partial(_projected, plane, codes), done, self._on_failed)

    def _draw_line(self, codes: Codes, points: Codes) -> None:
        if codes is self._strip.codes:
            self._strip.points = points
            self._session.set_overlay(OVERLAY, Overlay((Line(points, "accent", 2.0),)))

    @Slot()
    def _on_menu(self) -> None:
        plane = self._session.plane
        if plane is not None:
            self._strip.menu.suit(plane.latent_dim, data=self._session.cloud is not None)

    @Slot()
    def _on_way(self) -> None:
        """Find the way anew, or cut the drawn line into another number of frames."""
        if self._strip.drawn is not None:
            self._strip.show_drawn(self._strip.drawn)
            self.wanted.emit()
        elif self._strip.codes is not None:
            self.through_pins()

    # Saving

    @Slot()
    def _on_save(self) -> None:
        codes, view = self._codes(), self._session.view
        if codes is None or view is None:
            return
        parent = self._strip
        kinds = tr("Film (*.gif *.mp4);;Strip of pictures (*.png)")
        suggestion = str(Path.home() / f"path-step-{view.step}.gif")
        chosen, _ = QFileDialog.getSaveFileName(parent, tr("Save the film"), suggestion, kinds)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.gif")
        recipe = made.recipe_of(self._session, codes, [f"path of {len(codes)} frames"])
        if recipe is not None:
            recipe = msgspec.structs.replace(recipe, columns=len(codes))  # it is one row
        self._tell(0, len(codes))
        self._began = time.monotonic()
        speed = 1000 / FRAME_TIME * self._strip.menu.speed
        call = partial(
            _written, path, view, self._session.label, codes, recipe, speed,
            self._session.dataset, self._tell,
        )  # fmt: skip
        self._strip.stop()
        self._show_progress()
        self._timer.start()
        self._tasks.start(SAVE, call, partial(self._on_saved, path), self._on_failed)

    def _codes(self) -> Codes | None:
        """Return the codes of the film's frames [N, d]."""
        plane, strip = self._session.plane, self._strip
        if not strip.is_film or plane is None:
            return None
        if strip.codes is not None:
            return strip.codes
        return plane.lift(strip.points, self.rest)

    def aim(self, rest: Codes | None) -> None:
        """Take what is added along the components outside the plane."""
        self.rest = rest

    def _tell(self, done: int, total: int) -> None:
        """Keep how far the saving is; from any thread."""
        with self._lock:
            self._done, self._total = done, total

    @Slot()
    def _show_progress(self) -> None:
        with self._lock:
            share = self._done / max(1, self._total)
        spent = time.monotonic() - self._began
        left = in_words(spent * (1 - share) / share) if share > 0.1 and spent > 2 else ""
        text = tr("Saving the film… {time}", time=left)
        self._strip.show_work(text, share)

    def _on_saved(self, path: Path, count: int) -> None:
        self._timer.stop()
        self._strip.end_work()
        if count:
            made.say_saved(self._session, path)

    def _on_failed(self, failure: Failure) -> None:
        self.cancel()
        self._session.say(failure.text, "error")


def _found(
    way: Codes, count: int, kind: Any, codes: Codes | None, plane: Plane, stop: Stop
) -> tuple[Codes, Codes] | None:
    """Find the way, and where it lies on the plane; in a thread."""
    from genstudio.analysis import paths

    found = paths.through(way, count, kind, codes, stop=stop)
    return None if found is None else (found, plane.project(found))


def _projected(plane: Plane, codes: Codes, stop: Stop) -> Codes:
    return plane.project(codes)


def _written(
    path: Path,
    view: View,
    label: int | None,
    codes: Codes,
    recipe: Recipe | None,
    fps: float,
    dataset: Any,
    tell: Any,
    stop: Stop,
) -> int:
    """Decode and write the film; in a thread, with a lens of its own."""
    from genstudio.analysis import path_film, scatter

    stand_back()
    lens = background.lens_of(view, label)
    draw = partial(scatter.shown, dataset=dataset)
    return path_film.write(path, lens, codes, recipe, draw=draw, fps=fps, progress=tell, stop=stop)
