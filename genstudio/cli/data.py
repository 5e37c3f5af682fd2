"""`genstudio data SOURCE`: what is in there, and which files cannot be used."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _data

HELP = "describe a set of images, and list the files that cannot be used"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the source and its settings."""
    parser.add_argument("source", metavar="SOURCE", help=_data.SOURCE_HELP)
    _data.add_source_settings(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Load the source and describe it."""
    from genstudio.data.dataset import summary

    return summary(_data.load(args.source, args))


def text(result: dict[str, Any]) -> str:
    """Show the summary as a short table."""
    channels, height, width = result["shape"]
    colour = {1: "grey", 3: "colour"}.get(channels, f"{channels} channels")
    lines = [
        f"{result['name']}: {_images(result['images'])}, {width} x {height} pixels, {colour}",
        "split: " + ", ".join(f"{n} {count:,}" for n, count in result["splits"].items()),
    ]
    if result["classes"]:
        counts = [f"{n} {sum(split.values()):,}" for n, split in result["classes"].items()]
        lines.append(f"classes ({len(counts)}): {', '.join(counts)}")
    if result["captions"]:
        have = "has" if result["captions"] == 1 else "have"
        lines.append(f"captions: {_images(result['captions'])} {have} one")
    lines.append(f"fingerprint: {result['fingerprint']}")
    if result["problems"]:
        lines.append(f"left out ({len(result['problems'])}):")
        lines += [f"  {p['file']}: {p['reason']}" for p in result["problems"]]
    return "\n".join(lines)


def _images(count: int) -> str:
    return "1 image" if count == 1 else f"{count:,} images"
