"""Every word can be translated, fits where it stands, and may run from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDockWidget,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QWidget,
)

from genstudio.gui import language
from tests.clipping import cut, of_qt, outside
from tests.windows import child, click, opened, wait

# What is not a word of the window. Numbers with their signs and units of nothing:
NUMBERS = re.compile(r"[\s\d.,:;·×%+\-−–—()/…|<>=\u202f\u00a0'’]*")
# symbols of mathematics, and the names of things: the program, its runs, data and classes.
SYMBOLS = {"D(x)", "D(G(z))", "z", "genstudio", "digits", "CSV", "PNG", "%p%"}
SYMBOLS |= {"A − B + C", "−B", "+C"}
COMPONENT = re.compile(r"z\d+|α [+−]\d[.,]\d|\d+ · \d+\s?%")
RUN = re.compile(r"\d{4}-\d\d-\d\d-\w+-[\w-]+( – genstudio)?")
CLASSES = re.compile(r"(\d: \d+(, )?)+")
KEY = re.compile(r"((Ctrl|Shift|Alt)\+)*(Esc|Space|Return|Del|F\d+|.)")
TAG = re.compile(r"<[^>]*>")
TEXTS = {
    QLabel: ("text",),
    QAbstractButton: ("text",),
    QLineEdit: ("placeholderText",),
    QSpinBox: ("prefix", "suffix"),
    QDoubleSpinBox: ("prefix", "suffix"),
    QMenu: ("title",),
    QProgressBar: ("format",),
    QDockWidget: ("windowTitle",),
}


@pytest.fixture
def restored(qapp: QApplication) -> Iterator[None]:
    yield
    language.apply(qapp, "en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def window(request, qtbot, monkeypatch, restored):
    monkeypatch.setenv("GENSTUDIO_LANGUAGE", getattr(request, "param", language.PSEUDO))
    with opened(qtbot) as window:
        yield window


def translated(text: str) -> bool:
    """Whether nothing but data is outside the pseudo language's brackets."""
    bare = TAG.sub("", text.replace("<br>", "\n")).strip()
    rest = bare
    while (shorter := re.sub(r"\[[^\[\]]*\]", "", rest)) != rest:  # they may lie in each other
        rest = shorter
    return all(is_data(part.strip()) for part in re.split(r"[\n·]", rest))


def is_data(text: str) -> bool:
    text = text.replace("&", "").strip()
    patterns = (NUMBERS, COMPONENT, RUN, CLASSES, KEY)
    return not text or text in SYMBOLS or any(p.fullmatch(text) for p in patterns)


