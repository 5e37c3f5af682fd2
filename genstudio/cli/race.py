"""`genstudio race`: kinds of models on the same data and budget, one after the other, compared."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from genstudio.cli import _data, readable
from genstudio.core.errors import UserError, printable

HELP = "train kinds of models on the same data, as long each, and put them side by side"
DEFAULT = "ppca,vae,gan,began"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the data, the budget, who takes part and where all goes."""
    parser.add_argument(
        "--data",
        default="digits",
        metavar="SOURCE",
        help=f"{_data.SOURCE_HELP} (default digits)",
    )
    budget = parser.add_mutually_exclusive_group()
    budget.add_argument(
        "--seconds", type=float, default=0.0, metavar="N", help="of training each (default 60)"
    )
    budget.add_argument("--steps", type=int, default=0, metavar="N", help="or steps each")
    parser.add_argument(
        "--families",
        default=DEFAULT,
        metavar="NAME,...",
        help=f"who takes part; NAME+class is told the class of each image (default {DEFAULT})",
    )
    parser.add_argument(
        "--out",
        required=True,
        metavar="FOLDER",
        help="where runs, table.csv and samples.png go; one that was stopped goes on from there",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of all of them")
    parser.add_argument("--threads", type=int, default=0, metavar="N", help="processor threads")
    _data.add_source_settings(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Line them up in a queue of their own, work it off, and measure what came of it."""
    from genstudio.analysis import side_by_side
    from genstudio.cli import _queue
    from genstudio.train.queue import Queue

    if args.seconds < 0 or args.steps < 0:
        raise UserError("The budget must be more than 0: give --seconds or --steps.")
    dataset = _data.load(args.data, args)
    known = side_by_side.contestants(_facts(dataset), _families())
    names = [name.strip() for name in args.families.split(",") if name.strip()]
    entries = side_by_side.chosen(names, known)
    out = Path(args.out).expanduser().absolute()
    queue = Queue(out / "queue")
    _line_up(queue, entries, dataset, args, out)
    again = f"genstudio race --data {args.data} --families {args.families} --out {args.out}"
    again += f" --steps {args.steps}" if args.steps else f" --seconds {args.seconds or 60:g}"
    again += f" --seed {args.seed}" if args.seed else ""
    _queue.run(queue, again)
    items = {item.note: item for item in queue.read().items}
    runs = [Path(items[one.name].run) for one in entries]
    return _compared(entries, runs, dataset, out)


def _line_up(
    queue: Any, entries: Sequence[Any], dataset: Any, args: argparse.Namespace, out: Path
) -> None:
    """Add those that are not there yet; let those go on that have failed."""
    from genstudio.analysis import side_by_side
    from genstudio.train.queue_work import wish

    items = queue.read().items
    seconds = args.seconds if args.seconds or args.steps else 60.0
    there = {item.note for item in items}
    budget = {"seconds": float(seconds), "steps": args.steps, "seed": args.seed}
    for item in items:
        begun = {name: item.train.get(name, 0) for name in budget}
        if begun != budget and item.family != side_by_side.BASELINE:
            raise UserError(
                f"{printable(out)} holds a race with other --seconds, --steps or --seed: give the "
                "same to go on with it, or choose another folder for --out."
            )
        if item.options != dict(dataset.options) or item.source != str(dataset.source):
            raise UserError(
                f"{printable(out)} holds a race on other data: choose another folder for --out."
            )
        queue.release(item.id)
    shared = {"seed": args.seed, "threads": args.threads}
    queue.add(
        [
            wish(
                one.family,
                one.model,
                one.trained(seconds, args.steps) | shared,
                dataset,
                note=one.name,
                run=str(out / "runs" / one.name),
            )
            for one in entries
            if one.name not in there
        ]
    )


def _compared(entries: Sequence[Any], runs: list[Path], dataset: Any, out: Path) -> dict[str, Any]:
    from genstudio.analysis import side_by_side, side_picture
    from genstudio.analysis.references import References
    from genstudio.cli._progress import Progress
    from genstudio.train.device import set_threads

    set_threads()
    found: list[Any] = [None] * len(runs)
    with Progress() as progress:
        for index, one in side_by_side.measure(runs, References(dataset), progress.update):
            found[index] = one
    titles = [side_by_side.short_of(one) for one in entries]
    table = side_by_side.rows(found)
    side_by_side.write_csv(out / "table.csv", titles, table)
    samples = [None if one is None else one.samples for one in found]
    real = side_by_side.real_pictures(dataset)
    side_picture.save(out / "samples.png", titles, samples, real, table)
    return {
        "out": str(out),
        "table": str(out / "table.csv"),
        "samples": str(out / "samples.png"),
        "models": [
            {
                "name": entry.name,
                "run": str(one.run),
                "preset": entry.preset or None,
                "step": one.step,
                "seconds": one.seconds,
                "parameters": one.parameters,
                "problem": one.problem or None,
                **one.figures,
            }
            for entry, one in zip(entries, found)
            if one is not None
        ],
        "rows": [{"label": row.label, "cells": row.cells, "best": row.best} for row in table],
    }


def _facts(dataset: Any) -> Any:
    from genstudio.train.presets import Facts

    return Facts.of(dataset)


def _families() -> dict[str, Any]:
    from genstudio import models
    from genstudio.core import registry

    return {name: registry.load(models, name) for name in registry.names(models)}


def text(result: dict[str, Any]) -> str:
    """Show the table; a star is at what is best, and the last column is of real images."""
    heads = ["", *(one["name"] for one in result["models"]), "real images"]
    lines = [heads]
    for row in result["rows"]:
        cells = [f"{c} *" if i in row["best"] else c for i, c in enumerate(row["cells"])]
        lines.append([row["label"], *cells])
    widths = [max(map(len, column)) for column in zip(*lines)]
    shown = ["  ".join(c.ljust(w) for c, w in zip(line, widths)).rstrip() for line in lines]
    return "\n".join([*shown, f"samples: {readable(result['samples'])}"])
