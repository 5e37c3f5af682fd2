"""One stream of random numbers for each purpose, all from the run's seed."""

from __future__ import annotations

import numpy as np
import torch

PURPOSES = ("weights", "noise")


def generator(seed: int, purpose: str, device: torch.device | str = "cpu") -> torch.Generator:
    """Return the generator of one purpose (`weights`, `noise`); each has a stream of its own."""
    words = np.random.SeedSequence([seed, PURPOSES.index(purpose)]).generate_state(1, np.uint64)
    return torch.Generator(device).manual_seed(int(words[0] >> 1))
