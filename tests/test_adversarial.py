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


def sigmoid(a):
    return 1 / (1 + math.exp(-a))


@pytest.mark.parametrize(
    ("name", "d_loss", "g_loss"),
    [
        ("non-saturating", math.log(1 + math.exp(-2)) + math.log(1 + math.exp(0.5)),
         math.log(1 + math.exp(-0.5))),
        ("minimax", math.log(1 + math.exp(-2)) + math.log(1 + math.exp(0.5)),
         -math.log(1 + math.exp(0.5))),
        ("least-squares", 0.5 * 1**2 + 0.5 * 0.5**2, 0.5 * 0.5**2),
        ("wasserstein", 0.5 - 2, -0.5),
        ("hinge", 0 + 1.5, -0.5),
        ("relativistic", math.log(1 + math.exp(-1.5)), math.log(1 + math.exp(1.5))),
    ],
)  # fmt: skip
def test_each_game_gives_the_values_worked_out_by_hand(name, d_loss, g_loss):
    loss, real, fake = adversarial.LOSSES[name], torch.tensor([2.0]), torch.tensor([0.5])
    assert loss.discriminator(real, fake).item() == pytest.approx(d_loss)
    assert loss.generator(real, fake).item() == pytest.approx(g_loss)


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("non-saturating", lambda a, b: sigmoid(b) - 1),
        ("minimax", lambda a, b: -sigmoid(b)),
        ("least-squares", lambda a, b: b - 1),
        ("wasserstein", lambda a, b: -1),
        ("hinge", lambda a, b: -1),
        ("relativistic", lambda a, b: sigmoid(b - a) - 1),
    ],
)
def test_gradients_of_every_generator_loss_are_the_closed_forms(name, slope):
    real, fake = LOGITS.flip(0) / 3, LOGITS.clone().requires_grad_()
    adversarial.LOSSES[name].generator(real, fake).sum().backward()
    expected = [slope(a, b) for a, b in zip(real.tolist(), LOGITS.tolist())]
    assert fake.grad.tolist() == pytest.approx(expected)


@pytest.mark.parametrize("name", adversarial.LOSSES)
def test_gradients_of_every_discriminator_loss_equal_finite_differences(name):
    real, fake = (t.double().requires_grad_() for t in (LOGITS / 2 + 0.1, LOGITS.flip(0) + 0.3))
    assert torch.autograd.gradcheck(adversarial.LOSSES[name].discriminator, (real, fake))


def test_a_relativistic_loss_knows_only_the_difference_within_a_pair():
    loss, real, fake = adversarial.LOSSES["relativistic"], LOGITS, LOGITS.flip(0)
    for of_player in (loss.discriminator, loss.generator):
        torch.testing.assert_close(of_player(real + 7, fake + 7), of_player(real, fake))
    assert not torch.allclose(
        loss.discriminator(real, fake), loss.discriminator(real, fake.flip(0))
    )


def test_the_curve_of_the_minimax_game_is_the_loss_that_does_not_fade():
    loss = adversarial.LOSSES["minimax"]
    torch.testing.assert_close(
        loss.reported(LOGITS, LOGITS), adversarial.non_saturating_loss(LOGITS)
    )


@pytest.mark.parametrize("name", ["non-saturating", "least-squares"])
def test_the_best_output_for_two_densities_is_their_share_as_a_probability(name):
    # 3 of 4 examples at one place are real: D* = 3/4, by minimising 3 L(real) + L(fake).
    loss = adversarial.LOSSES[name]
    output = torch.linspace(-4, 4, 8001, dtype=torch.float64)
    nothing = {"non-saturating": (50.0, -50.0), "least-squares": (1.0, 0.0)}[name]
    real = loss.discriminator(output, torch.full_like(output, nothing[1]))
    fake = loss.discriminator(torch.full_like(output, nothing[0]), output)
    best = output[(0.75 * real + 0.25 * fake).argmin()]
    assert loss.probability(best).item() == pytest.approx(0.75, abs=1e-3)
