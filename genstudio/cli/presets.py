"""`genstudio presets`: the starting points that were tried, and those that fit some data."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _data

HELP = "list the starting points that were tried (genstudio train FAMILY --preset NAME)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the data that they should fit."""
    parser.add_argument(
        "--data", metavar="SOURCE", help="list only those that fit this data, the best first"
    )
    _data.add_source_settings(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the presets, with their settings and what came of them."""
    from genstudio.train import presets

    found = presets.every(families())
    if args.data:
        found = presets.suitable(presets.Facts.of(_data.load(args.data, args)), presets=found)
    return {
        "presets": [
            {
                "name": preset.name,
                "family": preset.family,
                "title": preset.title,
                "model": dict(preset.model),
                "training": dict(preset.train),
                "result": preset.result,
                "minutes": preset.minutes,
            }
            for preset in found
        ]
    }


def families() -> list[Any]:
    """Import the model families, which may bring presets of their own."""
    from genstudio import models
    from genstudio.core import registry

    return [registry.load(models, name) for name in registry.names(models)]


def text(result: dict[str, Any]) -> str:
    """Show each with its settings, as options of `genstudio train`."""
    lines = []
    for preset in result["presets"]:
        lines.append(f"{preset['name']} ({preset['family']}): {preset['title']}")
        settings = {**preset["model"], **preset["training"]}
        if settings:
            lines.append("  " + " ".join(f"{_option(n)} {v}" for n, v in settings.items()))
        if preset["result"]:
            lines.append(f"  measured: {preset['result']} ({_time(preset['minutes'])})")
    return "\n".join(lines) or "no preset fits this data: the family's own settings are taken"


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _time(minutes: float) -> str:
    if minutes <= 0:
        return "its time was not measured"
    return f"{60 * minutes:.0f} seconds" if minutes < 1 else f"{minutes:.1f} minutes"
