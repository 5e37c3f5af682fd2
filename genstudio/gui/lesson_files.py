"""The lessons that come with the program, and their texts in the window's language."""

from __future__ import annotations

from pathlib import Path

from genstudio.core import paths
from genstudio.core.lesson import SUFFIX, Text, read, said
from genstudio.gui import language

TOUR = "tour"


def shipped() -> dict[str, Path]:
    """Return the shipped lessons by the names of their files."""
    folder = paths.resource("lessons")
    return {path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))}


def titles() -> dict[str, Path]:
    """Return the shipped lessons by their titles, the tour first."""
    files = sorted(shipped().items(), key=lambda item: (item[0] != TOUR, item[0]))
    return {say(read(path).title): path for _, path in files}


def say(text: Text) -> str:
    """Return a text of a lesson in the language that the window speaks."""
    return said(text, language.current())
