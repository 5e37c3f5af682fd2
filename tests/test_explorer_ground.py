"""What lies behind the points, the encoder's ellipses, and where there are no training data."""

import threading

import numpy as np
import pytest
from panel_host import QUIET, choose_family, on_screen, train_exactly, train_to
from windows import child, click, hover, wait

from genstudio.analysis.density import Mixture, Support, prior_on_plane
from genstudio.analysis.lens import Lens
from genstudio.analysis.project import Plane
from genstudio.analysis.shading import faded, tiles_outside
from genstudio.gui import colour_maps
from genstudio.gui import explorer_ground_questions as questions
from genstudio.gui.panels import explorer, inspector

SQUARE = (-4.0, -4.0, 4.0, 4.0)


@pytest.fixture
def panel(qtbot, session):
    """Show the plane of a young VAE, and keep what is put behind its points."""
    choose_family(qtbot, session, "vae", {"hidden": 16, "latent_dim": 2})
    train_exactly(qtbot, session, 5)
    session.set_values({}, QUIET)
    with on_screen(qtbot, session, explorer) as panel:
        wait(qtbot, lambda: session.support is not None and panel.codes.cloud is not None)
        view = panel.plane_view
        view.shown = []
        original = view.set_background
        view.set_background = lambda image, rect=None: (
            view.shown.append(image),
            original(image, rect),
        )
        yield panel


def support():
    codes = np.random.Generator(np.random.PCG64(0)).normal(size=(300, 2)).astype(np.float32)
    return Support.of(codes, Mixture(codes, np.full_like(codes, -4.0)))


def test_the_colours_run_from_dark_to_light():
    for name in ("viridis", "cividis"):
        table = colour_maps.table(name).astype(float)
        lightness = table @ [0.2126, 0.7152, 0.0722]
        assert (np.diff(lightness) > -1).all()
        assert lightness[-1] > lightness[0] + 120
    image = colour_maps.coloured(np.array([[-np.inf, 0.0, 0.5, 9.0]]), 0.0, 1.0, "viridis")
    table = colour_maps.table("viridis")
    np.testing.assert_array_equal(image[0, [0, 1, 3]], table[[0, 0, 255]])


def test_densities_are_clipped_twelve_nats_below_the_top():
    assert questions.limits_of("density", np.array([-50.0, -np.inf, 1.0])) == (-11.0, 1.0)
    low, high = questions.limits_of("magnification", np.linspace(0, 100, 101))
    assert (low, high) == pytest.approx((2, 98))


def test_cells_are_joined_by_straight_lines():
    found = questions.smoothed(np.array([[0.0, 4.0], [8.0, 12.0]]), 4)
    assert found.shape == (8, 8)
    assert found[0, 0] == 0
    assert found[-1, -1] == 12
    assert found[3:5, 3:5].mean() == pytest.approx(6)


def test_tiles_without_data_are_faded_and_the_others_are_not():
    plane, mosaic = Plane.of_prior(2), np.full((64, 64), 255, np.uint8)
    marked = tiles_outside(support(), plane, SQUARE, 8, 8)
    assert marked[0, 0]  # a corner
    assert not marked[4, 4]  # the middle
    shown = faded(mosaic, marked)
    assert (shown[32:40, 32:40] == 255).all()
    assert shown[:8, :8].max() < 230
    assert len(np.unique(shown[:8, :8])) == 2  # hatched
    colour = faded(np.zeros((64, 64, 3), np.uint8), marked)
    assert colour.shape == (64, 64, 3)
    assert (colour[32:40, 32:40] == 0).all()


