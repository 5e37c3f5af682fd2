"""What the mouse sees on the plane: what is under it, at the pins, or along a path."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.analysis import scatter
from genstudio.gui import explorer_questions as questions
from genstudio.gui.chores import Chores
from genstudio.gui.explorer_questions import Cloud, Place, Seen
from genstudio.gui.explorer_strip import NO_POINTS, Strip
from genstudio.gui.lookers import Looker
from genstudio.gui.state import Hover
from genstudio.gui.widgets.plane import PlaneView

if TYPE_CHECKING:
    from genstudio.analysis.project import Plane
    from genstudio.gui.session import Session

HIT = 7  # pixels from a data point that still mean this point
MOST_PINS = 24  # that are shown in the strip: the newest
AGAIN = 200  # ms from one picture to the next of a point that rests, while training
CHORE = "strip"
Point = tuple[float, float]


class Pointer(QObject):
    """Decodes the point that is looked at, and tells the session what is there.

    The newest point wins; it is decoded again whenever the weights or the plane change.
    `failed` carries a sentence.
    """

    failed = Signal(str)

    def __init__(
        self, session: Session, chores: Chores, view: PlaneView, strip: Strip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._chores = chores
        self._view = view
        self._strip = strip
        self._plane: Plane | None = None
        self._rest: NDArray[np.float32] | None = None
        self._cloud: Cloud | None = None
        self._point: Point = (0.0, 0.0)
        self._own_rest: NDArray[np.float32] | None = None  # of a pin that is looked at
        self._own_code: NDArray[np.float32] | None = None  # of a frame of a film
        self._filming = False  # the ring is where the film is, not at the nearest data point
        self._row: int | None = None  # the nearest data point's place in the cloud
        self._marked: Point | None = None
        self._again = QTimer(self, singleShot=True, interval=AGAIN)
        self._again.timeout.connect(self._look_again)
        self._looker = Looker(session, self)
        self._looker.answered.connect(self._on_seen)
        self._looker.failed.connect(self.failed)
        chores.answered.connect(self._on_strip)
        view.hovered.connect(self._on_hovered)
        view.left.connect(self._on_left)
        view.path_drawn.connect(self._on_path)
        strip.frame.connect(self._on_frame)

    def aim(
        self,
        plane: Plane | None,
        rest: NDArray[np.float32] | None,
        cloud: Cloud | None,
        *,
        now: bool = False,
    ) -> None:
        """Look at the same points again, through another plane or other weights.

        While a run trains that is not done at once, unless the user asked for it.
        """
        self._plane, self._rest, self._cloud = plane, rest, cloud
        self._mark(self._point)  # with the points, in one painting
        if now or self._session.state != "training":
            self._look_again()
        elif not self._again.isActive():
            self._again.start()

    def refresh_mark(self) -> None:
        """Put the ring where the data point is."""
        self._mark(self._point)

    @Slot()
    def _look_again(self) -> None:
        """Decode the same points from what is known now."""
        if self._plane is not None:
            self._ask()
            self._want_strip()

    def close(self) -> None:
        """End the thread that decodes."""
        self._again.stop()
        self._looker.close()

    @property
    def rest(self) -> NDArray[np.float32] | None:
        """What the sliders add along the components outside the plane."""
        return self._rest

    @property
    def has_path(self) -> bool:
        """Whether there is a path on the plane."""
        return self._strip.is_film

    def forget_path(self) -> None:
        """Take the path and its film away; the strip shows the pins again."""
        self._filming = False
        self._view.set_path(None)
        if self._strip.is_film:
            self._strip.show_points(NO_POINTS, film=False)
        self.show_pins()

    @Slot()
    def show_pins(self) -> None:
        """Show in the strip what the newest pins decode to, unless it shows a film."""
        if not self._strip.is_film:
            codes = self._pinned()
            known = self._plane is not None and len(codes)
            points = self._plane.project(codes) if self._plane is not None and known else NO_POINTS
            if len(points) != len(self._strip.points):
                self._strip.show_points(points, film=False)
            self._strip.points = points
            self._want_strip()

    def look(self, point: Point, rest: NDArray[np.float32] | None = None) -> None:
        """Decode a point, with `rest` along the components outside the plane if it is given."""
        self._filming = False
        self._look(point, rest)

    def _look(
        self,
        point: Point,
        rest: NDArray[np.float32] | None = None,
        code: NDArray[np.float32] | None = None,
    ) -> None:
        self._point, self._own_rest, self._own_code = point, rest, code
        self._ask()

    def _ask(self) -> None:
        if self._plane is not None:
            rest = self._own_rest
            if rest is None or len(rest) != self._plane.components:
                rest = self._rest
            support = self._session.support
            code = self._own_code
            if code is not None and code.shape[1] != self._plane.latent_dim:
                code = None
            place = Place(self._plane, rest, self._point, self.hit(self._point), support, code)
            self._looker.ask(partial(questions.look, place=place, cloud=self._cloud))

    def hit(self, point: Point) -> int | None:
        """Return the place in the cloud of the data point that is under a point, if one is."""
        cloud, view = self._cloud, self._view
        found = view.nearest(*point) if cloud is not None else None
        if cloud is None or found is None or found >= len(cloud):
            return None
        gap = view.to_pixels(*cloud.xy[found].tolist()) - view.to_pixels(*point)
        return found if np.hypot(gap.x(), gap.y()) <= HIT else None

    def _pinned(self) -> NDArray[np.float32]:
        """Return the codes [M, d] of the newest pins; none while the plane is of another model."""
        dim = 0 if self._plane is None else self._plane.latent_dim
        codes = [pin.code for pin in self._session.pins.all if len(pin.code) == dim]
        return np.array(codes[-MOST_PINS:], np.float32).reshape(len(codes[-MOST_PINS:]), dim)

    def _want_strip(self) -> None:
        points = self._strip.points
        if self._plane is None or not len(points) or not self._strip.isVisible():
            return
        question: Any = partial(questions.decode_codes, codes=self._pinned())
        if self._strip.codes is not None:
            question = partial(questions.decode_codes, codes=self._strip.codes)
        elif self._strip.is_film:
            question = partial(
                questions.decode_points, plane=self._plane, rest=self._rest, points=points
            )
        self._chores.want(CHORE, question)

    @Slot(object)
    def _on_seen(self, seen: Seen) -> None:
        if self._session.view is not None:
            point = seen.place.point
            self._row = seen.row
            self._mark(point)
            near = seen.nearest, seen.distance
            self._session.set_hover(Hover(point, seen.image, *near, seen.outside))

    def _mark(self, point: Point) -> None:
        """Ring the nearest data point, or where the film is."""
        place: Point | None = point if self._filming else None
        if not self._filming and self._cloud is not None and self._row is not None:
            x, y = self._cloud.xy[min(self._row, len(self._cloud) - 1)].tolist()
            place = (x, y)
        if place != self._marked:
            self._marked = place
            self._view.set_marked(place)

    @Slot(str, object, float)
    def _on_strip(self, name: str, images: Any, cost: float) -> None:
        if name != CHORE:
            return
        pictures = scatter.shown(images, self._session.dataset)
        if self._strip.set_images(pictures) and self._strip.is_film:
            self._strip.play()

    @Slot(object)
    def _on_hovered(self, point: Any) -> None:
        if not self._strip.playing:
            self._filming = False
            self._look((float(point[0]), float(point[1])))

    @Slot()
    def _on_left(self) -> None:
        """Go back to the newest pin."""
        codes = self._pinned()
        if len(codes) and self._plane is not None and not self._strip.playing:
            (x, y), rest = self._plane.project(codes[-1:])[0], self._plane.rest(codes[-1:])[0]
            self._look((float(x), float(y)), rest)

    @Slot(object)
    def _on_path(self, path: Any) -> None:
        if len(path) > 1:
            self._strip.show_drawn(path)
            self._want_strip()

    @Slot(object)
    def _on_frame(self, index: int) -> None:
        x, y = self._strip.points[index]
        rest, codes = None, self._strip.codes
        if codes is None and not self._strip.is_film:
            codes = self._pinned()
        if codes is not None and self._plane is not None:
            rest = self._plane.rest(codes[index : index + 1])[0]
        self._filming = True
        self._look((float(x), float(y)), rest, None if codes is None else codes[index : index + 1])
