"""What goes wrong between a generator and a discriminator.

The signals are those of the balance: how often D is right, r_t, what D says of generated
images, and how different samples are from one another, against the data (diversity).
"""

from __future__ import annotations

import numpy as np

from genstudio.analysis.doctor import Patient, Remedy, Rule, Verdict
from genstudio.core.language import mark, tr

LEAST = 300  # steps
WINS = 0.95  # of all examples that D is right about, over the last third of the run
FOOLED = 0.55
UNLIKE = 0.6  # diversity below which samples are not yet like data
ABOVE = 0.005  # by which D prefers generated images
COLLAPSED = 0.5  # diversity; and the share of the labels or modes that samples reach
RISING = 0.1  # of diversity from one quarter to the next: it is on its way
MEMORISES = 0.25  # by which D is more often right about training images than about held-out ones
SURE = 0.6  # r_t above which D is sure of training images (arXiv:2006.06676)
VANISHED = 0.02  # D(G(z)): the gradient of log(1 - D(G(z))) is no larger than this
SWINGS = 6  # crossings of the middle, by more than AMPLITUDE each way
AMPLITUDE = 0.15  # of the smoothed accuracy
SMOOTHED = 15  # steps


def _accuracy(patient: Patient, prefix: str = "", share: float = 1 / 3) -> float:
    halves = [patient.last(f"{prefix}accuracy {kind}", share) for kind in ("real", "fake")]
    return float(np.mean(halves))


def _d_wins(patient: Patient) -> Verdict | None:
    if patient.model.get("loss") == "wasserstein":
        return None  # its critic is meant to be right: the distance is only then a distance
    right, held_out = _accuracy(patient), _accuracy(patient, "val ")
    if not right > WINS or held_out < WINS - 0.1:
        return None
    why = tr(
        "It is right about {share:.1%} of all images (55 to 85 % is healthy), so the generator "
        "learns little from it.",
        share=right,
    )
    changes: dict[str, float] = {"r1": max(1.0, 3 * float(patient.model.get("r1", 0.0)))}
    text = tr("Go on with a stronger gradient penalty (R1)")
    fast = [name for name in ("d_rate", "k_d") if float(patient.model.get(name, 1)) > 1]
    if fast:
        changes |= {"d_rate": 1.0} if "d_rate" in fast else {}
        changes |= {"k_d": 1} if "k_d" in fast else {}
        text = tr("Go on with equal chances for both, and a stronger gradient penalty (R1)")
    return Verdict(
        "d-wins",
        "fault",
        tr("The discriminator wins: it tells nearly every generated image from a real one."),
        why,
        (
            patient.evidence("accuracy real", WINS),
            patient.evidence("accuracy fake", WINS),
        ),
        Remedy(text, changes),
    )


def _g_wins(patient: Patient) -> Verdict | None:
    right = _accuracy(patient)
    diversity = patient.last("val diversity", 1 / 3)
    prefers = patient.last("D(G(z))") > patient.last("D(x)") + ABOVE
    # At the end of a good game D is right half the time, too: then samples are like data.
    if not right < FOOLED or not (diversity < UNLIKE or prefers):
        return None
    why = tr(
        "It is right about {share:.0%} of all images only, though samples differ among themselves "
        "by {diversity:.0%} of what the data do: it is too weak, not the generator good.",
        share=right,
        diversity=diversity,
    )
    changes: dict[str, float] = {}
    if float(patient.model.get("d_rate", 1.0)) < 1:
        changes["d_rate"] = 1.0
    if float(patient.model.get("r1", 0.0)) > 1:
        changes["r1"] = 0.3
    if not changes:
        changes["k_d"] = min(5, int(patient.model.get("k_d", 1)) + 1)
    return Verdict(
        "g-wins",
        "fault",
        tr("The generator wins: the discriminator cannot tell bad samples from data."),
        why,
        (patient.evidence("accuracy fake", 0.5), patient.evidence("val diversity", UNLIKE)),
        Remedy(tr("Go on with a stronger discriminator"), changes),
    )


def _collapse(patient: Patient) -> Verdict | None:
    found = _missing_kinds(patient)
    if found is None and (not _validated(patient) or _d_wins(patient) or _g_wins(patient)):
        return None  # samples are all alike, but that is for another reason
    diversity = patient.last("val diversity")
    before = patient.part("val diversity", 0.5, 0.75)
    if found is None and not (diversity < COLLAPSED and diversity - before < RISING):
        return None
    why = found or tr(
        "Two samples differ by {share:.0%} of what two real images do (healthy: 80 to 100 %).",
        share=diversity,
    )
    changes: dict[str, object] = {"loss": "relativistic", "r1": 0.3, "r2": 0.3}
    text = tr("Go on with the relativistic loss and both gradient penalties (R1, R2)")
    if patient.model.get("loss") == "relativistic":
        changes = {"r1": 3 * max(0.3, float(patient.model.get("r1", 0.0)))}
        text = tr("Go on with a stronger gradient penalty (R1)")
    return Verdict(
        "collapse",
        "fault",
        tr("Mode collapse: the generator makes only a few kinds of images."),
        why,
        (patient.evidence("val diversity", COLLAPSED),),
        Remedy(text, changes),
    )