def test_one_background_is_shown_at_a_time(panel, qtbot):
    view, ground = panel.plane_view, panel.ground
    click(qtbot, child(panel, "priorGround"))
    wait(qtbot, lambda: view.shown and view.shown[-1] is not None)
    x0, y0, x1, y1 = view.view_rect
    middle = view.shown[-1].shape[0] // 2, view.shown[-1].shape[1] // 2
    top = float(prior_on_plane(Plane.of_prior(2), [(x0 + x1) / 2], [(y0 + y1) / 2])[0, 0])
    low, high = ground.bar.limits
    assert high - low == pytest.approx(12)
    expected = colour_maps.coloured([[top]], low, high, "viridis")[0, 0]
    assert np.abs(view.shown[-1][middle].astype(int) - expected).max() < 12
    assert ground.bar.isVisible()
    assert "prior" in child(panel, "colourBarTitle").text()
    click(qtbot, child(panel, "decodedGrid"))
    assert not child(panel, "priorGround").isChecked()
    assert not ground.bar.isVisible()
    click(qtbot, child(panel, "densityGround"))
    assert not child(panel, "decodedGrid").isChecked()
    wait(qtbot, lambda: ground.bar.isVisible())
    click(qtbot, child(panel, "densityGround"))
    assert view.shown[-1] is None
    assert not ground.bar.isVisible()


def test_limits_of_colours_stay_while_training_until_they_are_rescaled(
    panel, session, qtbot, monkeypatch
):
    ground = panel.ground
    click(qtbot, child(panel, "magnificationGround"))
    wait(qtbot, lambda: ground.bar.isVisible())
    limits, pictures = ground.bar.limits, len(panel.plane_view.shown)
    train_to(qtbot, session, 60)
    wait(qtbot, lambda: len(panel.plane_view.shown) > pictures)
    assert ground.bar.limits == limits
    begun, let_go, shade = threading.Event(), threading.Event(), questions.shade

    def held(*arguments, **more):
        begun.set()
        assert let_go.wait(120)
        return shade(*arguments, **more)

    monkeypatch.setattr(questions, "shade", held)
    ground.refresh(now=True)
    wait(qtbot, begun.is_set)
    click(qtbot, child(panel, "rescaleColours"))
    let_go.set()  # a picture in the colours that were just given up: it does not count
    wait(qtbot, lambda: ground.bar.limits != limits)


def test_ellipses_of_the_points_in_view_then_of_the_selected_one(panel, session, qtbot):
    click(qtbot, child(panel, "posteriorEllipses"))
    wait(qtbot, lambda: "ellipses" in session.overlays)
    assert 100 < len(session.overlays["ellipses"].lines) <= 300
    session.set_selection(7)
    wait(qtbot, lambda: len(session.overlays["ellipses"].lines) == 1)
    (line,) = session.overlays["ellipses"].lines
    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    mean, logvar = lens.posterior(session.dataset.images[[7]])
    np.testing.assert_allclose(line.points.mean(0), mean[0], atol=1e-4)
    np.testing.assert_allclose(np.ptp(line.points, axis=0) / 4, np.exp(0.5 * logvar[0]), rtol=0.01)
    click(qtbot, child(panel, "posteriorEllipses"))
    assert "ellipses" not in session.overlays


def test_a_picture_decoded_far_from_the_data_says_so(panel, session, qtbot):
    view = panel.plane_view
    with on_screen(qtbot, session, inspector, (330, 520)) as inspect:
        x, y = panel.codes.cloud.xy[3].tolist()
        hover(view, view.to_pixels(x, y).toPoint())
        wait(qtbot, lambda: session.hover is not None and session.hover.outside is False)
        assert child(inspect, "noTrainingData").isHidden()
        x0, y0, x1, y1 = view.view_rect
        view.set_view((3 * x0, 3 * y0, 3 * x1, 3 * y1))
        hover(view, view.rect().topLeft() + view.rect().center() / 20)
        wait(qtbot, lambda: session.hover.outside)
        assert child(inspect, "noTrainingData").isVisible()
        assert "99 %" in child(inspect, "noTrainingData").toolTip()


def test_a_gan_has_no_density_of_codes_but_a_typical_set(qtbot, session):
    values = {"architecture": "mlp", "hidden": 32, "latent_dim": 6}
    choose_family(qtbot, session, "gan", values)
    train_to(qtbot, session, 2)
    with on_screen(qtbot, session, explorer) as panel:
        wait(qtbot, lambda: not panel.codes.encodes)
        wait(qtbot, lambda: not child(panel, "densityGround").isEnabled())
        assert child(panel, "priorGround").isEnabled()
        wait(qtbot, lambda: session.support is not None)
        assert session.support.outside(np.full((1, 6), 4.0))[0]
