"""The glossary: its entries hold together, it finds words, and shows them where they stand."""

import json
import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QCursor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTabBar,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.paths import resource
from genstudio.gui import glossary_hover, help_texts
from genstudio.gui.glossary import glossary
from genstudio.gui.glossary_card import Card, placed
from genstudio.gui.glossary_menu import GlossaryHelp
from genstudio.gui.glossary_places import place_at, text_of
from genstudio.gui.glossary_window import GlossaryWindow
from genstudio.gui.widgets import equation_art
from genstudio.gui.widgets.equation import Equation
from tests.windows import child, click, focus, opened, wait

RAW = json.loads(resource("glossary.json").read_text("utf-8"))
LANGUAGES = ("en", "de")
# What an earlier look found in the window; each has to be explained.
TECHNICAL = [
    "ELBO", "KL", "nats", "latent", "prior", "posterior", "encoder", "decoder", "generator",
    "discriminator", "logits", "epoch", "batch", "checkpoint", "learning rate", "Adam", "β-VAE",
    "free bits", "IWAE", "AIS", "HMC", "R-hat", "acceptance", "JSD", "R1", "gradient penalty",
    "spectral norm", "EMA", "truncation", "PCA", "LDA", "t-SNE", "UMAP", "Fréchet distance", "KID",
    "precision", "recall", "coverage", "reparameterisation", "score function", "SVM", "margin",
    "support vector", "pPCA", "mode collapse", "minimax", "non-saturating", "log p(x)", "D*",
]  # fmt: skip
# Of computers, not of models; and the names of data sets and of what the environment sets.
COMMON = """
    PNG GB GIF GPU GPUs MP4 CSV MB CUDA HTML BMP WEBP JPEG TIFF IDX JSON CPU NVIDIA UTF-8 HTTP
    MIT RGB DejaVu RMS WORLD_SIZE RANK README GENSTUDIO_CACHE CIFAR-10 EMNIST MNIST
    Fashion-MNIST Kuzushiji-MNIST macOS LaTeX ONNX F1 VGG-19 SIDE SHARE
"""


def test_every_entry_is_there_in_both_languages_and_leads_somewhere():
    assert len(RAW) >= 80
    for key, entry in RAW.items():
        for language in LANGUAGES:
            said = entry[language]
            assert said["word"], key
            assert 15 < len(said["text"]) < 320, key
            assert said["text"][-1] in ".!", key
        assert entry["en"]["text"] != entry["de"]["text"], key
        assert not entry.get("equation") or equation_art.exists(entry["equation"]), key
        assert set(entry.get("see", [])) <= set(RAW) - {key}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_means_two_things(language):
    names = Counter(
        name.casefold()
        for entry in RAW.values()
        for name in {entry[language]["word"], *entry[language]["also"]}
    )
    assert not [name for name, count in names.items() if count > 1]


@pytest.mark.parametrize("word", TECHNICAL)
def test_the_words_of_the_field_are_explained(word):
    assert len(glossary("en").find(f"the {word} of it", quiet=True)) == 1


