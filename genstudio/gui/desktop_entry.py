"""Help > Add to the applications menu, on Linux desktops."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from genstudio.core.language import tr
from genstudio.gui.jobs import Failure, Tasks

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

REPAIR_AFTER = 3000  # ms: by then what the window itself waits for has been read


class DesktopEntry(QObject):
    """Two actions of which at most one is to be seen; both work in a thread.

    `core.desktop` is imported where it is needed: most starts need it for one look at a file.
    """

    def __init__(self, menu: QMenu, window: MainWindow) -> None:
        super().__init__(window)
        self._session = window.session
        self._tasks = Tasks(self)
        self.add = menu.addAction(tr("Add to the a&pplications menu"))
        self.remove = menu.addAction(tr("Remove from the a&pplications menu"))
        for action, call in ((self.add, self._on_add), (self.remove, self._on_remove)):
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.setVisible(False)
            action.triggered.connect(call)
        menu.aboutToShow.connect(self.refresh)
        self._soon = QTimer(self, singleShot=True, interval=REPAIR_AFTER)
        self._soon.timeout.connect(self.repair)
        window.first_shown.connect(self._soon.start)
        window.closing.connect(self.close)

    @Slot()
    def refresh(self) -> None:
        """Show what can be done now: neither where the system's package sees to the menu."""
        from genstudio.core import desktop

        supported, installed = desktop.supported(), desktop.installed()
        self.add.setVisible(supported and not installed)
        self.remove.setVisible(supported and installed)
        for action in (self.add, self.remove):
            action.setEnabled(not self._tasks.busy("menu"))

    @Slot()
    def _on_add(self) -> None:
        self._start(_install, self._added)

    @Slot()
    def _on_remove(self) -> None:
        self._start(_remove, self._removed)

    def _start(self, call: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        """A click while the other way is still on is one too many: the action is off by then."""
        if not self._tasks.busy("menu"):
            self._tasks.start("menu", call, done, self._failed)

    def _added(self, result: Any) -> None:
        text = tr("genstudio is in the applications menu now, and opens run files and lessons.")
        self._session.say(text)

    def _removed(self, result: Any) -> None:
        self._session.say(tr("genstudio is no longer in the applications menu."))

    def _failed(self, failure: Failure) -> None:
        self._session.say(failure.text, "error", details=failure.details or None)

    @Slot()
    def close(self) -> None:
        """Wait for what is being written; nothing is begun any more."""
        self._soon.stop()
        self._tasks.close()

    @Slot()
    def repair(self) -> None:
        """Mend a menu entry that starts a program which has been moved or deleted."""
        if not self._tasks.busy("menu"):
            self._tasks.start("menu", _repair, self._repaired, self._failed)

    def _repaired(self, mended: Any) -> None:
        if mended:
            self._session.say(
                tr("The entry in the applications menu was out of date; it starts this one now.")
            )


def _install(stopped: Callable[[], bool]) -> Any:
    from genstudio.core import desktop

    return desktop.install()


def _remove(stopped: Callable[[], bool]) -> Any:
    from genstudio.core import desktop

    return desktop.remove()


def _repair(stopped: Callable[[], bool]) -> Any:
    from genstudio.core import desktop

    return desktop.repair()
