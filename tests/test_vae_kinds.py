"""The VAE's relatives: importance weights, capacity, labels, other likelihoods, points."""

import math

import pytest
import torch
from torch.distributions import Bernoulli, Normal

from genstudio.analysis.likelihood import active_units
from genstudio.core.config import changed
from genstudio.core.errors import UserError
from genstudio.models import Batch, Conditional, vae
from genstudio.nn.labels import hide, one_hot
from genstudio.train.validation import HeldOut, Validation

LIKELIHOODS = ("bernoulli", "continuous-bernoulli", "gaussian")


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def pictures(count=16, shape=(1, 8, 8)):
    return torch.randint(0, 256, (count, *shape), generator=generator(3)).float() / 255


def model_of(shape=(1, 8, 8), classes=0, seed=0, **settings):
    return vae.Model(vae.Config(**{"hidden": 16, **settings}), shape, generator(seed), classes)


def by_hand(model, image, k, seed=1):
    """Return log p(x|z), log q(z|x) and log p(z) of the model's own draws, [B, k] each."""
    noise = generator(seed)
    x = model.observe(image, noise)
    mean, logvar = (part[:, None] for part in model.encode(x))
    posterior = Normal(mean, (0.5 * logvar).exp())
    z = mean + posterior.scale * torch.randn((len(image), k, mean.shape[-1]), generator=noise)
    logits = (model.decoder(z.flatten(0, 1)) + model.offset).view(len(image), k, *model.shape)
    log_p = Bernoulli(logits=logits).log_prob(x[:, None]).sum((2, 3, 4))
    return log_p, posterior.log_prob(z).sum(-1), Normal(0.0, 1.0).log_prob(z).sum(-1)


@pytest.mark.parametrize("k", [1, 4])
def test_the_iwae_loss_is_the_log_of_the_mean_importance_weight(k):
    """With one sample it is the ELBO with a sampled KL."""
    model = model_of(objective="iwae", samples=k, dropout=0.0, kl_warmup=0.0)
    image = pictures()
    terms = model("vae", Batch(image, generator(1)))
    log_p, log_q, log_prior = by_hand(model, image, k)
    bound = (log_p + log_prior - log_q).exp().mean(1).log().mean()
    assert bound.isfinite()
    torch.testing.assert_close(-terms["loss"], bound, rtol=1e-5, atol=1e-4)
    torch.testing.assert_close(terms["iwae"], bound, rtol=1e-5, atol=1e-4)
    torch.testing.assert_close(terms["reconstruction"], log_p.mean(), rtol=1e-5, atol=1e-4)


def test_the_elbo_averages_its_samples_and_keeps_the_exact_kl():
    model = model_of(samples=3, dropout=0.0, kl_warmup=0.0)
    image = pictures()
    terms = model("vae", Batch(image, generator(1)))
    log_p, _, _ = by_hand(model, image, 3)
    torch.testing.assert_close(terms["reconstruction"], log_p.mean(), rtol=1e-5, atol=1e-4)
    assert terms["loss"] == terms["kl"] - terms["reconstruction"]


def test_the_samples_of_one_image_do_not_mix_with_another_image():
    """The bound of two images together is the mean of theirs, whatever the batch."""
    model = model_of(objective="iwae", samples=5, dropout=0.0, likelihood="gaussian").eval()
    x, z = pictures(4), torch.randn(4, 5, 2, generator=generator(6))
    together = model._reconstruct(x, z, None)
    apart = torch.cat([model._reconstruct(x[i : i + 1], z[i : i + 1], None) for i in range(4)])
    torch.testing.assert_close(together, apart)


def test_capacity_holds_the_kl_at_a_value_that_rises():
    model = model_of(capacity=8.0, capacity_weight=3.0, capacity_rise=0.5, beta=7.0)
    image = pictures()

    def price(step, **settings):
        model.config = changed(model.config, **settings)
        terms = model("vae", Batch(image, generator(1), step=step, total=100))
        return (terms["loss"] + terms["reconstruction"]).item(), terms["kl"].item()

    for step, goal in ((24, 4.0), (49, 8.0), (99, 8.0)):
        cost, kl = price(step)
        assert cost == pytest.approx(3 * abs(kl - goal), rel=1e-4)
    cost, _ = price(99, free_bits=5.0)  # two dimensions, each counted as 5 nats
    assert cost == pytest.approx(3 * (10 - 8), rel=1e-4)


