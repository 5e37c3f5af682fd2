"""Presets of BEGAN."""

from __future__ import annotations

from genstudio.core.language import mark
from genstudio.train.presets._preset import Preset
from genstudio.train.presets._suits import Suits

ORDER = 40

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="small-began",
        title=mark("Pictures of 8 to 24 pixels, smooth and diverse"),
        family="began",
        suits=Suits(images=(500, 1_000_000), side=(8, 24)),
        model={"latent_dim": 32, "gamma": 1.0, "lambda_k": 0.05},
        train={"steps": 6000, "schedule": "linear"},
    ),
    Preset(
        name="colour-began",
        title=mark("Pictures of 25 to 48 pixels, smooth and diverse"),
        family="began",
        suits=Suits(images=(500, 1_000_000), side=(25, 48)),
        model={"latent_dim": 32, "gamma": 1.0, "lambda_k": 0.05},
        train={"steps": 4000, "schedule": "linear"},
        result=mark("samples that vary by 64 % of what the data do; M down to 42 %"),
        minutes=9.5,
    ),
    Preset(
        name="large-began",
        title=mark("Pictures of 49 to 96 pixels, smooth: half an hour and more"),
        family="began",
        suits=Suits(images=(300, 1_000_000), side=(49, 96)),
        model={"latent_dim": 64, "gamma": 1.0, "lambda_k": 0.05},
        train={"steps": 3000, "schedule": "linear"},
    ),
    Preset(
        name="paper-began",
        title=mark("Pictures of 97 to 128 pixels as in the paper: for a graphics card"),
        family="began",
        suits=Suits(images=(10_000, 100_000_000), side=(97, 128)),
        model={
            "latent_dim": 64,
            "gamma": 0.7,
            "lambda_k": 0.001,
            "width": 64,
            "depth": 2,
            "vanishing_steps": 16_000,
            "ema_images": 100_000.0,
        },
        train={"steps": 300_000, "schedule": "linear", "learning_rate": 1e-4},
    ),
)
