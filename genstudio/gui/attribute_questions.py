"""What the slider of an attribute asks a lens. Each function in one worker thread only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.attributes import FARTHEST, Direction
from genstudio.analysis.scatter import shown
from genstudio.gui.arithmetic_questions import Bench
from genstudio.gui.members import Member

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset

Codes = NDArray[np.float32]
Images = NDArray[np.uint8]
STEPS = tuple(float(alpha) for alpha in np.arange(-FARTHEST, FARTHEST + 1))  # of the strip


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """A subject that is to be moved by alpha along a direction."""

    subject: Member
    direction: Direction
    alpha: float
    dataset: Dataset | None


@dataclass(frozen=True, slots=True, eq=False)
class Edited:
    """What came of it: the code [d], its image, that of the subject, and where the subject lies.

    `position` is 0 at the mean of the pile that has it not, and 1 at that of the other.
    """

    edit: Edit
    code: Codes
    image: Images
    before: Images
    position: float


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """The subject moved by each of STEPS: images [7, ...]."""

    edit: Edit
    images: Images


def move(lens: Lens, bench: Bench, edit: Edit) -> Edited:
    """Decode the subject, moved by alpha."""
    start = bench.codes(lens, (edit.subject,), edit.dataset)[0]
    before = bench.images(lens, (edit.subject,), edit.dataset)[0]
    code = edit.direction.move(start, edit.alpha)
    image = before if edit.alpha == 0 else lens.decode(code)[0]
    place = float(edit.direction.position(start[None])[0])
    return Edited(edit, code, shown(image, edit.dataset), shown(before, edit.dataset), place)


def strip(lens: Lens, bench: Bench, edit: Edit) -> Strip:
    """Decode the subject moved from -3 to 3."""
    start = bench.codes(lens, (edit.subject,), edit.dataset)[0]
    return Strip(edit, shown(lens.decode(edit.direction.move(start, STEPS)), edit.dataset))
