"""What is drawn behind the points: nothing, decoded images, a density, the prior, magnification."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QPushButton

from genstudio.analysis import density
from genstudio.analysis.density import Support
from genstudio.core.language import mark, tr
from genstudio.gui import explorer_ground_questions as questions
from genstudio.gui import theme
from genstudio.gui.chores import Chores
from genstudio.gui.controls import named
from genstudio.gui.explorer_ellipses import Ellipses
from genstudio.gui.explorer_ground_questions import Asked, Kind, Limits, Shade, Spread
from genstudio.gui.explorer_tiles import Tiles
from genstudio.gui.widgets.colour_bar import ColourBar
from genstudio.gui.widgets.plane import PlaneView
from genstudio.gui.widgets.plane_scene import BEHIND
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from genstudio.analysis.project import Plane
    from genstudio.gui.session import Session

SHADE, SPREAD = "shade", "spread"
LATER = 400  # ms from new codes to the question where they lie: they come chunk by chunk
NOWHERE = (0.0, 0.0, 1.0, 1.0)
KINDS: tuple[tuple[Kind, str, str, str], ...] = (
    (
        "density",
        "density",
        mark("Density of the codes"),
        mark(
            "Where the model has put the data: the aggregate posterior q(z), the sum of all the "
            "encoder's Gaussians. Where it is dark no training data lie"
        ),
    ),
    (
        "prior",
        "prior",
        mark("Prior"),
        mark("Where random samples are drawn from: the density of N(0, I)"),
    ),
    (
        "magnification",
        "magnification",
        mark("Magnification"),
        mark(
            "How fast the decoded picture changes: half log det J'J of the decoder. Bright lines "
            "are borders between kinds of image"
        ),
    ),
)
UNITS: dict[Kind, str] = {
    "density": mark("density log q(z), nats"),
    "prior": mark("prior log p(z), nats"),
    "magnification": mark("magnification, log area"),
}


class Ground(QObject):
    """The switches of the backgrounds, of which at most one is on; and where the data lie.

    Limits of colours are found at the first picture and stay until `Rescale`, or another model.
    Publishes `session.support`.
    """

    def __init__(
        self, session: Session, chores: Chores, view: PlaneView, tiles: Tiles, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._chores, self._view, self._tiles = session, chores, view, tiles
        self._plane: Plane | None = None
        self._rest: NDArray[Any] | None = None
        self._limits: dict[Kind, Limits] = {}
        self._spread: Spread | None = None
        self._record: Any = None
        self.bar = ColourBar(view)
        self.bar.rescale.connect(self._on_rescale)
        self.buttons = {kind: _button(kind, icon, text, why) for kind, icon, text, why in KINDS}
        for button in (tiles.button, *self.buttons.values()):
            button.toggled.connect(self._on_toggled)
        self.ellipses = Ellipses(session, chores, view, self)
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._want_spread)
        chores.answered.connect(self._on_answer)

    @property
    def kind(self) -> Kind | None:
        """The quantity that is shown; None for decoded images, or nothing."""
        return next((kind for kind, b in self.buttons.items() if b.isChecked()), None)

    def suggest(self, shown: bool) -> None:
        """Show decoded images or not, until the user has chosen a background."""
        if self.kind is None:
            self._tiles.suggest(shown)

    def aim(self, plane: Plane | None, rest: NDArray[Any] | None, *, now: bool = False) -> None:
        """Follow the plane and the weights."""
        self._plane, self._rest = plane, rest
        view = self._session.view
        record = None if view is None else (view.record.family, view.record.created)
        if record != self._record:
            self._record = record
            self._limits.clear()
            self._forget()
        encodes = self._session.cloud is not None
        linear = plane is None or plane.linear  # of a map of neighbours there are no densities
        for kind, button in self.buttons.items():
            button.setEnabled(linear and (encodes or plane is None or kind != "density"))
            if not button.isEnabled():
                button.setChecked(False)
        self.ellipses.allow(linear)
        self._tiles.aim(plane, rest, now=now)
        if encodes and not self._later.isActive():
            self._later.start()
        elif not encodes:
            self._forget()
            if plane is not None and view is not None:  # a model that cannot encode: its prior
                self._session.support = self._tiles.support = Support()
        self.refresh(now=now)

    def refresh(self, *, now: bool = False) -> None:
        """Draw what is in view anew."""
        self._tiles.refresh(now=now)
        self.ellipses.refresh(now=now)
        kind, view, plane = self.kind, self._view, self._plane
        if kind is None or plane is None or not view.isVisible():
            return
        mixture = None if self._spread is None else self._spread.mixture
        if kind == "density" and mixture is None:
            return  # it comes as soon as the codes are known
        size = view.width(), view.height()
        limits = self._limits.get(kind)
        asked = Asked(kind, self._record, plane, self._rest, view.view_rect, size, limits)
        self._chores.want(SHADE, partial(questions.shade, asked=asked, mixture=mixture), now=now)

    @Slot()
    def _want_spread(self) -> None:
        """Ask where the data lie, by the weights and the codes of this moment."""
        cloud, view, dataset = self._session.cloud, self._session.view, self._session.dataset
        if cloud is None or view is None or dataset is None or not self._view.isVisible():
            return
        known = self._spread
        if known is not None and known.view is view and known.cloud is cloud:
            return
        mixture = None
        if known is not None and known.view is view:
            enough = min(len(cloud), density.MIXED)
            mixture = known.mixture if len(known.cloud) >= enough else None
        question = partial(questions.spread, view=view, cloud=cloud, dataset=dataset, known=mixture)
        self._chores.want(SPREAD, question)

    @Slot(str, object, float)
    def _on_answer(self, name: str, answer: Any, cost: float) -> None:
        if isinstance(answer, Spread) and self._session.cloud is not None:
            self._spread = answer
            self._session.support = self._tiles.support = answer.support
            self.ellipses.know(answer)
            self.refresh()
        elif isinstance(answer, Shade) and answer.asked.kind == self.kind:
            self._show(answer)

    def _show(self, shade: Shade) -> None:
        """Show a picture, unless its limits were given up, or found, while it was computed."""
        asked = shade.asked
        if asked.model != self._record or asked.limits != self._limits.get(asked.kind):
            self.refresh(now=True)
            return
        self._limits[asked.kind] = shade.limits
        self._view.set_background(shade.image, asked.rect)
        self._show_scale(asked.kind)

    def _show_scale(self, kind: Kind) -> None:
        opacity = BEHIND if self._session.cloud is not None else 1.0
        title = tr(UNITS[kind])
        self.bar.show_scale(questions.MAPS[kind], self._limits[kind], title, opacity)

    def _forget(self) -> None:
        """Forget where the data lie: they are others, or there are none."""
        self._spread = None
        self.ellipses.know(None)
        self._session.support = self._tiles.support = None

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        """Switch the other backgrounds off: there is room for one."""
        button = self.sender()
        if on:
            for other in (self._tiles.button, *self.buttons.values()):
                if other is not button:
                    other.setChecked(False)
        if self.kind is None:
            self._chores.drop(SHADE)
            self.bar.hide()
            if not self._tiles.button.isChecked():
                self._view.set_background(None, NOWHERE)
        elif on:
            self.bar.hide()
            self.refresh(now=True)

    @Slot()
    def _on_rescale(self) -> None:
        if self.kind is not None:
            self._limits.pop(self.kind, None)
            self.refresh(now=True)


def _button(kind: Kind, icon: str, text: str, why: str) -> QPushButton:
    about = tip(f"{tr(text)}. {tr(why)}.")
    button = named(QPushButton(theme.icon(icon), ""), f"{kind}Ground", tr(text), about)
    button.setCheckable(True)
    return button
