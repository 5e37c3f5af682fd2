"""How often does A - B + C show what it should? Exemplars by concept, and success measured.

Samples of a model are labelled by a judge (analysis/judge.py). Exemplars of each concept are drawn
from them, k for each slot, their codes are averaged and added up, and the judge looks at the
decoded sum: a success is a picture with all the wanted attributes. DCGAN's authors found single
codes unstable and took three (arXiv:1511.06434, 6.3.2); this counts how stable.

A person picks clear examples, and so does this: those that lie deepest inside the concept, by a
logistic regression of "shows it" on the codes of all samples. With examples taken at random,
which may lie just beside the border to something else, all successes are lower.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import arithmetic, logistic
from genstudio.analysis.arithmetic import Prior
from genstudio.analysis.concepts import Concept, captioned, target
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr

if TYPE_CHECKING:
    from genstudio.analysis.judge import Judge
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset

Codes = NDArray[np.float32]
Images = NDArray[np.uint8]
Rows = NDArray[np.int64]
Slots = Sequence[Concept]

COUNTS = (1, 3, 10)
TRIALS = 200
POOL = 2048  # samples that exemplars are chosen from
MOST = 8192  # that are drawn where a concept is rare
CLEAREST = 32  # samples of a concept that exemplars are drawn from
PART = 128  # samples, or trials, between two reports
LEAST = 3  # exemplars of a concept, for each code a slot, so that trials differ


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Samples to choose exemplars from: codes [N, d], images [N, C, H, W], what a judge says.

    `names` [N] are the seeds of samples (`genstudio sample --count 1 --seed`), or the places of
    images in the data. `clear` remembers the rows of concepts, the clearest first.
    """

    codes: Codes
    images: Images
    labels: Mapping[str, Rows]
    names: Rows
    clear: dict[Concept, Rows] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.codes)

    def having(self, concept: Concept) -> Rows:
        """Return the rows of the samples that show a concept."""
        return np.flatnonzero(concept.holds(self.labels))


@dataclass(frozen=True, slots=True)
class Success:
    """The share of `trials` with k codes a slot that show the target, and its standard error.

    `pixels` and `pixels_error` are those of the same sums of pictures: the control.
    """

    k: int
    trials: int
    share: float
    error: float
    pixels: float
    pixels_error: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How far a measurement is: `done` of `total` trials, `results` for each k that is finished.

    `chance` is the share of plain samples that show the target, of `samples` that were drawn.
    """

    done: int
    total: int
    target: Concept
    chance: float = math.nan
    samples: int = 0
    results: tuple[Success, ...] = field(default=())

    @property
    def ended(self) -> bool:
        """Whether nothing is left to be measured."""
        return self.done >= self.total


def draw_pool(
    lens: Lens, judge: Judge, count: int = POOL, seed: int = 0, stop: Stop = never
) -> Iterator[Pool]:
    """Draw samples and judge them; yields the pool as it grows."""
    pool: Pool | None = None
    for start in range(0, count, PART):
        if stop():
            return
        names = np.arange(seed + start, seed + min(start + PART, count))
        codes = np.concatenate([lens.noise(1, int(name)) for name in names])
        images = lens.decode(codes)
        part = Pool(codes, images, judge(images), names)
        pool = part if pool is None else _joined(pool, part)
        yield pool


def _joined(one: Pool, other: Pool) -> Pool:
    labels = {n: np.concatenate([v, other.labels[n]]) for n, v in one.labels.items()}
    return Pool(
        np.concatenate([one.codes, other.codes]),
        np.concatenate([one.images, other.images]),
        labels,
        np.concatenate([one.names, other.names]),
    )


def data_pool(lens: Lens, dataset: Dataset, rows: Rows, labels: Mapping[str, Rows]) -> Pool:
    """Return images of the data at `rows` [N] as a pool: their codes are the encoder's."""
    told = None if dataset.labels is None else dataset.labels[rows]
    return Pool(lens.encode(dataset.images[rows], labels=told), dataset.images[rows], labels, rows)


def by_captions(dataset: Dataset, concept: Concept) -> Rows:
    """Return the places of the images whose captions have the words of a concept.

    Raises UserError where the data have no captions, or none has the words.
    """
    if not any(dataset.captions or ()):
        raise UserError(
            tr(
                "These data have no captions to find words in: take data with a metadata.jsonl, or "
                "write a concept as attribute=value."
            )
        )
    found = np.flatnonzero(captioned(dataset.captions or (), concept))
    if not len(found):
        raise UserError(
            tr("No caption has the words {words}.", words=" ".join(concept.words) or "?")
        )
    return found


