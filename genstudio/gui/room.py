"""Small screens, and large ones whose text is enlarged: only the panes that fit are shown.

At 250 % of its size, a full HD screen has room for 768 x 432 px. There the curves, and if need
be the inspector, are away at first; the keys and entries that show them make them windows of
their own, which lie over the main one.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

FIRST = ("tools", "bottom", "right", "left")  # which pane goes first, and so on
FLOATING = QSize(480, 300)


class Room(QObject):
    """Keeps a window as large as its screen at most, by taking panes out of it.

    Signal: taken(pane) for each that had to go.
    """

    taken = Signal(object)

    def __init__(self, window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
        super().__init__(window)
        self._window, self._docks = window, docks
        self._away: list[QDockWidget] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.fit)
        for dock in docks.values():
            self._watch(dock)

    @Slot()
    def begin(self) -> None:
        """Fit now, and whenever the window has grown with what is in it."""
        self._window.installEventFilter(self)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again after the window has another size."""
        if event.type() == QEvent.Type.Resize:
            self._later.start()
        return False

    @Slot()
    def fit(self) -> None:
        """Hide panes until the window fits its screen; a window that is larger may stay so."""
        before = len(self._away)
        for area in FIRST:
            dock = self._docks.get(area)
            tall = area in ("bottom", "tools")
            if dock is None or dock.isHidden() or dock.isFloating() or not self._lacks(tall=tall):
                continue
            dock.hide()
            if dock not in self._away:
                self._away.append(dock)
            QApplication.sendPostedEvents(self._window, QEvent.Type.LayoutRequest)
        if len(self._away) > before:
            screen = self._window.screen().availableGeometry().size()
            self._window.resize(self._window.size().boundedTo(screen))
        for dock in self._away[before:]:
            self.taken.emit(dock)

    @Slot()
    def give_back(self) -> None:
        """Put the panes back: what is stored of the layout is for every screen."""
        self._window.removeEventFilter(self)
        self._later.stop()
        for dock in self._away:
            dock.setFloating(False)
            dock.show()
        self._away.clear()

    def _lacks(self, *, tall: bool) -> bool:
        """Say whether the window is as small as it goes, and still larger than its screen."""
        window, screen = self._window, self._window.screen().availableGeometry()
        least = window.minimumSizeHint()
        if tall:
            return least.height() > screen.height() and window.height() <= least.height()
        return least.width() > screen.width() and window.width() <= least.width()

    def _watch(self, dock: QDockWidget) -> None:
        def asked(shown: bool) -> None:  # PySide calls a partial without the signal's value
            if shown and dock in self._away and not dock.isFloating():
                self._float(dock)

        dock.toggleViewAction().triggered.connect(asked)

    def _float(self, dock: QDockWidget) -> None:
        screen = self._window.screen().availableGeometry()
        dock.setFloating(True)
        dock.resize(FLOATING.boundedTo(screen.size()))
        dock.move(screen.center() - dock.rect().center())
        dock.show()
        QApplication.sendPostedEvents(self._window, QEvent.Type.LayoutRequest)
        self._window.resize(self._window.size().boundedTo(screen.size()))
