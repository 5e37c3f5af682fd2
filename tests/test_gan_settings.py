"""What else a GAN can be set to: labels, points, augmentation, dials, and how its runs go on."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from gan_kit import batch_of, generator, model_of, steps
from test_resume import play, same
from torch import nn
from toy import dataset

from genstudio.core.errors import UserError
from genstudio.models import Batch, gan
from genstudio.train.experiment import Experiment
from genstudio.train.snapshots import model_config

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
