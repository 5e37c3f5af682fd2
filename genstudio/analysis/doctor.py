"""What is wrong with a training, in one plain sentence each: rules over measured signals.

A rule looks at the curves of a run (and at figures of its samples, where they were measured)
and gives a verdict with its evidence and, where there is one, a remedy: settings with which a
branch of the run goes on. A rule that cannot tell yet says nothing: silence is not health, so
`diagnose` also returns how many rules have looked. The thresholds are constants beside each
rule; every rule is tested on a run that has the fault on purpose and on healthy ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.core.language import tr

Column = NDArray[np.float64]
Severity = Literal["fault", "warning"]

LAST = 0.25  # of the run: what counts as its present state
FEW = 8  # points of a curve below which nothing is said about it


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A curve, what is read off it, and the lines that it is held against."""

    term: str
    steps: Column
    values: Column
    lines: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to change; `step` is the checkpoint to branch from (None: the newest)."""

    text: str
    changes: Mapping[str, Any]
    step: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """One finding: `sentence` says what is wrong, `why` what that was read off."""

    rule: str
    severity: Severity
    sentence: str
    why: str
    evidence: tuple[Evidence, ...] = ()
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Patient:
    """What is known of a run.

    `curves` maps a term to its steps and values, as they were reported. `model` and `train` are
    all settings, `recipe` the family's own ones. `images` counts the training images (None: not
    known), `kl` is the KL of each latent dimension in nats, `best` the step of the best
    checkpoint by the held-out ELBO, `diverged` the term that was not finite. `figures` are those
    of `examine`. `begun` is the step at which a branch left its parent: its curves tell nothing
    of how the training began.
    """

    family: str
    model: Mapping[str, Any]
    train: Mapping[str, Any]
    recipe: Mapping[str, Any]
    curves: Mapping[str, tuple[Column, Column]]
    step: int
    images: int | None = None
    kl: tuple[float, ...] = ()
    diverged: tuple[int, str, int | None] | None = None  # step, term, last good checkpoint
    checkpoints: tuple[int, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    begun: int = 0

    def has(self, term: str, least: int = FEW) -> bool:
        """Say whether a curve has enough points to be read."""
        return term in self.curves and len(self.curves[term][0]) >= least

    def last(self, term: str, share: float = LAST) -> float:
        """Return the median of a curve over the last share of the run; NaN without one."""
        if term not in self.curves:
            return float("nan")
        steps, values = self.curves[term]
        part = values[steps >= (1 - share) * steps[-1]] if len(steps) else values
        return float(np.median(part)) if len(part) else float("nan")

    def part(self, term: str, low: float, high: float) -> float:
        """Return the mean of a curve between two shares of the run; NaN where it has no point."""
        if term not in self.curves:
            return float("nan")
        steps, values = self.curves[term]
        inside = (steps >= low * steps[-1]) & (steps <= high * steps[-1])
        return float(values[inside].mean()) if inside.any() else float("nan")

    def evidence(self, term: str, *lines: float) -> Evidence:
        """Return a curve of the run as evidence."""
        empty = np.zeros(0)
        steps, values = self.curves.get(term, (empty, empty))
        return Evidence(term, steps, values, lines)

    def nearest_checkpoint(self, step: float) -> int | None:
        """Return the newest kept checkpoint that is not behind a step."""
        return max((kept for kept in self.checkpoints if kept <= step), default=None)


@dataclass(frozen=True, slots=True)
class Rule:
    """`title` names the fault; `looks` says whether there is enough to judge by."""

    name: str
    title: str
    families: tuple[str, ...]  # empty: all
    looks: Callable[[Patient], bool]
    check: Callable[[Patient], Verdict | None]


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """The verdicts, faults first; the rules that found nothing, and those that cannot tell yet."""

    verdicts: tuple[Verdict, ...]
    healthy: tuple[str, ...]
    waiting: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One sentence about the whole."""
        if self.verdicts:
            return tr("%n finding(s).", "", len(self.verdicts))
        if self.healthy:
            count = len(self.healthy)
            return tr("Nothing is wrong as far as %n rule(s) can tell.", "", count)
        return tr("It is too early to tell: train some hundred steps.")


def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order in which they are asked."""
    from genstudio.analysis import (
        doctor_began,
        doctor_cycle,
        doctor_gan,
        doctor_run,
        doctor_vae,
    )

    general = (*doctor_run.RULES, *doctor_gan.RULES, *doctor_vae.RULES)
    return (*general, *doctor_began.RULES, *doctor_cycle.RULES)


def diagnose(patient: Patient) -> Report:
    """Ask every rule that applies to the family."""
    verdicts: list[Verdict] = []
    healthy: list[str] = []
    waiting: list[str] = []
    for rule in rules():
        if rule.families and patient.family not in rule.families:
            continue
        if not rule.looks(patient):
            waiting.append(rule.title)
            continue
        found = rule.check(patient)
        if found is None:
            healthy.append(rule.title)
        else:
            verdicts.append(found)
    verdicts.sort(key=lambda verdict: verdict.severity != "fault")
    return Report(tuple(verdicts), tuple(healthy), tuple(waiting))
