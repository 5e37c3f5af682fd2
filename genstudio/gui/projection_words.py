"""What the window says about a plane through many dimensions, and how much to believe it."""

from __future__ import annotations

from genstudio.analysis.project import Plane
from genstudio.core.language import tr
from genstudio.gui.numbers import number


def of_codes(plane: Plane, shown: int, step: int | None = None) -> str:
    """Say what a plane shows of the codes, with its measure of fidelity.

    `shown` points are on it; `step` is the one whose weights a map was made with.
    """
    count = number(plane.latent_dim)
    held = number(plane.explained, ".0%")
    figure = plane.explained if plane.figure is None else plane.figure
    if plane.kind == "dims" and plane.dims is not None:
        return tr(
            "Two of {count} numbers of z: they carry {kl} of what the codes tell (their share of "
            "the KL), and {share} of the variance. A place decodes to the mean of the codes there.",
            count=count,
            kl=number(figure, ".0%"),
            share=held,
        )
    if plane.kind == "lda":
        return tr(
            "The two directions of {count} dimensions that set the classes apart: between classes "
            "the codes vary {ratio} times as much as within them (between/within ratio). These "
            "axes hold {share} of the variance.",
            count=count,
            ratio=number(figure, ".2g" if figure < 100 else ".0f"),
            share=held,
        )
    if plane.kind == "random":
        return tr(
            "Two directions of {count} dimensions by chance: they hold {share} of the variance of "
            "the codes. What is to be seen in every such plane is there.",
            count=count,
            share=held,
        )
    if not plane.linear:
        return _of_map(figure, shown, step)
    return tr(
        "The two widest directions of {count} dimensions: these two axes hold "
        "{share} of the variance of the codes.",
        count=count,
        share=held,
    )


def of_prior(plane: Plane) -> str:
    """Say what a plane through a draw from the prior shows."""
    if plane.kind == "random":
        return tr(
            "This model cannot encode images, so there are no data points. The plane has a random "
            "direction in z, and passes through a draw from the prior."
        )
    return tr(
        "This model cannot encode images, so there are no data points. The plane shows "
        "two dimensions of z; all others are those of a draw from the prior."
    )


def _of_map(trust: float, shown: int, step: int | None) -> str:
    made = "" if step is None else " " + tr("Made at step {step:,}.", step=step)
    return (
        tr(
            "A map of neighbours of %n image(s): {trust} of the neighbours on it are to be "
            "believed (trustworthiness, k = 10). Decoding between the points is a guess; far from "
            "them there is none.",
            "",
            shown,
            trust=number(trust, ".1%"),
        )
        + made
    )
