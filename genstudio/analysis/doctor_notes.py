"""What the doctor is told of a run: its record, its curves, and figures of its samples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from genstudio import models
from genstudio.analysis.doctor import Column, Patient
from genstudio.analysis.progress import Progress, silent
from genstudio.core import config, registry
from genstudio.core.errors import UserError
from genstudio.core.events import Diverged, Event, Profile, Scalars, Stop, never
from genstudio.data.dataset import Dataset
from genstudio.train import snapshots
from genstudio.train.runs import Record, Run
from genstudio.train.settings import Config as Training

PROFILE = "val kl by dimension"
FIGURES = ("labels", "modes")
SAMPLES = 2000


def of_run(
    run: Run, images: int | None = None, figures: Mapping[str, float] | None = None
) -> Patient:
    """Read a run's history from its folder; raises UserError where it cannot be read."""
    events = run.history()
    profiles = [e for e in events if isinstance(e, Profile) and e.name == PROFILE]
    broken = [event for event in events if isinstance(event, Diverged)]
    return of_record(
        run.record,
        curves(events),
        kl=tuple(profiles[-1].values) if profiles else (),
        diverged=broken[-1] if broken and run.record.status == "diverged" else None,
        checkpoints=tuple(run.checkpoints()),
        images=images,
        figures=figures,
    )


def of_record(
    record: Record,
    terms: Mapping[str, tuple[Column, Column]],
    *,
    kl: tuple[float, ...] = (),
    diverged: Diverged | None = None,
    checkpoints: tuple[int, ...] = (),
    images: int | None = None,
    figures: Mapping[str, float] | None = None,
) -> Patient:
    """Put together what is known of a run."""
    family = registry.load(models, record.family)
    settings = snapshots.model_config(family, record.model, record.train)
    train = config.from_dict(Training, {**family.RECIPE, **record.train})
    ends = [int(steps[-1]) for steps, _ in terms.values() if len(steps)]
    broken = None
    if diverged is not None:
        broken = (diverged.step, diverged.term, diverged.last_good)
    return Patient(
        family=record.family,
        model=config.to_dict(settings),
        train=config.to_dict(train),
        recipe=family.RECIPE,
        curves=terms,
        step=max([record.step, *ends]),
        images=images,
        kl=kl,
        diverged=broken,
        checkpoints=checkpoints,
        figures=figures or {},
        begun=0 if record.parent is None else record.parent.step,
    )


def curves(events: Iterable[Event]) -> dict[str, tuple[Column, Column]]:
    """Return the steps and values of every term that was reported."""
    found: dict[str, tuple[list[int], list[float]]] = {}
    for event in events:
        if isinstance(event, Scalars):
            for name, row in event.values.items():
                steps, values = found.setdefault(name, ([], []))
                steps += event.steps
                values += row
    return {
        name: (np.array(steps, np.float64), np.array(values, np.float64))
        for name, (steps, values) in found.items()
    }


def examine(
    model: Any,
    dataset: Dataset,
    progress: Progress = silent,
    stop: Stop = never,
) -> dict[str, float]:
    """Draw samples and count the labels and the modes that they reach.

    Labels are those that a classifier of the data's own gives; a label counts as reached where
    its share among samples is at least a tenth of that among training images. Empty for data
    without labels or known modes. Raises UserError where the model draws no samples.
    """
    from genstudio.analysis.case import Case, Options
    from genstudio.analysis.metrics import METRICS

    case = Case(model, dataset, Options(generated=SAMPLES))
    case.progress = _stopping(progress, stop)
    case.references.stop = stop
    figures: dict[str, float] = {}
    for name in FIGURES:
        if METRICS[name].lacking(case):
            continue
        figures |= _FOUND[name](METRICS[name].compute(case).figures, case)
    return figures


def _labels(found: Mapping[str, Any], case: Any) -> dict[str, float]:
    shares = found.get("label_shares")
    if not shares:
        return {}
    real = case.references.shares
    least = [
        0.1 * (1 / len(shares) if real is None else float(real[j])) for j in range(len(shares))
    ]
    reached = sum(share >= low for share, low in zip(shares.values(), least))
    return {"labels_covered": float(reached), "labels": float(len(shares))}


def _modes(found: Mapping[str, Any], case: Any) -> dict[str, float]:
    from genstudio.analysis.metrics_samples import known_modes

    modes = known_modes(case)
    return {"modes_covered": float(found["modes_covered"]), "modes": float(len(modes.centres))}


_FOUND: dict[str, Callable[[Mapping[str, Any], Any], dict[str, float]]] = {
    "labels": _labels,
    "modes": _modes,
}


class Stopped(UserError):
    """The examination was called off."""


def _stopping(progress: Progress, stop: Stop) -> Progress:
    def report(done: int, total: int) -> None:
        if stop():
            raise Stopped("stopped")
        progress(done, total)

    return report
