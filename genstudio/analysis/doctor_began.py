"""What goes wrong in a BEGAN (arXiv:1703.10717): samples that are all alike, and a lost balance.

The measure M falls in collapsed runs, too: an auto-encoder gives a single mean picture back very
well. So the diversity is what tells, and the balance whether the controller k does its work.
"""

from __future__ import annotations

from genstudio.analysis.doctor import Patient, Remedy, Rule, Verdict
from genstudio.core.language import mark, tr

LEAST = 300  # steps
COLLAPSED = 0.35  # of the data's spread: below it samples are hardly different pictures
RISING = 0.05  # of the diversity from one quarter to the next: it is on its way
FALLEN = 0.8  # of what M was: it says that all is well
OFF = 0.15  # |gamma L(x) - L(G(z))| / L(x): twice what noise makes of it, and more
NEAR = 0.005  # how near k is to an end at which it is stuck
COURSE = 200  # lambda_k times the steps of a run that brings k to where it belongs


def _collapse(patient: Patient) -> Verdict | None:
    diversity, before = patient.last("diversity"), patient.part("diversity", 0.5, 0.75)
    if not diversity < COLLAPSED or diversity - before > RISING:
        return None
    why = tr(
        "A pixel of samples varies by {share:.0%} of what it does in the data (healthy: 60 % and "
        "more).",
        share=diversity,
    )
    if patient.last("M smoothed") < FALLEN * patient.part("M smoothed", 0, 0.1):
        why += " " + tr(
            "The measure M has fallen all the same: it cannot tell this, for the auto-encoder "
            "gives one mean picture back very well."
        )
    gamma = float(patient.model.get("gamma", 1.0))
    rate = float(patient.train.get("learning_rate", 1e-3))
    changes: dict[str, object] = {"learning_rate": rate / 2}
    text = tr("Go back and halve the learning rate of both")
    if gamma < 1:
        changes, text = {"gamma": 1.0}, tr("Go on with gamma 1, which asks for as much diversity")
    return Verdict(
        "began-collapse",
        "fault",
        tr("The generator has collapsed: it makes nearly the same picture of every z."),
        why,
        (patient.evidence("diversity", COLLAPSED), patient.evidence("M smoothed")),
        Remedy(text, changes, None if gamma < 1 else patient.nearest_checkpoint(_fall(patient))),
    )


def _fall(patient: Patient) -> float:
    """Return the last step at which samples were diverse; 0 where they never were."""
    steps, values = patient.curves["diversity"]
    good = steps[values > 1.5 * COLLAPSED]
    return float(good[-1]) if len(good) else 0.0


def _at_zero(patient: Patient) -> Verdict | None:
    if not patient.last("k") < NEAR or not _excess(patient) > OFF:
        return None
    why = tr(
        "Generated pictures are given back {times:.1f} times as badly as gamma asks for, so k has "
        "nothing to do: the generator lags behind.",
        times=1 + _excess(patient),
    )
    rate = float(patient.model.get("d_rate", 1.0))
    return Verdict(
        "began-k-zero",
        "warning",
        tr("k is stuck at 0: the auto-encoder does not work against the generator at all."),
        why,
        (patient.evidence("k", 0.0), patient.evidence("balance", OFF)),
        Remedy(tr("Go on with a slower auto-encoder"), {"d_rate": max(0.01, rate / 2)}),
    )


def _at_one(patient: Patient) -> Verdict | None:
    if not patient.last("k") > 1 - NEAR:
        return None
    why = tr(
        "It spoils generated pictures as eagerly as it learns real ones: what it says of either "
        "means little then."
    )
    gamma = float(patient.model.get("gamma", 1.0))
    return Verdict(
        "began-k-one",
        "fault",
        tr("k is stuck at 1: the auto-encoder cannot make generated pictures bad enough."),
        why,
        (patient.evidence("k", 1.0), patient.evidence("L(x)")),
        Remedy(
            tr("Go on with a lower gamma and half the learning rate"),
            {
                "gamma": max(0.3, 0.7 * gamma),
                "learning_rate": float(patient.train.get("learning_rate", 1e-3)) / 2,
            },
        ),
    )


def _slow(patient: Patient) -> Verdict | None:
    short = -_excess(patient)
    k = patient.last("k")
    if not short > OFF or k > 1 - NEAR:
        return None
    why = tr(
        "L(G(z)) is {short:.0%} of L(x) below what gamma asks for, and k has only come to {k:.3f}: "
        "lambda_k times the steps should be about 200.",
        short=short,
        k=k,
    )
    speed = float(patient.model.get("lambda_k", 0.05))
    wanted = min(1.0, max(4 * speed, COURSE / max(1, patient.step)))
    return Verdict(
        "began-balance",
        "warning",
        tr("The balance is off: k follows too slowly."),
        why,
        (patient.evidence("balance", OFF), patient.evidence("k")),
        Remedy(tr("Go on with a faster k"), {"lambda_k": wanted}),
    )


def _excess(patient: Patient) -> float:
    """Return (L(G(z)) - gamma L(x)) / L(x) over the last quarter: above 0, G is the weaker."""
    real, fake = patient.last("L(x)"), patient.last("L(G(z))")
    return (fake - float(patient.model.get("gamma", 1.0)) * real) / max(real, 1e-12)


def _enough(patient: Patient) -> bool:
    named = ("L(x)", "L(G(z))", "k", "diversity")
    return patient.step >= LEAST and all(patient.has(term) for term in named)


FAMILY = ("began",)
RULES = (
    Rule("began-collapse", mark("Collapse of the generator"), FAMILY, _enough, _collapse),
    Rule("began-k-zero", mark("k stuck at 0"), FAMILY, _enough, _at_zero),
    Rule("began-k-one", mark("k stuck at 1"), FAMILY, _enough, _at_one),
    Rule("began-balance", mark("Balance of a BEGAN"), FAMILY, _enough, _slow),
)
