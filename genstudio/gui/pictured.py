"""Pictures that are dropped or pasted: a file, or the pixels themselves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from genstudio.core.language import tr


def files_of(data: QMimeData) -> list[Path]:
    """Return the local files that something dropped names."""
    urls = data.urls() if data.hasFormat("text/uri-list") else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def image_of(data: QMimeData) -> QImage | None:
    """Return the picture that something dropped is; None where it is none, or damaged.

    Qt gives a pixmap where this program carries one, and bytes that it cannot read as they are.
    """
    found = data.imageData() if data.hasImage() else None
    if isinstance(found, QPixmap):
        found = found.toImage()
    return found if isinstance(found, QImage) and not found.isNull() else None


def from_clipboard() -> Path | QImage | None:
    """Return the file or the picture that is on the clipboard; None where there is neither."""
    clipboard = QGuiApplication.clipboard()
    data: QMimeData | None = clipboard.mimeData()
    if data is None:  # nobody has copied anything yet
        return None
    files = files_of(data)
    if files:
        return files[0]
    if not data.hasImage():
        return None
    image = clipboard.image()
    return None if image.isNull() else image


def nothing() -> str:
    """Say that there is no picture on the clipboard."""
    return tr("There is no picture on the clipboard: copy one, or its file, first.")
