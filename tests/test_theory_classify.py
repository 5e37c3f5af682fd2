"""The bench of classifiers: every figure against scikit-learn, brute force or a closed form."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sklearn.calibration import CalibratedClassifierCV
from sklearn.decomposition import PCA
from sklearn.metrics import confusion_matrix, roc_auc_score
from sklearn.svm import SVC

from genstudio.analysis.likelihood import importance_weighted
from genstudio.analysis.theory import _classify_curves as few
from genstudio.analysis.theory import _classify_data as data
from genstudio.analysis.theory import _classify_plane as planes
from genstudio.analysis.theory import _classify_ppca as ppca
from genstudio.analysis.theory import _classify_reject as rejecting
from genstudio.analysis.theory import _classify_svm as svm
from genstudio.analysis.theory import classify
from genstudio.analysis.theory._classify_vae import ClassVAE
from genstudio.core.errors import UserError
from genstudio.core.events import never
from genstudio.data import sources
from genstudio.data.dataset import Dataset, Stopped, make_split, unit


def nothing(done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def digits():
    return data.read("digits", "", "", 0, nothing, never)


@pytest.fixture(scope="module")
def bench():
    made = classify.make(classify.Config(), nothing, never)
    for _ in range(160):
        made.move()
    return made


@pytest.fixture(scope="module")
def model(digits):
    return ppca.ClassPPCA(digits.train.unit, digits.train.labels, 10, 10)


# The support vector machine


def test_the_svm_is_that_of_scikit_learn_and_tells_digits_apart(bench, digits):
    direct = SVC(kernel="rbf", C=10.0).fit(digits.train.rows, digits.train.labels)
    said = direct.predict(digits.test.rows)
    accuracy = (said == digits.test.labels).mean()
    assert bench.frame().figures["svm_accuracy"] == accuracy >= 0.975
    found = bench.frame().verdicts["svm"].confusion
    assert (found == confusion_matrix(digits.test.labels, said)).all()


def test_the_svms_confidence_is_scikit_learns_calibration(bench, digits):
    direct = CalibratedClassifierCV(SVC(C=10.0), cv=5, ensemble=False)
    direct.fit(digits.train.rows, digits.train.labels)
    expected = direct.predict_proba(digits.test.rows).max(1)
    np.testing.assert_allclose(bench.frame().verdicts["svm"].score, expected, atol=1e-6)


@pytest.mark.parametrize("classes", [2, 3, 5])
def test_tables_of_an_svm_say_what_it_predicts_and_one_on_the_margin(digits, classes):
    inside = digits.train.labels < classes
    x, y = planes.lay(digits, "pca").train[inside], digits.train.labels[inside]
    svc = svm.Settings(penalty=1.0).make("ovo").fit(x, y)
    grid = np.random.default_rng(0).normal(0, 1.5, (400, 2))
    found = svm.tables(svc, grid, classes)
    assert (found.label == svc.predict(grid)).all()
    assert (svm.tables(svc, x, classes).label == svc.predict(x)).all()
    if classes == 2:
        np.testing.assert_allclose(found.margin, np.abs(svc.decision_function(grid)))
        free = np.abs(svc.dual_coef_[0]) < 0.999  # support vectors that are not beyond it
        margin = svm.tables(svc, x[svc.support_[free]], 2).margin
        np.testing.assert_allclose(margin, 1.0, atol=0.02)


def test_margin_lines_lie_where_the_decision_function_is_one():
    chosen = data.read("digits", "", "3 8", 0, nothing, never)
    ground = planes.lay(chosen, "pca")
    drawn = planes.machine(ground, chosen, svm.Settings(), "plane")
    assert drawn.regions.margins
    points = np.concatenate(drawn.regions.margins)
    values = np.abs(drawn.svc.decision_function(points))
    assert np.median(np.abs(values - 1)) < 0.02
    direct = SVC(C=10.0).fit(ground.train, chosen.train.labels)
    expected = (direct.predict(ground.test) == chosen.test.labels).mean()
    assert drawn.regions.accuracy == expected
    assert set(drawn.support) == set(direct.support_)


# Probabilistic PCA of each class


def test_class_conditional_ppca_tells_digits_apart(bench, digits, model):
    joint = ppca.log_joint(model.log_likelihoods(digits.test.rows), digits.log_prior)
    accuracy = (joint.argmax(1) == digits.test.labels).mean()
    assert bench.frame().figures["ppca_accuracy"] == accuracy >= 0.98


def test_its_log_likelihoods_are_scikit_learns(digits, model):
    """Whose covariance has N - 1 below, where maximum likelihood has N."""
    rows = digits.test.rows[:50].astype(np.float64)
    found = model.log_likelihoods(rows)
    for label in range(10):
        own = digits.train.rows[digits.train.labels == label].astype(np.float64)
        direct = PCA(10).fit(own)
        share = (len(own) - 1) / len(own)
        direct.explained_variance_ *= share
        direct.noise_variance_ *= share
        np.testing.assert_allclose(
            found[:, label], direct.score_samples(rows), rtol=2e-4, atol=5e-3
        )


def test_evidence_and_posterior_are_those_of_bayes_rule():
    log_likelihood = np.log([[0.2, 0.5, 0.1], [1e-3, 2e-3, 5e-3]])
    prior = np.array([0.5, 0.3, 0.2])
    joint = ppca.log_joint(log_likelihood, np.log(prior))
    product = np.exp(log_likelihood) * prior
    np.testing.assert_allclose(np.exp(ppca.log_evidence(joint)), product.sum(1))
    expected = product / product.sum(1, keepdims=True)
    np.testing.assert_allclose(ppca.posterior(joint), expected)


def test_its_marginal_in_the_plane_is_that_of_its_samples(digits, model):
    ground = planes.lay(digits, "lda")
    means, covariances = model.in_plane(ground.plane.mean, ground.axes)
    one, rng = model.models[3], np.random.default_rng(0)
    z = rng.normal(size=(200_000, one.latent_dim))
    noise = rng.normal(size=(200_000, 2)) * np.sqrt(float(one.variance))
    exact = z @ one.loadings.double().numpy().T @ ground.axes + noise
    exact += (one.mean.double().numpy() - ground.plane.mean) @ ground.axes
    np.testing.assert_allclose(means[3], exact.mean(0), atol=0.01)
    np.testing.assert_allclose(covariances[3], np.cov(exact.T), rtol=0.02, atol=5e-3)
    at = ground.plane.project(digits.test.rows[:20])
    away = at - means[3]
    inverse = np.linalg.inv(covariances[3])
    direct = -0.5 * ((away @ inverse) * away).sum(1) - 0.5 * np.log(
        (2 * np.pi) ** 2 * np.linalg.det(covariances[3])
    )
    np.testing.assert_allclose(ppca.log_normals(at, means, covariances)[:, 3], direct)


def test_one_sigma_for_all_keeps_the_variances_along_the_columns(digits):
    model = ppca.ClassPPCA(digits.train.unit, digits.train.labels, 10, 5)
    before = [m.loadings.square().sum(0) + m.variance for m in model.models]
    mean = np.mean([float(m.variance) for m in model.models])
    model.share_sigma()
    for one, old in zip(model.models, before):
        assert float(one.variance) == pytest.approx(mean, rel=1e-5)
        kept = old > mean
        now = one.loadings.square().sum(0) + one.variance
        np.testing.assert_allclose(now[kept].numpy(), old[kept].numpy(), rtol=1e-4, atol=1e-7)


# The VAE


def test_the_vae_learns_and_is_asked_by_the_importance_weighted_bound(bench, digits):
    frame = bench.frame()
    assert frame.figures["vae_accuracy"] > 0.9
    assert frame.measured == 100
    judge = bench._surveyed.judge
    observed = judge.observe(digits.test.unit[digits.test.labels == 4][:5])
    direct = importance_weighted(
        judge.model, observed, 2000, torch.Generator().manual_seed(1), torch.full((5,), 4)
    )
    found = judge.log_likelihood(observed, 4, 2000)
    np.testing.assert_allclose(found, direct, atol=1.5)  # by other draws of z
    assert (found == judge.log_likelihood(observed, 4, 2000)).all()


def test_its_density_in_the_plane_integrates_to_one(bench, digits):
    ground, judge = planes.lay(digits, "pca"), bench._surveyed.judge
    side = np.linspace(-6, 6, 121)
    points = np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)
    density = np.exp(judge.in_plane(points, 7, ground.plane.mean, ground.axes))
    assert density.sum() * 0.1**2 == pytest.approx(1.0, abs=1e-3)
    drawn = judge.sample(7, 256, judge._stream(2)).reshape(256, -1)
    centre = ((drawn - ground.plane.mean) @ ground.axes).mean(0)
    np.testing.assert_allclose((points * density[:, None]).sum(0) * 0.01, centre, atol=1e-3)


def test_a_step_is_made_as_the_trainer_makes_it(digits):
    first, second = (ClassVAE(digits, 4, 1e-3, 3) for _ in range(2))
    for _ in range(3):
        first.move()
        second.move()
    assert first.elbo == second.elbo
    weights = zip(first.model.state_dict().values(), second.model.state_dict().values())
    assert all(torch.equal(a, b) for a, b in weights)
    assert ClassVAE(digits, 4, 1e-3, 4).elbo != first.elbo


# Rejecting


def test_rejection_is_what_brute_force_counts(bench, digits):
    verdict = bench.frame().verdicts["ppca"]
    pairs = verdict.score[:, None].astype(np.float64) - verdict.others[None]
    area = (pairs > 0).mean() + 0.5 * (pairs == 0).mean()
    assert bench.frame().figures["rejection_auc"] == pytest.approx(area, abs=1e-6)
    truth = np.r_[np.ones(len(verdict.score)), np.zeros(len(verdict.others))]
    for name in ("svm", "ppca", "vae"):
        one = bench.frame().verdicts[name]
        expected = roc_auc_score(truth, np.r_[one.score, one.others])
        assert one.roc.area == pytest.approx(expected, abs=1e-3)
        assert (np.diff(one.roc.true) >= 0).all()
    assert verdict.threshold == pytest.approx(np.quantile(verdict.check, 0.05), rel=1e-5)
    assert verdict.wrongly == (verdict.score < verdict.threshold).mean()
    assert verdict.rightly > 0.95


def test_ties_count_half():
    inside, outside = np.array([0.0, 1.0, 1.0, 2.0]), np.array([1.0, 0.0, -1.0])
    pairs = np.subtract.outer(inside, outside)
    expected = (pairs > 0).mean() + 0.5 * (pairs == 0).mean()
    assert rejecting.roc(inside, outside).area == pytest.approx(expected)


def test_what_is_no_digit_is_made_of_the_test_images(digits):
    found = rejecting.others(digits, 0)
    assert found.images.shape[1:] == digits.shape
    assert set(found.kind) == set(range(len(rejecting.KINDS)))
    tests = {image.tobytes() for image in digits.test.images}
    inverted = 255 - found.images[found.kind == 1]
    assert all(image.tobytes() in tests for image in inverted)
    sums = {int(image.sum()) for image in digits.test.images}
    assert {int(image.sum()) for image in found.images[found.kind == 0]} <= sums


# Few labels


def test_learning_curves_are_seeded_and_equal_direct_calls(digits, monkeypatch):
    monkeypatch.setattr(few, "LABELS", (1, 5, 50))
    curves = list(few.measure(digits, svm.Settings(), 10, 1, 0))
    last = curves[-1]
    assert len(curves) == last.done == last.total == len(few.LABELS)
    assert curves[0].done == 1
    again = next(few.measure(digits, svm.Settings(), 10, 1, 0))
    assert again.svm[0, 0] == last.svm[0, 0]
    order = np.random.Generator(np.random.PCG64([0, 13, 0])).permutation(len(digits.train))
    chosen = few.few(digits, order, 5)
    assert (np.bincount(digits.train.labels[chosen]) == 5).all()
    direct = SVC(C=10.0).fit(digits.train.rows[chosen], digits.train.labels[chosen])
    accuracy = (direct.predict(digits.test.rows) == digits.test.labels).mean()
    assert last.svm[0, few.LABELS.index(5)] == pytest.approx(accuracy)
    assert last.svm[0, -1] > 0.95
    assert last.ppca[0, -1] > 0.95
    # What the images without labels are good for.
    assert last.unlabelled[0, 1] > last.svm[0, 1] + 0.02


# The bench


def test_it_answers_about_images_and_draws_them(bench, digits):
    assert list(bench.act("ask", kind="test", index=3)) == [1.0]
    answer = bench.frame().answer
    assert answer.truth == digits.test.labels[3]
    opinions = answer.opinions
    assert opinions["svm"].said == opinions["ppca"].said == answer.truth
    assert not opinions["ppca"].rejected
    assert opinions["ppca"].probability.sum() == pytest.approx(1, abs=1e-5)
    for kind in ("noise", "letters"):
        list(bench.act("ask", kind=kind, index=1))
        opinions = bench.frame().answer.opinions
        assert opinions["ppca"].rejected
        assert opinions["vae"].rejected
        assert not opinions["svm"].rejected
    list(bench.act("sample", label=7))
    samples = bench.frame().samples
    for name in ("ppca", "vae"):
        rows = unit(samples.images[name]).reshape(len(samples.images[name]), -1)
        said = bench._machine.predict(rows)
        assert (said == 7).mean() > 0.6
    list(bench.act("sample", label=7, draw=1))
    assert (bench.frame().samples.images["vae"] != samples.images["vae"]).any()


def test_a_drawn_picture_is_made_like_the_data(bench):
    picture = np.zeros((1, 224, 224), np.uint8)
    picture[:, 40:200, 100:124] = 255  # a one
    list(bench.act("ask", picture=picture))
    answer = bench.frame().answer
    assert answer.image.shape == (1, 8, 8)
    assert answer.kind == "drawn"
    assert answer.done
    assert answer.opinions["svm"].said == 1


def test_making_it_is_given_up_between_two_fits(monkeypatch):
    reported, asked = [], iter([False, False, False, True])
    monkeypatch.setattr(planes, "machine", None)  # the next that would take long
    monkeypatch.setattr(ppca, "ClassPPCA", None)
    with pytest.raises(Stopped):
        classify.make(
            classify.Config(classes="3 8"),
            lambda *so_far: reported.append(so_far),
            lambda: bool(reported) and next(asked, True),
        )
    assert (2, classify.PARTS) not in reported


def test_live_settings_are_followed_at_once(digits):
    made = classify.make(classify.Config(classes="3 8", repeats=1), nothing, never)
    before = made.frame()
    assert before.material.classes == ("3", "8")
    made.change("penalty", 0.01)
    direct = SVC(C=0.01).fit(before.material.train.rows, before.material.train.labels)
    expected = (direct.predict(before.material.test.rows) == before.material.test.labels).mean()
    assert made.frame().figures["svm_accuracy"] == expected
    made.change("regions", "slice")
    after = made.frame()
    # Where all pixels are known, the picture's classifiers are those of all pixels.
    assert after.figures["svm_plane_accuracy"] == after.figures["svm_accuracy"]
    assert after.figures["ppca_plane_accuracy"] == after.figures["ppca_accuracy"]
    made.change("plane", "lda")
    assert (made.frame().ground.train != after.ground.train).any()
    made.change("reject", 0.2)
    assert made.frame().verdicts["ppca"].wrongly > before.verdicts["ppca"].wrongly
    made.change("components", 3)
    assert made.frame().figures["ppca_log_px"] != before.figures["ppca_log_px"]
    with pytest.raises(UserError, match="latent_dim"):
        made.change("latent_dim", 3)
    with pytest.raises(UserError, match="gamma"):
        made.change("gamma", -1.0)
    assert 0 < next(made.act("curves")) < 1
    assert made.frame().curves.done == 1
    with pytest.raises(UserError, match="ask, sample, curves"):
        made.act("dance")


def test_without_scikit_learn_the_generative_classifiers_remain(monkeypatch):
    monkeypatch.setattr(svm, "available", lambda: False)
    made = classify.make(classify.Config(classes="3 8"), nothing, never)
    frame = made.frame()
    assert "pip" in frame.why
    assert "svm_accuracy" not in frame.figures
    assert frame.figures["ppca_accuracy"] > 0.9
    list(made.act("ask"))
    assert set(made.frame().answer.opinions) == {"ppca", "vae"}
    next(made.act("curves"))
    assert np.isnan(made.frame().curves.svm).all()


# The data


def made_of(images, labels, **more) -> Dataset:
    return Dataset("own", "own", images, make_split(len(images)), labels, **more)


def test_large_images_are_averaged_down_and_many_are_left_out(monkeypatch):
    monkeypatch.setattr(data, "MOST", 400)
    rng = np.random.default_rng(0)
    images = rng.integers(0, 255, (data.MOST + 200, 3, 40, 40), np.uint8)
    labels = np.arange(len(images)) % 3
    labels[:5] = 3
    found = data.prepare(made_of(images, labels, classes=("a", "b", "c", "d")), "", 0, never)
    assert found.shape == (3, data.SIDE, data.SIDE)
    assert found.classes == ("a", "b", "c")
    assert len(found.train) + len(found.check) + len(found.test) <= data.MOST
    assert len(found.notes) == 3


@pytest.mark.parametrize(
    ("wanted", "labels", "said"),
    [
        ("", None, "no labels"),
        ("z", "two", "no class 'z'"),
        ("a", "two", "two classes"),
        ("", "few", "two classes"),
    ],
)
def test_what_cannot_be_told_apart_is_said(wanted, labels, said):
    images = np.zeros((200, 1, 8, 8), np.uint8)
    kinds = {None: None, "two": np.arange(200) % 2, "few": (np.arange(200) < 5).astype(np.int64)}
    dataset = made_of(images, kinds[labels], classes=("a", "b") if labels else ())
    with pytest.raises(UserError, match=said):
        data.prepare(dataset, wanted, 0, never)


def test_points_and_wrong_options_are_refused():
    points = made_of(np.zeros((200, 1, 1, 2), np.float32), np.arange(200) % 2)
    with pytest.raises(UserError, match="points"):
        data.prepare(points, "", 0, never)
    with pytest.raises(UserError, match="JSON"):
        data.read("digits", "size 16", "", 0, nothing, never)
    assert sources.load("digits").labels is not None
