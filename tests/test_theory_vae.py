"""The VAE bench's numbers against closed forms, other quadratures, draws and finite differences."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import torch
from scipy.integrate import quad, simpson

from genstudio import cli
from genstudio.analysis.likelihood import bounds
from genstudio.analysis.theory import _vae_estimators as estimators
from genstudio.analysis.theory import _vae_exact as exact
from genstudio.analysis.theory import _vae_gaussians as gaussians
from genstudio.analysis.theory import _vae_iwae as iwae
from genstudio.analysis.theory import vae
from genstudio.analysis.theory._vae_chain import Walker
from genstudio.analysis.theory._vae_frame import said
from genstudio.core.config import changed
from genstudio.core.errors import UserError
from genstudio.core.events import Ended
from tests.linear_gaussian import LinearGaussian


class Folded(torch.nn.Module):
    """x = (z^2, 0) + noise of 0.2: each x but 0 has two z that are equally good."""

    latent_dim = 1
    sigma = 0.2

    def encode(self, image):
        return torch.full((len(image), 1), 2.0), torch.full((len(image), 1), -4.0)

    def log_likelihoods(self, image, z):
        mean = torch.cat([z.square(), 0 * z], 1)
        return tabled(mean, image, self.sigma)


class Straight(LinearGaussian):
    """The linear model, quicker: all pairs at once."""

    def log_likelihoods(self, image, z):
        return tabled(z @ self.loadings.T + self.mean, image, self.sigma)


def tabled(mean, image, sigma):
    """Return log N(x; mean, sigma^2) of every image with every mean [G, D], [N, G]."""
    squares = ((image.flatten(1)[:, None] - mean) / sigma).square().sum(2)
    return -0.5 * squares - mean.shape[1] * math.log(sigma * math.sqrt(2 * math.pi))


def made(**values):
    return vae.make(vae.Config(**values), lambda done, total: None, lambda: False)


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.fixture(scope="module")
def trained():
    """A bench after some steps on two moons, where q is a poor fit."""
    bench = made(warmup=0, hidden=32, learning_rate=1e-2)
    for _ in range(120):
        bench.move()
    return bench


def linear(d):
    model = Straight(d).requires_grad_(False)
    x = torch.rand(1, 1, 2, 3, generator=seeded(1))
    return model, x, exact.Chosen(model, x)


@pytest.mark.parametrize("d", [1, 2])
def test_all_of_the_identity_is_that_of_the_closed_forms(d) -> None:
    model, x, chosen = linear(d)
    found = exact.look(chosen, 0)
    posterior = model.posterior(x)
    q = torch.distributions.MultivariateNormal(
        chosen.mean[None].float(), covariance_matrix=chosen.sd.square().diag()[None].float()
    )
    kl = float(torch.distributions.kl_divergence(q, posterior))
    assert found.log_px == pytest.approx(float(model.log_evidence(x)), abs=2e-3)
    assert found.gap == pytest.approx(kl, abs=2e-3)
    assert found.elbo == pytest.approx(float(model.log_evidence(x)) - kl, abs=2e-3)
    assert abs(found.error) < 1e-3
    np.testing.assert_allclose(found.mean, posterior.mean[0], atol=2e-3)
    np.testing.assert_allclose(found.covariance, posterior.covariance_matrix[0], atol=2e-3)
    assert found.fine


@pytest.mark.parametrize("index", [0, 7, 40])
def test_log_p_is_the_bound_and_the_gap_by_quadrature_and_by_draws(trained, index) -> None:
    list(trained.act("choose", index=index))
    chosen = trained.chosen()
    found = exact.look(chosen, 0)
    z = np.linspace(-8, 8, 40_001)
    joint = chosen.joint(z[:, None])
    area = simpson(np.exp(joint - joint.max()), x=z)
    assert found.log_px == pytest.approx(joint.max() + math.log(area), abs=2e-3)
    drawn = bounds(trained.model, chosen.x, 20_000, seeded())
    error = math.sqrt(float(drawn.variance) / 20_000)
    assert abs(found.elbo - float(drawn.elbo)) < 3 * error + 1e-3
    assert abs(found.log_px - found.elbo - found.gap) < 0.02
    frame = trained.frame()
    assert abs(frame.figures["identity_error"]) < 0.02
    assert frame.figures["elbo"] == pytest.approx(found.elbo)


def test_the_curve_of_the_posterior_has_area_one_and_is_where_its_mean_is(trained) -> None:
    found = exact.look(trained.chosen(), 0)
    assert np.trapezoid(found.posterior, found.axis) == pytest.approx(1, abs=0.01)
    mean = np.trapezoid(found.posterior * found.axis, found.axis)
    assert mean == pytest.approx(float(found.mean[0]), abs=0.02)


@pytest.mark.parametrize("p", [(0.0, 1.0), (-2.0, 0.3)])
@pytest.mark.parametrize("q", [(0.0, 1.0), (1.5, 2.0)])
def test_the_closed_form_is_the_area_under_the_integrand_both_ways(p, q) -> None:
    one, other = gaussians.Normal(*p), gaussians.Normal(*q)
    for a, b in ((one, other), (other, one)):
        under = partial(gaussians.integrand, a, b)
        area = quad(under, -25, 25, points=[-2, 0], limit=200)
        assert gaussians.kl(a, b) == pytest.approx(area[0], abs=1e-6)
        known = torch.distributions.kl_divergence(
            torch.distributions.Normal(a.mean, a.sigma), torch.distributions.Normal(b.mean, b.sigma)
        )
        assert gaussians.kl(a, b) == pytest.approx(float(known), abs=1e-5)
        widths, means, logs = gaussians.parts(a, b)
        assert widths + means + logs - 0.5 == pytest.approx(gaussians.kl(a, b))


@pytest.mark.parametrize("d", [1, 2])
def test_both_gradients_are_right_in_the_mean_and_the_score_scatters_more(d) -> None:
    _, _, chosen = linear(d)
    *_, (count, found) = estimators.draws(chosen, 20_000, seeded())
    measured = estimators.measure(chosen, 0, found)
    assert count == measured.draws == 20_000
    known = differences(chosen)
    np.testing.assert_allclose(measured.exact, known, atol=2e-2)
    for way in estimators.WAYS:
        assert (abs(measured.mean[way] - known) < 3 * measured.error[way] + 2e-3).all(), way
    assert measured.ratio("score") > 1
    assert measured.ratio("score") > measured.ratio("baseline") > 1
    assert measured.counts["score"].sum() == 2 * 20_000


def differences(chosen):
    """Return d/dmu and d/dsigma of E_q[log p(x|z)], by moving q and Gauss-Hermite sums."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    nodes = np.stack(np.meshgrid(*[nodes] * chosen.d, indexing="ij"), -1).reshape(-1, chosen.d)
    weights = np.prod(np.stack(np.meshgrid(*[weights] * chosen.d), -1), -1).ravel()
    weights = weights / weights.sum()

    def value(shift, wider):
        first = np.eye(chosen.d)[0]
        z = chosen.mean.numpy() + shift * first + (chosen.sd.numpy() + wider * first) * nodes
        return float(weights @ chosen.log_likelihood(torch.from_numpy(z)).numpy())

    h = 0.05  # exact for a parabola, which this is
    return np.array([value(h, 0) - value(-h, 0), value(0, h) - value(0, -h)]) / (2 * h)


