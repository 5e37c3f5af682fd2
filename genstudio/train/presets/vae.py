"""Presets of the variational autoencoder."""

from __future__ import annotations

from genstudio.core.language import mark
from genstudio.train.presets._preset import Preset
from genstudio.train.presets._suits import DIGITS, FEW_PICTURES, LARGE, MNIST, POINTS, SMALL_COLOUR

ORDER = 10

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="digits-2d",
        title=mark("Digits in half a minute"),
        family="vae",
        suits=DIGITS,
        model={"latent_dim": 2},
        train={"steps": 6000, "schedule": "linear"},
        result=mark("a test ELBO of -23.6 nats per image"),
        minutes=0.5,
    ),
    Preset(
        name="mnist-2d",
        title=mark("Small grey pictures on a plane"),
        family="vae",
        suits=MNIST,
        model={"latent_dim": 2, "dropout": 0.2},
        train={"steps": 12_000, "schedule": "linear"},
        result=mark("a test ELBO of -143.7 nats per image"),
        minutes=3.9,
    ),
    Preset(
        name="mnist-20d",
        title=mark("Small grey pictures, sharper, in 20 dimensions"),
        family="vae",
        suits=MNIST,
        model={"latent_dim": 20, "hidden": 400, "depth": 1, "dropout": 0.2},
        train={"steps": 8000, "schedule": "linear"},
        result=mark("a test ELBO of -103.2 nats per image"),
        minutes=3.5,
    ),
    Preset(
        name="colour-vae",
        title=mark("Small colour pictures"),
        family="vae",
        suits=SMALL_COLOUR,
        model={"latent_dim": 32},
        train={"steps": 4000, "schedule": "linear"},
    ),
    Preset(
        name="folder-vae",
        title=mark("My folder, a few hundred pictures"),
        family="vae",
        suits=FEW_PICTURES,
        model={"latent_dim": 16, "architecture": "conv"},
        train={"steps": 3000, "schedule": "linear", "batch_size": 32},
    ),
    Preset(
        name="large-vae",
        title=mark("Many pictures of 48 to 128 pixels"),
        family="vae",
        suits=LARGE,
        model={"latent_dim": 64, "architecture": "conv"},
        train={"steps": 10_000, "schedule": "linear", "batch_size": 64},
    ),
    Preset(
        name="points-vae",
        title=mark("Points of a line or a plane"),
        family="vae",
        suits=POINTS,
        model={"latent_dim": 1},
        train={"steps": 3000},
    ),
)
