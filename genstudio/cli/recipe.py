"""`genstudio recipe FILE.png`: how a picture was made, as it says itself."""

from __future__ import annotations

import argparse
import shlex
from typing import Any

from genstudio.cli import _images
from genstudio.core.errors import printable

HELP = "tell how a picture was made that genstudio has saved"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the picture."""
    parser.add_argument("file", metavar="FILE.png", help="a picture that genstudio has saved")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Read the recipe; there is an error where the picture carries none."""
    from pathlib import Path

    import msgspec

    from genstudio.analysis import recipe_changed

    changed = recipe_changed.read(Path(args.file).expanduser())
    found: dict[str, Any] = msgspec.to_builtins(changed or _images.recipe_of(args.file))
    return found


def text(result: dict[str, Any]) -> str:
    """Show it without the codes, which are long, and how to make the picture again."""
    from genstudio.cli import as_lines

    if "codes" not in result:  # no code has made it
        return as_lines({k: v for k, v in result.items() if k != "format"})
    codes = result["codes"]
    shown = {k: v for k, v in result.items() if k not in ("codes", "format")}
    shown |= {"codes": f"{len(codes)} of {len(codes[0])} numbers"}
    run = shlex.quote(printable(result["run"]))
    again = f"genstudio decode {run} --recipe FILE.png --out AGAIN.png"
    return f"{as_lines(shown)}\nagain: {again}"