def test_schedules_also_take_a_step_that_lies_on_the_device():
    model, image = model_of(capacity=8.0), pictures()
    one = model("vae", Batch(image, generator(1), step=7, total=100))
    other = model("vae", Batch(image, generator(1), step=torch.tensor(7), total=100))
    torch.testing.assert_close(one["loss"], other["loss"])


# Labels


def test_labels_become_one_number_a_class_and_none_where_unknown():
    like = torch.zeros(4, 3)
    hot = one_hot(torch.tensor([2, -1, 0, 1]), 3, like)
    assert hot.tolist() == [[0, 0, 1], [0, 0, 0], [1, 0, 0], [0, 1, 0]]
    assert one_hot(None, 3, like).tolist() == [[0, 0, 0]] * 4


def test_the_wanted_share_of_labels_is_hidden():
    label = torch.arange(20_000) % 10
    hidden = hide(label, 0.25, generator())
    assert (hidden == -1).float().mean().item() == pytest.approx(0.25, abs=0.01)
    assert torch.equal(hidden[hidden >= 0], label[hidden >= 0])
    assert hide(label, 0.0, generator()) is label


@pytest.mark.parametrize("architecture", ["mlp", "conv", "linear", "residual"])
def test_encoder_and_decoder_are_told_the_label(architecture):
    model = model_of(classes=3, conditional=True, architecture=architecture, width=4).eval()
    x, z = pictures(2), torch.randn(2, 2, generator=generator(1))
    first, second = torch.tensor([0, 1]), torch.tensor([2, 1])
    for ask in (model.decode, lambda given, label: model.encode(x, label)[0]):
        a, b = ask(z, first), ask(z, second)
        assert not torch.allclose(a[0], b[0])
        torch.testing.assert_close(a[1], b[1])
        torch.testing.assert_close(ask(z, None), ask(z, torch.tensor([-1, -1])))
    table = model.log_likelihoods(x, z, first)
    pairs = model.log_likelihood(x.repeat_interleave(2, 0), z.repeat(2, 1), first.repeat(2))
    torch.testing.assert_close(table.float(), pairs.view(2, 2), rtol=1e-4, atol=1e-3)
    assert isinstance(model, Conditional)
    assert model.classes == 3


def test_labels_are_left_alone_unless_they_are_asked_for():
    model = model_of(classes=3)
    assert model.classes == 0
    label = torch.zeros(16, dtype=torch.int64)
    plain = model("vae", Batch(pictures(), generator(1)))
    given = model("vae", Batch(pictures(), generator(1), label))
    assert plain["loss"] == given["loss"]


def test_data_without_labels_are_refused_for_a_conditional_model():
    with pytest.raises(UserError, match="no labels"):
        model_of(conditional=True)


def test_a_conditional_model_draws_the_class_it_is_told():
    """Two classes, bright on the left and on the right: the label decides, not z."""
    label = torch.arange(64) % 2
    image = torch.zeros(64, 1, 8, 8)
    image[label == 0, :, :, :4] = 0.9
    image[label == 1, :, :, 4:] = 0.9
    model = model_of(classes=2, conditional=True, latent_dim=1, beta=3.0)
    model.initialise(image)
    optimiser, noise = torch.optim.Adam(model.parameters(), 1e-2), generator(1)
    for step in range(110):
        terms = model("vae", Batch(image, noise, label, step=step, total=110))
        optimiser.zero_grad()
        terms["loss"].backward()
        optimiser.step()
    z = model.prior(50, generator(2))
    with torch.no_grad():
        for told in (0, 1):
            drawn = model.decode(z, torch.full((50,), told))
            left, right = drawn[..., :4].mean((1, 2, 3)), drawn[..., 4:].mean((1, 2, 3))
            difference = left - right if told == 0 else right - left
            assert (difference > 0.5).float().mean() > 0.9
        x = model.observe(image, generator(3))
        told = model.eval().evaluate(Batch(image, generator(3), label))["elbo"]
        untold = model.evaluate(Batch(image, generator(3)))["elbo"]
    assert x.unique().tolist() == [0, 1]
    assert told > untold


