"""Benches in motion: the loop, and the stage that plays one behind the window."""

from __future__ import annotations

import threading
import time
from itertools import count, islice

import pytest
from windows import rested, wait

from genstudio.analysis import theory
from genstudio.core.events import never
from genstudio.gui.theory import kept, play
from genstudio.gui.theory.kept import MOST, Frames
from genstudio.gui.theory.play import Altered, Halted, Opened, Play, Refused, Rested, Seen
from genstudio.gui.theory.stage import Stage

COUNTER = """
from dataclasses import dataclass, replace
from typing import Annotated
from genstudio.analysis.theory import Phase
from genstudio.core.config import Hint, changed
from genstudio.core.errors import UserError

TITLE, SUMMARY, ACTIONS = "Counter", "counts", ("many",)

@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    by: Annotated[int, Hint("how many a step", 1, 9, live=True)] = 1
    start: Annotated[int, Hint("where it begins", 0, 9)] = 0

@dataclass(frozen=True)
class Frame:
    step: int
    figures: dict
    said: str = ""

class Bench:
    players = ("D", "G")
    def __init__(self, config):
        self.config, self.step, self.value, self.moves = config, 0, float(config.start), []
    def move(self, players=None):
        if self.value == -55:
            return  # it has run off
        if self.value == -66:
            raise UserError("not sixty-six")
        if self.value == -77:
            raise ZeroDivisionError
        self.step += 1
        self.value += self.config.by
        self.moves.append(players)
    def phases(self):
        for number in (1, 2, 3):
            yield Phase(number, 3, "part", "a part", "D")
        self.move()
    def frame(self):
        return Frame(self.step, {"value": self.value, "endless": float("inf")})
    def change(self, name, value):
        self.config = changed(self.config, **{name: value})
        if value == 7:
            raise UserError("not seven")
    def act(self, name, times=5, to=None):
        for done in range(times):
            self.value = self.value + 100 if to is None else float(to)
            yield (done + 1) / times

def make(config, progress, stop):
    progress(1, 2)
    return Bench(config)
"""


@pytest.fixture
def counter(tmp_path, monkeypatch) -> str:
    (tmp_path / "counter.py").write_text(COUNTER)
    monkeypatch.setattr(theory, "__path__", [*theory.__path__, str(tmp_path)])
    return "counter"


@pytest.fixture
def stage(qtbot, counter):
    stage = Stage(counter, "Counter", [])
    yield stage
    stage.close()


def test_a_step_is_a_whole_one_and_its_frame_is_yielded(counter) -> None:
    play = Play(counter, {"start": 3}, "fast", going=True)
    opened, *seen = islice(play.walk(never), 3)
    assert isinstance(opened, Opened)
    assert opened.players == ("D", "G")
    assert opened.actions == ("many",)
    assert [one.frame.step for one in seen] == [0, 1]
    assert seen[1].frame.figures["value"] == 4


def test_slow_motion_shows_every_part_before_the_step_is_whole(counter, monkeypatch) -> None:
    monkeypatch.setattr("genstudio.gui.theory.play.PHASE", 0.001)
    play = Play(counter, {}, "slow", going=True)
    seen = [event for event in islice(play.walk(never), 6) if isinstance(event, Seen)]
    assert [one.phase and one.phase.number for one in seen] == [None, 1, 2, 3, None]
    assert [one.whole for one in seen] == [True, False, False, False, True]
    assert [one.frame.step for one in seen] == [0, 0, 0, 0, 1]


def test_single_steps_in_slow_motion_are_parts(counter) -> None:
    play = Play(counter, {}, "slow", going=False)
    walk = play.walk(never)
    list(islice(walk, 2))
    play.single_step(None)
    first, rested = islice(walk, 2)
    assert (first.phase.number, type(rested)) == (1, Rested)
    play.single_step(None)
    second, rested = islice(walk, 2)
    assert (second.phase.number, type(rested)) == (2, Rested)
    play.set_pace("normal")
    assert next(walk).frame.step == 1  # whoever has no patience gets the rest at once


def test_a_change_is_made_between_two_steps_and_a_wrong_one_is_refused(counter) -> None:
    play = Play(counter, {}, "fast", going=False)
    walk = play.walk(never)
    list(islice(walk, 2))
    play.change("by", 5)
    altered, _ = islice(walk, 2)
    assert isinstance(altered, Altered)
    assert altered.config.by == 5
    play.change("by", 7)
    assert isinstance(next(walk), Refused)
    play.change("by", 70)
    assert isinstance(next(walk), Refused)


def test_an_action_can_be_cancelled(counter, monkeypatch) -> None:
    monkeypatch.setattr("genstudio.gui.theory.play.FAST", 0.0)
    play = Play(counter, {}, "fast", going=False)
    walk = play.walk(never)
    list(islice(walk, 2))
    play.act("many", {"times": 1000})
    first = next(walk)
    assert (first.action, first.share) == ("many", 1 / 1000)
    play.cancel()
    last, rested = islice(walk, 2)
    assert last.action == ""
    assert last.frame.figures["value"] < 500
    assert rested.action == "many"


