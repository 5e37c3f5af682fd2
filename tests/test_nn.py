"""Networks, their initial weights, noise and moving averages."""

import math

import pytest
import torch
from torch import nn

from genstudio.nn import conv, dense, noise
from genstudio.nn.average import Average, decay
from genstudio.nn.layers import Conv, Crop, Linear, TransposedConv, draw

SIZES = [
    (8, 8),
    (9, 9),
    (12, 10),
    (15, 15),
    (17, 31),
    (28, 28),
    (32, 32),
    (63, 64),
    (64, 64),
    (8, 64),
]


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("channels", [1, 3])
def test_convolutions_return_the_asked_shape_for_every_size(size, channels):
    shape = (channels, *size)
    down = conv.from_images(shape, 4, 5, nn.ReLU)
    up = conv.to_images(5, 4, shape, nn.ReLU, bias=True, normalise=True)
    for network in (down, up):
        draw(network, generator())
    vectors = down(torch.rand(2, *shape, generator=generator()))
    assert vectors.shape == (2, 5)
    assert up(vectors).shape == (2, *shape)


def test_every_pixel_has_a_say_in_the_vector_of_a_convolutional_network():
    network = conv.from_images((1, 28, 28), 4, 1, nn.Softplus)
    draw(network, generator())
    x = torch.rand(1, 1, 28, 28, generator=generator()).requires_grad_()
    network(x).sum().backward()
    assert (x.grad != 0).all()


def test_an_mlp_has_the_layers_that_its_sizes_name():
    network = dense.from_images((1, 4, 4), [7, 9], 3, nn.ReLU)
    linears = [m for m in network if isinstance(m, Linear)]
    assert [(m.in_features, m.out_features) for m in linears] == [(16, 7), (7, 9), (9, 3)]
    assert sum(isinstance(m, nn.ReLU) for m in network) == 2
    assert not any(isinstance(m, nn.ReLU) for m in dense.mlp([3, 2], nn.ReLU))


@pytest.mark.parametrize(
    ("layer", "inputs"),
    [
        (Linear(50, 40), 50),
        (Conv(6, 20, 4, stride=2), 6 * 16),
        (TransposedConv(32, 30, 4, stride=2), 32 * 4),
    ],
    ids=["linear", "conv", "transposed"],
)
def test_weights_are_drawn_in_the_range_of_their_inputs_and_biases_are_zero(layer, inputs):
    draw(layer, generator())
    bound = 1 / math.sqrt(inputs)
    assert layer.weight.abs().max() <= bound
    assert layer.weight.std().item() == pytest.approx(bound / math.sqrt(3), rel=0.05)
    assert layer.bias.abs().max() == 0


def test_weights_come_from_the_generator_and_from_nothing_else():
    before = torch.get_rng_state()
    weights = []
    for seed in (1, 1, 2):
        layer = nn.Sequential(Linear(3, 3), Conv(1, 2, 3), TransposedConv(2, 2, 4))
        draw(layer, generator(seed))
        weights.append(torch.cat([p.detach().flatten() for p in layer.parameters()]))
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])
    assert torch.equal(torch.get_rng_state(), before)


def test_crop_keeps_the_top_left():
    x = torch.arange(16.0).view(1, 1, 4, 4)
    assert Crop(2, 3)(x).flatten().tolist() == [0, 1, 2, 4, 5, 6]


def test_binarised_pixels_are_zero_or_one_with_the_pixel_as_their_mean():
    p = torch.tensor([0.0, 0.25, 1.0]).repeat(20_000, 1)
    drawn = noise.binarise(p, generator())
    assert set(drawn.unique().tolist()) == {0.0, 1.0}
    assert drawn.mean(0).tolist() == pytest.approx([0, 0.25, 1], abs=0.02)


def test_dequantised_grey_levels_fill_their_own_interval():
    level = torch.tensor([0.0, 100 / 255, 1.0]).repeat(5000, 1)
    drawn = noise.dequantise(level, generator()) * 256
    assert drawn.floor().float().mean(0).tolist() == pytest.approx([0, 100, 255], abs=1e-3)
    assert (drawn - drawn.floor()).mean() == pytest.approx(0.5, abs=0.02)


def test_dropped_values_are_zero_and_the_mean_stays():
    x = torch.ones(100, 100)
    dropped = noise.drop(x, 0.2, generator())
    assert (dropped == 0).float().mean() == pytest.approx(0.2, abs=0.02)
    assert dropped.mean() == pytest.approx(1, abs=0.02)
    assert noise.drop(x, 0.0, generator()) is x


