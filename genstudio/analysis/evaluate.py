"""A run's figures on data it was not trained on: what `genstudio evaluate` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from torch import nn

from genstudio.analysis.case import Case, Options
from genstudio.analysis.metric import Metric, Result
from genstudio.analysis.metrics import METRICS
from genstudio.analysis.progress import Ended
from genstudio.analysis.references import References
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop, never
from genstudio.core.language import tr
from genstudio.data import sources
from genstudio.data.dataset import Dataset
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model

Report = Callable[[float, str], None]  # share done, what is being done


def evaluate(
    run_folder: Path,
    step: int | None = None,
    metrics: Sequence[str] | None = None,
    options: Options | None = None,
    *,
    dataset: Dataset | None = None,
    references: References | None = None,
    report: Report | None = None,
    stop: Stop = never,
) -> dict[str, Any]:
    """Evaluate a run's checkpoint (the newest good one, or that of `step`) on the test split.

    The keys are those of `evaluate_model`, and `step`, `family` and `dataset`. Raises UserError
    where the data are no longer what the run was trained on.
    """
    run = Run.open(run_folder)
    dataset = _same_data(run, dataset)
    model, found_step = load_model(run_folder, step)
    about = {"family": run.record.family, "dataset": dataset.name, "step": found_step}
    found = evaluate_model(
        model, dataset, metrics, options, references=references, report=report, stop=stop
    )
    return about | found


def evaluate_all(
    run_folder: Path,
    metrics: Sequence[str] | None = None,
    options: Options | None = None,
    *,
    dataset: Dataset | None = None,
    report: Report | None = None,
    stop: Stop = never,
) -> list[dict[str, Any]]:
    """Evaluate every checkpoint of a run, ascending; what they are compared with is shared."""
    run = Run.open(run_folder)
    dataset, steps, options = _same_data(run, dataset), run.checkpoints(), options or Options()
    if not steps:
        raise UserError(tr("This run has no checkpoint yet: train it first."))
    shared = References(dataset, options.features, options.inception_weights, options.split)
    found = []
    for index, step in enumerate(steps):

        def told(share: float, text: str, index: int = index, step: int = step) -> None:
            if report is not None:
                report((index + share) / len(steps), f"step {step:,}: {text}")

        found.append(
            evaluate(
                run_folder,
                step,
                metrics,
                options,
                dataset=dataset,
                references=shared,
                report=told,
                stop=stop,
            )
        )
    return found


def evaluate_model(
    model: nn.Module,
    dataset: Dataset,
    metrics: Sequence[str] | None = None,
    options: Options | None = None,
    *,
    references: References | None = None,
    report: Report | None = None,
    stop: Stop = never,
) -> dict[str, Any]:
    """Return the figures of any model: those of the `metrics` named, or all usual ones it can have.

    Only what these need is computed. A conditional model is told each image's label: its figures
    are of p(x | label), and `conditional` is true; samples get labels with the training images'
    shares. Beside the figures stand `images` (held-out images), and by
    figure's name `units`, `errors` (standard errors) and `notes`; where samples were drawn,
    `features` and `generated`. `references` made once for the data and the same options serve any
    number of models. Raises UserError for a metric that is unknown, or that the model
    cannot have, and Ended when stopped.
    """
    options = options or Options()
    names = METRICS if metrics is None else metrics
    case = Case(model.eval(), dataset, options, references, metrics is None or "labels" in names)
    case.references.stop = stop
    chosen = _chosen(case, metrics)
    found: dict[str, Any] = {"images": len(case.rows)}
    if case.label is not None:
        found["conditional"] = True
    result = _computed(case, chosen, report, stop)
    found |= result.figures
    if "generated" in case.__dict__:
        found |= {"features": case.references.features.name, "generated": case.generated.count}
    return found | {"units": result.units, "errors": result.errors, "notes": result.notes}


def _computed(case: Case, chosen: Sequence[Metric], report: Report | None, stop: Stop) -> Result:
    """Compute one metric after the other, and put together what they give."""
    together = Result()
    total = sum(metric.cost for metric in chosen)
    done = 0.0
    for metric in chosen:
        case.progress = _teller(metric, done, total, report, stop)
        case.progress(0, 1)
        result = metric.compute(case)
        together.figures |= result.figures
        together.units |= result.units
        together.errors |= result.errors
        together.notes |= result.notes
        done += metric.cost
    return together


def _teller(
    metric: Metric, before: float, total: float, report: Report | None, stop: Stop
) -> Callable[[int, int], None]:
    """Return what passes a metric's own progress on as a share of all, and hears a stop."""

    def tell(done: int, of: int) -> None:
        if stop():
            raise Ended
        if report is not None:
            report((before + metric.cost * done / max(1, of)) / total, metric.help)

    return tell


def _chosen(case: Case, names: Iterable[str] | None) -> list[Metric]:
    """Return the metrics, in the order of the list; raise UserError for what cannot be had."""
    if names is None:
        return [m for m in METRICS.values() if m.default and not m.lacking(case)]
    wanted = set(names)
    for name in sorted(wanted - {"all"}):
        if name not in METRICS:
            raise UserError(
                tr(
                    "There is no metric {name}; choose from {known}.",
                    name=printable(name),
                    known=", ".join([*METRICS, "all"]),
                )
            )
        if reason := METRICS[name].lacking(case):
            raise UserError(
                tr(
                    "The metric {name} cannot be had: {reason}. Leave it out.",
                    name=name,
                    reason=tr(reason),
                )
            )
    everything = "all" in wanted
    return [
        metric
        for name, metric in METRICS.items()
        if name in wanted or (everything and not metric.lacking(case))
    ]


def _same_data(run: Run, dataset: Dataset | None) -> Dataset:
    """Load the run's data, unless they are given; raise UserError where they have changed."""
    known = run.record.data
    if dataset is None:
        dataset = sources.load(known["source"], known["options"])
    if dataset.fingerprint != known["fingerprint"]:
        raise UserError(
            tr(
                "{source} has changed since the run was trained on it; put the data back as "
                "they were.",
                source=printable(dataset.source),
            )
        )
    return dataset
