"""A field for a concept: written, or chosen from a menu of the attributes that are known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from genstudio.analysis.concepts import value_in_words
from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named

ICON = QSize(14, 14)
Values = Mapping[str, tuple[str, ...]]


class ConceptField(QWidget):
    """Signals: chosen() when the concept is another one, another() for another exemplar."""

    chosen = Signal()
    another = Signal()

    def __init__(self, key: str, sign: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Values = {}
        self.text = named(
            QLineEdit(),
            f"concept{key}",
            name,
            tr(
                "Values of attributes (glasses=yes, hair=short), or words of captions (man teacher)"
            ),
        )
        self.text.setPlaceholderText(tr("a concept"))
        self.text.setClearButtonEnabled(True)
        self.text.editingFinished.connect(self._on_written)
        self._written = ""
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.choose = named(
            QToolButton(), f"chooseConcept{key}", tr("Choose what {slot} shows", slot=name)
        )
        self.choose.setIcon(theme.icon("chevron-down"))
        self.choose.setIconSize(ICON)
        self.choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choose.setMenu(self.menu)
        self.choose.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        about = tr("Another exemplar in the place of the marked one in {slot}", slot=name)
        self.other = named(QToolButton(), f"otherExemplar{key}", about)
        self.other.setIcon(theme.icon("seed"))
        self.other.setIconSize(ICON)
        self.other.clicked.connect(self.another)
        label = QLabel(sign)
        label.setBuddy(self.text)
        label.setProperty("kind", "heading")
        label.setFixedWidth(label.fontMetrics().horizontalAdvance("−B+"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(label)
        row.addWidget(self.text, 1)
        row.addWidget(self.choose)
        row.addWidget(self.other)

    def set_values(self, values: Values) -> None:
        """Offer the attributes of other data."""
        self._values = values
        self.choose.setEnabled(bool(values))

    def put(self, text: str) -> None:
        """Write a concept, without saying so."""
        self._written = text
        self.text.setText(text)
        self.text.setCursorPosition(0)

    @Slot()
    def _on_written(self) -> None:
        if self.text.text() != self._written:
            self._written = self.text.text()
            self.chosen.emit()

    def _fill_menu(self) -> None:
        """Offer each attribute with its values, and that it may be anything."""
        self.menu.clear()
        wanted = self._wanted()
        for name, values in self._values.items():
            part = self.menu.addMenu(_plain(name))
            for value in ("", *values):
                words = value_in_words(name, values, values.index(value)) if value else tr("any")
                action = part.addAction(_plain(words))
                action.setCheckable(True)
                action.setChecked(wanted.get(name, "") == value)
                action.triggered.connect(partial(self._on_chosen, name, value))

    def _on_chosen(self, name: str, value: str, _checked: bool = False) -> None:
        wanted = self._wanted() | {name: value}
        kept = [f"{n}={v}" for n, v in wanted.items() if v]
        self.text.setText(", ".join(kept))
        self._on_written()

    def _wanted(self) -> dict[str, str]:
        """Return the values of attributes that are written."""
        pairs = [part.partition("=") for part in self.text.text().split(",") if "=" in part]
        return {name.strip(): value.strip() for name, _, value in pairs}


def _plain(text: str) -> str:
    """Return a text for a menu: an ampersand would underline what follows."""
    return printable(text).replace("&", "&&")
