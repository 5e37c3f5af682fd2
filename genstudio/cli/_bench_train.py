"""The parts of `genstudio bench` that train: ways of training in a race, and the cost a image."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.cli import _images

if TYPE_CHECKING:
    from genstudio.analysis.race import Race

CONTESTS = ("vae", "gan")
GROWTH = (2_000, 20_000, 200_000)  # images


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the race."""
    group = parser.add_argument_group("bench train")
    group.add_argument("--contest", choices=CONTESTS, action="append", help="train only this model")
    group.add_argument(
        "--entry",
        action="append",
        metavar="NAME",
        help="only this way of training: best, eager, compiled, graph, bf16, bare or common",
    )
    group.add_argument(
        "--data", type=Path, metavar="FILE.npz", help="images (and test): uint8 [N, H, W]"
    )
    group.add_argument("--epochs", type=_images.between(1, 1000), default=3, help="(default 3)")
    group.add_argument(
        "--threads", type=_images.between(0, 1024), default=0, help="0 leaves one core free"
    )
    group.add_argument(
        "--here",
        action="store_true",
        help="one contest and one entry, once, in this process; prints images/s and test ELBO",
    )


def once(args: argparse.Namespace) -> dict[str, Any]:
    """Measure one entry of one contest in this process."""
    from genstudio.analysis import race
    from genstudio.core.errors import UserError

    if not (args.data and len(args.contest or ()) == 1 and len(args.entry or ()) == 1):
        raise UserError("--here needs one --contest, one --entry and --data FILE.npz.")
    _check(args.entry)
    return race.once(args.contest[0], args.entry[0], args.data, args.epochs, args.threads)


def races(args: argparse.Namespace) -> list[Race]:
    """Return what is asked for: by default everything that can run here."""
    from genstudio.analysis import race

    if args.entry:
        _check(args.entry)
    names = tuple(args.entry or race.entries())
    return [
        race.Race(contest, names, args.epochs, args.repetitions, args.threads)
        for contest in args.contest or CONTESTS
    ]


def growth() -> list[dict[str, Any]]:
    """Load sets of growing size and train an epoch of each, in processes of their own."""
    rows = []
    for count in GROWTH:
        code = "import json; from genstudio.analysis.growth import cost; "
        code += f"print(json.dumps(cost({count})))"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    return rows


def text(details: dict[str, Any]) -> str:
    """Return a race as a table for people."""
    lines = [
        f"{details['title']}; {details['epochs']} epochs, {details['repetitions']} repetitions; "
        f"{details['device']}; load {details['load'][0]}-{details['load'][1]}",
        f"{'':10}{'images/s':>10}{'x bare':>8}{'x common':>10}{'of CPU:':>9}{'x bare':>8}"
        f"{'x common':>10}{'test ELBO':>11}{'MB':>7}  step",
    ]
    for name, row in details["entries"].items():
        elbo = "" if row["elbo"] is None else f"{row['elbo']:.1f}"
        ratios = f"{row.get('x_bare', ''):>8}{row.get('x_common', ''):>10}"
        busy = f"{row.get('x_bare_cpu', ''):>8}{row.get('x_common_cpu', ''):>10}"
        lines.append(
            f"{name:10}{row['samples_per_second']:>10,.0f}{ratios}"
            f"{row['samples_per_cpu_second']:>9,.0f}{busy}{elbo:>11}"
            f"{row['rss_mb']:>7,.0f}  {row['step']}"
        )
    if details["ceilings"]:
        lines.append(", ".join(f"{name} {value:g}" for name, value in details["ceilings"].items()))
    return "\n".join(lines)


def _check(entries: list[str]) -> None:
    from genstudio.analysis.bench import MODES
    from genstudio.analysis.race import STYLES
    from genstudio.core.errors import UserError

    known = (*MODES, *STYLES)
    for entry in entries:
        if entry not in known:
            raise UserError(f"--entry: {entry!r} is none of {', '.join(known)}.")
