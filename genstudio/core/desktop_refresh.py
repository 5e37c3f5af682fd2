"""Has a Linux desktop notice that menu entries, file types and icons have changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from genstudio.core import paths

ANSWER = 10.0  # s, for a tool that reads one line of a file
PATIENCE = 60.0  # s, for a tool that reads every application there is
MIME_CACHES = (
    "XMLnamespaces", "aliases", "generic-icons", "globs", "globs2", "icons", "magic",
    "mime.cache", "subclasses", "treemagic", "types", "version",
)  # fmt: skip


def data_home() -> Path:
    """Return the folder of the user's own menu entries, file types and icons."""
    chosen = os.environ.get("XDG_DATA_HOME", "")
    return Path(chosen) if os.path.isabs(chosen) else paths.home() / ".local" / "share"


def data_dirs() -> list[Path]:
    """Return the same folders of the system."""
    chosen = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(folder) for folder in chosen.split(":") if os.path.isabs(folder)]


def desktop_folder() -> Path:
    """Return the folder whose files lie on the desktop, under its name in the user's language."""
    home = paths.home()
    if shutil.which("xdg-user-dir"):
        command = ["xdg-user-dir", "DESKTOP"]
        try:
            asked = subprocess.run(command, capture_output=True, timeout=ANSWER, check=False)
        except subprocess.TimeoutExpired:
            return home / "Desktop"
        folder = os.fsdecode(asked.stdout.removesuffix(b"\n"))  # it may be no text
        if os.path.isabs(folder) and Path(folder) != home:  # the home means that there is none
            return Path(folder)
    return home / "Desktop"


def refresh(data: Path) -> None:
    """Have what desktops keep of this folder made anew, with the tools that there are."""
    if (data / "applications").is_dir():
        _call("update-desktop-database", str(data / "applications"))
    if (data / "mime" / "packages").is_dir():
        _call("update-mime-database", str(data / "mime"))
    theme = data / "icons" / "hicolor"
    if (theme / "icon-theme.cache").exists():
        _call("gtk-update-icon-cache", "-q", "-f", "-t", str(theme))
    elif theme.is_dir():  # a cache made now would be stale after the next program's icon
        os.utime(theme)
    for tool in ("kbuildsycoca6", "kbuildsycoca5"):
        if _call(tool):
            break


def forget_caches(data: Path) -> None:
    """Remove caches that describe nothing any more, so that their folders are empty."""
    applications, mime = data / "applications", data / "mime"
    if not any(applications.rglob("*.desktop")):
        (applications / "mimeinfo.cache").unlink(missing_ok=True)
    if not any((mime / "packages").glob("*.xml")):
        for name in MIME_CACHES:
            (mime / name).unlink(missing_ok=True)
        for folder in mime.glob("*/"):  # one for each half of a type's name
            if not any(folder.iterdir()):
                folder.rmdir()


def trust(icon: Path) -> None:
    """Mark an icon on the desktop as one that the user wants to start, for each desktop its way.

    The permission suffices for MATE and LXDE; GNOME and Xfce also want a mark that `gio` sets.
    Where there is none, they ask once.
    """
    icon.chmod(0o755)
    digest = hashlib.sha256(icon.read_bytes()).hexdigest()
    for name, value in (("trusted", "true"), ("xfce-exe-checksum", digest)):
        _call("gio", "set", "-t", "string", str(icon), f"metadata::{name}", value)


def _call(*command: str) -> bool:
    """Run a desktop's tool, if it is there; what it thinks of other files is not our matter."""
    if shutil.which(command[0]) is None:
        return False
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    return True
