"""Walk a folder for images without following links, and say what was left out."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field

from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.data.dataset import Problem, Stopped

SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".bmp", ".dib", ".gif", ".tif", ".tiff"}
)
METADATA = "metadata.jsonl"
BESIDE = frozenset(  # what usually lies beside images and is no reason to complain
    {".txt", ".json", ".jsonl", ".csv", ".tsv", ".md", ".rst", ".xml", ".yaml", ".yml", ".toml"}
    | {".html", ".ini", ".db", ".log", ".pdf", ".genstudio"}
)
WHICH = mark("PNG, JPEG, WEBP, BMP, GIF or TIFF")


@dataclass(slots=True)
class Found:
    """What a folder holds, as paths relative to it; `images` in an order of their bytes."""

    images: list[str] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    metadata: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)  # folders called like an image


def scan(root: str, stop: Stop) -> Found:
    """List the images under a folder; raise UserError where the folder cannot be opened.

    Links to files are followed, links to folders are not (they may loop) and are listed.
    Hidden files and what usually lies beside images are passed over in silence.
    """
    found = Found()
    waiting = [""]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(os.path.join(root, here)) as entries:
                for entry in entries:
                    if stop():
                        raise Stopped
                    _note(entry, os.path.join(here, entry.name), found, waiting)
        except OSError as error:
            if not here:
                raise UserError(
                    tr(
                        "{root} cannot be opened: {reason}.",
                        root=printable(root),
                        reason=error.strerror,
                    )
                ) from error
            found.problems.append(
                Problem(printable(here), tr("cannot be opened: {reason}.", reason=error.strerror))
            )
    found.images.sort(key=os.fsencode)
    found.metadata.sort(key=os.fsencode)
    for folder in found.misnamed:
        if not any(image.startswith(folder + os.sep) for image in found.images):
            found.problems.append(Problem(printable(folder), tr("is a folder, not an image.")))
    found.problems.sort(key=lambda problem: problem.file)
    return found


def _note(entry: os.DirEntry[str], name: str, found: Found, waiting: list[str]) -> None:
    suffix = os.path.splitext(entry.name)[1].lower()
    if entry.name.startswith(".") or entry.name == "__MACOSX":
        return
    if entry.is_dir(follow_symlinks=False):
        waiting.append(name)
        if suffix in SUFFIXES:
            found.misnamed.append(name)
        return
    reason = _irregular(entry)
    if reason is None and suffix in SUFFIXES:
        found.images.append(name)
    elif reason is None and entry.name == METADATA:
        found.metadata.append(name)
    elif reason is None and suffix == ".txt":
        found.texts.add(name)
    elif reason is None and suffix not in BESIDE:
        reason = tr("is not called like an image ({kinds}).", kinds=tr(WHICH))
    if reason is not None:
        found.problems.append(Problem(printable(name), reason))


def _irregular(entry: os.DirEntry[str]) -> str | None:
    """Say why an entry can be no image file; None where it may be one."""
    if entry.is_file(follow_symlinks=False):
        return None
    try:
        mode = entry.stat().st_mode
    except OSError:
        return tr("is a link that leads nowhere.")
    if stat.S_ISDIR(mode):
        return tr("is a link to a folder; such links are not followed, as they may loop.")
    return None if stat.S_ISREG(mode) else tr("is not a regular file.")
