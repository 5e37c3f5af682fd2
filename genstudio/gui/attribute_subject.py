"""Whose attribute is changed: what was chosen last, a pin, a data point, or a sample."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import members as kinds
from genstudio.gui.carry import Carried
from genstudio.gui.controls import named
from genstudio.gui.members import Member, fitting, latent_dim

if TYPE_CHECKING:
    from genstudio.gui.session import Session

SUBJECTS = {
    "latest": mark("What I chose last"),
    "pin": mark("The last pin"),
    "point": mark("The clicked data point"),
    "own": mark("My own picture"),
    "sample": mark("A random sample"),
}


class Subject(QComboBox):
    """Chooses among what there is; `changed` says that it may be another member now."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._latest: Member | None = None
        self._seed = 0
        self._deaf = False  # to pins: what is pinned here is no new subject
        named(
            self,
            "attributeSubject",
            tr("What is changed"),
            tr("What is changed; codes can be dropped on the picture, too"),
        )
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for key, text in SUBJECTS.items():
            self.addItem(tr(text), key)
        self.activated.connect(self._on_chosen)
        session.pins.changed.connect(self._on_pins)
        session.selection_changed.connect(self._on_point)
        session.own_changed.connect(self._on_own)
        session.dataset_changed.connect(self._on_dataset)

    def member(self) -> Member:
        """Return what is changed; something else where the chosen thing is not there."""
        key = self.currentData()
        if key == "latest":
            found = self._latest
        elif key == "pin":
            found = next(iter(kinds.of_pins(self._session)[-1:]), None)
        elif key == "point" and self._session.selection is not None:
            found = kinds.of_point(self._session, self._session.selection)
        elif key == "own":
            found = next(iter(kinds.of_own(self._session)), None)
        else:
            found = None
        usable, dim = found, latent_dim(self._session)
        if found is not None and dim is not None and not fitting((found,), dim):
            usable = None
        if usable is not None and usable.index is not None and not self._encodes():
            usable = None
        return usable or self._any()

    def _any(self) -> Member:
        """Return what there always is: a test image, or a sample of a model that cannot encode."""
        dataset = self._session.dataset
        if self.currentData() != "sample" and dataset is not None and self._encodes():
            rows = dataset.indices("test")
            return kinds.of_point(self._session, int(rows[0]) if len(rows) else 0)
        return Member(tr("random sample"), seed=self._seed)

    def _encodes(self) -> bool:
        """Say whether the model in view can encode images of the open data."""
        view, dataset = self._session.view, self._session.dataset
        if view is None or dataset is None or tuple(view.record.data["shape"]) != dataset.shape:
            return False
        family = self._session.choices.families.get(view.record.family)
        return family is not None and "encode" in family.abilities

    @Slot()
    def _on_chosen(self) -> None:
        if self.currentData() == "sample":
            self._seed += 1
        self.changed.emit()

    @Slot()
    def _on_pins(self) -> None:
        if not self._deaf:
            self._touch(next(iter(kinds.of_pins(self._session)[-1:]), None))

    @Slot()
    def _on_point(self) -> None:
        index = self._session.selection
        self._touch(None if index is None else kinds.of_point(self._session, index))

    @Slot()
    def _on_own(self) -> None:
        self._touch(next(iter(kinds.of_own(self._session)), None))

    def _touch(self, member: Member | None) -> None:
        if member is not None:
            self._latest = member
        self.changed.emit()

    @Slot()
    def _on_dataset(self) -> None:
        """Forget an image of other data."""
        if self._latest is not None and self._latest.index is not None:
            self._latest = None
        self.changed.emit()

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """Take no notice of a pin that is set meanwhile."""
        self._deaf = True
        try:
            yield
        finally:
            self._deaf = False

    def take(self, carried: Carried | None) -> None:
        """Take what was dropped; say so where it cannot be taken."""
        if carried is None:
            kinds.say_nonsense(self._session)
            return
        member = kinds.of_carried(carried)[0]
        dim = latent_dim(self._session)
        if dim is not None and not fitting((member,), dim):
            kinds.say_unfit(self._session, dim)
            return
        self.setCurrentIndex(self.findData("latest"))
        self._touch(member)
