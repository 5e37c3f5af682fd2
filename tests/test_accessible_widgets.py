"""Drawn widgets as a screen reader finds them, and as the keyboard uses them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from test_theme import contrast

from genstudio.gui import theme
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.curves import Curves, Group
from genstudio.gui.widgets.grid import FAR, ImageGrid
from genstudio.gui.widgets.legend import Legend
from genstudio.gui.widgets.message_bar import MessageBar
from genstudio.gui.widgets.picture import Picture
from genstudio.gui.widgets.plane import PlaneView
from genstudio.gui.widgets.plot import Plot
from genstudio.gui.widgets.readout import Readout
from genstudio.gui.widgets.spin import NumberBox
from genstudio.gui.widgets.time_slider import TimeSlider

Role, Text, Key = QAccessible.Role, QAccessible.Text, Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
IMAGES = np.random.default_rng(0).integers(0, 255, (24, 1, 8, 8)).astype(np.uint8)


@pytest.fixture
def heard(monkeypatch) -> list[str]:
    """Collect what is spoken."""
    spoken: list[str] = []

    def keep(event) -> None:
        if event.type() == QAccessible.Event.Announcement:
            spoken.append(event.message())

    monkeypatch.setattr(accessible, "_send", keep)
    return spoken


def make_curves() -> Curves:
    curves = Curves()
    curves.set_groups([Group("Losses (nats)", ["D loss"])])
    steps = np.arange(1, 1001)
    curves.set_data("D loss", steps, steps / 10, steps / 5, 1 + 1 / steps)
    curves.redraw()
    return curves


def make_plane() -> PlaneView:
    plane = PlaneView()
    corners = np.array([[-1, -1], [1, 1], [-1, 1], [1, -1]], np.float32)
    plane.set_points(corners, np.array([0, 1, 0, 1]), ("zero", "one"))
    plane.set_view((-2, -2, 2, 2))
    return plane


def make_grid() -> ImageGrid:
    grid = ImageGrid()
    grid.set_images(IMAGES, columns=6)
    return grid


def make_legend() -> Legend:
    legend = Legend()
    legend.set_classes(("cat", "dog", "R&D"))
    return legend


def make_bar() -> MessageBar:
    bar = MessageBar()
    bar.show_message("The disk is full.", "error")
    return bar


def make_slider() -> TimeSlider:
    slider = TimeSlider()
    slider.set_steps([100, 1200])
    return slider


def make_picture() -> Picture:
    picture = Picture()
    picture.set_image(IMAGES[0], "image 7")
    return picture


MADE: list[tuple[Callable[[], QWidget], QAccessible.Role, bool]] = [
    (make_plane, Role.Chart, True),
    (make_grid, Role.Canvas, True),
    (make_curves, Role.Chart, True),
    (lambda: Plot(Group("KL (nats per image)", ["kl"])), Role.Chart, False),
    (lambda: Readout("KL (nats per image)"), Role.StaticText, False),
    (make_slider, Role.Grouping, False),
    (make_legend, Role.Grouping, False),
    (make_picture, Role.Graphic, False),
    (make_bar, Role.AlertMessage, False),
]


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(420, 320)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()
    return widget


@pytest.mark.parametrize(("make", "role", "focusable"), MADE)
def test_a_drawn_widget_says_what_it_is_and_what_state_it_is_in(qtbot, make, role, focusable):
    widget = shown(qtbot, make())
    found = QAccessible.queryAccessibleInterface(widget)
    assert found.role() == role
    assert found.text(Text.Name)
    assert bool(found.state().focusable) is focusable
    assert not found.state().disabled
    widget.setEnabled(False)
    assert found.state().disabled
    widget.hide()
    assert found.state().invisible


@pytest.mark.parametrize("make", [make_plane, make_grid, make_curves, make_picture, make_bar])
def test_what_can_be_used_or_read_has_a_description(qtbot, make):
    widget = shown(qtbot, make())
    assert QAccessible.queryAccessibleInterface(widget).text(Text.Description)


def test_values_are_told_in_words(qtbot):
    values = {make: shown(qtbot, make()) for make in (make_slider, make_bar, make_legend)}
    values[make_legend].set_hidden({1})
    said = {
        make: QAccessible.queryAccessibleInterface(widget).text(Text.Value)
        for make, widget in values.items()
    }
    assert said[make_slider] == "live"
    assert said[make_bar] == "The disk is full."
    assert said[make_legend] == "hidden: dog"


def test_a_number_box_has_its_number_and_its_range_for_a_value(qtbot):
    box = shown(qtbot, NumberBox(0.0, 10.0, whole=False))
    box.setValue(2.5)
    found = QAccessible.queryAccessibleInterface(box)
    assert found.role() == Role.SpinBox
    assert found.text(Text.Value) == "2.5"
    assert found.state().focusable


def test_the_plane_tells_where_the_cross_hair_goes(qtbot, heard):
    plane = shown(qtbot, make_plane())
    qtbot.keyClick(plane, Key.Key_Right)
    qtbot.keyClick(plane, Key.Key_Right, SHIFT)
    assert len(heard) == 2
    near, far = (float(said.split()[1]) for said in heard)
    assert far - near > 3 * near > 0, "Shift goes farther"
    assert QAccessible.queryAccessibleInterface(plane).text(Text.Value) == heard[-1]


def test_the_plane_names_the_class_under_the_cross_hair_and_pins_there(qtbot, heard):
    plane = shown(qtbot, make_plane())
    pinned: list[tuple[float, float]] = []
    plane.pinned.connect(pinned.append)
    pixel = plane.view_rect[2] - plane.view_rect[0]
    for key in (Key.Key_Right, Key.Key_Up):
        for _ in range(round(plane.width() / pixel / 8)):
            qtbot.keyClick(plane, key)
    assert heard[-1].endswith("class one")
    qtbot.keyClick(plane, Key.Key_Return)
    assert pinned[0] == pytest.approx((1, 1), abs=0.1)
    assert heard[-1].startswith("pinned")


def test_the_plane_zooms_fits_and_clears_with_keys(qtbot, heard):
    plane = shown(qtbot, make_plane())
    cleared: list[bool] = []
    plane.cleared.connect(lambda: cleared.append(True))
    plane.fit()
    whole = plane.view_rect
    qtbot.keyClick(plane, Key.Key_Plus)
    assert plane.view_rect[2] < whole[2]
    qtbot.keyClick(plane, Key.Key_Minus)
    assert plane.view_rect == pytest.approx(whole)
    qtbot.keyClick(plane, Key.Key_Plus)
    qtbot.keyClick(plane, Key.Key_Home)
    assert plane.view_rect == pytest.approx(whole)
    qtbot.keyClick(plane, Key.Key_Escape)
    assert cleared


def test_the_grid_is_walked_and_chosen_from_with_keys(qtbot, heard):
    grid = shown(qtbot, make_grid())
    opened: list[int] = []
    grid.clicked.connect(opened.append)
    qtbot.keyClick(grid, Key.Key_Right)
    assert heard[-1] == "Image 2 of 24"
    qtbot.keyClick(grid, Key.Key_Down, SHIFT)
    assert heard[-1] == "Image 20 of 24", "as far down as there are images"
    qtbot.keyClick(grid, Key.Key_Home)
    qtbot.keyClick(grid, Key.Key_Right, SHIFT)
    assert heard[-1] == f"Image {1 + FAR} of 24"
    qtbot.keyClick(grid, Key.Key_Return)
    assert opened == [FAR]
    qtbot.keyClick(grid, Key.Key_End)
    qtbot.keyClick(grid, Key.Key_Insert)
    assert heard[-1] == "Image 24 of 24, chosen"
    assert grid.selected == {FAR, 23}
    qtbot.keyClick(grid, Key.Key_Escape)
    assert not grid.selected


def test_the_curves_read_their_values_out_with_the_arrow_keys(qtbot, heard):
    curves = shown(qtbot, make_curves())
    moved: list[int] = []
    curves.cursor_moved.connect(moved.append)
    qtbot.keyClick(curves, Key.Key_Left)
    qtbot.keyClick(curves, Key.Key_Left, SHIFT)
    assert moved == [990, 890]
    assert heard[-1] == "Losses (nats), step 890: D loss 1.001."


def test_a_click_on_a_plot_gives_its_keys_to_the_curves(qtbot):
    curves = shown(qtbot, make_curves())
    curves.clearFocus()
    plot = curves.findChild(Plot)
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
    assert curves.hasFocus()
    assert plot.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_time_slider_tells_the_step_its_keys_go_to(qtbot, heard):
    slider = shown(qtbot, make_slider())
    qtbot.keyClick(slider.focusProxy(), Key.Key_Left)
    assert heard == ["step 1,200"]


def test_a_class_is_hidden_with_space_and_isolated_with_return(qtbot):
    legend = shown(qtbot, make_legend())
    entries = legend.findChildren(QToolButton)
    found = QAccessible.queryAccessibleInterface(entries[2])
    assert found.text(Text.Name) == "Class R&D"
    assert found.state().checked
    qtbot.keyClick(entries[2], Key.Key_Space)
    assert legend.hidden == {2}
    assert not found.state().checked
    qtbot.keyClick(entries[0], Key.Key_Return)
    assert legend.hidden == {1, 2}


def test_a_message_is_spoken_when_it_comes(qtbot, heard):
    shown(qtbot, make_bar())
    assert heard == ["The disk is full."]


def slider() -> QSlider:
    return QSlider(Qt.Orientation.Horizontal)


def primary() -> QPushButton:
    button = QPushButton("Train")
    button.setProperty("kind", "primary")
    return button


def flat() -> QToolButton:
    button = QToolButton(text="flat")
    button.setProperty("kind", "flat")
    return button


def tabs() -> QTabBar:
    bar = QTabBar()
    for title in ("one", "two"):
        bar.addTab(title)
    return bar


FOCUSABLE = [
    lambda: QPushButton("Push"), primary, flat, lambda: QToolButton(text="tool"),
    lambda: QCheckBox("check"), lambda: QRadioButton("radio"), QComboBox, QLineEdit,
    lambda: NumberBox(0, 9, whole=True), slider, tabs, QListWidget, QPlainTextEdit,
    make_plane, make_grid, make_curves,
]  # fmt: skip


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("make", FOCUSABLE)
def test_the_focus_is_seen_in_both_themes(qtbot, qapp, make, mode):
    theme.apply(qapp, mode)
    try:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(12, 12, 12, 12)
        widget, other = make(), QPushButton("other")
        layout.addWidget(widget)
        layout.addWidget(other)
        shown(qtbot, host)
        other.setFocus()
        qapp.processEvents()
        before = host.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(widget.hasFocus)
        qapp.processEvents()
        after = host.grab().toImage()
        area = widget.geometry().adjusted(-3, -3, 3, 3)
        changed = [
            (before.pixelColor(x, y), after.pixelColor(x, y))
            for x in range(area.left(), area.right() + 1)
            for y in range(area.top(), area.bottom() + 1)
            if before.pixel(x, y) != after.pixel(x, y)
        ]
        strong = [pair for pair in changed if contrast(*(c.name() for c in pair)) >= 3]
        least = min(area.width(), area.height()) if not isinstance(widget, QTabBar) else 40
        assert len(strong) >= 2 * least, "no line of two pixels that stands out by 3:1"
        assert _outlines(after, area, theme.colours())
    finally:
        theme.apply(qapp, "light")


def _outlines(image: QImage, area, colours: theme.Theme) -> bool:
    """Say whether the ring's colour is there, on the left half and on the right half."""
    wanted = {QColor(c).name() for c in (colours.accent, colours.text)}
    middle = area.top() + area.height() // 2
    names = [image.pixelColor(x, middle).name() for x in range(area.left(), area.right() + 1)]
    return bool(wanted.intersection(names[: len(names) // 2]))
