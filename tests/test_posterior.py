"""One data point under the lens: the exact posterior, the gap, the best Gaussian, the chains."""

import math
from itertools import pairwise

import numpy as np
import pytest
import torch
from linear_gaussian import LinearGaussian

from genstudio.analysis import integrate, posterior
from genstudio.analysis.contours import contours
from genstudio.analysis.posterior import Case, ellipse, refusal
from genstudio.core.errors import UserError
from genstudio.models import gan, vae

KNOWN = LinearGaussian()


def image(seed=0):
    return torch.rand(1, 2, 3, generator=torch.Generator().manual_seed(seed)).numpy()


def points_case(seed=0):
    """Return a case and its exact posterior; float32 images are taken as they are."""
    case = Case(KNOWN, image(seed))
    return case, KNOWN.posterior(case.x)


class TwoModes(LinearGaussian):
    """Sees |z_0| only: the posterior has two modes apart, of which q has one."""

    def log_likelihood(self, image, z):
        return -0.5 * ((z[:, 0].abs() - 2).square() + (z[:, 1] - 1).square()) / 0.05**2

    def encode(self, image):
        mean = torch.tensor([[2.0, 1.0]]).expand(len(image), 2)
        return mean, torch.full_like(mean, 2 * math.log(0.05))


def area(line):
    x, y = line[:, 0], line[:, 1]
    return 0.5 * abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))


def test_the_contour_of_an_ellipse_is_the_ellipse():
    x, y = np.linspace(-3, 3, 61), np.linspace(-2, 2, 41)
    heights = -((x / 2) ** 2 + (y[:, None] / 1.2) ** 2)
    (line,) = contours(x, y, heights, -1.0)
    np.testing.assert_allclose((line[:, 0] / 2) ** 2 + (line[:, 1] / 1.2) ** 2, 1, atol=3e-3)
    np.testing.assert_array_equal(line[0], line[-1])
    assert area(line) == pytest.approx(math.pi * 2 * 1.2, rel=5e-3)


def test_a_contour_that_leaves_the_table_ends_at_its_rim():
    x = np.arange(5.0)
    (line,) = contours(x, x, np.tile(x, (5, 1)), 2.5)
    np.testing.assert_allclose(line[:, 0], 2.5)
    assert {line[0, 1], line[-1, 1]} == {0.0, 4.0}


def test_a_saddle_is_joined_by_the_mean_of_its_corners():
    x = np.arange(2.0)
    for middle, joined in ((0.9, False), (1.1, True)):
        lines = contours(x, x, np.array([[2 * middle, 0], [0, 2 * middle]]), 1.0)
        assert len(lines) == 2
        low = min(lines, key=lambda line: line.sum())
        near_high_corner = low.sum(1).max() < 1
        assert near_high_corner != joined or middle > 1


def test_two_hills_have_two_closed_contours():
    x = np.linspace(-4, 4, 81)
    hills = np.exp(-((np.abs(x) - 2) ** 2) - x[:, None] ** 2)
    lines = contours(x, x, hills, 0.5)
    assert len(lines) == 2
    assert all((line[0] == line[-1]).all() for line in lines)


def test_log_evidence_and_moments_are_those_of_the_closed_form():
    for seed in range(3):
        case, exact = points_case(seed)
        found = case.look()
        assert found.log_evidence == pytest.approx(float(KNOWN.log_evidence(case.x)), abs=1e-4)
        np.testing.assert_allclose(found.mean, exact.mean[0].detach(), atol=1e-4)
        np.testing.assert_allclose(found.covariance, exact.covariance_matrix[0].detach(), atol=1e-4)
        assert found.fine


def test_the_gap_is_the_kl_of_two_gaussians_and_log_evidence_minus_the_elbo():
    case, exact = points_case()
    found = case.look()
    q = torch.distributions.MultivariateNormal(
        torch.from_numpy(found.q.mean), torch.from_numpy(np.diag(np.exp(found.q.logvar)))
    )
    p = torch.distributions.MultivariateNormal(
        exact.mean[0].double(), exact.covariance_matrix[0].double()
    )
    assert found.gap == pytest.approx(float(torch.distributions.kl_divergence(q, p)), abs=1e-4)
    error = found.log_evidence - found.elbo - found.gap
    assert abs(error) < 4 * found.elbo_error
    assert found.elbo == pytest.approx(found.reconstruction - found.kl_to_prior)


def test_contours_of_a_gaussian_posterior_hold_their_share_of_the_mass():
    case, exact = points_case()
    found = case.look()
    determinant = float(torch.det(exact.covariance_matrix))
    for share, lines in found.contours.items():
        assert len(lines) == 1
        # Of a Gaussian in the plane that is the ellipse at r^2 = -2 log(1 - share).
        expected = -2 * math.log(1 - share) * math.pi * math.sqrt(determinant)
        assert area(lines[0]) == pytest.approx(expected, rel=0.03)


