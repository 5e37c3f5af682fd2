"""Finds the direction of an attribute, in a thread of its own: what it is made from takes a while.

The two groups are piles of codes, or the images of the data that have an attribute and those
that have it not. A model that cannot encode, such as a GAN, is asked for samples instead, and
a small classifier, trained on the data, says which of them have the attribute.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import attributes
from genstudio.analysis.attributes import Attribute, Direction, Method, Separation
from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui import background
from genstudio.gui.arithmetic_questions import Bench
from genstudio.gui.jobs import stand_back
from genstudio.gui.members import Members
from genstudio.gui.state import View

if TYPE_CHECKING:
    from genstudio.analysis.features import ClassifierFeatures
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset

EACH = 500  # images of a group: more change a mean by little, and each has to be encoded
SAMPLES = 2000  # of a model that cannot encode
LEAST = 10  # of them a group
PIECE = 128  # between two looks at whether to stop
TRAINED = 0.7  # share of the time that the classifier takes, where it has to be trained
Strata = tuple[NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """From what a direction is to be found: an attribute of the data, or two piles."""

    dataset: Dataset | None
    attribute: Attribute | None
    has: Members = ()
    without: Members = ()
    method: Method = "means"
    balanced: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A direction, how well it separates, and from how many codes of each group it was made.

    `judge` is the share of test images that the classifier gets right, where one judged.
    """

    ask: Ask
    direction: Direction
    separation: Separation
    counts: tuple[int, int]
    judge: float | None = None


class Ticket:
    """How far a search is, in [0, 1]: written by its thread, read by the window."""

    def __init__(self) -> None:
        self.share = 0.0


class Ended(UserError):
    """The search was stopped on request; nobody waits for it."""

    def __init__(self) -> None:
        super().__init__("The search was stopped.")


def search(view: View, label: int | None, ask: Ask, ticket: Ticket, stop: Stop) -> Found:
    """Find the direction with the weights of a view; raises UserError where there is none."""
    stand_back()
    lens = background.lens_of(view, label)
    judge = None
    if ask.attribute is None:
        has, without, strata = _of_piles(lens, ask, stop)
    elif "encode" in lens.capabilities:
        has, without, strata = _of_data(lens, ask, ask.attribute, ticket, stop)
    else:
        has, without, judge = _of_samples(lens, ask, ask.attribute, ticket, stop)
        strata = None
    if stop():
        raise Ended
    direction, separation = attributes.balanced(has, without, ask.method, strata)
    return Found(ask, direction, separation, (len(has), len(without)), judge)


def _of_piles(
    lens: Lens, ask: Ask, stop: Stop
) -> tuple[NDArray[np.float32], NDArray[np.float32], Strata | None]:
    """Return the codes of both piles, and the other attributes where all are data points."""
    bench = Bench()
    has, without = (bench.codes(lens, pile, ask.dataset, stop) for pile in (ask.has, ask.without))
    rows = [m.index for m in (*ask.has, *ask.without) if m.index is not None]
    if not ask.balanced or ask.dataset is None or len(rows) < len(has) + len(without):
        return has, without, None
    groups = np.arange(len(rows)) < len(has)
    return has, without, _strata(ask.dataset, np.array(rows), groups, None)


def _of_data(
    lens: Lens, ask: Ask, attribute: Attribute, ticket: Ticket, stop: Stop
) -> tuple[NDArray[np.float32], NDArray[np.float32], Strata | None]:
    """Encode training images of both kinds, EACH of them at most."""
    dataset = ask.dataset
    assert dataset is not None
    order = np.random.Generator(np.random.PCG64(0)).permutation(dataset.indices("train"))
    kind = attributes.having(dataset, attribute, order)
    # Each kind in order: images on the disk are read faster so.
    rows = np.concatenate([np.sort(order[kind][:EACH]), np.sort(order[~kind][:EACH])])
    groups = np.arange(len(rows)) < min(EACH, int(kind.sum()))
    parts = []
    for start in range(0, len(rows), PIECE):
        if stop():
            raise Ended
        some = rows[start : start + PIECE]
        told = None if dataset.labels is None else dataset.labels[some]
        parts.append(lens.encode(dataset.images[some], stop, told))
        ticket.share = start / len(rows)
    codes = np.concatenate(parts) if parts else np.zeros((0, lens.latent_dim), np.float32)
    strata = _strata(dataset, rows, groups, attribute) if ask.balanced else None
    return codes[groups], codes[~groups], strata


def _of_samples(
    lens: Lens, ask: Ask, attribute: Attribute, ticket: Ticket, stop: Stop
) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
    """Draw samples, and have a classifier say which have the attribute."""
    assert ask.dataset is not None
    judge, wanted = _judge(ask.dataset, attribute, ticket, stop)
    begin = ticket.share
    z = lens.noise(SAMPLES)
    seen = []
    for start in range(0, SAMPLES, PIECE):
        if stop():
            raise Ended
        seen.append(judge.labels(lens.samples(z[start : start + PIECE], stop)))
        ticket.share = begin + (1 - begin) * start / SAMPLES
    has = np.concatenate(seen) == wanted
    if min(int(has.sum()), int((~has).sum())) < LEAST:
        raise UserError(
            tr(
                "Of {count:,} samples, {has:,} have this attribute: too few of one kind. Train on, "
                "or take another attribute.",
                count=SAMPLES,
                has=int(has.sum()),
            )
        )
    return z[has], z[~has], judge.accuracy


def _judge(
    dataset: Dataset, attribute: Attribute, ticket: Ticket, stop: Stop
) -> tuple[ClassifierFeatures, int]:
    """Return a classifier that knows the attribute, and which of its labels that is.

    For a class it is the one that figures are made with; for a factor it is trained on that.
    """
    from genstudio.analysis.features import LEAST_PER_CLASS, classifier_of

    def watch(share: float) -> None:
        if stop():
            raise Ended
        ticket.share = TRAINED * share

    wanted = attribute.value
    if attribute.factor:
        has = attributes.having(dataset, attribute, np.arange(len(dataset)))
        names = (tr("the rest"), attribute.name)
        dataset = replace(dataset, labels=has.astype(np.int64), classes=names, hashed="")
        wanted = 1
    found = classifier_of(dataset, watch)
    if found is None:
        raise UserError(
            tr(
                "This model cannot encode, so a classifier has to tell which samples have the "
                "attribute, and it needs {least} training images of each kind or more: fill the "
                "two piles yourself.",
                least=LEAST_PER_CLASS,
            )
        )
    return found, wanted


def _strata(
    dataset: Dataset, rows: NDArray[np.int64], groups: NDArray[np.bool_], but: Attribute | None
) -> Strata | None:
    found = attributes.strata(dataset, rows, groups, but)
    return None if found is None else (found[groups], found[~groups])
