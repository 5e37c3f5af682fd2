"""The inspector: what is under the mouse, the nearest real image, and the numbers."""

import math

import numpy as np
import pytest
from panel_host import choose_family, on_screen, train_to
from PySide6.QtCore import Qt
from windows import child, click, wait

from genstudio.analysis.project import Plane
from genstudio.gui.explorer_questions import Cloud
from genstudio.gui.images import to_qimage
from genstudio.gui.panels import inspector
from genstudio.gui.state import Hover


@pytest.fixture
def panel(qtbot, session):
    with on_screen(qtbot, session, inspector, (270, 640)) as panel:
        yield panel


def lens_of(session):
    from genstudio.analysis.lens import Lens

    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    return lens


def test_the_decoded_image_its_place_and_the_nearest_real_image_are_shown(panel, session, qtbot):
    dataset = session.dataset
    session.set_hover(Hover((1.0, -0.5), dataset.images[3], 7, 0.25))
    assert child(panel, "decodedImage").image == to_qimage(dataset.images[3])
    wait(qtbot, lambda: child(panel, "position").text() == "(1.00, −0.50)")
    wait(qtbot, lambda: child(panel, "nearestImage").image == to_qimage(dataset.images[7]))
    name = dataset.classes[dataset.labels[7]]
    assert child(panel, "neighbour").text() == f"{name} · distance 0.25"


def test_the_nearest_image_is_reconstructed(panel, session, qtbot):
    real = session.dataset.images[7]
    session.set_hover(Hover((0.0, 0.0), session.dataset.images[3], 7, 0.25))
    picture = child(panel, "reconstructedImage")
    wait(qtbot, lambda: picture.image is not None)
    assert picture.image == to_qimage(lens_of(session).reconstruct(real[None])[0])


def test_typicality_is_the_share_of_the_prior_that_lies_farther_out(panel, session, qtbot):
    session.set_hover(Hover((0.6, 0.8), session.dataset.images[3], 7, 0.25))
    wait(qtbot, lambda: child(panel, "density").text())
    share = f"{math.exp(-0.5):.0%}"
    assert child(panel, "density").text().startswith(share)
    draws = np.random.default_rng(0).standard_normal((200_000, 2))
    assert np.mean(np.hypot(*draws.T) > 1) == pytest.approx(math.exp(-0.5), abs=5e-3)


def test_a_gan_shows_d_of_x_and_the_real_image_with_the_most_similar_pixels(panel, session, qtbot):
    choose_family(qtbot, session, "gan", {"architecture": "mlp", "hidden": 32, "latent_dim": 6})
    train_to(qtbot, session, 2)
    image = session.dataset.images[11].copy()
    image[0, 0, 0] ^= 1  # so similar that no other image can be nearer
    session.set_hover(Hover((0.0, 0.0), image))
    wait(qtbot, lambda: child(panel, "realness").text())
    assert child(panel, "nearestImage").image == to_qimage(session.dataset.images[11])
    assert child(panel, "reconstructedImage").isHidden()
    told = float(child(panel, "realness").text().split(" ")[0])
    judged = lens_of(session).discriminate(image[None])[0]
    assert told == pytest.approx(judged, abs=1e-3)


def test_without_anything_under_the_mouse_it_is_empty(panel, session):
    session.set_hover(Hover((0.0, 0.0), session.dataset.images[3], 7, 0.25))
    session.set_hover(None)
    assert child(panel, "decodedImage").image is None
    assert child(panel, "nearestImage").image is None
    assert child(panel, "position").text() == ""


def test_an_index_beyond_the_data_shows_no_neighbour(panel, session):
    session.set_hover(Hover((0.0, 0.0), session.dataset.images[3], 10**6, 0.25))
    assert child(panel, "nearestImage").image is None


def test_a_score_is_not_called_a_probability(panel, session, qtbot):
    values = {"architecture": "mlp", "hidden": 32, "latent_dim": 6, "loss": "hinge"}
    choose_family(qtbot, session, "gan", values)
    train_to(qtbot, session, 2)
    session.set_hover(Hover((0.0, 0.0), session.dataset.images[11]))
    wait(qtbot, lambda: child(panel, "realness").text())
    assert child(panel, "realness").text().startswith("score ")
    assert "not probabilities" in child(panel, "realness").toolTip()


def test_the_neighbours_of_the_selected_image_and_of_the_last_pin_are_listed(panel, session, qtbot):
    codes = lens_of(session).encode(session.dataset.images[:300])
    plane = Plane.fit(codes)
    session.set_plane(plane, Cloud(np.arange(300), codes, plane.project(codes), plane))
    bar = child(panel, "inspectorTabs").tabBar()
    click(qtbot, bar, bar.tabRect(1).center())
    shown = child(panel, "selectionpinownNeighbours")
    assert not shown.isVisible()  # a sentence says what to do
    session.set_selection(5)
    wait(qtbot, lambda: shown.count() == 8)
    away = np.linalg.norm(codes.astype(float) - codes[5], axis=1)
    away[5] = np.inf
    found = [shown.item(row).data(Qt.ItemDataRole.UserRole) for row in range(8)]
    assert found == list(np.argsort(away, kind="stable")[:8])
    session.pins.add(np.array([0.3, -0.2], np.float32))
    box = child(panel, "selectionpinownNeighbourSource")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    away = np.linalg.norm(codes.astype(float) - [0.3, -0.2], axis=1)
    nearest = list(np.argsort(away, kind="stable")[:8])
    wait(
        qtbot,
        lambda: (
            [shown.item(r).data(Qt.ItemDataRole.UserRole) for r in range(shown.count())] == nearest
        ),
    )
