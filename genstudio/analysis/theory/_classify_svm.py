"""The discriminative side: scikit-learn's support vector machine, which learns p(y|x) at best.

It has a decision function and no density. Where a confidence is wanted, its decision values
are calibrated by Platt's sigmoid (five-fold, so that none was seen by the machine that made it).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError
from genstudio.core.language import tr

Floats = NDArray[np.float64]
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Settings:
    """Of scikit-learn's SVC; a `gamma` of 0 is its "scale", 1 / (D var(x))."""

    kernel: str = "rbf"
    penalty: float = 10.0  # C
    gamma: float = 0.0

    def make(self, shape: str = "ovr") -> Any:
        """Return an SVC that has learned nothing yet."""
        from sklearn.svm import SVC

        gamma = self.gamma or "scale"
        return SVC(kernel=self.kernel, C=self.penalty, gamma=gamma, decision_function_shape=shape)


def available() -> bool:
    """Whether scikit-learn is there; it is not imported."""
    return find_spec("sklearn.svm") is not None


def missing() -> str:
    """Say why there is no support vector machine."""
    return tr(
        "This build of genstudio has no support vector machine: install genstudio with pip to "
        "have it."
    )


class Machine:
    """An SVM on all pixels, rows [N, D] in [0, 1]; with probabilities where they are asked for."""

    def __init__(self, settings: Settings, x: NDArray[Any], y: NDArray[np.int64]) -> None:
        if not available():
            raise UserError(missing())
        from sklearn.calibration import CalibratedClassifierCV

        # One machine of all images; the sigmoids come from decision values of five-fold ones.
        folds = max(2, min(FOLDS, int(np.bincount(y).min())))
        calibrated = CalibratedClassifierCV(settings.make(), cv=folds, ensemble=False)
        self._calibrated = calibrated.fit(x, y)
        self.svc = self._calibrated.calibrated_classifiers_[0].estimator

    @property
    def support(self) -> NDArray[np.int64]:
        """Which of the training rows are support vectors."""
        return np.asarray(self.svc.support_, np.int64)

    def predict(self, x: NDArray[Any]) -> NDArray[np.int64]:
        """Return a class for each row: there is always one."""
        return np.asarray(self.svc.predict(x), np.int64)

    def probabilities(self, x: NDArray[Any]) -> Floats:
        """Return p(y|x) as calibrated, [N, C]."""
        return np.asarray(self._calibrated.predict_proba(x), np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """What an SVM says at many points: the class, and how far inside its region they lie.

    `margin` is the least decision value of that class against any other: 0 on the border, 1
    on the margin, where the nearest support vectors are; below 0 where classes win in a circle.
    """

    label: NDArray[np.int64]
    margin: Floats


def tables(svc: Any, x: NDArray[Any], classes: int) -> Tables:
    """Ask an SVC with one-against-one decision values at rows [N, d]."""
    values = np.asarray(svc.decision_function(x), np.float64)
    if classes == 2:  # scikit-learn gives one column, positive for the second class
        values = -values.reshape(-1, 1)
    pairs = [(a, b) for a in range(classes) for b in range(a + 1, classes)]
    votes = np.zeros((len(values), classes))
    for column, (a, b) in enumerate(pairs):
        first = values[:, column] > 0
        votes[:, a] += first
        votes[:, b] += ~first
    label = votes.argmax(1)  # of equal votes the first, as libsvm has it
    margin = np.full(len(values), np.inf)
    for column, (a, b) in enumerate(pairs):
        mine = np.where(label == a, values[:, column], -values[:, column])
        margin = np.where((label == a) | (label == b), np.minimum(margin, mine), margin)
    return Tables(label, margin)
