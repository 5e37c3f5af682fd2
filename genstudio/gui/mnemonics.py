"""The underlined letters of menus: one for every entry, and no letter twice in a menu.

A translation brings letters of its own, and names of panels come without any; so those that
are missing or taken are chosen here.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

MARKED = re.compile(r"&([^&])")


def give_letters(menu: QMenu | QMenuBar) -> None:
    """Give every entry of a menu, and of the menus in it, a letter that is its alone."""
    actions = [action for action in menu.actions() if action.text()]
    taken: set[str] = set()
    without = []
    for action in actions:
        letter = letter_of(action.text())
        if letter and letter not in taken:
            taken.add(letter)
        else:
            without.append(action)
    for action in without:
        _give(action, taken)
    for action in actions:
        inner = action.menu()
        if isinstance(inner, QMenu):
            give_letters(inner)


def letter_of(text: str) -> str:
    """Return the letter that is marked in an entry's text, in lower case; empty for none."""
    found = MARKED.search(text.replace("&&", ""))
    return found.group(1).lower() if found else ""


def plain(text: str) -> str:
    """Return an entry's text as it is read."""
    return "&".join(part.replace("&", "") for part in text.split("&&"))


def _give(action: QAction, taken: set[str]) -> None:
    """Mark a free letter: the first one of a word if there is one."""
    text = plain(action.text())
    starts = [found.start() for found in re.finditer(r"\b\w", text)]
    for place in (*starts, *range(len(text))):
        letter = text[place].lower()
        if letter.isalnum() and letter not in taken:
            taken.add(letter)
            before, after = (part.replace("&", "&&") for part in (text[:place], text[place:]))
            action.setText(f"{before}&{after}")
            return
    action.setText(text.replace("&", "&&"))
