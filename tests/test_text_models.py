"""The models that draw from captions: who learns from what, and what they show."""

import pytest
import torch
from torch.nn import functional as F

from genstudio import models
from genstudio.core import registry
from genstudio.core.errors import UserError
from genstudio.data import sources
from genstudio.data.words import tokens
from genstudio.models import Batch, Decodes, Draws, Remembers, Stages
from genstudio.models._text_networks import TOLD, Verdict
from genstudio.nn.layers import draw
from genstudio.nn.noise import normal
from genstudio.train import checkpoint
from genstudio.train.adam import Adam
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run
from genstudio.train.snapshots import model_config
from genstudio.train.watched import Step

FAMILIES = ("gan_int_cls", "gawwn", "stackgan")
SHAPE = (3, 16, 16)
CAPTIONS = ["a red circle", "a blue star", "a red circle", "a small green heart"]
BOX = torch.tensor([[0.1, 0.2, 0.6, 0.9], [0.5, 0.5, 1, 1], [0, 0, 1, 1], [0.3, 0.0, 0.6, 0.4]])


def noise(seed=0):
    return torch.Generator().manual_seed(seed)


def build(family, **settings):
    module = registry.load(models, family)
    model = module.Model(module.Config(width=8, **settings), SHAPE, noise())
    model.initialise(images())
    model.remember(text(), BOX)
    return model


def images():
    return torch.rand(4, *SHAPE, generator=noise(1))


def text(captions=CAPTIONS):
    return torch.from_numpy(tokens(captions))


def batch(step=0, total=0, seed=2):
    return Batch(images(), noise(seed), step=step, total=total, text=text(), box=BOX)


def play(model, steps, total=0):
    optimisers = {p: Adam(model.parameters_of(p), 1e-2, 0.5, 0.99) for p in model.players}
    for step in steps:
        now = batch(step, total)
        for player in model.players:
            optimisers[player].clear()
            model(player, now)["loss"].backward()
            optimisers[player].step()
        model.after_step(now)


def changed(before, after):
    return {name.split(".")[0] for name in before if not torch.equal(before[name], after[name])}


def state(model):
    return {name: value.clone() for name, value in model.state_dict().items()}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_move_teaches_the_player_that_moves_and_nobody_else(family):
    model = build(family)
    for step in (0, 5000):  # with a penalty and without; stage I and stage II
        for player in model.players:
            model.zero_grad(set_to_none=True)
            model(player, batch(step + 1))["loss"].backward()
            own = {id(p) for p in model.parameters_of(player)}
            taught = {id(p) for p in model.parameters() if p.grad is not None}
            assert taught <= own
            learns = family != "stackgan" or player.endswith("12"[step > 0])
            assert taught == (own if learns else set())


@pytest.mark.parametrize("family", FAMILIES)
def test_they_offer_what_captions_need(family):
    model = build(family)
    assert isinstance(model, Draws)
    assert isinstance(model, Decodes)
    assert isinstance(model, Remembers)
    assert isinstance(model, Stages) == (family == "stackgan")
    assert registry.load(models, family).CONDITIONS[0] == "text"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_code_is_noise_and_an_embedding_and_decodes_to_what_is_drawn(family):
    model = build(family).eval()
    play(model, range(3))
    z = torch.randn(4, model.noise_dim, generator=noise(5))
    with torch.no_grad():
        rest = [BOX] if family == "gawwn" else []
        code = torch.cat([z, model.embed(text()), *rest], 1)
        assert code.shape[1] == model.latent_dim
        drawn = model.draw(z, text(), BOX)
        assert torch.equal(model.decode(code), drawn)
        other = model.draw(z, text(CAPTIONS[::-1]), BOX)
    assert not torch.equal(drawn, other)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_prior_takes_the_captions_that_were_remembered(family):
    model = build(family)
    codes = model.prior(64, noise())
    phi = codes[:, model.noise_dim :][:, : model.config.embedding]
    known = model.embed(text())
    apart = (phi[:, None] - known).abs().amax(2)
    assert (apart.min(1).values < 1e-5).all()
    assert len(set(apart.argmin(1).tolist())) == 3  # two of the four are the same
    with pytest.raises(ValueError, match="no captions"):
        model.remember(text()[:0])


@pytest.mark.parametrize("family", FAMILIES)
def test_moves_can_be_recorded_and_a_batch_without_captions_is_refused(family):
    model = build(family)
    step = Step(torch.zeros((), dtype=torch.int64))
    for total in (0, 10):
        for player in model.players:
            model(player, batch(step, total))
        model.after_step(batch(step, total))
    assert step.outcomes
    with pytest.raises(ValueError, match="captions"):
        model(model.players[0], Batch(images(), noise()))


def test_stage_one_stands_still_while_stage_two_learns():
    model = build("stackgan", stage_one_share=0.5)
    sketch = {"encoder", "generator", "discriminator", "average"}
    start = state(model)
    play(model, range(4), total=8)
    middle = state(model)
    assert changed(start, middle) == sketch | {"last_r1"}
    play(model, range(4, 8), total=8)
    assert changed(middle, state(model)) == {
        "second_generator",
        "second_discriminator",
        "second_average",
        "last_r1",
    }


def test_the_stage_is_among_the_terms_and_terms_keep_their_names():
    model = build("stackgan", stage_one_steps=3)
    seen = []
    for step in (2, 3):
        terms = {}
        for player in model.players:
            terms |= model(player, batch(step))
        seen.append(terms)
    assert [terms["stage"].item() for terms in seen] == [1, 2]
    assert seen[0].keys() == seen[1].keys()


