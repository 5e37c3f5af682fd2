"""`genstudio compare RUN RUN ...`: runs side by side, as a table or as a report to keep."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.cli import _runs
from genstudio.core.errors import UserError, printable

if TYPE_CHECKING:
    from genstudio.analysis.compare import Comparison, Look

HELP = "put runs side by side: settings that differ, figures, curves, samples"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the runs, what to measure, and where the report goes."""
    parser.add_argument(
        "runs", nargs="+", metavar="RUN", help="folders of runs, or their names; two or more"
    )
    parser.add_argument(
        "--metrics",
        metavar="NAME,...",
        help="which figures to measure, as in genstudio evaluate; none measures nothing "
        "(default: all)",
    )
    parser.add_argument(
        "--out",
        metavar="FILE.html",
        help="write a report with curves and samples that any browser shows, offline too",
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Read, measure, and write the report where one is wanted."""
    out = None if args.out is None else Path(args.out).expanduser()
    if out is not None and out.suffix.lower() not in (".html", ".htm"):
        raise UserError(f"{printable(out.name)} must have the ending .html.")

    from genstudio.analysis import compare, report
    from genstudio.train.device import set_threads

    set_threads()
    comparison = compare.read([_runs.folder_of(text) for text in args.runs])
    looks = _looks(comparison, _metrics(args.metrics))
    if out is not None:
        report.write(out, comparison, looks)
    return _result(comparison, looks, out)


def text(result: dict[str, Any]) -> str:
    """Show a table, a column a run; where there is a report, only say where it is."""
    if result["out"] is not None:
        return f"report: {printable(result['out'])}"
    from genstudio.analysis.compare_table import shown

    names = [run["name"] for run in result["runs"]]
    table = [["", *names]]
    table += [[row["label"], *row["cells"]] for row in result["table"]]
    table += [["", *[""] * len(names)], ["settings that differ", *[""] * len(names)]]
    settings = result["differing"] | result["partial"]
    table += [[name, *map(shown, values)] for name, values in settings.items()]
    widths = [max(map(len, column)) for column in zip(*table)]
    lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip() for row in table]
    return "\n".join([*result["warnings"], *lines])


def _metrics(given: str | None) -> list[str] | None:
    if given is None:
        return None
    names = [name.strip() for name in given.split(",")]
    return [name for name in names if name not in ("", "none")]


def _looks(comparison: Comparison, metrics: list[str] | None) -> list[Look | None]:
    """Look at every run's model, and say how far that is."""
    from genstudio.analysis import compare
    from genstudio.cli._progress import Progress
    from genstudio.cli._training import say

    looks: list[Look | None] = [None] * len(comparison.subjects)
    total = len(looks) * (1 if metrics is not None and not metrics else 2)
    with Progress() as progress:
        for done, (index, found) in enumerate(compare.looks(comparison, metrics), 1):
            looks[index] = found
            progress.update(done / total, comparison.subjects[index].name)
    for subject, look in zip(comparison.subjects, looks):
        for problem in [] if look is None else look.problems:
            say(f"{subject.name}: {problem}")
    return looks


def _result(comparison: Comparison, looks: list[Look | None], out: Path | None) -> dict[str, Any]:
    from genstudio.analysis.compare_table import facts, rows

    runs = [
        {"name": subject.name, "run": str(subject.folder)} | facts(subject, look)
        for subject, look in zip(comparison.subjects, looks)
    ]
    return {
        "out": None if out is None else str(out.absolute()),
        "runs": runs,
        "differing": comparison.differing,
        "partial": comparison.partial,
        "warnings": comparison.warnings,
        "table": [
            {"label": row.label, "cells": row.cells, "best": row.best}
            for row in rows(comparison, looks)
        ],
    }
