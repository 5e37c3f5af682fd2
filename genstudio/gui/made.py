"""What becomes of a code that was made: it is looked at, pinned, carried, or saved as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from genstudio.analysis.recipe import Recipe, codes_of, write_png
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.gui.carry import Carried
from genstudio.gui.images import to_qimage
from genstudio.gui.state import Hover

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.gui.session import Session

LONGEST = 500  # characters of an edit in a recipe


def look_at(session: Session, code: NDArray[np.float32], image: NDArray[np.uint8]) -> None:
    """Show a code [d] and its image [C, H, W] where things are looked at closely."""
    plane = session.plane
    if plane is not None and plane.latent_dim == len(code):
        place = plane.project(code[None])[0]
    else:
        place = np.resize(np.append(code[:2], 0.0), 2)
    session.set_hover(Hover((float(place[0]), float(place[1])), image))


def carried(
    name: str, code: NDArray[np.float32], image: NDArray[np.uint8]
) -> tuple[Carried, QPixmap]:
    """Return a code [d] and its picture, to be dragged."""
    return Carried(name, code[None]), QPixmap.fromImage(to_qimage(image))


def recipe_of(session: Session, codes: NDArray[np.float32], edits: Sequence[str]) -> Recipe | None:
    """Return how codes [N, d] of the model in view were made; None without a model."""
    view = session.view
    if view is None:
        return None
    record = view.record
    return Recipe(
        run="" if session.run is None else session.run.folder.name,
        created=getattr(record, "created", ""),
        family=record.family,
        step=view.step,
        codes=codes_of(codes),
        label=session.label,
        edits=tuple(edit[:LONGEST] for edit in edits),
    )


def ask_path(parent: QWidget, session: Session, what: str) -> Path | None:
    """Ask where a picture is to be saved; None if it is not."""
    step = session.view.step if session.view is not None else 0
    suggestion = str(Path.home() / f"{what}-step-{step}.png")
    path, _ = QFileDialog.getSaveFileName(
        parent, tr("Save the picture"), suggestion, tr("PNG (*.png)")
    )
    if not path:
        return None
    return Path(path) if path.lower().endswith(".png") else Path(f"{path}.png")


def save(lens: Lens, path: Path, image: NDArray[np.uint8], recipe: Recipe | None) -> Path:
    """Write an image [C, H, W]; in a worker. It needs the lens for nothing but its thread."""
    write_png(path, np.ascontiguousarray(image.transpose(1, 2, 0)), recipe)
    return path


def say_saved(session: Session, path: Path) -> None:
    """Say where the picture is."""
    name, folder = printable(path.name), printable(path.parent)
    session.say(tr("Saved {name} in {folder}.", name=name, folder=folder))


def say_failed(session: Session, error: object) -> None:
    """Say why the picture was not saved."""
    reason = printable(error)
    known = isinstance(error, UserError)
    session.say(reason if known else tr("Saving failed: {reason}", reason=reason), "error")
