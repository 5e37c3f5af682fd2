"""The legend of classes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from genstudio.gui import theme
from genstudio.gui.widgets.legend import MOST, Legend

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def legend(qtbot, qapp):
    theme.apply(qapp, "light")
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(300, 100)
    legend.set_classes(("cat", "dog", "a name that is much too long"))
    legend.show()
    return legend


def entries(legend) -> list[QToolButton]:
    return legend.findChildren(QToolButton)


def record(legend) -> list:
    heard = []
    legend.hidden_changed.connect(heard.append)
    return heard


def test_every_class_has_a_named_switch_with_its_mark(legend):
    assert [b.text() for b in entries(legend)[:2]] == ["cat", "dog"]
    assert [b.accessibleName() for b in entries(legend)][2].endswith("too long")
    pictures = [b.icon().pixmap(16).toImage() for b in entries(legend)]
    assert pictures[0] != pictures[1]


def test_a_click_switches_a_class_off_and_on(legend, qtbot):
    heard = record(legend)
    qtbot.mouseClick(entries(legend)[1], LEFT)
    qtbot.mouseClick(entries(legend)[1], LEFT)
    assert heard == [{1}, set()]


def test_the_keyboard_does_it_too(legend, qtbot):
    heard = record(legend)
    entries(legend)[0].setFocus()
    qtbot.keyClick(entries(legend)[0], Qt.Key.Key_Space)
    assert heard == [{0}]


def test_control_click_shows_one_alone_and_again_all(legend, qtbot):
    heard = record(legend)
    qtbot.mouseClick(entries(legend)[1], LEFT, Qt.KeyboardModifier.ControlModifier)
    assert heard == [{0, 2}]
    assert [b.isChecked() for b in entries(legend)] == [False, True, False]
    qtbot.mouseClick(entries(legend)[1], LEFT, Qt.KeyboardModifier.ControlModifier)
    assert legend.hidden == set()


def test_setting_from_outside_is_announced_once(legend):
    heard = record(legend)
    legend.set_hidden({2})
    legend.set_hidden({2})
    assert heard == [{2}]
    assert legend.hidden == {2}


def test_other_classes_replace_the_old_ones_all_switched_on(legend, qapp):
    legend.set_hidden({2})
    legend.set_classes(("x", "y"))
    qapp.sendPostedEvents(None, 0)
    assert legend.hidden == set()
    assert legend.layout().count() == 2
    legend.set_classes(())
    assert not legend.isVisible()


def test_a_switched_off_class_is_grey(legend):
    button = entries(legend)[0]
    legend.set_hidden({0})
    off = button.icon().pixmap(16, 16, state=button.icon().State.Off).toImage()
    assert off.pixelColor(8, 8).name() == theme.LIGHT.hidden


def test_very_many_classes_do_not_fill_the_window(legend):
    legend.set_classes(tuple(str(i) for i in range(300)))
    assert legend.layout().count() == MOST + 1
    assert any("more" in label.text() for label in legend.findChildren(QLabel))


def test_entries_wrap_and_none_is_cut_off(legend, qapp):
    legend.set_classes(tuple(f"class {i}" for i in range(10)))
    legend.resize(200, legend.heightForWidth(200))
    qapp.processEvents()
    assert legend.heightForWidth(200) > legend.heightForWidth(2000)
    for button in entries(legend):
        if button.isVisible():
            assert button.geometry().right() <= legend.width()
            assert button.width() >= button.sizeHint().width()


def test_a_change_of_theme_draws_the_marks_anew(legend, qapp):
    legend.set_classes(tuple(str(i) for i in range(8)))
    last = next(b for b in entries(legend) if b.text() == "7")
    theme.apply(qapp, "dark")
    ring = last.icon().pixmap(16, 16, state=last.icon().State.On).toImage()
    assert max(ring.pixelColor(x, 8).lightness() for x in range(16)) > 200
    theme.apply(qapp, "light")
