"""A short run with many checkpoints, made once: copied for each test that travels in time."""

from __future__ import annotations

import shutil
from pathlib import Path

from panel_host import session_on_digits
from windows import wait

STEPS = list(range(5, 41, 5))
VALUES = {"latent_dim": 3, "hidden": 32}
TRAIN = {
    "steps": STEPS[-1], "checkpoint_every": 5, "batch_size": 64, "threads": 1, "track": "off",
    "learning_rate": 3e-3,
}  # fmt: skip


def train(folder: Path, digits) -> Path:
    """Train a VAE with three latent dimensions; return the run's folder."""
    from genstudio.train.experiment import Experiment

    list(Experiment.create(folder, "vae", VALUES, TRAIN, digits).events())
    return folder


def copied(made: Path, tmp_path: Path) -> Path:
    """Return a copy of a run of one's own."""
    return Path(shutil.copytree(made, tmp_path / "runs" / "travelled"))


def open_run(qtbot, session, folder: Path) -> None:
    """Open a run in a session, with its data."""
    session.open_run(folder)
    wait(qtbot, lambda: session.run is not None and session.run.folder == folder)
    wait(qtbot, lambda: session.view is not None and session.view.step == STEPS[-1])


__all__ = ["STEPS", "copied", "open_run", "session_on_digits", "train"]
