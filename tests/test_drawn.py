"""Shapes and faces: the same everywhere, balanced, independent, and what their captions say."""

from __future__ import annotations

import itertools
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from genstudio.core.errors import UserError
from genstudio.data import _canvas as draw
from genstudio.data import faces, shapes, sources
from genstudio.data._canvas import Canvas
from genstudio.data._drawing import balanced
from genstudio.data.dataset import Stopped

DRAWN = ("shapes", "faces")
FINGERPRINTS = {
    "shapes": "b5a2cbc9bcd2e55515cc7253637a596dbadbd1656c6435de1068e74887b80eb1",
    "faces": "bfd338578f3022f6e6aa404e1b2d5014a2b67aa7502576d3feb5cc0730f0670b",
}
BLACK = np.zeros((1, 3), np.float32)
WHITE = np.ones(3, np.float32)


def load(name, **options):
    return sources.load(name, {"count": 400, "size": 16} | options)


def area(figure, side=64):
    """Return the area of a figure on a canvas whose sides are 2."""
    canvas = Canvas(side, BLACK)
    canvas.paint(figure, WHITE)
    return canvas.pixels[0, 0].sum() * (2 / side) ** 2


@pytest.mark.parametrize("name", DRAWN)
def test_a_seed_gives_the_same_images_on_every_machine(name):
    dataset = load(name, seed=7, size=32)
    assert dataset.fingerprint == FINGERPRINTS[name]


@pytest.mark.parametrize("name", DRAWN)
def test_threads_and_their_number_change_nothing(name, monkeypatch):
    first = load(name).fingerprint
    monkeypatch.setattr("genstudio.data._drawing.os.cpu_count", lambda: 1)
    assert load(name).fingerprint == first
    monkeypatch.setattr("genstudio.data._drawing.AT_ONCE", 5 * 256)
    assert load(name).fingerprint == first


@pytest.mark.parametrize("name", DRAWN)
def test_another_seed_draws_others(name):
    first, second = load(name), load(name, seed=1)
    assert first.fingerprint != second.fingerprint
    assert (first.images != second.images).any((1, 2, 3)).mean() > 0.9


@pytest.mark.parametrize(
    ("name", "label"),
    [
        *(("shapes", label) for label in ("shape", "colour", "size", "shape-colour")),
        *(("faces", label) for label in ("glasses", "smile", "hat", "beard", "hair", "skin")),
    ],
)
def test_classes_are_balanced(name, label):
    dataset = load(name, label=label, count=2000)
    counts = np.bincount(dataset.labels, minlength=len(dataset.classes))
    expected = len(dataset) / len(dataset.classes)
    assert len(counts) == len(dataset.classes)
    limit = 4 * np.sqrt(expected) if label == "shape-colour" else 1
    assert np.abs(counts - expected).max() <= limit


@pytest.mark.parametrize("name", DRAWN)
def test_factors_tell_nothing_of_each_other(name):
    factors = load(name, count=4000).factors
    for one, other in itertools.combinations(factors.values(), 2):
        if one.names and other.names:
            table = stats.contingency.crosstab(one.values, other.values).count
            assert stats.chi2_contingency(table).pvalue > 1e-4
        else:
            assert abs(np.corrcoef(one.values, other.values)[0, 1]) < 0.06


def test_every_combination_comes_equally_often():
    codes = balanced(24 * 200, (2, 3, 4), np.random.default_rng(0))
    cells = np.ravel_multi_index(codes, (2, 3, 4))
    assert np.bincount(cells, minlength=24).tolist() == [200] * 24
    assert len(np.unique(np.diff(cells))) > 10  # not in order


@pytest.mark.parametrize("count", [1, 5, 23, 24, 25, 1003])
def test_every_value_comes_equally_often_to_within_one(count):
    for codes, size in zip(balanced(count, (2, 3, 4), np.random.default_rng(1)), (2, 3, 4)):
        counts = np.bincount(codes, minlength=size)
        assert (len(counts), len(codes)) == (size, count)
        assert counts.max() - counts.min() <= 1


