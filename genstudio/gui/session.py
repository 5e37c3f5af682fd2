"""The one place that knows what is open. GUI thread only; panels mirror it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

from genstudio.core.events import Diverged, Event, Snapshot, Warned
from genstudio.core.language import tr
from genstudio.gui import experiments
from genstudio.gui.driver import Listed, Players, Start
from genstudio.gui.history import History
from genstudio.gui.plan import Plan, extended
from genstudio.gui.session_queue import Queueing
from genstudio.gui.state import Family, Hover, Message, View
from genstudio.gui.store import Store

if TYPE_CHECKING:
    from genstudio.train.experiment import Experiment

__all__ = ["Hover", "Message", "Session", "View"]

CLOSE_SECONDS = 10.0


class Session(Queueing):
    """What a user can do, and what follows from it.

    Whatever cannot be done at once, because the engine or the data is still being loaded or a
    run has to be saved first, is done as soon as it can be.
    """

    def __init__(
        self,
        runs_dir: Path | None = None,
        store: Store | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runs_dir, store, parent)
        self._news: deque[Callable[[], None]] = deque()
        self._teller = QTimer(self, interval=0)
        self._teller.timeout.connect(self._tell)
        self._closing = False
        self._record: Any = None  # the record that live views carry: one object for a whole run
        self._driver.prepared.connect(self._on_prepared)
        self._driver.received.connect(self._on_events)
        self._driver.snapshot.connect(self._on_snapshot)
        self._driver.failed.connect(self._on_failed)
        self._driver.ended.connect(self._on_ended)

    def set_engine(self, families: dict[str, Family], train_config: type) -> None:
        """Take over what the loader has imported, and open what was open last time.

        The panels build much at this moment: one signal a turn of the event loop keeps the
        window alive meanwhile.
        """
        self.choices.fill(families, train_config)
        self.engine_loaded = True
        told = (self.engine_ready, self.family_changed, self.state_changed)
        self._news.extend((*(signal.emit for signal in told), self._open_first))
        self._teller.start()

    @Slot()
    def _tell(self) -> None:
        self._news.popleft()()
        if not self._news:
            self._teller.stop()

    def _open_first(self) -> None:
        """Do what was asked for before the engine was there, or open what was open last time."""
        self.shelf.refresh()
        self.look_for_data()
        self._do_later()
        if self.dataset is None and not self._tasks.busy("data"):
            self.open_first()

    def set_values(self, model: dict[str, Any], train: dict[str, Any]) -> None:
        """Replace settings of the chosen family."""
        self.choices.put(model, train)
        self.settings_changed.emit()

    def start_from(self, preset: str) -> None:
        """Take a preset's settings (none: the family's own); what was set by hand can come back."""
        choices = self.choices
        before, edited = (choices.model, choices.train, choices.preset), choices.edited
        choices.start_from(preset)
        self.settings_changed.emit()
        if edited:
            text = tr("Your own settings were replaced by those of the starting point.")
            self.say(text, action_text=tr("Undo"), action=partial(self._take_back, *before))

    def _take_back(self, model: dict[str, Any], train: dict[str, Any], preset: Any) -> None:
        self.choices.start_from("" if preset is None else preset.name)
        self.set_values(model, train)

    def change_live(self, name: str, value: Any) -> None:
        """Change a setting that needs no new model, in the running training as well."""
        self.choices.put({name: value}, {name: value})
        if self._driver.experiment is not None:
            self._driver.experiment.control.change(name, value)
        elif self.remote is not None:
            self.ask("change", name, value)
        self.settings_changed.emit()

    def train(self) -> None:
        """Begin a run, go on with the open one, or go on from a pause."""
        if self._driver.busy:
            self._driver.pause(False)
        elif self.remote == "paused":
            self.ask("resume")
        else:
            self._begin(Start())

    def pause(self) -> None:
        """Pause; nothing is lost, and the model stays in memory."""
        if self.remote is not None:
            self.ask("pause")
        else:
            self._driver.pause(True)

    def toggle(self) -> None:
        """Train or pause; a start that still waits for the engine or the data is called off."""
        if (self.remote or self.state) == "training":
            self.pause()
        elif self.waiting:
            self._cancel_wanted()
        else:
            self.train()

    def single_step(self, players: Players = None) -> None:
        """Make exactly one step, with all players or only some, then pause."""
        if self._driver.busy:
            self._driver.single_step(players)
        else:
            self._begin(Start(single=True, players=players))

    def stop(self) -> None:
        """End training, with a checkpoint; Train goes on from there."""
        self._cancel_wanted()
        if self.remote is not None:
            self.ask("stop")
        else:
            self._driver.stop()

    def reset(self) -> None:
        """Go back to an untrained model with the same settings; the run stays on the shelf."""
        self._cancel_wanted()
        self.close_run()

    def rest(self, seconds: float) -> bool:
        """Save what is open and stop; return whether that was done within the seconds."""
        self.leave_queue()
        self._remember()
        return self._driver.close(seconds)

    def begin_to_close(self) -> None:
        """Have the training save and end by itself while everything else is being closed."""
        if not self._closing:
            self._closing = True
            self.leave_queue()
            self._remember()
            self._wanted = None
            self._later.clear()
            self._teller.stop()
            self._driver.stop()

    def close(self) -> bool:
        """Save and end everything; return whether all threads have ended."""
        self.begin_to_close()
        closed = self._driver.close(CLOSE_SECONDS)
        self.close_queue()
        self.close_watching()
        self.shelf.close()
        self.preferred.close()
        self._tasks.close()
        self.pins.close()
        self.ahead.close()
        self._past.close()
        return closed

    def _begin(self, how: Start) -> None:
        """Start a run or go on with one, as soon as there are an engine and data."""
        if not self.engine_loaded or self.dataset is None or self._tasks.busy("data"):
            self._wanted = how
            self.state_changed.emit()
            return
        self._wanted = None
        plan = self.plan
        if self.read_only:
            text = tr("This run is being trained elsewhere; here it can only be watched.")
            self.say(text, "warning")
        elif plan.kind == "complete":
            text, again = tr("This run has reached its limit."), partial(self._extend, how)
            valid = self._while_at_rest()
            self.say(text, action_text=tr("Train as long again"), action=again, valid=valid)
        elif plan.kind == "solved":
            self.say(tr("This model is solved exactly: there is nothing more to train."))
        else:
            self._start(plan, how)
        self.state_changed.emit()

    def _start(self, plan: Plan, how: Start, step: int | None = None) -> None:
        if self.dataset is None:
            return
        self.show_step(None)
        if self.run is None or plan.kind == "create":
            make = experiments.creator(self.runs_dir, self.choices, self.dataset)
            self._take_run(None, History(), [], self.view)
            self._driver.start(make, how)
        else:
            make = experiments.resumer(self.run.folder, self.dataset, plan, step)
            self._driver.start(make, how, self.step if step is None else step, self.epoch)

    def _go_on(self) -> None:
        if self._wanted is not None:
            self._begin(self._wanted)

    def _cancel_wanted(self) -> None:
        self._wanted = None
        self.state_changed.emit()

    def _extend(self, how: Start) -> None:
        self.set_values({}, extended(self.choices.train, self.record))
        self._begin(how)

    def _go_back(self, step: int | None) -> None:
        """Train again from before a divergence, at half the learning rate."""
        self._when_idle(partial(self._restart, step))

    def _restart(self, step: int | None) -> None:
        halved = self.choices.train["learning_rate"] / 2
        self.set_values({}, {"learning_rate": halved})
        values = {"learning_rate": halved}
        self._start(Plan("create" if step is None else "resume", values), Start(), step)

    @Slot(object)
    def _on_prepared(self, experiment: Experiment) -> None:
        """A run is about to train: it is the open one now."""
        fresh = self.run is None
        self.run, self._record = experiment.run, experiment.run.record
        self.pins.open(self.run.folder, self.run.record.model.get("latent_dim"))
        self.history.truncate(self.step)
        self._run_of[self.run.record.family] = self.run.folder
        known = [] if fresh else self.checkpoints  # the job tells at once what there is now
        self._past.open(self.run, self.view, known)
        self.shelf.refresh()
        for note in experiment.notes:
            self.say(note)
        self.run_changed.emit()
        self.history_changed.emit()

    @Slot(object)
    def _on_events(self, events: list[Event | Listed]) -> None:
        for event in events:
            if isinstance(event, Listed):
                self._past.set_checkpoints(event.steps)
                continue
            self.history.add(event)
            if isinstance(event, Warned):
                self.say(event.message, "warning")
            elif isinstance(event, Diverged):
                self._offer_way_back(event)
        self.history_changed.emit()

    def _offer_way_back(self, event: Diverged) -> None:
        text = tr(
            "{term} is not a finite number at step {step:,}: training has stopped.",
            term=tr(event.term),
            step=event.step,
        )
        if event.last_good is None:
            way = tr("Start again with half the learning rate")
        else:
            way = tr("Go back to step {step:,} with half the learning rate", step=event.last_good)
        run = self.run
        self.say(
            text,
            "error",
            action_text=way,
            action=partial(self._go_back, event.last_good),
            valid=lambda: self.run is run and self.step <= event.step,
        )

    @Slot(object)
    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self._past.set_live(View(self._record, snapshot.weights, snapshot.step, live=True))

    @Slot()
    def _on_ended(self) -> None:
        """The run is saved and free again: show its last weights, then do what waited for it."""
        if self.run is not None:
            if not self._later:
                self._past.load_newest()
            self.run_changed.emit()
        self.shelf.refresh()
        self._do_later()

    def _remember(self) -> None:
        """Note what is open, for the next time."""
        self.store.put("choices", self.choices.to_json())
        self.store.put("run", str(self.run.folder) if self.run is not None else "")
        self.store.put("interrupted", self.state in ("preparing", "training", "paused"))
        self.store.save()
