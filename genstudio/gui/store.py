"""What the window remembers, in a JSON file of its own (QSettings would unpickle)."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from genstudio.core import atomic, paths
from genstudio.core.errors import UserError

RECENT = 8


class Store:
    """Named JSON values; a file that cannot be read counts as empty, a failed save is let go."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.config_dir() / "window.json"
        self._values = _read(self._path)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value; the default where there is none, or one of another type."""
        value = self._values.get(name, default)
        fits = default is None or isinstance(value, type(default))
        return value if fits else default

    def put(self, name: str, value: Any) -> None:
        """Remember a JSON value, until the next `save` only in memory."""
        self._values[name] = value

    def add_recent(self, source: str) -> None:
        """Put a data source at the top of the recent ones."""
        recent = [s for s in self.recent() if s != source]
        self.put("recent", [source, *recent][:RECENT])

    def recent(self) -> list[str]:
        """Return the recent data sources, newest first."""
        return [s for s in self.get("recent", []) if isinstance(s, str)]

    def save(self) -> None:
        """Write the file; the window must close even where that is not possible."""
        with contextlib.suppress(UserError, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_text(self._path, json.dumps(self._values, indent=1))


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
