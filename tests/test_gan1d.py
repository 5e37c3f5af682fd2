"""The bench of the GAN on a line: figures, moves in parts, D's optimum, and where it ends."""

import math

import numpy as np
import pytest
import torch

from genstudio.analysis.theory import Acts, InPhases, gan1d
from genstudio.analysis.theory import _gan1d_frame as seen
from genstudio.analysis.theory._gan1d_optimum import OPTIMAL
from genstudio.core.errors import UserError
from genstudio.core.events import never
from genstudio.objectives.adversarial import LOSSES

QUICK = {"batch_size": 64}


def made(**values):
    return gan1d.make(gan1d.Config(**(QUICK | values)), lambda done, of: None, never)


def weights(bench):
    return torch.cat([p.detach().flatten() for p in bench.game.parameters()])


def test_the_first_g_is_half_of_z_and_its_density_is_uniform():
    frame = made().frame()
    assert frame.exact
    assert frame.g == pytest.approx(0.5 * frame.z, abs=0.1)
    middle = np.abs(frame.x) < 3
    assert frame.p_g[middle] == pytest.approx(1 / 8, abs=0.02)


def test_d_star_is_p_data_over_the_sum():
    bench = made()
    for _ in range(5):
        bench.move()
    frame = bench.frame()
    there = frame.p_data + frame.p_g > 1e-3
    ratio = frame.p_data[there] / (frame.p_data[there] + frame.p_g[there])
    assert frame.d_star[there] == pytest.approx(ratio, abs=1e-6)


def test_v_is_the_mean_over_draws_within_its_error():
    bench = made(seed=2)
    for _ in range(40):
        bench.move()
    frame, count = bench.frame(), 60_000
    x = bench.target.sample(count, np.random.Generator(np.random.PCG64(5)))
    z = bench.game.prior(count, torch.Generator().manual_seed(5))
    with torch.no_grad():
        fake = bench.game.generate(z.flatten())
        real = bench.game.output(torch.from_numpy(x.astype(np.float32)))
        parts = [
            -torch.nn.functional.softplus(-real),
            -torch.nn.functional.softplus(bench.game.output(fake)),
        ]
    drawn = sum(float(p.mean()) for p in parts)
    error = math.sqrt(sum(float(p.var()) / count for p in parts))
    assert abs(frame.figures["v"] - drawn) < 4 * error + 1e-3
    shares = np.histogram(fake.numpy(), np.linspace(-8, 8, 33))[0] / count
    masses = frame.p_g.reshape(-1, 16).mean(1) * 0.5
    assert masses == pytest.approx(shares, abs=0.01)
    assert frame.figures["v_optimal"] == pytest.approx(-math.log(4) + 2 * frame.figures["jsd"])
    assert frame.figures["v"] <= frame.figures["v_optimal"] + 1e-6
    assert sum(frame.halves) / 2 == pytest.approx(frame.figures["jsd"])


def test_a_seed_gives_the_same_run():
    first, second, other = made(seed=1), made(seed=1), made(seed=2)
    for bench in (first, second, other):
        for _ in range(3):
            bench.move()
    assert torch.equal(weights(first), weights(second))
    assert not torch.equal(weights(first), weights(other))
    assert first.frame().figures == second.frame().figures


@pytest.mark.parametrize("loss", list(LOSSES))
def test_slow_motion_makes_the_same_step(loss):
    whole, parts = made(loss=loss, k_d=2), made(loss=loss, k_d=2)
    assert isinstance(parts, InPhases)
    for _ in range(2):
        whole.move()
        names = [(p.player, p.number, p.of) for p in parts.phases()]
    assert names == [(player, n, 5) for player in ("D", "D", "G") for n in range(1, 6)]
    assert torch.equal(weights(whole), weights(parts))
    assert whole.step == parts.step == 2
    assert parts.frame().moves is None
    assert parts.frame().calibrated == (LOSSES[loss].probability is not None)


def test_the_parts_show_what_is_drawn_judged_and_pulled():
    bench = made()
    shown = {(p.player, p.number): bench.frame().moves for p in bench.phases()}
    d, g = shown["D", 4], shown["G", 4]
    count = len(d.z)
    assert len(d.real) == len(d.fake) == len(d.d_real) == len(d.d_fake) == count
    assert len(shown["D", 1].fake) == 0
    assert (d.pull[:count] > 0).all()  # D is to say more at real ones
    assert (d.pull[count:] < 0).all()
    assert d.pull[:count] == pytest.approx(1 - d.d_real, abs=1e-6)  # of -log D in the logit
    assert d.pull[count:] == pytest.approx(-d.d_fake, abs=1e-6)
    assert len(g.real) == 0
    # -log D(x) has the slope -(1 - D) a'(x); a' by finite differences.
    places = torch.from_numpy(g.fake)
    with torch.no_grad():
        slope = (bench.game.output(places + 1e-2) - bench.game.output(places - 1e-2)) / 2e-2
    assert g.pull == pytest.approx(((1 - g.d_fake) * slope.numpy()), abs=2e-3)
    assert len(shown["D", 5].before) == len(bench.frame().x)
    assert not np.array_equal(shown["G", 5].fake, g.fake)


