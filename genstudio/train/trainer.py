"""The training loop, as an iterator of events.

It knows no thread, no window, no terminal and no file. Whoever iterates it drives it: to
pause, do not ask for the next event; to stop, answer `stop()` with True. Between two
events the model is always at the end of a whole step.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import torch
from torch import Tensor

from genstudio.core import config as settings
from genstudio.core.errors import UserError
from genstudio.core.events import (
    Changed,
    Diverged,
    Ended,
    Event,
    Profile,
    Scalars,
    Snapshot,
    Stepped,
    Stop,
    Warned,
    never,
)
from genstudio.core.language import tr
from genstudio.data.batches import Batches, to_unit
from genstudio.models import Batch, Fits, Terms
from genstudio.train import device as devices
from genstudio.train import memory, reports, schedule, state, steps
from genstudio.train.control import Control
from genstudio.train.pace import Pace, Stopwatch
from genstudio.train.players import NotFinite, Players
from genstudio.train.seeds import generator
from genstudio.train.settings import Config, changed_live
from genstudio.train.together import Agreed, Alone, Together
from genstudio.train.validation import HeldOut, Validation

__all__ = ["Config", "Trainer"]
FIT_BYTES = 1 << 30  # of images as float32, for a model that is solved at once
Reason = Literal["completed", "stopped", "diverged"]


class Trainer:
    """Plays a model's game batch by batch and reports on it.

    `record` is told of every event when it happens, before the watcher is. `checkpoint` is
    called between two steps when a checkpoint is due. `last_saved` is the step to go back to.
    `wanted` says whether a checkpoint of a step of `track_every` would be measured.
    """

    def __init__(
        self,
        model: Any,
        batches: Batches,
        held_out: HeldOut | None,
        config: Config,
        device: torch.device,
        control: Control | None = None,
    ) -> None:
        self.model = model.to(device)
        self.batches = batches
        self.config = config
        self.device = device
        self.control = control or Control()
        self.noise = generator(config.seed, "noise", device)
        self.step = 0
        self.last_saved: int | None = None
        self.record: Callable[[Event], None] = lambda event: None
        self.checkpoint: Callable[[], None] = lambda: None
        self.wanted: Callable[[], bool] = lambda: False
        self._players = Players(model, config)
        self.steps = steps.choose(model, self._players, config, device)
        self._validation = Validation(held_out, config.batch_size, config.validate_every)
        self._watch, self._pace = Stopwatch(), Pace()
        self._pending = reports.Pending()
        self._outbox: deque[Event] = deque()
        self._diverged = False
        self._others = Alone()
        self._agreed = Agreed(False, 0.0, False)
        self._shown: int | None = None

    @property
    def seconds(self) -> float:
        """The time trained, without pauses."""
        return self._watch.seconds

    def state(self) -> tuple[dict[str, Tensor], dict[str, Any]]:
        """Return all that the next step depends on: tensors by name, and counters.

        The tensors are the trainer's own, not copies.
        """
        tensors = state.of_model(self.model) | state.of_players(self._players)
        tensors["training/noise"] = self.noise.get_state()
        counters = {
            "step": self.step,
            "seconds": self.seconds,
            "batches": self.batches.state(),
            "train": settings.to_dict(self.config),
            "model": settings.to_dict(self.model.config),
        }
        return tensors, counters

    def restore(self, tensors: Mapping[str, Tensor], counters: Mapping[str, Any]) -> None:
        """Go to a state; the configs are those the trainer and the model were made with."""
        state.to_model(self.model, tensors)
        state.to_players(self._players, tensors)
        if self.noise.get_state().shape == tensors["training/noise"].shape:
            self.noise.set_state(tensors["training/noise"])
        self.batches.restore(counters["batches"])
        self.step = int(counters["step"])
        self._watch = Stopwatch(float(counters["seconds"]))
        self._pace = Pace(self.seconds)

    def join(self, others: Together) -> None:
        """Train together with other processes from here on, from the leader's state."""
        self._others = others
        self.batches.rank, self.batches.ranks = others.team.rank, others.team.size
        # A recorded or compiled step cannot wait for others in its midst.
        self.steps = steps.Steps(self.model, self._players, self.steps.networks.precision)
        for mover in self._players.movers:
            mover.average = others.average
        self._align(others)

    def events(self, stop: Stop = never) -> Iterator[Event]:
        """Train until a limit is reached or `stop()`; the last event is Ended."""
        devices.set_threads(self.config.threads)
        self.model.train()
        self.steps.begin()
        try:
            yield from self._fit() if isinstance(self.model, Fits) else self._play(stop)
        finally:
            self.batches.rows.close()
            self._watch.stop()
            self.steps.end()
            self._players.release()
            torch.set_flush_denormal(False)

    def emit(self, event: Event) -> None:
        """Record an event and put it into the watcher's way."""
        self.record(event)
        self._outbox.append(event)

    def flush(self) -> bool:
        """Report all steps that were made; return whether the run is still sound."""
        rows, fault = self._pending.bring()
        self.steps.read()
        for event in reports.scalars(rows, self.batches.epochs_done, self.seconds):
            self.emit(event)
        self._pace.reported(self.seconds)
        if fault:
            self.fail(*fault)
        return not self._diverged

    def fail(self, step: int, term: str) -> None:
        """End the run: from this step on a term is not finite."""
        self._diverged = True
        self.step = step - 1
        self.emit(Diverged(step, term, self.last_saved))

    def change(self, name: str, value: Any) -> None:
        """Change a live setting of the trainer or the model; raises UserError where it is not."""
        self.config, self.model.config = changed_live(self.config, self.model.config, name, value)
        self.emit(Changed(self.step, name, value))

    def _play(self, stop: Stop) -> Iterator[Event]:
        self._watch.start()
        if self.step == 0:
            self._save()
        self._show_once()
        yield from self._drain()
        while (reason := self._over(stop)) is None:
            self._obey()
            single = self.control.take_step()
            if single is None:
                self._try_step(self.model.players)
            elif self._knows(single[0]):
                self._try_step(single[0] or self.model.players)
            if single or self._report_due():
                self._report(single is not None)
            if self._outbox:
                yield from self._drain()
        if self.flush():
            self._save()
            self._show_once()
        self.emit(Ended(self.step, "diverged" if self._diverged else reason))
        yield from self._drain()

    def _fit(self) -> Iterator[Event]:
        """Solve for the parameters at once; the run is then complete."""
        self._watch.start()
        single = self.control.take_step()
        if self.step == 0:
            terms = self.model.fit(self._images_to_fit())
            terms.pop("loss", None)
            self.step = 1
            self._pending.add(1, terms)
            self.flush()
            self._validate()
            self._save()
        self._show()
        if single:
            self.emit(Stepped(self.step))
        self.emit(Ended(self.step, "completed"))
        yield from self._drain()

    def _images_to_fit(self) -> Tensor:
        """Return the training images, or as many from all over them as memory allows."""
        rows = self.batches.rows
        each = 4 * math.prod(self.model.shape)
        step = max(1, math.ceil(len(rows) * each / FIT_BYTES))
        if step > 1:
            count = len(range(0, len(rows), step))
            text = tr(
                "The model is solved from %n image(s) from all over the data; more would not fit "
                "into memory.",
                "",
                count,
            )
            self.emit(Warned(self.step, text))
        return to_unit(rows.every(step))

    def _over(self, stop: Stop) -> Reason | None:
        now = self._others.agree(self._diverged, self.seconds, stop, self.control)
        self._agreed = now
        if now.diverged:
            return "diverged"
        if schedule.is_done(self.config, self.step, self.batches.epochs_done, now.seconds):
            return "completed"
        return "stopped" if now.stop else None

    def _try_step(self, players: tuple[str, ...]) -> None:
        """Make one step; where the memory is too small for it, halve the batch and try again."""
        while True:
            try:
                return self._step(players)
            except NotFinite as fault:
                if self.flush():
                    self.fail(self.step + 1, fault.term)
                return None
            except (MemoryError, RuntimeError) as error:
                if not self._others.exhausted(error):
                    raise
            self._halve()  # outside the handler, whose traceback holds on to the memory

    def _step(self, players: tuple[str, ...]) -> None:
        self.steps.between()
        done = self.batches.epochs_done
        share = schedule.fraction(self.config, self.step, done, self._agreed.seconds)
        self._players.set_rate(schedule.learning_rate(self.config, share))
        image, label, text, box = self.batches.draw().to(self.device)
        total = schedule.planned_steps(self.config, self.batches)
        batch = Batch(image, self.noise, label, self.step, total, text, box)
        row: Terms = {}
        with self._others.sharing(self.batches.batch_size, self.batches.together):
            for player in players:
                row |= self.steps.move(player, batch)
            self.steps.after(batch)
        self.step += 1
        self._pending.add(self.step, row)

    def _report_due(self) -> bool:
        config = self.config
        return (
            self._pace.report_due(self.seconds)
            or self.steps.full
            or self._validation.is_due(self.step)
            or any(n and self.step % n == 0 for n in (config.checkpoint_every, config.track_every))
        )

    def _report(self, single: bool) -> None:
        if not self.flush():
            return
        if self._validation.is_due(self.step):
            self._validate()
        if self._save_due():
            self._save()
        if single or self._pace.snapshot_due(self.seconds, self.control.snapshot_every):
            self._show()
        if single:
            self.emit(Stepped(self.step))

    def _save_due(self) -> bool:
        every, tracked = self.config.checkpoint_every, self.config.track_every
        asked = bool(tracked) and self.step % tracked == 0
        if asked and self._pace.affords(self.seconds) and self.wanted():
            return True
        return self.step % every == 0 if every else self._pace.save_due(self.seconds)

    def _validate(self) -> None:
        found = self._validation.terms(self.model, self.step)
        for name, values in found.profiles.items():
            self.emit(Profile(self.step, name, values))
        if found.scalars:
            row = {name: [value] for name, value in found.scalars.items()}
            self.emit(Scalars([self.step], row, self.batches.epochs_done, self.seconds))

    def _save(self) -> None:
        before = self.seconds
        self.checkpoint()
        self._pace.saved(before, self.seconds)

    def _show_once(self) -> None:
        """Show where a run begins and where it ends, if somebody looks and has not seen it."""
        if self.control.snapshot_every > 0 and self._shown != self.step:
            self._show()

    def _show(self) -> None:
        weights = {n: t.detach().to("cpu", copy=True) for n, t in self.model.state_dict().items()}
        self.emit(Snapshot(self.step, weights))
        self._shown = self.step
        self._pace.shown(self.seconds)

    def _obey(self) -> None:
        while (asked := self._others.change(self.control)) is not None:
            self.flush()
            try:
                self.change(*asked)
            except UserError as error:
                self.emit(Warned(self.step, str(error)))

    def _knows(self, players: tuple[str, ...] | None) -> bool:
        unknown = sorted(set(players or ()) - set(self.model.players))
        if unknown:
            named = ", ".join(dict.fromkeys(self.model.players))
            self.emit(
                Warned(
                    self.step,
                    tr(
                        "There is no player {name!r}; there are {named}.",
                        name=unknown[0],
                        named=named,
                    ),
                )
            )
        return not unknown

    def _halve(self) -> None:
        self.flush()
        self.steps.reset()
        self._players.release()
        memory.release()
        size = memory.halved(self.batches.batch_size)
        self.batches.batch_size = size
        self.config = settings.changed(self.config, batch_size=size)
        if isinstance(self._others, Together):
            self._others.team.begin_again()
            self._align(self._others)
        self.emit(Changed(self.step, "batch_size", size))
        self.emit(
            Warned(
                self.step,
                tr("The memory was full: training goes on with {size} images a batch.", size=size),
            )
        )

    def _align(self, others: Together) -> None:
        """Take over the leader's state: a step may have ended half done on some process."""
        others.check(self.batches.batch_size, self.batches.together)
        tensors, counters = self.state()
        self.restore(tensors, others.spread(tensors, counters))

    def _drain(self) -> Iterator[Event]:
        self._watch.stop()
        while self._outbox:
            yield self._outbox.popleft()
        self._watch.start()
