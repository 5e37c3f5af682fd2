"""Several runs side by side: settings that differ, curves, figures, samples, reconstructions.

The pieces come one after the other, so that whoever asks can show what is there already: what
is read from the folders first, what has to be computed after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import size
from genstudio.analysis.evaluate import evaluate_model
from genstudio.analysis.lens import Lens
from genstudio.analysis.progress import Ended
from genstudio.analysis.references import References
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Changed, Scalars, Stop, never
from genstudio.core.language import tr
from genstudio.data import sources
from genstudio.data.dataset import Dataset
from genstudio.models import is_points
from genstudio.train.runs import Record, Run
from genstudio.train.scores import Best
from genstudio.train.snapshots import load_model

Images = NDArray[np.uint8]
Floats = NDArray[np.float64]
MOST = 12  # runs: more are no comparison, but a list
SAMPLES = 36  # images of each run, from the same codes where the latent spaces agree
DOTS = 4000  # points of a density
PAIRS = 16  # images that are reconstructed
SEED = 0
POINTS = 2000  # of a curve: more than a screen has pixels


@dataclass(frozen=True, slots=True)
class Curve:
    """One term of one run: steps, seconds of training and values, equally long."""

    steps: Floats
    seconds: Floats
    values: Floats


@dataclass(frozen=True, slots=True)
class Subject:
    """A run as its folder tells it. `name` is unlike that of every other run compared."""

    name: str
    folder: Path
    record: Record
    settings: dict[str, Any]
    curves: dict[str, Curve]
    best: Best | None
    step: int  # of the checkpoint that is looked at: the best one, or the newest
    seconds: float
    epochs: float

    @property
    def data(self) -> str:
        """The fingerprint of the data: figures of other data mean something else."""
        return str(self.record.data["fingerprint"])


@dataclass(slots=True, eq=False)
class Look:
    """What was computed of a run's model; `problems` says why something is missing."""

    parameters: int = 0
    samples: Images | None = None
    originals: Images | None = None
    reconstructions: Images | None = None
    figures: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The runs, the settings in which they differ and agree, and what has to be said first."""

    subjects: list[Subject]
    differing: dict[str, list[Any]]  # name of the setting -> its value in each run
    partial: dict[str, list[Any]]  # those that not every run has; None where it has not
    equal: dict[str, Any]
    warnings: list[str]

    @property
    def terms(self) -> list[str]:
        """The terms that any of the runs has a curve of, in the order of their appearance."""
        return list(dict.fromkeys(term for one in self.subjects for term in one.curves))


def read(folders: Sequence[Path], stop: Stop = never) -> Comparison:
    """Read runs; raises UserError for fewer than two, more than MOST, or one that is none."""
    folders = list(dict.fromkeys(Path(folder).absolute() for folder in folders))
    if not 2 <= len(folders) <= MOST:
        raise UserError(tr("Choose from 2 to {most} runs to compare.", most=MOST))
    names = _distinct(folders)
    subjects = []
    for name, folder in zip(names, folders):
        if stop():
            break
        subjects.append(_subject(name, Run.open(folder)))
    return Comparison(subjects, *_settings(subjects), _warnings(subjects))


def look(subject: Subject, dataset: Dataset | None, stop: Stop = never) -> Look:
    """Load a run's model; draw samples and, where it encodes, reconstruct test images."""
    found = Look()
    try:
        model, _ = load_model(subject.folder, subject.step)
    except UserError as error:
        found.problems.append(str(error))
        return found
    found.parameters = size.parameters(model)
    lens = Lens(model)
    if "decode" in lens.capabilities:
        found.samples = _samples(lens, dataset, stop)
    both = {"encode", "decode"} <= lens.capabilities and not is_points(lens.shape)
    if both and dataset is not None:
        rows = dataset.indices("test")
        rows = rows if len(rows) else np.arange(len(dataset))
        order = np.random.Generator(np.random.PCG64(SEED)).permutation(len(rows))[:PAIRS]
        found.originals = np.ascontiguousarray(dataset.images[rows[order]])
        found.reconstructions = lens.reconstruct(found.originals, stop)
    return found


def measure(
    subject: Subject,
    references: References,
    metrics: Sequence[str] | None = None,
    stop: Stop = never,
) -> dict[str, Any]:
    """Return the figures of the checkpoint that is looked at: those of `genstudio evaluate`.

    Without `metrics`, all usual ones. Raises UserError where the model cannot have one of
    those that are named, and Ended when stopped.
    """
    model, _ = load_model(subject.folder, subject.step)
    return evaluate_model(model, references.dataset, metrics, references=references, stop=stop)