@pytest.mark.parametrize("name", DRAWN)
@settings(max_examples=12, deadline=None)
@given(
    size=st.sampled_from([16, 17, 31, 64, 128]),
    count=st.sampled_from([1, 2, 3, 20]),
    colour=st.sampled_from(["rgb", "grey"]),
    seed=st.integers(0, 2**31 - 1),
)
def test_any_size_and_number_is_drawn(name, size, count, colour, seed):
    dataset = load(name, size=size, count=count, colour=colour, seed=seed)
    assert dataset.images.shape == (count, 3 if colour == "rgb" else 1, size, size)
    assert dataset.images.dtype == np.uint8
    assert len(dataset.captions) == len(dataset.labels) == count
    assert all(len(factor.values) == count for factor in dataset.factors.values())
    spread = dataset.images.reshape(count, -1).astype(int)
    assert (spread.max(1) - spread.min(1) > 60).all()  # there is something to see


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_does_not_depend_on_the_resolution(name):
    small, large = load(name, size=16, count=50), load(name, size=64, count=50)
    averaged = large.images.reshape(50, 3, 16, 4, 16, 4).mean((3, 5))
    gap = np.abs(averaged - small.images)
    assert gap.mean() < 4
    assert small.captions == large.captions


@pytest.mark.parametrize("name", DRAWN)
def test_drawing_can_be_stopped(name):
    with pytest.raises(Stopped):
        sources.load(name, {"count": 20_000}, stop=lambda: True)
    assert not [t for t in threading.enumerate() if t.name.startswith("draw")]


def test_drawing_tells_how_far_it_is():
    told = []
    shapes.load("shapes", shapes.Config(count=700), lambda *a: told.append(a), lambda: False)
    done = [d for d, total in told]
    assert done == sorted(done)
    assert len(done) > 3
    assert told[-1] == (700, 700)


@pytest.mark.parametrize("name", DRAWN)
def test_more_than_memory_should_hold_is_refused_with_what_to_do(name):
    with pytest.raises(UserError, match=r"take 49\.2 GB; at most 2\.1 GB .*fewer or smaller"):
        sources.load(name, {"count": 1_000_000, "size": 128})


@pytest.mark.parametrize(
    ("name", "option"),
    [("shapes", {"size": 15}), ("faces", {"size": 129}), ("faces", {"count": 0})],
)
def test_sizes_that_are_not_drawn_are_refused(name, option):
    with pytest.raises(UserError, match="must be"):
        sources.load(name, option)


# Shapes


def test_captions_of_shapes_say_what_is_there():
    dataset = load("shapes", size=64, background="varied")
    known = dataset.factors
    for index, caption in enumerate(dataset.captions):
        words = [
            known[name].names[known[name].values[index]] for name in ("size", "colour", "shape")
        ]
        assert caption.startswith("a " + " ".join(words) + " ")
        assert caption.endswith(
            ", on " + known["background"].names[known["background"].values[index]]
        )
        row, column = known["y"].values[index], known["x"].values[index]
        assert ("left" in caption) == (column < -shapes.MIDDLE)
        assert ("right" in caption) == (column >= shapes.MIDDLE)
        assert ("top" in caption) == (row < -shapes.MIDDLE)
        assert ("bottom" in caption) == (row >= shapes.MIDDLE)


def test_shapes_are_where_their_factors_say_in_the_colour_they_say():
    dataset = load("shapes", size=64)
    ground = np.round(np.array(shapes.GROUNDS["dark"]) * 255)
    different = np.abs(dataset.images - ground[:, None, None]).sum(1) > 90
    places = (np.arange(64) + 0.5) / 32 - 1
    x = (different * places).sum((1, 2)) / different.sum((1, 2))
    y = (different * places[:, None]).sum((1, 2)) / different.sum((1, 2))
    assert np.abs(x - dataset.factors["x"].values).max() < 0.06
    assert np.abs(y - dataset.factors["y"].values).max() < 0.12
    edge = np.ones((64, 64), bool)
    edge[1:-1, 1:-1] = False
    assert not (different & edge).any()  # all of it is in the picture
    table = np.array(list(shapes.COLOURS.values())) * 255
    for index, image in enumerate(dataset.images):
        inside = np.median(image[:, different[index]], axis=1)
        assert np.abs(table - inside).sum(1).argmin() == dataset.factors["colour"].values[index]


def test_shapes_of_a_size_are_about_equally_large_and_sizes_differ():
    radius = np.float32(0.3)
    areas = {
        name: area(lambda x, y, f=figure: f(x, y, radius))
        for name, figure in shapes.FIGURES.items()
    }
    disc = np.pi * 0.3**2
    assert areas["circle"] == pytest.approx(disc, rel=0.01)
    assert all(0.5 * disc < found < 1.25 * disc for found in areas.values())


