"""What the page of arithmetic asks the engine: judge and samples, exemplars, success. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import concepts
from genstudio.analysis.concepts import Concept
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui.members import Member, Members

if TYPE_CHECKING:
    from genstudio.analysis.arithmetic_bench import Measured, Pool
    from genstudio.analysis.judge import Judge
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset
    from genstudio.gui.state import View

COUNTS = (1, 3, 10)
TRIALS = 200
TURNED = 100  # codes of each group of a turn
SHARE = 0.9  # of the work that is the judge's training, where it has to be trained


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What is asked about: the view, the class that its model is told, and the data."""

    view: View
    label: int | None
    dataset: Dataset

    def lens(self) -> Lens:
        """Return a lens of one's own on the view, made in the worker."""
        from genstudio.analysis.lens import UNKNOWN, Lens

        lens = Lens(self.view.record)
        lens.load(self.view.weights)
        lens.label = UNKNOWN if self.label is None else self.label
        return lens


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A judge, and samples (or encoded images of the data) that it has labelled."""

    subject: Subject
    judge: Judge
    pool: Pool
    of_data: bool


@dataclass(frozen=True, slots=True)
class Far:
    """How far the preparation is."""

    share: float


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """The exemplars that were picked."""

    members: tuple[Members, Members, Members]


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What a judge says of a picture: each attribute in words, and which of the goal hold."""

    shown: tuple[str, ...]
    met: tuple[str, ...]
    missed: tuple[str, ...]


def prepare(subject: Subject, judge: Judge | None, stop: Stop) -> Iterator[Far | Ready]:
    """Get a judge and label what exemplars are chosen from; yields how far it is."""
    from genstudio.analysis import arithmetic_bench as bench
    from genstudio.analysis.judge import judging, targets_of

    if judge is None:
        steps = judging(subject.dataset, stop=stop)
        while judge is None:
            try:
                yield Far(SHARE * next(steps))
            except StopIteration as end:
                judge = end.value
    yield Far(SHARE)
    lens, data = subject.lens(), subject.dataset
    if "encode" in lens.capabilities:
        rows = data.indices("train")[: bench.POOL]
        yield Ready(subject, judge, bench.data_pool(lens, data, rows, targets_of(data, rows)), True)
        return
    for pool in bench.draw_pool(lens, judge, stop=stop):
        yield Far(SHARE + (1 - SHARE) * len(pool) / bench.POOL)
        if len(pool) >= bench.POOL:
            yield Ready(subject, judge, pool, False)


def pick(
    texts: Sequence[str], ready: Ready | None, subject: Subject, k: int, seed: int, stop: Stop
) -> Iterator[Far | Slots]:
    """Choose k clear exemplars for each concept; an empty text leaves its slot empty."""
    found: list[Members] = []
    for place, text in enumerate(texts):
        if stop():
            return
        yield Far(place / len(texts))
        filled = picked(text, ready, subject, k, seed + place) if text.strip() else ()
        found.append(filled)
    yield Slots((found[0], found[1], found[2]))


def picked(text: str, ready: Ready | None, subject: Subject, k: int, seed: int) -> Members:
    """Choose k exemplars of one concept; raises UserError where none shows it."""
    from genstudio.analysis import arithmetic_bench as bench

    data = subject.dataset
    values = concepts.values_of(data) if "=" in text else {}
    concept = concepts.parse(text, values)
    if concept.words:
        rows = bench.choose(bench.by_captions(data, concept), k, seed)
        return tuple(_captioned(data, int(row)) for row in rows)
    if ready is None:
        raise UserError(tr("The samples are not judged yet: wait a moment, and try again."))
    if not len(ready.pool.having(concept)):
        raise UserError(
            tr(
                "None of {count:,} samples shows {concept}: ask for less.",
                count=len(ready.pool),
                concept=concepts.in_words(concept, values),
            )
        )
    rows = bench.choose(bench.clearest(ready.pool, concept), k, seed)
    chosen = ready.pool.names[rows]
    return tuple(_member(int(name), of_data=ready.of_data) for name in chosen)


