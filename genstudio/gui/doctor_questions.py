"""What the doctor's panel asks, in worker threads: verdicts, and a look at samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from genstudio.core.events import Diverged, Stop
from genstudio.gui import background

if TYPE_CHECKING:
    from genstudio.analysis.doctor import Column, Report
    from genstudio.data.dataset import Dataset
    from genstudio.gui.state import View


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """What is known of the open run at one moment; arrays that nobody writes any more."""

    record: Any
    curves: dict[str, tuple[Column, Column]]
    kl: tuple[float, ...]
    diverged: Diverged | None
    checkpoints: tuple[int, ...]
    dataset: Dataset | None
    figures: dict[str, float]

    def __call__(self, stop: Stop) -> Report:
        """Ask all rules."""
        from genstudio.analysis import doctor, doctor_notes

        return doctor.diagnose(
            doctor_notes.of_record(
                self.record,
                self.curves,
                kl=self.kl,
                diverged=self.diverged,
                checkpoints=self.checkpoints,
                images=None if self.dataset is None else len(self.dataset.indices("train")),
                figures=self.figures,
            )
        )


@dataclass(frozen=True, slots=True, eq=False)
class Examination:
    """Figures of samples of one view."""

    record: Any
    step: int
    figures: dict[str, float]


def examine(
    view: View, dataset: Dataset, progress: Callable[[int, int], None], stop: Stop
) -> Examination:
    """Draw samples of a view and count the kinds that they reach."""
    from genstudio.analysis import doctor_notes
    from genstudio.gui.jobs import stand_back

    stand_back()
    lens = background.lens_of(view)
    figures = doctor_notes.examine(lens.model, dataset, progress, stop)
    return Examination(view.record, view.step, figures)
