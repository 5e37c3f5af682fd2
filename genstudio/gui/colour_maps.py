"""Colours for quantities: viridis and cividis, whose lightness rises evenly.

(Smith and van der Walt 2015; Nunez et al. 2018, arXiv:1712.01662.)
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Name = Literal["viridis", "cividis"]

_ANCHORS: dict[Name, str] = {
    "viridis": "440154 482475 414487 355f8d 2a788e 21918c 22a884 44bf70 7ad151 bddf26 fde725",
    "cividis": "00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838",
}


@cache
def table(name: Name) -> NDArray[np.uint8]:
    """Return the 256 colours of a map, [256, 3], from low to high."""
    anchors = np.array([list(bytes.fromhex(colour)) for colour in _ANCHORS[name].split()])
    places = np.linspace(0, 1, len(anchors))
    wanted = np.linspace(0, 1, 256)
    columns = [np.interp(wanted, places, anchors[:, channel]) for channel in range(3)]
    return np.stack(columns, 1).round().astype(np.uint8)


def coloured(values: ArrayLike, low: float, high: float, name: Name) -> NDArray[np.uint8]:
    """Return the colours [H, W, 3] of values [H, W]; what is outside low..high has its end's."""
    share = (np.asarray(values, np.float64) - low) / max(high - low, 1e-12)
    share = np.nan_to_num(share, nan=0.0, posinf=1.0, neginf=0.0).clip(0, 1)
    return table(name)[(share * 255).round().astype(np.uint8)]
