"""The measuring of evaluations is right; what it finds is for people to read."""

from __future__ import annotations

import pytest

from genstudio.analysis import bench_evaluate
from genstudio.cli import _bench_evaluate, bench
from genstudio.core.errors import UserError


@pytest.mark.slow
@pytest.mark.parametrize("part", ["grid", "frechet", "growth"])
def test_a_part_is_measured_in_a_process_of_its_own(part) -> None:
    found = bench_evaluate.measure(part, 300)
    assert found.get("images", found.get("samples")) == 300
    assert found["peak_rss_mb"] >= found["rss_before_mb"] > 50
    if part == "grid":
        assert found["unsettled"] == 0
        assert found["log_likelihood"] < 0


def test_a_part_that_is_not_there_is_said() -> None:
    with pytest.raises(UserError, match="could not be measured"):
        bench_evaluate.measure("nothing", 1)


def test_the_lines_hold_times_memory_and_growth(monkeypatch) -> None:
    def measure(part, count):
        row = {"seconds": 2.0, "peak_rss_mb": 300, "unsettled": 0, "images": count}
        names = ("encode", "moments", "neighbours")
        row |= {f"{name}_us_an_image": 10.0 for name in names}
        return row | {"us_an_image": 30.0 + count / 200_000}

    monkeypatch.setattr(bench_evaluate, "measure", measure)
    said = []
    monkeypatch.setattr(bench, "say", said.append)
    lines, details = bench.PARTS["evaluate"](None)
    assert [line.value for line in lines[:5]] == [2.0, 300, 0, 2.0, 300]
    assert lines[-1].value == pytest.approx(31 / 30.1, abs=0.01)
    assert all(line.met for line in lines)
    assert len(said) == len(details["growth"]) == len(_bench_evaluate.GROWTH)
    assert "200,000 images" in said[-1]
