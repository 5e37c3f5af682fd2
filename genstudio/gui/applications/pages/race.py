"""Side by side: kinds of models trained on the open data, as long each, and what came of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import queue_rows
from genstudio.gui.applications import race_work as work
from genstudio.gui.applications.page import AppPage
from genstudio.gui.applications.race_stage import Stage
from genstudio.gui.applications.race_work import Choice, Offered, Share
from genstudio.gui.applications.searching import Search
from genstudio.gui.jobs import Failure, Tasks

if TYPE_CHECKING:
    from genstudio.analysis.side_by_side import Measured
    from genstudio.train.queued import Item

TITLE = mark("Side by side")
ORDER = 90
EVERY = 250  # ms between two looks at how far a training is
KEPT = "race"  # in the window's store


class Page(AppPage):
    """A race: who takes part, how each is getting on, and the table of figures in the end."""

    NAME = "race"
    HEADED = False  # it is of all that take part
    TITLE = TITLE
    ABOUT = mark(
        "Which kind of model suits your data? Several are trained one after the other with the "
        "same budget, then their samples and figures stand side by side."
    )

    @property
    def has_result(self) -> bool:
        """Whether there are figures."""
        return self._content is not None and any(self._found.values())

    def build(self) -> QWidget:
        """Return the choice, the samples and the figures."""
        self._offered: Offered | None = None
        self._race: list[dict[str, Any]] = []  # id, title and run of each that takes part
        self._data = self._name = ""
        self._found: dict[str, Measured] = {}  # by run
        self._drawn: set[str] = set()
        self._given_up = False  # measuring: nobody begins it again but the user
        self._known: dict[str, Any] = {}
        self.measuring, self._drawing = Search(self, every=True), Search(self, every=True)
        self.stage = Stage(self.measuring)
        self._tasks = Tasks(self.stage)
        self._eye = self.looker()
        self._eye.answered.connect(self._on_drawn)
        self._drawing.step.connect(self._on_drawn)
        self._drawing.failed.connect(self._on_failure)
        self._drawing.ended.connect(self._on_drawing_ended)
        self.measuring.step.connect(self._on_measured)
        self.measuring.failed.connect(self._on_search_failed)
        self.measuring.running_changed.connect(self._settle_controls)
        self.measuring.ended.connect(self._on_measuring_ended)
        self.stage.queue.clicked.connect(self._on_queue)
        self.stage.measure.clicked.connect(self._on_measure)
        self.stage.compare.clicked.connect(self._on_compare)
        self.stage.save_table.clicked.connect(self._on_save_table)
        self.stage.save_picture.clicked.connect(self._on_save_picture)
        self.stage.choice_changed.connect(self._settle_controls)
        self.session.queue_changed.connect(self._on_queue_changed)
        self._later_states = QTimer(self, singleShot=True, interval=EVERY)
        self._later_states.timeout.connect(self._show_states)
        self.session.state_changed.connect(self._on_state)
        self._restore()
        return self.stage

    def begin(self) -> None:
        """Look what has happened meanwhile."""
        super().begin()
        if self._content is not None:
            self.session.lineup.refresh()
            self._on_queue_changed()

    def on_view(self) -> None:
        """Show what the run that is trained draws now, and who can take part with these data."""
        dataset, run, view = self.session.dataset, self.session.run, self.session.view
        if dataset is not None and (
            self._offered is None or self._offered.data != dataset.fingerprint
        ):
            self._tasks.start(
                "offer", partial(work.offered, dataset), self._on_offered, self._on_failure
            )
        here = "" if run is None else str(run.folder)
        if view is not None and any(one["run"] == here for one in self._race) and here:
            self._eye.ask(partial(work.look, here))

    def close_page(self) -> bool:
        """End the measuring and the threads."""
        if self._content is not None:
            self.measuring.close()
            self._drawing.close()
            self._tasks.close()
        return super().close_page()

    # Who takes part

    def _on_offered(self, offered: Offered) -> None:
        self._offered = offered
        self.stage.show_choices(offered.choices)
        if offered.data == self._data and self.stage.columns.real is not None:
            self.stage.columns.real.show_images(offered.real)
        self._settle_controls()

    @Slot()
    def _on_queue(self) -> None:
        """Put those that are chosen into the queue, and start it."""
        dataset, chosen = self.session.dataset, self.stage.chosen
        if dataset is None or not chosen:
            return
        line_up = partial(work.line_up, chosen, self.stage.budget, dataset, self.session.runs_dir)
        then = partial(self._on_lined_up, chosen, dataset.fingerprint, dataset.name)
        self.session.lineup.act(line_up, then)

    def _on_lined_up(self, chosen: list[Choice], data: str, name: str, items: list[Item]) -> None:
        self._data, self._name = data, name
        self.measuring.forget()
        self._found.clear()
        self._drawn.clear()
        self._given_up = False
        self._race = [
            {"id": item.id, "title": choice.title, "run": ""} for item, choice in zip(items, chosen)
        ]
        self._show_race()
        self.session.start_queue()
        self._keep()

    def _show_race(self) -> None:
        self.stage.show_race([one["title"] for one in self._race], self._name)
        real = self.stage.columns.real
        if real is not None and self._offered is not None and self._offered.data == self._data:
            real.show_images(self._offered.real)
        self._on_queue_changed()
        self._show_figures()

    # How they are getting on

    @Slot()
    def _on_queue_changed(self) -> None:
        """Say how each stands; draw what has been trained, measure once all have ended."""
        if not self._race:
            self._settle_controls()
            return
        for one in self._race:
            item = self.session.lineup.find(one["id"])
            if item is not None and item.run and one["run"] != item.run:
                one["run"] = item.run
                self._keep()
        states = self._show_states()
        self._settle_controls()
        if not self.in_front:
            return
        fresh = [
            one["run"]
            for one, state in zip(self._race, states)
            if one["run"] and state != "running" and one["run"] not in self._drawn
        ]
        if fresh and not self._drawing.running:
            self._drawn.update(fresh)
            self._drawing.start(partial(work.draw, fresh))
        over = not {"waiting", "running"} & set(states) and "done" in states
        if over and self._unmeasured and not (self.measuring.running or self._given_up):
            self._on_measure()

    @Slot()
    def _on_state(self) -> None:
        if self.in_front and self.session.queued is not None and not self._later_states.isActive():
            self._later_states.start()

    @Slot()
    def _show_states(self) -> list[str]:
        """Say how each stands; return it as the queue has it."""
        states: list[str] = []
        for one, column in zip(self._race, self.stage.columns.columns):
            item = self.session.lineup.find(one["id"])
            states.append("gone" if item is None else item.state)
            column.state.setText(self._state_of(one, item))
        return states

    def _state_of(self, one: dict[str, Any], item: Item | None) -> str:
        if item is not None:
            return queue_rows.told(self.session, item)
        return tr("trained") if one["run"] else tr("taken out of the queue")

    @Slot(object)
    def _on_drawn(self, drawn: tuple[str, Any]) -> None:
        run, images = drawn
        for one, column in zip(self._race, self.stage.columns.columns):
            if one["run"] == run:
                column.show_images(images)

    @Slot()
    def _on_drawing_ended(self) -> None:
        self._on_queue_changed()

    # Figures

    @property
    def _runs(self) -> list[str]:
        """The runs there are, those that wait left out."""
        return [one["run"] for one in self._race if one["run"]]

    @property
    def _unmeasured(self) -> list[str]:
        """The runs of which nothing is known yet."""
        return [run for run in self._runs if run not in self._found]

    @Slot()
    def _on_measure(self) -> None:
        """Measure those that are not measured yet; all of them anew where there are none."""
        dataset = self.session.dataset
        if dataset is None or dataset.fingerprint != self._data or not self._runs:
            return
        self._given_up = False
        runs = self._unmeasured or self._runs  # what is known stays until there is something newer
        self.measuring.start(work.measuring(runs, dataset, self._known))

    @Slot()
    def _on_measuring_ended(self) -> None:
        self._given_up = self._given_up or self.measuring.cancelled
        if self.measuring.cancelled and self._unmeasured:
            self.session.say(tr("Cancelled: Measure goes on with those that are left."))

    @Slot(object)
    def _on_measured(self, step: Share | tuple[str, Measured]) -> None:
        if isinstance(step, Share):
            self.stage.row.show_progress(step.done, 1000)
            return
        run, found = step
        self._found[run] = found
        if found.problem:
            self.session.say(f"{printable(Path(run).name)}: {found.problem}", "warning")
        elif found.samples is not None:
            self._on_drawn((run, found.samples))
        self._show_figures()

    def _show_figures(self) -> None:
        self.stage.show_figures([self._found.get(one["run"]) for one in self._race])
        self._settle_controls()

    @Slot(object)
    def _on_search_failed(self, failure: Failure) -> None:
        self._given_up = True
        self._on_failure(failure)

    def _on_failure(self, failure: Failure) -> None:
        self.session.say(failure.text, "error", details=failure.details or None)

    # What is done with them

    @Slot()
    def _settle_controls(self) -> None:
        dataset, stage = self.session.dataset, self.stage
        same = dataset is not None and dataset.fingerprint == self._data
        stage.queue.setEnabled(bool(stage.chosen) and self.session.ready)
        stage.measure.setEnabled(same and bool(self._runs) and not self.measuring.running)
        stage.compare.setEnabled(len(self._runs) > 1)
        measured = any(found.figures for found in self._found.values())
        stage.save_table.setEnabled(measured)
        stage.save_picture.setEnabled(any(c.images is not None for c in stage.columns.columns))
        stage.say_other_data("" if same or not self._race else self._name)

    @Slot()
    def _on_compare(self) -> None:
        self.session.compare([Path(run) for run in self._runs])

    @Slot()
    def _on_save_table(self) -> None:
        path = self._ask("race.csv", tr("Table (*.csv)"))
        if path is not None:
            call = partial(work.save_table, path, self._titles, self.stage.rows)
            self._tasks.start("save", call, self._on_saved, self._on_failure)

    @Slot()
    def _on_save_picture(self) -> None:
        path = self._ask("race.png", tr("Picture (*.png)"))
        if path is None:
            return
        columns = self.stage.columns
        samples = [column.images for column in columns.columns]
        real = None if columns.real is None else columns.real.images
        call = partial(work.save_picture, path, self._titles, samples, real, self.stage.rows)
        self._tasks.start("save", call, self._on_saved, self._on_failure)

    @property
    def _titles(self) -> list[str]:
        return [one["title"] for one in self._race]

    def _ask(self, name: str, kind: str) -> Path | None:
        start = str(Path.home() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save"), start, kind)
        return Path(chosen).with_suffix(Path(name).suffix) if chosen else None

    def _on_saved(self, path: Path) -> None:
        name, place = printable(path.name), printable(path.parent)
        self.session.say(tr("Saved {name} in {folder}.", name=name, folder=place))

    # From one start to the next

    def _keep(self) -> None:
        kept = {"data": self._data, "name": self._name, "race": self._race}
        self.session.store.put(KEPT, kept)

    def _restore(self) -> None:
        """Show the race that was there last; whatever does not fit is dropped."""
        kept = self.session.store.get(KEPT, {})
        race = [
            {"id": one["id"], "title": one["title"], "run": one["run"]}
            for one in kept.get("race", [])
            if isinstance(one, dict)
            and isinstance(one.get("id"), int)
            and isinstance(one.get("title"), str)
            and isinstance(one.get("run"), str)
        ]
        if race:
            self._race, self._data = race, str(kept.get("data", ""))
            self._name = str(kept.get("name", ""))
            self._show_race()
