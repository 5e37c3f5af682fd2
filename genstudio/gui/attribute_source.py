"""From what the direction of an attribute is made: two piles, or what the data say."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QSignalBlocker, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.analysis import attributes
from genstudio.analysis.attributes import Attribute
from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.attribute_search import Ask, Found, Ticket, search
from genstudio.gui.controls import labelled, named, paragraph
from genstudio.gui.explorer_codes import same_model
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.members import MOST, Members, fitting, latent_dim, say_nonsense, say_unfit
from genstudio.gui.numbers import number
from genstudio.gui.pile_row import PileRow
from genstudio.gui.undone import Former
from genstudio.gui.widgets.accessible import label_box
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.two_groups import TwoGroups

if TYPE_CHECKING:
    from genstudio.data.dataset import Dataset
    from genstudio.gui.session import Session

Piles = tuple[Members, Members]
AGAIN = 5.0  # seconds from one search to the next while weights change in a training
LATER = 400  # ms after which a search is long enough to show how far it is
EVERY = 100  # ms between two looks at how far it is
ROWS = (("Has", "+", mark("the pile “has it”")), ("Without", "−", mark("the pile “has it not”")))
METHODS = {"means": mark("Difference of means"), "separator": mark("Linear separator")}
WELL, FAIRLY, POORLY = 0.95, 0.8, 0.65  # of the AUC
HINT = mark(
    "Fill both piles, from two lassos on the plane, by drops or from the pins; or choose an "
    "attribute of the data above."
)


class AttributeSource(QWidget):
    """Keeps a direction up to date with the piles and the weights; `changed` says it is another."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record = session.view.record if session.view else None
        self._piles: Piles = ((), ())
        self._former: Former[Piles] = Former()
        self._known: list[Attribute] = []
        self._dataset: Dataset | None = None  # that they are of
        self._ticket = Ticket()
        self._begun = 0.0
        self.found: Found | None = None
        self._tasks = Tasks(self)
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self._on_clock)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._search)
        self._build()
        session.dataset_changed.connect(self._on_dataset)
        session.view_changed.connect(self._on_view)
        self._on_dataset()

    def close_source(self) -> None:
        """End the search that is on."""
        self._clock.stop()
        self._again.stop()
        self._tasks.close()

    def catch_up(self) -> None:
        """Search with the weights of now: nothing is searched while nobody looks."""
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo with the usual key, from anywhere among the piles."""
        if event.matches(QKeySequence.StandardKey.Undo) and self.attribute is None:
            self._on_undo()
        else:
            super().keyPressEvent(event)

    # What it is made of

    def _build(self) -> None:
        self.source = named(QComboBox(self), "attributeSource", tr("From what it is made"))
        self.source.setToolTip(tr("Two piles of your own, or what the data say of each image"))
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.source.setSizeAdjustPolicy(narrow)
        self.source.setMinimumContentsLength(9)
        self.source.activated.connect(self._on_source)
        self.rows = [PileRow(self._session, key, sign, tr(name), self) for key, sign, name in ROWS]
        for place, row in enumerate(self.rows):
            row.added.connect(partial(self._add, place))
            row.removed.connect(partial(self._remove, place))
            row.cleared.connect(partial(self._change, place, ()))
            row.refused.connect(self._on_refused)
        undo_key = QKeySequence(QKeySequence.StandardKey.Undo)
        key = undo_key.toString(QKeySequence.SequenceFormat.NativeText)
        about = tr("Undo the last change of the piles ({key})", key=key)
        self._undo = named(QToolButton(), "undoPiles", about)
        self._undo.setIcon(theme.icon("undo"))
        self._undo.setIconSize(QSize(14, 14))
        self._undo.clicked.connect(self._on_undo)
        top = QHBoxLayout()
        top.setSpacing(4)
        labelled(top, tr("From"), self.source)
        top.setStretch(1, 1)
        top.addWidget(self._undo)
        top.addWidget(self._build_more())
        self.groups = named(
            TwoGroups(), "attributeHistogram", tr("Where both groups lie along the direction")
        )
        self.words = paragraph("faint")
        self.words.setObjectName("attributeScore")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(top)
        for row in self.rows:
            column.addWidget(row)
        column.addWidget(self._build_method())
        column.addWidget(self._build_progress())
        column.addWidget(self.groups)
        column.addWidget(self.words)

    def _build_more(self) -> QToolButton:
        about = tr("How the direction is found")
        self._more = named(QToolButton(), "attributeMore", tr("More settings of it"), about)
        self._more.setIcon(theme.icon("settings"))
        self._more.setIconSize(QSize(14, 14))
        self._more.setCheckable(True)
        return self._more

    def _build_method(self) -> QWidget:
        self.method = named(QComboBox(self), "attributeMethod", tr("How the direction is found"))
        self.method.setToolTip(
            tr(
                "The difference of the groups' means; or the normal of the plane that separates "
                "them best (Fisher), made as long"
            )
        )
        self.method.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.method.setMinimumContentsLength(9)
        for method, text in METHODS.items():
            self.method.addItem(tr(text), method)
        label_box(self.method)
        self.method.activated.connect(self._search)
        self.balance = named(
            QCheckBox(tr("Balanced")),
            "balanceAttributes",
            tr("Balance the other attributes"),
            tr(
                "Average over groups in which all other known attributes are equal, so that what "
                "merely comes along is not learned"
            ),
        )
        self.balance.setChecked(True)
        self.balance.toggled.connect(self._search)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.method, 1)
        row.addWidget(self.balance)
        both.hide()
        self._more.toggled.connect(both.setVisible)
        return both

    def _build_progress(self) -> QWidget:
        self._bar = named(QProgressBar(), "attributeProgress", tr("How far the search is"))
        self._bar.setRange(0, 100)
        self._cancel = named(QToolButton(), "cancelAttribute", tr("Stop the search"))
        self._cancel.setIcon(theme.icon("close"))
        self._cancel.clicked.connect(self._on_cancel)
        self._progress = QWidget()
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self._progress.hide()
        return self._progress

    # What is chosen

    @property
    def attribute(self) -> Attribute | None:
        """The attribute of the data that is chosen; None for the two piles."""
        place = self.source.currentIndex() - 1
        return self._known[place] if 0 <= place < len(self._known) else None

    @property
    def piles(self) -> Piles:
        """The members of both piles: those that have it, and those that have it not."""
        return self._piles

    def fill(self, piles: Piles) -> None:
        """Make the direction from these two piles, which can be undone."""
        self._former.keep(self._piles)
        self.source.setCurrentIndex(0)
        self._set_piles(piles)

    @Slot()
    def _on_dataset(self) -> None:
        """Offer what the new data say; images of the old ones are no members any more."""
        dataset = self._session.dataset
        if dataset is not None and dataset is self._dataset:
            return  # others are only being loaded
        self._dataset = dataset
        self._known = [] if dataset is None else attributes.known(dataset)
        with QSignalBlocker(self.source):
            self.source.clear()
            self.source.addItem(tr("The two piles"))
            self.source.addItems([printable(attribute.name) for attribute in self._known])
        self._former.clear()
        kept = tuple(tuple(m for m in pile if m.index is None) for pile in self._piles)
        self._set_piles(cast(Piles, kept))

    @Slot()
    def _on_source(self) -> None:
        self._forget()
        self._show()
        self._search()

    @Slot()
    def _on_view(self) -> None:
        """Follow the weights; what was found with another model means nothing to this one."""
        view = self._session.view
        if view is None or not same_model(view.record, self._record):
            self._record = None if view is None else view.record
            if any(self._piles):
                self._former.keep(self._piles)
            self._forget()
            self._set_piles(((), ()))
        elif self._session.state != "training":
            self._search()
        elif not self._again.isActive():
            wait = max(0.0, AGAIN - (time.monotonic() - self._begun))
            self._again.start(int(1000 * wait))

    def _add(self, place: int, members: Members) -> None:
        dim = latent_dim(self._session)
        fit = members if dim is None else fitting(members, dim)
        if len(fit) < len(members):
            say_unfit(self._session, dim)
        if fit:
            self._change(place, (*self._piles[place], *fit)[:MOST])

    def _remove(self, place: int, which: int) -> None:
        pile = self._piles[place]
        self._change(place, (*pile[:which], *pile[which + 1 :]))

    def _change(self, place: int, members: Members) -> None:
        self._former.keep(self._piles)
        one, other = self._piles
        self._set_piles((one, members) if place else (members, other))

    def _set_piles(self, piles: Piles) -> None:
        self._piles = piles
        self._forget()
        self._show()
        self._search()

    @Slot()
    def _on_undo(self) -> None:
        before = self._former.take()
        if before is not None:
            self._set_piles(before)

    @Slot()
    def _on_refused(self) -> None:
        say_nonsense(self._session)

    # The search

    @Slot()
    def _search(self) -> None:
        view = self._session.view
        attribute = self.attribute
        if view is None or not self.isVisible() or (attribute is None and not all(self._piles)):
            return
        method = self.method.currentData()
        ask = Ask(self._session.dataset, attribute, *self._piles, method, self.balance.isChecked())
        self._ticket, self._begun = Ticket(), time.monotonic()
        call = partial(search, view, self._session.label, ask, self._ticket)
        self._tasks.start("search", call, self._on_found, self._on_failed)
        self._clock.start()

    @Slot()
    def _on_clock(self) -> None:
        busy = self._tasks.busy("search")
        late = 1000 * (time.monotonic() - self._begun) > LATER
        self._progress.setVisible(busy and late)
        self._bar.setValue(round(100 * self._ticket.share))
        if not busy:
            self._clock.stop()

    @Slot()
    def _on_cancel(self) -> None:
        self._tasks.cancel("search")
        self._on_clock()
        self.words.setText(tr("Stopped. Choose the attribute again to search anew."))

    def _on_found(self, found: Any) -> None:
        self._on_clock()
        self.found = found
        words = in_words(found)
        self.words.setText(words)
        for widget in (self.words, self.groups):
            widget.setToolTip(tip(in_detail(found)))
        self.groups.set_groups(found.separation.has, found.separation.without, words)
        self.groups.show()
        self.changed.emit()

    def _on_failed(self, failure: Failure) -> None:
        self._on_clock()
        self._forget()
        self.words.setText(failure.text)

    def _forget(self) -> None:
        """Have no direction: what it was made from is another now."""
        self._tasks.cancel("search")
        self._on_clock()
        self.groups.hide()
        self.words.setText(tr(HINT) if self.attribute is None and not all(self._piles) else "")
        if self.found is not None:
            self.found = None
            self.words.setToolTip("")
            self.changed.emit()

    def _show(self) -> None:
        by_hand = self.attribute is None
        for row, members in zip(self.rows, self._piles):
            row.show_members(members)
            row.setVisible(by_hand)
        self._undo.setVisible(by_hand)
        self._undo.setEnabled(bool(self._former))


def in_words(found: Found) -> str:
    """Say how well a direction separates, and what that was judged by."""
    score = found.separation
    if not score.held_out:
        return tr("Too few codes to judge: put two or more on each pile.")
    value = score.auc
    if value >= WELL:
        how = tr("Separates well")
    elif value >= FAIRLY:
        how = tr("Separates fairly")
    else:
        how = tr("Separates poorly") if value >= POORLY else tr("Hardly separates")
    return tr(
        "{how}: {pairs} of 100 pairs in the right order (AUC {auc}).",
        how=how,
        pairs=number(100 * value, ".0f"),
        auc=number(value, ".2f"),
    )


def in_detail(found: Found) -> str:
    """Say what else there is to know: from how many codes, and who chose them."""
    has, without = found.counts
    said = tr(
        "From {has:,} codes that have it and {without:,} that have it not; d′ = {d_prime}. Each "
        "pair is judged by a direction that was made without it.",
        has=has,
        without=without,
        d_prime=number(found.separation.d_prime, ".2f"),
    )
    if found.direction.strata:
        said += " " + tr(
            "Averaged over %n group(s) of equal other attributes.", "", found.direction.strata
        )
    if found.judge is not None:
        right = number(found.judge, ".0%")
        said += " " + tr(
            "A classifier that is right for {share} of the test images chose them.", share=right
        )
    return said
