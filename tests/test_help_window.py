"""The window of the user guide: F1 opens the right page, and it can be read and searched."""

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from windows import child, click, focus, opened, wait

from genstudio.gui import help_view, theme
from genstudio.gui.help import offer, page_of
from genstudio.gui.help_pages import Guide
from genstudio.gui.help_texts import Pages
from genstudio.gui.store import Store


@pytest.fixture
def guide(qtbot):
    guide = Guide(None)
    qtbot.addWidget(guide)
    guide.open("index")
    qtbot.waitUntil(guide.isVisible)
    return guide


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def page(window):
    return window.menus._guide.view.page


@pytest.mark.parametrize(
    ("widget", "expected"),
    [
        ("latentPlane", "explorer"),
        ("trainButton", "transport"),
        ("beta", "setup"),
    ],
)
def test_f1_opens_the_page_of_the_panel_with_the_keyboard(qtbot, widget, expected):
    with opened(qtbot) as window:
        wait(qtbot, lambda: window.findChild(QWidget, widget) is not None)
        focus(qtbot, child(window, widget))
        press(qtbot, QApplication.focusWidget(), Qt.Key.Key_F1)
        assert page(window) == expected
        assert Pages().title(expected).partition(":")[0] in window.menus._guide.windowTitle()
        assert not window.menus._guide.isModal()


def test_what_is_in_a_panel_has_the_page_of_the_panel(qtbot):
    with opened(qtbot) as window:
        for name, expected in (("timeHandle", "train"), ("decodedImage", "inspector")):
            assert page_of(child(window, name)) == expected
        assert page_of(window) == "index"


def test_f1_without_a_focus_opens_the_page_of_the_workspace_in_view(qtbot):
    with opened(qtbot) as window:
        window.tabs.setCurrentIndex(1)
        focus(qtbot, window)
        press(qtbot, window, Qt.Key.Key_F1)
        assert page(window) == "gallery"


def test_f1_in_a_tab_bar_opens_the_page_of_its_panel(qtbot):
    with opened(qtbot, ready=False) as window:
        tabs = window.docks["left"].widget()
        tabs.setCurrentIndex(1)
        focus(qtbot, tabs.tabBar())
        press(qtbot, tabs.tabBar(), Qt.Key.Key_F1)
        assert page(window) == "runs"


def test_f1_in_the_key_table_opens_its_page_and_the_guide_leads_back(qtbot):
    with opened(qtbot, ready=False) as window:
        window.menus.show_keys()
        table = child(window, "keyTable")
        focus(qtbot, table.findChild(QWidget))
        press(qtbot, QApplication.focusWidget(), Qt.Key.Key_F1)
        assert page(window) == "settings-and-keys"
        table.close()
        click(qtbot, child(window.menus._guide, "guideKeys"))
        assert table.isVisible()


def test_f1_in_the_preferences_opens_their_page(qtbot):
    with opened(qtbot, ready=False) as window:
        window.menus.show_preferences()
        dialog = child(window, "preferences")
        focus(qtbot, child(dialog, "themeChooser"))
        press(qtbot, QApplication.focusWidget(), Qt.Key.Key_F1)
        assert page(window) == "settings-and-keys"
        dialog.close()


def test_a_modal_dialog_gets_a_guide_that_it_does_not_block(qtbot):
    dialog, elsewhere = QDialog(), []
    qtbot.addWidget(dialog)
    offer(dialog, "runs", elsewhere.append)
    dialog.setModal(True)
    dialog.show()
    focus(qtbot, dialog)
    press(qtbot, dialog, Qt.Key.Key_F1)
    own = dialog.findChild(Guide)
    assert own.view.page == "runs"
    assert own.isVisible()
    assert elsewhere == []


