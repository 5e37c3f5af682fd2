"""What every model family must keep to, whatever it is."""

from itertools import product

import pytest
import torch

from genstudio import models
from genstudio.core import config, registry
from genstudio.core.errors import UserError
from genstudio.models import Batch, Decodes, Discriminates, Encodes, Fits, Likelihood

FAMILIES = registry.names(models)
DECODING = [name for name in FAMILIES if name != "cyclegan"]  # which has no latent space
SHAPES = [(1, 8, 8), (1, 28, 28), (3, 16, 16), (3, 32, 32), (1, 9, 13), (3, 64, 64)]
SMALL = {"latent_dim": 3, "hidden": 16, "width": 4}
ARCHITECTURES = {
    "vae": ("mlp", "conv", "residual", "linear"),
    "gan": ("mlp", "conv", "residual"),
    "began": ("conv",),
}
NETWORKS = [(f, a) for f, kinds in ARCHITECTURES.items() for a in kinds]


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def build(family, shape=(1, 8, 8), seed=0, **settings):
    module = registry.load(models, family)
    known = {s.name for s in config.settings(module.Config)}
    values = {n: v for n, v in (SMALL | settings).items() if n in known}
    return module.Model(config.from_dict(module.Config, values), shape, generator(seed))


def images_of(shape, count=3):
    return torch.rand(count, *shape, generator=generator(7))


def told(count):
    """Return captions and boxes, for the families that ask for them."""
    text = torch.arange(1, 8 * count + 1).view(count, 8)
    return {"text": text, "box": torch.tensor([[0.1, 0.2, 0.8, 0.9]]).repeat(count, 1)}


def weights(model):
    return {name: value.clone() for name, value in model.state_dict().items()}


def same(a, b):
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def play(model, images, steps=2, seed=1):
    """Make a few steps; return the terms of each."""
    noise, seen = generator(seed), []
    players = dict.fromkeys(model.players)
    optimisers = {p: torch.optim.Adam(model.parameters_of(p), 1e-3) for p in players}
    for step in range(steps):
        batch = Batch(images, noise, step=step, total=steps, **told(len(images)))
        for player in model.players:
            terms = model(player, batch)
            optimisers[player].zero_grad()
            terms["loss"].backward()
            optimisers[player].step()
            seen.append({name: value.item() for name, value in terms.items()})
        model.after_step(batch)
    return seen


