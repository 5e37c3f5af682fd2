"""What the plane does not show: a slider for each of the widest other directions of z."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from genstudio.analysis.project import Plane
from genstudio.gui.widgets.component import REACH, Component

MOST = 8

Floats = NDArray[np.float64]


class Components(QWidget):
    """Sliders for the components outside the plane; `moved` says that the values differ.

    Each value is in standard deviations of its component. Where the plane is to pass through a
    code, the sliders begin at its components, those that have no slider included, and what the
    user moves is kept beside: a plane that is laid anew while training still passes through it.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plane: Plane | None = None
        self._through: NDArray[np.float32] | None = None
        self._base: Floats = np.zeros(0)  # of the code that the plane passes through
        self._own: Floats = np.zeros(MOST)  # what the user has moved, in sigma
        self._shown = 0
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self.rows = [Component(place + 3, grid, 2 * place, self) for place in range(MOST)]
        for row in self.rows:
            row.moved.connect(self._on_moved)
            row.reset.connect(self._on_reset)

    def show_plane(self, plane: Plane, names: Sequence[str]) -> None:
        """Offer the other components of a plane; those of another kind begin in the middle."""
        before = self._plane
        if before is None or _identity(before) != _identity(plane):
            self._own = np.zeros(MOST)
        self._plane = plane
        self._shown = min(len(names), MOST, plane.components)
        self._rebase()
        for j, row in enumerate(self.rows):
            row.set_visible(j < self._shown)
            if j < self._shown:
                row.set_name(names[j])
        self._show_values()

    def set_through(self, code: NDArray[np.float32] | None) -> None:
        """Have the plane pass through a code [d], with no slider moved; None is its middle."""
        self._through = code
        self._own = np.zeros(MOST)
        self._rebase()
        self._show_values()
        self.moved.emit()

    def reset(self) -> None:
        """Put every slider back to where it was."""
        self._own = np.zeros(MOST)
        self._show_values()
        self.moved.emit()

    @property
    def rest(self) -> NDArray[np.float32] | None:
        """What to add along the components outside the plane; None where there is nothing."""
        if self._plane is None or not self._plane.components:
            return None
        values = self._values()
        return values.astype(np.float32) if values.any() else None

    @property
    def moves(self) -> bool:
        """Whether a slider was moved."""
        return bool(self._own[: self._shown].any())

    @property
    def shown(self) -> int:
        """How many sliders there are."""
        return self._shown

    def ends(self, point: tuple[float, float]) -> NDArray[np.float32] | None:
        """Return the codes [2 k, d] at both ends of each of k sliders, at a point of the plane."""
        if self._plane is None or not self._shown:
            return None
        rest = np.repeat(self._values()[None], 2 * self._shown, axis=0)
        scales = self._plane.scales[2:]
        for j in range(self._shown):
            rest[2 * j : 2 * j + 2, j] = (-REACH * scales[j], REACH * scales[j])
        points = np.repeat(np.array([point]), len(rest), axis=0)
        return self._plane.lift(points, rest)

    def set_ends(self, images: Any) -> None:
        """Show what the ends decode to, uint8 [2 k, C, H, W]; None shows nothing."""
        for j, row in enumerate(self.rows):
            known = images is not None and 2 * j + 2 <= len(images)
            row.set_ends(images[2 * j : 2 * j + 2] if known else None)

    def _values(self) -> Floats:
        """Return the components [d - 2] in the units of the codes."""
        assert self._plane is not None  # asked for before
        values = self._base.copy()
        values[: self._shown] += self._own[: self._shown] * self._plane.scales[2:][: self._shown]
        return values

    def _rebase(self) -> None:
        """Take the components of the code that the plane passes through."""
        plane, code = self._plane, self._through
        if plane is None:
            return
        fits = code is not None and len(code) == plane.latent_dim
        self._base = np.zeros(plane.components)
        if fits and plane.components and code is not None:
            self._base = plane.rest(code[None])[0].astype(np.float64)

    def _at(self, j: int) -> float:
        """Return where the base of a slider is, in sigma."""
        assert self._plane is not None  # only shown rows are asked about
        scale = float(self._plane.scales[2 + j])
        return float(self._base[j]) / scale if scale > 0 else 0.0

    def _show_values(self) -> None:
        for j, row in enumerate(self.rows[: self._shown]):
            row.set_value(self._at(j) + float(self._own[j]))

    @Slot()
    def _on_moved(self) -> None:
        row = self.sender()
        j = next(place for place, each in enumerate(self.rows) if each is row)
        self._own[j] = self.rows[j].value - self._at(j)
        self.moved.emit()

    @Slot()
    def _on_reset(self) -> None:
        row = self.sender()
        j = next(place for place, each in enumerate(self.rows) if each is row)
        self._own[j] = 0.0
        self._show_values()
        self.moved.emit()


def _identity(plane: Plane) -> Any:
    return plane.kind, plane.dims, plane.latent_dim
