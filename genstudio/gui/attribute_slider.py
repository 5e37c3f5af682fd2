"""The slider of an attribute: a subject, moved along a direction from -3 to 3."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.analysis.attributes import FARTHEST
from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import attribute_questions as questions
from genstudio.gui import made, theme
from genstudio.gui.arithmetic_questions import Bench
from genstudio.gui.attribute_questions import STEPS, Edit, Edited, Strip
from genstudio.gui.attribute_source import AttributeSource
from genstudio.gui.attribute_subject import Subject
from genstudio.gui.carry import Carried
from genstudio.gui.chores import Chores
from genstudio.gui.controls import labelled, named, turn
from genstudio.gui.drag_out import DragOut, DropIn
from genstudio.gui.lookers import Looker
from genstudio.gui.numbers import number
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.picture import Picture
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TENTHS = 10  # steps of the slider from one whole number to the next
AGAIN = 200  # ms from one picture to the next that follows the weights
WIDE = 470  # px from which on the slider stands beside what the direction is made from


class Low(ImageGrid):
    """Images side by side in a pane that has little height."""

    def sizeHint(self) -> QSize:
        """Ask for a single row."""
        return QSize(230, 40)


class Half(Picture):
    """One of two pictures side by side, as high as there is room for."""

    def hasHeightForWidth(self) -> bool:
        """Say that the height is free."""
        return False

    def sizeHint(self) -> QSize:
        """Ask for little."""
        return QSize(100, 100)


class AttributeSlider(QWidget):
    """Moves a subject along the direction of its source, with the weights in view."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Edited | None = None
        self._strip: Strip | None = None
        self._slow, self._quick = Bench(), Bench()
        self._chores = Chores(session, self)
        self._chores.answered.connect(self._on_answered)
        self._chores.failed.connect(self._on_failed)
        self._looker = Looker(session, self)  # not behind anything else: the slider is being moved
        self._looker.answered.connect(self._on_edited)
        self._looker.failed.connect(self._on_not_edited)
        self._again = QTimer(self, singleShot=True, interval=AGAIN)
        self._again.timeout.connect(self._refresh)
        self._build()
        session.view_changed.connect(self._on_view)
        session.label_changed.connect(self._refresh)
        self.source.changed.connect(self._on_direction)
        self._on_direction()

    def close_panel(self) -> None:
        """End the threads."""
        self.source.close_source()
        self._again.stop()
        self._chores.close()
        self._looker.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is decoded while nobody looks."""
        super().showEvent(event)
        self.source.catch_up()
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both parts side by side where there is room."""
        super().resizeEvent(event)
        turn(self._layout, beside=self.width() >= WIDE)

    # What it is made of

    def _build(self) -> None:
        self.source = AttributeSource(self._session, self)
        left = QVBoxLayout()
        left.addWidget(self.source)
        left.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(6, 4, 6, 4)
        self._layout.setSpacing(4)
        self._layout.addLayout(left)
        self._part = QWidget(self)
        self._layout.addWidget(self._part, 1)
        column = QVBoxLayout(self._part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self._build_subject())
        column.addLayout(self._build_pictures(), 1)
        column.addLayout(self._build_slider())
        about = tr("The subject moved from −3 to 3; a click moves the slider there")
        self.strip = named(Low(self), "attributeStrip", about)
        self.strip.setMinimumSize(96, 38)
        self.strip.setMaximumHeight(64)
        self.strip.clicked.connect(self._on_strip)
        column.addWidget(self.strip)

    def _build_subject(self) -> QHBoxLayout:
        self.subject = Subject(self._session, self)
        self.subject.changed.connect(self._refresh)
        row = QHBoxLayout()
        row.setSpacing(3)
        labelled(row, tr("Of"), self.subject)
        row.setStretch(1, 1)
        self._pin = self._button("pinEdited", "pin", tr("Pin the changed code"), self._on_pin)
        self._save = self._button(
            "saveEdited", "save", tr("Save the changed picture"), self._on_save
        )
        row.addWidget(self._pin)
        row.addWidget(self._save)
        return row

    def _build_pictures(self) -> QHBoxLayout:
        self.before = named(Half(self), "attributeBefore", tr("The subject"))
        self.after = named(Half(self), "attributeAfter", tr("The subject, changed"))
        self.after.setToolTip(tip(tr("The subject, changed. Drag it to take its code along.")))
        row = QHBoxLayout()
        row.setSpacing(6)
        self._drops = []
        for picture in (self.before, self.after):
            picture.setMinimumSize(60, 80)
            row.addWidget(picture)
            self._drops.append(DropIn(picture, self.subject.take))
        self._out = DragOut(self.after, self._dragged)
        return row

    def _build_slider(self) -> QHBoxLayout:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        named(
            self.slider,
            "attributeStrength",
            tr("Strength of the attribute, alpha"),
            tr("1 moves the mean of the one group to that of the other"),
        )
        reach = round(FARTHEST * TENTHS)
        self.slider.setRange(-reach, reach)
        self.slider.setPageStep(TENTHS)
        self.slider.setTickInterval(TENTHS)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.valueChanged.connect(self._on_moved)
        self._value = QLabel()
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("α −0.0 "))
        self._reset = self._button("resetAttribute", "reset", tr("Back to 0"), self._on_reset)
        row = QHBoxLayout()
        row.setSpacing(3)
        row.addWidget(self.slider, 1)
        row.addWidget(self._value)
        row.addWidget(self._reset)
        return row

    def _button(self, name: str, icon: str, meaning: str, act: Callable[[], None]) -> QToolButton:
        button = named(QToolButton(), name, meaning)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(14, 14))
        button.clicked.connect(act)
        return button

    # What is asked

    @property
    def alpha(self) -> float:
        """How far the subject is moved."""
        return self.slider.value() / TENTHS

    def _edit(self) -> Edit | None:
        found = self.source.found
        if found is None or self._session.view is None or not self.isVisible():
            return None
        return Edit(self.subject.member(), found.direction, self.alpha, self._session.dataset)

    @Slot()
    def _on_view(self) -> None:
        if self._session.view is None:
            self._on_direction()
        elif not self._again.isActive():
            self._again.start()

    @Slot()
    def _refresh(self) -> None:
        """Decode the subject and the strip anew."""
        edit = self._edit()
        if edit is not None:
            self._looker.ask(partial(questions.move, bench=self._quick, edit=edit))
            strip = partial(questions.strip, bench=self._slow, edit=edit)
            self._chores.want("strip", strip, now=self._session.state != "training")

    @Slot()
    def _on_moved(self) -> None:
        self._value.setText(f"α {number(self.alpha, '+.1f').replace('-', '−')}")
        edit = self._edit()
        if edit is not None:
            self._looker.ask(partial(questions.move, bench=self._quick, edit=edit))

    @Slot()
    def _on_direction(self) -> None:
        """Show the slider once there is something to move along."""
        some = self.source.found is not None
        self._part.setVisible(some)
        if not some:
            self._shown = self._strip = None
        self._on_moved()
        self._refresh()

    # What came

    @Slot(object)
    def _on_edited(self, edited: Edited) -> None:
        if self.source.found is None:
            return
        self._shown = edited
        self.before.set_image(edited.before, edited.edit.subject.name)
        alpha = number(edited.edit.alpha, "+.1f").replace("-", "−")
        self.after.set_image(edited.image, tr("α {alpha}", alpha=alpha))
        self.source.groups.set_mark(edited.position + edited.edit.alpha)

    @Slot(str)
    def _on_not_edited(self, text: str) -> None:
        self.after.set_placeholder(text)
        self.after.set_image(None)

    @Slot(str, object, float)
    def _on_answered(self, name: str, answer: object, cost: float) -> None:
        if isinstance(answer, Path):
            made.say_saved(self._session, answer)
        elif isinstance(answer, Strip) and self.source.found is not None:
            self._strip = answer
            self.strip.set_images(answer.images, columns=len(STEPS))

    @Slot(str, object)
    def _on_failed(self, name: str, error: object) -> None:
        if name == "save":
            made.say_failed(self._session, error)
        else:
            self.strip.set_images(None)
            self.strip.set_placeholder(
                tr("This cannot be shown: {reason}", reason=printable(error))
            )

    # What the user does with it

    @property
    def code(self) -> NDArray[np.float32] | None:
        """The changed code [d] that is shown."""
        return None if self._shown is None else self._shown.code

    @Slot()
    def _on_reset(self) -> None:
        self.slider.setValue(0)

    @Slot(object)
    def _on_strip(self, place: object) -> None:
        self.slider.setValue(round(STEPS[int(str(place))] * TENTHS))

    @Slot()
    def _on_pin(self) -> None:
        if self._shown is not None:
            name = self._name(self._shown)
            with self.subject.deaf():
                self._session.pins.add(self._shown.code, name=name)
            self._session.say(tr("Pinned as {name}.", name=name))

    def _name(self, edited: Edited) -> str:
        amount = number(edited.edit.alpha, "+.1f").replace("-", "−")
        return f"{edited.edit.subject.name} {amount} {self.what()}"

    def what(self) -> str:
        """Return what is added: the attribute's name, or that of the piles."""
        attribute = self.source.attribute
        return tr("attribute") if attribute is None else printable(attribute.name)

    @Slot()
    def _on_save(self) -> None:
        shown = self._shown
        path = None if shown is None else made.ask_path(self, self._session, "attribute")
        if shown is not None and path is not None:
            edits = [f"{shown.edit.subject.name} {shown.edit.alpha:+.1f} x {self._made_of()}"]
            recipe = made.recipe_of(self._session, shown.code[None], edits)
            question = partial(made.save, path=path, image=shown.image, recipe=recipe)
            self._chores.want("save", question, now=True)

    def _made_of(self) -> str:
        """Say for the recipe what the direction was made from."""
        found = self.source.found
        if found is None or found.ask.attribute is not None:
            return self.what()
        has, without = found.counts
        return f"(mean of {has} with it - mean of {without} without)"

    def _dragged(self, at: QPoint) -> tuple[Carried, QPixmap] | None:
        if self._shown is None:
            return None
        return made.carried(self._name(self._shown), self._shown.code, self._shown.image)
