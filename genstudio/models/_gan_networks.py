"""A GAN's generator and discriminator, of each architecture, with and without labels."""

from __future__ import annotations

from functools import partial

import torch
from torch import Tensor, nn

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.models import Shape, check_images, is_points
from genstudio.models._gan_config import Config
from genstudio.nn import conv, dense, residual, spectral
from genstudio.nn.labels import Beside
from genstudio.nn.layers import Conv, Linear, TransposedConv

STEEPEST = 0.98  # a generator that starts at tanh = 1 has no gradient


class Projection(nn.Module):
    """A discriminator that is told the class: psi(f) + <V y, f> for the features f of x.

    Miyato & Koyama, arXiv:1802.05637, eq. 3; an unknown class (y = 0) leaves psi(f).
    """

    def __init__(self, network: nn.Sequential, classes: int) -> None:
        super().__init__()
        last = network[-1]
        assert isinstance(last, Linear)
        self.features, self.last = network[:-1], last
        self.embedding = Linear(classes, last.in_features, bias=False)

    def forward(self, x: Tensor, hot: Tensor) -> Tensor:
        """Judge images [B, C, H, W] with one-hot labels [B, classes], as [B, 1]."""
        features = self.features(x)
        # V y as a product with V: spectral norm, where it is asked for, is V's too.
        return self.last(features) + (self.embedding(hot) * features).sum(1, keepdim=True)


def networks(config: Config, shape: Shape, classes: int) -> tuple[nn.Module, nn.Module]:
    """Return a generator to [B, C, H, W] and a discriminator to [B, 1].

    The generator's images are in [-1, 1]; points are standardised. Where there are classes,
    both take the one-hot label as a second argument.
    """
    kind, inputs = _architecture(config, shape), config.latent_dim + classes
    generator, discriminator = _bare(kind, config, shape, inputs)
    if not is_points(shape):
        generator = nn.Sequential(*generator, nn.Tanh())
    told = Projection(discriminator, classes) if classes else discriminator
    if config.spectral_norm:
        spectral.wrap(told)
    return Beside(generator) if classes else generator, told


def start_at(generator: nn.Module, mean: Tensor) -> None:
    """Set the last layer's bias so that images start around the data's mean [C, H, W].

    The mean is in [-1, 1]; a convolution takes that of each channel.
    """
    layers = [m for m in generator.modules() if isinstance(m, Linear | Conv | TransposedConv)]
    bias = layers[-1].bias
    assert bias is not None
    wanted = mean.flatten() if bias.numel() == mean.numel() else mean.mean((1, 2))
    with torch.no_grad():
        bias.copy_(wanted.clamp(-STEEPEST, STEEPEST).atanh())


def _bare(
    kind: str, config: Config, shape: Shape, inputs: int
) -> tuple[nn.Sequential, nn.Sequential]:
    act = partial(nn.LeakyReLU, 0.2)
    if kind == "mlp":
        hidden = [config.hidden] * config.depth
        generator = dense.to_images(inputs, hidden, shape, act, bias=True)
        return generator, dense.from_images(shape, hidden, 1, act)
    if kind == "residual":
        generator = residual.to_images(inputs, config.width, shape, act, bias=True)
        return generator, residual.from_images(shape, config.width, 1, act)
    generator = conv.to_images(
        inputs, config.width, shape, nn.ReLU, bias=True, normalise=config.normalise
    )
    return generator, conv.from_images(shape, config.width, 1, act)


def _architecture(config: Config, shape: Shape) -> str:
    """Return the networks' kind; raise UserError for images or settings that do not fit."""
    if not is_points(shape):
        check_images(shape)
        return "conv" if config.architecture == "auto" else config.architecture
    if config.augment != "none":
        raise UserError(
            tr(
                "Points cannot be shifted and coloured as images are: choose none as Augment "
                "(augment), not {augment}.",
                augment=config.augment,
            )
        )
    if config.architecture not in ("auto", "mlp"):
        raise UserError(
            tr(
                "Points have no neighbours to convolve: choose mlp as the architecture, not "
                "{architecture}.",
                architecture=config.architecture,
            )
        )
    return "mlp"
