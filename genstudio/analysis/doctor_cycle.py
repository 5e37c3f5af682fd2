"""What goes wrong in a CycleGAN (arXiv:1703.10593): nothing changes, colours are turned, D wins.

The cycle's term is blind to all of it: what changes nothing comes back exactly, and so does what
turns every picture into its negative and back. What tells is how far translations are from the
originals, what becomes of pictures that are of the right kind already, and what D says.
"""

from __future__ import annotations

from genstudio.analysis.doctor import Patient, Remedy, Rule, Verdict
from genstudio.core.language import mark, tr

LEAST = 300  # steps
UNCHANGED = 0.05  # of [-1, 1]: translations that are nearer to their originals are hardly any
TOLD = 0.5  # by which D says more of real patches than of translated ones: it tells them apart
TURNED = 0.5  # of [-1, 1]: what is of the right kind already is turned into something else
RETURNS = 0.15  # of [-1, 1]: and comes back all the same
WINS = 0.03  # of D's loss, 1/4 where it is undecided
KINDS = (("A", "a"), ("B", "b"))


def _unchanged(patient: Patient) -> Verdict | None:
    for kind, letter in (("A", "b"), ("B", "a")):
        change = patient.last(f"val change {kind}")
        if change < UNCHANGED and _told(patient, letter) > TOLD:
            return _nothing_changes(patient, kind, letter, change)
    return None


def _nothing_changes(patient: Patient, kind: str, letter: str, change: float) -> Verdict:
    why = tr(
        "Translations of {kind} differ from their originals by {change:.3f} of 2 only, and the "
        "discriminator sees what they are ({fake:.2f}, real ones {real:.2f}).",
        kind=kind,
        change=change,
        fake=patient.last(f"D(fake {letter})"),
        real=patient.last(f"D({letter})"),
    )
    share = float(patient.model.get("identity", 0.0))
    changes: dict[str, float] = {"cycle": float(patient.model.get("cycle", 10.0)) / 2}
    text = tr("Go on with half the weight of the cycle")
    if share > 0:
        changes, text = {"identity": share / 5}, tr("Go on with a fifth of the identity's weight")
    return Verdict(
        "cycle-unchanged",
        "fault",
        tr("Nothing changes: the generators give their pictures back as they are."),
        why,
        (
            patient.evidence(f"val change {kind}", UNCHANGED),
            patient.evidence(f"D(fake {letter})", 0.5),
        ),
        Remedy(text, changes),
    )


def _turned(patient: Patient) -> Verdict | None:
    for kind, _ in KINDS:
        away, back = patient.last(f"val identity {kind}"), patient.last(f"val cycle {kind}")
        if away > TURNED and back < RETURNS:
            why = tr(
                "Pictures that are of kind {kind} already are changed by {away:.2f} of 2 when they "
                "are turned into it, and yet there and back again is right to {back:.3f}: the "
                "cycle cannot see this.",
                kind=kind,
                away=away,
                back=back,
            )
            wanted = max(0.5, 2 * float(patient.model.get("identity", 0.0)))
            return Verdict(
                "cycle-inverted",
                "warning",
                tr("Colours may be turned: one generator makes negatives, the other undoes it."),
                why,
                (
                    patient.evidence(f"val identity {kind}", TURNED),
                    patient.evidence(f"val cycle {kind}", RETURNS),
                ),
                Remedy(
                    tr("Go back to the start with more weight of the identity"),
                    {"identity": min(10.0, wanted)},
                    patient.nearest_checkpoint(patient.step / 4),
                ),
            )
    return None


def _d_wins(patient: Patient) -> Verdict | None:
    for kind, letter in KINDS:
        loss = patient.last(f"D loss {kind}")
        if loss < WINS:
            why = tr(
                "Its loss on kind {kind} is {loss:.3f} (1/4 where it is undecided): it says "
                "{real:.2f} of real patches and {fake:.2f} of translated ones.",
                kind=kind,
                loss=loss,
                real=patient.last(f"D({letter})"),
                fake=patient.last(f"D(fake {letter})"),
            )
            rate = float(patient.model.get("d_rate", 1.0))
            return Verdict(
                "cycle-d-wins",
                "fault",
                tr("A discriminator wins: it tells nearly every translated patch from a real one."),
                why,
                (
                    patient.evidence(f"D loss {kind}", WINS, 0.25),
                    patient.evidence(f"D(fake {letter})", 0.5),
                ),
                Remedy(tr("Go on with slower discriminators"), {"d_rate": max(0.01, 0.4 * rate)}),
            )
    return None


def _told(patient: Patient, letter: str) -> float:
    """Return how much more D says of real patches than of translated ones."""
    return patient.last(f"D({letter})") - patient.last(f"D(fake {letter})")


def _played(patient: Patient) -> bool:
    return patient.step >= LEAST and all(patient.has(f"D loss {kind}") for kind, _ in KINDS)


def _held_out(patient: Patient) -> bool:
    named = [f"val {name} {kind}" for name in ("change", "identity", "cycle") for kind, _ in KINDS]
    return _played(patient) and all(patient.has(name, 3) for name in named)


FAMILY = ("cyclegan",)
RULES = (
    Rule("cycle-d-wins", mark("Balance of a CycleGAN"), FAMILY, _played, _d_wins),
    Rule("cycle-unchanged", mark("Nothing changes"), FAMILY, _held_out, _unchanged),
    Rule("cycle-inverted", mark("Turned colours"), FAMILY, _held_out, _turned),
)
