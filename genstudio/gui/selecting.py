"""Which data points are selected: what menus, the legend and the keys do to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QMenu

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui.numbers import number
from genstudio.gui.session_state import NOTHING

if TYPE_CHECKING:
    from genstudio.gui.session import Session

MOST_CLASSES = 40  # in a menu


def everything(session: Session) -> None:
    """Select all data points."""
    count = 0 if session.dataset is None else len(session.dataset)
    session.set_selected(np.arange(count))


def nothing(session: Session) -> None:
    """Select no data point."""
    session.set_selected(NOTHING)


def inverse(session: Session) -> None:
    """Select what is not selected, and nothing else."""
    if session.dataset is not None:
        others = np.ones(len(session.dataset), bool)
        others[session.selected] = False
        session.set_selected(np.flatnonzero(others))


def of_class(session: Session, label: int) -> None:
    """Select all data points of a class."""
    dataset = session.dataset
    if dataset is not None and dataset.labels is not None:
        session.set_selected(np.flatnonzero(dataset.labels == label))


def counts(labels: NDArray[np.int64] | None, selected: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return class numbers and how many of each are selected, the most frequent first.

    What has no class is counted as -1.
    """
    if labels is None or not len(selected):
        return []
    many = np.bincount(np.maximum(labels[selected], -1) + 1)
    order = np.argsort(-many, kind="stable")
    return [(int(place) - 1, int(many[place])) for place in order if many[place]]


def fill(menu: QMenu, session: Session) -> None:
    """Put what can be selected without the mouse into a menu."""
    some, dataset = len(session.selected) > 0, session.dataset
    menu.addAction(tr("Select &all"), partial(everything, session))
    menu.addAction(tr("Select &none"), partial(nothing, session)).setEnabled(some)
    menu.addAction(tr("&Invert the selection"), partial(inverse, session)).setEnabled(some)
    if dataset is None or dataset.labels is None or not dataset.classes:
        return
    classes = menu.addMenu(tr("Select a &class"))
    for label, name in enumerate(dataset.classes[:MOST_CLASSES]):
        text = printable(name).replace("&", "&&")
        classes.addAction(text, partial(of_class, session, label))
    if len(dataset.classes) > MOST_CLASSES:
        more = number(len(dataset.classes) - MOST_CLASSES)
        classes.addAction(tr("and {count} more", count=more)).setEnabled(False)
