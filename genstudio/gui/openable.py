"""What the program can be asked to open: paths, and the addresses that desktops pass on."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

RUN_FILE = "run.genstudio"
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
SUFFIXES = (".genstudio", ".genlesson")


def path_of(argument: str) -> Path:
    """Return the absolute path that an argument names, be it a path or a `file:` address.

    A "%20" in a path is part of the name; in an address it is a space. What is neither counts as
    a path: the window will say that there is no such file.
    """
    if argument.lower().startswith("file:"):
        with contextlib.suppress(UserError):
            return path_of_url(argument)
    return Path(os.path.abspath(os.path.expanduser(argument)))


def path_of_url(url: str) -> Path:
    """Return the path of a `file:` address on this machine; UserError for any other."""
    try:
        parts = urlsplit(url)
        here = parts.scheme == "file" and parts.hostname in (None, "", "localhost")
        raw = unquote_to_bytes(parts.path) if here else b""
    except ValueError:
        raw = b""
    if not raw.startswith(b"/") or b"\0" in raw:
        raise UserError(
            tr(
                "{address} is not a file on this machine; only those can be opened.",
                address=printable(url)[:200],
            )
        )
    if os.name == "nt":
        raw = raw.lstrip(b"/")  # file:///C:/folder
    return Path(os.path.abspath(os.fsdecode(raw)))


def urls_of(arguments: Sequence[str]) -> list[str]:
    """Return arguments as addresses that mean the same in any folder, and are plain ASCII."""
    return [path_of(argument).as_uri() for argument in arguments]


def is_openable(argument: str) -> bool:
    """Tell whether an argument can only mean something to open: a run, a lesson or a picture."""
    if argument.lower().startswith("file:"):
        return True
    path = Path(argument)
    if path.suffix.lower() in PICTURES:
        return os.path.isfile(path)
    return path.suffix in SUFFIXES or os.path.isfile(path / RUN_FILE)


def run_folder(path: Path) -> Path | None:
    """Return the folder of the run that a path stands for: the folder, or a file in it.

    Asked through os.path: to pathlib a disk that has gone is an error, and not "no such file".
    """
    folder = path.parent if path.suffix == ".genstudio" else path
    return folder if os.path.isfile(folder / RUN_FILE) else None


def holds_pictures(path: Path) -> bool:
    """Tell whether a path may be one kind of pictures: a folder that is no run, or an archive."""
    if os.path.isdir(path):
        return run_folder(path) is None
    return path.name.lower().endswith(ARCHIVES) and os.path.isfile(path)
