"""A - B + C of concepts: exemplars picked, the sum shown and judged, its success measured."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from genstudio.analysis import concepts
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.applications import arithmetic_work as work
from genstudio.gui.applications.arithmetic_concept import ConceptField
from genstudio.gui.applications.searching import Search, SearchRow
from genstudio.gui.applications.success_bars import SuccessBars
from genstudio.gui.arithmetic_tray import SLOTS, ArithmeticTray
from genstudio.gui.controls import named, pair, turn
from genstudio.gui.explorer_codes import same_model
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.arithmetic_bench import Measured
    from genstudio.gui.applications.arithmetic_source import Source
    from genstudio.gui.members import Members
    from genstudio.gui.session import Session

WIDE = 700  # px from which on the tray stands beside the concepts
LEFT = 340  # px that the concepts take then
WHOLE = 1000  # of a progress bar
PREFIX = "bench"  # of the names of what is in the tray: the pane beside has one too


class SumBench(QWidget):
    """Three concepts, the tray that their exemplars are put into, and the judge's word."""

    busy_changed = Signal()

    def __init__(self, session: Session, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.source = session, source
        self._seed = 0
        self._record: Any = None  # of the model that all this is of
        self._waits: str | None = None  # what is done once the samples are judged
        self._values: dict[str, tuple[str, ...]] = {}
        self._tasks = Tasks(self)
        self.search = Search(self)
        self.search.step.connect(self._on_measured)
        self.search.failed.connect(self._on_failed)
        self.search.running_changed.connect(self._settle)
        self.picking = Search(self)
        self.picking.step.connect(self._on_picked)
        self.picking.failed.connect(self._on_failed)
        source.ready.connect(self._on_ready)
        source.failed.connect(self._on_failed)
        source.search.ended.connect(self._on_source_ended)
        source.search.running_changed.connect(self._settle)
        self._build()
        self.on_data()

    # What it is made of

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addLayout(self._build_top())
        self.fields = [ConceptField(key, sign, tr(name)) for key, sign, name in SLOTS]
        for place, field in enumerate(self.fields):
            field.chosen.connect(self.pick)
            field.another.connect(partial(self._on_another, place))
            left.addWidget(field)
        self.picked = SearchRow(self.picking, "arithmeticPick", tr("Picking clear exemplars"))
        left.addWidget(self.source.row)
        left.addWidget(self.picked)
        self.verdict = Wrapped("")
        self.verdict.setObjectName("arithmeticVerdict")
        left.addWidget(self.verdict)
        left.addLayout(self._build_measure())
        left.addWidget(self.row)
        self.bars = named(SuccessBars(work.COUNTS), "arithmeticBars", tr("Success by exemplars"))
        left.addWidget(self.bars, 1)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 4, 0)
        self.tray = ArithmeticTray(self._session)
        for part in self.tray.findChildren(QWidget):
            if part.objectName() and not part.objectName().startswith("qt_"):
                part.setObjectName(PREFIX + part.objectName()[0].upper() + part.objectName()[1:])
        self.tray.answered.connect(self._on_answered)
        self._side, self._right = _scrolled(side), _scrolled(self.tray)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._side)
        self._layout.addWidget(self._right, 1)

    def _build_top(self) -> Flow:
        self.deck = named(
            QPushButton(tr("The deck's example")),
            "deckExample",
            tr("The deck's example"),
            tr("“Man with glasses − man + woman”, in what is known of these data"),
        )
        self.deck.setProperty("kind", "accent")
        self.deck.clicked.connect(self._on_deck)
        self.k = named(QComboBox(), "exemplarCount", tr("Exemplars of each concept"))
        self.k.setToolTip(
            tr("How many pictures stand for each concept; DCGAN's authors took three")
        )
        for count in work.COUNTS:
            self.k.addItem(str(count), count)
        self.k.setCurrentIndex(1)
        self.k.activated.connect(self.pick)
        self.others = named(QPushButton(tr("Others")), "otherExemplars", tr("Pick other exemplars"))
        self.others.setIcon(theme.icon("seed"))
        self.others.clicked.connect(self._on_others)
        row = Flow()
        row.addWidget(self.deck)
        row.addWidget(pair("k =", self.k))
        row.addWidget(self.others)
        return row

    def _build_measure(self) -> Flow:
        self.measure = named(
            QPushButton(tr("Measure")),
            "measureArithmetic",
            tr("Measure the success"),
            tr(
                "Make the sum many times with other exemplars, 1, 3 and 10 a concept, and count "
                "how often the judge sees what it should"
            ),
        )
        self.measure.clicked.connect(self._on_measure)
        self.row = SearchRow(self.search, "arithmeticMeasure", tr("Measuring"))
        row = Flow()
        row.addWidget(self.measure)
        return row

    def resizeEvent(self, event: Any) -> None:
        """Put the tray beside the concepts where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        turn(self._layout, beside=wide)
        self._side.setMaximumWidth(LEFT if wide else 16777215)
        self._side.setMinimumWidth(LEFT if wide else 0)

    @property
    def has_result(self) -> bool:
        """Whether the picture of a sum is shown."""
        found = self.tray.result.sum
        return found is not None and found.image is not None

    def close_bench(self) -> bool:
        """End the threads."""
        self._tasks.close()
        self.tray.close_panel()
        self.picking.close()
        return self.search.close()

    # What is chosen

    @property
    def texts(self) -> list[str]:
        """The three concepts, as they are written."""
        return [field.text.text() for field in self.fields]

    def on_data(self) -> None:
        """Offer what is known of other data; concepts of the old ones mean nothing any more."""
        data = self._session.dataset
        values = {} if data is None else concepts.values_of(data)
        if values != self._values:
            self._values = values
            for field in self.fields:
                field.put("")
            self._forget_figures()
        for field in self.fields:
            field.set_values(values)
        self._settle()

    def on_view(self) -> None:
        """Take back figures of other weights; what is on for another model is dropped."""
        view = self._session.view
        if view is not None and not same_model(view.record, self._record):
            self._record = view.record
            self.picking.forget()
            self.source.forget()
            self._forget_figures()
            for name in ("another", "judge"):
                self._tasks.cancel(name)
            self._waits = None
            self.verdict.setText("")
        shown = self.source.kept
        if shown is None and not self.search.running:
            self._forget_figures()
        self._settle()

    @Slot()
    def _on_deck(self) -> None:
        """Write down the deck's example, and pick its exemplars."""
        data = self._session.dataset
        if data is not None:
            call = partial(_example, data)
            self._tasks.start("example", call, self._on_example, self._on_failed)

    def _on_example(self, texts: tuple[str, str, str] | None) -> None:
        if texts is None:
            self._session.say(
                tr("Nothing is known of these data that would make an example."), "warning"
            )
            return
        for field, text in zip(self.fields, texts):
            field.put(text)
        self.pick()

    @Slot()
    def pick(self) -> None:
        """Pick exemplars of what is written, once there are samples that a judge has seen."""
        self._forget_figures()
        texts = self.texts
        if not any(text.strip() for text in texts):
            self._settle()
            return
        if any("=" in text for text in texts) and self.source.kept is None:
            self._prepare("pick")
            return
        self._pick()

    def _pick(self) -> None:
        subject = self.source.subject
        if subject is not None:
            k = int(self.k.currentData())
            self.picking.start(
                partial(work.pick, self.texts, self.source.kept, subject, k, 100 * self._seed)
            )
        self._settle()

    @Slot()
    def _on_others(self) -> None:
        self._seed += 1
        self.pick()

    def _on_another(self, place: int) -> None:
        """Exchange the marked exemplar of a slot for another of its concept."""
        text, subject = self.texts[place], self.source.subject
        if subject is None or not text.strip() or not self.tray.slots[place]:
            return
        self._seed += 1
        which = min(self.tray.rows[place].pile.current, len(self.tray.slots[place]) - 1)
        call = partial(_one, text, self.source.kept, subject, 100 * self._seed + place)
        done = partial(self._on_one, place, which)
        self._tasks.start("another", call, done, self._on_failed)

    def _on_one(self, place: int, which: int, members: Members) -> None:
        if members and which < len(self.tray.slots[place]):
            self.tray.replace(place, which, members[0])

    @Slot(object)
    def _on_picked(self, found: work.Far | work.Slots) -> None:
        if isinstance(found, work.Far):
            self.picked.show_progress(round(WHOLE * found.share), WHOLE)
        else:
            self.tray.fill(found.members)

    # Judge and samples

    def _prepare(self, then: str) -> None:
        if self.source.subject is None:
            self._session.say(
                tr("Open the data that this model was trained on: the judge learns from them."),
                "warning",
            )
            return
        self._waits = then
        self.source.prepare()
        self._settle()

    @Slot()
    def _on_ready(self) -> None:
        then, self._waits = self._waits, None
        if then is not None and self.source.kept is None:
            self._session.say(
                tr("The model has changed meanwhile: pause the training, then try again."),
                "warning",
            )
        elif then == "pick":
            self._pick()
        elif then == "measure":
            self._begin_measuring()
        self._on_answered()

    @Slot()
    def _on_source_ended(self) -> None:
        """Whoever cancels the preparation wants nothing done after the next one."""
        self._waits = None

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._waits = None
        self._session.say(failure.text, "error", details=failure.details or None)
        self._settle()

    # The verdict

    @Slot()
    def _on_answered(self) -> None:
        """Have the judge look at the result, and at the same sum in pixels."""
        judge, found = self.source.judge, self.tray.result.sum
        subject = self.source.subject
        if judge is None or subject is None or found is None or found.image is None:
            self.verdict.setText("")
            return
        around = self.tray.result.around
        control = None if around is None else around.control
        images = [found.image] if control is None else [found.image, control]
        goal = work.goal_of(self.texts, subject.dataset)
        call = partial(work.judged, judge, goal, images)
        self._tasks.start("judge", call, self._on_judged, self._on_failed)

    def _on_judged(self, found: list[work.Verdict]) -> None:
        lines = [tr("The judge sees {what}", what=work.in_words(found[0]))]
        if len(found) > 1:
            lines.append(tr("In pixels it sees {what}", what=work.in_words(found[1])))
        self.verdict.setText("\n".join(lines))
        self.verdict.setToolTip(", ".join(found[0].shown))

    # The success

    @Slot()
    def _on_measure(self) -> None:
        self._forget_figures()
        if self.source.kept is None:
            self._prepare("measure")
        else:
            self._begin_measuring()

    def _begin_measuring(self) -> None:
        ready = self.source.kept
        if ready is not None:
            self.search.start(partial(work.measuring, ready, self.texts, self._seed))

    @Slot(object)
    def _on_measured(self, measured: Measured) -> None:
        self.row.show_progress(measured.done, measured.total)
        self.bars.show_measured(measured)

    def _forget_figures(self) -> None:
        self.search.forget()
        self.bars.show_measured(None)

    @Slot()
    def _settle(self) -> None:
        """Offer what can be done now."""
        subject = self.source.subject
        some = subject is not None and any(text.strip() for text in self.texts)
        judged = some and all("=" in text for text in self.texts)
        busy = self.search.running or self.source.search.running
        self.deck.setEnabled(subject is not None)
        self.others.setEnabled(some)
        self.measure.setEnabled(judged and not busy)


def _example(data: Any, stop: Any) -> tuple[str, str, str] | None:
    """Look for an example, in the worker: captions are many."""
    return concepts.example(data)


def _one(text: str, ready: Any, subject: Any, seed: int, stop: Any) -> Any:
    """Pick one exemplar, in the worker."""
    return work.picked(text, ready, subject, 1, seed)


def _scrolled(part: QWidget) -> QScrollArea:
    """Let a part be taller than there is room for."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(part)
    return area