def test_the_graph_gives_the_gradients_of_one_draw(trained) -> None:
    chosen = trained.chosen()
    graph = estimators.graph(chosen, seeded())
    np.testing.assert_allclose(graph.z, graph.mu + graph.sigma * graph.eps)

    def bound(mu, sigma):
        z = torch.tensor(mu + sigma * graph.eps)[None]
        kl = 0.5 * float((mu**2 + sigma**2 - 1 - np.log(sigma**2)).sum())
        with torch.no_grad():
            return float(chosen.log_likelihood(z)) - kl

    h = 1e-3
    by_mu = (bound(graph.mu + h, graph.sigma) - bound(graph.mu - h, graph.sigma)) / (2 * h)
    by_sigma = (bound(graph.mu, graph.sigma + h) - bound(graph.mu, graph.sigma - h)) / (2 * h)
    scale = 1 + abs(float(graph.to_z[0]))
    assert abs(float(graph.to_mu[0]) - by_mu) < 0.03 * scale
    assert abs(float(graph.to_sigma[0]) - by_sigma) < 0.03 * scale


def test_the_weighted_bounds_rise_to_log_p(trained) -> None:
    chosen = trained.chosen()
    look = exact.look(chosen, 0)
    found = iwae.curve(iwae.log_weights(chosen, 20_000, seeded()), 0, look.log_px)
    assert found.ks == iwae.KS
    assert (np.diff(found.bound) >= 0).all()
    assert found.bound[-1] <= look.log_px + 3 * found.error[-1]
    assert abs(found.bound[0] - look.elbo) < 3 * found.error[0] + 2e-3
    other = bounds(trained.model, chosen.x, 20_000, seeded(1), ks=(1, 10, 100)).chain
    for k in (1, 10, 100):
        mine = found.ks.index(k)
        assert abs(found.bound[mine] - float(other[k])) < 4.5 * found.error[mine]


