"""The queue in the session: its items are trained here, one after the other, as the open run."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from genstudio.core.events import Diverged, Ended
from genstudio.core.language import tr
from genstudio.gui import queue_work
from genstudio.gui.driver import Start
from genstudio.gui.history import History
from genstudio.gui.jobs import Failure
from genstudio.gui.lineup import Lineup
from genstudio.gui.queue_work import Loaded
from genstudio.gui.session_recipe import Restoring
from genstudio.gui.store import Store

if TYPE_CHECKING:
    from genstudio.data.dataset import Dataset
    from genstudio.train.experiment import Experiment
    from genstudio.train.queue import Claim, Queue
    from genstudio.train.queued import Item


class Queueing(Restoring):
    """What works the queue off. `lineup` is the queue, `queue_on` whether this window works.

    An item's data are loaded and its run is begun in the thread that trains; then it is the open
    run like any other. What ends it decides how it goes on: at its limit, or with an error, the
    next one has its turn; where somebody has stopped it, the queue pauses.
    """

    queue_changed = Signal()

    def __init__(self, runs_dir: Path | None, store: Store | None, parent: QObject | None) -> None:
        super().__init__(runs_dir, store, parent)
        self.lineup = Lineup(self)
        self.queue_on = False
        self._claim: Claim | None = None
        self._loaded = Loaded()
        self._experiment: Experiment | None = None
        self._taking = self._unwanted = self._leaving = False
        self._done = self._lost = 0
        self._heard: list[Any] = []  # of how the training ends
        self._offered = False
        self.lineup.changed.connect(self._on_lineup)
        self.lineup.failed.connect(self._on_lineup_failed)
        self.engine_ready.connect(self.lineup.refresh)
        self._driver.prepared.connect(self._adopt)
        self._driver.received.connect(self._listen)
        self._driver.failed.connect(self._note_failure)
        self._driver.ended.connect(self._on_item_ended)

    @property
    def queued(self) -> int | None:
        """The number of the item that is trained here; None while none is."""
        return None if self._claim is None else self._claim.item.id

    def queue_setup(self) -> None:
        """Put what is set up at the end of the queue: a new run, or more of the open one."""
        dataset, plan = self.dataset, self.plan
        if dataset is None or not self.engine_loaded:
            return
        if self.run is not None and plan.kind == "resume":
            if self._driver.busy or self.read_only:
                self.say(
                    tr(
                        "These are the settings of the run that is on. Change some of them, and "
                        "they can be trained after it."
                    ),
                    "warning",
                )
                return
            folder, values = self.run.folder, plan.train | plan.live
            self.lineup.act(partial(queue_work.add_run, folder, values), self._on_added)
        else:
            chosen = self.choices
            self._queue_new(chosen.family, chosen.model, chosen.train, dataset)

    def start_queue(self) -> None:
        """Work the queue off; a run that is on ends first."""
        if not self.engine_loaded or self.queue_on:
            return
        self.queue_on = True
        self._done = self._lost = 0
        self._heard.clear()
        self._leaving = False
        self.lineup.act(_resume)
        self.lineup.watch(True)
        if not self._driver.busy:
            self._take_next()
        self.queue_changed.emit()

    def pause_queue(self) -> None:
        """Take no more items, here or elsewhere; what is trained of it is saved, and waits."""
        self.lineup.act(_pause)

    def cancel_loading(self) -> None:
        """Stop loading data; those of an item are loaded where it is trained."""
        if self._claim is not None and self._driver.state == "preparing":
            self._driver.stop()
        else:
            super().cancel_loading()

    def leave_queue(self) -> None:
        """Leave the queue as it is: the item that is on goes on the next time."""
        self._leaving, self.queue_on = True, False

    def close_queue(self) -> None:
        """End the work on the queue; the training has ended before."""
        self._let_go()
        self.lineup.close()

    # Adding

    def _queue_new(
        self, family: str, model: dict[str, Any], train: dict[str, Any], dataset: Dataset
    ) -> None:
        add = partial(queue_work.add_new, family, model, train, dataset, self.runs_dir)
        self.lineup.act(add, self._on_added)

    def _on_added(self, item: Item) -> None:
        ahead = sum(one.state in ("waiting", "running") for one in self.lineup.items)
        text = tr("Added to the queue: %n training(s) to be done.", "", ahead)
        if not self.queue_on:  # a button here would stay, and be in the way of what comes next
            start = tr("The pane “Queue” starts it.")
            text = f"{text} {start}"
        self.say(text)

    def _while_off(self) -> bool:
        """Say whether the queue could still be started."""
        return not self.queue_on and any(item.state == "waiting" for item in self.lineup.items)

    # One after the other

    def _take_next(self) -> None:
        if not self._taking and not self._leaving:
            self._taking = True
            self.lineup.act(_take, self._on_claim)

    def _on_claim(self, claim: Claim | None) -> None:
        self._taking = False
        if claim is None:
            self._on_nothing_left()
        elif self._leaving or not self.queue_on or self._driver.busy or self._tasks.busy("data"):
            claim.let_go()
            if self.queue_on and not self._driver.busy:  # somebody opens something else
                self._pause_because(tr("Something else is being opened, so the queue pauses."))
        else:
            self._begin_item(claim)

    def _begin_item(self, claim: Claim) -> None:
        self._claim, self._unwanted, self._experiment = claim, False, None
        self._heard.clear()
        self._loaded = loaded = Loaded()
        item, known = claim.item, self.dataset
        if known is not None and (item.source, item.options) != (known.source, known.options):
            known = None
        if known is None:
            self.dataset_loading, self.dataset_progress = item.data or item.source, (0, 0)
            self.dataset_changed.emit()
        make = partial(
            queue_work.make, item, known, loaded, self._on_progress, self._driver.is_stopping
        )
        self._driver.start(make, Start())
        self.queue_changed.emit()

    @Slot(object)
    def _adopt(self, experiment: Experiment) -> None:
        """Make the item that begins what is open: its data, its settings, its history."""
        if self._claim is None:
            return
        self._experiment, loaded, record = experiment, self._loaded, experiment.run.record
        draft = self._draft()
        self.dataset_loading = None
        if loaded.data is not None:
            self._take_data(loaded.data)
            self.store.put("source", loaded.data.dataset.source)
            self.store.put("options", loaded.data.dataset.options)
        self.choices.family = record.family
        self.choices.put(record.model, record.train)
        self.read_only = False
        self.show_step(None)
        if loaded.run is None:
            self._take_run(None, History(), [], self._plane)
        else:
            view = loaded.run.view or self._plane
            self._take_run(loaded.run.run, loaded.run.history, loaded.run.checkpoints, view)
        self.dataset_changed.emit()
        self.family_changed.emit()
        self.settings_changed.emit()
        self.queue_changed.emit()
        if draft is not None:
            self.say(
                tr("The queue goes on with its own settings in place of those you had chosen."),
                action_text=tr("Queue mine"),
                action=partial(self._queue_new, *draft),
            )

    def _draft(self) -> tuple[str, dict[str, Any], dict[str, Any], Dataset] | None:
        """Return settings that somebody has made while the item before was trained."""
        if self.run is None or self.dataset is None or self.plan.kind != "create":
            return None
        chosen = self.choices
        draft = chosen.family, chosen.model, chosen.train
        known = [(item.family, item.model, item.train) for item in self.lineup.items]
        return None if draft in known else (*draft, self.dataset)

    @Slot(object)
    def _listen(self, events: list[Any]) -> None:
        self._heard += [event for event in events if isinstance(event, Ended | Diverged)]

    @Slot(object)
    def _note_failure(self, failure: Failure) -> None:
        self._heard.append(failure)

    @Slot()
    def _on_item_ended(self) -> None:
        """Write down how the item has ended, then go on or pause."""
        heard, claim = list(self._heard), self._claim
        self._heard.clear()
        if self._leaving:
            self._let_go()
            return
        if self.dataset_loading is not None and claim is not None:
            self.dataset_loading = None
            self.dataset_changed.emit()
        if claim is None:
            if self.queue_on and not self._taking:
                self._after_own(heard)
            return
        problem, completed, step = _verdict(heard, self._experiment)
        self._claim = self._experiment = None
        stopped = not completed and not problem
        state = "waiting" if stopped else "failed" if problem else "done"
        self._done += state == "done"
        self._lost += state == "failed"
        self.lineup.act(partial(_settle, claim, state, problem, step))
        if stopped and not self._unwanted:
            self._pause_because(tr("The run was stopped, so the queue pauses."))
        elif self.queue_on:
            self._take_next()
        self.queue_changed.emit()

    def _after_own(self, heard: list[Any]) -> None:
        """Go on after a run that was on before the queue was started."""
        reasons = {event.reason for event in heard if isinstance(event, Ended)}
        if "stopped" in reasons or not heard:
            self._pause_because(tr("The run was stopped, so the queue pauses."))
        else:
            self._take_next()

    def _on_nothing_left(self) -> None:
        """Say what came of the queue."""
        if not self.queue_on:
            return
        self._rest()
        if self.lineup.paused:
            return
        text = tr("The queue is done: %n training(s) completed.", "", self._done)
        if self._lost:
            failed = tr("%n failed; the queue says why.", "", self._lost)
            self.say(f"{text} {failed}", "warning")
        else:
            self.say(text)

    def _pause_because(self, text: str) -> None:
        self.lineup.act(_pause)
        self._rest()
        self.say(
            text,
            action_text=tr("Go on with the queue"),
            action=self.start_queue,
            valid=self._while_off,
        )

    def _rest(self) -> None:
        self.queue_on = False
        self.lineup.watch(False)
        self.queue_changed.emit()

    @Slot()
    def _on_lineup(self) -> None:
        """Hear what has been changed, here or elsewhere."""
        claim, lineup = self._claim, self.lineup
        if claim is not None and not self._unwanted and self._driver.busy:
            mine = lineup.find(claim.item.id)
            if lineup.paused or mine is None or mine.state != "running":
                self._unwanted = True
                self._driver.stop()
        if lineup.paused and self.queue_on and not self._taking:
            self._rest()
        self._offer_what_was_cut_off()
        self.queue_changed.emit()

    @Slot(object)
    def _on_lineup_failed(self, failure: Failure) -> None:
        """The queue cannot be read or written: nothing more is taken of it."""
        self._on_failed(failure)
        if self._taking or self.queue_on:
            self._taking = False
            self._rest()

    def _on_failed(self, failure: Failure) -> None:
        from genstudio.data.dataset import Stopped

        if failure.text != str(Stopped()):  # that was asked for
            super()._on_failed(failure)

    def _let_go(self) -> None:
        claim, self._claim = self._claim, None
        if claim is not None:
            claim.let_go()

    # At the start

    def _offer_what_was_cut_off(self) -> None:
        """Offer, once, to go on with a queue that was on when its window ended."""
        if self._offered or self.lineup.contents is None:
            return
        self._offered = True
        if self.lineup.paused or not any(item.cut_off for item in self.lineup.items):
            return
        left = sum(item.state == "waiting" for item in self.lineup.items)
        self.say(
            tr(
                "The queue was on when the program ended. Nothing is lost: %n training(s) left to "
                "do.",
                "",
                left,
            ),
            action_text=tr("Go on with the queue"),
            action=self.start_queue,
            valid=self._while_off,
        )

    def _offer_to_go_on(self, text: str) -> None:
        """Offer nothing for a run that the queue goes on with."""
        cut_off = [item.run for item in self.lineup.items if item.cut_off]
        if self.run is not None and str(self.run.folder) in cut_off and not self.lineup.paused:
            self._tell_mishap()
        else:
            super()._offer_to_go_on(text)


def _verdict(heard: list[Any], experiment: Experiment | None) -> tuple[str, bool, int]:
    """Return why a training has failed, whether it is complete, and its last step."""
    from genstudio.data.dataset import Stopped
    from genstudio.train.queue_work import Outcome

    outcome = Outcome()
    for event in heard:
        outcome.see(event)
    status = "" if experiment is None else experiment.run.record.status
    failures = [event.text for event in heard if isinstance(event, Failure)]
    if failures and failures[0] != str(Stopped()):
        return failures[0], False, outcome.step
    problem = outcome.problem(status)
    return problem, outcome.reason == "completed" and not problem, outcome.step


def _take(queue: Queue) -> Claim | None:
    return queue.take()


def _pause(queue: Queue) -> None:
    queue.pause()


def _resume(queue: Queue) -> None:
    queue.resume()


def _settle(claim: Claim, state: Any, problem: str, step: int, queue: Queue) -> None:
    claim.settle(state, problem, step)
