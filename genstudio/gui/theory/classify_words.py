"""What the classifiers are called, and what is said of their answers."""

from __future__ import annotations

from typing import Any

from genstudio.core.language import mark, tr
from genstudio.gui.numbers import number

NAMES = {"svm": mark("SVM"), "ppca": mark("pPCA"), "vae": mark("VAE")}
LONG = {
    "svm": mark("Support vector machine (discriminative)"),
    "ppca": mark("Probabilistic PCA of each class (generative)"),
    "vae": mark("VAE that is told the class (generative)"),
}
TERMS = {"svm": "svm", "ppca": "generative", "vae": "generative"}
KINDS = {
    "noise": mark("Noise"),
    "inverted": mark("Inverted"),
    "rotated": mark("Turned"),
    "letters": mark("Letters"),
}


def percent(share: float) -> str:
    """Write a share as 98.9%."""
    return number(share, ".1%")


def nats(value: float, *, fine: bool = False) -> str:
    """Write a log-density with a true minus sign, and with two digits more where asked to."""
    return number(value, ",.2f" if fine else ",.0f").replace("-", "−")


def headline(name: str, opinion: Any, classes: tuple[str, ...]) -> str:
    """Return what a classifier says, in a word or two: "pPCA: 7", or "pPCA: none of them"."""
    if opinion.rejected:
        return tr("{name}: none", name=tr(NAMES[name]))
    return tr("{name}: {label}", name=tr(NAMES[name]), label=classes[opinion.said])


def reasons(opinion: Any, threshold: float) -> tuple[str, str]:
    """Return why, at length and in short: its confidence, or log p(x) beside the threshold."""
    if opinion.log_evidence is None:
        sure = number(float(opinion.probability[opinion.said]), ".0%")
        return tr("{sure} sure; it cannot reject", sure=sure), tr("{sure} sure", sure=sure)
    close = abs(opinion.log_evidence - threshold) < 1
    value, least = nats(opinion.log_evidence, fine=close), nats(threshold, fine=close)
    if opinion.rejected:
        long = tr("log p(x) = {value} nats, below {least}", value=value, least=least)
        return long, tr("log p {value} < {least}", value=value, least=least)
    long = tr("log p(x) = {value} nats, at least {least}", value=value, least=least)
    return long, tr("log p {value} ≥ {least}", value=value, least=least)


def asked(answer: Any, classes: tuple[str, ...]) -> str:
    """Say what image was asked about."""
    if answer.truth >= 0:
        of = {"train": tr("a training image"), "test": tr("a test image")}[answer.kind]
        return tr("{image}: {label}", image=of, label=classes[answer.truth])
    if answer.kind in KINDS:
        return tr(KINDS[answer.kind])
    if answer.kind == "sample":
        return tr("an image that was drawn by a model")
    return tr("your drawing")
