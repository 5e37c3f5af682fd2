"""Who branched off whom: runs as trees, and a run's ancestors. No torch.

A parent is known by its folder's name and by its time of creation, wherever the folder of all
runs has been moved to, and by the latter alone where it has been renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from genstudio.core import atomic
from genstudio.core.errors import UserError

if TYPE_CHECKING:
    from genstudio.train.runs import Parent, Run, RunSummary

MOST_ANCESTORS = 100


@dataclass(frozen=True, slots=True)
class Node:
    """A run in a tree of runs; `orphan` says that its parent is not among them."""

    run: RunSummary
    depth: int = 0
    orphan: bool = False


def tree(runs: Sequence[RunSummary]) -> list[Node]:
    """Put every run below its parent: the family with the newest run comes first.

    Within a family each parent comes before its branches, of which the newest is the first.
    """
    index = _Index(runs)
    parents = {
        run.folder: None if run.parent is None else index.find(run.parent, run.family)
        for run in runs
    }
    children: dict[Path | None, list[RunSummary]] = {}
    for run in runs:
        children.setdefault(_acyclic(run.folder, parents), []).append(run)
    newest = _newest(children)
    found: list[Node] = []
    waiting = [(run, 0) for run in _sorted(children.get(None, ()), newest)]
    while waiting:
        run, depth = waiting.pop()
        found.append(Node(run, depth, orphan=depth == 0 and run.parent is not None))
        waiting += [(child, depth + 1) for child in _sorted(children.get(run.folder, ()), newest)]
    return found


def ancestors(run: Run) -> list[tuple[Run, int]]:
    """Return a run's parent, its parent and so on, each with the step that was branched off.

    They are looked for beside the run; the list ends where one is not there any more.
    """
    from genstudio.train.runs import list_runs

    found: list[tuple[Run, int]] = []
    runs: list[RunSummary] | None = None
    seen = {run.folder.absolute()}
    while run.record.parent is not None and len(found) < MOST_ANCESTORS:
        parent, root = run.record.parent, run.folder.absolute().parent
        above = _beside(root, parent)
        if above is None:
            runs = list_runs(root) if runs is None else runs
            folder = _Index(runs).find(parent, run.record.family)
            above = None if folder is None else _opened(folder)
        if above is None or above.folder.absolute() in seen:
            break
        seen.add(above.folder.absolute())
        found.append((above, parent.step))
        run = above
    return found


class _Index:
    """Finds runs by name and creation."""

    def __init__(self, runs: Iterable[RunSummary]) -> None:
        good = [run for run in runs if not run.problem]
        self._by_name = {run.folder.name: run for run in good}
        self._by_time = {(run.created, run.family): run.folder for run in good if run.created}

    def find(self, parent: Parent, family: str) -> Path | None:
        """Return the folder of a parent."""
        run = self._by_name.get(parent.run)
        if run is not None and parent.created in ("", run.created):
            return run.folder
        return self._by_time.get((parent.created, family))


def _acyclic(folder: Path, parents: dict[Path, Path | None]) -> Path | None:
    """Return the parent, but none to a run that is its own ancestor by a damaged record."""
    above, seen = parents[folder], {folder}
    while above is not None:
        if above in seen:
            return None
        seen.add(above)
        above = parents[above]
    return parents[folder]


def _newest(children: dict[Path | None, list[RunSummary]]) -> dict[Path, str]:
    """Return when the newest run of each run's family was made, that of the run included."""
    order = list(children.get(None, ()))
    for run in order:  # grows meanwhile: each run comes before its branches
        order += children.get(run.folder, ())
    newest: dict[Path, str] = {}
    for run in reversed(order):
        below = [newest[child.folder] for child in children.get(run.folder, ())]
        newest[run.folder] = max([run.created, *below])
    return newest


def _sorted(runs: Iterable[RunSummary], newest: dict[Path, str]) -> list[RunSummary]:
    """Return runs as they are taken from the end of a list: the newest is the last."""
    return sorted(runs, key=lambda run: (newest[run.folder], run.folder.name))


def _beside(root: Path, parent: Parent) -> Run | None:
    found = _opened(root / parent.run) if atomic.is_name(parent.run) else None
    if found is None or parent.created not in ("", found.record.created):
        return None
    return found


def _opened(folder: Path) -> Run | None:
    from genstudio.train.runs import Run

    try:
        return Run.open(folder)
    except UserError:
        return None
