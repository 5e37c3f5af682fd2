"""The posterior lens: what the model knows of one data point, exactly, and what q misses of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import posterior_overlay as overlay
from genstudio.gui import posterior_questions as questions
from genstudio.gui import posterior_words as words
from genstudio.gui.chores import Chores
from genstudio.gui.controls import named, paragraph
from genstudio.gui.explorer_codes import same_model
from genstudio.gui.numbers import number
from genstudio.gui.posterior_questions import Looked, Subject
from genstudio.gui.posterior_work import Work
from genstudio.gui.state import Message
from genstudio.gui.widgets.gap_bar import Gap, GapBar
from genstudio.gui.widgets.keys import Key

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Posterior")
ORDER = 30
AREA = "tools"
ICON = "posterior"
NEEDS = ("Decodes",)

CHORE = "posterior"
ROWS = (
    ("evidence", "log p(x)", mark("How probable the model finds this image, exactly, in nats")),
    ("elbo", "ELBO", mark("What training raises: a lower bound of log p(x), by draws from q(z|x)")),
    (
        "gap",
        mark("Gap"),
        mark("KL(q(z|x) || p(z|x)) on the grid: how far the encoder's answer is from the truth"),
    ),
    (
        "split",
        mark("of it"),
        mark("What even the best Gaussian leaves, and what the encoder adds to that"),
    ),
    (
        "chains",
        mark("Chains"),
        mark("Share of moves accepted; split R-hat (1: all chains agree); independent draws"),
    ),
)
EMPTY = mark(
    "Click a data point on the plane: its exact posterior p(z|x) is drawn there, with what the "
    "encoder makes of it."
)
WORDS = mark(
    "The encoder's q(z|x) is one Gaussian, found in one step: fast, and never quite right "
    "(variational inference). The chains walk p(z|x) itself: slow, and right if they walk long "
    "enough (MCMC)."
)


class Panel(QWidget):
    """Follows the data point that was clicked last, or the user's own picture."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("posteriorPanel")
        self._session = session
        self._subject: Subject | None = None
        self._found: Looked | None = None
        self._dataset = session.dataset
        self._first: float | None = None  # the gap when the subject was looked at first
        self._chores = Chores(session, self)
        self.work = Work(self)
        self._build()
        self._connect()
        self._show()

    def close_panel(self) -> None:
        """End the threads that look and walk."""
        self.work.close()
        self._chores.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is computed while nobody looks."""
        super().showEvent(event)
        self._ask(now=True)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the plane as it was."""
        super().hideEvent(event)
        self._session.set_overlay(overlay.NAME, None)

    # Building

    def _build(self) -> None:
        self._stack = QStackedLayout(self)
        self._empty = named(paragraph("faint"), "posteriorEmpty", tr("What to do"))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(12)
        self._stack.addWidget(self._empty)
        area = QScrollArea()
        area.setObjectName("posteriorArea")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._build_page())
        self._stack.addWidget(area)

    def _build_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(9, 6, 9, 6)
        layout.setSpacing(5)
        self._title = paragraph("heading")
        self._title.setObjectName("posteriorTitle")
        layout.addWidget(self._title)
        self.bar = GapBar()
        self.bar.setToolTip(
            tr(
                "The whole bar is log p(x), the right part what q misses of it: to scale. The "
                "line shows how much that was when you clicked."
            )
        )
        layout.addWidget(self.bar)
        self._rows = QFormLayout()
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._rows.setVerticalSpacing(1)
        self._values = {name: self._row(name, tr(text), tr(about)) for name, text, about in ROWS}
        layout.addLayout(self._rows)
        layout.addLayout(self._build_buttons())
        self._status = named(paragraph("faint"), "posteriorStatus", tr("What is being done"))
        layout.addWidget(self._status)
        for colour, dashed, text in overlay.LEGEND:
            layout.addWidget(Key(colour, tr(text), dashed=dashed))
        layout.addWidget(paragraph("faint", tr(WORDS)))
        layout.addStretch(1)
        return page

    def _row(self, name: str, text: str, about: str) -> QLabel:
        value = named(QLabel(), f"posterior-{name}", text, about)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows.addRow(text, value)
        return value

    def _build_buttons(self) -> QVBoxLayout:
        tip = tr("Search the best Gaussian for this image alone: the encoder's own error closes")
        self._refine = named(QPushButton(tr("Refine q")), "refineQ", tr("Refine q"), tip)
        tip = tr("Draw from p(z|x) by Hamiltonian Monte Carlo: 2 chains from q, 2 from the prior")
        text = tr("Walk a chain (MCMC)")
        self._walk = named(QPushButton(text), "walkChain", text, tip)
        tip = tr("End the search or the walk; what it found stays")
        self._stop = named(QPushButton(tr("Stop")), "stopPosterior", tr("Stop"), tip)
        tip = tr("Take the best Gaussian and the chains away")
        self._clear = named(QPushButton(tr("Clear")), "clearPosterior", tr("Clear"), tip)
        rows = QVBoxLayout()
        rows.setSpacing(4)
        for pair in ((self._refine, self._walk), (self._stop, self._clear)):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
            rows.addLayout(row)
        return rows

    def _connect(self) -> None:
        session = self._session
        session.selection_changed.connect(self._on_selection)
        session.pins.changed.connect(self._on_pins)
        session.own_changed.connect(self._on_own)
        session.dataset_changed.connect(self._on_dataset)
        session.view_changed.connect(self._on_view)
        session.label_changed.connect(self._on_view)
        session.plane_changed.connect(self._draw)
        self._chores.answered.connect(self._on_answer)
        self._chores.failed.connect(self._on_failed)
        self.work.moved.connect(self._show)
        self.work.ended.connect(self._on_ended)
        self.work.failed.connect(self._on_work_failed)
        self._refine.clicked.connect(self._on_refine)
        self._walk.clicked.connect(self._on_walk)
        self._stop.clicked.connect(self.work.stop)
        self._clear.clicked.connect(self._on_clear)

    # What is looked at

    @Slot()
    def _on_selection(self) -> None:
        index = self._session.selection
        if index is not None:
            self._take_point(index)
        elif self._subject is not None and self._subject.index is not None:
            self._take(None)

    @Slot()
    def _on_pins(self) -> None:
        pins = self._session.pins.all
        if pins and pins[-1].index is not None and self._session.selection is None:
            self._take_point(pins[-1].index)

    @Slot()
    def _on_own(self) -> None:
        own = self._session.own
        if own is not None:
            same = self._subject is not None and self._subject.image is own.image
            if not same:
                self._take(Subject(printable(own.name), own.image, self._session.label))
        elif self._subject is not None and self._subject.index is None:
            self._take(None)

    @Slot()
    def _on_dataset(self) -> None:
        if self._session.dataset is not self._dataset:  # else others are only being loaded
            self._dataset = self._session.dataset
            self._take(None)

    def _take_point(self, index: int) -> None:
        dataset = self._session.dataset
        if dataset is None or index >= len(dataset):
            return
        if self._subject is not None and self._subject.index == index:
            return
        label = None if dataset.labels is None else int(dataset.labels[index])
        name = tr("Image {number}", number=number(index))
        if label is not None and 0 <= label < len(dataset.classes):
            kind = printable(dataset.classes[label])
            name = tr("Image {number}, class {kind}", number=number(index), kind=kind)
        self._take(Subject(name, dataset.images[index], label, index))

    def _take(self, subject: Subject | None) -> None:
        self.work.clear()
        self._subject, self._first = subject, None
        self.bar.show_gap(None)
        if subject is None:
            self._found = None
        self._ask(now=True)
        self._show()

    # What is found

    @Slot()
    def _on_view(self) -> None:
        """Look again by other weights; a search or a walk goes on by those it began with."""
        if self._session.view is None:
            self._take(None)
        else:
            self._end_strange_work()
            if self.work.kind is None:
                self._ask()

    def _end_strange_work(self) -> None:
        """Forget what belongs to another model: it is not even in the same space."""
        view, found = self._session.view, self._found
        if view is None or found is None or same_model(view.record, found.view.record):
            return
        self._found = self._first = None
        self.work.clear()
        self._show()

    def _ask(self, *, now: bool = False) -> None:
        view = self._session.view
        if view is None or not self.isVisible():
            return
        found = self._found
        if found is not None and found.view is view and found.subject is self._subject:
            return
        question = partial(questions.look, subject=self._subject, view=view)
        self._chores.want(CHORE, question, now=now)

    @Slot(str, object, float)
    def _on_answer(self, name: str, found: Looked, cost: float) -> None:
        if found.subject is not self._subject and not found.refusal:
            return  # another one was chosen meanwhile, and its answer is on its way
        if self.work.kind is None:
            self.work.clear()  # that was found by other weights
            self._found = found
        if found.posterior is not None and self._first is None:
            self._first = found.posterior.gap
        self._show()

    @Slot(str, object)
    def _on_failed(self, name: str, error: object) -> None:
        self._found = None
        self._show()
        self._empty.setText(printable(error))

    @Slot(str)
    def _on_work_failed(self, text: str) -> None:
        self._session.message.emit(Message(text, "error"))

    @Slot()
    def _on_ended(self) -> None:
        self._show()
        self._ask()

    # What the user does

    @Slot()
    def _on_refine(self) -> None:
        if self._found is not None and self._found.subject is not None:
            self.work.refine(self._found.subject, self._found.view)
            self._show()

    @Slot()
    def _on_walk(self) -> None:
        if self._found is not None and self._found.subject is not None:
            self.work.walk(self._found.subject, self._found.view)
            self._show()

    @Slot()
    def _on_clear(self) -> None:
        self.work.clear()
        self._show()

    # What is shown

    @Slot()
    def _show(self) -> None:
        found = self._found
        if found is None or found.posterior is None:
            refused = found is not None and found.refusal
            waits = self._subject is not None and not refused
            self._empty.setText(
                tr("Looking…") if waits else found.refusal if found and refused else tr(EMPTY)
            )
            self._stack.setCurrentIndex(0)
        else:
            self._show_numbers(found)
            self._stack.setCurrentIndex(1)
        self._draw()

    def _show_numbers(self, found: Looked) -> None:
        posterior, best = found.posterior, self.work.refined
        assert posterior is not None
        assert found.subject is not None
        self._title.setText(found.subject.name)
        left = None if best is None else max(0.0, best.gaussian.kl)
        self.bar.show_gap(Gap(posterior.log_evidence, posterior.gap, left, self._first))
        self._say("evidence", tr("{value} nats", value=words.nats(posterior.log_evidence)))
        self._say(
            "elbo",
            tr(
                "{value} ± {error} nats",
                value=words.nats(posterior.elbo),
                error=number(posterior.elbo_error, ".2f"),
            ),
        )
        coarse = "" if posterior.fine else tr(" (the grid is too coarse here)")
        self._say("gap", tr("{value} nats", value=words.nats(posterior.gap)) + coarse)
        self._say("split", "" if left is None else words.split(posterior.gap, left))
        self._say("chains", words.chains(self.work.walked))
        self._status.setText(words.doing(self.work.kind, best, self.work.walked))
        running = self.work.kind is not None
        self._stop.setEnabled(running)
        self._clear.setEnabled(running or self.work.known)
        self._refine.setEnabled(not running)
        self._walk.setEnabled(not running)

    def _say(self, name: str, text: str) -> None:
        self._values[name].setText(text)
        self._rows.setRowVisible(self._values[name], bool(text))

    @Slot()
    def _draw(self) -> None:
        plane = self._session.plane
        posterior = None if self._found is None else self._found.posterior
        drawn: Any = None
        if plane is not None and plane.latent_dim == 2 and posterior and self.isVisible():
            refined = self.work.refined
            best = None if refined is None else refined.gaussian
            drawn = overlay.drawn(plane, posterior, best, self.work.chain)
        self._session.set_overlay(overlay.NAME, drawn)
