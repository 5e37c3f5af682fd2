"""The words and numbers of the widgets, in another language than English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from test_accessible_widgets import (
    make_bar,
    make_curves,
    make_grid,
    make_legend,
    make_picture,
    make_plane,
    make_slider,
)

from genstudio.core import language
from genstudio.core.config import Hint, check, settings
from genstudio.core.errors import UserError
from genstudio.gui.form import Form
from genstudio.gui.help import KeyTable
from genstudio.gui.numbers import localised
from genstudio.gui.widgets.axis import _text
from genstudio.gui.widgets.picture import Picture
from genstudio.gui.widgets.plane_scene import _tick
from genstudio.gui.widgets.text import number


@pytest.fixture(autouse=True)
def english_again(qapp) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)
    language.install(None)


@pytest.fixture
def german() -> None:
    """Speak with marks around every text that went to the translator."""
    QLocale.setDefault(QLocale("de"))
    language.install(lambda text, comment, n: f"«{text}»", localised)


@dataclass(frozen=True)
class Config:
    """Two settings."""

    rate: Annotated[float, Hint("how far a step goes", 0.001, 1000.5, "nats")] = 0.01
    mode: Annotated[Literal["slow", "fast"], Hint("how it goes")] = "slow"
    on: Annotated[bool, Hint("whether it goes")] = True


MAKERS = [make_plane, make_grid, make_curves, make_slider, make_legend, make_picture, make_bar]
OUTSIDE = {"1×", "cat", "dog", "R&&D", "image 7", "The disk is full.", "Losses (nats)", ""}


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("make", [*MAKERS, lambda: Form(Config), lambda: KeyTable([])])
def test_every_text_of_a_widget_went_to_the_translator(qtbot, make):
    widget = make()
    qtbot.addWidget(widget)
    found = []
    for one in (widget, *widget.findChildren(QWidget)):
        found += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        if isinstance(one, QLabel | QAbstractButton):
            found.append(one.text())
    assert [text for text in found if "«" not in text and text not in OUTSIDE] == []


@pytest.mark.usefixtures("german")
def test_numbers_of_widgets_have_the_separators_of_the_country(qtbot):
    assert number(12345) == "12.345"
    assert number(-0.5) == "-0,5"
    assert (_text(-1.5), _text(12345), _text(2.5e6)) == ("−1,5", "12345", "2,5M")
    assert (_tick(-2.5), _tick(0)) == ("−2,5", "0")
    slider, plane = make_slider(), make_plane()
    for widget in (slider, plane):
        qtbot.addWidget(widget)
    slider.set_value(1200)
    assert slider.spoken_value() == "«step 1.200»"
    plane._scene.cursor = (-0.001, 1.5)
    assert plane.spoken_value() == "«at 0,00 across, 1,50 up»"


@pytest.mark.usefixtures("german")
def test_a_form_shows_and_explains_its_settings_by_the_locale(qtbot):
    form = Form(Config)
    qtbot.addWidget(form)
    rate = form.editor("rate")
    assert rate.text() == "0,01"
    assert form.editor("mode").itemText(1) == "«fast»"
    said = rate.accessibleDescription()
    assert "«Allowed: «from 0,001 to «1000,5 «nats»»». Default: 0,01.»" in said
    rate.lineEdit().textEdited.emit("5000")
    assert form.error("rate").startswith("««Rate» must be «from ")


@pytest.mark.usefixtures("german")
def test_a_wrong_value_is_refused_in_the_users_language():
    with pytest.raises(UserError, match=r"^««Rate» \(rate\) is 0; it must be «from 0,001"):
        check(Config(rate=0))


def test_what_a_setting_may_be_is_said_in_words():
    allowed = {setting.name: setting.allowed for setting in settings(Config)}
    assert allowed == {
        "rate": "from 0.001 to 1000.5 nats",
        "mode": "one of slow, fast",
        "on": "on or off",
    }


def test_a_caption_that_is_too_long_gets_a_second_line(qtbot):
    picture = Picture()
    qtbot.addWidget(picture)
    picture.resize(120, 160)
    short = picture.heightForWidth(120)
    picture.set_image(None, "Rekonstruktion des nächsten Bildes")
    assert picture.heightForWidth(120) > short
    picture.set_image(None, "Unteilbarlangerzusammengesetztername")
    assert picture.heightForWidth(120) == short