def test_two_modes_get_a_window_each_and_the_gap_says_what_q_misses():
    found = Case(TwoModes(), image()).look()
    assert [len(lines) for lines in found.contours.values()] == [2, 2, 2]
    expected = math.log(2) - math.log(2 * math.pi) - 2.5 + math.log(2 * math.pi * 0.05**2)
    assert found.log_evidence == pytest.approx(expected, abs=0.02)
    assert found.gap == pytest.approx(math.log(2), abs=0.02)  # q has one of two equal modes


def test_a_narrow_mode_between_the_first_cells_is_found():
    class Narrow(TwoModes):
        def log_likelihood(self, image, z):
            place = torch.tensor([1.1037, -0.5971])
            return -0.5 * ((z - place) / 0.004).square().sum(1)

    found = Case(Narrow(), image()).look()
    np.testing.assert_allclose(found.mean, [1.1037, -0.5971], atol=1e-3)
    np.testing.assert_allclose(np.sqrt(np.diag(found.covariance)), 0.004, rtol=0.02)
    assert found.fine


def trained_vae(conditional=False):
    torch.manual_seed(0)
    config = vae.Config(latent_dim=2, hidden=16, conditional=conditional, architecture="mlp")
    noise = torch.Generator().manual_seed(1)
    model = vae.Model(config, (1, 8, 8), noise, classes=10 if conditional else 0)
    with torch.no_grad():
        for weight in model.decoder.parameters():
            weight.mul_(2.5)
    return model.eval().requires_grad_(False)


def test_a_network_has_the_log_evidence_that_evaluation_finds(digits):
    model = trained_vae()
    case = Case(model, digits.images[50])
    found, known = case.look(), integrate.integrate(model, case.x)
    assert found.log_evidence == pytest.approx(float(known.log_evidence), abs=0.01)
    assert found.gap == pytest.approx(float(known.kl), abs=0.05)  # q leaves its grid a little


def test_a_conditional_model_is_told_the_class(digits):
    model = trained_vae(conditional=True)
    first, second = (Case(model, digits.images[3], label).look() for label in (1, 7))
    assert first.log_evidence != pytest.approx(second.log_evidence, abs=1e-3)
    known = integrate.integrate(model, Case(model, digits.images[3]).x, torch.tensor([7]))
    assert second.log_evidence == pytest.approx(float(known.log_evidence), abs=0.01)


def test_the_same_look_sees_the_same_binarised_image(digits):
    one, other = (Case(trained_vae(), digits.images[3]) for _ in range(2))
    assert torch.equal(one.x, other.x)
    assert set(one.x.unique().tolist()) <= {0.0, 1.0}


def test_refining_ends_at_the_best_gaussian_of_the_closed_form():
    case, exact = points_case()
    steps = list(case.refine())
    kls = [each.gaussian.kl for each in steps]
    assert kls[0] == pytest.approx(case.look().gap, abs=1e-6)
    assert all(after <= before + 1e-3 for before, after in pairwise(kls))
    best = steps[-1].gaussian
    # Of a Gaussian posterior: its mean, and the inverses of its precisions' diagonal.
    np.testing.assert_allclose(best.mean, exact.mean[0].detach(), atol=2e-3)
    precision = np.diag(exact.precision_matrix[0].detach())
    np.testing.assert_allclose(np.exp(best.logvar), 1 / precision, rtol=0.01)
    assert (steps[-1].step, steps[-1].steps) == (posterior.STEPS, posterior.STEPS)


def test_refining_a_network_ends_where_a_search_over_the_grid_ends(digits):
    from scipy.optimize import minimize

    case = Case(trained_vae(), digits.images[50])
    *_, last = case.refine()
    start = np.concatenate([case.mean, case.logvar])
    found = minimize(lambda v: case.kl_of(v[:2], v[2:]), start, method="Nelder-Mead")
    assert last.gaussian.kl == pytest.approx(found.fun, abs=5e-3)
    assert last.gaussian.kl <= case.look().gap


def test_the_chains_have_the_moments_of_the_posterior():
    case, exact = points_case()
    drawn = [each for each in case.walk(250, chains=6) if not each.warming]
    z = np.stack([each.z for each in drawn]).reshape(-1, 2)
    sd = np.sqrt(np.diag(exact.covariance_matrix[0].detach()))
    np.testing.assert_allclose(z.mean(0), case.look().mean, atol=0.15 * sd.max())
    np.testing.assert_allclose(z.std(0), sd, rtol=0.15)
    last = drawn[-1]
    assert last.r_hat < 1.05
    assert last.effective > 200
    assert 0.5 < last.acceptance <= 1
    assert (last.draw, last.draws) == (posterior.WARMUP + 250,) * 2


def test_chains_that_stay_in_modes_apart_are_told_by_r_hat():
    *_, last = Case(TwoModes(), image()).walk(60, chains=8, seed=3)
    assert last.r_hat > 1.5