class Data:
    """Loads the data of runs, each set once; keeps why one cannot be had."""

    def __init__(self) -> None:
        self._known: dict[str, Dataset | str] = {}
        self._references: dict[str, References] = {}

    def of(self, subject: Subject) -> Dataset:
        """Return a run's data; raises UserError where they are gone, or not the same any more."""
        if subject.data not in self._known:
            self._known[subject.data] = self._load(subject)
        found = self._known[subject.data]
        if isinstance(found, str):
            raise UserError(found)
        return found

    def references_of(self, subject: Subject) -> References:
        """Return what the samples of a run are compared with: the same for all of these data."""
        if subject.data not in self._references:
            self._references[subject.data] = References(self.of(subject))
        return self._references[subject.data]

    def _load(self, subject: Subject) -> Dataset | str:
        known = subject.record.data
        try:
            dataset = sources.load(known["source"], known["options"])
        except UserError as error:
            return str(error)
        if dataset.fingerprint != known["fingerprint"]:
            return tr(
                "{source} has changed since the run was trained on it; put the data back as "
                "they were.",
                source=printable(known["source"]),
            )
        return dataset


def looks(
    comparison: Comparison, metrics: Sequence[str] | None = None, stop: Stop = never
) -> Iterator[tuple[int, Look]]:
    """Yield, for each run, its number and what was seen of its model: the pictures, then figures.

    `metrics` names the figures that are wanted (None: all, empty: none), which take longer.
    """
    data = Data()
    found: list[Look | None] = [None] * len(comparison.subjects)
    for index, seen in pictures(comparison, data, stop):
        found[index] = seen
        yield index, seen
    if metrics is None or metrics:
        yield from figures(comparison, found, data, metrics, stop)


def pictures(comparison: Comparison, data: Data, stop: Stop = never) -> Iterator[tuple[int, Look]]:
    """Yield each run's number, and what its model draws."""
    for index, subject in enumerate(comparison.subjects):
        if stop():
            return
        yield index, _pictures(subject, data, stop)


def figures(
    comparison: Comparison,
    looks: Sequence[Look | None],
    data: Data,
    metrics: Sequence[str] | None = None,
    stop: Stop = never,
) -> Iterator[tuple[int, Look]]:
    """Yield each run's number, and its look with figures; one whose model is gone is left out."""
    for index, (subject, seen) in enumerate(zip(comparison.subjects, looks)):
        if stop():
            return
        if seen is None or not seen.parameters:
            continue
        try:
            references = data.references_of(subject)
            found = replace(seen, figures=measure(subject, references, metrics, stop))
        except Ended:
            return
        except UserError as error:
            problems = list(dict.fromkeys([*seen.problems, str(error)]))
            found = replace(seen, problems=problems)
        yield index, found


def _samples(lens: Lens, dataset: Dataset | None, stop: Stop) -> Images | None:
    """Return images of the same codes for every run; of points one picture of where they lie."""
    if not is_points(lens.shape):
        return lens.samples(lens.noise(SAMPLES, SEED), stop)
    drawn = lens.samples(lens.noise(DOTS, SEED), stop)
    if stop():
        return None  # there may be fewer than were asked for, or none
    points = np.asarray(drawn, float).reshape(DOTS, -1)
    known = points if dataset is None else dataset.images.reshape(len(dataset), -1).astype(float)
    return dots(points, known)


def paired(look: Look, columns: int) -> Images | None:
    """Return rows of so many test images, each above the row of their reconstructions."""
    if look.originals is None or look.reconstructions is None:
        return None
    rows = range(0, min(len(look.originals), len(look.reconstructions)), columns)
    parts = [p[a : a + columns] for a in rows for p in (look.originals, look.reconstructions)]
    return np.concatenate(parts) if parts else None


def dots(points: Floats, known: Floats, side: int = 128) -> Images:
    """Return a picture [1, 1, side, side] of points [N, 1 or 2], darker where more of them lie.

    It shows where the known points [M, 1 or 2] are, and a tenth more around them.
    """
    low, high = known.min(0), known.max(0)
    room = np.maximum(0.1 * (high - low), 1e-9)
    ranges = list(zip(low - room, high + room))
    if points.shape[1] == 1:
        counts, _ = np.histogram(points[:, 0], side, ranges[0])
        heights = np.round(counts / max(1, counts.max()) * (side - 1))
        filled = np.arange(side)[::-1, None] < heights
        return np.where(filled, 40, 255).astype(np.uint8)[None, None]
    table, _, _ = np.histogram2d(points[:, 0], points[:, 1], side, ranges)
    shade = np.sqrt(table / max(1.0, table.max()))
    return np.round(255 * (1 - shade.T[::-1])).astype(np.uint8)[None, None]


