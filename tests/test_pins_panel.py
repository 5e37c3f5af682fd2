"""Pins and selections with the mouse: on the plane, in the list, into files."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from panel_host import on_screen, train_to
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from windows import child, click, focus, wait

from genstudio.analysis import export_points
from genstudio.analysis.export_points import Chosen, export
from genstudio.analysis.lens import Lens
from genstudio.core.errors import UserError
from genstudio.gui import carry, explorer_dots
from genstudio.gui.panels import explorer, pins
from genstudio.gui.session_state import NOTHING

Modifier, Kind = Qt.KeyboardModifier, QEvent.Type
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


@pytest.fixture
def panel(qtbot, session):
    with on_screen(qtbot, session, explorer) as panel:
        wait(qtbot, lambda: session.cloud is not None and len(session.cloud) == 1797)
        yield panel


@pytest.fixture
def listed(qtbot, session):
    with on_screen(qtbot, session, pins, (270, 340)) as listed:
        yield listed


def drag(view, *places, keys=Modifier.NoModifier, release=True):
    kinds = [Kind.MouseButtonPress] + [Kind.MouseMove] * (len(places) - 1)
    for kind, place in zip(kinds, places):
        send(view, kind, place, keys)
    if release:
        send(view, Kind.MouseButtonRelease, places[-1], keys)


def send(view, kind, place, keys):
    button = NO_BUTTON if kind == Kind.MouseMove else LEFT
    held = NO_BUTTON if kind == Kind.MouseButtonRelease else LEFT
    place = QPointF(place)
    event = QMouseEvent(kind, place, view.mapToGlobal(place), button, held, keys)
    QApplication.sendEvent(view, event)


def places(panel):
    """Return where the data points are in the widget, [N, 2]."""
    view = panel.plane_view
    x0, _, x1, y1 = view.view_rect
    pixel = (x1 - x0) / view.width()
    xy = panel._session.cloud.xy.astype(np.float64)
    return np.stack([(xy[:, 0] - x0) / pixel, (y1 - xy[:, 1]) / pixel], 1)


def lens_of(session):
    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    return lens


# Pins.


def test_a_click_on_a_data_point_pins_its_code_and_the_list_says_what_it_is(
    panel, listed, session, qtbot
):
    row = 17
    click(qtbot, panel.plane_view, QPoint(*places(panel)[row].round().astype(int).tolist()))
    (pin,) = session.pins.all
    found = int(np.flatnonzero(session.cloud.indices == pin.index)[0])
    np.testing.assert_array_equal(pin.code, session.cloud.codes[found])
    names = child(listed, "pinsList")
    item = names.topLevelItem(0)
    assert item.text(0) == "1"
    label = session.dataset.classes[session.dataset.labels[pin.index]]
    assert item.text(1).endswith(f"· {label}")
    wait(qtbot, lambda: not item.icon(0).isNull())


def test_a_pin_is_dragged_on_the_plane_and_decoded_on_its_way(panel, session, qtbot):
    view = panel.plane_view
    click(qtbot, view, QPoint(10, 10))
    before = session.pins.all[0].code
    drag(view, QPoint(10, 10), QPoint(14, 30), QPoint(20, 12), release=False)
    target = view.to_plane(QPointF(20, 12))
    wait(qtbot, lambda: session.hover.z_plane == pytest.approx(target, abs=1e-4))
    np.testing.assert_array_equal(session.pins.all[0].code, before, "it is not let go yet")
    send(view, Kind.MouseButtonRelease, QPoint(20, 12), Modifier.NoModifier)
    assert session.plane.project(session.pins.all[0].code[None])[0] == pytest.approx(target, 1e-3)
    focus(qtbot, view)
    qtbot.keyClick(view, Qt.Key.Key_Z, Modifier.ControlModifier)
    np.testing.assert_array_equal(session.pins.all[0].code, before)


@pytest.mark.parametrize("key", [False, True])
def test_a_pin_is_named_in_the_list_and_on_the_plane(panel, listed, session, qtbot, key):
    click(qtbot, panel.plane_view, QPoint(10, 10))
    names = child(listed, "pinsList")
    centre = names.visualItemRect(names.topLevelItem(0)).center()
    click(qtbot, names.viewport(), centre)
    if key:
        qtbot.keyClick(names, Qt.Key.Key_Return)
    else:
        click(qtbot, child(listed, "namePin"))
    editor = names.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "my seven")
    names._want()
    wait(qtbot, lambda: not names._chores.wanted("pins"))
    assert editor.text() == "my seven", "new pictures do not undo what is typed"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    wait(qtbot, lambda: session.pins.all[0].name == "my seven")
    assert panel.plane_view._scene.pins[0][1] == "my seven"


def test_pins_are_removed_from_the_list_and_all_of_them_with_undo(panel, listed, session, qtbot):
    for x in (10, 40, 70):
        click(qtbot, panel.plane_view, QPoint(x, 10))
    names = child(listed, "pinsList")
    click(qtbot, names.viewport(), names.visualItemRect(names.topLevelItem(1)).center())
    qtbot.keyClick(names, Qt.Key.Key_Delete)
    assert [pin.name for pin in session.pins.all] == ["1", "3"]
    click(qtbot, child(listed, "undoPins"))
    assert len(session.pins.all) == 3
    click(qtbot, child(listed, "clearPins"))
    assert session.pins.all == []
    message = session.messages[-1]
    assert "3 pins" in message.text
    message.action()
    assert len(session.pins.all) == 3
    assert not message.valid()


def test_pins_of_data_points_follow_the_weights_and_are_there_again(qtbot, session):
    with on_screen(qtbot, session, explorer) as panel:
        train_to(qtbot, session, 3)
        wait(qtbot, lambda: session.plane is not None and session.cloud is not None)
        wait(qtbot, lambda: len(session.cloud) == 1797 and not panel._chores.wanted("codes"))
        here = places(panel)[3].round().astype(int).tolist()
        click(qtbot, panel.plane_view, QPoint(*here))
        click(qtbot, panel.plane_view, QPoint(6, 6))
        ours, free = session.pins.all
        assert ours.index is not None
        assert free.index is None
        train_to(qtbot, session, session.step + 8)
        expected = lens_of(session).encode(session.dataset.images[[ours.index]])[0]
        assert not np.allclose(expected, ours.code, atol=1e-5)
        wait(qtbot, lambda: np.allclose(session.pins.all[0].code, expected, atol=1e-5))
        np.testing.assert_array_equal(session.pins.all[1].code, free.code)
        folder = session.run.folder
        session.stop()
        wait(qtbot, lambda: session.state == "ready")
        kept = [pin.code for pin in session.pins.all]
    session.open_source("digits")
    wait(qtbot, lambda: session.run is None and not session.pins.all)
    session.open_run(folder)
    wait(qtbot, lambda: len(session.pins.all) == 2)
    assert [pin.index for pin in session.pins.all] == [ours.index, None]
    for pin, code in zip(session.pins.all, kept):
        np.testing.assert_array_equal(pin.code, code)


def test_a_pin_is_dragged_out_of_the_list(panel, listed, session, qtbot, monkeypatch):
    click(qtbot, panel.plane_view, QPoint(10, 10))
    seen = carried(monkeypatch)
    names = child(listed, "pinsList")
    start = names.visualItemRect(names.topLevelItem(0)).center()
    drag(names.viewport(), start, start + QPoint(40, 20))
    assert seen[0].name == "1"
    np.testing.assert_array_equal(seen[0].codes, session.pins.all[0].code[None])


def carried(monkeypatch):
    """Catch what a drag takes along: nobody can drop it in a test."""
    from PySide6.QtGui import QDrag

    seen = []
    monkeypatch.setattr(
        QDrag, "exec", lambda self, *_: seen.append(carry.unpack(self.mimeData())) or None
    )
    return seen


# Selections.


def middle_of(panel):
    """Return a rectangle in the widget with some of the points, not all, and which those are."""
    spots = places(panel)
    low, high = np.quantile(spots, 0.3, axis=0).round(), np.quantile(spots, 0.6, axis=0).round()
    inside = ((spots > low) & (spots < high)).all(1)
    return low, high, np.sort(panel._session.cloud.indices[inside])


def free_corner(view, low, high):
    """Return the rectangle's corners as points; a drag begins with Shift, pins do not matter."""
    return QPointF(*low.tolist()), QPointF(*high.tolist())


