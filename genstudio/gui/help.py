"""F1, which opens the page about what has the keyboard; and the table of keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui import panels
from genstudio.gui.help_texts import START
from genstudio.gui.mnemonics import plain

ELSEWHERE = (
    (mark("Arrows"), mark("Move the cursor over the plane, or over the images of a gallery")),
    (mark("Shift+Arrows"), mark("The same in larger steps")),
    (mark("Home"), mark("Show the whole plane; go to the first image")),
    (mark("Insert"), mark("Choose one more image of a gallery, or one less")),
    (mark("Ctrl+A"), mark("Choose all images of a gallery")),
    (mark("Return"), mark("Pin the point under the cursor; enlarge an image")),
    (mark("+ and -, wheel, double click"), mark("Zoom the plane")),
    (mark("Right or middle button, dragging"), mark("Move the plane")),
    (mark("Left button, dragging"), mark("Draw a path on the plane, or move a pin")),
    (mark("Ctrl+Arrows, Delete"), mark("Move or remove the pin under the cursor")),
    (mark("Ctrl+Z"), mark("Take the last change of the pins back")),
    (mark("Alt+Up, Alt+Down"), mark("Have an item of the queue come sooner, or later")),
    (mark("Alt+Right, Delete"), mark("Skip or release an item of the queue, or remove it")),
    (mark("Shift+dragging"), mark("Select points in a rectangle; Ctrl adds, Alt removes")),
    (mark("Shift+Alt+dragging"), mark("Select points freehand, as with the lasso")),
    (mark("Esc"), mark("Take back the path, the selection, the pins; close the message")),
    (mark("Tab, Shift+Tab"), mark("Go to the next or previous control")),
)


class KeyTable(QDialog):
    """Every shortcut of the menus, and the keys that work inside the pictures."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyTable")
        self.setWindowTitle(tr("Keyboard"))
        self.setModal(False)
        rows = [(_keys(a), _name(a)) for a in actions if not a.shortcut().isEmpty()]
        rows += [(tr(keys), tr(what)) for keys, what in ELSEWHERE]
        table = QTableWidget(len(rows), 2)
        table.setAccessibleName(tr("Keys and what they do"))
        table.setHorizontalHeaderLabels([tr("Keys"), tr("What they do")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                table.setItem(row, column, item)
        table.resizeColumnsToContents()
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        self.resize(560, 520)


def page_of(widget: QWidget | None) -> str:
    """Return the page about a widget: that of its panel, or of the one that its tabs show.

    A page is called like its panel's file.
    """
    while widget is not None:
        shown = widget.currentWidget() if isinstance(widget, QTabWidget) else widget
        package, _, name = type(shown).__module__.rpartition(".")
        if package == panels.__name__:
            return name
        widget = widget.parentWidget()
    return START


def offer(dialog: QWidget, page: str, open_page: Callable[[str], None]) -> None:
    """Have F1 in a dialog open a page of the guide with `open_page`.

    A modal dialog blocks every window that is not its own child: it gets a guide of its own.
    """
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), dialog)

    def show() -> None:
        if not dialog.isModal():
            open_page(page)
            return
        from genstudio.gui.help_pages import Guide

        own = dialog.findChild(Guide) or Guide(None, dialog)
        own.keys.hide()
        own.open(page)

    shortcut.activated.connect(show)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _name(action: QAction) -> str:
    return plain(action.text()).removesuffix("…")
