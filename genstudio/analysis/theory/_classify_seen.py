"""What there is to see of the classifiers at one moment; nobody writes it again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.theory._classify_curves import Curves
from genstudio.analysis.theory._classify_data import Material
from genstudio.analysis.theory._classify_judge import Opinion, Verdict
from genstudio.analysis.theory._classify_plane import Ground, Regions
from genstudio.analysis.theory._classify_reject import Others


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """An image that was asked about, and what each classifier says of it.

    `kind` is "test", "train", one of the kinds of images of no class, or "drawn". `truth` is its
    class, -1 where there is none or it is not known. `done` says what was done to a drawn one.
    """

    kind: str
    index: int
    image: NDArray[np.uint8]
    truth: int
    place: tuple[float, float]
    opinions: dict[str, Opinion]
    done: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Images of one class that were drawn by each generative classifier, uint8 [N, C, H, W]."""

    label: int
    draw: int
    images: dict[str, NDArray[np.uint8]]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One moment. What does not change is the same object in every frame.

    `regions` and `verdicts` are by classifier: "svm" (where there is one), "ppca" and "vae".
    Those of the VAE are of step `measured`. `support` are the support vectors of the picture's
    SVM among the training images; `why` says why there is none. `stroke` is how thick the data's
    lines are, in shares of the side; 0 where they are no drawings.
    """

    step: int
    figures: dict[str, float]
    said: str
    material: Material
    others: Others
    ground: Ground
    what: str
    regions: dict[str, Regions]
    verdicts: dict[str, Verdict]
    support: NDArray[np.int64]
    why: str
    measured: int
    stroke: float
    answer: Answer | None
    samples: Samples | None
    curves: Curves | None
