"""Concepts of an arithmetic with pictures: "glasses, short hair" as values of attributes, or words.

Attributes are those that a judge knows; `glasses=yes, hair=short` is how a person writes them.
Words are those of captions: `man teacher` stands for all captions that have both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

if TYPE_CHECKING:
    from genstudio.data.dataset import Dataset

Values = Mapping[str, tuple[str, ...]]  # attribute: the names of its values
Labels = Mapping[str, NDArray[np.int64]]  # attribute: the value of each picture [N]

CLASS = "class"  # the attribute of data without factors
NO_OR_YES = ("no", "yes")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


DECK = ("glasses=yes,hair=short", "glasses=no,hair=short", "glasses=no,hair=long")
IN_CAPTIONS = (("man teacher", "man", "woman"), ("man cook", "man", "woman"))


@dataclass(frozen=True, slots=True)
class Concept:
    """What pictures have in common: values of attributes (by name), or words of a caption."""

    wanted: Mapping[str, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash((frozenset(self.wanted.items()), self.words))

    def __bool__(self) -> bool:
        return bool(self.wanted or self.words)

    def holds(self, labels: Labels) -> NDArray[np.bool_]:
        """Say of pictures with these attributes [N] which show the concept."""
        found: NDArray[np.bool_] = np.ones(len(next(iter(labels.values()))), bool)
        for name, value in self.wanted.items():
            found &= labels[name] == value
        return found


def parse(text: str, values: Values) -> Concept:
    """Read `glasses=yes,hair=short`, or words of captions.

    Raises UserError for an attribute or a value that there is not, and for an empty text.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise UserError(tr("A concept is empty: write glasses=yes, or words of captions."))
    if not any("=" in part for part in parts):
        words = words_of(text)
        if not words:  # nothing would be asked of a caption, and all would do
            raise UserError(tr("A concept is empty: write glasses=yes, or words of captions."))
        return Concept(words=words)
    wanted: dict[str, int] = {}
    for part in parts:
        name, _, value = (piece.strip() for piece in part.partition("="))
        wanted[name] = _value(name, value, values)
    return Concept(wanted)


def _value(name: str, value: str, values: Values) -> int:
    if name not in values:
        raise UserError(
            tr(
                "Nobody knows the attribute {name}; known are {names}.",
                name=printable(name),
                names=", ".join(map(printable, values)) or tr("none"),
            )
        )
    if value not in values[name]:
        raise UserError(
            tr(
                "{name} has no value {value}; take one of {values}.",
                name=printable(name),
                value=printable(value),
                values=", ".join(map(printable, values[name])),
            )
        )
    return values[name].index(value)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, in small letters."""
    return tuple(word.casefold() for word in WORD.findall(text))


def captioned(captions: Sequence[str], concept: Concept) -> NDArray[np.bool_]:
    """Say of captions [N] which have all the words of a concept.

    Where some say nothing else before their colon, it is only these: "man: dark skin tone" stands
    for a man, "man walking" and "couple: man, woman" do not.
    """
    wanted = set(concept.words)
    plain = np.array([wanted == set(words_of(text.partition(":")[0])) for text in captions], bool)
    if plain.any():
        return plain
    return np.array([wanted <= set(words_of(text)) for text in captions], bool)


def in_words(concept: Concept, values: Values) -> str:
    """Describe a concept as a person would: `glasses, short hair`."""
    if concept.words:
        return " ".join(concept.words)
    said = [value_in_words(name, values[name], k) for name, k in concept.wanted.items()]
    return ", ".join(said)


def value_in_words(name: str, names: Sequence[str], value: int) -> str:
    """Describe an attribute's value: `glasses`, `no glasses`, `short hair`."""
    if tuple(names) == NO_OR_YES:
        return name if value else tr("no {attribute}", attribute=name)
    return tr("{value} {attribute}", value=names[value], attribute=name)


def target(slots: Sequence[Concept]) -> Concept:
    """Return what A - B + C should show, by the values of the three concepts.

    What A and B share is taken away, and C's takes its place; what only A or only C says stays.
    Where A and B differ, A's is what is carried over, and C has to have B's, or nothing to say.
    Raises UserError where the three contradict each other, or say nothing that can be judged.
    """
    a, b, c = (concept.wanted for concept in slots)
    found: dict[str, int] = {}
    for name in dict.fromkeys((*a, *c)):
        kept = None if name in b and a.get(name) == b[name] else a.get(name)
        put = None if name in b and c.get(name) == b[name] else c.get(name)
        if kept is not None and put is not None and kept != put:
            raise UserError(
                tr(
                    "A and C say different things of {attribute}, and B takes neither away: "
                    "choose B to have the same {attribute} as A.",
                    attribute=printable(name),
                )
            )
        value = put if kept is None else kept
        if value is None and name in a and name in c:
            value = c[name]  # all three agree
        if value is not None:
            found[name] = value
    if not found:
        raise UserError(tr("A − B + C leaves nothing that could be judged: choose other concepts."))
    return Concept(found)


def values_of(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Return the attributes of a data set and the names of their values; {} where none is known.

    They are its factors that have names; without any, its classes.
    """
    if dataset.points:
        return {}
    found = {name: about.names for name, about in dataset.factors.items() if len(about.names) > 1}
    if not found and dataset.labels is not None and len(dataset.classes) > 1:
        found = {CLASS: tuple(dataset.classes)}
    return found


def example(dataset: Dataset) -> tuple[str, str, str] | None:
    """Return A, B and C of "man with glasses - man + woman" for a data set; None where none fits.

    On drawn faces it is "glasses, short hair - short hair + long hair"; on other data two of the
    attributes, or words that stand together in captions.
    """
    values = values_of(dataset)
    if {"yes", "no"} == set(values.get("glasses", ())) and {"short", "long"} <= set(
        values.get("hair", ())
    ):
        return DECK
    for one, other in combinations(values, 2):
        (a, b), (c, d) = values[one][:2], values[other][:2]
        return (f"{one}={b},{other}={c}", f"{one}={a},{other}={c}", f"{one}={a},{other}={d}")
    captions = dataset.captions or ()
    for texts in IN_CAPTIONS:
        if all(captioned(captions, parse(text, {})).any() for text in texts):
            return texts
    return None
