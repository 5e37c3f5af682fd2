"""A page of the workspace Theory: equations, a picture, figures, and the bench's controls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named, pair
from genstudio.gui.form import Form
from genstudio.gui.jobs import Failure
from genstudio.gui.state import Message
from genstudio.gui.theory.acting import Acting
from genstudio.gui.theory.figures import Figure, Figures
from genstudio.gui.theory.linking import Linker
from genstudio.gui.theory.side import Side
from genstudio.gui.theory.stage import Stage
from genstudio.gui.theory.status import Status
from genstudio.gui.theory.waiting import Waiting
from genstudio.gui.train_groups import Plot
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.flow import Flow

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.widgets.equation import Equation

EQUATIONS = 0.2  # of the height, at most
GAP = 18  # px between two equations
LEAST = 300, 200  # px of a page; what wraps would ask for more than it needs
PICTURE = 270  # px: with less beside the controls, they give way until they are asked for
LOW = 330  # px of height: in less, the figures go to the controls
FLAT = 260  # px of height: in less, an equation has only the room beside the button
CROWDED = 180  # px: with less beside them, nothing of the picture is to be made out
PACES: tuple[tuple[Any, str], ...] = (
    ("slow", mark("Slow motion")),
    ("normal", mark("Normal")),
    ("fast", mark("As fast as possible")),
)


class BenchPage(QWidget):
    """What all benches share. A page says what it is of, and fills in picture and controls.

    `NAME` is the bench's module, `TITLE` a marked text, `EQUATIONS` are those above the picture,
    `FIGURES` those below it, or above the controls where there is little height or
    `FIGURES_BESIDE` says so; `PLOTS` is how they share the plots of the curves.
    """

    NAME = ""
    TITLE = ""
    EQUATIONS: tuple[str, ...] = ()
    FIGURES: tuple[Figure, ...] = ()
    FIGURES_BESIDE = False
    PLOTS: tuple[Plot, ...] = ()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = False
        self.setObjectName(f"{self.NAME}Page")
        self.session = session
        self.stage = Stage(self.NAME, tr(self.TITLE), _named(self.PLOTS, self.FIGURES), self)
        self.linker = Linker(self)
        self.form: Form | None = None
        self._build()
        self.stage.framed.connect(self._on_frame)
        self.stage.opened.connect(self._on_opened)
        self.stage.state_changed.connect(self._on_state)
        self.stage.message.connect(self._on_message)
        self.stage.failed.connect(self._on_failed)
        session.engine_ready.connect(self._on_engine)

    # For the pages

    def build_picture(self) -> QWidget:
        """Return what is drawn; called once."""
        raise NotImplementedError

    def build_controls(self) -> Sequence[QWidget]:
        """Return the controls above the form of settings; called once."""
        return ()

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Draw a frame; `phase` is the part of a step that it shows, in slow motion, or None."""
        raise NotImplementedError

    def on_opened(self) -> None:
        """Take over what holds now: `stage.config`, say; the bench was made, or a change failed."""

    def action_button(self, name: str, text: str, about: str, icon: str = "") -> QPushButton:
        """Return a button that begins one of the bench's actions, named `act-<name>`."""
        button = named(QPushButton(text), f"act-{name}", text, about)
        if icon:
            button.setIcon(theme.icon(icon))
        button.clicked.connect(partial(_act, self.stage, name))
        self._buttons.append(button)
        return button

    # Coming and going

    def begin(self) -> None:
        """Be in front: make the bench when it is the first time, and go on."""
        if self.session.engine_loaded:
            self.stage.open()
        self.stage.hide(False)
        self._on_state()

    def rest(self) -> None:
        """Be out of sight: nothing is computed that nobody sees."""
        self.stage.hide(True)

    def close_page(self) -> bool:
        """End the threads; return whether all have ended."""
        self.stage.close()
        return self.stage.ended

    # Room

    def minimumSizeHint(self) -> QSize:
        """Need little: equations and controls give way, and the picture shrinks."""
        return QSize(*LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the controls where there is no room for them, and leave equations out."""
        super().resizeEvent(event)
        narrow = self.width() - self._side.wide < PICTURE
        if narrow != self._narrow:
            self._narrow = narrow
            self._side.set_narrow(narrow)
            self._fold.setChecked(not narrow)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Share the room among equations, picture and controls."""
        beside = self._side.wide if self._fold.isChecked() else 0
        left = self.width() - beside
        crowded = self._narrow and self._fold.isChecked() and left < CROWDED
        self._place_figures(beside=self.FIGURES_BESIDE or self.height() < LOW)
        self._left.setHidden(crowded)  # a picture of no width says nothing; the controls do
        shown = [] if crowded else self.equations_in(left, round(EQUATIONS * self.height()))
        for equation in self.equations:
            equation.setVisible(equation in shown)

    def _place_figures(self, *, beside: bool) -> None:
        """Put the figures below the picture, or above the controls: they cost it no height."""
        if beside == (self._column.indexOf(self.figures) >= 0):
            return
        if beside:
            self._column.insertWidget(1, self.figures)
        else:
            self._left_column.addWidget(self.figures)

    def wanted_equations(self) -> Sequence[Equation]:
        """Return the equations that belong to what is shown, the most important first."""
        return self.equations

    def equations_in(self, width: int, height: int) -> list[Equation]:
        """Return as many equations as leave the picture most of the height.

        The first always, unless the page is so low that it would take what the picture needs.
        """
        button = self._fold.sizeHint()
        width -= button.width() + 3 * GAP
        if self.height() < FLAT:
            first = self.wanted_equations()[0]
            hint = first.sizeHint()
            return [first] if hint.width() < width and hint.height() <= button.height() + 8 else []
        shown: list[Equation] = []
        lines: list[int] = []
        across = width + 1
        for equation in self.wanted_equations():
            hint = equation.sizeHint()
            if across + hint.width() > width:
                after = [*lines, hint.height()]
                across = 0
            else:
                after = [*lines[:-1], max(lines[-1], hint.height())]
            if shown and sum(after) + GAP * (len(after) - 1) > height:
                break
            across += hint.width() + GAP
            lines = after
            shown.append(equation)
        return shown

    # Building

    def _build(self) -> None:
        self._buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 0, 4)
        row.setSpacing(8)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(self._build_top())
        self._left = self._build_left()
        column.addWidget(self._left, 1)
        row.addLayout(column, 1)
        self._side = self._build_side()
        row.addWidget(self._side)
        self._fold.toggled.connect(self._side.setVisible)
        self._fold.toggled.connect(self.fit)

    def _build_left(self) -> QWidget:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        middle = QWidget(self)
        self._stack = QStackedLayout(middle)
        self._waiting = Waiting(self.stage, middle)
        self._picture = self.build_picture()
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._picture)
        column.addWidget(middle, 1)
        self._status = Status(parent=self)
        self._status.setObjectName(f"{self.NAME}Status")
        column.addWidget(self._status)
        column.addWidget(Acting(self.stage, self))
        self.figures = Figures(self.FIGURES, self)
        self.figures.setVisible(bool(self.FIGURES))
        self.linker.attach(self.figures)
        column.addWidget(self.figures)
        self._left_column = column
        return left

    def _build_top(self) -> QHBoxLayout:
        """Return the equations, with the button that folds the controls at their end."""
        from genstudio.gui.widgets.equation import Equation

        flow = Flow(spacing=GAP)
        self.equations = [Equation(name, self) for name in self.EQUATIONS]
        for equation in self.equations:
            flow.addWidget(equation)
            self.linker.attach(equation)
        self._fold = named(
            QToolButton(), f"{self.NAME}Fold", tr("Settings"), tr("Show or hide the settings")
        )
        self._fold.setIcon(theme.icon("settings"))
        self._fold.setCheckable(True)
        self._fold.setChecked(True)
        self._fold.setProperty("kind", "flat")
        top = QHBoxLayout()
        top.addLayout(flow, 1)
        top.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        return top

    def _build_side(self) -> Side:
        self._pace = named(
            QComboBox(), "theoryPace", tr("Speed"), tr("How fast the steps follow one another")
        )
        self._pace.addItems([tr(text) for _, text in PACES])
        accessible.label_box(self._pace)
        self._pace.currentIndexChanged.connect(self._on_pace)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 8)
        self._column.addWidget(pair(tr("Speed"), self._pace))
        for widget in self.build_controls():
            self._column.addWidget(widget)
        self._column.addStretch(1)
        return Side(f"{self.NAME}Controls", inside, self)

    # What the stage reports

    @Slot()
    def _on_engine(self) -> None:
        if self.isVisible():
            self.begin()

    @Slot()
    def _on_opened(self) -> None:
        if self.form is None or self.form_of is not type(self.stage.config):
            self._make_form()
        assert self.form is not None
        self.form.set_value(self.stage.config)
        self.on_opened()

    def _make_form(self) -> None:
        """Make the form once the bench is there, which knows its settings."""
        self.form_of = type(self.stage.config)
        self.form = Form(self.form_of, tr(self.TITLE))
        self.form.changed.connect(self._on_changed)
        self._side.widen(self.form.findChildren(QComboBox))
        self._column.insertWidget(self._column.count() - 1, self.form)

    @Slot(str, object)
    def _on_changed(self, name: str, value: Any) -> None:
        """Change a setting; a text that was only passed by with Tab says what holds already."""
        if self.stage.values.get(name, getattr(self.stage.config, name)) != value:
            self.stage.change(name, value)

    @Slot()
    def _on_frame(self) -> None:
        frame = self.stage.frame
        if frame is None:
            return
        phase = self.stage.phase if self.stage.shown is None else None
        self.figures.show_values(frame.figures)
        self._say(frame, phase)
        self.show_frame(frame, phase)
        if self._stack.currentWidget() is not self._picture:
            self._stack.setCurrentWidget(self._picture)

    def _say(self, frame: Any, phase: Any) -> None:
        """Say which part of a step is shown, or what was arrived at."""
        text = tr(frame.said) if frame.said else ""
        if phase is not None:
            text = tr(
                "{player} {number} of {of}: {said}",
                player=phase.player,
                number=phase.number,
                of=phase.of,
                said=tr(phase.said),
            ).strip()
        if text != self._status.text():
            self._status.setText(text)

    @Slot()
    def _on_state(self) -> None:
        if self.stage.frame is None:
            self._stack.setCurrentWidget(self._waiting)
        for button in self._buttons:
            button.setEnabled(self.stage.frame is not None and not self.stage.action)
        self._waiting.refresh()

    @Slot(int)
    def _on_pace(self, index: int) -> None:
        self.stage.set_pace(PACES[index][0])

    @Slot(object)
    def _on_message(self, message: Message) -> None:
        self.session.message.emit(message)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._waiting.fail(failure.text)
        self._stack.setCurrentWidget(self._waiting)
        self.session.say(failure.text, "error", details=failure.details or None)


def _act(stage: Stage, name: str, _checked: bool = False) -> None:
    """Begin an action; a button also says whether it is checked."""
    stage.act(name)


def _named(plots: Iterable[Plot], figures: Iterable[Figure]) -> list[Plot]:
    """Call the curves what the figures are called, unless a plot has a name for them."""
    titles = {figure.key: figure.title for figure in figures}
    found = []
    for plot in plots:
        names = {term: titles[term] for term in plot.terms if term in titles} | dict(plot.names)
        found.append(replace(plot, names=tuple(names.items())))
    return found