def test_walking_can_be_repeated():
    one, other = ([w.z for w in points_case()[0].walk(3, warmup=5)] for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_the_ellipse_is_at_two_deviations():
    covariance = np.array([[0.5, 0.2], [0.2, 0.3]])
    line = ellipse(np.array([1.0, -1.0]), covariance) - [1.0, -1.0]
    distance = np.einsum("ki,ij,kj->k", line, np.linalg.inv(covariance), line)
    np.testing.assert_allclose(distance, 4)


def test_models_without_an_exact_posterior_say_what_to_do():
    noise = torch.Generator().manual_seed(0)
    three = vae.Model(vae.Config(latent_dim=3), (1, 8, 8), noise)
    assert "latent dim 2" in refusal(three)
    assert "variational" in refusal(gan.Model(gan.Config(latent_dim=2), (1, 8, 8), noise))
    assert not refusal(trained_vae())
    with pytest.raises(UserError, match="latent dim 2"):
        Case(three, np.zeros((1, 8, 8), np.uint8))


@pytest.mark.slow
def test_on_mnist_the_gap_is_the_kl_for_twenty_digits(shared_data, tmp_path):
    from genstudio.analysis.lens import Lens
    from genstudio.cli import main
    from genstudio.data import sources
    from genstudio.train.snapshots import load_model

    data = shared_data / "mnist-10k"
    options = ["--preset", "mnist-2d", "--seconds", "30"]
    assert main(["train", "vae", "--data", str(data), *options]) == 0
    (run,) = (tmp_path / "runs").iterdir()
    lens, dataset = Lens(load_model(run)[0]), sources.load(str(data))
    for index in dataset.indices("test")[:20]:
        found = Case(lens.model, dataset.images[index]).look()
        error = found.log_evidence - found.elbo - found.gap
        assert abs(error) < 0.1 + 3 * found.elbo_error
        assert found.fine


def test_the_command_line_says_the_same(digits, capsys):
    import json

    from genstudio.analysis.lens import Lens
    from genstudio.cli import main
    from genstudio.core import paths
    from genstudio.train.snapshots import load_model

    options = ["--steps", "4", "--hidden", "16", "--latent-dim", "2", "--threads", "1"]
    assert main(["train", "vae", "--data", "digits", *options]) == 0
    (run,) = paths.runs_dir().iterdir()
    capsys.readouterr()
    asked = ["posterior", str(run), "--index", "9", "--refine", "--chain", "25"]
    assert main([*asked, "--json"]) == 0
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    case = Case(Lens(load_model(run)[0]).model, digits.images[9])
    known = case.look()
    assert said["log_evidence"] == pytest.approx(known.log_evidence, abs=1e-6)
    assert said["gap"] == pytest.approx(known.gap, abs=1e-6)
    assert said["encoder_gap"] == pytest.approx(known.gap - said["best_gap"])
    assert said["best_gap"] < known.gap
    assert len(said["chain_mean"]) == 2
    assert main(asked) == 0
    written = capsys.readouterr().out
    assert f"{known.log_evidence:.3f} nats" in written
    assert "R-hat" in written
    assert main(["posterior", str(run), "--index", "5000"]) == 2
    assert "0 to 1,796" in capsys.readouterr().err


def test_a_posterior_far_beyond_the_prior_s_mass_is_found():
    far = LinearGaussian()
    far.sigma = 0.05
    x = far.mean + torch.tensor([11.0, -9.0]) @ far.loadings.detach().T
    case = Case(far, x.reshape(1, 2, 3).numpy())
    found, exact = case.look(), far.posterior(case.x)
    assert found.log_evidence == pytest.approx(float(far.log_evidence(case.x)), abs=1e-3)
    np.testing.assert_allclose(found.mean, exact.mean[0].numpy(), atol=1e-3)
    assert found.gap == pytest.approx(found.log_evidence - found.elbo, abs=5 * found.elbo_error)


@pytest.mark.parametrize("broken", ["encode", "log_likelihood"])
def test_a_model_that_has_diverged_is_said_to_be_so(broken, monkeypatch):
    sound = getattr(LinearGaussian, broken)
    nan = {
        "encode": lambda *told: tuple(part * math.nan for part in sound(*told)),
        "log_likelihood": lambda *told: sound(*told) * math.nan,
    }
    monkeypatch.setattr(LinearGaussian, broken, nan[broken])
    with pytest.raises(UserError, match="not finite"):
        Case(LinearGaussian(), image()).look()


def test_long_chains_are_judged_ever_more_seldom(monkeypatch):
    judged = []
    monkeypatch.setattr(posterior, "_verdict", lambda kept: judged.append(len(kept)) or (1.0, 2.0))
    case, _ = points_case()
    assert sum(1 for _ in case.walk(600, warmup=5)) == 605
    assert judged[-1] == 600
    assert judged[1:5] == [10, 20, 30, 40]
    assert len(judged) < 45
