"""The measuring itself is right; what it finds is for people to read."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from genstudio.analysis import bench as engine
from genstudio.analysis import growth, race
from genstudio.cli import _bench_explore, bench
from genstudio.core.errors import UserError
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
    asked = {"startup", "training", "plane", "scrub", "crowd", "answers", "theory"}
    assert set(window.PROBES) == asked
    assert {"startup", "window", "plane", "explore"} < set(bench.PARTS)


def test_exploring_is_measured_in_medians_against_the_promises(monkeypatch) -> None:
    asked = []

    def probe(name: str, folder: Path, options: list[str]) -> dict[str, Any]:
        asked.append(name)
        times = {"p50": float(len(asked)), "p99": 20.0}
        found = {"fps": 10.0 * len(asked), "hover": times, "tray": times, "slider": times}
        return found | {"gan1d": {"fps": 61.0}, "gan2d": {"fps": 59.0}}

    for name in ("POINTS", "SCRUBBED", "ANSWERED"):
        monkeypatch.setattr(_bench_explore, name, 100)
    monkeypatch.setattr(bench, "probe", probe)
    lines, details = bench.explore(argparse.Namespace(repetitions=3, seconds=0.1))
    assert asked == ["scrub"] * 3 + ["crowd"] * 3 + ["answers"] * 6 + ["theory"] * 3
    found = {line.name: line for line in lines}
    assert len(found) == len(lines) == 11
    scrub, hover = found["scrub, 10,000 points"], found["hover, 1,000,000 points, training, p99"]
    assert (scrub.value, scrub.bound, scrub.met) == (20.0, 20, True)
    assert (hover.value, hover.bound, hover.met) == (20.0, 25, True)
    assert found["arithmetic tray, 64x64, p50"].bound == 30
    assert [
        found[f"theory, GAN in {n} dimension{s}"].met for n, s in (("one", ""), ("two", "s"))
    ] == [
        True,
        False,
    ]
    assert found["10 neighbours among 1,000,000 x 32, cosine"].bound == 50
    assert len(details["neighbours"]["cosine"]) == 3 * _bench_explore.QUESTIONS


@pytest.mark.slow
def test_the_explorers_answers_are_timed_in_a_real_window(tmp_path) -> None:
    data = engine.drawn_digits(60, 16)
    np.savez(tmp_path / "d.npz", images=data.images[:, 0], labels=data.labels)
    command = [sys.executable, "-m", "genstudio.gui.bench", "answers", "--frames", "3"]
    command += ["--folder", str(tmp_path / "work"), "--data", str(tmp_path / "d.npz")]
    command += ["--model", '{"hidden": 8}', "--train", '{"threads": 1, "batch_size": 16}']
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["tray"]["count"] == found["slider"]["count"] == 3


@pytest.mark.parametrize("style", ["common", "bare"])
@pytest.mark.parametrize("name", engine.CONTESTS)
def test_loops_written_by_hand_learn_what_the_engine_learns(name: str, style: str) -> None:
    dataset = engine.drawn_digits(300, engine.CONTESTS[name].size)
    train, test = dataset.images[:256, 0], dataset.images[256:, 0]
    before = torch.get_rng_state()
    found = engine.by_hand(name, style, train, test, epochs=2, threads=1)
    torch.set_rng_state(before)
    assert found.samples_per_second > 0
    assert (found.elbo is not None) == (name == "vae")


def test_the_engine_is_raced_with_images_from_a_file(tmp_path, capsys) -> None:
    dataset = engine.drawn_digits(1500, 28)
    path = tmp_path / "digits.npz"
    np.savez(path, images=dataset.images[:1300, 0], test=dataset.images[1300:, 0])
    row = race.once("vae", "best", path, epochs=4, threads=1)
    assert row["samples_per_second"] > 0
    bare = engine.by_hand("vae", "bare", *race.load(path), epochs=4, threads=1)
    # The same networks on the same images, with other noise: the same bound, in nats.
    assert row["elbo"] == pytest.approx(bare.elbo, abs=8)
    assert row["rss_mb"] > 50


def test_a_file_without_images_is_refused(tmp_path) -> None:
    np.savez(tmp_path / "x.npz", pixels=np.zeros((3, 8, 8), np.uint8))
    with pytest.raises(UserError, match="no images"):
        race.load(tmp_path / "x.npz")
    np.savez(tmp_path / "y.npz", images=np.zeros((3, 8, 8)))
    with pytest.raises(UserError, match="must be uint8"):
        race.load(tmp_path / "y.npz")


def test_the_speed_is_that_after_the_warm_up() -> None:
    # An epoch in 10 s at first, then two a second; the processor works half of the time.
    points = [(0.0, 0.0, 0.0), (1.0, 10.0, 5.0), (3.0, 11.0, 5.5), (5.0, 12.0, 6.0)]
    assert engine._slopes(points, by_epoch=True) == pytest.approx((2.0, 4.0))
    points = [(1.0, 1.0, 3.0), (4.0, 2.0, 4.0)]
    assert engine._slopes(points, by_epoch=False) == pytest.approx((3.0, 3.0))


def test_cost_of_an_image_is_measured() -> None:
    row = growth.cost(300)
    assert row["images"] == 300
    assert row["training_us_an_image"] > 0


def test_unknown_parts_and_entries_are_refused() -> None:
    parser = argparse.ArgumentParser()
    bench.add_arguments(parser)
    with pytest.raises(UserError, match="no part 'lunch'"):
        bench.run(parser.parse_args(["lunch"]))
    with pytest.raises(UserError, match="'warp' is none of best"):
        bench.run(parser.parse_args(["train", "--entry", "warp"]))
    with pytest.raises(UserError, match="--here needs"):
        bench.run(parser.parse_args(["train", "--here"]))


def test_the_window_is_measured_in_a_process_of_its_own(tmp_path) -> None:
    found = bench.probe("plane", tmp_path / "plane", ["--frames", "5"])
    assert found["70000"]["fps"] > 0
    assert found["1000000"]["count"] == 5
    json.dumps(found)
