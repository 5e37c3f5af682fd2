"""Where things live: the user's runs, the cache, and the files shipped with the program."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from genstudio.core.errors import UserError

APP = "genstudio"
HOMELESS = "There is no home folder to keep files in: set the variable HOME to a folder."
APP_ID = "io.github.genstudio.Genstudio"  # of the desktop entry, its icon and its metadata


def runs_dir() -> Path:
    """Return the folder of the user's runs: GENSTUDIO_RUNS, the preferred one, or the default."""
    from genstudio.core import preferences  # it asks here where its file is

    return preferred_runs_dir(preferences.load().runs_folder)


def preferred_runs_dir(folder: str | None) -> Path:
    """Return the folder of the runs of a user who prefers this one (None: no other)."""
    chosen = os.environ.get("GENSTUDIO_RUNS") or folder
    return Path(chosen) if chosen else default_runs_dir()


def default_runs_dir() -> Path:
    """Return the folder of the runs of a user who prefers no other."""
    return _own("data") / "runs"


def cache_dir() -> Path:
    """Return the folder of what can be computed again; GENSTUDIO_CACHE overrides it."""
    chosen = os.environ.get("GENSTUDIO_CACHE")
    return Path(chosen) if chosen else _own("cache")


def config_dir() -> Path:
    """Return the folder of the program's own settings; GENSTUDIO_CONFIG overrides it."""
    chosen = os.environ.get("GENSTUDIO_CONFIG")
    return Path(chosen) if chosen else _own("config")


def state_dir() -> Path:
    """Return the folder of logs and crash reports; GENSTUDIO_STATE overrides it."""
    chosen = os.environ.get("GENSTUDIO_STATE")
    return Path(chosen) if chosen else _own("state")


def home() -> Path:
    """Return the user's home folder; raises UserError where there is none."""
    try:
        return Path.home()
    except RuntimeError as error:
        raise UserError(HOMELESS) from error


def _own(kind: str) -> Path:
    """Return the folder that the system gives a program for one kind of file."""
    try:
        found: str = getattr(platformdirs, f"user_{kind}_dir")(APP)
    except RuntimeError as error:  # neither HOME nor an entry in the list of users
        raise UserError(HOMELESS) from error
    return Path(found)


def resource(name: str) -> Path:
    """Return a shipped file or folder: beside the package in a checkout, inside it installed."""
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "resources" / name
    return beside if beside.exists() else package / "resources" / name
