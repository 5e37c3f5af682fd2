"""The pane beside the plane, with the mouse: which plane, the components, and the pin."""

from time import sleep

import numpy as np
import pytest
from panel_host import QUIET, choose_family, on_screen, train_to
from PySide6.QtCore import QPoint, Qt
from windows import child, choose, click, focus, hover, wait

from genstudio.analysis import project_embed
from genstudio.gui.panels import explorer

DIMS = 6


@pytest.fixture
def panel(qtbot, session):
    """An explorer of a model with six dimensions, all of its images encoded."""
    session.set_values({"latent_dim": DIMS}, QUIET)
    with on_screen(qtbot, session, explorer, (900, 700)) as panel:
        train_to(qtbot, session, 12)
        wait(qtbot, lambda: panel.codes.latent_dim == DIMS and settled(panel))
        yield panel


def settled(panel):
    cloud = panel.projector.cloud
    return (
        cloud is not None
        and len(cloud) == len(panel._session.dataset)
        and panel.codes._left <= 0
        and not panel._chores.wanted("codes")
        and not panel._chores.wanted("projection")
    )


def show(qtbot, panel, title, kind):
    choose(qtbot, child(panel, "projection"), title)
    wait(qtbot, lambda: panel.projector.cloud.plane.kind == kind and settled(panel))
    return panel.projector.cloud


def text(panel):
    return child(panel, "planeInfo").text()


def test_each_plane_can_be_chosen_and_says_how_much_it_shows(panel, session, qtbot):
    assert "of the variance" in text(panel)
    cloud = show(qtbot, panel, "Two numbers of z", "dims")
    assert "share of the KL" in " ".join(text(panel).split())
    assert session.plane is cloud.plane
    np.testing.assert_allclose(cloud.xy, cloud.codes[:, list(cloud.plane.dims)], atol=1e-4)
    assert cloud.plane.dims == tuple(np.argsort(-panel.projector.kl)[:2])
    cloud = show(qtbot, panel, "Classes apart (LDA)", "lda")
    assert "between/within ratio" in text(panel)
    first = show(qtbot, panel, "A random plane", "random")
    click(qtbot, child(panel, "anotherPlane"))
    wait(qtbot, lambda: panel.projector.cloud is not first and settled(panel))
    assert np.abs(panel.projector.cloud.xy - first.xy).max() > 0.1
    x0, y0, x1, y1 = panel.plane_view.view_rect
    low, high = panel.projector.cloud.xy.min(0), panel.projector.cloud.xy.max(0)
    assert x0 < low[0] < high[0] < x1
    assert y0 < low[1] < high[1] < y1


def test_other_numbers_of_z_are_chosen_and_never_the_same(panel, session, qtbot):
    show(qtbot, panel, "Two numbers of z", "dims")
    across, up = child(panel, "acrossAxis"), child(panel, "upAxis")
    assert "%" in across.itemText(0)
    choose(qtbot, across, up.currentText())
    wait(
        qtbot,
        lambda: settled(panel) and panel.projector.cloud.plane.dims[0] == across.currentData(),
    )
    dims = panel.projector.cloud.plane.dims
    assert dims[0] != dims[1]
    assert (across.currentData(), up.currentData()) == dims
    np.testing.assert_allclose(
        panel.projector.cloud.xy, panel.projector.cloud.codes[:, list(dims)], atol=1e-4
    )


def test_what_the_mouse_decodes_lies_on_the_plane_that_is_chosen(panel, session, qtbot):
    from genstudio.analysis.lens import Lens

    show(qtbot, panel, "Classes apart (LDA)", "lda")
    hover(panel.plane_view, QPoint(200, 180))
    target = panel.plane_view.to_plane(QPoint(200, 180).toPointF())
    wait(qtbot, lambda: session.hover.z_plane == pytest.approx(target))
    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    expected = lens.decode(session.plane.lift([target]))[0]
    wait(qtbot, lambda: np.array_equal(session.hover.image, expected))


