"""Arithmetic with codes: A - B + C, and the slider of an attribute that two piles stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui.arithmetic_tray import ArithmeticTray
from genstudio.gui.attribute_slider import AttributeSlider

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Arithmetic")
ORDER = 40
AREA = "tools"
ICON = "plus-minus"
NEEDS = ("Decodes",)


class Panel(QWidget):
    """Two ways of making a code of others, each a tab."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arithmeticPanel")
        self.tray = ArithmeticTray(session)
        self.attribute = AttributeSlider(session)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.setObjectName("arithmeticTabs")
        self.tabs.setAccessibleName(tr("Arithmetic"))
        for part, title in ((self.tray, "A − B + C"), (self.attribute, tr("Attribute"))):
            self.tabs.addTab(_scrolled(part), title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def close_panel(self) -> None:
        """End the threads."""
        self.tray.close_panel()
        self.attribute.close_panel()


def _scrolled(part: QWidget) -> QScrollArea:
    """Let a part be taller than the pane is."""
    area = QScrollArea(widgetResizable=True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(part)
    return area
