"""The words that people read, in the language they chose.

English stands in the code: `tr("Train")`. The window installs a translator; on the command
line there is none, and the English text is shown. Qt's `lupdate` finds the texts in the source,
so they must be literals: `packaging/translate` collects them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Translator = Callable[[str, str, int], str]

_translator: Translator | None = None


def install(translator: Translator | None) -> None:
    """Have texts translated by `translator(text, comment, n)` from now on; None for English.

    It returns an empty text for what it has no translation of.
    """
    global _translator
    _translator = translator


def tr(text: str, comment: str = "", n: int = -1, /, **values: Any) -> str:
    """Return the text in the user's language, with its `{names}` replaced by the values.

    `comment` tells apart two meanings of one English text. With `n`, `%n` becomes the number,
    and each "(s)" of the English text an "s" or nothing: `tr("%n image(s)", "", count)`.
    Values are put in last, so that braces in them are left alone.
    """
    found = _translator(text, comment, n) if _translator is not None else ""
    if values and found:
        try:
            return _numbered(found, n).format(**values)
        except (LookupError, ValueError):
            found = ""  # a translation with a wrong name in braces: English is better than nothing
    shown = found or (text.replace("(s)", "" if n == 1 else "s") if n >= 0 else text)
    shown = _numbered(shown, n)
    return shown.format(**values) if values else shown


def mark(text: str) -> str:
    """Return the text as it is, and have it collected; `tr` translates it where it is shown."""
    return text


def _numbered(text: str, n: int) -> str:
    return text.replace("%n", str(n)) if n >= 0 else text
