"""Draw every SVG in resources/icons/app and /mimetypes as NAME-SIZE.png files beside it.

With `--check` nothing is written; the exit code is 1 when a file is missing or the picture in
it differs from the drawing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from genstudio.core.desktop_files import ICON_SIZES, icon_sources
from genstudio.core.paths import resource

TOLERANCE = 8  # of 255: what two versions of the renderer may differ by in a pixel


def draw(source: Path, size: int) -> QImage:
    """Return the drawing as a transparent square of `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    return image


def same(drawn: QImage, path: Path) -> bool:
    """Tell whether the file holds that picture, up to the renderer's rounding."""
    kept = QImage(str(path)).convertToFormat(drawn.format())
    if kept.size() != drawn.size():
        return False
    pairs = zip(bytes(drawn.constBits()), bytes(kept.constBits()), strict=True)
    return all(abs(a - b) <= TOLERANCE for a, b in pairs)


def main(arguments: list[str]) -> int:
    """Write what differs, or with --check only tell; return the exit code."""
    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    stale = 0
    for source in icon_sources(resource("icons")):
        for size in ICON_SIZES:
            path = source.with_name(f"{source.stem}-{size}.png")
            image = draw(source, size)
            if same(image, path):
                continue
            stale += 1
            print(path.name)
            if "--check" not in arguments and not image.save(str(path)):
                raise OSError(f"{path} cannot be written")
    del application
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
