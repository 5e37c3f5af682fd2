"""The way from one caption to another: a slider, and a strip of pictures of the same noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSlider, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.applications.draw_pictures import copy, save
from genstudio.gui.applications.draw_room import Part
from genstudio.gui.applications.draw_words import CaptionLine
from genstudio.gui.controls import labelled, named
from genstudio.gui.numbers import localised
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.picture import Picture

if TYPE_CHECKING:
    from genstudio.analysis.lexicon import Lexicon
    from genstudio.analysis.text_looks import Way
    from genstudio.gui.chores import Chores
    from genstudio.gui.session import Session

STEPS = 25  # places of the slider
STRIP = 9  # of them that stand side by side
EVERY = (STEPS - 1) // (STRIP - 1)


class Between(Part):
    """`wanted` says that the second caption is another one."""

    wanted = Signal()

    def __init__(self, session: Session, chores: Chores, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._chores = session, chores
        self.way: Way | None = None
        self._lexicon: Lexicon | None = None
        self._random = np.random.default_rng(1)
        self.second = CaptionLine("drawSecond", tr("Second caption"))
        self.second.edited.connect(self.wanted)
        self.picture = named(Picture(), "drawBetween", tr("Picture at the slider"))
        free = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setSizePolicy(free)
        self.slider = named(
            QSlider(Qt.Orientation.Horizontal),
            "drawSlider",
            tr("Between the captions"),
            tr("How far it is from the first caption to the second"),
        )
        self.slider.setRange(0, STEPS - 1)
        self.slider.setValue((STEPS - 1) // 2)
        self.slider.setPageStep(EVERY)
        self.slider.valueChanged.connect(self._on_slid)
        self.strip = named(ImageGrid(), "drawStrip", tr("On the way"))
        self.strip.clicked.connect(self._on_strip)
        self.strip.setMinimumHeight(48)
        self.strip.setMaximumHeight(120)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._build_head())
        column.addWidget(self.picture, 3)
        column.addWidget(self.slider)
        column.addWidget(self.strip, 1)
        self.show_way(None)

    def _build_head(self) -> QHBoxLayout:
        self._another = self._button(
            "seed", tr("Another"), "drawSecondOther", tr("Take another caption of the data")
        )
        self._another.clicked.connect(self.another)
        self._copy = self._button(
            "copy", tr("Copy"), "drawStripCopy", tr("Copy the picture at the slider")
        )
        self._copy.clicked.connect(self._on_copy)
        self._save = self._button(
            "save", tr("Save…"), "drawStripSave", tr("Save the strip as one PNG, with its recipe")
        )
        self._save.clicked.connect(self._on_save)
        row = QHBoxLayout()
        labelled(row, tr("to"), self.second)
        row.setStretch(1, 1)
        for button in (self._another, self._copy, self._save):
            row.addWidget(button)
        return row

    def _button(self, icon: str, text: str, name: str, about: str) -> QPushButton:
        return named(QPushButton(theme.icon(icon), text), name, text, about)

    def set_lexicon(self, lexicon: Lexicon | None) -> None:
        """Know the words of the data; a second caption of them stands there at first."""
        self._lexicon = lexicon
        self.second.set_lexicon(lexicon)
        self._another.setEnabled(lexicon is not None and bool(lexicon.examples))
        if not self.second.text():
            self.another()

    @Slot()
    def another(self) -> None:
        """Take another caption of the data as the second one."""
        if self._lexicon is not None and self._lexicon.examples:
            self.second.setText(str(self._random.choice(self._lexicon.examples)))

    def show_way(self, way: Way | None, why: str = "") -> None:
        """Show pictures on the way, or say why there are none."""
        self.way = way
        for part in (self._copy, self._save, self.slider):
            part.setEnabled(way is not None)
        self.strip.setVisible(way is not None)
        if way is None:
            self.picture.set_image(None)
            self.picture.set_placeholder(
                why or tr("Write two captions to see the way from one to the other.")
            )
            self.strip.set_images(None)
            return
        self.strip.set_images(way.images[::EVERY], STRIP)
        self._on_slid(self.slider.value())

    @Slot(int)
    def _on_slid(self, place: int) -> None:
        if self.way is None:
            return
        share = localised(f"{place / (STEPS - 1):.0%}")
        self.picture.set_image(self.way.images[place], tr("{share} of the way", share=share))
        self.strip.select({place // EVERY} if place % EVERY == 0 else set())

    @Slot(object)
    def _on_strip(self, place: int) -> None:
        self.slider.setValue(place * EVERY)

    @Slot()
    def _on_copy(self) -> None:
        if self.way is not None:
            copy(self.way.images[self.slider.value()])

    @Slot()
    def _on_save(self) -> None:
        way = self.way
        if way is not None:
            first, second = way.first.caption, way.second
            edits = [tr("from {first} to {second}", first=first, second=second)]
            images, codes = way.images[::EVERY], way.codes[::EVERY]
            save(self, self._session, self._chores, images, codes, STRIP, edits)
