"""The words of a data set's captions: which there are, and which could stand in another's place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from genstudio.data.words import unknown, words_of

MOST = 50_000  # captions that are read: what is rarer than that is hardly learned
CHOICES = 40  # words that are offered for another
_PIECE = re.compile(r"\w+")
_START, _END = "", "\n"  # no word is one of them


@dataclass(frozen=True, slots=True)
class Spot:
    """A word of a caption: from where to where it stands, and itself in small letters."""

    start: int
    end: int
    word: str


def spots(caption: str) -> list[Spot]:
    """Return where the words of a caption stand, in their order."""
    found = []
    for match in _PIECE.finditer(caption):
        words = words_of(match.group())
        if len(words) == 1:
            found.append(Spot(match.start(), match.end(), words[0]))
    return found


def replaced(caption: str, spot: Spot, word: str) -> str:
    """Return the caption with another word there."""
    return caption[: spot.start] + word + caption[spot.end :]


class Lexicon:
    """Counts the words of captions and what stands beside each; `examples` are some captions."""

    def __init__(self, captions: Sequence[str], seed: int = 0) -> None:
        random = np.random.Generator(np.random.PCG64(seed))
        known = [caption for caption in captions if caption.strip()]
        if len(known) > MOST:
            known = [known[i] for i in random.choice(len(known), MOST, replace=False)]
        self.counts: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for caption, count in Counter(known).items():
            words = words_of(caption)
            for word in words:
                self.counts[word] += count
            for pair in zip([_START, *words], [*words, _END]):
                self._pairs[pair] += count
        self.words = frozenset(self.counts)
        distinct = list(dict.fromkeys(known))
        self.examples = tuple(distinct[i] for i in random.permutation(len(distinct))[:256])

    def unknown(self, caption: str) -> list[str]:
        """Return the words of a caption that no caption of the data has."""
        return unknown(caption, self.words)

    def common(self) -> list[str]:
        """Return all words, the most frequent first."""
        return [word for word, _ in self.counts.most_common()]

    def instead(self, caption: str, index: int) -> list[str]:
        """Return words that could stand in the place of the caption's word number `index`.

        Those that the data have between the same neighbours, the most frequent first; where
        there are none, those beside one of the neighbours, or else the most frequent words.
        """
        words = [spot.word for spot in spots(caption)]
        before = words[index - 1] if index else _START
        after = words[index + 1] if index + 1 < len(words) else _END
        left = {b: n for (a, b), n in self._pairs.items() if a == before and b != _END}
        right = {a: n for (a, b), n in self._pairs.items() if b == after and a != _START}
        both = sorted(left.keys() & right.keys(), key=lambda w: (-left[w] * right[w], w))
        beside = left | right
        around = sorted(beside, key=lambda w: (-beside[w], w))
        for found in (both, around, self.common()):
            other = [word for word in found if word != words[index]]
            if other:
                return other[:CHOICES]
        return []
