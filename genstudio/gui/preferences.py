"""Edit > Preferences: where runs are kept, the language, the colours; each choice holds at once."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QProcess, Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core import paths
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.core.preferences import Place, Preferences, look_at
from genstudio.gui import language, theme
from genstudio.gui.controls import closing, named, paragraph
from genstudio.gui.endings import command
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.numbers import number
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

THEMES: dict[theme.Mode, str] = {
    "system": mark("As the system"),
    "light": mark("Light"),
    "dark": mark("Dark"),
}
DEFAULTS = Preferences()
OVERRIDE = "GENSTUDIO_RUNS"
WIDTH = 560


class PreferencesDialog(QDialog):
    """Shows the preferences and changes them; not modal. A Reset is grey at its default."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("preferences")
        self.setWindowTitle(tr("Preferences"))
        self.setModal(False)
        self._window = window
        self._preferred = window.session.preferred
        self._spoken = self._preferred.values.language  # since the window was opened
        self._tasks = Tasks(self)
        window.closing.connect(self.end)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._build_folder()
        self._build_language()
        self._build_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(16)
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addWidget(closing(self))
        self.resize(WIDTH, self.sizeHint().height())
        self._preferred.changed.connect(self.refresh)
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go what was only to be shown; nobody waits for a disk to wake up."""
        self._tasks.cancel("look")
        super().closeEvent(event)

    @Slot()
    def end(self) -> None:
        """Wait for the threads: the window is about to go."""
        self._tasks.close()

    @Slot()
    def refresh(self) -> None:
        """Show the preferences as they are, and look at the folder."""
        values = self._preferred.values
        folder = paths.preferred_runs_dir(values.runs_folder)
        self._folder.setText(str(folder))
        self._folder.setCursorPosition(0)
        self._folder.setToolTip(tip(str(folder)))
        overridden = bool(os.environ.get(OVERRIDE))
        self._browse.setEnabled(not overridden)
        self._reset_folder.setEnabled(not overridden and values.runs_folder is not None)
        _choose(self._language, values.language)
        self._reset_language.setEnabled(values.language != DEFAULTS.language)
        self._restart_note.setVisible(values.language != self._spoken)
        self._restart.setVisible(values.language != self._spoken)
        self._fit()
        _choose(self._theme, values.theme)
        self._reset_theme.setEnabled(values.theme != DEFAULTS.theme)
        self._look("look", folder, self._show_place)

    # The folder of the runs

    def _build_folder(self) -> None:
        self._folder = named(
            QLineEdit(readOnly=True), "runsFolder", tr("Folder of the runs"), tr("Where runs are")
        )
        self._browse = named(
            QPushButton(theme.icon("open-folder"), tr("&Browse…")),
            "runsBrowse",
            tr("Choose the folder of the runs"),
        )
        self._browse.clicked.connect(self._ask_folder)
        self._reset_folder = self._reset("runs_folder", "runsReset", tr("Folder of the runs"))
        self._about_folder = paragraph("faint")
        self._about_folder.setObjectName("runsNote")
        self._about_folder.setContentsMargins(0, 0, 0, 10)
        row = self._add(tr("&Runs are kept in"), self._folder)
        self._grid.addWidget(self._browse, row, 2)
        self._grid.addWidget(self._reset_folder, row, 3)
        self._grid.addWidget(self._about_folder, row + 1, 1, 1, 3)

    @Slot()
    def _ask_folder(self) -> None:
        title = tr("Choose a folder for the runs")
        chosen = QFileDialog.getExistingDirectory(self, title, self._folder.text())
        if chosen:
            self._look("take", Path(os.path.abspath(chosen)), self._take_place)

    def _look(self, why: str, folder: Path, done: Any) -> None:
        """Look at a folder in a thread: it may lie on a disk that has to wake up."""
        self._tasks.start(why, partial(_look_at, folder), done, self._on_failed)

    def _take_place(self, place: Place) -> None:
        """Keep runs in a folder that has been looked at, unless something is wrong with it."""
        if place.problem and self.isHidden():
            self._window.session.say(place.problem, "error")
        elif place.problem:
            self._note(place.problem, "error")
        elif place.folder == paths.default_runs_dir():
            self._preferred.change(runs_folder=None)
        else:
            self._preferred.change(runs_folder=str(place.folder))

    def _show_place(self, place: Place) -> None:
        if place.problem:
            self._note(place.problem, "error")
            return
        free = tr("{size} GB free.", size=number(place.free / 1e9, ",.0f"))
        if os.environ.get(OVERRIDE):
            told = tr("Set by the environment variable {name}.", name=OVERRIDE)
        else:
            told = tr(
                "New runs go here. Runs that there are already stay where they are; "
                "File > Open run opens them."
            )
        self._note(tr("{free} {told}", free=free, told=told), "faint")

    def _note(self, text: str, kind: str) -> None:
        self._about_folder.setText(text)
        if self._about_folder.property("kind") != kind:
            self._about_folder.setProperty("kind", kind)
            self._about_folder.style().polish(self._about_folder)
        self._fit()

    def _fit(self) -> None:
        """Grow until the notes, which wrap, are seen whole."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), layout.totalMinimumSize().width())
            self.resize(width, max(self.height(), layout.totalHeightForWidth(width)))

    def _on_failed(self, failure: Failure) -> None:
        self._note(failure.text, "error")

    # Language and theme

    def _build_language(self) -> None:
        self._language = named(QComboBox(), "languageChooser", tr("Language"))
        self._language.addItem(tr("As the system"), "system")
        for code, name in language.available().items():
            self._language.addItem(name, code)
        self._language.activated.connect(self._on_language)
        self._reset_language = self._reset("language", "languageReset", tr("Language"))
        self._restart_note = paragraph("faint", tr("It is spoken from the next start on."))
        self._restart_note.setObjectName("languageNote")
        self._restart_note.setContentsMargins(0, 0, 0, 10)
        self._restart = named(
            QPushButton(tr("Re&start now")),
            "restartButton",
            tr("Restart now"),
            tr("Save everything, close the window and open it again"),
        )
        self._restart.clicked.connect(self._on_restart)
        row = self._add(tr("&Language"), self._language)
        self._grid.addWidget(self._reset_language, row, 3)
        self._grid.addWidget(self._restart_note, row + 1, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._restart, row + 1, 2, 1, 2, right)

    def _build_theme(self) -> None:
        self._theme = named(QComboBox(), "themeChooser", tr("Theme"))
        for mode, text in THEMES.items():
            self._theme.addItem(tr(text), mode)
        self._theme.activated.connect(self._on_theme)
        self._reset_theme = self._reset("theme", "themeReset", tr("Theme"))
        row = self._add(tr("&Theme"), self._theme)
        self._grid.addWidget(self._reset_theme, row, 3)

    @Slot(int)
    def _on_language(self, index: int) -> None:
        self._preferred.change(language=self._language.itemData(index))

    @Slot(int)
    def _on_theme(self, index: int) -> None:
        self._window.set_theme(self._theme.itemData(index))

    @Slot()
    def _on_restart(self) -> None:
        """Close the window, which saves and waits for it, and start the program anew."""
        program, *arguments = command()
        self._window.close()
        QProcess.startDetached(program, arguments)

    # What all have

    def _add(self, text: str, control: QWidget) -> int:
        """Put a control with its label into two rows of its own; return the first."""
        row = 2 * (self._grid.rowCount() // 2)
        label = QLabel(text)
        label.setBuddy(control)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(control, row, 1)
        self._grid.setRowMinimumHeight(row + 1, 12)
        return row

    def _reset(self, name: str, button: str, what: str) -> QPushButton:
        made = named(
            QPushButton(theme.icon("reset"), tr("Reset")),
            button,
            tr("Reset: {what}", what=what),
            tr("Back to the default"),
        )
        made.clicked.connect(partial(self._to_default, name))
        return made

    def _to_default(self, name: str, checked: bool = False) -> None:
        if name == "theme":
            self._window.set_theme(DEFAULTS.theme)
        else:
            self._preferred.change(**{name: getattr(DEFAULTS, name)})


def _choose(box: QComboBox, value: str) -> None:
    """Show the entry of a value; the first one where there is none."""
    box.setCurrentIndex(max(0, box.findData(value)))


def _look_at(folder: Path, stop: Stop) -> Place:
    return look_at(folder)