def test_a_plane_is_kept_while_training_and_does_not_flip(panel, session, qtbot):
    before = show(qtbot, panel, "Classes apart (LDA)", "lda")
    session.stop()
    wait(qtbot, lambda: session.state == "ready")
    end = session.step + 20  # after hundreds of steps the classes lie elsewhere
    session.set_values({}, {"steps": end})
    session.train()
    wait(qtbot, lambda: session.state == "ready" and session.view.step == end and settled(panel))
    wait(qtbot, lambda: panel.projector.cloud is not before)
    after = panel.projector.cloud
    assert after.plane.kind == "lda"
    both = [np.corrcoef(after.xy[:, j], before.xy[:, j])[0, 1] for j in range(2)]
    assert min(both) > 0.5


def test_a_value_is_typed_and_a_double_click_puts_it_back(panel, session, qtbot):
    value = focus(qtbot, child(panel, "componentValue3"))
    value.selectAll()
    qtbot.keyClicks(value, "1.5")
    qtbot.keyClick(value, Qt.Key.Key_Return)
    slider = child(panel, "component3")
    assert slider.value() == 15
    scale = panel.projector.cloud.plane.scales[2]
    assert panel.axes.rest[0] == pytest.approx(1.5 * scale, rel=1e-4)
    qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton)
    assert slider.value() == 0
    assert panel.axes.rest is None


def test_pictures_at_the_ends_of_a_slider_are_what_it_decodes_to_there(panel, session, qtbot):
    wait(qtbot, lambda: not child(panel, "low3").pixmap().isNull())
    ends = panel.axes.components.ends(session.hover.z_plane)
    assert len(ends) == 2 * (DIMS - 2)
    plane = panel.projector.cloud.plane
    assert np.allclose(plane.project(ends), session.hover.z_plane, atol=1e-4)
    assert np.allclose(
        plane.rest(ends)[:2, 0], [-3 * plane.scales[2], 3 * plane.scales[2]], atol=1e-4
    )
    one, other = (child(panel, name).pixmap().toImage() for name in ("low3", "high3"))
    assert one != other


def test_the_plane_is_moved_through_a_pin_and_back(panel, session, qtbot):
    cloud, view = panel.projector.cloud, panel.plane_view
    assert not child(panel, "throughPin").isEnabled()
    click(qtbot, view, view.to_pixels(*cloud.xy[17].tolist()).toPoint())
    assert session.selection is not None
    click(qtbot, child(panel, "throughPin"))
    row = int(np.flatnonzero(cloud.indices == session.selection)[0])
    code = cloud.codes[row]
    there = session.plane.lift(cloud.xy[row : row + 1], panel.axes.rest)[0]
    np.testing.assert_allclose(there, code, atol=1e-3)
    assert "passes through" in child(panel, "throughText").text()
    moved = child(panel, "component3")
    moved.setFocus()
    qtbot.keyClick(moved, Qt.Key.Key_PageUp)
    assert not np.allclose(session.plane.lift(cloud.xy[row : row + 1], panel.axes.rest)[0], code)
    click(qtbot, child(panel, "resetAxes"))
    np.testing.assert_allclose(
        session.plane.lift(cloud.xy[row : row + 1], panel.axes.rest)[0], code, atol=1e-3
    )
    click(qtbot, child(panel, "throughMiddle"))
    assert panel.axes.rest is None
    assert child(panel, "throughText").isHidden()


def test_the_plane_through_a_pin_still_passes_through_it_when_it_is_another(panel, session, qtbot):
    cloud, view = panel.projector.cloud, panel.plane_view
    click(qtbot, view, view.to_pixels(*cloud.xy[3].tolist()).toPoint())
    click(qtbot, child(panel, "throughPin"))
    code = session.through.code
    for title, kind in (("Classes apart (LDA)", "lda"), ("Two numbers of z", "dims")):
        plane = show(qtbot, panel, title, kind).plane
        there = plane.lift(plane.project(code[None]), panel.axes.rest)[0]
        np.testing.assert_allclose(there, code, atol=1e-3)


def a_map(kind, codes, seed, tell, stop):
    """Do what a library would, at once."""
    from genstudio.analysis.project_map import map_of

    tell(0.5)
    return map_of(codes, 10 * codes[:, :2] ** 3, kind)


