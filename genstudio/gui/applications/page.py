"""A page of the workspace Applications: what it is of, which model does it, and its content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui.controls import named
from genstudio.gui.frame_abilities import missing, refusal
from genstudio.gui.lookers import Looker
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.state import Family

WIDEST = 560  # px of text: longer lines are hard to read
COALESCED = 60  # ms in which changes of the view are one


class AppPage(QWidget):
    """What all applications share. A page says what it is of and fills in its content.

    `NAME` is the page's module, `TITLE` and `ABOUT` marked texts, `NEEDS` the protocols of models
    that the model in view must follow, `FAMILY` the family that is offered to be trained where it
    does not, and `EXAMPLE` the shipped run that can be opened at once. `PARTS` are the controls
    that lessons can point at: a short name, which stands in lesson files, and the object's name.
    A page that is of no model is not `HEADED` by the name of the one in view.
    """

    NAME = ""
    TITLE = ""
    ABOUT = ""
    NEEDS: tuple[str, ...] = ()
    FAMILY = ""
    EXAMPLE = ""
    PARTS: Mapping[str, str] = {}
    HEADED = True  # with the name of the model in view

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{self.NAME}Page")
        self.session = session
        self.in_front = False
        self._stale = True
        self._content: QWidget | None = None
        self._lookers: list[Looker] = []
        self._later = QTimer(self, singleShot=True, interval=COALESCED)
        self._later.timeout.connect(self._settle)
        self._build_frame()
        for signal in (session.view_changed, session.dataset_changed, session.engine_ready):
            signal.connect(self._on_change)
        session.label_changed.connect(self._on_change)

    # For the pages

    def build(self) -> QWidget:
        """Return the content; called once, when there is a fitting model for the first time."""
        raise NotImplementedError

    def more_ways(self) -> list[QWidget]:
        """Return what else leads to a fitting model: it stands below the offers. Called once."""
        return []

    def on_view(self) -> None:
        """Look again: the model, its weights, its class or the data are others than before."""

    def looker(self) -> Looker:
        """Return one who answers questions to the model in view; it is closed with the page."""
        looker = Looker(self.session, self)
        looker.failed.connect(self._on_failed)
        self._lookers.append(looker)
        return looker

    @property
    def has_result(self) -> bool:
        """Whether the page shows what it is for; lessons wait for it."""
        return False

    @property
    def able(self) -> bool:
        """Whether the model in view can do what the page needs."""
        return not self._why()

    # Coming and going

    def begin(self) -> None:
        """Be in front."""
        self.in_front = True
        self._settle()

    def rest(self) -> None:
        """Be out of sight: nothing is computed for it."""
        self.in_front = False

    def close_page(self) -> bool:
        """End the threads; return whether all have ended."""
        for looker in self._lookers:
            looker.close()
        return True

    @Slot()
    def _on_change(self) -> None:
        self._stale = True
        if self.in_front:
            self._later.start()

    @Slot()
    def _settle(self) -> None:
        """Show the content where the model can do it, and otherwise what helps."""
        if not self.in_front:
            return
        why = self._why()
        self._head.setText(self._model_in_words())
        if why:
            self._reason.setText(why)
            self._stack.setCurrentIndex(0)
            self._show_offers()
            return
        if self._content is None:
            self._content = self.build()
            self._stack.addWidget(self._content)
        self._stack.setCurrentWidget(self._content)
        if self._stale:
            self._stale = False
            self.on_view()

    def _why(self) -> str:
        """Say why the page cannot be used now; "" where it can."""
        session = self.session
        if not session.engine_loaded:
            return tr("One moment: the engine is being loaded.")
        if not self.NEEDS:
            return ""
        family = self._family()
        if session.view is None or family is None:
            return tr("There is no model to look at yet.")
        lacking = missing(family, self.NEEDS)
        return f"{refusal(family, lacking[0])}." if lacking else ""

    def _family(self) -> Family | None:
        view = self.session.view
        return None if view is None else self.session.choices.families.get(view.record.family)

    def _model_in_words(self) -> str:
        session, family = self.session, self._family()
        if session.view is None or family is None:
            return ""
        run = session.run
        name = tr(family.title) if run is None else printable(run.folder.name)
        return tr("{name}, step {step:,}", name=name, step=session.view.step)

    # The frame

    def _build_frame(self) -> None:
        self._head = Elided("")
        self._head.setObjectName(f"{self.NAME}Model")
        self._head.setProperty("kind", "hint")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 6)
        column.setSpacing(4)
        column.addWidget(self._head)
        self._head.setVisible(self.HEADED)
        column.addWidget(self._stack, 1)

    def _build_empty(self) -> QWidget:
        """Return what is there instead of the content: what the page is for, and the ways to it."""
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        column = QVBoxLayout(middle)
        column.setSpacing(10)
        title, about, self._reason = Wrapped(tr(self.TITLE)), Wrapped(tr(self.ABOUT)), Wrapped()
        title.setProperty("kind", "heading")
        about.setProperty("kind", "hint")
        self._example = named(
            QPushButton(tr("Open the example")),
            f"{self.NAME}Example",
            tr("Open the example"),
            tr("Open a model that comes with the program, trained already"),
        )
        self._example.clicked.connect(self._open_example)
        self._set_up = named(
            QPushButton(tr("Set up such a training")),
            f"{self.NAME}SetUp",
            tr("Set up such a training"),
            tr("Choose the kind of model in the set-up pane; Train then begins"),
        )
        self._set_up.clicked.connect(self._choose_family)
        self._example.setProperty("kind", "primary")
        row = Flow(spacing=8)
        row.addWidget(self._example)
        row.addWidget(self._set_up)
        column.addStretch(1)
        for part in (title, about, self._reason):
            column.addWidget(part)
        column.addLayout(row)
        for way in self.more_ways():
            column.addWidget(way)
        column.addStretch(2)
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _show_offers(self) -> None:
        ready = self.session.engine_loaded
        self._example.setVisible(ready and bool(self.EXAMPLE) and _exists(self.EXAMPLE))
        known = self.FAMILY in self.session.choices.families
        self._set_up.setVisible(ready and known and self.session.family != self.FAMILY)

    @Slot()
    def _open_example(self) -> None:
        self.session.open_example(self.EXAMPLE)

    @Slot()
    def _choose_family(self) -> None:
        self.session.choose_family(self.FAMILY)
        self.session.workspace_wanted.emit("setup")

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self.session.say(text, "error")


def above_foot(part: QWidget, foot: QWidget | QLayout, name: str = "") -> QWidget:
    """Return content that scrolls where it must, above what is always seen: the page's button."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setObjectName(name)
    area.setWidget(part)
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(area, 1)
    if isinstance(foot, QWidget):
        column.addWidget(foot)
    else:
        column.addLayout(foot)
    return content


def _exists(example: str) -> bool:
    """Say whether an example is shipped: one look at a folder, and only where none fits."""
    from genstudio.core import paths

    return paths.resource(f"examples/{example}").is_dir()
