"""Numbers as people write them where the user is: 1,234.5 or 1.234,5, 12% or 12 %."""

from __future__ import annotations

from PySide6.QtCore import QLocale

# What stands before the percent sign (CLDR's percent patterns; QLocale only knows the sign).
# A no-break space unless told otherwise; languages that are not named have nothing there.
SPACED = {"cs", "da", "de", "es", "fi", "fr", "hr", "lt", "nb", "nn", "ro", "ru", "sk", "sl", "sv"}
NARROW = {"fr"}
_known: list[tuple[QLocale, dict[int, str]]] = []
UNSPACED = {"de_CH", "de_LI"}


def number(value: float, spec: str = ",") -> str:
    """Format a number by Python's `spec`, with the separators of the user's locale."""
    return localised(format(value, spec))


def localised(text: str) -> str:
    """Give a formatted number, such as "1,234.5" or "12%", the form of the user's locale."""
    return text.translate(_signs(QLocale()))


def _signs(locale: QLocale) -> dict[int, str]:
    """Return what stands for Python's signs; asked of Qt only where the locale is another."""
    if not _known or _known[0][0] != locale:
        signs = {",": locale.groupSeparator(), ".": locale.decimalPoint(), "%": _percent(locale)}
        _known[:] = [(locale, str.maketrans(signs))]
    return _known[0][1]


def _percent(locale: QLocale) -> str:
    name = locale.name()
    language = name.partition("_")[0]
    if language not in SPACED or name in UNSPACED:
        return locale.percent()
    return ("\u202f" if language in NARROW else "\u00a0") + locale.percent()
