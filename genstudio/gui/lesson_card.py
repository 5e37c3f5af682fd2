"""The card that a lesson is read from: a step's text, its question, and the way on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.lesson_ask import Question

STRIPE = 4  # px
MOST = 0.62  # of the window's height
BAR = 4  # px


@dataclass(frozen=True, slots=True)
class Page:
    """A step in the words of one language; `answer` is what has been chosen before."""

    number: int
    count: int
    title: str
    text: str
    question: str = ""
    choices: Sequence[str] = ()
    answer: int | None = None


class Ground(QWidget):
    """A ground in the lesson's colour, with a stripe at the left edge."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.mix(colours.base, colours.accent, 0.07))
        painter.fillRect(0, 0, STRIPE, self.height(), colours.accent)


class Card(Ground):
    """Shows a page, and says which button was pressed. It never takes the keyboard by itself.

    Signals: back, forward, do_it; answered(index of the choice).
    """

    back = Signal()
    forward = Signal()
    do_it = Signal()
    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonCard")
        self.setAccessibleName(tr("Lesson"))
        self._page: Page | None = None
        self._tallest = 0
        self._build()

    def show_page(self, page: Page) -> None:
        """Show a step that has just begun, and have it read out."""
        self._page = page
        self._bar.setRange(0, page.count)
        self._bar.setValue(page.number)
        counted = tr("Step {number} of {count}", number=page.number, count=page.count)
        self._count.setText(counted)
        self._title.setText(page.title)
        self._text.setText(page.text)
        self.question.ask(page.question, page.choices, page.answer)
        self._back.setEnabled(page.number > 1)
        self._scroll.verticalScrollBar().setValue(0)
        self.say_reply("")
        spoken = ". ".join(part for part in (counted, page.title, page.text, page.question) if part)
        self.setAccessibleDescription(spoken)
        self._announce(spoken)

    def set_state(self, waiting: str, *, done: bool, can_do: bool, asking: bool) -> None:
        """Say what is still to be done, or that it is done; offer to do it."""
        page = self._page
        if asking:
            waiting = tr("First choose what you expect.")
        self._wait.setText(tr("✓ Done.") if done and waiting else waiting)
        self._wait.setProperty("kind", "heading" if done else "faint")
        self._wait.style().polish(self._wait)
        self._wait.setVisible(bool(waiting))
        last = page is not None and page.number == page.count
        name = tr("Finish") if last else tr("&Next") if done else tr("Skip")
        self._next.setText(name)
        self._next.setEnabled(not asking)
        self._do.setVisible(can_do)
        self._do.setEnabled(not asking)
        self._emphasise(self._next if done else self._do)
        self._fit()

    def tell(self, waiting: str) -> None:
        """Say how far it is with what is to be done."""
        self._wait.setText(waiting)

    def announce_done(self) -> None:
        """Have it read out that the step's work is done."""
        self._announce(tr("✓ Done."))

    def say_reply(self, text: str, right: Collection[int] = ()) -> None:
        """Say what became of the prediction, and which were right; no text takes it away."""
        self.question.reply(text, right)
        if text:
            self._announce(text)
        self._fit()
        if text:
            QTimer.singleShot(0, self, self._show_end)

    def hold(self, busy: bool) -> None:
        """While something is being done for the user, it cannot be asked for again."""
        self._do.setEnabled(not busy)

    def sizeHint(self) -> QSize:
        """As wide as the setup."""
        return QSize(300, self._wanted(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Text in another width needs another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._tallest = 0
            self._fit()

    def _build(self) -> None:
        self._count = _label("lessonCount", "faint")
        self._bar = named(QProgressBar(), "lessonProgress", tr("Progress of the lesson"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(BAR)
        self._title = _label("lessonStepTitle", "heading")
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._title.setFont(font)
        self._text = _label("lessonText")
        self.question = Question(self)
        self.question.answered.connect(self.answered)
        self._wait = _label("lessonWait", "faint")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(6)
        for widget in (self._title, self._text, self.question):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("lessonScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(12 + STRIPE, 6, 10, 10)
        self._outer.setSpacing(6)
        self._outer.addWidget(self._bar)
        self._outer.addWidget(self._count)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addWidget(self._wait)
        self._outer.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        tip = tr("Go back to the step before; nothing is undone")
        self._back = named(QPushButton(tr("&Back")), "lessonBack", tr("Back"), tip)
        tip = tr("Have genstudio do what this step asks for")
        self._do = named(QPushButton(tr("Do it for me")), "lessonDo", tr("Do it for me"), tip)
        tip = tr("Go on to the next step")
        self._next = named(QPushButton(tr("&Next")), "lessonNext", tr("Next"), tip)
        self._back.clicked.connect(self.back)
        self._do.clicked.connect(self.do_it)
        self._next.clicked.connect(self.forward)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._do)
        row.addWidget(self._next)
        return row

    def _emphasise(self, chosen: QPushButton) -> None:
        for button in (self._do, self._next):
            kind = "accent" if button is chosen and button.isEnabled() else ""
            if button.property("kind") != kind:
                button.setProperty("kind", kind)
                button.style().polish(button)

    @Slot()
    def _fit(self) -> None:
        """Be as tall as the step needs, within reason; never shrink in the midst of a lesson."""
        most = round(MOST * self.window().height())
        self._tallest = max(self._tallest, min(self._wanted(self.width()), most))
        self.setFixedHeight(min(self._tallest, most))

    def _wanted(self, width: int) -> int:
        edges = self._outer.contentsMargins()
        inner = width - edges.left() - edges.right()
        column = self._column.contentsMargins()
        text = inner - column.left() - column.right()
        height = edges.top() + edges.bottom() + BAR + self._count.sizeHint().height()
        height += max(self._column.heightForWidth(text), self._column.minimumSize().height())
        height += self._next.sizeHint().height() + 4 * self._outer.spacing()
        return height + (0 if self._wait.isHidden() else self._wait.heightForWidth(inner))

    @Slot()
    def _show_end(self) -> None:
        """Scroll to what was measured, where the step has no room for all of its words."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def _label(name: str, kind: str = "") -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("kind", kind)
    return label
