"""What the page Side by side has done in other threads. No Qt; the engine is imported inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.core.events import Stop

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.side_by_side import Contestant, Images, Measured
    from genstudio.data.dataset import Dataset
    from genstudio.train.queue import Queue
    from genstudio.train.queued import Item

CHOSEN = ("ppca", "vae", "gan", "began")


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who can take part in a race on the open data, and is chosen at first or not."""

    entry: Contestant
    title: str
    about: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """Who can take part, with the fingerprint of the data, and some real images."""

    data: str
    choices: tuple[Choice, ...]
    real: Images | None


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the measuring is done, in thousandths."""

    done: int


def offered(dataset: Dataset, stop: Stop) -> Offered:
    """List who can take part."""
    from genstudio import models
    from genstudio.analysis import side_by_side
    from genstudio.core import registry
    from genstudio.train.presets import Facts

    families = {name: registry.load(models, name) for name in registry.names(models)}
    known = side_by_side.contestants(Facts.of(dataset), families)
    choices = tuple(
        Choice(one, side_by_side.short_of(one), side_by_side.title_of(one), one.name in CHOSEN)
        for one in known
    )
    return Offered(dataset.fingerprint, choices, side_by_side.real_pictures(dataset))


def line_up(
    choices: Sequence[Choice],
    budget: tuple[float, int],
    dataset: Dataset,
    runs_dir: Path,
    queue: Queue,
) -> list[Item]:
    """Put them at the end of the queue with a budget of (seconds, steps) each."""
    from genstudio.train.queue_work import wish

    runs = str(runs_dir.absolute())
    return queue.add(
        [
            wish(
                choice.entry.family,
                choice.entry.model,
                choice.entry.trained(*budget),
                dataset,
                note=choice.title,
                group="race",
                runs=runs,
            )
            for choice in choices
        ]
    )


def look(run: str, lens: Lens) -> tuple[str, Images | None]:
    """Draw the samples that all are compared by, while a run is trained."""
    from genstudio.analysis.side_by_side import PICTURES, SEED
    from genstudio.models import is_points

    if is_points(lens.shape):
        return run, None
    return run, lens.samples(lens.noise(PICTURES, SEED))


def draw(runs: Sequence[str], stop: Stop) -> Iterator[tuple[str, Images | None]]:
    """Yield what each run's newest weights draw; one that has none yet is passed over."""
    from genstudio.analysis import side_by_side
    from genstudio.core.errors import UserError
    from genstudio.gui.jobs import use_one_core

    use_one_core()
    for run in runs:
        if stop():
            return
        try:
            yield run, side_by_side.pictures(Path(run))[0]
        except UserError:
            continue  # the row of figures says why


def measure(
    runs: Sequence[str], dataset: Dataset, known: dict[str, Any], stop: Stop
) -> Iterator[Share | tuple[str, Measured]]:
    """Yield how far it is, and what was found of each run.

    `known` keeps what samples of these data are compared with, for the next time.
    """
    from genstudio.analysis import side_by_side
    from genstudio.analysis.references import References
    from genstudio.gui.jobs import use_one_core

    use_one_core()
    if dataset.fingerprint not in known:
        known.clear()
        known[dataset.fingerprint] = References(dataset)
    references = known[dataset.fingerprint]
    for place, run in enumerate(runs):
        if stop():
            return
        yield Share(1000 * place // len(runs))
        for _, found in side_by_side.measure([Path(run)], references, None, stop):
            yield run, found


def save_table(path: Path, titles: Sequence[str], rows: Sequence[Any], stop: Stop) -> Path:
    """Write the table as CSV."""
    from genstudio.analysis import side_by_side

    side_by_side.write_csv(path, titles, rows)
    return path


def save_picture(
    path: Path,
    titles: Sequence[str],
    samples: Sequence[Images | None],
    real: Images | None,
    rows: Sequence[Any],
    stop: Stop,
) -> Path:
    """Write samples and table as one picture."""
    from genstudio.analysis import side_picture

    side_picture.save(path, titles, samples, real, rows)
    return path


def measuring(runs: Sequence[str], dataset: Dataset, known: dict[str, Any]) -> Any:
    """Return what a search walks to measure these runs."""
    return partial(measure, list(runs), dataset, known)
