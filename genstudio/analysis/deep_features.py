"""The feature maps that deep feature interpolation moves pictures in, each named for what it is.

phi(x) is what several convolutional layers of a network make of a picture, after their ReLU
(Upchurch et al., arXiv:1611.05507, took relu3_1, relu4_1 and relu5_1 of a VGG-19 that was trained
on ImageNet). Here they are those of the user's own networks, and called so: the encoder of a
VAE (not trained with labels: the honest choice), a classifier of the data, or random weights
(1606.04801) as a control; or a VGG-19 whose weights the user brings. Never the last layers alone:
pictures are then changed by a noise that only that network sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import torch
from torch import Tensor, nn

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.models import Encodes, Shape, is_points
from genstudio.nn.layers import Conv, draw, scaled

if TYPE_CHECKING:
    from genstudio.analysis.judge import Judge

CANDIDATES = 1000  # images of a group that are compared with a picture
WIDTHS = ((32, 1), (64, 2), (64, 2))  # channels and stride of the layers of random weights
HE = 6**0.5  # gain that keeps the size of what passes a ReLU: U(-b, b) has the variance b^2 / 3


class DeepFeatures(Protocol):
    """Maps of a network, and whose they are.

    `own` says that the network is not the one of the paper. `candidates` is how many images of a
    group are compared at most: fewer for networks that take long.
    """

    @property
    def name(self) -> str:
        """Whose maps these are, for people."""

    @property
    def own(self) -> bool:
        """Whether the network is another than the paper's."""

    @property
    def candidates(self) -> int:
        """How many pictures of a group are compared with one."""

    def __call__(self, images: Tensor) -> list[Tensor]:
        """Map images [B, C, H, W] in [0, 1] to maps [B, c, h, w], from fine to coarse.

        What comes out can be differentiated by the images.
        """


@dataclass(frozen=True, eq=False)
class EncoderFeatures:
    """What the convolutions of an encoder see, the last activation of each size."""

    model: Any
    name: str
    own: bool = True
    candidates: int = CANDIDATES

    def __call__(self, images: Tensor) -> list[Tensor]:
        """Map images [B, C, H, W] in [0, 1] to maps, one a size, from fine to coarse."""
        found: dict[tuple[int, ...], Tensor] = {}

        def note(_module: nn.Module, _inputs: Any, output: Tensor) -> None:
            if output.ndim == 4 and min(output.shape[2:]) > 1:
                found[tuple(output.shape[2:])] = output

        hooks = [layer.register_forward_hook(note) for layer in _activations(self.model.encoder)]
        try:
            self.model.encode(images)
        finally:
            for hook in hooks:
                hook.remove()
        return list(found.values())


@dataclass(frozen=True, eq=False)
class ClassifierFeatures:
    """What the convolutions of a classifier of the data's own attributes see."""

    judge: Judge
    name: str
    own: bool = True
    candidates: int = CANDIDATES

    def __call__(self, images: Tensor) -> list[Tensor]:
        """Map images [B, C, H, W] in [0, 1] to the classifier's maps."""
        return self.judge.maps(images)


@dataclass(frozen=True, eq=False)
class RandomFeatures:
    """What three convolutions see that nobody has trained: the control."""

    layers: nn.ModuleList
    name: str
    own: bool = True
    candidates: int = CANDIDATES

    def __call__(self, images: Tensor) -> list[Tensor]:
        """Map images [B, C, H, W] in [0, 1] to three maps of full, half and quarter size."""
        maps, x = [], images - 0.5
        for layer in self.layers:
            x = torch.relu(layer(x))
            maps.append(x)
        return maps


def encoder_features(model: Any, run: str) -> EncoderFeatures:
    """Return the maps of a model's encoder; `run` is what the model is called.

    Raises UserError where it has no encoder, or one without convolutions.
    """
    named, shape = printable(run), getattr(model, "shape", (1, 1, 1))
    if not isinstance(model, Encodes) or not isinstance(getattr(model, "encoder", None), nn.Module):
        raise UserError(
            tr(
                "{run} has no encoder, so it has no features: take those of a VAE, a classifier "
                "or random weights.",
                run=named,
            )
        )
    network: Any = model
    features = EncoderFeatures(
        network.eval().requires_grad_(False), tr("own features: encoder of {run}", run=named)
    )
    if is_points(shape) or not _maps(features, shape):
        raise UserError(
            tr(
                "The encoder of {run} has no convolutions, so it has no feature maps: take a VAE "
                "of the architecture conv, a classifier or random weights.",
                run=named,
            )
        )
    return features


def classifier_features(judge: Judge, data: str) -> ClassifierFeatures:
    """Return the maps of a classifier of the data of this name."""
    return ClassifierFeatures(judge, tr("own features: classifier of {data}", data=printable(data)))


def random_features(shape: Shape, seed: int = 0) -> RandomFeatures:
    """Return the maps of three convolutions with random weights for images of a shape."""
    layers, channels = nn.ModuleList(), shape[0]
    for width, stride in WIDTHS:
        layers.append(scaled(Conv(channels, width, 3, stride=stride, padding=1), HE))
        channels = width
    draw(layers, torch.Generator().manual_seed(seed))
    return RandomFeatures(
        layers.eval().requires_grad_(False), tr("own features: random weights (a control)")
    )


@dataclass(frozen=True, eq=False)
class Space:
    """phi as one vector: each map over the root of its mean square and of its count of numbers.

    So every layer has the same say, whatever its size and the size of its numbers: a typical
    picture's phi has the squared length 1 in each.
    """

    features: DeepFeatures
    scales: tuple[float, ...] = field(default=())

    @classmethod
    def of(cls, features: DeepFeatures, images: Tensor) -> Space:
        """Measure the scales on some images [N, C, H, W] in [0, 1]."""
        with torch.no_grad():
            maps = features(images)
        lengths = [float(m.square().flatten(1).sum(1).mean().sqrt()) for m in maps]
        return cls(features, tuple(1 / length if length > 0 else 0.0 for length in lengths))

    def __call__(self, images: Tensor) -> Tensor:
        """Map images [B, C, H, W] in [0, 1] to phi [B, D]."""
        maps = self.features(images)
        return torch.cat([s * m.flatten(1) for s, m in zip(self.scales, maps, strict=True)], 1)

    def sizes(self, images: Tensor) -> list[int]:
        """Return how many numbers of phi are of each layer."""
        with torch.no_grad():
            return [int(m[0].numel()) for m in self.features(images[:1])]


def _activations(encoder: nn.Module) -> Sequence[nn.Module]:
    """Return the layers without weights that act on each number by itself (ReLU, ELU, ...)."""
    return [
        layer
        for layer in encoder.modules()
        if type(layer).__module__ == "torch.nn.modules.activation"
    ]


def _maps(features: DeepFeatures, shape: Shape) -> list[Tensor]:
    with torch.no_grad():
        return features(torch.zeros(1, *shape))
