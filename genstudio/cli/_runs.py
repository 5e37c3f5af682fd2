"""Options that name a run, and opening what they name."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from genstudio.cli import _data
from genstudio.core import paths
from genstudio.core.errors import UserError, printable
from genstudio.data.dataset import Dataset

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.train.runs import Run

BEST = "best"


def add_run(parser: argparse.ArgumentParser) -> None:
    """Add the run as the command's argument."""
    parser.add_argument(
        "run", metavar="RUN", help="a run's folder, or its name in the folder of all runs"
    )


def add_checkpoint(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a checkpoint."""
    parser.add_argument(
        "--checkpoint",
        type=_step_or_best,
        metavar="STEP",
        help="take the checkpoint of this step, or the best one, instead of the newest",
    )


def add_label(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a class, for conditional models."""
    parser.add_argument(
        "--label",
        metavar="CLASS",
        help="the class, by its name or its number, that a conditional model makes images of",
    )


def chosen_step(run: Run, checkpoint: int | str | None) -> int | None:
    """Return the step that `--checkpoint` names in a run; None is the newest.

    Raises UserError where no checkpoint is the best, since nothing was measured.
    """
    if checkpoint != BEST:
        return None if checkpoint is None else int(checkpoint)
    if run.record.best is None:
        raise UserError(
            f"{printable(run.folder.name)} has no best checkpoint: nothing was measured while it "
            "was trained. Name a step instead."
        )
    return run.record.best.step


def _step_or_best(text: str) -> int | str:
    try:
        return text if text == BEST else int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} must be a step or {BEST}") from error


def folder_of(text: str) -> Path:
    """Return the folder that a person means: a path, the file in it, or a name in runs_dir."""
    given = Path(text).expanduser()
    if given.suffix == ".genstudio" and given.is_file():
        return given.parent
    by_name = paths.runs_dir() / text
    return by_name if not given.exists() and by_name.is_dir() else given


def open_run(text: str) -> Run:
    """Open a run; raise UserError where there is none."""
    from genstudio.train.runs import Run

    return Run.open(folder_of(text))


def lens_of(args: argparse.Namespace) -> tuple[Lens, int]:
    """Load a run's model for looking, and tell at which step it is."""
    from genstudio.analysis.lens import Lens
    from genstudio.train.device import set_threads
    from genstudio.train.snapshots import load_model

    set_threads()
    run = open_run(args.run)
    model, step = load_model(run.folder, chosen_step(run, args.checkpoint))
    lens = Lens(model)
    if getattr(args, "label", None) is not None:
        lens.label = _class_number(lens, run.record.data["classes"], args.label)
    return lens, step


def told(lens: Lens) -> int | None:
    """Return the class that a lens tells its model; None where it tells it none."""
    return lens.label if 0 <= lens.label < lens.classes else None


def label_of(run: Run, text: str) -> int:
    """Return the number of the class that `--label` names to a run's conditional model."""
    from genstudio.analysis.lens import Lens
    from genstudio.train.snapshots import load_model

    lens = Lens(load_model(run.folder)[0])
    return _class_number(lens, run.record.data["classes"], text)


def _class_number(lens: Lens, names: list[str], text: str) -> int:
    """Return the number of a class that was given by its name or its number."""
    if not lens.classes:
        raise UserError("This model knows no classes: train one with --conditional.")
    if text in names:
        return names.index(text)
    if text.isdecimal() and int(text) < lens.classes:
        return int(text)
    there = ", ".join(printable(name) for name in names)
    raise UserError(f"There is no class {printable(text)}; there are {there}.")


def data_of(run: Run) -> Dataset:
    """Load the data a run was trained on; raise UserError where they have changed since."""
    known = run.record.data
    dataset = _data.read(known["source"], known["options"])
    if dataset.fingerprint != known["fingerprint"]:
        raise UserError(
            f"{printable(known['source'])} has changed since the run was trained on it; "
            "put the data back as they were, or name the images to take with --data."
        )
    return dataset
