"""`genstudio data SOURCE`: what is in there, and which files cannot be used.

A published set that is not on this computer is downloaded first; `--list` names them.
"""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _data
from genstudio.core.errors import UserError
from genstudio.core.sizes import megabytes

HELP = "describe a set of images, and list the files that cannot be used"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the source and its settings."""
    parser.add_argument("source", metavar="SOURCE", nargs="?", help=_data.SOURCE_HELP)
    parser.add_argument(
        "--list", action="store_true", help="list what can be loaded by name, and what is here"
    )
    _data.add_source_settings(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Load the source and describe it, or list the names."""
    from genstudio.data.dataset import summary

    if args.list:
        return {"sets": _listed()}
    if args.source is None:
        raise UserError("No data is named: give a SOURCE, or --list for the names there are.")
    return summary(_data.load(args.source, args))


def text(result: dict[str, Any]) -> str:
    """Show the summary as a short table."""
    if "sets" in result:
        return _table(result["sets"])
    lines = [
        f"{result['name']}: {_what(result['images'], result['shape'])}",
        "split: " + ", ".join(f"{n} {count:,}" for n, count in result["splits"].items()),
    ]
    if result["classes"]:
        counts = [f"{n} {sum(split.values()):,}" for n, split in result["classes"].items()]
        lines.append(f"classes ({len(counts)}): {', '.join(counts)}")
    if result["captions"]:
        have = "has" if result["captions"] == 1 else "have"
        lines.append(f"captions: {_images(result['captions'])} {have} one")
    for name, known in result.get("factors", {}).items():
        lines.append(f"factor {name}: {_values(known)}")
    lines.append(f"fingerprint: {result['fingerprint']}")
    if result["problems"]:
        lines.append(f"left out ({len(result['problems'])}):")
        lines += [f"  {p['file']}: {p['reason']}" for p in result["problems"]]
    return "\n".join(lines)


def _listed() -> list[dict[str, Any]]:
    """Describe what can be loaded by name; `missing` are the bytes to download."""
    from genstudio.data import sources

    return [
        {"name": s.name, "kind": s.kind, "title": s.title, "missing": sources.missing(s.name)}
        for s in sources.builtin()
    ]


def _table(sets: list[dict[str, Any]]) -> str:
    wide = max(len(s["name"]) for s in sets)
    lines = []
    for s in sets:
        where = {"included": "included", "drawn": "drawn"}.get(s["kind"], "downloaded")
        if s["missing"]:
            where = f"{megabytes(s['missing'])} to download"
        lines.append(f"{s['name']:<{wide}}  {where:<20}  {s['title']}")
    return "\n".join(lines)


def _what(count: int, shape: list[int]) -> str:
    channels, height, width = shape
    if (channels, height) == (1, 1):
        return f"{count:,} points of a {'line' if width == 1 else 'plane'}"
    colour = {1: "grey", 3: "colour"}.get(channels, f"{channels} channels")
    return f"{_images(count)}, {width} x {height} pixels, {colour}"


def _values(known: dict[str, Any]) -> str:
    if "values" not in known:
        return f"{known['low']:.3g} to {known['high']:.3g}"
    return ", ".join(f"{name} {count:,}" for name, count in known["values"].items())


def _images(count: int) -> str:
    return "1 image" if count == 1 else f"{count:,} images"
