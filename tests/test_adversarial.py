"""The adversarial losses against cross-entropy, their values at the optimum, their gradients."""

import math

import pytest
import torch
from torch.nn import functional as F

from genstudio.objectives import adversarial

LOGITS = torch.linspace(-6, 6, 13, dtype=torch.float64)


def test_the_discriminator_loss_is_the_sum_of_both_cross_entropies():
    real, fake = LOGITS, LOGITS.flip(0) / 2
    expected = F.binary_cross_entropy(
        real.sigmoid(), torch.ones_like(real), reduction="none"
    ) + F.binary_cross_entropy(fake.sigmoid(), torch.zeros_like(fake), reduction="none")
    torch.testing.assert_close(adversarial.discriminator_loss(real, fake), expected)


def test_losses_at_the_optimum_are_those_of_a_discriminator_that_cannot_tell():
    half = torch.zeros(1)
    d_loss = adversarial.discriminator_loss(half, half).item()
    assert d_loss == pytest.approx(adversarial.D_LOSS_AT_EQUILIBRIUM) == pytest.approx(1.386294)
    g_loss = adversarial.non_saturating_loss(half).item()
    assert g_loss == pytest.approx(adversarial.G_LOSS_AT_EQUILIBRIUM) == pytest.approx(0.693147)
    assert adversarial.minimax_loss(half).item() == pytest.approx(-math.log(2))


def test_generator_losses_are_the_logarithms_that_they_stand_for():
    d = LOGITS.sigmoid()
    torch.testing.assert_close(adversarial.non_saturating_loss(LOGITS), -d.log())
    torch.testing.assert_close(adversarial.minimax_loss(LOGITS), (1 - d).log())


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (adversarial.minimax_loss, lambda a: -a.sigmoid()),
        (adversarial.non_saturating_loss, lambda a: a.sigmoid() - 1),
    ],
)
def test_gradients_of_the_generator_losses_are_the_closed_forms(loss, expected):
    logits = LOGITS.clone().requires_grad_()
    loss(logits).sum().backward()
    torch.testing.assert_close(logits.grad, expected(LOGITS))


def test_only_the_minimax_gradient_fades_where_the_discriminator_is_sure_of_a_fake():
    gradients = []
    for loss in (adversarial.minimax_loss, adversarial.non_saturating_loss):
        sure = torch.tensor([-30.0], requires_grad=True)
        loss(sure).backward()
        gradients.append(sure.grad.item())
    assert abs(gradients[0]) < 1e-12
    assert gradients[1] == pytest.approx(-1)


def test_losses_stay_finite_where_the_probability_rounds_to_zero_or_one():
    extreme = torch.tensor([-200.0, 200.0])
    assert adversarial.discriminator_loss(extreme, extreme).isfinite().all()
    assert adversarial.non_saturating_loss(extreme).isfinite().all()
    assert adversarial.minimax_loss(extreme).isfinite().all()
