"""The page of the VAE bench, led by mouse and keyboard."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from windows import child, click, hover, wait

from genstudio.analysis.theory import _vae_chain, _vae_decoders
from genstudio.data.sources import load
from genstudio.gui.benches import vae
from genstudio.gui.theory import vae_gradient

QUICK = {"hidden": 16, "warmup": 0, "head_start": 2}


class Session(QObject):
    """As much of a session as a page asks for."""

    engine_ready = Signal()
    message = Signal(object)
    engine_loaded = True

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.message.connect(lambda message: self.said.append(message.text))

    def say(self, text, *_rest, **_more) -> None:
        self.said.append(text)


@pytest.fixture
def make(qtbot, monkeypatch):
    """Return what shows a page that rests after a few steps."""
    monkeypatch.setattr(_vae_chain, "WARMUP", 20)
    monkeypatch.setattr(_vae_chain, "LEAPFROGS", 4)
    pages = []

    def show(**values):
        monkeypatch.setattr(vae, "HEAD_START", QUICK | values)
        session = Session()
        page = vae.Page(session)
        page.kept = session
        qtbot.addWidget(page)
        pages.append(page)
        page.stage.set_pace("fast")
        page.resize(690, 470)
        page.show()
        page.begin()
        wait(qtbot, lambda: page.stage.frame is not None)
        page.stage.toggle()
        wait(qtbot, lambda: rests(page))
        return page

    yield show
    for page in pages:
        page.close_page()


def rests(page):
    frame = page.stage.frame
    return page.stage.state == "paused" and not page.stage.action and frame.look.step == frame.step


def at(chart, x, y):
    return chart.place_of(float(x), float(y)).toPoint()


def drag(qtbot, chart, start: QPoint, end: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(chart, left, pos=start)
    qtbot.mouseMove(chart, (start + end) / 2)
    qtbot.mouseMove(chart, end)
    qtbot.mouseRelease(chart, left, pos=end)


def to_view(qtbot, page, name):
    index = [view.NAME for view in page.views].index(name)
    click(qtbot, page.tabs, page.tabs.tabRect(index).center())
    assert page.views[index].isVisible()
    return page.views[index]


def test_a_click_on_a_point_chooses_it_and_the_bar_adds_up(qtbot, make) -> None:
    page = make()
    view = page.views[0]
    places = page.stage.frame.places
    click(qtbot, view.data, at(view.data, *places[7]))
    wait(qtbot, lambda: page.stage.frame.index == 7)
    wait(qtbot, lambda: view.example.value() == 7)
    parts, look = view.bar.shown, page.stage.frame.look
    assert (parts.log_px, parts.elbo, parts.gap) == (look.log_px, look.elbo, look.gap)
    assert parts.log_px == pytest.approx(parts.elbo + parts.gap, abs=0.02)
    boxes = view.bar.boxes()
    assert boxes["kl_gap"].left() == boxes["kl"].left() == boxes["elbo"].right()
    assert set(view.latent.marks) >= {"posterior", "q", "prior"}


def test_any_place_and_the_keys_choose_too(qtbot, make) -> None:
    page = make()
    view = page.views[0]
    places = page.stage.frame.places
    grid = np.stack(np.meshgrid(np.linspace(-1, 2, 16), np.linspace(-0.5, 1, 9)), -1).reshape(-1, 2)
    far = np.abs(grid[:, None] - places).sum(2).min(1)
    click(qtbot, view.data, at(view.data, *grid[far.argmax()]))
    wait(qtbot, lambda: page.stage.frame.index == -1)
    x = page.stage.frame.x.ravel()
    assert np.abs(x - grid[far.argmax()]).max() < 0.1
    view.places[1].setFocus()
    for _ in range(10):  # steps are small where numbers are
        qtbot.keyClick(view.places[1], Qt.Key.Key_Down)
    wait(qtbot, lambda: page.stage.frame.x.ravel()[1] < x[1] - 0.05)
    view.example.setFocus()
    qtbot.keyClick(view.example, Qt.Key.Key_Up)
    wait(qtbot, lambda: page.stage.frame.index == 1)


def test_a_digit_is_chosen_by_click_and_by_arrow(qtbot, make) -> None:
    page = make(data="digits")
    view = page.views[0]
    click(qtbot, view.tiles, view.tiles.box(5).center().toPoint())
    wait(qtbot, lambda: page.stage.frame.index == 5)
    view.tiles.setFocus()
    qtbot.keyClick(view.tiles, Qt.Key.Key_Right)
    wait(qtbot, lambda: page.stage.frame.index == 6)
    code = page.stage.frame.codes[30]
    click(qtbot, view.data, at(view.data, *code))
    wait(qtbot, lambda: page.stage.frame.index == 30)
    assert view.pair.count == 2


def test_the_open_data_are_used(qtbot, make) -> None:
    page = make()
    click(qtbot, child(page, "vaeOwn"))
    assert "No data" in page.kept.said[-1]
    page.session.dataset = load("digits")
    click(qtbot, child(page, "vaeOwn"))
    wait(qtbot, lambda: page.stage.frame is not None and not page.stage.frame.points)
    assert page.stage.config.data == "own"
    assert page.stage.frame.x.shape == (1, 8, 8)


def test_what_is_pointed_at_lights_up_everywhere(qtbot, make) -> None:
    page = make()
    view = page.views[0]
    hover(view.bar, view.bar.boxes()["kl_gap"].center().toPoint())
    assert page.linker.term == "kl_gap"
    view.bar.setFocus()
    hover(view.bar, QPoint(1, view.bar.height() - 1))
    qtbot.keyClick(view.bar, Qt.Key.Key_Right)
    assert page.linker.term == "elbo"


def test_the_handles_of_two_gaussians_are_dragged(qtbot, make) -> None:
    page = make()
    view = to_view(qtbot, page, "kl")
    chart = view.chart
    _, y = view.handle("p", "mean")
    drag(qtbot, chart, at(chart, 1.0, y), at(chart, -2.0, y))
    assert view.normals["p"].mean == pytest.approx(-2.0, abs=0.06)
    assert view.normals["p"].sigma == pytest.approx(0.6)
    x, y = view.handle("q", "sigma")
    drag(qtbot, chart, at(chart, x, y), at(chart, 2.0, y))
    assert view.normals["q"].sigma == pytest.approx(
        2.0, abs=0.15
    )  # ticks get longer names meanwhile
    assert view.boxes["q", "sigma"].value() == pytest.approx(view.normals["q"].sigma, abs=1e-3)
    view.boxes["p", "mean"].setFocus()
    qtbot.keyClick(view.boxes["p", "mean"], Qt.Key.Key_Up)
    assert view.normals["p"].mean == pytest.approx(-1.9, abs=0.06)


def test_the_prior_and_q_give_the_kl_of_the_bound(qtbot, make) -> None:
    page = make()
    view = to_view(qtbot, page, "kl")
    click(qtbot, child(page, "vaeKlTake"))
    kl = page.stage.frame.look.kl
    assert f"= {kl:.3f} nats" in view.sums.text().replace("\N{MINUS SIGN}", "-").splitlines()[0]


def test_a_chain_starts_where_it_is_dropped(qtbot, make) -> None:
    page = make()
    view = to_view(qtbot, page, "mcmc")
    view.draws.setValue(50)
    y = 0.2
    drag(qtbot, view.chart, at(view.chart, 2.0, y), at(view.chart, -1.0, y))
    wait(qtbot, lambda: page.stage.frame.chain is not None and not page.stage.action)
    chain = page.stage.frame.chain
    assert chain.start[0] == pytest.approx(-1.0, abs=0.1)
    assert chain.draws == 50
    wait(qtbot, lambda: "R-hat" in view.sums.text())
    assert {"chain", "start", "posterior", "q"} <= set(view.chart.marks)
    assert {"chain", "path"} <= set(view.trace.marks)
    assert page.figures.cells["acceptance"].text() != "–"


def test_a_chain_in_the_plane_has_a_trajectory(qtbot, make) -> None:
    page = make(data="ring", latent="2")
    view = to_view(qtbot, page, "mcmc")
    view.draws.setValue(50)
    drag(qtbot, view.chart, at(view.chart, 1.0, 1.0), at(view.chart, 0.5, -0.5))
    wait(qtbot, lambda: page.stage.frame.chain is not None and not page.stage.action)
    np.testing.assert_allclose(page.stage.frame.chain.start, [0.5, -0.5], atol=0.15)
    assert len(view.chart.marks["path"].x) == 5


def test_more_draws_shrink_the_errors_of_the_bounds(qtbot, make) -> None:
    page = make()
    to_view(qtbot, page, "iwae")
    before = page.stage.frame.iwae
    click(qtbot, child(page, "act-iwae"))
    wait(qtbot, lambda: page.stage.frame.iwae.draws == 100_000 and not page.stage.action)
    assert page.stage.frame.iwae.error[0] < before.error[0]


def test_gradients_of_both_parameters_are_shown(qtbot, make) -> None:
    page = make()
    view = to_view(qtbot, page, "gradient")
    click(qtbot, child(page, "act-estimators"))
    wait(qtbot, lambda: page.stage.frame.estimators.draws == 10_000 and not page.stage.action)
    shown = view.chart.marks["exact"].at
    box = child(page, "vaeParameter")
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    wait(qtbot, lambda: view.chart.marks["exact"].at != shown)
    assert {way for way, *_ in vae_gradient.WAYS} <= set(view.chart.marks)
    hover(view.graph, view.graph.box("sigma").center().toPoint())
    assert page.linker.term == "sigma"


def test_two_decoders_train_until_cancelled_and_sigma_is_dragged(qtbot, make, hold) -> None:
    gate = hold(_vae_decoders.Pair, "train", _vae_decoders.LOOKS)
    page = make()
    view = to_view(qtbot, page, "two")
    click(qtbot, child(page, "act-decoders"))
    wait(qtbot, lambda: page.stage.frame.two is not None)
    cancel = child(page, "vaeCancel")
    wait(qtbot, cancel.isVisible)
    assert isinstance(cancel, QPushButton)
    click(qtbot, cancel)
    gate.set()
    wait(qtbot, lambda: not page.stage.action)
    wait(qtbot, view.chart.isVisible)
    page.findChild(QLabel, "vaeElbo-gaussian")
    sigma = view.chart.marks["noise"].at
    y = view.chart.axes().to_data(view.chart.axes().area.center())[1]
    drag(qtbot, view.chart, at(view.chart, sigma, y), at(view.chart, 0.6, y))
    assert view.sigma == pytest.approx(0.6, abs=0.02)
    assert view.box.value() == pytest.approx(view.sigma, abs=1e-3)


def test_every_view_fits_a_small_window(qtbot, make) -> None:
    page = make()
    page.resize(500, 260)  # the controls fold away, and then it can be smaller still
    wait(qtbot, lambda: not child(page, "vaeFold").isChecked())
    wait(qtbot, lambda: page.resize(330, 260) or page.width() == 330)
    for view in page.views:
        page.show_view(view.NAME)
        assert view.isVisible()
        assert page.grab().width() == 330


def test_a_bench_made_anew_is_looked_at_where_the_last_one_rested(qtbot, make) -> None:
    page = make()
    for _ in range(2):
        page.stage.reset()
        wait(qtbot, lambda: page.stage.frame is not None)
        page.stage.single_step()
        wait(qtbot, lambda: page.stage.checkpoints and page.stage.step > page.stage.checkpoints[0])
        wait(qtbot, lambda: rests(page))
