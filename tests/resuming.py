"""Resume a run in a process of its own: `python resuming.py FOLDER STEPS`."""

from __future__ import annotations

import sys
from pathlib import Path

from toy import dataset

from genstudio.train.experiment import Experiment

experiment = Experiment.resume(
    Path(sys.argv[1]), train_values={"steps": int(sys.argv[2])}, dataset=dataset()
)
assert experiment.notes == []
list(experiment.events())
