"""Working a queue off in the terminal, each training with its progress."""

from __future__ import annotations

from typing import Any

from genstudio.analysis.track import tracker_of
from genstudio.cli import Unfinished, _training
from genstudio.cli._data import read
from genstudio.cli._progress import Progress
from genstudio.cli._signals import Interrupts
from genstudio.core.errors import printable
from genstudio.train.experiment import Experiment
from genstudio.train.queue import Queue
from genstudio.train.queue_work import Began, Finished, work

FAILED = 1  # exit code: some have failed


def run(queue: Queue, again: str = "genstudio queue run") -> dict[str, Any]:
    """Work it off and return what came of it; raise Unfinished where it ended before.

    `again` is the command that goes on.
    """
    done: list[dict[str, Any]] = []
    failed: list[dict[str, Any]] = []
    watch: _training.Watch | None = None
    with Interrupts() as interrupts, Progress() as progress:
        for event in work(queue, interrupts.asked, load=read, track=_tracker):
            match event:
                case Began():
                    progress.clear()
                    left = len(queue.read().left) - 1
                    _training.say(f"item {event.item.id}, {left} more after it")
                    _training.introduce(event.experiment)
                    watch = _training.Watch(event.experiment)
                case Finished():
                    progress.clear()
                    _say_end(event)
                    told = {"id": event.item.id, **({} if watch is None else watch.result())}
                    if event.state == "failed":
                        failed.append(told | {"status": "failed", "problem": event.problem})
                    elif event.state == "done":
                        done.append(told)
                    watch = None
                case _ if watch is not None:
                    watch.see(event, progress)
    left = len(queue.read().left)
    result = {"done": len(done), "failed": len(failed), "left": left, "trained": done + failed}
    if interrupts.asked():
        message = f"stopped and saved, {left} left; go on with: {again}"
        raise Unfinished(interrupts.exit_code, result, message)
    if failed:
        problems = "; ".join(f"item {one['id']}: {one['problem']}" for one in failed)
        raise Unfinished(FAILED, result, f"{len(failed)} failed: {problems}")
    return result


def _say_end(event: Finished) -> None:
    words = {"done": "done", "failed": f"failed: {event.problem}", "waiting": "saved, and waits"}
    _training.say(f"item {event.item.id} {printable(words.get(event.state, event.state))}")


def _tracker(experiment: Experiment) -> Any:
    return tracker_of(experiment.model, experiment.trainer.config.track)