def test_grey_shapes_differ_in_contrast():
    dataset = load("shapes", colour="grey", background="varied")
    assert dataset.shape == (1, 16, 16)
    assert "colour" not in dataset.factors
    large = dataset.factors["size"].values == 2
    contrast = np.ptp(dataset.images.reshape(400, -1).astype(int), axis=1)[large]
    shade = dataset.factors["shade"].values[large]
    means = [contrast[shade == code].mean() for code in range(3)]
    assert means[0] > means[1] + 30 > means[2] + 60


# Faces


def test_captions_of_faces_say_what_is_there():
    dataset = load("faces")
    known = {name: (f.names, f.values) for name, f in dataset.factors.items()}
    for index, caption in enumerate(dataset.captions):
        said = {name: bool(values[index]) for name, (_, values) in known.items()}
        assert ("glasses" in caption) == said["glasses"]
        assert ("beard" in caption) == said["beard"]
        assert ("a hat" in caption) == said["hat"]
        assert ("smiling" in caption) == said["smile"]
        names, values = known["hair"]
        assert (names[values[index]] in caption.split()) or names[values[index]] == "bald"
    longest = max(dataset.captions, key=len)
    assert longest.count(" and ") == 1


@pytest.mark.parametrize("name", ["glasses", "smile", "hat", "beard"])
def test_an_attribute_changes_its_own_place_of_the_face(name):
    codes = {n: np.zeros(2, np.int64) for n in faces.FACTORS}
    codes[name][1] = 1
    drawn = faces._faces(codes, 2, np.random.default_rng(0))
    rows = np.zeros(2, np.int64)
    same = drawn.take(rows)
    same = type(same)(**{f: getattr(same, f) for f in same.__slots__} | {name: codes[name]})
    pair = faces.draw_faces(same, 64).bytes().astype(int)
    change = np.abs(pair[0] - pair[1]).sum(0)
    rows = np.flatnonzero(change.sum(1))
    middle = (rows.min() + rows.max()) / 2 / 64
    low, high = {
        "glasses": (0.4, 0.7),
        "smile": (0.6, 0.8),
        "hat": (0.1, 0.45),
        "beard": (0.5, 0.9),
    }[name]
    assert low < middle < high
    assert change.max() > 150
    assert 0.005 < (change > 60).mean() < 0.35


def test_every_attribute_can_be_seen():
    """A linear classifier of the pixels finds each, but for beards, which may look like skin."""
    from sklearn.linear_model import RidgeClassifier

    dataset = load("faces", size=20, count=1500)
    flat = dataset.images.reshape(len(dataset), -1) / 255
    train, test = flat[:1200], flat[1200:]
    for name in ("glasses", "smile", "hat", "beard"):
        values = dataset.factors[name].values
        found = RidgeClassifier(alpha=50).fit(train, values[:1200]).score(test, values[1200:])
        assert found > (0.8 if name == "beard" else 0.9), name


# Figures


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (lambda x, y: draw.circle(x, y, 0.5), np.pi * 0.25),
        (lambda x, y: draw.ellipse(x, y, 0.6, 0.3), np.pi * 0.18),
        (lambda x, y: draw.box(x, y, 0.5, 0.25), 0.5),
        (lambda x, y: draw.box(x, y, 0.5, 0.3, 0.2), 0.6 - (4 - np.pi) * 0.04),
        (lambda x, y: draw.segment(x, y, (-0.5, 0), (0.5, 0), 0.2), 0.4 + np.pi * 0.04),
        (lambda x, y: draw.bow(x, y, 0.5, 0.0, 0.2), 0.4 + np.pi * 0.04),
        (
            lambda x, y: draw.polygon(x, y, ((0, 1), (0, -1), (1, 0), (-1, 0)), 0.4),
            0.64,
        ),
    ],
)
def test_figures_have_the_area_of_geometry(figure, expected):
    assert area(figure, 96) == pytest.approx(expected, rel=0.02)


def test_a_box_around_a_figure_changes_nothing_but_the_time():
    canvases = [Canvas(33, np.repeat(BLACK, 4, 0)) for _ in range(2)]
    places = np.linspace(-0.3, 0.3, 4, dtype=np.float32)[:, None, None]
    rows = np.array([1, 3])
    for canvas, box in zip(canvases, (draw.ALL, (-0.5, -0.2, 0.5, 0.2))):
        canvas.paint(lambda x, y: draw.circle(x - places, y, 0.2), WHITE, box)
        canvas.paint(lambda x, y: draw.circle(x - places[rows], y, 0.1), BLACK[0], box, rows, 0.5)
    assert np.array_equal(canvases[0].pixels, canvases[1].pixels)
    assert canvases[0].pixels.min() == 0
    assert canvases[0].pixels[0].sum() > canvases[0].pixels[1].sum() > 0
