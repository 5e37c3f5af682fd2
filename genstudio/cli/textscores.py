"""`genstudio textscores RUN...`: the table of text to image for runs on the same data."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _images, _runs
from genstudio.core.errors import UserError

HELP = "measure runs that draw from captions: GAN-INT-CLS, GAWWN and StackGAN in one table"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the runs, and how many pictures are drawn."""
    parser.add_argument(
        "runs", nargs="+", metavar="RUN", help="folders of runs on the same data, or their names"
    )
    parser.add_argument(
        "--count",
        type=_images.between(20, 100_000),
        metavar="N",
        help="pictures drawn by each system (default: 2,000)",
    )
    _images.add_seed(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measure, keep what was measured beside the runs, and return the table."""
    from genstudio.analysis import text_kept, text_table
    from genstudio.cli._progress import Progress
    from genstudio.train.device import set_threads

    set_threads()
    folders = [_runs.folder_of(text).absolute() for text in args.runs]
    opened = text_table.check(folders)
    dataset = _runs.data_of(opened[0])
    with Progress() as progress:

        def tell(share: float, words: str) -> None:
            if progress.due:
                progress.update(share, words)

        count = args.count or text_table.COUNT
        found = list(text_table.measure(folders, dataset, count, args.seed, tell=tell))
    table = found[-1]
    if not isinstance(table, text_table.Table):
        raise UserError("The measurement has not come to its end.")
    text_kept.keep(table, folders)
    return text_table.as_json(table)


def text(result: dict[str, Any]) -> str:
    """Show a row a system, the real pictures first."""
    names = result["attributes"]
    held_out = result["real"]["held_out"] is not None
    heads = ["", "run", "score", "Fréchet", *names, "all"]
    table = [[*heads, *(["all, held out"] if held_out else [])]]
    for row in [{"name": "real pictures", "stage": "", "run": ""} | {"scores": result["real"]}]:
        table.append(_line(row, names, held_out))
    table += [_line(row, names, held_out) for row in result["rows"]]
    widths = [max(map(len, column)) for column in zip(*table)]
    lines = ["  ".join(c.ljust(w) for c, w in zip(line, widths)).rstrip() for line in table]
    notes = [
        f"score: {result['score']}",
        f"Fréchet: distance from training pictures, {result['features']}",
        "attributes: share of pictures that have what their caption says, by the judge",
    ]
    if held_out:
        notes.append(f"held out from training: {', '.join(result['held_out'])}")
    return "\n".join([f"{result['data']}:", *lines, "", *notes])


def _line(row: dict[str, Any], names: list[str], held_out: bool) -> list[str]:
    scores = row["scores"]
    stage = f" ({row['stage']})" if row["stage"] else ""
    shares = [scores["accuracy"][name] for name in [*names, "all"]]
    absent = scores["held_out"]
    return [
        row["name"] + stage,
        row["run"],
        f"{scores['score']:.2f} ± {scores['deviation']:.2f}",
        f"{scores['frechet']:.2f}",
        *(f"{share:.1%}" for share in shares),
        *([f"{absent['all']:.1%}" if absent else ""] if held_out else []),
    ]
