"""The three systems of the papers, trained on the same data, in one table."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.applications import draw_measuring
from genstudio.gui.applications.draw_room import Part
from genstudio.gui.applications.searching import Search, SearchRow
from genstudio.gui.controls import named
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.numbers import localised
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.text_table import Row, Scores, Table
    from genstudio.gui.session import Session

SYSTEMS = {"gan_int_cls": "GAN-INT-CLS", "gawwn": "GAWWN", "stackgan": "StackGAN"}
WHOLE = 1000  # of the progress bar
POLLED = 100  # ms
WIDE = 14  # letters of a box of runs
STAR = " \N{BLACK STAR}"
ABOUT = mark(
    "The score is exp E KL of the data's own judge, not an inception score; figures of the papers "
    "(F1) are of other pictures and another judge."
)


class Systems(Part):
    """Chooses a run of each system, measures them, and shows the table.

    `set_up` carries the name of a family that is to be trained on these data.
    """

    set_up = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = Tasks(self)
        self._told: draw_measuring.Told = deque(maxlen=100)
        self._rows: list[Row] = []
        self.search = Search(self, every=True)
        self.search.step.connect(self._on_step)
        self.search.failed.connect(self._on_failed)
        self.search.running_changed.connect(self._enable)
        self._poll = QTimer(self, interval=POLLED)
        self._poll.timeout.connect(self._on_poll)
        self.choosers: dict[str, QComboBox] = {}
        self._offers: dict[str, QPushButton] = {}
        self._build()
        session.shelf.changed.connect(self._on_shelf)
        session.dataset_changed.connect(self._on_shelf)
        self._on_shelf()

    def close_part(self) -> bool:
        """End the threads."""
        self._poll.stop()
        self._tasks.close()
        return self.search.close()

    # Building

    def _build(self) -> None:
        runs = Flow(spacing=10)
        for family, name in SYSTEMS.items():
            runs.addWidget(self._build_chooser(family, name))
        self._measure = named(
            QPushButton(theme.icon("info"), tr("Measure")),
            "drawMeasure",
            tr("Measure"),
            tr("Have each system draw 2,000 captions, and judge the pictures: about a minute"),
        )
        self._measure.clicked.connect(self.measure)
        self._queue = named(
            QPushButton(theme.icon("queue"), tr("Queue the missing")),
            "drawQueue",
            tr("Queue the missing"),
            tr("Train the systems that are missing one after the other, on the open data"),
        )
        self._queue.clicked.connect(self._on_queue)
        runs.addWidget(self._measure)
        runs.addWidget(self._queue)
        self.progress = SearchRow(self.search, "drawMeasuring", tr("Measuring"))
        self.table = named(QTableWidget(), "drawTable", tr("The three systems, measured"))
        self.table.setToolTip("")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setAlternatingRowColors(True)
        self.table.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.table.setMinimumHeight(80)
        self.note = Wrapped(parent=self)
        self.note.setObjectName("drawTableNote")
        self.note.setProperty("kind", "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addLayout(runs)
        column.addWidget(self.progress)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)

    def _build_chooser(self, family: str, name: str) -> QWidget:
        box = named(QComboBox(self), f"{family}Run", name, tr("The run of {name}", name=name))
        box.setMinimumContentsLength(WIDE)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        accessible.label_box(box)
        box.currentIndexChanged.connect(self._on_chosen)
        offer = named(
            QPushButton(tr("Set up {name}", name=name)),
            f"{family}SetUp",
            tr("Set up {name}", name=name),
            tr("Choose this kind of model for these data in the set-up pane"),
        )
        offer.setProperty("family", family)
        offer.clicked.connect(self._on_offer)
        self.choosers[family], self._offers[family] = box, offer
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        label = QLabel(name)
        label.setBuddy(box)
        column.addWidget(label)
        column.addWidget(box)
        column.addWidget(offer)
        return both

    # Which runs

    @property
    def folders(self) -> list[Path]:
        """The runs that are chosen."""
        found = [box.currentData() for box in self.choosers.values()]
        return [Path(folder) for folder in found if folder]

    @Slot()
    def _on_shelf(self) -> None:
        """Offer the runs on the open data, the newest first."""
        dataset = self._session.dataset
        for family, box in self.choosers.items():
            before = box.currentData()
            known = [
                run
                for run in self._session.shelf.runs
                if run.family == family and run.step and not run.problem
                if dataset is not None and run.data == dataset.name
            ]
            with QSignalBlocker(box):
                box.clear()
                for run in known:
                    box.addItem(printable(run.folder.name), str(run.folder))
                if known:
                    box.addItem(tr("none"), "")
                    box.setCurrentIndex(max(0, box.findData(before) if before else 0))
            box.setVisible(bool(known))
            self._offers[family].setVisible(not known)
        self._on_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        """Show what is known of the chosen runs."""
        self._enable()
        if self.search.running:
            return
        folders = self.folders
        self._show(None, [])
        if folders:
            call = partial(draw_measuring.kept, folders)
            self._tasks.start("kept", call, self._on_kept, self._on_kept_failed)

    @Slot()
    def _on_offer(self) -> None:
        self.set_up.emit(str(self.sender().property("family")))

    @property
    def missing(self) -> list[str]:
        """The systems that no run on the open data is of."""
        return [family for family, box in self.choosers.items() if not box.count()]

    @Slot()
    def _on_queue(self) -> None:
        """Put the missing systems into the queue, and start it."""
        session, dataset = self._session, self._session.dataset
        if dataset is None:
            return
        wanted = [(family, *session.choices.settings_of(family)) for family in self.missing]
        call = partial(draw_measuring.line_up, wanted, dataset, session.runs_dir)
        session.lineup.act(call, self._on_queued)

    def _on_queued(self, items: Sequence[Any]) -> None:
        session = self._session
        session.say(tr("Added to the queue: %n training(s) to be done.", "", len(items)))
        session.start_queue()

    @Slot()
    def _enable(self) -> None:
        running = self.search.running
        dataset = self._session.dataset
        able = dataset is not None and any(dataset.captions or ())
        self._queue.setVisible(bool(self.missing))
        self._queue.setEnabled(able and self._session.ready)
        self._measure.setEnabled(bool(self.folders) and not running)
        for box in self.choosers.values():
            box.setEnabled(not running)
        (self._poll.start if running else self._poll.stop)()

    # The work

    @Slot()
    def measure(self) -> None:
        """Measure the chosen runs."""
        self._rows = []
        self._told.clear()
        self._show(None, [])
        call = partial(draw_measuring.measuring, self.folders, self._session.dataset, self._told)
        self.search.start(call)

    @Slot()
    def _on_poll(self) -> None:
        if self._told:
            share, words = self._told[-1]
            self.progress.show_progress(int(WHOLE * share), WHOLE)
            self.note.setText(words)

    @Slot(object)
    def _on_step(self, found: Any) -> None:
        from genstudio.analysis.text_table import Table

        if isinstance(found, Table):
            self._show(found, found.rows)
        else:
            self._rows.append(found)
            self._show(None, self._rows)

    def _on_kept(self, table: Table | None) -> None:
        if table is not None and not self.search.running:
            self._show(table, table.rows)

    def _on_kept_failed(self, failure: Failure) -> None:
        self.note.setText(failure.text)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._session.say(failure.text, "error", details=failure.details or None)

    # The table

    def _show(self, table: Table | None, rows: Sequence[Row]) -> None:
        """Show rows, and with the whole table what real pictures score."""
        if not rows:
            self.table.clear()
            self.table.setRowCount(0)
            self.table.setColumnCount(0)
            self.note.setText(self._why_empty())
            return
        scores = [row.scores for row in rows]
        titles, columns = _columns([*scores, *([] if table is None else [table.real])])
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels(titles)
        names = [_name(row) for row in rows] + ([] if table is None else [tr("real pictures")])
        self.table.setRowCount(len(names))
        self.table.setVerticalHeaderLabels(names)
        for number, (values, lowest) in enumerate(columns):
            own = [value for value, _ in values[: len(rows)]]
            best = (min if lowest else max)(own) if len(rows) > 1 else None
            for line, (value, text) in enumerate(values):
                starred = best is not None and line < len(rows) and value == best
                item = QTableWidgetItem(text + (STAR if starred else ""))
                font = item.font()
                font.setBold(starred)
                item.setFont(font)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(line, number, item)
        for number, row in enumerate(rows):
            header = self.table.verticalHeaderItem(number)
            said = tr("{run}, step {step:,}", run=printable(row.run), step=row.step)
            header.setToolTip(tip(said))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.note.setText("" if table is None else _notes(table))

    def _why_empty(self) -> str:
        if self.folders:
            return tr("These runs have not been measured yet: press Measure.")
        return tr(
            "There is no run of these systems on the open data yet: set one up, or open the data "
            "that yours were trained on."
        )


Cells = list[tuple[float, str]]


def _columns(scores: Sequence[Scores]) -> tuple[list[str], list[tuple[Cells, bool]]]:
    """Return titles, and for each the values with their texts, and whether the least is best."""
    titles = [tr("own-classifier score"), tr("Fréchet distance")]
    score = [(s.score, f"{s.score:.2f} ± {s.deviation:.2f}") for s in scores]
    columns: list[tuple[Cells, bool]] = [
        ([(value, localised(text)) for value, text in score], False),
        ([(s.frechet, localised(f"{s.frechet:,.2f}")) for s in scores], True),
    ]
    for name in scores[0].accuracy:
        titles.append(tr("all attributes") if name == "all" else printable(tr(name)))
        columns.append((_shares([s.accuracy[name] for s in scores]), False))
    if all(s.held_out is not None for s in scores):
        titles.append(tr("all, held out"))
        columns.append((_shares([(s.held_out or {})["all"] for s in scores]), False))
    return titles, columns


def _shares(values: Sequence[float]) -> Cells:
    return [(value, localised(f"{value:.1%}")) for value in values]


def _name(row: Row) -> str:
    return f"{row.name}, {tr(row.stage)}" if row.stage else row.name


def _notes(table: Table) -> str:
    """Return what has to be known to read the table."""
    said = [
        tr(ABOUT),
        tr(
            "At most {most}. Fréchet distance: {features}. The other columns: how many pictures "
            "have what their caption says.",
            most=table.most,
            features=table.features,
        ),
    ]
    if table.combinations:
        said.append(
            tr(
                "Held out, never seen together in training: {combinations}.",
                combinations=", ".join(map(printable, table.combinations)),
            )
        )
    return " ".join(said)
