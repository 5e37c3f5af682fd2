"""Which terms share a plot, and the lines that tell what to expect of them. No Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from genstudio.core.language import mark

VALIDATION = "val "
PROFILE = "val kl by dimension"  # shown as bars beside the curves
COUNTED = ("active units",)  # what the bars say: a curve of it would take room from the others
Line = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Plot:
    """A title in English, the terms drawn under it, and horizontal lines with their labels.

    `names` are what its terms are called under that title, where that is shorter.
    """

    title: str
    terms: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    always: bool = False  # shown before there is a value
    names: tuple[tuple[str, str], ...] = ()


PLAYERS = (("D loss", "D"), ("G loss", "G"))  # what the losses are called under their title
# At the equilibrium of the minimax game D(x) = D(G(z)) = 1/2 everywhere: the discriminator's
# two halves cost log 2 each, and the generator's -log D(G(z)) is log 2 (arXiv:1406.2661).
FAMILIES: dict[str, tuple[Plot, ...]] = {
    "vae": (
        Plot(
            mark("ELBO and reconstruction (nats per image)"),
            (mark("elbo"), mark("reconstruction"), mark("iwae")),
            (),
            True,
        ),
        Plot(mark("KL (nats per image)"), (mark("kl"),), (), True),
        Plot(mark("Standard deviation of a pixel"), (mark("sigma"),)),
    ),
    "gan": (
        Plot(
            mark("Losses (nats)"),
            (mark("D loss"), mark("G loss")),
            ((2 * math.log(2), "2 log 2"), (math.log(2), "log 2")),
            True,
            PLAYERS,
        ),
        Plot(mark("Probability of being real"), ("D(x)", "D(G(z))"), ((0.5, "1/2"),), True),
    ),
    "began": (
        Plot(mark("Measure of convergence M"), (mark("M smoothed"), "M"), (), True),
        Plot(mark("Errors of the auto-encoder"), ("L(x)", "L(G(z))"), (), True),
    ),
    # Least squares: 1/4 each where a discriminator says 1/2 of every patch (arXiv:1703.10593).
    "cyclegan": (
        Plot(
            mark("There and back again (mean difference)"),
            (mark("cycle A"), mark("cycle B")),
            (),
            True,
        ),
        Plot(
            mark("Losses (squares)"),
            (mark("D loss A"), mark("D loss B"), mark("G loss A to B"), mark("G loss B to A")),
            ((0.25, "1/4"),),
            True,
        ),
        Plot(mark("What is right already"), (mark("identity A"), mark("identity B"))),
        Plot(mark("Translation from original"), (mark("change A"), mark("change B"))),
        Plot(
            mark("What D says of patches"),
            ("D(a)", mark("D(fake a)"), "D(b)", mark("D(fake b)")),
            ((0.5, "1/2"),),
        ),
    ),
}
# Models that draw from captions. A wrong pair costs half as much as the real one, so that the
# equilibrium is the GAN's (1605.05396).
MATCHING = (
    Plot(
        mark("Losses (nats)"),
        (mark("D loss"), mark("G loss")),
        ((2 * math.log(2), "2 log 2"), (math.log(2), "log 2")),
        True,
        PLAYERS,
    ),
    Plot(
        mark("D: real and matching"),
        ("D(x)", "D(wrong)", "D(G(z))"),
        ((0.5, "1/2"),),
        True,
    ),
    # Above 0.3 the discriminator has learned what captions say.
    Plot(mark("D(x) − D(wrong)"), (mark("match gap"),), ((0.3, "0.3"),)),
    Plot(mark("KL of the condition (nats a number)"), (mark("kl"),)),
    Plot(mark("Stage that learns"), (mark("stage"),)),
    Plot(mark("Slope of D"), ("r1",)),
)
FAMILIES |= dict.fromkeys(("gan_int_cls", "gawwn", "stackgan"), MATCHING)
# Where a GAN's discriminator gives scores, the losses have neither a unit nor a known end.
SCORED = "C(x)"
SCORES = (
    Plot(mark("Losses"), (mark("D loss"), mark("G loss")), names=PLAYERS),
    Plot(mark("Scores of real and generated"), (SCORED, "C(G(z))")),
)
# Above 0.6 the discriminator knows the training images by heart (arXiv:2006.06676); samples
# half as far from each other as the data are hardly different ones.
DIALS: dict[str, tuple[Plot, ...]] = {
    "gan": (
        Plot(mark("Overfitting of D"), ("r_t", mark("augment p")), ((0.6, "r_t 0.6"),)),
        Plot(mark("Diversity of samples"), (mark("diversity"),), ((1.0, "1"), (0.5, "1/2"))),
        Plot(
            mark("Accuracy of D"),
            (mark("accuracy real"), mark("accuracy fake")),
            names=(
                ("accuracy real", mark("real")),
                ("accuracy fake", mark("generated")),
            ),
        ),
        Plot(
            mark("Slope of D"),
            ("r1", "r2", mark("gradient penalty"), mark("slope")),
        ),
    ),
    # The controller works where the balance is below 0.1; M falls in collapsed runs, too, so that
    # the diversity is what tells them.
    "began": (
        Plot(mark("Diversity of samples"), (mark("diversity"),), ((1.0, "1"), (0.5, "1/2"))),
        Plot(mark("Balance (0: kept)"), (mark("balance"),), ((0.1, "0.1"),)),
        Plot(mark("Weight k of generated images"), ("k",)),
    ),
}
# Of any family whose samples are measured beside the training.
SAMPLES = (
    Plot(mark("Fréchet distance"), (mark("frechet"),)),
    Plot(mark("Precision and recall"), (mark("precision"), mark("recall"))),
    Plot(mark("Kernel distance"), (mark("kernel distance"),)),
)


def shared(wanted: Sequence[Plot], reported: Sequence[str]) -> list[Plot]:
    """Return those plots that have a term that was reported; the other terms share one more."""
    found = [plot for plot in wanted if plot.always or set(plot.terms).intersection(reported)]
    claimed = {term for plot in found for term in plot.terms}
    rest = tuple(term for term in reported if term not in claimed)
    return [*found, Plot(mark("Other terms"), rest)] if rest else found


def plots(family: str, reported: Sequence[str]) -> list[Plot]:
    """Return the plots of a family; a validation term lies in the plot of its term.

    What no plot claims gets one of its own, so that no family has to be known here.
    """
    named = {name.removeprefix(VALIDATION) for name in reported}.difference(COUNTED)
    found = []
    first = SCORES if SCORED in named else FAMILIES.get(family, ())
    for plot in (*first, *SAMPLES, *DIALS.get(family, ())):
        if plot.always or named.intersection(plot.terms):
            found.append(plot)
        named.difference_update(plot.terms)
    order = [name.removeprefix(VALIDATION) for name in reported]
    rest = tuple(dict.fromkeys(name for name in order if name in named))
    return [*found, Plot(mark("Other terms"), rest)] if rest else found
