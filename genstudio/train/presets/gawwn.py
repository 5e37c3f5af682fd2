"""Presets of GAWWN."""

from __future__ import annotations

from genstudio.core.language import mark
from genstudio.train.presets._preset import Preset
from genstudio.train.presets._suits import CAPTIONED

ORDER = 80

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="captions-gawwn",
        title=mark("Small colour pictures from captions, in a box"),
        family="gawwn",
        suits=CAPTIONED,
        model={"width": 24},
        train={"steps": 2500, "batch_size": 16, "learning_rate": 2e-3},
        result=mark("96 % of the drawn shapes are those of the caption, and all colours"),
        minutes=11.7,
    ),
)
