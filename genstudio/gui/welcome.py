"""The first thing to do, said where the curves will be until there is a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.widgets.flow import Flow

if TYPE_CHECKING:
    from genstudio.gui.session import Session

SEEN = "welcomed"  # in the store: whether it need not come by itself any more
FIRST = ("vae", "digits")  # what the first start has chosen: a minute is enough for it
LEAST = 140  # px: of the button that trains, and of the words on it
BESIDE = 32 + 64  # px: the margins of the page, and the button's icon and frame


class Welcome(QWidget):
    """Three lines and three buttons. It goes for good with the first run, or when closed.

    Signals: changed, when it comes or goes; tour_wanted; pictures_wanted.
    """

    changed = Signal()
    tour_wanted = Signal()
    pictures_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName(tr("Welcome"))
        self._session = session
        self._called = False
        self.wanted = not session.store.get(SEEN, False)
        self._build()
        session.run_changed.connect(self._on_run)
        session.shelf.changed.connect(self._on_shelf)
        for signal in (session.family_changed, session.dataset_changed, session.engine_ready):
            signal.connect(self._name_train)
        self._name_train()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name what would be trained anew: a data set may have a long name."""
        super().resizeEvent(event)
        self._say(self._about)

    def call(self) -> None:
        """Come back, because the user asks for it."""
        self._called = True
        self._put(True)

    @Slot()
    def dismiss(self) -> None:
        """Go, and do not come by itself any more."""
        self._session.store.put(SEEN, True)
        self._put(False)

    def _put(self, wanted: bool) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.changed.emit()

    @Slot()
    def _on_run(self) -> None:
        if self._session.run is not None:
            self.dismiss()

    @Slot()
    def _on_shelf(self) -> None:
        """There are runs of an earlier time: whoever made them needs no welcome."""
        if self._session.shelf.runs and not self._called:
            self.dismiss()

    @Slot()
    def _on_train(self) -> None:
        self._session.train()
        self.dismiss()

    @Slot()
    def _name_train(self) -> None:
        """Say on the button what it would train."""
        session = self._session
        data = session.dataset.source if session.dataset is not None else FIRST[1]
        if (session.family, data) == FIRST:
            self._say(tr("Digits VAE, 1 min"))
            return
        titles = {name: title for name, title, _ in session.families}
        name = session.dataset.name if session.dataset is not None else data
        text = tr(
            "{model} on {data}", model=tr(titles.get(session.family, session.family)),
            data=printable(name),
        )  # fmt: skip
        self._say(text)

    def _say(self, text: str) -> None:
        """Write what would be trained, as much of it as there is room for."""
        self._about = text
        room = self.contentsRect().width() - BESIDE
        metrics = self._train.fontMetrics()
        short = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(room, LEAST))
        self._train.setText(short.replace("&", "&&"))

    def _build(self) -> None:
        heading = _line(tr("Train your first model"), "heading")
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        heading.setFont(font)
        text = tr(
            "It learns to make images like those on the left. Look into it while it trains, "
            "and stop at any time."
        )
        close = named(
            QToolButton(), "welcomeClose", tr("Close the welcome"),
            tr("Close this; Help, Welcome brings it back"),
        )  # fmt: skip
        close.setIcon(theme.icon("close"))
        close.setProperty("kind", "flat")
        close.clicked.connect(self.dismiss)
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 8, 0)
        column.setSpacing(6)
        column.addStretch(1)
        column.addLayout(top)
        column.addWidget(_line(text, ""))
        column.addWidget(_line(tr("The curves of the training will appear here."), "faint"))
        column.addSpacing(4)
        column.addLayout(self._buttons())
        column.addStretch(2)

    def _buttons(self) -> Flow:
        tip = tr("Begin to train what is chosen on the left (Space)")
        self._train = named(QPushButton(), "welcomeTrain", tr("Train your first model"), tip)
        self._train.setProperty("kind", "primary")
        self._train.setMinimumWidth(LEAST)
        self._train.setIcon(theme.icon("play", primary=True))
        tip = tr("What is where, step by step; about five minutes")
        tour = named(QPushButton(tr("Tour")), "welcomeTour", tr("Tour of the window"), tip)
        tip = tr("Choose a folder of images to learn from")
        own = named(
            QPushButton(tr("Open my pictures…")), "welcomePictures", tr("Open my pictures"), tip
        )
        self._train.clicked.connect(self._on_train)
        tour.clicked.connect(self.tour_wanted)
        own.clicked.connect(self.pictures_wanted)
        row = Flow(spacing=8)
        for button in (self._train, tour, own):
            row.addWidget(button)
        return row


def _line(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("kind", kind)
    return label
