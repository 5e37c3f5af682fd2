"""One page of the user guide: Markdown in the colours of the theme, pictures as wide as fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from genstudio.gui import help_style
from genstudio.gui.help_texts import IMAGE, START, Pages, folder, slug

IMAGES = QTextDocument.ResourceType.ImageResource.value
SIZES = (7, 8, 9, 10, 11, 12, 14, 16, 18, 21, 24, 28)  # points
SETTLED = 60  # ms after the last change of the width until the pictures are scaled anew


class HelpView(QTextBrowser):
    """Shows a page and remembers the way there.

    Signals: `page_changed(name)`, and `zoomed(points)`. Nothing but the pictures of the guide
    is ever loaded: no other file, and nothing from the network.
    """

    page_changed = Signal(str)
    zoomed = Signal(int)

    def __init__(self, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self.page = ""
        self._past: list[tuple[str, int]] = []  # pages with their scroll positions
        self._future: list[tuple[str, int]] = []
        self._painting = False
        self._wide = 0
        # Always: pictures that grow with the bar gone would bring it back.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_link)
        self.document().setDocumentMargin(18)
        self._later = QTimer(self, singleShot=True, interval=SETTLED)
        self._later.timeout.connect(self._fit_pictures)

    # Where to go

    def open(self, name: str, anchor: str = "") -> None:
        """Show a page from its top, or from a heading; what was shown can be gone back to."""
        if name == self.page and not anchor:
            return
        if self.page:
            self._past.append((self.page, self._place()))
            self._future.clear()
        self._show(name)
        if anchor:
            self._scroll_to(anchor)

    @Slot()
    def go_back(self) -> None:
        """Show the page before this one, where it was left."""
        self._travel(self._past, self._future)

    @Slot()
    def go_forward(self) -> None:
        """Show the page again that was gone back from."""
        self._travel(self._future, self._past)

    @Slot()
    def go_home(self) -> None:
        """Show the first page."""
        self.open(START)

    @property
    def has_past(self) -> bool:
        """Whether there is a page to go back to."""
        return bool(self._past)

    @property
    def has_future(self) -> bool:
        """Whether there is a page to go forward to."""
        return bool(self._future)

    def _travel(self, come: list[tuple[str, int]], leave: list[tuple[str, int]]) -> None:
        if come:
            leave.append((self.page, self._place()))
            name, place = come.pop()
            self._show(name)
            self.verticalScrollBar().setValue(place)

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        """Follow a link to another page here, and one to the web in the desktop's browser."""
        if url.scheme() == "https":
            QDesktopServices.openUrl(url)
        elif not url.scheme():
            name = Path(url.path()).stem
            self.open(name or self.page, url.fragment())

    # How it looks

    @property
    def points(self) -> int:
        """The size of the text."""
        return round(self.font().pointSizeF())

    @Slot()
    def enlarge(self) -> None:
        """Make text one size larger."""
        self.set_points(next((size for size in SIZES if size > self.points), SIZES[-1]))

    @Slot()
    def shrink(self) -> None:
        """Make text one size smaller."""
        self.set_points(next((size for size in SIZES[::-1] if size < self.points), SIZES[0]))

    def set_points(self, points: int) -> None:
        """Set the size of the text, between the smallest and the largest there is."""
        points = min(max(points, SIZES[0]), SIZES[-1])
        if points != self.points:
            font = self.font()
            font.setPointSize(points)
            self.setFont(font)
            self._refresh()
            self.zoomed.emit(points)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the size of the text with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                (self.enlarge if event.angleDelta().y() > 0 else self.shrink)()
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the page in the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._painting:
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the pictures as wide as fits now."""
        super().resizeEvent(event)
        if self._width() != self._wide:
            self._later.start()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load a picture of the guide, and nothing else."""
        if int(kind) != IMAGES:
            return None
        path = _picture(QUrl(name).path())
        image = QImage(str(path)) if path is not None else QImage()
        return _scaled(image, self._width(), self.devicePixelRatioF())

    def _show(self, name: str) -> None:
        self.page = name if self._pages.has(name) else START
        self._draw()
        self.page_changed.emit(self.page)

    def _draw(self) -> None:
        """Lay the page out anew. A style sheet's change of palette may come in between."""
        self._painting, self._wide = True, self._width()
        try:
            document = self.document()
            document.clear()
            document.setDefaultFont(self.font())
            document.setMarkdown(self._pages.text(self.page))
            document.setMetaInformation(
                QTextDocument.MetaInformation.DocumentTitle, self._pages.title(self.page)
            )
            help_style.dress(document)
            self.moveCursor(QTextCursor.MoveOperation.Start)
        finally:
            self._painting = False

    @Slot()
    def _fit_pictures(self) -> None:
        if self._width() != self._wide and IMAGE.search(self._pages.text(self.page)):
            self._refresh()

    def _refresh(self) -> None:
        """Draw the same page again, at the same place."""
        if self.page:
            bar = self.verticalScrollBar()
            share = bar.value() / max(1, bar.maximum())
            self._draw()
            bar.setValue(round(share * bar.maximum()))

    def _scroll_to(self, anchor: str) -> None:
        block = self.document().firstBlock()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == anchor:
                layout = self.document().documentLayout()
                self.setTextCursor(QTextCursor(block))
                self.verticalScrollBar().setValue(int(layout.blockBoundingRect(block).top()) - 8)
                return
            block = block.next()

    def _place(self) -> int:
        return self.verticalScrollBar().value()

    def _width(self) -> int:
        """Return the pixels that a picture may be wide."""
        return max(80, self.viewport().width() - 2 * round(self.document().documentMargin()) - 4)


def _picture(relative: str) -> Path | None:
    """Return the file of a picture of the guide; None for any other path."""
    home = folder().resolve()
    path = (home / "en" / relative).resolve()
    return path if path.is_relative_to(home) and path.suffix == ".png" else None


def _scaled(image: QImage, width: int, ratio: float) -> QImage:
    """Return the image no wider than `width` logical pixels, sharp on a screen of this ratio."""
    most = round(min(image.width(), width) * ratio)
    if image.isNull():
        return image
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = image if most == image.width() else image.scaledToWidth(most, smooth)
    scaled.setDevicePixelRatio(ratio)
    return scaled
