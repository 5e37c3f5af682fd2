"""Image completion: paint a hole into a picture, and have the model say what was there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import made, pictured
from genstudio.gui.applications import complete_questions as questions
from genstudio.gui.applications.complete_curves import CompleteCurves
from genstudio.gui.applications.complete_questions import Look, Wish
from genstudio.gui.applications.complete_result import CompleteResult
from genstudio.gui.applications.complete_tools import CompleteOptions, CompleteTools
from genstudio.gui.applications.page import AppPage, above_foot
from genstudio.gui.applications.searching import Search, SearchRow
from genstudio.gui.applications.slot import PictureSlot
from genstudio.gui.controls import named, turn
from genstudio.gui.explorer_codes import same_model
from genstudio.gui.images import to_qimage
from genstudio.gui.jobs import Failure
from genstudio.gui.numbers import number
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.paint import Paint
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.analysis.recipe import Recipe

TITLE = mark("Completion")
ORDER = 30
NARROW = 640  # px: below, what stands side by side stands below one another
FILES = (QEvent.Type.DragEnter, QEvent.Type.Drop)


class Page(AppPage):
    """A picture with a hole on the left, what came of it in the middle, both terms on the right."""

    NAME = "complete"
    TITLE = TITLE
    ABOUT = mark(
        "Paint a hole into a picture: the code is searched for whose image agrees with what is "
        "left and looks real, and fills it. Any model that makes images can do it."
    )
    NEEDS = ("Decodes",)
    FAMILY = "gan"
    EXAMPLE = "faces-gan"

    @property
    def has_result(self) -> bool:
        """Whether a hole was filled."""
        return self._content is not None and self.result.look is not None

    def build(self) -> QWidget:
        """Return the three parts side by side, above the button."""
        self._record: Any = None  # of the model that the result is of
        self.search = Search(self)
        self.search.step.connect(self._on_look)
        self.search.failed.connect(self._on_search_failed)
        self.search.ended.connect(self._on_ended)
        self.search.running_changed.connect(self._refresh)
        self._saver = self.looker()
        self._saver.answered.connect(self._on_saved)
        self.result = CompleteResult()
        self.curves = CompleteCurves()
        self.result.chosen_changed.connect(self._draw_curves)
        self.result.save_wanted.connect(self._save)
        self.result.own_wanted.connect(self._use_as_own)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(10)
        for part in (self._build_left(), self.result, self._build_right()):
            self._parts.addWidget(part, 1)
        self._parts.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setLayout(self._parts)
        content = above_foot(inside, self._build_row(), "completeContent")
        self._turn()
        return content

    def close_page(self) -> bool:
        """End the threads."""
        if self._content is not None:
            self.search.close()
            self.slot.close_slot()
        return super().close_page()

    def on_view(self) -> None:
        """Another model makes another result; the picture and the hole stay where they fit."""
        view, family = self.session.view, self._family()
        if view is None or family is None:
            return
        kind = questions.kind_of(family.abilities)
        if not same_model(view.record, self._record):
            self._record = view.record
            self.search.forget()
            self.result.show_look(None)
            self.curves.clear()
        self.options.set_kind(kind)
        self.curves.set_kind(kind)
        shape = tuple(view.record.data["shape"])
        if self.slot.image is None or self.slot.image.shape != shape:
            self._begin_with(shape)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts below one another where there is little room."""
        super().resizeEvent(event)
        if self._content is not None:
            self._turn()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the file of a picture that is dropped onto the one that is painted."""
        if event.type() in FILES and isinstance(event, QDropEvent):
            files = pictured.files_of(event.mimeData())
            if files:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.slot.open(files[0])
                return True
        return super().eventFilter(watched, event)

    def _build_left(self) -> QWidget:
        """Return the picture with its hole, where it comes from, and the tools."""
        self.slot = PictureSlot(self.session, "completeSlot", tr("Picture to complete"))
        self.slot.picture.hide()  # it is painted on
        self.slot.changed.connect(self._on_picture)
        self.paint = named(Paint(), "completePaint", tr("The picture and its hole"))
        self.paint.setToolTip(
            tip(
                tr(
                    "Left button paints the hole, right button erases, the wheel changes the "
                    "brush. Keys: arrows move the pen, Return sets it down, [ and ] change it."
                )
            )
        )
        self.paint.set_placeholder(tr("Drop a picture here, or take one of the data below"))
        self.paint.setAcceptDrops(True)
        self.paint.installEventFilter(self)
        self.paint.changed.connect(self._refresh)
        self.tools = CompleteTools(self.paint, self.slot)
        self.tools.refused.connect(partial(self.session.say, level="warning"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.paint, 1)
        column.addWidget(self.tools)
        return left

    def _build_right(self) -> QWidget:
        """Return both terms over the steps, above the restarts that they are of."""
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.curves, 4)
        column.addWidget(self.result.strip, 1)
        return right

    def _build_row(self) -> QWidget:
        """Return the button, how the search goes, and how far it is."""
        self.button = named(
            QPushButton(tr("Complete")), "completeStart", tr("Complete"),
            tip(tr("Search for the code whose image fits what is known, and fill the hole")),
        )  # fmt: skip
        self.button.setProperty("kind", "accent")
        self.button.clicked.connect(self._start)
        self.options = CompleteOptions()
        self.progress = SearchRow(self.search, "complete", tr("Completing"))
        self.progress.setMinimumWidth(220)
        row = QWidget()
        flow = Flow(row, spacing=8)
        for part in (self.button, self.tools.share, self.options, self.progress):
            flow.addWidget(part)
        return row

    def _turn(self) -> None:
        turn(self._parts, beside=self.width() >= NARROW)

    def _begin_with(self, shape: tuple[int, ...]) -> None:
        """Show a picture of the data, so that there is one to paint on."""
        dataset = self.session.dataset
        if dataset is not None and tuple(dataset.shape) == shape:
            self.slot.another()
        else:
            self.slot.clear()

    # Searching

    @Slot()
    def _start(self) -> None:
        """Begin a search; the strokes stay as they are."""
        view, image = self.session.view, self.slot.image
        if view is None or image is None:
            return
        wish = Wish(image, self.paint.hole, self.slot.name, self.session.label)
        self.result.begin()
        self.curves.clear()
        self._record = view.record
        settings = self.options.settings()
        dataset = self.session.dataset
        self.search.start(questions.completer(view, wish, settings, dataset))

    @Slot(object)
    def _on_look(self, look: Look) -> None:
        found = look.completed
        self.progress.show_progress(found.step, found.total)
        self.curves.add(found)
        self.result.show_look(look)
        self._draw_curves()

    @Slot()
    def _draw_curves(self) -> None:
        self.curves.draw(self.result.chosen)

    @Slot()
    def _on_ended(self) -> None:
        look = self.result.look
        if not self.search.cancelled or look is None:
            return
        if look.completed.step < look.completed.total:
            step, total = look.completed.step, look.completed.total
            self.session.say(
                tr("Cancelled at step {step} of {total}: the best so far is shown.",
                   step=step, total=total)
            )  # fmt: skip

    @Slot(object)
    def _on_search_failed(self, failure: Failure) -> None:
        self.session.say(failure.text, "error", details=failure.details or None)

    @Slot()
    def _on_picture(self) -> None:
        """Show another picture; the result of the one before goes."""
        self.paint.set_picture(self.slot.image)
        look = self.result.look
        if look is not None and look.wish.image is not self.slot.image:
            self.search.forget()
            self.result.show_look(None)
            self.curves.clear()
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Say why nothing can be completed yet, in the button's tooltip."""
        share = self.paint.share
        why = ""
        if self.paint.empty:
            why = tr("Choose a picture first.")
        elif share == 0:
            why = tr("There is no hole yet: paint one, or take a ready mask.")
        elif share == 1:
            why = tr("The hole covers the whole picture: leave some of it.")
        self.button.setEnabled(not why and not self.search.running)
        about = tr("Search for the code whose image fits what is known, and fill the hole")
        self.button.setToolTip(tip(why or about))
        if self.result.look is None:
            self.result.picture.set_placeholder(
                tr("Looking for the codes…") if self.search.running else why or tr("Press Complete")
            )

    # Ways out

    @Slot()
    def _save(self) -> None:
        image, told = self.result.image(), self._recipe()
        path = made.ask_path(self, self.session, "completed") if image is not None else None
        if path is not None and image is not None:
            self._saver.ask(partial(made.save, path=path, image=image, recipe=told))

    def _recipe(self) -> Recipe | None:
        """Return which code the hole is filled from."""
        look = self.result.look
        if look is None:
            return None
        share = number(float(look.wish.hole.mean()), ".0%")
        edit = f"fills a hole of {share} of {look.wish.name}"
        code = look.completed.codes[self.result.chosen]
        found = made.recipe_of(self.session, code[None], [edit])
        return None if found is None else msgspec.structs.replace(found, step=look.step)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        made.say_saved(self.session, path)

    @Slot()
    def _use_as_own(self) -> None:
        """Ask the model about the completed picture, as about one of the user's own."""
        image = self.result.image()
        if image is not None:
            self.session.picture_dropped.emit(to_qimage(image))
