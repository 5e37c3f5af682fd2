"""Explains the words of whatever the mouse rests on, or the keyboard is at; once a program.

The windows are listened to, not the widgets: a filter on all events of the program, in Python,
would cost more than the pictures that are played. Where a card is shown, the widget's own
tooltip is not: the card has its text.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCursor, QGuiApplication, QHelpEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QStyle, QToolTip, QWidget
from shiboken6 import isValid

from genstudio.gui import language
from genstudio.gui.glossary import Entry, glossary
from genstudio.gui.glossary_card import Card, hint
from genstudio.gui.glossary_places import Place, place_at, place_of
from genstudio.gui.widgets import accessible

BEFORE = 60  # ms that a card comes earlier than the tooltip that it is in place of
POINTER = QSize(18, 24)  # px that the mouse's arrow takes
KEYS = "Shift+F1"
Type = QEvent.Type
ENDS = (Type.MouseButtonPress, Type.Wheel, Type.Leave, Type.Hide, Type.Close, Type.FocusOut)
MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class Hover(QObject):
    """Shows the card; `open_entry` is called with a key when more is asked for."""

    def __init__(self, window: QWidget, open_entry: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._open = open_entry
        self.card: Card | None = None
        self._place: Place | None = None
        self._by_keys = False
        self._listened: list[QWindow] = []
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._on_rest)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.listen)
        self.listen(window.windowHandle())

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The words that are explained at the moment."""
        return self.card.entries if self.card is not None and self.card.isVisible() else ()

    def hide(self) -> None:
        """Take the card away."""
        self._rest.stop()
        if self.card is not None and self.card.isVisible():
            self.card.hide()
        if self._place is not None:
            if isValid(self._place.widget):
                self._place.widget.removeEventFilter(self)
            self._place = None

    @Slot()
    def explain_focus(self) -> None:
        """Explain what has the keyboard; asked once more, open the glossary there."""
        if self.shown and self._by_keys:
            key = self.shown[0].key
            self.hide()
            self._open(key)
            return
        widget = QApplication.focusWidget()
        place = place_of(widget) if widget is not None else None
        entries = self._words(place, quiet=True)
        if place is None or not entries:
            self.hide()
            self._open("")
            return
        self._show(place, entries, place.area, by_keys=True)
        if self.card is not None and widget is not None:
            accessible.announce(widget, self.card.said())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse in a window; keep the tooltip of what is explained away."""
        kind = event.type()
        if isinstance(watched, QWindow):
            return self._of_window(kind, event)
        if isinstance(event, QHelpEvent) and kind == Type.ToolTip:
            return True
        if kind == Type.Hide:
            self.hide()
        return isinstance(event, QKeyEvent) and kind == Type.KeyPress and self._on_key(event)

    def _of_window(self, kind: QEvent.Type, event: QEvent) -> bool:
        if kind == Type.MouseMove:
            self._on_move()
        elif kind in ENDS:
            self.hide()
        elif kind == Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        """Close the card on Esc, which then does nothing else; typing takes it away too."""
        if event.key() in MODIFIERS:
            return False
        closes = event.key() == Qt.Key.Key_Escape and bool(self.shown)
        if closes or not self._by_keys:
            self.hide()
        return closes

    def _on_move(self) -> None:
        at = QCursor.pos()
        if self.shown:
            assert self._place is not None
            if self._by_keys or self._place.area.contains(at):
                return
            self.hide()
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            delay = self._window.style().styleHint(QStyle.StyleHint.SH_ToolTip_WakeUpDelay)
            self._rest.start(max(0, delay - BEFORE))

    @Slot()
    def _on_rest(self) -> None:
        at = QCursor.pos()
        widget = QApplication.widgetAt(at)
        if widget is None or QApplication.activePopupWidget() is not None:
            return
        place = place_at(widget, widget.mapFromGlobal(at))
        entries = self._words(place)
        if place is not None and entries:
            self._show(place, entries, _around(at), by_keys=False)

    def _words(self, place: Place | None, *, quiet: bool = False) -> tuple[Entry, ...]:
        if place is None or not (place.text or place.control):
            return ()
        return glossary(language.current()).find(place.text, place.control, quiet=quiet)

    def _show(
        self, place: Place, entries: tuple[Entry, ...], beside: QRect, *, by_keys: bool
    ) -> None:
        self.hide()
        QToolTip.hideText()
        self._place, self._by_keys = place, by_keys
        place.widget.installEventFilter(self)
        if self.card is None:
            self.card = Card(self._window)
        room = place.widget.screen().availableGeometry()
        more = hint(KEYS) if by_keys else ""
        beside = place.area if place.term else beside
        self.card.show_words(entries, place.tip, beside, room, hint=more, above=place.term)

    @Slot(QWindow)
    def listen(self, window: QWindow | None) -> None:
        """Hear of the mouse in a window that comes to the front."""
        self.hide()
        self._listened = [one for one in self._listened if isValid(one)]
        if window is not None and window not in self._listened:
            self._listened.append(window)
            window.installEventFilter(self)


def _around(at: QPoint) -> QRect:
    """Return what the mouse's arrow covers."""
    return QRect(at, POINTER)
