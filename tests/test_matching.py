"""The losses of text to image, against values by hand, quadrature and finite differences."""

import math

import numpy as np
import torch

from genstudio.objectives import matching


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def test_the_loss_is_that_of_probabilities():
    noise = np.random.default_rng(0)
    right, fake = noise.normal(size=(2, 5))
    wrong, differs = noise.normal(size=(5, 3)), np.ones((5, 3))
    expected = -np.log(sigmoid(right)) - 0.5 * (
        np.log(1 - sigmoid(wrong)).mean(1) + np.log(1 - sigmoid(fake))
    )
    given = [torch.tensor(a) for a in (right, wrong, fake, differs)]
    assert np.allclose(matching.matching_aware_loss(*given), expected)
    zero = torch.zeros(2)
    undecided = matching.matching_aware_loss(zero, zero[:, None], zero, torch.ones(2, 1))
    assert torch.allclose(undecided, torch.tensor(2 * math.log(2)))


def test_pairs_that_do_not_differ_have_no_part_in_it():
    text = torch.tensor([[1, 2, 0], [1, 2, 0], [2, 1, 0]])
    assert matching.differing(text, text.roll(1, 0)).tolist() == [1, 0, 1]
    wrong = torch.randn(3, 1, requires_grad=True)
    loss = matching.matching_aware_loss(
        torch.zeros(3), wrong, torch.zeros(3), matching.differing(text, text.roll(1, 0))[:, None]
    )
    loss.sum().backward()
    assert wrong.grad[1] == 0
    assert (wrong.grad[[0, 2]] > 0).all()


def test_its_gradients_are_right_to_second_order():
    given = [torch.randn(4, dtype=torch.float64, requires_grad=True) for _ in range(2)]
    wrong = torch.randn(4, 2, dtype=torch.float64, requires_grad=True)

    def loss(right, wrong, fake):
        return matching.matching_aware_loss(right, wrong, fake, torch.ones(4, 2))

    assert torch.autograd.gradcheck(loss, (given[0], wrong, given[1]))
    assert torch.autograd.gradgradcheck(loss, (given[0], wrong, given[1]))


def test_interpolated_texts_lie_between_those_of_two_halves():
    phi = torch.arange(10.0).reshape(5, 2)
    assert torch.equal(
        matching.interpolated(phi), torch.stack([(phi[0] + phi[3]) / 2, (phi[1] + phi[4]) / 2])
    )
    assert torch.allclose(matching.interpolated(phi, 0.25)[0], 0.25 * phi[0] + 0.75 * phi[3])


def test_the_kl_of_the_augmentation_is_the_integral():
    mean, log_sigma = torch.tensor([[0.7, -1.2]]), torch.tensor([[-0.5, 0.3]])
    x = np.linspace(-12, 12, 200_001)
    total = []
    for m, s in zip(mean[0].numpy(), np.exp(log_sigma[0].numpy())):
        q = np.exp(-0.5 * ((x - m) / s) ** 2) / (s * math.sqrt(2 * math.pi))
        log_ratio = -0.5 * ((x - m) / s) ** 2 - np.log(s) + 0.5 * x**2
        total.append(np.trapezoid(q * log_ratio, x))
    assert np.allclose(matching.augmentation_kl(mean, log_sigma), np.mean(total), atol=1e-5)
    standard = matching.augmentation_kl(torch.zeros(1, 8), torch.zeros(1, 8))
    assert torch.equal(standard, torch.zeros(1))
