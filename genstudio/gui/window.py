"""The one window, and the frame that holds its panels."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from genstudio.core import registry
from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import geometry, language, openable, panels, tab_order, theme
from genstudio.gui.jobs import Failure
from genstudio.gui.loader import Loader
from genstudio.gui.menus import Menus
from genstudio.gui.notices import Notices
from genstudio.gui.numbers import number
from genstudio.gui.session import Session
from genstudio.gui.state import Family
from genstudio.gui.welcome import Welcome
from genstudio.gui.widgets.message_bar import MessageBar
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.gui.lessons import Lessons

LAYOUT_VERSION = 1
UNSEEN = 2000  # ms after which a window that nobody has seen yet, minimised say, begins its work
DOCKS = {
    "left": (Qt.DockWidgetArea.LeftDockWidgetArea, 316),
    "right": (Qt.DockWidgetArea.RightDockWidgetArea, 270),
    "bottom": (Qt.DockWidgetArea.BottomDockWidgetArea, 250),
}
REFUSALS = {
    "Decodes": mark("{family} cannot make images"),
    "Encodes": mark("{family} cannot encode images"),
    "Likelihood": mark("{family} has no likelihood"),
    "Discriminates": mark("{family} has no discriminator"),
}
CENTRE = (360, 220)  # px: smaller makes no sense; what wraps would ask for more than it needs


class MainWindow(QMainWindow):
    """Holds the session, the loader, and every panel that there is a file for.

    `first_shown` comes once it has been painted, `closing` before it saves. `ended` tells, once
    it is closed, whether every thread has ended; where `final` says that the process ends with
    this window, an import that is still on is not waited for. `cramped` says that the screen is
    too small for a first window and its frame, so that it is best shown maximised. `openers`
    says who opens files of a suffix of their own; whoever adds such a kind puts a function there.
    """

    first_shown = Signal()
    closing = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.session = session
        self.ended = self.final = False
        self.docks: dict[str, QDockWidget] = {}
        self.tabs = QTabWidget(documentMode=True)
        self._modules: dict[QWidget, ModuleType] = {}
        self._family: Family | None = None  # of the model in view
        self._closed = self._shown = False
        self.openers: dict[str, Callable[[Path], None]] = {
            ".genstudio": self._open_run_file,
            ".genlesson": self._open_lesson,
        }
        self._loader = Loader(self)
        self._loader.ready.connect(self.session.set_engine)
        self._loader.failed.connect(self._on_no_engine)
        self.first_shown.connect(self._loader.start, Qt.ConnectionType.QueuedConnection)
        self._build()
        self.welcome = cast(Welcome, self.findChild(Welcome))
        self.menus = Menus(self)
        self._restore()
        session.message.connect(self._notices.add)
        session.dataset_changed.connect(self._on_dataset)
        session.state_changed.connect(self._name_window)
        session.run_changed.connect(self._name_window)
        for signal in (session.state_changed, session.run_changed, session.shelf.changed):
            signal.connect(self._notices.review)
        session.view_changed.connect(self._show_abilities)
        self._name_window()

    @cached_property
    def lessons(self) -> Lessons:
        """What leads through lessons; it is imported when one is wanted, not at every start."""
        from genstudio.gui.lessons import Lessons

        return Lessons(self)

    @Slot()
    def begin_tour(self) -> None:
        """Show the user around."""
        self.lessons.tour()

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Open whatever the path holds: a run, a lesson, or data. What cannot be is said."""
        opener = self.openers.get(path.suffix.lower())
        folder = openable.run_folder(path)
        if not path.exists():
            name = printable(path)
            self.session.say(tr("There is no file or folder {name}.", name=name), "error")
        elif opener is not None and path.is_file():
            opener(path)
        elif folder is not None:
            self.session.open_run(folder)
        else:
            self.session.open_source(path)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open the first of several, and say that the others are left alone."""
        if len(paths) > 1:
            name = printable(paths[0].name)
            self.session.say(
                tr("Only one thing can be open at a time: {name} was opened.", name=name), "warning"
            )
        if paths:
            self.open_path(paths[0])

    def come_forward(self, token: str = "") -> None:
        """Show the window above all others; `token` is the desktop's leave to do so."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt's plugin for Wayland looks there
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def restore_layout(self) -> None:
        """Put every pane back to where it was at the very first start."""
        for area, dock in self.docks.items():
            dock.setFloating(False)
            dock.show()
            self.addDockWidget(DOCKS[area][0], dock)
        self._size_docks()

    def set_theme(self, mode: theme.Mode) -> None:
        """Change the colours, now and for the next time."""
        theme.apply(cast(QApplication, QApplication.instance()), mode)
        self.session.preferred.change(theme=mode)

    def panels(self) -> list[QWidget]:
        """Return all panels."""
        return list(self._modules)

    # Qt's own events

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Have Tab go as one reads."""
        return tab_order.move(self, forward=forward)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin the work a little later even where nothing is painted."""
        super().showEvent(event)
        QTimer.singleShot(UNSEEN, self, self._on_seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin to load the engine once the window has been painted for the first time."""
        super().paintEvent(event)
        if not self._shown:
            QTimer.singleShot(0, self, self._on_seen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and end everything; nothing is asked."""
        if not self._closed:
            self._closed = True
            self.closing.emit()
            self._save()
            self.hide()
            self.session.begin_to_close()
            for panel in self._modules:
                if hasattr(panel, "close_panel"):
                    panel.close_panel()
            saved = self.session.close()
            self.ended = self._loader.close(wait=not self.final) and saved
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only: Qt's own formats would be unpickled."""
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file or folder."""
        paths = self._dropped(event)
        if paths:
            event.acceptProposedAction()
            self.open_paths(paths)

    @staticmethod
    def _dropped(event: QDropEvent) -> list[Path]:
        data = event.mimeData()
        urls = data.urls() if data.hasFormat("text/uri-list") else []
        return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]

    # The frame

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        bar = MessageBar()
        self._notices = Notices(bar, self)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.tabs, 1)
        self.setCentralWidget(centre)
        self.tabs.setObjectName("workspaces")
        self.tabs.setAccessibleName(tr("Workspaces"))
        modules = [registry.load(panels, name) for name in registry.names(panels)]
        for module in sorted(modules, key=lambda module: module.ORDER):
            panel = module.Panel(self.session)
            self._modules[panel] = module
            self._place(panel, module)
        self.resize(geometry.SIZE)
        self._size_docks()

    def _place(self, panel: QWidget, module: ModuleType) -> None:
        if module.AREA == "centre":
            panel.setMinimumSize(*CENTRE)
            self.tabs.addTab(panel, tr(module.TITLE))
        elif module.AREA == "top":
            bar = QToolBar(tr(module.TITLE), movable=False)
            bar.setObjectName("topBar")
            bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
            bar.addWidget(panel)
            self.addToolBar(bar)
        elif module.AREA in self.docks:
            self._share(self.docks[module.AREA], panel, tr(module.TITLE))
        else:
            dock = QDockWidget(tr(module.TITLE), self)
            dock.setObjectName(f"{module.AREA}Dock")
            dock.setWidget(panel)
            self.docks[module.AREA] = dock
            self.addDockWidget(DOCKS[module.AREA][0], dock)

    @staticmethod
    def _share(dock: QDockWidget, panel: QWidget, title: str) -> None:
        """Let several panels of one area share it, as tabs."""
        present = dock.widget()
        if not isinstance(present, QTabWidget):
            tabs = QTabWidget(documentMode=True)
            tabs.setAccessibleName(dock.windowTitle())
            tabs.addTab(present, dock.windowTitle())
            dock.setWidget(tabs)
            dock.setTitleBarWidget(QWidget())  # the tabs say it already
            present = tabs
        present.addTab(panel, title)

    def _size_docks(self) -> None:
        for area, dock in self.docks.items():
            vertical = area == "bottom"
            way = Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal
            self.resizeDocks([dock], [DOCKS[area][1]], way)

    def _restore(self) -> None:
        store = self.session.store
        self.cramped = geometry.restore(self, store.get("geometry", ""))
        if layout := geometry.decoded(store.get("layout", "")):
            self.restoreState(layout, LAYOUT_VERSION)
        self.tabs.setCurrentIndex(store.get("tab", 0))

    def _save(self) -> None:
        store = self.session.store
        store.put("geometry", geometry.saved(self))
        store.put("layout", geometry.encoded(self.saveState(LAYOUT_VERSION)))
        store.put("tab", self.tabs.currentIndex())

    @Slot()
    def _on_seen(self) -> None:
        if not self._shown and not self._closed:
            self._shown = True
            geometry.settle(self)
            self.first_shown.emit()

    def _open_lesson(self, path: Path) -> None:
        self.lessons.open(path)

    def _open_run_file(self, path: Path) -> None:
        """Open the run that the file describes; a run is its whole folder."""
        folder = openable.run_folder(path)
        if folder is not None:
            self.session.open_run(folder)
            return
        self.session.say(
            tr(
                "{name} only describes a run. Open it in the run's own folder, "
                "which also holds what was trained.",
                name=printable(path.name),
            ),
            "error",
        )

    @Slot()
    def _show_abilities(self) -> None:
        """Grey out the workspaces that the model in view has no use for, and say why."""
        view = self.session.view
        family = self.session.choices.families.get(view.record.family) if view else None
        if family is self._family:
            return
        self._family = family
        for panel, module in self._modules.items():
            index = self.tabs.indexOf(panel)
            if index < 0 or family is None:
                continue
            missing = [n for n in module.NEEDS if ability(n) not in family.abilities]
            self.tabs.setTabEnabled(index, not missing)
            why = _refusal(family, missing[0]) if missing else ""
            self.tabs.setTabToolTip(index, tip(why) if why else "")

    @Slot()
    def _name_window(self) -> None:
        run = self.session.run
        title = "genstudio"
        if run is not None:
            title = tr("{run} – genstudio", run=printable(run.folder.name))
        share = self.session.progress
        if share is not None:
            title = tr("{share} – {title}", share=number(share, ".0%"), title=title)
        if title != self.windowTitle():
            self.setWindowTitle(title)

    @Slot()
    def _on_dataset(self) -> None:
        """There is something to be seen: what is wanted later may be imported now."""
        if self.session.dataset is not None or self.session.dataset_error is not None:
            self._loader.finish()

    @Slot(object)
    def _on_no_engine(self, failure: Failure) -> None:
        self.session.say(failure.text, "error", details=failure.details or None)


def ability(need: str) -> str:
    """Return the method that a protocol of models stands for: Decodes is `decode`."""
    return need.removesuffix("s").lower()


def _refusal(family: Family, need: str) -> str:
    why = REFUSALS.get(need, mark("{family} cannot do this"))
    return tr(why, family=tr(family.title))


def create_window(runs_dir: Path | None = None) -> MainWindow:
    """Make the window, not yet shown; runs are kept in `runs_dir` (the user's own by default)."""
    application = QApplication.instance() or QApplication(["genstudio"])
    session = Session(runs_dir)
    language.apply(cast(QApplication, application), session.preferred.values.language)
    theme.apply(cast(QApplication, application), session.preferred.values.theme)
    window = MainWindow(session)
    session.setParent(window)
    return window