def test_shift_and_drag_selects_what_lies_in_the_rectangle(panel, session, qtbot):
    low, high, expected = middle_of(panel)
    start, end = free_corner(panel.plane_view, low, high)
    drag(panel.plane_view, start, end, keys=Modifier.ShiftModifier)
    wait(qtbot, lambda: len(session.selected))
    np.testing.assert_array_equal(session.selected, expected)
    assert panel.plane_view.points.selecting
    more = QPointF(0, 0), QPointF(*np.quantile(places(panel), 0.4, axis=0).tolist())
    drag(panel.plane_view, *more, keys=Modifier.ShiftModifier | Modifier.ControlModifier)
    wait(qtbot, lambda: len(session.selected) > len(expected))
    assert set(expected) < set(session.selected)
    drag(panel.plane_view, *more, keys=Modifier.AltModifier)
    wait(qtbot, lambda: len(session.selected) < len(expected))


def test_the_lasso_selects_what_it_goes_round(panel, session, qtbot):
    click(qtbot, child(panel, "lassoTool"), QPoint(8, 8))
    assert child(panel, "lassoTool").isChecked()
    spots, turn = places(panel), np.linspace(0, 2 * np.pi, 40)
    centre, radius = np.median(spots, 0), 60
    outline = centre + radius * np.stack([np.cos(turn), np.sin(turn)], 1)
    drag(panel.plane_view, *(QPointF(x, y) for x, y in outline.tolist()))
    wait(qtbot, lambda: len(session.selected))
    gaps = np.linalg.norm(spots - centre, axis=1)
    chosen = np.isin(session.cloud.indices, session.selected)
    assert chosen[gaps < radius - 1].all()
    assert not chosen[gaps > radius].any()
    assert session.pins.all == []


