"""A run that trains: a model, its trainer and the folder that remembers them."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import filelock
import msgspec
import torch

from genstudio import models
from genstudio.core import atomic, registry
from genstudio.core import config as settings
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Asked, Diverged, Ended, Event, Saved, Scalars, Stop, Warned, never
from genstudio.core.language import tr
from genstudio.data import sources
from genstudio.data.dataset import Dataset
from genstudio.train import assemble, checkpoint, history, state
from genstudio.train.control import Control
from genstudio.train.history import History
from genstudio.train.listening import Listener
from genstudio.train.players import NotFinite
from genstudio.train.runs import Parent, Run, Status, new_record, versions
from genstudio.train.settings import OF_THE_RUN
from genstudio.train.standing import Standing
from genstudio.train.tracking import Snap, Tracker
from genstudio.train.trainer import Config, Trainer

_log = logging.getLogger(__name__)


def check_data(run: Run, dataset: Dataset) -> None:
    """Raise UserError unless these are the data that a run was trained on."""
    if dataset.fingerprint != run.record.data["fingerprint"]:
        raise UserError(
            tr(
                "The data is not what this run was trained on: put it back as it was, or start "
                "a new run."
            )
        )


class Experiment:
    """Trains one run. It holds the run's lock until `close()` or the end of its events.

    `notes` are sentences for the user: what was passed over, and why a resumed run will
    not be bit-exact.
    """

    def __init__(
        self,
        run: Run,
        lock: filelock.BaseFileLock,
        trainer: Trainer,
        dataset: Dataset,
        notes: list[str],
    ) -> None:
        """Take over a locked run; use `create` or `resume`."""
        self.run = run
        self.trainer = trainer
        self.dataset = dataset
        self.notes = notes
        self._lock = lock
        self._history: History | None = None
        self._history_length = 0
        self._history_fails = False
        self._faults_told: set[Any] = set()
        self._changes: dict[str, Any] = {}
        self._standing = Standing(run)
        self._saved: Any = None
        self._over = self._closed = False
        self._listener: Listener | None = None
        trainer.record = self._on_event
        trainer.checkpoint = self._on_checkpoint
        trainer.wanted = lambda: self._standing.wanted(trainer.seconds)

    @classmethod
    def create(
        cls,
        folder: Path,
        family: str,
        model_values: Mapping[str, Any],
        train_values: Mapping[str, Any],
        dataset: Dataset,
        parent: Parent | None = None,
    ) -> Self:
        """Make a new run in a new folder; raises UserError for whatever is wrong."""
        module = registry.load(models, family)
        recipe = settings.from_dict(Config, {**module.RECIPE, **train_values})
        model_config = settings.from_dict(module.Config, model_values)
        record = new_record(
            family, settings.to_dict(model_config), settings.to_dict(recipe), dataset, parent
        )
        trainer = assemble.fresh(record, recipe, dataset)
        run, lock = Run.create(Path(folder), record)
        return cls(run, lock, trainer, dataset, [])

    @classmethod
    def resume(
        cls,
        folder: Path,
        *,
        train_values: Mapping[str, Any] | None = None,
        checkpoint: int | None = None,
        dataset: Dataset | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> Self:
        """Go on with a run from its newest good checkpoint, or from the step named.

        `train_values` replace settings of the training. The data is loaded again unless
        given. Nothing on the disk changes before the first event is asked for. Raises
        UserError where the run is being trained elsewhere, or its data has changed.
        """
        run = Run.open(Path(folder))
        lock = run.lock()
        try:
            dataset = dataset or sources.load(
                run.record.data["source"], options or run.record.data["options"]
            )
            return cls._resumed(run, lock, dataset, dict(train_values or {}), checkpoint)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _resumed(
        cls,
        run: Run,
        lock: filelock.BaseFileLock,
        dataset: Dataset,
        values: dict[str, Any],
        step: int | None,
    ) -> Self:
        check_data(run, dataset)
        found = assemble.find(run, step)
        if found.meta and not any(name.startswith("training/") for name in found.tensors):
            raise UserError(
                tr(
                    "The run {name} holds only the weights, which is enough to look with: to "
                    "train such a model, start a new run with its settings.",
                    name=printable(run.folder.name),
                )
            )
        notes = found.problems
        train = found.meta.get("train", run.record.train)
        train = {**train, **{n: v for n, v in run.record.train.items() if n in OF_THE_RUN}}
        if values.get("seed", train["seed"]) != train["seed"]:
            raise UserError(tr("The seed cannot change in a run: start a new one."))
        now = settings.from_dict(Config, {**train, **values})
        record = msgspec.structs.replace(
            run.record, model=found.meta.get("model", run.record.model)
        )
        rate = train["learning_rate"]
        trainer = assemble.fresh(record, settings.changed(now, learning_rate=rate), dataset)
        self = cls(run, lock, trainer, dataset, notes)
        if found.meta:
            trainer.restore(found.tensors, found.meta)
            trainer.last_saved = trainer.step
            self._history_length = int(found.meta["history"])
            self._saved = self._version()
            self._standing.scores = assemble.scores(run, trainer.step)
            notes += assemble.differences(found.meta, trainer)
        if now.learning_rate != rate:
            self._changes["learning_rate"] = now.learning_rate
        return self

    @property
    def model(self) -> Any:
        """The model in training; only the thread that trains may touch it."""
        return self.trainer.model

    @property
    def control(self) -> Control:
        """Where live changes and single steps are asked for."""
        return self.trainer.control

    @property
    def changes(self) -> dict[str, Any]:
        """Live settings that are to change as soon as it goes on."""
        return dict(self._changes)

    @property
    def device(self) -> torch.device:
        """What computes."""
        return self.trainer.device

    def track(self, tracker: Tracker | None) -> None:
        """Have checkpoints measured while training goes on; before the first event is asked for.

        The figures come as Scalars of the step that was measured. No other number depends on it.
        """
        if tracker is not None:
            self._standing.track(tracker)

    def events(self, stop: Stop = never) -> Iterator[Event]:
        """Train, and yield what happens; ask once only. The run is closed at the end."""
        if self._history is not None or self._closed:
            raise RuntimeError("the events of an experiment can be asked for only once")
        try:
            self._begin()
            yield from self._listening(lambda: self._closed or stop())
        except GeneratorExit:
            raise
        except BaseException:
            self._over = True  # perhaps in the midst of a step: nothing to be saved
            with contextlib.suppress(UserError):
                self.run.update(status="paused")
            raise
        finally:
            self.close()

    def idle(self) -> bool:
        """Look, while nobody asks for events, whether somebody elsewhere wants it to go on.

        To be called twice a second, by the thread that asks for events.
        """
        if self._listener is None or self._closed:
            return False
        self._say_status("training", "paused")
        return self._listener.called_back()

    def save(self) -> Saved:
        """Write a checkpoint now, between two steps; raises UserError where it cannot."""
        self.trainer.flush()
        try:
            return self._write()
        except NotFinite as fault:
            raise UserError(
                tr("Nothing was saved: {fault} is not finite any more.", fault=fault)
            ) from fault

    def close(self) -> None:
        """Write a checkpoint, if there is something new, and let go of the run.

        May be called at any time by the thread that trains, or after its end, and again.
        """
        if self._closed:
            return
        try:
            if self._history is not None and not self._over and self.trainer.flush():
                if self._version() != self._saved:
                    self._write()
                self.run.update(status="paused")
        except (UserError, NotFinite) as error:
            self.notes.append(tr("The last steps could not be saved. {error}", error=error))
        finally:
            self._closed = True
            self._standing.close()
            if self._history is not None:
                self._history.close()
            self._lock.release()

    def _listening(self, stop: Stop) -> Iterator[Event]:
        """Yield the trainer's events, and do what is asked for in the run's folder."""
        listener = self._listener = Listener(self.run.folder, self.trainer)
        heard: Any = self.trainer.events(lambda: stop() or listener.heard())
        with contextlib.closing(heard) as events:
            for event in events:
                yield event
                if listener.paused and isinstance(event, Asked):
                    if self.trainer.flush():
                        self._on_checkpoint()
                    self._say_status("training", "paused")
                    listener.rest(stop)
                self._say_status("paused", "training")

    def _say_status(self, before: Status, now: Status) -> None:
        """Change the record's status, if it is the one before; a full disk is no reason to end."""
        if self.run.record.status == before and not self._closed:
            with contextlib.suppress(UserError):
                self.run.update(status=now)

    def _begin(self) -> None:
        """Forget what lies after the point to go on from, and take up writing."""
        atomic.sweep(self.run.folder)
        checkpoint.sweep(self.run.checkpoint_folder)
        for later in checkpoint.committed(self.run.checkpoint_folder):
            if self._saved is None or later > self.trainer.step:
                checkpoint.delete(self.run.checkpoint_folder, later)
        step = -1 if self._saved is None else self.trainer.step
        late = history.measured(self.run.history_path, step, after=self._history_length)
        self._history = History(self.run.history_path, self._history_length)
        for row in late:
            self._history.write(row)
        for name, value in self._changes.items():
            self.trainer.change(name, value)
        best = self._standing.best
        self.run.update(status="training", versions=versions(), best=best, **self._configs())
        about = (self.run.record.family, self.device, self.trainer.step, self.run.folder)
        _log.info("training started: %s on %s from step %d, %s", *about)

    def _on_event(self, event: Event) -> None:
        if self._history is None or self._closed:
            return
        if isinstance(event, Diverged):
            _log.warning("training diverged: %s at step %d", event.term, event.step)
            self._repair()
        if isinstance(event, Warned):
            _log.warning("step %d: %s", event.step, event.message)
        try:
            self._history.write(event)
            if isinstance(event, Ended):
                self._over = True
                self._history.sync()
                self._end(event)
            self._history_fails = False
        except UserError as error:
            if not self._history_fails:
                self._history_fails = True
                self.trainer.emit(Warned(event.step if hasattr(event, "step") else 0, str(error)))
        if isinstance(event, Scalars) and (row := self._standing.reported(event)) is not None:
            self.trainer.emit(row)
            self._mark_best()

    def _mark_best(self) -> None:
        if self._standing.best != self.run.record.best:
            try:
                self.run.update(best=self._standing.best)
            except UserError as error:
                self._warn_unsaved(error)

    def _on_checkpoint(self) -> None:
        if self._closed or self._version() == self._saved:
            return
        try:
            self.trainer.emit(self._write())
            now = Snap(self.trainer.step, self.trainer.batches.epochs_done, self.trainer.seconds)
            self._standing.measure(now, self.trainer.config.track_every)
        except NotFinite as fault:
            self.trainer.fail(self.trainer.step + 1, str(fault))
        except UserError as error:
            self._warn_unsaved(error)

    def _write(self) -> Saved:
        """Write the state of the last step, then drop checkpoints that are too many."""
        tensors, counters = self.trainer.state()
        faulty = state.first_not_finite(tensors)
        if faulty:
            raise NotFinite(faulty.partition("/")[2])
        step, writer = self.trainer.step, self._history
        if writer is not None:
            writer.sync()
        record = msgspec.structs.replace(self.run.record, step=step, **self._configs())
        meta = counters | {
            "record": msgspec.to_builtins(record),
            "history": self._history_length if writer is None else writer.length,
            "score": self._standing.score_of(step),
            "environment": assemble.environment(self.trainer),
        }
        path = checkpoint.save(self.run.checkpoint_folder, step, tensors, meta)
        self.trainer.last_saved, self._saved = step, self._version()
        self._faults_told.clear()
        size = sum(t.numel() * t.element_size() for t in tensors.values())
        self._standing.saved(step, size)
        self.run.update(step=step, best=self._standing.best, **self._configs())
        return Saved(step, path)

    def _warn_unsaved(self, error: UserError) -> None:
        """Say why there is no checkpoint: once a cause, not at every one that is due."""
        cause = error.__cause__
        known = cause.errno if isinstance(cause, OSError) else str(error)
        if known not in self._faults_told:
            self._faults_told.add(known)
            text = tr("A checkpoint could not be written. {error}", error=error)
            self.trainer.emit(Warned(self.trainer.step, text))

    def _end(self, event: Ended) -> None:
        """Note how the run has ended; one whose last steps are lost can be gone on with."""
        if self._version() == self._saved or event.reason == "diverged":
            self.run.update(status=event.reason, step=event.step, **self._configs())
        else:
            self.run.update(status="unsaved", **self._configs())
        _log.info("training ended: %s at step %d, %s", event.reason, event.step, self.run.folder)

    def _repair(self) -> None:
        """Where the weights themselves are spoilt, go back to the last good ones."""
        good = self.trainer.last_saved
        if good is not None and state.first_not_finite(state.of_model(self.model)):
            tensors, _ = checkpoint.load(self.run.checkpoint_folder, good, "model")
            state.to_model(self.model, tensors)

    def _configs(self) -> dict[str, Any]:
        return {
            "model": settings.to_dict(self.model.config),
            "train": settings.to_dict(self.trainer.config),
        }

    def _version(self) -> Any:
        return self.trainer.step, self._configs()
