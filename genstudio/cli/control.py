"""`genstudio control RUN pause|resume|stop|change`: ask a run that is trained elsewhere."""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

from genstudio.cli import _runs
from genstudio.core.errors import UserError, printable

HELP = "pause, resume or stop a run that is being trained elsewhere, or change a live setting"
WAIT = 20.0  # seconds until the training should have answered
LOOK_EVERY = 0.1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, what to ask, and the setting to change."""
    from genstudio.train import remote

    _runs.add_run(parser)
    parser.add_argument("request", choices=remote.WORDS, help="what to ask")
    parser.add_argument("setting", nargs="?", metavar="NAME", help="with change: the setting")
    parser.add_argument("value", nargs="?", metavar="VALUE", help="with change: its new value")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Ask, and wait until the training has answered."""
    from genstudio.train import remote
    from genstudio.train.runs import Run

    if (args.request == "change") != (args.value is not None):
        raise UserError("change needs the NAME of a setting and its VALUE; nothing else does.")
    folder = _runs.open_run(args.run).folder
    if not Run.open(folder).is_locked():
        raise UserError(
            f"{printable(folder.name)} is not being trained: genstudio resume goes on with it."
        )
    name = (args.setting or "").replace("-", "_")
    asked = remote.ask(folder, args.request, name, _value(args.value))
    begun = time.monotonic()
    while (answer := _answer(folder, asked)) is None:
        if time.monotonic() - begun > WAIT:
            raise UserError(
                f"{printable(folder.name)} has not answered in {WAIT:.0f} s; what was asked for "
                "is done as soon as it looks again."
            )
        time.sleep(LOOK_EVERY)
    return {"run": str(folder.absolute()), "request": args.request, **answer}


def _answer(folder: Any, asked: str) -> dict[str, Any] | None:
    """Return the step at which a request was heard; for a change, when it was made.

    Raises UserError where the training has refused it.
    """
    from genstudio.core.events import Asked, Changed, Warned
    from genstudio.train.runs import Run

    events = Run.open(folder).history()
    for place, event in enumerate(events):
        if isinstance(event, Asked) and event.id == asked:
            if event.request != "change":
                return {"step": event.step}
            for later in events[place:]:
                if isinstance(later, Warned):
                    raise UserError(later.message)
                if isinstance(later, Changed):
                    return {"step": later.step, "name": later.name, "value": later.value}
    return None


def _value(text: str | None) -> Any:
    """Read a number or true/false; anything else is a word."""
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return text
