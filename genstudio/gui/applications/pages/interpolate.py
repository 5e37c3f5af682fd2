"""High resolution: from one real picture to another through the codes of a BEGAN (or others)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui import made, theme
from genstudio.gui.applications import interpolate_work as work
from genstudio.gui.applications.interpolate_stage import Stage
from genstudio.gui.applications.page import AppPage, above_foot
from genstudio.gui.applications.searching import Search, SearchRow
from genstudio.gui.controls import named
from genstudio.gui.explorer_codes import same_model
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.interpolation import Look
    from genstudio.gui.state import View

TITLE = mark("High resolution")
ORDER = 10
SAVE = "save"


class Page(AppPage):
    """Two pictures of the user's, their codes, and the pictures on the way between these."""

    NAME = "interpolate"
    TITLE = TITLE
    ABOUT = mark(
        "BEGAN makes large, smooth pictures. Choose two real ones: a search finds their codes, "
        "and you walk from one to the other through pictures that nobody has taken."
    )
    NEEDS = ("Decodes",)
    FAMILY = "began"
    EXAMPLE = "began-faces"
    PARTS = MappingProxyType(
        {
            "first": "interpolateFirst",
            "last": "interpolateLast",
            "search": "interpolateAgain",
            "strip": "interpolateStrip",
            "slider": "interpolateSlider",
            "save": "interpolateSave",
        }
    )

    @property
    def has_result(self) -> bool:
        """Whether there is a way to walk."""
        return self._content is not None and self.stage.way is not None

    def build(self) -> QWidget:
        """Return the two pictures, the way between them, and what is done with it."""
        self._view: View | None = None  # that the way was found with
        self._label: int | None = None
        self._seed = 0
        self._kind: Any = None
        content = QWidget()
        self.stage = Stage(self.session)
        for slot in self.stage.slots:
            slot.changed.connect(self._on_pictures)
        self.search = Search(content)
        self.search.step.connect(self._on_step)
        self.search.failed.connect(self._on_search_failed)
        self.search.running_changed.connect(self._settle_controls)
        self.row = SearchRow(self.search, "interpolate", tr("Looking for the codes"))
        self._tasks = Tasks(content)
        self.status = Wrapped("")
        self.status.setObjectName("interpolateStatus")
        self.status.setProperty("kind", "hint")
        foot = QVBoxLayout()
        foot.setSpacing(6)
        foot.addLayout(self._build_foot())
        foot.addWidget(self.status)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        inside = (
            QWidget()
        )  # a scroll area would ask the stage's layout how high it would like to be
        around = QVBoxLayout(inside)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.stage)
        column.addWidget(above_foot(inside, foot, "interpolateContent"))
        self._settle_controls()
        return content

    def on_view(self) -> None:
        """Another model is in view: what was found is not its; new weights wait to be asked."""
        view = self.session.view
        record = None if view is None else view.record
        if not same_model(record, self._kind):
            self._kind = record
            self.search.forget()
            self.stage.clear()
            self._view = None
            self._drop_unfitting()
        self._settle_controls()

    def close_page(self) -> bool:
        """End the search, the saving and the threads of the slots."""
        if self._content is not None:
            self.search.close()
            self._tasks.close()
            for slot in self.stage.slots:
                slot.close_slot()
        return super().close_page()

    # Searching

    @Slot()
    def _on_pictures(self) -> None:
        """Look for the codes as soon as both pictures are there."""
        self._seed = 0
        self.search.forget()
        self.stage.clear()
        self._begin_search()

    @Slot()
    def _on_again(self) -> None:
        """Look again, from other beginnings, with the weights that are in view now."""
        self._seed += 1
        self._begin_search()

    def _begin_search(self) -> None:
        self.on_view()  # which comes by itself a little later, and would drop what begins here
        pictures, view = self.stage.pictures, self.session.view
        if pictures is None or view is None or not self._fits(view):
            self._settle_controls()
            return
        self._view, self._label = view, self.session.label
        self.search.start(work.searcher(view, self._label, pictures, self._seed))

    @Slot(object)
    def _on_step(self, look: Look) -> None:
        self.row.show_progress(look.done, look.total)
        self.stage.show_ends(look.ends)
        if look.way is not None:
            self.stage.show_way(look.way)
        self._settle_controls()

    @Slot(object)
    def _on_search_failed(self, failure: Failure) -> None:
        self.session.say(failure.text, "error", details=failure.details or None)

    def _fits(self, view: View) -> bool:
        pictures = self.stage.pictures
        shape = tuple(view.record.data["shape"])
        return pictures is not None and all(picture.shape == shape for picture in pictures)

    def _drop_unfitting(self) -> None:
        """Take pictures away that were fitted to a model of another shape."""
        view = self.session.view
        if view is None:
            return
        shape = tuple(view.record.data["shape"])
        for slot in self.stage.slots:
            if slot.image is not None and slot.image.shape != shape:
                slot.clear()

    # What can be done

    def _build_foot(self) -> QHBoxLayout:
        """Return the buttons, and how far a search is beside them: nothing moves as it begins."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(self._build_actions())
        row.addWidget(self.row, 1)
        row.addStretch(0)
        return row

    def _build_actions(self) -> QHBoxLayout:
        tip = tr("Look for the codes from other beginnings, with the weights as they are now")
        self.again = named(
            QPushButton(tr("Search again")), "interpolateAgain", tr("Search again"), tip
        )
        self.again.setIcon(theme.icon("search", primary=True))
        self.again.setProperty("kind", "accent")
        self.again.clicked.connect(self._on_again)
        tip = tr("Exchange the first and the last picture")
        self.swap = named(QPushButton(tr("Exchange")), "interpolateSwap", tr("Exchange"), tip)
        self.swap.clicked.connect(self._on_swap)
        tip = tr("Save the way as a film (GIF, MP4) or as a strip of pictures (PNG)")
        self.save = named(QPushButton(tr("Save…")), "interpolateSave", tr("Save the way"), tip)
        self.save.setIcon(theme.icon("save"))
        self.save.clicked.connect(self._on_save)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.again, self.swap, self.save):
            row.addWidget(button)
        return row

    @Slot()
    def _on_swap(self) -> None:
        first, last = self.stage.slots
        if first.chosen is None or last.chosen is None:
            return
        chosen = first.chosen, last.chosen
        for slot, other in zip((last, first), chosen, strict=True):
            slot.take(other.image, other.name, other.index)

    @Slot()
    def _settle_controls(self) -> None:
        both, way = self.stage.pictures is not None, self.stage.way
        self.again.setEnabled(both and not self.search.running)
        self.swap.setEnabled(both)
        self.save.setEnabled(way is not None and not self._tasks.busy(SAVE))
        self.status.setText(self._said())
        self.stage.say(searching=self.search.running)

    def _said(self) -> str:
        view = self.session.view
        if view is not None and tuple(view.record.data["shape"])[:2] == (1, 1):
            return tr("These data are points: there are no pictures to go between.")
        if self.search.running:
            return tr("The pictures in the middle are what the model makes of the codes so far.")
        if self.stage.pictures is None:
            return tr(
                "Choose a first and a last picture: drop a file, open one, or take one of the data."
            )
        way = self.stage.way
        if way is None or self._view is None:
            return ""
        kind = tr("straight") if way.kind == "linear" else tr("by the sphere")
        text = tr("The way goes {kind}, with the weights of step {step:,}.", kind=kind,
                  step=self._view.step)  # fmt: skip
        if view is not None and view.step != self._view.step:
            text += " " + tr("The model has been trained since: search again to use what it knows.")
        return text

    # Saving

    @Slot()
    def _on_save(self) -> None:
        way, view = self.stage.way, self._view
        if way is None or view is None:
            return
        kinds = tr("Film (*.gif *.mp4);;Strip of pictures (*.png)")
        start = str(Path.home() / f"way-step-{view.step}.gif")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the way"), start, kinds)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.gif")
        codes = way.codes
        if path.suffix.lower() == ".png":
            codes = codes[work.strip_of(len(codes))]
        names = [slot.name for slot in self.stage.slots]
        edit = f"way from {names[0]} to {names[1]}"
        recipe = made.recipe_of(self.session, codes, [edit])
        if recipe is not None:
            recipe = msgspec.structs.replace(recipe, columns=len(codes), step=view.step)
        call = partial(work.written, path, view, self._label, codes, recipe)
        self._tasks.start(SAVE, call, partial(self._on_saved, path), self._on_save_failed)
        self._settle_controls()

    def _on_saved(self, path: Path, count: int) -> None:
        if count:
            made.say_saved(self.session, path)
        self._settle_controls()

    def _on_save_failed(self, failure: Failure) -> None:
        self.session.say(failure.text, "error", details=failure.details or None)
        self._settle_controls()