def test_normal_noise_has_the_asked_shape_and_moments():
    x = noise.normal(5000, 4, generator(), torch.device("cpu"))
    assert x.shape == (5000, 4)
    assert x.mean() == pytest.approx(0, abs=0.02)
    assert x.std() == pytest.approx(1, abs=0.02)
    assert noise.normal_like(x, generator()).shape == x.shape


def test_the_average_starts_as_a_copy_and_ramps_up_to_its_half_life():
    def kept(seen):
        return decay(64, torch.tensor(seen), half_life=32_000).item()

    assert kept(0) == 0
    assert kept(6400) == pytest.approx(0.5 ** (64 / 320))  # half-life 5 % of 6400 images
    assert kept(10**7) == pytest.approx(0.5 ** (64 / 32_000))


def test_the_average_counts_images_and_not_steps():
    network = Linear(1, 1)
    draw(network, generator())
    averages = [Average(network) for _ in range(2)]
    with torch.no_grad():
        network.weight.fill_(0)
    for average, size in zip(averages, (8, 2)):
        average.seen.fill_(10**6)
        for _ in range(64 // size):
            average.follow(network, size, half_life=64)
    assert averages[0].seen == averages[1].seen == 10**6 + 64
    torch.testing.assert_close(averages[0].network.weight, averages[1].network.weight)


def test_half_of_an_old_value_is_left_after_the_half_life():
    network = Linear(1, 1)
    draw(network, generator())
    average = Average(network)
    with torch.no_grad():
        average.network.weight.fill_(1)
        network.weight.fill_(0)
    average.seen.fill_(10**6)
    for _ in range(20):
        average.follow(network, 10, half_life=200)
    assert average.network.weight.item() == pytest.approx(0.5, rel=1e-5)


def test_the_average_copies_buffers_and_stays_in_eval_mode():
    network = nn.Sequential(Linear(2, 2), nn.BatchNorm1d(2))
    draw(network, generator())
    average = Average(network)
    average.train()
    network(torch.rand(8, 2, generator=generator()))
    average.follow(network, 8, half_life=1000)
    assert torch.equal(average.network[1].running_mean, network[1].running_mean)
    assert not average.network[1].training
    assert not any(p.requires_grad for p in average.parameters())


@pytest.mark.parametrize("size", [(8, 8), (28, 28), (64, 64)], ids=str)
def test_convolutions_pass_a_gradient_to_every_weight(size):
    down = conv.from_images((1, *size), 4, 3, nn.ReLU)
    up = conv.to_images(3, 4, (1, *size), nn.ReLU, bias=True)
    network = nn.Sequential(down, up)
    draw(network, generator())
    network(torch.rand(4, 1, *size, generator=generator())).square().sum().backward()
    assert all(p.grad.abs().sum() > 0 for p in network.parameters())


def test_sixteen_bits_of_noise_hit_every_grey_level_at_its_own_rate():
    # u has the values (r + 1/2) / 2^16: the chance of u < p is p, rounded to 16 bits.
    u = noise._sixteen_bits(torch.empty(1 << 18), generator())
    assert torch.equal((u * 2**16 - 0.5).round(), u * 2**16 - 0.5)
    assert u.min() >= 2**-17
    assert u.max() <= 1 - 2**-17
    counts = torch.histc(u, 256, 0, 1)
    assert ((counts - 1024).square() / 1024).sum() < 255 + 5 * math.sqrt(2 * 255)  # chi-square
    low = ((u * 2**16 - 0.5) % 256).histc(256, 0, 256)
    assert ((low - 1024).square() / 1024).sum() < 255 + 5 * math.sqrt(2 * 255)


def test_noise_of_an_odd_number_of_values_is_binarised_too():
    assert noise.binarise(torch.full((3, 5), 0.5), generator()).shape == (3, 5)
    assert noise.binarise(torch.ones(1001), generator()).all()
    assert not noise.binarise(torch.zeros(1001), generator()).any()
    half = noise.binarise(torch.full((7, 9), 0.5, dtype=torch.float64), generator())
    assert half.dtype == torch.float64


@pytest.mark.parametrize("layer", [Conv(2, 3, 4), TransposedConv(3, 2, 4)], ids=["conv", "up"])
def test_weights_of_convolutions_lie_as_their_images_do(layer):
    draw(layer, generator())
    assert layer.weight.is_contiguous(memory_format=torch.channels_last)
    plain = type(layer)(layer.in_channels, layer.out_channels, 4)
    plain.weight.data = plain.weight.data.contiguous()
    plain.load_state_dict(layer.state_dict())
    x = torch.rand(2, layer.in_channels, 8, 8, generator=generator())
    assert torch.allclose(plain(x), layer(x), atol=1e-5)
