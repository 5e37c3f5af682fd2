"""What an independent judge says of a picture before and after it was changed by its features.

Independent: of another seed than any classifier whose features may have been used, and trained
with noise, so that a change that only deceives those features is not taken for the attribute.
Where the groups are not an attribute that the data tell, a judge is trained on the groups.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import feature_groups
from genstudio.analysis.feature_groups import CLASS, Groups
from genstudio.analysis.judge import Judge, attributes_of, judge_of
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset

SEED = 1
GROUP = 20  # pictures of each group that a judge of the groups needs

Images = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Asked:
    """One attribute as a judge sees it: its name, and the value that is wanted.

    `before` is the probability of that value, `after` [A] that of each changed picture.
    """

    name: str
    value: str
    before: float
    after: NDArray[np.float32]
    accuracy: float


@dataclass(frozen=True, eq=False)
class Verdict:
    """Whether the changed pictures have what was wanted, and have kept everything else.

    `kept` are the shares [A] of the other attributes that are judged as before (NaN where none
    is known), and `lost` their names for each picture.
    """

    asked: Asked | None
    others: tuple[str, ...]
    kept: NDArray[np.float64]
    lost: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Judges:
    """Who judges: of the attributes that the data tell, and of the groups where those do not."""

    attributes: Judge | None
    groups: Judge | None
    about: dict[str, tuple[int, int]]


class _Told:
    """Adds up the shares of one or two trainings."""

    def __init__(self, watch: object, parts: int) -> None:
        self._watch, self._parts, self._place = watch, parts, 0

    def __call__(self, share: float) -> None:
        assert callable(self._watch)
        self._watch((self._place + share) / self._parts)

    def next(self) -> None:
        self._place += 1


def judges_of(
    dataset: Dataset,
    groups: Groups,
    watch: object = lambda share: None,
    stop: Stop = never,
) -> Judges:
    """Return the judges for what the groups are about; from the cache, or trained.

    `watch` is told the share of the work that is done. Raises UserError where neither the data
    nor the groups can train a judge.
    """
    about = feature_groups.about(dataset, groups)
    knows = _knows(dataset)
    needs_groups = not (about and knows)
    told = _Told(watch, 1 + needs_groups)
    attributes = judge_of(dataset, SEED, told, stop) if knows else None
    told.next()
    if not needs_groups:
        return Judges(attributes, None, about)
    if min(len(groups.has), len(groups.lacks)) < GROUP:
        if attributes is None:
            raise UserError(
                tr(
                    "A judge of these groups needs {least} pictures or more of each: the result "
                    "cannot be judged.",
                    least=GROUP,
                )
            )
        return Judges(attributes, None, about)
    return Judges(attributes, judge_of(as_data(dataset, groups), SEED, told, stop), about)


def _knows(dataset: Dataset) -> bool:
    try:
        return bool(attributes_of(dataset))
    except UserError:
        return False


def as_data(dataset: Dataset, groups: Groups) -> Dataset:
    """Return the data with the groups as their only classes."""
    labels = np.full(len(dataset), -1, np.int64)
    labels[groups.lacks], labels[groups.has] = 0, 1
    names = (groups.lacks_name, groups.has_name)
    return replace(
        dataset,
        labels=labels,
        classes=names,
        factors={},
        hashed="",
        source=f"groups:{dataset.source}",
    )


def verdict(judges: Judges, before: Images, after: Images) -> Verdict:
    """Judge a picture [C, H, W] and what has become of it, [A, C, H, W]."""
    asked = _asked(judges, before, after)
    if judges.attributes is None:
        return Verdict(asked, (), np.full(len(after), np.nan), ((),) * len(after))
    others = tuple(n for n in judges.attributes.values if n not in judges.about)
    then, now = judges.attributes(before[None]), judges.attributes(after)
    changed = np.array([now[name] != then[name] for name in others]).reshape(len(others), -1)
    kept = 1 - changed.mean(0) if others else np.full(len(after), np.nan)
    lost = tuple(
        tuple(name for name, away in zip(others, column, strict=True) if away)
        for column in (changed.T if others else np.zeros((len(after), 0), bool))
    )
    return Verdict(asked, others, kept, lost)


def _asked(judges: Judges, before: Images, after: Images) -> Asked | None:
    if judges.groups is not None:
        judge, name, value = judges.groups, CLASS, 1
    elif judges.attributes is not None and judges.about:
        judge, name = judges.attributes, next(iter(judges.about))
        value = judges.about[name][0]
    else:
        return None
    seen = judge.probabilities(np.concatenate([before[None], after]))[name][:, value]
    accuracy = judge.accuracy.get(name, float("nan"))
    shown = "" if judges.groups is not None else name
    return Asked(shown, judge.values[name][value], float(seen[0]), seen[1:], accuracy)


def seen_by(judge: Judge, image: Images) -> dict[str, int]:
    """Return what a judge takes a picture [C, H, W] to be: stands for what is known of it."""
    return {name: int(value[0]) for name, value in judge(image[None]).items()}
