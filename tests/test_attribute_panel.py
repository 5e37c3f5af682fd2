"""The slider of an attribute, by the mouse: what it is made from, and what it does."""

import threading

import numpy as np
import pytest
from panel_host import choose_family, on_screen, train_exactly, train_to
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QStyle, QStyleOptionSlider
from test_arithmetic_panel import codes, drop, lens_of, press
from windows import child, choose, click, wait

from genstudio.analysis import attributes, features, recipe
from genstudio.gui import attribute_search, attribute_source, carry, drag_out
from genstudio.gui.attribute_search import Ask, Ended, Ticket, search
from genstudio.gui.attribute_source import in_words
from genstudio.gui.carry import Carried
from genstudio.gui.panels import arithmetic as panel_module
from genstudio.gui.state import Own
from genstudio.gui.widgets.two_groups import BINS, heights

SIZE = (270, 700)


@pytest.fixture
def panel(qtbot, session):
    with on_screen(qtbot, session, panel_module, SIZE) as panel:
        bar = child(panel, "arithmeticTabs").tabBar()
        click(qtbot, bar, bar.tabRect(1).center())
        wait(qtbot, lambda: panel.attribute.isVisible())
        yield panel


def move_slider(qtbot, slider, value):
    """Drag the slider's handle to a value, as a person does."""

    def centre(at):
        option = QStyleOptionSlider()
        slider.initStyleOption(option)
        option.sliderPosition = at
        control, handle = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        return slider.style().subControlRect(control, option, handle, slider).center()

    start, end = centre(slider.value()), centre(value)
    press(start, slider, QEvent.Type.MouseButtonPress)
    press(QPoint((start.x() + end.x()) // 2, end.y()), slider, QEvent.Type.MouseMove)
    press(end, slider, QEvent.Type.MouseMove)
    press(end, slider, QEvent.Type.MouseButtonRelease)
    assert abs(slider.value() - value) <= 1


def shown(panel):
    return panel.attribute._shown


def settled(panel):
    edited = shown(panel)
    found = panel.attribute.source.found
    return (
        edited is not None
        and found is not None
        and edited.edit.direction is found.direction
        and edited.edit.alpha == panel.attribute.alpha
    )


def two_lassos(panel, session, qtbot, has, without):
    session.set_selected(has)
    click(qtbot, child(panel, "addLassoHas"))
    session.set_selected(without)
    click(qtbot, child(panel, "addLassoWithout"))
    wait(qtbot, lambda: settled(panel))


def test_two_lassos_make_a_slider_that_moves_the_picture(panel, session, qtbot):
    assert not child(panel, "attributeStrength").isVisible()
    labels = session.dataset.labels
    ones, zeros = np.flatnonzero(labels == 1)[:40], np.flatnonzero(labels == 0)[:50]
    two_lassos(panel, session, qtbot, ones, zeros)
    lens = lens_of(session)
    images = session.dataset.images
    has, without = lens.encode(images[ones]), lens.encode(images[zeros])
    vector = has.mean(0) - without.mean(0)
    direction = panel.attribute.source.found.direction
    np.testing.assert_allclose(direction.vector, vector, rtol=1e-3, atol=1e-5)
    score = attributes.separation(has, without)
    assert score.auc > 0.95
    assert panel.attribute.source.words.text() == (
        f"Separates well: {100 * score.auc:.0f} of 100 pairs in the right order "
        f"(AUC {score.auc:.2f})."
    )
    subject = int(zeros[3])
    session.set_selection(subject)
    wait(qtbot, lambda: settled(panel) and shown(panel).edit.subject.index == subject)
    slider = child(panel, "attributeStrength")
    move_slider(qtbot, slider, 10)
    wait(qtbot, lambda: settled(panel) and panel.attribute.alpha > 0.8)
    expected = lens.encode(images[subject][None])[0] + panel.attribute.alpha * direction.vector
    np.testing.assert_allclose(panel.attribute.code, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(shown(panel).image, lens.decode(panel.attribute.code)[0])
    picture = child(panel, "attributeAfter")
    assert picture.caption == f"α +{panel.attribute.alpha:.1f}"
    click(qtbot, child(panel, "resetAttribute"))
    wait(qtbot, lambda: settled(panel) and panel.attribute.alpha == 0)
    np.testing.assert_array_equal(shown(panel).image, shown(panel).before)


def test_the_strip_shows_all_strengths_and_a_click_takes_one(panel, session, qtbot):
    labels = session.dataset.labels
    rows = [np.flatnonzero(labels == k)[:20] for k in (1, 0)]
    two_lassos(panel, session, qtbot, *rows)
    strip = child(panel, "attributeStrip")
    wait(qtbot, lambda: strip.count == 7)
    found = panel.attribute._strip
    direction = panel.attribute.source.found.direction
    bench_code = shown(panel).code  # alpha is 0: the subject itself
    expected = lens_of(session).decode(direction.move(bench_code, np.arange(-3, 4)))
    np.testing.assert_array_equal(found.images, expected)
    click(qtbot, strip, strip.cell_rect(5).center().toPoint())
    assert panel.attribute.alpha == 2


def test_a_class_of_the_data_makes_a_slider_too(panel, session, qtbot):
    choose(qtbot, child(panel, "attributeSource"), "class 3")
    wait(qtbot, lambda: settled(panel))
    found = panel.attribute.source.found
    assert not child(panel, "pileHas").isVisible()
    train = session.dataset.indices("train")
    threes = train[session.dataset.labels[train] == 3]
    rest = np.random.Generator(np.random.PCG64(0)).permutation(train)
    rest = rest[session.dataset.labels[rest] != 3][: attribute_search.EACH]
    lens, images = lens_of(session), session.dataset.images
    expected = lens.encode(images[threes]).mean(0) - lens.encode(images[rest]).mean(0)
    np.testing.assert_allclose(found.direction.vector, expected, rtol=1e-3, atol=1e-5)
    assert found.counts == (len(threes), len(rest))
    click(qtbot, child(panel, "attributeMore"))
    choose(qtbot, child(panel, "attributeMethod"), "Linear separator")
    wait(qtbot, lambda: panel.attribute.source.found.ask.method == "separator")
    other = panel.attribute.source.found.direction
    assert other.length == pytest.approx(found.direction.length, rel=1e-4)


def test_piles_take_drops_are_refused_and_undone(panel, session, qtbot):
    drop(child(panel, "pileHas"), Carried("theirs", codes(3, dim=9)))
    assert child(panel, "pileHas").count == 0
    assert "another number of dimensions" in session.messages[-1].text
    drop(child(panel, "pileHas"), Carried("mine", codes(4, 1) + 2))
    drop(child(panel, "pileWithout"), Carried("mine", codes(4, 2)))
    wait(qtbot, lambda: settled(panel))
    click(qtbot, child(panel, "clearHas"))
    assert panel.attribute.source.found is None
    assert not child(panel, "attributeStrength").isVisible()
    click(qtbot, child(panel, "undoPiles"))
    assert child(panel, "pileHas").count == 4
    wait(qtbot, lambda: settled(panel))
    drop(child(panel, "pileHas"), Carried("mine", codes(1)))
    wait(qtbot, lambda: settled(panel) and panel.attribute.source.found.counts == (5, 4))


def test_piles_of_equal_codes_are_told_with_a_sentence(panel, session, qtbot):
    for key in ("Has", "Without"):
        drop(child(panel, f"pile{key}"), Carried("mine", codes(3)))
    words = panel.attribute.source.words
    wait(qtbot, lambda: "same mean" in words.text())
    assert panel.attribute.source.found is None


def test_the_subject_is_what_was_chosen_last_or_dropped(panel, session, qtbot):
    drop(child(panel, "pileHas"), Carried("mine", codes(4, 1) + 2))
    drop(child(panel, "pileWithout"), Carried("mine", codes(4, 2)))
    wait(qtbot, lambda: settled(panel))
    pin, own, other = codes(3, 7)
    session.pins.add(pin, name="seven")
    wait(qtbot, lambda: shown(panel).edit.subject.name == "seven")
    np.testing.assert_array_equal(shown(panel).code, pin)
    session.set_own(Own("mine.png", np.zeros((1, 8, 8), np.uint8), code=own))
    wait(qtbot, lambda: np.array_equal(shown(panel).code, own))
    drop(child(panel, "attributeBefore"), Carried("dropped", other[None]))
    wait(qtbot, lambda: np.array_equal(shown(panel).code, other))
    drop(child(panel, "attributeBefore"), Carried("theirs", codes(1, dim=5)))
    assert "another number of dimensions" in session.messages[-1].text
    choose(qtbot, child(panel, "attributeSubject"), "The last pin")
    wait(qtbot, lambda: np.array_equal(shown(panel).code, pin))
    choose(qtbot, child(panel, "attributeSubject"), "A random sample")
    wait(qtbot, lambda: shown(panel).edit.subject.seed is not None)


def test_the_changed_code_is_pinned_dragged_and_saved(panel, session, qtbot, tmp_path, monkeypatch):
    drop(child(panel, "pileHas"), Carried("mine", codes(4, 1) + 2))
    drop(child(panel, "pileWithout"), Carried("mine", codes(4, 2)))
    session.pins.add(codes(1, 3)[0], name="seven")
    child(panel, "attributeStrength").setFocus()
    wait(qtbot, lambda: child(panel, "attributeStrength").isVisible())
    qtbot.keyClick(child(panel, "attributeStrength"), Qt.Key.Key_PageUp)
    wait(qtbot, lambda: settled(panel) and panel.attribute.alpha == 1)
    click(qtbot, child(panel, "pinEdited"))
    assert session.pins.all[-1].name == "seven +1.0 attribute"
    np.testing.assert_array_equal(session.pins.all[-1].code, panel.attribute.code)
    wait(qtbot, lambda: settled(panel))
    assert shown(panel).edit.subject.name == "seven"  # what was pinned is no new subject
    target = tmp_path / "edit.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(target), ""))
    click(qtbot, child(panel, "saveEdited"))
    wait(qtbot, target.exists)
    wait(qtbot, lambda: "Saved" in session.messages[-1].text)
    found = recipe.read(target)
    np.testing.assert_array_equal(found.array[0], panel.attribute.code)
    assert found.edits == ("seven +1.0 x (mean of 4 with it - mean of 4 without)",)
    taken = []
    monkeypatch.setattr(
        drag_out.QDrag, "exec", lambda drag, _: taken.append(carry.unpack(drag.mimeData()))
    )
    picture = child(panel, "attributeAfter")
    start = picture.rect().center()
    press(start, picture, QEvent.Type.MouseButtonPress)
    press(start + QPoint(40, 0), picture, QEvent.Type.MouseMove)
    np.testing.assert_array_equal(taken[0].codes[0], panel.attribute.code)


def test_the_slider_follows_the_weights(panel, session, qtbot, monkeypatch):
    monkeypatch.setattr(attribute_source, "AGAIN", 0.1)
    session.set_values({"hidden": 16}, {})
    train_to(qtbot, session, 3)
    labels = session.dataset.labels
    rows = [np.flatnonzero(labels == k)[:20] for k in (1, 0)]
    two_lassos(panel, session, qtbot, *rows)
    train_to(qtbot, session, session.view.step + 3)

    def follows():
        lens, images = lens_of(session), session.dataset.images
        expected = lens.encode(images[rows[0]]).mean(0) - lens.encode(images[rows[1]]).mean(0)
        found = panel.attribute.source.found
        return found is not None and np.allclose(found.direction.vector, expected, atol=1e-4)

    wait(qtbot, follows)


def quick_classifier(monkeypatch):
    def few_steps(dataset, steps=None, seed=0, watch=lambda share: None):
        return original(dataset, 60, seed, watch)

    original = features.train_classifier
    monkeypatch.setattr(features, "train_classifier", few_steps)


def test_a_gan_is_judged_by_a_classifier(panel, session, qtbot, monkeypatch):
    quick_classifier(monkeypatch)
    monkeypatch.setattr(attribute_search, "LEAST", 1)
    choose_family(qtbot, session, "gan", {"architecture": "mlp", "hidden": 16, "latent_dim": 8})
    train_exactly(qtbot, session, 2)  # its samples are of several kinds
    images = lens_of(session).samples(lens_of(session).noise(attribute_search.SAMPLES))
    judge = features.classifier_of(session.dataset)
    guessed = judge.labels(images)
    label = int(np.bincount(guessed, minlength=10).argsort()[-2])
    choose(qtbot, child(panel, "attributeSource"), f"class {label}")
    wait(qtbot, lambda: settled(panel))
    found = panel.attribute.source.found
    z = lens_of(session).noise(attribute_search.SAMPLES)
    expected = z[guessed == label].mean(0) - z[guessed != label].mean(0)
    np.testing.assert_allclose(found.direction.vector, expected, rtol=1e-3, atol=1e-5)
    assert found.judge == pytest.approx(judge.accuracy)


def test_a_long_search_shows_how_far_it_is_and_can_be_stopped(panel, session, qtbot, monkeypatch):
    gate = threading.Event()

    def slow(view, label, ask, ticket, stop):
        ticket.share = 0.4
        gate.wait(120)
        return search(view, label, ask, ticket, stop)

    monkeypatch.setattr("genstudio.gui.attribute_source.search", slow)
    choose(qtbot, child(panel, "attributeSource"), "class 3")
    bar = child(panel, "attributeProgress")
    wait(qtbot, lambda: bar.isVisible() and bar.value() == 40)
    click(qtbot, child(panel, "cancelAttribute"))
    gate.set()
    assert not bar.isVisible()
    assert "Stopped" in panel.attribute.source.words.text()
    qtbot.wait(50)
    assert panel.attribute.source.found is None


def test_a_search_ends_early_when_told_to(session):
    ask = Ask(session.dataset, attributes.known(session.dataset)[0])
    with pytest.raises(Ended):
        search(session.view, None, ask, Ticket(), lambda: True)


def test_the_other_classes_are_balanced_where_piles_are_images(session):
    labels = session.dataset.labels
    both = np.flatnonzero((labels == 1) | (labels == 7))[:120]
    from genstudio.gui.members import Member

    members = [Member(str(i), index=int(i)) for i in both]
    ask = Ask(session.dataset, None, tuple(members[::2]), tuple(members[1::2]))
    found = search(session.view, None, ask, Ticket(), lambda: False)
    assert found.direction.strata == 2
    plain = Ask(session.dataset, None, ask.has, ask.without, balanced=False)
    assert search(session.view, None, plain, Ticket(), lambda: False).direction.strata == 0


def test_few_codes_are_said_to_be_too_few():
    one = attributes.find(np.ones((1, 2)), np.zeros((1, 2)))
    score = attributes.separation(np.ones((1, 2)), np.zeros((1, 2)))
    found = attribute_search.Found(Ask(None, None), one, score, (1, 1))
    assert in_words(found).startswith("Too few codes")


def test_a_histogram_counts_all_and_what_is_far_out_at_its_edges():
    found = heights([-9, 0, 0.01, 1, 7])
    assert found.sum() == pytest.approx(1)
    assert found[0] == found[-1] == pytest.approx(0.2)
    assert len(found) == BINS
