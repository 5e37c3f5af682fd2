"""Presets of CycleGAN."""

from __future__ import annotations

from genstudio.core.language import mark
from genstudio.train.presets._preset import Preset
from genstudio.train.presets._suits import Suits

ORDER = 30

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="inked-cyclegan",
        title=mark("Inked digits: white on black as blue on yellow, and back"),
        family="cyclegan",
        suits=Suits(names=("inked",), side=(16, 64), channels=(3,), labelled=True),
        model={"pool": 30},
        train={"steps": 1200},
        result=mark("0.04 from the true partner, where doing nothing is 1.41"),
        minutes=13.5,
    ),
    Preset(
        name="small-cyclegan",
        title=mark("Two kinds of pictures of 16 to 48 pixels"),
        family="cyclegan",
        suits=Suits(images=(20, 1_000_000), side=(16, 48), labelled=True),
        train={"steps": 3000},
    ),
    Preset(
        name="large-cyclegan",
        title=mark("Two kinds of pictures of 49 pixels and more: for a graphics card"),
        family="cyclegan",
        suits=Suits(images=(20, 1_000_000), side=(49, 256), labelled=True),
        model={"width": 32, "blocks": 6, "layers": 3, "judge_width": 32},
        train={"steps": 20_000, "batch_size": 2, "learning_rate": 2e-4},
    ),
)
