"""The command line: the same engine, driven from a terminal.

One file a command, found by its name, each with `HELP` (one line for the list of commands),
`add_arguments(parser)` and `run(args) -> dict`; optionally `text(result) -> str`, for results
that read better than as `name: value`. Heavy imports happen inside these functions, for the
one command that was asked for. Modules with a leading underscore are shared by the commands.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import sys
from collections.abc import Sequence
from functools import partial
from types import ModuleType
from typing import Any, NoReturn

import msgspec

import genstudio
from genstudio import cli
from genstudio.core import registry
from genstudio.core.errors import UserError, printable

WINDOW_HELP = "open the window (also without any command): genstudio app [PATH]"
NEGATIVE = re.compile(r"-[\d.][\d.,eE+-]*")


class Unfinished(Exception):
    """The command ended early with its work saved: exit code, result, and how to go on."""

    def __init__(self, code: int, result: dict[str, Any], message: str) -> None:
        super().__init__(message)
        self.code = code
        self.result = result


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are UserErrors: one line instead of the whole usage."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise UserError instead of printing the usage and leaving."""
        wrong = printable(message).rstrip(".")
        raise UserError(f"{wrong}; {self.prog} --help shows what there is.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 2 for a user's mistake, 128 + signal.

    Where nobody reads on (`genstudio about | head`), it ends quietly as other programs do.
    """
    arguments = join_negative_values(sys.argv[1:] if argv is None else argv)
    if "WORLD_SIZE" in os.environ:  # torchrun's; torch would tell of lost connections at length
        os.environ.setdefault("TORCH_CPP_LOG_LEVEL", "ERROR")
    try:
        code = _answered(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return 128 + 13  # of SIGPIPE, which Windows has no name for
    except OSError as error:  # the disk that the output goes to is full
        _silence()
        return _complain(f"the output could not be written: {error.strerror}", False, 2)
    return code


def _answered(arguments: list[str]) -> int:
    """Run the command and print what came of it; raises OSError where that cannot be printed."""
    as_json = "--json" in arguments
    try:
        result, command = _run(arguments)
    except UserError as error:
        return _complain(str(error), as_json, 2)
    except BrokenPipeError:
        raise
    except OSError as error:
        named = f": {printable(error.filename)}" if error.filename else ""
        return _complain(f"{error.strerror or error}{named}", as_json, 2)
    except KeyboardInterrupt:
        return _complain("interrupted", as_json, 130)
    except Unfinished as ended:
        if as_json:
            _print_json(ended.result)
        print(f"genstudio: {ended}", file=sys.stderr)
        return ended.code
    if as_json:
        _print_json(result)
    else:
        print(_printable_here(getattr(command, "text", as_lines)(result)))
    return 0


def build_parser(wanted: str | None) -> Parser:
    """Return the parser of all commands, with the options of the one that is wanted."""
    parser = Parser(
        prog="genstudio",
        description="Train, explore and understand deep generative models.",
        epilog="genstudio COMMAND --help shows a command's options.",
        # The column of what each does is laid out for options: a name that stands further in by
        # two letters would take a line of its own.
        formatter_class=partial(argparse.HelpFormatter, indent_increment=1),
    )
    parser.add_argument("--version", action="version", version=f"genstudio {genstudio.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("app", help=WINDOW_HELP)
    for name in registry.names(cli):
        command = registry.load(cli, name)
        own = commands.add_parser(name, help=command.HELP, description=command.HELP)
        own.set_defaults(module=command)
        if name == wanted:
            command.add_arguments(own)
            add_json(own)
    return parser


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add --json to a command and to all its own subcommands."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for own in action.choices.values():
                add_json(own)
            return
    parser.add_argument(
        "--json", action="store_true", help="print the result as one JSON object on the last line"
    )


def join_negative_values(arguments: Sequence[str]) -> list[str]:
    """Write `--at -1,2` as `--at=-1,2`, which argparse would take for two options."""
    joined: list[str] = []
    for argument in arguments:
        option = joined[-1] if joined else ""
        if NEGATIVE.fullmatch(argument) and option.startswith("--") and "=" not in option:
            joined[-1] = f"{option}={argument}"
        else:
            joined.append(argument)
    return joined


def as_lines(result: dict[str, Any]) -> str:
    """Show a flat result to a person, one `name: value` a line."""
    return "\n".join(f"{name.replace('_', ' ')}: {readable(v)}" for name, v in result.items())


def readable(value: Any) -> str:
    """Show one value to a person: numbers with four digits, names from outside made safe."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "-"}[value]
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.1f}"
    if isinstance(value, list | tuple):
        return ", ".join(readable(v) for v in value) or "-"
    if isinstance(value, dict):
        return ", ".join(f"{printable(k)} {readable(v)}" for k, v in value.items()) or "-"
    return printable(value)


def _run(arguments: list[str]) -> tuple[dict[str, Any], ModuleType]:
    wanted = next((a for a in arguments if not a.startswith("-")), None)
    args = build_parser(wanted).parse_args(arguments)
    command: ModuleType = args.module
    return command.run(args), command


def _complain(message: str, as_json: bool, code: int) -> int:
    line = " ".join(message.split())
    if as_json:
        _print_json({"error": line})
    print(f"genstudio: {line}", file=sys.stderr)
    return code


def _print_json(result: dict[str, Any]) -> None:
    """Print strict JSON: a value that is not finite becomes null."""
    text = msgspec.json.encode(_encodable(result), enc_hook=str).decode()
    if _printable_here(text) != text:
        text = json.dumps(json.loads(text))  # which needs no letters beyond ASCII
    print(text, flush=True)


def _printable_here(text: str) -> str:
    """Write out what the output's encoding lacks, as a Windows file's does."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _silence() -> None:
    """Have what is left in the output's buffer go nowhere when Python ends."""
    with contextlib.suppress(OSError, ValueError):  # it has no descriptor
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _encodable(value: Any) -> Any:
    """Return the value with the bytes of file names that are no text written out."""
    if isinstance(value, dict):
        return {_encodable(name): _encodable(v) for name, v in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(v) for v in value]
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
