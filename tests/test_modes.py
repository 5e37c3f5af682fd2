"""What steps are made of, by the settings and the computer."""

import logging

import pytest
import torch
from torch import nn
from toy import trainer

from genstudio.train import modes
from genstudio.train.networks import Networks

CPU, CUDA = torch.device("cpu"), torch.device("cuda")


@pytest.mark.parametrize(
    ("asked", "device", "expected"),
    [
        ("auto", CPU, "eager"),
        ("auto", CUDA, "graph"),
        ("eager", CUDA, "eager"),
        ("graph", CUDA, "graph"),
        ("graph", CPU, "eager"),
    ],
)
def test_a_mode_that_the_device_cannot_do_becomes_eager(asked, device, expected) -> None:
    assert modes.mode(asked, device) == expected


def test_a_missing_compiler_is_one_line_in_the_log(monkeypatch, caplog) -> None:
    monkeypatch.setattr(modes, "compiler", lambda: None)
    with caplog.at_level(logging.INFO, "genstudio"):
        assert modes.mode("compiled", CPU) == "eager"
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("flags", "expected"),
    [({}, False), ({"avx512_bf16": True}, True), ({"amx_bf16": True, "amx_tile": True}, True)],
)
def test_bf16_is_taken_where_the_processor_has_it(monkeypatch, flags, expected) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: flags)
    assert modes.has_bf16(CPU) == expected
    assert (modes.precision("auto", CPU) == torch.bfloat16) == expected
    assert modes.precision("bf16", CPU) == torch.bfloat16
    assert modes.precision("fp32", CPU) == torch.float32


def test_gpus_from_ampere_on_have_bf16(monkeypatch) -> None:
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: (7, 5))
    assert not modes.has_bf16(CUDA)
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: (8, 0))
    assert modes.has_bf16(CUDA)


class Pair(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.network = nn.Linear(64, 32)
        self.fixed = nn.Linear(2, 2).requires_grad_(False)


def test_networks_multiply_in_bf16_in_training_only_and_return_float32() -> None:
    torch.manual_seed(0)
    model = Pair()
    names = list(model.state_dict())
    networks = Networks(model, torch.bfloat16)
    assert [name for name, _ in networks] == ["network"]
    x = torch.rand(5, 64)
    exact = model.network(x)
    networks.install()
    rough = model.network(x)
    assert rough.dtype == torch.float32
    assert not torch.equal(rough, exact)
    assert torch.allclose(rough, exact, atol=0.02)  # eight bits of mantissa
    rough.sum().backward()
    assert model.network.weight.grad.dtype == torch.float32
    model.eval()
    assert torch.equal(model.network(x), exact)
    assert list(model.state_dict()) == names
    model.train()
    networks.remove()
    assert torch.equal(model.network(x), exact)


def test_float32_leaves_the_networks_alone() -> None:
    model = Pair()
    Networks(model).install()
    assert model.network._compiled_call_impl is None


def test_training_in_bf16_learns_much_the_same() -> None:
    from genstudio.analysis.bench import by_hand, drawn_digits, ours

    images = drawn_digits(800, 28).images[:, 0]
    rough = ours("vae", "bf16", images[:700], images[700:], epochs=2, threads=1)
    exact = by_hand("vae", "bare", images[:700], images[700:], epochs=2, threads=1)
    assert rough.step == "eager, bf16"
    assert rough.elbo == pytest.approx(exact.elbo, abs=10)


def test_steps_say_how_they_are_made() -> None:
    assert trainer(precision="fp32").steps.describe() == "eager, fp32"
