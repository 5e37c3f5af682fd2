"""CycleGAN: its losses, networks, pool and game, against values reckoned by hand or by torch."""

from typing import Any

import numpy as np
import pytest
import torch
from scipy import stats
from test_graph import recorded
from torch import nn
from torch.nn import functional as F
from toy import rows

from genstudio.core.config import from_dict
from genstudio.core.errors import UserError
from genstudio.data import inked, sources
from genstudio.data.batches import Batches
from genstudio.data.dataset import SPLITS, Dataset, make_split
from genstudio.models import Batch, Decodes, Translates, cyclegan
from genstudio.models._cyclegan_networks import (
    InstanceNorm,
    Residual,
    Translator,
    judge,
    receptive_field,
    smallest,
)
from genstudio.models._cyclegan_pool import Pool
from genstudio.objectives import cycle
from genstudio.train import checkpoint
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run
from genstudio.train.settings import Config as Training
from genstudio.train.trainer import Trainer

SMALL = {"width": 4, "blocks": 1, "judge_width": 4, "layers": 1, "pool": 3}


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def build(shape=(3, 16, 16), seed: int = 0, **values: Any) -> cyclegan.Model:
    config = from_dict(cyclegan.Config, SMALL | values)
    return cyclegan.Model(config, shape, generator(seed), 2)


def images(count: int = 4, shape=(3, 16, 16)) -> torch.Tensor:
    return torch.rand(count, *shape, generator=generator(5))


# The losses


def test_the_losses_are_what_the_paper_says_of_a_map():
    real = torch.tensor([[[[1.0, 0.5], [0.0, 2.0]]]])
    fake = torch.tensor([[[[0.0, 0.5], [1.0, -1.0]]]])
    assert cycle.fooling(fake).item() == pytest.approx((1 + 0.25 + 0 + 4) / 4)
    said = 0.5 * ((0 + 0.25 + 1 + 1) / 4 + (0 + 0.25 + 1 + 1) / 4)
    assert cycle.telling(real, fake).item() == pytest.approx(said)
    undecided = torch.full((2, 1, 3, 3), 0.5)
    assert cycle.telling(undecided, undecided).item() == cycle.D_LOSS_AT_EQUILIBRIUM
    assert cycle.fooling(undecided).item() == cycle.G_LOSS_AT_EQUILIBRIUM


def test_the_terms_are_weighted_as_in_the_full_objective():
    terms = (torch.tensor(v) for v in (0.7, 0.3, 0.2))
    assert cycle.weighted(*terms, 10.0, 0.5).item() == pytest.approx(0.7 + 10 * 0.3 + 5 * 0.2)
    assert cycle.distance(torch.tensor([1.0, -1.0]), torch.tensor([0.0, 1.0])).item() == 1.5


# The networks


