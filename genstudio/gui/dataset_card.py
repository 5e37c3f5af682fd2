"""A dataset at a glance: some of its images, its classes, and what was left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from genstudio.analysis import scatter
from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset
from genstudio.gui import glance, theme
from genstudio.gui.controls import named
from genstudio.gui.glance import COLUMNS
from genstudio.gui.images import to_qimage
from genstudio.gui.numbers import number
from genstudio.gui.widgets.picture import Picture
from genstudio.gui.widgets.text import tip

GAP = 2  # px
BAR_HEIGHT = 34
POINTS_HEIGHT = 180
NAMED = 12  # more classes than this are drawn without their names
LISTED = 1000  # problems


class DatasetCard(QWidget):
    """Shows one dataset, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = named(QLabel(), "datasetSummary", tr("Summary of the data"))
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self._thumbnails = Thumbnails()
        self._points = named(Picture(), "datasetPoints", tr("The points of the data"))
        self._points.setFixedHeight(POINTS_HEIGHT)
        self._bars = ClassBars()
        self._toggle = named(QPushButton(), "skippedFilesButton", tr("Show skipped files"))
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._show_problems)
        meaning = tr("Files that were left out, and why")
        self._problems = named(QListWidget(), "skippedFiles", meaning)
        self._problems.setMaximumHeight(140)
        self._problems.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (
            self._summary,
            self._thumbnails,
            self._points,
            self._bars,
            self._toggle,
            self._problems,
        ):
            column.addWidget(widget)
        self.show_dataset(None)

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Show another dataset; None shows nothing."""
        self._summary.setText(summary(dataset) if dataset is not None else "")
        points = dataset is not None and dataset.points
        seen = glance.of(dataset) if dataset is not None else None
        self._thumbnails.show_images(seen.images if seen is not None else None)
        self._points.set_image(
            scatter.of(dataset).picture if dataset is not None and points else None
        )
        self._points.setVisible(points)
        self._bars.show_counts(*(seen.classes, seen.counts) if seen is not None else ((), ()))
        problems = dataset.problems if dataset is not None else ()
        self._toggle.setVisible(bool(problems))
        self._toggle.setText(tr("Show skipped files ({count:,})", count=len(problems)))
        self._toggle.setChecked(False)
        self._problems.clear()
        for problem in problems[:LISTED]:
            file, reason = printable(problem.file), problem.reason
            self._problems.addItem(tr("{file}: {reason}", file=file, reason=reason))
        self._problems.setVisible(False)

    @Slot(bool)
    def _show_problems(self, shown: bool) -> None:
        self._problems.setVisible(shown)


class Thumbnails(QWidget):
    """Two rows of small pictures, as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("thumbnails")
        self.setAccessibleName(tr("Some images of the data"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._images: list[QImage] = []

    def show_images(self, images: NDArray[np.uint8] | None) -> None:
        """Show uint8 images [N, C, H, W]; None shows nothing."""
        self._images = [] if images is None else [to_qimage(image) for image in images]
        self.setVisible(bool(self._images))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two rows at the width of a narrow pane."""
        return QSize(COLUMNS * 26, self.heightForWidth(max(self.width(), COLUMNS * 20)))

    def hasHeightForWidth(self) -> bool:
        """The pictures are squares that fill the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at a width."""
        rows = -(-len(self._images) // COLUMNS)
        return rows * (self._side(width) + GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures, with hard pixels."""
        painter = QPainter(self)
        side = self._side(self.width())
        for index, image in enumerate(self._images):
            row, column = divmod(index, COLUMNS)
            x = round(column * (self.width() - side) / (COLUMNS - 1))
            y = row * (side + GAP)
            painter.drawImage(QRect(x, y, side, side), image)

    @staticmethod
    def _side(width: int) -> int:
        return max(8, (width + GAP) // COLUMNS - GAP)


class ClassBars(QWidget):
    """How many images each class has, as bars over the class's name."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("classCounts")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._names: tuple[str, ...] = ()
        self._counts: tuple[int, ...] = ()

    def show_counts(self, names: tuple[str, ...], counts: tuple[int, ...]) -> None:
        """Show the number of images of each class; nothing for no classes."""
        self._names, self._counts = names, counts
        text = ", ".join(f"{name}: {number(count)}" for name, count in zip(names, counts))
        self.setAccessibleName(tr("Images of each class"))
        self.setAccessibleDescription(text)
        self.setToolTip(tip(text[:2000]))
        self.setVisible(bool(counts))
        self.update()

    def sizeHint(self) -> QSize:
        """Bars and a line of text."""
        return QSize(200, BAR_HEIGHT + self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar a class, in the class's colour on the plane."""
        if not self._counts:
            return
        painter = QPainter(self)
        colours = theme.colours()
        paints = colours.classes(len(self._counts))
        slot = self.width() / len(self._counts)
        most = max(1, *self._counts)
        base = BAR_HEIGHT - 1
        for index, (name, count) in enumerate(zip(self._names, self._counts)):
            left, right = round(index * slot), round((index + 1) * slot)
            wide = max(1, right - left - (GAP if index + 1 < len(self._counts) else 0))
            height = max(1, round(base * count / most)) if count else 0
            painter.fillRect(left, base - height, wide, height, paints[index])
            if height and not theme.visible(paints[index], colours):
                painter.setPen(colours.faint)
                painter.drawRect(left, base - height, wide - 1, height - 1)
            if len(self._counts) <= NAMED:
                text = self.fontMetrics().elidedText(
                    printable(name), Qt.TextElideMode.ElideRight, wide
                )
                box = QRect(left, BAR_HEIGHT, wide, self.fontMetrics().height())
                painter.setPen(colours.faint)
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)


def summary(dataset: Dataset) -> str:
    """Say in a line how many images of what size there are."""
    channels, height, width = dataset.shape
    images = tr("%n image(s)", "", len(dataset))
    if dataset.points:
        text = _points(len(dataset), width)
    elif channels == 1:
        text = tr("{images}, {width}×{height} grey", images=images, width=width, height=height)
    else:
        text = tr("{images}, {width}×{height} colour", images=images, width=width, height=height)
    if not dataset.classes:
        return text
    count = len(dataset.classes)
    classes = tr("1 class") if count == 1 else tr("%n classes", "", count)
    return tr("{images}, {classes}", images=text, classes=classes)


def _points(count: int, dimensions: int) -> str:
    if dimensions == 1:
        return tr("%n point(s) of a line", "", count)
    return tr("%n point(s) of a plane", "", count)
