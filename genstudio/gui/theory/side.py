"""The column of a bench's controls: as wide as they need, and not wider than there is room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QWidget

from genstudio.core.language import tr

WIDE = 250  # px, at least
LETTERS = 30  # digits that fit into it, at least


class Side(QScrollArea):
    """Scrolls the controls. `wide` is the width that they need."""

    def __init__(self, name: str, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wide = WIDE
        self._inside = inside
        self._narrow = False
        self.setObjectName(name)
        self.setAccessibleName(tr("Settings of the bench"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._fit()

    def set_narrow(self, on: bool) -> None:
        """Take what is left of a narrow page, and scroll sideways where that is too little."""
        self._narrow = on
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if on else policy.ScrollBarAlwaysOff
        )
        self._fit()

    def widen(self, boxes: Iterable[QComboBox]) -> None:
        """Be wide enough for what boxes show, unless that is very long."""
        most = self.fontMetrics().horizontalAdvance("0") * LETTERS // 2
        for box in boxes:
            box.setMinimumWidth(min(box.sizeHint().width(), most))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the controls: a form that comes later may be wider, as may another font."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            self._fit()
        return done

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        letters = self.fontMetrics().horizontalAdvance("0") * LETTERS
        self.wide = max(WIDE, letters, self._inside.minimumSizeHint().width() + bar)
        low, high = (0, 2 * self.wide) if self._narrow else (self.wide, self.wide)
        if (self.minimumWidth(), self.maximumWidth()) != (low, high):
            self.setMinimumWidth(low)
            self.setMaximumWidth(high)
