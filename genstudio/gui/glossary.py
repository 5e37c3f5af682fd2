"""The words of the field, explained in one or two sentences, and found in any text. No Qt.

`resources/glossary.json` has an entry a word, by a key: in each language the `word`, what it is
`also` called (a term, its plural, other spellings), and the `text`; besides that an `equation` of
resources/equations, the keys to `see`, whether it is `quiet` (too common to be explained to all
who rest the mouse on it), and the object names of `controls` that mean it whatever they are called.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from genstudio.core.paths import resource

SOURCE = "en"
MOST = 3  # words explained at once
SHORT = 4  # characters: capitals tell so short a name from other words


@dataclass(frozen=True, slots=True)
class Entry:
    """One word, in one language."""

    key: str
    word: str
    also: tuple[str, ...]
    text: str
    equation: str
    see: tuple[str, ...]
    quiet: bool
    controls: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What the word is called, the usual name first."""
        return self.word, *self.also


class Glossary:
    """All entries in one language, in the order of the alphabet."""

    def __init__(self, language: str = SOURCE) -> None:
        entries = [_entry(key, raw, language) for key, raw in _raw().items()]
        self.entries = tuple(sorted(entries, key=lambda entry: entry.word.casefold()))
        self._by_key = {entry.key: entry for entry in entries}
        self._by_control = {name: entry for entry in entries for name in entry.controls}
        self._starts = _by_start(entries)
        self._found = lru_cache(maxsize=2048)(self._search)

    def __getitem__(self, key: str) -> Entry:
        """Return the entry of a key; KeyError where there is none."""
        return self._by_key[key]

    def find(
        self, text: str, control: str = "", *, quiet: bool = False, most: int = MOST
    ) -> tuple[Entry, ...]:
        """Return the entries of the words in a text, in its order, the longest match first.

        `control` is the object name of what bears the text. Quiet ones only where asked for.
        """
        found = self._found(text)
        if control in self._by_control:
            found = (self._by_control[control],)
        return tuple(entry for entry in found if quiet or not entry.quiet)[:most]

    def search(self, words: str) -> list[Entry]:
        """Return the entries that hold all of the words; those called so come first."""
        wanted = words.casefold().split()
        ranked = []
        for entry in self.entries:
            names = " ".join(entry.names).casefold()
            whole = f"{names} {entry.text.casefold()}"
            if all(word in whole for word in wanted):
                called = all(word in names for word in wanted)
                begins = entry.word.casefold().startswith(words.strip().casefold())
                ranked.append((not begins, not called, entry.word.casefold(), entry))
        return [row[-1] for row in sorted(ranked, key=lambda row: row[:-1])]

    def _search(self, text: str) -> tuple[Entry, ...]:
        found, lower, at = [], text.lower(), 0
        while at < len(lower):
            hit = None if _inside(text, at) else self._name_at(text, lower, at)
            if hit is not None:
                found.append(hit[1])
            at += len(hit[0]) if hit is not None else 1
        return tuple(dict.fromkeys(found))

    def _name_at(self, text: str, lower: str, at: int) -> tuple[str, Entry] | None:
        """Return the longest name that begins there and ends where a word does."""
        for name, entry in self._starts.get(lower[at], ()):
            end = at + len(name)
            said = text.startswith(name, at) or (
                not _exact(name) and lower.startswith(name.lower(), at)
            )
            if said and not _inside(text, end):
                return name, entry
        return None


@cache
def glossary(language: str) -> Glossary:
    """Return the glossary in a language; it is read at the first call."""
    return Glossary(language)


@cache
def _raw() -> dict[str, Any]:
    return json.loads(resource("glossary.json").read_text("utf-8"))


def _entry(key: str, raw: dict[str, Any], language: str) -> Entry:
    said = raw.get(language) or raw[SOURCE]
    return Entry(
        key,
        said["word"],
        tuple(said["also"]),
        said["text"],
        raw.get("equation", ""),
        tuple(raw.get("see", ())),
        raw.get("quiet", False),
        tuple(raw.get("controls", ())),
    )


def _by_start(entries: Iterable[Entry]) -> dict[str, list[tuple[str, Entry]]]:
    """Return all names by their first letter, the longest first.

    One regular expression of all of them would take twice a frame to compile.
    """
    starts: dict[str, list[tuple[str, Entry]]] = {}
    for entry in entries:
        for name in entry.names:
            starts.setdefault(name[0].lower(), []).append((name, entry))
    for names in starts.values():
        names.sort(key=lambda pair: -len(pair[0]))
    return starts


def _exact(name: str) -> bool:
    """Say whether capitals matter: "ESS" is no part of a sentence about less."""
    return len(name) <= SHORT and name == name.upper() != name.lower()


def _inside(text: str, at: int) -> bool:
    """Say whether a place is in the middle of a word."""
    return 0 < at < len(text) and all(c.isalnum() or c == "_" for c in text[at - 1 : at + 1])