@pytest.mark.parametrize("stage", [1, 2])
def test_stackgan_draws_what_lies_between_captions_too(stage):
    model = build("stackgan", interpolation=0.5, kl=0.25, stage_one_steps=3)
    now = batch(3 * (stage - 1))
    found = model(f"G{stage}", now)
    phi = (model.encoder if stage == 1 else model.painter.encoder)(text()).detach()
    texts = torch.stack([*phi, (phi[0] + phi[2]) / 2, (phi[1] + phi[3]) / 2])
    noises = normal(6, model.noise_dim, noise(2), phi.device).split([16, 16], 1)
    fake, mean, log_sigma = (model.generator if stage == 1 else model.painter.generator)(
        *noises, texts
    )
    judge = model.discriminator
    if stage == 2:
        fake, mean, log_sigma = model.second_generator(fake, noises[1], texts)
        judge = model.second_discriminator
    passing = F.softplus(-judge(fake, texts))
    kl = 0.5 * (mean**2 + (2 * log_sigma).exp() - 1 - 2 * log_sigma)[:4].mean()
    assert torch.allclose(found["G loss"], passing[:4].mean(), atol=1e-5)
    assert torch.allclose(found["G loss between"], passing[4:].mean(), atol=1e-5)
    expected = passing[:4].mean() + 0.5 * passing[4:].mean() + 0.25 * kl
    assert torch.allclose(found["loss"], expected, atol=1e-5)


@pytest.mark.parametrize(("family", "player"), [("gan_int_cls", "G"), ("stackgan", "G1")])
@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_of_any_size_has_the_same_terms(family, player, count):
    """Processes add their terms up one by one, and the share of one may be a single caption."""
    model = build(family, interpolation=1.0)
    share = Batch(images()[:count], noise(2), text=text()[:count], box=BOX[:count])
    found = model(player, share)
    assert list(found) == list(model(player, batch()))
    assert (found["G loss between"] == 0) == (count == 1)
    found["loss"].backward()
    assert all(p.grad.isfinite().all() for p in model.generator.parameters())


def test_former_runs_of_stackgan_go_on_without_what_lies_between():
    former = {"width": 8, "kl": 1.0, "stage_one_steps": 3}
    config = model_config(registry.load(models, "stackgan"), former, {})
    assert config.interpolation == 0
    assert "G loss between" not in build("stackgan")("G1", batch())


def test_stage_two_begins_with_the_enlarged_sketch():
    model = build("stackgan").eval()
    play(model, range(3))
    z = torch.randn(4, model.noise_dim, generator=noise(5))
    with torch.no_grad():
        small, large = model.draw_stages(z, text())
    assert small.shape == (4, 3, 8, 8)
    expected = F.interpolate(small, (16, 16), mode="bilinear", align_corners=False)
    assert torch.allclose(large, expected.clamp(0.01, 0.99), atol=1e-4)


def test_a_box_is_heeded_and_a_caption_without_one_gets_that_of_the_nearest_caption():
    model = build("gawwn").eval()
    play(model, range(3))
    z = torch.randn(4, model.noise_dim, generator=noise(5))
    with torch.no_grad():
        assert torch.equal(model.usual_box(text()[1:]), BOX[[1, 0, 3]])
        assert torch.equal(model.draw(z, text()), model.draw(z, text(), BOX[[0, 1, 0, 3]]))
        assert not torch.equal(model.draw(z, text(), BOX), model.draw(z, text(), BOX.flip(0)))


def test_a_verdict_is_a_convolution_over_maps_with_the_text_beside_them():
    made = Verdict(5, (3, 4))
    draw(made, noise())
    maps, told = torch.randn(2, 5, 3, 4), torch.randn(3, TOLD)
    pairs = torch.tensor([0, 1, 1]), torch.tensor([2, 0, 1])
    both = torch.cat([maps[pairs[0]], told[pairs[1]][:, :, None, None].expand(3, TOLD, 3, 4)], 1)
    weight = torch.cat([made.seen.weight, made.said.weight[:, :, None, None]], 1)
    hidden = F.leaky_relu(F.conv2d(both, weight, made.seen.bias), 0.2)
    assert torch.allclose(made(maps, told, pairs), made.last(hidden.flatten(1))[:, 0], atol=1e-5)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_run_that_is_cut_and_resumed_is_the_run_that_never_stopped(tmp_path, family):
    few = {"kinds": 2, "colours": 2, "sizes": 2, "size": 16, "count": 60}
    data = sources.load("shapes", few)
    values = {"width": 4, **({"stage_one_steps": 4} if family == "stackgan" else {})}
    train = {"batch_size": 16, "threads": 1, "track": "off", "validate_every": 4}
    for name, steps in (("straight", 8), ("cut", 3)):
        run = Experiment.create(tmp_path / name, family, values, train | {"steps": steps}, data)
        list(run.events())
    list(Experiment.resume(tmp_path / "cut", train_values={"steps": 8}, dataset=data).events())
    first, second = (
        checkpoint.load(Run.open(tmp_path / name).checkpoint_folder, 8)[0]
        for name in ("straight", "cut")
    )
    assert first.keys() == second.keys()
    assert all(torch.equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize("family", FAMILIES)
def test_data_without_captions_are_refused_in_a_sentence(tmp_path, family):
    with pytest.raises(UserError, match="no captions"):
        Experiment.create(tmp_path / "run", family, {}, {}, sources.load("digits"))