def test_an_action_can_be_cancelled_before_it_begins(counter) -> None:
    play = Play(counter, {}, "fast", going=False)
    walk = play.walk(never)
    list(islice(walk, 2))
    play.act("many", {})
    play.cancel()
    seen, rested = islice(walk, 2)
    assert seen.frame.figures["value"] == 0
    assert rested == Rested("many")


def test_an_action_takes_the_place_of_one_that_has_not_begun(counter, monkeypatch) -> None:
    monkeypatch.setattr("genstudio.gui.theory.play.FAST", 10.0)
    play = Play(counter, {}, "fast", going=False)
    walk = play.walk(never)
    list(islice(walk, 2))
    play.act("many", {"times": 1000})
    play.act("many", {"times": 2})
    events = [next(walk)]
    while not isinstance(events[-1], Rested):
        events.append(next(walk))
    assert events[-2].frame.figures["value"] == 200
    assert sum(isinstance(event, Rested) for event in events) == 1


@pytest.mark.parametrize("pace", ["slow", "normal", "fast"])
@pytest.mark.parametrize(("value", "why"), [(-55, ""), (-66, "not sixty-six")])
def test_a_bench_that_makes_no_step_any_more_halts(counter, pace, value, why, monkeypatch) -> None:
    monkeypatch.setattr("genstudio.gui.theory.play.PHASE", 0.001)
    play = Play(counter, {}, pace, going=True)
    walk = play.walk(never)
    list(islice(walk, 2))
    play.act("many", {"times": 1, "to": value})
    events = [next(walk)]
    while not isinstance(events[-1], Halted):
        events.append(next(walk))
    assert events[-1].text == why
    assert not play.going
    play.set_pace("normal")
    play.single_step(None)  # and whoever tries again is told again
    events = [next(walk)]
    while not isinstance(events[-1], Rested):
        events.append(next(walk))
    assert Halted(why) in events


def test_whoever_pauses_sees_the_step_that_was_made_last(counter, monkeypatch) -> None:
    monkeypatch.setattr("genstudio.gui.theory.play.FAST", 10.0)
    play = Play(counter, {}, "fast", going=True)
    walk = play.walk(never)
    list(islice(walk, 3))
    made, step = count(1), play._step

    def pausing(*given, **more):
        yield from step(*given, **more)
        if next(made) == 5:
            play.go(False)

    monkeypatch.setattr(play, "_step", pausing)
    last = next(walk).frame.step
    assert last >= 5
    play.single_step(None)
    assert next(walk).frame.step == last + 1


def test_the_loop_ends_when_it_is_told_to(counter) -> None:
    over = threading.Event()
    play = Play(counter, {}, "slow", going=False)
    walk = threading.Thread(target=lambda: list(play.walk(over.is_set)))
    walk.start()
    time.sleep(0.05)
    over.set()
    play.wake()
    walk.join(10)
    assert not walk.is_alive()


def test_kept_frames_lie_further_apart_the_longer_it_goes() -> None:
    class Frame:
        def __init__(self, step: int) -> None:
            self.step = step

    frames = Frames()
    for step in range(20_000):
        frames.add(Frame(step))
    gaps = {b - a for a, b in zip(frames.steps, frames.steps[1:])}
    assert len(frames.steps) <= MOST
    assert frames.steps[0] == 0
    assert len(gaps) == 1
    assert frames.get(frames.steps[7]).step == frames.steps[7]


def test_the_stage_goes_rests_and_steps(stage, qtbot) -> None:
    stage.set_pace("fast")
    stage.open()
    assert stage.state == "loading"
    wait(qtbot, lambda: stage.step > 3)
    assert stage.state == "training"
    stage.toggle()
    wait(qtbot, lambda: stage.state == "paused")
    step = rested(qtbot, stage)
    stage.single_step(("D",))
    wait(qtbot, lambda: stage.step == step + 1)
    stage.hide(True)
    stage.toggle()
    assert rested(qtbot, stage) == step + 1  # nobody looks
    stage.hide(False)
    wait(qtbot, lambda: stage.step > step + 3)


def test_figures_become_curves_and_frames_the_past(stage, qtbot) -> None:
    stage.set_pace("fast")
    stage.open()
    wait(qtbot, lambda: len(stage.checkpoints) > 3)
    stage.toggle()
    wait(qtbot, lambda: stage.state == "paused")
    assert stage.history.terms() == ["value"]  # what is infinite has no place in a curve
    stage.show_step(stage.checkpoints[1])
    assert stage.frame.step == stage.checkpoints[1]
    stage.show_step(None)
    assert stage.frame.step == stage.step


