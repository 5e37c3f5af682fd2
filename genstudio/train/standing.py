"""What the checkpoints of a run in training are worth, and which of them must stay."""

from __future__ import annotations

from genstudio.core.events import Scalars, is_rare
from genstudio.train import checkpoint, thinning
from genstudio.train.runs import Run
from genstudio.train.scores import VALIDATED, Best, Scores
from genstudio.train.tracking import Snap, Tracker, Tracking


class Standing:
    """Keeps the scores of a run's checkpoints; a tracker, where there is one, measures more.

    `score` is the newest figure of the validation since the last checkpoint, which it counts for.
    """

    def __init__(self, run: Run) -> None:
        self.scores = Scores()
        self.score: float | None = None
        self._run = run
        self._tracking: Tracking | None = None

    @property
    def best(self) -> Best | None:
        """The best checkpoint so far."""
        return self.scores.best()

    def track(self, tracker: Tracker) -> None:
        """Have checkpoints measured from now on."""
        self._tracking = Tracking(tracker, self._run.checkpoint_folder)

    def wanted(self, seconds: float) -> bool:
        """Say whether a checkpoint that is written now would be measured."""
        return self._tracking is not None and self._tracking.wanted(seconds)

    def score_of(self, step: int) -> float | None:
        """Return what the validation says of a checkpoint written now; None where it is silent."""
        known = self.scores.values.get(VALIDATED, {}).get(step)
        return known if self.score is None else self.score

    def saved(self, step: int, size: int) -> None:
        """Note a checkpoint of so many bytes, and drop those that are too many."""
        if self.score is not None:
            self.scores.add(step, {VALIDATED: self.score})
            self.score = None
        kept = [*self._run.record.pinned, *([] if self.best is None else [self.best.step])]
        if self._tracking is not None and self._tracking.step is not None:
            kept.append(self._tracking.step)
        for gone in thinning.thin(self._run.checkpoint_folder, kept, size):
            self.scores.forget(gone)

    def measure(self, snap: Snap, every: int) -> None:
        """Have the checkpoint that was just saved measured, if it is its turn (0: any)."""
        if self._tracking is not None and not (every and snap.step % every):
            self._tracking.saved(snap)

    def reported(self, event: Scalars) -> Scalars | None:
        """Look at what the loop reports; return what was measured since, if there is any."""
        if VALIDATED in event.values:
            self.score = event.values[VALIDATED][-1]
        if self._tracking is None or any(map(is_rare, event.values)):
            return None
        row = self._tracking.reported(event.steps[-1], event.seconds)
        if row is not None and checkpoint.exists(self._run.checkpoint_folder, row.steps[-1]):
            figures = {name: values[-1] for name, values in row.values.items()}
            self.scores.add(row.steps[-1], figures)
        return row

    def close(self) -> None:
        """End the measurement that is on."""
        if self._tracking is not None:
            self._tracking.close()
