"""Style transfer in the window: two folders dropped, trained, looked at, a folder translated."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from windows import child, choose, click, opened, wait

from genstudio.data import inked, sources
from genstudio.gui.applications.translate_table import strip
from genstudio.gui.widgets.before_after import BeforeAfter

SMALL = {"width": 4, "blocks": 0, "judge_width": 4, "layers": 1, "pool": 2}
QUIET = {"threads": 1, "batch_size": 2, "validate_every": 3, "steps": 0}
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Write a few digits of either kind into a folder each."""
    root = tmp_path_factory.mktemp("kinds")
    data = sources.load("inked", {"count": 24, "size": 16})
    for kind, name in enumerate(("plain", "inked")):
        (root / name).mkdir()
        for number, image in enumerate(data.images[data.labels == kind]):
            Image.fromarray(image.transpose(1, 2, 0)).save(root / name / f"{number}.png")
    return root / "plain", root / "inked"


def drop(widget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, modifiers)
    widget.dropEvent(event)
    assert event.isAccepted()


def to_page(qtbot, window):
    """Bring the page to the front by its tabs."""
    titles = [window.tabs.tabText(index) for index in range(window.tabs.count())]
    index = titles.index("Applications")
    click(qtbot, window.tabs.tabBar(), window.tabs.tabBar().tabRect(index).center())
    wait(qtbot, lambda: window.tabs.currentIndex() == index)
    tabs = child(window, "applicationTabs")
    wait(qtbot, lambda: tabs.count())
    titles = [tabs.tabText(index) for index in range(tabs.count())]
    tabs.setCurrentIndex(titles.index("Style transfer"))
    wait(qtbot, lambda: window.findChild(QWidget, "translatePage") is not None)
    page = child(window, "translatePage")
    wait(qtbot, page.isVisible)
    return page


def train(qtbot, window, steps: int = 4) -> None:
    session = window.session
    session.set_values(SMALL, QUIET)
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: session.step >= steps)
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: session.state == "paused")


def test_two_folders_dropped_are_trained_seen_and_used(qtbot, folders, tmp_path, monkeypatch):
    with opened(qtbot) as window:
        session = window.session
        drop(window, *folders)
        wait(qtbot, lambda: session.dataset is not None and session.dataset.source == "pair")
        wait(qtbot, lambda: session.family == "cyclegan" and session.state == "ready")
        assert session.dataset.classes == ("plain", "inked")
        train(qtbot, window)
        page = to_page(qtbot, window)
        wait(qtbot, lambda: page.has_result)
        assert page.table.ways[1].rows[2].image is not None
        box = child(page, "translateDirection")
        assert box.itemText(0) == "plain → inked"
        drop(child(page, "translateOwn"), folders[0] / "0.png")
        slider = child(page, "translateSlider")
        wait(qtbot, lambda: slider.shown)
        place = slider.picture_rect()
        qtbot.mouseClick(slider, LEFT, pos=QPoint(int(place.left() + 2), int(place.center().y())))
        assert slider.share < 0.2
        before = page._shown
        choose(qtbot, box, "inked → plain")
        wait(qtbot, lambda: page._shown is not before)
        (tmp_path / "out").mkdir()
        answers = iter([str(folders[0]), str(tmp_path / "out")])
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: next(answers))
        click(qtbot, child(page, "translateFolder"))
        wait(qtbot, lambda: len(list((tmp_path / "out").glob("*.png"))) == 12)
        wait(qtbot, lambda: not page.search.running)
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *given: (str(tmp_path / "one"), "")
        )
        click(qtbot, child(page, "translateSave"))
        wait(qtbot, lambda: (tmp_path / "one.png").is_file())
        choose_others(qtbot, window, page)
        walk(qtbot, window)


def choose_others(qtbot, window, page) -> None:
    """Begin to choose other pictures: new weights do not take the choice away, leaving does."""
    click(qtbot, child(page, "translateOthers"))
    assert page.kinds.isVisible()
    window.session.view_changed.emit()
    qtbot.wait(150)
    assert page.kinds.isVisible()
    tabs = child(window, "applicationTabs")
    here = tabs.currentIndex()
    tabs.setCurrentIndex(here - 1)
    qtbot.wait(30)
    tabs.setCurrentIndex(here)
    wait(qtbot, page.table.isVisible)


