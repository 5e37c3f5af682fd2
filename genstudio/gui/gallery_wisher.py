"""Puts together what the gallery is to show, from its bar and from what the session holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from genstudio.analysis import scatter
from genstudio.core.language import tr
from genstudio.gui import gallery_out as out
from genstudio.gui import gallery_questions as questions
from genstudio.gui.gallery_wish import UNTOLD, Given, HeldOut, Origin, Sheet, Wish

if TYPE_CHECKING:
    from genstudio.analysis.recipe import Recipe
    from genstudio.gui.favourites import Favourites
    from genstudio.gui.gallery_bar import GalleryBar
    from genstudio.gui.gallery_judges import Judges
    from genstudio.gui.gallery_wish import Codes
    from genstudio.gui.session import Session

MIDDLE = questions.AROUND // 2


class Wisher:
    """Remembers what cannot be read off the bar: the centre of noise, and what a file held."""

    def __init__(
        self, session: Session, bar: GalleryBar, judges: Judges, favourites: Favourites
    ) -> None:
        self._session, self._bar = session, bar
        self._judges, self._favourites = judges, favourites
        self._real: HeldOut | None = None
        self._centre: tuple[Codes, int, Origin] | None = None
        self._file: Given | None = None

    def wish(self, sheet: Sheet | None, picked: int | None) -> Wish:
        """Return what is to be shown; `sheet` is what was shown before."""
        bar, dataset = self._bar, self._session.dataset
        real = self._held_out() if bar.mode == "reconstructions" else None
        points = dataset is not None and dataset.points
        ground = scatter.of(dataset, scatter.LARGE) if dataset is not None and points else None
        wish = Wish(bar.mode, bar.seed, bar.count, bar.truncation, real, None, ground)
        if ground is not None:
            return wish
        return replace(
            wish,
            picked=picked,
            given=self._given(),
            sort="none" if bar.mode == "around" else bar.sort,
            order=sheet.order if bar.keeps_order and sheet is not None else None,
            captions=bar.captions,
            judge=self._judges.judge,
        )

    def around(self, sheet: Sheet, sample: int) -> None:
        """Have the noise around one sample of a sheet."""
        if sheet.codes is not None:
            label = UNTOLD if sheet.labels is None else int(sheet.labels[sample])
            self._centre = sheet.codes[sample].copy(), label, sheet.origin(sample)

    def opened(self, recipe: Recipe) -> None:
        """Have what a file held."""
        self._file = out.given_by(recipe)

    def _given(self) -> Given | None:
        """Return the codes that are shown as they are, where they are not drawn."""
        mode = self._bar.mode
        if mode == "favourites":
            return self._favourites.given()
        if mode == "around" and self._centre is not None:
            return self._around(*self._centre)
        return self._file if mode == "file" else None

    def _around(self, code: Codes, label: int, origin: Origin) -> Given:
        """Return a sample in the middle of eight near it."""
        strength, again = self._bar.around
        codes = questions.near(code, strength, again)
        edit = tr("noise {strength:g}, draw {number}", strength=strength, number=again + 1)
        moved = replace(origin, edit=", ".join(part for part in (origin.edit, edit) if part))
        origins = [origin if place == MIDDLE else moved for place in range(len(codes))]
        return Given(codes, np.full(len(codes), label, np.int64), tuple(origins), 3)

    def _held_out(self) -> HeldOut | None:
        """Return the images to reconstruct, which are read by the worker."""
        dataset, count = self._session.dataset, self._bar.count // 2
        if dataset is None:
            return None
        if dataset.points:
            count = questions.POINTS
        if self._real is None or self._real.dataset is not dataset or self._real.count != count:
            self._real = HeldOut(dataset, count)
        return self._real
