"""The film through the pins, with the mouse: its way, its frames, playing and saving it."""

import threading

import numpy as np
import pytest
from panel_host import on_screen
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog
from windows import child, click, wait

from genstudio.analysis import recipe
from genstudio.analysis.lens import Lens
from genstudio.gui.panels import explorer

STEPS = 30
PLACES = (QPoint(120, 90), QPoint(330, 150), QPoint(240, 260))


@pytest.fixture
def panel(qtbot, session):
    with on_screen(qtbot, session, explorer, (900, 640)) as panel:
        # A fixed number of steps: where the codes lie, and so every way along them, is always so.
        session.set_values({}, {"steps": STEPS})
        session.train()
        wait(qtbot, lambda: session.state == "ready" and session.view.step == STEPS)
        wait(qtbot, lambda: has_all_codes(panel, session) and session.hover is not None)
        yield panel


def has_all_codes(panel, session):
    cloud = panel.projector.cloud
    return cloud is not None and len(cloud) == len(session.dataset)


def pin(qtbot, panel, places=PLACES):
    for place in places:
        click(qtbot, panel.plane_view, place)


def film(qtbot, panel):
    click(qtbot, child(panel, "pathThroughPins"))
    wait(qtbot, lambda: panel.strip.codes is not None and panel.strip.playing)
    return panel.strip.codes


def pick(qtbot, panel, name, parents=()):
    """Choose an entry of the path's menu with the keyboard, as it is open."""
    menu = panel.strip.menu
    menu.popup(panel.mapToGlobal(QPoint(20, 20)))
    wait(qtbot, menu.isVisible)
    action = next(a for a in menu.findChildren(type(menu.actions()[0])) if a.objectName() == name)
    holder = next((s for s in menu.actions() if s.menu() and action in s.menu().actions()), None)
    if holder is not None:
        menu.setActiveAction(holder)
        qtbot.keyClick(menu, Qt.Key.Key_Right)
        inner = holder.menu()
        wait(qtbot, inner.isVisible)
        qtbot.mouseClick(
            inner, Qt.MouseButton.LeftButton, pos=inner.actionGeometry(action).center()
        )
    else:
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_a_film_goes_through_the_pins_in_their_order(panel, session, qtbot):
    pin(qtbot, panel, PLACES[:1])
    assert child(panel, "pathThroughPins").isHidden()
    pin(qtbot, panel, PLACES[1:])
    codes = film(qtbot, panel)
    pins = np.stack([pin.code for pin in session.pins.all])
    assert codes.shape == (48, 2)
    np.testing.assert_allclose(codes[[0, -1]], pins[[0, -1]], atol=1e-5)
    assert np.linalg.norm(codes - pins[1], axis=1).min() < np.linalg.norm(codes[1] - codes[0])
    line = session.overlays["path"].lines[0].points
    np.testing.assert_allclose(line, session.plane.project(codes), atol=1e-5)
    wait(qtbot, lambda: not panel.strip.playing)
    assert session.hover.z_plane == pytest.approx(tuple(line[-1].tolist()), abs=1e-4)


def test_the_film_is_halted_goes_on_and_begins_again(panel, session, qtbot):
    pin(qtbot, panel)
    film(qtbot, panel)
    play = child(panel, "playPath")
    wait(qtbot, lambda: panel.strip._frame > 4)
    click(qtbot, play)
    assert not panel.strip.playing
    place = panel.strip._frame
    pick(qtbot, panel, "loopPath")
    click(qtbot, play)
    assert panel.strip.playing
    assert panel.strip._frame >= place
    wait(qtbot, lambda: panel.strip._frame > 40)
    wait(qtbot, lambda: panel.strip._frame < 10)
    assert panel.strip.playing


