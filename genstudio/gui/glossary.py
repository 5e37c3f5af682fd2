"""The words of the field, explained in one or two sentences, and found in any text. No Qt.

`resources/glossary.json` has an entry a word, by a key: in each language the `word`, what it is
`also` called (a term, its plural, other spellings), and the `text`; besides that an `equation` of
resources/equations, the keys to `see`, whether it is `quiet` (too common to be explained to all
who rest the mouse on it), and the object names of `controls` that mean it whatever they are called.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
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
        self._by_name = {name.casefold(): entry for entry in entries for name in entry.names}
        self._by_control = {name: entry for entry in entries for name in entry.controls}
        self._pattern = _pattern(name for entry in entries for name in entry.names)
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
        hits = (self._by_name[hit[0].casefold()] for hit in self._pattern.finditer(text))
        return tuple(dict.fromkeys(hits))


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


def _pattern(names: Iterator[str]) -> re.Pattern[str]:
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_one, ordered))})(?!\w)", re.IGNORECASE)


def _one(name: str) -> str:
    """Return what a name is matched by: "ESS" is no part of a sentence about less."""
    exact = len(name) <= SHORT and name == name.upper() != name.lower()
    return f"(?-i:{re.escape(name)})" if exact else re.escape(name)
