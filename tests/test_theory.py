"""What holds of every bench of the theory, and its command."""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from genstudio.__main__ import main
from genstudio.analysis import theory
from genstudio.core import config, registry
from genstudio.core.events import never

BENCHES = registry.names(theory)


def nothing(done: int, total: int) -> None:
    """Take no notice of the progress."""


@pytest.fixture(scope="module", params=BENCHES)
def made(request):
    """A bench with its module; made once, for it may take a while."""
    module = registry.load(theory, request.param)
    return module, module.make(module.Config(), nothing, never)


def test_a_bench_is_described_and_goes_on_step_by_step(made) -> None:
    module, bench = made
    assert module.TITLE
    assert module.SUMMARY
    assert bench.players
    assert isinstance(bench, theory.Acts) or not module.ACTIONS
    first = bench.frame()
    for _ in range(2):
        bench.move()
    second = bench.frame()
    assert (first.step, second.step) == (0, 2)
    assert first.figures.keys() <= second.figures.keys()
    assert all(isinstance(value, float) for value in second.figures.values())
    assert second.said == "" or isinstance(second.said, str)


def test_every_live_setting_can_be_changed_to_what_it_is(made) -> None:
    module, bench = made
    for setting in config.settings(module.Config):
        if setting.hint.live:
            bench.change(setting.name, getattr(bench.config, setting.name))
    bench.move()
    assert bench.config == module.Config()


def test_the_parts_of_a_step_make_the_same_step(made) -> None:
    """Slow motion shows what happens anyway: it changes no number."""
    module, bench = made
    if not isinstance(bench, theory.InPhases):
        pytest.skip("this bench shows whole steps only")
    whole, parts = (module.make(module.Config(), nothing, never) for _ in range(2))
    for _ in range(3):
        whole.move()
        phases = list(parts.phases())
        assert phases
        assert all(1 <= phase.number <= phase.of and phase.said for phase in phases)
    assert parts.step == whole.step == 3
    np.testing.assert_equal(parts.frame().figures, whole.frame().figures)


@pytest.mark.parametrize("name", ["gan1d", "gan2d", "vae"])
def test_figures_are_those_of_the_step_whoever_looked_before(name) -> None:
    """What the window carries over from frame to frame is not in what the command prints."""
    module = registry.load(theory, name)
    seen, alone = (module.make(module.Config(), nothing, never) for _ in range(2))
    for _ in range(7):
        seen.move()
        seen.frame()
        alone.move()
    for bench in (seen, alone):
        if isinstance(bench, theory.Carries):
            bench.refresh()
    np.testing.assert_equal(seen.frame().figures, alone.frame().figures)


def arrays(of):
    """Yield all arrays of a frame, however deep they lie."""
    if isinstance(of, np.ndarray):
        yield of
    elif is_dataclass(of):
        for field in fields(of):
            yield from arrays(getattr(of, field.name))
    elif isinstance(of, dict | list | tuple):
        for part in of.values() if isinstance(of, dict) else of:
            yield from arrays(part)


@pytest.mark.parametrize("name", ["gan1d", "gan2d", "vae"])
def test_a_kept_frame_never_changes_and_is_small(name) -> None:
    """The time slider shows it much later."""
    module = registry.load(theory, name)
    bench = module.make(module.Config(), nothing, never)
    kept = [bench.frame(), *(bench.frame() for _ in bench.phases())]
    before = [[values.copy() for values in arrays(frame)] for frame in kept]
    for _ in range(6):
        bench.move()
        bench.frame()
    list(bench.phases())
    for frame, copies in zip(kept, before):
        np.testing.assert_equal(list(arrays(frame)), copies)
        assert sum(values.nbytes for values in copies) < 300_000


def test_the_command_prints_the_final_figures(capsys) -> None:
    assert main(["theory", "gan1d", "--steps", "6", "--every", "3", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["step"] == 6
    assert [row["step"] for row in found["course"]] == [3, 6]
    assert {"v", "v_optimal", "jsd", "sup_d_gap", "mean_d"} <= set(found)
    assert found["v_optimal"] == pytest.approx(2 * found["jsd"] - math.log(4), abs=1e-4)
    assert 0 <= found["jsd"] <= math.log(2)


def test_the_same_seed_gives_the_same_figures(capsys) -> None:
    command = ["theory", "gan1d", "--steps", "4", "--seed", "3", "--json"]
    printed = []
    for _ in range(2):
        assert main(command) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_a_wrong_setting_is_said(capsys) -> None:
    assert main(["theory", "gan1d", "--k-d", "-3"]) == 2
    assert "k_d" in capsys.readouterr().err