def test_another_way_and_number_of_frames_are_chosen(panel, session, qtbot):
    """The straight way passes above the data, in one long step; the other one goes through them."""
    view = panel.plane_view
    pin(qtbot, panel, [view.to_pixels(x, 1.2).toPoint() for x in (-2.5, 2.5)])
    straight = film(qtbot, panel)
    pick(qtbot, panel, "frames-24")
    wait(qtbot, lambda: len(panel.strip.codes) == 24)
    short = panel.strip.codes
    np.testing.assert_allclose(short[[0, -1]], straight[[0, -1]], atol=1e-5)
    pick(qtbot, panel, "way-density")
    wait(qtbot, lambda: np.abs(panel.strip.codes - short).max() > 0.05)
    codes, data = panel.strip.codes, panel.projector.cloud.codes
    assert len(codes) == 24
    np.testing.assert_allclose(codes[[0, -1]], straight[[0, -1]], atol=1e-5)
    far = [np.linalg.norm(data - code, axis=1).min() for code in codes[1:-1]]
    before = [np.linalg.norm(data - code, axis=1).min() for code in short[1:-1]]
    assert np.mean(far) < np.mean(before)


@pytest.mark.parametrize("ending", ["gif", "mp4", "png"])
def test_a_film_is_saved_and_has_all_its_frames(
    panel, session, qtbot, tmp_path, monkeypatch, ending
):
    target = tmp_path / f"way.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    pin(qtbot, panel, PLACES[:2])
    film(qtbot, panel)
    pick(qtbot, panel, "frames-12")
    wait(qtbot, lambda: len(panel.strip.codes) == 12)
    codes = panel.strip.codes
    pick(qtbot, panel, "savePath")
    wait(qtbot, lambda: session.messages and "way" in session.messages[-1].text)
    assert child(panel, "stripGrid").isVisible()
    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    expected = lens.decode(codes)
    if ending == "png":
        with Image.open(target) as file:
            pixels = np.array(file)
        side = pixels.shape[0]
        assert pixels.shape == (side, 12 * side)
        small = pixels[:: side // 8, :: side // 8].reshape(8, 12, 8).transpose(1, 0, 2)
        assert np.array_equal(small, expected[:, 0])
        kept = recipe.read(target)
        assert kept.columns == 12
        np.testing.assert_array_equal(kept.array, codes)
    elif ending == "gif":
        with Image.open(target) as file:
            assert file.n_frames == 12
    else:
        av = pytest.importorskip("av")  # the extra `video`
        with av.open(str(target)) as file:
            assert sum(1 for _ in file.decode(video=0)) == 12


def test_saving_is_given_up_and_leaves_no_file(panel, session, qtbot, tmp_path, monkeypatch):
    gate, decode = threading.Event(), Lens.decode

    def slow(self, z, *more):
        assert len(z) != 32 or gate.wait(120)
        return decode(self, z, *more)

    target = tmp_path / "way.gif"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    pin(qtbot, panel, PLACES[:2])
    film(qtbot, panel)
    monkeypatch.setattr(Lens, "decode", slow)
    pick(qtbot, panel, "savePath")
    wait(qtbot, child(panel, "cancelPath").isVisible)
    click(qtbot, child(panel, "cancelPath"))
    gate.set()
    wait(qtbot, child(panel, "stripGrid").isVisible)
    panel.film.close()
    assert list(tmp_path.glob("way*")) == []


def test_escape_takes_the_film_away_and_leaves_the_pins(panel, session, qtbot):
    pin(qtbot, panel)
    film(qtbot, panel)
    panel.plane_view.setFocus()
    qtbot.keyClick(panel.plane_view, Qt.Key.Key_Escape)
    wait(qtbot, lambda: panel.strip.codes is None and "path" not in session.overlays)
    assert len(session.pins.all) == 3


def test_a_drawn_line_is_cut_into_other_frames(panel, session, qtbot):
    from test_explorer import drag

    drag(panel.plane_view, QPoint(120, 200), QPoint(200, 220), QPoint(400, 320))
    wait(qtbot, lambda: panel.strip.playing)
    ends = panel.strip.points[[0, -1]]
    pick(qtbot, panel, "frames-96")
    assert len(panel.strip.points) == 96
    np.testing.assert_allclose(panel.strip.points[[0, -1]], ends)