def _member(name: int, *, of_data: bool) -> Member:
    if of_data:
        return Member(tr("image {number}", number=name + 1), index=name)
    return Member(tr("sample {number}", number=name), seed=name)


def _captioned(data: Dataset, row: int) -> Member:
    caption = printable((data.captions or ())[row])
    return Member(tr("image {number} ({caption})", number=row + 1, caption=caption), index=row)


def goal_of(texts: Sequence[str], dataset: Dataset) -> Concept | None:
    """Return what the sum should show; None where that cannot be judged."""
    values = concepts.values_of(dataset)
    if not all("=" in text for text in texts):
        return None
    try:
        return concepts.target([concepts.parse(text, values) for text in texts])
    except UserError:
        return None


def judged(
    judge: Judge, goal: Concept | None, images: Sequence[NDArray[Any]], stop: Stop
) -> list[Verdict]:
    """Ask a judge about pictures [C, H, W]."""
    said = judge(np.stack(images))
    return [_verdict(judge, goal, said, place) for place in range(len(images))]


def _verdict(judge: Judge, goal: Concept | None, said: Any, place: int) -> Verdict:
    values = judge.values
    wanted = {} if goal is None else goal.wanted
    words = {
        name: concepts.value_in_words(name, names, int(said[name][place]))
        for name, names in values.items()
    }
    met = tuple(words[n] for n, v in wanted.items() if said[n][place] == v)
    missed = tuple(
        concepts.value_in_words(n, values[n], v) for n, v in wanted.items() if said[n][place] != v
    )
    return Verdict(tuple(words.values()), met, missed)


def measuring(ready: Ready, texts: Sequence[str], seed: int, stop: Stop) -> Iterator[Measured]:
    """Measure the success of the three concepts for k = 1, 3 and 10."""
    from genstudio.analysis.arithmetic_bench import measure

    values = concepts.values_of(ready.subject.dataset)
    slots = [concepts.parse(text, values) for text in texts]
    lens = ready.subject.lens()
    yield from measure(lens, ready.judge, slots, COUNTS, TRIALS, seed, stop, ready.pool)


def turns(ready: Ready, name: str, value: int | None, stop: Stop) -> tuple[Members, Members]:
    """Return two groups of samples: those that have most of a number, or a value, and least.

    `value` is None for a number that is known of the data, such as a look.
    """
    pool, data = ready.pool, ready.subject.dataset
    if value is not None:
        holds = pool.labels[name] == value
        return _group(ready, np.flatnonzero(holds)), _group(ready, np.flatnonzero(~holds))
    from genstudio.analysis.turn import QUARTER, gauge_of

    if ready.of_data:
        numbers = np.asarray(data.factors[name].values[pool.names], np.float64)
    else:
        numbers = gauge_of(ready.judge, data, name)(pool.images)
    low, high = np.quantile(numbers, (QUARTER, 1 - QUARTER))
    return (
        _group(ready, np.flatnonzero(numbers >= high)),
        _group(ready, np.flatnonzero(numbers <= low)),
    )


def in_words(verdict: Verdict) -> str:
    """Say what a picture shows, and whether it is what it should."""
    met, missed = ", ".join(verdict.met), ", ".join(verdict.missed)
    if not met and not missed:
        return ", ".join(verdict.shown)
    if not missed:
        return tr("{met}: as wanted ✓", met=met)
    if not met:
        return tr("neither {missed} ✗", missed=missed)
    return tr("{met}, but not {missed} ✗", met=met, missed=missed)


def _group(ready: Ready, rows: NDArray[np.int64]) -> Members:
    from genstudio.analysis.arithmetic_bench import choose

    names = ready.pool.names[choose(rows, TURNED)]
    return tuple(_member(int(name), of_data=ready.of_data) for name in names)