def words(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield every text of a widget, and what it is."""
    yield "tooltip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    for kind, names in TEXTS.items():
        if isinstance(widget, kind):
            yield from ((name, getattr(widget, name)()) for name in names)
    if isinstance(widget, QTabWidget | QTabBar):
        for index in range(widget.count()):
            yield "tab", widget.tabText(index)
            yield "tab's tooltip", widget.tabToolTip(index)
    if isinstance(widget, QComboBox):
        yield from entries(widget)
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from cells(widget)


def entries(box: QComboBox) -> Iterator[tuple[str, str]]:
    for index in range(box.count()):
        yield "entry", box.itemText(index)
        yield "entry's tooltip", box.itemData(index, Qt.ItemDataRole.ToolTipRole) or ""


def cells(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        head = model.headerData(column, Qt.Orientation.Horizontal)
        yield "header", str(head) if head is not None else ""
        for row in range(model.rowCount()):
            index = model.index(row, column)
            yield "item", str(index.data() or "")


def untranslated(window: QWidget) -> list[str]:
    faults = []
    for widget in [window, *window.findChildren(QWidget)]:
        if of_qt(widget) or isinstance(widget.parent(), QComboBox):
            continue
        for kind, text in words(widget):
            if text and not translated(text):
                faults.append(f"{type(widget).__name__} {widget.objectName()}: {kind} {text!r}")
    for action in window.findChildren(QAction):
        if of_qt(action.parent()):
            continue
        for text in (action.text(), action.toolTip(), action.statusTip()):
            if text and not action.isSeparator() and not translated(text):
                faults.append(f"QAction {action.objectName()}: {text!r}")
    return sorted(set(faults))


def settle(qtbot) -> None:
    qtbot.wait(300)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def misplaced(qtbot, window: QWidget) -> list[str]:
    """Return what is cut or outside for good: a layout may still be on its way."""
    settle(qtbot)
    for _ in range(20):
        if not (found := cut(window) + outside(window)):
            break
        settle(qtbot)
    return found


@pytest.mark.parametrize("text", ["Train", "[Tråîñ~~] now", "Step 3", "3 s"])
def test_english_is_found(text):
    assert not translated(text)


@pytest.mark.parametrize("text", ["[Tråîñ~~]", "3.5", "[[CPÛ~], 2~]", "2026-01-02-vae-digits-1"])
def test_the_pseudo_language_and_data_are_not_taken_for_english(text):
    assert translated(text)


@pytest.mark.parametrize("tab", [0, 1])
def test_every_word_is_translated_before_training(qtbot, window, tab):
    window.tabs.setCurrentIndex(tab)
    settle(qtbot)
    assert untranslated(window) == []


def test_every_word_is_translated_and_fits_while_a_gan_trains(qtbot, window):
    session = window.session
    session.choose_family("gan")
    wait(qtbot, lambda: session.family == "gan" and session.state == "ready")
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: session.step > 5)
    window.tabs.setCurrentIndex(1)
    found = misplaced(qtbot, window) + untranslated(window)
    session.stop()
    wait(qtbot, lambda: session.state == "ready")
    assert found == []


@pytest.mark.parametrize("window", [language.PSEUDO, "de"], indirect=True)
@pytest.mark.parametrize("tab", [0, 1])
def test_long_words_are_not_cut_at_1280_by_800(qtbot, window, tab):
    window.resize(1280, 800)
    window.tabs.setCurrentIndex(tab)
    settle(qtbot)
    assert window.width() == 1280
    assert misplaced(qtbot, window) == []


@pytest.mark.parametrize("window", ["de"], indirect=True)
def test_german_fits_while_a_gan_trains(qtbot, window):
    session = window.session
    session.choose_family("gan")
    wait(qtbot, lambda: session.family == "gan" and session.state == "ready")
    window.resize(1280, 800)
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: session.step > 5)
    found = misplaced(qtbot, window)
    session.stop()
    wait(qtbot, lambda: session.state == "ready")
    assert found == []


@pytest.mark.parametrize("window", [language.PSEUDO, "de"], indirect=True)
def test_the_window_can_be_made_narrow_with_long_words(qtbot, window):
    settle(qtbot)
    wait(qtbot, lambda: window.minimumSizeHint().width() <= 920)


def test_the_window_trains_from_right_to_left(qtbot, qapp, restored):
    from pyqtgraph import PlotWidget  # not at the top: it asks for an application

    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with opened(qtbot) as window:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        settle(qtbot)
        train, device = child(window, "trainButton"), child(window, "deviceName")
        assert train.mapTo(window, train.rect().center()).x() > window.width() // 2
        assert device.mapTo(window, device.rect().center()).x() < window.width() // 2
        click(qtbot, train)
        wait(qtbot, lambda: window.session.step > 20)
        click(qtbot, train)
        wait(qtbot, lambda: window.session.state == "paused")
        plane = child(window, "latentPlane")
        assert plane.to_pixels(1.0, 0.0).x() > plane.to_pixels(-1.0, 0.0).x()
        curves = child(window, "lossCurves").findChildren(PlotWidget)
        assert curves
        for plot in curves:
            axis = plot.getPlotItem().getAxis("left")
            assert (
                axis.sceneBoundingRect().left() < plot.getPlotItem().vb.sceneBoundingRect().left()
            )
        assert misplaced(qtbot, window) == []