def walked(chosen, start, draws=160):
    walker = Walker(chosen, 0, start, seed=0, warmup=60)
    for _ in walker.walk(draws):
        pass
    return walker.chain()


@pytest.mark.parametrize("d", [1, 2])
def test_the_chains_have_the_moments_of_the_grid(d) -> None:
    model, x, chosen = linear(d)
    found, look = walked(chosen, [2.0] * d), exact.look(chosen, 0)
    assert found.r_hat < 1.05
    assert found.mixed
    assert 0.5 < found.acceptance < 1
    assert (abs(found.mean - look.mean) < 3 * found.mean_error).all()
    assert (abs(found.covariance - look.covariance) < 3 * found.covariance_error).all()
    np.testing.assert_allclose(look.mean, model.posterior(x).mean[0], atol=2e-3)
    np.testing.assert_allclose(found.grid_covariance, look.covariance)
    assert found.path.shape == (9, d)
    assert found.others.shape == (3, d)


def test_chains_in_two_modes_are_not_called_one() -> None:
    chosen = exact.Chosen(Folded(), torch.tensor([4.0, 0.0]).reshape(1, 1, 1, 2))
    look = exact.look(chosen, 0)
    assert abs(look.mean[0]) < 1e-6
    assert look.covariance[0, 0] == pytest.approx(4, abs=0.1)
    found = walked(chosen, [-2.0], 80)
    assert found.r_hat > 1.05
    assert not found.mixed
    assert (found.places[-50:] < 0).all()  # the chain stays where it was put


def test_an_infinite_r_hat_is_told() -> None:
    """Every chain is stuck at a place of its own: no figure would look as if all were well."""
    bench = made()
    list(bench.act("chain", draws=41))
    frame = bench.frame()
    assert math.isfinite(frame.figures["r_hat"])
    stuck = said(replace(frame, chain=replace(frame.chain, r_hat=math.inf)))
    assert stuck.figures["r_hat"] == math.inf


def test_sigma_is_best_where_it_is_the_error() -> None:
    sigmas = np.linspace(0.05, 0.8, 1501)
    elbo = gaussians.elbo_of_sigma(0.04, 2.0, 64, sigmas)
    assert sigmas[elbo.argmax()] == pytest.approx(0.2, abs=1e-3)
    normal = torch.distributions.Normal(torch.tensor(0.0).double(), 0.3)
    known = 64 * float(normal.log_prob(torch.tensor(0.2).double())) - 2.0  # an error of 0.2 each
    assert float(gaussians.elbo_of_sigma(0.04, 2.0, 64, np.array([0.3]))[0]) == pytest.approx(
        known, abs=1e-5
    )


def test_two_decoders_learn_the_same_digits() -> None:
    bench = made()
    for _ in bench.act("decoders", steps=12):
        pass
    two = bench.frame().two
    assert two.step == 12
    assert two.pixels == 64
    assert two.bernoulli.elbo < 0
    assert math.isnan(two.bernoulli.sigma)
    assert two.gaussian.sigma > 0
    for one in (two.bernoulli, two.gaussian):
        assert one.elbo == pytest.approx(one.reconstruction - one.kl, abs=1e-3)
        assert one.means.shape == one.drawn.shape == (8, 1, 8, 8)
    assert set(np.unique(two.bernoulli.drawn)) <= {0, 255}


