"""What to train: the data, the model, and the settings of both."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.config import from_dict, settings
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import heading, named, paragraph
from genstudio.gui.data_options import DataOptions
from genstudio.gui.dataset_card import DatasetCard
from genstudio.gui.form import Form
from genstudio.gui.loading_row import LoadingRow
from genstudio.gui.preset_row import PresetRow
from genstudio.gui.source_list import SourceList
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Setup")
ORDER = 10
AREA = "left"
NEEDS: tuple[str, ...] = ()

FORMS = (("modelForm", mark("Settings of the model")), ("trainForm", mark("Training")))
ACTIVE = ("preparing", "training", "paused", "stopping")
MOST_SAID = 120  # letters of what is wrong with the data: the settings stay in sight
EDITOR_WIDTH = 72  # px: room for the longest usual value, not for the longest possible
BESIDE = EDITOR_WIDTH + 10 + 24  # px: editor, gap and margins, beside the name of a setting


class Panel(QScrollArea):
    """Mirrors what is chosen; the forms are made anew for each family."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("setup")
        self.setAccessibleName(tr(TITLE))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the keyboard
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._forms: dict[str, Form] = {}
        self._running: dict[str, bool] = {}
        self._build()
        self._maker = QTimer(self, singleShot=True, interval=0)
        self._maker.timeout.connect(self._make_forms)
        self._fitter = QTimer(self, singleShot=True, interval=0)
        self._fitter.timeout.connect(self._fit_width)
        session.dataset_changed.connect(self._on_dataset)
        session.dataset_changed.connect(self._on_fit)
        session.offers_changed.connect(self._sources.fill)
        session.family_changed.connect(self._on_family)
        session.state_changed.connect(self._on_state)
        session.run_changed.connect(self._on_state)
        session.settings_changed.connect(self._on_settings)
        self._on_dataset()
        self._on_family()

    @Slot()
    def _on_dataset(self) -> None:
        session = self._session
        self._sources.fill()
        loading = session.dataset_loading is not None
        self._card.show_dataset(session.dataset)
        self._card.setEnabled(not loading)
        said = session.dataset_error or ""
        self._error.setText(shorten(said, MOST_SAID, placeholder="…"))
        self._error.setToolTip(tip(said) if said else "")  # the message bar says all of it too
        self._error.setVisible(bool(said))

    @Slot()
    def _on_family(self) -> None:
        session, box = self._session, self._models
        if box.count() != len(session.families):
            box.clear()
            for name, title, summary in session.families:
                box.addItem(tr(title), name)
                said = tip(tr(summary))
                box.setItemData(box.count() - 1, said, Qt.ItemDataRole.ToolTipRole)
        box.setEnabled(box.count() > 0)
        box.setCurrentIndex(box.findData(session.family))
        summaries = {name: summary for name, _, summary in session.families}
        about = summaries.get(session.family, "")
        self._summary.setText(tr(about) if about else "")
        self._on_fit()
        self._make_forms()
        self._on_state()

    @Slot()
    def _on_fit(self) -> None:
        """Say before Train is pressed why the model cannot be trained on these data."""
        session = self._session
        family = session.choices.families.get(session.family)
        why = ""
        if family is not None and family.conditions and session.dataset is not None:
            from genstudio.data.conditions import why_not  # there is an engine: it has torch

            why = why_not(session.dataset, family.conditions)
        self._unfit.setText(why)
        self._unfit.setVisible(bool(why))

    @Slot(int)
    def _choose_model(self, index: int) -> None:
        self._session.choose_family(self._models.itemData(index))

    @Slot()
    def _make_forms(self) -> None:
        """Make the forms that the family needs, one a turn of the event loop; fill them."""
        classes = self._session.config_classes
        if classes is None:
            return
        wanted = {"modelForm": classes[0], "trainForm": classes[1]}
        missing = [n for n, config in wanted.items() if self._configs.get(n) is not config]
        if missing:
            self._make_form(missing[0], wanted[missing[0]])
            self._align()
        if len(missing) > 1:
            self._maker.start()
        self._on_settings()

    def _make_form(self, name: str, config: type) -> None:
        """Put a form for the config in the place of the one that is there."""
        if name in self._forms:
            old = self._forms.pop(name)
            self._places[name].removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._configs[name] = config
        form = Form(config, tr(dict(FORMS)[name]))
        form.setObjectName(name)
        form.changed.connect(self._on_changed)
        self._forms[name] = form
        self._running.pop(name, None)
        self._places[name].addWidget(form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more of long names where there is more room."""
        super().resizeEvent(event)
        self._align()

    def _align(self) -> None:
        """Give both forms one column of labels, and editors that fit beside it."""
        labels = [label for form in self._forms.values() for label in form.findChildren(Elided)]
        if not labels:
            return
        widest = max(label.comfortable() for label in labels)
        room = self.viewport().width() - BESIDE
        wide = min(max(label.whole() for label in labels), max(room, widest))
        for label in labels:
            label.setMinimumWidth(widest)
            label.prefer(wide)
            label.buddy().setMinimumWidth(EDITOR_WIDTH)
        self._fitter.start()  # once the new form is shown, and so counts

    @Slot()
    def _fit_width(self) -> None:
        """Nothing scrolls sideways: the longest words decide how narrow the panel can be."""
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(self._inside.minimumSizeHint().width() + bar)

    @Slot()
    def _on_settings(self) -> None:
        choices = self._session.choices
        for name, values in (("modelForm", choices.model), ("trainForm", choices.train)):
            if name not in self._forms:
                continue
            form = self._forms[name]
            if form.value() != values:
                form.set_value(from_dict(self._configs[name], values))
        self._on_state()

    @Slot(object, object)
    def _on_changed(self, name: str, value: Any) -> None:
        """Change it in the running training where that can be, else in what is chosen."""
        live = {
            setting.name
            for config in self._configs.values()
            for setting in settings(config)
            if setting.hint.live
        }
        if self._session.state in ACTIVE and name in live:
            self._session.change_live(name, value)
        else:
            self._session.set_values({name: value}, {name: value})

    @Slot()
    def _on_state(self) -> None:
        session = self._session
        active = session.state in ACTIVE and session.run is not None
        for name, form in self._forms.items():  # ten times a second: only what has changed
            if self._running.get(name) != active:
                self._running[name] = active
                form.set_running(active)
        starts = session.run is not None and not active and session.plan.kind == "create"
        self._note.setVisible(starts)
        self._queue.setEnabled(session.ready)

    def _build(self) -> None:
        self._configs: dict[str, type] = {}
        self._places: dict[str, QVBoxLayout] = {}
        self._sources = SourceList(self._session)
        self._sources.chosen.connect(self._session.open_source)
        about = tr("The kind of model to train")
        self._models = named(QComboBox(), "modelChooser", tr("Model"), about)
        self._models.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._models.setMinimumContentsLength(12)
        self._models.activated.connect(self._choose_model)
        self._card = DatasetCard()
        self._error = paragraph("error")
        self._summary = paragraph("faint")
        self._unfit = paragraph("error")
        self._unfit.setObjectName("modelUnfit")
        self._note = paragraph("faint", tr("These settings begin a new run; the open one is kept."))
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(6)
        for widget in (
            heading(tr("&Data"), self._sources),
            self._sources,
            LoadingRow(self._session),
            self._error,
            self._card,
            DataOptions(self._session),
            heading(tr("&Model"), self._models),
            self._models,
            self._summary,
            self._unfit,
            PresetRow(self._session),
            self._note,
            self._queue_button(),
            self._settings(),
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(self._inside)

    def _queue_button(self) -> QWidget:
        about = tr("Train it later: put what is set up at the end of the queue")
        text = tr("Add to the queue")
        self._queue = named(QPushButton(theme.icon("queue"), text), "addToQueue", text, about)
        self._queue.clicked.connect(self._session.queue_setup)
        return self._queue

    def _settings(self) -> QWidget:
        box = named(QWidget(), "settingsForm", tr("Settings"), " ")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for name, title in FORMS:
            column.addWidget(heading(tr(title)))
            self._places[name] = QVBoxLayout()
            column.addLayout(self._places[name])
        return box
