"""The program in the applications menu of a Linux desktop, for the current user.

`desktop_files` says what there is to write. What was written, and which folders had to be made
for it, is kept in a record in the state folder, so that removing takes all of that and no more.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from genstudio.core import atomic, desktop_files, desktop_refresh
from genstudio.core.errors import UserError, printable
from genstudio.core.language import mark, tr
from genstudio.core.paths import APP_ID, state_dir

OWN_NAMES = (APP_ID, "application-vnd.genstudio.")  # what the names of all our files begin with
ELSEWHERE = {
    "win32": mark(
        "on Windows the installer puts genstudio into the Start menu. Installed with pip, "
        "genstudio-app.exe lies in the Scripts folder beside python.exe: right-click it and choose "
        "Pin to Start."
    ),
    "darwin": mark(
        "on macOS an application is in the Launchpad once genstudio.app lies in the "
        "Applications folder. Installed with pip, start it from the Terminal: genstudio"
    ),
}


@dataclass(slots=True)
class Record:
    """What installing has written and made, oldest first."""

    files: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)


def supported() -> bool:
    """Whether there is a menu to be added to: on Linux, and not by the system's package already."""
    return sys.platform.startswith("linux") and not system_wide()


def system_wide() -> bool:
    """Whether the system's package manager installed the program, with a menu entry for all."""
    program = Path(desktop_files.launcher()[0])
    owned = program.is_relative_to("/usr") or program.is_relative_to("/opt")
    folders = set(desktop_refresh.data_dirs()) - {desktop_refresh.data_home()}
    return owned and any((folder / desktop_files.ENTRY).exists() for folder in folders)


def install(on_desktop: bool = False) -> dict[str, Any]:
    """Add the program to the menu, and an icon to the desktop if wanted; tell what was written.

    Installing again brings the files up to date, and writes nothing where they are. Raises
    UserError where no menu can start the program, and OSError where nothing can be written.
    """
    _need_menu()
    data, command = desktop_refresh.data_home(), desktop_files.launcher()
    wanted = desktop_files.files(data, command)
    icon = _icon_on_desktop()
    if on_desktop:
        wanted[icon] = desktop_files.entry(command)
    written = [path for path, content in wanted.items() if not _holds(path, content)]
    if on_desktop and icon not in written and not os.access(icon, os.X_OK):
        written.append(icon)
    if written:
        _keep(_planned(list(wanted)))  # before: what is broken off can be removed as well
        for path in written:
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_bytes(path, wanted[path])
        if icon in written:
            desktop_refresh.trust(icon)
        desktop_refresh.refresh(data)
    return {"entry": str(data / desktop_files.ENTRY), "written": [str(path) for path in written]}


def remove() -> dict[str, Any]:
    """Take the program out of the menu and off the desktop; tell what was removed."""
    if not sys.platform.startswith("linux"):
        raise UserError(_elsewhere())
    record = _recorded()
    removed = []
    for path in _ours(record):
        if path.is_file() or path.is_symlink():
            path.unlink()
            removed.append(str(path))
    if removed:
        data = desktop_refresh.data_home()
        desktop_refresh.refresh(data)
        desktop_refresh.forget_caches(data)
    for folder in sorted(record.folders, key=lambda folder: len(folder.parts), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    _record_file().unlink(missing_ok=True)
    return {"removed": removed}


def status() -> dict[str, Any]:
    """Tell whether the program is in the menu, and whether what is there is up to date."""
    _need_menu()
    data, command = desktop_refresh.data_home(), desktop_files.launcher()
    wanted = desktop_files.files(data, command)
    missing = [str(path) for path, content in wanted.items() if not _holds(path, content)]
    return {
        "in_menu": installed(),
        "up_to_date": not missing,
        "on_desktop": _icon_on_desktop().is_file(),
        "entry": str(data / desktop_files.ENTRY),
        "starts": command,
        "missing_or_old": missing,
    }


def installed() -> bool:
    """Whether the user's menu has an entry for the program; a look at one file's name."""
    return (desktop_refresh.data_home() / desktop_files.ENTRY).is_file()


def repair() -> bool:
    """Point the user's menu entry at this program if the one that it starts is gone.

    A virtual environment that was moved leaves such an entry behind, and a system package
    replaces it. Reads one file; tells whether there was something to mend.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        text = (desktop_refresh.data_home() / desktop_files.ENTRY).read_text("utf-8", "replace")
    except OSError:
        return False  # it was never installed
    program = desktop_files.program_of(text)
    if program is None or Path(program).exists():
        return False
    if system_wide():
        remove()
    else:
        install(on_desktop=_icon_on_desktop().is_file())
    return True


def _need_menu() -> None:
    if not sys.platform.startswith("linux"):
        raise UserError(_elsewhere())
    if system_wide():
        raise UserError(
            tr(
                "genstudio came with a system package, which has put it into everybody's "
                "applications menu already. To take it out, remove the package."
            )
        )


def _elsewhere() -> str:
    nowhere = mark("there is no applications menu to add to on this system.")
    return tr(ELSEWHERE.get(sys.platform, nowhere))


def _icon_on_desktop() -> Path:
    return desktop_refresh.desktop_folder() / f"{APP_ID}.desktop"


def _planned(files: list[Path]) -> Record:
    """Return the record with these files added, and the folders that they still need."""
    record = _recorded()
    record.files += [path for path in files if path not in record.files]
    missing = {folder for path in files for folder in path.parents if not folder.exists()}
    record.folders += sorted(missing - set(record.folders))
    return record


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _ours(record: Record) -> list[Path]:
    """Return the files to remove: the record's, or without one those of this version."""
    data = desktop_refresh.data_home()
    listed = record.files or [*desktop_files.files(data, ["/"]), _icon_on_desktop()]
    return [path for path in listed if path.name.startswith(OWN_NAMES)]


def _record_file() -> Path:
    return state_dir() / "desktop.json"


def _recorded() -> Record:
    """Read the record; an empty one where there is none."""
    path = _record_file()
    if not path.exists():
        return Record()
    try:
        kept = json.loads(path.read_text("utf-8"))
        return Record(
            [Path(name) for name in kept["files"]], [Path(name) for name in kept["folders"]]
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(
            tr(
                "{path} is damaged: delete it and type genstudio desktop install again.",
                path=printable(path),
            )
        ) from error


def _keep(record: Record) -> None:
    path = _record_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {name: [str(p) for p in getattr(record, name)] for name in ("files", "folders")}
    atomic.write_text(path, json.dumps(kept, indent=1))
