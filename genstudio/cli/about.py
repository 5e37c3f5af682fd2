"""`genstudio about`: versions, the computer, and what the program is made of."""

from __future__ import annotations

import argparse
import importlib.util
from pkgutil import iter_modules
from typing import Any

from genstudio.core import facts, paths
from genstudio.core.errors import printable

HELP = "show versions, what the computer has, and the licences of all that is shipped"
LESSON = ".genlesson"
FAMILIES = "genstudio.models"  # by name: a list needs no torch
THEORY = "genstudio.analysis.theory"
PANELS = "genstudio.gui.panels"  # and the command line does without Qt


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the choice of the licences."""
    parser.add_argument("--licences", action="store_true", help="also print every licence, in full")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Collect the facts; takes as long as torch needs to be imported."""
    import torch

    result: dict[str, Any] = {
        "versions": facts.versions(),
        "system": facts.system(),
        "torch": facts.engine(torch),
        "missing_packages": facts.missing_packages(),
        "folders": {name: str(folder) for name, folder in facts.folders().items()},
        "modules": modules(),
    }
    if args.licences:
        result["licences"] = licences()
    return result


def modules() -> dict[str, list[str]]:
    """List what was found by its file's name, from the families to the lessons."""
    from genstudio import cli
    from genstudio.core import registry
    from genstudio.data import sources

    lessons = paths.resource("lessons")
    return {
        "families": names_without_import(FAMILIES),
        "data": sorted(sources.names()),
        "panels": names_without_import(PANELS),
        "benches": names_without_import(THEORY),
        "commands": registry.names(cli),
        "lessons": sorted(file.stem for file in lessons.glob(f"*{LESSON}")),
    }


def names_without_import(package: str) -> list[str]:
    """List a package's modules by name, without importing it."""
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return sorted(m.name for m in iter_modules(folders or ()) if not m.name.startswith("_"))


def licences() -> list[dict[str, str]]:
    """Return every licence as plain values."""
    import dataclasses

    from genstudio.core.licences import shipped

    return [dataclasses.asdict(entry) for entry in shipped()]


def text(result: dict[str, Any]) -> str:
    """Show the facts in groups, and the licences after them."""
    from genstudio.cli import as_lines

    parts = {name: result[name] for name in ("versions", "system", "torch", "folders", "modules")}
    parts["system"] = parts["system"] | {"missing_packages": result["missing_packages"]}
    groups = [f"{name}\n{_indented(as_lines(part))}" for name, part in parts.items()]
    rows = result.get("licences", [])
    bar = "=" * 72
    groups += [
        f"{bar}\n{row['name']} {row['version']}: {row['licence']}\n{row['home']}\n\n{row['text']}"
        for row in rows
    ]
    return "\n\n".join(groups)


def _indented(lines: str) -> str:
    return "\n".join(f"  {printable(line)}" for line in lines.splitlines())