def walk(qtbot, window) -> None:
    """Bring every workspace to the front: what needs a latent space says why it is greyed out."""
    session, greyed = window.session, {}
    for index in range(window.tabs.count()):
        title = window.tabs.tabText(index)
        if not window.tabs.isTabEnabled(index):
            greyed[title] = window.tabs.tabToolTip(index)
        elif title in ("Explore", "Gallery", "Compare"):
            window.tabs.setCurrentIndex(index)
            qtbot.wait(30)
    assert "Explore" in greyed
    assert all("cannot" in why for why in greyed.values())
    session.set_selection(int(session.dataset.indices("test")[0]))
    qtbot.wait(100)


def test_folders_are_dropped_on_two_places_and_the_same_twice_is_refused(qtbot, folders):
    with opened(qtbot) as window:
        page = to_page(qtbot, window)
        first, second = (child(page, f"translateKinds{n}") for n in ("First", "Second"))
        button = child(page, "translateKindsOpen")
        assert not button.isEnabled()
        drop(first, folders[0])
        drop(second, folders[0])
        assert not button.isEnabled()
        drop(second, folders[1], folders[0])  # both at once fill both places
        assert (first.path, second.path) == (folders[1], folders[0])
        drop(first, folders[0])
        drop(second, folders[1])
        wait(qtbot, button.isEnabled)
        click(qtbot, button)
        wait(qtbot, lambda: window.session.dataset.source == "pair")
        wait(qtbot, lambda: window.session.family == "cyclegan")
        assert window.session.dataset.classes == ("plain", "inked")


def test_two_classes_of_the_open_data_can_be_chosen(qtbot):
    with opened(qtbot) as window:
        page = to_page(qtbot, window)
        choose(qtbot, child(page, "translateKindsFirstClass"), "3")
        choose(qtbot, child(page, "translateKindsSecondClass"), "8")
        click(qtbot, child(page, "translateKindsTake"))
        session = window.session
        wait(qtbot, lambda: session.family == "cyclegan")
        wait(qtbot, lambda: session.choices.model["first"] == 3)
        wait(qtbot, lambda: session.choices.model["second"] == 8)


# The line between two pictures


@pytest.fixture
def slider(qtbot) -> BeforeAfter:
    widget = BeforeAfter()
    qtbot.addWidget(widget)
    widget.resize(200, 120)
    before = np.zeros((3, 8, 8), np.uint8)
    widget.set_pictures(before, inked.partner(before[None], forward=True)[0])
    widget.show()
    return widget


def test_the_line_follows_the_mouse_and_shows_before_on_its_left(qtbot, slider):
    place = slider.picture_rect()
    y = int(place.center().y())
    qtbot.mousePress(slider, LEFT, pos=QPoint(int(place.left()) + 30, y))
    qtbot.mouseMove(slider, QPoint(int(place.left() + 0.75 * place.width()), y))
    wait(qtbot, lambda: abs(slider.share - 0.75) < 0.02)
    qtbot.mouseRelease(slider, LEFT, pos=QPoint(int(place.left() + 0.75 * place.width()), y))
    image = slider.grab().toImage()
    low = int(place.bottom()) - 4
    left = image.pixelColor(int(place.left()) + 8, low).getRgb()[:3]
    right = image.pixelColor(int(place.right()) - 8, low).getRgb()[:3]
    assert left == (0, 0, 0)
    assert right == inked.PAPER


def test_keys_move_the_line_and_its_place_is_told(qtbot, slider):
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert slider.share == 0
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.share == pytest.approx(0.12)
    assert slider.spoken_value().startswith("12%")
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert slider.share == 1


def test_without_pictures_nothing_moves(qtbot, slider):
    slider.set_pictures(None, None)
    qtbot.mouseClick(slider, LEFT, pos=QPoint(5, 5))
    assert slider.share == 0.5
    assert slider.spoken_value() == "Nothing here yet"


def test_a_strip_has_the_pictures_side_by_side():
    images = np.arange(3 * 2 * 2, dtype=np.uint8).reshape(3, 1, 2, 2)
    made = strip(images)
    assert made.shape == (1, 2, 8)
    for number, image in enumerate(images):
        assert np.array_equal(made[:, :, 3 * number : 3 * number + 2], image)
