"""Models side by side as one picture: the samples of each, and the table below them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from genstudio.analysis import images as pictures
from genstudio.analysis.compare_table import Row
from genstudio.analysis.side_by_side import Images
from genstudio.core.language import tr

SHEET = 200  # px at least: how large the samples of one are
LINE = 22  # px of a line of the table
FONT = 14  # px
GAP = 12  # px
STAR = "*"
WRITTEN = str.maketrans(
    {
        "–": "-",
        "−": "-",
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ß": "ss",
    }
)


def draw(
    titles: Sequence[str],
    samples: Sequence[Images | None],
    real: Images | None,
    table: Sequence[Row],
) -> pictures.Picture:
    """Return [H, W, 3]: a column each, and one of real images; a star is at what is best."""
    font = ImageFont.load_default(FONT)
    heads = [plain(head) for head in (*titles, tr("Real images"))]
    table = [Row(plain(row.label), [*map(plain, row.cells)], row.best) for row in table]
    labels = max((_width(row.label, font) for row in table), default=0) + 2 * GAP
    width = SHEET + GAP
    height = 2 * GAP + LINE + SHEET + GAP + LINE * len(table)
    sheet = Image.new("RGB", (labels + width * len(heads) + GAP, height), "white")
    pen = ImageDraw.Draw(sheet)
    for column, (head, shown) in enumerate(zip(heads, [*samples, real])):
        left = labels + column * width
        pen.text((left, GAP), _fitting(head, font, SHEET), "black", font)
        if shown is not None:
            sheet.paste(_sheet(shown), (left, GAP + LINE))
    top = 2 * GAP + LINE + SHEET
    for number, row in enumerate(table):
        y = top + number * LINE
        pen.line([(GAP, y - 2), (sheet.width - GAP, y - 2)], "#dddddd")
        pen.text((GAP, y), row.label, "black", font)
        for column, cell in enumerate(row.cells):
            text = f"{cell} {STAR}" if column in row.best else cell
            pen.text((labels + column * width, y), _fitting(text, font, SHEET), "black", font)
    return np.asarray(sheet)


def save(
    path: Path,
    titles: Sequence[str],
    samples: Sequence[Images | None],
    real: Images | None,
    table: Sequence[Row],
) -> None:
    """Write the picture as PNG; raises UserError if it cannot."""
    pictures.check_png(path)
    pictures.save_png(path, draw(titles, samples, real, table))


def plain(text: str) -> str:
    """Return a text in the letters that Pillow's own font has: those of ASCII."""
    apart = unicodedata.normalize("NFKD", text.translate(WRITTEN))
    return apart.encode("ascii", "ignore").decode()


def _sheet(images: Images) -> Image.Image:
    grid = pictures.grid(images, gap=1, ground=255)
    small = Image.fromarray(grid[:, :, 0] if grid.shape[2] == 1 else grid).convert("RGB")
    factor = max(1, SHEET // max(small.size))
    large = small.resize((small.width * factor, small.height * factor), Image.Resampling.NEAREST)
    large.thumbnail((SHEET, SHEET))
    return large


def _width(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> int:
    return round(font.getlength(text))


def _fitting(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, room: int) -> str:
    """Cut a text that is too long."""
    if _width(text, font) <= room:
        return text
    while text and _width(f"{text}...", font) > room:
        text = text[:-1]
    return f"{text}..."
