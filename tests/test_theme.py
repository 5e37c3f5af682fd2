"""Colours, contrast, icons and tooltips."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from genstudio.core.paths import resource
from genstudio.gui import theme
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets.marks import mark_masks, mark_pixmap
from genstudio.gui.widgets.plane_scene import FEW, Scene
from genstudio.gui.widgets.raster import Points
from genstudio.gui.widgets.text import number, tip
from genstudio.gui.widgets.view import View


@pytest.fixture(autouse=True)
def light_again(qapp):
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


contrast = theme.contrast


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_the_ring_of_the_focus_stands_out_of_its_neighbours(colours):
    for ground in (colours.background, colours.base, colours.raised):
        assert contrast(colours.accent, ground) >= 3, ground
        assert contrast(colours.text, ground) >= 3, ground
    assert contrast(colours.text, colours.accent) >= 2, "around a primary button"


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("count", [8, 10, 30])
def test_the_mark_of_every_class_can_be_seen(qapp, mode, count):
    theme.apply(qapp, mode)
    colours = theme.colours()
    for index, colour in enumerate(colours.classes(count)):
        image = mark_pixmap(index, colour, 16, 1.0).toImage()
        found = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
        solid = {c.name() for c in found if c.alpha() > 200}
        assert max(contrast(c, colours.background) for c in solid) >= 3, (index, colour)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("count", [8, 10, 30])
@pytest.mark.parametrize("many", [1, 400], ids=["marks", "squares"])
def test_the_points_of_every_class_can_be_seen_on_the_plane(qapp, mode, count, many):
    """Each keeps its colour; one that the ground nearly has is set off by a rim."""
    theme.apply(qapp, mode)
    colours = theme.colours()
    scene = Scene()
    places = np.array([(k % 6, k // 6) for k in range(count)], np.float32)
    labels = np.tile(np.arange(count), many)
    classes = tuple(str(k) for k in range(count))
    scene.set_points(Points(np.tile(places, (many, 1)), labels), classes)
    scene.class_labels = False
    assert (len(labels) > FEW) == (many > 1)
    view = View.around((-0.5, -0.5, 5.5, 5.5), 240, 240)
    image = QImage(240, 240, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    scene.draw(painter, view, 1.0, False)
    painter.end()
    for place, colour in zip(places, colours.classes(count)):
        x, y = (round(float(value)) for value in view.to_pixels(*place))
        near = [image.pixelColor(x + i, y + j).name() for i in range(-6, 7) for j in range(-6, 7)]
        assert QColor(colour).name() in near
        solid = [name for name in set(near) if near.count(name) >= 4]
        assert max(contrast(name, colours.base) for name in solid) >= 3, colour


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_and_lines_have_the_contrast_of_wcag(colours):
    for ground in (colours.background, colours.base):
        for text in (colours.text, colours.faint, colours.error, colours.warning, colours.info):
            assert contrast(text, ground) >= 4.5, (text, ground)
        for mark in (colours.accent, colours.real, colours.fake):
            assert contrast(mark, ground) >= 3, (mark, ground)
    for curve in colours.curves:
        assert contrast(curve, colours.base) >= 3, curve
    assert contrast(colours.accent_text, colours.accent) >= 4.5


@pytest.mark.parametrize("count", [1, 8, 9, 10, 11, 60])
@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_class_has_a_colour_of_its_own(colours, count):
    found = colours.classes(count)
    assert len(set(found)) == count
    assert all(QColor(c).isValid() for c in found)


def test_few_classes_are_okabe_ito_and_ten_are_tab10():
    assert set(theme.LIGHT.classes(8)) == set(theme.OKABE_ITO)
    assert theme.LIGHT.classes(10) == theme.TAB10


def test_applying_a_theme_reaches_widgets_that_exist_already(qapp, qtbot):
    label = QLabel("text")
    qtbot.addWidget(label)
    theme.apply(qapp, "dark")
    assert theme.colours() is theme.DARK
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == theme.DARK.text
    theme.apply(qapp, "light")
    assert theme.colours() is theme.LIGHT


def test_system_follows_what_the_desktop_reports(qapp):
    theme.apply(qapp, "system")
    dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.colours().dark is dark


@pytest.mark.parametrize(("mode", "colours"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_every_icon_is_drawn_in_the_text_colour_of_the_theme(qapp, mode, colours):
    names = sorted(p.stem for p in resource("icons").glob("*.svg"))
    assert names
    theme.apply(qapp, mode)  # once: with many windows left by other tests it takes its time
    for name in names:
        image = theme.icon(name).pixmap(QSize(24, 24)).toImage()
        drawn = [
            image.pixelColor(x, y)
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() > 250
        ]
        assert drawn, f"{name} is empty"
        text = QColor(colours.text)
        # Curved edges are blended: one level off at nearly full opacity.
        assert all(abs(c.value() - text.value()) <= 2 for c in drawn), name


def test_icons_are_sharp_on_dense_screens_and_grey_when_disabled():
    picture = theme.icon("play").pixmap(QSize(20, 20), 2.0)
    assert picture.size() == QSize(40, 40)
    off = theme.icon("stop").pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
    assert off.pixelColor(12, 12).name() != theme.LIGHT.text


def test_an_icon_on_a_primary_button_has_the_buttons_text_colour(qtbot):
    button = QPushButton(theme.icon("play", primary=True), "Train")
    qtbot.addWidget(button)
    image = button.icon().pixmap(QSize(24, 24)).toImage()
    assert image.pixelColor(11, 12).name() == theme.LIGHT.accent_text


def test_marks_of_classes_differ_without_any_colour():
    masks = mark_masks(9)
    inside = {(mask == 2).tobytes() for mask in masks}
    assert len(inside) == len(theme.CLASS_MARKS)
    assert all((mask == 2).sum() >= 12 for mask in masks)


def test_tooltips_show_file_names_as_plain_text():
    assert tip("<b>x</b>\nand & so on") == "<p>&lt;b&gt;x&lt;/b&gt;<br>and &amp; so on</p>"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.00002, "2.00e-05"), (0.1234, "0.123"), (1.5, "1.500"), (12.345, "12.35"),
     (-97.31, "-97.31"), (123.456, "123.5"), (12345, "12,345"), (float("nan"), "–")],
)  # fmt: skip
def test_numbers_are_short(value, text):
    assert number(value) == text


def test_images_of_all_layouts_become_the_same_pixels():
    grey = np.arange(50, dtype=np.uint8).reshape(5, 10)
    for array in (grey, grey[None], grey[:, :, None]):
        image = to_qimage(array)
        assert (image.width(), image.height()) == (10, 5)
        assert image.pixelColor(3, 2).getRgb()[:3] == (23, 23, 23)
    colour = np.zeros((3, 5, 10), np.uint8)
    colour[0, 2, 3], colour[1, 2, 3] = 200, 100
    for array in (colour, colour.transpose(1, 2, 0)):
        assert to_qimage(array).pixelColor(3, 2).getRgb()[:3] == (200, 100, 0)


def test_an_image_does_not_change_with_the_array_it_came_from():
    array = np.full((4, 4), 7, np.uint8)
    image = to_qimage(array)
    array[:] = 99
    assert image.pixelColor(0, 0).red() == 7


def test_an_array_that_is_no_image_is_refused():
    with pytest.raises(ValueError, match="not an image"):
        to_qimage(np.zeros((2, 5, 7), np.uint8))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_an_empty_check_box_can_be_seen(qtbot, qapp, mode):
    theme.apply(qapp, mode)
    host = QWidget()
    qtbot.addWidget(host)
    box = QCheckBox(host)
    box.resize(24, 24)
    host.resize(60, 40)
    host.show()
    image = host.grab().toImage()
    ground = theme.colours().background
    found = {image.pixelColor(x, 12).name() for x in range(24)}
    assert max(contrast(colour, ground) for colour in found) >= 2