def test_escape_takes_away_the_path_then_the_selection_then_the_pins(panel, session, qtbot):
    view = panel.plane_view
    click(qtbot, view, QPoint(10, 10))
    session.set_selected(np.array([1, 2, 3]))
    drag(view, QPoint(100, 200), QPoint(200, 220), QPoint(300, 100))
    assert panel.pointer.has_path
    focus(qtbot, view)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not panel.pointer.has_path
    assert len(session.selected) == 3
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not len(session.selected)
    assert len(session.pins.all) == 1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert session.pins.all == []


def test_a_class_is_selected_from_the_legend_and_counted(panel, listed, session, qtbot):
    entry = child(panel, "class3")
    qtbot.mouseClick(entry, LEFT, Modifier.ShiftModifier)
    expected = np.flatnonzero(session.dataset.labels == 3)
    np.testing.assert_array_equal(session.selected, expected)
    assert child(listed, "selectionText").text() == f"{len(expected)} points selected"
    assert child(listed, "selectionClasses").toolTip() == f"3: {len(expected)}"
    assert entry.isChecked(), "its points stay to be seen"


def choose(qtbot, button, text):
    """Choose an entry of a button's menu."""
    menu = button.menu()
    menu.aboutToShow.emit()
    menu.popup(button.mapToGlobal(QPoint(0, 0)))
    action = next(a for a in menu.actions() if a.text().replace("&", "") == text)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def test_the_menu_selects_without_the_mouse(panel, listed, session, qtbot):
    session.set_selected(np.arange(5))
    choose(qtbot, child(listed, "selectMenu"), "Invert the selection")
    np.testing.assert_array_equal(session.selected, np.arange(5, 1797))
    choose(qtbot, child(listed, "selectMenu"), "Select none")
    assert not len(session.selected)
    choose(qtbot, child(panel, "lassoTool"), "Select what is in view")
    wait(qtbot, lambda: len(session.selected))
    x0, y0, x1, y1 = panel.plane_view.view_rect
    xy = session.cloud.xy
    seen = (xy[:, 0] > x0) & (xy[:, 0] < x1) & (xy[:, 1] > y0) & (xy[:, 1] < y1)
    np.testing.assert_array_equal(session.selected, np.sort(session.cloud.indices[seen]))


def test_hidden_classes_are_not_selected(panel, session, qtbot):
    click(qtbot, child(panel, "class3"))
    choose(qtbot, child(panel, "lassoTool"), "Select what is in view")
    wait(qtbot, lambda: len(session.selected))
    assert 3 not in session.dataset.labels[session.selected]


def test_the_codes_of_a_selection_are_dragged_by_their_handle(
    panel, listed, session, qtbot, monkeypatch
):
    seen = carried(monkeypatch)
    session.set_selected(np.array([4, 9, 30]))
    handle = child(listed, "selectionHandle")
    drag(handle, QPoint(4, 4), QPoint(60, 40))
    rows = [int(np.flatnonzero(session.cloud.indices == i)[0]) for i in (4, 9, 30)]
    np.testing.assert_array_equal(seen[0].codes, session.cloud.codes[rows])


def test_a_large_cloud_is_put_in_order_by_a_worker(qtbot, session, monkeypatch):
    monkeypatch.setattr(explorer_dots, "FEW", 100)
    with on_screen(qtbot, session, explorer) as panel:
        wait(qtbot, lambda: len(panel.plane_view.points) == 1797)
        session.set_selected(np.arange(50))
        wait(qtbot, lambda: panel.plane_view.points.selecting)
        points = panel.plane_view.points
        assert points._cells is not None
        chosen = session.cloud.indices[np.flatnonzero(points.bright)]
        np.testing.assert_array_equal(np.sort(chosen), np.arange(50))
        session.set_selected(NOTHING)
        wait(qtbot, lambda: not panel.plane_view.points.selecting)


# Images on the plane.


