"""The page of the game in the plane, as a person uses it."""

from __future__ import annotations

import numpy as np
import pytest
from panel_host import pick
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from windows import child, click, focus, hover, wait

from genstudio.gui import background
from genstudio.gui.benches import gan2d
from genstudio.gui.session import Session
from genstudio.train.settings import Config

FAST = {"hidden": 8, "batch_size": 16}


@pytest.fixture
def page(qtbot, tmp_path):
    session = Session(tmp_path / "runs")
    session.messages = []
    session.message.connect(session.messages.append)
    session.set_engine(background.read_families(), Config)
    host = QWidget()
    qtbot.addWidget(host)
    found = gan2d.Page(session, host)
    found.stage.values |= FAST
    host.setFixedSize(1000, 640)
    found.setGeometry(0, 0, 1000, 640)
    host.show()
    found.begin()
    try:
        wait(qtbot, lambda: found.stage.frame is not None and found.form is not None)
        wait(qtbot, lambda: child(found, "gan2dChart").isVisible())
        yield found
    finally:
        found.close_page()
        assert session.close()


def quickly(qtbot, page):
    pick(qtbot, child(page, "theoryPace"), "Normal")


def steps(qtbot, page, count):
    least = page.stage.step + count
    wait(qtbot, lambda: page.stage.step >= least)


def place(page, x, y):
    """Return the pixel of shares of the large pane."""
    rect = page.planes.rects()[page.planes.main]
    return QPoint(round(rect.left() + x * rect.width()), round(rect.top() + y * rect.height()))


def drag(qtbot, page, *places):
    planes = page.planes
    first, *rest = [place(page, *at) for at in places]
    qtbot.mousePress(planes, Qt.MouseButton.LeftButton, pos=first)
    for at in rest:
        qtbot.mouseMove(planes, at)
        hover(planes, at)
    qtbot.mouseRelease(planes, Qt.MouseButton.LeftButton, pos=rest[-1])


def test_slow_motion_goes_through_the_parts_of_both_players(qtbot, page):
    seen = []

    def note():
        phase = page.stage.phase
        if phase is not None and (phase.player, phase.number) not in seen:
            seen.append((phase.player, phase.number))

    page.stage.framed.connect(note)
    wait(qtbot, lambda: seen)
    page.stage.toggle()  # as the bar does; then part by part
    wait(qtbot, lambda: page.stage.state == "paused")
    for _ in range(24):  # two steps at most: it may begin anywhere in one
        known = page.stage.phase
        page.stage.single_step()
        wait(qtbot, lambda known=known: page.stage.phase is not known)
        if len(seen) == 10:
            break
    assert set(seen) == {(player, number) for player in "DG" for number in range(1, 6)}
    assert child(page, "gan2dStatus").text()


def test_another_density_and_another_loss(qtbot, page):
    quickly(qtbot, page)
    pick(qtbot, page.form.editor("density"), "25-gaussians")
    wait(qtbot, lambda: page.stage.config.density == "25-gaussians")
    wait(qtbot, lambda: page.stage.frame is not None and page.stage.frame.figures["modes"] == 25)
    steps(qtbot, page, 5)
    before = page.stage.step
    pick(qtbot, page.form.editor("loss"), "relativistic")
    wait(qtbot, lambda: page.stage.config.loss == "relativistic")
    assert page.stage.step >= before  # it went on
    wait(qtbot, lambda: child(page, "figure-v").text() == "–")
    steps(qtbot, page, 3)


def test_d_alone_leaves_the_fakes_where_they_are(qtbot, page):
    quickly(qtbot, page)
    pick(qtbot, page.form.editor("moves"), "D")
    wait(qtbot, lambda: page.stage.config.moves == "D" and page.stage.phase is None)
    steps(qtbot, page, 2)
    fakes, judged = page.stage.frame.fake, page.stage.frame.d
    steps(qtbot, page, 5)
    assert np.array_equal(page.stage.frame.fake, fakes)
    assert not np.array_equal(page.stage.frame.d, judged)


def test_a_click_on_a_small_plane_makes_it_large(qtbot, page):
    planes = page.planes
    assert planes.main == "d"
    rect = planes.rects()["d_star"]
    assert rect.width() < planes.rects()["d"].width()
    click(qtbot, planes, rect.center().toPoint())
    assert planes.main == "d_star"
    focus(qtbot, planes)
    qtbot.keyClick(planes, Qt.Key.Key_3)
    assert planes.main == "d_gap"
    qtbot.keyClick(planes, Qt.Key.Key_1)
    assert planes.main == "d"


def test_the_planes_are_read_off_by_mouse_and_keys(qtbot, page):
    read = child(page, "gan2dRead")
    hover(page.planes, place(page, 0.5, 0.5))
    wait(qtbot, lambda: "D* =" in read.text())
    hover(page.planes, QPoint(1, 1))
    focus(qtbot, page.planes)
    qtbot.keyClick(page.planes, Qt.Key.Key_Right)
    wait(qtbot, lambda: "p_data" in read.text())
    qtbot.keyClick(page.planes, Qt.Key.Key_Escape)
    assert read.text() == ""


