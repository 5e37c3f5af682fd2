"""How far a run has come, when it is done, and the learning rate on the way."""

from __future__ import annotations

import math

from genstudio.data.batches import Batches
from genstudio.train.settings import Config

TIME_QUANTA = 100  # a limit in seconds moves the learning rate in steps of 1 %


def is_done(config: Config, step: int, epochs: float, seconds: float) -> bool:
    """Say whether any limit (steps, epochs or seconds of training) is reached."""
    return bool(
        (config.steps and step >= config.steps)
        or (config.epochs and epochs >= config.epochs)
        or (config.seconds and seconds >= config.seconds)
    )


def fraction(config: Config, step: int, epochs: float, seconds: float) -> float:
    """Return how much of the run is behind us, in [0, 1]; 0 where no limit is set.

    Seconds are those of the checkpoint and after it, in quanta, so that a resumed run
    goes on where the curve was.
    """
    shares = [0.0]
    if config.steps:
        shares.append(step / config.steps)
    if config.epochs:
        shares.append(epochs / config.epochs)
    if config.seconds:
        shares.append(math.floor(TIME_QUANTA * seconds / config.seconds) / TIME_QUANTA)
    return min(1.0, max(shares))


def learning_rate(config: Config, share: float) -> float:
    """Return the learning rate after `share` of the run: constant, or falling to 0."""
    if config.schedule == "linear":
        return config.learning_rate * (1 - share)
    if config.schedule == "cosine":
        return config.learning_rate * 0.5 * (1 + math.cos(math.pi * share))
    return config.learning_rate


def planned_steps(config: Config, batches: Batches) -> int:
    """Return the number of steps that the run's course depends on; 0 for none.

    With a constant learning rate nothing depends on it, so that a run of N steps can be
    lengthened to 2N and is then the run that was planned for 2N.
    """
    if config.schedule == "constant":
        return 0
    planned = [config.steps, config.epochs * batches.per_epoch]
    return min((steps for steps in planned if steps), default=0)
