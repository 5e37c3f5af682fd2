"""Keeps the points in view until the user moves the view; then leaves it alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal, Slot

from genstudio.gui import explorer_view as views
from genstudio.gui.explorer_questions import Points
from genstudio.gui.widgets.plane import PlaneView


class Framing(QObject):
    """Chooses which part of the plane is seen. `moved`: the user has, or the window was resized.

    `free` says that the view may still grow by itself.
    """

    moved = Signal()

    def __init__(self, view: PlaneView) -> None:
        super().__init__(view)
        self._view = view
        self._asked = views.HOME
        self._own = False
        self._at_home = False
        self.free = True
        view.view_changed.connect(self._on_view_changed)

    @property
    def home(self) -> bool:
        """Whether the points have been framed once."""
        return self._at_home

    def forget(self) -> None:
        """Begin anew with the next points: they are those of another model."""
        self._at_home, self.free = False, True

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep the view where it is while the points are exchanged."""
        rect = self._asked if self.free else self._view.view_rect
        self._own = True
        yield
        self._view.set_view(rect)
        self._own = False

    def follow(self, points: Points | None, *, moving: bool) -> None:
        """Show the points at first; later on make room for those that have left the view."""
        if not self._at_home:
            self._at_home = True
            self._show(views.home(points, moving=moving))
        elif points is not None and self.free:
            visible = self._view.view_rect
            followed = views.followed(visible, points)
            if followed != visible:
                self._show(followed)

    def fit(self, points: Points | None) -> None:
        """Show all points, and follow them from now on."""
        self.free = True
        self._show(views.HOME if points is None else views.around(points))

    def _show(self, rect: views.Rect) -> None:
        self._asked = rect
        self._own = True
        self._view.set_view(rect)
        self._own = False

    @Slot(object)
    def _on_view_changed(self, rect: views.Rect) -> None:
        if self._own:
            return
        if not views.shows(rect, self._asked):
            self.free = False
        self.moved.emit()
