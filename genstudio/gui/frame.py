"""The frame of the window: its docks, its tabs, and a panel in each."""

from __future__ import annotations

from functools import partial
from types import ModuleType

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from genstudio.core import registry
from genstudio.core.language import mark, tr
from genstudio.gui import geometry, panels, tab_order, theme
from genstudio.gui.frame_abilities import missing, refusal
from genstudio.gui.session import Session
from genstudio.gui.state import Family
from genstudio.gui.widgets.message_bar import MessageBar
from genstudio.gui.widgets.text import tip

LAYOUT_VERSION = 2
DOCKS = {
    "left": (Qt.DockWidgetArea.LeftDockWidgetArea, 316),
    "right": (Qt.DockWidgetArea.RightDockWidgetArea, 270),
    "tools": (Qt.DockWidgetArea.RightDockWidgetArea, 270),
    "bottom": (Qt.DockWidgetArea.BottomDockWidgetArea, 250),
}
NAMES = {"tools": mark("Tools")}  # of panes that are no panel's own
CENTRE = (320, 250)  # px: smaller makes no sense; what wraps would ask for more than it needs


class Frame(QMainWindow):
    """Holds a message bar and every panel that there is a file for.

    `tabs` are the workspaces in the middle, `docks` the panes around them by their areas.
    `cramped` says that the screen is too small for a first window and its frame, so that it is
    best shown maximised.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.session = session
        self.cramped = False
        self.bar = MessageBar()
        self.docks: dict[str, QDockWidget] = {}
        self.tabs = QTabWidget(documentMode=True)
        self._modules: dict[QWidget, ModuleType] = {}
        self._family: Family | None = None  # of the model in view
        self._build()
        session.view_changed.connect(self._show_abilities)
        session.workspace_wanted.connect(self._bring)

    def panels(self) -> list[QWidget]:
        """Return all panels."""
        return list(self._modules)

    def restore_layout(self) -> None:
        """Put every pane back to where it was at the very first start."""
        for area, dock in self.docks.items():
            dock.setFloating(False)
            dock.show()
            self.addDockWidget(DOCKS[area][0], dock)
        self._size_docks()

    def restore(self) -> None:
        """Put the window and its panes where they were last time."""
        store = self.session.store
        self.cramped = geometry.restore(self, store.get("geometry", ""))
        if layout := geometry.decoded(store.get("layout", "")):
            self.restoreState(layout, LAYOUT_VERSION)
        self.tabs.setCurrentIndex(store.get("tab", 0))

    def save(self) -> None:
        """Note where the window and its panes are."""
        store = self.session.store
        store.put("geometry", geometry.saved(self))
        store.put("layout", geometry.encoded(self.saveState(LAYOUT_VERSION)))
        store.put("tab", self.tabs.currentIndex())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Have Tab go as one reads."""
        return tab_order.move(self, forward=forward)

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
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
            self._share(self.docks[module.AREA], panel, module)
        else:
            dock = QDockWidget(tr(NAMES.get(module.AREA, module.TITLE)), self)
            dock.setObjectName(f"{module.AREA}Dock")
            dock.setWidget(panel)
            self.docks[module.AREA] = dock
            self.addDockWidget(DOCKS[module.AREA][0], dock)

    def _share(self, dock: QDockWidget, panel: QWidget, module: ModuleType) -> None:
        """Let several panels of one area share it, as tabs."""
        present = dock.widget()
        if not isinstance(present, QTabWidget):
            tabs = QTabWidget(documentMode=True)
            tabs.setAccessibleName(dock.windowTitle())
            tabs.currentChanged.connect(partial(_name_current, tabs))
            self._add_tab(tabs, present, self._modules[present])
            dock.setWidget(tabs)
            dock.setTitleBarWidget(QWidget())  # the tabs say it already
            present = tabs
        self._add_tab(present, panel, module)

    @staticmethod
    def _add_tab(tabs: QTabWidget, panel: QWidget, module: ModuleType) -> None:
        """Add a panel with its title, or with its icon where there is one: many find room then."""
        title = tr(module.TITLE)
        name = getattr(module, "ICON", None)
        if name is None:
            tabs.addTab(panel, title)
            return
        index = tabs.addTab(panel, theme.icon(name), "")
        tabs.setTabToolTip(index, tip(title))
        tabs.tabBar().setAccessibleTabName(index, title)
        _name_current(tabs)

    def _size_docks(self) -> None:
        for area, dock in self.docks.items():
            vertical = area == "bottom"
            way = Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal
            self.resizeDocks([dock], [DOCKS[area][1]], way)
        beside = [dock for area, dock in self.docks.items() if area in ("right", "tools")]
        if len(beside) == 2:
            self.resizeDocks(beside, [1, 1], Qt.Orientation.Vertical)

    @Slot(str)
    def _bring(self, name: str) -> None:
        """Bring the panel of that module to the front, be it a workspace or in a pane."""
        for panel, module in self._modules.items():
            if module.__name__.rpartition(".")[2] != name:
                continue
            dock = self.docks.get(module.AREA)
            tabs = self.tabs if dock is None else dock.widget()
            if dock is not None:
                dock.show()
            if isinstance(tabs, QTabWidget):
                tabs.setCurrentWidget(panel)

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
            lacking = missing(family, module.NEEDS)
            self.tabs.setTabEnabled(index, not lacking)
            why = refusal(family, lacking[0]) if lacking else ""
            self.tabs.setTabToolTip(index, tip(why) if why else "")


def _name_current(tabs: QTabWidget, _index: int = 0) -> None:
    """Write the title beside the icon of the tab in front: the others are told by tooltips."""
    for index in range(tabs.count()):
        if not tabs.tabIcon(index).isNull():
            front = index == tabs.currentIndex()
            tabs.setTabText(index, tabs.tabBar().accessibleTabName(index) if front else "")
