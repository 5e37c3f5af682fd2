"""Spectral normalisation against PyTorch's own and the singular value decomposition."""

from copy import deepcopy

import pytest
import torch
from torch import nn
from torch.nn.utils import parametrizations

from genstudio.nn import conv, residual, spectral
from genstudio.nn.layers import Conv, Linear, draw


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def normalised(layer):
    network = nn.Sequential(layer)
    spectral.wrap(network)
    draw(network, generator())
    spectral.start(network, generator(1))
    return network


LAYERS = {"linear": lambda: Linear(7, 5), "conv": lambda: Conv(3, 6, 4, stride=2, padding=1)}


@pytest.mark.parametrize("kind", LAYERS)
def test_the_largest_singular_value_of_the_weight_becomes_one(kind):
    network = normalised(LAYERS[kind]())
    network[0].iterate(200)
    matrix = network[0].layer.weight.flatten(1)
    assert network[0].norm().item() == pytest.approx(torch.linalg.svdvals(matrix)[0].item())
    largest = torch.linalg.svdvals(network[0].weight.flatten(1))[0].item()
    assert largest == pytest.approx(1, rel=1e-5)


@pytest.mark.parametrize("kind", LAYERS)
def test_outputs_and_gradients_equal_those_of_pytorch_after_each_training_step(kind):
    network = normalised(LAYERS[kind]())
    mine = network[0]
    theirs = LAYERS[kind]()
    theirs.load_state_dict(mine.layer.state_dict())
    parametrizations.spectral_norm(theirs)
    norm = theirs.parametrizations.weight[0]
    with torch.no_grad():
        norm._u.copy_(mine.u)
        norm._v.copy_(mine.v)
    x = torch.randn(4, *((7,) if kind == "linear" else (3, 8, 8)), generator=generator(2))
    original = theirs.parametrizations.weight.original
    for _ in range(3):
        mine.iterate()  # PyTorch's does so inside its forward pass
        outputs = mine(x), theirs(x)
        torch.testing.assert_close(*outputs)
        for out, weight in zip(outputs, (mine.layer.weight, original)):
            weight.grad = None
            out.square().sum().backward()
        torch.testing.assert_close(mine.layer.weight.grad, original.grad)
        with torch.no_grad():
            mine.layer.weight -= 0.01 * mine.layer.weight.grad
            original -= 0.01 * original.grad


def test_looking_leaves_the_vectors_as_they_are_in_training_too():
    network = normalised(Linear(4, 3)).train()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    network(torch.randn(2, 4, generator=generator()))
    after = network.state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)


def test_copies_and_saved_states_give_the_same_outputs_and_share_nothing():
    network = normalised(Linear(4, 3))
    copy, loaded = deepcopy(network), nn.Sequential(Linear(4, 3))
    spectral.wrap(loaded)
    loaded.load_state_dict(network.state_dict())
    x = torch.randn(2, 4, generator=generator())
    expected = network(x)
    assert torch.equal(copy(x), expected)
    assert torch.equal(loaded(x), expected)
    copy[0].u.zero_()
    assert torch.equal(network(x), expected)


@pytest.mark.parametrize("networks", [conv, residual])
def test_every_layer_of_a_network_is_normalised_from_the_given_generator_alone(networks):
    before = torch.get_rng_state()
    network = networks.from_images((3, 16, 16), 4, 1, nn.LeakyReLU)
    layers = [m for m in network.modules() if isinstance(m, Linear | Conv)]
    spectral.wrap(network)
    draw(network, generator())
    spectral.start(network, generator())
    assert [s.layer for s in spectral.layers(network)] == layers
    assert all(s.norm() > 0 for s in spectral.layers(network))  # those that start at 0 too
    assert torch.equal(torch.get_rng_state(), before)
    out = network(torch.rand(2, 3, 16, 16, generator=generator()))
    assert out.isfinite().all()
