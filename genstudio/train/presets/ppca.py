"""Presets of probabilistic PCA."""

from __future__ import annotations

from genstudio.core.language import mark
from genstudio.train.presets._preset import Preset
from genstudio.train.presets._suits import POINTS, Suits

ORDER = 50

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="plane",
        title=mark("The best plane, at once"),
        family="ppca",
        suits=Suits(),
        model={"latent_dim": 2},
    ),
    Preset(
        name="line",
        title=mark("The best line, at once"),
        family="ppca",
        suits=POINTS,
        model={"latent_dim": 1},
    ),
)
