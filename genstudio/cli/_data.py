"""Options that say what data to take, and loading it with a progress bar."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
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
    "digits (comes with the program), a folder of images, MNIST's IDX files, a .npy or .npz file"
)
TITLE = "data"


def add_source_settings(parser: argparse.ArgumentParser) -> None:
    """Add the settings of every kind of source; loading refuses those that do not apply."""
    found: dict[str, Setting] = {}
    for name in sources.names():
        for setting in config.settings(registry.load(data, name).Config):
            found.setdefault(setting.name, setting)
    _options.add_settings(parser, found.values(), TITLE)


def load(source: str, args: argparse.Namespace) -> Dataset:
    """Load a source with the settings that were given."""
    return read(source, _options.chosen(args, TITLE))


def read(source: str | Path, options: Mapping[str, Any]) -> Dataset:
    """Load a source, showing progress where it takes long."""
    with Progress() as progress:
        return sources.load(source, options, progress.count)
