"""Turn vectors: the way from one group of samples to another, found by a judge, with a slider."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from genstudio.analysis.concepts import CLASS, value_in_words, values_of
from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui.applications import arithmetic_work as work
from genstudio.gui.applications.arithmetic_sum import PREFIX, _scrolled
from genstudio.gui.attribute_slider import AttributeSlider
from genstudio.gui.controls import named, pair
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.gui.applications.arithmetic_source import Source
    from genstudio.gui.session import Session

FIRST = "look"  # the number that faces turn by


class TurnBench(QWidget):
    """What to turn by, and the slider of the attributes with both groups filled in."""

    def __init__(self, session: Session, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.source = session, source
        self._waits = False
        self._tasks = Tasks(self)
        self.what = named(QComboBox(), "turnWhat", tr("What to turn by"))
        self.what.setToolTip(tr("A number or an attribute that is known of the data"))
        self.seek = named(
            QPushButton(tr("Find the way")),
            "turnFind",
            tr("Find the way"),
            tr("Judge samples, and take those that have most of it and least"),
        )
        self.seek.clicked.connect(self._on_find)
        self.note = Wrapped(tr("z + α v: v leads from the mean of one group to that of the other."))
        self.note.setProperty("kind", "hint")
        self.slider = AttributeSlider(session)
        for part in self.slider.findChildren(QWidget):
            if part.objectName() and not part.objectName().startswith("qt_"):
                part.setObjectName(PREFIX + part.objectName()[0].upper() + part.objectName()[1:])
        top = Flow()
        top.addWidget(pair(tr("Turn by"), self.what))
        top.addWidget(self.seek)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.note)
        column.addWidget(_scrolled(self.slider), 1)
        source.ready.connect(self._on_ready)
        source.search.ended.connect(self._on_source_ended)
        source.failed.connect(self._on_unprepared)
        self.on_data()

    def on_data(self) -> None:
        """Offer what is known of the data."""
        data = self._session.dataset
        offers: list[tuple[str, tuple[str, int | None]]] = []
        if data is not None:
            numbers = [name for name, factor in data.factors.items() if not factor.names]
            numbers.sort(key=lambda name: name != FIRST)
            offers += [(printable(name), (name, None)) for name in numbers]
            for name, values in values_of(data).items():
                first = 1 if len(values) == 2 and name != CLASS else 0
                offers += [
                    (printable(value_in_words(name, values, k)), (name, k))
                    for k in range(first, len(values))
                ]
        known = [self.what.itemText(place) for place in range(self.what.count())]
        if known != [text for text, _ in offers]:
            with QSignalBlocker(self.what):
                self.what.clear()
                for text, chosen in offers:
                    self.what.addItem(text, chosen)
        self.seek.setEnabled(bool(offers) and self.source.subject is not None)

    def close_bench(self) -> None:
        """End the threads."""
        self._tasks.close()
        self.slider.close_panel()

    @Slot()
    def _on_find(self) -> None:
        if self.source.kept is None:
            self._waits = self.source.subject is not None
            self.source.prepare()
        else:
            self._begin()

    @Slot()
    def _on_ready(self) -> None:
        waits, self._waits = self._waits, False
        if waits and self.source.kept is None:
            self._session.say(
                tr("The model has changed meanwhile: pause the training, then try again."),
                "warning",
            )
        elif waits:
            self._begin()

    @Slot()
    def _on_source_ended(self) -> None:
        """Whoever cancels the preparation wants nothing done after the next one."""
        self._waits = False

    def _begin(self) -> None:
        ready = self.source.kept
        if ready is not None and self.what.currentData() is not None:
            name, value = self.what.currentData()
            call = partial(work.turns, ready, name, value)
            self._tasks.start("turn", call, self._on_found, self._on_failed)

    def _on_found(self, piles: Any) -> None:
        self.slider.source.fill(piles)

    @Slot(object)
    def _on_unprepared(self, _failure: Failure) -> None:
        """Wait no longer; the sum, which asks the same source, has said why."""
        self._waits = False

    def _on_failed(self, failure: Failure) -> None:
        self._session.say(failure.text, "error", details=failure.details or None)
