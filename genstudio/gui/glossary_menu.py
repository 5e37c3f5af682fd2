"""What the Help menu has of the glossary: its window, and the card about what has the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from genstudio.gui.glossary_hover import Hover
from genstudio.gui.help import offer

if TYPE_CHECKING:
    from genstudio.gui.glossary_window import GlossaryWindow


class GlossaryHelp(QObject):
    """Owns both; `open_guide` opens a page of the user guide."""

    def __init__(self, window: QWidget, open_guide: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._open_guide = open_guide
        self.hover = Hover(window, self.open)
        self.dialog: GlossaryWindow | None = None

    @Slot()
    def begin(self) -> None:
        """Follow the mouse in the window, which has to be on the screen."""
        self.hover.listen(self._window.windowHandle())

    @Slot()
    def show(self) -> None:
        """Show the glossary beside the window."""
        self.open("")

    @Slot()
    def explain(self) -> None:
        """Explain the words of what has the keyboard; once more opens the glossary there."""
        self.hover.explain_focus()

    def open(self, key: str) -> None:
        """Show an entry of the glossary; "" for the one that was shown last."""
        if self.dialog is None:
            from genstudio.gui.glossary_window import GlossaryWindow  # not at every start

            self.dialog = GlossaryWindow(self._open_guide, self._window)
            offer(self.dialog, "words", self._open_guide)
        self.hover.hide()
        self.dialog.show_entry(key)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
