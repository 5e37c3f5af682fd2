#!/usr/bin/env python3
"""Train the judges of the drawn data that are shipped.

Usage: .venv/bin/python packaging/pretrain_judges.py [SOURCE ...]

Writes resources/judges/SOURCE-32x32x3-SEED.safetensors, some 250 KB each, for seeds 0 and 1: by
default for faces and shapes. Seeded and on one thread of the processor, so that the same machine
writes the same bytes; two minutes each. They are trained for longer than a judge that a person
waits for.
"""

from __future__ import annotations

import sys

import torch

from genstudio.analysis import judge
from genstudio.data import sources

SEEDS = (0, 1)
STEPS = {"faces": 2400, "shapes": 1200}


def main() -> None:
    """Train what is asked for."""
    torch.set_num_threads(1)
    for source in sys.argv[1:] or STEPS:
        dataset = sources.load(source)
        for seed in SEEDS:
            trained = judge.train_judge(dataset, seed, steps=STEPS[source])
            path = judge.shipped_path(dataset, seed)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(judge.packed(trained))
            shown = ", ".join(f"{name} {share:.4f}" for name, share in trained.accuracy.items())
            print(f"{path.name}: {shown}", flush=True)


if __name__ == "__main__":
    main()
