"""Where the program starts: the window without arguments, otherwise the command line."""

from __future__ import annotations

import argparse
import gc
import os
import shlex
import sys
from collections.abc import Sequence

from genstudio.core.announce import announce
from genstudio.core.errors import UserError, printable
from genstudio.gui import handover
from genstudio.gui.openable import is_openable, urls_of

PROGRAM = "genstudio"


def main(argv: Sequence[str] | None = None) -> int:
    """Start the window or run a command; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] == "app" or is_openable(arguments[0]):
        return app(arguments[1:] if arguments[:1] == ["app"] else arguments)
    from genstudio import cli
    from genstudio.core import logs

    with logs.of_command(arguments):
        return cli.main(arguments)


def app(argv: Sequence[str] | None = None) -> int:
    """Start the window, or have the one that is open open what is named.

    Returns 0 once it is closed or the other one has taken over, and 2 where it cannot open. A
    signal closes it with 0 when all is saved; after some seconds it ends in any case, with 128 +
    the signal's number.
    """
    arguments = _parser().parse_args(argv)
    gc.disable()  # nothing is thrown away while all is built: 50 ms; the window collects later
    try:
        return _open(arguments.path, arguments.new_window)
    except UserError as error:
        announce(str(error))
        return 2
    except KeyboardInterrupt:  # before there was a window to close
        return 130
    finally:
        gc.enable()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} app",
        description="Open the window. One that is open already is brought to the front.",
        epilog="Exit code: 0 when it is closed or another window took over, 2 when it cannot "
        "open, 128 + the signal's number when a signal ended it before all was done.",
    )
    parser.add_argument(
        "path", nargs="*", metavar="PATH", help="a run, a lesson, or data to open in it"
    )
    parser.add_argument(
        "--new-window", action="store_true", help="open another window beside the one that is open"
    )
    return parser


def _open(wanted: list[str], new_window: bool) -> int:
    _need_display()
    claim = _claim(wanted, new_window)
    if claim == "told":
        return 0
    first = claim if isinstance(claim, handover.Claim) else None
    try:
        _need_libraries()
        from genstudio.gui.app import run

        return run(wanted, claim=first, hung=claim == "silent")
    except ImportError as error:
        raise UserError(_without_qt(error)) from error
    finally:
        if first is not None:
            first.release()


def _claim(wanted: list[str], new_window: bool) -> handover.Claim | handover.Told | None:
    """Become the window that later starts find, or tell the one that is it; None for neither."""
    place = handover.place()
    if place is None:
        return None
    try:
        if new_window:
            return handover.claim(place)
        return handover.claim_or_tell(place, handover.request_for(urls_of(wanted)))
    except OSError:
        return None  # a folder in which there can be no socket: a window of its own, then


def _need_display() -> None:
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in shown):
        command = f"{shlex.quote(sys.executable)} -m genstudio"
        raise UserError(
            "there is no display here, so the window cannot open. "
            "The same job on the command line:\n"
            f"  {command} train vae --data digits --out first-run --seconds 60\n"
            f"  {command} evaluate first-run\n"
            f"  {command} sample first-run --count 64 --out samples.png\n"
            f"  {command} --help"
        )


def _need_libraries() -> None:
    """Raise UserError for what Qt would abort without: nothing is to be seen then."""
    if sys.platform == "linux":
        from genstudio.core import libraries

        obstacle = libraries.obstacle()
        if obstacle is not None:
            raise UserError(obstacle)


def _without_qt(error: ImportError) -> str:
    return (
        f"the window cannot open, because Qt could not be loaded ({printable(error)}). "
        "Install the system libraries that it needs (./packaging/run in a checkout names them)."
    )


if __name__ == "__main__":
    sys.exit(main())
