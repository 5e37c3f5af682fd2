"""Every rule on a run that has the fault on purpose, and all of them on healthy runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch

from genstudio.analysis import doctor, doctor_notes
from genstudio.data import sources
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Parent, Record, Run

SMALL_GAN = {"width": 8, "latent_dim": 16}
QUICK = {"threads": 1, "track": "off", "seed": 0}


def trained(folder: Path, family: str, model: dict, train: dict, data=None) -> Run:
    data = data or sources.load("digits")
    experiment = Experiment.create(folder / "run", family, model, {**QUICK, **train}, data)
    for _ in experiment.events():
        pass
    experiment.close()
    return Run.open(folder / "run")


def few(count: int):
    """Return the digits with only so many for training, and the rest for validation."""
    data = sources.load("digits")
    split = np.array(data.split)
    chosen = data.indices("train")
    split[chosen[count:]] = data.split[data.indices("validation")[0]]
    return replace(data, split=split)


def told(run: Run, **more) -> dict[str, doctor.Verdict]:
    patient = doctor_notes.of_run(run, **{"images": 1437, **more})
    return {verdict.rule: verdict for verdict in doctor.diagnose(patient).verdicts}


def test_a_beta_that_is_too_large_collapses_the_posterior(tmp_path):
    found = told(trained(tmp_path, "vae", {"beta": 30.0, "latent_dim": 8}, {"steps": 300}))
    assert list(found) == ["posterior-collapse"]
    assert found["posterior-collapse"].remedy.changes == {"beta": 1.0, "free_bits": 0.1}


def test_an_encoder_that_has_few_images_overfits(tmp_path):
    model = {"latent_dim": 10, "dropout": 0.0, "hidden": 256}
    train = {"steps": 400, "batch_size": 64, "validate_every": 20, "checkpoint_every": 100}
    train |= {"learning_rate": 3e-3}
    found = told(trained(tmp_path, "vae", model, train, few(50)), images=50)
    assert set(found) == {"encoder-overfits", "few-images"}
    remedy = found["encoder-overfits"].remedy
    assert remedy.changes == {"dropout": 0.5}
    assert remedy.step in range(0, 500, 100)


def test_a_learning_rate_that_is_too_high(tmp_path):
    found = told(trained(tmp_path, "vae", {}, {"steps": 300, "learning_rate": 0.08}))
    assert list(found) == ["rate-high"]
    assert found["rate-high"].remedy.changes == {"learning_rate": 1e-3}


def test_a_learning_rate_that_is_too_low(tmp_path):
    found = told(trained(tmp_path, "vae", {}, {"steps": 400, "learning_rate": 2e-5}))
    assert list(found) == ["rate-low"]


def test_noise_that_explains_the_images(tmp_path):
    model = {"likelihood": "gaussian", "beta": 100.0}
    found = told(trained(tmp_path, "vae", model, {"steps": 300}))
    assert "sigma" in found
    assert found["sigma"].remedy.changes["beta"] == 1.0


def test_a_discriminator_that_wins_lets_gradients_vanish(tmp_path):
    model = {**SMALL_GAN, "loss": "minimax", "d_rate": 4.0, "r1": 0.0}
    found = told(trained(tmp_path, "gan", model, {"steps": 350, "validate_every": 50}))
    assert set(found) == {"d-wins", "vanishing"}
    assert found["vanishing"].remedy.changes == {"loss": "non-saturating"}
    assert found["d-wins"].remedy.changes == {"r1": 1.0, "d_rate": 1.0}


def test_a_discriminator_that_hardly_learns_lets_the_generator_win(tmp_path):
    model = {**SMALL_GAN, "d_rate": 0.02, "r1": 50.0}
    found = told(trained(tmp_path, "gan", model, {"steps": 350, "validate_every": 50}))
    assert list(found) == ["g-wins"]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_discriminator_with_few_images_learns_them_by_heart(tmp_path):
    model = {"width": 24, "r1": 0.0}
    train = {"steps": 1500, "validate_every": 50, "checkpoint_every": 200}
    found = told(trained(tmp_path, "gan", model, train, few(100)), images=100)
    assert "d-overfits" in found
    assert found["d-overfits"].remedy.changes == {"augment": "adaptive"}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_generator_that_reaches_few_modes_is_found_by_its_samples(tmp_path):
    from genstudio.train.presets import find
    from genstudio.train.snapshots import load_model

    preset = find("points-collapse")
    data = sources.load("toy", {"density": "ring"})
    train = {**preset.train, "steps": 1500}
    run = trained(tmp_path, "gan", dict(preset.model), train, data)
    model, _ = load_model(run.folder)
    figures = doctor_notes.examine(model, data)
    assert figures["modes_covered"] <= 4 < figures["modes"] == 8
    assert "collapse" in told(run, figures=figures)


def test_a_healthy_vae_has_no_fault(tmp_path):
    assert told(trained(tmp_path, "vae", {}, {"steps": 700})) == {}


def test_a_healthy_vae_of_many_dimensions_has_no_fault(tmp_path):
    assert told(trained(tmp_path, "vae", {"latent_dim": 16}, {"steps": 700})) == {}


def test_a_healthy_gan_has_no_fault(tmp_path):
    run = trained(tmp_path, "gan", {"width": 12}, {"steps": 700, "validate_every": 50})
    assert told(run) == {}


def test_a_run_that_has_just_begun_is_not_judged(tmp_path):
    run = trained(tmp_path, "vae", {}, {"steps": 20})
    report = doctor.diagnose(doctor_notes.of_run(run))
    assert not report.verdicts
    assert len(report.waiting) >= 5


# Rules on made-up curves: what a short run does not show.


def patient(curves, family="gan", **more):
    settled = {
        name: (np.arange(len(values), dtype=float), np.asarray(values, float))
        for name, values in curves.items()
    }
    step = max(len(values) for values in curves.values()) - 1
    known = {"model": {"augment": "none"}, "train": {}, "recipe": {"learning_rate": 5e-4}, **more}
    return doctor.Patient(family=family, curves=settled, step=step, **known)


def rules(made):
    return [verdict.rule for verdict in doctor.diagnose(made).verdicts]


def test_players_that_go_round_in_circles_are_seen():
    t = np.arange(1200)
    noise = np.random.default_rng(0).normal(0, 0.05, len(t))
    wave = 0.65 + 0.3 * np.sin(2 * np.pi * t / 120) + noise
    steady = 0.65 + 0.02 * np.sin(2 * np.pi * t / 120) + noise
    assert rules(patient({"accuracy real": wave, "accuracy fake": wave})) == ["oscillation"]
    assert rules(patient({"accuracy real": steady, "accuracy fake": steady})) == []


def test_a_discriminator_that_is_undecided_at_the_end_of_a_good_game_is_no_fault():
    half = np.full(1000, 0.5)
    curves = {"accuracy real": half, "accuracy fake": half, "val accuracy real": half[::50]}
    curves |= {"val accuracy fake": half[::50], "D(x)": half, "D(G(z))": half}
    assert rules(patient(curves | {"val diversity": np.ones(20)})) == []
    assert rules(patient(curves | {"val diversity": np.full(20, 0.3)})) == ["g-wins"]


def test_a_run_that_broke_down_says_where_to_go_back_to():
    made = patient({"elbo": np.zeros(5)}, "vae", diverged=(40, "elbo", 30),
                   train={"learning_rate": 0.4}, checkpoints=(0, 30))  # fmt: skip
    (verdict,) = doctor.diagnose(made).verdicts
    assert verdict.rule == "not-finite"
    assert verdict.remedy == doctor.Remedy(
        "Go back and halve the learning rate", {"learning_rate": 0.2}, 30
    )


def test_examining_counts_the_labels_that_samples_reach():
    """A model that draws only images of two classes reaches two labels."""
    data = sources.load("digits")
    images = {k: data.images[data.labels == k][:50] for k in (0, 1)}

    class Two(torch.nn.Module):
        latent_dim, shape, classes = 2, data.shape, 0

        def prior(self, count, noise):
            return torch.randn(count, 2, generator=noise)

        def decode(self, z):
            kind = (z[:, 0] > 0).long()
            pick = (z[:, 1].abs() * 1000).long() % 50
            rows = [images[int(k)][int(p)] for k, p in zip(kind, pick)]
            return torch.from_numpy(np.stack(rows)).float() / 255

    figures = doctor_notes.examine(Two(), data)
    assert figures["labels"] == 10
    assert 2 <= figures["labels_covered"] <= 3


def test_a_critic_that_is_right_is_no_fault_where_it_is_meant_to_be():
    right = np.full(1000, 0.99)
    curves = {"accuracy real": right, "accuracy fake": right}
    curves |= {f"val {name}": right[::50] for name in list(curves)}
    assert rules(patient(curves)) == ["d-wins"]
    assert rules(patient(curves, model={"augment": "none", "loss": "wasserstein"})) == []


def test_a_discriminator_that_moves_more_often_is_slowed_down_as_well():
    right = np.full(1000, 0.99)
    curves = {"accuracy real": right, "accuracy fake": right}
    curves |= {f"val {name}": right[::50] for name in list(curves)}
    (verdict,) = doctor.diagnose(patient(curves, model={"k_d": 3, "r1": 1.0})).verdicts
    assert verdict.remedy.changes == {"r1": 3.0, "k_d": 1}


def test_a_branch_of_a_settled_training_is_not_told_that_nothing_happens():
    """The parent's gain is not in its curves: sigma stays, and a small rate changes little."""
    steps = np.arange(2000.0, 3000.0, 50)
    level = {"elbo": -20.0, "val elbo": -21.0, "sigma": 0.1, "val sigma": 0.1, "val kl": 8.0}
    curves = {name: (steps, np.full(len(steps), value)) for name, value in level.items()}
    record = Record(
        family="vae",
        model={"likelihood": "gaussian"},
        train={"learning_rate": 1e-4},
        data={},
        versions={},
        seed=0,
        step=3000,
    )
    alone = doctor.diagnose(doctor_notes.of_record(record, curves, kl=(4.0, 4.0)))
    assert {verdict.rule for verdict in alone.verdicts} == {"sigma", "rate-low"}
    record = msgspec.structs.replace(record, parent=Parent("a", 2000))
    branch = doctor.diagnose(doctor_notes.of_record(record, curves, kl=(4.0, 4.0)))
    assert not branch.verdicts


@pytest.mark.parametrize(("kept", "step"), [((0, 500), 0), ((500,), None)])
def test_a_warm_up_is_only_advised_where_it_can_still_begin(kept, step):
    """It is a share of the whole training, counted from its first step."""
    steps = np.arange(0.0, 500.0, 20)
    rising = -30 + 10 * (1 - np.exp(-steps / 50))
    curves = {"elbo": (steps, rising), "val elbo": (steps, rising)}
    curves["val kl"] = (steps, np.full(len(steps), 0.01))
    record = Record(
        family="vae", model={"beta": 1.0}, train={}, data={}, versions={}, seed=0, step=500
    )
    patient = doctor_notes.of_record(record, curves, kl=(0.001,) * 4, checkpoints=kept)
    (verdict,) = doctor.diagnose(patient).verdicts
    assert verdict.rule == "posterior-collapse"
    assert verdict.remedy.step == step
    assert ("kl_warmup" in verdict.remedy.changes) == (step == 0)
