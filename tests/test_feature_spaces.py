"""What pictures are compared by: the judge's features, the model's own, and those of VGG."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from genstudio.analysis import deep_features, vgg
from genstudio.core.errors import UserError
from genstudio.models import vae
from genstudio.train.seeds import generator


def test_features_are_named_for_what_they_are():
    config = vae.Config(architecture="conv", width=8, latent_dim=4)
    model = vae.Model(config, (3, 16, 16), generator(0, "weights"))
    encoder = deep_features.encoder_features(model, "my-run")
    assert encoder.name == "own features: encoder of my-run"
    maps = encoder(torch.rand(2, 3, 16, 16, requires_grad=True))
    assert [m.shape[1:] for m in maps] == [(8, 8, 8), (16, 4, 4)]
    assert all(bool((m >= 0).all()) and m.requires_grad for m in maps)
    assert "random weights" in deep_features.random_features((3, 16, 16)).name
    residual = vae.Model(
        vae.Config(architecture="residual", width=8, latent_dim=4), (3, 16, 16),
        generator(0, "weights"), 2,
    )  # fmt: skip
    assert len(deep_features.encoder_features(residual, "r")(torch.rand(1, 3, 16, 16))) > 1


def test_models_without_convolutions_are_refused():
    model = vae.Model(vae.Config(architecture="mlp"), (1, 8, 8), generator(0, "weights"))
    with pytest.raises(UserError, match="no convolutions"):
        deep_features.encoder_features(model, "r")
    with pytest.raises(UserError, match="no encoder"):
        deep_features.encoder_features(torch.nn.Linear(2, 2), "r")


@pytest.fixture
def narrow(monkeypatch):
    """A VGG-19 of few channels: the layers' places and names stay."""
    monkeypatch.setattr(vgg, "BLOCKS", ((4, 4), (4, 4), (6, 6, 6, 6), (8, 8, 8, 8), (8,)))
    return vgg.Vgg()


def test_the_network_has_the_names_shapes_and_places_of_torchvisions():
    with torch.device("meta"):
        network = vgg.Vgg()
    names = network.state_dict()
    places = [0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28]
    assert list(names) == [f"features.{i}.{kind}" for i in places for kind in ("weight", "bias")]
    assert names["features.10.weight"].shape == (256, 128, 3, 3)
    assert names["features.28.weight"].shape == (512, 512, 3, 3)


def test_weights_of_a_file_make_the_maps(narrow, tmp_path):
    path = tmp_path / "weights.safetensors"
    more = {"classifier.0.weight": torch.zeros(3, 3)}
    save_file({n: t.half() for n, t in narrow.state_dict().items()} | more, path)
    features = vgg.vgg_features(path)
    assert not features.own
    assert features.name == "VGG-19 with the weights of weights.safetensors"
    maps = features(torch.rand(2, 1, 32, 32))
    assert [m.shape[1:] for m in maps] == [(6, 16, 16), (8, 8, 8), (8, 4, 4)]
    # relu3_1 by hand, from the same weights
    x = torch.rand(1, 3, 64, 64)
    wanted = (x - torch.tensor(vgg.MEAN).view(3, 1, 1)) / torch.tensor(vgg.STD).view(3, 1, 1)
    layers = features.network.features
    for place in (0, 2, 5, 7, 10):
        if place in (5, 10):
            wanted = torch.nn.functional.max_pool2d(wanted, 2)
        wanted = layers[place](wanted).relu()
    torch.testing.assert_close(features(x)[0], wanted)


def test_other_files_are_refused_with_a_reason(narrow, tmp_path):
    path = tmp_path / "w.safetensors"
    good = narrow.state_dict()
    broken = dict(good)
    broken.pop("features.10.bias")
    cases = [
        (broken, "features.10.bias is missing"),
        (good | {"features.0.weight": torch.zeros(4, 3, 5, 5)}, "features.0.weight is 4x3x5x5"),
        (good | {"features.0.bias": torch.full((4,), torch.nan)}, "is not finite"),
    ]
    for tensors, message in cases:
        save_file({n: t.contiguous() for n, t in tensors.items()}, path)
        with pytest.raises(UserError, match=message):
            vgg.vgg_features(path)
    path.write_bytes(b"no tensors at all")
    with pytest.raises(UserError, match="no safetensors file"):
        vgg.vgg_features(path)
    with pytest.raises(UserError, match="cannot be read"):
        vgg.vgg_features(tmp_path / "none.safetensors")
    with pytest.raises(UserError, match="pickled"):
        vgg.vgg_features(Path("vgg19-dcbb9e9d.pth"))
