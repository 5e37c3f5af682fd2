"""The Inception network's names, shapes and pools; the published weights were not at hand."""

from __future__ import annotations

import numpy as np
import pytest
import safetensors.torch
import torch
from torch.nn import functional as F

from genstudio.analysis import inception
from genstudio.analysis.features import features_of
from genstudio.analysis.inception import Inception, inception_features
from genstudio.core.errors import UserError

# Of pt_inception-2015-12-05, as mseitzer/pytorch-fid loads it into torchvision's network.
SHAPES = {
    "Conv2d_1a_3x3.conv.weight": (32, 3, 3, 3),
    "Conv2d_4a_3x3.bn.running_var": (192,),
    "Mixed_5b.branch5x5_2.conv.weight": (64, 48, 5, 5),
    "Mixed_5d.branch_pool.conv.weight": (64, 288, 1, 1),
    "Mixed_6a.branch3x3dbl_3.conv.weight": (96, 96, 3, 3),
    "Mixed_6b.branch7x7_2.conv.weight": (128, 128, 1, 7),
    "Mixed_6e.branch7x7dbl_5.conv.weight": (192, 192, 1, 7),
    "Mixed_7a.branch7x7x3_3.conv.weight": (192, 192, 7, 1),
    "Mixed_7b.branch3x3dbl_1.conv.weight": (448, 1280, 1, 1),
    "Mixed_7c.branch3x3_2a.conv.weight": (384, 384, 1, 3),
    "Mixed_7c.branch_pool.conv.weight": (192, 2048, 1, 1),
}


@pytest.fixture(scope="module")
def weights():
    torch.manual_seed(0)
    with torch.no_grad():
        return Inception().state_dict()


@pytest.fixture
def file(tmp_path, weights):
    path = tmp_path / "inception.safetensors"
    extra = {"fc.weight": torch.zeros(1008, 2048), "fc.bias": torch.zeros(1008)}
    kept = {name: t for name, t in weights.items() if not name.endswith("num_batches_tracked")}
    safetensors.torch.save_file(kept | extra, path)
    return path


def test_the_layers_have_the_published_names_and_shapes(weights) -> None:
    assert {name: tuple(weights[name].shape) for name in SHAPES} == SHAPES
    layers = [name for name in weights if name.endswith("conv.weight")]
    assert len(layers) == 94
    # torchvision's 23,834,568, less the 2,049,000 of its classifier of 1,000 classes.
    parameters = sum(t.numel() for n, t in weights.items() if n.endswith(("weight", "bias")))
    assert parameters == 21_785_568


def test_a_file_of_weights_gives_2048_features_an_image(file, digits) -> None:
    found = features_of(digits, "inception", file)
    assert found.name == "Inception-v3 features"
    made = found(digits.images[:2])
    assert made.shape == (2, 2048)
    assert np.isfinite(made).all()
    assert np.abs(made[0] - made[1]).max() > 0
    assert found.labels(digits.images[:2]) is None
    assert found(digits.images[:0]).shape == (0, 2048)


def test_pools_leave_the_padding_out_and_the_last_takes_the_maximum() -> None:
    x = torch.ones(1, 1, 4, 4)
    assert torch.equal(inception._average(x), x)
    assert not torch.equal(F.avg_pool2d(x, 3, 1, 1), x)
    net = Inception()
    assert not net.Mixed_7b.maximum
    assert net.Mixed_7c.maximum


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.pop("Mixed_6c.branch1x1.conv.weight"), "branch1x1.conv.weight is missing"),
        (lambda t: t.update({"Mixed_6c.branch1x1.bn.bias": torch.zeros(7)}), "bn.bias is 7"),
        (lambda t: t.update({"extra.weight": torch.zeros(7)}), "extra.weight is not in"),
        (
            lambda t: t.update({"Conv2d_1a_3x3.bn.bias": torch.full((32,), torch.nan)}),
            "bn.bias is not finite",
        ),
    ],
)
def test_other_weights_are_refused_by_the_first_name_that_is_wrong(
    tmp_path, weights, change, words
) -> None:
    tensors = dict(weights)
    change(tensors)
    safetensors.torch.save_file(tensors, tmp_path / "w.safetensors")
    with pytest.raises(UserError, match=words):
        inception_features(tmp_path / "w.safetensors")


def test_what_is_no_safetensors_file_is_never_opened_otherwise(tmp_path) -> None:
    torch.save({"fc.bias": torch.zeros(2)}, tmp_path / "w.pth")
    with pytest.raises(UserError, match="no safetensors file"):
        inception_features(tmp_path / "w.pth")
    with pytest.raises(UserError, match="cannot be read"):
        inception_features(tmp_path / "missing.safetensors")
    with pytest.raises(UserError, match="--inception-weights"):
        inception_features(None)
