"""Success of A - B + C: concepts, their target, exemplars, the count, and turn vectors."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Ridge

from genstudio.analysis import arithmetic, logistic, turn
from genstudio.analysis.arithmetic import Prior
from genstudio.analysis.arithmetic_bench import (
    CLEAREST,
    Pool,
    added,
    by_captions,
    choose,
    clearest,
    draw_pool,
    measure,
    standard_error,
)
from genstudio.analysis.concepts import Concept, captioned, in_words, parse, target
from genstudio.core.errors import UserError
from genstudio.data.dataset import Dataset, Factor, make_split

VALUES = {"glasses": ("no", "yes"), "hair": ("bald", "short", "long")}
DIM = 12


class Linear:
    """A lens whose picture is its code: two pixels of it say what attributes there are."""

    latent_dim = DIM

    def noise(self, count, seed=0):
        return np.random.default_rng(seed).standard_normal((count, DIM)).astype(np.float32)

    def decode(self, z):
        found = np.clip(np.asarray(z) * 40 + 128, 0, 255).astype(np.uint8)
        return found[:, None, None, :]


def judged(images):
    flat = images.reshape(len(images), -1).astype(int)
    return {
        "glasses": (flat[:, 0] > 128).astype(np.int64),
        "hair": np.digitize(flat[:, 1], (108, 148)).astype(np.int64),
    }


def slots(*texts):
    return [parse(text, VALUES) for text in texts]


DECK = ("glasses=yes, hair=short", "glasses=no,hair=short", "glasses=no,hair=long")


def test_concepts_are_read_and_said_in_words():
    deck = slots(*DECK)
    assert deck[0] == Concept({"glasses": 1, "hair": 1})
    assert in_words(deck[0], VALUES) == "glasses, short hair"
    assert in_words(deck[2], VALUES) == "no glasses, long hair"
    words = parse("Man, teacher", VALUES)
    assert words == Concept(words=("man", "teacher"))
    assert in_words(words, VALUES) == "man teacher"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" , ", "empty"),
        ("hat=yes", "Nobody knows the attribute hat; known are glasses, hair"),
        ("hair=green", "hair has no value green; take one of bald, short, long"),
        ("glasses=yes,hair", "hair has no value"),
    ],
)
def test_what_is_no_concept_is_refused_in_a_sentence(text, said):
    with pytest.raises(UserError, match=said):
        parse(text, VALUES)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (DECK, {"glasses": 1, "hair": 2}),
        (("glasses=yes,hair=short", "hair=short", "hair=long"), {"glasses": 1, "hair": 2}),
        (("glasses=yes", "glasses=no", "glasses=no,hair=long"), {"glasses": 1, "hair": 2}),
        (("glasses=yes,hair=long", "glasses=no,hair=long", "glasses=no,hair=long"),
         {"glasses": 1, "hair": 2}),
    ],
)  # fmt: skip
def test_the_target_is_what_stays_of_a_and_c(texts, wanted):
    assert target(slots(*texts)).wanted == wanted


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("hair=short", "glasses=no", "hair=long"), "different things of hair"),
        (("hair=short", "hair=short", "glasses=yes"), None),
        (("hair=short", "hair=short", "hair=short"), None),
    ],
)
def test_contradictions_have_no_target(texts, said):
    if said is None:
        assert target(slots(*texts))
        return
    with pytest.raises(UserError, match=said):
        target(slots(*texts))
    with pytest.raises(UserError, match="nothing that could be judged"):
        target([Concept(words=("man",))] * 3)


def test_words_are_found_whole_in_captions():
    texts = (
        "man teacher: dark skin tone", "woman teacher", "Man: bald", "man walking", "cook walking"
    )  # fmt: skip
    assert captioned(texts, parse("man teacher", {})).nonzero()[0].tolist() == [0]
    assert captioned(texts, parse("man", {})).nonzero()[0].tolist() == [2]
    assert captioned(texts, parse("walking", {})).nonzero()[0].tolist() == [3, 4]
    data = SimpleNamespace(captions=texts)
    assert by_captions(data, parse("teacher", {})).tolist() == [0, 1]
    with pytest.raises(UserError, match="No caption has the words judge"):
        by_captions(data, parse("judge", {}))
    with pytest.raises(UserError, match="no captions"):
        by_captions(SimpleNamespace(captions=None), parse("judge", {}))


def test_a_pool_grows_and_its_samples_can_be_drawn_again_by_their_seed():
    pools = list(draw_pool(Linear(), judged, 300, seed=7))
    assert [len(pool) for pool in pools] == [128, 256, 300]
    pool = pools[-1]
    assert np.array_equal(pool.codes[5], Linear().noise(1, int(pool.names[5]))[0])
    wanted = slots(*DECK)[0]
    rows = pool.having(wanted)
    labels = judged(pool.images)
    assert np.array_equal(rows, np.flatnonzero((labels["glasses"] == 1) & (labels["hair"] == 1)))
    assert len(set(choose(rows, 9, 3))) == 9
    assert len(choose(rows[:2], 9)) == 2
    assert not list(draw_pool(Linear(), judged, 300, stop=lambda: True))


def test_success_is_what_a_plain_simulation_counts():
    """Compare with numpy alone: means of exemplars that are drawn by rejection."""
    *_, last = measure(Linear(), judged, slots(*DECK), (1, 3, 10), 400, seed=1, clear=False)
    assert last.ended
    assert last.total == 1200
    one, three, ten = last.results
    assert one.share < three.share < ten.share
    generator = np.random.default_rng(5)

    def drawn(glasses, hair, k):
        found = []
        while len(found) < k:
            z = generator.standard_normal(DIM)
            labels = judged(Linear().decode(z[None]))
            if labels["glasses"][0] == glasses and labels["hair"][0] == hair:
                found.append(z)
        return np.mean(found, 0)

    sums = [drawn(1, 1, 3) - drawn(0, 1, 3) + drawn(0, 2, 3) for _ in range(400)]
    labels = judged(Linear().decode(np.array(sums)))
    share = ((labels["glasses"] == 1) & (labels["hair"] == 2)).mean()
    both = np.hypot(standard_error(share, 400), three.error)
    assert three.share == pytest.approx(share, abs=4 * both)
    assert three.error == pytest.approx(np.sqrt(three.share * (1 - three.share) / 400))
    expected = 0.5 * 0.3  # P(z0 > 0) P(z1 > 0.5), the latter 0.31
    assert last.chance == pytest.approx(expected, abs=0.04)


def test_log_odds_are_those_of_scikit_learn():
    generator = np.random.default_rng(0)
    for shift, lone in ((0.5, 300), (50.0, 300), (1.0, 1)):  # 50: a plane separates them
        y = np.arange(600) < lone
        x = 3 * (generator.standard_normal((600, 7)) + shift * y[:, None])
        scaled = (x - x.mean(0)) / x.std(0).mean()
        expected = LogisticRegression(C=1.0, tol=1e-10, max_iter=10_000).fit(scaled, y)
        found = logistic.log_odds(x, y)
        assert np.allclose(found, expected.decision_function(scaled), atol=1e-3)
    assert not logistic.log_odds(x, np.ones(600, bool)).any()


def test_clear_exemplars_lie_deeper_inside_their_concept_and_succeed_more_often():
    *_, pool = draw_pool(Linear(), judged, 1024)
    glasses = parse("glasses=yes", VALUES)
    rows = clearest(pool, glasses)
    assert len(rows) == CLEAREST
    assert (pool.labels["glasses"][rows] == 1).all()
    everyone = pool.codes[pool.having(glasses), 0]
    assert pool.codes[rows, 0].mean() > everyone.mean() + everyone.std() / 2
    *_, plain = measure(Linear(), judged, slots(*DECK), (1,), 2000, pool=pool, clear=False)
    steps = list(measure(Linear(), judged, slots(*DECK), (1,), 2000, pool=pool))
    assert steps[-1].results[0].share > plain.results[0].share + plain.results[0].error
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert steps[-1].ended


def test_more_clear_exemplars_are_kept_where_more_are_asked_for():
    *_, pool = draw_pool(Linear(), judged, 2048)
    for k in (1, CLEAREST + 8):
        *_, last = measure(Linear(), judged, slots(*DECK), (k,), 5, pool=pool)
        assert last.results[0].k == k
    assert last.results[0].share == 1


def test_a_concept_of_signs_alone_is_empty():
    for text in ("", " , ", "!?", "…"):
        with pytest.raises(UserError, match="empty"):
            parse(text, VALUES)


def test_the_sum_of_trials_is_the_one_of_the_tray():
    generator = np.random.default_rng(0)
    codes = generator.standard_normal((20, DIM)).astype(np.float32)
    pool = Pool(codes, np.zeros((20, 1, 1, 1), np.uint8), {}, np.arange(20))
    rows = [generator.integers(0, 20, (4, 10)) for _ in "abc"]
    prior = Prior.normal(DIM)
    found = added(pool, rows, prior)
    a, b, c = (codes[row[2]].astype(np.float64) for row in rows)
    z = a.mean(0) - b.mean(0) + c.mean(0)
    length = np.sqrt(np.square(np.concatenate([a, b, c])).sum(1).mean())
    assert np.allclose(found[2], z * length / np.linalg.norm(z), atol=1e-5)
    assert np.array_equal(found[0], arithmetic.combine([codes[row[0]] for row in rows], prior).code)


def test_a_concept_that_no_sample_shows_is_named(monkeypatch):
    def never_long(images):
        return judged(images) | {"hair": np.zeros(len(images), np.int64)}

    with pytest.raises(UserError, match="Of 8,192 samples only 0 show what slot A asks for"):
        list(measure(Linear(), never_long, slots(*DECK), (1,), 10))


def test_measuring_stops_on_request():
    asked = []

    def stop():
        asked.append(None)
        return len(asked) > 3

    found = list(measure(Linear(), judged, slots(*DECK), (1,), 10, stop=stop))
    assert all(not one.results for one in found)


def test_ridge_is_that_of_scikit_learn():
    generator = np.random.default_rng(0)
    x, y = generator.standard_normal((50, 7)), generator.standard_normal(50)
    x, y = x - x.mean(0), y - y.mean()
    amount = turn.RIDGE * np.trace(x.T @ x) / 7 + 1e-9
    expected = Ridge(alpha=amount, fit_intercept=False).fit(x, y).coef_
    assert np.allclose(turn.ridge(x, y), expected)


def test_a_gauge_tells_a_number_and_a_turn_goes_along_it():
    from genstudio.analysis.judge import train_judge

    generator = np.random.default_rng(0)
    place = generator.uniform(-1, 1, 400).astype(np.float32)
    x = np.arange(16) / 7.5 - 1
    bump = np.exp(-8 * np.square(x - place[:, None]))[:, None, None].repeat(16, 2)
    images = (255 * bump).round().astype(np.uint8)
    data = Dataset(
        name="bumps", source="bumps", images=images, split=make_split(400),
        labels=(place > 0).astype(np.int64), classes=("left", "right"),
        factors={"place": Factor(place), "side": Factor((place > 0).astype(np.int64), ("l", "r"))},
    )  # fmt: skip
    gauge = turn.gauge_of(train_judge(data, steps=30), data, "place")
    assert gauge.r2 > 0.9
    rows = data.indices("test")
    assert np.corrcoef(gauge(images[rows]), place[rows])[0, 1] > 0.95
    with pytest.raises(UserError, match="known are place"):
        turn.gauge_of(gauge.judge, data, "look")
    codes = np.stack([place, generator.standard_normal(400)], 1)
    way = turn.turn(codes, place)
    low, high = np.quantile(place, (0.25, 0.75))
    expected = codes[place >= high].mean(0) - codes[place <= low].mean(0)
    assert np.allclose(way.vector, expected, atol=1e-6)
    with pytest.raises(UserError, match="no direction to turn"):
        turn.turn(codes, np.ones(400))