def test_contents_links_and_history_lead_from_page_to_page(qtbot, guide):
    guide.contents.setFocus()
    press(qtbot, guide.contents, Qt.Key.Key_Down)
    assert guide.view.page == guide._pages.names()[1]
    guide.view.anchorClicked.emit(QUrl("words.md#mode-collapse"))
    assert guide.view.page == "words"
    assert guide.view.verticalScrollBar().value() > 0
    place = guide.view.verticalScrollBar().value()
    press(qtbot, guide.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert guide.view.page == guide._pages.names()[1]
    press(qtbot, guide.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert guide.view.page == "words"
    assert guide.view.verticalScrollBar().value() == place
    click(qtbot, guide.home)
    assert guide.view.page == "index"
    assert not guide.forward.isEnabled()
    assert guide.contents.currentRow() == 0


def test_a_link_is_followed_with_the_keyboard(qtbot, guide):
    guide.view.setFocus()
    press(qtbot, guide.view, Qt.Key.Key_Tab)
    press(qtbot, guide.view, Qt.Key.Key_Return)
    assert guide.view.page == "getting-started"


def test_the_search_finds_while_typing_and_escape_takes_it_back(qtbot, guide):
    press(qtbot, guide.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert guide.search.hasFocus()
    qtbot.keyClicks(guide.search, "posterior collapse")
    assert guide.found.isVisible()
    press(qtbot, guide.search, Qt.Key.Key_Return)
    assert guide.view.page in {"words", "troubleshooting"}
    assert guide.view.textCursor().selectedText().lower() == "posterior"
    guide.search.setText("xyzzy")
    assert not guide.found.isVisible()
    press(qtbot, guide.search, Qt.Key.Key_Escape)
    assert guide.contents.isVisible()
    press(qtbot, guide.search, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_only_the_web_is_left_to_the_desktop_and_only_with_https(guide, monkeypatch):
    asked = []
    monkeypatch.setattr(
        help_view.QDesktopServices, "openUrl", lambda url: asked.append(url.toString())
    )
    for address in ("https://arxiv.org/abs/1312.6114", "http://example.org", "file:///etc/passwd"):
        guide.view.anchorClicked.emit(QUrl(address))
    assert asked == ["https://arxiv.org/abs/1312.6114"]
    assert guide.view.page == "index"


def test_nothing_but_pictures_of_the_guide_is_loaded(guide, tmp_path):
    outside = tmp_path / "outside.png"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(outside))
    load = guide.view.loadResource
    assert not load(help_view.IMAGES, QUrl("../images/window.png")).isNull()
    for address in (
        str(outside),
        "../../../../LICENSE",
        "https://example.org/a.png",
        "../en/index.md",
    ):
        assert load(help_view.IMAGES, QUrl(address)).isNull(), address
    assert load(help_view.IMAGES + 1, QUrl("../images/window.png")) is None  # a style sheet


def test_pictures_are_never_wider_than_the_page(qtbot, guide):
    for width in (1200, 640, 420):
        guide.resize(width, 600)
        qtbot.waitUntil(lambda: guide.view._wide == guide.view._width())
        guide.view.open("index")
        assert guide.view.horizontalScrollBar().maximum() == 0, width


def test_text_is_enlarged_and_the_size_is_remembered(qtbot, tmp_path):
    store = Store(tmp_path / "window.json")
    first = Guide(store)
    qtbot.addWidget(first)
    first.open("words")
    qtbot.waitUntil(first.isActiveWindow)
    before = first.view.points
    control = Qt.KeyboardModifier.ControlModifier
    press(qtbot, first.view, Qt.Key.Key_Plus, control)
    press(qtbot, first.view, Qt.Key.Key_Plus, control)
    assert first.view.points > before
    press(qtbot, first.view, Qt.Key.Key_Minus, control)
    first.resize(700, 500)
    again = Guide(store)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (700, 500)
    assert again.view.points == first.view.points > before
    press(qtbot, first.view, Qt.Key.Key_0, control)
    assert first.view.points == before


@pytest.mark.parametrize(
    "kept", [[], {"width": "x", "height": -5, "points": "big"}, {"points": 900}]
)
def test_a_stored_size_that_makes_no_sense_is_not_taken(qtbot, tmp_path, kept):
    store = Store(tmp_path / "window.json")
    store.put("guide", kept)
    guide = Guide(store)
    qtbot.addWidget(guide)
    assert guide.width() >= 300
    assert guide.view.points <= help_view.SIZES[-1]


def test_the_page_is_readable_in_both_themes(qtbot, guide):
    application = QApplication.instance()
    try:
        for mode in ("light", "dark"):
            theme.apply(application, mode)
            qtbot.wait(1)
            colours = theme.colours()
            block = guide.view.document().firstBlock()
            links_seen = 0
            while block.isValid():
                walk = block.begin()
                while not walk.atEnd():
                    look = walk.fragment().charFormat()
                    if look.isAnchor():
                        links_seen += 1
                        assert look.foreground().color() == QColor(colours.accent)
                    walk += 1
                block = block.next()
            assert links_seen > 5
            base = guide.view.palette().color(QPalette.ColorRole.Base)
            assert (base.lightness() < 128) == (mode == "dark")
    finally:
        theme.apply(application, "light")


def test_control_and_the_wheel_change_the_size_of_the_text(qtbot, guide):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    before = guide.view.points
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        event = QWheelEvent(
            QPointF(50, 50), guide.view.mapToGlobal(QPointF(50, 50)), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        guide.view.wheelEvent(event)
    assert guide.view.points > before


def test_every_control_of_the_guide_is_named_and_reached_with_tab(qtbot, guide):
    guide.view.go_home()
    guide.view.open("words")
    wanted = {guide.search, guide.contents, guide.view, guide.back, guide.home, guide.keys}
    guide.search.setFocus()
    reached = set()
    for _ in range(120):
        focused = QApplication.focusWidget()
        assert focused.accessibleName(), focused
        reached.add(focused)
        press(qtbot, focused, Qt.Key.Key_Tab)
    assert wanted <= reached
