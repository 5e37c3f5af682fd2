"""Looks at one sample closely: what is known of it, and whether it is a copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from genstudio.gui import gallery_questions as questions
from genstudio.gui import gallery_words as words

if TYPE_CHECKING:
    from genstudio.gui.chores import Chores
    from genstudio.gui.gallery_judges import Judges
    from genstudio.gui.gallery_likes import Likes
    from genstudio.gui.gallery_side import Side
    from genstudio.gui.gallery_wish import Sheet
    from genstudio.gui.session import Session


class Closer(QObject):
    """Keeps which sample of the sheet is enlarged (`picked`, by its number), and shows it."""

    def __init__(
        self, session: Session, side: Side, judges: Judges, likes: Likes, chores: Chores
    ) -> None:
        super().__init__(side)
        self._session, self._side, self._judges = session, side, judges
        self._likes, self._chores = likes, chores
        self._sheet: Sheet | None = None
        self.picked: int | None = None
        side.copied.connect(self._on_copied)
        side.verdict.asked.connect(self._on_asked)
        side.verdict.chosen.connect(session.set_selection)

    def pick(self, sample: int | None) -> None:
        """Look at another sample; None at none."""
        if sample != self.picked:
            self.picked = sample
            self._side.verdict.clear(able=False)

    def show(self, sheet: Sheet | None, *, playing: bool) -> None:
        """Show the picked sample of a sheet; while a walk is `playing`, the image is the walk's."""
        self._sheet = sheet
        picked = self.picked
        if sheet is None or picked is None or picked >= len(sheet.images):
            self._side.setVisible(playing)
            return
        dataset = self._session.dataset
        facts = words.of_sample(sheet, picked, () if dataset is None else dataset.classes)
        if playing:
            self._side.set_facts(facts)
            return
        coded = sheet.codes is not None and not sheet.rebuilds
        liked = picked in self._likes.places(sheet)
        self._side.show_image(sheet.images[picked], facts, liked=liked, coded=coded)
        self._judge(sheet, picked, coded)

    def show_verdict(self, sample: int, verdict: Any, images: Any) -> None:
        """Show the verdict on a sample, if it is still the one."""
        judge = self._judges.judge
        if sample == self.picked and judge is not None:
            self._side.verdict.show_verdict(judge, verdict, images)

    def _judge(self, sheet: Sheet, picked: int, coded: bool) -> None:
        judge, image = self._judges.judge, sheet.images[picked]
        if judge is not None and coded and image.shape == judge.dataset.shape:
            question = partial(questions.judged, judge=judge, image=image, sample=picked)
            self._chores.want("verdict", question)
        else:
            self._side.verdict.clear(able=coded and not self._judges.busy)

    @Slot()
    def _on_asked(self) -> None:
        self._judges.need()

    @Slot()
    def _on_copied(self) -> None:
        if self._sheet is not None and self.picked is not None:
            text = words.of_origin(self._sheet.origin(self.picked))
            QGuiApplication.clipboard().setText(text)
