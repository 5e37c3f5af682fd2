"""A pile of codes with its buttons: what can be added, how much it holds, how far that is apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from genstudio.analysis.arithmetic import ADVISED
from genstudio.core.language import tr
from genstudio.gui import members as kinds
from genstudio.gui import theme
from genstudio.gui.carry import Carried
from genstudio.gui.controls import named
from genstudio.gui.drag_out import DragOut
from genstudio.gui.members import Members
from genstudio.gui.numbers import number
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.pile import Pile
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from genstudio.gui.session import Session

ALIKE, APART = 0.5, 0.9  # of the prior's spread
ICON = 14  # px
SMALLER = 0.88  # than other text: the words below a pile


class Gauge(QWidget):
    """A small bar from 0 to 1; what it means is said in words beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(34, 6))

    def set_share(self, share: float | None) -> None:
        """Fill the bar; None empties it, and takes it away."""
        self._share = share
        self.setVisible(share is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        colours, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(QColor(colours.border))
        painter.drawRoundedRect(whole, 3, 3)
        filled = QRectF(whole)
        filled.setWidth(whole.width() * min(1.0, self._share or 0.0))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(filled, 3, 3)


class PileRow(QWidget):
    """Shows a pile, and says what a person wants of it.

    Signals: added(members), removed(place), cleared(), refused().
    """

    added = Signal(object)
    removed = Signal(object)
    cleared = Signal()
    refused = Signal()

    def __init__(
        self, session: Session, key: str, sign: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._codes: NDArray[np.float32] | None = None
        self._members: Members = ()
        self._name = name
        self.pile = named(Pile(tr("Drop codes here")), f"pile{key}", name)
        self._sign = QLabel(sign)
        self._sign.setBuddy(self.pile)
        self._sign.setProperty("kind", "heading")
        self.gauge = Gauge()
        self.words = named(
            Elided(), f"spread{key}", tr("How far apart the codes of {pile} lie", pile=name)
        )
        self.words.setProperty("kind", "faint")
        about = {
            "pin": (tr("Add the pins to {pile}", pile=name), kinds.of_pins),
            "lasso": (
                tr("Add the selected data points to {pile}", pile=name), kinds.of_selection
            ),
            "image": (tr("Add your own picture to {pile}", pile=name), kinds.of_own),
        }  # fmt: skip
        self._adders = {
            icon: self._button(f"add{icon.title()}{key}", icon, meaning, self._adder(find))
            for icon, (meaning, find) in about.items()
        }
        self._clear = self._button(
            f"clear{key}", "close", tr("Empty {pile}", pile=name), self.cleared.emit
        )
        self._lay_out()
        self.pile.dropped.connect(self._on_dropped)
        self.pile.refused.connect(self.refused)
        self.pile.removed.connect(self.removed)
        self._out = DragOut(self.pile, self._carried)
        for signal in (
            session.pins.changed, session.selected_changed, session.selection_changed,
            session.own_changed, session.view_changed,
        ):  # fmt: skip
            signal.connect(self._allow)
        self.show_members(())

    def show_members(self, members: Members) -> None:
        """Show these members; what is known of them comes later."""
        if members != self._members or not members:
            self._members, self._codes = members, None
            self.pile.set_members([member.name for member in members])
            self.words.setText(_count(len(members)))
            self.gauge.set_share(None)
        self._allow()

    def show_known(
        self,
        codes: NDArray[np.float32],
        pictures: NDArray[np.uint8],
        spread: float | None,
    ) -> None:
        """Show what the members decode to, and how far apart their codes [k, d] lie."""
        self._codes = codes
        self.pile.set_images(pictures)
        self.gauge.set_share(spread)
        text = _count(len(self._members))
        if spread is not None and len(self._members) >= ADVISED:
            text = tr("{count}, {spread}", count=text, spread=_apart(spread))
        if self.words.text() != text:
            self.words.setText(text)
        self.words.setToolTip("" if spread is None else tip(_explained(spread)))

    def _lay_out(self) -> None:
        """Put the buttons beside the pile, two by two: the pane is narrow."""
        self._sign.setFixedWidth(self._sign.fontMetrics().horizontalAdvance("−B+"))
        small = self.words.font()
        small.setPointSizeF(small.pointSizeF() * SMALLER)
        self.words.setFont(small)
        below = QHBoxLayout()
        below.setContentsMargins(2, 0, 0, 0)
        below.setSpacing(5)
        below.addWidget(self.gauge)
        below.addWidget(self.words, 1)
        buttons = QGridLayout()
        buttons.setSpacing(2)
        for place, button in enumerate((*self._adders.values(), self._clear)):
            buttons.addWidget(button, *divmod(place, 2))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self.pile, 0, 1)
        grid.addLayout(below, 1, 1)
        grid.addLayout(buttons, 0, 2, 2, 1)
        grid.setColumnStretch(1, 1)

    def _button(self, name: str, icon: str, meaning: str, act: Callable[[], None]) -> QToolButton:
        button = named(QToolButton(), name, meaning)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(ICON, ICON))
        button.setProperty("kind", "flat")
        button.setStyleSheet("padding: 1px;")
        button.clicked.connect(act)
        return button

    def _adder(self, find: Callable[[Session], Members]) -> Callable[[], None]:
        def add() -> None:
            found = find(self._session)
            if found:
                self.added.emit(found)

        return add

    @Slot()
    def _allow(self) -> None:
        """Offer what there is to be added."""
        session = self._session
        view = session.view
        family = session.choices.families.get(view.record.family) if view else None
        encodes = family is not None and "encode" in family.abilities
        some = len(session.selected) > 0 or session.selection is not None
        own = session.own is not None and session.own.code is not None
        can = {"pin": bool(session.pins.all), "lasso": some and encodes, "image": own}
        for icon, button in self._adders.items():
            button.setEnabled(can[icon] and view is not None)
        self._clear.setEnabled(bool(self._members))

    @Slot(object)
    def _on_dropped(self, carried: Carried) -> None:
        self.added.emit(kinds.of_carried(carried))

    def _carried(self, place: QPoint) -> tuple[Carried, QPixmap] | None:
        """Return the member under the mouse, to be carried to another pile."""
        member = self.pile.place_at(place)
        if member is None or self._codes is None or member >= len(self._codes):
            return None
        picture = self.pile.picture(member)
        pixmap = QPixmap() if picture is None else QPixmap.fromImage(picture)
        carried = Carried(self._members[member].name, self._codes[member : member + 1])
        return carried, pixmap


def _count(count: int) -> str:
    """Say how many there are, and that three are better."""
    if count == 0:
        return tr("empty")
    if count < ADVISED:
        return tr("%n code(s): take three or more", "", count)
    return tr("%n code(s)", "", count)


def _apart(spread: float) -> str:
    """Say how far apart codes lie: 1 is as far as draws from the prior."""
    if spread < ALIKE:
        return tr("alike")
    return tr("rather different") if spread < APART else tr("very different")


def _explained(spread: float) -> str:
    return tr(
        "Spread {spread}: 0 means equal codes, 1 as far apart as random ones",
        spread=number(spread, ".2f"),
    )
