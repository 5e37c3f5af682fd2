"""Compiled steps: taken over only where they are ready, faster and of the same shapes."""

import logging
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import nn

from genstudio.analysis.bench import drawn_digits
from genstudio.data.batches import Batches
from genstudio.models import began, gan, vae
from genstudio.objectives import fusing
from genstudio.objectives.likelihoods import bernoulli
from genstudio.train import compiling, modes
from genstudio.train.compiling import Candidate
from genstudio.train.settings import Config
from genstudio.train.steps_compiled import LOOK, CompiledSteps
from genstudio.train.trainer import Trainer

needs_compiler = pytest.mark.skipif(not modes.compiler(), reason="no C++ compiler here")


@pytest.fixture
def quicker(monkeypatch):
    """Let whatever is compiled count as faster."""
    calls = []  # compiled is timed before eager: let each first of two be the smaller

    def best(call, given, network):
        calls.append(call)
        return 0.1 if len(calls) % 2 else 1.0

    monkeypatch.setattr(compiling, "_best", best)


def trainer(family=vae, **values) -> Trainer:
    data = drawn_digits(300, 12)
    config = Config(batch_size=16, device="cpu", threads=1, precision="fp32", **values)
    settings = {"latent_dim": 3, "hidden": 16} if family is vae else {"latent_dim": 3, "width": 4}
    model = family.Model(family.Config(**settings), (1, 12, 12), torch.Generator().manual_seed(0))
    batches = Batches.of(data, "train", config.batch_size, config.seed, "cpu")
    return Trainer(model, batches, None, config, torch.device("cpu"))


def train(trained: Trainer, patient: bool = False) -> dict[str, torch.Tensor]:
    for event in trained.events():
        del event
        if patient and isinstance(trained.steps, CompiledSteps):
            trained.steps.wait()
    return trained.model.state_dict()


def with_steps(trained: Trainer, compile_, precision=torch.float32) -> Trainer:
    trained.steps = CompiledSteps(trained.model, trained._players, precision, compile_)
    between = trained.steps.between

    def patiently() -> None:
        trained.steps.wait()
        between()

    trained.steps.between = patiently
    return trained


def test_what_is_compiled_is_called_after_the_switch_and_in_known_shapes_only(quicker) -> None:
    made = []

    def compile_(call):
        def compiled(x):
            made.append(tuple(x.shape))
            return call(x)

        return compiled

    candidate = Candidate(lambda x: 2 * x)
    candidate(torch.ones(3))
    assert candidate.prepare(compile_, lambda: False) == 1
    made.clear()
    candidate(torch.ones(3))
    assert made == []
    candidate.switch()
    assert candidate(torch.ones(3)).tolist() == [2, 2, 2]
    candidate(torch.ones(4))
    with torch.no_grad():
        candidate(torch.ones(3))
    assert made == [(3,)]


def test_what_is_not_faster_is_not_taken(monkeypatch) -> None:
    monkeypatch.setattr(compiling, "_best", lambda *_: 1.0)
    candidate = Candidate(torch.exp)
    candidate(torch.ones(3))
    assert candidate.prepare(lambda call: call, lambda: False) == 0


def test_a_network_is_compiled_on_a_copy_and_its_gradients_are_untouched(quicker) -> None:
    network = nn.Linear(3, 2)
    tried = []

    def compile_(call):
        return lambda net, x: (tried.append(net), call(net, x))[1]

    candidate = Candidate(network._call_impl, network)
    x = torch.ones(4, 3)
    candidate(x)
    assert candidate.prepare(compile_, lambda: False) == 1
    assert tried
    assert all(net is not network for net in tried)
    assert network.weight.grad is None
    candidate.switch()
    candidate(x).sum().backward()
    assert tried[-1] is network
    assert network.weight.grad is not None


@pytest.mark.parametrize("precision", [torch.float32, torch.bfloat16])
def test_networks_are_compiled_in_the_precision_they_are_called_in(precision, quicker) -> None:
    # Otherwise torch compiles them anew in the first step after the switch, which takes a minute.
    found = []

    def compile_(call):
        def compiled(*given):
            if isinstance(given[0], nn.Module):
                found.append((torch.is_autocast_enabled("cpu"), torch.get_autocast_dtype("cpu")))
            return call(*given)

        return compiled

    trained = with_steps(trainer(steps=LOOK + 12), compile_, precision)
    train(trained)
    assert trained.steps.name == "compiled"
    assert found
    assert {enabled for enabled, _ in found} == {precision == torch.bfloat16}
    if precision == torch.bfloat16:
        assert {dtype for _, dtype in found} == {torch.bfloat16}


@pytest.mark.parametrize("family", [vae, gan, began])
def test_training_takes_over_what_was_compiled_and_learns_the_same(family, quicker) -> None:
    eager = train(trainer(family, steps=LOOK + 12))
    compiled = with_steps(trainer(family, steps=LOOK + 12), lambda call: call)
    found = train(compiled)
    assert compiled.steps.describe() == "compiled, fp32"
    assert all(torch.equal(a, b) for a, b in zip(eager.values(), found.values(), strict=True))
    assert list(eager) == list(found)


def test_a_compiler_that_fails_is_one_line_in_the_log(caplog) -> None:
    def compile_(call):
        raise RuntimeError("no header\nmore")

    failing = with_steps(trainer(steps=LOOK + 12), compile_)
    with caplog.at_level(logging.INFO, "genstudio"):
        found = train(failing)
    lines = [r.message for r in caplog.records if "compiling failed" in r.message]
    assert lines == ["compiling failed, steps go on operation by operation: no header"]
    assert failing.steps.describe() == "eager, fp32"
    eager = train(trainer(steps=LOOK + 12))
    assert all(torch.equal(a, b) for a, b in zip(eager.values(), found.values(), strict=True))


def test_other_threads_and_later_calls_are_not_replaced() -> None:
    trained = with_steps(trainer(steps=LOOK + 2), lambda call: call)
    train(trained)
    seen = []
    fusing.replace(lambda function, given: (seen.append(1), function(*given))[1])
    bernoulli(torch.zeros(2, 1, 8, 8), torch.ones(2, 1, 8, 8))
    fusing.replace(None)
    bernoulli(torch.zeros(2, 1, 8, 8), torch.ones(2, 1, 8, 8))
    assert seen == [1]
    assert trained.model.encoder._compiled_call_impl is None


def test_without_a_compiler_steps_are_eager(monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert modes.compiler() is None
    assert trainer(mode="compiled").steps.describe() == "eager, fp32"


@needs_compiler
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of torch's own, in the compiler
@pytest.mark.parametrize("family", [vae, gan])
def test_compiled_numbers_are_the_eager_ones(family, tmp_path, monkeypatch, quicker) -> None:
    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", str(tmp_path))
    eager = train(trainer(family, steps=LOOK + 12))
    compiled = with_steps(trainer(family, steps=LOOK + 12), None)
    found = train(compiled)
    assert compiled.steps.describe() == "compiled, fp32"
    for name, value in eager.items():
        assert torch.allclose(value, found[name], atol=2e-5, rtol=1e-3), name


def test_eager_training_does_not_load_torchs_compiler() -> None:
    code = (
        "import sys, genstudio.train.trainer, genstudio.train.steps_compiled\n"
        "sys.exit('torch._dynamo' in sys.modules)"
    )
    assert subprocess.call([sys.executable, "-c", code], cwd=Path(__file__).parents[1]) == 0
