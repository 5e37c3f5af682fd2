"""The training panel: every term as a curve, and the slider through the run's past."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import theme, train_groups
from genstudio.gui.best import described
from genstudio.gui.controls import named, pair
from genstudio.gui.curves_export import CurvesExport
from genstudio.gui.film_button import FilmButton
from genstudio.gui.ghosts import Ghosts
from genstudio.gui.guest import Ear
from genstudio.gui.train_groups import Plot
from genstudio.gui.welcome import Welcome
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.bars import Bars
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.time_slider import TimeSlider

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.widgets.curves import Curves
    from genstudio.gui.widgets.series import Group

TITLE = mark("Train")
ORDER = 10
AREA = "bottom"
NEEDS: tuple[str, ...] = ()

AXES = (("step", mark("Step")), ("epoch", mark("Epoch")), ("time", mark("Time")))
ROOM_FOR_BARS = 390  # px: in less, the curves alone are shown
INTERVAL = 125  # ms: eight looks a second at what is new
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}-")  # of a run's name, which takes room in a plot
WAITING = mark("The curves of ELBO, losses and all other terms appear here.\nPress Train to begin.")

WAITING_GUEST = mark("The figures of this bench appear here as curves.")


class Panel(QWidget):
    """Mirrors the session's history and checkpoints.

    The curves are made once the engine is there: their library takes a quarter of a
    second to import, which the loader has done by then.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingPanel")
        self._session = session
        self.curves: Curves | None = None
        self._history: Any = None
        self._lengths: dict[str, tuple[int, int]] = {}
        self._plots: list[Plot] = []
        self._ghosts = Ghosts(session, self)
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=INTERVAL)
        self._timer.timeout.connect(self._redraw)
        session.engine_ready.connect(self._on_engine)
        session.history_changed.connect(self._on_history)
        session.run_changed.connect(self._on_history)
        session.run_changed.connect(self._on_state)
        session.family_changed.connect(self._on_history)
        session.checkpoints_changed.connect(self._on_checkpoints)
        session.shown_changed.connect(self._on_shown)
        session.state_changed.connect(self._on_state)
        heard = {
            "history_changed": self._on_history,
            "checkpoints_changed": self._on_checkpoints,
            "shown_changed": self._on_shown,
        }
        Ear(session, heard, self._on_guest, self)
        self._ghosts.changed.connect(self._on_ghosts)
        session.ahead.kept_changed.connect(self._on_ready)
        if session.engine_loaded:
            self._on_engine()
        self._on_checkpoints()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while nobody looked."""
        super().showEvent(event)
        self._on_history()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the bars where there is room for them."""
        super().resizeEvent(event)
        if self.curves is not None:
            self._show_bars()

    def close_panel(self) -> None:
        """End the thread that reads the ancestors' curves."""
        self._ghosts.close()
        self._films.close_films()

    # Building

    def _build(self) -> None:
        # With a parent from the start: a stack shows its page at once, without one as a window.
        self._empty = QLabel(tr(WAITING), self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("kind", "faint")
        self._empty.setWordWrap(True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self.welcome = Welcome(self._session, self)
        self.welcome.changed.connect(self._show_page)
        self._stack.addWidget(self.welcome)
        self._show_page()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 4)
        layout.setSpacing(4)
        layout.addLayout(self._stack, 1)
        layout.addLayout(self._build_bar())

    def _build_bar(self) -> Flow:
        self.time_slider = TimeSlider(self)
        self._films = FilmButton(self._session, self.time_slider, self)
        tip = tr("What runs to the right")
        self._axis = named(QComboBox(self), "curvesAxis", tr("Horizontal axis"), tip)
        self._axis.addItems([tr(text) for _, text in AXES])
        accessible.label_box(self._axis)
        tip = tr("Logarithmic vertical axis")
        self._log = named(QCheckBox(tr("&Log")), "curvesLog", tr("Logarithmic values"), tip)
        tip = tr("How much the curves are smoothed; the raw values stay faint behind")
        slider = QSlider(Qt.Orientation.Horizontal)
        self._smooth = named(slider, "curvesSmoothing", tr("Smoothing"), tip)
        self._smooth.setRange(0, 99)
        self._smooth.setValue(90)
        self._smooth.setFixedWidth(56)  # the bar fits one line of a window of 1280 px
        self._export = CurvesExport(self._session, self)
        self._build_lineage()
        bar = Flow()  # long words take a second line
        self.time_slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bar.addWidget(self.time_slider)
        for widget in (self._films, self._branch, self._axis):
            bar.addWidget(widget)
        bar.addWidget(self._log)
        bar.addWidget(pair(tr("Smoothin&g"), self._smooth))
        bar.addWidget(self._parents)
        bar.addWidget(self._export)
        self._axis.currentIndexChanged.connect(self._on_look)
        self._log.toggled.connect(self._on_look)
        self._smooth.valueChanged.connect(self._on_look)
        self.time_slider.step_chosen.connect(self._on_step_chosen)
        self.time_slider.approached.connect(self._session.past.prepare)
        pace = self._session.store.get("pace", {})
        self.time_slider.set_pace(pace.get("speed", 1.0), loop=pace.get("loop", False) is True)
        self.time_slider.pace_changed.connect(self._on_pace)
        self._enable(False)
        return bar

    def _build_lineage(self) -> None:
        tip = tr("Change settings, and go on from this step as a run of its own (Ctrl+B)")
        self._branch = named(QToolButton(), "branchHere", tr("Branch here"), tip)
        self._branch.setIcon(theme.icon("branch"))
        self._branch.clicked.connect(self._on_branch)
        tip = tr("The curves of the runs that this one branched off, dashed")
        self._parents = named(QToolButton(), "curvesParents", tr("Curves of the parent"), tip)
        self._parents.setIcon(theme.icon("ghost"))
        self._parents.setCheckable(True)
        self._parents.setChecked(True)
        self._parents.toggled.connect(self._on_parents)
        self._parents.hide()
        self._on_state()

    def _enable(self, able: bool) -> None:
        for widget in (self._axis, self._log, self._smooth, self._export):
            widget.setEnabled(able)

    @Slot()
    def _on_engine(self) -> None:
        from genstudio.gui.widgets.curves import Curves

        if self.curves is None:
            self.curves = Curves(self)
            self.curves.setObjectName("lossCurves")
            self._export.curves = self.curves
            self.curves.cursor_moved.connect(self._on_cursor)
            self._stack.addWidget(self._beside_bars(self.curves))
            self._on_look()
            self._on_ghosts()
            self._redraw()

    def _beside_bars(self, curves: Curves) -> QWidget:
        """Return the page of the curves; the bars stay hidden until there are some."""
        self._page = QWidget(self)
        row = QHBoxLayout(self._page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(curves, 4)
        self.bars = Bars(self._page)
        self.bars.hide()
        row.addWidget(self.bars, 1)
        return self._page

    # What the session reports

    @property
    def _source(self) -> Any:
        """What is shown: the session's run, or the guest that is in front."""
        return self._session.driven

    @property
    def _ancestors(self) -> list[str]:
        """The terms of the run's ancestors; a guest has none."""
        return self._ghosts.terms if self._session.guest is None else []

    @Slot()
    def _on_guest(self) -> None:
        """Show all of who is in front now."""
        self._on_checkpoints()
        self._on_ready()
        self._on_shown()
        self._on_state()
        self._on_ghosts()

    @Slot()
    def _on_history(self) -> None:
        if self.curves is not None and self.isVisible() and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _redraw(self) -> None:
        """Hand the curves what is new; a curve that has not grown is left alone."""
        curves, history = self.curves, self._source.history
        if curves is None:
            return
        own = history.terms()
        terms = own or self._ancestors
        self._group(curves, terms, fresh=history is not self._history)
        self._history = history
        for term in own:
            steps, epochs, seconds, values = history.series(term)
            now = (len(steps), int(steps[-1]))
            if self._lengths.get(term) != now:
                self._lengths[term] = now
                curves.set_data(term, steps, epochs, seconds, values)
        curves.set_marks(self._marks(history))
        self._show_bars()
        self._on_best()
        self._show_page()
        self._enable(bool(terms))

    @Slot()
    def _show_page(self) -> None:
        """Show the welcome, the curves, or where they will be."""
        guest = self._session.guest
        self._empty.setText(tr(WAITING if guest is None else WAITING_GUEST))
        if self.welcome.wanted and guest is None:
            self._stack.setCurrentWidget(self.welcome)
        elif self.curves is not None and (self._source.history.terms() or self._ancestors):
            self._stack.setCurrentWidget(self._page)
        else:
            self._stack.setCurrentWidget(self._empty)

    def _group(self, curves: Curves, terms: list[str], *, fresh: bool) -> None:
        """Choose the plots again when another run or a new term asks for it."""
        wanted = self._wanted(terms)
        if wanted != self._plots:
            curves.set_groups([_group(plot) for plot in wanted])
        elif fresh:
            curves.clear()
        else:
            return
        self._plots, self._lengths = wanted, {}
        curves.set_cursor(self._source.shown)

    def _wanted(self, terms: list[str]) -> list[Plot]:
        """Return which plots there are to be, of the run or of the guest."""
        session = self._session
        if session.guest is not None:
            return train_groups.shared(session.guest.plots, terms)
        record = session.record
        return train_groups.plots(session.family if record is None else record.family, terms)

    def _show_bars(self) -> None:
        """Show the KL of each dimension, live or at the step that is looked at."""
        values = self._source.history.profile(train_groups.PROFILE, self._source.shown)
        self.bars.set_values(values)
        self.bars.setVisible(bool(values) and self.width() >= ROOM_FOR_BARS)

    def _marks(self, history: Any) -> list[tuple[int, str]]:
        """Return the marks of the curves: what was changed, and where the run branched off."""
        parent = getattr(self._source.record, "parent", None)
        if parent is None:
            return list(history.marks)
        changed = ", ".join(text for step, text in history.marks if step == parent.step)
        here = tr("branched off: {changes}", changes=changed) if changed else tr("branched off")
        return [(parent.step, here), *(one for one in history.marks if one[0] != parent.step)]

    @Slot()
    def _on_ghosts(self) -> None:
        """Hand the curves those of the ancestors, which never grow."""
        if self.curves is not None:
            self.curves.set_ghosts(
                {
                    DATE.sub("", printable(ghost.name)): {
                        t: ghost.history.series(t) for t in ghost.history.terms()
                    }
                    for ghost in (self._ghosts.all if self._session.guest is None else ())
                }
            )
        self._parents.setVisible(bool(self._ghosts.all) and self._session.guest is None)
        self._on_history()

    @Slot()
    def _on_state(self) -> None:
        session = self._session
        self._branch.setEnabled(session.can_reset and session.guest is None)
        self._films.setVisible(session.guest is None)

    @Slot()
    def _on_branch(self) -> None:
        self._session.branch_wanted.emit(None)

    @Slot(bool)
    def _on_parents(self, shown: bool) -> None:
        if self.curves is not None:
            self.curves.show_ghosts(shown)

    @Slot()
    def _on_checkpoints(self) -> None:
        self.time_slider.set_steps(self._source.checkpoints)
        self._on_best()

    def _on_best(self) -> None:
        """Star the best checkpoint; while training another one may become it at any time."""
        best = getattr(self._source.record, "best", None)
        self.time_slider.set_best(None if best is None else best.step, described(best))

    @Slot()
    def _on_ready(self) -> None:
        guest = self._session.guest
        self.time_slider.set_ready(
            self._session.ahead.ready if guest is None else guest.checkpoints
        )

    @Slot()
    def _on_pace(self) -> None:
        """Remember how fast films are played."""
        pace = {"speed": self.time_slider.speed, "loop": self.time_slider.loop}
        self._session.store.put("pace", pace)

    @Slot()
    def _on_shown(self) -> None:
        shown = self._source.shown
        if shown is None or shown in self._source.checkpoints:
            self.time_slider.set_value(shown)
        if self.curves is not None:
            self.curves.set_cursor(shown)
            self._show_bars()

    # What the user does

    @Slot(object)
    def _on_step_chosen(self, step: object) -> None:
        self._source.show_step(step if isinstance(step, int) else None)

    @Slot(object)
    def _on_cursor(self, step: object) -> None:
        """Go to what is nearest to a step of the curves: a checkpoint, or the live model."""
        session = self._source
        if not isinstance(step, int | float):
            return
        kept = min(session.checkpoints, key=lambda one: abs(one - step), default=None)
        if kept is not None and abs(session.step - step) <= abs(kept - step):
            kept = None
        session.show_step(kept)
        self._on_shown()

    @Slot()
    def _on_look(self) -> None:
        if self.curves is not None:
            self.curves.set_x(AXES[self._axis.currentIndex()][0])
            self.curves.set_log(self._log.isChecked())
            self.curves.set_smoothing(self._smooth.value() / 100)


def _group(plot: Plot) -> Group:
    from genstudio.gui.widgets.series import Group

    names = {term: tr(name) for term, name in plot.names}
    return Group(tr(plot.title), list(plot.terms), list(plot.lines), names)
