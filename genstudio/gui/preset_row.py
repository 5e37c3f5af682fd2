"""Where the settings start from: presets that fit the data, chosen by themselves or by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui.controls import heading, named, paragraph
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.gui.session import Session

ACTIVE = ("preparing", "training", "paused", "stopping")
OWN = "\0own"  # no preset is called so


class PresetRow(QWidget):
    """Mirrors the preset that the settings began as, and what came of it when it was tried."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Any = None
        about = tr("Settings that were tried on data of this kind; each can be changed afterwards")
        self._box = named(QComboBox(), "presetChooser", tr("Starting point"), about)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(12)
        self._box.activated.connect(self._on_chosen)
        self._result = paragraph("faint")
        self._result.setObjectName("presetResult")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (heading(tr("Starting &point"), self._box), self._box, self._result):
            column.addWidget(widget)
        for signal in (session.settings_changed, session.family_changed, session.dataset_changed):
            signal.connect(self._refresh)
        session.state_changed.connect(self._on_state)
        session.run_changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """List what fits; own settings are an entry only while there are some."""
        choices = self._session.choices
        current = choices.preset
        shown = (choices.offered, current, choices.edited, choices.family)
        self.setVisible(bool(choices.offered) or choices.edited)
        if shown == self._shown:
            return
        self._shown = shown
        self._box.clear()
        if choices.edited:
            self._box.addItem(tr("Own settings"), OWN)
        for preset in choices.offered:
            self._box.addItem(tr(preset.title), preset.name)
            self._box.setItemData(
                self._box.count() - 1, tip(result(preset)), Qt.ItemDataRole.ToolTipRole
            )
        self._box.addItem(tr("The model's own defaults"), "")
        wanted = OWN if choices.edited else current.name if current is not None else ""
        self._box.setCurrentIndex(max(0, self._box.findData(wanted)))
        said = "" if choices.edited or current is None else result(current)
        self._result.setText(said)
        self._result.setVisible(bool(said))
        self._on_state()

    @Slot()
    def _on_state(self) -> None:
        session = self._session
        self._box.setEnabled(session.state not in ACTIVE or session.run is None)

    @Slot(int)
    def _on_chosen(self, index: int) -> None:
        name = self._box.itemData(index)
        if name != OWN:
            self._session.start_from(name)


def result(preset: Any) -> str:
    """Say what came of a preset when it was tried, and how long it took."""
    if not preset.result:
        return ""
    what = tr(preset.result)
    if preset.minutes <= 0:
        return tr("Measured: {result}.", result=what)
    if preset.minutes < 1:
        seconds = round(60 * preset.minutes)
        return tr(
            "Measured: {result} in {seconds} seconds, on two processor cores.",
            result=what,
            seconds=seconds,
        )
    return tr(
        "Measured: {result} in {minutes:.0f} minutes, on two processor cores.",
        result=what,
        minutes=preset.minutes,
    )
