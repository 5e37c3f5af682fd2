#!/usr/bin/env python3
"""Train the networks that the bench of the game in the plane can start from.

Usage: .venv/bin/python packaging/pretrain.py [DENSITY ...]

Writes resources/theory/gan2d-DENSITY.safetensors, some 20 KB each: by default all of them. Seeded
and on one thread of the processor, so that the same machine writes the same bytes; a minute or
two each. The learning rate falls in stages, and the generator that is kept is the moving average.
"""

from __future__ import annotations

import sys

import torch

from genstudio.analysis.theory import _gan2d_pretrained as pretrained
from genstudio.analysis.theory import gan2d
from genstudio.analysis.theory._gan2d_target import TRAINED

STAGES = ((5000, 1e-3), (4000, 3e-4), (3000, 1e-4))  # steps, and the rate in them
PENALTY = 0.05


def train(density: str) -> tuple[gan2d.Bench, dict[str, float]]:
    """Return a trained bench, its generator the average, and its figures."""
    bench = gan2d.make(gan2d.Config(density=density, r1=PENALTY, r2=PENALTY))
    for steps, rate in STAGES:
        bench.change("learning_rate", rate)
        for _ in range(steps):
            bench.move()
    model = bench.game.model
    model.generator.load_state_dict(model.average.network.state_dict())
    for _ in range(500):  # D follows the generator that is kept
        bench.move(("D",))
    return bench, bench.frame().figures


def main() -> None:
    """Train what is asked for."""
    torch.set_num_threads(1)
    for density in sys.argv[1:] or TRAINED:
        bench, figures = train(density)
        path = pretrained.path_of(density)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pretrained.packed(bench.game.model, bench.step))
        shown = ", ".join(f"{name} {value:.3f}" for name, value in figures.items())
        print(f"{path.name}: step {bench.step}, {shown}", flush=True)


if __name__ == "__main__":
    main()
