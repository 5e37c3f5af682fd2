"""Sample a 7: what a generative classifier can do, and a discriminative one cannot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named, pair
from genstudio.gui.theory import classify_words as words
from genstudio.gui.theory.linking import Linker
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.wrapped import Wrapped

SEVENTH = 7
FOUND = ("ppca", "vae")


class Sampling(QWidget):
    """Signals: wanted(class number, draw); asked(image): somebody wants to know what it is."""

    wanted = Signal(int, int)
    asked = Signal(object)

    def __init__(self, linker: Linker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: Any = None
        self._draws = 0
        self._classes: tuple[str, ...] = ()
        self._box = named(
            QComboBox(), "sampleClass", tr("Class"), tr("The class to draw images of")
        )
        accessible.label_box(self._box)
        self._button = named(
            QPushButton(tr("Sample")), "act-sample", tr("Sample"),
            tr("Draw images x from p(x|y) of this class; again for others"),
        )  # fmt: skip
        self._button.setIcon(theme.icon("seed"))
        self._button.clicked.connect(self._on_sample)
        why = tr("An SVM cannot: it learned where classes end, not what their images look like.")
        self._never = named(QPushButton(tr("Sample from the SVM")), "sampleSvm", why, why)
        self._never.setEnabled(False)
        tools = QWidget(self)
        flow = Flow(tools, spacing=8)
        for widget in (pair(tr("Class"), self._box), self._button, self._never):
            flow.addWidget(widget)
        reason = Wrapped(why, self)
        reason.setProperty("kind", "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(tools)
        column.addWidget(reason)
        column.addLayout(self._build_grids(linker), 1)

    def _build_grids(self, linker: Linker) -> QGridLayout:
        grid = QGridLayout()
        self.grids: dict[str, ImageGrid] = {}
        self._titles: dict[str, Elided] = {}
        for place, name in enumerate(FOUND):
            title = Elided(tr("{name} of each class", name=tr(words.NAMES[name])), least=6)
            title.setToolTip(tip(tr(words.LONG[name])))
            images = ImageGrid(self)
            images.setObjectName(f"samples-{name}")
            images.setAccessibleName(tr("Images drawn by {name}", name=tr(words.NAMES[name])))
            images.setToolTip(tr("A click asks the classifiers what it is"))
            images.set_placeholder(tr("Choose a class and press Sample."))
            images.clicked.connect(self._on_clicked)
            images.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            grid.addWidget(title, 0, place)
            grid.addWidget(images, 1, place)
            grid.setColumnStretch(place, 1)
            self.grids[name], self._titles[name] = images, title
        grid.setRowStretch(1, 1)
        return grid

    def show_frame(self, frame: Any) -> None:
        """Show what was drawn last."""
        if frame.material.classes != self._classes:
            self._classes = frame.material.classes
            self._box.clear()
            self._box.addItems(list(self._classes))
            self._box.setCurrentIndex(min(SEVENTH, len(self._classes) - 1))
        self._never.setVisible("svm" in frame.verdicts)
        if frame.samples is self._samples:
            return
        self._samples = frame.samples
        for name, images in self.grids.items():
            images.set_images(None if self._samples is None else self._samples.images[name])

    def begin(self) -> None:
        """Come to the front: there is an example to see before anyone asks."""
        if self._samples is None and self._button.isEnabled():
            self._on_sample()

    def allow(self, allowed: bool) -> None:
        """Take orders, or not."""
        self._button.setEnabled(allowed)

    @Slot()
    def _on_sample(self) -> None:
        self.wanted.emit(self._box.currentIndex(), self._draws)
        self._draws += 1

    @Slot(object)
    def _on_clicked(self, index: int) -> None:
        sender = self.sender()
        for name, images in self.grids.items():
            if images is sender and self._samples is not None:
                self.asked.emit(self._samples.images[name][index])