def test_single_steps_are_those_of_a_run_that_nobody_holds() -> None:
    bench, other = made(hidden=16, warmup=0), made(hidden=16, warmup=0)
    for _ in range(8):
        bench.move()
        bench.frame()  # looking changes nothing
    trainer = other.loop.trainer
    trainer.config = changed(trainer.config, steps=8)
    *_, last = trainer.events()
    assert isinstance(last, Ended)
    assert other.step == bench.step == 8
    for mine, same in zip(bench.model.parameters(), other.model.parameters()):
        torch.testing.assert_close(mine, same)


def test_beta_and_the_rate_change_live_and_nothing_else() -> None:
    bench = made(hidden=16)
    bench.change("beta", 3.0)
    bench.change("learning_rate", 1e-3)
    bench.move()
    assert bench.config.beta == bench.model.config.beta == 3.0
    assert bench.loop.trainer.config.learning_rate == 1e-3
    with pytest.raises(UserError, match="hidden"):
        bench.change("hidden", 32)
    with pytest.raises(UserError, match="beta"):
        bench.change("beta", -1.0)
    assert bench.config.beta == 3.0


def test_a_step_in_slow_motion_is_one_step_in_five_parts() -> None:
    bench, other = made(hidden=16), made(hidden=16)
    seen = [(phase.number, bench.frame().phase, bench.step) for phase in bench.phases()]
    assert seen == [(1, 1, 0), (2, 2, 0), (3, 3, 0), (4, 4, 0), (5, 0, 1)]
    other.move()
    for mine, same in zip(bench.model.parameters(), other.model.parameters()):
        torch.testing.assert_close(mine, same)


def test_what_cannot_be_done_is_refused_in_words() -> None:
    with pytest.raises(UserError, match="own data"):
        made(data="own")
    with pytest.raises(UserError, match="JSON"):
        made(data="own", source="toy", options="[1")
    with pytest.raises(UserError, match="points of the plane"):
        made(data="own", source="toy", options='{"density": "normal-1d", "count": 50}')
    bench = made(hidden=16)
    with pytest.raises(UserError, match="example"):
        list(bench.act("choose", index=9999))
    with pytest.raises(UserError, match="action"):
        list(bench.act("dance"))
    with pytest.raises(UserError, match="player"):
        bench.move(("D",))


def test_any_place_of_the_plane_can_be_chosen() -> None:
    bench = made(hidden=16)
    list(bench.act("choose", x=[0.25, -0.5]))
    frame = bench.frame()
    assert frame.index == -1
    np.testing.assert_allclose(frame.x.ravel(), [0.25, -0.5])


def test_digits_have_two_dimensions_and_contours() -> None:
    bench = made(data="digits", hidden=16)
    bench.move()
    frame = bench.frame()
    assert frame.d == 2
    assert frame.x.shape == frame.back.shape == (1, 8, 8)
    assert set(frame.look.lines) == {0.5, 0.9, 0.99}
    assert abs(frame.figures["identity_error"]) < 0.02
    assert frame.codes.shape == (len(frame.labels), 2)
    assert frame.tiles.shape[1:] == (1, 8, 8)


def test_points_can_have_two_dimensions_and_digits_one() -> None:
    for values in ({"data": "ring", "latent": "2"}, {"data": "digits", "latent": "1"}):
        bench = made(hidden=16, **values)
        bench.move()
        frame = bench.frame()
        assert frame.d == int(values["latent"])
        assert abs(frame.figures["identity_error"]) < 0.02


def test_the_command_prints_the_figures(capsys) -> None:
    assert cli.main(["theory", "vae", "--steps", "3", "--hidden", "16", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["step"] == 3
    assert {"elbo", "kl_gap", "log_px", "identity_error"} <= set(found)
    assert abs(found["log_px"] - found["elbo"] - found["kl_gap"]) < 0.02
