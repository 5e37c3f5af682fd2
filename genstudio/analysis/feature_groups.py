"""The two groups of pictures between which deep feature interpolation goes: has it, has it not.

A group is chosen by what the data say (an attribute or a class), by words of the captions, or by
hand (two lassos). What else is known of the pictures tells which of them match a given one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.analysis import attributes
from genstudio.analysis.attributes import Attribute
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset

LEAST = 2  # pictures a group: the difference of two single ones is theirs, not the attribute's
FEW = 8  # matching pictures a group, for groups that are small themselves
WEIGHED = 500  # pictures of a group that tell how much an attribute explains
TELLS = 0.5  # of the pictures: by so much groups differ in an attribute that they are about
CLASS, CAPTION = "class", "caption"

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Places in the data of the pictures that have something and of those that have not.

    `has_name` and `lacks_name` are what people call the groups.
    """

    has: Rows
    lacks: Rows
    has_name: str
    lacks_name: str

    @property
    def swapped(self) -> Groups:
        """The way back: to take away what the other way adds."""
        return Groups(self.lacks, self.has, self.lacks_name, self.has_name)


def checked(groups: Groups) -> Groups:
    """Return the groups; raise UserError where one is too small, or a picture is in both."""
    for rows, name in ((groups.has, groups.has_name), (groups.lacks, groups.lacks_name)):
        if not len(rows):
            raise UserError(
                tr("No picture is in the group {name}: choose another.", name=printable(name))
            )
        if len(rows) < LEAST:
            raise UserError(
                tr(
                    "The group {name} has one picture only, whose own peculiarities would be "
                    "added too: give each group {least} or more, better 20.",
                    name=printable(name),
                    least=LEAST,
                )
            )
    both = np.intersect1d(groups.has, groups.lacks)
    if len(both):
        raise UserError(
            tr(
                "%n picture(s) are in both groups, the first at place {place}: a picture either "
                "has it or has it not; take them out of one of the groups.",
                "",
                len(both),
                place=int(both[0]),
            )
        )
    return groups


def by_attribute(dataset: Dataset, attribute: Attribute) -> Groups:
    """Return the pictures that have an attribute, and all others whose value is known."""
    rows = np.arange(len(dataset))
    has = attributes.having(dataset, attribute, rows)
    known = np.ones(len(rows), bool)
    if not attribute.factor and dataset.labels is not None:
        known = dataset.labels >= 0
    name = attribute.name
    return checked(Groups(rows[has], rows[known & ~has], name, tr("not {name}", name=name)))


def by_hand(has: ArrayLike, lacks: ArrayLike) -> Groups:
    """Return two selections as groups; an empty one, or a picture in both, is a UserError."""
    one, other = (np.unique(np.asarray(rows, np.int64)) for rows in (has, lacks))
    return checked(Groups(one, other, tr("“has it”"), tr("“has it not”")))


def by_words(dataset: Dataset, words: str, within: Rows | None = None) -> Groups:
    """Return the pictures whose captions have all these words, and all others with a caption.

    `within` are the only pictures that are looked at.
    """
    rows = np.arange(len(dataset)) if within is None else within
    has = rows[_captioned(dataset, words)[rows]]
    captions = dataset.captions or ()
    lacks = np.setdiff1d(rows[[bool(captions[row]) for row in rows]], has)
    name = tr("“{words}”", words=words.strip())
    return checked(Groups(has, lacks, name, tr("not {name}", name=name)))


def by_conditions(
    dataset: Dataset, has: Sequence[str], lacks: Sequence[str], within: Sequence[str] = ()
) -> Groups:
    """Return the groups that conditions such as `glasses=yes` or `caption=smiling` describe.

    All conditions of a group hold for its pictures, and those of `within` for both. Without
    conditions the second group is all the rest. Raises UserError for what is not known.
    """
    if not has:
        raise UserError(tr("Say what the pictures are to get, such as glasses=yes."))
    base = _meeting(dataset, within)
    one = _meeting(dataset, has) & base
    other = (_meeting(dataset, lacks) if lacks else ~one) & base
    one_name = ", ".join(has)
    other_name = ", ".join(lacks) if lacks else tr("not {name}", name=one_name)
    return checked(Groups(np.flatnonzero(one), np.flatnonzero(other), one_name, other_name))


def _meeting(dataset: Dataset, conditions: Sequence[str]) -> NDArray[np.bool_]:
    found = np.ones(len(dataset), bool)
    for condition in conditions:
        found &= _holds(dataset, condition)
    return found


def _holds(dataset: Dataset, condition: str) -> NDArray[np.bool_]:
    """Say for which pictures `NAME=VALUE` (or !=) holds; anything else is words of a caption."""
    match = re.fullmatch(r"\s*([^=!]+?)\s*(!?)=\s*(.*?)\s*", condition)
    if match is None:
        return _captioned(dataset, condition)
    name, negated, value = match.groups()
    if name == CAPTION:
        found = _captioned(dataset, value)
    else:
        values, names = _table(dataset, name)
        if value not in names:
            raise UserError(
                tr(
                    "{name} has no value {value}; there are {names}.",
                    name=printable(name),
                    value=printable(value),
                    names=", ".join(map(printable, names)),
                )
            )
        found = values == names.index(value)
        if negated:
            return (values >= 0) & ~found
    return ~found if negated else found