# Likelihoods and sigma


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
@pytest.mark.parametrize("architecture", ["mlp", "residual"])
def test_a_new_model_starts_near_the_mean_of_the_data(likelihood, architecture):
    image = 0.3 + 0.4 * pictures(300)
    model = model_of(likelihood=likelihood, architecture=architecture, width=4)
    model.initialise(image)
    with torch.no_grad():
        next(
            m for m in reversed(list(model.decoder.modules())) if hasattr(m, "weight")
        ).weight.zero_()
    # The logit of a continuous Bernoulli is deliberately the milder one of the Bernoulli.
    near = 0.15 if likelihood == "continuous-bernoulli" else 1e-4
    torch.testing.assert_close(model.decode(torch.zeros(1, 2))[0], image.mean(0), atol=near, rtol=0)


def test_a_sigma_for_each_place_finds_the_noise_of_that_place():
    spread = torch.linspace(0.02, 0.2, 64).view(1, 8, 8)
    noise = generator(1)
    image = (0.5 + spread * torch.randn(400, 1, 8, 8, generator=noise)).clamp(0, 1)
    model = model_of(likelihood="gaussian", sigma="pixel", latent_dim=1)
    assert model.log_sigma.shape == (1, 8, 8)
    model.initialise(image)
    optimiser = torch.optim.Adam(model.parameters(), 1e-2)
    for step in range(140):
        terms = model("vae", Batch(image, noise, step=step, total=140))
        optimiser.zero_grad()
        terms["loss"].backward()
        optimiser.step()
    torch.testing.assert_close(model._sigma().exp().detach(), image.std(0), rtol=0.15, atol=0.01)
    rms = model._sigma().exp().square().mean().sqrt().item()
    assert terms["sigma"].item() == pytest.approx(rms, rel=0.02)


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_tables_and_pairs_agree(likelihood):
    model = model_of(likelihood=likelihood, sigma="pixel").eval()
    with torch.no_grad():
        model.log_sigma.copy_(-1 + 0.3 * torch.randn(1, 8, 8, generator=generator(5)))
        x = model.observe(pictures(3), generator(2))
        z = torch.randn(4, 2, generator=generator(4))
        pairs = model.log_likelihood(x.repeat_interleave(4, 0), z.repeat(3, 1)).view(3, 4)
        table = model.log_likelihoods(x, z).float()
    torch.testing.assert_close(table, pairs, rtol=1e-4, atol=1e-2)


def test_the_default_models_weights_have_the_names_they_always_had():
    image = ["encoder.1.weight", "encoder.3.weight", "decoder.0.weight", "offset", "log_sigma"]
    names = set(model_of(depth=1).state_dict())
    assert names == {
        *image,
        "encoder.1.bias",
        "encoder.3.bias",
        "decoder.0.bias",
        "decoder.2.weight",
    }


# Points


def ring(count=256):
    angle = 2 * math.pi * torch.rand(count, generator=generator(8))
    points = torch.stack([5 + 3 * angle.cos(), -200 + 40 * angle.sin()], 1)
    return points.view(count, 1, 1, 2)


def test_the_density_of_points_is_one_in_their_own_units():
    """It integrates to 1 over the line, though networks see standardised points."""
    points = 70 + 12 * torch.randn(300, 1, 1, 1, generator=generator(2))
    model = model_of((1, 1, 1)).eval()
    model.initialise(points)
    grid = torch.linspace(-50, 200, 20_001)
    z = torch.randn(1, 2, generator=generator(3))
    with torch.no_grad():
        x = grid.view(-1, 1, 1, 1)
        density = model.log_likelihood(x, z.expand(len(x), 2)).exp()
        table = model.log_likelihoods(x, z)[:, 0].exp().float()
    assert torch.trapezoid(density, grid).item() == pytest.approx(1, abs=1e-3)
    torch.testing.assert_close(table, density, rtol=1e-3, atol=1e-6)


def test_a_model_of_points_starts_at_their_mean_and_spread():
    model, points = model_of((1, 1, 2)), ring()
    model.initialise(points)
    terms = model("vae", Batch(points, generator(1)))
    deviation = points.std(0, correction=0).square().mean().sqrt().item()
    assert terms["sigma"].item() == pytest.approx(deviation, rel=0.05)
    assert torch.equal(model.observe(points, generator(1)), points)
    z = model.prior(4000, generator(2))
    with torch.no_grad():
        drawn = model.simulate(z, generator(3))
        assert model.decode(z).shape == (4000, 1, 1, 2)
    torch.testing.assert_close(drawn.mean(0), points.mean(0), atol=4.0, rtol=0.05)


