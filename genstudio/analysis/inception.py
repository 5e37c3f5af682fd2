"""The Inception-v3 network of the published FID (Heusel et al., arXiv:1706.08500), without weights.

The forward pass of the 2015-12-05 network up to its 2048 pooled features, as the PyTorch port
of mseitzer/pytorch-fid has it: average pools leave the padding out, and the last block pools by
the maximum. The weights are the user's to bring, as a safetensors file with the port's names
(`Mixed_5b.branch1x1.conv.weight`, ...); nothing is ever unpickled. The layers' names and shapes
are tested; the figures were not checked against the published weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import safetensors.torch
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from torch import Tensor, nn
from torch.nn import functional as F

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.data.dataset import unit

SIDE = 299
WIDTH = 2048
IGNORED = ("fc.", "AuxLogits.")  # of the classifier that the features do not need
BATCH = 16
LARGEST = 2**28  # bytes: the real file has about 100 MB


class Convolution(nn.Module):
    """A convolution without bias, batch normalisation (epsilon 1e-3) and ReLU."""

    def __init__(self, inputs: int, outputs: int, **options: Any) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, bias=False, **options)
        self.bn = nn.BatchNorm2d(outputs, eps=0.001)

    def forward(self, x: Tensor) -> Tensor:
        """Map [B, inputs, H, W] to [B, outputs, H', W']."""
        return F.relu(self.bn(self.conv(x)))


class BlockA(nn.Module):
    """35 x 35: 1x1, 5x5, two 3x3, and a pool."""

    def __init__(self, inputs: int, pooled: int) -> None:
        super().__init__()
        self.branch1x1 = Convolution(inputs, 64, kernel_size=1)
        self.branch5x5_1 = Convolution(inputs, 48, kernel_size=1)
        self.branch5x5_2 = Convolution(48, 64, kernel_size=5, padding=2)
        self.branch3x3dbl_1 = Convolution(inputs, 64, kernel_size=1)
        self.branch3x3dbl_2 = Convolution(64, 96, kernel_size=3, padding=1)
        self.branch3x3dbl_3 = Convolution(96, 96, kernel_size=3, padding=1)
        self.branch_pool = Convolution(inputs, pooled, kernel_size=1)

    def forward(self, x: Tensor) -> Tensor:
        """Concatenate the branches' channels."""
        double = self.branch3x3dbl_3(self.branch3x3dbl_2(self.branch3x3dbl_1(x)))
        five = self.branch5x5_2(self.branch5x5_1(x))
        return torch.cat([self.branch1x1(x), five, double, self.branch_pool(_average(x))], 1)


class BlockB(nn.Module):
    """From 35 x 35 to 17 x 17."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.branch3x3 = Convolution(inputs, 384, kernel_size=3, stride=2)
        self.branch3x3dbl_1 = Convolution(inputs, 64, kernel_size=1)
        self.branch3x3dbl_2 = Convolution(64, 96, kernel_size=3, padding=1)
        self.branch3x3dbl_3 = Convolution(96, 96, kernel_size=3, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        """Concatenate the branches' channels."""
        double = self.branch3x3dbl_3(self.branch3x3dbl_2(self.branch3x3dbl_1(x)))
        return torch.cat([self.branch3x3(x), double, F.max_pool2d(x, 3, stride=2)], 1)


class BlockC(nn.Module):
    """17 x 17: 1x1, 7x7 in two factors, 7x7 in four, and a pool."""

    def __init__(self, inputs: int, inner: int) -> None:
        super().__init__()
        wide: dict[str, Any] = {"kernel_size": (1, 7), "padding": (0, 3)}
        tall: dict[str, Any] = {"kernel_size": (7, 1), "padding": (3, 0)}
        self.branch1x1 = Convolution(inputs, 192, kernel_size=1)
        self.branch7x7_1 = Convolution(inputs, inner, kernel_size=1)
        self.branch7x7_2 = Convolution(inner, inner, **wide)
        self.branch7x7_3 = Convolution(inner, 192, **tall)
        self.branch7x7dbl_1 = Convolution(inputs, inner, kernel_size=1)
        self.branch7x7dbl_2 = Convolution(inner, inner, **tall)
        self.branch7x7dbl_3 = Convolution(inner, inner, **wide)
        self.branch7x7dbl_4 = Convolution(inner, inner, **tall)
        self.branch7x7dbl_5 = Convolution(inner, 192, **wide)
        self.branch_pool = Convolution(inputs, 192, kernel_size=1)

    def forward(self, x: Tensor) -> Tensor:
        """Concatenate the branches' channels."""
        seven = self.branch7x7_3(self.branch7x7_2(self.branch7x7_1(x)))
        double = self.branch7x7dbl_3(self.branch7x7dbl_2(self.branch7x7dbl_1(x)))
        double = self.branch7x7dbl_5(self.branch7x7dbl_4(double))
        return torch.cat([self.branch1x1(x), seven, double, self.branch_pool(_average(x))], 1)


