"""R1 against closed forms and finite differences."""

import torch
from torch import nn

from genstudio.objectives import penalties


def images(count=3):
    generator = torch.Generator().manual_seed(0)
    return torch.rand(count, 1, 2, 3, generator=generator, dtype=torch.float64)


def discriminator():
    weights = torch.linspace(-1, 1, 6, dtype=torch.float64)
    return lambda x: (x.flatten(1) @ weights).tanh() * 3 + x.flatten(1).square().sum(1)


def test_r1_of_a_linear_discriminator_is_its_squared_weight_for_each_image():
    weight = torch.arange(6, dtype=torch.float64)
    value = penalties.r1(lambda x: x.flatten(1) @ weight, images())
    assert value.tolist() == [55.0, 55.0, 55.0]  # 0 + 1 + 4 + 9 + 16 + 25, over pixels


def test_r1_equals_finite_differences_per_image():
    d, x, h = discriminator(), images(), 1e-6
    expected = torch.zeros(len(x), dtype=torch.float64)
    for pixel in range(6):
        shift = torch.zeros(6, dtype=torch.float64)
        shift[pixel] = h
        shift = shift.view(1, 1, 2, 3)
        expected += ((d(x + shift) - d(x - shift)) / (2 * h)).square()
    torch.testing.assert_close(penalties.r1(d, x), expected, rtol=1e-6, atol=1e-8)


def test_r1_has_a_gradient_in_the_weights_that_equals_finite_differences():
    x = images()
    weight = torch.linspace(-1, 1, 6, dtype=torch.float64, requires_grad=True)

    def mean_penalty(w):
        return penalties.r1(lambda image: (image.flatten(1) @ w).sin(), x).mean()

    assert torch.autograd.gradcheck(mean_penalty, (weight,))


def test_r1_works_without_gradients_around_it_and_leaves_no_trace_on_the_images():
    x, network = images().float(), nn.Sequential(nn.Flatten(), nn.Linear(6, 1))
    with torch.no_grad():
        value = penalties.r1(lambda image: network(image).squeeze(1), x)
    expected = network[1].weight.square().sum().expand(3)
    torch.testing.assert_close(value, expected)
    assert not x.requires_grad
    assert x.grad is None
