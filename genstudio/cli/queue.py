"""`genstudio queue`: trainings to be, one after the other; the window has the same list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from genstudio import cli
from genstudio.cli import _data, _options, _runs
from genstudio.core import config
from genstudio.core.errors import UserError, printable

HELP = "line up trainings, and work them off one after the other"
NUMBER = "the item's number in genstudio queue list"


ACTIONS = (
    ("add", "put a training at the end, with all the options of genstudio train FAMILY"),
    ("list", "list what waits, what runs and how the others have ended"),
    ("move", "put an item at another place"),
    ("remove", "take items out; what was trained of them stays"),
    ("pause", "pass an item over, or without a number pause the whole queue"),
    ("resume", "let an item, or without a number the whole queue, go on"),
    ("clear", "take out all that are done"),
    ("run", "work the queue off; Ctrl+C saves, and the next time it goes on"),
)


class _Late(cli.Parser):
    """A parser whose choices, where it is `late`, are added when they are asked for.

    They take seconds to import.
    """

    late = False

    def fill(self) -> None:
        """Add what can be trained, once."""
        if self.late and self._subparsers is None:
            _add_trainings(self)

    def parse_known_args(self, *given: Any, **more: Any) -> Any:
        """Parse, with all choices there."""
        self.fill()
        return super().parse_known_args(*given, **more)

    def format_help(self) -> str:
        """Describe them, with all choices there."""
        self.fill()
        return super().format_help()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be done with the queue."""
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="ACTION", parser_class=_Late
    )
    for name, about in ACTIONS:
        action = actions.add_parser(name, help=about, description=about)
        action.late = name == "add"
        if name == "move":
            action.add_argument("id", type=int, metavar="ID", help=NUMBER)
            action.add_argument(
                "place", type=int, metavar="PLACE", help="its place; 1 is the first"
            )
        elif name == "remove":
            action.add_argument("ids", type=int, metavar="ID", nargs="+", help=NUMBER)
        elif name in ("pause", "resume"):
            action.add_argument("id", type=int, metavar="ID", nargs="?", help=NUMBER)


def _add_trainings(parser: argparse.ArgumentParser) -> None:
    from genstudio.cli import train
    from genstudio.train import trainer

    families = parser.add_subparsers(
        dest="family", required=True, metavar="FAMILY", parser_class=cli.Parser
    )
    train.add_families(families)
    about = "go on with a run that is there already"
    run_ = families.add_parser("run", help=about, description=about)
    _runs.add_run(run_)
    _options.add_settings(run_, config.settings(trainer.Config), "training", unchanged=True)
    for own in families.choices.values():
        own.add_argument("--note", default="", metavar="TEXT", help="a note to find it by")
        cli.add_json(own)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Do what is asked with the queue."""
    from genstudio.train.queue import Queue

    queue = Queue()
    act = {
        "add": _add,
        "list": _list,
        "move": _move,
        "remove": _remove,
        "pause": _pause,
        "resume": _resume,
        "clear": _clear,
        "run": _work,
    }[args.action]
    return {"action": args.action} | act(queue, args)


def _add(queue: Any, args: argparse.Namespace) -> dict[str, Any]:
    from genstudio.cli import _training, train
    from genstudio.train.queue_work import going_on, wish

    if args.family == "run":
        folder = _runs.folder_of(args.run)
        values = _training.only_these_limits(_options.chosen(args, "training"))
        item = going_on(folder, values, note=args.note)
    else:
        args.family = args.family.replace("-", "_")
        dataset = _data.load(args.data, args)
        model, training = train.chosen_settings(args, dataset)
        own = {"run": str(_new(args.out))} if args.out else {}
        item = wish(args.family, model, training, dataset, note=args.note, **own)
    added = queue.add([item])[0]
    return {"id": added.id, "place": queue.read().place(added.id) + 1, **_row(added)}


def _new(out: str) -> Path:
    """Return the folder that a run is to be made in; raises UserError for one with something."""
    folder = Path(out).expanduser().absolute()
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UserError(
            f"The folder {printable(folder)} is not empty: choose a new one for the run, or go on "
            "with the run that is there (genstudio queue add run)."
        )
    return folder


def _list(queue: Any, args: argparse.Namespace) -> dict[str, Any]:
    known = queue.read()
    return {
        "paused": known.paused,
        "items": [{"id": item.id, **_row(item)} for item in known.items],
    }


def _move(queue: Any, args: argparse.Namespace) -> dict[str, Any]:
    queue.move(args.id, args.place - 1)
    return {"id": args.id, "place": queue.read().place(args.id) + 1}


def _remove(queue: Any, args: argparse.Namespace) -> dict[str, Any]:
    return {"removed": [gone.item.id for gone in queue.remove(*args.ids)]}


def _pause(queue: Any, args: argparse.Namespace) -> dict[str, Any]:
    if args.id is None:
        queue.pause()
    else:
        queue.skip(args.id)
    return {"id": args.id}


def _resume(queue: Any, args: argparse.Namespace) -> dict[str, Any]:
    if args.id is None:
        queue.resume()
    else:
        queue.release(args.id)
    return {"id": args.id}


def _clear(queue: Any, args: argparse.Namespace) -> dict[str, Any]:
    return {"removed": [gone.item.id for gone in queue.clear_done()]}


def _work(queue: Any, args: argparse.Namespace) -> dict[str, Any]:
    from genstudio.cli import _queue

    if queue.read().paused:
        raise UserError("The queue is paused: let it go on with genstudio queue resume.")
    return _queue.run(queue)


def _row(item: Any) -> dict[str, Any]:
    """Describe an item in plain values."""
    from genstudio.train.queued import limits_of

    limits = limits_of(item.train)
    return {
        "state": item.state,
        "family": item.family,
        "data": item.data,
        "limit": ", ".join(f"{value:,g} {name}" for name, value in limits.items()) or "-",
        "step": item.step,
        "run": item.run or None,
        "note": item.note,
        "problem": item.problem,
    }


def text(result: dict[str, Any]) -> str:
    """Say it to a person."""
    match result["action"]:
        case "add":
            what = f"{result['family']} on {printable(result['data'])}, {result['limit']}"
            return f"item {result['id']} at place {result['place']}: {what}"
        case "list":
            return _table(result)
        case "move":
            return f"item {result['id']} is at place {result['place']} now"
        case "remove" | "clear":
            return f"removed: {cli.readable(result['removed'])}"
        case "pause" | "resume" as action:
            which = "the queue" if result["id"] is None else f"item {result['id']}"
            return f"{which} is paused" if action == "pause" else f"{which} goes on"
    done, failed = result["done"], result["failed"]
    return f"{done} done, {failed} failed, {result['left']} left"


def _table(result: dict[str, Any]) -> str:
    if not result["items"]:
        return "the queue is empty: genstudio queue add FAMILY puts a training into it"
    rows = [
        (
            str(item["id"]),
            item["state"],
            item["family"],
            printable(item["data"]),
            item["limit"],
            printable(Path(item["run"]).name if item["run"] else "-"),
            printable(item["problem"] or item["note"]),
        )
        for item in result["items"]
    ]
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths)).rstrip() for row in rows]
    return "\n".join([*(["the queue is paused"] if result["paused"] else []), *lines])
