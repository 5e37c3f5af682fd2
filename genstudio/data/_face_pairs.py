"""Drawn faces once more, with one attribute changed and all else as it was: the measuring rod."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.config import from_dict
from genstudio.data._drawing import balanced
from genstudio.data._face import draw_faces
from genstudio.data.faces import FACTORS, Config, _faces


def drawn_with(
    options: Mapping[str, Any], rows: NDArray[np.int64], factor: str, value: int
) -> NDArray[np.uint8]:
    """Draw the faces at `rows` of a data set of these options, with this value of a factor.

    Returns uint8 [N, C, H, W]. With the value that a face has, it is the same picture as there.
    """
    config: Config = from_dict(Config, options)
    generator = np.random.Generator(np.random.PCG64(config.seed))
    sizes = [len(names) for names in FACTORS.values()]
    codes = dict(zip(FACTORS, balanced(config.count, sizes, generator)))
    codes[factor] = np.full(config.count, value, np.int64)
    faces = _faces(codes, config.count, generator)  # the same draws: they do not ask for codes
    return draw_faces(faces.take(rows), config.size).bytes(config.colour == "grey")
