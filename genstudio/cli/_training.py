"""Following a training in the terminal: progress, warnings, a polite end."""

from __future__ import annotations

import math
import shlex
import sys
from typing import Any

from genstudio.analysis.track import tracker_of
from genstudio.cli import Unfinished, readable
from genstudio.cli._progress import Progress
from genstudio.cli._signals import Interrupts
from genstudio.core.errors import printable
from genstudio.core.events import Asked, Diverged, Ended, Event, Saved, Scalars, Warned
from genstudio.train.experiment import Experiment
from genstudio.train.settings import LIMITS

DIVERGED = 1  # exit codes
UNSAVED = 2


def only_these_limits(given: dict[str, Any]) -> dict[str, Any]:
    """Lift every other limit when one was given: `--seconds 60` trains for 60 seconds."""
    if any(name in given for name in LIMITS):
        return dict.fromkeys(LIMITS, 0) | given
    return given


def follow(experiment: Experiment) -> dict[str, Any]:
    """Train to the end and return the outcome; raise Unfinished when it ended before."""
    introduce(experiment)
    experiment.track(tracker_of(experiment.model, experiment.trainer.config.track))
    watch = Watch(experiment)
    with Interrupts() as interrupts, Progress() as progress:
        try:
            for event in experiment.events(interrupts.asked):
                watch.see(event, progress)
        finally:
            experiment.close()
    result = watch.result()
    if watch.diverged:
        raise Unfinished(DIVERGED, result, _way_back(experiment, watch.diverged))
    if watch.step != watch.began and watch.saved != watch.step:
        raise Unfinished(UNSAVED, result, _lost(experiment, watch))
    if interrupts.asked() and watch.reason != "completed":
        again = f"genstudio resume {_quoted(experiment)}"
        message = f"stopped and saved at step {watch.step:,}; go on with: {again}"
        raise Unfinished(interrupts.exit_code, result, message)
    if watch.step == watch.began:
        say(_nothing_left(experiment))
    return result


def text(result: dict[str, Any]) -> str:
    """Say how a training ended, for a person."""
    terms = "  ".join(f"{name} {readable(value)}" for name, value in result["terms"].items())
    return (
        f"{result['status']} at step {result['step']:,} "
        f"(epoch {result['epoch']:.1f}, {result['seconds']:.1f} s)\n"
        + (f"{terms}\n" if terms else "")
        + f"run: {printable(result['run'])}"
    )


class Watch:
    """What was seen of a run so far."""

    def __init__(self, experiment: Experiment) -> None:
        self._experiment = experiment
        self.step = self.began = experiment.trainer.step
        self.epoch = experiment.trainer.batches.epochs_done
        self.seconds = experiment.trainer.seconds
        self.terms: dict[str, float] = {}
        self.saved: int | None = None
        self.reason = "stopped"
        self.diverged: Diverged | None = None
        self.warnings: list[str] = []

    def see(self, event: Event, progress: Progress) -> None:
        """Take note of an event, and report when it is time to."""
        match event:
            case Scalars():
                self._scalars(event)
            case Saved():
                self.saved = event.step
            case Warned():
                self.warnings.append(event.message)
                progress.clear()
                say(event.message)
            case Asked():
                progress.clear()
                say(_asked(self._experiment, event))
            case Diverged():
                self.diverged = event
            case Ended():
                self.step, self.reason = event.step, event.reason
        if progress.due:
            terms = "  ".join(f"{n} {readable(v)}" for n, v in self.terms.items())
            progress.update(self._fraction(), f"step {self.step:,}  {terms}")

    def result(self) -> dict[str, Any]:
        """Return the outcome as plain values."""
        run = self._experiment.run
        return {
            "run": str(run.folder.absolute()),
            "family": run.record.family,
            "data": run.record.data["name"],
            "device": str(self._experiment.device),
            "status": self.reason,
            "step": self.step,
            "epoch": self.epoch,
            "seconds": self.seconds,
            "terms": self.terms,
            "checkpoint": self.saved,
            "notes": self._experiment.notes,
            "warnings": self.warnings,
        }

    def _scalars(self, event: Scalars) -> None:
        self.step = max(self.step, event.steps[-1])
        self.epoch = max(self.epoch, event.epoch)
        self.seconds = max(self.seconds, event.seconds)
        self.terms |= {n: math.fsum(v) / len(v) for n, v in event.values.items() if v}

    def _fraction(self) -> float | None:
        config = self._experiment.trainer.config
        pairs = ((self.step, config.steps), (self.epoch, config.epochs))
        done = [value / limit for value, limit in (*pairs, (self.seconds, config.seconds)) if limit]
        return min(max(done), 1.0) if done else None


def introduce(experiment: Experiment) -> None:
    """Say on stderr what is trained, on what, where it is kept, and whether an end was given."""
    config, data = experiment.trainer.config, experiment.run.record.data
    what = f"{experiment.run.record.family} on {printable(data['name'])}, {experiment.device}"
    say(f"training {what}; the run: {printable(experiment.run.folder)}")
    for note in experiment.notes:
        say(note)
    if experiment.trainer.model.players and not any(getattr(config, n) for n in LIMITS):
        say("no end was given (--steps, --epochs or --seconds): Ctrl+C saves and stops")


def _nothing_left(experiment: Experiment) -> str:
    if not experiment.trainer.model.players:
        return "nothing was left to do: this model is solved in one step"
    reached = [n for n in LIMITS if getattr(experiment.trainer.config, n)]
    return (
        f"nothing was left to do: the run has reached its end ({', '.join(reached)}); "
        "give a later one, such as --steps, to go on"
    )


def _way_back(experiment: Experiment, event: Diverged) -> str:
    what = f"training diverged: {event.term} is no longer finite at step {event.step:,}"
    if event.last_good is None:
        return f"{what}; start again with a lower --learning-rate"
    rate = experiment.trainer.config.learning_rate / 2
    return (
        f"{what}; go back to the last good checkpoint with: genstudio resume "
        f"{_quoted(experiment)} --checkpoint {event.last_good} --learning-rate {rate:g}"
    )


def _asked(experiment: Experiment, event: Asked) -> str:
    """Say what somebody elsewhere has asked for."""
    if event.request == "pause":
        again = f"genstudio control {_quoted(experiment)} resume"
        return f"paused from elsewhere at step {event.step:,}; go on with: {again}"
    doing = {"resume": "goes on", "stop": "ends", "change": "a setting changes"}
    return f"asked from elsewhere at step {event.step:,}: {doing[event.request]}"


def _lost(experiment: Experiment, watch: Watch) -> str:
    kept = experiment.run.checkpoints()
    last = f"the last checkpoint is of step {kept[-1]:,}" if kept else "there is no checkpoint"
    return (
        f"{watch.reason} at step {watch.step:,}, but that could not be saved and {last}: free "
        f"some space, then go on from there with: genstudio resume {_quoted(experiment)}"
    )


def _quoted(experiment: Experiment) -> str:
    return shlex.quote(printable(experiment.run.folder))


def say(text: str) -> None:
    """Tell something on the way; the result alone goes to standard output."""
    print(text, file=sys.stderr, flush=True)
