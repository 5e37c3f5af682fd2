"""The texts that are made from names (settings, choices, units), as source for lupdate."""

from __future__ import annotations

from collections.abc import Iterator

from genstudio import data, models
from genstudio.analysis import theory
from genstudio.core import registry
from genstudio.core.config import settings
from genstudio.train.settings import Config as Training


def texts() -> Iterator[str]:
    """Yield the label, unit and choices of every setting of families, data and training."""
    configs = [registry.load(models, name).Config for name in registry.names(models)]
    configs += [
        registry.load(data, name).Config for name in registry.names(data) if is_source(name)
    ]
    configs += [registry.load(theory, name).Config for name in registry.names(theory)]
    for config in (*configs, Training):
        for setting in settings(config):
            yield setting.label
            yield setting.hint.unit
            yield from (str(choice) for choice in setting.choices)


def is_source(name: str) -> bool:
    """Tell a source of data from the modules that all sources share."""
    return hasattr(registry.load(data, name), "RANK")


def lines() -> Iterator[str]:
    """Yield the source that lupdate reads, a line a text."""
    for text in sorted({text for text in texts() if text}):
        yield f"mark({text!r})\n"