def test_every_abbreviation_in_the_window_is_explained():
    texts = ElementTree.parse(resource("translations") / "genstudio_de.ts").iter("source")
    unknown = set()
    for text in (re.sub(r"&|\{[^}]*\}", "", element.text or "") for element in texts):
        words = re.findall(r"(?<![\w-])[\w-]*[A-Z][\w-]*[A-Z][\w-]*|\b[A-Z]\d\b", text)
        unknown |= {word for word in words if not glossary("en").find(word, quiet=True)}
    assert unknown <= set(COMMON.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_says_the_same_of_every_word(language):
    text = help_texts.Pages(language).text("words")
    sections = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    words = glossary(language)
    for title, body in zip(sections[::2], sections[1::2]):
        found = words.find(title, quiet=True)
        assert len(found) == 1, title
        flat = re.sub(r"[*`]", "", re.sub(r"\s+", " ", body))
        assert re.sub(r"\s+", " ", found[0].text) in flat, title


def keys(text, **options):
    return [entry.key for entry in glossary("en").find(text, **options)]


def test_the_longest_word_is_found_first_and_each_once():
    assert keys("KL divergence") == ["kl"]
    assert keys("Fréchet distance and kernel distance") == ["frechet", "kernel-distance"]
    assert keys("Posterior collapse of the posterior") == ["posterior-collapse", "posterior"]
    assert keys("ELBO, KL, prior and posterior") == ["elbo", "kl", "prior"]
    assert keys("ELBO, KL, prior and posterior", most=9)[-1] == "posterior"


def test_short_names_are_told_by_their_capitals_and_as_words():
    assert keys("less, aisle, pandas and gang") == []
    assert keys("by AIS") == ["ais"]


def test_common_words_are_kept_for_those_who_ask():
    assert keys("Save the run") == []
    assert keys("Save the run", quiet=True) == ["run"]


def test_a_control_may_mean_another_word_than_it_is_called():
    assert keys("Precision") == ["precision"]
    assert keys("Precision", control="precision") == ["number-precision"]


def test_german_has_its_own_words():
    words = glossary("de")
    assert [e.key for e in words.find("Lernrate und Startwert")] == ["learning-rate", "seed"]
    assert words["gap"].word == "Lücke"


# Where a card goes


@pytest.mark.parametrize("x", [0, 600, 1275])
@pytest.mark.parametrize("y", [0, 400, 790])
def test_a_card_is_on_the_screen_and_never_under_the_mouse(x, y):
    room, size, beside = QRect(0, 0, 1280, 800), QSize(420, 260), QRect(x, y, 18, 24)
    card = QRect(placed(size, beside, room), size)
    assert room.contains(card)
    assert not card.intersects(beside)


def test_a_card_about_a_term_is_above_it_where_there_is_room():
    room, size = QRect(0, 0, 1280, 800), QSize(420, 100)
    assert placed(size, QRect(300, 150, 20, 20), room, above=True).y() + 100 < 150
    assert placed(size, QRect(300, 50, 20, 20), room, above=True).y() > 70


def test_a_card_is_beside_what_is_as_high_as_the_screen():
    room, size, beside = QRect(0, 0, 1280, 800), QSize(420, 260), QRect(0, 0, 300, 800)
    card = QRect(placed(size, beside, room), size)
    assert room.contains(card)
    assert not card.intersects(beside)


# In a small window of known widgets


@pytest.fixture
def small(qtbot, monkeypatch):
    monkeypatch.setattr(glossary_hover, "BEFORE", 600)  # ms: nobody waits for the card
    window = QMainWindow()
    host = QWidget()
    column = QVBoxLayout(host)
    window.label = QLabel("KL and ELBO")
    window.label.setToolTip("<p>What training raises</p>")
    window.plain = QLabel("Nothing special")
    window.plain.setToolTip("just a tip")
    window.button = QPushButton("&Learning rate")
    window.line = QLineEdit()
    window.line.setAccessibleName("Save the run")
    window.tabs = QTabBar()
    window.tabs.addTab("Setup")
    window.tabs.addTab("Posterior")
    window.equation = Equation("gan-d-star")
    for widget in (
        window.label, window.plain, window.button, window.line, window.tabs, window.equation,
    ):  # fmt: skip
        column.addWidget(widget)
    window.setCentralWidget(host)
    window.opened = []
    window.help = GlossaryHelp(window, window.opened.append)
    window.move(20, 20)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    focus(qtbot, window.line)
    yield window
    window.help.hover.hide()


def rest(qtbot, window, widget, at=None):
    """Move the mouse onto a widget, as a person does, and leave it there."""
    at = at or QPoint(10, widget.rect().center().y())
    QTest.mouseMove(widget, at + QPoint(2, 0))
    QTest.mouseMove(widget, at)
    qtbot.waitUntil(lambda: QCursor.pos() == widget.mapToGlobal(at))


def words(window):
    return [entry.key for entry in window.help.hover.shown]


def test_the_mouse_at_rest_shows_the_card(qtbot, small):
    rest(qtbot, small, small.label)
    qtbot.waitUntil(lambda: words(small) == ["kl", "elbo"])
    card = small.help.hover.card
    assert isinstance(card, Card)
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert shown[:2] == ["<p>What training raises</p>", "KL divergence"]
    pictures = [e.name for e in card.findChildren(Equation) if e.isVisible()]
    assert pictures == ["kl", "vae-elbo"]
    assert small.line.hasFocus()
    assert not card.geometry().contains(QCursor.pos())
    told = QAccessible.queryAccessibleInterface(card)
    assert told.role() == QAccessible.Role.ToolTip
    assert "What training raises\nKL divergence: How different" in told.text(QAccessible.Text.Name)


def test_the_card_takes_the_place_of_the_tooltip_and_only_while_it_is_there(qtbot, small):
    rest(qtbot, small, small.label)
    qtbot.waitUntil(lambda: bool(words(small)))
    ask_for_tooltip(small.label)
    assert not QToolTip.isVisible()
    rest(qtbot, small, small.plain)
    qtbot.waitUntil(lambda: not words(small))
    ask_for_tooltip(small.plain)
    assert QToolTip.text() == "just a tip"
    QToolTip.hideText()
    ask_for_tooltip(small.label)
    assert "What training raises" in QToolTip.text()
    QToolTip.hideText()


def ask_for_tooltip(widget):
    at = widget.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)


def test_common_words_do_not_come_with_the_mouse(qtbot, small):
    rest(qtbot, small, small.line)
    qtbot.wait(400)
    assert words(small) == []


def test_tabs_and_terms_of_equations_are_explained(qtbot, small):
    rest(qtbot, small, small.tabs, small.tabs.tabRect(1).center())
    qtbot.waitUntil(lambda: words(small) == ["posterior"])
    term = small.equation.boxes("d_star")[0].center().toPoint()
    rest(qtbot, small, small.equation, term)
    qtbot.waitUntil(lambda: "d-star" in words(small) or "discriminator" in words(small))


