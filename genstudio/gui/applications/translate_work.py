"""What the page of style transfer asks of the engine, off the GUI thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.events import Stop

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset
    from genstudio.gui.state import View

Pixels = NDArray[np.uint8]
AT_ONCE = 2**15  # pixels of the table: large pictures are fewer, and training goes on
MOST = 4


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Both ways of some fixed pictures, as [3, N, C, H, W]: original, translated, back again."""

    step: int
    there: Pixels
    back: Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """A picture, its translation, and how far there and back again is from it, in [-1, 1]."""

    before: Pixels
    after: Pixels
    lost: float


def table(dataset: Dataset, step: int, lens: Lens) -> Table | None:
    """Translate the same held-out pictures each time; None for data that the model is not of."""
    from genstudio.analysis import translation
    from genstudio.analysis.translation_quality import rows_of

    config = lens.model.config
    known = dataset.labels is not None and max(config.first, config.second) < len(dataset.classes)
    if not known or dataset.shape != lens.shape:
        return None
    count = max(1, min(MOST, AT_ONCE // (lens.shape[1] * lens.shape[2])))
    ways = []
    for kind, forward in ((config.first, True), (config.second, False)):
        rows = rows_of(dataset, kind, "test", count)
        found = translation.trip(lens, np.ascontiguousarray(dataset.images[rows]), forward)
        ways.append(np.stack(found))
    return Table(step, *ways)


def own(image: Pixels, forward: bool, lens: Lens) -> Own:
    """Translate one picture, and what became of it back again."""
    from genstudio.analysis import translation

    found = translation.trip(lens, image[None], forward)
    lost = translation.distance(found.again, found.image)
    return Own(found.image[0], found.there[0], lost)


def folder(
    view: View, source: Path, out: Path, forward: bool, full_size: bool, stop: Stop
) -> Iterator[Any]:
    """Translate a whole folder into another; yields how far it is."""
    from genstudio.analysis import translation

    yield from translation.translate_folder(
        _lens(view), source, out, forward, full_size=full_size, stop=stop
    )


def onnx(view: View, path: Path, stop: Stop) -> list[Path]:
    """Write both generators as ONNX."""
    from genstudio.analysis import onnx_export

    return onnx_export.export(_lens(view), path)


def picture(path: Path, image: Pixels, stop: Stop) -> Path:
    """Write a picture as PNG."""
    from genstudio.analysis import translation

    translation.save(path, image)
    return path


def _lens(view: View) -> Lens:
    from genstudio.analysis.lens import Lens

    lens = Lens(view.record)
    lens.load(view.weights)
    return lens
