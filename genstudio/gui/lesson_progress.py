"""How far the user has come with each lesson, kept from one start to the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.core.errors import printable
from genstudio.gui.lesson_files import shipped

if TYPE_CHECKING:
    from genstudio.gui.store import Store

KEY = "lessons"
MOST = 100  # lessons that are remembered; the oldest is forgotten


class Progress:
    """The step that was reached, and whether the end was; of a lesson by the name it has here."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def name(self, path: Path) -> str:
        """Return what a lesson is known by: a shipped one by its name, others by their place."""
        here = shipped()
        return path.stem if here.get(path.stem) == path else printable(path.absolute())

    def reached(self, name: str) -> int:
        """Return the step to go on at, from 0; 0 for what was not begun, or has been finished."""
        number = self._entry(name).get("step", 0)
        return number if isinstance(number, int) and number > 0 else 0

    def finished(self, name: str) -> bool:
        """Whether it was gone through to its end."""
        return self._entry(name).get("done") is True

    def others(self) -> list[Path]:
        """Return the files of lessons that do not come with the program, the newest first."""
        there = shipped()
        return [Path(name) for name in reversed(self._all()) if name not in there]

    def note(self, name: str, step: int, *, done: bool = False) -> None:
        """Remember where the user is; at the end, that it was finished."""
        entries = self._all()
        done = done or self.finished(name)
        entries.pop(name, None)
        entries[name] = {"step": step, "done": done}
        for old in list(entries)[:-MOST]:
            del entries[old]
        self._store.put(KEY, entries)

    def _entry(self, name: str) -> dict[str, Any]:
        entry = self._all().get(name, {})
        return entry if isinstance(entry, dict) else {}

    def _all(self) -> dict[str, Any]:
        return dict(self._store.get(KEY, {}))
