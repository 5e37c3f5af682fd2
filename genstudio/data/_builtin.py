"""What can be loaded by a bare name, for a chooser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from genstudio.core.language import mark

Kind = Literal["included", "drawn", "download"]
KINDS: dict[Kind, str] = {
    "included": mark("Comes with the program"),
    "drawn": mark("Drawn on demand"),
    "download": mark("Downloaded when first chosen"),
}


@dataclass(frozen=True, slots=True)
class Builtin:
    """A source's name, what it is in a line (a marked text), and where its data come from.

    A source's module lists its own in `BUILTIN`. `label` is what people call it.
    """

    name: str
    title: str
    kind: Kind
    label: str = ""
