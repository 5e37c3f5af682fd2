"""The decoded grid behind the points: a switch, and the picture that it asks for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton

from genstudio.core.language import tr
from genstudio.gui import explorer_questions as questions
from genstudio.gui.chores import Chores
from genstudio.gui.controls import named
from genstudio.gui.explorer_questions import Mosaic
from genstudio.gui.widgets.plane import PlaneView

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from genstudio.analysis.density import Support
    from genstudio.analysis.project import Plane

CHORE = "mosaic"


class Tiles(QObject):
    """Keeps the decoded grid up to date with the plane and the view, while it is wanted."""

    def __init__(self, chores: Chores, view: PlaneView, parent: QObject) -> None:
        super().__init__(parent)
        self._chores, self._view = chores, view
        self._plane: Plane | None = None
        self._rest: NDArray[Any] | None = None
        self._by_hand = False
        self.support: Support | None = None  # tells where there are no data: faded tiles
        tip = tr(
            "Show what the plane decodes to, behind the points. Grey and hatched: no training "
            "data here"
        )
        text = tr("Decoded grid")
        self.button = named(QPushButton(text), "decodedGrid", text, tip)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_toggled)
        self.button.clicked.connect(self._on_clicked)
        chores.answered.connect(self._on_answer)

    def suggest(self, shown: bool) -> None:
        """Show the grid or not, until the user has chosen."""
        if not self._by_hand:
            self.button.setChecked(shown)

    def aim(self, plane: Plane | None, rest: NDArray[Any] | None, *, now: bool = False) -> None:
        """Decode this plane, `rest` being added along its other components."""
        self._plane, self._rest = plane, rest
        self.refresh(now=now)

    def refresh(self, *, now: bool = False) -> None:
        """Decode what is in view."""
        view = self._view
        if self._plane is None or not self.button.isChecked() or not view.isVisible():
            return
        question = partial(
            questions.mosaic,
            plane=self._plane,
            rest=self._rest,
            rect=view.view_rect,
            size=(view.width(), view.height()),
            support=self.support,
        )
        self._chores.want(CHORE, question, now=now)

    @Slot(str, object, float)
    def _on_answer(self, name: str, answer: Any, cost: float) -> None:
        if isinstance(answer, Mosaic) and self.button.isChecked():
            self._view.set_background(answer.image, answer.rect)

    @Slot()
    def _on_clicked(self) -> None:
        self._by_hand = True

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        if shown:
            self.refresh(now=True)
        else:
            self._chores.drop(CHORE)
            self._view.set_background(None, (0.0, 0.0, 1.0, 1.0))
