import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import nn

from genstudio.train.adam import Adam


def parameters() -> list[nn.Parameter]:
    generator = torch.Generator().manual_seed(0)
    shapes = [(3, 4), (5,), (), (2, 3, 4, 4)]
    made = [nn.Parameter(torch.randn(shape, generator=generator)) for shape in shapes]
    made[3].data = made[3].data.to(memory_format=torch.channels_last)
    return made


def descend(parameters, optimiser, steps: int) -> None:
    for step in range(steps):
        for parameter in parameters:
            parameter.grad = (parameter.detach() - step).cos()
        optimiser.step()


def test_it_is_torchs_own_adam_bit_for_bit() -> None:
    ours, theirs = parameters(), parameters()
    descend(ours, Adam(ours, 0.1, 0.8, 0.95), 20)
    descend(theirs, torch.optim.Adam(theirs, 0.1, (0.8, 0.95), fused=True), 20)
    assert all(torch.equal(a, b) for a, b in zip(ours, theirs, strict=True))


def test_the_first_step_is_the_rate_against_the_sign_of_the_gradient() -> None:
    parameter = nn.Parameter(torch.zeros(3))
    optimiser = Adam([parameter], 0.01, 0.9, 0.999)
    parameter.grad = torch.tensor([5.0, -3.0, 0.2])
    optimiser.step()
    assert parameter.tolist() == pytest.approx([-0.01, 0.01, -0.01], rel=1e-5)


def test_its_state_restores_every_step_to_come() -> None:
    straight, cut = parameters(), parameters()
    descend(straight, Adam(straight, 0.1, 0.8, 0.95), 5)
    optimiser = Adam(cut, 0.1, 0.8, 0.95)
    descend(cut, optimiser, 5)
    again = Adam(cut, 0.1, 0.8, 0.95)
    again.restore({name: tensor.clone() for name, tensor in optimiser.state().items()})
    other = Adam(straight, 0.1, 0.8, 0.95)
    other.restore(optimiser.state())
    descend(cut, again, 3)
    descend(straight, other, 3)
    assert all(torch.equal(a, b) for a, b in zip(straight, cut, strict=True))


def test_a_flagged_step_changes_nothing() -> None:
    made = parameters()
    before = [p.detach().clone() for p in made]
    optimiser = Adam(made, 0.1, 0.8, 0.95)
    optimiser.skip = torch.ones(())
    for parameter in made:
        parameter.grad = torch.full_like(parameter, torch.nan)
    optimiser.step()
    assert all(torch.equal(a, b) for a, b in zip(made, before, strict=True))
    assert not any(tensor.any() for tensor in optimiser.state().values())


def test_parameters_without_a_gradient_stay() -> None:
    made = parameters()
    before = made[1].detach().clone()
    optimiser = Adam(made, 0.1, 0.8, 0.95)
    optimiser.step()
    made[0].grad = torch.ones_like(made[0])
    optimiser.step()
    assert torch.equal(made[1], before)
    assert not optimiser.state()["1/mean"].any()


def test_training_does_not_load_torchs_compiler() -> None:
    code = (
        "import sys, torch; from genstudio.train.adam import Adam\n"
        "p = torch.nn.Parameter(torch.zeros(3)); p.grad = torch.ones(3)\n"
        "Adam([p], 0.1, 0.9, 0.99).step(); sys.exit('torch._dynamo' in sys.modules)"
    )
    assert subprocess.call([sys.executable, "-c", code], cwd=Path(__file__).parents[1]) == 0
