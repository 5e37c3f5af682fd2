"""What there is to see of a lesson: its card in the window, and the ring."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from genstudio.core.language import tr
from genstudio.core.lesson import Step, Text
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.lesson_card import STRIPE, Card, Ground, Page
from genstudio.gui.lesson_hidden import Hidden
from genstudio.gui.lesson_places import find
from genstudio.gui.lesson_spotlight import Spotlight
from genstudio.gui.lesson_stage import Stage
from genstudio.gui.widgets.text import tip as plain_tip

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow


class Show(QObject):
    """Puts a lesson into the window, and takes it out again.

    Signals, by the buttons: ended; all_wanted, of what is hidden.
    """

    ended = Signal()
    all_wanted = Signal()

    def __init__(self, window: MainWindow, hidden: Hidden, title: str) -> None:
        super().__init__(window)
        self._window = window
        self.card = Card()
        self._stage = Stage(window, hidden, self.card, self._header(title))
        self.spotlight = Spotlight(window)

    def page(
        self, step: Step, number: int, count: int, answer: int | None, say: Callable[[Text], str]
    ) -> None:
        """Show the text of a step."""
        ask = step.ask
        self.card.show_page(
            Page(
                number + 1,
                count,
                say(step.title),
                say(step.text),
                say(ask.question) if ask is not None else "",
                [say(choice.text) for choice in ask.choices] if ask is not None else (),
                answer,
            )
        )

    def offer_all(self, some: bool) -> None:
        """Offer to show everything, while something is hidden."""
        self._all.setVisible(some)

    def point(self, place: str | None) -> None:
        """Ring a place; a pane that the user has closed is opened for it."""
        if place is not None:
            self._stage.reveal(find(self._window, place))
        self.spotlight.point(place)

    def clear(self) -> None:
        """Put the window back to how it was."""
        self.spotlight.close()
        self._stage.clear()

    def _header(self, title: str) -> QWidget:
        label = QLabel(title)
        label.setObjectName("lessonTitle")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("kind", "heading")
        label.setToolTip(plain_tip(title))  # a long one is cut off
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tip = tr("End the lesson; the window is put back to how it was")
        end = named(QPushButton(tr("&End")), "lessonEnd", tr("End the lesson"), tip)
        end.setProperty("kind", "flat")
        end.clicked.connect(self.ended)
        about = tr("Show what this lesson has hidden to keep things simple")
        self._all = named(QToolButton(), "lessonShowAll", tr("Show all controls"), about)
        self._all.setIcon(theme.icon("eye"))
        self._all.setProperty("kind", "flat")
        self._all.clicked.connect(self.all_wanted)
        self._all.hide()
        header = Ground()
        row = QHBoxLayout(header)
        row.setContentsMargins(12 + STRIPE, 4, 6, 0)
        row.addWidget(label, 1)
        row.addWidget(self._all)
        row.addWidget(end)
        return header
