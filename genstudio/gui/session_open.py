"""Opening datasets, families and runs, without ever losing the run that is on."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from genstudio.core import paths
from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.core.sizes import megabytes
from genstudio.gui import background
from genstudio.gui.background import OpenedData, OpenedRun
from genstudio.gui.driver import Start
from genstudio.gui.history import History
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.numbers import number
from genstudio.gui.pairing import SOURCE as PAIR
from genstudio.gui.session_state import NOTHING
from genstudio.gui.session_watch import Watching
from genstudio.gui.state import Mishap, Missing, Offer, View
from genstudio.gui.store import Store

FIRST_SOURCE = "digits"


class Opening(Watching):
    """What is open, and how something else gets opened."""

    def __init__(self, runs_dir: Path | None, store: Store | None, parent: QObject | None) -> None:
        super().__init__(runs_dir, store, parent)
        self.mishap: Mishap | None = None  # still to be told
        self._preferred_dir = paths.preferred_runs_dir(self.preferred.values.runs_folder)
        self._plane: View | None = None
        self._run_of: dict[str, Path] = {}  # the run last open of each family, on this dataset
        self._later: list[Callable[[], None]] = []  # to be done once the run is saved
        self._tasks = Tasks(self)
        self._past.failed.connect(self._on_unreadable)
        self.pins.failed.connect(self._on_unreadable)
        self.shelf.failed.connect(self._on_failed)
        self.preferred.failed.connect(self._on_failed)
        self.preferred.changed.connect(self._on_preferred)

    def open_first(self) -> None:
        """Open what was open last time, or the digits."""
        folder = self.store.get("run", "")
        if os.path.isdir(folder):
            self._load_run(Path(folder), offer=self.store.get("interrupted", False))
        else:
            source = self.store.get("source", FIRST_SOURCE)
            self._load_source(source, self.store.get("options", {}), download=False)

    def open_source(self, source: str | Path, options: dict[str, Any] | None = None) -> None:
        """Load a dataset by name or path; the open run is saved and closed first."""
        self._when_idle(partial(self._load_source, str(source), options))

    def cancel_loading(self) -> None:
        """Stop loading data; those that were open stay open."""
        if self.dataset_loading is not None:
            self._tasks.cancel("data")
            self.dataset_loading = self._wanted = None
            self.dataset_changed.emit()
            self.state_changed.emit()
            if self.dataset is None:
                self._load_source(FIRST_SOURCE, None)

    def look_for_data(self) -> None:
        """Find out anew what can be loaded by its name, and what has been downloaded."""
        if self.engine_loaded:
            self._tasks.start("offers", background.read_offers, self._on_offers, self._on_failed)

    def _on_offers(self, offers: list[Offer]) -> None:
        if offers != self.offers:
            self.offers = offers
            self.offers_changed.emit()

    def choose_family(self, name: str) -> None:
        """Choose what to train; the open run is saved and closed first."""
        if name != self.family:
            self._when_idle(partial(self._switch_family, name))

    def set_up(self, name: str, model: dict[str, Any]) -> None:
        """Choose what to train, with some of its settings; the open run is saved and closed."""
        self._when_idle(partial(self._set_up, name, model))

    def open_run(self, folder: Path) -> None:
        """Open a run with its data; the present one is saved and closed first."""
        self._when_idle(partial(self._load_run, folder, False))

    def open_example(self, name: str) -> None:
        """Copy a run that comes with the program to the user's runs, and open it."""
        call = partial(background.install_example, name, self.runs_dir)
        self._tasks.start("example", call, self._on_example, self._on_no_example)

    @property
    def copying(self) -> bool:
        """Whether an example is on its way to the user's runs."""
        return self._tasks.busy("example")

    def _on_example(self, folder: Path) -> None:
        self.shelf.refresh()
        self.open_run(folder)

    def _on_no_example(self, failure: Failure) -> None:
        self._on_failed(failure)
        self.run_changed.emit()

    def train_when_open(self) -> None:
        """Train as soon as what is being opened is open."""
        self._wanted = Start()
        self._when_idle(self._go_on)
        self.state_changed.emit()

    def close_run(self) -> None:
        """Go back to an untrained model with the same settings; the run stays on the shelf."""
        self._when_idle(self._close_run)

    def delete_run(self, folder: Path) -> None:
        """Put a run into the trash, after some seconds in which it can be undone."""
        if self.run is not None and self.run.folder == folder:
            self.close_run()
        self._when_idle(partial(self._delete, folder))

    def _when_idle(self, action: Callable[[], None]) -> None:
        """Do it now; when a run is on, as soon as that has been stopped and saved.

        What comes before the engine is there waits for it.
        """
        if self._driver.busy or not self.engine_loaded:
            self._later.append(action)
            self._driver.stop()
        else:
            action()

    def _do_later(self) -> None:
        later, self._later = self._later, []
        for action in later:
            action()

    def _load_source(
        self, source: str, options: dict[str, Any] | None, download: bool = True
    ) -> None:
        self.dataset_error = None
        self.dataset_loading = source
        self.dataset_progress = (0, 0)
        call = partial(background.open_data, source, options, self._on_progress, download=download)
        self._tasks.start("data", call, self._on_data, self._on_no_data)
        self.dataset_changed.emit()

    def _on_progress(self, done: int, total: int) -> None:
        """Called in the loading thread: one assignment, which is atomic."""
        self.dataset_progress = (done, total)

    def _on_data(self, opened: OpenedData | Missing) -> None:
        self.look_for_data()
        if isinstance(opened, Missing):
            self._on_missing(opened)
            return
        self._take_data(opened)
        self.settings_changed.emit()
        self._close_run()
        self._tell_mishap()
        self.dataset_changed.emit()
        self.store.put("source", opened.dataset.source)
        self.store.put("options", opened.dataset.options)
        if opened.dataset.source != PAIR:  # the name alone does not say which two folders
            self.store.add_recent(opened.dataset.source)
        if opened.dataset.problems:
            count = len(opened.dataset.problems)
            self.say(tr("%n file(s) left out; the setup pane lists them.", "", count), "warning")
        self._go_on()

    def _on_missing(self, missing: Missing) -> None:
        """Open the digits in place of what was open last time, and is there no more."""
        again = partial(self.open_source, missing.source, missing.options)
        self._offer_download(
            tr("{name} is not on this computer any more.", name=tr(missing.label)),
            missing.size,
            again,
        )
        self._load_source(FIRST_SOURCE, None)

    def _offer_download(self, text: str, size: int, action: Callable[[], None]) -> None:
        button = tr("Download ({size})", size=megabytes(size))
        self.say(text, "warning", action_text=button, action=action)

    def _take_data(self, opened: OpenedData) -> None:
        """Note the data. They are announced once a model that fits them is in view."""
        self.set_selection(None)  # while the data are there that these are numbers of
        self.set_selected(NOTHING)
        if self.dataset is None or self.dataset.fingerprint != opened.dataset.fingerprint:
            self._run_of.clear()
        self.dataset, self._plane = opened.dataset, opened.plane
        self.data_config = opened.config
        self.choices.suit(opened.facts)
        self.dataset_error = self.dataset_loading = None
        self.pins.forget()
        self.set_own(None)
        self.set_hover(None)

    def _on_no_data(self, failure: Failure) -> None:
        self.look_for_data()
        self.dataset_loading = None
        self.dataset_error = failure.text
        self._wanted = None
        self._on_failed(failure)
        self.dataset_changed.emit()
        self.state_changed.emit()
        fancy = self.store.get("source", FIRST_SOURCE) != FIRST_SOURCE
        if self.dataset is None and (fancy or self.store.get("options", {})):
            self.store.put("source", FIRST_SOURCE)
            self.store.put("options", {})
            self._load_source(FIRST_SOURCE, None)

    def _set_up(self, name: str, model: dict[str, Any]) -> None:
        if name != self.family:
            self.choices.family = name
            self.family_changed.emit()
        self._close_run()
        self.choices.put(model, {})
        self.settings_changed.emit()

    def _switch_family(self, name: str) -> None:
        self.choices.family = name
        self._close_run(forget=False)
        self.family_changed.emit()
        folder = self._run_of.get(name)
        if folder is not None and os.path.isdir(folder):
            self._load_run(folder, offer=False)

    def _close_run(self, forget: bool = True) -> None:
        if forget:
            self._run_of.pop(self.family, None)
        self._take_run(None, History(), [], self._plane)

    def _load_run(self, folder: Path, offer: bool, download: bool = False) -> None:
        with_data = download or self.dataset is None or self._run_of.get(self.family) != folder
        call = partial(_open_run, folder, with_data, self._on_progress, download)
        done = partial(self._on_run, offer)
        self._tasks.start("data", call, done, self._on_no_run)
        self.dataset_loading = printable(folder.name)
        self.dataset_progress = (0, 0)
        self.dataset_changed.emit()

    def _on_run(self, offer: bool, opened: OpenedRun) -> None:
        self.dataset_loading = None
        if opened.data is not None:
            self._take_data(opened.data)
        record = opened.run.record
        self.choices.family = record.family
        self.choices.put(record.model, record.train)
        self.read_only = bool(opened.locked)
        self._run_of[record.family] = opened.run.folder
        view = opened.view or self._plane
        self._take_run(opened.run, opened.history, opened.checkpoints, view)
        self.dataset_changed.emit()
        self.family_changed.emit()
        self._report(opened, offer)
        self._go_on()

    def _report(self, opened: OpenedRun, offer: bool) -> None:
        """Say what is special about the run that has been opened."""
        record = opened.run.record
        for problem in opened.problems:
            self.say(problem, "warning")
        if opened.missing is not None:
            folder, label = opened.run.folder, tr(opened.missing.label)
            text = tr("The data of this run, {name}, are not on this computer.", name=label)
            again = partial(self._load_run, folder, offer=False, download=True)
            self._offer_download(text, opened.missing.size, partial(self._when_idle, again))
        if opened.locked:
            self._watch(opened.trained)
            elsewhere = tr("This run is trained elsewhere: Pause and Stop work from here, too.")
            self.say(elsewhere if opened.trained else opened.locked)
        elif record.status == "training":
            self._offer_to_go_on(self._how_cut_off(opened))
        elif offer and record.status != "completed":
            self._offer_to_go_on(
                tr(
                    "This run was on when the window was closed, at step {step:,}.",
                    step=record.step,
                )
            )
        self._tell_mishap()

    def _how_cut_off(self, opened: OpenedRun) -> str:
        """Say that a run was cut off; and why, if it was by what befell the window."""
        step = number(opened.run.record.step)
        if self.mishap is not None and Path(self.mishap.run) == opened.run.folder:
            return tr(
                "genstudio closed unexpectedly while this run was training; it is saved up to "
                "step {step}.",
                step=step,
            )
        return tr("This run was cut off; it is saved up to step {step}.", step=step)

    def _offer_to_go_on(self, text: str) -> None:
        mishap, self.mishap = self.mishap, None
        self.say(
            text,
            action_text=tr("Continue training"),
            action=self.train,
            valid=self._while_at_rest(),
            other_text=tr("Show report") if mishap is not None else None,
            other=mishap.show if mishap is not None else None,
        )

    def _tell_mishap(self) -> None:
        """Say what befell the window last time, where nothing else has said it."""
        mishap, self.mishap = self.mishap, None
        if mishap is not None:
            self.say_mishap(mishap.show)

    def say_mishap(self, show: Callable[[], None]) -> None:
        """Say that the window was not closed last time, and offer the report."""
        text = tr("genstudio closed unexpectedly last time. Nothing that was saved is lost.")
        self.say(text, "warning", action_text=tr("Show report"), action=show)

    def _while_at_rest(self) -> Callable[[], bool]:
        """Return a function that tells whether the open run is still this one, and at rest."""
        run = self.run
        return lambda: self.run is not None and self.run is run and not self._driver.busy

    def _on_no_run(self, failure: Failure) -> None:
        self.dataset_loading = self._wanted = None
        self._on_failed(failure)
        self.dataset_changed.emit()
        self.state_changed.emit()
        if self.dataset is None:
            self._load_source(FIRST_SOURCE, None)
        self._tell_mishap()

    def _take_run(
        self, run: Any, history: History, checkpoints: list[int], view: View | None
    ) -> None:
        """Make a run (or None) the open one."""
        if run is None or not self.read_only:
            self.stop_watching()
        if run is None:
            self.read_only = False
        self.run, self.history = run, history
        self.set_through(None)  # a code of another model
        if run is None:
            self.pins.open(None)
        else:
            self.pins.open(run.folder, run.record.model.get("latent_dim"))
        self._past.open(run, view, checkpoints)
        self.run_changed.emit()
        self.history_changed.emit()
        self.state_changed.emit()

    def _delete(self, folder: Path) -> None:
        self.shelf.delete(folder)
        undo, waits = partial(self.shelf.undo, folder), partial(self.shelf.waits, folder)
        text = tr("{name} goes to the trash.", name=printable(folder.name))
        self.say(text, action_text=tr("Undo"), action=undo, valid=waits)

    @Slot()
    def _on_preferred(self) -> None:
        """Keep new runs where the user wants them now; the open one stays where it is."""
        folder = paths.preferred_runs_dir(self.preferred.values.runs_folder)
        if folder != self._preferred_dir:
            self._preferred_dir = self.runs_dir = folder
            self.shelf.look_into(folder)

    @Slot(str)
    def _on_unreadable(self, text: str) -> None:
        self.say(text, "error")

    def train(self) -> None:
        """Begin a run, go on with the open one, or go on from a pause."""

    def _go_on(self) -> None:
        """Begin the training that was asked for while it was not possible yet."""


def _open_run(
    folder: Path,
    with_data: bool,
    progress: Callable[[int, int], None] | None,
    download: bool,
    stop: Stop,
) -> OpenedRun:
    return background.open_run(folder, with_data, stop, progress=progress, download=download)
