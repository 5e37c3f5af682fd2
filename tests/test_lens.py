"""The lens: what a model shows, in arrays, without touching the model."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from genstudio.analysis.lens import Lens, manifold
from genstudio.analysis.project import Plane
from genstudio.core.errors import UserError
from genstudio.core.events import Snapshot
from genstudio.models import gan, ppca, vae
from genstudio.train.experiment import Experiment
from genstudio.train.snapshots import build_model, load_weights

SHAPE = (1, 8, 8)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def make_vae(seed: int = 0, **values) -> vae.Model:
    return vae.Model(vae.Config(hidden=16, **values), SHAPE, seeded(seed))


def weights_of(model) -> dict[str, torch.Tensor]:
    return {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}


@pytest.fixture
def lens():
    return Lens(make_vae())


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).integers(0, 256, (10, *SHAPE), dtype=np.uint8)


def test_the_capabilities_are_those_of_the_model():
    assert Lens(make_vae()).capabilities == {"encode", "decode"}
    model = gan.Model(gan.Config(latent_dim=4, width=8), SHAPE, seeded())
    assert Lens(model).capabilities == {"decode", "discriminate"}
    plain = ppca.Model(ppca.Config(), SHAPE, seeded())
    assert Lens(plain).capabilities == {"encode", "decode"}


def test_what_a_model_cannot_do_is_said(images):
    with pytest.raises(UserError, match="cannot discriminate"):
        Lens(make_vae()).discriminate(images)


def test_decoding_is_the_model_in_bytes(lens):
    z = np.random.default_rng(1).normal(size=(5, 2)).astype(np.float32)
    with torch.no_grad():
        expected = make_vae().eval().decode(torch.from_numpy(z)).mul(255).round()
    found = lens.decode(z)
    assert (found.dtype, found.shape) == (np.uint8, (5, *SHAPE))
    assert np.array_equal(found, expected.numpy().astype(np.uint8))
    assert np.array_equal(lens.decode(z[0]), found[:1])


def test_encoding_is_the_posterior_mean(lens, images):
    with torch.no_grad():
        mean, logvar = make_vae().eval().encode(torch.from_numpy(images) / 255)
    assert np.allclose(lens.encode(images), mean.numpy(), atol=1e-6)
    assert np.allclose(lens.posterior(images)[1], logvar.numpy(), atol=1e-6)
    assert lens.encode(images).dtype == np.float32


def test_batches_do_not_change_the_answer(lens, images, monkeypatch):
    whole = lens.encode(images), lens.decode(lens.encode(images))
    monkeypatch.setattr("genstudio.analysis.lens.CHUNK", 64 * 3)
    assert np.allclose(lens.encode(images), whole[0], atol=1e-6)
    assert np.abs(lens.reconstruct(images).astype(int) - whole[1]).max() <= 1


def test_nothing_in_is_nothing_out(lens, images):
    assert lens.encode(images[:0]).shape == (0, 2)
    assert lens.decode(np.zeros((0, 2))).shape == (0, *SHAPE)
    assert lens.noise(0).shape == (0, 2)


def test_a_stop_is_heard_between_batches(lens, images, monkeypatch):
    monkeypatch.setattr("genstudio.analysis.lens.CHUNK", 64 * 4)
    answers = iter([False, True])
    assert len(lens.encode(images, stop=lambda: next(answers))) == 4


def test_read_only_images_are_fine(lens, images):
    locked = images.copy()
    locked.setflags(write=False)
    assert np.array_equal(lens.encode(locked), lens.encode(images))


def test_images_of_another_size_are_refused(lens):
    with pytest.raises(UserError, match=r"9 x 8 .* 3 channels, .* 8 x 8 .* 1 channel;"):
        lens.encode(np.zeros((2, 3, 8, 9), np.uint8))


def test_a_snapshot_is_followed_without_copying_it(images):
    other = make_vae(1)
    weights = weights_of(other)
    lens = Lens(make_vae())
    lens.load(weights)
    assert np.array_equal(lens.encode(images), Lens(other).encode(images))
    shared = dict(lens.model.state_dict())
    assert all(shared[name].data_ptr() == weights[name].data_ptr() for name in weights)


def test_a_record_and_a_snapshot_are_all_it_takes(tmp_path, digits, images):
    run = Experiment.create(tmp_path / "r", "vae", {"hidden": 16}, {"steps": 3}, digits)
    run.control.single_step(None)
    shown = [e for e in run.events(lambda: False) if isinstance(e, Snapshot)]
    run.close()
    lens = Lens(run.run.record)
    lens.load(shown[-1].weights)
    model = build_model(run.run.record)
    load_weights(model, shown[-1].weights)
    assert np.array_equal(lens.encode(images), Lens(model).encode(images))


def test_the_looked_at_model_is_left_as_it_was(images):
    model = make_vae().train()
    before = weights_of(model)
    lens = Lens(model)
    lens.load(weights_of(make_vae(1)))
    lens.reconstruct(images)
    assert model.training
    assert all(p.requires_grad for p in model.parameters())
    assert all(torch.equal(t, before[n]) for n, t in model.state_dict().items())


def test_a_snapshot_of_another_model_changes_nothing(lens, images):
    before = lens.encode(images)
    wrong = weights_of(make_vae(1, latent_dim=3))
    with pytest.raises(ValueError, match="not"):
        lens.load(wrong)
    with pytest.raises(ValueError, match="the snapshot has no"):
        lens.load({})
    assert np.array_equal(lens.encode(images), before)


def test_noise_is_the_priors_and_the_same_for_any_count():
    lens = Lens(make_vae(latent_dim=20))
    many = lens.noise(500, seed=3)
    assert np.array_equal(many[:7], lens.noise(7, seed=3))
    assert not np.array_equal(many[:7], lens.noise(7, seed=4))
    assert abs(many.mean()) < 0.05
    assert many.std() == pytest.approx(1, abs=0.05)
    assert np.allclose(lens.noise(5, seed=3, truncation=0.5), many[:5] / 2)


def test_a_gan_shows_the_averaged_generator_and_its_opinion(images):
    model = gan.Model(gan.Config(latent_dim=4, width=8), SHAPE, seeded())
    with torch.no_grad():
        for parameter in model.average.parameters():
            parameter.mul_(0.5)
    lens = Lens(model)
    z = lens.noise(3)
    with torch.no_grad():
        expected = model.eval().decode(torch.from_numpy(z)).mul(255).round().byte().numpy()
        opinion = model.discriminate(torch.from_numpy(images) / 255).numpy()
    assert np.array_equal(lens.samples(z), expected)
    assert np.allclose(lens.discriminate(images), opinion, atol=1e-5)


def test_a_diverged_model_decodes_to_black(lens):
    weights = {n: torch.full_like(t, torch.nan) for n, t in weights_of(make_vae()).items()}
    lens.load(weights)
    assert not lens.decode([[0.0, 0.0]]).any()


def test_the_manifold_lies_as_on_a_map(lens):
    plane = Plane.of_prior(2)
    mosaic = manifold(lens, plane, (-3.0, -2.0, 3.0, 2.0), columns=3, rows=2)
    assert mosaic.shape == (16, 24)
    top_left = lens.decode([[-2.0, 1.0]])[0, 0]
    bottom_right = lens.decode([[2.0, -1.0]])[0, 0]
    assert np.array_equal(mosaic[:8, :8], top_left)
    assert np.array_equal(mosaic[8:, 16:], bottom_right)
    assert manifold(lens, plane, (0, 0, 1, 1), 2, 2, stop=lambda: True) is None


def test_a_manifold_in_colour_keeps_its_channels():
    lens = Lens(ppca.Model(ppca.Config(latent_dim=3), (3, 8, 8), seeded()))
    assert manifold(lens, Plane.of_prior(3), (0, 0, 1, 1), 2, 2, rest=[0.5]).shape == (16, 16, 3)
