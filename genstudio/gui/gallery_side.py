"""The pane beside the grid: one sample, large, with all that is known of it and can be done."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named, turn
from genstudio.gui.gallery_verdict import VerdictView
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.picture import Picture

WIDTH = 236
SMALL, LARGE = 116, 226  # px: the side of the enlarged image
TALL = 520  # px of the pane from which on there is room for the large one


class Side(QScrollArea):
    """`closed`, `liked`, `around` and `copied` say which button was pressed."""

    closed = Signal()
    liked = Signal()
    around = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.enlarged = named(Picture(), "enlargedSample", tr("Enlarged image"))
        self._facts = named(QLabel(), "sampleFacts", tr("About the enlarged image"))
        self._facts.setWordWrap(True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.verdict = VerdictView()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(4)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(self.enlarged)
        self._top.addWidget(self._facts, 1)
        column.addLayout(self._top)
        column.addLayout(self._build_buttons())
        column.addWidget(self.verdict)
        column.addStretch()
        self.setWidget(inside)
        self.hide()

    def _build_buttons(self) -> Flow:
        tip = tr("Keep it among the favourites, or no longer ({key})", key="F")
        self.like = named(QToolButton(), "likeSample", tr("Favourite"), tip)
        self.like.setIcon(theme.icon("star"))
        self.like.setCheckable(True)
        self.like.clicked.connect(self.liked)
        tip = tr("Copy seed, number and truncation, with which it can be drawn again")
        self.copy = named(QToolButton(), "copySample", tr("Copy what makes it"), tip)
        self.copy.setIcon(theme.icon("copy"))
        self.copy.clicked.connect(self.copied)
        text, tip = tr("Around"), tr("Show eight images near it: a little noise on its code")
        self.near = named(QPushButton(text), "aroundSample", text, tip)
        self.near.clicked.connect(self.around)
        escape = QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText)
        text = tr("Close the enlarged image")
        close = named(QPushButton(tr("Close")), "closeEnlarged", text, escape)
        close.clicked.connect(self.closed)
        row = Flow()  # long words take a second line
        for button in (self.like, self.copy, self.near, close):
            row.addWidget(button)
        return row

    def sizeHint(self) -> QSize:
        """Ask for the pane's own width."""
        return QSize(WIDTH, 300)

    def show_image(self, image: NDArray[np.uint8], facts: str, *, liked: bool, coded: bool) -> None:
        """Show an image [C, H, W]; what has no code cannot be kept."""
        self.show()
        self.enlarged.set_image(image)
        self.set_facts(facts)
        self.like.setChecked(liked)
        for button in (self.like, self.copy, self.near):
            button.setEnabled(coded)

    def set_facts(self, facts: str) -> None:
        """Say what is known of it."""
        self._facts.setText(facts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the image as large as there is room for it."""
        super().resizeEvent(event)
        tall = self.height() >= TALL
        turn(self._top, beside=not tall)
        side = LARGE if tall else SMALL
        self.enlarged.setFixedSize(side, side)