def test_zooming_in_shows_images_and_the_switch_takes_them_away(panel, session, qtbot):
    view = panel.plane_view
    assert view._scene.shots is None, "so many points are not images at once"
    focus(qtbot, view)
    place = QPointF(*places(panel)[5].tolist())
    x, y = view.to_plane(place)
    view.set_view((x - 0.3, y - 0.3, x + 0.3, y + 0.3))
    wait(qtbot, lambda: view._scene.shots is not None)
    shots = view._scene.shots
    assert shots.atlas.height() == 8 * len(shots.middles)
    assert set(shots.classes) <= set(range(10))
    button = child(panel, "imagesTool")
    choose(qtbot, button, "Never")
    wait(qtbot, lambda: view._scene.shots is None)
    view.fit()
    choose(qtbot, button, "Always")
    wait(qtbot, lambda: view._scene.shots is not None)
    drawn = np.abs(view._scene.shots.middles[:, None] - view._scene.shots.middles[None]).max(-1)
    np.fill_diagonal(drawn, np.inf)
    assert drawn.min() >= view._scene.shots.side * (1 - 1e-9)


# Export.


def chosen_of(digits, count=6):
    indices = np.arange(0, 10 * count, 10)
    noise = np.random.default_rng(0)
    xy = noise.normal(size=(count, 2)).astype(np.float32)
    codes = noise.normal(size=(count, 3)).astype(np.float32)
    codes[1:2], xy[1:2] = np.nan, np.nan
    return Chosen(digits, indices, xy, codes)


def table_of(folder):
    with (folder / "points.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_and_an_image_of_each_point_are_written(digits, tmp_path):
    chosen = chosen_of(digits)
    *_, last = export(tmp_path, "chosen", chosen, "folder", lambda: False)
    assert last.folder == tmp_path / "chosen"
    rows = table_of(last.folder)
    assert list(rows[0]) == ["id", "label", "split", "x", "y", "z0", "z1", "z2"]
    for place, row in enumerate(rows):
        index = int(row["id"])
        assert index == chosen.indices[place]
        assert row["label"] == digits.classes[digits.labels[index]]
        assert row["split"] == ("train", "validation", "test")[digits.split[index]]
        image = np.asarray(Image.open(last.folder / "images" / f"{index:06d}.png"))
        np.testing.assert_array_equal(image, digits.images[index, 0])
        if place != 1:
            assert np.float32(row["x"]) == chosen.xy[place, 0]
            assert np.float32(row["z2"]) == chosen.codes[place, 2]
    assert rows[1]["x"] == rows[1]["z0"] == ""
    *_, again = export(tmp_path, "chosen", chosen, "table", lambda: False)
    assert again.folder.name == "chosen-2"
    assert [path.name for path in again.folder.iterdir()] == ["points.csv"]


def test_one_picture_of_all_has_them_in_the_order_of_the_table(digits, tmp_path):
    chosen = chosen_of(digits)
    *_, last = export(tmp_path, "chosen", chosen, "grid", lambda: False)
    sheet = np.asarray(Image.open(last.folder / "images.png"))
    assert sheet.shape == (17, 26)
    np.testing.assert_array_equal(sheet[9:17, 18:26], digits.images[chosen.indices[5], 0])


def test_an_export_that_is_stopped_leaves_nothing(digits, tmp_path, monkeypatch):
    monkeypatch.setattr(export_points, "CHUNK", 2)
    asked = iter([False, True])
    found = list(export(tmp_path, "chosen", chosen_of(digits), "folder", lambda: next(asked)))
    assert [(one.done, one.total) for one in found] == [(2, 6)]
    assert list(tmp_path.iterdir()) == []


def test_what_is_too_large_or_nothing_is_said(digits, tmp_path, monkeypatch):
    monkeypatch.setattr(export_points, "LARGEST", 100)
    with pytest.raises(UserError, match="one PNG per image"):
        list(export(tmp_path, "chosen", chosen_of(digits), "grid", lambda: False))
    with pytest.raises(UserError, match="Nothing is selected"):
        list(export(tmp_path, "chosen", chosen_of(digits, 0), "table", lambda: False))
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        list(export(tmp_path / "file", "chosen", chosen_of(digits), "table", lambda: False))


def test_the_selection_is_exported_from_the_panel(
    panel, listed, session, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    session.set_selected(np.array([3, 8, 500]))
    choose(qtbot, child(listed, "exportSelection"), "Table and one PNG per image…")
    wait(qtbot, lambda: session.messages and "Saved" in session.messages[-1].text)
    folder = tmp_path / "out" / "digits-selection"
    rows = table_of(folder)
    assert [row["id"] for row in rows] == ["3", "8", "500"]
    place = int(np.flatnonzero(session.cloud.indices == 500)[0])
    assert np.float32(rows[2]["z1"]) == session.cloud.codes[place, 1]
    assert len(list((folder / "images").iterdir())) == 3
    wait(qtbot, child(listed, "exportSelection").isEnabled)
    assert child(listed, "exportProgress").isHidden()