def clearest(pool: Pool, concept: Concept, count: int = 0) -> Rows:
    """Return the rows that show a concept and lie deepest inside it, the deepest first.

    The whole concept is one class against the rest: exemplars that are sure of each attribute
    by itself add up to less. The clearest 32 are returned, or `count` where more are asked for
    (of as many as there are).
    """
    if (known := pool.clear.get(concept)) is None:
        holds = concept.holds(pool.labels)
        rows = np.flatnonzero(holds)
        odds = logistic.log_odds(pool.codes, holds)[rows]
        known = pool.clear[concept] = rows[np.argsort(-odds, kind="stable")]
    return known[: max(CLEAREST, count)]


def choose(rows: Rows, k: int, seed: int = 0) -> Rows:
    """Draw k rows, none twice; fewer where there are fewer."""
    generator = np.random.default_rng(seed)
    return generator.choice(rows, min(k, len(rows)), replace=False)


def measure(
    lens: Lens,
    judge: Judge,
    slots: Slots,
    counts: Sequence[int] = COUNTS,
    trials: int = TRIALS,
    seed: int = 0,
    stop: Stop = never,
    pool: Pool | None = None,
    *,
    clear: bool = True,
) -> Iterator[Measured]:
    """Measure the success of A - B + C for each number of codes a slot; yields how far it is.

    `clear` False takes exemplars at random, not the clear ones. Raises UserError where the
    concepts say nothing, or where too few samples show one of them.
    """
    goal = target(slots)
    known = Measured(0, trials * len(counts), goal)
    needed = LEAST * max(counts)
    if pool is None or _scarce(pool, slots, needed):
        for pool in draw_pool(lens, judge, MOST, seed, stop):
            if len(pool) >= POOL and not _scarce(pool, slots, needed):
                break
            yield known
    if pool is None or stop():
        return
    _check(pool, slots, max(counts))
    known = replace(known, chance=float(goal.holds(pool.labels).mean()), samples=len(pool))
    rows = [clearest(pool, c, max(counts)) if clear else pool.having(c) for c in slots]
    yield from _counted(lens, judge, pool, rows, known, (counts, trials, seed), stop)


def _counted(
    lens: Lens,
    judge: Judge,
    pool: Pool,
    rows: Sequence[Rows],
    known: Measured,
    about: tuple[Sequence[int], int, int],
    stop: Stop,
) -> Iterator[Measured]:
    """Count the successes of trials that draw from `rows` of each slot."""
    counts, trials, seed = about
    prior, goal = arithmetic.prior_of(lens), known.target
    generator = np.random.Generator(np.random.PCG64(seed))
    done = 0
    for k in counts:
        right: list[NDArray[np.bool_]] = []
        control: list[NDArray[np.bool_]] = []
        for start in range(0, trials, PART):
            if stop():
                return
            size = min(PART, trials - start)
            drawn = [_draws(part, size, k, generator) for part in rows]
            right.append(goal.holds(judge(lens.decode(added(pool, drawn, prior)))))
            control.append(goal.holds(judge(_in_pixels(pool, drawn))))
            done += size
            if start + size < trials:
                yield replace(known, done=done)
        found = _success(k, np.concatenate(right), np.concatenate(control))
        known = replace(known, done=done, results=(*known.results, found))
        yield known


def added(pool: Pool, drawn: Sequence[NDArray[np.int64]], prior: Prior) -> Codes:
    """Return A - B + C [T, d] for T trials, whose slots are rows [T, k] of the pool."""
    found = []
    for rows in zip(*drawn):
        result = arithmetic.combine([pool.codes[slot] for slot in rows], prior)
        assert result is not None  # A has codes
        found.append(result.code)
    return np.stack(found)


def _in_pixels(pool: Pool, drawn: Sequence[NDArray[np.int64]]) -> Images:
    found = [arithmetic.pixels([pool.images[slot] for slot in rows]) for rows in zip(*drawn)]
    return np.stack([image for image in found if image is not None])


def _draws(rows: Rows, trials: int, k: int, generator: np.random.Generator) -> Rows:
    """Return rows [trials, k]: each trial draws its own, none twice."""
    return np.stack([generator.choice(rows, k, replace=False) for _ in range(trials)])


def _success(k: int, right: NDArray[np.bool_], control: NDArray[np.bool_]) -> Success:
    share, pixels = float(right.mean()), float(control.mean())
    count = len(right)
    return Success(
        k, count, share, standard_error(share, count), pixels, standard_error(pixels, count)
    )


def standard_error(share: float, count: int) -> float:
    """Return the standard error sqrt(p (1 - p) / n) of a share of n independent trials."""
    return math.sqrt(share * (1 - share) / count)


def _scarce(pool: Pool, slots: Slots, needed: int) -> bool:
    return any(len(pool.having(concept)) < needed for concept in slots)


def _check(pool: Pool, slots: Slots, k: int) -> None:
    for name, concept in zip("ABC", slots):
        count = len(pool.having(concept))
        if count < k:
            raise UserError(
                tr(
                    "Of {samples:,} samples only {count:,} show what slot {slot} asks for, and "
                    "{needed} are needed: ask for less, or train for longer.",
                    samples=len(pool),
                    count=count,
                    slot=name,
                    needed=k,
                )
            )