def test_what_is_pointed_at_lights_up_elsewhere(qtbot, page):
    rect = page.planes.rects()["d_star"]
    hover(page.planes, rect.center().toPoint())
    assert page.linker.term == "d_star"
    hover(page.planes, QPoint(0, 0))
    assert page.linker.term == ""
    focus(qtbot, child(page, "layer-real"))
    assert page.linker.term == "p_data"


def test_layers_are_switched(qtbot, page):
    before = page.planes.grab().toImage()
    page.stage.toggle()
    for layer in ("fake", "manifold", "arrows", "half", "z"):
        click(qtbot, child(page, f"layer-{layer}"))
    assert page.planes.layers == {"real"}
    assert page.planes.grab().toImage() != before
    click(qtbot, child(page, "layer-z"))
    assert page.planes.layers == {"real", "z"}


def test_a_density_is_drawn_undone_and_cleared(qtbot, page):
    click(qtbot, child(page, "gan2dDraw"))
    drag(qtbot, page, (0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
    wait(qtbot, lambda: page.stage.config is not None and page.stage.config.density == "drawing")
    wait(qtbot, lambda: page.stage.frame is not None)
    frame = page.stage.frame
    assert frame.p_data.sum() == pytest.approx(1, abs=1e-5)
    assert frame.p_data[:, 20:28].sum() > 0.9  # along the middle
    drag(qtbot, page, (0.5, 0.1), (0.5, 0.3))
    wait(qtbot, lambda: page.stage.config.drawing.count(";") == 1)
    click(qtbot, child(page, "gan2dUndo"))
    wait(qtbot, lambda: page.stage.config.drawing.count(";") == 0)
    click(qtbot, child(page, "gan2dClear"))
    assert not child(page, "gan2dUndo").isEnabled()
    # By the keys: down, along, up
    planes = focus(qtbot, page.planes)
    for key in (Qt.Key.Key_Space, *[Qt.Key.Key_Up] * 4, Qt.Key.Key_Space):
        qtbot.keyClick(planes, key)
    wait(qtbot, lambda: page.stage.frame is not None and len(page._pen.strokes) == 1)
    wait(qtbot, lambda: page.stage.config.density == "drawing")
    pick(qtbot, page.form.editor("density"), "line")
    wait(qtbot, lambda: page.stage.config.density == "line")
    assert not page.planes.drawing  # the density is not the drawn one any more


def test_a_file_of_points_is_learnt_or_refused(qtbot, page, tmp_path, monkeypatch):
    path = tmp_path / "own.csv"
    rows = np.random.default_rng(0).normal(size=(60, 2))
    path.write_text("\n".join(f"{x:.4f},{y:.4f}" for x, y in rows))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    click(qtbot, child(page, "gan2dOpen"))
    wait(qtbot, lambda: page.stage.config.density == "file" and page.stage.frame is not None)
    path.write_text("a,b\n1,oops\n")
    click(qtbot, child(page, "gan2dOpen"))
    wait(qtbot, lambda: any("oops" in message.text for message in page.session.messages))
    path = tmp_path / "dropped.CSV"
    path.write_text("\n".join(f"{x:.4f},{y:.4f}" for x, y in rows))
    assert dropped(page, path)
    wait(qtbot, lambda: page.stage.config.file == str(path) and page.stage.frame is not None)
    assert not dropped(page, tmp_path / "own.png")  # the window opens it


def dropped(page, path):
    """Drop a file on the page; say whether it took it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, keys)
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), copy, data, left, keys))
    return enter.isAccepted()


def test_trained_networks_cover_all_modes_at_once(qtbot, page):
    assert not child(page, "gan2dTrained").isEnabled()  # with 8 hidden units
    page.stage.values.clear()
    page.stage.reset()
    wait(qtbot, lambda: child(page, "gan2dTrained").isEnabled())
    click(qtbot, child(page, "gan2dTrained"))
    wait(qtbot, lambda: page.stage.step > 1000)
    assert page.stage.frame.figures["captured"] == 8
    pick(qtbot, page.form.editor("density"), "moons")
    wait(qtbot, lambda: page.stage.config.density == "moons" and page.stage.frame is not None)
    wait(qtbot, lambda: not child(page, "gan2dTrained").isEnabled())
    assert page.stage.step < 1000


def test_a_film_is_saved_and_can_be_given_up(qtbot, page, tmp_path, monkeypatch):
    quickly(qtbot, page)
    wait(qtbot, lambda: len(page.stage.checkpoints) >= 3)
    page.stage.toggle()
    path = tmp_path / "film"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    menu = child(page, "gan2dFilm").menu()
    gif = next(action for action in menu.actions() if "GIF" in action.text())
    gif.trigger()
    cancel = child(page, "gan2dFilmCancel")
    wait(qtbot, cancel.isVisible)
    click(qtbot, cancel)
    assert not cancel.isVisible()
    monkeypatch.setattr("genstudio.gui.theory.gan2d_film.HEIGHT", 180)
    gif.trigger()
    saved = path.with_suffix(".gif")
    wait(qtbot, saved.exists)
    wait(qtbot, lambda: any("Saved" in message.text for message in page.session.messages))
    with Image.open(saved) as film:
        assert film.size == (320, 180)
        assert film.n_frames >= 3
