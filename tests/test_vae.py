"""The VAE: the ELBO's whole path against pPCA, its settings, and its shapes."""

import math

import pytest
import torch

from genstudio.core.config import changed
from genstudio.models import Batch, ppca, vae


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def random_images(shape=(1, 8, 8), count=16):
    levels = torch.randint(0, 256, (count, *shape), generator=generator(3))
    return levels.float() / 255


def model_of(shape=(1, 8, 8), **settings):
    return vae.Model(vae.Config(**settings), shape, generator())


def batch_of(image, seed=1, **fields):
    return Batch(image, generator(seed), **fields)


def train(model, images, steps, learning_rate):
    optimiser = torch.optim.Adam(model.parameters(), learning_rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    noise = generator(1)
    for step in range(steps):
        terms = model("vae", Batch(images, noise, step=step, total=steps))
        optimiser.zero_grad()
        terms["loss"].backward()
        optimiser.step()
        schedule.step()


def mean_elbo(model, images, repeats=20):
    model.eval()
    noise = generator(2)
    with torch.no_grad():
        values = [model.evaluate(Batch(images, noise))["elbo"] for _ in range(repeats)]
    return torch.stack(values).mean().item()


def assert_linear_vae_reaches_ppca(images, steps, learning_rate, **settings):
    model = model_of(architecture="linear", likelihood="gaussian", dropout=0.0, **settings)
    model.initialise(images)
    train(model, images, steps, learning_rate)
    observed = model.observe(images, generator(4))
    exact = ppca.Model(ppca.Config(latent_dim=2), (1, 8, 8), generator())
    best = exact.fit(observed)["log likelihood"].item()
    assert best - 0.5 < mean_elbo(model, images) < best + 0.1


@pytest.mark.parametrize("sigma", ["optimal", "learned"])
def test_a_linear_vae_reaches_the_log_likelihood_of_ppca(digits, sigma):
    """arXiv:1911.02469: the best ELBO of a linear VAE is pPCA's log-likelihood."""
    images = torch.tensor(digits.images[digits.indices("train")][:400] / 255).float()
    assert_linear_vae_reaches_ppca(images, 500, 3e-2, sigma=sigma)


@pytest.mark.slow
def test_a_linear_vae_reaches_the_log_likelihood_of_ppca_on_all_digits(digits):
    images = torch.tensor(digits.images[digits.indices("train")] / 255).float()
    assert_linear_vae_reaches_ppca(images, 2500, 1e-2, sigma="learned")


def test_the_elbo_of_a_gaussian_model_equals_torch_distributions():
    model = model_of(likelihood="gaussian", sigma="learned", architecture="linear").eval()
    image = random_images()
    got = model.evaluate(batch_of(image))
    noise = generator(1)
    x = model.observe(image, noise)
    mean, logvar = model.encode(x)
    posterior = torch.distributions.Normal(mean, (0.5 * logvar).exp())
    z = mean + posterior.scale * torch.randn(mean.shape, generator=noise)
    output = model.decoder(z) + model.offset
    reconstruction = torch.distributions.Normal(output, got["sigma"]).log_prob(x).sum((1, 2, 3))
    kl = torch.distributions.kl_divergence(posterior, torch.distributions.Normal(0.0, 1.0)).sum(1)
    assert got["elbo"].item() == pytest.approx((reconstruction - kl).mean().item(), rel=1e-4)
    torch.testing.assert_close(model.log_likelihood(x, z), reconstruction, rtol=1e-4, atol=1e-3)


def test_the_elbo_of_a_bernoulli_model_equals_torch_distributions():
    model = model_of().eval()
    image = random_images()
    got = model.evaluate(batch_of(image))
    noise = generator(1)
    x = model.observe(image, noise)
    mean, logvar = model.encode(x)
    z = mean + (0.5 * logvar).exp() * torch.randn(mean.shape, generator=noise)
    pixels = torch.distributions.Bernoulli(probs=model.decode(z))
    reconstruction = pixels.log_prob(x).sum((1, 2, 3))
    assert got["reconstruction"].item() == pytest.approx(reconstruction.mean().item(), rel=1e-4)
    torch.testing.assert_close(model.log_likelihood(x, z), reconstruction, rtol=1e-4, atol=1e-3)
    assert got["elbo"].item() == pytest.approx((got["reconstruction"] - got["kl"]).item())


def test_a_new_model_decodes_the_mean_image_and_starts_at_its_entropy():
    images = random_images(count=200) * 0.5 + 0.25
    model = model_of()
    model.initialise(images)
    with torch.no_grad():
        model.decoder[-2].weight.zero_()
    torch.testing.assert_close(model.decode(torch.zeros(1, 2))[0], images.mean(0))
    reconstruction = model("vae", batch_of(images))["reconstruction"].item()
    p = images.mean(0)
    entropy = -(p * p.log() + (1 - p) * (1 - p).log()).sum().item()
    assert reconstruction == pytest.approx(-entropy, abs=1.0)


def test_constant_pixels_keep_finite_logits():
    images = torch.zeros(4, 1, 8, 8)
    model = model_of()
    model.initialise(images)
    assert model("vae", batch_of(images))["loss"].isfinite()


def test_the_elbo_is_reported_at_beta_one_whatever_is_minimised():
    image, model = random_images(), model_of(kl_warmup=0.0)
    plain = model("vae", batch_of(image))
    model.config = changed(model.config, beta=4.0, free_bits=2.0)
    other = model("vae", batch_of(image))
    assert plain["elbo"] == other["elbo"]
    assert plain["loss"] == -plain["elbo"]
    kl = 4.0 * 2 * 2.0  # beta times two dimensions at the floor
    assert other["loss"].item() == pytest.approx(kl - other["reconstruction"].item(), rel=1e-5)


def test_beta_rises_in_a_straight_line_in_the_warm_up():
    model = model_of(beta=2.0, kl_warmup=0.5)
    image = random_images()

    def weight(step, total):
        terms = model("vae", batch_of(image, step=step, total=total))
        return ((terms["loss"] + terms["reconstruction"]) / terms["kl"]).item()

    assert weight(24, 100) == pytest.approx(1.0, rel=1e-3)
    assert weight(49, 100) == pytest.approx(2.0, rel=1e-3)
    assert weight(90, 100) == pytest.approx(2.0, rel=1e-3)
    assert weight(vae.SCHEDULE_STEPS // 4 - 1, 0) == pytest.approx(1.0, rel=1e-3)


def test_the_stored_sigma_follows_the_optimal_one_in_training_only():
    images = random_images()
    model = model_of(likelihood="gaussian", sigma="optimal")
    model.initialise(images)
    assert model.log_sigma.exp().item() == pytest.approx(math.sqrt(1 / 12), rel=0.1)
    start = model.log_sigma.clone()
    model.eval().evaluate(batch_of(images))
    assert torch.equal(model.log_sigma, start)
    model.train()("vae", batch_of(images))
    assert not torch.equal(model.log_sigma, start)
    assert "log_sigma" in model.state_dict()


def test_the_optimal_sigma_is_the_one_in_the_loss():
    images = random_images()
    model = model_of(likelihood="gaussian", sigma="optimal", dropout=0.0)
    terms = model("vae", batch_of(images))
    noise = generator(1)
    x = model.observe(images, noise)
    mean, logvar = model.encode(x)
    z = mean + (0.5 * logvar).exp() * torch.randn(mean.shape, generator=noise)
    mse = (x - model.decoder(z) - model.offset).square().mean().item()
    expected = -32 * (1 + math.log(2 * math.pi * mse))
    assert terms["reconstruction"].item() == pytest.approx(expected, abs=1.0)


def test_dropout_hides_pixels_in_training_only():
    image = random_images()
    model = model_of(dropout=0.5)
    plain = model_of(dropout=0.0)
    assert model("vae", batch_of(image))["kl"] != plain("vae", batch_of(image))["kl"]
    model.eval()
    plain.eval()
    assert model.evaluate(batch_of(image))["kl"] == plain.evaluate(batch_of(image))["kl"]


def test_the_log_variance_stays_in_range():
    model = model_of()
    mean, logvar = model.encode(1e6 * random_images())
    assert mean.isfinite().all()
    assert logvar.min() >= -12
    assert logvar.max() <= 8


@pytest.mark.parametrize(
    ("shape", "network", "likelihood"),
    [
        ((1, 8, 8), "Linear", "bernoulli"),
        ((1, 28, 28), "Linear", "bernoulli"),
        ((1, 32, 32), "Conv", "bernoulli"),
        ((3, 16, 16), "Conv", "gaussian"),
    ],
)
def test_what_is_automatic_follows_from_the_images(shape, network, likelihood):
    model = model_of(shape, hidden=8, width=4)
    assert any(type(m).__name__ == network for m in model.encoder if hasattr(m, "weight"))
    assert model.likelihood == likelihood


def test_sigma_is_logged_for_gaussian_pixels_only():
    assert "sigma" not in model_of()("vae", batch_of(random_images()))
    assert "sigma" in model_of(likelihood="gaussian")("vae", batch_of(random_images()))


@pytest.mark.slow
def test_a_vae_learns_the_digits(digits):
    images = torch.tensor(digits.images[digits.indices("train")] / 255).float()
    held_out = torch.tensor(digits.images[digits.indices("test")] / 255).float()
    model = model_of()
    model.initialise(images)
    optimiser = torch.optim.Adam(model.parameters(), 1e-3)
    noise = generator(1)
    for step in range(3000):
        batch = images[torch.randint(len(images), (128,), generator=noise)]
        terms = model("vae", Batch(batch, noise, step=step))
        optimiser.zero_grad()
        terms["loss"].backward()
        optimiser.step()
    assert mean_elbo(model, held_out) > -24.5
