"""What a Linux desktop is told about the program: menu entry, file types, icons, metadata.

Pure: which files, where below a data folder, with which bytes. `core/desktop.py` writes them
for one user; a system package ships the same ones below /usr/share.
Sources: freedesktop.org's Desktop Entry, Shared MIME-info, Icon Theme and AppStream documents.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.core.paths import APP_ID, resource

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)  # pixels of the PNG files beside each SVG
CONTEXTS = {"app": "apps", "mimetypes": "mimetypes"}  # our folder of icons: the theme's
ENTRY = Path("applications") / f"{APP_ID}.desktop"
WINDOW_COMMAND = "genstudio-app"
RESERVED = frozenset("\"'\\><~|&;$*?#()`")  # an argument with one of these is quoted


def files(data: Path, command: Sequence[str]) -> dict[Path, bytes]:
    """Return every file's place below `data` and its bytes, with `command` as the launcher."""
    shipped = resource("desktop")
    wanted = {
        data / ENTRY: entry(command),
        data / "metainfo" / f"{APP_ID}.metainfo.xml": (
            shipped / f"{APP_ID}.metainfo.xml"
        ).read_bytes(),
        data / "mime" / "packages" / f"{APP_ID}.xml": (shipped / f"{APP_ID}.xml").read_bytes(),
    }
    for source in icon_sources(resource("icons")):
        context = CONTEXTS[source.parent.name]
        theme = data / "icons" / "hicolor"
        wanted[theme / "scalable" / context / source.name] = source.read_bytes()
        for size in ICON_SIZES:
            drawn = source.with_name(f"{source.stem}-{size}.png")
            target = theme / f"{size}x{size}" / context / f"{source.stem}.png"
            wanted[target] = drawn.read_bytes()
    return wanted


def icon_sources(icons: Path) -> list[Path]:
    """Return the SVG files of the program's and the documents' icons."""
    return [path for folder in CONTEXTS for path in sorted((icons / folder).glob("*.svg"))]


def entry(command: Sequence[str]) -> bytes:
    """Return the menu entry that starts `command`, whose first word is an absolute path."""
    template = (resource("desktop") / f"{APP_ID}.desktop.in").read_text("utf-8")
    line = " ".join(_escaped(quoted(word)) for word in command)
    text = template.replace("@EXEC@", line).replace("@TRYEXEC@", _escaped(command[0]))
    return text.encode()


def program_of(text: str) -> str | None:
    """Return the program whose absence hides an entry: its TryExec, None where it names none."""
    for line in text.splitlines():
        key, _, value = line.partition("=")
        if key == "TryExec":
            return value.replace("\\\\", "\\")
    return None


def launcher() -> list[str]:
    """Return what starts the window, as absolute as a menu needs it: it knows no PATH of ours."""
    executable = Path(os.path.abspath(sys.executable))  # not resolve(): a venv's python is a link
    image, mounted = os.environ.get("APPIMAGE"), os.environ.get("APPDIR")
    if image and mounted and executable.is_relative_to(mounted):
        return [image, "app"]  # what is mounted now is gone when the window closes
    beside = executable.with_name(WINDOW_COMMAND)
    if beside.is_file():
        return [str(beside)]
    if getattr(sys, "frozen", False):
        return [str(executable), "app"]
    return [str(executable), "-m", "genstudio", "app"]


def quoted(word: str) -> str:
    """Quote one word of an Exec line.

    Raises UserError for what no menu can start: GLib looks for a program whose path has a
    doubled `%` instead of the single one that the specification means by it, and control
    characters and `=` are ruled out by the specification itself.
    """
    try:
        word.encode()
    except UnicodeEncodeError:
        raise UserError(_unfit(word, tr("characters that are no text"))) from None
    for wrong, name in (("%", tr("a percent sign")), ("=", tr("an equals sign"))):
        if wrong in word:
            raise UserError(_unfit(word, name))
    if any(ord(c) < 0x20 or ord(c) == 0x7F for c in word):
        raise UserError(_unfit(word, tr("a line break or another control character")))
    if word and RESERVED.isdisjoint(word) and not any(c.isspace() for c in word):
        return word
    for special in '\\"`$':
        word = word.replace(special, f"\\{special}")
    return f'"{word}"'


def _escaped(value: str) -> str:
    """Write a value of type string, whose backslashes the desktop's reader takes away first."""
    return value.replace("\\", "\\\\")


def _unfit(word: str, what: str) -> str:
    return tr(
        "genstudio is in a folder whose name has {what}, which no applications menu can start: "
        "{path}. Install it in another folder and try again.",
        what=what,
        path=printable(word),
    )
