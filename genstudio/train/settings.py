"""The settings of the training: the form, the options, the file and the validation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from genstudio.core.config import Hint, changed, settings
from genstudio.core.errors import UserError
from genstudio.core.language import tr

LIMITS = ("steps", "epochs", "seconds")
MACHINE = ("device", "threads", "mode", "precision", "placement")
WATCHING = ("checkpoint_every", "validate_every", "track", "track_every")
# What a run may go on with, changed: nothing that has been computed depends on it.
OF_THE_RUN = (*LIMITS, *MACHINE, *WATCHING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of the training; a family's RECIPE has defaults of its own."""

    steps: Annotated[int, Hint("steps of the whole run; 0 is no limit", 0)] = 0
    epochs: Annotated[int, Hint("passes through the data; 0 is no limit", 0)] = 0
    seconds: Annotated[float, Hint("time of training; 0 is no limit", 0, unit="seconds")] = 0.0
    batch_size: Annotated[int, Hint("images a step", 1, 65536, "images")] = 64
    learning_rate: Annotated[
        float, Hint("how far a step goes; too high diverges", 1e-7, 1, live=True)
    ] = 1e-3
    schedule: Annotated[
        Literal["constant", "linear", "cosine"],
        Hint("the learning rate's course over the run: constant, or falling to 0"),
    ] = "constant"
    seed: Annotated[int, Hint("where all randomness starts from", 0, 2**31 - 1)] = 0
    device: Annotated[
        Literal["auto", "cpu", "cuda", "mps"], Hint("what computes; auto takes the fastest")
    ] = "auto"
    beta1: Annotated[float, Hint("Adam: memory of the gradient", 0, 0.9999, advanced=True)] = 0.9
    beta2: Annotated[float, Hint("Adam: memory of its square", 0, 0.999999, advanced=True)] = 0.999
    clip_norm: Annotated[
        float, Hint("largest norm of a gradient; 0 does not clip", 0, advanced=True)
    ] = 0.0
    threads: Annotated[
        int, Hint("processor threads; 0 leaves one core free", 0, 1024, advanced=True)
    ] = 0
    mode: Annotated[
        Literal["auto", "eager", "compiled", "graph"],
        Hint(
            "how a step runs: operation by operation, compiled, or as one recorded graph (CUDA)",
            advanced=True,
        ),
    ] = "auto"
    precision: Annotated[
        Literal["auto", "fp32", "bf16"],
        Hint(
            "numbers that the networks multiply: bf16 is faster where the processor has it",
            advanced=True,
        ),
    ] = "auto"
    placement: Annotated[
        Literal["auto", "device", "host"],
        Hint("where the images lie: in the GPU's memory, where they fit, or not", advanced=True),
    ] = "auto"
    checkpoint_every: Annotated[
        int, Hint("steps between checkpoints; 0 is automatic", 0, unit="steps", advanced=True)
    ] = 0
    validate_every: Annotated[
        int, Hint("steps between validations; 0 is automatic", 0, unit="steps", advanced=True)
    ] = 0
    track: Annotated[
        Literal["auto", "samples", "off"],
        Hint(
            "measure samples of checkpoints beside the training (Fréchet distance, recall): auto "
            "does it where there is no ELBO",
            advanced=True,
        ),
    ] = "auto"
    track_every: Annotated[
        int,
        Hint("steps between such measurements; 0 is automatic", 0, unit="steps", advanced=True),
    ] = 0


def live(cls: type) -> list[str]:
    """List the settings of a config class that may change during training."""
    return [s.name for s in settings(cls) if s.hint.live]


def changed_live(train: Config, model: Any, name: str, value: Any) -> tuple[Config, Any]:
    """Return both configs with one live setting changed; raises UserError for any other."""
    if name in live(Config):
        return changed(train, **{name: value}), model
    if name in live(type(model)):
        return train, changed(model, **{name: value})
    names = ", ".join([*live(Config), *live(type(model))])
    raise UserError(
        tr("{name} cannot change during training; these can: {names}.", name=name, names=names)
    )
