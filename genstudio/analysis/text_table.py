"""The table of the StackGAN paper (1612.03242, Table 1) for runs of ours: one row a system.

The paper's inception score needs an Inception network trained on birds or flowers. Here the
judge stands in for it, a classifier of the data's own attributes, so that the figures are
comparable with each other on the same data, and with nothing else. Beside the paper's columns
stands what only drawn data allow: whether a picture has what its caption says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import quality, text_drawn
from genstudio.analysis.judge import judge_of
from genstudio.analysis.progress import Ended
from genstudio.analysis.references import References
from genstudio.analysis.text_attributes import Attributes, attributes_of
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop, never
from genstudio.core.language import mark, tr
from genstudio.data.dataset import Dataset
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model

Images = NDArray[np.uint8]
Floats = NDArray[np.float64]
FAMILIES = {"gan_int_cls": "GAN-INT-CLS", "gawwn": "GAWWN", "stackgan": "StackGAN"}
STAGE_ONE = mark("stage I, enlarged")
COUNT = 2000  # pictures of each system
SPLITS = 10  # of the pictures, for the score's deviation, as in 1606.03498
ALL = "all"  # attributes at once
JUDGED, READY = 0.15, 0.25  # share of the work when the judge, and the features, are there
Tell = Callable[[float, str], None]


class Judging(Protocol):
    """What is asked of a judge (analysis.judge)."""

    @property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """The attributes, and the names of their values."""

    def __call__(self, images: Images) -> dict[str, NDArray[np.int64]]:
        """Return the value of each attribute in images [N, C, H, W], [N] each."""

    def probabilities(self, images: Images) -> dict[str, NDArray[np.float32]]:
        """Return the probabilities of each attribute's values, [N, K] each."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured of pictures: the judge's score and its error, and shares in [0, 1].

    `frechet` is the distance from training pictures. `accuracy` is, for each attribute, the share
    of pictures in which it is the caption's, and under ALL of those in which every one is.
    `held_out` is the same for captions whose combination of attributes the training did not
    have; None where it had all.
    """

    images: int
    score: float
    deviation: float
    frechet: float
    accuracy: dict[str, float]
    held_out: dict[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One system: its name, the stage where it is not the last, the run, its step and scores."""

    name: str
    stage: str
    run: str
    step: int
    scores: Scores


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, what they have in common, and what the real pictures score in the same way."""

    data: str
    features: str
    attributes: tuple[str, ...]
    most: int  # the highest score there can be: the number of combinations
    combinations: tuple[str, ...]  # held out, in words
    real: Scores
    rows: tuple[Row, ...]


def check(folders: Sequence[Path]) -> list[Run]:
    """Open the runs, in the table's order; raises UserError for what does not belong together."""
    runs = [Run.open(folder) for folder in dict.fromkeys(Path(f).absolute() for f in folders)]
    for run in runs:
        if run.record.family not in FAMILIES:
            raise UserError(
                tr(
                    "{run} does not draw from captions: choose runs of {names}.",
                    run=printable(run.folder.name),
                    names=", ".join(FAMILIES.values()),
                )
            )
        if not run.checkpoints():
            raise UserError(
                tr(
                    "{run} has no checkpoint yet: train it first.",
                    run=printable(run.folder.name),
                )
            )
    if not runs:
        raise UserError(tr("Choose at least one run that draws from captions."))
    if len({run.record.data["fingerprint"] for run in runs}) > 1:
        raise UserError(
            tr(
                "These runs were trained on different data, so their figures cannot stand in one "
                "table: choose runs on the same data."
            )
        )
    order = list(FAMILIES)
    return sorted(runs, key=lambda run: order.index(run.record.family))


def measure(
    folders: Sequence[Path],
    dataset: Dataset,
    count: int = COUNT,
    seed: int = 0,
    judge: Judging | None = None,
    tell: Tell = lambda share, words: None,
    stop: Stop = never,
) -> Iterator[Row | Table]:
    """Measure runs on their data: yield each row as soon as it is there, then the whole table.

    `tell` is told the share of the work that is done, and at what it is. Raises UserError where
    the data have no captions or attributes, or the runs were trained on other data, and Ended
    when stopped.
    """
    runs = check(folders)
    if runs[0].record.data["fingerprint"] != dataset.fingerprint:
        raise UserError(tr("The runs were trained on other data than these."))
    work = _Work(dataset, count, seed, tell, stop)
    work.prepare(judge)
    real = work.score([dataset.images[work.rows], dataset.images[work.absent]])
    rows: list[Row] = []
    for number, run in enumerate(runs):
        for row in work.rows_of(run, number, len(runs)):
            rows.append(row)
            yield row
    yield Table(
        printable(dataset.name),
        work.references.features.name,
        work.attributes.names,
        work.attributes.most,
        work.attributes.absent_in_words(),
        real,
        tuple(rows),
    )