def _missing_kinds(patient: Patient) -> str | None:
    """Say which kinds are missing, where samples were examined."""
    for name, total in (("modes_covered", "modes"), ("labels_covered", "labels")):
        found, of = patient.figures.get(name), patient.figures.get(total)
        if found is not None and of and found <= COLLAPSED * of:
            return tr("Samples reach {found:.0f} of {of:.0f} kinds.", found=found, of=of)
    return None


def _overfits(patient: Patient) -> Verdict | None:
    gap = patient.last("accuracy real") - patient.last("val accuracy real")
    r_t = patient.last("r_t")
    if not (gap > MEMORISES and r_t > SURE):
        return None
    why = tr(
        "It knows {seen:.0%} of the training images for real, but only {unseen:.0%} of those it "
        "has not seen; r_t is {r_t:.2f} (0.6 is the most that is healthy).",
        seen=patient.last("accuracy real"),
        unseen=patient.last("val accuracy real"),
        r_t=r_t,
    )
    return Verdict(
        "d-overfits",
        "fault",
        tr("The discriminator learns the training images by heart."),
        why,
        (patient.evidence("r_t", SURE), patient.evidence("val accuracy real", 0.5)),
        Remedy(
            tr("Go on with adaptive augmentation, before it began"),
            {"augment": "adaptive"},
            patient.nearest_checkpoint(_parting(patient)),
        ),
    )


def _parting(patient: Patient) -> float:
    """Return the last step at which D was as right about held-out images as about others."""
    steps, values = patient.curves["val accuracy real"]
    seen = np.interp(steps, *patient.curves["accuracy real"])
    together = steps[seen - values < MEMORISES / 2]
    return float(together[-1]) if len(together) else 0.0


def _vanishes(patient: Patient) -> Verdict | None:
    share = patient.last("D(G(z))")
    if patient.model.get("loss") != "minimax" or not share < VANISHED:
        return None
    why = tr(
        "D(G(z)) is {share:.4f}; the gradient of log(1 - D(G(z))) is as small as that.",
        share=share,
    )
    return Verdict(
        "vanishing",
        "fault",
        tr("The generator's gradients vanish: the minimax game tells it nothing any more."),
        why,
        (patient.evidence("D(G(z))", VANISHED),),
        Remedy(tr("Go on with the non-saturating loss"), {"loss": "non-saturating"}),
    )


def _oscillates(patient: Patient) -> Verdict | None:
    wave = _wave(patient)
    if _swings(wave) < SWINGS:
        return None
    high, low = np.percentile(wave, [95, 5])
    why = tr(
        "How often D is right goes up and down between {low:.0%} and {high:.0%}, {count} times.",
        low=low,
        high=high,
        count=_swings(wave) // 2,
    )
    rate = float(patient.train.get("learning_rate", 5e-4))
    return Verdict(
        "oscillation",
        "warning",
        tr("The players chase one another in circles."),
        why,
        (patient.evidence("accuracy real"), patient.evidence("accuracy fake")),
        Remedy(
            tr("Go on with half the learning rate and R1, which damps it"),
            {"learning_rate": rate / 2, "r1": max(1.0, 2 * float(patient.model.get("r1", 0.0)))},
        ),
    )


def _wave(patient: Patient) -> np.ndarray:
    """Return D's accuracy on generated images over the second half of the run, smoothed."""
    _, values = patient.curves["accuracy fake"]
    half = values[len(values) // 2 :]
    return np.convolve(half, np.ones(SMOOTHED) / SMOOTHED, "valid")


def _swings(wave: np.ndarray) -> int:
    """Count how often a wave goes from well above its middle to well below it, or back."""
    middle = np.median(wave)
    far = np.where(wave > middle + AMPLITUDE, 1, np.where(wave < middle - AMPLITUDE, -1, 0))
    signs = far[far != 0]
    return int(np.count_nonzero(np.diff(signs)))


def _few(patient: Patient) -> Verdict | None:
    least, count = 500, patient.images
    if count is None or count >= least or patient.model.get("augment") != "none":
        return None
    gap = patient.last("accuracy real") - patient.last("val accuracy real")
    if not gap > MEMORISES / 2:
        return None
    return Verdict(
        "few-images",
        "warning",
        tr("There are too few images for a GAN without augmentation."),
        tr("%n training image(s); some thousands are usual.", "", count),
        (patient.evidence("val accuracy real", 0.5),),
        Remedy(tr("Go on with adaptive augmentation"), {"augment": "adaptive"}),
    )


def _enough(patient: Patient) -> bool:
    return patient.step >= LEAST and patient.has("accuracy real") and patient.has("accuracy fake")


def _validated(patient: Patient) -> bool:
    return _enough(patient) and patient.has("val diversity", 4)


def _seen(patient: Patient) -> bool:
    return _validated(patient) or (_enough(patient) and bool(patient.figures))


FAMILY = ("gan",)
RULES = (
    Rule("d-wins", mark("Discriminator too strong"), FAMILY, _enough, _d_wins),
    Rule("g-wins", mark("Discriminator too weak"), FAMILY, _validated, _g_wins),
    Rule("collapse", mark("Mode collapse"), FAMILY, _seen, _collapse),
    Rule("d-overfits", mark("Discriminator overfits"), FAMILY, _validated, _overfits),
    Rule("vanishing", mark("Vanishing gradients"), FAMILY, _enough, _vanishes),
    Rule("oscillation", mark("Oscillation"), FAMILY, _enough, _oscillates),
    Rule("few-images", mark("Not enough data"), FAMILY, _validated, _few),
)
