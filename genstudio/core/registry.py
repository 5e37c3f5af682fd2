"""The file system is the registry: a module's file name is its name."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from genstudio.core.errors import UserError
from genstudio.core.language import tr


def names(package: ModuleType) -> list[str]:
    """List what a package offers, without importing any of it."""
    return sorted(m.name for m in iter_modules(package.__path__) if not m.name.startswith("_"))


def load(package: ModuleType, name: str) -> ModuleType:
    """Import one of them; a wrong name is told apart from a broken module."""
    if not _offers(package, name):
        kind = package.__name__.rpartition(".")[2]
        raise UserError(
            tr(
                "There is no {name!r} in {kind}; there are {names}.",
                name=name,
                kind=kind,
                names=", ".join(names(package)),
            )
        )
    return import_module(f"{package.__name__}.{name}")


def _offers(package: ModuleType, name: str) -> bool:
    """Look for one file: to list the folder for each of its modules would take its square."""
    plain = name.isidentifier() and not name.startswith("_")
    return plain and find_spec(f"{package.__name__}.{name}") is not None
