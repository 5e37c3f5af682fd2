"""Text to image: a caption is drawn, changed word by word, and turned into another one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QWidget

from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.gui import made
from genstudio.gui.applications import draw_questions as questions
from genstudio.gui.applications.draw_between import STEPS, Between
from genstudio.gui.applications.draw_change import SHOWN, ChangeWord
from genstudio.gui.applications.draw_head import Head
from genstudio.gui.applications.draw_pictures import Pictures
from genstudio.gui.applications.draw_place import Place
from genstudio.gui.applications.draw_room import Column
from genstudio.gui.applications.draw_table import Systems
from genstudio.gui.applications.page import AppPage
from genstudio.gui.chores import Chores
from genstudio.gui.controls import named
from genstudio.gui.jobs import Failure, Tasks

if TYPE_CHECKING:
    from genstudio.analysis.lexicon import Lexicon
    from genstudio.data.dataset import Dataset
    from genstudio.gui.session import Session

TITLE = mark("Text to image")
ORDER = 20
EMPTY = mark("Write a caption above, or click on one of the captions of the data.")
SAME = mark("Both captions are the same: write another one.")


class Page(AppPage):
    """The caption is above; below it the pictures, a changed word, the way, and the table."""

    NAME = "draw"
    TITLE = TITLE
    ABOUT = mark(
        "Write a caption and see it drawn, several times at once; exchange a word, go from one "
        "caption to another, and say where things are to be."
    )
    NEEDS = ("Draws",)
    FAMILY = "stackgan"
    EXAMPLE = "shapes-stackgan"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._words_of: Dataset | None = None
        self._boxed = False
        super().__init__(session, parent)
        self._tasks = Tasks(self)
        self._chores = Chores(session, self)
        self._chores.answered.connect(self._on_answered)
        self._chores.failed.connect(self._on_failed_chore)

    def close_page(self) -> bool:
        """End the threads."""
        self._tasks.close()
        self._chores.close()
        ended = self.systems.close_part() if self._content is not None else True
        return super().close_page() and ended

    @property
    def has_result(self) -> bool:
        """Whether a caption was drawn."""
        return self._content is not None and self.pictures.drawn is not None

    def build(self) -> QWidget:
        """Return the content."""
        self.head = Head()
        self.pictures = Pictures(self.session, self._chores)
        self.change = ChangeWord()
        self.between = Between(self.session, self._chores)
        self.systems = Systems(self.session)
        self.place = Place()
        self.place.hide()
        self.tabs = named(QTabWidget(documentMode=True), "drawTabs", tr("Ways to look"))
        self.tabs.setToolTip("")
        for part, title in (
            (self.pictures, tr("Pictures")),
            (self.change, tr("Change a word")),
            (self.between, tr("Two captions")),
            (self.systems, tr("The three systems")),
        ):
            self.tabs.addTab(part, title)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.place)
        inside = QWidget()
        column = Column(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        self._connect()
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _connect(self) -> None:
        self.head.changed.connect(self._on_caption)
        self.head.word_chosen.connect(self._on_word)
        self.pictures.wanted.connect(self._draw_now)
        self.pictures.looked.connect(self.place.set_ground)
        self.change.wanted.connect(self._draw_now)
        self.change.taken.connect(self._on_taken)
        self.between.wanted.connect(self._draw_now)
        self.place.changed.connect(self._draw_now)
        self.systems.set_up.connect(self._on_set_up)
        self.tabs.currentChanged.connect(self._on_tab)

    def on_view(self) -> None:
        """Draw with the new weights; learn the words of other data."""
        self._read_words()
        self._ask(now=False)

    # The words

    def _read_words(self) -> None:
        dataset = self.session.dataset
        if dataset is None or dataset is self._words_of:
            return
        self._words_of = dataset
        if not any(dataset.captions or ()):
            self._on_words(None)
            return
        call = partial(_lexicon, dataset)
        self._tasks.start("words", call, self._on_words, self._on_no_words)

    def _on_words(self, lexicon: Lexicon | None) -> None:
        self.head.set_lexicon(lexicon)
        self.between.set_lexicon(lexicon)

    def _on_no_words(self, failure: Failure) -> None:
        self.session.say(failure.text, "error", details=failure.details or None)

    # What is asked

    @Slot()
    def _on_caption(self) -> None:
        self.change.set_caption(self.head.caption, self.head.spots, self.head.lexicon)
        self._ask(now=True)

    @Slot()
    def _draw_now(self) -> None:
        self._ask(now=True)

    @Slot(int)
    def _on_tab(self, _index: int) -> None:
        self.place.setVisible(self._boxed and self.tabs.currentWidget() is not self.systems)
        self._ask(now=True)

    @Slot(int)
    def _on_word(self, index: int) -> None:
        """A word was clicked: offer others for it."""
        self.tabs.setCurrentWidget(self.change)
        self.change.choose(index)

    @Slot(str)
    def _on_taken(self, caption: str) -> None:
        self.head.line.setText(caption)

    @Slot(str)
    def _on_set_up(self, family: str) -> None:
        self.session.choose_family(family)
        self.session.workspace_wanted.emit("setup")

    def _ask(self, *, now: bool) -> None:
        """Have drawn what the tab in front shows."""
        if not self.in_front:
            return
        part, caption = self.tabs.currentWidget(), self.head.caption
        if self.head.empty:
            for name in ("draw", "change", "way"):
                self._chores.drop(name)
            self._refuse(tr(EMPTY))
            return
        box = self.place.box if self._boxed else None
        seed = self.pictures.seed
        if part is self.pictures:
            question: Any = partial(
                questions.draw, caption=caption, seed=seed, count=self.pictures.count, box=box
            )
            self._chores.want("draw", question, now=now)
        elif part is self.change:
            other = self.change.changed_caption
            if other is None or other == caption:
                self.change.show_change(None, tr(SAME) if other else tr(EMPTY))
                return
            question = partial(
                questions.change, caption=caption, other=other, seed=seed, count=SHOWN, box=box
            )
            self._chores.want("change", question, now=now)
        elif part is self.between:
            second = self.between.second.text()
            if not second.strip():
                self.between.show_way(None)
                return
            question = partial(
                questions.way, caption=caption, other=second, seed=seed, steps=STEPS, box=box
            )
            self._chores.want("way", question, now=now)

    def _refuse(self, why: str) -> None:
        self.pictures.show_drawn(None, why)
        self.change.show_change(None, why)
        self.between.show_way(None, why)

    # What came

    @Slot(str, object, float)
    def _on_answered(self, name: str, answer: Any, _cost: float) -> None:
        if name == "save":
            made.say_saved(self.session, answer)
            return
        self._take_box(answer.boxed)
        if self.head.empty:
            return  # the caption was taken away meanwhile
        if name == "draw":
            self.pictures.show_drawn(answer.found)
        elif name == "change":
            self.change.show_change(answer.found)
        elif name == "way":
            self.between.show_way(answer.found)

    def _take_box(self, boxed: bool) -> None:
        """Show the box for a model that can be told where."""
        if boxed != self._boxed:
            self._boxed = boxed
            self.place.setVisible(boxed and self.tabs.currentWidget() is not self.systems)
            if boxed and self.place.box is not None:
                self._ask(now=True)

    @Slot(str, object)
    def _on_failed_chore(self, name: str, error: object) -> None:
        why = printable(error)
        if name == "draw":
            self.pictures.show_drawn(None, why)
        elif name == "change":
            self.change.show_change(None, why)
        elif name == "way":
            self.between.show_way(None, why)
        else:
            made.say_failed(self.session, error)


def _lexicon(dataset: Dataset, stop: Stop) -> Lexicon:
    from genstudio.analysis.lexicon import Lexicon

    return Lexicon(dataset.captions or ())
