"""The fonts that are installed, found without a window system; those that are no use are said."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import ImageFont

from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data.dataset import Problem, Stopped

ENDINGS = (".ttf", ".otf", ".ttc")
LARGEST = 64 << 20  # bytes: fonts of all Chinese characters are as large
SYMBOLS = re.compile(r"symbol|dingbat|wingding|webding|emoji|icon|awesome|math|music|braille", re.I)
MISSING = "\U0010fffd"  # no font has it: what is drawn for it is drawn for all that it has not
REFERENCE = 64  # px of the size at which fonts are looked at
FC_LIST_SECONDS = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Face:
    """A font that has all letters: its name, and for a size of 1 px what letters measure.

    `top` and `bottom` are the letters' extents above and below the line they stand on, `wide`
    is the widest one.
    """

    name: str
    path: str
    top: float
    bottom: float
    wide: float


def folders() -> list[Path]:
    """Return where this system keeps fonts; not all need to exist."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return [windows / "Fonts", local / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    system = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [*(Path(p) / "fonts" for p in system.split(":") if p), own / "fonts", home / ".fonts"]


def installed() -> list[str]:
    """Return the files of all fonts, in the order of their names."""
    found = set(_listed())
    for folder in folders():
        for place, _, names in os.walk(folder):
            found.update(os.path.join(place, name) for name in names)
    files = {os.path.realpath(path) for path in found if path.lower().endswith(ENDINGS)}
    return sorted(files, key=lambda path: (os.path.basename(path), path))


def usable(
    paths: Iterable[str], letters: Sequence[str], most: int, stop: Stop
) -> tuple[list[Face], list[Problem]]:
    """Return the first `most` fonts that have all letters, and why others were left out."""
    faces: dict[str, Face] = {}
    problems: list[Problem] = []
    for path in paths:
        if stop():
            raise Stopped
        if len(faces) == most:
            break
        try:
            face = _look(path, letters)
        except Exception as error:  # noqa: BLE001 -- FreeType raises anything on a damaged font
            face = tr("cannot be read ({what}).", what=printable(error)[:100])
        if isinstance(face, Face):
            faces.setdefault(face.name, face)
        else:
            problems.append(Problem(printable(os.path.basename(path)), face))
    return list(faces.values()), problems


def opened(path: str, size: float) -> ImageFont.FreeTypeFont:
    """Open a font by simple layout: the other needs a library that is not everywhere."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _look(path: str, letters: Sequence[str]) -> Face | str:
    """Measure a font; or return why it is no use."""
    if os.path.getsize(path) > LARGEST:
        return tr("is larger than the {limit:,} bytes of a font that is read.", limit=LARGEST)
    if SYMBOLS.search(os.path.basename(path)):
        return tr("has symbols in place of letters.")
    font = opened(path, REFERENCE)
    family, style = font.getname()
    nothing = _drawn(font, MISSING)
    shapes = [_drawn(font, letter) for letter in letters]
    if any(not shape[0] or shape == nothing for shape in shapes) or len(set(shapes)) < len(shapes):
        return tr("does not have all letters.")
    if not _like_letters(font):
        return tr("has symbols in place of letters.")
    boxes = np.array([font.getbbox(letter, anchor="ms") for letter in letters]) / REFERENCE
    wide = float((boxes[:, 2] - boxes[:, 0]).max())
    name = " ".join(part for part in (family, style) if part) or os.path.basename(path)
    top, bottom = float(-boxes[:, 1].min()), float(boxes[:, 3].max())
    return Face(printable(name), path, top, max(0.0, bottom), wide)


def _like_letters(font: ImageFont.FreeTypeFont) -> bool:
    """Say whether I is narrower than W, and E, H, L and T are equally high: pictures are not."""
    left, _, right, _ = font.getbbox("I", anchor="ls")
    first, _, last, _ = font.getbbox("W", anchor="ls")
    tops = [-font.getbbox(letter, anchor="ls")[1] for letter in "EHLT"]
    return right - left < last - first and min(tops) > 0.8 * max(tops)


def _drawn(font: ImageFont.FreeTypeFont, letter: str) -> tuple[bytes, tuple[int, int]]:
    mask = font.getmask(letter, mode="L")
    return bytes(mask), mask.size


def _listed() -> list[str]:
    """Ask fontconfig, which knows further folders, where it is there."""
    program = shutil.which("fc-list")
    if program is None:
        return []
    try:
        told = subprocess.run(
            [program, "--format", "%{file}\n"],
            capture_output=True,
            timeout=FC_LIST_SECONDS,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.info("fontconfig was not asked: %s", error)
        return []
    return [os.fsdecode(line) for line in told.stdout.splitlines()]
