"""Presets of StackGAN, in two stages."""

from __future__ import annotations

from genstudio.core.language import mark
from genstudio.train.presets._preset import Preset
from genstudio.train.presets._suits import CAPTIONED

ORDER = 60

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="captions-stackgan",
        title=mark("Small colour pictures from captions, in two stages"),
        family="stackgan",
        suits=CAPTIONED,
        model={"width": 24, "stage_one_steps": 2500, "kl": 0.1, "interpolation": 1.0},
        train={"steps": 6000, "batch_size": 16, "learning_rate": 2e-3},
        result=mark("98 % of the drawn shapes are those of the caption, and all colours"),
        minutes=17.8,
    ),
    Preset(
        name="many-captions-stackgan",
        title=mark("Pictures of many kinds from captions, in two stages"),
        family="stackgan",
        suits=CAPTIONED,
        model={"width": 32, "stage_one_steps": 3000},
        train={"steps": 6000, "batch_size": 16, "learning_rate": 1e-3},
    ),
)
