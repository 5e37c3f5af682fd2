"""The menus, with every keyboard shortcut of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import pictured, theme
from genstudio.gui.desktop_entry import DesktopEntry
from genstudio.gui.glossary_hover import KEYS
from genstudio.gui.glossary_menu import GlossaryHelp
from genstudio.gui.guest import Ear
from genstudio.gui.help import KeyTable, offer, page_of
from genstudio.gui.help_texts import START
from genstudio.gui.mnemonics import give_letters
from genstudio.gui.space import SpaceBar

if TYPE_CHECKING:
    from genstudio.gui.help_pages import Guide
    from genstudio.gui.lesson_hidden import Hidden
    from genstudio.gui.lesson_picker import LessonPicker
    from genstudio.gui.window import MainWindow

THEMES: dict[theme.Mode, str] = {
    "system": mark("As the &system"),
    "light": mark("&Light"),
    "dark": mark("&Dark"),
}
Key = QKeySequence.StandardKey

DOCK_KEYS = {"right": "F2", "left": "F3", "bottom": "F4", "tools": "F6"}


class Menus(QObject):
    """Builds the menu bar; what an action does is a method of the session or the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._help: KeyTable | None = None
        self._preferences: QDialog | None = None
        self._about: QDialog | None = None
        self._picker: LessonPicker | None = None
        self._guide: Guide | None = None
        self.actions: list[QAction] = []
        self._hidden: Hidden | None = None  # what a lesson has taken away
        self._fill_file()
        self._fill_edit()
        self._fill_run()
        self._fill_view()
        self._fill_help()
        give_letters(window.menuBar())
        self._space = SpaceBar(window, list(window.docks.values()))
        self._session.state_changed.connect(self._refresh)
        self._session.family_changed.connect(self._refresh)
        Ear(self._session, {"state_changed": self._refresh}, self._refresh, self)
        QApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)
        window.welcome.tour_wanted.connect(window.begin_tour)
        window.welcome.pictures_wanted.connect(self.open_folder)
        self._refresh()

    def _fill_file(self) -> None:
        menu = self._menu(tr("&File"))
        self._add(menu, tr("Open &folder of images…"), Key.Open, self.open_folder)
        self._add(menu, tr("Open data f&ile…"), "Ctrl+Shift+O", self.open_file)
        self._add(menu, tr("Open the &digits"), "", self._open_digits)
        self._recent = menu.addMenu(tr("Open &recent"))
        self._recent.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        self._add(menu, tr("Open r&un…"), "Ctrl+L", self.open_run)
        self._add(menu, tr("Open &lesson…"), "", self._open_lesson)
        menu.addSeparator()
        self._add(menu, tr("&Quit"), "Ctrl+Q", self._window.close)

    def _fill_edit(self) -> None:
        menu = self._menu(tr("&Edit"))
        self._add(menu, tr("Paste a p&icture"), Key.Paste, self._paste)
        menu.addSeparator()
        action = self._add(menu, tr("&Preferences…"), "Ctrl+,", self.show_preferences)
        action.setMenuRole(QAction.MenuRole.PreferencesRole)

    def _fill_run(self) -> None:
        session = self._session
        menu = self._menu(tr("&Run"))
        self._train = self._add(menu, tr("&Train or pause"), "Space", self._toggle)
        driven = self._driven
        self._step = self._add(menu, tr("&One step"), ".", partial(driven, "single_step"))
        self._only: list[QAction] = []
        for player, keys in (("D", "Ctrl+D"), ("G", "Ctrl+G")):
            call = partial(driven, "single_step", (player,))
            text = tr("One step of &{player} only", player=player)
            self._only.append(self._add(menu, text, keys, call))
        self._stop = self._add(menu, tr("&Stop and save"), "Ctrl+.", partial(driven, "stop"))
        self._reset = self._add(menu, tr("&Reset to untrained"), "Ctrl+R", partial(driven, "reset"))
        wanted = partial(session.branch_wanted.emit, None)
        self._branch = self._add(menu, tr("&Branch here…"), "Ctrl+B", wanted)
        session.branch_wanted.connect(self.show_branch)
        menu.addSeparator()
        self._live = self._add(menu, tr("Back to the &live model"), "Ctrl+Return", self._show_live)

    def _fill_view(self) -> None:
        window = self._window
        menu = self._menu(tr("&View"))
        self._workspaces: list[QAction] = []
        for index in range(window.tabs.count()):
            text = tr("&{number} {title}", number=index + 1, title=window.tabs.tabText(index))
            call = partial(window.tabs.setCurrentIndex, index)
            self._workspaces.append(self._add(menu, text, f"Ctrl+{index + 1}", call))
        self._session.view_changed.connect(self._show_workspaces)
        menu.addSeparator()
        for area, dock in window.docks.items():
            action = dock.toggleViewAction()
            action.setShortcut(DOCK_KEYS[area])
            action.setToolTip(tr("Show or hide {title}", title=dock.windowTitle()))
            menu.addAction(action)
            self.actions.append(action)
        self._add(menu, tr("Restore the la&yout"), "", window.restore_layout)
        self._all = self._add(menu, tr("Show &all controls"), "", self._show_all)
        self._all.setToolTip(tr("Show what a lesson has hidden"))
        self._all.setEnabled(False)
        menu.addSeparator()
        themes = menu.addMenu(tr("&Theme"))
        group = QActionGroup(self)
        self._themes: dict[theme.Mode, QAction] = {}
        for mode, text in THEMES.items():
            action = self._add(themes, tr(text), "", partial(window.set_theme, mode))
            action.setCheckable(True)
            group.addAction(action)
            self._themes[mode] = action
        self._session.preferred.changed.connect(self._on_preferred)
        self._on_preferred()
        self._add(menu, tr("F&ull screen"), "F11", self._full_screen)

    def _fill_help(self) -> None:
        menu = self._menu(tr("&Help"))
        self._add(menu, tr("&Welcome"), "", self._welcome)
        self._add(menu, tr("&Tour"), "", self._window.begin_tour)
        self._add(menu, tr("&Lessons…"), "", self.show_lessons)
        menu.addSeparator()
        self._add(menu, tr("&User guide"), Key.HelpContents, self.show_guide)
        self._add(menu, tr("&Keyboard"), "Ctrl+F1", self.show_keys)
        self.glossary = GlossaryHelp(self._window, self.open_guide)
        self._window.first_shown.connect(self.glossary.begin)
        self._add(menu, tr("&Glossary"), "", self.glossary.show)
        explain = self._add(menu, tr("E&xplain this word"), KEYS, self.glossary.explain)
        explain.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)  # in dialogs too
        self.desktop = DesktopEntry(menu, self._window)
        about = self._add(menu, tr("&About genstudio"), "", self.show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _add(self, menu: QMenu, text: str, keys: Any, call: Callable[..., Any]) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(keys)
        action.triggered.connect(_without_checked(call))
        menu.addAction(action)
        self.actions.append(action)
        return action

    @Slot()
    def open_folder(self) -> None:
        """Ask for a folder of images, or of IDX files."""
        self._open(QFileDialog.getExistingDirectory(self._window, tr("Open a folder of images")))

    @Slot()
    def open_file(self) -> None:
        """Ask for an IDX or NumPy file."""
        self._open(QFileDialog.getOpenFileName(self._window, tr("Open a data file"))[0])

    @Slot()
    def open_run(self) -> None:
        """Ask for a run's folder."""
        start = str(self._session.runs_dir)
        self._open(QFileDialog.getExistingDirectory(self._window, tr("Open a run"), start))

    def _open(self, path: str) -> None:
        if path:
            self._window.open_path(Path(path))

    @Slot()
    def _open_lesson(self) -> None:
        """Ask for a lesson's file."""
        from genstudio.core.lesson import SUFFIX

        kind = tr("Lessons (*{suffix})", suffix=SUFFIX)
        self._open(QFileDialog.getOpenFileName(self._window, tr("Open a lesson"), "", kind)[0])

    @Slot()
    def _paste(self) -> None:
        """Take what is on the clipboard as the user's own picture."""
        found = pictured.from_clipboard()
        if found is not None:
            self._session.picture_dropped.emit(found)
        else:
            self._session.say(pictured.nothing(), "warning")

    @Slot()
    def show_lessons(self) -> None:
        """List the lessons, and how far the user has come with each."""
        if self._picker is None:
            from genstudio.gui.lesson_picker import LessonPicker  # not at every start

            self._picker = LessonPicker(self._window.lessons, self._window)
            self._picker.own_wanted.connect(self._open_lesson)
            self._window.closing.connect(self._picker.end)
            offer(self._picker, "lessons", self.open_guide)
        self._picker.look()
        _bring(self._picker)

    def follow(self, hidden: Hidden) -> None:
        """Do nothing that lessons have taken away; allow to show it all, where there is such."""
        self._hidden = hidden
        self._all.setEnabled(bool(hidden))
        for dock in self._window.docks.values():
            dock.toggleViewAction().setEnabled(not hidden.keeps(dock))
        self._show_workspaces()
        self._refresh()

    @Slot()
    def _show_workspaces(self) -> None:
        """Lead nowhere that no tab leads: it is hidden, or the model in view has no use for it."""
        tabs = self._window.tabs
        for index, action in enumerate(self._workspaces):
            action.setEnabled(tabs.isTabVisible(index) and tabs.isTabEnabled(index))

    def _show_all(self) -> None:
        self._window.lessons.show_all()

    def _welcome(self) -> None:
        self._window.leave_theory()
        self._window.docks["bottom"].show()
        self._window.welcome.call()

    @Slot()
    def _open_digits(self) -> None:
        self._session.open_source("digits")

    @Slot()
    def _fill_recent(self) -> None:
        self._recent.clear()
        for source in self._session.store.recent():
            text = printable(source).replace("&", "&&")
            action = self._recent.addAction(text)
            action.triggered.connect(_without_checked(partial(self._session.open_source, source)))
        self._recent.setEnabled(True)

    def _toggle(self) -> None:
        self._session.driven.toggle()

    def _driven(self, call: str, *values: Any) -> None:
        """Have the run, or the guest in front of it, do something."""
        getattr(self._session.driven, call)(*values)

    def _show_live(self) -> None:
        self._session.driven.show_step(None)

    def _full_screen(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def show_guide(self) -> None:
        """Open the page of the user guide about the panel that has the keyboard."""
        page = page_of(QApplication.focusWidget())
        self.open_guide(page if page != START else page_of(self._window.tabs))

    def open_guide(self, page: str) -> None:
        """Open a page of the user guide beside the window."""
        from genstudio.gui.help_pages import Guide

        if self._guide is None:
            self._guide = Guide(self._session.store, self._window)
            self._guide.keys_wanted.connect(self.show_keys)
        self._guide.open(page)

    @Slot()
    def show_keys(self) -> None:
        """Show the keyboard table beside the window; it does not block anything."""
        if self._help is None:
            self._help = KeyTable(self.actions, self._window)
            offer(self._help, "settings-and-keys", self.open_guide)
        _bring(self._help)

    @Slot()
    def show_preferences(self) -> None:
        """Show the preferences beside the window."""
        if self._preferences is None:
            from genstudio.gui.preferences import PreferencesDialog

            self._preferences = PreferencesDialog(self._window)
            offer(self._preferences, "settings-and-keys", self.open_guide)
        _bring(self._preferences)

    @Slot()
    def show_about(self) -> None:
        """Show what the program is, what it runs on, and its licences."""
        if self._about is None:
            from genstudio.gui.about import AboutDialog

            self._about = AboutDialog(self._window)
            offer(self._about, "index", self.open_guide)
        _bring(self._about)

    @Slot(object)
    def show_branch(self, folder: Path | None) -> None:
        """Ask what is to be different in a branch of a run; None is the open one."""
        from genstudio.gui.branch_dialog import BranchDialog

        run = self._session.run
        folder = folder or (None if run is None else run.folder)
        if folder is not None:
            dialog = BranchDialog(self._session, folder, self._window)
            self._window.closing.connect(dialog.end)
            offer(dialog, "runs", self.open_guide)
            _bring(dialog)

    @Slot()
    def _on_preferred(self) -> None:
        self._themes[self._session.preferred.values.theme].setChecked(True)

    @Slot(Qt.ColorScheme)
    def _on_scheme(self, scheme: Qt.ColorScheme) -> None:
        """Follow the system, where it is to be followed."""
        application = QApplication.instance()
        mode = self._session.preferred.values.theme
        if mode == "system" and isinstance(application, QApplication):
            theme.apply(application, mode)

    @Slot()
    def _refresh(self) -> None:
        session = self._session.driven
        self._train.setEnabled(session.can_train)
        self._step.setEnabled(session.can_step)
        for action in self._only:
            action.setEnabled(self._step.isEnabled() and len(session.players) > 1)
        self._stop.setEnabled(session.can_stop)
        self._reset.setEnabled(session.can_reset)
        self._branch.setEnabled(self._session.can_reset and self._session.guest is None)
        places = {
            "transport.train": [self._train],
            "transport.step": [self._step, *self._only],
            "transport.stop": [self._stop],
            "transport.reset": [self._reset],
        }
        for place, actions in places.items():
            for action in actions if self._hidden is not None and place in self._hidden else ():
                action.setEnabled(False)


def _bring(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def _without_checked(call: Callable[..., Any]) -> Callable[[], None]:
    """Drop the argument that QAction.triggered carries, and the answer."""

    def act(checked: bool = False) -> None:
        call()

    return act
