"""The pages of the user guide as text: which there are, their titles, and a search. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from genstudio.core import paths

START = "index"
SOURCE = "en"  # the language that every page is there in
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)
AROUND = 40  # characters shown before a word that was found
LENGTH = 110


@dataclass(frozen=True, slots=True)
class Hit:
    """A page in which all words were found, and the text around the first of them."""

    page: str
    title: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The guide in one language; a page that is not translated is shown in English."""

    language: str = SOURCE

    def path(self, name: str) -> Path:
        """Return the file of a page; of the first page, where there is none of that name."""
        for language in (self.language, SOURCE):
            found = folder() / language / f"{name}.md"
            if name.replace("-", "").isalnum() and found.is_file():
                return found
        return self.path(START)

    def has(self, name: str) -> bool:
        """Say whether there is a page of that name."""
        return self.path(name).stem == name

    def text(self, name: str) -> str:
        """Return the Markdown of a page."""
        return _read(self.path(name))

    def title(self, name: str) -> str:
        """Return the first heading of a page."""
        found = HEADING.search(self.text(name))
        return found[1] if found else name

    def names(self) -> list[str]:
        """Return all pages in the order of the first page's links, which is the first itself."""
        linked = (target.partition("#")[0] for _, target in links(self.text(START)))
        pages = [target.removesuffix(".md") for target in linked if target.endswith(".md")]
        return list(dict.fromkeys([START, *(page for page in pages if self.has(page))]))

    def search(self, words: str) -> list[Hit]:
        """Find the pages that hold all of the words; those with one in the title come first."""
        wanted = words.casefold().split()
        if not wanted:
            return []
        hits = []
        for name in self.names():
            text = plain(self.text(name))
            if all(word in text.casefold() for word in wanted):
                title = self.title(name)
                named = any(word in title.casefold() for word in wanted)
                hits.append((not named, Hit(name, title, _excerpt(text, wanted[0]))))
        return [hit for _, hit in sorted(hits, key=lambda pair: pair[0])]


def folder() -> Path:
    """Return the folder of the guide: one folder a language, and the pictures in `images`."""
    return paths.resource("help")


def links(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield text and target of every link, in order; pictures are not links."""
    for found in LINK.finditer(markdown):
        yield found[1], found[2]


def images(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield the description and the target of every picture, in order."""
    for found in IMAGE.finditer(markdown):
        yield found[1], found[2]


def slug(heading: str) -> str:
    """Return the anchor that Git hosts give a heading: "Where files live" is where-files-live."""
    kept = re.sub(r"[^\w\- ]", "", plain(heading).strip().lower())
    return kept.replace(" ", "-")


def plain(markdown: str) -> str:
    """Return the words alone: no marks, no targets of links, no pictures."""
    text = LINK.sub(r"\1", IMAGE.sub("", markdown))
    text = re.sub(r"^[#>|\-\s:]+", "", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", re.sub(r"[*`|]+", " ", text)).strip()


def _excerpt(text: str, word: str) -> str:
    place = max(0, text.casefold().find(word))
    start = max(0, place - AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    part = text[start : start + LENGTH].strip()
    return f"{'…' if start else ''}{part}{'…' if start + LENGTH < len(text) else ''}"


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
