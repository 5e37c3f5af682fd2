"""How the data are read: the options of their kind of source, behind a button."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from genstudio.core.config import from_dict
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.form import Form

if TYPE_CHECKING:
    from genstudio.gui.session import Session

ACTIVE = ("preparing", "training", "paused", "stopping")
PATIENCE = 700  # ms after the last change before the data are read again


class DataOptions(QWidget):
    """Mirrors the options of the open data; a change reads them again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._config: type | None = None
        self._form: Form | None = None
        self._running = False
        tip = tr("Show or hide how the images are read: size, fit and the like")
        button = QPushButton(tr("Options"))
        self._more = named(button, "dataOptionsToggle", tr("Options of the data"), tip)
        self._more.setProperty("kind", "disclosure")
        self._more.setCheckable(True)
        self._more.setIcon(theme.icon("chevron-right"))
        self._more.toggled.connect(self._on_more)
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE)
        self._timer.timeout.connect(self._reload)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        session.dataset_changed.connect(self._on_dataset)
        session.state_changed.connect(self._on_state)
        session.run_changed.connect(self._on_state)
        self._on_dataset()

    @Slot()
    def _on_dataset(self) -> None:
        """Show the options that the open data were read with."""
        session = self._session
        config, dataset = session.data_config, session.dataset
        self.setVisible(config is not None and bool(fields(config)))
        if config is None or dataset is None:
            return
        if config is not self._config:
            self._make_form(config)
        if session.dataset_loading is None and self._form is not None:
            self._timer.stop()
            if self._form.value() != dataset.options:
                self._form.set_value(from_dict(config, dataset.options))
        self._on_state()

    @Slot()
    def _on_state(self) -> None:
        if self._form is not None:
            active = self._session.state in ACTIVE and self._session.run is not None
            if active != self._running:
                self._running = active
                self._form.set_running(active)

    def _make_form(self, config: type) -> None:
        if self._form is not None:
            self._form.hide()
            self._column.removeWidget(self._form)
            self._form.setParent(None)
            self._form.deleteLater()
        self._config, self._running = config, False
        self._form = Form(config)
        self._form.setObjectName("dataForm")
        self._form.changed.connect(self._on_changed)
        self._form.setVisible(self._more.isChecked())
        self._column.addWidget(self._form)

    @Slot(bool)
    def _on_more(self, shown: bool) -> None:
        self._more.setIcon(theme.icon("chevron-down" if shown else "chevron-right"))
        if self._form is not None:
            self._form.setVisible(shown)

    @Slot(object, object)
    def _on_changed(self, name: str, value: object) -> None:
        self._timer.start()

    @Slot()
    def _reload(self) -> None:
        dataset = self._session.dataset
        if dataset is not None and self._form is not None:
            self._session.open_source(dataset.source, self._form.value())
