"""Choosing, downloading and cancelling data with the mouse; the server is on this machine."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from archives import FILES, write
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from test_named import four_files, server  # noqa: F401 -- a fixture

from genstudio.core import paths
from genstudio.core.sizes import Bytes
from genstudio.data import _peer
from genstudio.gui import background
from genstudio.gui.loading_row import Speed
from tests.windows import child, choose, click, opened, wait


def entries(window) -> list[str]:
    box = child(window, "datasetChooser")
    return [box.itemText(i) for i in range(box.count()) if box.itemText(i)]


def download_entry(window, label: str) -> str:
    return next(text for text in entries(window) if text.startswith(f"{label} ("))


def message(window) -> str:
    return child(window, "messageBar").text


@pytest.fixture
def mnist(server):  # noqa: F811
    """Serve a small MNIST in the place of the published one."""
    server("mnist", four_files())
    return server.server


def test_a_set_is_downloaded_when_it_is_chosen_and_counts_as_here_afterwards(qtbot, mnist):
    with opened(qtbot) as window:
        wait(qtbot, lambda: window.session.offers)
        assert download_entry(window, "MNIST").endswith("MB to download)")
        box = child(window, "datasetChooser")
        assert not box.model().item(box.findText("Published sets")).isEnabled()
        assert box.model().item(box.findText("Digits (built in)")).isEnabled()
        assert mnist.asked == []
        choose(qtbot, child(window, "datasetChooser"), download_entry(window, "MNIST"))
        wait(qtbot, lambda: window.session.dataset.name == "mnist")
        wait(qtbot, lambda: "MNIST (downloaded)" in entries(window))
        assert child(window, "datasetChooser").currentText() == "MNIST (downloaded)"
        assert child(window, "datasetSummary").text().startswith("60 images, 28×28 grey")
        assert not child(window, "dataProgress").isVisible()
        assert "mnist" not in entries(window)  # not once more among what was open lately
    asked = len(mnist.asked)
    with opened(qtbot) as window:  # it is there, so it is opened again without a question
        assert window.session.dataset.name == "mnist"
    assert len(mnist.asked) == asked


def test_a_download_shows_how_far_it_is_and_can_be_cancelled(qtbot, mnist, monkeypatch):
    monkeypatch.setattr(_peer, "STALL", 60.0)
    mnist.silent_after = 10_000
    with opened(qtbot) as window:
        wait(qtbot, lambda: window.session.offers)
        cancel, bar = child(window, "cancelLoading"), child(window, "dataProgress")
        assert not cancel.isVisible()
        choose(qtbot, child(window, "datasetChooser"), download_entry(window, "MNIST"))
        wait(qtbot, lambda: window.session.dataset_progress[0] > 0 and "MB" in bar.format())
        assert child(window, "datasetChooser").currentText().startswith("MNIST")
        assert cancel.isVisible()
        click(qtbot, cancel)
        assert not cancel.isVisible()
        assert window.session.dataset.name == "digits"
        assert child(window, "datasetChooser").currentText() == "Digits (built in)"
        assert not message(window)
        part = paths.cache_dir() / "data" / "mnist" / "train-images-idx3-ubyte.gz.part"
        wait(qtbot, lambda: part.stat().st_size == 10_000)
        mnist.silent_after = None
        choose(qtbot, child(window, "datasetChooser"), download_entry(window, "MNIST"))
        wait(qtbot, lambda: window.session.dataset.name == "mnist")
        assert 10_000 in mnist.starts()


def test_a_failed_download_says_what_to_do_beside_the_chooser(qtbot, mnist):
    mnist.files.clear()
    with opened(qtbot) as window:
        wait(qtbot, lambda: window.session.offers)
        choose(qtbot, child(window, "datasetChooser"), download_entry(window, "MNIST"))
        wait(qtbot, lambda: window.session.dataset_error)
        assert "put it into" in window.session.dataset_error
        assert str(paths.cache_dir() / "data" / "mnist") in window.session.dataset_error
        assert child(window, "datasetChooser").currentText() == "Digits (built in)"


def test_data_that_are_gone_at_the_next_start_are_offered_and_not_fetched(qtbot, mnist):
    with opened(qtbot) as window:
        window.session.open_source("mnist")
        wait(qtbot, lambda: window.session.dataset.name == "mnist")
    shutil.rmtree(paths.cache_dir() / "data")
    mnist.asked.clear()
    with opened(qtbot) as window:
        assert window.session.dataset.name == "digits"
        assert "MNIST is not on this computer any more" in message(window)
        assert mnist.asked == []
        button = child(window, "messageAction")
        assert button.text().startswith("Download (")
        click(qtbot, button)
        wait(qtbot, lambda: window.session.dataset.name == "mnist")


def test_a_run_whose_data_are_gone_offers_the_download(qtbot, mnist):
    with opened(qtbot) as window:
        window.session.open_source("mnist")
        wait(qtbot, lambda: window.session.dataset.name == "mnist")
        window.session.set_values({"hidden": 16}, {"threads": 1, "steps": 3})
        click(qtbot, child(window, "trainButton"))
        wait(qtbot, lambda: window.session.run is not None and window.session.state == "ready")
        folder = window.session.run.folder
        window.session.open_source("digits")
        wait(qtbot, lambda: window.session.dataset.name == "digits")
        shutil.rmtree(paths.cache_dir() / "data")
        mnist.asked.clear()
        window.session.open_run(folder)
        wait(qtbot, lambda: "The data of this run, MNIST, are not on this" in message(window))
        assert window.session.run.folder == folder
        assert mnist.asked == []
        click(qtbot, child(window, "messageAction"))
        wait(qtbot, lambda: window.session.dataset.name == "mnist")
        assert window.session.run.folder == folder


@pytest.mark.parametrize("name", ["a.zip", "a.csv"])
def test_an_archive_or_a_table_can_be_dropped_or_opened(qtbot, tmp_path, monkeypatch, name):
    if name == "a.zip":
        write(tmp_path / name, FILES)
    else:
        np.savetxt(tmp_path / name, np.arange(640).reshape(10, 64) % 256, "%d", delimiter=",")
    with opened(qtbot) as window:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        event = QDropEvent(
            QPointF(300, 300),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        window.dropEvent(event)
        wait(qtbot, lambda: window.session.dataset.name == "a")
        window.session.open_source("digits")
        wait(qtbot, lambda: window.session.dataset.name == "digits")
        path = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (path, ""))
        choose(qtbot, child(window, "datasetChooser"), "Open file…")
        wait(qtbot, lambda: window.session.dataset.name == "a")
        assert child(window, "datasetChooser").currentText() == name


def test_the_time_left_is_that_of_the_last_seconds():
    speed, total = Speed(), Bytes(100_000_000)
    assert speed.left(0, total, 0.0) is None
    assert speed.left(1_000_000, total, 1.0) is None  # too early to tell
    assert speed.left(5_000_000, total, 5.0) == 95.0
    assert speed.left(1, 1000, 6.0) is None  # something else has begun
    assert speed.left(500, 1000, 11.0) == pytest.approx(500 * 5 / 499)


def test_the_list_does_not_change_under_the_mouse(qtbot, monkeypatch):
    with opened(qtbot) as window:
        session = window.session
        wait(qtbot, lambda: session.offers)
        box, before = child(window, "datasetChooser"), entries(window)
        click(qtbot, box)
        wait(qtbot, lambda: box.view().isVisible())
        few = session.offers[:1]
        monkeypatch.setattr(background, "read_offers", lambda stop: few)
        session.look_for_data()  # what it was at already, after the start, does not count then
        wait(qtbot, lambda: session.offers == few)
        assert entries(window) == before
        qtbot.keyClick(box.view(), Qt.Key.Key_Escape)
        wait(qtbot, lambda: entries(window) != before)
