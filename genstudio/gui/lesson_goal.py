"""How things shall be in the window for a step of a lesson, and bringing that about."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton

from genstudio.core.config import settings
from genstudio.core.lesson import Preparation
from genstudio.gui import lesson_applications, lesson_theory
from genstudio.gui.gallery_bar import MODES
from genstudio.gui.lesson_places import panels
from genstudio.gui.lesson_theory import BenchWay

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.theory.play import Pace
    from genstudio.gui.window import MainWindow

ACTIVE = ("preparing", "training", "paused", "stopping")


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """A lesson's preparation; or, with a `folder` or `options`, what was open before it.

    None and nothing leave a thing as it is. `choices` are the remembered settings of all
    families.
    """

    source: str | None = None
    options: dict[str, Any] | None = None
    example: str | None = None
    page: str | None = None
    family: str | None = None
    folder: Path | None = None
    choices: dict[str, Any] | None = None
    model: dict[str, Any] = field(default_factory=dict)
    train: dict[str, Any] = field(default_factory=dict)
    tab: str | None = None
    gallery: str | None = None
    decoded_grid: bool | None = None
    pane: str | None = None
    bench: str | None = None
    view: str | None = None
    theory: dict[str, Any] = field(default_factory=dict)
    pace: Pace | None = None
    act: str | None = None
    run: str | None = None

    @classmethod
    def of(cls, wanted: Preparation) -> Self:
        """Return what a step of a lesson asks for."""
        return cls(
            source=wanted.data,
            example=wanted.example,
            page=wanted.page,
            family=wanted.family,
            model=wanted.model,
            train=wanted.train,
            tab=wanted.tab,
            gallery=wanted.gallery,
            decoded_grid=wanted.decoded_grid,
            pane=wanted.pane,
            bench=wanted.bench,
            view=wanted.view,
            theory=wanted.theory,
            pace=wanted.pace,
            act=wanted.act,
            run=wanted.run,
        )

    @classmethod
    def all_of(cls, wanted: Iterable[Preparation]) -> Self:
        """Return how things are once several steps were done, but for what they ran.

        That is where somebody goes on who comes back later.
        """
        model: dict[str, Any] = {}
        train: dict[str, Any] = {}
        theory: dict[str, Any] = {}
        last: dict[str, Any] = {}
        for part in wanted:
            if part.family not in (None, last.get("family")):
                model = {}
            if part.bench not in (None, last.get("bench")):
                theory = {}
                last.pop("view", None)
            model, train, theory = model | part.model, train | part.train, theory | part.theory
            for name in (
                "family",
                "example",
                "page",
                "bench",
                "view",
                "tab",
                "pane",
                "gallery",
                "decoded_grid",
                "pace",
            ):
                if (value := getattr(part, name)) is not None:
                    last[name] = value
            if part.data is not None:
                last["source"] = part.data
            # Of a bench, a page and another workspace only the last one is in front.
            fronts = [name for name in ("bench", "page", "tab") if getattr(part, name) is not None]
            for name in {"bench", "page", "tab"} - set(fronts) if fronts else ():
                last.pop(name, None)
            other = part.run == "fresh" or part.data is not None or part.family is not None
            if other and part.example is None:
                last.pop("example", None)
        return cls(model=model, train=train, theory=theory, **last)

    @classmethod
    def present(cls, session: Session) -> Self:
        """Return how things are now, to come back to."""
        folder = session.run.folder if session.run is not None else None
        return cls(
            source=session.dataset.source if session.dataset is not None else None,
            options=session.dataset.options if session.dataset is not None else None,
            family=session.family,
            folder=folder,
            choices=deepcopy(session.choices.to_json()),  # it changes with them
            model=session.choices.model,
            train=session.choices.train,
            run=None if folder else "fresh",
        )

    @property
    def closes(self) -> bool:
        """Whether the open run is to be closed; with a bench, only the bench begins anew."""
        return self.run == "fresh" and self.bench is None

    def reached(self, window: MainWindow) -> bool:
        """Whether things are like that."""
        session = window.session
        fresh = not self.closes or session.run is None
        return session.ready and fresh and not self.missing(session) and self._shown(window)

    def missing(self, session: Session) -> set[str]:
        """Return what is different with the data, the family, the run and the settings."""
        dataset, found = session.dataset, set()
        if self.source is not None and (dataset is None or dataset.source != self.source):
            found.add("data")
        if self.family is not None and session.family != self.family:
            found.add("family")
        if self.example is not None and not lesson_applications.is_open(session, self.example):
            found.add("example")
        if self.folder is not None and (session.run is None or session.run.folder != self.folder):
            found.add("folder")
        if self.changes(session):
            found.add("settings")
        return found

    def changes(self, session: Session) -> dict[str, Any]:
        """Return the settings that are different."""
        now = session.choices.model, session.choices.train
        pairs = zip((self.model, self.train), now)
        return {n: v for wanted, have in pairs for n, v in wanted.items() if have.get(n) != v}

    def _shown(self, window: MainWindow) -> bool:
        tab = panels(window).get(self.tab or "")
        mode = window.findChild(QComboBox, "galleryMode")
        grid = window.findChild(QPushButton, "decodedGrid")
        pane = panels(window).get(self.pane or "")
        return (
            (pane is None or pane.isVisible())
            and (self.bench is None or self._on_bench(window))
            and (self.page is None or lesson_applications.in_front(window) == self.page)
            and (tab is None or window.tabs.currentWidget() is tab)
            and (self.gallery is None or mode is None or mode.currentIndex() == self._mode())
            and (self.decoded_grid is None or grid is None or grid.isChecked() == self.decoded_grid)
        )

    def show(self, window: MainWindow) -> None:
        """Open the tab, and switch what is shown on it."""
        tab = panels(window).get(self.tab or "")
        if tab is not None:
            window.tabs.setCurrentWidget(tab)
        if self.page is not None:
            lesson_applications.bring(window, self.page)
        if self.pane is not None:
            window.session.workspace_wanted.emit(self.pane)
        mode = window.findChild(QComboBox, "galleryMode")
        if self.gallery is not None and mode is not None:
            mode.setCurrentIndex(self._mode())
        grid = window.findChild(QPushButton, "decodedGrid")
        wanted = self.decoded_grid
        if wanted is not None and grid is not None and grid.isChecked() != wanted:
            grid.click()

    def _on_bench(self, window: MainWindow) -> bool:
        stage = lesson_theory.stage_of(window, self.bench or "")
        here = lesson_theory.in_front(window) == self.bench
        if not here or stage is None:
            return False
        return lesson_theory.fits(stage, self) and lesson_theory.viewed(window, self)

    def _mode(self) -> int:
        return next(i for i, (name, _) in enumerate(MODES) if name == self.gallery)


class Way(QObject):
    """Brings a goal about, one thing after the other, each as soon as the one before is done.

    A run that is on is stopped, which saves it, where the goal cannot be had beside it.
    `arrived` comes at the end, also where something could not be had: the session says why.
    """

    arrived = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = session = window.session
        self._goal: Goal | None = None
        self._asked: set[str] = set()
        self._bench = BenchWay(window, self)
        self._bench.arrived.connect(self.arrived)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._advance)
        for signal in (session.state_changed, session.dataset_changed, session.run_changed):
            signal.connect(self._on_news)

    @property
    def busy(self) -> bool:
        """Whether it is on its way."""
        return self._goal is not None

    def go(self, goal: Goal) -> None:
        """Bring a goal about; an older one is forgotten."""
        self._goal, self._asked = goal, set()
        self._soon.start()

    def stop(self) -> None:
        """Leave things as they are now."""
        self._goal = None
        self._soon.stop()
        self._bench.stop()

    @Slot()
    def _on_news(self) -> None:
        if self._goal is not None:
            self._soon.start()

    @Slot()
    def _advance(self) -> None:
        goal, session = self._goal, self._session
        if goal is None or not session.ready or session.state in ("preparing", "stopping"):
            return  # a signal will come
        if session.copying:
            return
        if self._must_stop(goal):
            session.stop()
        elif not self._asks(goal):
            self._goal = None
            self._settle(goal)
            goal.show(self._window)
            if goal.bench is not None:
                self._bench.go(goal)
                return
            self._press(goal.run)
            self.arrived.emit()

    def _must_stop(self, goal: Goal) -> bool:
        if self._session.state not in ACTIVE or self._session.read_only:
            return False
        fixed = set(goal.changes(self._session)) - self._live()
        return bool(goal.missing(self._session) - {"settings"} or fixed or goal.closes)

    def _asks(self, goal: Goal) -> bool:
        """Ask the session for the next thing that takes its time; each only once."""
        session, missing = self._session, goal.missing(self._session)
        if goal.folder is not None and self._first("folder", missing):
            if goal.folder.is_dir():
                session.open_run(goal.folder)
        elif goal.example is not None and self._first("example", missing):
            session.open_example(goal.example)
        elif goal.source is not None and self._first("data", missing):
            session.open_source(goal.source, goal.options)
        elif goal.family is not None and self._first("family", missing):
            session.choose_family(goal.family)
        elif goal.closes and session.run is not None and "fresh" not in self._asked:
            self._asked.add("fresh")
            session.reset()
        else:
            return False
        self._soon.start()
        return True

    def _first(self, name: str, missing: set[str]) -> bool:
        first = name in missing and name not in self._asked
        self._asked.add(name)
        return first

    def _settle(self, goal: Goal) -> None:
        session = self._session
        if goal.choices is not None and session.choices.train_config is not None:
            family = session.family
            session.choices.from_json(goal.choices)
            session.choices.family = family
            session.choices.fill(session.choices.families, session.choices.train_config)
            session.set_values({}, {})
        changes = goal.changes(session)
        if session.state in ACTIVE:
            for name in changes.keys() & self._live():
                session.change_live(name, changes[name])
        elif changes:
            session.set_values(goal.model, goal.train)

    def _press(self, button: str | None) -> None:
        session = self._session
        if button == "train" and session.state != "training":
            session.train()
        elif button == "step":
            session.single_step()
        elif button == "pause":
            session.pause()
        elif button == "stop":
            session.stop()
        elif button == "past" and session.checkpoints:
            session.show_step(session.checkpoints[0])
        elif button == "live":
            session.show_step(None)

    def _live(self) -> set[str]:
        classes = self._session.config_classes or ()
        return {s.name for config in classes for s in settings(config) if s.hint.live}
