"""Numbers as people write them where the user is: 1,234.5 or 1.234,5."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def number(value: float, spec: str = ",") -> str:
    """Format a number by Python's `spec`, with the separators of the user's locale."""
    return localised(format(value, spec))


def localised(text: str) -> str:
    """Give a formatted number, such as "1,234.5", the separators of the user's locale."""
    locale = QLocale()
    separators = {",": locale.groupSeparator(), ".": locale.decimalPoint()}
    return "".join(separators.get(character, character) for character in text)
