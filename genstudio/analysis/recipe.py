"""How an image was made, kept inside its PNG: enough to make it again, and no more.

A recipe names a run by its folder's name and the time of its creation, never by its place on
the disk: a shared picture must not tell where its maker keeps things.
"""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from genstudio import __version__
from genstudio.core import atomic, bounded
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.train.runs import Run

T = TypeVar("T", bound=msgspec.Struct)

KEYWORD = b"genstudio"
FORMAT = 1
LARGEST_FILE = 64 * 2**20
LARGEST = 2**20  # bytes of a recipe
MOST_CODES = 4096
SIGNATURE = b"\x89PNG\r\n\x1a\n"

Text = Annotated[str, msgspec.Meta(max_length=500)]
Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]  # what an int64 holds
Code = Annotated[tuple[float, ...], msgspec.Meta(min_length=1, max_length=4096)]


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What made the images of a file, in the order in which they stand there.

    `codes` are the points of the latent space that were decoded, after every edit; nine digits
    hold a float32 exactly. `seed` and `truncation` say how they were drawn, where they were, and
    `edits` what was done to them since, each in a few words. `label` is the class that a
    conditional model was told for all of them, `labels` that of each where they differ.
    """

    format: int = FORMAT
    program: Text = __version__
    run: Text
    created: Text
    family: Text
    step: Number
    codes: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1, max_length=MOST_CODES)]
    columns: Annotated[int, msgspec.Meta(ge=1, le=MOST_CODES)] = 1
    label: Number | None = None
    labels: Annotated[tuple[Number, ...], msgspec.Meta(max_length=MOST_CODES)] = ()
    seed: Number | None = None
    truncation: float = 1.0
    edits: Annotated[tuple[Text, ...], msgspec.Meta(max_length=100)] = ()

    @property
    def array(self) -> NDArray[np.float32]:
        """The codes as an array [N, d]."""
        return np.array(self.codes, np.float32)


def codes_of(array: NDArray[np.floating]) -> tuple[Code, ...]:
    """Return codes [N, d] as a recipe holds them."""
    return tuple(tuple(float(f"{v:.9g}") for v in code) for code in np.atleast_2d(array))


def made(
    run: Run,
    step: int,
    codes: NDArray[np.floating],
    columns: int | None = None,
    **told: Any,
) -> Recipe | None:
    """Describe a picture of codes [N, d]; None where they are too many for one.

    Without `columns` as many as in a grid that is as square as it can be. `told` are the other
    fields of a recipe.
    """
    count = len(codes)
    if not 0 < count <= MOST_CODES:
        return None
    recipe = Recipe(
        run=run.folder.absolute().name,
        created=run.record.created,
        family=run.record.family,
        step=step,
        codes=codes_of(codes),
        columns=min(count, columns or math.ceil(math.sqrt(count))),
        **told,
    )
    return recipe if len(msgspec.json.encode(recipe)) + len(KEYWORD) + 5 <= LARGEST else None


def images_of(recipe: Recipe, lens: Lens) -> NDArray[Any]:
    """Return the images [N, C, H, W] again, with a lens that looks at the recipe's checkpoint.

    Raises UserError where the model has another latent space.
    """
    if recipe.array.shape[1] != lens.latent_dim:
        raise UserError(
            tr(
                "The recipe's codes have {theirs} numbers, but this model's latent space has "
                "{ours} dimensions: it is another model's.",
                theirs=recipe.array.shape[1],
                ours=lens.latent_dim,
            )
        )
    if recipe.label is not None:
        lens.label = recipe.label if recipe.label < lens.classes else lens.label
    elif recipe.labels and max(recipe.labels) < lens.classes:
        return lens.decode(recipe.array, labels=np.array(recipe.labels, np.int64))
    return (lens.decode if recipe.seed is None else lens.samples)(recipe.array)


def find_run(recipe: Recipe, folders: Sequence[Path]) -> Path | None:
    """Return the run that a picture was made with, in one of the folders that hold runs.

    A folder may be the run itself. A run that was renamed is known by its time of creation.
    """
    from genstudio.train.runs import list_runs

    # A name from a strange picture must not lead elsewhere, to a server's share least of all.
    named = [recipe.run] if atomic.is_name(recipe.run) else []
    places = [p for folder in folders for p in (folder, *(folder / name for name in named))]
    found = next((place for place in places if _is_it(recipe, place)), None)
    if found is not None:
        return found
    known = recipe.created, recipe.family
    runs = [run for folder in folders if folder.is_dir() for run in list_runs(folder)]
    return next((run.folder for run in runs if (run.created, run.family) == known), None)


def _is_it(recipe: Recipe, folder: Path) -> bool:
    from genstudio.train.runs import RECORD, Run

    try:
        return (folder / RECORD).is_file() and Run.open(folder).record.created == recipe.created
    except (UserError, OSError):
        return False


def write_png(
    path: Path, pixels: NDArray[np.uint8], recipe: msgspec.Struct | None, keyword: bytes = KEYWORD
) -> None:
    """Write pixels [H, W, C] as PNG atomically, with the recipe as a text in it.

    Another `keyword` is for what tells of a picture that no code has made.
    """
    from PIL import Image

    squeezed = pixels[:, :, 0] if pixels.ndim == 3 and pixels.shape[2] == 1 else pixels
    buffer = io.BytesIO()
    Image.fromarray(squeezed).save(buffer, "PNG")
    data = buffer.getvalue()
    if recipe is not None:
        text = _chunk(b"iTXt", keyword + b"\0\0\0\0\0" + msgspec.json.encode(recipe))
        data = data[:-12] + text + data[-12:]  # before IEND, which is 12 bytes long
    atomic.write_bytes(path, data)


def read(path: Path) -> Recipe | None:
    """Return a picture's recipe; None for any file without one, of whatever kind.

    Raises UserError where there is one that cannot be understood.
    """
    recipe = told_in(path, KEYWORD, Recipe)
    if recipe is None:
        return None
    lengths = {len(code) for code in recipe.codes}
    sound = len(lengths) == 1 and len(recipe.labels) in (0, len(recipe.codes))
    if not sound or not np.isfinite(recipe.array).all():
        raise _unreadable(path)
    return recipe


def told_in(path: Path, keyword: bytes, kind: type[T]) -> T | None:
    """Return what a picture tells of itself under a keyword; None for any file that does not.

    Raises UserError where it does, but not as a struct of this kind and FORMAT.
    """
    text = _text_in(path, keyword)
    if text is None:
        return None
    try:
        found: Any = msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise _unreadable(path) from error
    if found.format != FORMAT:
        raise _unreadable(path)
    told: T = found
    return told


def _text_in(path: Path, keyword: bytes) -> bytes | None:
    try:
        data = bounded.read(path, LARGEST_FILE)
    except OSError:
        return None
    for kind, body in _chunks(data):
        if kind == b"iTXt" and body.startswith(keyword + b"\0") and len(body) <= LARGEST:
            return body[len(keyword) + 5 :]
    return None


def _unreadable(path: Path) -> UserError:
    return UserError(
        tr(
            "The recipe in {name} is damaged, or from a newer genstudio: the picture can still be "
            "opened as a picture.",
            name=printable(path.name),
        )
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kinds and contents of a PNG's chunks as far as they are whole."""
    place = len(SIGNATURE)
    if data[:place] != SIGNATURE:
        return
    while place + 12 <= len(data):
        (size,) = struct.unpack(">I", data[place : place + 4])
        kind, end = data[place + 4 : place + 8], place + 12 + size
        body = data[place + 8 : end - 4]
        if end > len(data) or struct.unpack(">I", data[end - 4 : end])[0] != zlib.crc32(
            kind + body
        ):
            return
        yield kind, body
        place = end