def test_the_families_are_found():
    assert {"ppca", "vae", "gan"} <= set(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_names_itself_and_its_default_settings_are_allowed(family):
    module = registry.load(models, family)
    config.check(module.Config())
    assert module.TITLE
    assert "\n" not in module.SUMMARY
    assert set(module.RECIPE) <= {"learning_rate", "batch_size", "beta1", "beta2", "schedule"}


@pytest.mark.parametrize(
    ("family", "offers"),
    [
        ("ppca", {Fits, Decodes, Encodes}),
        ("vae", {Decodes, Encodes, Likelihood}),
        ("gan", {Decodes, Discriminates}),
        ("began", {Decodes}),
    ],
)
def test_a_family_offers_its_capabilities_and_no_others(family, offers):
    model = build(family)
    every = (Fits, Decodes, Encodes, Likelihood, Discriminates)
    assert {p for p in every if isinstance(model, p)} == offers


@pytest.mark.parametrize("family", DECODING)
def test_initial_weights_come_from_the_generator_alone(family):
    before = torch.get_rng_state()
    first, again, other = (weights(build(family, seed=s)) for s in (1, 1, 2))
    assert same(first, again)
    assert family == "ppca" or not same(first, other)
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize(("family", "shape"), list(product(DECODING, SHAPES)), ids=str)
def test_points_decode_to_images_of_the_right_shape_and_range(family, shape):
    model = build(family, shape).eval()
    model.initialise(images_of(shape))
    with torch.no_grad():
        z = model.prior(2, generator())
        decoded = model.decode(10 * z)
    assert z.shape == (2, model.latent_dim)
    assert decoded.shape == (2, *shape)
    assert decoded.min() >= 0
    assert decoded.max() <= 1


@pytest.mark.parametrize(("network", "shape"), list(product(NETWORKS, SHAPES)), ids=str)
def test_every_network_makes_steps_on_every_shape_with_finite_terms(network, shape):
    family, architecture = network
    model = build(family, shape, architecture=architecture)
    images = images_of(shape)
    model.initialise(images)
    seen = play(model, images, steps=1)
    assert all(torch.tensor(list(terms.values())).isfinite().all() for terms in seen)


@pytest.mark.parametrize(("family", "latent_dim"), list(product(DECODING, (1, 2, 512))))
def test_any_number_of_dimensions_works(family, latent_dim):
    model = build(family, (3, 16, 16), latent_dim=latent_dim)
    assert model.decode(model.prior(2, generator())).shape == (2, 3, 16, 16)
    if isinstance(model, Encodes):
        mean, logvar = model.encode(images_of((3, 16, 16)))
        assert mean.shape == logvar.shape == (3, latent_dim)


@pytest.mark.parametrize(("family", "architecture"), NETWORKS)
def test_steps_are_a_function_of_weights_batch_and_generator(family, architecture):
    before = torch.get_rng_state()
    images = images_of((1, 8, 8))
    runs = []
    for _ in range(2):
        model = build(family, architecture=architecture)
        runs.append((play(model, images, steps=3), weights(model)))
    assert runs[0][0] == runs[1][0]
    assert same(runs[0][1], runs[1][1])
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize("family", ["vae", "gan", "began"])
def test_every_step_logs_the_same_terms_as_scalars(family):
    model = build(family)
    images = images_of((1, 8, 8))
    for player in set(model.players):
        names = [set(model(player, Batch(images, generator(), step=s))) for s in range(5)]
        assert all(n == names[0] for n in names)
        terms = model(player, Batch(images, generator()))
        assert "loss" in terms
        assert all(t.shape == () for t in terms.values())


@pytest.mark.parametrize("family", ["vae", "gan", "began"])
def test_every_parameter_that_learns_belongs_to_a_player(family):
    model = build(family)
    owned = {id(p) for player in set(model.players) for p in model.parameters_of(player)}
    assert owned == {id(p) for p in model.parameters() if p.requires_grad}


@pytest.mark.parametrize("family", DECODING)
def test_looking_changes_nothing_and_repeats(family):
    model = build(family).eval()
    images = images_of((1, 8, 8))
    if isinstance(model, Fits):
        model.fit(images)
    before = weights(model)
    with torch.no_grad():
        z = model.prior(4, generator())
        assert torch.equal(z, model.prior(4, generator()))
        assert torch.equal(model.decode(z), model.decode(z))
        batches = [Batch(images, generator(2), **told(len(images))) for _ in range(2)]
        terms = [model.evaluate(batch) for batch in batches]
    assert same(*terms)
    assert "loss" not in terms[0]
    assert same(before, weights(model))


@pytest.mark.parametrize("family", DECODING)
def test_the_state_alone_restores_what_a_model_shows(family):
    model, images = build(family), images_of((1, 8, 8))
    if isinstance(model, Fits):
        model.fit(images)
    else:
        play(model, images, steps=3)
    copy = build(family, seed=99)
    copy.load_state_dict(model.state_dict())
    z = model.prior(3, generator())
    model.eval()
    copy.eval()
    assert torch.equal(model.decode(z), copy.decode(z))


@pytest.mark.parametrize("family", ["vae", "gan", "began"])
@pytest.mark.parametrize(
    ("shape", "says"), [((2, 8, 8), "2 channels"), ((1, 7, 9), "at least 8 x 8")], ids=str
)
def test_images_that_no_network_takes_are_refused_in_one_sentence(family, shape, says):
    with pytest.raises(UserError, match=says):
        build(family, shape)
