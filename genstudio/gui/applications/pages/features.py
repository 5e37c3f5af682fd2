"""Deep feature interpolation: a picture gets what one group has and the other has not."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import made
from genstudio.gui.applications import features_questions as questions
from genstudio.gui.applications.features_choice import FeatureChoice
from genstudio.gui.applications.features_questions import Look, Ticket, Wish
from genstudio.gui.applications.features_result import FeatureResult
from genstudio.gui.applications.page import AppPage, above_foot
from genstudio.gui.applications.searching import Search, SearchRow
from genstudio.gui.applications.slot import Chosen, PictureSlot
from genstudio.gui.controls import heading, named, turn
from genstudio.gui.images import to_qimage
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.widgets.accessible import label_box
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.wrapped import Wrapped

TITLE = mark("Features")
ORDER = 50
ROW = 320  # px: how wide the progress is beside the button
NARROW = 620  # px: below, the choice stands above the pictures
POLLED = 100  # ms
SAVE = "save"
KINDS = (
    ("encoder", mark("Encoder of the model in view")),
    ("classifier", mark("Classifier of the data")),
    ("random", mark("Random weights (a control)")),
    ("file", mark("VGG-19 of a file…")),
)


class Page(AppPage):
    """The groups and the features on the left; the picture, what became of it, where, and why."""

    NAME = "features"
    TITLE = TITLE
    ABOUT = mark(
        "Deep feature interpolation: the features of a picture are moved from a group that has "
        "not to a group that has, and a picture with such features is looked for."
    )
    FAMILY = "vae"
    EXAMPLE = "faces-vae"

    @property
    def has_result(self) -> bool:
        """Whether a changed picture is shown."""
        return self._content is not None and self.result.look is not None

    def build(self) -> QWidget:
        """Return the choice beside the pictures."""
        self._ticket = Ticket()
        self._weights: Path | None = None
        self._chosen_kind = False  # by hand
        self._offered: Chosen | None = None  # the picture that nobody has chosen
        self.search = Search(self)
        self.search.step.connect(self._on_look)
        self.search.failed.connect(self._on_search_failed)
        self.search.ended.connect(self._on_ended)
        self.search.running_changed.connect(self._on_running)
        self._clock = QTimer(self, interval=POLLED)
        self._clock.timeout.connect(self._on_clock)
        self._tasks = Tasks(self)
        self.choice = FeatureChoice(self.session)
        self.choice.changed.connect(self._on_choice)
        self.result = FeatureResult()
        self.result.save_wanted.connect(self._save)
        self.result.own_wanted.connect(self._use_as_own)
        self.slot = PictureSlot(self.session, "featuresSlot", tr("Picture to change"))
        self.slot.picture.square = False
        self.slot.changed.connect(self._on_picture)
        self.result.pictures.insertWidget(0, self.slot, 1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(10)
        self._parts.addWidget(self._build_left(), 2)
        self._parts.addWidget(self.result, 5)
        inside = QWidget()
        inside.setLayout(self._parts)
        foot = Flow(spacing=8)
        for part in (self.button, self.row):
            foot.addWidget(part)
        content = above_foot(inside, foot, "featuresContent")
        self._turn()
        return content

    def on_view(self) -> None:
        """Follow the data and the model: a picture of other data goes, and its result."""
        dataset = self.session.dataset
        if dataset is None:
            return
        if not self._chosen_kind:
            self._choose_kind()
        image = self.slot.image
        self.slot.shape = dataset.shape
        if not dataset.points and (image is None or image.shape != dataset.shape):
            self._offer_picture()
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts below one another where there is little room."""
        super().resizeEvent(event)
        if self._content is not None:
            self._turn()

    def close_page(self) -> bool:
        """End the threads."""
        if self._content is not None:
            self._clock.stop()
            self.search.close()
            self.choice.close_choice()
            self.slot.close_slot()
            self._tasks.close()
        return super().close_page()

    # What it is made of

    def _build_left(self) -> QWidget:
        left = QWidget()
        self.features = named(
            QComboBox(left),
            "featuresKind",
            tr("Features"),
            tip(
                tr(
                    "The network whose feature maps are moved. An encoder has learned without "
                    "labels; a classifier can be deceived; random weights are a control."
                )
            ),
        )
        self.features.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.features.setMinimumContentsLength(12)
        for kind, text in KINDS:
            self.features.addItem(tr(text), kind)
        self.features.activated.connect(self._on_kind)
        self.colours = named(
            QCheckBox(tr("Keep the colours")),
            "featuresColours",
            tr("Keep the colours"),
            tip(tr("Give the result the mean and the contrast of each of the picture's colours")),
        )
        self.colours.toggled.connect(self._refresh)
        self.button = named(QPushButton(tr("Change")), "featuresStart", tr("Change"))
        self.button.setProperty("kind", "accent")
        self.button.clicked.connect(self._start)
        self.row = SearchRow(self.search, "features", tr(questions.CHANGING))
        self.row.setMinimumWidth(ROW)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading(tr("What the picture gets"), self.choice.source))
        column.addWidget(self.choice)
        column.addWidget(heading(tr("Features"), self.features))
        column.addWidget(self.features)
        label_box(self.features)
        column.addWidget(self.colours)
        self.has_it = Wrapped("")
        self.has_it.setObjectName("featuresAlready")
        self.has_it.setProperty("kind", "hint")
        column.addWidget(self.has_it)
        column.addStretch(1)
        return left

    def _turn(self) -> None:
        turn(self._parts, beside=self.width() >= NARROW)

    # What is chosen

    def _choose_kind(self) -> None:
        """Take the encoder in view where it has maps, and otherwise what needs no model."""
        dataset = self.session.dataset
        known = dataset is not None and (dataset.factors or len(dataset.classes) > 1)
        kind = "classifier" if known else "random"
        if questions.has_maps(self.session.view):
            kind = "encoder"
        self.features.setCurrentIndex(self.features.findData(kind))

    @Slot()
    def _on_kind(self) -> None:
        self._chosen_kind = True
        if self.features.currentData() == "file":
            self._ask_weights()
        self._refresh()

    def _ask_weights(self) -> None:
        """Ask for the file; without one, the kind of before is back."""
        title = tr("Open the weights of a VGG-19")
        kinds = tr("Weights (*.safetensors);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if not chosen and self._weights is None:
            self._choose_kind()
            return
        self._weights = Path(chosen) if chosen else self._weights
        if self._weights is not None:
            name = printable(self._weights.name)
            self.features.setItemText(
                self.features.findData("file"), tr("VGG-19 of {name}", name=name)
            )

    @Slot()
    def _on_choice(self) -> None:
        offered = self.slot.chosen is not None and self.slot.chosen is self._offered
        if offered and self.choice.groups is not None:
            self._offer_picture()
        self._drop_result()

    def _offer_picture(self) -> None:
        """Show a picture of the data that has not what it is to get; one of one's own stays."""
        dataset, groups = self.session.dataset, self.choice.groups
        if dataset is None or dataset.points:
            return
        held_out = dataset.indices("test")
        rows = held_out
        if groups is not None:
            rows = held_out[np.isin(held_out, groups.lacks)]
            rows = rows if len(rows) else groups.lacks
        if len(rows):
            self.slot.take_index(int(rows[0]))
            self._offered = self.slot.chosen
        else:
            self.slot.another()

    @Slot()
    def _on_picture(self) -> None:
        self._drop_result()

    def _drop_result(self) -> None:
        """What was found is of another question."""
        self.search.forget()
        self.result.show_look(None)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Say what is still missing, where something is."""
        why = ""
        if self.session.dataset is None or self.session.dataset.points:
            why = tr("Open data that are pictures first.")
        elif self.slot.image is None:
            why = tr("Choose a picture first.")
        elif self.choice.groups is None:
            why = tr("Choose the two groups first.")
        self.button.setEnabled(not why and not self.search.running)
        about = tr("Change the picture for all strengths at once; then slide")
        self.button.setToolTip(tip(why or about))
        self.has_it.setText("" if why else self._already())
        if self.result.look is None:
            self.result.picture.set_placeholder(why or tr("Press Change"))

    def _already(self) -> str:
        """Say that the picture is in the group that it is to be moved to."""
        groups, index = self.choice.groups, self.slot.index
        if groups is None or index is None or index not in groups.has:
            return ""
        if self.choice.direction.currentData():
            return tr("This picture has it not: there is nothing to take away.")
        return tr("This picture has it already: take it away, or choose another picture.")

    # Working

    @Slot()
    def _start(self) -> None:
        dataset, groups, image = self.session.dataset, self.choice.groups, self.slot.image
        if dataset is None or groups is None or image is None:
            return
        run = self.session.run
        view = self.session.view
        named_run = "" if view is None else view.record.family
        wish = Wish(
            image,
            self.slot.index,
            groups,
            self.features.currentData(),
            named_run if run is None else run.folder.name,
            self._weights,
            self.colours.isChecked(),
            name=self.slot.name,
            data=printable(dataset.name),
            step=None if view is None else view.step,
        )
        self._ticket = Ticket()
        self.search.start(questions.changer(wish, dataset, view, self._ticket))

    @Slot(object)
    def _on_look(self, look: Look) -> None:
        self.result.show_look(look)

    @Slot()
    def _on_clock(self) -> None:
        ticket = self._ticket
        self.row.set_title(tr(ticket.stage))
        self.row.show_progress(ticket.done, ticket.total)

    @Slot()
    def _on_running(self) -> None:
        if self.search.running:
            self._clock.start()
        else:
            self._clock.stop()
        self._refresh()

    @Slot()
    def _on_ended(self) -> None:
        look = self.result.look
        if not self.search.cancelled:
            return  # it is over by itself, or has failed and said so
        if look is None:
            self.session.say(tr("Cancelled: there is nothing to show yet."))
        elif look.verdict is None and not look.unjudged:
            self.session.say(tr("Cancelled: the pictures are as far as they had come."))

    @Slot(object)
    def _on_search_failed(self, failure: Failure) -> None:
        self.session.say(failure.text, "error", details=failure.details or None)

    # Ways out

    @Slot()
    def _save(self) -> None:
        image = self.result.image()
        path = made.ask_path(self, self.session, "changed") if image is not None else None
        if path is not None and image is not None:
            look, place, done = self.result.look, self.result.place, partial(self._on_saved, path)
            assert look is not None  # there is an image
            call = partial(questions.written, path, look, place)
            self._tasks.start(SAVE, call, done, self._on_search_failed)

    def _on_saved(self, path: Path, _nothing: Any) -> None:
        made.say_saved(self.session, path)

    @Slot()
    def _use_as_own(self) -> None:
        """Ask the model about the changed picture, as about one of the user's own."""
        image = self.result.image()
        if image is not None:
            self.session.picture_dropped.emit(to_qimage(image))
