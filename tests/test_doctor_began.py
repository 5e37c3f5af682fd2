"""What the doctor says of a BEGAN: each fault on curves that have it, and a healthy run."""

import numpy as np
import pytest
from toy import dataset

from genstudio.analysis import doctor, doctor_began, doctor_notes
from genstudio.train.experiment import Experiment

STEPS = 1000


def patient(model=None, checkpoints=(0, 200, 900), **changed):
    """Return a healthy run of STEPS steps, but for the curves that are given."""
    t = np.arange(STEPS, dtype=float)
    curves = {
        "M smoothed": 0.2 - 0.1 * t / STEPS,
        "L(x)": np.full(STEPS, 0.1),
        "L(G(z))": np.full(STEPS, 0.1),
        "balance": np.full(STEPS, 0.03),
        "k": np.full(STEPS, 0.1),
        "diversity": np.full(STEPS, 0.7),
    }
    for name, value in changed.items():
        term = {"fake": "L(G(z))"}.get(name, name)
        curves[term] = np.broadcast_to(np.asarray(value, float), STEPS)
    return doctor.Patient(
        family="began",
        model={"gamma": 1.0, "lambda_k": 0.05, "d_rate": 1.0} | (model or {}),
        train={"learning_rate": 1e-3},
        recipe={"learning_rate": 1e-3},
        curves={name: (t, values) for name, values in curves.items()},
        step=STEPS - 1,
        checkpoints=checkpoints,
    )


def found(made):
    return {verdict.rule: verdict for verdict in doctor.diagnose(made).verdicts}


def test_a_healthy_run_has_no_finding():
    report = doctor.diagnose(patient())
    assert not report.verdicts
    assert {"k stuck at 0", "Collapse of the generator"} <= set(report.healthy)


def test_a_collapse_is_seen_though_m_has_fallen_and_leads_back_to_before_it():
    falling = np.interp(np.arange(STEPS), [0, 300, 400, STEPS], [0.7, 0.7, 0.1, 0.1])
    verdict = found(patient(diversity=falling))["began-collapse"]
    assert verdict.severity == "fault"
    assert "M has fallen all the same" in verdict.why
    assert verdict.remedy.changes == {"learning_rate": 5e-4}
    assert verdict.remedy.step == 200


def test_with_a_low_gamma_the_remedy_is_a_higher_one():
    verdict = found(patient({"gamma": 0.5}, diversity=0.05, fake=0.05))["began-collapse"]
    assert verdict.remedy.changes == {"gamma": 1.0}
    assert verdict.remedy.step is None


def test_samples_that_are_becoming_diverse_are_no_collapse():
    rising = np.linspace(0, 0.34, STEPS)
    assert "began-collapse" not in found(patient(diversity=rising))


@pytest.mark.parametrize(
    ("changed", "rule", "changes"),
    [
        ({"k": 0.0, "fake": 0.2}, "began-k-zero", {"d_rate": 0.5}),
        ({"k": 1.0}, "began-k-one", {"gamma": 0.7, "learning_rate": 5e-4}),
        ({"k": 0.01, "fake": 0.06}, "began-balance", {"lambda_k": pytest.approx(0.2, rel=0.01)}),
    ],
)
def test_a_lost_balance_is_seen(changed, rule, changes):
    verdicts = found(patient(**changed))
    assert list(verdicts) == [rule]
    assert verdicts[rule].remedy.changes == changes
    assert verdicts[rule].evidence[0].lines or rule == "began-balance"


def test_a_run_that_is_trained_has_all_that_the_rules_look_at(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor_began, "LEAST", 20)
    model = {"latent_dim": 3, "width": 4, "depth": 1}
    train = {"steps": 30, "batch_size": 8, "threads": 1, "device": "cpu", "track": "off"}
    experiment = Experiment.create(tmp_path / "run", "began", model, train, dataset())
    list(experiment.events())
    report = doctor.diagnose(doctor_notes.of_run(experiment.run))
    assert not {rule.title for rule in doctor_began.RULES} & set(report.waiting)
