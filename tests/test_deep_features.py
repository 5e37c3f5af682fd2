"""Deep feature interpolation's equations, groups, features and verdict, against known values."""

import numpy as np
import pytest
import torch

from genstudio.analysis import deep_features, feature_groups, feature_verdict, locality
from genstudio.analysis import feature_interpolation as fi
from genstudio.analysis.attributes import known
from genstudio.analysis.feature_inversion import Objective, invert
from genstudio.core.errors import UserError
from genstudio.data import _face_pairs, sources
from genstudio.objectives.variation import total_variation


class Linear:
    """Features that a matrix makes of the pixels, as one map."""

    name, own, candidates = "a matrix", True, 1000

    def __init__(self, matrix: torch.Tensor) -> None:
        self.matrix = matrix

    def __call__(self, images: torch.Tensor) -> list[torch.Tensor]:
        return [(images.flatten(1) @ self.matrix.T)[:, :, None, None]]


@pytest.fixture(scope="module")
def faces():
    return sources.load("faces", {"size": 16, "count": 600})


@pytest.fixture(scope="module")
def glasses(faces):
    return feature_groups.by_conditions(faces, ["glasses=yes"], ["glasses=no"])


# Equations


def test_the_total_variation_is_the_sum_that_the_paper_writes_and_has_its_slope():
    u = torch.rand(2, 3, 4, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    for power in (2.0, 1.5):
        wanted = np.zeros(2)
        for b, c, i, j in np.ndindex(2, 3, 4, 5):
            down = float(u[b, c, i + 1, j] - u[b, c, i, j]) if i < 3 else 0.0
            across = float(u[b, c, i, j + 1] - u[b, c, i, j]) if j < 4 else 0.0
            wanted[b] += (down**2 + across**2) ** (power / 2)
        np.testing.assert_allclose(total_variation(u, power).numpy(), wanted, rtol=1e-6)
        u.requires_grad_()
        assert torch.autograd.gradcheck(lambda x, p=power: total_variation(x, p), u)
        u = u.detach()


def test_inverting_a_matrix_finds_the_closed_form():
    draws = torch.Generator().manual_seed(0)
    x = 0.2 + 0.6 * torch.rand(3, 1, 3, 3, generator=draws)
    matrix = torch.randn(9, 9, generator=draws) + 3 * torch.eye(9)
    space = deep_features.Space.of(Linear(matrix), x)
    wanted = x + 0.05 * torch.randn(x.shape, generator=draws)  # stays inside [0, 1]
    *_, (step, u) = invert(Objective(space, space(wanted), 0.0), x, 200)
    assert step > 3
    # With as many features as pixels, the only picture that has them is A^-1 phi.
    features = wanted.flatten(1) @ matrix.T
    closed = torch.linalg.solve(matrix, features.T).T
    np.testing.assert_allclose(u.flatten(1).numpy(), closed.numpy(), atol=2e-3)


def test_the_search_with_variation_finds_the_minimum_of_the_quadratic():
    draws = torch.Generator().manual_seed(0)
    x = 0.3 + 0.4 * torch.rand(1, 1, 2, 2, dtype=torch.float64, generator=draws)
    space = deep_features.Space(Linear(torch.eye(4, dtype=torch.float64)), (1.0,))
    *_, (_, u) = invert(Objective(space, space(x), 0.5), x, 100)
    # grad = s (u - x) + 2 lambda L u = 0, with s = 4 numbers of the picture and L its graph's.
    laplace = torch.tensor([[2.0, -1, -1, 0], [-1, 2, 0, -1], [-1, 0, 2, -1], [0, -1, -1, 2]])
    matrix = 4 * torch.eye(4, dtype=torch.float64) + laplace.double()
    closed = torch.linalg.solve(matrix, 4 * x.flatten())
    np.testing.assert_allclose(u.flatten().numpy(), closed.numpy(), atol=1e-6)


def test_a_search_step_by_step_goes_where_one_search_goes():
    draws = torch.Generator().manual_seed(3)
    x = torch.rand(2, 3, 8, 8, generator=draws)
    space = deep_features.Space.of(deep_features.random_features((3, 8, 8)), x)
    objective = Objective(space, space(x.flip(3)), 0.01)
    *_, (_, u) = invert(objective, x, 12)
    whole = x.flatten(1).clone().requires_grad_()
    optimiser = torch.optim.LBFGS(
        [whole], max_iter=12, max_eval=1000, history_size=10, line_search_fn="strong_wolfe",
        tolerance_grad=0, tolerance_change=0,
    )  # fmt: skip

    def evaluate():
        optimiser.zero_grad()
        loss = objective(whole.view_as(x))
        loss.backward()
        return loss

    optimiser.step(evaluate)
    np.testing.assert_allclose(u.flatten(1).numpy(), whole.detach().numpy(), atol=1e-4)


def test_a_search_ends_at_once_when_it_is_stopped():
    x = torch.rand(1, 3, 8, 8)
    space = deep_features.Space.of(deep_features.random_features((3, 8, 8)), x)
    found = list(invert(Objective(space, space(x.flip(3)), 0.0), x, 50, lambda: True))
    assert [step for step, _ in found] == [0]


def test_w_is_the_difference_of_the_means_of_the_nearest(faces):
    pixels = Linear(torch.eye(3 * 16 * 16))
    rows = faces.indices("train")
    value = faces.factors["glasses"].values
    groups = feature_groups.by_hand(rows[value[rows] == 1], rows[value[rows] == 0])
    subject = fi.Subject(faces.images[faces.indices("test")[0]])
    way = fi.find_way(subject, faces, groups, pixels, fi.Settings(k=5))
    scale = way.space.scales[0]
    x = subject.image.reshape(-1) / 255
    means = []
    for group in (groups.has, groups.lacks):
        flat = faces.images[group].reshape(len(group), -1) / 255
        nearest = np.argsort(((flat - x) ** 2).sum(1))[:5]
        means.append(flat[nearest].mean(0))
    np.testing.assert_allclose(way.direction.numpy() / scale, means[0] - means[1], atol=1e-5)
    assert set(way.has) <= set(groups.has)


def test_every_layer_of_a_space_has_the_same_say():
    images = torch.rand(32, 3, 16, 16, generator=torch.Generator().manual_seed(0))
    features = deep_features.random_features((3, 16, 16))
    space = deep_features.Space.of(features, images)
    parts = space(images).split(space.sizes(images), 1)
    assert len(parts) == 3
    for part in parts:
        assert float(part.square().sum(1).mean()) == pytest.approx(1, abs=1e-3)


def test_matched_colours_have_the_mean_and_deviation_of_the_original():
    draws = np.random.default_rng(0)
    original = draws.integers(60, 160, (3, 16, 16)).astype(np.uint8)
    images = draws.integers(90, 140, (2, 3, 16, 16)).astype(np.uint8)
    matched = fi.matched_colours(images, original).astype(float)
    np.testing.assert_allclose(matched.mean((2, 3)), [original.mean((1, 2))] * 2, atol=0.5)
    np.testing.assert_allclose(matched.std((2, 3)), [original.std((1, 2))] * 2, atol=0.5)


# The whole way


def test_a_picture_is_changed_where_the_attribute_is_and_stays_itself_at_0(faces, glasses):
    value = faces.factors["glasses"].values
    index = int(next(i for i in faces.indices("test") if value[i] == 0))
    subject = fi.Subject.of(faces, index)
    settings = fi.Settings(strengths=(0.0, 1.0), k=20, iterations=15)
    random = deep_features.random_features(faces.shape)
    *steps, result = fi.interpolate(subject, faces, glasses, random, settings)
    assert [s.done for s in steps] == sorted(s.done for s in steps)
    assert steps[-1].done <= steps[-1].total
    assert steps[-1].images.shape == (2, *faces.shape)
    assert np.isnan(result.residuals[0])
    assert result.residuals[1] < 0.6
    error = np.square(result.images[0] / 255 - subject.image / 255).mean()
    assert -10 * np.log10(max(error, 1e-12)) > 35
    region = locality.region_of(faces, index, "glasses", (1, 0))
    where = locality.locality(locality.change(subject.image, result.images[1]), region)
    assert where.ratio > 1.5  # of 600 pictures hardly any match; the slow test has 10,000
    assert index not in result.has
    assert index not in result.lacks


def test_a_way_that_is_stopped_leaves_nothing_and_a_search_what_it_has(faces, glasses):
    subject = fi.Subject.of(faces, 0)
    random = deep_features.random_features(faces.shape)
    few = fi.Settings(k=10, iterations=30)
    assert list(fi.interpolate(subject, faces, glasses, random, few, lambda: True)) == []
    shown: list = []

    def enough() -> bool:
        return sum(event.images is not None for event in shown) > 3

    for event in fi.interpolate(subject, faces, glasses, random, few, enough):
        shown.append(event)
    assert isinstance(shown[-1], fi.Result)
    assert shown[-1].iterations == 3


def test_unusable_pictures_and_strengths_are_told(faces, glasses, digits):
    random = deep_features.random_features(faces.shape)
    wrong = fi.Subject(digits.images[0])
    with pytest.raises(UserError, match="not as large"):
        next(fi.interpolate(wrong, faces, glasses, random))
    subject = fi.Subject.of(faces, 0)
    with pytest.raises(UserError, match="1 to 32 strengths"):
        next(fi.interpolate(subject, faces, glasses, random, fi.Settings(strengths=())))


# Groups


def test_groups_are_found_by_attributes_words_and_hand(faces):
    value = faces.factors["glasses"].values
    attribute = next(a for a in known(faces) if a.factor == "glasses")
    np.testing.assert_array_equal(
        feature_groups.by_attribute(faces, attribute).has, np.flatnonzero(value == 1)
    )
    words = feature_groups.by_words(faces, "Glasses")
    np.testing.assert_array_equal(words.has, np.flatnonzero(value == 1))
    both = feature_groups.by_conditions(faces, ["caption=smiling"], [], ["hat=yes", "hair!=bald"])
    hat, hair = faces.factors["hat"].values, faces.factors["hair"].values
    smile = faces.factors["smile"].values
    base = (hat == 1) & (hair != 0)
    np.testing.assert_array_equal(both.has, np.flatnonzero(base & (smile == 1)))
    np.testing.assert_array_equal(both.lacks, np.flatnonzero(base & (smile == 0)))
    assert both.swapped.has is both.lacks
    assert list(feature_groups.about(faces, both)) == ["smile"]
    assert feature_groups.about(faces, words)["glasses"] == (1, 0)


@pytest.mark.parametrize(
    ("has", "lacks", "message"),
    [
        ([], [1, 2], "No picture"),
        ([1, 2], [], "No picture"),
        ([1], [2, 3], "one picture only"),
        ([1, 2], [2, 3], "in both groups"),
    ],
)
def test_groups_that_cannot_be_used_are_told(has, lacks, message):
    with pytest.raises(UserError, match=message):
        feature_groups.by_hand(has, lacks)


def test_conditions_that_nothing_meets_are_told(faces, digits):
    for wanted, message in (
        (["glases=yes"], "Nothing called glases"),
        (["glasses=maybe"], "has no value maybe; there are no, yes"),
        ([], "Say what"),
        (["caption="], "Give a word"),
        (["unicorn"], "No picture is in the group unicorn"),
    ):
        with pytest.raises(UserError, match=message):
            feature_groups.by_conditions(faces, wanted, [])
    with pytest.raises(UserError, match="no captions"):
        feature_groups.by_words(digits, "seven")


def test_neighbours_match_in_what_explains_most_and_in_what_is_left(faces, glasses):
    subject = feature_groups.known_of(faces, 0)
    matched, names = feature_groups.matching(faces, glasses, subject, 20)
    assert names
    assert "glasses" not in names
    for name in names:
        values = faces.factors[name].values
        assert (values[matched.has] == subject[name]).all()
        assert (values[matched.lacks] == subject[name]).all()
    assert min(len(matched.has), len(matched.lacks)) >= 10


# Where, and who says so


def test_a_face_is_drawn_again_as_it_is_and_changed_only_where_the_attribute_is(faces):
    rows = np.arange(20)
    value = faces.factors["glasses"].values
    for have in (0, 1):
        again = _face_pairs.drawn_with(faces.options, rows, "glasses", have)
        same = value[rows] == have
        np.testing.assert_array_equal(again[same], faces.images[rows][same])
        assert (again[~same] != faces.images[rows][~same]).any((1, 2, 3)).all()
    region = locality.region_of(faces, 0, "glasses", (1, 0))
    assert 0.03 < region.mean() < 0.4
    assert locality.region_of(faces, 0, "glasses", (1, 1)) is None
    assert locality.region_of(faces, 0, "height", (1, 0)) is None


def test_a_change_is_told_by_its_place():
    before = np.zeros((3, 4, 4), np.uint8)
    after = before.copy()
    after[:, 0, 0] = 255
    after[0, 3, 3] = 51
    found = locality.change(before, after)
    assert found[0, 0] == 1
    assert found[3, 3] == pytest.approx(0.2 / 3)
    region = np.zeros((4, 4), bool)
    region[0, :2] = True
    where = locality.locality(found, region)
    assert where.inside == pytest.approx(0.5)
    assert where.outside == pytest.approx(0.2 / 3 / 14)
    assert where.ratio == pytest.approx(0.5 / (0.2 / 3 / 14))
    assert locality.concentration(found) == 1 / 16
    assert np.isnan(locality.concentration(np.zeros((2, 2), np.float32)))
    assert locality.concentration(np.ones((2, 2), np.float32)) == 0.5


class Knows:
    """A judge that reads the attributes from the first pixels."""

    def __init__(self):
        self.values = dict.fromkeys(("glasses", "hat", "beard"), ("no", "yes"))
        self.accuracy = {"glasses": 1.0}

    def __call__(self, images):
        return {n: (images[:, 0, 0, i] > 127).astype(np.int64) for i, n in enumerate(self.values)}

    def probabilities(self, images):
        return {n: np.stack([1 - v, v], 1).astype(np.float32) for n, v in self(images).items()}


def test_the_verdict_counts_what_was_wanted_and_what_was_kept():
    before, after = np.zeros((1, 4, 4), np.uint8), np.zeros((2, 1, 4, 4), np.uint8)
    after[0, 0, 0, 0] = 255  # glasses
    after[1, 0, 0, :2] = 255  # and a hat
    judges = feature_verdict.Judges(Knows(), None, {"glasses": (1, 0)})
    found = feature_verdict.verdict(judges, before, after)
    assert (found.asked.name, found.asked.value, found.asked.before) == ("glasses", "yes", 0.0)
    np.testing.assert_array_equal(found.asked.after, [1, 1])
    assert found.others == ("hat", "beard")
    np.testing.assert_array_equal(found.kept, [1, 0.5])
    assert found.lost == ((), ("hat",))


def test_groups_that_the_data_do_not_tell_get_a_judge_of_their_own(faces, monkeypatch):
    asked = []

    def judge_of(dataset, seed, watch, stop):
        watch(0.5)
        asked.append((dataset.classes, seed, len(dataset.factors)))
        return Knows()

    monkeypatch.setattr(feature_verdict, "judge_of", judge_of)
    shares = []
    halves = feature_groups.by_hand(np.arange(0, 600, 2), np.arange(1, 600, 2))
    judges = feature_verdict.judges_of(faces, halves, shares.append)
    assert judges.groups is not None
    assert [seed for _, seed, _ in asked] == [1, 1]
    assert asked[1][2] == 0
    assert shares == [0.25, 0.75]
    known = feature_groups.by_conditions(faces, ["hat=yes"], [])
    assert feature_verdict.judges_of(faces, known).groups is None