class BlockD(nn.Module):
    """From 17 x 17 to 8 x 8."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.branch3x3_1 = Convolution(inputs, 192, kernel_size=1)
        self.branch3x3_2 = Convolution(192, 320, kernel_size=3, stride=2)
        self.branch7x7x3_1 = Convolution(inputs, 192, kernel_size=1)
        self.branch7x7x3_2 = Convolution(192, 192, kernel_size=(1, 7), padding=(0, 3))
        self.branch7x7x3_3 = Convolution(192, 192, kernel_size=(7, 1), padding=(3, 0))
        self.branch7x7x3_4 = Convolution(192, 192, kernel_size=3, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        """Concatenate the branches' channels."""
        three = self.branch3x3_2(self.branch3x3_1(x))
        seven = self.branch7x7x3_3(self.branch7x7x3_2(self.branch7x7x3_1(x)))
        return torch.cat([three, self.branch7x7x3_4(seven), F.max_pool2d(x, 3, stride=2)], 1)


class BlockE(nn.Module):
    """8 x 8: 1x1, 3x3 as a row beside a column, the same after a 3x3, and a pool."""

    def __init__(self, inputs: int, maximum: bool) -> None:
        super().__init__()
        wide: dict[str, Any] = {"kernel_size": (1, 3), "padding": (0, 1)}
        tall: dict[str, Any] = {"kernel_size": (3, 1), "padding": (1, 0)}
        self.maximum = maximum
        self.branch1x1 = Convolution(inputs, 320, kernel_size=1)
        self.branch3x3_1 = Convolution(inputs, 384, kernel_size=1)
        self.branch3x3_2a = Convolution(384, 384, **wide)
        self.branch3x3_2b = Convolution(384, 384, **tall)
        self.branch3x3dbl_1 = Convolution(inputs, 448, kernel_size=1)
        self.branch3x3dbl_2 = Convolution(448, 384, kernel_size=3, padding=1)
        self.branch3x3dbl_3a = Convolution(384, 384, **wide)
        self.branch3x3dbl_3b = Convolution(384, 384, **tall)
        self.branch_pool = Convolution(inputs, 192, kernel_size=1)

    def forward(self, x: Tensor) -> Tensor:
        """Concatenate the branches' channels."""
        three = self.branch3x3_1(x)
        double = self.branch3x3dbl_2(self.branch3x3dbl_1(x))
        pooled = F.max_pool2d(x, 3, stride=1, padding=1) if self.maximum else _average(x)
        branches = [
            self.branch1x1(x),
            self.branch3x3_2a(three),
            self.branch3x3_2b(three),
            self.branch3x3dbl_3a(double),
            self.branch3x3dbl_3b(double),
            self.branch_pool(pooled),
        ]
        return torch.cat(branches, 1)