def test_a_model_learns_a_ring_of_points():
    model, points = model_of((1, 1, 2), hidden=64), ring(512)
    model.initialise(points)
    optimiser, noise = torch.optim.Adam(model.parameters(), 1e-2), generator(1)
    seen = []
    for step in range(250):
        terms = model("vae", Batch(points, noise, step=step, total=250))
        optimiser.zero_grad()
        terms["loss"].backward()
        optimiser.step()
        seen.append(terms["elbo"].item())
    # A Gaussian fitted to the ring has -1/2 log det(2 pi e S) nats: the model must beat it.
    covariance = points.view(-1, 2).T.cov()
    gaussian = -0.5 * torch.logdet(2 * math.pi * math.e * covariance).item()
    assert sum(seen[-20:]) / 20 > gaussian + 0.3


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"architecture": "conv"}, "mlp"),
        ({"architecture": "residual"}, "mlp"),
        ({"likelihood": "bernoulli"}, "gaussian"),
        ({"likelihood": "continuous-bernoulli"}, "gaussian"),
    ],
)
def test_what_does_not_suit_points_is_refused_with_what_does(settings, says):
    with pytest.raises(UserError, match=says):
        model_of((1, 1, 2), **settings)


# What is reported


def test_active_units_are_counted_over_the_whole_set_and_kl_by_dimension():
    images = torch.randint(0, 256, (700, 1, 8, 8), generator=generator(1)).to(torch.uint8)
    images = images[images.float().mean((1, 2, 3)).argsort()]  # chunks differ in their means
    model = model_of(latent_dim=5, likelihood="gaussian", architecture="linear").eval()
    with torch.no_grad():
        scale = torch.tensor([3.0, 0.0, 2.0, 0.001, 0.0])
        model.encoder[-1].weight[:5] *= scale[:, None]
        model.encoder[-1].weight[5:] = 0
    scalars, profiles = Validation(HeldOut(images), 32, 10).terms(model, 10)
    noise = generator(2)
    x = model.observe(images.float() / 255, noise)
    assert scalars["val active units"] == active_units(model, x) == 2
    kl = profiles["val kl by dimension"]
    assert len(kl) == 5
    assert sum(kl) == pytest.approx(scalars["val kl"], rel=1e-4)
    assert kl[1] == kl[4] == 0
    assert set(profiles) == {"val kl by dimension"}


def test_validation_of_a_conditional_model_knows_the_labels():
    images = torch.randint(0, 256, (300, 1, 8, 8), generator=generator(1)).to(torch.uint8)
    labels = torch.arange(300) % 3
    model = model_of(classes=3, conditional=True)
    with torch.no_grad():
        model.decoder.network[-2].weight.mul_(10)
    told = Validation(HeldOut(images, labels), 32, 10).terms(model, 10).scalars
    untold = Validation(HeldOut(images), 32, 10).terms(model, 10).scalars
    assert told["val elbo"] != untold["val elbo"]


# It does not diverge

STORMS = [
    {},
    {"objective": "iwae", "samples": 3},
    {"likelihood": "continuous-bernoulli"},
    {"likelihood": "gaussian"},
    {"likelihood": "gaussian", "sigma": "pixel"},
    {"architecture": "residual", "width": 4},
    {"capacity": 5.0},
    {"conditional": True},
]


@pytest.mark.parametrize("settings", STORMS, ids=str)
def test_short_runs_stay_finite_whatever_the_seed(settings):
    """On constant pixels, rare pixels and noise, at a high learning rate."""
    image = pictures(32) * (torch.rand(32, 1, 8, 8, generator=generator(9)) < 0.05)
    image[:, :, :2] = 0
    image[:, :, 2:4] = 1
    label = torch.arange(32) % 2
    for seed in range(5):
        model, noise = model_of(seed=seed, classes=2, **settings), generator(seed)
        model.initialise(image[:8])
        optimiser = torch.optim.Adam(model.parameters(), 1e-2)
        for step in range(15):
            terms = model("vae", Batch(image, noise, label, step=step, total=15))
            assert all(value.isfinite() for value in terms.values()), (seed, step)
            optimiser.zero_grad()
            terms["loss"].backward()
            optimiser.step()
        assert terms["elbo"] > -3000
