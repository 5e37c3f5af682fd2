"""The two groups: an attribute of the data, words of the captions, or two lassos in Explore."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from genstudio.analysis import attributes
from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.applications.features_questions import Choice, Rows, Shown, looker
from genstudio.gui.controls import named
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.widgets.accessible import label_box
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.attributes import Attribute
    from genstudio.analysis.feature_groups import Groups
    from genstudio.data.dataset import Dataset
    from genstudio.gui.session import Session

WORDS, HAND = "words", "hand"
FIND = "find"
TYPING = 350  # ms after the last letter at which captions are searched
THUMBS = 34  # px: the height of a group's pictures
NAMES = (("Has", mark("has it")), ("Lacks", mark("has it not")))
DIRECTIONS = ((False, mark("Add it")), (True, mark("Take it away")))


class FeatureChoice(QWidget):
    """Keeps two groups up to date with what is chosen; `changed` says that they are others."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._dataset: Dataset | None = None
        self._known: list[Attribute] = []
        self._hand: list[Rows | None] = [None, None]
        self.shown: Shown | None = None
        self._tasks = Tasks(self)
        self._typed = QTimer(self, singleShot=True, interval=TYPING)
        self._typed.timeout.connect(self._find)
        self._build()
        session.selected_changed.connect(self._on_selected)
        session.dataset_changed.connect(self.on_data)
        self.on_data()

    @property
    def groups(self) -> Groups | None:
        """The groups from which and towards which it goes; None where there are none."""
        if self.shown is None:
            return None
        groups = self.shown.groups
        return groups.swapped if self.direction.currentData() else groups

    def close_choice(self) -> None:
        """End the threads."""
        self._typed.stop()
        self._tasks.close()

    # What it is made of

    def _build(self) -> None:
        self.source = self._box("featuresSource", tr("What is added"))
        self.source.setToolTip(tr("What the pictures of the one group have, and the others not"))
        self.source.activated.connect(self._on_source)
        self.direction = self._box("featuresDirection", tr("Add it, or take it away"))
        for value, text in DIRECTIONS:
            self.direction.addItem(tr(text), value)
        self.direction.activated.connect(self._on_direction)
        self.words = named(QLineEdit(), "featuresWords", tr("Words of the captions"))
        self.words.setPlaceholderText(tr("Words, such as smiling"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._typed.start)
        self._buttons = QWidget()
        flow = Flow(self._buttons)
        self.takes: list[QPushButton] = []
        for place, (key, text) in enumerate(NAMES):
            about = tr(
                "Take the pictures that are selected in Explore as “{group}”", group=tr(text)
            )
            button = named(QPushButton(tr(text)), f"features{key}Take", about)
            button.setIcon(theme.icon("lasso"))
            button.clicked.connect(partial(self._take, place))
            self.takes.append(button)
            flow.addWidget(button)
        self.why = Wrapped("")
        self.why.setObjectName("featuresWhy")
        self.why.setProperty("kind", "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        top = Flow(spacing=4)
        top.addWidget(self.direction)
        top.addWidget(self.source)
        column.addLayout(top)
        for part in (self.words, self._buttons):
            column.addWidget(part)
        self.counts: list[Elided] = []
        self.thumbs: list[ImageGrid] = []
        for key, text in NAMES:
            count = Elided("")
            count.setObjectName(f"features{key}Count")
            thumbs = named(
                ImageGrid(), f"features{key}", tr("Some pictures: {group}", group=tr(text))
            )
            thumbs.setMinimumSize(60, THUMBS)
            thumbs.setFixedHeight(THUMBS)
            self.counts.append(count)
            self.thumbs.append(thumbs)
            column.addWidget(count)
            column.addWidget(thumbs)
        column.addWidget(self.why)

    def _box(self, name: str, meaning: str) -> QComboBox:
        box = named(QComboBox(self), name, meaning)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        label_box(box)
        return box

    # What is chosen

    @Slot()
    def on_data(self) -> None:
        """Offer what the data say; the first attribute is chosen, so that there is one."""
        dataset = self._session.dataset
        if dataset is self._dataset:
            return
        self._dataset = dataset
        self._known = [] if dataset is None or dataset.points else attributes.known(dataset)
        self._hand = [None, None]
        with QSignalBlocker(self.source):
            self.source.clear()
            for attribute in self._known:
                self.source.addItem(printable(attribute.name), attribute)
            if dataset is not None and dataset.captions:
                self.source.addItem(tr("Words of the captions"), WORDS)
            self.source.addItem(tr("Two lassos in Explore"), HAND)
        self._on_source()

    @property
    def _kind(self) -> str:
        data = self.source.currentData()
        return data if isinstance(data, str) else ""

    @Slot()
    def _on_source(self) -> None:
        self.words.setVisible(self._kind == WORDS)
        self._buttons.setVisible(self._kind == HAND)
        self._on_selected()
        self._find()

    @Slot()
    def _on_direction(self) -> None:
        self._tell()

    @Slot()
    def _on_selected(self) -> None:
        for button in self.takes:
            button.setEnabled(len(self._session.selected) > 0)

    def _take(self, place: int, _checked: bool = False) -> None:
        """Make the selection of Explore one of the groups."""
        self._hand[place] = np.array(self._session.selected)
        self._find()

    def _choice(self) -> Choice | str:
        """Return what is chosen, or what is still to be done."""
        if self._kind == WORDS:
            words = self.words.text().strip()
            return Choice(words=words) if words else tr("Type a word of the captions.")
        if self._kind == HAND:
            has, lacks = self._hand
            if has is None or lacks is None:
                return tr(
                    "Select pictures with the lasso in Explore and take them as “has it”, then "
                    "others as “has it not”."
                )
            return Choice(has=has, lacks=lacks)
        attribute = self.source.currentData()
        return tr("Open data first.") if attribute is None else Choice(attribute=attribute)

    @Slot()
    def _find(self) -> None:
        """Look for the groups, in a thread: a million captions take a moment."""
        self._typed.stop()
        self._tasks.cancel(FIND)
        choice = self._choice()
        if isinstance(choice, str) or self._dataset is None:
            self._show(None, choice if isinstance(choice, str) else "")
            return
        self.shown = None  # the pictures of before stay until there are others
        self.changed.emit()
        self._tasks.start(FIND, looker(self._dataset, choice), self._on_found, self._on_unfound)

    def _on_found(self, shown: Shown) -> None:
        self._show(shown, "")

    def _on_unfound(self, failure: Failure) -> None:
        self._show(None, failure.text)

    def _show(self, shown: Shown | None, why: str) -> None:
        self.shown = shown
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._tell()

    def _tell(self) -> None:
        """Show how many pictures there are of each group, and some of them."""
        shown = self.shown
        for place, (count, thumbs) in enumerate(zip(self.counts, self.thumbs, strict=True)):
            if shown is None:
                rows = self._hand[place] if self._kind == HAND else None
                count.setText("" if rows is None else self._said(place, len(rows)))
                thumbs.set_images(None)
                thumbs.set_placeholder("")
                continue
            groups = shown.groups
            count.setText(self._said(place, len((groups.has, groups.lacks)[place])))
            images = (shown.has, shown.lacks)[place]
            thumbs.set_images(images, len(images))
        self.changed.emit()

    def _said(self, place: int, count: int) -> str:
        name = tr(NAMES[place][1])
        return tr("{group}: %n picture(s)", "", count, group=name)
