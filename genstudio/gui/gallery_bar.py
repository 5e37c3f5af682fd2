"""The controls of the gallery: what to show, from which seed, how much of it, in which order."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QStandardItemModel
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
from genstudio.gui import theme
from genstudio.gui.controls import named, pair
from genstudio.gui.gallery_wish import Mode, Sort
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.flow import Flow

COUNTS = (16, 36, 64, 100, 144, 256, 1024)
MOST_SEED = 2**31 - 1
STRENGTH = 0.25  # of the noise around a sample, as DCGAN has it
MODES: tuple[tuple[Mode, str], ...] = (
    ("samples", mark("Samples")),
    ("reconstructions", mark("Reconstructions")),
    ("favourites", mark("Favourites")),
    ("around", mark("Around a sample")),
    ("file", mark("From a file")),
)
SORTS: tuple[tuple[Sort, str], ...] = (
    ("none", mark("As drawn")),
    ("realness", mark("D(x), most real first")),
    ("features", mark("Nearest to the data, by features")),
    ("pixels", mark("Nearest to the data, by pixels")),
    ("class", mark("Predicted class")),
)


class GalleryBar(QWidget):
    """`changed` says that something else is to be shown; the others carry nothing."""

    changed = Signal()
    save_all = Signal()
    save_selected = Signal()

    def __init__(self, further: QWidget, beside: QWidget, parent: QWidget | None = None) -> None:
        """Put further controls beside the bar's own: for the class, and for a second model."""
        super().__init__(parent)
        self._points = False
        self._again = 0
        self._build_what()
        self._build_how_much()
        self._build_order()
        self._build_save()
        self._lay_out(further, beside)
        self._mode.currentIndexChanged.connect(self._on_changed)
        self._seed.valueChanged.connect(self._on_changed)
        self._count.currentIndexChanged.connect(self._on_changed)
        self._truncation.valueChanged.connect(self._on_changed)
        self._sort.currentIndexChanged.connect(self._on_changed)
        self._strength.valueChanged.connect(self._on_changed)
        for button in (self._keep, self._captions):
            button.toggled.connect(self._on_changed)
        self._next.clicked.connect(self._on_next)
        self._show_suitable()

    def _build_what(self) -> None:
        tip = tr("Images drawn from the prior, or real ones each followed by its reconstruction")
        self._mode = named(QComboBox(), "galleryMode", tr("What to show"), tip)
        for _, text in MODES:
            self._mode.addItem(tr(text))
        for mode in ("around", "file"):
            self.allow_mode(mode, False)
        tip = tr("The same seed gives the same z")
        self._seed = named(QSpinBox(), "gallerySeed", tr("Seed"), tip)
        self._seed.setRange(0, MOST_SEED)
        tip = tr("Other images")
        self._next = named(QPushButton(tr("Next")), "galleryNextSeed", tr("Next seed"), tip)

    def _build_how_much(self) -> None:
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
        tip = tr(
            "To each number of the code, a random one between -strength and +strength is added"
        )
        box = QDoubleSpinBox()
        self._strength = named(box, "galleryStrength", tr("Strength of the noise"), tip)
        self._strength.setRange(0.01, 3.0)
        self._strength.setSingleStep(0.05)
        self._strength.setValue(STRENGTH)

    def _build_order(self) -> None:
        self._sort = named(QComboBox(), "gallerySort", tr("Order"), tr("In which order they stand"))
        for _, text in SORTS:
            self._sort.addItem(tr(text))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._sort.setSizeAdjustPolicy(policy)
        self._sort.setMinimumContentsLength(12)
        tip = tr("Every sample stays at its place while the weights change, to be compared")
        text = tr("Keep the order")
        self._keep = named(QPushButton(tr("Keep", "the order")), "galleryKeepOrder", text, tip)
        tip = tr("What is known of each image below it: class, D(x), distance to the data")
        text = tr("Captions")
        self._captions = named(QPushButton(text), "galleryCaptions", text, tip)
        for button in (self._keep, self._captions):
            button.setCheckable(True)

    def _build_save(self) -> None:
        tip = tr("Save images as PNG, with what made them")
        self.save = named(QToolButton(), "gallerySave", tr("Save as PNG"), tip)
        self.save.setIcon(theme.icon("save"))
        menu = QMenu(self.save)
        menu.addAction(tr("Save the whole grid…")).triggered.connect(self.save_all)
        self._selected_action = menu.addAction(tr("Save the selected images…"))
        self._selected_action.triggered.connect(self.save_selected)
        self.save.setMenu(menu)
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.allow(save=False, selected=False)

    def _lay_out(self, further: QWidget, beside: QWidget) -> None:
        row = Flow(self, spacing=6)  # long words take a second line
        row.addWidget(self._mode)
        accessible.label_box(self._mode)  # what it shows says enough to those who see it
        self._pairs = {
            "seed": pair(tr("&Seed"), self._seed),
            "count": pair(tr("Coun&t"), self._count),
            "truncation": pair(tr("Trunc&ation ψ"), self._truncation),
            "strength": pair(tr("Strength"), self._strength),
            "order": pair(tr("Order"), self._sort),
        }
        row.addWidget(self._pairs["seed"])
        row.addWidget(self._pairs["strength"])
        row.addWidget(self._next)
        row.addWidget(self._pairs["count"])
        row.addWidget(self._pairs["truncation"])
        row.addWidget(further)
        row.addWidget(self._pairs["order"])
        row.addWidget(self._keep)
        row.addWidget(self._captions)
        row.addWidget(beside)

    # What is chosen

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

    @property
    def sort(self) -> Sort:
        """In which order they stand."""
        return SORTS[self._sort.currentIndex()][0]

    @property
    def keeps_order(self) -> bool:
        """Whether they stay at their places."""
        return self._keep.isChecked() and self.sort != "none"

    @property
    def captions(self) -> bool:
        """Whether something is written below them."""
        return self._captions.isChecked()

    @property
    def around(self) -> tuple[float, int]:
        """How strong the noise around a sample is, and its seed."""
        return self._strength.value(), self._again

    def set_mode(self, mode: Mode) -> None:
        """Show something else; a mode that is chosen so is possible from now on."""
        self.allow_mode(mode, True)
        self._mode.setCurrentIndex([known for known, _ in MODES].index(mode))

    def set_sort(self, sort: Sort) -> None:
        """Take another order, without telling anybody."""
        with QSignalBlocker(self._sort):
            self._sort.setCurrentIndex([known for known, _ in SORTS].index(sort))
        self._show_suitable()

    # What is possible

    def allow(self, *, save: bool, selected: bool) -> None:
        """Enable saving where there is something to save."""
        self.save.setEnabled(save)
        self._selected_action.setEnabled(selected)

    def allow_reconstructions(self, able: bool) -> None:
        """Leave reconstructions to a model that can encode."""
        self.allow_mode("reconstructions", able)
        if able:
            self._mode.setToolTip(tr("Images drawn from the prior, or reconstructions"))
        else:
            tip = tr("This model cannot encode, so there is nothing to reconstruct")
            self._mode.setToolTip(tip)
        if not able and self.mode == "reconstructions":
            self.set_mode("samples")

    def allow_mode(self, mode: str, able: bool) -> None:
        """Grey an entry out, or not."""
        _allow(self._mode, [known for known, _ in MODES].index(mode), able)  # type: ignore[arg-type]

    def allow_sort(self, sort: Sort, able: bool) -> None:
        """Grey an order out that this model, or these data, do not have."""
        _allow(self._sort, [known for known, _ in SORTS].index(sort), able)
        if not able and self.sort == sort:
            self._sort.setCurrentIndex(0)

    def set_points(self, points: bool) -> None:
        """Leave out what has no meaning for points, which make one picture together."""
        if points != self._points:
            self._points = points
            for mode in ("favourites", "around", "file"):
                self.allow_mode(mode, not points and mode == "favourites")
            if points and self.mode not in ("samples", "reconstructions"):
                self.set_mode("samples")
            self._show_suitable()

    def _show_suitable(self) -> None:
        """Show what has an effect on what is shown."""
        mode, points = self.mode, self._points
        drawn = mode == "samples"
        self._seed.setEnabled(drawn)
        self._truncation.setEnabled(drawn)
        self._next.setEnabled(drawn or mode == "around")
        self._next.setVisible(mode not in ("favourites", "file"))
        around = mode == "around"
        self._next.setText(tr("Again") if around else tr("Next"))
        self._next.setToolTip(tr("Other noise") if around else tr("Other images"))
        self._pairs["strength"].setVisible(around)
        self._pairs["seed"].setVisible(drawn or mode == "reconstructions")
        self._pairs["truncation"].setVisible(drawn or mode == "reconstructions")
        self._pairs["count"].setVisible(not points and mode in ("samples", "reconstructions"))
        sortable = not points and mode not in ("reconstructions", "around")
        self._pairs["order"].setVisible(sortable)
        self._keep.setVisible(sortable and self.sort != "none")
        self._captions.setVisible(not points and mode != "reconstructions")

    @Slot()
    def _on_next(self) -> None:
        if self.mode == "around":
            self._again += 1
            self.changed.emit()
        else:
            self._seed.setValue((self._seed.value() + 1) % MOST_SEED)

    @Slot()
    def _on_changed(self) -> None:
        self._show_suitable()
        self.changed.emit()


def _allow(box: QComboBox, row: int, able: bool) -> None:
    model = box.model()
    assert isinstance(model, QStandardItemModel)  # what a QComboBox has by itself
    item = model.item(row)
    flags = item.flags() | Qt.ItemFlag.ItemIsEnabled
    item.setFlags(flags if able else flags & ~Qt.ItemFlag.ItemIsEnabled)
