"""What the window shows of data that lie on the disk is read in the thread that loads them."""

from __future__ import annotations

import threading
from typing import ClassVar

import numpy as np
import pytest
from panel_host import on_screen
from windows import wait

from genstudio.data import sources
from genstudio.data.dataset import Dataset, make_split
from genstudio.gui import background, glance
from genstudio.gui.panels import explorer, gallery, inspector, setup

COUNT = 400


class Watched(np.memmap):
    """Pictures on the disk that tell which threads read them."""

    readers: ClassVar[set[str]] = set()

    def __getitem__(self, index):
        Watched.readers.add(threading.current_thread().name)
        return np.asarray(super().__getitem__(index))

    def __array__(self, *args, **kwargs):
        Watched.readers.add(threading.current_thread().name)
        return super().__array__(*args, **kwargs)


@pytest.fixture
def on_disk(tmp_path, monkeypatch):
    """Data whose pictures lie in a file, under the name of a source."""
    path = tmp_path / "pictures"
    pixels = np.random.default_rng(0).integers(0, 255, (COUNT, 1, 8, 8), np.uint8)
    pixels.tofile(path)
    images = Watched(path, np.uint8, "r", shape=pixels.shape)
    labels = (np.arange(COUNT) % 3).astype(np.int64)
    dataset = Dataset("disk", "digits", images, make_split(COUNT), labels, ("a", "b", "c"))
    monkeypatch.setattr(sources, "load", lambda *_, **__: dataset)
    Watched.readers.clear()
    return dataset


@pytest.mark.parametrize("panel", [setup, explorer, gallery, inspector])
def test_no_panel_reads_pictures_on_the_threads_of_the_window(panel, qtbot, session, on_disk):
    with on_screen(qtbot, session, panel, (900, 600)) as shown:
        session.open_source("digits")
        wait(qtbot, lambda: session.dataset is on_disk and session.view is not None)
        if panel is gallery:
            shown.bar._mode.setCurrentIndex(1)
            wait(qtbot, lambda: shown._sheet is not None and shown._sheet.wish.real is not None)
        if panel is inspector:
            session.set_hover(_hover(nearest=7))
            wait(qtbot, lambda: shown.nearest.image is not None)
        wait(qtbot, lambda: Watched.readers)  # somebody has read them
        qtbot.wait(200)
    assert threading.main_thread().name not in Watched.readers


def _hover(nearest):
    from genstudio.gui.state import Hover

    return Hover((0.0, 0.0), np.zeros((1, 8, 8), np.uint8), nearest, 0.1)


def test_a_glance_is_taken_once_and_keeps_copies(on_disk):
    first = glance.of(on_disk)
    assert glance.of(on_disk) is first
    assert type(first.images) is np.ndarray
    assert first.images.base is None
    assert first.counts == (134, 133, 133)
    assert sorted(first.order) == list(range(COUNT))


def test_opened_data_have_been_glanced_at(on_disk):
    background.open_data("digits", {})
    assert "_glance" in vars(on_disk)
    assert "fingerprint" in vars(on_disk)


def test_the_plane_is_found_from_a_bounded_number_of_pixels(digits, monkeypatch):
    from genstudio.models import ppca

    fitted = []
    fit = ppca.Model.fit
    monkeypatch.setattr(
        ppca.Model, "fit", lambda m, x, *stop: (fitted.append(x.numel()), fit(m, x, *stop))
    )
    monkeypatch.setattr(background, "PLANE_NUMBERS", 64 * 100)
    assert background.plane_view(digits) is not None
    assert 64 * 50 <= fitted[0] <= 64 * 100