@pytest.mark.parametrize("layers", [1, 2, 3, 4])
def test_a_judge_sees_patches_of_the_size_that_is_said(layers):
    network = judge(1, 2, layers)
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.constant_(module.weight, 0.1)
            nn.init.zeros_(module.bias)
    plain = nn.Sequential(*[m for m in network if not isinstance(m, InstanceNorm)])
    side = 4 * receptive_field(layers)
    image = torch.ones(1, 1, side, side, requires_grad=True)
    seen = plain(image)
    seen[0, 0, seen.shape[2] // 2, seen.shape[3] // 2].backward()
    assert image.grad is not None
    rows = image.grad[0, 0].abs().sum(1).nonzero()[:, 0]
    assert int(rows.max() - rows.min() + 1) == receptive_field(layers)
    assert receptive_field(layers) == {1: 16, 2: 34, 3: 70, 4: 142}[layers]


@pytest.mark.parametrize("layers", [1, 2, 3, 4])
def test_the_smallest_image_gives_a_judge_one_value(layers):
    side = smallest(layers)
    assert judge(1, 2, layers).double()(torch.rand(1, 1, side, side).double()).shape == (1, 1, 1, 1)


def test_instance_normalisation_is_that_of_each_channel_of_each_image():
    x = torch.randn(2, 3, 5, 4, generator=generator())
    expected = (x - x.mean((2, 3), keepdim=True)) / (
        x.var((2, 3), correction=0, keepdim=True) + 1e-5
    ).sqrt()
    assert torch.allclose(InstanceNorm()(x), expected, atol=1e-6)


@pytest.mark.parametrize("size", [(16, 16), (8, 8), (17, 30), (64, 41)])
def test_a_translator_takes_any_size_and_stays_in_range(size):
    model = build()
    image = torch.rand(2, 3, *size)
    made = model.translate(image, forward=True)
    assert made.shape == image.shape
    assert made.min() >= 0
    assert made.max() <= 1


def test_sizes_are_filled_up_by_mirroring():
    network = build().there
    x = 2 * torch.rand(1, 3, 18, 23) - 1
    whole = network(F.pad(x, (0, 1, 0, 2), "reflect"))
    assert torch.equal(network(x), whole[..., :18, :23])


def test_an_image_is_translated_the_same_alone_and_in_a_batch():
    model, image = build(), images()
    together = model.translate(image, forward=False)
    for one, made in zip(image, together, strict=True):
        assert torch.allclose(model.translate(one[None], forward=False)[0], made, atol=1e-6)


def test_a_residual_block_without_weights_is_the_identity():
    block = next(m for m in Translator(3, 4, 2).layers if isinstance(m, Residual))
    for p in block.parameters():
        nn.init.zeros_(p)
    x = torch.rand(1, 16, 4, 4)
    assert torch.equal(block(x), x)


# The pool


def test_the_pool_is_filled_first_and_then_shows_old_ones_half_of_the_time():
    size, count = 50, 3000
    pool = Pool(size, (1, 1, 1))
    noise, ages = generator(), []
    for step in range(count):
        fresh = torch.full((1, 1, 1, 1), step % 256 / 127.5 - 1)
        shown = pool.swap(fresh, noise)
        number = round((float(shown) + 1) * 127.5)
        ages.append((step - number) % 256 if step >= size else 0)
        if step < size:
            assert torch.equal(shown, fresh)
    later = ages[size:]
    old = sum(age > 0 for age in later)
    assert stats.binomtest(old, len(later), 0.5 * (1 - 1 / 256)).pvalue > 1e-3
    assert int(pool.filled) == size


def test_a_pool_shows_each_image_that_it_kept_once_and_then_has_the_new_one():
    pool, noise = Pool(4, (1, 1, 1)), generator(3)
    inside: list[int] = []
    for step in range(200):
        fresh = torch.tensor([2 * step % 256, (2 * step + 1) % 256]).float().view(2, 1, 1, 1)
        shown = ((pool.swap(fresh / 127.5 - 1, noise) + 1) * 127.5).round().flatten().int()
        for new, out in zip(fresh.flatten().int().tolist(), shown.tolist(), strict=True):
            if len(inside) < 4:
                assert out == new
                inside.append(new)
            elif out != new:
                inside[inside.index(out)] = new
        kept = pool.images.flatten().int().tolist()[: len(inside)]
        assert sorted(inside) == sorted(kept)


def test_no_pool_shows_what_was_made():
    fresh = torch.rand(2, 1, 2, 2)
    assert Pool(0, (1, 2, 2)).swap(fresh, generator()) is fresh


# The game


def test_it_translates_and_has_no_latent_space():
    model = build()
    assert isinstance(model, Translates)
    assert not isinstance(model, Decodes)
    assert model.players == ("G", "D_A", "D_B")


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_the_generators_minimise_the_full_objective(share):
    model = build(identity=share, cycle=7.0)
    batch = Batch(images(), generator())
    terms = model("G", batch)
    a, b = 2 * batch.image[0::2] - 1, 2 * batch.image[1::2] - 1
    fake_b, fake_a = model.there(a), model.back(b)
    expected = (model.judge_b(fake_b) - 1).square().mean()
    expected = expected + (model.judge_a(fake_a) - 1).square().mean()
    back = (model.back(fake_b) - a).abs().mean() + (model.there(fake_a) - b).abs().mean()
    same = (model.there(b) - b).abs().mean() + (model.back(a) - a).abs().mean()
    expected = expected + 7 * back + 7 * share * same
    assert terms["loss"].item() == pytest.approx(expected.item(), rel=1e-5)
    assert ("identity A" in terms) == bool(share)


def test_the_discriminators_judge_the_kinds_apart_and_what_the_pool_shows():
    model = build(pool=0)
    batch = Batch(images(), generator())
    a, b = 2 * batch.image[0::2] - 1, 2 * batch.image[1::2] - 1
    model("G", batch)
    for player, network, real, fake in (
        ("D_A", model.judge_a, a, model.back(b)),
        ("D_B", model.judge_b, b, model.there(a)),
    ):
        expected = 0.5 * ((network(real) - 1).square().mean() + network(fake).square().mean())
        assert model(player, batch)["loss"].item() == pytest.approx(expected.item(), rel=1e-5)


def test_every_parameter_belongs_to_one_player_and_moves():
    model = build()
    owned = [id(p) for player in model.players for p in model.parameters_of(player)]
    assert len(owned) == len(set(owned)) == len(list(model.parameters()))
    batch = Batch(images(), generator())
    for player in model.players:
        model.zero_grad()
        model(player, batch)["loss"].backward()
        assert all(p.grad is not None for p in model.parameters_of(player))


def test_held_out_images_change_no_pool():
    model = build()
    before = {n: v.clone() for n, v in model.state_dict().items()}
    with torch.no_grad():
        terms = model.eval().evaluate(Batch(images(), generator()))
    assert "loss" not in terms
    assert all(torch.equal(v, before[n]) for n, v in model.state_dict().items())


@pytest.mark.parametrize(
    ("shape", "values", "says"),
    [
        ((3, 8, 8), {}, "at least 16 x 16"),
        ((3, 300, 300), {}, "at most 256 x 256"),
        ((3, 16, 16), {"layers": 3}, "set fewer layers"),
        ((3, 16, 16), {"first": 1, "second": 1}, "choose two different"),
        ((2, 16, 16), {}, "2 channels"),
    ],
)
def test_what_cannot_be_trained_is_refused_in_a_sentence(shape, values, says):
    with pytest.raises(UserError, match=says):
        build(shape, **values)


# A run


def two_kinds(count: int = 80) -> Dataset:
    draw = np.random.default_rng(0)
    made = draw.integers(0, 256, (count, 1, 16, 16), np.uint8)
    return Dataset("toy", "digits", made, make_split(count), np.arange(count) % 3, ("a", "b", "c"))


def train(folder, steps: int, **values: Any) -> Experiment:
    settings = {"batch_size": 4, "threads": 1, "device": "cpu", "steps": steps, "validate_every": 2}
    model = SMALL | {"first": 2, "second": 0}
    return Experiment.create(folder, "cyclegan", model, settings | values, two_kinds())


@pytest.mark.parametrize("cut", [1, 3])
def test_a_run_that_is_cut_and_resumed_is_the_run_that_never_stopped(tmp_path, cut):
    list(train(tmp_path / "straight", 6, schedule="constant").events())
    list(train(tmp_path / "cut", cut, schedule="constant").events())
    again = Experiment.resume(tmp_path / "cut", train_values={"steps": 6}, dataset=two_kinds())
    list(again.events())
    first, second = (
        checkpoint.load(Run.open(tmp_path / name).checkpoint_folder, 6)[0]
        for name in ("straight", "cut")
    )
    assert first.keys() == second.keys()
    assert any("pool_a.images" in name for name in first)
    assert all(torch.equal(first[name], second[name]) for name in first)


def trainer() -> Trainer:
    config = Training(batch_size=4, device="cpu", threads=1, precision="fp32", steps=24)
    batches = Batches.of(two_kinds(), "train", 4, 0, "cpu", ("domains",), (2, 0))
    return Trainer(build((1, 16, 16)), batches, None, config, torch.device("cpu"))


def test_recorded_steps_give_the_eager_numbers():
    eager, graph = trainer(), recorded(trainer())
    expected, found = rows(list(eager.events())), rows(list(graph.events()))
    assert graph.steps._recorder.replayed > 20
    assert found == pytest.approx(expected)
    ours, theirs = eager.model.state_dict(), graph.model.state_dict()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)