def _pictures(subject: Subject, data: Data, stop: Stop) -> Look:
    try:
        return look(subject, data.of(subject), stop)
    except UserError as error:
        found = look(subject, None, stop)
        found.problems.append(str(error))
        return found


def _subject(name: str, run: Run) -> Subject:
    record, kept = run.record, run.checkpoints()
    if not kept:
        raise UserError(
            tr("{run} has no checkpoint yet: train it first.", run=printable(run.folder.name))
        )
    best = record.best if record.best is not None and record.best.step in kept else None
    events = [e for e in run.history() if isinstance(e, Scalars | Changed)]
    rows = [event for event in events if isinstance(event, Scalars)]
    settings = {**record.model, **record.train} | {"data": record.data["name"]}
    settings |= {f"data {name}": value for name, value in record.data["options"].items()}
    return Subject(
        name,
        run.folder,
        record,
        {"model": record.family} | settings,
        _curves(rows),
        best,
        best.step if best is not None else kept[-1],
        max((row.seconds for row in rows), default=0.0),
        max((row.epoch for row in rows), default=0.0),
    )


def _curves(rows: list[Scalars]) -> dict[str, Curve]:
    """Return every term, thinned where it is longer than anybody can see."""
    columns: dict[str, tuple[list[float], list[float], list[float]]] = {}
    last = (0.0, 0.0)
    for row in rows:
        steps, seconds = np.asarray(row.steps, float), np.full(len(row.steps), row.seconds)
        if steps[-1] > last[0]:  # its seconds are those of its last step
            seconds = np.interp(steps, [last[0], steps[-1]], [last[1], row.seconds])
            last = (steps[-1], row.seconds)
        for term, values in row.values.items():
            into = columns.setdefault(term, ([], [], []))
            for column, more in zip(into, (steps.tolist(), seconds.tolist(), values)):
                column += more
    return {term: _thin(*map(np.array, column)) for term, column in columns.items()}


def _thin(steps: Floats, seconds: Floats, values: Floats) -> Curve:
    finite = np.isfinite(values)
    steps, seconds, values = steps[finite], seconds[finite], values[finite]
    size = -(-len(values) // POINTS)
    if size <= 1:
        return Curve(steps, seconds, values)
    starts = np.arange(0, len(values), size)
    counts = np.diff([*starts, len(values)])
    ends = starts + counts - 1
    return Curve(steps[ends], seconds[ends], np.add.reduceat(values, starts) / counts)


def _settings(
    subjects: list[Subject],
) -> tuple[dict[str, list[Any]], dict[str, list[Any]], dict[str, Any]]:
    """Tell apart the settings that differ, that some runs do not have, and that are equal."""
    names = dict.fromkeys(name for one in subjects for name in one.settings)
    differing: dict[str, list[Any]] = {}
    partial: dict[str, list[Any]] = {}
    equal: dict[str, Any] = {}
    for name in names:
        values = [one.settings.get(name) for one in subjects]
        if not all(name in one.settings for one in subjects):
            partial[name] = values
        elif all(value == values[0] for value in values):
            equal[name] = values[0]
        else:
            differing[name] = values
    return differing, partial, equal


def _warnings(subjects: list[Subject]) -> list[str]:
    found = []
    if len({one.data for one in subjects}) > 1:
        found.append(
            tr(
                "These runs were trained on different data: their curves and figures must not be "
                "compared with each other."
            )
        )
    if len({one.record.family for one in subjects}) > 1:
        found.append(
            tr("These are different kinds of models: a term of one may be missing in another.")
        )
    return found


def _distinct(folders: list[Path]) -> list[str]:
    """Return a name for each folder: its own, with as many of its parents as tell it apart."""
    depth, names = 1, [folder.name for folder in folders]
    while len(set(names)) < len(names) and depth < max(len(f.parts) for f in folders):
        depth += 1
        names = ["/".join(folder.parts[-depth:]) for folder in folders]
    return [printable(name) for name in names]
