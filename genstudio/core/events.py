"""What a training run reports. Plain data: no torch, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

# Figures of samples, measured now and then beside the training on a saved checkpoint.
MEASURED = ("frechet", "kernel distance", "precision", "recall")


@dataclass(frozen=True, slots=True)
class Scalars:
    """Terms of consecutive steps, oldest first, brought over in one transfer.

    `values` maps a term (`elbo`, `kl`, `D loss`, ...) to one value a step, in nats
    where it is a log-likelihood or a loss of logits. Validation terms are named
    `val elbo` and so on, and come in events of their own with a single step. So do the
    terms of MEASURED, and later than the step that they are figures of.
    `epoch` is fractional; `seconds` is training time, pauses left out.
    """

    steps: list[int]
    values: dict[str, list[float]]
    epoch: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Profile:
    """One number for each latent dimension (or what else there are several of) at a step.

    `val kl by dimension` is the KL of each, in nats, averaged over the validation images.
    """

    step: int
    name: str
    values: list[float]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A detached copy of the weights, for looking and not for resuming.

    `weights` maps names to CPU tensors that nobody will write again.
    """

    step: int
    weights: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Saved:
    """A checkpoint that others may now load."""

    step: int
    path: Path


@dataclass(frozen=True, slots=True)
class Changed:
    """A setting was changed while the run was live: a mark on the curves."""

    step: int
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the user should know; training goes on."""

    step: int
    message: str


@dataclass(frozen=True, slots=True)
class Stepped:
    """The single steps that were asked for are done; whoever asked may pause again."""

    step: int


@dataclass(frozen=True, slots=True)
class Diverged:
    """A term is no longer finite. The update that showed it was not made."""

    step: int
    term: str
    last_good: int | None


@dataclass(frozen=True, slots=True)
class Ended:
    """The last event of a run."""

    step: int
    reason: Literal["completed", "stopped", "diverged"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody else asked this in the run's folder: "pause", "resume", "stop" or "change"."""

    step: int
    request: str
    id: str


Event = Scalars | Profile | Snapshot | Saved | Changed | Warned | Stepped | Asked | Diverged | Ended
Stop = Callable[[], bool]


def is_rare(term: str) -> bool:
    """Say whether a term has a value now and then only, and an averaged one: not every step."""
    return term.startswith("val ") or term in MEASURED


def never() -> bool:
    """Answer "go on" for ever: the stop function of a run that nobody stops."""
    return False
