"""How a picture was changed by its features, kept inside its PNG.

No code makes such a picture, so that it has no recipe that could be decoded. What it has tells
the data, the groups, the features and the strength, and never where anything lies on the disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from genstudio import __version__
from genstudio.analysis.recipe import FORMAT, Number, Text, told_in
from genstudio.core.errors import printable
from genstudio.core.language import tr

if TYPE_CHECKING:
    from genstudio.analysis.feature_interpolation import Result

KEYWORD = b"genstudio-changed"
LONGEST = 500  # characters of a name


class Changed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What changed a picture: see `feature_interpolation`.

    `index` is the picture's place in the data, None for one of the user's own, whose name is
    `picture`. `run` and `step` are of the model whose encoder the features came from.
    """

    format: int = FORMAT
    program: Text = __version__
    data: Text
    picture: Text
    index: Number | None = None
    towards: Text
    away_from: Text
    features: Text
    run: Text = ""
    step: Number | None = None
    strength: float
    iterations: Number
    matched: Annotated[tuple[Text, ...], msgspec.Meta(max_length=1000)] = ()
    match_colours: bool = False

    def in_words(self) -> str:
        """Say it in a sentence."""
        return tr(
            "{picture} of {data}, moved from {away} towards {towards} with strength {strength}; "
            "{features}.",
            picture=printable(self.picture),
            data=printable(self.data),
            away=printable(self.away_from),
            towards=printable(self.towards),
            strength=f"{self.strength:g}",
            features=printable(self.features),
        )


def changed_by(
    result: Result, place: int, data: str, picture: str, groups: tuple[str, str]
) -> Changed:
    """Describe one of a result's pictures; `groups` are called so: towards which, from which.

    Names come from files: what no text can hold is written out.
    """
    towards, away_from = (_name(name) for name in groups)
    return Changed(
        data=_name(data),
        picture=_name(picture),
        index=result.subject.index,
        towards=towards,
        away_from=away_from,
        features=_name(result.features),
        strength=result.strengths[place],
        iterations=result.iterations,
        matched=tuple(_name(name) for name in result.matched),
    )


def _name(text: str) -> str:
    return printable(text)[:LONGEST]


def read(path: Path) -> Changed | None:
    """Return how a file's picture was changed; None for any file that does not tell.

    Raises UserError where it does, but cannot be understood.
    """
    return told_in(path, KEYWORD, Changed)
