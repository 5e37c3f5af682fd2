"""The queue: trainings to be, one after the other; put in order by dragging, buttons or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QDropEvent, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui import queue_rows, theme
from genstudio.gui.controls import named, paragraph
from genstudio.gui.run_rows import OPEN, TwoLines
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Queue")
ORDER = 25
AREA = "left"
NEEDS: tuple[str, ...] = ()

EVERY = 2000  # ms between two looks at what others have done, while this is seen
ID = Qt.ItemDataRole.UserRole + 20
EMPTY = mark(
    "Nothing is in the queue.\n\nSet up a training, then press “Add the set-up”: what is here is "
    "trained one after the other, also overnight."
)
UP_KEY = QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Up)
DOWN_KEY = QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Down)
DELETE_KEY = QKeySequence(Qt.Key.Key_Delete)
SKIP_KEY = QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Right)
START = (
    mark("Start the queue"),
    mark("Train what waits, one after the other; a run that is on ends first"),
)
PAUSE = (
    mark("Pause the queue"),
    mark("Save and stop what is trained; it goes on exactly where it was"),
)
SKIP = (mark("Skip"), mark("Pass the item over until it is released ({key})"))
RELEASE = (mark("Release"), mark("Have the item wait for its turn again ({key})"))


class QueueList(QListWidget):
    """A list whose items can be dragged to another place."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.dragged: list[int] = []
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setItemDelegate(TwoLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Remember what is dragged: the line-up moves it, and the list follows."""
        self.dragged = [item.data(ID) for item in self.selectedItems()]
        super().startDrag(actions)
        self.dragged = []

    def dropEvent(self, event: QDropEvent) -> None:
        """Have what was dragged moved to where it was dropped."""
        if self.dragged:
            row = self.indexAt(event.position().toPoint()).row()
            below = self.dropIndicatorPosition() == self.DropIndicatorPosition.BelowItem
            place = self.count() if row < 0 else row + below
            self._panel.drop(self.dragged, place)
            self.setState(QListWidget.State.NoState)
        event.setDropAction(Qt.DropAction.IgnoreAction)  # Qt itself moves nothing
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with the keyboard what the buttons do."""
        if not self._panel.press(QKeySequence(event.keyCombination())):
            super().keyPressEvent(event)


class Panel(QWidget):
    """Mirrors the session's line-up."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue")
        self._session = session
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(session.lineup.refresh)
        self._later = QTimer(self, singleShot=True, interval=100)
        self._later.timeout.connect(self._refresh)
        self._build()
        session.queue_changed.connect(self._refresh)
        session.engine_ready.connect(self._refresh)
        session.dataset_changed.connect(self._on_choice)
        session.state_changed.connect(self._on_state)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look what others have done meanwhile, and go on looking."""
        super().showEvent(event)
        self._session.lineup.refresh()
        self._clock.start()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no longer."""
        super().hideEvent(event)
        self._clock.stop()

    def press(self, key: QKeySequence) -> bool:
        """Do what a key of the list stands for; say whether it stands for something."""
        known = (
            (UP_KEY, self._up),
            (DOWN_KEY, self._down),
            (DELETE_KEY, self._remove),
            (SKIP_KEY, self._skip),
        )
        for own, button in known:
            if own == key:
                button.click()
                return True
        return False

    # Showing

    @Slot()
    def _on_state(self) -> None:
        """Show how far the training is, a few times a second at most."""
        if self.isVisible() and self._session.queued is not None and not self._later.isActive():
            self._later.start()

    @Slot()
    def _refresh(self) -> None:
        """List the items; where only their words are new, nothing moves."""
        session = self._session
        items = session.lineup.items
        if [item.id for item in items] != self._listed():
            self._list_anew([item.id for item in items])
        for row, item in enumerate(items):
            shown = self.list.item(row)
            text = f"{queue_rows.title(session, item)}\n{queue_rows.told(session, item)}"
            if shown.text() != text:
                shown.setText(text)
                shown.setToolTip(tip(queue_rows.about(session, item)))
            shown.setData(OPEN, item.state == "running")
        self._stack.setCurrentIndex(1 if items else 0)
        self._whole.setText(queue_rows.whole(session))
        self._whole.setVisible(bool(items))
        self._show_start()
        self._on_choice()

    def _list_anew(self, ids: list[int]) -> None:
        chosen = set(self._chosen())
        current = self.list.currentItem()
        at = None if current is None else current.data(ID)
        self.list.clear()
        for id in ids:
            item = QListWidgetItem(self.list)
            item.setData(ID, id)
            item.setSelected(id in chosen)
            if id == at:
                self.list.setCurrentItem(item)
                item.setSelected(id in chosen)

    def _show_start(self) -> None:
        session, on = self._session, self._session.queue_on
        text, about = PAUSE if on else START
        self._start.setText(tr(text))
        self._start.setIcon(theme.icon("pause" if on else "play"))
        self._start.setAccessibleName(tr(text))
        self._start.setToolTip(tip(tr(about)))
        waits = any(item.state == "waiting" for item in session.lineup.items)
        self._start.setEnabled(on or (waits and session.engine_loaded))

    @Slot()
    def _on_choice(self) -> None:
        """Enable what can be done with the chosen items."""
        ids, items = self._chosen(), self._session.lineup.items
        rows = [row for row, item in enumerate(items) if item.id in ids]
        one = rows[0] if len(rows) == 1 else None
        self._up.setEnabled(one is not None and one > 0)
        self._down.setEnabled(one is not None and one < len(items) - 1)
        self._remove.setEnabled(bool(rows))
        released = one is not None and items[one].state in ("paused", "failed")
        text, about = RELEASE if released else SKIP
        key = SKIP_KEY.toString(QKeySequence.SequenceFormat.NativeText)
        self._skip.setText(tr(text))
        self._skip.setAccessibleName(tr(text))
        self._skip.setToolTip(tip(tr(about, key=key)))
        self._skip.setEnabled(one is not None and items[one].state != "done")
        self._clear.setEnabled(any(item.state == "done" for item in items))
        self._add.setEnabled(self._session.ready)

    def _listed(self) -> list[int]:
        return [self.list.item(row).data(ID) for row in range(self.list.count())]

    def _chosen(self) -> list[int]:
        """Return the numbers of the chosen items, from the top."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(ID) for item in items if item.isSelected()]

    # Doing

    @Slot()
    def _on_start(self) -> None:
        if self._session.queue_on:
            self._session.pause_queue()
        else:
            self._session.start_queue()

    def drop(self, ids: list[int], place: int) -> None:
        """Move items to where they were dropped: before the item at that place."""
        order = self._listed()
        order = [
            *(id for id in order[:place] if id not in ids),
            *ids,
            *(id for id in order[place:] if id not in ids),
        ]
        self._session.lineup.arrange(order)

    @Slot()
    def _on_up(self) -> None:
        self._shift(-1)

    @Slot()
    def _on_down(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        ids = self._chosen()
        if len(ids) == 1:
            self._session.lineup.move(ids[0], self._listed().index(ids[0]) + by)

    @Slot()
    def _on_skip(self) -> None:
        ids = self._chosen()
        item = self._session.lineup.find(ids[0]) if len(ids) == 1 else None
        if item is not None:
            self._session.lineup.skip(item.id, item.state not in ("paused", "failed"))

    @Slot()
    def _on_remove(self) -> None:
        ids = self._chosen()
        if ids:
            self._session.lineup.remove(ids, self._on_removed)

    @Slot()
    def _on_clear(self) -> None:
        self._session.lineup.clear_done(self._on_removed)

    def _on_removed(self, gone: Any) -> None:
        lineup = self._session.lineup
        text = tr("%n item(s) taken out of the queue; their runs are kept.", "", len(gone))
        self._session.say(text, action_text=tr("Undo"), action=lambda: lineup.restore(gone))

    # Building

    def _build(self) -> None:
        self.list = named(QueueList(self), "queueList", tr("Trainings, the next one first"))
        self.list.setToolTip("")
        self.list.itemSelectionChanged.connect(self._on_choice)
        empty = paragraph("faint", tr(EMPTY))
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.list)
        self._whole = Wrapped()
        self._whole.setObjectName("queueWhole")
        self._start = self._button("startQueueButton", "play", *START, self._on_start)
        up, down, delete = (
            key.toString(QKeySequence.SequenceFormat.NativeText)
            for key in (UP_KEY, DOWN_KEY, DELETE_KEY)
        )
        self._up = self._button(
            "queueUpButton",
            "chevron-up",
            mark("Sooner"),
            mark("Earlier in the queue ({key})"),
            self._on_up,
            up,
        )
        self._down = self._button(
            "queueDownButton",
            "chevron-down",
            mark("Later"),
            mark("Further back in the queue ({key})"),
            self._on_down,
            down,
        )
        self._skip = self._button("queueSkipButton", "step", *SKIP, self._on_skip)
        about = mark("Take it out of the queue ({key}); what was trained is kept")
        self._remove = self._button(
            "queueRemoveButton", "trash", mark("Remove"), about, self._on_remove, delete
        )
        about = mark("Take out all that are done; their runs are kept")
        self._clear = self._button(
            "queueClearButton", "eraser", mark("Clear done"), about, self._on_clear
        )
        about = mark("Put what is set up at the end of the queue")
        self._add = self._button(
            "queueAddButton", "queue", mark("Add the set-up"), about, self._session.queue_setup
        )
        first, second = Flow(spacing=6), Flow(spacing=6)
        for button in (self._start, self._add):
            first.addWidget(button)
        for button in (self._up, self._down, self._skip, self._remove, self._clear):
            second.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self._whole)
        column.addWidget(self._stack, 1)
        column.addLayout(second)

    def _button(
        self, name: str, icon: str, text: str, about: str, act: Any, key: str = ""
    ) -> QPushButton:
        button = QPushButton(theme.icon(icon), tr(text))
        named(button, name, tr(text), tip(tr(about, key=key)))
        button.clicked.connect(act)
        return button
