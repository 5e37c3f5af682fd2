"""What deep feature interpolation achieves on drawn faces, by an independent judge."""

from dataclasses import dataclass

import numpy as np
import pytest
import torch
from torch.nn import functional

from genstudio.analysis import deep_features, feature_groups, feature_verdict, locality
from genstudio.analysis import feature_interpolation as fi
from genstudio.analysis.judge import judge_of
from genstudio.core import paths
from genstudio.data import sources
from genstudio.train.snapshots import load_model

SYSTEM = "feature interpolation"
COUNT = 32  # pictures that nobody has learned from
STRENGTHS = (0.0, 1.0, 1.5)

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Measured:
    """Means over the pictures for each strength; the least PSNR at a strength of 0, in dB."""

    judged: np.ndarray
    kept: np.ndarray
    ratio: np.ndarray
    residual: np.ndarray
    same: float


class Penultimate:
    """A classifier's last layer alone: what is not offered, since less of a change deceives it."""

    name, own, candidates = "own features: the last layer of a classifier", True, 1000

    def __init__(self, judge):
        self.net = judge.net

    def __call__(self, images):
        flat = self.net._pooled(self.net.maps(images)[-1]).flatten(1)
        return [functional.relu(self.net.hidden(flat))[:, :, None, None]]


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Return faces, the groups, the judges, pictures without glasses, and a classifier."""
    torch.set_num_threads(1)
    faces = sources.load("faces")
    groups = feature_groups.by_conditions(faces, ["glasses=yes"], ["glasses=no"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENSTUDIO_CACHE", str(tmp_path_factory.mktemp("cache")))
        judges, classifier = feature_verdict.judges_of(faces, groups), judge_of(faces, 0)
    test = faces.indices("test")
    lacking = test[faces.factors["glasses"].values[test] == 0][:COUNT]
    return faces, groups, judges, lacking, classifier


def measure(bench, features) -> Measured:
    faces, groups, judges, rows, _ = bench
    found = []
    same = np.inf
    for row in rows.tolist():
        settings = fi.Settings(strengths=STRENGTHS)
        subject = fi.Subject.of(faces, row)
        *_, result = fi.interpolate(subject, faces, groups, features, settings)
        verdict = feature_verdict.verdict(judges, subject.image, result.images)
        region = locality.region_of(faces, row, "glasses", (1, 0))
        maps = locality.change(subject.image, result.images)
        where = [locality.locality(one, region) for one in maps]
        error = np.square((result.images[0] / 255.0) - subject.image / 255.0).mean()
        same = min(same, float(-10 * np.log10(max(error, 1e-12))))
        found.append(
            [
                verdict.asked.after > 0.5,
                verdict.kept,
                [one.inside for one in where],
                [one.outside for one in where],
                result.residuals,
            ]
        )
    judged, kept, inside, outside, residual = np.array(found, float).mean(0)
    return Measured(judged, kept, inside / np.maximum(outside, 1e-9), residual, same)


def tell(report_figure, name, found, *, bound=True):
    for place, strength in list(enumerate(STRENGTHS))[1:]:
        target = "judge >= 80 %, others >= 90 %, change >= 3 x" if bound and strength == 1 else "-"
        report_figure(
            SYSTEM,
            f"{name}, strength {strength:g}",
            target,
            f"judge {found.judged[place]:.0%}, others kept {found.kept[place]:.0%}, "
            f"change {found.ratio[place]:.1f} x, residual {found.residual[place]:.2f}",
        )


def test_encoder_features_add_glasses(bench, report_figure):
    folder = paths.resource("examples") / "faces-vae"
    if not folder.is_dir():
        pytest.skip("the example faces-vae is not there")
    model, _ = load_model(folder)
    found = measure(bench, deep_features.encoder_features(model, "faces-vae"))
    tell(report_figure, "encoder", found)
    report_figure(SYSTEM, "encoder, strength 0: least PSNR", "> 35 dB", found.same)
    assert found.judged[1] >= 0.8
    assert found.kept[1] >= 0.9
    assert found.ratio[1] >= 3
    assert found.residual[1] < 0.2
    assert found.same > 35


def test_other_features_are_compared(bench, report_figure):
    faces, *_, judge = bench
    kinds = {
        "classifier": deep_features.classifier_features(judge, "faces"),
        "random weights": deep_features.random_features(faces.shape),
        "last layer only": Penultimate(judge),
    }
    found = {name: measure(bench, features) for name, features in kinds.items()}
    for name, measured in found.items():
        tell(report_figure, name, measured, bound=False)
    assert found["classifier"].judged[2] >= 0.8  # the whole way and half of it
    assert found["classifier"].ratio[1] >= 3
    # The last layer is satisfied sooner, by changes that are less where the glasses are.
    assert found["last layer only"].residual[1] < found["classifier"].residual[1]
    assert found["last layer only"].ratio[1] < found["classifier"].ratio[1]
