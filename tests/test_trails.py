"""The ways of selected points over the plane."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from panel_host import on_screen
from PySide6.QtGui import QImage, QPainter
from time_runs import STEPS, copied, open_run, train
from windows import child, click, wait

from genstudio.analysis.lens import Lens
from genstudio.gui import theme, trails
from genstudio.gui.panels import explorer
from genstudio.gui.widgets.overlay import Layers
from genstudio.gui.widgets.view import View
from genstudio.train.snapshots import load_model


@pytest.fixture(scope="module")
def made(tmp_path_factory, digits):
    torch.set_num_threads(1)
    return train(tmp_path_factory.mktemp("trails") / "run", digits)


@pytest.fixture
def panel(qtbot, session, made, tmp_path):
    open_run(qtbot, session, copied(made, tmp_path))
    with on_screen(qtbot, session, explorer, (900, 600)) as panel:
        wait(qtbot, lambda: panel.codes.cloud is not None and panel.codes._known)
        yield panel


def drawn(session):
    return session.overlays.get(trails.NAME)


def length(session) -> int:
    """Return how many places the trail of the first point has."""
    overlay = drawn(session)
    count = 0 if overlay is None else sum(len(dots.points) for dots in overlay.dots)
    points = [] if overlay is None else overlay.lines[:: max(1, count)]
    return 0 if overlay is None else sum(len(line.points) - 1 for line in points) + 1


def test_the_trail_of_a_point_passes_through_its_codes_up_to_the_checkpoint_shown(
    panel, session, qtbot
):
    session.set_selected(np.array([7]))
    session.show_step(STEPS[4])
    past = [step for step in session.checkpoints if step <= STEPS[4]]
    wait(qtbot, lambda: length(session) == len(past))
    places = [
        session.plane.project(
            Lens(load_model(session.run.folder, step)[0]).encode(session.dataset.images[[7]])
        )[0]
        for step in past
    ]
    overlay = drawn(session)
    joined = [overlay.lines[0].points[0], *[p for line in overlay.lines for p in line.points[1:]]]
    np.testing.assert_allclose(joined, places, atol=1e-4)
    np.testing.assert_allclose(overlay.dots[0].points, places[-1:], atol=1e-4)
    colour = theme.colours().classes(10)[session.dataset.labels[7]]
    assert {line.colour for line in overlay.lines} == {colour}
    shades = [line.opacity for line in overlay.lines]
    assert shades == sorted(shades)
    assert shades[0] < shades[-1] == pytest.approx(trails.MOST_OPAQUE)


def test_the_trail_follows_the_slider_and_goes_with_the_selection(panel, session, qtbot):
    session.set_selected(np.array([3, 9]))
    session.show_step(STEPS[-1])
    wait(qtbot, lambda: length(session) == len(session.checkpoints))
    session.show_step(STEPS[1])
    wait(qtbot, lambda: length(session) == 3)  # the untrained model, and two more
    session.set_selected(np.zeros(0, np.int64))
    wait(qtbot, lambda: drawn(session) is None)


def test_the_button_takes_the_trails_away_and_brings_them_back(panel, session, qtbot):
    button = child(panel, "trailsTool")
    session.set_selected(np.array([3]))
    session.show_step(STEPS[-1])
    wait(qtbot, lambda: drawn(session) is not None)
    click(qtbot, button)
    wait(qtbot, lambda: drawn(session) is None)
    click(qtbot, button)
    wait(qtbot, lambda: drawn(session) is not None)


def test_too_many_points_are_thinned_and_the_button_says_so(panel, session, qtbot):
    session.set_selected(np.arange(1000))
    session.show_step(STEPS[2])
    wait(qtbot, lambda: drawn(session) is not None)
    assert sum(len(dots.points) for dots in drawn(session).dots) == trails.MOST
    assert "60 of 1,000 selected points" in child(panel, "trailsTool").toolTip()


def test_nothing_is_encoded_for_trails_before_somebody_looks_at_the_past(panel, session, qtbot):
    session.set_selected(np.array([3]))
    qtbot.wait(100)
    assert drawn(session) is None
    assert not panel.parts[-1]._busy


def test_one_clicked_point_has_a_trail_when_none_is_selected():
    none = np.zeros(0, np.int64)
    np.testing.assert_array_equal(trails.chosen_points(none, 5), [5])
    np.testing.assert_array_equal(trails.chosen_points(np.array([2, 4]), 5), [2, 4])
    assert not len(trails.chosen_points(none, None))


def test_many_lines_are_painted_once_and_look_the_same(qtbot):
    generator = np.random.Generator(np.random.PCG64(0))
    paths = generator.normal(size=(9, 30, 2)).astype(np.float32)
    many = trails.overlay(paths, ["#1f77b4"] * 30)
    view = View.around((-3, -3, 3, 3), 120, 120)
    layers = Layers()

    def painted(paint):
        image = QImage(120, 120, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
        painter.end()
        return np.array(image.constBits()).reshape(120, 120, 4)[:, :, :3].astype(int)

    from genstudio.gui.widgets import overlay as module

    plain = painted(lambda p: module.draw(p, many, view, theme.colours()))
    kept = painted(lambda p: layers.draw(p, {"a": many}, view, 1.0, theme.colours()))
    assert np.abs(plain - kept).max() <= 6  # of 255: blending in two steps is rounded twice
    picture = layers._kept["a"][1]
    painted(lambda p: layers.draw(p, {"a": many}, view, 1.0, theme.colours()))
    assert layers._kept["a"][1] is picture
    painted(lambda p: layers.draw(p, {}, view, 1.0, theme.colours()))
    assert not layers._kept