def test_a_map_of_neighbours_is_made_and_says_what_it_is(panel, session, qtbot, monkeypatch):
    monkeypatch.setattr(project_embed, "embed", a_map)
    cloud = show(qtbot, panel, "Map of neighbours (t-SNE)", "tsne")
    assert "Decoding between the points is a guess" in text(panel)
    assert "trustworthiness" in text(panel)
    assert child(panel, "component3").isHidden()
    assert child(panel, "makeMap").isVisible()
    wait(qtbot, lambda: session.plane is cloud.plane)
    far = QPoint(3, 3)
    assert cloud.plane.far([panel.plane_view.to_plane(far.toPointF())])[0]
    hover(panel.plane_view, far)
    wait(qtbot, lambda: session.hover.outside)
    assert np.ptp(session.hover.image) < 100  # it is grey
    click(qtbot, child(panel, "makeMap"))
    wait(qtbot, lambda: panel.projector.cloud is not cloud)
    show(qtbot, panel, "Widest directions (PCA)", "pca")


def test_a_map_is_given_up_and_the_plane_before_comes_back(panel, session, qtbot, monkeypatch):
    def slow(kind, codes, seed, tell, stop):
        tell(0.3)
        while not stop():
            sleep(0.01)

    monkeypatch.setattr(project_embed, "embed", slow)
    before = show(qtbot, panel, "Classes apart (LDA)", "lda")
    choose(qtbot, child(panel, "projection"), "Map of neighbours (UMAP)")
    wait(qtbot, lambda: child(panel, "mapProgress").value() == 30)
    click(qtbot, child(panel, "cancelMap"))
    wait(qtbot, lambda: settled(panel) and child(panel, "cancelMap").isHidden())
    assert session.projection.kind == "lda"
    assert child(panel, "projection").currentText() == "Classes apart (LDA)"
    assert panel.projector.cloud.plane.kind == "lda"
    assert np.allclose(panel.projector.cloud.xy, before.xy, atol=1e-2)


def test_a_map_without_its_library_says_what_to_do(panel, session, qtbot, monkeypatch):
    monkeypatch.setitem(project_embed.LIBRARIES, "umap", "a_package_that_nobody_has")
    choose(qtbot, child(panel, "projection"), "Map of neighbours (UMAP)")
    wait(qtbot, lambda: "genstudio-desktop[projections]" in text(panel))
    assert session.projection.kind == "pca"


def test_a_gan_has_planes_of_its_prior_only(qtbot, session):
    with on_screen(qtbot, session, explorer) as panel:
        values = {"architecture": "mlp", "hidden": 32, "latent_dim": 6}
        choose_family(qtbot, session, "gan", values)
        train_to(qtbot, session, 2)
        wait(qtbot, lambda: not panel.codes.encodes)
        box = child(panel, "projection")
        assert [box.itemData(j) for j in range(box.count())] == ["dims", "random"]
        choose(qtbot, box, "A random plane")
        wait(qtbot, lambda: session.plane.kind == "random")
        assert "random direction" in text(panel)
        before = session.plane
        click(qtbot, child(panel, "anotherPlane"))
        wait(qtbot, lambda: session.plane is not before)
        codes = session.plane.lift([[0.5, -1.0], [0, 0]])
        assert np.linalg.norm(codes[0] - codes[1]) == pytest.approx(np.hypot(0.5, 1), rel=1e-4)


def test_the_plane_passes_through_the_pin_that_is_chosen_in_the_list(panel, session, qtbot):
    from genstudio.gui.panels import pins

    cloud, view = panel.projector.cloud, panel.plane_view
    for row in (5, 40):
        click(qtbot, view, view.to_pixels(*cloud.xy[row].tolist()).toPoint())
    with on_screen(qtbot, session, pins, (270, 340)) as listed:
        button = child(listed, "planeThroughPin")
        assert not button.isEnabled()
        first = listed.list.visualItemRect(listed.list.topLevelItem(0))
        qtbot.mouseClick(listed.list.viewport(), Qt.MouseButton.LeftButton, pos=first.center())
        click(qtbot, button)
    code = session.pins.all[0].code
    there = session.plane.lift(session.plane.project(code[None]), panel.axes.rest)[0]
    np.testing.assert_allclose(there, code, atol=1e-3)
    assert "pin 1" in child(panel, "throughText").text()
