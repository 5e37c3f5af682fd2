"""Plots that are kept for the next time: making one takes 20 ms of the window's thread."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from genstudio.gui.widgets.plot import Plot
from genstudio.gui.widgets.readout import Readout
from genstudio.gui.widgets.series import Group

KEPT = 24  # plots


class Made(NamedTuple):
    """A plot below the line that tells its values, in one column."""

    column: QWidget
    plot: Plot
    readout: Readout


class Pool:
    """Gives the plot of a group: the one that was shown before, where there is one."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._made: list[Made] = []  # those in use last

    def take(self, group: Group) -> tuple[Made, bool]:
        """Return a group's plot, and whether it is new."""
        found = next((made for made in self._made if made.plot.group == group), None)
        if found is not None:
            self._made.remove(found)
        made = found or _make(group, self._parent)
        self._made.append(made)
        return made, found is None

    def drop_old(self, used: int) -> None:
        """Keep no more plots than those in use and those of the families looked at last."""
        most = max(KEPT, used)
        for made in self._made[:-most]:
            made.column.deleteLater()
        del self._made[:-most]


def _make(group: Group, parent: QWidget) -> Made:
    made = Made(QWidget(parent), Plot(group), Readout(group.title))
    layout = QVBoxLayout(made.column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(made.readout)
    layout.addWidget(made.plot, 1)
    return made
