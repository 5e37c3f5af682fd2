"""The user guide in a window of its own, beside the work: contents, search, and one page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import tr
from genstudio.gui import language
from genstudio.gui.controls import named
from genstudio.gui.help_texts import START, Hit, Pages
from genstudio.gui.help_view import HelpView
from genstudio.gui.store import Store

SIZE = (900, 680)
SIDE = 220  # px: the contents
STORED = "guide"
ITEMS = "QListView::item { padding: 5px 6px; }"
PAGE = Qt.ItemDataRole.UserRole
Key = QKeySequence.StandardKey


class Guide(QWidget):
    """Shows the pages in the window's language. Signal: keys_wanted, for the table of keys."""

    keys_wanted = Signal()

    def __init__(self, store: Store | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("guide")
        self._store = store
        self._pages = Pages(language.current())
        self._build()
        self._add_keys()
        self._fill_contents()
        self._restore()

    def open(self, name: str) -> None:
        """Show a page (the first one, where there is none of that name), and come to the front."""
        self.view.open(name if self._pages.has(name) else START)
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.setFocus()

    # Building

    def _build(self) -> None:
        self.search = named(QLineEdit(), "guideSearch", tr("Search the guide"))
        self.search.setPlaceholderText(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.contents = named(QListWidget(), "guideContents", tr("Contents"), " ")
        self.found = named(QListWidget(), "guideFound", tr("Pages found"), " ")
        self.found.setWordWrap(True)
        for found in (self.contents, self.found):
            found.setStyleSheet(ITEMS)
            found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel(tr("No page has all of these words."))
        self._nothing.setProperty("kind", "faint")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lists = QStackedWidget()
        for widget in (self.contents, self.found, self._nothing):
            self._lists.addWidget(widget)
        self.view = named(HelpView(self._pages), "guidePage", tr("Page of the guide"), " ")
        side, main = QWidget(), QWidget()
        column = _column(side)
        column.addWidget(self.search)
        column.addWidget(self._lists, 1)
        column = _column(main)
        column.addLayout(self._build_bar())
        column.addWidget(self.view, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.addWidget(side)
        self._split.addWidget(main)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([SIDE, SIZE[0] - SIDE])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.addWidget(self._split)
        self._connect()

    def _build_bar(self) -> QHBoxLayout:
        self.back = self._button("guideBack", tr("Back"), "Alt+Left", self.view.go_back)
        self.forward = self._button(
            "guideForward", tr("Forward"), "Alt+Right", self.view.go_forward
        )
        self.home = self._button("guideHome", tr("Contents"), "Alt+Home", self.view.go_home)
        smaller = self._button("guideSmaller", "A−", "Ctrl+-", self.view.shrink)
        smaller.setAccessibleName(tr("Smaller text"))
        larger = self._button("guideLarger", "A+", "Ctrl++", self.view.enlarge)
        larger.setAccessibleName(tr("Larger text"))
        tip = tr("The table of all keys")
        self.keys = named(QPushButton(tr("Keyboard")), "guideKeys", tr("Keyboard"), tip)
        self.keys.clicked.connect(self.keys_wanted)
        bar = QHBoxLayout()
        for button in (self.back, self.forward, self.home):
            bar.addWidget(button)
        bar.addStretch()
        for button in (smaller, larger, self.keys):
            bar.addWidget(button)
        return bar

    def _button(self, name: str, text: str, keys: str, act: Any) -> QPushButton:
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button = named(QPushButton(text), name, text, shown)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self._on_search_done)
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.found.itemClicked.connect(self._on_found)
        self.found.itemActivated.connect(self._on_found)
        self.view.page_changed.connect(self._on_page)
        self.view.zoomed.connect(self._remember)

    def _add_keys(self) -> None:
        view = self.view
        for keys, act in (
            ("Alt+Left", view.go_back),
            ("Alt+Right", view.go_forward),
            ("Alt+Home", view.go_home),
            ("Ctrl++", view.enlarge),
            ("Ctrl+=", view.enlarge),  # the key that carries the plus, without Shift
            ("Ctrl+-", view.shrink),
            ("Ctrl+0", self._normal_size),
            (Key.Find, self._on_find),
            (Key.HelpContents, view.go_home),
            (Key.Close, self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _fill_contents(self) -> None:
        for name in self._pages.names():
            item = QListWidgetItem(self._pages.title(name).partition(":")[0])
            item.setData(PAGE, name)
            self.contents.addItem(item)

    # What the user does

    @Slot(str)
    def _on_search(self, words: str) -> None:
        """Find while typing; without words the contents come back."""
        self.found.clear()
        hits = self._pages.search(words)
        for hit in hits:
            self.found.addItem(_found_item(hit))
        if hits:
            self.found.setCurrentRow(0)
        empty = not words.strip()
        self._lists.setCurrentWidget(
            self.contents if empty else self.found if hits else self._nothing
        )

    @Slot()
    def _on_search_done(self) -> None:
        if self.found.currentItem() is not None:
            self._on_found(self.found.currentItem())

    @Slot(QListWidgetItem)
    def _on_found(self, item: QListWidgetItem) -> None:
        """Show the page from the first of the words; in the middle, so that it can be seen."""
        self.view.open(item.data(PAGE))
        words = self.search.text().split()
        if words:
            self.view.moveCursor(self.view.textCursor().MoveOperation.Start)
            self.view.find(words[0])

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem | None, before: object) -> None:
        if item is not None:
            self.view.open(item.data(PAGE))

    @Slot(str)
    def _on_page(self, name: str) -> None:
        title = self._pages.title(name)
        self.setWindowTitle(tr("{title} – genstudio guide", title=title))
        self.view.setAccessibleName(title)
        self.back.setEnabled(self.view.has_past)
        self.forward.setEnabled(self.view.has_future)
        for row in range(self.contents.count()):
            if self.contents.item(row).data(PAGE) == name:
                self.contents.blockSignals(True)
                self.contents.setCurrentRow(row)
                self.contents.blockSignals(False)

    @Slot()
    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def _normal_size(self) -> None:
        self.view.set_points(round(QApplication.font().pointSizeF()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back the search on Esc, then close; go down from the search to what is found."""
        if event.key() == Qt.Key.Key_Escape:
            if self.search.text():
                self.search.clear()
            else:
                self.close()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            (self.found if self.found.count() else self.contents).setFocus()
        else:
            super().keyPressEvent(event)

    # What it remembers

    def _restore(self) -> None:
        kept: dict[str, Any] = self._store.get(STORED, {}) if self._store else {}
        size = [kept.get(side) for side in ("width", "height")]
        wide, high = (
            value if isinstance(value, int) and 300 <= value <= 10_000 else usual
            for value, usual in zip(size, SIZE)
        )
        room = self.screen().availableGeometry()
        self.resize(min(wide, room.width()), min(high, room.height()))
        points = kept.get("points")
        if isinstance(points, int):
            self.view.set_points(points)

    @Slot()
    def _remember(self) -> None:
        if self._store is not None:
            kept = {"width": self.width(), "height": self.height(), "points": self.view.points}
            self._store.put(STORED, kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Note the new size, for the next time."""
        super().resizeEvent(event)
        if self.isVisible():
            self._remember()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column


def _found_item(hit: Hit) -> QListWidgetItem:
    item = QListWidgetItem(f"{hit.title}\n{hit.excerpt}")
    item.setData(PAGE, hit.page)
    return item
