"""Kinds of models side by side: who takes part for given data and a budget, and how each did.

Every one starts from the preset that fits the data, and ends at the same limit. Figures are of the
weights that it ends with; the column of real images says what perfect samples would score.
`genstudio bench` has a race of its own, for speed: see analysis/race.py.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.analysis import quality, size
from genstudio.analysis.compare_table import Row, duration, shown
from genstudio.analysis.evaluate import evaluate_model
from genstudio.analysis.lens import Lens
from genstudio.analysis.progress import Ended
from genstudio.analysis.references import References, draw_labels
from genstudio.core import atomic
from genstudio.core.config import settings
from genstudio.core.errors import UserError
from genstudio.core.events import Scalars, Stop, never
from genstudio.core.language import mark, tr
from genstudio.data.dataset import Dataset
from genstudio.models import Encodes, Likelihood, is_points
from genstudio.train.presets import Facts, every, suitable
from genstudio.train.runs import Run
from genstudio.train.settings import LIMITS
from genstudio.train.snapshots import load_model

BASELINE = "ppca"
BASELINE_DIMENSIONS = 16
USUAL = ("vae", "gan", "began")  # chosen unless told otherwise, with the baseline
SHORT = {"vae": "VAE", "gan": "GAN", "began": "BEGAN", "ppca": "pPCA"}
TOLD = "+class"  # ends the name of a variant that is told the class of each image
PICTURES = 25  # samples that are shown of each, from the same seeds
SEED = 0
PAIRS = 2000  # pairs of images whose distance says how different they are
GENERATED = 2000  # samples that figures are of
Report = Callable[[float, str], None]
Images = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A kind of model as it starts: `name` is of the command line, `title` a marked text."""

    name: str
    family: str
    title: str
    model: dict[str, Any]
    train: dict[str, Any]
    told: bool = False
    preset: str = ""

    def trained(self, seconds: float, steps: int) -> dict[str, Any]:
        """Return the settings of the training with this budget for its only limit."""
        if self.family == BASELINE:
            return dict(self.train)
        limit = {"seconds": float(seconds)} if seconds else {"steps": int(steps)}
        return self.train | dict.fromkeys(LIMITS, 0) | limit


@dataclass(slots=True)
class Measured:
    """What was found of one run; `samples` are images [25, C, H, W], or None of points."""

    run: Path
    step: int
    seconds: float
    parameters: int
    samples: Images | None = None
    figures: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def contestants(facts: Facts, families: Mapping[str, ModuleType]) -> list[Contestant]:
    """List who can take part: those that draw samples of nothing but noise, or of a class."""
    known = every(families.values())
    found = []
    for name in sorted(families, key=_rank):
        module = families[name]
        if getattr(module, "CONDITIONS", ()) or not hasattr(module.Model, "decode"):
            continue
        presets = suitable(facts, name, known)
        model: dict[str, Any] = dict(presets[0].model) if presets else {}
        train = dict(presets[0].train) if presets else {}
        preset = presets[0].name if presets else ""
        if name == BASELINE:
            pixels = facts.channels * facts.side**2
            model, preset = {"latent_dim": max(1, min(BASELINE_DIMENSIONS, pixels - 1))}, ""
            if facts.points:
                model["latent_dim"] = 1
        found.append(Contestant(name, name, module.TITLE, model, train, preset=preset))
        conditional = any(one.name == "conditional" for one in settings(module.Config))
        if conditional and facts.labelled:
            told = model | {"conditional": True}
            found.append(
                Contestant(name + TOLD, name, module.TITLE, told, train, True, preset=preset)
            )
    return found


def chosen(names: Sequence[str], known: Sequence[Contestant]) -> list[Contestant]:
    """Return those that are named; raises UserError for one that there is not, or none."""
    there = {one.name: one for one in known}
    for name in names:
        if name not in there:
            raise UserError(
                tr(
                    "{name} cannot take part with these data; these can: {names}.",
                    name=name,
                    names=", ".join(there),
                )
            )
    if not names:
        raise UserError(tr("Nobody takes part: choose one kind of model at least."))
    return [there[name] for name in dict.fromkeys(names)]


def title_of(one: Contestant) -> str:
    """Return what people call a contestant."""
    return tr("{model}, told the class", model=tr(one.title)) if one.told else tr(one.title)


def short_of(one: Contestant) -> str:
    """Return the same for the head of a column."""
    short = SHORT.get(one.family) or tr(one.title)
    return tr("{model} + class", model=short) if one.told else short


def diversity(features: ArrayLike, seed: int = SEED) -> float:
    """Return the mean Euclidean distance of two of the rows [N, k], over pairs drawn at random."""
    rows = np.asarray(features, np.float64)
    if len(rows) < 2:
        return 0.0
    chance = np.random.default_rng(seed)
    first = chance.integers(0, len(rows), PAIRS)
    second = (first + chance.integers(1, len(rows), PAIRS)) % len(rows)  # never itself
    return float(np.linalg.norm(rows[first] - rows[second], axis=1).mean())


def pictures(run: Path) -> tuple[Images | None, int]:
    """Return what a run's newest weights draw from the same codes as all others, and the step."""
    model, step = load_model(run)
    lens = Lens(model)
    if is_points(lens.shape):
        return None, step
    return lens.samples(lens.noise(PICTURES, SEED)), step


