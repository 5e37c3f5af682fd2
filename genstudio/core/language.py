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
_localise: Callable[[str], str] = str


class _Number:
    """A number in a sentence: its separators are those of the user's locale."""

    def __init__(self, value: float) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        return _localise(format(self._value, spec))

    def __str__(self) -> str:
        return str(self._value)

    def __repr__(self) -> str:
        return repr(self._value)


def install(translator: Translator | None, localise: Callable[[str], str] = str) -> None:
    """Have texts translated by `translator(text, comment, n)` from now on; None for English.

    It returns an empty text for what it has no translation of. `localise` gives a formatted
    number, such as "1,234.5", the separators of the user's locale.
    """
    global _translator, _localise
    _translator, _localise = translator, localise


def tr(text: str, comment: str = "", n: int = -1, /, **values: Any) -> str:
    """Return the text in the user's language, with its `{names}` replaced by the values.

    `comment` tells apart two meanings of one English text. With `n`, `%n` becomes the number,
    and each "(s)" of the English text an "s" or nothing: `tr("%n image(s)", "", count)`.
    Braces in values are left alone; numbers get the separators of the user's locale.
    """
    english = text.replace("(s)", "" if n == 1 else "s") if n >= 0 else text
    found = _translator(text, comment, n) if _translator is not None else ""
    try:
        return _filled(found or english, n, values)
    except (LookupError, ValueError, TypeError, AttributeError):
        if not found:
            raise
        return _filled(english, n, values)  # the translation has a wrong name in its braces


def localised(value: float, spec: str) -> str:
    """Format a number by Python's `spec`, with the separators of the user's locale."""
    return _localise(format(value, spec))


def mark(text: str) -> str:
    """Return the text as it is, and have it collected; `tr` translates it where it is shown."""
    return text


def _filled(text: str, n: int, values: dict[str, Any]) -> str:
    text = text.replace("%n", _localise(f"{n:,}")) if n >= 0 else text
    if not values:
        return text
    return text.format(**{name: _shown(value) for name, value in values.items()})


def _shown(value: Any) -> Any:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return _Number(value) if plain else value