class Inception(nn.Module):
    """Maps images [B, 3, H, W] in [0, 1] to features [B, 2048]."""

    def __init__(self) -> None:
        super().__init__()
        self.Conv2d_1a_3x3 = Convolution(3, 32, kernel_size=3, stride=2)
        self.Conv2d_2a_3x3 = Convolution(32, 32, kernel_size=3)
        self.Conv2d_2b_3x3 = Convolution(32, 64, kernel_size=3, padding=1)
        self.Conv2d_3b_1x1 = Convolution(64, 80, kernel_size=1)
        self.Conv2d_4a_3x3 = Convolution(80, 192, kernel_size=3)
        self.Mixed_5b = BlockA(192, 32)
        self.Mixed_5c = BlockA(256, 64)
        self.Mixed_5d = BlockA(288, 64)
        self.Mixed_6a = BlockB(288)
        self.Mixed_6b = BlockC(768, 128)
        self.Mixed_6c = BlockC(768, 160)
        self.Mixed_6d = BlockC(768, 160)
        self.Mixed_6e = BlockC(768, 192)
        self.Mixed_7a = BlockD(768)
        self.Mixed_7b = BlockE(1280, maximum=False)
        self.Mixed_7c = BlockE(2048, maximum=True)

    def forward(self, images: Tensor) -> Tensor:
        """Resize to 299 x 299 (bilinear), scale to [-1, 1], and pool the last block."""
        if images.shape[1] == 1:
            images = images.expand(-1, 3, -1, -1)
        x = F.interpolate(images, size=(SIDE, SIDE), mode="bilinear", align_corners=False)
        x = self.Conv2d_2b_3x3(self.Conv2d_2a_3x3(self.Conv2d_1a_3x3(2 * x - 1)))
        x = F.max_pool2d(x, 3, stride=2)
        x = F.max_pool2d(self.Conv2d_4a_3x3(self.Conv2d_3b_1x1(x)), 3, stride=2)
        for name in ["5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b", "7c"]:
            x = getattr(self, f"Mixed_{name}")(x)
        return x.mean((2, 3))


@dataclass(frozen=True)
class InceptionFeatures:
    """The 2048 pooled features, by weights that the user gave."""

    network: Inception
    name: str = "Inception-v3 features"

    def __call__(self, images: NDArray[Any]) -> NDArray[np.float64]:
        """Map images [N, C, H, W] to features [N, 2048]."""
        with torch.inference_mode():
            parts = [
                cast(Tensor, self.network(torch.from_numpy(unit(images[a : a + BATCH]))))
                for a in range(0, len(images), BATCH)
            ]
        return torch.cat(parts).double().numpy() if parts else np.zeros((0, WIDTH))

    def labels(self, images: NDArray[Any]) -> None:
        """Answer that there are none: the data's own labels are not ImageNet's."""


def inception_features(path: Path | None) -> InceptionFeatures:
    """Read the weights; raise UserError where there are none, or they are not the network's."""
    if path is None:
        raise UserError(
            tr("Inception features need a file of weights: give one with --inception-weights.")
        )
    network = Inception()
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(_wrong(path, tr("it is larger than the network")))
        tensors = safetensors.torch.load(path.read_bytes())
    except OSError as error:
        raise UserError(
            tr("{name} cannot be read: {reason}.", name=printable(path), reason=error.strerror)
        ) from error
    except SafetensorError as error:
        raise UserError(
            _wrong(path, tr("it is no safetensors file (the guide tells how to make one)"))
        ) from error
    _check(path, tensors, network.state_dict())
    wanted = {n: t.float() for n, t in tensors.items() if not n.startswith(IGNORED)}
    network.load_state_dict(wanted, strict=False)
    return InceptionFeatures(network.eval().requires_grad_(False))


def _check(path: Path, given: Mapping[str, Tensor], own: Mapping[str, Tensor]) -> None:
    """Raise UserError at the first name that lacks or is too many, or shape that differs."""
    counters = "num_batches_tracked"  # of training: some files have them
    for name, tensor in own.items():
        if name.endswith(counters):
            continue
        if name not in given:
            raise UserError(_wrong(path, tr("{name} is missing", name=name)))
        if given[name].shape != tensor.shape:
            found = "x".join(map(str, given[name].shape)) or "1"
            raise UserError(_wrong(path, tr("{name} is {found}", name=name, found=found)))
        if not bool(given[name].float().isfinite().all()):
            raise UserError(_wrong(path, tr("{name} is not finite", name=name)))
    for name in given:
        if name not in own and not name.startswith(IGNORED) and not name.endswith(counters):
            raise UserError(_wrong(path, tr("{name} is not in the network", name=printable(name))))


def _wrong(path: Path, reason: str) -> str:
    return tr(
        "{file} does not hold the weights of the FID's Inception-v3: {reason}. Take another file.",
        file=printable(path.name),
        reason=reason,
    )


def _average(x: Tensor) -> Tensor:
    return F.avg_pool2d(x, 3, stride=1, padding=1, count_include_pad=False)
