"""The runs there are: open one, go on with it, branch, compare several, or throw one away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.run_rows import FOLDER, OPEN, TwoLines, tell
from genstudio.gui.widgets.flow import Flow
from genstudio.train import lineage

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Runs")
ORDER = 20
AREA = "left"
NEEDS: tuple[str, ...] = ()

EVERY = 5000  # ms between two looks at a training's record
EMPTY = mark("No runs yet. Press the round button at the top to train the first one.")
OPEN_KEY = QKeySequence(Qt.Key.Key_Return)
BUTTONS = (
    (
        "openRunButton",
        "runs",
        mark("Open"),
        mark("Open the run"),
        mark("Open the chosen run ({key})"),
    ),
    (
        "resumeRunButton",
        "play",
        mark("Resume"),
        mark("Resume the run"),
        mark("Open it and train on"),
    ),
    (
        "branchRunButton",
        "branch",
        mark("Branch"),
        mark("Branch off the run"),
        mark("Change settings, and go on from its newest checkpoint as a run of its own"),
    ),
    (
        "compareRunsButton",
        "columns",
        mark("Compare"),
        mark("Compare the runs"),
        mark("Put the chosen runs side by side: choose several with Ctrl or Shift"),
    ),
    (
        "deleteRunButton",
        "trash",
        mark("Delete"),
        mark("Delete the run"),
        mark("Move it to the trash"),
    ),
)


class Panel(QWidget):
    """Mirrors the shelf."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs")
        self._session = session
        self._build()
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self._look_again)
        session.shelf.failed.connect(self._clock.stop)  # what cannot be read is told once
        session.shelf.changed.connect(self._on_runs)
        session.run_changed.connect(self._on_run)
        self._on_runs()

    def showEvent(self, event: QShowEvent) -> None:
        """Look what others have done meanwhile."""
        super().showEvent(event)
        self._session.shelf.refresh()

    @Slot()
    def _look_again(self) -> None:
        """See how far a training has come, here or elsewhere."""
        if self.isVisible():
            self._session.shelf.refresh()

    @Slot()
    def _on_runs(self) -> None:
        """List the runs, branches below their parents; where nothing is new, nothing moves."""
        runs = self._session.shelf.runs
        nodes = lineage.tree(runs)
        if [node.run.folder for node in nodes] != self._listed():
            chosen = set(self._folders())
            self.list.clear()
            for node in nodes:
                item = QListWidgetItem(self.list)
                item.setData(FOLDER, node.run.folder)
                item.setSelected(node.run.folder in chosen)
        for row, node in enumerate(nodes):
            tell(self.list.item(row), node)
        # The timer rests where nothing trains.
        on = any(run.status in ("training", "paused") and not run.problem for run in runs)
        if on != self._clock.isActive():
            (self._clock.start if on else self._clock.stop)()
        self._empty.setVisible(self.list.count() == 0)
        self.list.setVisible(self.list.count() > 0)
        self._on_run()

    @Slot()
    def _on_run(self) -> None:
        """Mark the open run."""
        run = self._session.run
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setData(OPEN, run is not None and item.data(FOLDER) == run.folder)
        self._on_choice()

    @Slot()
    def _on_choice(self) -> None:
        count = len(self.list.selectedItems())
        for button in self._buttons:
            several = button.objectName() == "compareRunsButton"
            button.setEnabled(count > 1 if several else count == 1)

    def _listed(self) -> list[Path]:
        """Return all runs of the list."""
        return [self.list.item(row).data(FOLDER) for row in range(self.list.count())]

    def _folders(self) -> list[Path]:
        """Return the chosen runs, in the order of the list."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(FOLDER) for item in items if item.isSelected()]

    def _chosen(self) -> Path | None:
        """Return the run that is chosen; None where it is not exactly one."""
        folders = self._folders()
        return folders[0] if len(folders) == 1 else None

    @Slot()
    def open_chosen(self) -> None:
        """Open the chosen run."""
        folder = self._chosen()
        if folder is not None:
            self._session.open_run(folder)

    @Slot()
    def resume_chosen(self) -> None:
        """Open the chosen run and train on."""
        folder = self._chosen()
        if folder is not None:
            self._session.open_run(folder)
            self._session.train_when_open()

    @Slot()
    def branch_chosen(self) -> None:
        """Ask what shall be different in a branch of the chosen run."""
        folder = self._chosen()
        if folder is not None:
            self._session.branch_wanted.emit(folder)

    @Slot()
    def delete_chosen(self) -> None:
        """Put the chosen run into the trash; it can be undone for some seconds."""
        folder = self._chosen()
        if folder is not None:
            self._session.delete_run(folder)

    @Slot()
    def compare_chosen(self) -> None:
        """Put the chosen runs side by side."""
        folders = self._folders()
        if len(folders) > 1:
            self._session.compare(folders)

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        """Offer what the buttons do, where the mouse is."""
        if not self.list.selectedItems():
            return
        menu = QMenu(self)
        menu.setObjectName("runMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._buttons:
            action = menu.addAction(button.icon(), button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _build(self) -> None:
        self.list = named(
            QListWidget(), "runList", tr("Runs, the newest first, branches below their parents")
        )
        self.list.setToolTip("")
        self.list.setAlternatingRowColors(True)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemSelectionChanged.connect(self._on_choice)
        self.list.itemActivated.connect(self.open_chosen)
        self._empty = QLabel(tr(EMPTY))
        self._empty.setProperty("kind", "faint")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = Flow(spacing=6)
        self._buttons = []
        key = OPEN_KEY.toString(QKeySequence.SequenceFormat.NativeText)
        actions = (
            self.open_chosen,
            self.resume_chosen,
            self.branch_chosen,
            self.compare_chosen,
            self.delete_chosen,
        )
        for (name, icon, text, meaning, about), act in zip(BUTTONS, actions):
            button = QPushButton(theme.icon(icon), tr(text))
            named(button, name, tr(meaning), tr(about, key=key))
            button.clicked.connect(act)
            row.addWidget(button)
            self._buttons.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(row)
