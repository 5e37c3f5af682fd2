"""What tests of commands share: the shortest training, and where commands are run."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SMALL = ["--hidden", "8", "--batch-size", "32", "--threads", "1"]
