"""The posterior lens: a click, the engine's numbers, the best Gaussian, the chains."""

import numpy as np
import pytest
from panel_host import choose_family, on_screen, train_to
from PySide6.QtCore import QPoint
from windows import child, click, wait

from genstudio.analysis.lens import Lens
from genstudio.analysis.posterior import Case
from genstudio.gui import posterior_questions
from genstudio.gui.numbers import number
from genstudio.gui.panels import explorer, posterior
from genstudio.gui.state import Own

TALL = (330, 620)


@pytest.fixture
def panels(qtbot, session):
    """Show the plane of a young VAE and the lens beside it."""
    choose_family(qtbot, session, "vae", {"hidden": 16, "latent_dim": 2})
    train_to(qtbot, session, 5)
    with (
        on_screen(qtbot, session, explorer) as plane,
        on_screen(qtbot, session, posterior, TALL) as lens,
    ):
        wait(qtbot, lambda: plane.codes.cloud is not None)
        yield plane, lens


def click_point(qtbot, plane, row):
    """Click a data point of the plane; return its index."""
    cloud = plane.codes.cloud
    place = plane.plane_view.to_pixels(*cloud.xy[row].tolist()).toPoint()
    click(qtbot, plane.plane_view, place)
    return plane._session.selection


def text(panel, name):
    return child(panel, name).text()


def nats(value):
    return number(value, ".2f").replace("-", "−")


def case_of(session, index):
    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    return Case(lens.model, session.dataset.images[index])


def test_a_clicked_point_has_the_numbers_of_the_engine(panels, session, qtbot):
    plane, lens = panels
    assert "Click a data point" in text(lens, "posteriorEmpty")
    assert child(lens, "posteriorEmpty").isVisible()
    index = click_point(qtbot, plane, 4)
    assert index is not None
    wait(qtbot, lambda: text(lens, "posterior-evidence"))
    known = case_of(session, index).look()
    assert text(lens, "posterior-evidence") == f"{nats(known.log_evidence)} nats"
    assert text(lens, "posterior-gap") == f"{nats(known.gap)} nats"
    assert nats(known.elbo) in text(lens, "posterior-elbo")
    assert number(index) in text(lens, "posteriorTitle")
    assert lens.bar.shown.gap == pytest.approx(known.gap)
    drawn = session.overlays["posterior"]
    known_lines = sum(len(lines) for lines in known.contours.values())
    assert len(drawn.lines) == known_lines + 1  # and q's ellipse
    assert plane.plane_view._scene.overlays["posterior"] is drawn
    qtbot.keyClick(plane.plane_view, "\x1b")
    wait(qtbot, lambda: "posterior" not in session.overlays)
    assert child(lens, "posteriorEmpty").isVisible()


def test_refining_closes_the_gap_and_draws_the_best_gaussian(panels, session, qtbot):
    plane, lens = panels
    index = click_point(qtbot, plane, 4)
    wait(qtbot, lambda: text(lens, "posterior-evidence"))
    assert not child(lens, "clearPosterior").isEnabled()
    click(qtbot, child(lens, "refineQ"))
    wait(qtbot, lambda: lens.work.kind is None and lens.work.refined is not None)
    *_, known = case_of(session, index).refine()
    assert lens.work.refined.gaussian.kl == pytest.approx(known.gaussian.kl, abs=1e-6)
    assert lens.bar.shown.best == pytest.approx(known.gaussian.kl, abs=1e-6)
    assert nats(known.gaussian.kl) in text(lens, "posterior-split")
    assert sum(line.dashed for line in session.overlays["posterior"].lines) == 1
    click(qtbot, child(lens, "clearPosterior"))
    assert not any(line.dashed for line in session.overlays["posterior"].lines)
    assert lens.bar.shown.best is None


def test_a_chain_walks_and_can_be_stopped(panels, session, qtbot, monkeypatch, hold):
    monkeypatch.setattr(posterior_questions, "DRAWS", 40)
    plane, lens = panels
    click_point(qtbot, plane, 4)
    wait(qtbot, lambda: text(lens, "posterior-evidence"))
    click(qtbot, child(lens, "walkChain"))
    assert not child(lens, "refineQ").isEnabled()
    wait(qtbot, lambda: lens.work.kind is None and lens.work.chain is not None)
    assert lens.work.chain.shape == (40, 4, 2)
    assert "R-hat" in text(lens, "posterior-chains")
    dots = session.overlays["posterior"].dots
    assert len(dots[0].points) == 160
    np.testing.assert_allclose(dots[-1].points, lens.work.chain[-1], atol=1e-5)
    gate = hold(Case, "walk")
    click(qtbot, child(lens, "walkChain"))
    wait(qtbot, lambda: lens.work.walked is not None)
    click(qtbot, child(lens, "stopPosterior"))
    gate.set()
    wait(qtbot, lambda: lens.work.kind is None)
    assert lens.work.walked.draw < lens.work.walked.draws


