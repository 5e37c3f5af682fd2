"""The GAN: its two moves, its penalty, its average, and what it learns."""

import math

import pytest
import torch
from torch import nn

from genstudio.core.config import changed
from genstudio.models import Batch, gan, ppca


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def model_of(shape=(1, 8, 8), **settings):
    small = {"width": 8, "hidden": 16, "latent_dim": 4}
    return gan.Model(gan.Config(**small | settings), shape, generator())


def batch_of(seed=1, count=6, shape=(1, 8, 8), **fields):
    image = torch.rand(count, *shape, generator=generator(5))
    return Batch(image, generator(seed), **fields)


def gradients(module):
    return [p.grad for p in module.parameters()]


def test_the_discriminator_moves_k_times_and_the_count_changes_live():
    model = model_of()
    assert model.players == ("D", "G")
    model.config = changed(model.config, k_d=3)
    assert model.players == ("D", "D", "D", "G")


def test_the_move_of_d_gives_no_gradient_to_g():
    model = model_of()
    model("D", batch_of())["loss"].backward()
    assert all(g is None for g in gradients(model.generator))
    assert all(g is not None for g in gradients(model.discriminator))


def test_the_move_of_g_gives_no_gradient_to_d_and_leaves_it_trainable():
    model = model_of()
    model("G", batch_of())["loss"].backward()
    assert all(g is None for g in gradients(model.discriminator))
    assert all(g is not None and g.abs().sum() > 0 for g in gradients(model.generator))
    assert all(p.requires_grad for p in model.discriminator.parameters())


def test_no_parameter_belongs_to_both_players_or_to_the_average():
    model = model_of()
    owned = [id(p) for player in ("D", "G") for p in model.parameters_of(player)]
    assert len(owned) == len(set(owned))
    assert not set(owned) & {id(p) for p in model.average.parameters()}
    assert len(owned) == sum(p.requires_grad for p in model.parameters())


def test_a_discriminator_that_cannot_tell_gives_the_losses_of_the_optimum():
    model = model_of(r1=0.0)
    nn.init.zeros_(model.discriminator[-1].weight)
    d, g = model("D", batch_of()), model("G", batch_of())
    assert d["D loss"].item() == pytest.approx(2 * math.log(2))
    assert d["D(x)"].item() == d["D(G(z))"].item() == 0.5
    assert g["G loss"].item() == pytest.approx(math.log(2))


def test_the_terms_equal_those_of_separate_passes():
    model = model_of(r1=0.0)
    batch = batch_of()
    terms = model("D", batch)
    noise = generator(1)
    with torch.no_grad():
        fake = model.generator(torch.randn(6, 4, generator=noise))
        real = model.discriminator(2 * batch.image - 1).sigmoid()
        d_fake = model.discriminator(fake).sigmoid()
    expected = -(real.log().mean() + (1 - d_fake).log().mean())
    torch.testing.assert_close(terms["D loss"], expected)
    torch.testing.assert_close(terms["loss"], expected)
    torch.testing.assert_close(model.discriminate(batch.image), real.squeeze(1))


def test_r1_is_paid_every_few_steps_and_scaled_up_by_as_many():
    model = model_of(r1=2.0, penalty_every=4)
    paid = model("D", batch_of(step=8))
    between = model("D", batch_of(step=9))
    penalty = paid["r1"].item()
    assert penalty > 0
    extra = (paid["loss"] - paid["D loss"]).item()
    assert extra == pytest.approx(0.5 * 2.0 * 4 * penalty, rel=1e-4)
    assert between["loss"] == between["D loss"]
    assert between["r1"] == paid["r1"]


def test_r1_changes_live_and_none_is_computed_at_zero():
    model = model_of()
    model.config = changed(model.config, r1=0.0)
    terms = model("D", batch_of(step=0))
    assert not {"r1", "slope"} & terms.keys()
    assert terms["loss"] == terms["D loss"]