# The drawn pairs


def test_the_partner_of_a_partner_is_the_image():
    data = sources.load("inked", {"count": 60})
    for kind, forward in ((0, True), (1, False)):
        shown = data.images[data.labels == kind]
        there = inked.partner(shown, forward)
        back = inked.partner(there, not forward)
        assert np.abs(back.astype(int) - shown).max() <= 1
        assert np.abs(there / 127.5 - shown / 127.5).mean() > 1
    paper = inked.partner(np.zeros((1, 3, 2, 2), np.uint8), forward=True)
    assert paper[0, :, 0, 0].tolist() == list(inked.PAPER)


def test_the_two_kinds_share_no_handwriting():
    data = sources.load("inked", {"count": 3600, "size": 16})
    assert np.bincount(data.labels).tolist() == [1800, 1800]
    ink = [sources.load("inked", {"count": 3600, "size": 16, "seed": s}).images for s in (0, 1)]
    assert np.array_equal(ink[0], data.images)
    assert not np.array_equal(*ink)
    digit = data.factors["digit"].values
    shares = [np.bincount(digit[data.labels == kind], minlength=10) / 1800 for kind in (0, 1)]
    assert np.abs(shares[0] - shares[1]).max() < 0.04
    for part in SPLITS:
        shares = np.bincount(data.labels[data.indices(part)], minlength=2)
        assert min(shares) > 0.35 * sum(shares)
