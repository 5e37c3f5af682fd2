"""`genstudio runs [FOLDER]`: the runs in a folder, the newest first."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from genstudio.core import paths
from genstudio.core.errors import UserError, printable

HELP = "list runs, the newest first"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder to look in."""
    parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="where to look (default: the user's own runs)"
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """List the runs of a folder."""
    from msgspec import to_builtins

    from genstudio.train.runs import list_runs

    root = Path(args.folder).expanduser() if args.folder else paths.runs_dir()
    if args.folder and not root.is_dir():
        raise UserError(f"There is no folder {printable(root)}.")
    rows = [
        {
            "name": summary.folder.name,
            "folder": str(summary.folder.absolute()),
            "family": summary.family,
            "data": summary.data,
            "status": summary.status,
            "step": summary.step,
            "created": summary.created,
            "best": None if summary.best is None else to_builtins(summary.best),
            "problem": summary.problem,
        }
        for summary in list_runs(root)
    ]
    return {"folder": str(root.absolute()), "runs": rows}


def text(result: dict[str, Any]) -> str:
    """Show the runs as a table; a star is before the figure of the best checkpoint."""
    if not result["runs"]:
        return f"no runs in {printable(result['folder'])}"
    rows = [
        (
            printable(row["name"]),
            row["family"],
            printable(row["data"]),
            row["status"],
            f"step {row['step']:,}",
            _best(row["best"]),
            printable(row["problem"]),
        )
        for row in result["runs"]
    ]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows
    )


def _best(best: dict[str, Any] | None) -> str:
    """Say which checkpoint is the best one, and by what."""
    if best is None:
        return ""
    return f"* {best['term']} {best['value']:.4g} at step {best['step']:,}"
