"""What the posterior lens says of its numbers."""

from __future__ import annotations

from typing import Any

from genstudio.core.language import mark, tr
from genstudio.gui.numbers import number


def nats(value: float) -> str:
    """Return a value in nats with two decimals."""
    return number(value, ".2f").replace("-", "−")


def split(gap: float, best: float) -> str:
    """Say how much of a gap is the Gaussian's fault, and how much the encoder's."""
    return tr(
        "{best} no Gaussian can mend, {encoder} by the encoder",
        best=nats(best),
        encoder=nats(max(0.0, gap - best)),
    )


def chains(walked: Any) -> str:
    """Say how the chains fare; empty before the end of their warm-up."""
    if walked is None or walked.warming or walked.acceptance is None:
        return ""
    said = tr("{share} accepted", share=number(walked.acceptance, ".0%"))
    if walked.r_hat is None:
        return said
    apart = tr(": they have not met") if walked.r_hat > 1.05 else ""
    return tr(
        "{said}, R-hat {r_hat}{apart}, worth {count} draws",
        said=said,
        r_hat=number(walked.r_hat, ".2f"),
        apart=apart,
        count=number(round(walked.effective)),
    )


def doing(kind: str | None, refined: Any, walked: Any) -> str:
    """Say what is being done, and how far it is; for nothing, what to do."""
    if kind == "refine" and refined is not None:
        return tr("Searching: step {step} of {steps}", step=refined.step, steps=refined.steps)
    if kind == "walk" and walked is not None:
        text = mark("Tuning the step: {draw} of {draws}")
        if not walked.warming:
            text = mark("Walking: {draw} of {draws}")
        return tr(text, draw=walked.draw, draws=walked.draws)
    return tr("Starting…") if kind is not None else tr("Zoom in on the plane to see it large.")
