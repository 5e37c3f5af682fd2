"""Where the program starts: the window without arguments, otherwise the command line."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from genstudio.core.errors import UserError, printable

PROGRAM = "genstudio"


def main(argv: Sequence[str] | None = None) -> int:
    """Start the window or run a command; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] == "app" or _is_run(arguments[0]):
        return app(arguments[1:] if arguments[:1] == ["app"] else arguments)
    from genstudio import cli

    return cli.main(arguments)


def app(argv: Sequence[str] | None = None) -> int:
    """Start the window; return its exit code, 2 where it cannot open."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog=f"{PROGRAM} app", description="Open the window.")
    parser.add_argument("run", nargs="?", metavar="RUN", help="the run to open")
    parser.parse_args(arguments)
    try:
        _need_display()
        try:
            from genstudio.gui.app import run
        except ImportError as error:
            raise UserError(_without_qt(error)) from error
        return run(arguments)
    except UserError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return 2


def _is_run(argument: str) -> bool:
    """Tell whether the argument is a run to open: its folder, or the file in it."""
    path = Path(argument)
    return path.suffix == ".genstudio" or (path / "run.genstudio").is_file()


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


def _without_qt(error: ImportError) -> str:
    return (
        f"the window cannot open, because Qt could not be loaded ({printable(error)}). "
        "Install the system libraries that it needs (./packaging/run in a checkout names them)."
    )


if __name__ == "__main__":
    sys.exit(main())
