"""The measuring itself is right; what it finds is for people to read."""

from __future__ import annotations

import json

import pytest
import torch

from genstudio.analysis import bench as engine
from genstudio.cli import bench
from genstudio.gui import bench as window


def test_a_promise_is_held_against_its_bound_from_the_right_side() -> None:
    fast = bench.Line("speed", 0.98, "", 0.97, at_least=True)
    slow = bench.Line("wait", 17.0, "ms", 16, at_least=False)
    assert fast.met
    assert not slow.met
    assert slow.to_json()["target"] == "<= 16"


def test_drawn_digits_are_digits_in_a_frame_of_the_asked_size() -> None:
    dataset = engine.drawn_digits(200, 28)
    assert dataset.images.shape == (200, 1, 28, 28)
    assert dataset.labels is not None
    assert set(dataset.labels) == set(range(10))
    ink = dataset.images.reshape(200, -1).max(1)
    assert ink.min() > 200


@pytest.mark.parametrize("name", engine.CONTESTS)
def test_engine_and_bare_loop_are_both_timed(name: str) -> None:
    before = torch.get_rng_state()
    found = engine.engine_ratio(name, seconds=0.2, repetitions=1)
    assert found["engine_steps_per_second"] > 0
    assert found["bare_steps_per_second"] > 0
    assert found["ratio"] > 0
    torch.set_rng_state(before)


def test_every_probe_has_a_part_that_starts_it() -> None:
    assert set(window.PROBES) == {"startup", "training", "plane"}
    assert {"engine", "startup", "window", "plane"} == set(bench.PARTS)


def test_the_window_is_measured_in_a_process_of_its_own(tmp_path) -> None:
    found = bench.probe("plane", tmp_path / "plane", ["--frames", "5"])
    assert found["70000"]["fps"] > 0
    assert found["1000000"]["count"] == 5
    json.dumps(found)
