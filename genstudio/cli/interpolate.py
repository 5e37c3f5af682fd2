"""`genstudio interpolate`: ways between pictures, by their codes or by their features."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _interpolate_codes, _interpolate_features

HELP = "go from one picture to another through a model's codes, or change one by features"
KINDS = {"codes": _interpolate_codes, "features": _interpolate_features}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add a sub-command for each way to interpolate."""
    kinds = parser.add_subparsers(dest="ways", required=True, metavar="KIND")
    for name, module in KINDS.items():
        own = kinds.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(own)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Do what the sub-command does."""
    return {"by": args.ways} | KINDS[args.ways].run(args)


def text(result: dict[str, Any]) -> str:
    """Say what came of it, as the sub-command does."""
    said: str = KINDS[result["by"]].text(result)
    return said