def _table(dataset: Dataset, name: str) -> tuple[Rows, tuple[str, ...]]:
    """Return each picture's value of an attribute that has names, and the names."""
    factors = {n: f for n, f in dataset.factors.items() if f.names}
    if name in factors:
        return factors[name].values, factors[name].names
    if name == CLASS and dataset.labels is not None:
        return dataset.labels, tuple(dataset.classes)
    known = [*factors, *([CLASS] if dataset.labels is not None else [])]
    known += [CAPTION] if dataset.captions else []
    raise UserError(
        tr(
            "Nothing called {name} is known of these pictures; there are {known}.",
            name=printable(name),
            known=", ".join(map(printable, known)) or tr("no attributes"),
        )
    )


def _captioned(dataset: Dataset, words: str) -> NDArray[np.bool_]:
    """Say which captions have all the words, in any order, upper or lower case."""
    if dataset.captions is None:
        raise UserError(
            tr("These pictures have no captions: choose the groups by an attribute, or by hand.")
        )
    wanted = set(_words(words))
    if not wanted:
        raise UserError(tr("Give a word of the captions to look for."))
    return np.array([wanted <= set(_words(caption)) for caption in dataset.captions], bool)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text.lower())


# What else is known of the pictures


def tables(dataset: Dataset) -> dict[str, tuple[Rows, int]]:
    """Return each picture's value [N] of all that is known by name, and how many values it has."""
    found = {n: (f.values, len(f.names)) for n, f in dataset.factors.items() if len(f.names) > 1}
    if not found and dataset.labels is not None and len(dataset.classes) > 1:
        found = {CLASS: (dataset.labels, len(dataset.classes))}
    return found


def about(dataset: Dataset, groups: Groups) -> dict[str, tuple[int, int]]:
    """Return the attributes that the groups are about: the commonest value of each group.

    They are those in which the groups' shares of the values differ by half or more (total
    variation distance); the one that differs most comes first.
    """
    found: list[tuple[float, str, tuple[int, int]]] = []
    for name, (values, count) in tables(dataset).items():
        shares = [_shares(values[rows], count) for rows in (groups.has, groups.lacks)]
        distance = 0.5 * float(np.abs(shares[0] - shares[1]).sum())
        most = (int(shares[0].argmax()), int(shares[1].argmax()))
        if distance >= TELLS and most[0] != most[1]:
            found.append((distance, name, most))
    return {name: most for _, name, most in sorted(found, key=lambda entry: -entry[0])}


def _shares(values: Rows, count: int) -> NDArray[np.float64]:
    counts = np.bincount(values[values >= 0], minlength=count)
    return counts / max(1, counts.sum())


def known_of(dataset: Dataset, index: int) -> dict[str, int]:
    """Return what is known of a picture of the data."""
    return {n: int(v[index]) for n, (v, _) in tables(dataset).items() if v[index] >= 0}


def matching(
    dataset: Dataset, groups: Groups, known: Mapping[str, int], k: int
) -> tuple[Groups, tuple[str, ...]]:
    """Return the pictures of both groups that are as a given one is in all else, and in what.

    What the groups are about is left out. What explains most of the pixels in
    which the groups differ comes first, and an
    attribute is passed over where it would leave fewer than k / 2 pictures in a group (an eighth
    of the smaller group, where that is less).
    """
    smaller = min(len(groups.has), len(groups.lacks))
    least = min(max(1, k // 2), max(FEW, smaller // 8))
    has, lacks, used = groups.has, groups.lacks, []
    asked = about(dataset, groups)
    others = [n for n in tables(dataset) if n not in asked and n in known]
    for name in _by_weight(dataset, others, groups):
        values = tables(dataset)[name][0]
        parts = [rows[values[rows] == known[name]] for rows in (has, lacks)]
        narrower = len(parts[0]) < len(has) or len(parts[1]) < len(lacks)
        if narrower and min(map(len, parts)) >= least:
            has, lacks = parts
            used.append(name)
    return Groups(has, lacks, groups.has_name, groups.lacks_name), tuple(used)


def _by_weight(dataset: Dataset, names: Sequence[str], groups: Groups) -> list[str]:
    """Return the attributes by how much of the pixels' variance each explains.

    A pixel counts by the square of the difference of the groups' means: what matters is what
    the pictures are like where they are going to be changed.
    """
    parts = [_some_pixels(dataset, rows) for rows in (groups.has, groups.lacks)]
    weight = np.square(parts[0][1].mean(0) - parts[1][1].mean(0))
    rows, pixels = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
    mean = pixels.mean(0)

    def between(name: str) -> float:
        values = tables(dataset)[name][0][rows]
        alike = [pixels[values == value] for value in np.unique(values)]
        return float(sum(len(p) * (weight * np.square(p.mean(0) - mean)).sum() for p in alike))

    return sorted(names, key=between, reverse=True)


def _some_pixels(dataset: Dataset, rows: Rows) -> tuple[Rows, NDArray[np.float32]]:
    """Return at most WEIGHED of the rows, and their pictures as [N, D]."""
    if len(rows) > WEIGHED:
        rows = np.sort(np.random.default_rng(0).choice(rows, WEIGHED, replace=False))
    return rows, np.asarray(dataset.images[rows]).reshape(len(rows), -1).astype(np.float32)


def trained(dataset: Dataset, groups: Groups) -> Groups:
    """Return the groups' pictures of the training split; all, where few would be left.

    Pictures that are held out for tests should not help to change one another.
    """
    train = dataset.indices("train")
    has, lacks = (np.intersect1d(rows, train) for rows in (groups.has, groups.lacks))
    if min(len(has) / len(groups.has), len(lacks) / len(groups.lacks)) < 0.5:
        return groups
    if min(len(has), len(lacks)) < LEAST:
        return groups
    return Groups(has, lacks, groups.has_name, groups.lacks_name)
