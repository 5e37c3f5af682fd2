"""The controls of the gallery: what to show, from which seed, how much of it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QMenu,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui.controls import gap, named, pair
from genstudio.gui.gallery_questions import Mode
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.flow import Flow

COUNTS = (16, 36, 64, 100, 144, 256)
MOST_SEED = 2**31 - 1
MODES: tuple[tuple[Mode, str], ...] = (
    ("samples", mark("Samples")),
    ("reconstructions", mark("Reconstructions")),
)


class GalleryBar(QWidget):
    """`changed` says that something else is to be shown; the other two carry nothing."""

    changed = Signal()
    save_all = Signal()
    save_selected = Signal()

    def __init__(self, further: QWidget, parent: QWidget | None = None) -> None:
        """Put one further control beside the bar's own."""
        super().__init__(parent)
        tip = tr("Images drawn from the prior, or real ones each followed by its reconstruction")
        self._mode = named(QComboBox(), "galleryMode", tr("What to show"), tip)
        for _, text in MODES:
            self._mode.addItem(tr(text))
        tip = tr("The same seed gives the same z")
        self._seed = named(QSpinBox(), "gallerySeed", tr("Seed"), tip)
        self._seed.setRange(0, MOST_SEED)
        tip = tr("Other images")
        self._next = named(QPushButton(tr("Next")), "galleryNextSeed", tr("Next seed"), tip)
        self._count = named(QComboBox(), "galleryCount", tr("Count"), tr("How many images"))
        self._count.addItems([str(count) for count in COUNTS])
        self._count.setCurrentIndex(COUNTS.index(64))
        tip = tr(
            "Truncation ψ: z is scaled by it. Below 1 the images are more typical and less varied"
        )
        box = QDoubleSpinBox()
        self._truncation = named(box, "galleryTruncation", tr("Truncation psi"), tip)
        self._truncation.setRange(0.0, 1.5)
        self._truncation.setSingleStep(0.05)
        self._truncation.setValue(1.0)
        tip = tr("Save images as PNG")
        self._save = named(QToolButton(), "gallerySave", tr("Save as PNG"), tip)
        self._save.setText(tr("Save"))
        self._lay_out(further)
        self._mode.currentIndexChanged.connect(self._on_changed)
        self._seed.valueChanged.connect(self._on_changed)
        self._count.currentIndexChanged.connect(self._on_changed)
        self._truncation.valueChanged.connect(self._on_changed)
        self._next.clicked.connect(self._on_next)

    def _lay_out(self, further: QWidget) -> None:
        menu = QMenu(self._save)
        menu.addAction(tr("Save the whole grid…")).triggered.connect(self.save_all)
        self._selected_action = menu.addAction(tr("Save the selected images…"))
        self._selected_action.triggered.connect(self.save_selected)
        self._save.setMenu(menu)
        self._save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = Flow(self, spacing=6)  # long words take a second line
        row.addWidget(self._mode)
        accessible.label_box(self._mode)  # what it shows says enough to those who see it
        row.addWidget(pair(tr("&Seed"), self._seed))
        row.addWidget(self._next)
        row.addWidget(pair(tr("Coun&t"), self._count))
        row.addWidget(pair(tr("Trunc&ation ψ"), self._truncation))
        row.addWidget(further)
        row.addWidget(gap())
        row.addWidget(self._save)
        self.allow(save=False, selected=False)

    @property
    def mode(self) -> Mode:
        """What to show."""
        return MODES[self._mode.currentIndex()][0]

    @property
    def seed(self) -> int:
        """The seed of the samples."""
        return self._seed.value()

    @property
    def count(self) -> int:
        """How many images to show."""
        return COUNTS[self._count.currentIndex()]

    @property
    def truncation(self) -> float:
        """The factor that z is scaled by."""
        return self._truncation.value()

    def allow(self, *, save: bool, selected: bool) -> None:
        """Enable saving where there is something to save."""
        self._save.setEnabled(save)
        self._selected_action.setEnabled(selected)

    def allow_reconstructions(self, able: bool) -> None:
        """Leave only samples to a model that cannot encode."""
        self._mode.setEnabled(able)
        if able:
            self._mode.setToolTip(tr("Images drawn from the prior, or reconstructions"))
        else:
            tip = tr("This model cannot encode, so there is nothing to reconstruct")
            self._mode.setToolTip(tip)

    @Slot()
    def _on_next(self) -> None:
        self._seed.setValue((self._seed.value() + 1) % MOST_SEED)

    @Slot()
    def _on_changed(self) -> None:
        samples = self.mode == "samples"
        for widget in (self._seed, self._next, self._truncation):
            widget.setEnabled(samples)
        self.changed.emit()
