"""One verdict on the screen: what is wrong, what shows it, and what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.widgets.spark import Spark
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.doctor import Verdict

PLOTS = 2  # at most
ICONS = {"fault": "error", "warning": "warning"}


class Card(QFrame):
    """Signal: wanted(verdict) when its remedy is to be applied."""

    wanted = Signal(object)

    def __init__(self, verdict: Verdict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = verdict
        self.setObjectName(f"verdict-{verdict.rule}")
        self.setAccessibleName(verdict.sentence)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        column.addLayout(self._head(verdict))
        self._why = Wrapped(verdict.why)
        self._why.setProperty("kind", "faint")
        column.addWidget(self._why)
        self._plots: dict[str, Spark] = {}
        for evidence in verdict.evidence[:PLOTS]:
            if len(evidence.values):
                title = tr(evidence.term)
                plot = Spark(title, evidence.steps, evidence.values, evidence.lines)
                self._plots[evidence.term] = plot
                column.addWidget(plot)
        if verdict.remedy is not None:
            column.addWidget(self._remedy(verdict))

    def renew(self, verdict: Verdict) -> None:
        """Show what the same rule says now."""
        self.verdict = verdict
        self._why.setText(verdict.why)
        for evidence in verdict.evidence:
            if evidence.term in self._plots:
                plot = self._plots[evidence.term]
                plot.set_curve(evidence.steps, evidence.values, evidence.lines)

    def _head(self, verdict: Verdict) -> QHBoxLayout:
        mark = QLabel()
        side = self.fontMetrics().height() + 2
        mark.setPixmap(theme.icon(ICONS[verdict.severity]).pixmap(QSize(side, side)))
        meaning = tr("Fault") if verdict.severity == "fault" else tr("Warning")
        mark.setAccessibleName(meaning)
        mark.setToolTip(meaning)
        sentence = Wrapped(verdict.sentence)
        font = sentence.font()
        font.setBold(True)
        sentence.setFont(font)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(sentence, 1)
        return row

    def _remedy(self, verdict: Verdict) -> QWidget:
        remedy = verdict.remedy
        assert remedy is not None
        changes = ", ".join(
            f"{tr(name.replace('_', ' ').capitalize())} = {_shown(value)}"
            for name, value in remedy.changes.items()
        )
        where = (
            tr("from where the run stands")
            if remedy.step is None
            else tr("from step {step:,}", step=remedy.step)
        )
        about = Wrapped(f"{remedy.text}: {changes}, {where}.")
        button = QPushButton(tr("Try it in a branch"))
        tip = tr("Makes a new run that goes on with these settings; this one stays as it is")
        meaning = tr("Try it in a branch: {remedy}", remedy=remedy.text)
        named(button, f"remedy-{verdict.rule}", meaning, tip)
        button.clicked.connect(self._on_clicked)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(about)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self.verdict)


def _shown(value: object) -> str:
    return number(value, "g") if isinstance(value, int | float) else tr(str(value))
