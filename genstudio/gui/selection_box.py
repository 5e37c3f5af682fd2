"""The selected data points: how many of which class, and what can be done with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import selecting, theme
from genstudio.gui.carry import MOST, Carried
from genstudio.gui.controls import named
from genstudio.gui.drag_out import DragOut
from genstudio.gui.explorer_dots import chosen_rows
from genstudio.gui.exporting import Exporting
from genstudio.gui.numbers import number
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.marks import mark_pixmap
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.gui.session import Session

SHOWN = 12  # classes
FORMS = (
    ("folder", mark("Table and one &PNG per image…")),
    ("grid", mark("Table and one picture of &all…")),
    ("table", mark("&Table only…")),
)
NONE = mark("No points are selected: Shift+drag on the plane, or use the lasso.")


class SelectionBox(QWidget):
    """Mirrors the session's selection."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.exporting = Exporting(session, self)
        self.exporting.progress.connect(self._on_progress)
        self.exporting.ended.connect(self._refresh)
        self._text = named(Wrapped(), "selectionText", tr("Selected points"))
        self._classes = QWidget(self)
        self._classes.setObjectName("selectionClasses")
        self._flow = Flow(self._classes, spacing=6)
        self._build()
        session.selected_changed.connect(self._refresh)
        session.dataset_changed.connect(self._refresh)
        session.plane_changed.connect(self._enable)
        self._refresh()

    def close_panel(self) -> None:
        """End an export that is on its way."""
        self.exporting.close()

    def _build(self) -> None:
        tip = tr("Select points without the mouse: all, none, others, a class")
        self._select = self._menu_button("selectMenu", tr("Select"), tr("Select points"), tip)
        menu = self._select.menu()
        assert menu is not None
        menu.aboutToShow.connect(self._fill)
        tip = tr("Save the selected points: a table (CSV) with their codes, and their images")
        text = tr("Export the selection")
        self._export = self._menu_button("exportSelection", tr("Export…"), text, tip)
        for form, words in FORMS:
            self._export.menu().addAction(tr(words), partial(self._on_export, form))
        tip = tr("Drag the codes of the selected points from here, for example into a sum")
        self._handle = named(QLabel(tr("⠿ Drag")), "selectionHandle", tr("Drag the codes"), tip)
        self._handle.setCursor(Qt.CursorShape.OpenHandCursor)
        DragOut(self._handle, self._carried)
        self._bar = named(QProgressBar(), "exportProgress", tr("Progress of the export"))
        self._bar.setTextVisible(False)
        self._stop = named(QToolButton(), "stopExport", tr("Cancel the export"))
        self._stop.setIcon(theme.icon("close"))
        self._stop.clicked.connect(self.exporting.stop)
        row = Flow(spacing=6)
        for widget in (self._select, self._export, self._handle):
            row.addWidget(widget)
        progress = QHBoxLayout()
        progress.addWidget(self._bar, 1)
        progress.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._text)
        column.addWidget(self._classes)
        column.addLayout(row)
        column.addLayout(progress)

    def _menu_button(self, name: str, text: str, meaning: str, tip: str) -> QToolButton:
        button = named(QToolButton(), name, meaning, tip)
        button.setText(text)
        button.setMenu(QMenu(button))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    @Slot()
    def _fill(self) -> None:
        menu = self._select.menu()
        if menu is not None:
            menu.clear()
            selecting.fill(menu, self._session)

    @Slot()
    def _refresh(self) -> None:
        dataset, selected = self._session.dataset, self._session.selected
        self._text.setText(tr("%n point(s) selected", "", len(selected)))
        if not len(selected):
            self._text.setText(tr(NONE))
        labels = None if dataset is None else dataset.labels
        self._list(selecting.counts(labels, selected), () if dataset is None else dataset.classes)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        some, busy = len(self._session.selected) > 0, self.exporting.busy
        self._select.setEnabled(self._session.dataset is not None)
        self._export.setEnabled(some and not busy)
        self._handle.setEnabled(some and self._session.cloud is not None)
        self._bar.setVisible(busy)
        self._stop.setVisible(busy)

    def _list(self, counts: list[tuple[int, int]], classes: tuple[str, ...]) -> None:
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        palette = theme.colours().classes(max(1, len(classes)))
        said = []
        for label, count in counts[:SHOWN]:
            name = printable(classes[label]) if 0 <= label < len(classes) else tr("no class")
            text = tr("{name}: {count}", name=name, count=number(count))
            said.append(text)
            self._flow.addWidget(_entry(text, label, palette[label % len(palette)]))
        if len(counts) > SHOWN:
            self._flow.addWidget(QLabel(tr("and %n more", "", len(counts) - SHOWN)))
        self._classes.setVisible(bool(counts))
        self._classes.setToolTip(", ".join(said))
        self._text.setAccessibleDescription(", ".join(said))

    def _carried(self, _: QPoint) -> tuple[Carried, QPixmap] | None:
        """Return the codes of the selected points; an even sample of very many."""
        session = self._session
        cloud, selected = session.cloud, session.selected
        if cloud is None or not len(selected):
            return None
        if len(selected) > MOST:
            selected = selected[np.linspace(0, len(selected) - 1, MOST).astype(np.int64)]
        rows = chosen_rows(cloud, selected)
        if not len(rows):
            return None
        name = tr("%n point(s)", "", len(rows))
        return Carried(name, cloud.codes[rows]), self._handle.grab()

    def _on_export(self, form: Any) -> None:
        session = self._session
        if session.dataset is None or not len(session.selected) or self.exporting.busy:
            return
        start, title = str(Path.home()), tr("Save the selection in")
        place = QFileDialog.getExistingDirectory(self, title, start)
        if place:
            self.export(Path(place), form)

    def export(self, place: Path, form: Any) -> None:
        """Write the selected points into a new folder in `place`."""
        session = self._session
        dataset, selected, cloud = session.dataset, session.selected, session.cloud
        self._bar.setRange(0, 0)

        def make(stop: Any) -> Any:
            from genstudio.analysis.export_points import Chosen, export

            xy, codes = _known(cloud, selected)
            name = f"{dataset.name}-selection" if dataset is not None else "selection"
            assert dataset is not None
            yield from export(place, _safe(name), Chosen(dataset, selected, xy, codes), form, stop)

        self.exporting.start(make)
        self._enable()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)


def _entry(text: str, label: int, colour: str) -> QWidget:
    """Return the mark of a class and a text beside it."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(3)
    if label >= 0:
        sign = QLabel()
        sign.setPixmap(mark_pixmap(label, colour, 12, both.devicePixelRatioF()))
        row.addWidget(sign)
    words = QLabel(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    row.addWidget(words)
    return both


def _known(cloud: Any, selected: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return places and codes of selected points; NaN where they are not known."""
    dim = 0 if cloud is None else cloud.codes.shape[1]
    xy = np.full((len(selected), 2), np.nan, np.float32)
    codes = np.full((len(selected), dim), np.nan, np.float32)
    if cloud is not None:
        rows = chosen_rows(cloud, selected)
        known = np.isin(selected, cloud.indices)
        xy[known], codes[known] = cloud.xy[rows], cloud.codes[rows]
    return xy, codes


def _safe(name: str) -> str:
    """Return a name that a folder may have anywhere."""
    kept = "".join(c if c.isalnum() or c in "-_." else "-" for c in name).strip(".-")
    return kept[:80] or "selection"
