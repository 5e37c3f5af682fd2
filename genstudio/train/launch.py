"""One training on several processes: where this one stands, and how all come to one state.

`torchrun` starts the processes and tells each by its environment who it is. The leader
(rank 0) makes or resumes the run; the others build the same trainer from what it tells,
need no access to the run's folder, and write nothing.
"""

from __future__ import annotations

import contextlib
import os
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from genstudio.core import atomic, bounded
from genstudio.core import config as settings
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset
from genstudio.train import assemble
from genstudio.train.muster import muster
from genstudio.train.runs import RECORD, Record
from genstudio.train.settings import Config
from genstudio.train.together import Together
from genstudio.train.trainer import Trainer

if TYPE_CHECKING:
    from genstudio.train.experiment import Experiment
    from genstudio.train.team import Team

MARK = "launch.json"  # in a run's folder: which launch trains it
LARGEST_MARK = 2**12
START = timedelta(minutes=5)  # for all processes to be there


@dataclass(frozen=True, slots=True)
class Place:
    """Where this process stands among those that were started together."""

    rank: int = 0
    size: int = 1
    local_rank: int = 0
    local_size: int = 1
    launch: str = ""  # the same for all, also after a restart; empty without torchrun

    @classmethod
    def here(cls, environment: Mapping[str, str] = os.environ) -> Place:
        """Read what torchrun has set; raises UserError for what cannot be."""
        if "WORLD_SIZE" not in environment:
            return cls()
        try:
            rank, size = int(environment["RANK"]), int(environment["WORLD_SIZE"])
            local_rank = int(environment.get("LOCAL_RANK", rank))
            local_size = int(environment.get("LOCAL_WORLD_SIZE", size))
        except (KeyError, ValueError) as error:
            raise UserError(
                tr("RANK and WORLD_SIZE are not those of torchrun: start it with torchrun.")
            ) from error
        return cls(rank, size, local_rank, local_size, _launch_of(environment))


def join(place: Place) -> Team:
    """Find the other processes; raises Lost where they do not come."""
    import torch
    from torch.distributed import rendezvous  # type: ignore[attr-defined]

    from genstudio.train.team import Lost, Team

    cuda = torch.cuda.is_available()
    if cuda:
        torch.cuda.set_device(place.local_rank % torch.cuda.device_count())
    elif place.local_size == place.size and Path("/sys/class/net/lo").exists():
        os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")  # nothing is open to the network
    try:
        store, rank, size = next(rendezvous("env://", timeout=START))
        name = muster(store, rank, size)
    except (RuntimeError, ValueError, OSError) as error:
        raise Lost(
            tr("The other processes could not be reached: {reason}", reason=printable(error))
        ) from error
    own = torch.distributed.distributed_c10d.PrefixStore(name, store)
    return Team(own, rank, size, "cuda" if cuda else "cpu")


def load_in_turn(team: Team, place: Place, load: Callable[[], Dataset]) -> Dataset:
    """Load the data on every process: first one of each machine, then those that share its cache.

    Raises UserError on all of them where one cannot, or where they have different data.
    """
    dataset: Dataset | None = None
    for turn in (place.local_rank == 0, place.local_rank != 0):
        problem = ""
        if turn:
            try:
                dataset = load()
            except UserError as error:
                problem = str(error)
        _raise_first(team.all_say(problem and f"{platform.node()}: {problem}"))
    assert dataset is not None
    if len(set(team.all_say(dataset.fingerprint))) > 1:
        raise UserError(
            tr("The processes have different data: put the same files on every machine.")
        )
    return dataset


def lead(team: Team, place: Place, begin: Callable[[], Experiment]) -> Experiment:
    """Make or resume the run, and have the others train with it; raises UserError on all."""
    try:
        experiment = begin()
    except UserError as error:
        team.tell({"problem": str(error)})
        raise
    trainer = experiment.trainer
    record = msgspec.structs.replace(
        experiment.run.record,
        model=settings.to_dict(trainer.model.config),
        train=settings.to_dict(trainer.config),
    )
    changes = experiment.changes
    team.tell({"problem": "", "record": msgspec.to_builtins(record), "changes": changes})
    try:
        _join(team, place, lambda: trainer)
    except BaseException:
        experiment.close()
        raise
    return experiment


def help_out(team: Team, place: Place, dataset: Dataset) -> Trainer:
    """Build the trainer that the leader tells of, in the leader's state."""
    told = team.tell(None)
    _raise_first([told["problem"]])
    record = msgspec.convert(told["record"], Record)

    def build() -> Trainer:
        return assemble.fresh(record, settings.from_dict(Config, record.train), dataset)

    trainer = _join(team, place, build)
    for name, value in told["changes"].items():
        trainer.change(name, value)
    return trainer


def mark(folder: Path, launch: str) -> None:
    """Note which launch trains a run, so that its restart finds it."""
    if launch:
        atomic.write_bytes(folder / MARK, msgspec.json.encode({"launch": launch}))


def marked(candidates: list[Path], launch: str) -> Path | None:
    """Return the first of some folders whose run this launch has begun."""
    for folder in candidates:
        with contextlib.suppress(OSError, msgspec.MsgspecError, UserError):
            content = msgspec.json.decode(
                bounded.read(folder / MARK, LARGEST_MARK), type=dict[str, Any]
            )
            if launch and content.get("launch") == launch and (folder / RECORD).is_file():
                return folder
    return None


def _join(team: Team, place: Place, build: Callable[[], Trainer]) -> Trainer:
    trainer, problem = None, ""
    try:
        trainer = build()
        _check_device(place, trainer)
        Together(team).check(trainer.batches.batch_size)
    except UserError as error:
        problem = str(error)
    _raise_first(team.all_say(problem))
    assert trainer is not None
    if trainer.model.players:  # a closed form is the leader's alone
        trainer.join(Together(team))
    return trainer


def _check_device(place: Place, trainer: Trainer) -> None:
    if trainer.device.type != "cuda":
        return
    import torch

    count = torch.cuda.device_count()
    if place.local_size > count:
        raise UserError(
            tr(
                "There are {processes} processes on this machine and {count} GPUs: start as many "
                "processes as there are GPUs, or choose --device cpu.",
                processes=place.local_size,
                count=count,
            )
        )


def _raise_first(problems: list[str]) -> None:
    for problem in problems:
        if problem:
            raise UserError(problem)


def _launch_of(environment: Mapping[str, str]) -> str:
    """Return torchrun's id of the launch; where it has none, one from the agent's process."""
    name = environment.get("TORCHELASTIC_RUN_ID", "")
    if not name:
        return ""
    if name != "none":
        return name
    import psutil

    with contextlib.suppress(psutil.Error):
        agent = psutil.Process(os.getppid())
        return f"{platform.node()} {agent.pid} {agent.create_time():.2f}"
    return ""
