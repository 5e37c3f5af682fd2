"""BEGAN: the game, its balance and its networks, against values worked out otherwise."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from genstudio.core.errors import UserError
from genstudio.models import Batch, Decodes, Discriminates, Energy, Rates, began
from genstudio.models._began_networks import Decoder, Same, halvings
from genstudio.nn.layers import draw

SMALL = {"latent_dim": 5, "width": 6, "depth": 1}


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def build(shape=(1, 8, 8), **settings):
    model = began.Model(began.Config(**(SMALL | settings)), shape, generator(1))
    model.initialise(images_of(shape, 50))
    return model


def images_of(shape, count=6, seed=7):
    return torch.rand(count, *shape, generator=generator(seed))


def step(model, images, noise, number=0, rate=1e-2):
    """Make a step of plain gradient descent; return the terms of both players."""
    batch, row = Batch(images, noise, step=number), {}
    for player in model.players:
        terms = model(player, batch)
        parameters = list(model.parameters_of(player))
        slopes = torch.autograd.grad(terms["loss"], parameters)
        with torch.no_grad():
            for parameter, slope in zip(parameters, slopes, strict=True):
                parameter.sub_(rate * slope)
        row |= {name: value.item() for name, value in terms.items() if name != "loss"}
    model.after_step(batch)
    return row


def test_it_decodes_and_has_an_energy_but_no_probability():
    model = build()
    assert isinstance(model, Decodes)
    assert isinstance(model, Energy)
    assert isinstance(model, Rates)
    assert not isinstance(model, Discriminates)


def test_k_and_the_measures_are_those_worked_out_by_hand():
    gamma, speed = 0.6, 0.3
    model, noise = build(gamma=gamma, lambda_k=speed), generator(3)
    k, smooth = 0.0, None
    for number in range(12):
        row = step(model, images_of((1, 8, 8), seed=number), noise, number)
        off = gamma * row["L(x)"] - row["L(G(z))"]
        assert row["k"] == pytest.approx(k, abs=1e-6)
        assert row["M"] == pytest.approx(row["L(x)"] + abs(off), rel=1e-5)
        assert row["balance"] == pytest.approx(abs(off) / row["L(x)"], rel=1e-4)
        smooth = row["M"] if smooth is None else 0.99 * smooth + 0.01 * row["M"]
        assert row["M smoothed"] == pytest.approx(smooth, rel=1e-5)
        k = min(1.0, max(0.0, k + speed * off))
        assert model.k.item() == pytest.approx(k, abs=1e-6)


@pytest.mark.parametrize(("real", "fake", "expected"), [(1.0, 0.0, 1.0), (0.0, 1.0, 0.0)])
def test_k_stays_between_0_and_1(real, fake, expected):
    model = build(lambda_k=1.0)
    model.k.fill_(0.5)
    model.real.fill_(3 * real)
    model.fake.fill_(3 * fake)
    model.after_step(Batch(images_of((1, 8, 8)), generator()))
    assert model.k.item() == expected


def losses(model, player, seed=4):
    images = images_of(model.shape).to(model.k.dtype)
    return model(player, Batch(images, generator(seed)))["loss"]


@pytest.mark.parametrize(("player", "eta"), [("D", 1), ("D", 2), ("G", 1), ("G", 2)])
def test_the_gradient_is_the_slope_of_the_loss_by_finite_differences(player, eta):
    model = build(eta=eta).double()
    model.prior = lambda *given: began.Model.prior(model, *given).double()
    model.k.fill_(0.4)
    parameters = list(model.parameters_of(player))
    slopes = torch.autograd.grad(losses(model, player), parameters)
    along = [
        torch.randn(p.shape, generator=generator(i)).double() for i, p in enumerate(parameters)
    ]
    expected = sum((s * a).sum() for s, a in zip(slopes, along, strict=True)).item()
    values = []
    for sign in (1, -1):
        with torch.no_grad():
            torch._foreach_add_(parameters, along, alpha=sign * 1e-6)
            values.append(losses(model, player).item())
            torch._foreach_add_(parameters, along, alpha=-sign * 1e-6)
    assert (values[0] - values[1]) / 2e-6 == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(("player", "other"), [("D", "G")])
def test_the_auto_encoders_move_leads_no_gradient_to_the_generator(player, other):
    model = build()
    losses(model, player).backward()
    assert all(p.grad is None for p in model.parameters_of(other))
    assert all(p.grad is not None for p in model.parameters_of(player))


def test_the_losses_are_means_over_pixels_and_k_weighs_the_generated():
    model, images = build(), images_of((1, 8, 8))
    model.k.fill_(0.25)
    noise = generator(9)
    z = model.prior(len(images), generator(9))
    with torch.no_grad():
        fake = model.generator(z)
        errors = [
            np.abs(x.numpy() - model.discriminator(x).numpy()).mean((1, 2, 3))
            for x in (2 * images - 1, fake)
        ]
    terms = model("D", Batch(images, noise))
    assert terms["loss"].item() == pytest.approx(
        errors[0].mean() - 0.25 * errors[1].mean(), rel=1e-5
    )
    np.testing.assert_allclose(model.energy(images).detach(), errors[0], rtol=1e-5)
    assert model.real.item() == pytest.approx(errors[0].mean(), rel=1e-5)


def test_the_prior_is_even_between_minus_1_and_1():
    z = build().prior(4000, generator()).numpy()
    assert np.abs(z).max() <= 1
    assert z.mean() == pytest.approx(0, abs=0.02)
    assert z.var() == pytest.approx(1 / 3, rel=0.03)


def test_the_vanishing_residual_begins_as_the_identity_and_ends_as_convolutions():
    same = Same(4, depth=3)
    draw(same, generator())
    x = torch.randn(2, 4, 5, 5, generator=generator(1))
    plain = same(x)
    assert torch.allclose(same(x, torch.tensor(1.0)), x, atol=1e-6)
    assert torch.allclose(same(x, torch.tensor(0.0)), plain, atol=1e-6)
    expected = x
    for layer in same.layers:
        expected = 0.3 * expected + 0.7 * torch.nn.functional.elu(layer(expected))
    assert torch.allclose(same(x, torch.tensor(0.3)), expected, atol=1e-6)


def test_the_carry_falls_evenly_to_0_in_the_steps_that_were_asked_for():
    model, noise = build(vanishing_steps=4), generator(3)
    seen = [model.carry.item()]
    for number in range(6):
        step(model, images_of((1, 8, 8)), noise, number)
        seen.append(model.carry.item())
    assert seen == pytest.approx([1, 0.75, 0.5, 0.25, 0, 0, 0])
    assert build().carry == 0


def test_pictures_of_an_untrained_generator_differ_from_code_to_code():
    model = build((3, 32, 32), width=16, depth=2, latent_dim=32)
    with torch.no_grad():
        images = model.generator(model.prior(64, generator()))
    assert images.std(0).mean() > 0.08  # 0.004 with PyTorch's own initial weights


def test_weights_begin_as_glorots():
    network = Decoder(64, 32, (3, 32, 32), 2, skip=True)
    draw(network, generator())
    for weight in (network.first[0].weight, network.joins[0].weight, network.last.weight):
        ins, outs = weight[0].numel(), weight[:, 0].numel()
        assert weight.abs().max() <= np.sqrt(6 / (ins + outs))
        assert weight.std().item() == pytest.approx(np.sqrt(2 / (ins + outs)), rel=0.1)


@pytest.mark.parametrize(
    ("side", "sizes"),
    [
        (8, [4, 8]),
        (16, [4, 8, 16]),
        (28, [4, 7, 14, 28]),
        (32, [8, 16, 32]),
        (72, [5, 9, 18, 36, 72]),
        (128, [8, 16, 32, 64, 128]),
    ],
)
def test_sizes_are_halved_down_to_8_or_4_pixels(side, sizes):
    assert halvings(side, side) == [(size, size) for size in sizes]


@pytest.mark.parametrize("skip", [True, False])
def test_any_size_goes_in_and_comes_out(skip):
    for shape in ((1, 28, 28), (3, 72, 72), (1, 9, 13), (3, 128, 128)):
        model = build(shape, skip=skip)
        images = images_of(shape, 2)
        assert model.energy(images).shape == (2,)
        assert model.decode(model.prior(2, generator())).shape == (2, *shape)


def test_skip_connections_show_every_size_the_first_layer():
    model = build((1, 16, 16))
    h = torch.randn(2, 5, generator=generator(3))
    network = model.generator
    full = network(h)
    with torch.no_grad():  # nothing comes from the sizes below any more
        for stage in network.joins[:-1]:
            stage.weight.zero_()
        network.joins[-1].weight[:, :6] = 0
    cut = network(h)
    assert not torch.equal(cut[0], cut[1])
    assert not torch.equal(full, cut)


def test_diversity_is_the_samples_spread_over_that_of_the_data():
    generated = torch.rand(40, 3, 8, 8, generator=generator(1)) * 0.8
    real = torch.rand(40, 3, 8, 8, generator=generator(2)) * 2 - 1
    expected = generated.numpy().std(0).mean() / real.numpy().std(0).mean()
    assert began.diversity(real, generated).item() == pytest.approx(expected, rel=1e-4)
    assert began.diversity(real, generated[:1].expand(40, -1, -1, -1)) < 1e-2


def test_what_is_too_bright_is_cut_off_but_its_gradient_is_not():
    model = build()
    with torch.no_grad():
        model.average.network.last.bias.fill_(5.0)
    z = model.prior(1, generator()).requires_grad_()
    image = model.decode(z)
    assert image.min() == image.max() == 1
    image.sum().backward()
    assert z.grad.abs().sum() > 0


def test_points_are_refused_in_one_sentence():
    with pytest.raises(UserError, match="pixel by pixel"):
        build((1, 1, 2))


def test_the_balance_is_in_the_state():
    model, noise = build(vanishing_steps=9), generator(3)
    for number in range(3):
        step(model, images_of((1, 8, 8)), noise, number)
    assert {"k", "real", "fake", "measure", "carry"} <= set(model.state_dict())
    again = build(vanishing_steps=9)
    again.load_state_dict(model.state_dict())
    rows = [step(m, images_of((1, 8, 8)), generator(5), 3) for m in (model, again)]
    assert rows[0] == rows[1]
