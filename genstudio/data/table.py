"""A CSV file of pixels: one image a row, with or without a header and a column of labels."""

from __future__ import annotations

import gzip
import io
import math
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Annotated, Any, Literal, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from genstudio.core.config import Hint
from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.core.sizes import Bytes
from genstudio.data._faults import Faulty, explained
from genstudio.data._labels import to_labels
from genstudio.data._npy import MAX_BYTES
from genstudio.data._pixels import to_images
from genstudio.data._resize import Fitting, Size, fit_images
from genstudio.data.dataset import Dataset, Progress, Stopped, make_split

RANK = 1
ENDINGS = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
SEPARATORS = ",;\t"
LABELS = ("label", "labels", "class", "target", "y")
MAX_LINE = 8 << 20  # characters
ROWS = 1000  # read at a time
Where = Literal["auto", "first", "last", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """What the columns mean, and how the images become the squares that the models take."""

    size: Size = 0
    fit: Fitting = "crop"
    label_column: Annotated[
        Where, Hint("the column of labels; auto finds it by its name, or as one column too many")
    ] = "auto"
    image_width: Annotated[
        int, Hint("pixels in a row of the image; 0: it is square", 0, 4096, "px")
    ] = 0


class Columns(NamedTuple):
    """What a row holds: how many cells, the label's place (None: none), [C, H, W]."""

    cells: int
    label: int | None
    shape: tuple[int, int, int]


def accepts(source: str | Path) -> bool:
    """Take files by their name."""
    return os.path.isfile(source) and str(source).lower().endswith(ENDINGS)


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Return the rows as images; raise UserError that names the line where one is wrong.

    Pixels are 0..255 or 0..1, row by row; three times a square number of them is a colour
    image, plane by plane (all reds first), as CIFAR-10 is published.
    """
    path = os.fspath(source)
    with explained(path), open(path, "rb") as raw, _text(raw) as text:
        size = os.fstat(raw.fileno()).st_size

        def read() -> None:
            progress(Bytes(min(raw.tell(), size)), Bytes(size))
            if stop():
                raise Stopped

        values, labels, columns = _read(_lines(text), config, read)
        count = len(values)
        images = to_images(values.reshape(count, *columns.shape))
        known = None if labels is None else to_labels(_numbers(labels), count)
    return Dataset(
        name=printable(Path(path).name.split(".")[0]),
        source=os.path.abspath(path),
        images=fit_images(images, config.size, config.fit, progress, stop),
        split=make_split(count),
        labels=known[0] if known else None,
        classes=known[1] if known else (),
    )


def _text(raw: IO[bytes]) -> io.TextIOWrapper:
    """Return the text in a file that may be gzipped."""
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    source = cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if packed else raw
    return io.TextIOWrapper(source, encoding="utf-8-sig")


def _read(
    lines: Iterator[tuple[int, str]], config: Config, read: Callable[[], None]
) -> tuple[NDArray[Any], list[str] | None, Columns]:
    """Return pixels [N, D] as uint8 or float32, and the labels' texts; `read()` now and then."""
    number, first = next(lines, (0, ""))
    if not number:
        raise Faulty(tr("is empty"))
    mark = max(SEPARATORS, key=first.count)
    cells = [cell.strip() for cell in first.split(mark)]
    header = cells if _is_header(cells) else []
    columns = _columns(header, len(cells), config)
    parts: list[NDArray[Any]] = []
    labels: list[str] = []
    held = 0
    rest = lines if header else _again((number, first), lines)
    while chunk := list(islice(rest, ROWS)):
        read()
        part = _parse(chunk, mark, columns, labels)
        held += part.nbytes
        if held > MAX_BYTES:
            raise Faulty(tr("holds more than the {limit:,} bytes of pixels that are read",
                            limit=MAX_BYTES))  # fmt: skip
        parts.append(part)
    if not parts:
        raise Faulty(tr("has a header, but no rows of pixels"))
    kind = np.uint8 if all(part.dtype == np.uint8 for part in parts) else np.float32
    read()
    whole = np.concatenate(parts, dtype=kind, casting="unsafe")
    return whole, None if columns.label is None else labels, columns


def _lines(text: io.TextIOWrapper) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty, with their numbers."""
    number = 0
    try:
        while line := text.readline(MAX_LINE):
            number += 1
            if len(line) == MAX_LINE:
                raise Faulty(tr("has a line {number} that is too long for a row of pixels",
                                number=number))  # fmt: skip
            if line.strip():
                yield number, line.replace('"', "").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise Faulty(tr("is not text, after line {number}", number=number)) from error
    except EOFError as error:
        text_ = tr("is truncated: its compressed data ends too early, after line {number}",
                   number=number)  # fmt: skip
        raise Faulty(text_) from error


def _again(first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from rest


def _is_header(cells: Sequence[str]) -> bool:
    """Tell names of columns from a row, which has at most one text: its label."""
    texts = sum(not _is_number(cell) for cell in cells)
    counted = [str(index) for index in range(len(cells))]  # what pandas calls columns
    return texts > 1 or any(cell.lower() in LABELS for cell in cells) or cells == counted


def _columns(header: Sequence[str], count: int, config: Config) -> Columns:
    """Find out which column is the label, and what shape the others make."""
    named = [i for i, name in enumerate(header) if name.lower() in LABELS]
    label: int | None = None
    if config.label_column != "none":
        if config.label_column == "auto" and named:
            label = named[0]
        elif config.label_column == "last":
            label = count - 1
        elif config.label_column == "first" or _shape(count, config.image_width) is None:
            label = 0
    shape = _shape(count - (label is not None), config.image_width)
    if shape is None:
        raise Faulty(_odd(count, config.image_width))
    return Columns(count, label, shape)


def _shape(pixels: int, width: int) -> tuple[int, int, int] | None:
    """Return (C, H, W) for a number of pixels; None where they make no image."""
    if width:
        good = pixels >= width and pixels % width == 0
        return (1, pixels // width, width) if good else None
    for channels in (1, 3):
        side = math.isqrt(pixels // channels)
        if side >= 2 and channels * side * side == pixels:
            return channels, side, side
    return None


def _odd(count: int, width: int) -> str:
    if width:
        return tr(
            "has {count} columns, which are no rows of {width} pixels, with or without a label: "
            "set another width",
            count=count,
            width=width,
        )
    return tr(
        "has {count} columns, which are no square image, with or without a label: set the width "
        "of the images",
        count=count,
    )


def _parse(
    chunk: Sequence[tuple[int, str]], mark: str, columns: Columns, labels: list[str]
) -> NDArray[Any]:
    """Return the pixels of some lines, and append their labels."""
    rows = []
    for number, line in chunk:
        cells = line.count(mark) + 1
        if cells != columns.cells:
            raise Faulty(
                tr(
                    "has {found} columns in line {number} where the first line has {count}",
                    found=cells,
                    number=number,
                    count=columns.cells,
                )
            )
        rows.append(_without_label(line, mark, columns.label, labels))
    try:
        values = np.loadtxt(rows, np.float32, comments=None, delimiter=mark, ndmin=2)
    except ValueError as error:
        raise Faulty(_which(chunk, rows, mark)) from error
    if not np.isfinite(values).all():
        wrong = int(np.flatnonzero(~np.isfinite(values).all(1))[0])
        raise Faulty(tr("has a pixel in line {number} that is no finite number",
                        number=chunk[wrong][0]))  # fmt: skip
    small = values.astype(np.uint8) if values.min() >= 0 and values.max() <= 255 else None
    return small if small is not None and np.array_equal(small, values) else values


def _without_label(line: str, mark: str, place: int | None, labels: list[str]) -> str:
    if place is None:
        return line
    if place == 0:
        label, _, rest = line.partition(mark)
    else:
        cells = line.split(mark)
        label = cells.pop(place)
        rest = mark.join(cells)
    labels.append(label.strip())
    return rest


def _which(chunk: Sequence[tuple[int, str]], rows: Sequence[str], mark: str) -> str:
    """Say in which line the first cell is that is no number."""
    for (number, _), row in zip(chunk, rows):
        for cell in row.split(mark):
            if not _is_number(cell):
                return tr(
                    "has {cell} in line {number} where a number must be",
                    cell=repr(printable(cell.strip()[:40])),
                    number=number,
                )
    return tr("has lines that are no rows of numbers")


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _numbers(labels: Sequence[str]) -> NDArray[Any]:
    """Return labels as numbers where all are; they count 9, 10 and not 10, 9 then."""
    try:
        return np.array(labels, np.float64)
    except ValueError:
        return np.array(labels)
