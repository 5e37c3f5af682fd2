"""A place for one picture: dropped, opened, pasted, or one of the data; in the model's shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QFileDialog, QToolButton, QVBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui import openable, pictured, theme
from genstudio.gui.controls import named
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.own_picture import pixels_of
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.picture import Picture

if TYPE_CHECKING:
    from genstudio.gui.session import Session

Pixels = NDArray[np.uint8]
LEFT = Qt.MouseButton.LeftButton
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
LEAST = 96, 44  # px of the picture; the buttons below it may need two rows


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """A picture uint8 [C, H, W], its name, and its number where it is one of the data."""

    image: Pixels
    name: str
    index: int | None = None


class PictureSlot(QWidget):
    """Holds at most one picture; `changed` says that it is another one, or none.

    A picture that is dropped, opened or pasted is fitted to the shape of the data or, where one
    is set, to `shape`. Its own colours and proportions stay; what does not fit is cropped.
    """

    changed = Signal()

    def __init__(
        self, session: Session, name: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.shape: tuple[int, int, int] | None = None
        self.chosen: Chosen | None = None
        self._session, self._title = session, title
        self._random = np.random.default_rng(crc32(name.encode()))  # two slots differ
        self._tasks = Tasks(self)
        self.setAcceptDrops(True)
        self._build(name)
        session.dataset_changed.connect(self._on_dataset)
        session.selection_changed.connect(self._on_selection)
        self._on_dataset()

    @property
    def image(self) -> Pixels | None:
        """The picture, uint8 [C, H, W]; None where there is none."""
        return None if self.chosen is None else self.chosen.image

    @property
    def name(self) -> str:
        """What it is called; "" where there is none."""
        return "" if self.chosen is None else self.chosen.name

    @property
    def index(self) -> int | None:
        """Its number in the data; None for a picture of the user's own."""
        return None if self.chosen is None else self.chosen.index

    def take(self, image: Pixels, name: str, index: int | None = None) -> None:
        """Show a picture that is in the right shape already."""
        self._put(Chosen(image, name, index))

    def take_index(self, index: int) -> None:
        """Show a picture of the data."""
        dataset = self._session.dataset
        if dataset is not None and 0 <= index < len(dataset):
            image = np.array(dataset.images[index])
            self._put(Chosen(image, tr("image {number}", number=index + 1), index))

    def open(self, path: Path) -> None:
        """Read a picture from a file, in a thread."""
        call = partial(_from_file, path, self._wanted())
        self._tasks.start("read", call, partial(self._on_read, path.stem), self._on_failed)

    def clear(self) -> None:
        """Hold no picture."""
        self._put(None)

    def close_slot(self) -> None:
        """End the threads."""
        self._tasks.close()

    # What Qt tells

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Open a file where the picture is clicked, or Enter is pressed on it."""
        released = event.type() == QEvent.Type.MouseButtonRelease
        if released and isinstance(event, QMouseEvent) and event.button() == LEFT:
            self._ask()
            return True
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and _uses(event):
            event.accept()  # the window's shortcuts would train, or paste elsewhere
            return True
        return event.type() == QEvent.Type.KeyPress and self._key(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take the file of a picture, or a picture that is carried here from another place."""
        if _pictures(event) or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the first picture of what was dropped."""
        found, image = _pictures(event), pictured.image_of(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.open(found[0])
        elif image is not None:
            event.acceptProposedAction()
            self._read(image, tr("dropped picture"))

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in OPENS:
            self._ask()
        elif event.key() in CLEARS:
            self.clear()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            return False
        return True

    def _build(self, name: str) -> None:
        hint = tr("Drop a picture here, or click to open one")
        self.picture = named(Picture(self, hint), f"{name}Picture", self._title)
        self.picture.setToolTip("")
        self.picture.setMinimumSize(*LEAST)
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture.setCursor(Qt.CursorShape.PointingHandCursor)
        self.picture.installEventFilter(self)
        self._open = self._button(name, "Open", "open-file", tr("Open a picture of your own…"))
        self._open.clicked.connect(self._ask)
        self._other = self._button(name, "Another", "seed", tr("Another one of the data"))
        self._other.clicked.connect(self.another)
        self._selected = self._button(
            name, "Selected", "through", tr("The one that was clicked in Explore")
        )
        self._selected.clicked.connect(self._take_selected)
        self._clear = self._button(name, "Clear", "close", tr("Take the picture away"))
        self._clear.clicked.connect(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picture, 1)
        row = Flow()
        for button in (self._open, self._other, self._selected, self._clear):
            row.addWidget(button)
        column.addLayout(row)

    def _button(self, name: str, part: str, icon: str, text: str) -> QToolButton:
        button = named(QToolButton(), f"{name}{part}", f"{self._title}: {text}", text)
        button.setIcon(theme.icon(icon))
        button.setAutoRaise(True)
        return button

    @Slot()
    def another(self) -> None:
        """Take a picture of the data that no model has seen in training, by chance."""
        dataset = self._session.dataset
        if dataset is None or dataset.points or not len(dataset):
            return
        rows = dataset.indices("test")
        rows = rows if len(rows) else np.arange(len(dataset))
        self.take_index(int(self._random.choice(rows)))

    @Slot()
    def _take_selected(self) -> None:
        if self._session.selection is not None:
            self.take_index(self._session.selection)

    @Slot()
    def _ask(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in openable.PICTURES)
        title = tr("Open a picture")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", f"{tr('Pictures')} ({kinds})")
        if chosen:
            self.open(Path(chosen))

    def _paste(self) -> None:
        found = pictured.from_clipboard()
        if isinstance(found, Path):
            self.open(found)
        elif found is None:
            self._session.say(pictured.nothing(), "warning")
        else:
            self._read(found, tr("pasted picture"))

    def _read(self, image: QImage, name: str) -> None:
        """Fit a picture in a thread, and show it."""
        call, done = partial(_from_image, image, self._wanted()), partial(self._on_read, name)
        self._tasks.start("read", call, done, self._on_failed)

    def _wanted(self) -> tuple[int, int, int]:
        view = self._session.view
        if self.shape is not None:
            return self.shape
        if view is not None:
            channels, height, width = view.record.data["shape"]
            return channels, height, width
        dataset = self._session.dataset
        return (3, 32, 32) if dataset is None else dataset.shape

    def _on_read(self, name: str, image: Pixels) -> None:
        self._put(Chosen(image, printable(name)))

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._session.say(failure.text, "error", details=failure.details or None)

    def _put(self, chosen: Chosen | None) -> None:
        self.chosen = chosen
        self.picture.set_image(self.image, self.name)
        self._clear.setEnabled(chosen is not None)
        self.changed.emit()

    @Slot()
    def _on_dataset(self) -> None:
        """Drop a picture of other data: a number means another picture now."""
        dataset = self._session.dataset
        self._other.setEnabled(dataset is not None and not dataset.points)
        self._clear.setEnabled(self.chosen is not None)
        self._on_selection()
        if self.index is not None:
            self.clear()

    @Slot()
    def _on_selection(self) -> None:
        self._selected.setEnabled(self._session.selection is not None)


def _uses(event: QKeyEvent) -> bool:
    """Whether a key does something in a place for a picture."""
    return event.key() in (*OPENS, *CLEARS) or event.matches(QKeySequence.StandardKey.Paste)


def _pictures(event: Any) -> list[Path]:
    data = event.mimeData()
    urls = data.urls() if data.hasFormat("text/uri-list") else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in openable.PICTURES]


def _from_file(path: Path, shape: tuple[int, int, int], stop: Stop) -> Pixels:
    from genstudio.analysis import own

    return _fitted(own.read(path, shape), shape)


def _from_image(image: QImage, shape: tuple[int, int, int], stop: Stop) -> Pixels:
    return _fitted(pixels_of(image, stop), shape)


def _fitted(picture: Pixels, shape: tuple[int, int, int]) -> Pixels:
    from genstudio.analysis import own

    return own.prepare(picture, shape, own.Options(invert="no", like_data=False), None).image
