"""Options that say what data to take, and loading it with a progress bar."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from genstudio import data
from genstudio.cli import _options
from genstudio.cli._progress import Progress
from genstudio.core import config, registry
from genstudio.core.config import Setting
from genstudio.data import sources
from genstudio.data.dataset import Dataset

SOURCE_HELP = (
    "digits or another name (genstudio data --list), a folder of images or an archive of it (.zip, "
    ".tar, .tar.gz), MNIST's IDX files, a .npy, .npz or .csv file"
)
TITLE = "data"


def add_source_settings(parser: argparse.ArgumentParser) -> None:
    """Add the settings of every kind of source; loading refuses those that do not apply."""
    found: dict[str, Setting] = {}
    for name in sources.names():
        for setting in config.settings(registry.load(data, name).Config):
            known = found.get(setting.name)
            found[setting.name] = setting if known is None else _either(known, setting)
    _options.add_settings(parser, found.values(), TITLE)


def load(source: str, args: argparse.Namespace) -> Dataset:
    """Load a source with the settings that were given."""
    return read(source, _options.chosen(args, TITLE))


def read(source: str | Path, options: Mapping[str, Any]) -> Dataset:
    """Load a source, showing progress where it takes long."""
    with Progress() as progress:
        return sources.load(source, options, progress.count)


def _either(one: Setting, other: Setting) -> Setting:
    """Allow what two kinds of sources allow in a setting of one name; loading is stricter."""
    lows, highs = (one.hint.low, other.hint.low), (one.hint.high, other.hint.high)
    low = None if None in lows else min(x for x in lows if x is not None)
    high = None if None in highs else max(x for x in highs if x is not None)
    choices = tuple(dict.fromkeys(one.choices + other.choices))
    return replace(one, choices=choices, hint=replace(one.hint, low=low, high=high))
