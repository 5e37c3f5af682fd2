"""How the session has experiments built: functions to be called in the training thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.gui.choices import Choices
from genstudio.gui.plan import Plan

if TYPE_CHECKING:
    from genstudio.data.dataset import Dataset
    from genstudio.train.experiment import Experiment


def creator(runs_dir: Path, choices: Choices, dataset: Dataset) -> Callable[[], Experiment]:
    """Return a function that makes a new run with what is chosen."""
    return partial(_create, runs_dir, choices.family, choices.model, choices.train, dataset)


def resumer(
    folder: Path, dataset: Dataset, plan: Plan, step: int | None = None
) -> Callable[[], Experiment]:
    """Return a function that goes on with a run, from a checkpoint or from where it was."""
    return partial(_resume, folder, dataset, plan, step)


def _create(
    runs_dir: Path,
    family: str,
    model: dict[str, Any],
    train: dict[str, Any],
    dataset: Dataset,
) -> Experiment:
    from genstudio.train import runs
    from genstudio.train.experiment import Experiment

    folder = runs.new_folder(runs_dir, family, dataset.name)
    return tracked(Experiment.create(folder, family, model, train, dataset))


def _resume(folder: Path, dataset: Dataset, plan: Plan, step: int | None) -> Experiment:
    from genstudio.train.experiment import Experiment

    values = plan.train or None
    experiment = Experiment.resume(folder, train_values=values, checkpoint=step, dataset=dataset)
    for name, value in plan.live.items():
        experiment.control.change(name, value)
    return tracked(experiment)


def tracked(experiment: Experiment) -> Experiment:
    """Have its checkpoints measured beside the training, as the command line does."""
    from genstudio.analysis.track import tracker_of

    experiment.track(tracker_of(experiment.model, experiment.trainer.config.track))
    return experiment
