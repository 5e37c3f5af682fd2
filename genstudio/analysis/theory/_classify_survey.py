"""A survey of the VAE as it is at one step, in pieces: the training goes on between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.theory import _classify_plane as planes
from genstudio.analysis.theory._classify_data import Material
from genstudio.analysis.theory._classify_judge import Verdict, verdict
from genstudio.analysis.theory._classify_plane import Ground, Regions, What
from genstudio.analysis.theory._classify_ppca import log_evidence, log_joint
from genstudio.analysis.theory._classify_reject import Others
from genstudio.analysis.theory._classify_vae import Judge
from genstudio.data.dataset import unit

Floats = NDArray[np.float64]

SLICED = 2  # draws of z for each of the thousands of images of the slice


@dataclass(frozen=True, slots=True, eq=False)
class Surveyed:
    """What was found: of which step, and by which model."""

    step: int
    judge: Judge
    verdict: Verdict
    regions: Regions


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked: in which picture, with how many draws, rejecting which share."""

    what: What
    k: int
    share: float


def survey(
    step: int, judge: Judge, material: Material, others: Others, ground: Ground, plan: Plan
) -> Iterator[Surveyed | None]:
    """Yield None after each piece, one a class and picture, and at the end what was found."""
    test, check, classes = material.test, material.check, len(material.classes)
    images = np.concatenate([test.unit, check.unit, unit(others.images)])
    observed = judge.observe(images)
    columns = []
    for label in range(classes):
        columns.append(judge.log_likelihood(observed, label, plan.k))
        yield None
    joint = log_joint(np.stack(columns, 1), material.log_prior)
    evidence = np.split(log_evidence(joint), np.cumsum([len(test), len(check)]))
    scores = evidence[0], evidence[1], evidence[2]
    said = joint[: len(test)].argmax(1)
    found = verdict(test.labels, said, classes, scores, others, plan.share)
    grid: list[Floats] = []
    points: list[Floats] = []
    where, tests = planes.asked(ground, material, plan.what)
    for label in range(classes):
        for column, asked in ((grid, where), (points, tests)):
            if plan.what == "slice":
                seen = judge.observe(asked.reshape(-1, *material.shape))
                column.append(judge.log_likelihood(seen, label, SLICED))
            else:
                column.append(judge.in_plane(asked, label, ground.plane.mean, ground.axes))
        yield None
    regions = planes.generative(material, np.stack(grid, 1), np.stack(points, 1))
    yield Surveyed(step, judge, found, regions)
