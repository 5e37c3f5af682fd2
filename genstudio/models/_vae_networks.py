"""A VAE's encoder and decoder, of each architecture, with and without labels."""

from __future__ import annotations

import math

from torch import nn

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.models import Shape, check_images, is_points
from genstudio.models._vae_config import Config
from genstudio.nn import conv, dense, residual
from genstudio.nn.labels import Beside, Plane

CONVOLUTIONS = {"conv": conv, "residual": residual}


def networks(config: Config, shape: Shape, classes: int) -> tuple[nn.Module, nn.Module]:
    """Return an encoder to [B, 2 d] and a decoder to [B, C, H, W] without a bias at its end.

    Where there are classes, both take the one-hot label as a second argument.
    """
    kind, d = _architecture(config, shape), config.latent_dim
    if kind in CONVOLUTIONS:
        module, channels = CONVOLUTIONS[kind], shape[0] + (classes > 0)
        seen = channels, *shape[1:]
        encoder = module.from_images(seen, config.width, 2 * d, nn.ReLU)
        decoder = module.to_images(d + classes, config.width, shape, nn.ReLU, bias=False)
        return (Plane(encoder, shape, classes), Beside(decoder)) if classes else (encoder, decoder)
    hidden = [] if kind == "linear" else [config.hidden] * config.depth
    decoder = dense.to_images(d + classes, hidden, shape, nn.ReLU, bias=False)
    if classes:
        sizes = [math.prod(shape) + classes, *hidden, 2 * d]
        return Beside(dense.mlp(sizes, nn.ReLU)), Beside(decoder)
    return dense.from_images(shape, hidden, 2 * d, nn.ReLU), decoder


def _architecture(config: Config, shape: Shape) -> str:
    if is_points(shape):
        if config.architecture in CONVOLUTIONS:
            raise UserError(
                tr(
                    "Points have no neighbours to convolve: choose mlp as the architecture, "
                    "not {architecture}.",
                    architecture=config.architecture,
                )
            )
        return "mlp" if config.architecture == "auto" else config.architecture
    check_images(shape)
    if config.architecture != "auto":
        return config.architecture
    return "mlp" if shape[0] == 1 and max(shape[1:]) <= 28 else "conv"
