"""Training in this process, or as one of those that torchrun has started.

The one of rank 0 says and writes everything; the others are silent.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.cli import Unfinished, _training
from genstudio.cli._signals import SIGNALS, Interrupts
from genstudio.core import paths
from genstudio.core.errors import UserError
from genstudio.data.dataset import Dataset
from genstudio.train import launch

if TYPE_CHECKING:
    from genstudio.train.experiment import Experiment
    from genstudio.train.team import Team

TRY_AGAIN = 75  # exit code (EX_TEMPFAIL): another process was lost; torchrun may start all again


class Processes:
    """All processes of this training; one, where torchrun has not started several."""

    def __init__(self, place: launch.Place, team: Team | None) -> None:
        self._place, self._team = place, team

    @property
    def leader(self) -> bool:
        """Whether this process writes the run."""
        return self._place.rank == 0

    def tell(self, content: Any) -> Any:
        """Return what the leader found, any JSON."""
        return content if self._team is None else self._team.tell(content)

    def load(self, load: Callable[[], Dataset]) -> Dataset:
        """Load the data, the same in all processes."""
        if self._team is None:
            return load()
        return launch.load_in_turn(self._team, self._place, load)

    def begun(self, out: str | None) -> Path | None:
        """Return the run that this launch began before it was restarted; None where there is none.

        `out` is the folder that was asked for.
        """
        folders = [Path(out).expanduser()] if out else sorted(paths.runs_dir().glob("*"))
        return launch.marked(folders, self._place.launch)

    def mark(self, folder: Path) -> None:
        """Have `begun` find this run after a restart."""
        launch.mark(folder, self._place.launch)

    def train(self, dataset: Dataset, begin: Callable[[], Experiment]) -> dict[str, Any]:
        """Train to the end; return the outcome, or raise Unfinished."""
        if self._team is None:
            return _training.follow(begin())
        with Interrupts():  # also while the inner ones are being taken down
            return self._train(self._team, dataset, begin)

    def _train(
        self, team: Team, dataset: Dataset, begin: Callable[[], Experiment]
    ) -> dict[str, Any]:
        if team.leader:
            experiment = launch.lead(team, self._place, begin)
            _training.say(f"{team.size} processes, each with its share of every batch")
            return _training.follow(experiment)
        trainer = launch.help_out(team, self._place, dataset)
        with Interrupts() as interrupts:
            if trainer.model.players:
                for _ in trainer.events(interrupts.asked):
                    pass
        team.leave()
        sys.exit(0)


@contextmanager
def processes() -> Iterator[Processes]:
    """Find the other processes, if there are any, and part from them in the end."""
    place = launch.Place.here()
    if place.size == 1:
        yield Processes(place, None)
        return
    if place.rank:
        _be_silent()
    from genstudio.train.team import Lost

    team = None
    try:
        team = launch.join(place)
        yield Processes(place, team)
        team.leave()
    except Lost as lost:
        for number in SIGNALS:  # torchrun ends those that are left: what is to be said comes first
            signal.signal(number, signal.SIG_IGN)
        if place.rank:
            sys.exit(TRY_AGAIN)
        raise Unfinished(TRY_AGAIN, {"error": str(lost)}, str(lost)) from lost
    except (UserError, Unfinished):
        if team is not None:
            team.leave()
        if place.rank:  # the leader has said it
            sys.exit(2)
        raise


def _be_silent() -> None:
    """Leave standard output to the leader, and its words too: an error is told once."""
    nowhere = open(os.devnull, "w")  # noqa: SIM115 - as long as the process
    os.dup2(nowhere.fileno(), 1)
    sys.stdout = nowhere