def test_another_model_ends_the_walk_and_takes_its_numbers_away(panels, session, qtbot):
    plane, lens = panels
    click_point(qtbot, plane, 4)
    wait(qtbot, lambda: text(lens, "posterior-evidence"))
    click(qtbot, child(lens, "walkChain"))
    wait(qtbot, lambda: lens.work.walked is not None)
    before = lens._found
    session.reset()  # from the VAE to the pPCA plane
    wait(qtbot, lambda: session.view.record.family == "ppca")
    assert lens.work.kind is None
    wait(qtbot, lambda: lens._found not in (None, before))
    assert not lens.work.known
    assert child(lens, "posteriorEmpty").isVisible()  # pPCA's is its encoder's, exactly
    assert "posterior" not in session.overlays


def test_training_on_moves_the_gap_and_keeps_a_mark_of_where_it_was(panels, session, qtbot):
    plane, lens = panels
    click_point(qtbot, plane, 4)
    wait(qtbot, lambda: text(lens, "posterior-evidence"))
    before = lens.bar.shown
    train_to(qtbot, session, 40)
    wait(qtbot, lambda: lens.bar.shown.evidence != before.evidence)
    assert lens.bar.shown.first == before.gap
    assert text(lens, "posterior-gap") == f"{nats(lens.bar.shown.gap)} nats"


def test_a_picture_of_ones_own_is_looked_at_too(panels, session, qtbot):
    _, lens = panels
    session.set_own(Own("mine.png", session.dataset.images[9]))
    wait(qtbot, lambda: text(lens, "posterior-evidence"))
    assert text(lens, "posteriorTitle") == "mine.png"
    known = case_of(session, 9).look()
    assert text(lens, "posterior-evidence") == f"{nats(known.log_evidence)} nats"
    session.set_own(None)
    wait(qtbot, lambda: child(lens, "posteriorEmpty").isVisible())


def test_a_model_without_an_exact_posterior_says_what_to_do(qtbot, session):
    with on_screen(qtbot, session, posterior, TALL) as lens:  # probabilistic PCA
        wait(qtbot, lambda: "variational" in text(lens, "posteriorEmpty"))
        choose_family(qtbot, session, "vae", {"hidden": 16, "latent_dim": 3})
        train_to(qtbot, session, 2)
        wait(qtbot, lambda: "latent dim 2" in text(lens, "posteriorEmpty"))


def test_the_bar_is_to_scale_and_tells_its_sum(qtbot):
    from genstudio.gui.widgets.gap_bar import WIDEST, Gap, GapBar

    bar = GapBar()
    qtbot.addWidget(bar)
    bar.resize(200, 30)
    bar.show()
    bar.show_gap(Gap(-100.0, 4.0, first=4.0))
    assert bar.width_of(4.0) == pytest.approx(WIDEST * 200)
    bar.show_gap(Gap(-99.0, 1.0, best=0.5, first=4.0))
    assert bar.width_of(1.0) == pytest.approx(WIDEST * 50)
    assert bar.spoken_value() == "-99.00 = -100.0 + 1.000 nats"
    assert not bar.grab(bar.rect()).isNull()
    assert bar.rect().contains(QPoint(5, 5))


def test_a_search_that_fails_says_so_in_the_message_bar(panels, session, qtbot, monkeypatch):
    from genstudio.core.errors import UserError

    def refuse(case):
        raise UserError("The search cannot begin.")
        yield

    plane, lens = panels
    click_point(qtbot, plane, 4)
    wait(qtbot, lambda: text(lens, "posterior-evidence"))
    monkeypatch.setattr(Case, "refine", refuse)
    click(qtbot, child(lens, "refineQ"))
    wait(qtbot, lambda: any("cannot begin" in m.text for m in session.messages))
    wait(qtbot, lambda: child(lens, "refineQ").isEnabled())