@pytest.mark.parametrize("who", ["D", "G"])
def test_one_player_alone_leaves_the_other_as_it_is(who):
    for bench, move in ((made(trained=who), ()), (made(), ((who,),))):
        game = bench.game
        still = game.generator if who == "D" else game.discriminator
        before = [p.clone() for p in still.parameters()]
        moving = weights(bench)
        bench.move(*move)
        assert all(torch.equal(a, b) for a, b in zip(before, still.parameters()))
        assert not torch.equal(moving, weights(bench))
    with pytest.raises(UserError, match="no player"):
        made().move(("E",))


def test_d_comes_to_its_optimum_which_is_d_star():
    bench = made()
    assert isinstance(bench, Acts)
    generator = [p.clone() for p in bench.game.generator.parameters()]
    shares = list(bench.act("optimum"))
    frame = bench.frame()
    assert shares[-1] == 1
    assert frame.figures["sup_d_gap"] < 0.05
    assert frame.said == OPTIMAL
    assert frame.figures["v"] == pytest.approx(frame.figures["v_optimal"], abs=0.01)
    assert all(torch.equal(a, b) for a, b in zip(generator, bench.game.generator.parameters()))
    bench.move()  # and the game goes on
    assert bench.frame().said == ""


def test_an_optimum_can_be_cancelled_and_penalties_are_back_then():
    bench = made(r1=0.5)
    walk = bench.act("optimum")
    next(walk)
    assert bench.game.config.r1 == 0
    walk.close()
    assert bench.game.config.r1 == 0.5
    bench.move()


def test_an_optimum_that_goes_to_infinity_says_so_too():
    bench = made()
    bench.frame()
    with torch.no_grad():
        next(bench.game.discriminator.parameters()).fill_(math.nan)
    assert not list(bench.act("optimum"))
    assert bench.frame().said == seen.DIVERGED
    with pytest.raises(UserError, match="infinity"):
        next(bench.act("optimum"))


def test_a_score_has_no_optimum():
    bench = made(loss="wasserstein")
    assert bench.game.config.gradient_penalty == gan1d.NEEDED
    with pytest.raises(UserError, match="score"):
        next(bench.act("optimum"))
    with pytest.raises(UserError, match="no action"):
        next(bench.act("dance"))


def test_live_settings_change_the_game_and_others_are_refused():
    bench = made()
    for name, value in {"loss": "minimax", "k_d": 3, "r1": 0.2, "batch_size": 8}.items():
        bench.change(name, value)
    assert bench.players == ("D", "D", "D", "G")
    assert (bench.game.config.loss, bench.game.config.r1) == ("minimax", 0.2)
    bench.change("d_rate", 5e-3)
    assert bench.game.rates["D"] == 5e-3
    bench.move()
    for name, value in {"density": "uniform", "seed": 1, "nothing": 1}.items():
        with pytest.raises(UserError, match="cannot change"):
            bench.change(name, value)
    with pytest.raises(UserError, match="K d"):
        bench.change("k_d", 0)


def test_rates_fall_by_half_in_the_half_life():
    bench = made(half_life=10, g_rate=1e-3)
    for _ in range(11):
        bench.move()
    assert bench.game.rates["G"] == pytest.approx(5e-4)
    bench.change("half_life", 1)
    assert bench.game.rates["G"] == pytest.approx(1e-3 * gan1d.SLOWEST)
    bench.change("half_life", 0)
    assert bench.game.rates["G"] == pytest.approx(1e-3)


def test_a_run_that_goes_to_infinity_says_so_and_stands_still():
    bench = made()
    bench.frame()
    with torch.no_grad():
        next(bench.game.generator.parameters()).fill_(math.inf)
    bench.move()
    frame = bench.frame()
    assert frame.said == seen.DIVERGED
    assert np.isfinite(frame.p_g).all()
    bench.move()
    assert bench.step == frame.step
    assert not list(bench.phases())


def test_a_frame_is_small_enough_to_be_kept():
    bench = made()
    list(bench.phases())
    values = (getattr(bench.frame(), name) for name in seen.Frame.__slots__)
    assert sum(v.nbytes for v in values if isinstance(v, np.ndarray)) < 30_000


@pytest.mark.slow
def test_the_default_example_arrives_at_equilibrium_on_most_seeds():
    arrived = sum(arrives(seed) for seed in range(10))
    assert arrived >= 8


def arrives(seed):
    bench = gan1d.make(gan1d.Config(seed=seed), lambda done, of: None, never)
    for step in range(1, 3001):
        bench.move()
        if step % 50 == 0 and bench.frame().said == seen.ARRIVED:
            return True
    return False
