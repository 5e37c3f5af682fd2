"""Numbers that people type, as they write them where they live."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator

from genstudio.gui.widgets.spin import NumberBox

READ = [
    ("en", "0.001", 0.001),
    ("en", "0,001", 0.001),  # no group begins with 0: it can only be meant as a point
    ("en", "1,000", 1000.0),
    ("en", "1,234.5", 1234.5),
    ("en", "1.234,5", 1234.5),
    ("en", "2e-4", 2e-4),
    ("en", ".5", 0.5),
    ("de", "0,001", 0.001),
    ("de", "0.001", 0.001),
    ("de", "1.000", 1000.0),
    ("de", "1.234,5", 1234.5),
    ("de", "1.5e-4", 1.5e-4),
    ("de", "1.500e-3", 1.5e-3),
    ("de", "1,5e-4", 1.5e-4),
    ("de", "−1,5", -1.5),
    ("fr", "1\u202f234,5", 1234.5),
    ("fr", "1 234,5", 1234.5),
    ("fr", "1.234", 1.234),
    ("de_CH", "1’234.5", 1234.5),
]


@pytest.fixture(autouse=True)
def locale_again(qapp) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(("code", "text", "value"), READ)
def test_a_number_is_read_as_it_is_written_there(qtbot, code: str, text: str, value: float):
    QLocale.setDefault(QLocale(code))
    box = NumberBox(None, None, whole=False)
    qtbot.addWidget(box)
    box.lineEdit().setText(text)  # pasted: Qt's test keys are ASCII
    assert box.number() == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["", "-", ".", ",", "e5", "nan", "inf", "1e999", "one", "1_0"])
@pytest.mark.parametrize("code", ["en", "de"])
def test_what_is_no_number_may_be_edited_on_but_counts_for_nothing(qtbot, code: str, text: str):
    QLocale.setDefault(QLocale(code))
    box = NumberBox(0.0, 10.0, whole=False)
    qtbot.addWidget(box)
    box.setValue(2.5)
    assert box.validate(text, 0)[0] == QValidator.State.Intermediate
    assert box.valueFromText(text) == 2.5


@pytest.mark.parametrize(("code", "text"), [("en", "0.0002"), ("de", "0,0002"), ("fr", "0,0002")])
def test_a_number_is_shown_with_the_point_of_the_country_and_read_back(qtbot, code, text):
    QLocale.setDefault(QLocale(code))
    box = NumberBox(1e-6, 1.0, whole=False)
    qtbot.addWidget(box)
    box.setValue(2e-4)
    assert box.text() == text
    box.stepBy(1)
    assert box.number() == pytest.approx(5e-4)
    assert box.valueFromText(box.text()) == pytest.approx(5e-4)


def test_a_whole_number_takes_groups_and_no_fraction(qtbot):
    QLocale.setDefault(QLocale("de"))
    box = NumberBox(0, 100_000, whole=True)
    qtbot.addWidget(box)
    assert box.validate("12.000", 0)[0] == QValidator.State.Acceptable
    assert box.valueFromText("12.000") == 12_000
    assert box.validate("1,5", 0)[0] == QValidator.State.Intermediate
