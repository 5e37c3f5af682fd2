"""What people keep of a run beside its training: pins, favourites. Small JSON files in its folder.

They need no lock: a run that is trained elsewhere may be looked at, and pinned, here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from genstudio.core import atomic, bounded
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

LARGEST = 16 * 2**20  # bytes
T = TypeVar("T")


def save(folder: Path, name: str, value: object) -> None:
    """Write a value that msgspec can encode as `name`.json into a run's folder, atomically."""
    atomic.write_bytes(folder / f"{name}.json", msgspec.json.encode(value))


def load(folder: Path, name: str, kind: type[T]) -> T | None:
    """Return what was kept; None where nothing was. Raises UserError where it is damaged."""
    path = folder / f"{name}.json"
    try:
        return msgspec.json.decode(bounded.read(path, LARGEST), type=kind)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, ValueError) as error:
        raise UserError(
            tr(
                "{name} is damaged ({reason}), so it is left alone: move it away to begin anew.",
                name=printable(path),
                reason=str(error),
            )
        ) from error
