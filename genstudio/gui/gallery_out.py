"""What leaves the gallery: images into files with their recipe, and codes with the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from genstudio.core.language import tr
from genstudio.gui import carry, made
from genstudio.gui import gallery_questions as questions
from genstudio.gui.carry import Carried
from genstudio.gui.gallery_wish import UNTOLD, Given, Origin, Sheet
from genstudio.gui.gallery_words import of_origin
from genstudio.gui.widgets.grid import ImageGrid

if TYPE_CHECKING:
    from genstudio.analysis.recipe import Recipe
    from genstudio.gui.chores import Chores
    from genstudio.gui.session import Session

MOST_EDITS = 20


def recipe(session: Session, sheet: Sheet, samples: Sequence[int], columns: int) -> Recipe | None:
    """Return how some samples of a sheet were made, in the order in which they stand."""
    from genstudio.analysis.recipe import MOST_CODES

    if sheet.codes is None or not samples or len(samples) > MOST_CODES:
        return None
    origins = [sheet.origin(sample) for sample in samples]
    edits = list(dict.fromkeys(origin.edit for origin in origins if origin.edit))[:MOST_EDITS]
    if sheet.rebuilds:
        edits = ["test images, each followed by its reconstruction"]
    found = made.recipe_of(session, sheet.codes[list(samples)], edits)
    if found is None:
        return None
    labels = () if sheet.labels is None else tuple(int(sheet.labels[s]) for s in samples)
    seeds = {(origin.seed, origin.truncation) for origin in origins}
    seed, truncation = next(iter(seeds)) if len(seeds) == 1 else (None, 1.0)
    return msgspec.structs.replace(
        found, columns=columns, labels=labels, seed=seed, truncation=truncation
    )


def save(
    parent: QWidget,
    session: Session,
    chores: Chores,
    sheet: Sheet,
    samples: Sequence[int],
    columns: int | None,
) -> None:
    """Ask for a file, and have the images written into it."""
    what = "grid" if columns is not None else "selection"
    path = made.ask_path(parent, session, what)
    if path is None:
        return
    across = columns or int(np.ceil(np.sqrt(len(samples))))
    told = recipe(session, sheet, samples, across)
    images = sheet.images[list(samples)]
    question = partial(questions.save, path=path, images=images, columns=across, recipe=told)
    chores.want("save", question, now=True)


def carried(sheet: Sheet, samples: Sequence[int]) -> Carried | None:
    """Return the codes of samples, to be carried elsewhere."""
    if sheet.codes is None or not samples:
        return None
    if len(samples) == 1:
        name = of_origin(sheet.origin(samples[0]))
    else:
        name = tr("%n sample(s)", "", len(samples))
    return Carried(name, sheet.codes[list(samples)])


def drag(grid: ImageGrid, sheet: Sheet, places: Sequence[int]) -> None:
    """Carry the samples at some places away with the mouse."""
    found = carried(sheet, [int(sheet.order[place]) for place in places])
    if found is None:
        return
    drag = QDrag(grid)
    drag.setMimeData(carry.pack(found))
    drag.setPixmap(grid.picture_of(places))
    drag.exec(Qt.DropAction.CopyAction)


def given_by(recipe: Recipe) -> Given:
    """Return the codes of a recipe as the gallery shows them."""
    codes = recipe.array
    label = UNTOLD if recipe.label is None else recipe.label
    labels = np.array(recipe.labels or [label] * len(codes), np.int64)
    origin = Origin(None, None, recipe.truncation, recipe.step, ", ".join(recipe.edits))
    origins: list[Any] = [origin] * len(codes)
    return Given(codes, labels, tuple(origins), recipe.columns)
