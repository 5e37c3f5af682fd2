"""Help > Glossary: every word, a search, and the entry with its equation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import tr
from genstudio.gui import language
from genstudio.gui.controls import closing, heading, named, paragraph
from genstudio.gui.glossary import Entry, glossary
from genstudio.gui.widgets.equation import Equation
from genstudio.gui.widgets.flow import Flow

SIZE = QSize(760, 520)
SIDE = 30  # average characters: the list
LARGE = 1.6  # of the font's size: of equations here
TITLE = 1.4  # the same of the word
ITEMS = "QListView::item { padding: 4px 6px; }"
KEY = Qt.ItemDataRole.UserRole


class GlossaryWindow(QDialog):
    """A list with a search at the left, the chosen entry at the right; it blocks nothing."""

    def __init__(self, open_guide: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("glossary")
        self.setWindowTitle(tr("Glossary"))
        self.setModal(False)
        self._open_guide = open_guide
        self._words = glossary(language.current())
        self._build()
        self._fill("")
        room = self.screen().availableSize()
        self.resize(SIZE.boundedTo(room))

    @property
    def shown(self) -> str:
        """The key of the entry on the right."""
        return self.page.entry.key if self.page.entry is not None else ""

    def show_entry(self, key: str) -> None:
        """Show an entry; the search is taken back where it hides it. "" leaves all as it is."""
        if not key:
            return
        if self._row(key) is None:
            self.search.clear()
        row = self._row(key)
        if row is not None:
            self.list.setCurrentItem(row)
            self.list.scrollToItem(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back the search on Esc, then close; go down from the search to the list."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the search has chosen already; a dialog would close
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.search = named(QLineEdit(), "glossarySearch", tr("Search the glossary"))
        self.search.setPlaceholderText(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.list = named(QListWidget(), "glossaryList", tr("Words"), " ")
        self.list.setStyleSheet(ITEMS)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_chosen)
        self._nothing = paragraph("faint", tr("No entry has all of these words."))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._nothing)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self._lists, 1)
        self.page = Page(self.show_entry)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        wide = SIDE * self.fontMetrics().averageCharWidth()
        split.setSizes([wide, SIZE.width() - wide])
        outer = QVBoxLayout(self)
        outer.addWidget(split, 1)
        outer.addLayout(self._build_foot())
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._on_find)

    def _build_foot(self) -> QHBoxLayout:
        tip = tr("The words with the papers that the program follows")
        guide = named(QPushButton(tr("In the guide")), "glossaryGuide", tr("In the guide"), tip)
        guide.setAutoDefault(False)
        guide.clicked.connect(self._on_guide)
        foot = QHBoxLayout()
        foot.addWidget(guide)
        foot.addStretch()
        buttons = closing(self)
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        foot.addWidget(buttons)
        return foot

    @Slot(str)
    def _fill(self, words: str) -> None:
        """List what holds the words; the first is chosen, or the one that was."""
        before = self.shown
        found = self._words.search(words)
        self.list.blockSignals(True)
        self.list.clear()
        for entry in found:
            item = QListWidgetItem(entry.word)
            item.setData(KEY, entry.key)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._lists.setCurrentWidget(self.list if found else self._nothing)
        if found:
            kept = self._row(before) if not words.strip() else None
            self.list.setCurrentItem(kept or self.list.item(0))

    def _row(self, key: str) -> QListWidgetItem | None:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in rows if item.data(KEY) == key), None)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem | None, before: object) -> None:
        if item is not None:
            entry = self._words[item.data(KEY)]
            self.page.show_entry(entry, [self._words[key] for key in entry.see])

    @Slot()
    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def _on_guide(self) -> None:
        self._open_guide("words")


class Page(QScrollArea):
    """One entry; `choose` is called with the key of a word that it points to."""

    def __init__(self, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._choose = choose
        self.entry: Entry | None = None
        self.setObjectName("glossaryPage")
        self.setAccessibleName(tr("Entry"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_entry(self, entry: Entry, see: list[Entry]) -> None:
        """Show a word, what it is also called, what it means, its equation and its kin."""
        self.entry = entry
        self.setAccessibleName(entry.word)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(8)
        title = heading(entry.word)
        title.setWordWrap(True)
        font = title.font()
        font.setPointSizeF(TITLE * font.pointSizeF())
        title.setFont(font)
        title.setObjectName("glossaryWord")
        column.addWidget(title)
        text = paragraph("", entry.text)
        text.setObjectName("glossaryText")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        if entry.equation:
            column.addWidget(Equation(entry.equation, size=LARGE))
        if entry.also:
            column.addWidget(paragraph("faint", tr("Also: {names}", names=", ".join(entry.also))))
        if see:
            column.addSpacing(4)
            column.addWidget(paragraph("faint", tr("See also")))
            column.addWidget(self._kin(see))
        column.addStretch()
        self.setWidget(page)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the page be no wider than what is seen of it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        page = self.widget()
        if page is not None:
            page.setMaximumWidth(self.viewport().width())

    def _kin(self, see: list[Entry]) -> QWidget:
        kin = QWidget()
        row = Flow(kin, spacing=6)
        for entry in see:
            name = tr("See {word}", word=entry.word)
            button = named(QPushButton(entry.word), f"glossarySee-{entry.key}", name)
            button.setAutoDefault(False)
            button.clicked.connect(_calling(self._choose, entry.key))
            row.addWidget(button)
        return kin


def _calling(call: Callable[[str], None], key: str) -> Callable[[], None]:
    """Return a call without what a button adds."""

    def act(checked: bool = False) -> None:
        call(key)

    return act
