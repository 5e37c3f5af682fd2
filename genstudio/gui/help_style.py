"""The typography of the user guide, put on a document that was made from Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)

from genstudio.gui import theme

LINE = 132.0  # per cent of the font's own height
SIZES = {1: 1.7, 2: 1.3, 3: 1.1}  # of headings, as multiples of the text's
ABOVE = {1: 0, 2: 22, 3: 14}  # px
BELOW = {1: 10, 2: 6, 3: 4}
PARAGRAPH = 9
CELL = 6
PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"  # what stands for a picture in the text


def dress(document: QTextDocument) -> None:
    """Give headings, code, links, quotes and tables the looks of the theme in use."""
    colours = theme.colours()
    for block in _blocks(document):
        _dress_block(block, document.defaultFont(), colours)
    for table in _tables(document):
        _dress_table(table, colours)


def _dress_block(block: QTextBlock, font: QFont, colours: theme.Theme) -> None:
    level = block.blockFormat().headingLevel()
    code = _is_code(block)
    cursor = QTextCursor(block)
    cursor.mergeBlockFormat(_block_format(block, level, code, colours))
    for start, length, look in _fragments(block):
        if level:
            look.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            look.setFontPointSize(font.pointSizeF() * SIZES.get(level, 1.0))
        if look.isAnchor():
            look.setForeground(QBrush(QColor(colours.accent)))
        elif look.fontFixedPitch():
            look.setForeground(QBrush(QColor(colours.text)))
            if not code:
                look.setBackground(QBrush(QColor(_tint(colours))))
        if look.fontFixedPitch():
            look.setFontPointSize(font.pointSizeF() * 0.95)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(look)


def _block_format(
    block: QTextBlock, level: int, code: bool, colours: theme.Theme
) -> QTextBlockFormat:
    change = QTextBlockFormat()
    # Not of code: the background would show through; nor of pictures: a third would be empty.
    if not code and PICTURE not in block.text():
        change.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if level:
        change.setTopMargin(ABOVE.get(level, 10))
        change.setBottomMargin(BELOW.get(level, 4))
    elif code:
        change.setBackground(QBrush(QColor(_tint(colours))))
        change.setTopMargin(0)
        change.setBottomMargin(0 if _is_code(block.next()) else 2 * PARAGRAPH)
        change.setLeftMargin(8)
    elif block.textList() is not None:
        change.setTopMargin(2)
        change.setBottomMargin(3 if block.next().textList() is not None else PARAGRAPH)
    elif QTextCursor(block).currentTable() is not None:
        change.setTopMargin(0)
        change.setBottomMargin(0)
    else:
        change.setTopMargin(0)
        change.setBottomMargin(PARAGRAPH)
    return change


def _is_code(block: QTextBlock) -> bool:
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _dress_table(table: QTextTable, colours: theme.Theme) -> None:
    change = table.format()
    change.setBorder(1)
    change.setBorderCollapse(True)
    change.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    change.setBorderBrush(QBrush(QColor(colours.border)))
    change.setCellPadding(CELL)
    change.setCellSpacing(0)
    change.setTopMargin(4)
    change.setBottomMargin(12)
    table.setFormat(change)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        look = cell.format()
        look.setBackground(QBrush(QColor(_tint(colours))))
        cell.setFormat(look)


def _tint(colours: theme.Theme) -> str:
    return theme.mix(colours.base, colours.border, 0.35)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """List the stretches of one format; all at once, since a change merges some of them."""
    found = []
    walk = block.begin()
    while not walk.atEnd():
        part = walk.fragment()
        found.append((part.position(), part.length(), part.charFormat()))
        walk += 1
    return found


def _tables(document: QTextDocument) -> list[QTextTable]:
    frames = document.rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable)]
