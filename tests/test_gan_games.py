"""What the GAN's settings do: games, penalties, labels, points, augmentation, rates, resuming."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from test_resume import play, same
from torch import nn
from toy import dataset

from genstudio.core.config import changed, from_dict
from genstudio.core.errors import UserError
from genstudio.models import Batch, gan
from genstudio.nn import spectral
from genstudio.objectives.adversarial import LOSSES
from genstudio.train.adam import Adam
from genstudio.train.experiment import Experiment
from genstudio.train.players import Players
from genstudio.train.settings import Config as Training
from genstudio.train.snapshots import model_config

SMALL = {"width": 4, "hidden": 16, "latent_dim": 3, "r1": 0.0}
TAMED = {  # each game as it is recommended to be played
    "non-saturating": {"r1": 0.3},
    "minimax": {"r1": 0.3},
    "relativistic": {"r1": 0.3, "r2": 0.3},
    "hinge": {"spectral_norm": True},
    "least-squares": {"r1": 0.3},
    "wasserstein": {"gradient_penalty": 10.0, "penalty_every": 1},
}


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def model_of(shape=(1, 8, 8), classes=0, seed=0, **settings):
    return gan.Model(from_dict(gan.Config, SMALL | settings), shape, generator(seed), classes)


def batch_of(seed=1, count=6, shape=(1, 8, 8), **fields):
    return Batch(torch.rand(count, *shape, generator=generator(5)), generator(seed), **fields)


def steps(model, count, batch):
    """Play whole steps on copies of a batch; return the terms of the last one."""
    movers = {p: Adam(model.parameters_of(p), 1e-3, 0.5, 0.99) for p in "DG"}
    terms = {}
    for step in range(count):
        batch.step = step
        for player in model.players:
            movers[player].clear()
            found = model(player, batch)
            found.pop("loss").backward()
            movers[player].step()
            terms |= found
        model.after_step(batch)
    return terms


# Games


@pytest.mark.parametrize("name", LOSSES)
def test_both_moves_minimise_what_the_game_says_of_the_outputs(name):
    model, batch = model_of(loss=name), batch_of()
    real, noise = 2 * batch.image - 1, generator(1)
    with torch.no_grad():
        a = model.discriminator(real).squeeze(1)
        b = model.discriminator(model.generator(torch.randn(6, 3, generator=noise))).squeeze(1)
    moved = model("D", batch)
    torch.testing.assert_close(moved["loss"], LOSSES[name].discriminator(a, b).mean())
    assert moved["D loss"] == moved["loss"]
    moved = model("G", batch_of())  # the same z again
    torch.testing.assert_close(moved["loss"], LOSSES[name].generator(a, b).mean())


@pytest.mark.parametrize("name", LOSSES)
def test_an_output_that_is_no_probability_is_not_called_one(name):
    model = model_of(loss=name)
    terms = model("D", batch_of())
    probable = name in ("non-saturating", "minimax", "least-squares")
    assert ("D(x)" in terms) is probable
    assert ("C(x)" in terms) is not probable
    with torch.no_grad():
        told = model.discriminate(batch_of().image)
    assert told.shape == (6,)
    assert told.min() >= 0
    assert told.max() <= 1


@pytest.mark.parametrize("name", ["relativistic", "wasserstein"])
def test_a_score_is_one_half_in_the_middle_between_real_and_generated_ones(name):
    model = model_of(loss=name)
    with torch.no_grad():
        model.discriminator[-1].bias.fill_(40.0)  # only differences count
    for _ in range(100):
        model("D", batch_of())
    assert (model.discriminate(batch_of().image) - 0.5).abs().max() < 0.2


def start_and_play(name, architecture, seed, count):
    """Play a few steps from a start; every term and every weight must be finite, losses small."""
    model = model_of(loss=name, architecture=architecture, seed=seed, **TAMED[name])
    batch = batch_of(seed)
    model.initialise(batch.image)
    terms = steps(model, count, batch)
    assert torch.stack(list(terms.values())).isfinite().all()
    assert all(p.isfinite().all() for p in model.parameters())
    assert all(abs(value) < 100 for name, value in terms.items() if "loss" in name)


@pytest.mark.parametrize("architecture", ["mlp", "conv", "residual"])
@pytest.mark.parametrize("name", LOSSES)
def test_every_game_can_be_played_with_every_network(name, architecture):
    start_and_play(name, architecture, 0, 2)


@pytest.mark.parametrize("name", LOSSES)
def test_no_game_diverges_from_any_of_five_starts(name):
    for seed in range(5):
        start_and_play(name, "mlp", seed, 10)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("architecture", ["conv", "residual"])
@pytest.mark.parametrize("name", LOSSES)
def test_no_game_diverges_in_a_longer_run_from_any_of_five_starts(name, architecture):
    for seed in range(5):
        start_and_play(name, architecture, seed, 200)


def test_generated_images_start_around_the_mean_of_the_data():
    images = torch.full((10, 3, 8, 8), 0.9)
    images[:, 1] = 0.3
    for architecture in ("mlp", "conv", "residual"):
        model = model_of((3, 8, 8), architecture=architecture)
        model.initialise(images)
        start = model.decode(model.prior(200, generator())).mean((0, 2, 3))
        assert start.tolist() == pytest.approx([0.9, 0.3, 0.9], abs=0.1)


def test_the_discriminator_may_learn_at_another_rate_that_changes_live():
    model = model_of(d_rate=4.0)
    players = Players(model, Training(learning_rate=1e-3, device="cpu"))
    assert [m.optimiser.rate for m in players.movers] == pytest.approx([4e-3, 1e-3])
    model.config = changed(model.config, d_rate=0.5)
    players.set_rate(1e-3)
    assert [m.optimiser.rate for m in players.movers] == pytest.approx([5e-4, 1e-3])


# Penalties


def linear(model, weight):
    """Give a model a discriminator whose slope is known everywhere."""
    layer = nn.Linear(weight.numel(), 1)
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.zero_()
    model.discriminator = nn.Sequential(nn.Flatten(), layer)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"r1": 2.0}, lambda n: 0.5 * 2 * n * n),
        ({"r2": 2.0}, lambda n: 0.5 * 2 * n * n),
        ({"r1": 2.0, "r2": 3.0}, lambda n: 0.5 * 5 * n * n),
        ({"gradient_penalty": 10.0}, lambda n: 10 * (n - 1) ** 2),
    ],
    ids=["r1", "r2", "both", "gradient penalty"],
)
def test_penalties_on_a_known_slope_are_paid_at_their_weights_and_intervals(settings, expected):
    model = model_of(penalty_every=4, **settings)
    weight = torch.linspace(-1, 1, 64)
    linear(model, weight)
    paid, between = model("D", batch_of(step=8)), model("D", batch_of(step=9))
    extra = (paid["loss"] - paid["D loss"]).item()
    assert extra == pytest.approx(4 * expected(weight.norm().item()), rel=1e-5)
    assert paid["slope"].item() == pytest.approx(weight.norm().item(), rel=1e-5)
    assert between["loss"] == between["D loss"]
    assert between["slope"] == paid["slope"]


def test_r2_looks_at_generated_images_and_r1_at_real_ones():
    model = model_of(r1=1.0, r2=1.0, penalty_every=1)
    # D(x) = |x|^2 / 2 has the slope x: the penalty is the mean square of the images.
    model.discriminator = Half()
    batch = batch_of()
    terms = model("D", batch)
    real = (2 * batch.image - 1).square().flatten(1).sum(1).mean()
    with torch.no_grad():
        fake = model.generator(model.prior(6, generator(1))).square().flatten(1).sum(1).mean()
    torch.testing.assert_close(terms["r1"], real)
    torch.testing.assert_close(terms["r2"], fake)


class Half(nn.Module):
    def forward(self, x):
        return 0.5 * x.square().flatten(1).sum(1, keepdim=True)


def test_spectral_norm_moves_on_in_the_moves_of_d_only():
    model = model_of(spectral_norm=True)
    layer = spectral.layers(model.discriminator)[0]
    with torch.no_grad():
        layer.layer.weight.copy_(torch.randn(layer.layer.weight.shape, generator=generator(3)))
    before = layer.u.clone()
    model("G", batch_of())
    model.evaluate(batch_of())
    assert torch.equal(layer.u, before)
    model("D", batch_of())
    assert not torch.equal(layer.u, before)


# The optimum


def test_the_best_discriminator_is_the_share_of_real_density_and_its_value_gives_the_divergence():
    # Real points N(1, 0.6^2), generated ones N(0, 1): both known, and D is trained alone.
    model = model_of((1, 1, 1), latent_dim=1, hidden=64)
    model.generator = nn.Unflatten(1, (1, 1, 1))
    noise = generator(3)

    def real(count):
        return 1 + 0.6 * torch.randn(count, 1, 1, 1, generator=noise)

    mover = Adam(model.parameters_of("D"), 3e-3, 0.5, 0.99)
    for step in range(600):
        mover.rate = 3e-3 * (1 - step / 600)
        mover.clear()
        model("D", Batch(real(512), noise))["loss"].backward()
        mover.step()
    x = torch.linspace(-6, 6, 2401, dtype=torch.float64)
    p, q = (torch.distributions.Normal(m, s).log_prob(x).exp() for m, s in ((1.0, 0.6), (0.0, 1.0)))
    best = p / (p + q)
    with torch.no_grad():
        found = model.discriminate(x.float().view(-1, 1, 1, 1)).double()
        values = [-model.evaluate(Batch(real(1000), noise))["D loss"].item() for _ in range(30)]
    assert (found - best)[(p + q) > 0.1].abs().max() < 0.05
    middle = (p + q) / 2
    jsd = 0.5 * torch.trapezoid(p * (p / middle).log() + q * (q / middle).log(), x).item()
    assert np.mean(values) == pytest.approx(-math.log(4) + 2 * jsd, abs=0.02)


# Labels


def test_a_projection_adds_the_product_of_class_and_features_to_the_output():
    model = model_of(classes=3, conditional=True)
    d, image = model.discriminator, batch_of().image
    label = torch.tensor([0, 1, 2, -1, 0, 2])
    with torch.no_grad():
        features = d.features(2 * image - 1)
        alone = d.last(features).squeeze(1)
        told = model._output(2 * image - 1, label)
        unknown = model._output(2 * image - 1, None)
    for row, place in enumerate(label.tolist()):
        extra = 0.0 if place < 0 else d.embedding.weight[:, place] @ features[row]
        assert told[row].item() == pytest.approx((alone[row] + extra).item(), abs=1e-5)
    torch.testing.assert_close(unknown, alone)
    torch.testing.assert_close(model.discriminate(image, label), told.sigmoid())


def test_a_class_changes_the_sample_and_an_unknown_one_is_none():
    model = model_of(classes=3, conditional=True).eval()
    z = model.prior(4, generator())
    samples = [model.decode(z, torch.full((4,), k)) for k in (0, 1)]
    assert not torch.allclose(*samples, atol=1e-3)
    assert torch.equal(model.decode(z), model.decode(z, torch.full((4,), -1)))
    assert torch.equal(model.decode(z), model.decode_raw(z))


def test_data_without_labels_cannot_be_learned_by_class():
    with pytest.raises(UserError, match="no labels"):
        model_of(conditional=True)
    assert model_of(classes=3).classes == 0


@pytest.mark.parametrize("architecture", ["mlp", "conv", "residual"])
def test_conditional_networks_learn_with_every_network_and_hidden_labels(architecture):
    model = model_of(
        classes=3, conditional=True, architecture=architecture, label_dropout=0.5, r1=0.1,
        spectral_norm=True, loss="relativistic",
    )  # fmt: skip
    label = torch.tensor([0, 1, 2, 0, 1, 2])
    terms = steps(model, 3, batch_of(label=label))
    assert torch.stack(list(terms.values())).isfinite().all()


def test_a_conditional_game_learns_which_class_is_which():
    # Points of class 0 lie at -1, of class 1 at +1.
    model = model_of(
        (1, 1, 1), 2, conditional=True, loss="relativistic", r1=0.1, r2=0.1, latent_dim=2,
        penalty_every=1, hidden=32, ema_images=2000.0,
    )  # fmt: skip
    noise = generator(2)
    label = torch.arange(128) % 2
    image = (2.0 * label - 1).view(-1, 1, 1, 1) + 0.1 * torch.randn(128, 1, 1, 1, generator=noise)
    model.initialise(image)
    steps(model, 150, Batch(image, noise, label))
    z = model.prior(200, noise)
    low, high = (model.decode(z, torch.full((200,), k)).mean().item() for k in (0, 1))
    assert low < -0.5
    assert high > 0.5
    either = model.decode(z)  # of a class that nobody says: both are there
    assert either.min() < -0.3
    assert either.max() > 0.3


# Points


def test_points_are_standardised_for_the_networks_and_drawn_in_their_own_units():
    model = model_of((1, 1, 2), latent_dim=2)
    points = torch.tensor([100.0, -3.0]) + torch.tensor([20.0, 0.1]) * torch.randn(
        500, 1, 1, 2, generator=generator()
    )
    model.initialise(points)
    inside = model._inwards(points)
    assert inside.mean((0, 1, 2)).tolist() == pytest.approx([0, 0], abs=1e-3)
    assert inside.std((0, 1, 2)).tolist() == pytest.approx([1, 1], abs=0.01)
    torch.testing.assert_close(model._outwards(inside), points)
    drawn = model.decode(model.prior(500, generator()))
    assert drawn.shape == (500, 1, 1, 2)
    assert (drawn - points.mean(0)).abs().max(0).values.flatten()[0] < 100
    assert not any(isinstance(m, nn.Tanh) for m in model.modules())


@pytest.mark.parametrize(
    ("settings", "says"),
    [({"augment": "all"}, "choose none"), ({"architecture": "conv"}, "choose mlp")],
)
def test_what_only_images_can_have_is_refused_for_points(settings, says):
    with pytest.raises(UserError, match=says):
        model_of((1, 1, 2), **settings)


# Augmentation, its dial, and other dials


@pytest.mark.parametrize(("r_t", "sign"), [(0.9, 1), (0.3, -1)])
def test_changes_become_likelier_where_the_discriminator_overfits_and_rarer_elsewhere(r_t, sign):
    model = model_of(augment="adaptive", augment_speed=1000.0)
    dials, batch = model.dials, batch_of()
    dials.probability.fill_(0.5)
    for step in range(8):
        assert dials.probability.item() == pytest.approx(0.5 + sign * (step // 4) * 4 * 6 / 1000)
        dials.r_t.fill_(r_t)
        batch.step = step
        model.after_step(batch)
    for step in range(200):
        dials.r_t.fill_(r_t)
        batch.step = step
        model.after_step(batch)
    assert dials.probability.item() == max(sign, 0)


def test_r_t_is_the_mean_sign_of_what_d_says_of_real_images():
    model, batch = model_of(), batch_of()
    with torch.no_grad():
        output = model.discriminator(2 * batch.image - 1)
        model.discriminator[-1].bias.sub_(output.flatten().sort().values[2:4].mean())
        expected = model.discriminator(2 * batch.image - 1).sign().mean().item()
    terms = model("D", batch)
    assert terms["r_t"].item() == pytest.approx(expected)
    assert terms["accuracy real"].item() == pytest.approx((1 + expected) / 2, abs=0.1)


@pytest.mark.parametrize("kind", ["translation", "all", "adaptive"])
def test_augmented_moves_have_gradients_and_other_outputs(kind):
    model, plain = model_of(augment=kind, r1=1.0), model_of(r1=1.0)
    model.dials.probability.fill_(1.0)
    terms = model("D", batch_of())
    terms["loss"].backward()
    assert all(p.grad.isfinite().all() for p in model.discriminator.parameters())
    assert terms["D loss"] != plain("D", batch_of())["D loss"]
    model("G", batch_of())["loss"].backward()
    assert all(p.grad.abs().sum() > 0 for p in model.generator.parameters())
    assert ("augment p" in terms) is (kind == "adaptive")


def test_at_probability_zero_an_adaptive_game_is_the_plain_one():
    adaptive = model_of(augment="adaptive")("D", batch_of(2))
    torch.testing.assert_close(adaptive["D(x)"], model_of()("D", batch_of(2))["D(x)"])


def test_diversity_is_the_ratio_of_mean_distances_and_says_when_all_samples_are_one():
    model, batch = model_of().eval(), batch_of()
    with torch.no_grad():
        found = model.evaluate(batch)["diversity"].item()
        fake = model.generator(model.prior(6, generator(1)))
    real = 2 * batch.image - 1
    distances = [
        np.mean([(x[i] - x[j]).norm().item() for i in range(6) for j in range(i)])
        for x in (fake, real)
    ]
    assert found == pytest.approx(distances[0] / distances[1], rel=1e-4)
    for p in model.generator.parameters():
        p.data.zero_()
    with torch.no_grad():
        assert model.evaluate(batch_of())["diversity"].item() == pytest.approx(0, abs=1e-6)


# Runs


EVERYTHING = {
    "architecture": "residual", "width": 4, "loss": "relativistic", "r1": 0.3, "r2": 0.3,
    "conditional": True, "augment": "adaptive", "augment_speed": 1000.0, "spectral_norm": True,
    "gradient_penalty": 0.1, "penalty_every": 2, "d_rate": 2.0, "ema_images": 100.0,
}  # fmt: skip
TRAIN = {"batch_size": 16, "threads": 1, "device": "cpu", "validate_every": 4}


def create(folder, count):
    return Experiment.create(folder, "gan", EVERYTHING, TRAIN | {"steps": count}, dataset())


def test_a_run_with_every_setting_resumes_bit_for_bit(tmp_path):
    play(create(tmp_path / "straight", 9))
    play(create(tmp_path / "cut", 5))
    play(Experiment.resume(tmp_path / "cut", train_values={"steps": 9}, dataset=dataset()))
    assert same(tmp_path / "straight", tmp_path / "cut", 9)


def test_settings_of_former_runs_are_read():
    former = {"loss": "minimax", "r1": 0.3, "r1_every": 8, "half_life": 250.0, "normalise": True}
    family = SimpleNamespace(Config=gan.Config, FORMER=gan.FORMER)
    config = model_config(family, former, {"batch_size": 32})
    assert (config.penalty_every, config.ema_images) == (8, 8000)
    assert config.loss == "minimax"


def test_weights_from_before_there_were_dials_load_and_go_on():
    model = model_of(r1=1.0)
    former = {k: v for k, v in model.state_dict().items() if not k.startswith("dials.")}
    del former["average.seen"]
    former["last_r1"] = torch.tensor(0.7)
    again = model_of(seed=3, r1=1.0)
    again.load_state_dict(former)
    z = model.prior(3, generator())
    assert torch.equal(again.decode(z), model.decode(z))
    assert again("D", batch_of(step=1))["r1"] == pytest.approx(0.7)
    batch = batch_of(step=100)
    again.after_step(batch)
    assert again.average.seen == 101 * len(batch.image)  # the average's ramp goes on
    again.after_step(batch)
    assert again.average.seen == 102 * len(batch.image)
