"""Presets of GAN-INT-CLS."""

from __future__ import annotations

from genstudio.core.language import mark
from genstudio.train.presets._preset import Preset
from genstudio.train.presets._suits import CAPTIONED

ORDER = 70

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="captions-gan-int-cls",
        title=mark("Small colour pictures from captions, at once"),
        family="gan_int_cls",
        suits=CAPTIONED,
        model={"width": 24},
        train={"steps": 4000, "batch_size": 16, "learning_rate": 2e-3},
        result=mark("99 % of the drawn shapes are those of the caption, and all colours"),
        minutes=5.9,
    ),
)
