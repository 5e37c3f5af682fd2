"""What goes wrong with a variational auto-encoder: its two terms, and what the encoder learns."""

from __future__ import annotations

from typing import Any

import numpy as np

from genstudio.analysis import doctor_run
from genstudio.analysis.doctor import Patient, Remedy, Rule, Verdict
from genstudio.core.language import mark, tr

LEAST = 200  # steps
QUIET = 0.01  # nats of KL below which a dimension says nothing
USED = 0.2  # share of the dimensions that must say something
SPEECHLESS = 0.3  # nats of KL in all below which the codes say nothing
APART = 0.15  # of the ELBO's size by which training images may be ahead of held-out ones
AHEAD = 0.05  # and where held-out ones get worse
LOST = 0.01  # of the ELBO's size by which held-out images are worse than they were
FLAT = 0.9  # of its first value: sigma explains the images, and the decoder nothing
NEEDLE = 0.008  # of a grey level's whole range: sigma has found constant pixels
FEW = 2000  # images


def _collapse(patient: Patient) -> Verdict | None:
    if doctor_run.too_low(patient) or doctor_run.too_high(patient):
        return None  # the codes say nothing yet, or nothing any more, for that reason
    total, each = patient.last("val kl"), patient.kl
    used = sum(value >= QUIET for value in each)
    count = len(each)
    if not (total < SPEECHLESS or (count > 2 and used < USED * count) or not used):
        return None
    why = tr(
        "{used} of {count} dimensions say anything about the image; their KL is {total:.2f} nats "
        "in all.",
        used=used,
        count=count,
        total=total,
    )
    beta = float(patient.model.get("beta", 1.0))
    changes, step = {"free_bits": 0.1}, None
    text = tr("Go on with free bits (0.1 nat a dimension)")
    if 0 in patient.checkpoints:  # a warm-up is a share of the whole training: now it is over
        changes, step = {"free_bits": 0.1, "kl_warmup": 0.3}, 0
        text = tr("Begin again with free bits (0.1 nat a dimension) and a KL warm-up")
    if beta > 1:
        step = None
        changes, text = {"beta": 1.0, "free_bits": 0.1}, tr("Go on with beta 1 and free bits")
    return Verdict(
        "posterior-collapse",
        "fault",
        tr("Posterior collapse: the decoder ignores the codes."),
        why,
        (patient.evidence("val kl", SPEECHLESS),),
        Remedy(text, changes, step),
    )


def _overfits(patient: Patient) -> Verdict | None:
    """Held-out images got worse while training images got better."""
    found = _ahead(patient)
    if found is None:
        return None
    ahead, lost, best = found
    why = tr("Training images are {ahead:.1f} nats ahead of held-out ones.", ahead=ahead)
    if lost > 0:
        why = tr(
            "Training images are {ahead:.1f} nats ahead of held-out ones, which were {lost:.1f} "
            "nats better at step {best:,}.",
            ahead=ahead,
            lost=lost,
            best=best,
        )
    return Verdict(
        "encoder-overfits",
        "fault",
        tr("Overfitting: the model learns the training images by heart."),
        why,
        (patient.evidence("val elbo"), patient.evidence("elbo")),
        Remedy(
            tr("Go on from the best step with half of the encoder's inputs left out (dropout)"),
            {"dropout": max(0.5, float(patient.model.get("dropout", 0.0)))},
            patient.nearest_checkpoint(best),
        ),
    )


def _few(patient: Patient) -> Verdict | None:
    count = patient.images
    if count is None or count >= FEW or _ahead(patient) is None:
        return None
    return Verdict(
        "few-images",
        "warning",
        tr("There are too few images for a model of this size."),
        tr("%n training image(s), and they are learnt by heart.", "", count),
        (patient.evidence("val elbo"),),
        None,
    )


def _ahead(patient: Patient) -> tuple[float, float, int] | None:
    """Return how far training images are ahead, how much was lost since, and the best step.

    None where nothing is overfitted.
    """
    steps, values = patient.curves["val elbo"]
    smooth = np.convolve(values, np.ones(3) / 3, "same")
    smooth[[0, -1]] = values[[0, -1]]
    best = int(np.argmax(smooth))
    now = patient.last("val elbo", 0.1)
    ahead, lost = patient.last("elbo", 0.1) - now, float(smooth[best] - now)
    size = max(abs(now), 1.0)
    worse = lost > LOST * size and steps[best] < 0.85 * steps[-1]
    if ahead > (AHEAD if worse else APART) * size:
        return float(ahead), lost if worse else 0.0, int(steps[best])
    return None


def _sigma(patient: Patient) -> Verdict | None:
    values = patient.curves["val sigma"][1]
    now = patient.last("val sigma")
    # A branch begins with the sigma of its parent, which may have settled: it need not fall.
    if now > FLAT * values[0] and not patient.begun:
        sentence = tr("Sigma blows up: noise explains the images, and the decoder nothing.")
        why = tr("Sigma is {now:.3f}, as large as at the start ({first:.3f}).", now=now,
                 first=float(values[0]))  # fmt: skip
        line = FLAT * float(values[0])
        changes: dict[str, Any] = {"beta": 1.0} if float(patient.model.get("beta", 1.0)) > 1 else {}
    elif now < NEEDLE:
        sentence = tr("Sigma shrinks to nothing: constant pixels outweigh all others.")
        why = tr("Sigma is {now:.4f} of a grey level's range.", now=now)
        line, changes = NEEDLE, {}
    else:
        return None
    text = tr("Go on with beta 1")
    if not changes and patient.model.get("objective") != "iwae" and now >= NEEDLE:
        changes, text = {"kl_warmup": 0.3}, tr("Go on with a KL warm-up")
    remedy = Remedy(text, changes) if changes else None
    return Verdict("sigma", "fault", sentence, why, (patient.evidence("val sigma", line),), remedy)


def _enough(patient: Patient) -> bool:
    return patient.step >= LEAST and patient.has("val elbo", 6) and patient.has("elbo")


def _bars(patient: Patient) -> bool:
    return _enough(patient) and bool(patient.kl)


def _has_sigma(patient: Patient) -> bool:
    return patient.step >= LEAST and patient.has("val sigma", 4)


FAMILY = ("vae",)
RULES = (
    Rule("posterior-collapse", mark("Posterior collapse"), FAMILY, _bars, _collapse),
    Rule("encoder-overfits", mark("Overfitting"), FAMILY, _enough, _overfits),
    Rule("sigma", mark("Sigma"), FAMILY, _has_sigma, _sigma),
    Rule("few-images", mark("Not enough data"), FAMILY, _enough, _few),
)
