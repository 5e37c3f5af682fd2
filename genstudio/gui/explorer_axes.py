"""The pane beside the plane: which plane it is, and what it does not show."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from genstudio.analysis import scatter
from genstudio.core.language import tr
from genstudio.gui import explorer_questions as questions
from genstudio.gui.chores import Chores
from genstudio.gui.controls import named, paragraph
from genstudio.gui.explorer_chooser import Chooser
from genstudio.gui.explorer_components import MOST, Components
from genstudio.gui.numbers import number
from genstudio.gui.state import Through

if TYPE_CHECKING:
    from genstudio.analysis.project import Plane
    from genstudio.gui.explorer_projection import Projector
    from genstudio.gui.session import Session

CHORE = "ends"
CALM = 300  # ms without a change until the ends of the sliders are decoded
WIDTH, LEAST = 204, 168  # px: as it should be, and where the window is narrow


class Axes(QWidget):
    """The choice of the plane, sliders for what lies outside it, and the way through a pin.

    `moved` says that the sliders differ; `plane_chosen` that another plane of the prior is wanted.
    """

    moved = Signal()
    plane_chosen = Signal()

    def __init__(
        self,
        session: Session,
        chores: Chores,
        projector: Projector,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("latentAxes")
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(WIDTH)
        self.draw_seed = 0
        self._session, self._chores = session, chores
        self.chooser = Chooser(session, projector, self)
        self.components = Components(self)
        text = tr("Reset the components")
        tip = tr("Put every slider back to the middle, or to the pin that the plane passes through")
        self._reset = named(QPushButton(tr("Reset")), "resetAxes", text, tip)
        text = tr("Through the pin")
        tip = tr(
            "Move the plane so that it passes through the data point that is selected, or the last "
            "pin: what the plane does not show is then as it is there"
        )
        self._through = named(QPushButton(text), "throughPin", text, tip)
        self._middle = named(
            QPushButton(tr("Middle")), "throughMiddle", tr("Move the plane back to the middle")
        )
        self._passes = named(paragraph("faint"), "throughText", tr("What the plane passes through"))
        self._title = paragraph("faint")
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._lay_out()
        self._connect()

    def sizeHint(self) -> QSize:
        """Ask for the usual width: the plane gets all others."""
        return QSize(WIDTH, super().sizeHint().height())

    def show_codes(self, plane: Plane) -> None:
        """Offer the other components of the codes, widest first."""
        total = float(np.square(plane.scales).sum()) or 1.0
        shares = np.square(plane.scales[2:]) / total
        names = [
            tr("No. {place} · {share}", place=3 + j, share=number(share, ".0%"))
            for j, share in enumerate(shares[:MOST])
        ]
        title = tr("Other components of the codes and their share of the variance")
        self._show(plane, title, names, prior=False)

    def show_prior(self, plane: Plane) -> None:
        """Offer other dimensions of z as sliders, to move away from the draw."""
        if plane.kind == "random":
            names = [tr("No. {place}", place=3 + j) for j in range(plane.components)]
        else:
            names = [f"z{j + 1}" for j in range(plane.latent_dim) if j not in (plane.dims or ())]
        self._show(plane, tr("Added to the draw's other dimensions"), names[:MOST], prior=True)

    def prior_plane(self, latent_dim: int) -> Plane:
        """Return the plane of the prior that is chosen, for a model that cannot encode."""
        wanted = self._session.projection
        if wanted.kind == "random" and latent_dim > 2:
            return questions.random_prior_plane(latent_dim, self.draw_seed, wanted.seed)
        return questions.prior_plane(latent_dim, self.draw_seed, self.chooser.dims(latent_dim))

    @property
    def rest(self) -> NDArray[np.float32] | None:
        """What to add along the components outside the plane; None where nothing is moved."""
        return self.components.rest

    @Slot()
    def reset(self) -> None:
        """Put every slider back."""
        self.components.reset()

    def _show(self, plane: Plane, title: str, names: list[str], *, prior: bool) -> None:
        self.chooser.show_plane(plane, prior=prior)
        self.components.show_plane(plane, names)
        self._title.setText(title)
        some = self.components.shown > 0
        for widget in (self._title, self._reset, self._through):
            widget.setVisible(some)
        self._update()
        self._calm.start()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(self.chooser)
        column.addWidget(self._passes)
        through = QHBoxLayout()
        through.addWidget(self._through, 1)
        through.addWidget(self._middle)
        column.addLayout(through)
        column.addWidget(self._title)
        column.addWidget(self.components)
        column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch()
        area = QScrollArea(self, widgetResizable=True)  # eight sliders need their height
        area.setObjectName("latentAxesArea")
        area.setAccessibleName(tr("Components outside the plane"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _connect(self) -> None:
        session = self._session
        self.components.moved.connect(self._on_moved)
        self.chooser.drawn.connect(self._on_draw)
        self._reset.clicked.connect(self.reset)
        self._through.clicked.connect(self._on_through)
        self._middle.clicked.connect(self._on_middle)
        self._calm.timeout.connect(self._want_ends)
        self._chores.answered.connect(self._on_ends)
        session.through_changed.connect(self._on_through_changed)
        for signal in (session.pins.changed, session.selection_changed, session.plane_changed):
            signal.connect(self._update)
        session.hover_changed.connect(self._calm.start)
        session.view_changed.connect(self._calm.start)

    # What the plane passes through

    def _target(self) -> Through | None:
        """Return what the plane can be moved to: the selected data point, or the last pin."""
        session = self._session
        cloud, index = session.cloud, session.selection
        if cloud is not None and index is not None:
            rows = np.flatnonzero(cloud.indices == index)
            if len(rows):
                return Through(tr("image {index:,}", index=index), cloud.codes[rows[0]])
        pins = session.pins.all
        return Through(tr("pin {name}", name=pins[-1].name), pins[-1].code) if pins else None

    @Slot()
    def _update(self) -> None:
        through = self._session.through
        some = self.components.shown > 0
        self._reset.setEnabled(self.components.moves)
        self._through.setEnabled(
            bool(self._session.pins.all) or self._session.selection is not None
        )
        self._middle.setVisible(some and through is not None)
        self._passes.setVisible(some and through is not None)
        if through is not None:
            self._passes.setText(tr("The plane passes through {name}.", name=through.name))

    @Slot()
    def _on_through(self) -> None:
        self._session.set_through(self._target())

    @Slot()
    def _on_middle(self) -> None:
        self._session.set_through(None)

    @Slot()
    def _on_through_changed(self) -> None:
        through = self._session.through
        self.components.set_through(None if through is None else through.code)

    # The ends of the sliders

    @Slot()
    def _want_ends(self) -> None:
        hover = self._session.hover
        codes = self.components.ends((0.0, 0.0) if hover is None else hover.z_plane)
        if codes is not None and self.isVisible():
            self._chores.want(CHORE, partial(questions.decode_codes, codes=codes))

    @Slot(str, object, float)
    def _on_ends(self, name: str, images: Any, cost: float) -> None:
        if name == CHORE and len(images) == 2 * self.components.shown:
            self.components.set_ends(scatter.shown(images, self._session.dataset))

    # What the user does

    @Slot()
    def _on_moved(self) -> None:
        self._update()
        self._calm.start()
        self.moved.emit()

    @Slot()
    def _on_draw(self) -> None:
        self.draw_seed += 1
        self.plane_chosen.emit()
