"""What the doctor says of a CycleGAN: each fault on curves that have it, and a healthy run."""

import numpy as np

from genstudio.analysis import doctor

STEPS = 1000


def patient(model=None, **changed):
    """Return a healthy run of STEPS steps, but for the curves that are given (_ for a blank)."""
    t = np.arange(STEPS, dtype=float)
    healthy = {
        "D loss A": 0.2, "D loss B": 0.2,
        "D(a)": 0.55, "D(b)": 0.55, "D(fake a)": 0.45, "D(fake b)": 0.45,
    }  # fmt: skip
    for kind in "AB":
        healthy |= {f"val change {kind}": 0.8}
        healthy |= {f"val identity {kind}": 0.05, f"val cycle {kind}": 0.03}
    fakes = {"fake_a": "D(fake a)", "fake_b": "D(fake b)", "a": "D(a)", "b": "D(b)"}
    for name, value in changed.items():
        healthy[fakes.get(name, name.replace("_", " "))] = value
    return doctor.Patient(
        family="cyclegan",
        model={"cycle": 10.0, "identity": 0.5, "d_rate": 1.0} | (model or {}),
        train={"learning_rate": 4e-4},
        recipe={"learning_rate": 4e-4},
        curves={name: (t, np.full(STEPS, value)) for name, value in healthy.items()},
        step=STEPS - 1,
        checkpoints=(0, 200, 900),
    )


def found(made):
    return {verdict.rule: verdict for verdict in doctor.diagnose(made).verdicts}


def test_a_healthy_run_has_no_finding():
    report = doctor.diagnose(patient())
    assert not report.verdicts
    assert {"Nothing changes", "Turned colours", "Balance of a CycleGAN"} <= set(report.healthy)


def test_nothing_changes_is_a_fault_only_where_the_discriminator_sees_it():
    verdict = found(patient(val_change_A=0.02, b=0.9, fake_b=0.1))["cycle-unchanged"]
    assert verdict.remedy.changes == {"identity": 0.1}
    assert "0.020" in verdict.why
    without = found(patient({"identity": 0.0}, val_change_A=0.02, b=0.9, fake_b=0.1))
    assert without["cycle-unchanged"].remedy.changes == {"cycle": 5.0}
    assert not found(patient(val_change_A=0.02))  # the kinds are alike


def test_turned_colours_are_seen_by_what_is_right_already():
    verdict = found(patient({"identity": 0.0}, val_identity_B=1.2))["cycle-inverted"]
    assert verdict.remedy.changes == {"identity": 0.5}
    assert verdict.remedy.step == 200
    assert not found(patient(val_identity_B=1.2, val_cycle_B=0.4))  # it has not learned yet


def test_a_discriminator_that_wins_is_slowed_down():
    verdict = found(patient(D_loss_B=0.01, b=0.98, fake_b=0.02))["cycle-d-wins"]
    assert verdict.severity == "fault"
    assert verdict.remedy.changes == {"d_rate": 0.4}