def test_minimax_and_non_saturating_gradients_differ_and_point_the_same_way():
    found = []
    for loss in ("minimax", "non-saturating"):
        model = model_of()
        model.config = changed(model.config, loss=loss)
        terms = model("G", batch_of())
        terms["loss"].backward()
        found.append(torch.cat([g.flatten() for g in gradients(model.generator)]))
        assert terms["G loss"].item() == pytest.approx(math.log(2), abs=0.1)
    assert not torch.allclose(*found)
    assert torch.cosine_similarity(*found, dim=0) > 0.9


def test_the_minimax_gradient_fades_when_the_discriminator_wins():
    norms = {}
    for loss in ("minimax", "non-saturating"):
        model = model_of(loss=loss)
        with torch.no_grad():
            model.discriminator[-1].bias.fill_(-12.0)
        model("G", batch_of())["loss"].backward()
        norms[loss] = sum(g.square().sum() for g in gradients(model.generator)).sqrt()
    assert norms["minimax"] < 1e-4 * norms["non-saturating"]


def test_samples_come_from_the_average_and_raw_ones_from_the_generator():
    model = model_of()
    z = model.prior(3, generator())
    assert torch.equal(model.decode(z), model.decode_raw(z))
    with torch.no_grad():
        for p in model.generator.parameters():
            p.add_(0.1)
    before = model.decode(z)
    assert not torch.allclose(before, model.decode_raw(z))
    model.after_step(batch_of(step=0))
    torch.testing.assert_close(model.decode(z), model.decode_raw(z))
    with torch.no_grad():
        for p in model.generator.parameters():
            p.mul_(0.5)
    model.average.seen.fill_(10**6)
    model.after_step(batch_of())
    assert not torch.allclose(model.decode(z), model.decode_raw(z))


def test_the_average_samples_with_running_statistics_even_in_training():
    model = model_of(normalise=True).train()
    for step in range(3):
        model("G", batch_of(step=step))
        model.after_step(batch_of(step=step))
    z = model.prior(5, generator())
    torch.testing.assert_close(model.decode(z)[:1], model.decode(z[:1]))


def test_the_discriminator_judges_each_image_by_itself():
    model = model_of(normalise=True)
    images = batch_of().image
    torch.testing.assert_close(model.discriminate(images)[:1], model.discriminate(images[:1]))
    assert not any(isinstance(m, nn.BatchNorm2d) for m in model.discriminator.modules())


def test_evaluation_reports_the_losses_of_both():
    model = model_of().eval()
    with torch.no_grad():
        terms = model.evaluate(batch_of())
    dials = {"accuracy real", "accuracy fake", "r_t", "diversity"}
    assert set(terms) == {"D loss", "D(x)", "D(G(z))", "G loss"} | dials


def mean_and_covariance_distance(a, b):
    """Return the Fréchet distance of two sets of pixels [N, D] seen as normal."""
    mean = (a.mean(0) - b.mean(0)).square().sum()
    first, second = torch.cov(a.T), torch.cov(b.T)
    values, vectors = torch.linalg.eigh(first)
    root = vectors * values.clamp(min=0).sqrt() @ vectors.T
    cross = torch.linalg.eigvalsh(root @ second @ root).clamp(min=0).sqrt().sum()
    return (mean + first.trace() + second.trace() - 2 * cross).item()


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_gan_learns_the_digits_better_than_ppca_in_two_dimensions(digits):
    images = torch.tensor(digits.images[digits.indices("train")] / 255).float()
    model = gan.Model(gan.Config(), (1, 8, 8), generator())
    optimisers = {
        p: torch.optim.Adam(model.parameters_of(p), 5e-4, betas=(0.5, 0.99)) for p in "DG"
    }
    noise = generator(1)
    for step in range(800):
        chosen = torch.randint(len(images), (64,), generator=noise)
        batch = Batch(images[chosen], noise, step=step)
        for player in model.players:
            optimisers[player].zero_grad()
            model(player, batch)["loss"].backward()
            optimisers[player].step()
        model.after_step(batch)
    plane = ppca.Model(ppca.Config(), (1, 8, 8), generator())
    plane.fit(images)
    real = images.flatten(1).double()
    distance = {
        m: mean_and_covariance_distance(
            m.decode(m.prior(2000, noise)).detach().flatten(1).double(), real
        )
        for m in (model, plane)
    }
    assert distance[model] < 0.25 * distance[plane]
