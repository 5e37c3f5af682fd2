"""Choosing favourites: one or many samples at once, and taking that back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from genstudio.core.language import tr
from genstudio.gui.favourites import Favourite, Favourites
from genstudio.gui.gallery_wish import UNTOLD, Sheet

if TYPE_CHECKING:
    from genstudio.gui.session import Session


class Likes(QObject):
    """Knows which samples of a sheet are favourites, and makes them so or not."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.favourites = Favourites(self)
        self.favourites.failed.connect(self._on_failed)

    def places(self, sheet: Sheet) -> set[int]:
        """Return the samples of a sheet that are favourites."""
        known = {(one.code.tobytes(), one.label) for one in self.favourites.all}
        if sheet.codes is None or sheet.rebuilds or not known:
            return set()
        labels = _labels(sheet)
        return {
            sample
            for sample, code in enumerate(sheet.codes)
            if (code.tobytes(), labels[sample]) in known
        }

    def toggle(self, sheet: Sheet, samples: list[int], step: int) -> None:
        """Keep the samples; or, where all are favourites, keep them no longer."""
        if sheet.codes is None or sheet.rebuilds or not samples:
            return
        liked = self.places(sheet)
        before = self.favourites.all
        if set(samples) <= liked:
            labels = _labels(sheet)
            gone = {(sheet.codes[sample].tobytes(), labels[sample]) for sample in samples}
            rest = [one for one in before if (one.code.tobytes(), one.label) not in gone]
            self.favourites.set(rest)
            self._offer_undo(before, len(before) - len(rest))
        else:
            fresh = [_favourite(sheet, one, step) for one in samples if one not in liked]
            self.favourites.set([*before, *fresh])

    def _offer_undo(self, before: list[Favourite], count: int) -> None:
        """Say that they are gone, and bring them back if that was a mistake."""
        after, favourites = self.favourites.all, self.favourites
        folder = favourites.folder
        self._session.say(
            tr("%n favourite(s) removed.", "", count),
            action_text=tr("Undo"),
            action=lambda: favourites.set(before),
            valid=lambda: favourites.folder == folder and favourites.all == after,
        )

    def _on_failed(self, text: str) -> None:
        self._session.say(text, "error")


def _labels(sheet: Sheet) -> list[int]:
    count = len(sheet.images)
    return [UNTOLD] * count if sheet.labels is None else [int(label) for label in sheet.labels]


def _favourite(sheet: Sheet, sample: int, step: int) -> Favourite:
    assert sheet.codes is not None  # asked before
    origin = sheet.origin(sample)
    if origin.step is None:
        origin = replace(origin, step=step)
    return Favourite(sheet.codes[sample].copy(), origin, _labels(sheet)[sample])
