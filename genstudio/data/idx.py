"""MNIST's own format: IDX files, gzipped or not, alone or in a folder as they are published."""

from __future__ import annotations

import gzip
import math
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data._faults import Faulty, explained
from genstudio.data._labels import to_labels
from genstudio.data._pixels import to_images
from genstudio.data._resize import Fitting, Size, fit_images
from genstudio.data.dataset import Dataset, Problem, Progress, Stopped, complete_split, make_split

RANK = 2
UNSIGNED_BYTES = 0x08  # the third byte of the magic number; the fourth counts dimensions
GZIP = b"\x1f\x8b"
MAX_BYTES = 4 << 30
MAX_RATIO = 1032  # deflate cannot pack more tightly
PIECE = 4 << 20
NAME = re.compile(r"(train|t10k|test)-(images|labels)[-.]idx[13]-ubyte(\.gz)?$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """How the pictures become the squares that the models take."""

    size: Size = 0
    fit: Fitting = "crop"


class Loaded(NamedTuple):
    """What the files hold: images [N, H, W], labels [N], and the split [N]."""

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8] | None
    split: NDArray[np.uint8]
    problems: tuple[Problem, ...] = ()


class Header(NamedTuple):
    """The sizes of the dimensions an IDX file announces, and the bytes that must follow."""

    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """Number of values, one byte each."""
        return math.prod(self.shape)


def accepts(source: str | Path) -> bool:
    """Take folders in MNIST's layout, and files by their name or their first bytes."""
    if os.path.isdir(source):
        return bool(_members(source))
    if not os.path.isfile(source):
        return False
    name = str(source).lower()
    return name.endswith((".gz", ".idx", "-ubyte")) or _looks_like_idx(source)


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Return the images, labelled where labels lie beside them.

    A folder keeps its official test set and gives up 5 % of train for validation. Raise
    UserError for a wrong magic number, a wrong length or a truncated file.
    """
    path = os.fspath(source)
    if os.path.isdir(path):
        loaded = _load_folder(path, stop)
    else:
        images, labels = _load_pair(path, _labels_beside(path), stop)
        loaded = Loaded(images, labels, make_split(len(images)))
    with explained(path):
        count = len(loaded.images)
        known = None if loaded.labels is None else to_labels(loaded.labels, count)
        squares = fit_images(to_images(loaded.images), config.size, config.fit, progress, stop)
    return Dataset(
        name=printable(Path(os.path.abspath(path)).name.removesuffix(".gz")),
        source=os.path.abspath(path),
        images=squares,
        split=loaded.split,
        labels=known[0] if known else None,
        classes=known[1] if known else (),
        problems=loaded.problems,
    )


def read(path: str, stop: Stop) -> NDArray[np.uint8]:
    """Return the array in an IDX file of unsigned bytes; raise UserError for any fault."""
    with explained(path), open(path, "rb") as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        there = os.fstat(raw.fileno()).st_size
        if not packed:
            return _read_values(raw, there, stop)
        with gzip.GzipFile(fileobj=raw) as file:
            try:
                return _read_values(cast(IO[bytes], file), there * MAX_RATIO, stop)
            except EOFError as error:
                raise Faulty(tr("is truncated: its compressed data ends too early")) from error


def _read_values(file: IO[bytes], limit: int, stop: Stop) -> NDArray[np.uint8]:
    header = _read_header(file)
    if header.size > min(limit, MAX_BYTES):
        raise Faulty(
            tr(
                "announces {size:,} bytes of values {shape}, more than it can hold",
                size=header.size,
                shape=header.shape,
            )
        )
    values = bytearray()
    while len(values) <= header.size:
        if stop():
            raise Stopped
        piece = file.read(min(PIECE, header.size + 1 - len(values)))
        if not piece:
            break
        values += piece
    if len(values) < header.size:
        raise Faulty(
            tr(
                "is truncated: {count:,} bytes of values where its header announces {size:,}",
                count=len(values),
                size=header.size,
            )
        )
    if len(values) > header.size:
        raise Faulty(
            tr("is longer than the {size:,} bytes of values its header announces", size=header.size)
        )
    return np.frombuffer(values, np.uint8).reshape(header.shape)


def _read_header(file: IO[bytes]) -> Header:
    magic = file.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[3] not in (1, 3, 4):
        raise Faulty(
            tr(
                "is not an IDX file of images or labels: its magic number is {hex}",
                hex=magic.hex() or tr("missing"),
            )
        )
    if magic[2] != UNSIGNED_BYTES:
        raise Faulty(
            tr(
                "holds values of the IDX type 0x{magic:02x}; only unsigned bytes are read",
                magic=magic[2],
            )
        )
    sizes = file.read(4 * magic[3])
    if len(sizes) < 4 * magic[3]:
        raise Faulty(tr("is truncated: it ends within its header"))
    return Header(tuple(int(n) for n in np.frombuffer(sizes, ">u4")))


def _load_folder(folder: str, stop: Stop) -> Loaded:
    members = _one_set(folder)
    parts = [p for p in ("train", "test") if f"{p} images" in members]
    pairs = [_load_pair(members[f"{p} images"], members.get(f"{p} labels"), stop) for p in parts]
    if len({images.shape[1:] for images, _ in pairs}) > 1:
        raise UserError(
            tr("The train and test images in {folder} differ in size.", folder=printable(folder))
        )
    given = np.concatenate(
        [np.full(len(i), 2 if p == "test" else 0, np.uint8) for p, (i, _) in zip(parts, pairs)]
    )
    split = complete_split(given) if len(parts) > 1 else make_split(len(given))
    labels = [labels for _, labels in pairs if labels is not None]
    images = np.concatenate([images for images, _ in pairs])
    if len(labels) == len(pairs):
        return Loaded(images, np.concatenate(labels), split)
    lost = Problem(".", tr("has labels for only one of train and test; they were left out."))
    return Loaded(images, None, split, (lost,) if labels else ())


def _load_pair(
    images_path: str, labels_path: str | None, stop: Stop
) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
    images = read(images_path, stop)
    if images.ndim == 1:
        raise UserError(
            tr(
                "{images_path} holds labels: give the file of images.",
                images_path=printable(images_path),
            )
        )
    if labels_path is None:
        return images, None
    labels = read(labels_path, stop)
    if labels.shape != images.shape[:1]:
        raise UserError(
            tr(
                "{labels_path} holds {found:,} labels for {count:,} images.",
                labels_path=printable(labels_path),
                found=labels.shape[0],
                count=len(images),
            )
        )
    return images, labels


def _one_set(folder: str) -> dict[str, str]:
    """Return the folder's members, plain before gzipped; refuse several sets (EMNIST)."""
    members = _members(folder)
    for files in members.values():
        sets = {os.path.basename(file).removesuffix(".gz") for file in files}
        if len(sets) > 1:
            raise UserError(
                tr(
                    "{folder} holds several sets of images: give one file of images, such as "
                    "{files}.",
                    folder=printable(folder),
                    files=printable(files[0]),
                )
            )
    return {key: min(files, key=len) for key, files in members.items()}


def _members(folder: str | Path) -> dict[str, list[str]]:
    """Map `train images`, `test labels` and so on to files; empty without any images."""
    found: dict[str, list[str]] = {}
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return {}
    for entry in entries:
        match = NAME.search(entry)
        if match and os.path.isfile(os.path.join(folder, entry)):
            part = "train" if match[1].lower() == "train" else "test"
            found.setdefault(f"{part} {match[2].lower()}", []).append(os.path.join(folder, entry))
    return found if any(key.endswith("images") for key in found) else {}


def _labels_beside(path: str) -> str | None:
    """Return the file of labels that belongs to a file of images, when it lies beside it."""
    folder, name = os.path.split(path)
    renamed = name.replace("images", "labels").replace("idx3", "idx1")
    plain = renamed.removesuffix(".gz")
    candidates = [os.path.join(folder, n) for n in (renamed, plain, f"{plain}.gz") if n != name]
    return next((c for c in candidates if renamed != name and os.path.isfile(c)), None)


def _looks_like_idx(source: str | Path) -> bool:
    try:
        with open(source, "rb") as file:
            magic = file.read(4)
    except OSError:
        return False
    return (
        len(magic) == 4 and magic[:2] == b"\0\0" and 0x08 <= magic[2] <= 0x0E and 1 <= magic[3] <= 4
    )
