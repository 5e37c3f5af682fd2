"""What can go wrong with any training: learning rates, and numbers that are not finite."""

from __future__ import annotations

import numpy as np

from genstudio.analysis.doctor import FEW, Patient, Remedy, Rule, Verdict
from genstudio.core.language import mark, tr

LEAST = 150  # steps
MOST_SMALLER = 0.2  # of the recipe's learning rate: what may be too low
LARGER = 3.0  # times the recipe's: what may be too high
LINEAR = 0.35  # share of the gain of the second quarter that the last one must not still have
STILL = 0.01  # of the objective's size: less than that is no gain
FALLEN = 0.1  # of the whole gain that is lost again
ROUGH = 0.25  # of the whole gain by which held-out values jump
SHOCK = 1.0  # of the first value's size by which the first steps make it worse
MAIN = {"vae": "val elbo"}  # what is to rise


def _not_finite(patient: Patient) -> Verdict | None:
    if patient.diverged is None:
        return None
    step, term, good = patient.diverged
    rate = patient.train.get("learning_rate", 0.0)
    return Verdict(
        "not-finite",
        "fault",
        tr("The training broke down: {term} is not a number.", term=tr(term)),
        tr("It happened at step {step:,}, at a learning rate of {rate:g}.", step=step, rate=rate),
        (),
        Remedy(tr("Go back and halve the learning rate"), {"learning_rate": rate / 2}, good),
    )


def too_high(patient: Patient) -> Verdict | None:
    """Say so where the held-out objective jumps, or what was won is lost."""
    rate, usual = _rates(patient)
    if rate < LARGER * usual:
        return None
    term = MAIN[patient.family]
    _, values = patient.curves[term]
    smooth = np.convolve(values, np.ones(3) / 3, "valid") if len(values) > FEW else values
    gain = max(float(smooth.max() - values[0]), 1e-9)
    fallen = float(smooth.max() - smooth[-1]) / gain
    half = values[len(values) // 2 :]
    rough = float(np.median(np.abs(np.diff(half)))) / gain if len(half) > 2 else 0.0
    worse = values[-1] < values[0]
    if not (worse or fallen > FALLEN or rough > ROUGH or _shock(patient) > SHOCK):
        return None
    why = tr(
        "The first steps threw the model far off, or the curve jumps: the learning rate is "
        "{times:.0f} times the usual {usual:g}.",
        times=rate / usual,
        usual=usual,
    )
    return Verdict(
        "rate-high",
        "fault",
        tr("The learning rate is too high: the model jumps past what is better."),
        why,
        (patient.evidence(term), patient.evidence(term.removeprefix("val "))),
        _usual_rate(patient, 0 if 0 in patient.checkpoints else None),
    )


def _shock(patient: Patient) -> float:
    """Return how far the first tenth of the run fell below its first step, in its own size."""
    _, values = patient.curves[MAIN[patient.family].removeprefix("val ")]
    first = values[: max(2, len(values) // 10)]
    return float((first[0] - first.min()) / max(abs(first[0]), 1.0))


def too_low(patient: Patient) -> Verdict | None:
    """Say so where the objective still rises in a straight line, at an unusually low rate."""
    rate, usual = _rates(patient)
    term = MAIN[patient.family]
    if rate > MOST_SMALLER * usual or patient.begun:  # a branch may but put the last touch to it
        return None
    _, values = patient.curves[term]
    quarters = [float(part.mean()) for part in np.array_split(values, 5)]
    second, last = quarters[2] - quarters[1], quarters[4] - quarters[3]
    hardly = quarters[4] - quarters[0] < STILL * max(abs(quarters[0]), 1.0)
    if not hardly and (second <= 0 or last < LINEAR * second):
        return None
    why = tr(
        "The held-out curve has not begun to level off, and the learning rate is only {share:.0%} "
        "of the usual {usual:g}.",
        share=rate / usual,
        usual=usual,
    )
    return Verdict(
        "rate-low",
        "warning",
        tr("The learning rate is too low: the training takes many times as long as it need."),
        why,
        (patient.evidence(term),),
        _usual_rate(patient, None),
    )


def _usual_rate(patient: Patient, step: int | None) -> Remedy:
    _, usual = _rates(patient)
    text = tr("Go on with the usual learning rate, {rate:g}", rate=usual)
    return Remedy(text, {"learning_rate": usual}, step)


def _rates(patient: Patient) -> tuple[float, float]:
    usual = float(patient.recipe.get("learning_rate", 1e-3))
    return float(patient.train.get("learning_rate", usual)), usual


def _always(patient: Patient) -> bool:
    return patient.step > 0


def _enough(patient: Patient) -> bool:
    term = MAIN.get(patient.family, "")
    return patient.step >= LEAST and patient.has(term) and patient.has(term.removeprefix("val "))


RULES = (
    Rule("not-finite", mark("Numbers that are not finite"), (), _always, _not_finite),
    Rule("rate-high", mark("Learning rate too high"), tuple(MAIN), _enough, too_high),
    Rule("rate-low", mark("Learning rate too low"), tuple(MAIN), _enough, too_low),
)
