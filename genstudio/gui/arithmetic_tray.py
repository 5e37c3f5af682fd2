"""The arithmetic tray: A - B + C with codes, live, its neighbours around it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from genstudio.analysis.arithmetic import in_words
from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import arithmetic_questions as questions
from genstudio.gui import made
from genstudio.gui.arithmetic_questions import Around, Bench, Sum, Tray
from genstudio.gui.arithmetic_result import ArithmeticResult
from genstudio.gui.chores import Chores
from genstudio.gui.controls import turn
from genstudio.gui.explorer_codes import same_model
from genstudio.gui.members import MOST, Member, Members, fitting, latent_dim, say_nonsense
from genstudio.gui.pile_row import PileRow
from genstudio.gui.undone import Former

if TYPE_CHECKING:
    from genstudio.gui.session import Session

Slots = tuple[Members, Members, Members]
EMPTY: Slots = ((), (), ())
SLOTS = (
    ("A", "A", mark("slot A")),
    ("B", "−B", mark("slot B, which is subtracted")),
    ("C", "+C", mark("slot C, which is added")),
)
WIDE = 470  # px from which on the result stands beside the slots


class ArithmeticTray(QWidget):
    """Three piles, and what comes of them with the weights in view.

    `answered` says that more is known of the result, or that there is none any more.
    """

    answered = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record = session.view.record if session.view else None
        self._data = _data(session)
        self._slots: Slots = EMPTY
        self._former: Former[Slots] = Former()
        self._fresh = False  # the slots were changed, and nobody has seen yet what comes of it
        self._bench = Bench()
        self._chores = Chores(session, self)
        self._chores.answered.connect(self._on_answered)
        self._chores.failed.connect(self._on_failed)
        self._build()
        session.view_changed.connect(self._on_view)
        session.dataset_changed.connect(self._on_dataset)
        session.label_changed.connect(self._on_wish)
        self._show()

    def close_panel(self) -> None:
        """End the thread that decodes."""
        self._chores.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is decoded while nobody looks."""
        super().showEvent(event)
        self._refresh(now=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the result beside the slots where there is room."""
        super().resizeEvent(event)
        turn(self._layout, beside=self.width() >= WIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo with the usual key, from anywhere in the tray."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._on_undo()
        else:
            super().keyPressEvent(event)

    # What it is made of

    def _build(self) -> None:
        self.rows = [PileRow(self._session, key, sign, tr(name), self) for key, sign, name in SLOTS]
        for place, row in enumerate(self.rows):
            row.added.connect(partial(self._add, place))
            row.removed.connect(partial(self._remove, place))
            row.cleared.connect(partial(self._empty, place))
            row.refused.connect(self._on_refused)
        piles = QVBoxLayout()
        piles.setSpacing(3)
        for row in self.rows:
            piles.addWidget(row)
        piles.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(6, 4, 6, 4)
        self._layout.setSpacing(6)
        self._layout.addLayout(piles)
        self.result = ArithmeticResult(self._session, self._chores, self)
        self.result.undo.connect(self._on_undo)
        self.result.changed.connect(self._on_wish)
        self._layout.addWidget(self.result, 1)

    # The slots

    @property
    def slots(self) -> Slots:
        """The members of A, B and C."""
        return self._slots

    def fill(self, slots: Slots) -> None:
        """Replace what is in all slots, which can be undone."""
        if slots != self._slots:
            self._former.keep(self._slots)
            self._set_slots(slots)

    def replace(self, place: int, which: int, member: Member) -> None:
        """Take another member in the place of one of a slot."""
        slot = self._slots[place]
        self._change(place, (*slot[:which], member, *slot[which + 1 :]))

    def _add(self, place: int, members: Members) -> None:
        """Add to a slot what the model in view can decode; say so of what it cannot."""
        dim = latent_dim(self._session)
        fit = members if dim is None else fitting(members, dim)
        if len(fit) < len(members):
            refused = next(m.code for m in members if m not in fit and m.code is not None)
            self._session.say(
                tr(
                    "These codes have {their:,} numbers, but those of the model in view have "
                    "{own:,}: take codes of the same model.",
                    their=len(refused),
                    own=dim,
                ),
                "warning",
            )
        room = MOST - len(self._slots[place])
        if fit and room > 0:
            self._change(place, (*self._slots[place], *fit[:room]))

    def _remove(self, place: int, which: int) -> None:
        slot = self._slots[place]
        self._change(place, (*slot[:which], *slot[which + 1 :]))

    def _empty(self, place: int) -> None:
        self._change(place, ())

    def _change(self, place: int, members: Members) -> None:
        self._former.keep(self._slots)
        parts = list(self._slots)
        parts[place] = members
        self._set_slots(cast(Slots, tuple(parts)))

    def _set_slots(self, slots: Slots) -> None:
        self._slots, self._fresh = slots, True
        self._show()
        self._refresh(now=True)

    @Slot()
    def _on_undo(self) -> None:
        before = self._former.take()
        if before is not None:
            dim = latent_dim(self._session)
            known = before if dim is None else tuple(fitting(slot, dim) for slot in before)
            self._set_slots(cast(Slots, known))

    @Slot()
    def _on_refused(self) -> None:
        say_nonsense(self._session)

    # What is asked

    @Slot()
    def _on_view(self) -> None:
        """Follow the weights; codes of another model mean nothing to this one."""
        view = self._session.view
        if view is not None and not same_model(view.record, self._record):
            self._record = view.record
            if any(self._slots):
                self._former.keep(self._slots)
                self._set_slots(EMPTY)
        self._refresh()
        self._show_result()

    @Slot()
    def _on_dataset(self) -> None:
        """Forget the images of other data; those that are only being loaded are not there yet."""
        data = _data(self._session)
        if data == self._data:
            return
        self._data = data
        kept = tuple(tuple(m for m in slot if m.index is None) for slot in self._slots)
        self._former.clear()
        self._set_slots(cast(Slots, kept))

    @Slot()
    def _on_wish(self) -> None:
        self._refresh(now=True)

    def _refresh(self, *, now: bool = False) -> None:
        if self._session.view is None or not self.isVisible():
            return
        if not any(self._slots):
            return
        result = self.result
        tray = Tray(self._slots, self._session.dataset, result.seed, result.keeps_length)
        self._chores.want("sum", partial(questions.add_up, bench=self._bench, tray=tray), now=now)
        around = partial(questions.look_around, bench=self._bench, tray=tray)
        self._chores.want("around", around, now=now)

    # What came

    @Slot(str, object, float)
    def _on_answered(self, name: str, answer: object, cost: float) -> None:
        if isinstance(answer, Path):
            made.say_saved(self._session, answer)
        elif isinstance(answer, Sum) and answer.tray.slots == self._slots:
            self.result.sum = answer
            self._show_result()
            if self._fresh and answer.result is not None and answer.image is not None:
                self._fresh = False
                made.look_at(self._session, answer.result.code, answer.image)
        elif isinstance(answer, Around) and answer.tray.slots == self._slots:
            self.result.around = answer
            known = zip(self.rows, answer.members, answer.pictures, answer.spreads)
            for row, codes, pictures, spread in known:
                row.show_known(codes, pictures, spread)
            self._show_result()

    @Slot(str, object)
    def _on_failed(self, name: str, error: object) -> None:
        if name == "save":
            made.say_failed(self._session, error)
        else:
            self.result.say(tr("This cannot be shown: {reason}", reason=printable(error)))

    def _show(self) -> None:
        """Show the slots, and no result that is not theirs."""
        for row, members in zip(self.rows, self._slots):
            row.show_members(members)
        if not any((self._slots[0], self._slots[2])):
            self.result.sum = None
        if not any(self._slots):
            self.result.around = None
        self._show_result()

    def _show_result(self) -> None:
        self.result.formula = self.formula
        self.result.show_result(undoable=bool(self._former))
        self.answered.emit()

    @property
    def formula(self) -> str:
        """What is added up, with the names of the members."""
        return in_words([[member.name for member in slot] for slot in self._slots])


def _data(session: Session) -> str:
    """Return which data are open: their fingerprint."""
    return "" if session.dataset is None else session.dataset.fingerprint
