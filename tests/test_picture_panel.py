"""A picture of one's own: dropped, pasted or drawn, then encoded, judged, compared, found."""

import numpy as np
import pytest
from panel_host import choose_family, on_screen, train_exactly, train_to
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from windows import child, click, focus, opened, wait

from genstudio.analysis import invert
from genstudio.analysis.project import Plane
from genstudio.gui.explorer_questions import Cloud
from genstudio.gui.images import to_qimage
from genstudio.gui.panels import picture

NOTHING = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot, session):
    with on_screen(qtbot, session, picture, (276, 330)) as panel:
        wait(qtbot, lambda: panel.keeper.looks is not None)
        show_plane(session)
        yield panel


def lens_of(session):
    from genstudio.analysis.lens import Lens

    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    return lens


def show_plane(session):
    """Do what the explorer does: encode some of the data and tell everybody."""
    codes = lens_of(session).encode(session.dataset.images[:400])
    plane = Plane.fit(codes)
    session.set_plane(plane, Cloud(np.arange(400), codes, plane.project(codes), plane))


def dropped(panel, path):
    """Drop a file as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place = QPointF(panel.rect().center())
    enter = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, LEFT, NOTHING)
    QApplication.sendEvent(panel, enter)
    drop = QDropEvent(place, Qt.DropAction.CopyAction, data, LEFT, NOTHING)
    QApplication.sendEvent(panel, drop)
    return enter.isAccepted() and drop.isAccepted()


def saved(folder, pixels, name="mine.png"):
    Image.fromarray(pixels).save(folder / name)
    return folder / name


def draw(qtbot, canvas, *shares):
    """Draw a line through places given as shares of the canvas."""
    field = canvas.field()
    places = [
        QPoint(int(field.x() + x * field.width()), int(field.y() + y * field.height()))
        for x, y in shares
    ]
    qtbot.mousePress(canvas, LEFT, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(canvas, place)
        QApplication.processEvents()
    qtbot.mouseRelease(canvas, LEFT, pos=places[-1])


def test_a_dropped_picture_is_encoded_drawn_on_the_plane_and_judged(
    panel, session, qtbot, tmp_path
):
    image = session.dataset.images[7]
    child(panel, "ownOptions").menu().actions()[0].trigger()  # stays as it is
    assert dropped(panel, saved(tmp_path, image[0]))
    wait(qtbot, lambda: session.own is not None)
    lens = lens_of(session)
    mean, logvar = lens.posterior(image[None])
    np.testing.assert_array_equal(session.own.image, image)
    np.testing.assert_allclose(session.own.code, mean[0], atol=1e-5)
    assert session.own.name == "mine"
    assert child(panel, "ownAgain").image == to_qimage(lens.reconstruct(image[None])[0])
    overlay = session.overlays["own"]
    np.testing.assert_allclose(overlay.dots[0].points, session.plane.project(mean), atol=1e-5)
    offsets = (overlay.lines[0].points - session.plane.project(mean)) / np.exp(logvar / 2)
    np.testing.assert_allclose(np.hypot(*offsets.T), 2, rtol=1e-3)  # on two sigma
    wait(qtbot, lambda: child(panel, "ownElbo").isVisible())
    assert child(panel, "ownElbo").text().startswith("ELBO ")
    assert "test images" in child(panel, "ownShare").text()


def test_the_ellipse_is_the_shadow_of_a_posterior_of_many_dimensions():
    from genstudio.gui.own_picture import outline

    generator = np.random.default_rng(0)
    plane = Plane.fit(generator.standard_normal((200, 5)) * [3, 2, 1, 1, 1])
    mean, logvar = generator.standard_normal(5), generator.standard_normal(5)
    draws = mean + generator.standard_normal((200_000, 5)) * np.exp(logvar / 2)
    points = plane.project(draws).astype(float)
    centre, inverse = points.mean(0), np.linalg.inv(np.cov(points.T))
    away = outline(plane, mean, logvar) - centre
    lengths = np.sqrt(np.einsum("ni,ij,nj->n", away, inverse, away))
    np.testing.assert_allclose(lengths, 2, atol=0.03)


def test_a_stroke_of_the_mouse_moves_the_code(panel, session, qtbot):
    canvas = child(panel, "ownCanvas")
    draw(qtbot, canvas, (0.5, 0.15), (0.5, 0.85))
    wait(qtbot, lambda: session.own is not None)
    first = session.own
    draw(qtbot, canvas, (0.2, 0.85), (0.8, 0.85))
    wait(qtbot, lambda: not np.array_equal(session.own.code, first.code))
    expected = lens_of(session).encode(session.own.image[None])[0]
    np.testing.assert_allclose(session.own.code, expected, atol=1e-5)
    assert session.own.image.max() > 200
    drawn = session.own
    click(qtbot, child(panel, "ownUndo"))
    wait(qtbot, lambda: np.allclose(session.own.code, first.code))
    click(qtbot, child(panel, "ownRedo"))
    wait(qtbot, lambda: np.allclose(session.own.code, drawn.code))


def test_the_keyboard_draws_too(panel, session, qtbot):
    canvas = focus(qtbot, child(panel, "ownCanvas"))
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    for _ in range(5):
        qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert (canvas.pixels()[0] > 128).any(axis=1).sum() > 0.25 * canvas.pixels().shape[1]
    wait(qtbot, lambda: session.own is not None)
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert child(panel, "ownBrush").value() == canvas.brush + 1
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert not canvas.pixels().any()
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.pixels().any()


def test_the_eraser_and_the_right_button_take_away(panel, qtbot):
    canvas = child(panel, "ownCanvas")
    draw(qtbot, canvas, (0.2, 0.5), (0.8, 0.5))
    before = canvas.pixels().sum()
    click(qtbot, child(panel, "ownEraser"))
    draw(qtbot, canvas, (0.5, 0.4), (0.5, 0.6))
    assert canvas.pixels().sum() < before


def test_a_pasted_picture_is_taken(panel, session, qtbot):
    pixels = np.full((40, 40, 3), 255, np.uint8)
    pixels[8:32, 18:22] = 0
    QGuiApplication.clipboard().setImage(to_qimage(pixels))
    click(qtbot, child(panel, "ownPaste"))
    wait(qtbot, lambda: session.own is not None)
    assert session.own.image.shape == session.dataset.shape
    assert np.median(session.own.image[0, :, 0]) == 0  # white paper became the data's ground
    assert "dark and bright exchanged" in child(panel, "ownDone").text()


def test_the_file_of_a_picture_is_pasted_too(panel, session, qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(saved(tmp_path, session.dataset.images[3, 0])))])
    QGuiApplication.clipboard().setMimeData(data)
    click(qtbot, child(panel, "ownPaste"))
    wait(qtbot, lambda: session.own is not None)


def test_an_empty_clipboard_is_said(panel, session, qtbot):
    QGuiApplication.clipboard().setText("no picture")
    click(qtbot, child(panel, "ownPaste"))
    assert "no picture on the clipboard" in session.messages[-1].text


@pytest.mark.parametrize("content", [b"not a picture", b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_wrong_file_is_refused_in_a_sentence(panel, session, qtbot, tmp_path, content):
    (tmp_path / "bad.png").write_bytes(content)
    dropped(panel, tmp_path / "bad.png")
    wait(qtbot, lambda: session.messages)
    assert "bad.png" in session.messages[-1].text
    assert session.messages[-1].level == "error"
    assert session.own is None


def test_forgetting_can_be_undone(panel, session, qtbot, tmp_path):
    dropped(panel, saved(tmp_path, session.dataset.images[3, 0]))
    wait(qtbot, lambda: session.own is not None)
    code = session.own.code
    click(qtbot, child(panel, "ownForget"))
    assert session.own is None
    assert "own" not in session.overlays
    assert child(panel, "ownSeen").image is None
    session.messages[-1].action()
    wait(qtbot, lambda: session.own is not None)
    np.testing.assert_array_equal(session.own.code, code)


def test_its_code_can_be_pinned(panel, session, qtbot, tmp_path):
    dropped(panel, saved(tmp_path, session.dataset.images[3, 0]))
    wait(qtbot, lambda: child(panel, "ownPin").isEnabled())
    click(qtbot, child(panel, "ownPin"))
    assert session.pins.all[-1].name == "mine"
    np.testing.assert_array_equal(session.pins.all[-1].code, session.own.code)


def test_it_follows_the_weights(panel, session, qtbot, tmp_path):
    dropped(panel, saved(tmp_path, session.dataset.images[3, 0]))
    wait(qtbot, lambda: session.own is not None)
    train_to(qtbot, session, 3)
    expected = lens_of(session).encode(session.own.image[None])[0]
    wait(qtbot, lambda: np.allclose(session.own.code, expected, atol=1e-5))


# Neighbours


def listed(shown):
    return [shown.item(row).data(Qt.ItemDataRole.UserRole) for row in range(shown.count())]


def test_its_neighbours_are_those_of_a_plain_search(panel, session, qtbot, tmp_path):
    image = session.dataset.images[7]
    dropped(panel, saved(tmp_path, image[0]))
    wait(qtbot, lambda: session.own is not None)
    bar = child(panel, "ownTabs").tabBar()
    click(qtbot, bar, bar.tabRect(1).center())
    shown = child(panel, "ownNeighbours")
    wait(qtbot, lambda: shown.count() == 8)
    away = np.linalg.norm(session.cloud.codes.astype(float) - session.own.code, axis=1)
    assert listed(shown) == list(np.argsort(away, kind="stable")[:8])
    assert "neighbours ownNeighbourList" in session.overlays
    box = child(panel, "ownNeighbourMeasure")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    pixels = ((session.dataset.images - session.own.image.astype(float)) ** 2).mean((1, 2, 3))
    wait(qtbot, lambda: listed(shown) == list(np.argsort(pixels, kind="stable")[:8]))
    child(panel, "ownNeighbourCount").setValue(3)
    wait(qtbot, lambda: shown.count() == 3)
    place = shown.visualItemRect(shown.item(1)).center()
    qtbot.mouseClick(shown.viewport(), LEFT, pos=place)
    assert session.selection == listed(shown)[1]


# A generator has no encoder


def test_a_picture_of_the_generator_is_found_again_and_the_search_can_be_cancelled(
    panel, session, qtbot, tmp_path, hold
):
    gate = hold(invert, "search")
    choose_family(qtbot, session, "gan", {"architecture": "mlp", "hidden": 32, "latent_dim": 4})
    train_exactly(qtbot, session, 2)
    lens = lens_of(session)
    made = lens.decode(lens.noise(1, seed=9))[0]
    child(panel, "ownOptions").menu().actions()[0].trigger()
    dropped(panel, saved(tmp_path, made[0]))
    wait(qtbot, lambda: child(panel, "ownCancel").isVisible())
    wait(qtbot, lambda: session.own.code is not None)
    click(qtbot, child(panel, "ownCancel"))
    gate.set()
    wait(qtbot, lambda: not panel.keeper.searching)
    assert session.own.code is not None  # what had been found is kept
    wait(qtbot, lambda: child(panel, "ownSearch").isVisible())
    click(qtbot, child(panel, "ownSearch"))
    wait(qtbot, lambda: panel.keeper.searching)
    wait(qtbot, lambda: not panel.keeper.searching)
    found = lens.decode(session.own.code[None])[0]
    assert np.abs(found.astype(float) - made).max() <= 8
    assert not child(panel, "ownElbo").isVisible()


def test_what_was_found_for_another_generator_is_dropped(panel, session, qtbot, tmp_path):
    values = {"architecture": "mlp", "hidden": 32, "latent_dim": 4}
    choose_family(qtbot, session, "gan", values)
    train_to(qtbot, session, 2)
    dropped(panel, saved(tmp_path, session.dataset.images[3, 0]))
    wait(qtbot, lambda: session.own is not None and session.own.code is not None)
    first = session.run.folder
    session.reset()
    wait(qtbot, lambda: session.run is None)
    wait(qtbot, lambda: not panel.keeper.searching)
    train_to(qtbot, session, 2)
    assert session.run.folder != first
    wait(qtbot, lambda: session.own.code is None)
    assert child(panel, "ownSearch").isVisible()


def test_a_clipboard_that_holds_nothing_at_all_is_said(panel, session, qtbot, monkeypatch):
    class Nothing:
        def mimeData(self):
            return None

    monkeypatch.setattr(QGuiApplication, "clipboard", Nothing)
    click(qtbot, child(panel, "ownPaste"))
    assert "no picture on the clipboard" in session.messages[-1].text


def test_a_panel_that_is_closed_in_a_search_ends_it(qtbot, session, tmp_path):
    choose_family(qtbot, session, "gan", {"architecture": "mlp", "hidden": 32, "latent_dim": 4})
    train_to(qtbot, session, 2)
    with on_screen(qtbot, session, picture, (276, 330)) as panel:
        wait(qtbot, lambda: panel.keeper.looks is not None)
        dropped(panel, saved(tmp_path, session.dataset.images[3, 0]))
        wait(qtbot, lambda: panel.keeper.searching)


def test_what_is_no_file_is_not_taken(panel):
    data = QMimeData()
    data.setText("words")
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, LEFT, NOTHING)
    enter.ignore()
    QApplication.sendEvent(panel, enter)
    assert not enter.isAccepted()
    assert enter.type() == QEvent.Type.DragEnter


def test_in_the_window_a_picture_is_pasted_from_anywhere_and_comes_to_the_front(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "runs") as window:
        image = window.session.dataset.images[3, 0]
        QGuiApplication.clipboard().setImage(to_qimage(image))
        focus(qtbot, child(window, "latentPlane"))
        qtbot.keyClick(
            child(window, "latentPlane"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
        )
        wait(qtbot, lambda: window.session.own is not None)
        wait(qtbot, lambda: child(window, "ownSeen").isVisible())
        wait(qtbot, lambda: "own" in window.session.overlays)
