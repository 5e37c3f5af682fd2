"""What is seen of a race: who takes part, the budget, samples side by side, and the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.applications.race_columns import Columns
from genstudio.gui.applications.searching import Search, SearchRow
from genstudio.gui.compare_pages import Table
from genstudio.gui.controls import named, pair, paragraph
from genstudio.gui.widgets.accessible import label_box
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.spin import NumberBox
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.gui.applications.race_work import Choice

SECONDS, STEPS = 60, 2000  # of training each, unless told otherwise
SECONDS_MOST, STEPS_MOST = 86_400, 10_000_000
EMPTY = mark(
    "Choose who takes part and how long each may train, then press “Queue them”. Each starts from "
    "the settings that fit these data best; probabilistic PCA is the baseline to beat."
)


class Stage(QWidget):
    """Mirrors what the page knows. `choice_changed` comes when others are chosen."""

    choice_changed = Signal()

    def __init__(self, measuring: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[tuple[QCheckBox, Choice]] = []
        self.rows: list[Any] = []
        self._titles: list[str] = []
        self.columns = Columns()
        self.row = SearchRow(measuring, "race", tr("Measuring"))
        self._build()

    @property
    def chosen(self) -> list[Choice]:
        """Those that are to take part."""
        return [choice for box, choice in self._boxes if box.isChecked()]

    @property
    def budget(self) -> tuple[float, int]:
        """How long each may train: seconds or steps, the other one 0."""
        value = int(self._budget.number())
        return (float(value), 0) if self._unit.currentIndex() == 0 else (0.0, value)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer those that can take part with the open data."""
        before = {choice.entry.name: box.isChecked() for box, choice in self._boxes}
        for box, _ in self._boxes:
            self._who.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = []
        for choice in choices:
            name = choice.entry.name
            box = QCheckBox(choice.title)
            about = choice.about
            if choice.entry.preset:
                about = tr("{model}, from the preset {name}", model=about, name=choice.entry.preset)
            named(box, f"race-{name}", choice.about, tip(about))
            box.setChecked(before.get(name, choice.chosen))
            box.toggled.connect(self._on_toggled)
            self._who.addWidget(box)
            self._boxes.append((box, choice))
        self.choice_changed.emit()

    def show_race(self, titles: Sequence[str], data: str) -> None:
        """Make room for those that take part."""
        self._titles = list(titles)
        self._empty.setVisible(not titles)
        self._scroll.setVisible(bool(titles))
        self.columns.show_titles(titles)

    def say_other_data(self, name: str) -> None:
        """Say that the race was on other data than those that are open; nothing where not."""
        self._other.setText(
            tr("These were trained on {name}: open those data to measure them.", name=name)
            if name
            else ""
        )
        self._other.setVisible(bool(name))

    def show_figures(self, found: Sequence[Any]) -> None:
        """Show the figures that are known."""
        if not any(found):
            self.rows = []
            self.table.hide()
            return
        from genstudio.analysis.side_by_side import rows  # whoever measured has imported it

        self.rows = rows(found)
        self.table.show_rows([*self._titles, tr("Real images")], self.rows)
        height = self.table.verticalHeader().defaultSectionSize() * len(self.rows)
        header = self.table.horizontalHeader().sizeHint().height()
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(height + header + bar + 4)
        self.table.show()

    @Slot()
    def _on_toggled(self) -> None:
        self.choice_changed.emit()

    @Slot(int)
    def _on_unit(self, index: int) -> None:
        self._budget.setRange(1, SECONDS_MOST if index == 0 else STEPS_MOST)
        self._budget.setValue(SECONDS if index == 0 else STEPS)

    # Building

    def _build(self) -> None:
        who = QWidget()
        self._who = Flow(who, spacing=10)
        self._empty = paragraph("faint", tr(EMPTY))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._other = Wrapped("")
        self._other.setObjectName("raceOtherData")
        self.table = Table("raceFigures", tr("Figures side by side"))
        self.table.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.columns, 1)
        column.addWidget(self.table)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(who)
        column.addLayout(self._build_bar())
        column.addWidget(self.row)
        column.addWidget(self._other)
        column.addWidget(self._empty, 1)
        column.addWidget(self._scroll, 1)
        label_box(self._unit)  # now it has a parent

    def _build_bar(self) -> Flow:
        self._budget = named(
            NumberBox(1, STEPS_MOST, whole=True),
            "raceBudget",
            tr("Budget"),
            tr("How long each may train"),
        )
        self._unit = named(QComboBox(), "raceUnit", tr("Unit of the budget"))
        self._unit.addItems([tr("seconds each"), tr("steps each")])
        self._unit.currentIndexChanged.connect(self._on_unit)
        self._on_unit(0)
        self.queue = _button(
            "queue", mark("Queue them"), "raceQueue",
            mark("Put them at the end of the queue and start it; one is trained after the other"),
        )  # fmt: skip
        self.queue.setIcon(theme.icon("queue", primary=True))
        self.queue.setProperty("kind", "accent")
        self.measure = _button(
            "info", mark("Measure"), "raceMeasure",
            mark("Measure samples of each against the data; this takes a while"),
        )  # fmt: skip
        self.compare = _button(
            "columns", mark("Compare runs"), "raceCompare",
            mark("Put the runs side by side: their curves, settings and reconstructions"),
        )  # fmt: skip
        self.save_table = _button(
            "export", mark("Save table…"), "raceSaveTable", mark("Save the figures as a CSV file")
        )
        self.save_picture = _button(
            "image", mark("Save picture…"), "raceSavePicture",
            mark("Save samples and figures as one picture"),
        )  # fmt: skip
        bar = Flow(spacing=6)
        bar.addWidget(pair(tr("&Budget"), self._budget))
        bar.addWidget(self._unit)
        for button in (
            self.queue,
            self.measure,
            self.compare,
            self.save_table,
            self.save_picture,
        ):
            bar.addWidget(button)
        return bar


def _button(icon: str, text: str, name: str, about: str) -> QPushButton:
    return named(QPushButton(theme.icon(icon), tr(text)), name, tr(text), tr(about))
