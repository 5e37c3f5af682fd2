"""The gallery: the same z again and again, from weights that get better; and reconstructions."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from genstudio.analysis import scatter
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
from genstudio.gui.gallery_foot import Foot
from genstudio.gui.gallery_judges import JudgeRow, Judges
from genstudio.gui.gallery_likes import Likes
from genstudio.gui.gallery_side import Side
from genstudio.gui.gallery_walk import Walk
from genstudio.gui.gallery_wish import UNTOLD, Given, HeldOut, Origin, Sheet, Wish
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
        self._picked: int | None = None  # the sample that is enlarged, by its number
        self._real: HeldOut | None = None
        self._centre: Any = None  # code, class and origin of the sample that noise is put around
        self._file: Given | None = None
        self._chores = Chores(session, self)
        self.judges = Judges(session, self)
        self.likes = Likes(session, self)
        self._build()
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
        side.copied.connect(self._on_copied)
        side.verdict.asked.connect(self._on_verdict_asked)
        side.verdict.chosen.connect(session.set_selection)
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
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        # F where images are, alone: in a list of choices it is a letter.
        for widget in (grid, self.beside.grid, side):
            _shortcut(widget, Qt.Key.Key_F, within, self._on_like)
        _shortcut(self, Qt.Key.Key_Escape, within, self._on_shrink)

    # What is wanted

    def _wish(self) -> Wish:
        bar, dataset = self.bar, self._session.dataset
        real = self._held_out() if bar.mode == "reconstructions" else None
        points = dataset is not None and dataset.points
        ground = scatter.of(dataset, scatter.LARGE) if dataset is not None and points else None
        wish = Wish(bar.mode, bar.seed, bar.count, bar.truncation, real, None, ground)
        if ground is not None:
            return wish
        kept = self._sheet.order if bar.keeps_order and self._sheet is not None else None
        return replace(
            wish,
            picked=self._picked,
            given=self._given(),
            sort="none" if bar.mode == "around" else bar.sort,
            order=kept,
            captions=bar.captions,
            judge=self.judges.judge,
        )

    def _given(self) -> Given | None:
        """Return the codes that are shown as they are, where they are not drawn."""
        mode = self.bar.mode
        if mode == "favourites":
            return self.likes.favourites.given()
        if mode == "around" and self._centre is not None:
            code, label, origin = self._centre
            return _around(code, label, origin, *self.bar.around)
        return self._file if mode == "file" else None

    def _held_out(self) -> HeldOut | None:
        """Return the images to reconstruct, which are read by the worker."""
        dataset, count = self._session.dataset, self.bar.count // 2
        if dataset is not None and dataset.points:
            count = questions.POINTS
        if dataset is None:
            return None
        if self._real is None or self._real.dataset is not dataset or self._real.count != count:
            self._real = HeldOut(dataset, count)
        return self._real

    def _refresh(self, *, now: bool = False) -> None:
        if self._session.view is not None and self.isVisible():
            self._chores.want("sheet", partial(questions.drawn, wish=self._wish()), now=now)
            self._want_walk()

    @Slot()
    def _on_view(self) -> None:
        dataset = self._session.dataset
        self.bar.set_points(dataset is not None and dataset.points)
        if self._session.view is None:
            self._sheet = None
            self.walk.end()
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
        self._file = out.given_by(recipe)
        self._on_shrink()
        self.bar.set_mode("file")
        self._on_wish()

    # What came

    @Slot(str, object, float)
    def _on_answered(self, name: str, answer: Any, cost: float) -> None:
        if name == "sheet" and self._session.view is not None:
            self._show(answer)
        elif name == "verdict":
            self._show_verdict(*answer)
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
        sheet, picked = self._sheet, self._picked
        if sheet is None or picked is None or picked >= len(sheet.images):
            if not self.walk.playing:
                self.side.hide()
            return
        dataset = self._session.dataset
        facts = words.of_sample(sheet, picked, () if dataset is None else dataset.classes)
        liked = picked in self.likes.places(sheet)
        coded = sheet.codes is not None and not sheet.rebuilds
        image = sheet.images[picked]
        if self.walk.playing:
            self.side.set_facts(facts)
            return
        self.side.show_image(image, facts, liked=liked, coded=coded)
        judge = self.judges.judge
        if judge is not None and coded and image.shape == judge.dataset.shape:
            question = partial(questions.judged, judge=judge, image=image, sample=picked)
            self._chores.want("verdict", question)
        else:
            self.side.verdict.clear(able=coded and not self.judges.busy)

    def _show_verdict(self, sample: int, verdict: Any, images: Any) -> None:
        judge = self.judges.judge
        if sample == self._picked and judge is not None:
            self.side.verdict.show_verdict(judge, verdict, images)

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
            if picked != self._picked:
                self.side.verdict.clear(able=False)
            self._picked = picked if self._sheet.wish.ground is None else None
            self._show_enlarged()
            self._refresh(now=True)

    @Slot()
    def _on_shrink(self) -> None:
        self.walk.stop()
        self._picked = None
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
        picked = [] if self._picked is None else [self._picked]
        self._like(self._chosen() or picked)

    @Slot()
    def _on_like_picked(self) -> None:
        self._like([] if self._picked is None else [self._picked])

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
    def _on_copied(self) -> None:
        if self._sheet is not None and self._picked is not None:
            text = words.of_origin(self._sheet.origin(self._picked))
            QGuiApplication.clipboard().setText(text)

    @Slot()
    def _on_verdict_asked(self) -> None:
        self.judges.need()
        self._show_enlarged()

    @Slot()
    def _on_around(self) -> None:
        sheet, picked = self._sheet, self._picked
        if sheet is not None and sheet.codes is not None and picked is not None:
            label = UNTOLD if sheet.labels is None else int(sheet.labels[picked])
            self._centre = sheet.codes[picked].copy(), label, sheet.origin(picked)
            self._picked = 4  # the middle of 3 x 3
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


def _shortcut(widget: QWidget, key: Qt.Key, context: Any, slot: Any) -> None:
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setContext(context)
    shortcut.activated.connect(slot)


def columns_of(sheet: Sheet) -> int:
    """Return the side of the square; pairs are never torn apart."""
    if sheet.wish.given is not None and sheet.wish.given.columns is not None:
        return sheet.wish.given.columns
    columns = max(1, math.ceil(math.sqrt(len(sheet.images))))
    return columns + columns % 2 if sheet.rebuilds else columns


def _around(code: Any, label: int, origin: Origin, strength: float, again: int) -> Given:
    """Return a sample in the middle of eight near it."""
    codes = questions.near(code, strength, again)
    edit = tr("noise {strength:g}, draw {number}", strength=strength, number=again + 1)
    moved = replace(origin, edit=", ".join(part for part in (origin.edit, edit) if part))
    middle = len(codes) // 2
    origins = [origin if place == middle else moved for place in range(len(codes))]
    return Given(codes, questions.labels_of(label, len(codes)), tuple(origins), 3)
