"""Which two kinds of pictures a style transfer learns: two folders, or two classes of the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named, pair, paragraph
from genstudio.gui.openable import holds_pictures
from genstudio.gui.pairing import open_pair, take_classes
from genstudio.gui.widgets.flow import Flow

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLES = (mark("First kind"), mark("Second kind"))
HIGH = 64  # px of a place to drop a folder on
LETTERS = 24  # of a folder's name that are shown


class FolderPlace(QPushButton):
    """A folder or an archive of pictures: dropped, or chosen by a click.

    `both` carries the first two of several that were dropped together: they are both kinds.
    """

    chosen = Signal()
    both = Signal(object)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._title = title
        named(self, name, title, tr("Drop a folder of pictures here, or click to choose one"))
        self.setIcon(theme.icon("open-folder"))
        self.setAcceptDrops(True)
        self.setMinimumHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._ask)
        self._show()

    def take(self, path: Path) -> None:
        """Hold a folder."""
        self.path = path
        self._show()
        self.chosen.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a folder or an archive."""
        if _folders(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        found = _folders(event)
        if found:
            event.acceptProposedAction()
        if len(found) > 1:
            self.both.emit(found[:2])
        elif found:
            self.take(found[0])

    @Slot()
    def _ask(self) -> None:
        start = "" if self.path is None else str(self.path)
        chosen = QFileDialog.getExistingDirectory(self, self._title, start)
        if chosen:
            self.take(Path(chosen))

    def _show(self) -> None:
        held = tr("drop a folder here") if self.path is None else _short(printable(self.path.name))
        self.setText(f"{self._title}\n{held}")
        self.setAccessibleDescription(held)
        if self.path is not None:
            self.setToolTip(printable(self.path))


class Kinds(QWidget):
    """Two places for folders, a choice of two classes, and the button that sets a training up."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._session = session
        self.places = [
            FolderPlace(f"{name}{part}", tr(title))
            for part, title in zip(("First", "Second"), TITLES, strict=True)
        ]
        about = tr("Open both folders as data of two kinds, and choose style transfer for them")
        self.open = named(QPushButton(tr("Open the two")), f"{name}Open", tr("Open the two"), about)
        self.open.clicked.connect(self._open)
        self._classes = [
            named(QComboBox(), f"{name}{part}Class", tr(title), tr("A class of the open data"))
            for part, title in zip(("First", "Second"), TITLES, strict=True)
        ]
        about = tr("Choose style transfer between these two classes of the open data")
        self._take = named(QPushButton(tr("Take these")), f"{name}Take", tr("Take these"), about)
        self._take.clicked.connect(self._take_classes)
        self._build()
        for place in self.places:
            place.chosen.connect(self._on_place)
            place.both.connect(self.take_folders)
        for box in self._classes:
            box.currentIndexChanged.connect(self._on_class)
        session.dataset_changed.connect(self._on_dataset)
        self._on_dataset()
        self._on_place()

    @Slot(object)
    def take_folders(self, paths: list[Path]) -> None:
        """Hold both folders."""
        for place, path in zip(self.places, paths, strict=True):
            place.take(path)

    def _build(self) -> None:
        folders = QHBoxLayout()
        folders.setSpacing(8)
        for place in self.places:
            folders.addWidget(place, 1)
        folders.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row = QWidget()
        row = Flow(self._row)
        for title, box in zip(TITLES, self._classes, strict=True):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
            row.addWidget(pair(tr(title), box))
        row.addWidget(self._take)
        self._or = paragraph("hint", tr("Or two classes of the data that are open:"))
        self._why = paragraph("hint", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(folders)
        column.addWidget(self._why)
        column.addWidget(self._or)
        column.addWidget(self._row)

    @Slot()
    def _on_place(self) -> None:
        paths = [place.path for place in self.places]
        both = all(path is not None for path in paths)
        same = both and paths[0] == paths[1]
        self.open.setEnabled(both and not same)
        why = tr("Both are the same folder: style transfer needs two.") if same else ""
        if not both and any(path is not None for path in paths):
            why = tr("One folder more: the other kind of pictures.")
        self._why.setText(why)
        self._why.setVisible(bool(why))

    @Slot()
    def _on_dataset(self) -> None:
        dataset = self._session.dataset
        names = () if dataset is None else dataset.classes
        for number, box in enumerate(self._classes):
            box.blockSignals(True)
            box.clear()
            box.addItems([printable(name) for name in names])
            box.setCurrentIndex(min(number, len(names) - 1))
            box.blockSignals(False)
        for part in (self._or, self._row):
            part.setVisible(len(names) > 1)
        self._on_class()

    @Slot()
    def _on_class(self) -> None:
        first, second = (box.currentIndex() for box in self._classes)
        self._take.setEnabled(first != second and min(first, second) >= 0)

    @Slot()
    def _open(self) -> None:
        first, second = (place.path for place in self.places)
        if first is not None and second is not None:
            open_pair(self._session, first, second)
            self._session.workspace_wanted.emit("setup")

    @Slot()
    def _take_classes(self) -> None:
        first, second = (box.currentIndex() for box in self._classes)
        take_classes(self._session, first, second)
        self._session.workspace_wanted.emit("setup")


def _folders(event: Any) -> list[Path]:
    data = event.mimeData()
    urls = data.urls() if data.hasFormat("text/uri-list") else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if holds_pictures(path)]


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