def test_what_is_looked_at_stays_in_sight_when_old_frames_are_forgotten(
    stage, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr(kept, "MOST", 8)
    stage.set_pace("fast")
    stage.open()
    wait(qtbot, lambda: len(stage.checkpoints) > 1)
    looked = stage.checkpoints[1]  # the first one that goes
    stage.show_step(looked)
    wait(qtbot, lambda: stage.shown != looked)
    assert stage.shown == 0
    assert stage.frame.step == 0


def test_values_wait_for_a_bench_that_is_not_to_be_made_yet(stage, qtbot) -> None:
    stage.put({"start": 4})
    assert not stage.can_reset  # nothing was begun
    stage.open()
    wait(qtbot, lambda: stage.frame is not None)
    assert stage.config.start == 4


def test_the_end_of_a_bench_that_was_given_up_says_nothing_of_the_next(stage, qtbot) -> None:
    failures = []
    stage.failed.connect(failures.append)
    stage.open()
    wait(qtbot, lambda: stage.frame is not None)
    stage.act("many", times=1, to=-77)
    stage._job.wait()  # its last word is on its way
    stage.reset()
    wait(qtbot, lambda: stage.frame is not None and stage.step > 0)
    assert not failures
    assert not stage.broken


def test_what_cannot_be_given_up_is_not_waited_for_at_the_end(stage, monkeypatch) -> None:
    let_go, imported = threading.Event(), play.registry.load
    monkeypatch.setattr(play.registry, "load", lambda *what: let_go.wait() and imported(*what))
    stage.open()
    stage.end(0.01)
    stage.close()
    assert not stage.ended
    let_go.set()
    stage._deadline.setRemainingTime(-1)
    stage.close()
    assert stage.ended


def test_what_is_not_live_makes_the_bench_anew(stage, qtbot) -> None:
    stage.set_pace("fast")
    stage.open()
    wait(qtbot, lambda: stage.step > 3)
    stage.change("by", 3)
    wait(qtbot, lambda: stage.config.by == 3)
    assert stage.history.marks
    stage.toggle()
    stage.change("start", 9)
    wait(qtbot, lambda: stage.frame is not None and stage.config.start == 9)
    assert stage.config.by == 3
    assert stage.step == 0
    assert stage.frame.figures["value"] == 9


def test_a_refusal_is_said(stage, qtbot) -> None:
    told = []
    stage.message.connect(told.append)
    stage.open()
    wait(qtbot, lambda: stage.frame is not None)
    stage.change("by", 7)
    wait(qtbot, lambda: told)
    assert told[0].text == "not seven"


def test_a_bench_that_breaks_can_be_made_anew(stage, qtbot, monkeypatch) -> None:
    failures = []
    stage.failed.connect(failures.append)
    stage.values["start"] = 99
    stage.open()
    wait(qtbot, lambda: failures)
    assert "99" in failures[0].text
    stage.values["start"] = 1
    stage.reset()
    wait(qtbot, lambda: stage.frame is not None)


def test_a_refused_value_is_not_kept(stage, qtbot) -> None:
    told = []
    stage.message.connect(told.append)
    stage.open()
    wait(qtbot, lambda: stage.frame is not None)
    stage.change("by", 70)
    wait(qtbot, lambda: told)
    assert stage.values["by"] == 1
    stage.reset()
    wait(qtbot, lambda: stage.frame is not None)


def test_a_change_while_the_first_bench_is_made_is_not_lost(stage, qtbot) -> None:
    stage.open()
    stage.change("by", 4)
    wait(qtbot, lambda: stage.frame is not None)
    assert stage.config.by == 4


@pytest.mark.parametrize("value", [-55, -66])
def test_a_bench_that_has_run_off_is_paused_and_reset_goes_on(stage, qtbot, value) -> None:
    told = []
    stage.message.connect(told.append)
    stage.set_pace("fast")
    stage.open()
    wait(qtbot, lambda: stage.step > 3)
    stage.act("many", times=1, to=value)
    wait(qtbot, lambda: stage.state == "paused")
    assert [message.text for message in told] == (["not sixty-six"] if value == -66 else [])
    assert stage.can_train
    assert stage.frame is not None  # what was seen last can still be looked at
    stage.reset()
    wait(qtbot, lambda: stage.frame is not None and stage.step > 3)
    assert stage.state == "training"


def test_a_bench_that_breaks_on_its_way_rests_until_it_is_made_anew(stage, qtbot) -> None:
    failures = []
    stage.failed.connect(failures.append)
    stage.set_pace("fast")
    stage.open()
    wait(qtbot, lambda: stage.step > 3)
    stage.act("many", times=1, to=-77)
    wait(qtbot, lambda: failures)
    assert (stage.state, stage.can_train, stage.can_step, stage.can_stop) == (
        "paused", False, False, False,
    )  # fmt: skip
    stage.toggle()
    assert stage.state == "paused"
    stage.reset()
    wait(qtbot, lambda: stage.frame is not None and stage.step > 3)
