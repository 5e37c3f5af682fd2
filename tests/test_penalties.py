"""Penalties on a discriminator's slope against closed forms and finite differences."""

import math

import pytest
import torch

from genstudio.objectives import penalties


def images(count=3):
    generator = torch.Generator().manual_seed(0)
    return torch.rand(count, 1, 2, 3, generator=generator, dtype=torch.float64)


def discriminator():
    weights = torch.linspace(-1, 1, 6, dtype=torch.float64)
    return lambda x: (x.flatten(1) @ weights).tanh() * 3 + x.flatten(1).square().sum(1)


def slope_of(d, x):
    x = x.detach().requires_grad_()
    return penalties.gradient(d(x), x)


def test_the_zero_centred_penalty_of_a_linear_discriminator_is_its_squared_weight():
    weight = torch.arange(6, dtype=torch.float64)
    value = penalties.zero_centred(slope_of(lambda x: x.flatten(1) @ weight, images()))
    assert value.tolist() == [55.0, 55.0, 55.0]  # 0 + 1 + 4 + 9 + 16 + 25, over pixels


def test_slopes_equal_finite_differences_for_each_image():
    d, x, h = discriminator(), images(), 1e-6
    squares = torch.zeros(len(x), dtype=torch.float64)
    for pixel in range(6):
        shift = torch.zeros(6, dtype=torch.float64)
        shift[pixel] = h
        shift = shift.view(1, 1, 2, 3)
        squares += ((d(x + shift) - d(x - shift)) / (2 * h)).square()
    found = slope_of(d, x)
    torch.testing.assert_close(penalties.zero_centred(found), squares, rtol=1e-6, atol=1e-8)
    torch.testing.assert_close(penalties.norm(found), squares.sqrt(), rtol=1e-6, atol=1e-8)
    expected = (squares.sqrt() - 1).square()
    torch.testing.assert_close(penalties.one_centred(found), expected, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("penalty", [penalties.zero_centred, penalties.one_centred])
def test_penalties_have_a_gradient_in_the_weights_that_equals_finite_differences(penalty):
    x = images()
    weight = torch.linspace(-1, 1, 6, dtype=torch.float64, requires_grad=True)

    def mean_penalty(w):
        return penalty(slope_of(lambda image: (image.flatten(1) @ w).sin(), x)).mean()

    assert torch.autograd.gradcheck(mean_penalty, (weight,))


def test_the_one_centred_penalty_has_a_finite_gradient_where_there_is_no_slope():
    weight = torch.zeros(6, dtype=torch.float64, requires_grad=True)
    value = penalties.one_centred(slope_of(lambda x: x.flatten(1) @ weight, images())).mean()
    value.backward()
    assert value.item() == pytest.approx(1, abs=1e-5)
    assert weight.grad.isfinite().all()


def test_points_between_lie_on_the_line_from_each_real_image_to_its_generated_one():
    real, fake = images(), -images()
    middle = penalties.between(real, fake, torch.tensor([[0.0], [0.25], [1.0]]).double())
    torch.testing.assert_close(middle, torch.stack([real[0], real[1] / 2, fake[2]]))
    assert middle.requires_grad
    assert not real.requires_grad


def test_the_penalty_of_a_straight_line_between_two_points_is_that_of_its_slope():
    # D(x) = 3 x has the slope 3 everywhere: (3 - 1)^2, whatever the mixture.
    x = torch.linspace(-1, 1, 5, dtype=torch.float64).view(5, 1, 1, 1)
    middle = penalties.between(x, x + 1, torch.rand(5, 1, dtype=torch.float64))
    slope = penalties.gradient(3 * middle.flatten(1).sum(1), middle)
    value = penalties.one_centred(slope)
    assert value.tolist() == pytest.approx([4.0] * 5)
    assert math.isclose(penalties.norm(torch.full((1, 4), 2.0)).item(), 4.0)
