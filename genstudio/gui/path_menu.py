"""The menu of a path: which way it goes, how many frames, how fast, and saving the film."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from genstudio.analysis import paths
from genstudio.core.language import mark, tr

WAYS: dict[str, str] = {
    "linear": mark("Straight (linear)"),
    "spherical": mark("By the sphere (slerp)"),
    "density": mark("Where data are (density)"),
}
WAY_TIPS: dict[str, str] = {
    "linear": mark("From pin to pin in a straight line"),
    "spherical": mark("By arcs that keep the length that codes have under a Gaussian prior"),
    "density": mark("By many short steps from code to code: slower, but never far from the data"),
}
COUNTS = (12, 24, 48, 96, 192, 384)
USUAL_COUNT = 48
SPEEDS = (0.25, 0.5, 1.0, 2.0)


class PathMenu(QMenu):
    """What there is to choose of a path.

    `way_changed` says that another way or number of frames is wanted, `saved` that the film is to
    be saved. Until a way is chosen it is the one that suits the number of dimensions.
    """

    way_changed = Signal()
    speed_changed = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pathMenuMenu")
        self.setToolTipsVisible(True)
        self._way: paths.Kind | None = None
        self.frames, self.speed = USUAL_COUNT, 1.0
        ways = self.addMenu(tr("Way from pin to pin"))
        ways.setToolTipsVisible(True)
        self._ways = self._group(ways, [(name, tr(text)) for name, text in WAYS.items()], None)
        for name, action in self._ways.items():
            action.setObjectName(f"way-{name}")
            action.setToolTip(tr(WAY_TIPS[name]))
            action.triggered.connect(self._on_way)
        counts = [(count, tr("%n frame(s)", "", count)) for count in COUNTS]
        self._counts = self._group(self.addMenu(tr("Frames")), counts, USUAL_COUNT)
        for count, action in self._counts.items():
            action.setObjectName(f"frames-{count}")
            action.triggered.connect(self._on_count)
        speeds = [(speed, tr("{speed:g} x", speed=speed)) for speed in SPEEDS]
        self._speeds = self._group(self.addMenu(tr("Speed")), speeds, 1.0)
        for action in self._speeds.values():
            action.triggered.connect(self._on_speed)
        self._loop = self.addAction(tr("Again and again"))
        self._loop.setObjectName("loopPath")
        self._loop.setCheckable(True)
        self.addSeparator()
        self._save = self.addAction(tr("Save the film…"))
        self._save.setObjectName("savePath")
        self._save.triggered.connect(self.saved)

    @property
    def loop(self) -> bool:
        """Whether the film begins again at its end."""
        return self._loop.isChecked()

    def way(self, latent_dim: int) -> paths.Kind:
        """Return the way that is chosen, or the one that suits so many dimensions."""
        return self._way or paths.usual(latent_dim)

    def suit(self, latent_dim: int, *, data: bool) -> None:
        """Mark the way that there would be, and offer only those that can be."""
        self._ways[self.way(latent_dim)].setChecked(True)
        self._ways["density"].setEnabled(data)

    def _group(
        self, menu: QMenu, entries: list[tuple[Any, str]], chosen: Any
    ) -> dict[Any, QAction]:
        group, actions = QActionGroup(menu), {}
        for value, text in entries:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.setData(value)
            group.addAction(action)
            actions[value] = action
        return actions

    @Slot()
    def _on_way(self) -> None:
        self._way = _checked(self._ways, lambda value: value)
        self.way_changed.emit()

    @Slot()
    def _on_count(self) -> None:
        self.frames = _checked(self._counts, int)
        self.way_changed.emit()

    @Slot()
    def _on_speed(self) -> None:
        self.speed = _checked(self._speeds, float)
        self.speed_changed.emit()


def _checked(actions: dict[Any, QAction], read: Callable[[Any], Any]) -> Any:
    return read(next(value for value, action in actions.items() if action.isChecked()))