def measure(
    runs: Sequence[Path], references: References, report: Report | None = None, stop: Stop = never
) -> Iterator[tuple[int, Measured]]:
    """Yield the number of each run and what was found of it; one that cannot be says why."""
    for index, folder in enumerate(runs):
        if stop():
            return

        def tell(share: float, text: str, index: int = index) -> None:
            if report is not None:
                report((index + share) / len(runs), text)

        try:
            yield index, _measured(folder, references, tell, stop)
        except Ended:
            return
        except UserError as error:
            yield index, Measured(folder, 0, 0.0, 0, problem=str(error))


def _measured(folder: Path, references: References, report: Report, stop: Stop) -> Measured:
    from genstudio.analysis.case import Options

    run = Run.open(folder)
    model, step = load_model(folder)
    able: Any = model
    names = ["frechet", "neighbours"]
    if isinstance(model, Encodes) and isinstance(model, Likelihood):
        names.append("elbo")
    samples = None if is_points(able.shape) else pictures(folder)[0]
    options = Options(generated=GENERATED)
    found = evaluate_model(
        model, references.dataset, names, options, references=references, report=report, stop=stop
    )
    labels = draw_labels(model, references, PICTURES * 20, SEED)
    drawn = references.features(quality.generate(model, PICTURES * 20, SEED, labels))
    found["diversity"] = diversity(drawn) / max(diversity(references.train), 1e-12)
    found["likelihood"] = getattr(model, "likelihood", "")
    seconds = max((e.seconds for e in run.history() if isinstance(e, Scalars)), default=0.0)
    return Measured(folder, step, seconds, size.parameters(model), samples, found)


# What a row shows: the figure, its label, which end is good, and the figure of real images.
ROWS = (
    ("frechet_distance", mark("Fréchet distance"), "low", ("frechet_held_out", "frechet_floor")),
    ("precision", mark("Precision"), "high", ("precision_held_out",)),
    ("recall", mark("Recall"), "high", ("recall_held_out",)),
    ("diversity", mark("Diversity, the data being 1"), "one", ()),
    ("elbo", mark("ELBO (nats per image)"), "high", ()),
)


def rows(found: Sequence[Measured | None]) -> list[Row]:
    """Return the table: a column each, and the last one for real images; None is not known yet."""
    some = [one.figures for one in found if one is not None and one.figures]
    features = next((figures["features"] for figures in some if "features" in figures), "")
    table = []
    for name, label, good, real in ROWS:
        values = [None if one is None else one.figures.get(name) for one in found]
        if name == "elbo" and not any(v is not None for v in values):
            continue
        floor = next((f[n] for n in real for f in some if f.get(n) is not None), None)
        if name == "diversity" and some:
            floor = 1.0
        text = f"{tr(label)}, {features}" if name == "frechet_distance" and features else tr(label)
        cells = [*map(shown, values), shown(floor)]
        table.append(Row(text, cells, () if _apart(name, found) else _best(values, good)))
    numbers = (
        (tr("Steps"), [None if one is None else one.step for one in found]),
        (tr("Parameters"), [None if one is None else one.parameters for one in found]),
    )
    table += [Row(text, [*map(shown, values), "–"]) for text, values in numbers]
    times = ["–" if one is None else duration(one.seconds) for one in found]
    return [*table, Row(tr("Time of training"), [*times, "–"])]


def _apart(name: str, found: Sequence[Measured | None]) -> bool:
    """Say whether the figures are of different things, so that none is the best."""
    kinds = {
        one.figures.get("likelihood") for one in found if one is not None and "elbo" in one.figures
    }
    return name == "elbo" and len(kinds) > 1


def _best(values: Sequence[Any], good: str) -> tuple[int, ...]:
    known = {i: v for i, v in enumerate(values) if isinstance(v, int | float) and np.isfinite(v)}
    if len(known) < 2:
        return ()
    off = {"low": lambda v: v, "high": lambda v: -v, "one": lambda v: abs(v - 1)}[good]
    least = min(off(v) for v in known.values())
    return tuple(i for i, v in known.items() if off(v) == least)


def write_csv(path: Path, titles: Sequence[str], table: Sequence[Row]) -> None:
    """Write the table, a column each and one for real images; raises UserError if it cannot."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(["", *titles, tr("Real images")])
    for row in table:
        out.writerow([row.label, *row.cells])
    atomic.write_text(path, text.getvalue())


def _rank(name: str) -> tuple[int, str]:
    """Sort the usual ones first, the baseline last."""
    if name == BASELINE:
        return len(USUAL) + 1, name
    return (USUAL.index(name) if name in USUAL else len(USUAL)), name


def real_pictures(dataset: Dataset) -> Images | None:
    """Return real images [25, C, H, W] to stand beside the samples; None of points."""
    if is_points(dataset.shape):
        return None
    rows = dataset.indices("test")
    rows = rows if len(rows) else np.arange(len(dataset))
    order = np.random.Generator(np.random.PCG64(SEED)).permutation(len(rows))[:PICTURES]
    return np.ascontiguousarray(dataset.images[rows[order]])
