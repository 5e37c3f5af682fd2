"""One slider shows everything: points, gallery, decoded image; there and back again."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from panel_host import on_screen
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QSlider
from time_runs import STEPS, copied, open_run, train
from windows import child, hover, opened, wait

from genstudio.analysis.lens import Lens
from genstudio.gui import ahead as module
from genstudio.gui.kept import Kept, nearest
from genstudio.gui.panels import explorer
from genstudio.train.snapshots import load_model


@pytest.fixture(scope="module")
def made(tmp_path_factory, digits):
    torch.set_num_threads(1)
    return train(tmp_path_factory.mktemp("time") / "run", digits)


@pytest.fixture
def panel(qtbot, session, made, tmp_path):
    open_run(qtbot, session, copied(made, tmp_path))
    with on_screen(qtbot, session, explorer) as panel:
        wait(qtbot, lambda: whole(panel, session))
        yield panel


def whole(panel, session) -> bool:
    cloud = panel.codes.cloud
    return cloud is not None and len(cloud) == len(session.dataset) and panel.codes._known


def slide(qtbot, slider: QSlider, *indices: int) -> None:
    """Drag the handle with the mouse over several checkpoints, and let it go."""

    def at(index):
        return QPoint(round(slider.place_of(index)), slider.height() // 2)

    first, *others = indices
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(first))
    for index in others:
        place = QPointF(at(index))
        event = QMouseEvent(
            QEvent.Type.MouseMove, place, slider.mapToGlobal(place), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(slider, event)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(indices[-1]))


def test_what_is_nearest_comes_first_and_later_steps_before_earlier():
    steps = [10, 20, 30, 40]
    assert nearest(steps, None) == [40, 30, 20, 10]
    assert nearest(steps, 20) == [20, 30, 10, 40]
    assert nearest(steps, 10) == [10, 20, 30, 40]


def test_what_is_farthest_is_forgotten_when_there_is_no_room():
    kept = Kept(30)
    steps = [1, 2, 3, 4, 5]
    for step in (1, 2, 3):
        kept.put(step, str(step), 10, steps, 2)
    assert kept.steps == {1, 2, 3}
    kept.put(4, "4", 10, steps, 4)
    assert kept.steps == {3, 4}  # and there is room for 5
    kept.put(1, "1", 10, steps, 4)  # farther away than all there are
    assert 1 not in kept
    kept.put(5, "5", 15, steps, 5)  # larger: two have room
    assert kept.steps == {4, 5}
    assert kept.get(4) == "4"
    kept.only([5])
    assert kept.steps == {5}


def test_the_codes_of_a_checkpoint_are_those_of_its_model(panel, session, qtbot, made):
    plane = panel.codes.cloud.plane
    session.show_step(STEPS[2])
    wait(qtbot, lambda: session.ahead.ready >= set(STEPS))
    assert panel.codes.cloud.plane is plane  # the points move, not the plane
    model, _ = load_model(made, STEPS[2])
    indices = panel.codes.cloud.indices
    codes = Lens(model).encode(session.dataset.images[indices])
    np.testing.assert_allclose(panel.codes.cloud.codes, codes, atol=1e-5)
    np.testing.assert_allclose(panel.codes.cloud.xy, plane.project(codes), atol=1e-5)


def test_going_to_a_checkpoint_that_was_seen_encodes_nothing(panel, session, qtbot, monkeypatch):
    session.show_step(STEPS[0])
    wait(qtbot, lambda: session.ahead.ready >= set(STEPS))
    monkeypatch.setattr(module, "_encode", None)  # whatever asks fails
    seen = {}
    for step in (*STEPS, *STEPS[::-1]):
        session.show_step(step)
        assert session.view.step == step  # at once, without the event loop
        cloud = panel.codes.cloud
        np.testing.assert_array_equal(seen.setdefault(step, cloud.xy), cloud.xy)
    assert len({xy.tobytes() for xy in seen.values()}) == len(STEPS)


def test_only_so_many_points_move_and_the_others_follow_at_rest(
    qtbot, session, made, tmp_path, monkeypatch
):
    monkeypatch.setattr(module, "POINTS", 300)
    open_run(qtbot, session, copied(made, tmp_path))
    with on_screen(qtbot, session, explorer) as panel:
        wait(qtbot, lambda: whole(panel, session))
        sizes = set()
        session.plane_changed.connect(lambda: sizes.add(len(session.cloud)))
        session.show_step(STEPS[3])
        wait(qtbot, lambda: 300 in sizes)
        plane = panel.codes.cloud.plane
        wait(qtbot, lambda: len(panel.codes.cloud) == len(session.dataset))
        assert panel.codes.cloud.plane is plane
        session.show_step(None)
        assert len(panel.codes.cloud) == len(session.dataset)


def test_a_stale_request_is_dropped(panel, session, qtbot):
    views = []
    session.view_changed.connect(lambda: views.append(session.view.step))
    for step in STEPS[:-1]:
        session.show_step(step)  # faster than any can be read
    wait(qtbot, lambda: session.view.step == STEPS[-2] and session.view_changed)
    wait(qtbot, lambda: session.ahead.ready >= set(STEPS))
    assert views[-1] == STEPS[-2]
    assert views.count(STEPS[-2]) == 1
    assert len(views) <= 2  # the first may have been on its way


def test_nothing_is_read_ahead_before_somebody_looks(panel, session, qtbot):
    qtbot.wait(100)
    assert not session.past.kept_steps
    session.past.prepare()
    wait(qtbot, lambda: session.ahead.ready >= set(STEPS))


def test_a_damaged_checkpoint_is_told_of_only_when_it_is_asked_for(panel, session, qtbot):
    file = next((session.run.folder / "checkpoints").glob("step-*15/*.safetensors"))
    file.write_bytes(b"torn")
    session.show_step(STEPS[0])
    wait(qtbot, lambda: session.past.kept_steps >= set(STEPS) - {15})
    assert not session.messages
    session.show_step(15)
    wait(qtbot, lambda: session.messages)
    assert session.view.step == STEPS[0]


def test_the_slider_moves_everything_and_brings_it_back(qtbot, made, tmp_path):
    folder = copied(made, tmp_path)
    with opened(qtbot, folder.parent) as window:
        open_run(qtbot, window.session, folder)
        session, slider = window.session, child(window, "timeHandle")
        plane, panel = child(window, "latentPlane"), child(window, "latentExplorer")
        wait(qtbot, lambda: whole(panel, session))
        hover(plane, plane.rect().center() + QPoint(20, 10))
        wait(qtbot, lambda: session.hover is not None and session.hover.image is not None)
        shown, rect, live = {}, plane.view_rect, panel.codes.cloud
        for index in (1, 5, 1, 5):
            step = session.checkpoints[index]
            slide(qtbot, slider, index - 1, index)
            assert session.shown == step
            wait(qtbot, lambda step=step: settled(window, step))
            assert plane.view_rect == rect
            assert child(window, "lossCurves")._cursor == step
            now = panel.codes.cloud.xy.copy(), session.hover.image.copy()
            before = shown.setdefault(index, now)
            for one, other in zip(before, now):
                np.testing.assert_array_equal(one, other)
        assert not np.array_equal(shown[1][0], shown[5][0])
        assert not np.array_equal(shown[1][1], shown[5][1])
        qtbot.keyClick(slider, Qt.Key.Key_End)
        wait(qtbot, lambda: session.view.live)
        assert panel.codes.cloud is live
        compare_galleries(qtbot, window)


def compare_galleries(qtbot, window):
    """Scrub with the gallery in front: the same noise, other images, and back."""
    session, slider = window.session, child(window, "timeHandle")
    session.workspace_wanted.emit("gallery")
    gallery, grid = child(window, "sampleGallery"), child(window, "sampleGrid")
    wait(qtbot, lambda: grid.isVisible() and gallery._sheet is not None)
    shown = {}
    for index in (1, 5, 1):
        slide(qtbot, slider, index)
        step = session.checkpoints[index]
        wait(qtbot, lambda step=step: session.view.step == step)
        lens = Lens(load_model(session.run.folder, step)[0])
        wish = gallery._sheet.wish
        images = lens.samples(lens.noise(wish.count, wish.seed, wish.truncation))
        wait(qtbot, lambda now=images: np.array_equal(gallery._sheet.images, now))
        np.testing.assert_array_equal(shown.setdefault(index, images), images)
    assert not np.array_equal(shown[1], shown[5])


def settled(window, step) -> bool:
    """Whether points and decoded image are those that the engine has of this checkpoint."""
    session, panel = window.session, child(window, "latentExplorer")
    hover, cloud = session.hover, panel.codes.cloud
    if session.view.step != step or step not in session.ahead.ready or hover is None:
        return False
    lens = Lens(load_model(session.run.folder, step)[0])
    code = cloud.plane.lift(np.array([hover.z_plane]))
    decoded = lens.decode(code)[0]
    return hover.image is not None and np.array_equal(decoded, hover.image)