class _Work:
    """One measurement: which captions are drawn, and what judges the pictures."""

    attributes: Attributes
    judge: Judging

    def __init__(self, dataset: Dataset, count: int, seed: int, tell: Tell, stop: Stop) -> None:
        self.dataset, self.count, self.seed = dataset, count, seed
        self.tell, self.stop = tell, stop
        self.references = References(dataset)
        self.references.stop = stop
        self.rows = self.absent = np.zeros(0, np.int64)

    def prepare(self, judge: Judging | None) -> None:
        """Train or read what judges, and choose the captions: seen ones, and held-out ones."""
        learning = tr("The judge learns the attributes")
        self.tell(0.0, learning)
        watch = lambda share: self.tell(JUDGED * share, learning)  # noqa: E731
        self.judge = judge or judge_of(self.dataset, watch=watch, stop=self.stop)
        self.attributes = attributes_of(self.dataset, self.judge.values)
        known = np.logical_and.reduce([codes >= 0 for codes in self.attributes.codes.values()])
        test = text_drawn.captioned(self.dataset, "test", known)
        absent = self.attributes.absent[test]
        self.rows = self._some(test[~absent] if (~absent).any() else test)
        self.absent = self._some(test[absent]) if absent.any() else test[:0]
        self.tell(JUDGED, tr("Features of the training pictures"))
        _ = self.references.moments

    def _some(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return `count` of the rows in random order, each again only after all the others."""
        generator = np.random.Generator(np.random.PCG64(self.seed))
        turns = -(-self.count // len(rows))
        return np.concatenate([generator.permutation(rows) for _ in range(turns)])[: self.count]

    def rows_of(self, run: Run, number: int, total: int) -> Iterator[Row]:
        """Draw and score one run's stages."""
        name = FAMILIES[run.record.family]
        part = (1 - READY) / total
        model, step = load_model(run.folder)
        seen, held_out = (
            self._drawn(model, rows, name, READY + part * (number + low), part * share)
            for rows, low, share in ((self.rows, 0.0, 0.6), (self.absent, 0.6, 0.3))
        )
        for index, images in enumerate(seen):
            self._check()
            scores = self.score([images, held_out[index] if held_out else images[:0]])
            last = index == len(seen) - 1
            yield Row(name, "" if last else STAGE_ONE, run.folder.name, step, scores)

    def _drawn(
        self, model: Any, rows: NDArray[np.int64], name: str, start: float, part: float
    ) -> list[Images]:
        """Return the pictures [N, C, H, W] of the rows' captions, one array a stage."""
        stages = []
        for done, pictures in text_drawn.draw_rows(model, self.dataset, rows, self.seed):
            self._check()
            stages.append(pictures)
            self.tell(start + part * done / len(rows), tr("{name} draws", name=name))
        return [np.concatenate(parts) for parts in zip(*stages)]

    def score(self, drawn: Sequence[Images]) -> Scores:
        """Score pictures of the captions in `rows`, and those of the captions in `absent`."""
        images, held_out = drawn
        seen = self.judge.probabilities(images)
        score, deviation = inception_score(joint([seen[a] for a in self.attributes.names]))
        distance = quality.moments_of(self.references.features(images)).distance(
            self.references.moments
        )
        right = self._right(images, self.rows)
        absent = self._right(held_out, self.absent) if len(held_out) else None
        return Scores(len(images), score, deviation, distance, right, absent)

    def _right(self, images: Images, rows: NDArray[np.int64]) -> dict[str, float]:
        judged = self.judge(images)
        right = {
            name: judged[name] == self.attributes.codes[name][rows]
            for name in self.attributes.names
        }
        shares = {name: float(where.mean()) for name, where in right.items()}
        return shares | {ALL: float(np.logical_and.reduce(list(right.values())).mean())}

    def _check(self) -> None:
        if self.stop():
            raise Ended


def joint(parts: Sequence[NDArray[np.floating]]) -> Floats:
    """Return p(a, b, ... | x) [N, K_a K_b ...] of attributes [N, K], each judged on its own."""
    found = np.ones((len(parts[0]), 1))
    for part in parts:
        found = (found[:, :, None] * np.asarray(part, np.float64)[:, None]).reshape(len(part), -1)
    return found


def inception_score(p: NDArray[np.floating], splits: int = SPLITS) -> tuple[float, float]:
    """Return exp(E_x KL(p(y|x) || p(y))) of probabilities [N, K] (1606.03498), and its deviation.

    As published: mean and standard deviation over `splits` parts of the pictures. From 1 (all
    alike, or nothing is recognised) to K.
    """
    parts = np.array_split(np.asarray(p, np.float64), min(splits, max(1, len(p) // 2)))
    scores = [_score(part) for part in parts]
    return float(np.mean(scores)), float(np.std(scores))


def _score(p: Floats) -> float:
    # Rounding must not make log(0) of a probability that is next to nothing: 0 log 0 is 0.
    tiny = np.finfo(np.float64).tiny
    ratio = np.log(np.maximum(p, tiny)) - np.log(np.maximum(p.mean(0), tiny))
    return float(np.exp((p * ratio).sum(1).mean()))


def as_json(table: Table) -> dict[str, Any]:
    """Return the table in values that JSON can hold."""
    return {
        "data": table.data,
        "score": f"exp E KL of the data's own judge, at most {table.most}; no inception score",
        "features": table.features,
        "attributes": list(table.attributes),
        "held_out": list(table.combinations),
        "real": asdict(table.real),
        "rows": [asdict(row) for row in table.rows],
    }