def test_a_press_or_escape_takes_the_card_away(qtbot, small):
    rest(qtbot, small, small.label)
    qtbot.waitUntil(lambda: bool(words(small)))
    QTest.keyClick(small.windowHandle(), Qt.Key.Key_Escape)
    assert words(small) == []
    rest(qtbot, small, small.tabs, small.tabs.tabRect(1).center())
    qtbot.waitUntil(lambda: bool(words(small)))
    QTest.mouseClick(small.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert words(small) == []


def test_keys_explain_what_has_the_keyboard_and_then_open_the_glossary(qtbot, small):
    small.button.setFocus()
    small.help.explain()
    assert words(small) == ["learning-rate"]
    assert not small.help.hover.card.geometry().intersects(
        QRect(small.button.mapToGlobal(QPoint(0, 0)), small.button.size())
    )
    qtbot.keyClick(small.button, Qt.Key.Key_Escape)
    assert words(small) == []
    small.help.explain()
    small.help.explain()
    assert words(small) == []
    assert small.help.dialog.shown == "learning-rate"
    small.help.dialog.close()
    focus(qtbot, small.line)
    small.help.explain()
    assert words(small) == ["run"]


def test_places_tell_what_they_say(qtbot, small):
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("non-saturating")
    box.setAccessibleName("Objective")
    assert text_of(box) == "Objective · non-saturating"
    assert text_of(small.button) == "Learning rate"
    rich = QLabel("<b>KL</b> &amp; more")
    qtbot.addWidget(rich)
    assert text_of(rich).strip() == "KL  & more"
    assert place_at(small.centralWidget(), QPoint(1, 1)) is None
    small.label.setFixedWidth(400)
    assert place_at(small.label, QPoint(390, 5)) is None  # where nothing is written


# The window of the glossary


@pytest.fixture
def dialog(qtbot):
    window = GlossaryWindow(lambda page: opened_pages.append(page))
    opened_pages = window.pages = []
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def rows(dialog):
    return [dialog.list.item(i).text() for i in range(dialog.list.count())]


def test_the_glossary_lists_every_word_in_order(dialog):
    assert len(rows(dialog)) == len(RAW)
    assert rows(dialog) == sorted(rows(dialog), key=str.casefold)
    assert dialog.shown


def test_the_search_finds_by_name_and_by_text_the_best_first(qtbot, dialog):
    qtbot.keyClicks(dialog.search, "mode coll")
    assert rows(dialog)[0] == "Mode collapse"
    assert dialog.shown == "mode-collapse"
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "bell curve")
    assert dialog.shown == "gaussian-likelihood"
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "qqqq")
    assert child(dialog, "glossaryList").isHidden()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert len(rows(dialog)) == len(RAW)
    assert dialog.isVisible()


def test_an_entry_shows_its_equation_and_leads_to_its_kin(qtbot, dialog):
    dialog.show_entry("elbo")
    assert child(dialog, "glossaryWord").text() == "ELBO"
    assert dialog.findChild(Equation).name == "vae-elbo"
    button = child(dialog, "glossarySee-nat")
    qtbot.waitUntil(button.isVisible)
    click(qtbot, button)
    assert dialog.shown == "nat"
    assert dialog.list.currentItem().text() == "Nats"
    click(qtbot, child(dialog, "glossaryGuide"))
    assert dialog.pages == ["words"]


# In the whole window


def test_the_windows_own_words_are_explained(qtbot):
    with opened(qtbot) as window:
        texts = {text_of(widget) for widget in window.findChildren(QWidget)}
        found = {e.key for text in texts for e in glossary("en").find(text, quiet=True, most=99)}
        assert {"elbo", "kl", "latent", "learning-rate", "batch", "seed"} <= found
        help_ = window.menus.glossary
        label = next(
            widget
            for widget in window.findChildren(QLabel)
            if widget.visibleRegion().contains(QPoint(10, widget.rect().center().y()))
            and place_at(widget, QPoint(10, widget.rect().center().y()))
            and glossary("en").find(widget.text())
        )
        expected = glossary("en").find(label.text())
        window.activateWindow()
        at = QPoint(10, label.rect().center().y())
        QTest.mouseMove(label, at + QPoint(1, 0))
        QTest.mouseMove(label, at)
        wait(qtbot, lambda: help_.hover.shown[:1] == expected[:1])
        editor = focus(qtbot, child(window, "latent_dim"))
        qtbot.keyClick(editor, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        wait(qtbot, lambda: [e.key for e in help_.hover.shown] == ["latent"])
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
        assert help_.hover.shown == ()
        action = next(a for a in window.menus.actions if "lossary" in a.text())
        action.trigger()
        assert help_.dialog.isVisible()
        wait(qtbot, lambda: help_.hover.shown == ())
