"""The bar at the top: train, pause, step, stop, reset, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.guest import Ear
from genstudio.gui.numbers import number
from genstudio.gui.pace import in_words
from genstudio.gui.widgets.elided import Elided

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Training")
ORDER = 0
AREA = "top"
NEEDS: tuple[str, ...] = ()

ROUND = 44  # px
DEVICE_EVERY = 1000  # ms
PLAYERS: tuple[tuple[str, tuple[str, ...] | None], ...] = (
    (mark("Step of D only"), ("D",)),
    (mark("Step of G only"), ("G",)),
    (mark("Step of both"), None),
)
RESET_TIP = mark("Back to an untrained model with the same settings; the run is kept ({key})")
STEP_TIP = mark("Make exactly one training step ({key})")
STOP_TIP = mark("End training and save; Train goes on from there ({key})")
WAITING_TIP = mark("Starts by itself as soon as all is loaded; press to call it off")
GO_ON_TIP = mark("Go on, where it is trained ({key})")
TRAIN_TIP = mark("Train ({key})")
PAUSE_TIP = mark("Pause ({key})")
SPACE = QKeySequence(Qt.Key.Key_Space)
SPLIT = """
QToolButton[popupMode="1"] { padding-right: 20px; }
QToolButton::menu-button { border: none; background: transparent; width: 16px; }
"""
ELSEWHERE = {
    "training": mark("Trained elsewhere"),
    "paused": mark("Paused elsewhere"),
}
WISHES = {
    "pause": mark("Asked to pause"),
    "resume": mark("Asked to go on"),
    "stop": mark("Asked to stop"),
}
WAITING = mark("Starts as soon as all is loaded")
DOING = {
    "loading": mark("Loading the engine"),
    "ready": mark("Ready to train"),
    "preparing": mark("Preparing"),
    "training": mark("Training"),
    "paused": mark("Paused"),
    "stopping": mark("Saving"),
}
DOING_GUEST = {
    "loading": mark("Preparing"),
    "training": mark("Running"),
    "paused": mark("Paused"),
}


class Panel(QWidget):
    """Mirrors the session's state, or its guest's; every button is one call of it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transport")
        self._session = session
        self._offered = False  # whether the step button has been made ready once
        self._build()
        session.state_changed.connect(self.refresh)
        session.run_changed.connect(self.refresh)
        session.settings_changed.connect(self.refresh)
        session.dataset_changed.connect(self.refresh)
        session.family_changed.connect(self._on_family)
        Ear(session, {"state_changed": self.refresh}, self.refresh, self)
        self._clock = QTimer(self, interval=DEVICE_EVERY)
        self._clock.timeout.connect(self._show_device)
        self._clock.start()
        self._on_family()
        self._show_device()

    @Slot()
    def refresh(self) -> None:
        """Show the state of this moment."""
        session = self._session.driven
        state, remote = session.state, session.remote
        on = (remote or state) in ("training", "preparing")
        self.train_button.setIcon(theme.icon("pause" if on else "play", primary=True))
        text, tip = (tr("Pause"), PAUSE_TIP) if on else (tr("Train"), TRAIN_TIP)
        if session.waiting:
            text, tip = tr("Call off the start"), WAITING_TIP
        elif remote == "paused":
            text, tip = tr("Go on"), GO_ON_TIP
        if self.train_button.accessibleName() != text:
            self.train_button.setAccessibleName(text)
            self.train_button.setToolTip(_with_key(tip, SPACE))
        self.train_button.setEnabled(session.can_train)
        self.step_button.setEnabled(session.can_step)
        self.stop_button.setEnabled(session.can_stop)
        self.reset_button.setEnabled(session.can_reset)
        self._offer_players(len(session.players) > 1)
        self._state.put(self._say_run(), self._say_state())
        guest = self._session.guest is not None  # which draws its data anew at each step
        self._epoch.put("–" if guest else number(session.epoch, ",.1f"))
        self._step.put(number(session.step))
        speed = session.steps_per_second
        self._speed.put("–" if speed is None else number(speed, ",.1f"))
        left = session.eta_seconds
        self._left.put("–" if left is None else in_words(left))

    def _say_state(self) -> str:
        """Say what is going on, here or elsewhere."""
        session = self._session.driven
        if session.remote is not None:
            return tr(WISHES.get(session.wish or "", ELSEWHERE[session.remote]))
        if session.read_only:
            return tr("Only to be looked at")
        if session.waiting:
            return tr(WAITING)
        return tr(
            DOING_GUEST.get(session.state, "") if self._session.guest else DOING[session.state]
        )

    def _say_run(self) -> str:
        """Name the open run, or say what Train would begin."""
        session = self._session
        if session.guest is not None:
            return session.guest.title
        if session.run is not None and (
            session.read_only or session.state != "ready" or session.plan.kind != "create"
        ):
            return printable(session.run.folder.name)
        title = {name: title for name, title, _ in session.families}.get(session.family)
        if title is None or session.dataset is None:
            return "genstudio"
        name = printable(session.dataset.name)
        return tr("{model} on {data}", model=tr(title), data=name)

    @Slot()
    def _on_family(self) -> None:
        """What is trained is another: other steps may be offered."""
        self.refresh()

    def _offer_players(self, two: bool) -> None:
        """Only a game of two players offers steps of one of them."""
        if self._menu.isEnabled() == two and self._offered:
            return
        self._offered = True
        mode = QToolButton.ToolButtonPopupMode
        self._menu.setEnabled(two)
        self.step_button.setPopupMode(mode.MenuButtonPopup if two else mode.DelayedPopup)
        self.step_button.style().polish(self.step_button)
        self.step_button.setMinimumWidth(50 if two else 0)

    @Slot()
    def _show_device(self) -> None:
        self._device.put(self._session.device_name)

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        self._session.driven.single_step(action.data())

    @Slot()
    def _on_step(self) -> None:
        self._session.driven.single_step(None)

    @Slot()
    def _on_toggle(self) -> None:
        self._session.driven.toggle()

    @Slot()
    def _on_stop(self) -> None:
        self._session.driven.stop()

    @Slot()
    def _on_reset(self) -> None:
        self._session.driven.reset()

    def _build(self) -> None:
        self.reset_button = self._button("resetButton", "reset", tr("Reset"), RESET_TIP, "Ctrl+R")
        self.reset_button.clicked.connect(self._on_reset)
        self.train_button = QPushButton()
        named(self.train_button, "trainButton", tr("Train"), _with_key(TRAIN_TIP, SPACE))
        self.train_button.setProperty("kind", "primary")
        self.train_button.setFixedSize(ROUND, ROUND)
        self.train_button.setIconSize(QSize(22, 22))
        self.train_button.setStyleSheet(f"border-radius: {ROUND // 2}px; padding: 0;")
        self.train_button.clicked.connect(self._on_toggle)
        self.step_button = self._button("stepButton", "step", tr("Step"), STEP_TIP, ".")
        self.step_button.clicked.connect(self._on_step)
        self._menu = QMenu(tr("Step"), self)
        for text, players in PLAYERS:
            self._menu.addAction(tr(text)).setData(players)
        self._menu.triggered.connect(self._on_menu)
        self.step_button.setMenu(self._menu)
        self.step_button.setStyleSheet(SPLIT)
        self.stop_button = self._button("stopButton", "stop", tr("Stop"), STOP_TIP, "Ctrl+.")
        self.stop_button.clicked.connect(self._on_stop)
        self._state = Figure("", "runState", "genstudio", 11, 16)
        self._epoch = Figure(tr("Epoch"), "epochCounter", number(0, ".1f"), 7, 7)
        self._step = Figure(tr("Step"), "stepCounter", "0", 9, 9)
        self._speed = Figure(tr("Steps/s"), "speedCounter", "–", 6, 6)
        self._left = Figure(tr("Time left"), "timeLeft", "–", 8, 15)
        self._device = Figure(tr("Device"), "deviceName", "", 7, 10)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        for button in (self.reset_button, self.train_button, self.step_button, self.stop_button):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self._state, 1)
        for figure in (self._epoch, self._step, self._speed, self._left, self._device):
            row.addSpacing(8)
            row.addWidget(figure)

    def _button(self, name: str, icon: str, text: str, tip: str, key: str) -> QToolButton:
        button = named(QToolButton(), name, text, _with_key(tip, QKeySequence(key)))
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(20, 20))
        button.setProperty("kind", "flat")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button


def _with_key(text: str, key: QKeySequence) -> str:
    return tr(text, key=key.toString(QKeySequence.SequenceFormat.NativeText))


class Figure(QWidget):
    """A number with its name in small above it; it keeps its width while the number changes.

    `least` and `usual` are widths, in digits: where room is short, both texts are elided.
    """

    def __init__(self, caption: str, name: str, value: str, least: int, usual: int) -> None:
        super().__init__()
        self._caption = Elided(caption, least=least)
        self._caption.setProperty("kind", "faint")
        self._value = Elided(value, least=least, usual=usual)
        self._value.setObjectName(name)
        self._value.setAccessibleName(caption)
        font = self._value.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._value.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._caption)
        column.addWidget(self._value)

    def put(self, value: str, caption: str | None = None) -> None:
        """Change the number, and its name where one is given."""
        if value != self._value.text():
            self._value.setText(value)
        if caption is not None and caption != self._caption.text():
            self._caption.setText(caption)
