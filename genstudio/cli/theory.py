"""`genstudio theory BENCH`: a bench of the theory without a window, and its final figures."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.analysis import theory
from genstudio.cli import _images
from genstudio.cli._options import add_settings, chosen
from genstudio.cli._progress import Progress
from genstudio.core import config, registry
from genstudio.core.errors import printable
from genstudio.core.events import never

HELP = "run a bench of the theory and print its figures"
MOST = 10_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add a sub-command for each bench, with the options of its settings."""
    benches = parser.add_subparsers(dest="bench", required=True, metavar="BENCH")
    for name in registry.names(theory):
        module = registry.load(theory, name)
        own = benches.add_parser(name, help=module.SUMMARY, description=module.SUMMARY)
        own.add_argument(
            "--steps",
            type=_images.between(0, MOST),
            default=1000,
            metavar="N",
            help="how many steps to make (default 1000)",
        )
        own.add_argument(
            "--every",
            type=_images.between(1, MOST),
            metavar="N",
            help="note the figures every so many steps too",
        )
        add_settings(own, config.settings(module.Config), "bench")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Make the steps; return the last figures, and those on the way where they are asked for."""
    module = registry.load(theory, args.bench)
    settings = config.from_dict(module.Config, chosen(args, "bench"))
    with Progress() as progress:
        bench = module.make(settings, progress.count, never)
        course = _walked(bench, args.steps, args.every, progress)
        frame = _look(bench)
    found: dict[str, Any] = {"bench": args.bench, "step": frame.step, **frame.figures}
    if frame.said:
        found["said"] = frame.said
    if args.every:
        found["course"] = course
    return found


def text(result: dict[str, Any]) -> str:
    """Write a figure a line, and those on the way as a table behind them."""
    course = result.pop("course", [])
    names = [name for name in result if name not in ("bench", "said")]
    width = max(len(name) for name in names)
    lines = [f"{name.replace('_', ' '):{width}}  {_shown(result[name])}" for name in names]
    if result.get("said"):
        lines.append(printable(result["said"]))
    if course:
        heads = list(course[0])
        lines += ["", "  ".join(f"{name:>12}" for name in heads)]
        lines += ["  ".join(f"{_shown(row.get(n)):>12}" for n in heads) for row in course]
    return "\n".join(lines)


def _walked(bench: Any, steps: int, every: int | None, progress: Progress) -> list[dict[str, Any]]:
    course = []
    for done in range(1, steps + 1):
        bench.move()
        if every and done % every == 0:
            frame = _look(bench)
            course.append({"step": frame.step, **frame.figures})
        if progress.due:
            progress.update(done / steps, f"step {done:,} of {steps:,}")
    return course


def _look(bench: Any) -> Any:
    """Return a frame of this very step, however long it takes."""
    if isinstance(bench, theory.Carries):
        bench.refresh()
    return bench.frame()


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return "-" if value is None else f"{value:,}"
