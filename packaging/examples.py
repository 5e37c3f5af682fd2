#!/usr/bin/env python3
"""Make an example that comes with the program of a trained run.

Usage: .venv/bin/python packaging/examples.py RUN NAME

Writes resources/examples/NAME: the run's record and history, and its newest weights as float16.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from genstudio.train import examples


def main() -> None:
    """Pack what was named; what was packed under that name before is replaced."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    run, name = Path(sys.argv[1]), sys.argv[2]
    target = Path(__file__).resolve().parent.parent / "resources" / "examples" / name
    shutil.rmtree(target, ignore_errors=True)
    size = examples.pack(run, target)
    print(f"{name}: {size / 1000:,.0f} kB")


if __name__ == "__main__":
    main()
