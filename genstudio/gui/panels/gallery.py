"""The gallery: the same z again and again, from weights that get better; and reconstructions."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import gallery_out as out
from genstudio.gui import gallery_questions as questions
from genstudio.gui import gallery_words as words
from genstudio.gui import made
from genstudio.gui.chores import Chores
from genstudio.gui.class_chooser import ClassChooser
from genstudio.gui.controls import named
from genstudio.gui.gallery_bar import GalleryBar
from genstudio.gui.gallery_beside import Beside, BesideChooser
from genstudio.gui.gallery_closer import Closer
from genstudio.gui.gallery_foot import Foot
from genstudio.gui.gallery_judges import JudgeRow, Judges
from genstudio.gui.gallery_likes import Likes
from genstudio.gui.gallery_side import Side
from genstudio.gui.gallery_walk import Walk
from genstudio.gui.gallery_wish import UNTOLD, Sheet
from genstudio.gui.gallery_wisher import MIDDLE, Wisher
from genstudio.gui.numbers import number
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.grid import ImageGrid

if TYPE_CHECKING:
    from genstudio.analysis.recipe import Recipe
    from genstudio.gui.session import Session

TITLE = mark("Gallery")
ORDER = 20
AREA = "centre"
NEEDS = ("Decodes",)

NOTHING = mark("Nothing to show yet.\nPress Train: the samples appear here and get better.")
JUDGED = ("features", "pixels", "class")  # orders that need somebody who knows the data
NO_FAVOURITES = mark(
    "No favourites yet.\nChoose samples and press F, or the star: they are kept with the run."
)


class Panel(QWidget):
    """A grid of samples or reconstructions that follows what the session shows."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sampleGallery")
        self._session = session
        self._sheet: Sheet | None = None
        self._chores = Chores(session, self)
        self.judges = Judges(session, self)
        self.likes = Likes(session, self)
        self._build()
        self.closer = Closer(session, self.side, self.judges, self.likes, self._chores)
        self._wisher = Wisher(session, self.bar, self.judges, self.likes.favourites)
        self._connect()
        self._on_run()
        self._on_view()

    def close_panel(self) -> None:
        """End the threads that draw, compare, write and read."""
        self._chores.close()
        self.judges.close()
        self.likes.favourites.close()
        self.beside.close_beside()
        self.walk.close_walk()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is drawn while nobody looks."""
        super().showEvent(event)
        self._refresh(now=True)

    def _build(self) -> None:
        session = self._session
        self.chooser = BesideChooser(session)
        self.bar = GalleryBar(ClassChooser(session, "galleryClass"), self.chooser, self)
        self.grid = named(ImageGrid(self), "sampleGrid", tr("Samples of the model"))
        self.grid.set_placeholder(tr(NOTHING))
        self._here = named(Elided(parent=self), "hereTitle", tr("What is shown here"))
        self._here.hide()
        self.beside = Beside(session, self.grid, self)
        self.side = Side(self)
        self.walk = Walk(session, self)
        self.foot = Foot(self.bar.save, self)
        first = QVBoxLayout()
        first.addWidget(self._here)
        first.addWidget(self.grid, 1)
        middle = QHBoxLayout()
        middle.addLayout(first, 1)
        middle.addWidget(self.beside, 1)
        middle.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(JudgeRow(self.judges, self))
        layout.addLayout(middle, 1)
        layout.addWidget(self.walk)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        session, side, grid = self._session, self.side, self.grid
        self._chores.answered.connect(self._on_answered)
        self._chores.failed.connect(self._on_failed)
        self.bar.changed.connect(self._on_wish)
        self.bar.save_all.connect(self._on_save_all)
        self.bar.save_selected.connect(self._on_save_selected)
        self.chooser.changed.connect(self._on_beside)
        grid.clicked.connect(self._on_clicked)
        grid.selection_changed.connect(self._on_selection)
        grid.dragged.connect(self._on_dragged)
        self.beside.grid.clicked.connect(self._on_clicked)
        self.beside.grid.dragged.connect(self._on_dragged)
        side.closed.connect(self._on_shrink)
        side.liked.connect(self._on_like_picked)
        side.around.connect(self._on_around)
        self.foot.liked.connect(self._on_like)
        self.foot.walked.connect(self._on_walk)
        self.foot.fitted.connect(partial(grid.zoom, 0))
        grid.view_changed.connect(self._on_zoomed)
        self.walk.frame.connect(side.enlarged.set_image)
        self.walk.frame.connect(side.show)
        self.walk.changed.connect(self._want_walk)
        self.walk.closed.connect(self._show_enlarged)
        self.judges.changed.connect(self._on_judges)
        self.judges.failed.connect(self._on_no_judge)
        self.likes.favourites.changed.connect(self._on_favourites)
        session.view_changed.connect(self._on_view)
        session.dataset_changed.connect(self._on_view)
        session.label_changed.connect(self._on_wish)
        session.run_changed.connect(self._on_run)
        session.recipe_opened.connect(self._on_recipe)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_shrink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is chosen with F: no shortcut, for in a list of choices it is a letter."""
        if event.key() == Qt.Key.Key_F and not event.modifiers():
            self._on_like()
        else:
            super().keyPressEvent(event)

    # What is wanted

    def _refresh(self, *, now: bool = False) -> None:
        if self._session.view is not None and self.isVisible():
            self._chores.want(
                "sheet",
                partial(questions.drawn, wish=self._wisher.wish(self._sheet, self.closer.picked)),
                now=now,
            )
            self._want_walk()

    @Slot()
    def _on_view(self) -> None:
        dataset = self._session.dataset
        self.bar.set_points(dataset is not None and dataset.points)
        self.walk.follow()
        if self._session.view is None:
            self._sheet = None
            self._on_shrink()
            self.grid.set_images(None)
            self.foot.say("")
            self.bar.allow(save=False, selected=False)
        self._refresh()

    @Slot()
    def _on_run(self) -> None:
        run = self._session.run
        self.likes.favourites.open(None if run is None else run.folder)

    @Slot()
    def _on_wish(self) -> None:
        if self.bar.sort in JUDGED:
            self.judges.need()
        self._refresh(now=True)

    @Slot()
    def _on_beside(self) -> None:
        self.beside.show_other(self.chooser.other)
        self._here.setVisible(self.chooser.other is not None)
        if self._sheet is not None:
            self.beside.follow(self._sheet)

    @Slot(object)
    def _on_recipe(self, recipe: Recipe) -> None:
        """Show exactly the codes of a picture that was opened."""
        self._wisher.opened(recipe)
        self._on_shrink()
        self.bar.set_mode("file")
        self._on_wish()

    # What came

    @Slot(str, object, float)
    def _on_answered(self, name: str, answer: Any, cost: float) -> None:
        if name == "sheet" and self._session.view is not None:
            self._show(answer)
        elif name == "verdict":
            self.closer.show_verdict(*answer)
        elif name == "walk" and self.walk.way is not None:
            self.walk.take(*answer)
        elif isinstance(answer, Path):
            made.say_saved(self._session, answer)

    @Slot(str, object)
    def _on_failed(self, name: str, error: object) -> None:
        if name == "save":
            made.say_failed(self._session, error)
            return
        if name == "walk":
            self.walk.end()
        if name == "sheet":
            self._sheet = None
            self.grid.set_images(None)
        self.foot.say(tr("This cannot be shown: {reason}", reason=printable(error)))

    @Slot()
    def _on_judges(self) -> None:
        """Take up who compares with the data, or do without."""
        if self.judges.judge is None and not self.judges.busy and self.bar.sort in JUDGED:
            self.bar.set_sort("none")
        self._show_enlarged()
        self._refresh(now=True)

    @Slot(str)
    def _on_no_judge(self, text: str) -> None:
        self._session.say(text, "error")

    def _show(self, sheet: Sheet) -> None:
        before, chosen = self._sheet, self.grid.selected
        self._sheet = sheet
        self.grid.set_placeholder(tr(NO_FAVOURITES if self.bar.mode == "favourites" else NOTHING))
        self.grid.set_images(sheet.drawn, columns=columns_of(sheet))
        if before is not None and len(before.order) == len(sheet.order) == self.grid.count:
            self.grid.select({sheet.place(int(before.order[place])) for place in chosen})
        self.bar.allow_reconstructions(sheet.encodes)
        self.bar.allow_sort("realness", sheet.discriminates)
        wanted = sheet.wish.captions and not sheet.rebuilds and sheet.codes is not None
        self.grid.set_captions(words.captions(sheet) if wanted else [])
        self.grid.setToolTip(words.captions_about(sheet) if wanted else "")
        step = "–" if self._session.view is None else number(self._session.view.step)
        self.foot.say(words.of_sheet(sheet, step))
        run = self._session.run
        self._here.setText(words.of_model("" if run is None else run.folder.name, step))
        self._mark()
        self._on_selection()
        self._show_enlarged()
        self.beside.follow(sheet)

    def _mark(self) -> None:
        """Put a star on the favourites, unless all are."""
        if self._sheet is not None:
            liked = set() if self.bar.mode == "favourites" else self.likes.places(self._sheet)
            self.grid.set_marked({self._sheet.place(sample) for sample in liked})

    @Slot()
    def _show_enlarged(self) -> None:
        self.closer.show(self._sheet, playing=self.walk.playing)

    # What the user does

    def _chosen(self) -> list[int]:
        """Return the samples that are chosen, in the order in which they stand."""
        if self._sheet is None:
            return []
        return [int(self._sheet.order[place]) for place in sorted(self.grid.selected)]

    @Slot(object)
    def _on_clicked(self, place: object) -> None:
        if self._sheet is not None and int(str(place)) < len(self._sheet.order):
            self.walk.stop()
            picked = int(self._sheet.order[int(str(place))])
            self.closer.pick(picked if self._sheet.wish.ground is None else None)
            self._show_enlarged()
            self._refresh(now=True)

    @Slot()
    def _on_shrink(self) -> None:
        self.walk.stop()
        self.closer.pick(None)
        self._show_enlarged()

    @Slot()
    def _on_selection(self) -> None:
        sheet, chosen = self._sheet, len(self.grid.selected)
        coded = sheet is not None and sheet.codes is not None and not sheet.rebuilds
        self.bar.allow(save=sheet is not None and bool(len(sheet.images)), selected=chosen > 0)
        self.foot.allow(like=coded and chosen > 0, walk=coded and chosen > 1)

    @Slot()
    def _on_zoomed(self) -> None:
        self.foot.show_zoom(self.grid.scale if self.grid.zoomed else None)

    @Slot(object)
    def _on_dragged(self, places: list[int]) -> None:
        if self._sheet is not None:
            out.drag(self.grid, self._sheet, places)

    @Slot()
    def _on_like(self) -> None:
        picked = [] if self.closer.picked is None else [self.closer.picked]
        self._like(self._chosen() or picked)

    @Slot()
    def _on_like_picked(self) -> None:
        self._like([] if self.closer.picked is None else [self.closer.picked])

    def _like(self, samples: list[int]) -> None:
        if self._sheet is not None and self._session.view is not None:
            self.likes.toggle(self._sheet, samples, self._session.view.step)

    @Slot()
    def _on_favourites(self) -> None:
        if self.bar.mode == "favourites":
            self._on_wish()
        else:
            self._mark()
            self._show_enlarged()

    @Slot()
    def _on_around(self) -> None:
        sheet, picked = self._sheet, self.closer.picked
        if sheet is not None and sheet.codes is not None and picked is not None:
            self._wisher.around(sheet, picked)
            self.closer.pick(MIDDLE)
            self.bar.set_mode("around")
            self._on_wish()

    @Slot()
    def _on_walk(self) -> None:
        sheet, chosen = self._sheet, self._chosen()
        if sheet is not None and sheet.codes is not None and len(chosen) > 1:
            label = UNTOLD if sheet.labels is None else int(sheet.labels[chosen[0]])
            self.walk.begin(sheet.codes[chosen], label)

    @Slot()
    def _want_walk(self) -> None:
        if self.walk.way is not None:
            self._chores.want("walk", self.walk.question())

    @Slot()
    def _on_save_all(self) -> None:
        if self._sheet is not None:
            samples = [int(sample) for sample in self._sheet.order]
            columns = columns_of(self._sheet)
            out.save(self, self._session, self._chores, self._sheet, samples, columns)

    @Slot()
    def _on_save_selected(self) -> None:
        if self._sheet is not None and self.grid.selected:
            out.save(self, self._session, self._chores, self._sheet, self._chosen(), None)


def columns_of(sheet: Sheet) -> int:
    """Return the side of the square; pairs are never torn apart."""
    if sheet.wish.given is not None and sheet.wish.given.columns is not None:
        return sheet.wish.given.columns
    columns = max(1, math.ceil(math.sqrt(len(sheet.images))))
    return columns + columns % 2 if sheet.rebuilds else columns
