"""Presets of the generative adversarial network."""

from __future__ import annotations

from genstudio.core.language import mark
from genstudio.train.presets._preset import Preset
from genstudio.train.presets._suits import DIGITS, FEW_PICTURES, LARGE, MNIST, POINTS, SMALL_COLOUR

ORDER = 20

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="digits-gan",
        title=mark("Digits in two minutes"),
        family="gan",
        suits=DIGITS,
        model={"latent_dim": 32, "r1": 0.3, "ema_images": 32_000.0},
        train={"steps": 3000, "schedule": "linear"},
    ),
    Preset(
        name="mnist-gan",
        title=mark("Small grey pictures in ten minutes"),
        family="gan",
        suits=MNIST,
        model={"latent_dim": 64, "r1": 0.5, "ema_images": 32_000.0},
        train={"steps": 6000, "schedule": "linear"},
    ),
    Preset(
        name="colour-gan",
        title=mark("Small pictures in ten minutes"),
        family="gan",
        suits=SMALL_COLOUR,
        model={"latent_dim": 64, "r1": 0.5, "augment": "translation", "ema_images": 10_000.0},
        train={"steps": 8000, "schedule": "linear", "batch_size": 32},
    ),
    Preset(
        name="folder-gan",
        title=mark("My folder, a few hundred pictures"),
        family="gan",
        suits=FEW_PICTURES,
        model={"latent_dim": 64, "r1": 0.5, "augment": "adaptive", "ema_images": 10_000.0},
        train={"steps": 6000, "schedule": "linear", "batch_size": 32},
    ),
    Preset(
        name="large-gan",
        title=mark("Many pictures of 48 to 128 pixels"),
        family="gan",
        suits=LARGE,
        model={"latent_dim": 64, "r1": 1.0, "augment": "translation", "ema_images": 10_000.0},
        train={"steps": 20_000, "schedule": "linear", "batch_size": 32},
    ),
    Preset(
        name="points-gan",
        title=mark("Points of a line or a plane, all of the modes"),
        family="gan",
        suits=POINTS,
        model={
            "latent_dim": 2,
            "hidden": 128,
            "depth": 3,
            "loss": "relativistic",
            "r1": 0.1,
            "r2": 0.1,
            "penalty_every": 1,
            "ema_images": 32_000.0,
        },
        train={
            "steps": 4000,
            "schedule": "linear",
            "batch_size": 128,
            "learning_rate": 1e-3,
            "beta1": 0.0,
            "beta2": 0.99,
        },
        result=mark("8 of 8 modes of a ring, without a gap"),
        minutes=0.6,
    ),
    Preset(
        name="points-collapse",
        title=mark("Points: how a plain GAN collapses"),
        family="gan",
        suits=POINTS,
        model={
            "latent_dim": 2,
            "hidden": 128,
            "depth": 2,
            "loss": "non-saturating",
            "r1": 0.0,
            "d_rate": 0.1,
            "ema_images": 1000.0,
        },
        train={
            "steps": 2000,
            "schedule": "linear",
            "batch_size": 128,
            "learning_rate": 1e-3,
            "beta1": 0.5,
            "beta2": 0.99,
        },
        result=mark("2 of 8 modes of a ring: the others are lost"),
        minutes=0.12,
    ),
)
