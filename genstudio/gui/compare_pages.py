"""The pages of a comparison: tables, one term's curves of all runs, and sheets of images."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui.controls import named, pair
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.analysis.compare import Comparison
    from genstudio.analysis.compare_table import Row
    from genstudio.gui.widgets.curves import Curves

AXES = (("step", mark("Step")), ("epoch", mark("Epoch")), ("time", mark("Time")))
VALIDATION = "val "
FIRST_TERMS = ("elbo", "frechet", "G loss", "log likelihood")
STAR = " \N{BLACK STAR}"
LEAST_COLUMN = 110  # px
PADDING = 4


class Table(QTableWidget):
    """A column a run, a row a figure; what is chosen can be copied as a table."""

    def __init__(self, name: str, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, meaning)
        self.setToolTip("")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.verticalHeader().setDefaultAlignment(middle)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * PADDING)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(LEAST_COLUMN)

    def show_rows(self, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Show these rows; the figures that are best are bold and starred."""
        self.setColumnCount(len(columns))
        self.setRowCount(len(rows))
        self.setVerticalHeaderLabels([row.label for row in rows])
        for column, name in enumerate(columns):
            header = QTableWidgetItem(name)
            header.setToolTip(tip(name))
            self.setHorizontalHeaderItem(column, header)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row.cells):
                best = column in row.best
                item = QTableWidgetItem(cell + STAR * best)
                item.setToolTip(tip(tr("The best of these runs") if best else cell))
                font = item.font()
                font.setBold(best)
                item.setFont(font)
                self.setItem(number, column, item)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is chosen with the usual key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the chosen cells into the clipboard, with tabs between them."""
        chosen = sorted((i.row(), i.column()) for i in self.selectedIndexes())
        lines: dict[int, list[str]] = {}
        for row, column in chosen:
            item = self.item(row, column)
            lines.setdefault(row, []).append("" if item is None else item.text())
        QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))


class Settings(QWidget):
    """The settings in which the runs differ; on request those that are equal too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self.table = Table("compareSettings", tr("Settings of the runs"), self)
        self.equal = QCheckBox(tr("Show equal settings too"))
        named(self.equal, "compareEqual", tr("Show the settings that are equal, too"))
        self.equal.toggled.connect(self._refresh)
        column = _column(self)
        column.addWidget(self.table, 1)
        column.addWidget(self.equal)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the settings of these runs."""
        self._comparison = comparison
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        from genstudio.analysis.compare_table import Row, label, setting_rows, shown

        if self._comparison is None:
            return
        runs = self._comparison.subjects
        rows = setting_rows(self._comparison.differing | self._comparison.partial)
        if self.equal.isChecked():
            equal = self._comparison.equal
            rows += [Row(label(n), [shown(v)] * len(runs)) for n, v in equal.items()]
        self.table.show_rows([one.name for one in runs], rows)


class Overlay(QWidget):
    """One term at a time, with a line for each run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves: Curves | None = None
        self._comparison: Comparison | None = None
        self.term = named(QComboBox(), "compareTerm", tr("Term"), tr("Which term is drawn"))
        self.term.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.axis = named(QComboBox(), "compareAxis", tr("Horizontal axis"))
        self.axis.addItems([tr(text) for key, text in AXES if key != "epoch"])
        self.log = named(QCheckBox(tr("Log")), "compareLog", tr("Logarithmic values"))
        bar = Flow(spacing=8)
        bar.addWidget(pair(tr("Term"), self.term))
        bar.addWidget(pair(tr("Over"), self.axis))
        bar.addWidget(self.log)
        self._layout = _column(self)
        self._layout.addLayout(bar)
        self.term.currentIndexChanged.connect(self._refresh)
        self.axis.currentIndexChanged.connect(self._refresh)
        self.log.toggled.connect(self._refresh)

    def show_comparison(self, comparison: Comparison) -> None:
        """Offer the terms of these runs, and draw the one that says most."""
        self._comparison = comparison
        terms = list(dict.fromkeys(t.removeprefix(VALIDATION) for t in comparison.terms))
        before = self.term.currentData()
        first = next((t for t in (before, *FIRST_TERMS) if t in terms), None)
        with QSignalBlocker(self.term):
            self.term.clear()
            for term in terms:
                self.term.addItem(tr(term), term)
            self.term.setCurrentIndex(terms.index(first) if first is not None else 0)
        self._refresh()

    def _made(self) -> Curves:
        """Return the curves; their library takes a while to import, so not before they are used."""
        if self.curves is None:
            from genstudio.gui.widgets.curves import Curves

            self.curves = Curves(self)
            named(self.curves, "compareCurves", tr("Curves of the runs"))
            self.curves.setToolTip("")
            self.curves.set_smoothing(0.9)
            self._layout.addWidget(self.curves, 1)
        return self.curves

    @Slot()
    def _refresh(self) -> None:
        from genstudio.gui.widgets.curves import Group

        term = self.term.currentData()
        if self._comparison is None or term is None:
            return
        curves, subjects = self._made(), self._comparison.subjects
        keys = [f"{i}" for i in range(len(subjects))]
        names = {key: one.name for key, one in zip(keys, subjects)}
        curves.set_groups([Group(tr(term), keys, [], names)])
        curves.clear()
        curves.set_x(AXES[2 * self.axis.currentIndex()][0])
        curves.set_log(self.log.isChecked())
        for key, one in zip(keys, subjects):
            for prefix in ("", VALIDATION):
                curve = one.curves.get(f"{prefix}{term}")
                if curve is not None and len(curve.values):
                    none = np.zeros(len(curve.steps))
                    line = (curve.steps, none, curve.seconds, curve.values)
                    curves.set_data(f"{prefix}{key}", *line)


class Sheets(QWidget):
    """A grid of images for each run, side by side."""

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._nothing = nothing
        self._grids: list[ImageGrid] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 0)

    def show_runs(self, names: Sequence[str]) -> None:
        """Make room for so many runs."""
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._grids = []
        across = len(names) if len(names) <= 3 else math.ceil(math.sqrt(len(names)))
        for number, name in enumerate(names):
            title, grid = Elided(name, parent=self), ImageGrid(self)
            named(grid, f"{self.objectName()}{number}", name)
            grid.setToolTip("")
            grid.set_placeholder(tr("Being drawn…"))
            row, column = divmod(number, across)
            self._layout.addWidget(title, 2 * row, column)
            self._layout.addWidget(grid, 2 * row + 1, column)
            self._layout.setRowStretch(2 * row + 1, 1)
            self._grids.append(grid)

    def show_images(self, index: int, images: Any, columns: int | None = None) -> None:
        """Show one run's images; None says why there are none."""
        grid = self._grids[index]
        grid.set_placeholder(self._nothing)
        grid.set_images(images, columns)


def faint(text: str, parent: QWidget) -> QLabel:
    """Return a text in the middle of an empty page."""
    label = QLabel(text, parent, alignment=Qt.AlignmentFlag.AlignCenter)
    label.setProperty("kind", "faint")
    label.setWordWrap(True)
    return label


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(4)
    return column
