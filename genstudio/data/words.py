"""Captions as numbers that a network takes: hashed words and pieces of words.

No vocabulary is kept: a word is a number in any caption, on any machine, and one that was never
seen still shares its pieces of three characters with words that were ("hashing trick",
Weinberger et al., arXiv:0902.2206; character n-grams, Bojanowski et al., arXiv:1607.04606).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

BUCKETS = 4096  # numbers that tokens have: 0 is none, all others are hashes
LENGTH = 96  # tokens of a caption; of one that has more, the last pieces are left out
PIECE = 3  # characters
PUNCTUATION = frozenset(",.;:!?\"'()[]{}-–—…“”‘’")
_WORD = re.compile(r"\w+|[^\w\s]")


def words_of(caption: str) -> list[str]:
    """Return a caption's words in their order, in small letters; signs such as # are words too.

    Punctuation is none: `Flag: Norway` has the words flag and norway.
    """
    text = unicodedata.normalize("NFKC", caption).casefold()
    return [word for word in _WORD.findall(text) if word not in PUNCTUATION]


def known(captions: Iterable[str]) -> frozenset[str]:
    """Return every word that one of the captions has."""
    return frozenset(word for caption in captions for word in words_of(caption))


def unknown(caption: str, words: frozenset[str]) -> list[str]:
    """Return the words of a caption that are not among `words`, in their order, each once."""
    return list(dict.fromkeys(word for word in words_of(caption) if word not in words))


def tokens(captions: Sequence[str]) -> NDArray[np.int64]:
    """Return the tokens of each caption, [N, LENGTH] in [0, BUCKETS); 0 stands for none.

    The words come first, then their pieces, so that what is too long loses pieces first.
    """
    table = np.zeros((len(captions), LENGTH), np.int64)
    cache: dict[str, list[int]] = {}  # most captions have the same few words
    for row, caption in zip(table, captions):
        words = words_of(caption)
        for word in words:
            if word not in cache:
                cache[word] = [_bucket(text) for text in (f"={word}", *_pieces(word))]
        found = [cache[word][0] for word in words]
        found += [piece for word in words for piece in cache[word][1:]]
        row[: len(found)] = found[:LENGTH]
    return table


def _pieces(word: str) -> list[str]:
    """Return a word's pieces, `<ca`, `cat` and `at>`; the marks tell its ends."""
    text = f"<{word}>"
    return [text[start : start + PIECE] for start in range(len(text) - PIECE + 1)]


def _bucket(text: str) -> int:
    # Python's own hash differs from one process to the next.
    return 1 + zlib.crc32(text.encode("utf-8")) % (BUCKETS - 1)
