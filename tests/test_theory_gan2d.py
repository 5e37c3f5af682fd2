"""The bench of the game in the plane: its gradients, its steps, its settings."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from PIL import Image

from genstudio.analysis import movie
from genstudio.analysis.modes import coverage
from genstudio.analysis.theory import Acts, InPhases, _gan2d_look, gan2d
from genstudio.analysis.theory import _gan2d_film as film
from genstudio.analysis.theory import _gan2d_grid as grids
from genstudio.analysis.theory import _gan2d_pretrained as pretrained
from genstudio.analysis.theory._gan2d_target import NAMED, TRAINED, of
from genstudio.core.errors import UserError
from genstudio.objectives.adversarial import LOSSES

FOCI = ("draw", "fake", "judged", "gradient", "update")
SMALL = {"hidden": 16, "batch_size": 32}


def bench(**values):
    return gan2d.make(gan2d.Config(**(SMALL | values)))


# The gradients


@pytest.mark.parametrize("loss", sorted(LOSSES))
def test_arrows_are_the_finite_differences_of_the_generators_loss(loss):
    b = bench(loss=loss, density="25-gaussians", gradient_penalty=0.1)
    for _ in range(3):
        b.move()
    model, frame = b.game.model.double(), b.frame
    assert frame
    rng = np.random.default_rng(0)
    fake, real = rng.normal(size=(2, 8, 2)) * 2

    def losses(points):
        shaped = [torch.tensor(part).view(-1, 1, 1, 2) for part in (real, points)]
        with torch.no_grad():
            outputs = [
                model.discriminator((x - model.centre) / model.scale).squeeze(1) for x in shaped
            ]
        return LOSSES[loss].generator(*outputs).numpy()

    step = 1e-6
    slopes = [
        (losses(fake + step * axis) - losses(fake - step * axis)) / (2 * step) for axis in np.eye(2)
    ]
    assert model.pull(fake, real) == pytest.approx(-np.stack(slopes, 1), abs=1e-5)


def test_the_signs_of_ds_gradient_are_those_of_its_loss():
    model = bench().game.model
    fake, real = np.random.default_rng(0).normal(size=(2, 9, 2)).astype(np.float32)
    at_fake, at_real = model.pushes(fake, real)
    # softplus(-a) falls by 1 - D a unit of a, softplus(a) by -D
    assert at_real == pytest.approx(1 - model.judged(real), abs=1e-6)
    assert at_fake == pytest.approx(-model.judged(fake), abs=1e-6)


# The steps


def weights(b):
    return torch.cat([p.detach().flatten() for p in b.game.model.parameters()]).numpy()


def test_a_step_in_parts_is_the_step_in_one_go():
    whole, parts = bench(k_d=2, gradient_penalty=0.1), bench(k_d=2, gradient_penalty=0.1)
    assert isinstance(parts, InPhases)
    assert not isinstance(parts, Acts)
    said = []
    for _ in range(2):
        whole.move()
        for phase in parts.phases():
            said.append((phase.player, phase.number, phase.of))
            scene = parts.frame().scene
            assert scene.focus == FOCI[phase.number - 1]
    assert said[:15] == [(p, n, 5) for p in ("D", "D", "G") for n in range(1, 6)]
    assert parts.step == whole.step == 2
    assert np.array_equal(weights(whole), weights(parts))
    assert parts.frame().scene is None


def test_the_parts_show_the_very_points_of_the_move():
    b = bench(batch_size=16)
    seen = []
    forward = b.game.model.forward

    def spy(player, batch):
        seen.append((player, batch.image.flatten(1).numpy().copy()))
        return forward(player, batch)

    b.game.model.forward = spy
    scenes = {}
    for phase in b.phases():
        scenes[phase.player, phase.number] = b.frame().scene
    assert np.array_equal(scenes["D", 1].real, seen[0][1])
    moved = scenes["G", 5]
    assert moved.before.shape == moved.fake.shape == (16, 2)
    assert not np.array_equal(moved.before, moved.fake)
    assert scenes["D", 5].half_before is not None


@pytest.mark.parametrize(("player", "still"), [("D", "generator"), ("G", "discriminator")])
def test_one_player_alone_leaves_the_other_as_it_is(player, still):
    for b, players in ((bench(), (player,)), (bench(moves=player), None)):
        network = getattr(b.game.model, still)
        before = torch.cat([p.detach().flatten().clone() for p in network.parameters()])
        all_before = weights(b)
        b.move(players)
        after = torch.cat([p.detach().flatten() for p in network.parameters()])
        assert torch.equal(before, after)
        assert not np.array_equal(all_before, weights(b))
        assert b.step == 1


def test_looking_changes_nothing():
    seen, unseen = bench(), bench()
    for _ in range(7):
        seen.move()
        seen.frame()
        unseen.move()
    assert np.array_equal(weights(seen), weights(unseen))
    seen.frame()
    assert np.array_equal(weights(seen), weights(unseen))


def test_the_same_seed_plays_the_same_game_and_another_one_does_not():
    first, again, other = bench(), bench(), bench(seed=1)
    for b in (first, again, other):
        for _ in range(10):
            b.move()
    assert first.frame().figures == again.frame().figures
    assert first.frame().figures != other.frame().figures


def test_settings_change_while_it_runs():
    b = bench()
    b.move()
    for name, value in (
        ("loss", "relativistic"),
        ("r1", 0.5),
        ("r2", 0.0),
        ("gradient_penalty", 1.0),
        ("k_d", 2),
        ("learning_rate", 1e-4),
        ("d_rate", 2.0),
        ("moves", "D"),
    ):
        b.change(name, value)
        assert getattr(b.config, name) == value
    assert b.game.model.config.loss == "relativistic"
    assert [m.optimiser.rate for m in b.game._players.movers] == pytest.approx([2e-4, 1e-4])
    b.move()
    assert "v" not in b.frame().figures or b.step % _gan2d_look.TURN
    with pytest.raises(UserError, match="cannot change"):
        b.change("hidden", 32)
    with pytest.raises(UserError, match="learning_rate"):
        b.change("learning_rate", 7.0)
    with pytest.raises(UserError, match="player"):
        b.move(("E",))


def test_a_step_that_is_not_finite_is_not_made_and_is_said():
    b = bench()
    with torch.no_grad():
        next(b.game.model.discriminator.parameters()).fill_(math.nan)
    b.move()
    assert b.step == 0
    assert "finite" in b.frame().said


def test_a_frame_is_small_and_whole():
    b = bench()
    frame = b.frame()
    arrays = [getattr(frame, name) for name in frame.__dataclass_fields__]
    assert sum(a.nbytes for a in arrays if hasattr(a, "nbytes")) < 300_000
    assert frame.p_g.sum() == pytest.approx(1, abs=1e-5)
    assert frame.p_data.sum() == pytest.approx(1, abs=1e-5)
    assert 0 <= frame.figures["jsd"] <= math.log(2)
    assert frame.figures["v"] <= frame.figures["v_optimal"] + 1e-9
    assert frame.figures["modes"] == 8


def test_coverage_is_that_of_the_protocol():
    b = bench()
    found = b.frame().figures
    points = b.game.model.made(b.look._z_modes)
    exact = coverage(points, *b.look.target.modes)
    assert found["captured"] == exact.captured
    assert found["high_quality"] == exact.high_quality
    assert found["reverse_kl"] == pytest.approx(exact.reverse_kl)


@pytest.mark.parametrize("name", NAMED)
def test_every_density_is_seen_whole(name):
    target = of(name, 0.0, "", "", 0)
    left, right, bottom, top = target.grid.extent
    inside = (target.points > [left, bottom]) & (target.points < [right, top])
    assert inside.all()
    assert target.masses.sum() == pytest.approx(1, abs=1e-9)
    counted = target.grid.masses(target.points)
    assert grids.jsd(counted, target.masses) < 0.03  # of 20 000 points in 2304 cells


# What is shipped, and the film


@pytest.mark.parametrize("name", TRAINED)
def test_the_shipped_networks_cover_their_density(name):
    b = gan2d.make(gan2d.Config(density=name, trained=True, learning_rate=1e-4))
    assert b.step > 1000
    figures = b.frame().figures
    assert figures["jsd"] < 0.3
    if "modes" in figures:
        assert figures["captured"] == figures["modes"]
        assert figures["reverse_kl"] < 0.1
    assert pretrained.path_of(name).stat().st_size < 40_000
    start = figures["jsd"]
    for _ in range(5):
        b.move()
    assert b.frame().figures["jsd"] == pytest.approx(start, abs=0.15)  # it goes on from there


def test_trained_networks_are_packed_and_loaded_again(tmp_path, monkeypatch):
    b = bench(hidden=64, density="ring")
    b.move()
    path = tmp_path / "gan2d-ring.safetensors"
    path.write_bytes(pretrained.packed(b.game.model, 7))
    monkeypatch.setattr(pretrained, "path_of", lambda _density: path)
    again = bench(hidden=64, density="ring", trained=True)
    assert again.step == 7
    z = b.look._z
    assert again.game.model.made(z) == pytest.approx(b.game.model.made(z), abs=0.01)
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(UserError, match="cannot be read"):
        bench(hidden=64, density="ring", trained=True)
    path.unlink()
    with pytest.raises(UserError, match="cannot be read"):
        bench(hidden=64, density="ring", trained=True)


def test_where_there_are_no_trained_networks_it_starts_anew():
    assert bench(density="moons", trained=True).step == 0
    assert bench(trained=True).step == 0  # of 16 hidden units


def test_a_film_has_a_picture_for_each_frame(tmp_path):
    b = bench()
    frames = []
    for _ in range(4):
        frames.append(b.frame())
        b.move()
    frames.append(bench(density="moons").frame())  # without modes
    pictures = list(film.pictures(frames, 180))
    assert {picture.shape for picture in pictures} == {(180, 320, 3)}
    assert all(picture.dtype == np.uint8 for picture in pictures)
    assert not np.array_equal(pictures[0], pictures[3])
    assert movie.write(tmp_path / "film.gif", iter(pictures), 10) == 5
    with Image.open(tmp_path / "film.gif") as written:
        assert written.size == (320, 180)


@pytest.mark.slow
def test_all_modes_are_captured_in_two_thousand_steps():
    b = gan2d.make(gan2d.Config())
    for _ in range(2000):
        b.move()
    figures = b.frame().figures
    assert figures["captured"] == 8
    assert figures["high_quality"] > 0.8
    assert figures["reverse_kl"] < 0.05
