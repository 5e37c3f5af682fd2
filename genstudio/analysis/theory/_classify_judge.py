"""What is known of a classifier from images that it has not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.theory._classify_ppca import log_evidence, log_joint, posterior
from genstudio.analysis.theory._classify_reject import KINDS, Others, Roc, roc, threshold

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """Of one classifier, on the test images and on those of no class.

    `score` is what it rejects by: log p(x) in nats of a generative one, the confidence of an
    SVM. Below `threshold` something is rejected; it lies where the stated share of the held-out
    check images is rejected as well. `wrongly` and `rightly` are the shares rejected of the
    test images and of the others.
    """

    accuracy: float
    confusion: NDArray[np.int32]  # [true, said]
    score: NDArray[np.float32]
    others: NDArray[np.float32]
    check: NDArray[np.float32]
    roc: Roc
    areas: dict[str, float]  # by KINDS
    threshold: float
    wrongly: float
    rightly: float


def verdict(
    truth: NDArray[np.int64],
    said: NDArray[np.int64],
    classes: int,
    scores: tuple[Floats, Floats, Floats],
    others: Others,
    share: float,
) -> Verdict:
    """Sum up what was said of test images; `scores` are of test, check and other images."""
    test, check, outside = scores
    confusion = np.zeros((classes, classes), np.int32)
    np.add.at(confusion, (truth, said), 1)
    least = threshold(check, share)
    areas = {
        name: roc(test, outside[others.kind == number]).area for number, name in enumerate(KINDS)
    }
    return Verdict(
        accuracy=float((truth == said).mean()),
        confusion=confusion,
        score=test.astype(np.float32),
        others=outside.astype(np.float32),
        check=check.astype(np.float32),
        roc=roc(test, outside),
        areas=areas,
        threshold=least,
        wrongly=float((test < least).mean()),
        rightly=float((outside < least).mean()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """What a classifier says of one image: a class, p(y|x) of each, and whether it is rejected.

    `log_likelihood` [C] is log p(x|y) and `log_evidence` log p(x), in nats; None of an SVM,
    whose p(y|x) is a calibrated guess and which never rejects.
    """

    said: int
    probability: NDArray[np.float32]
    log_likelihood: NDArray[np.float32] | None = None
    log_evidence: float | None = None
    rejected: bool = False


def generative_opinion(log_likelihood: Floats, log_prior: Floats, least: float) -> Opinion:
    """Return the opinion of a generative classifier from log p(x|y), [C]."""
    joint = log_joint(log_likelihood[None], log_prior)
    evidence = float(log_evidence(joint)[0])
    return Opinion(
        int(joint.argmax()),
        posterior(joint)[0].astype(np.float32),
        log_likelihood.astype(np.float32),
        evidence,
        evidence < least,
    )
