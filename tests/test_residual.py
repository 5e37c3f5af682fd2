"""Residual networks: every size, a start as the identity, gradients everywhere."""

import math

import pytest
import torch
from torch import nn

from genstudio.nn import residual
from genstudio.nn.layers import Conv, draw, scaled

SIZES = [(8, 8), (28, 28), (32, 32), (33, 33), (64, 64), (128, 128), (17, 31), (8, 64)]


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def networks(shape, width=4, act=nn.ReLU, seed=0):
    down = residual.from_images(shape, width, 5, act)
    up = residual.to_images(5, width, shape, act, bias=True)
    for network in (down, up):
        draw(network, generator(seed))
    return down, up


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("channels", [1, 3])
def test_every_size_is_met_exactly(size, channels):
    down, up = networks((channels, *size))
    vectors = down(torch.rand(2, channels, *size, generator=generator()))
    assert vectors.shape == (2, 5)
    assert up(vectors).shape == (2, channels, *size)


@pytest.mark.parametrize("size", [(8, 8), (32, 32), (128, 128)], ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_the_start_neither_fades_nor_grows_with_depth(size, seed):
    down, up = networks((3, *size), 16, seed=seed)
    with torch.no_grad():
        images = up(torch.randn(16, 5, generator=generator(1)))
        # Pictures have large shapes in them: noise would be averaged away.
        shapes = 2 * torch.rand(16, 3, 4, 4, generator=generator(2)) - 1
        vectors = down(nn.functional.interpolate(shapes, size))
    assert 0.1 < images.std().item() < 2
    assert vectors.isfinite().all()
    assert 0.02 < vectors.abs().mean().item() < 2


def test_a_block_starts_as_the_identity_and_learns_to_be_another_map():
    block = residual.Block(6, nn.ReLU)
    draw(block, generator())
    x = torch.randn(2, 6, 5, 5, generator=generator())
    assert torch.equal(block(x), x)
    block(x).square().sum().backward()
    with torch.no_grad():
        for p in block.parameters():
            p -= 0.001 * p.grad
    assert not torch.allclose(block(x), x)


def test_after_one_step_gradients_reach_every_weight():
    for network, inputs in zip(networks((1, 33, 20)), ((3, 1, 33, 20), (3, 5))):
        x = torch.randn(inputs, generator=generator(3))
        for _ in range(2):  # the first step only moves what starts at 0
            network.zero_grad()
            network(x).square().sum().backward()
            with torch.no_grad():
                for p in network.parameters():
                    p.add_(p.grad, alpha=-0.01 / (1e-8 + p.grad.norm().item()))
        assert all(p.grad.abs().sum() > 0 for p in network.parameters())


def test_every_pixel_has_a_say_in_the_vector():
    network = residual.from_images((1, 33, 28), 4, 1, nn.Softplus)
    draw(network, generator())
    x = torch.rand(1, 1, 33, 28, generator=generator()).requires_grad_()
    network(x).sum().backward()
    assert (x.grad != 0).all()


def test_a_penalty_on_the_gradient_can_be_differentiated():
    down, _ = networks((1, 9, 9))
    x = torch.rand(2, 1, 9, 9, generator=generator()).requires_grad_()
    (g,) = torch.autograd.grad(down(x).sum(), x, create_graph=True)
    g.square().sum().backward()
    assert all(p.grad is None or p.grad.isfinite().all() for p in down.parameters())


def test_channels_double_downwards_up_to_a_cap():
    network = residual.from_images((3, 128, 128), 8, 1, nn.ReLU)
    wide = [m.residual[1].in_channels for m in network if isinstance(m, residual.Block)]
    assert wide == [8, 16, 32, 32, 32, 32]


def test_halving_averages_squares_and_the_last_odd_row_stands_for_itself():
    x = torch.arange(9.0).view(1, 1, 3, 3)
    assert residual._halve((3, 3))(x).flatten().tolist() == [2, 3.5, 6.5, 8]


def test_a_scaled_layer_is_drawn_as_much_larger():
    plain, wide = Conv(6, 20, 4), scaled(Conv(6, 20, 4), math.sqrt(3))
    for layer in (plain, wide):
        draw(layer, generator())
    torch.testing.assert_close(wide.weight, math.sqrt(3) * plain.weight)
    assert wide.weight.square().mean().item() == pytest.approx(1 / (6 * 16), rel=0.1)
