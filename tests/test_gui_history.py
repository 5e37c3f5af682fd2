"""What the curves are drawn from."""

from __future__ import annotations

import numpy as np
import pytest

from genstudio.core.events import Changed, Diverged, Profile, Saved, Scalars
from genstudio.gui import history
from genstudio.gui.history import History


def scalars(steps, seconds, **values):
    return Scalars(list(steps), values, epoch=seconds / 10, seconds=seconds)


def test_terms_come_in_the_order_of_their_first_value():
    told = History([scalars([1], 0.1, kl=[2.0], elbo=[-9.0]), scalars([2], 0.2, sigma=[1.0])])
    assert told.terms() == ["kl", "elbo", "sigma"]


def test_a_series_holds_every_value_with_its_step():
    told = History([scalars([1, 2], 0.2, kl=[5.0, 4.0]), scalars([3], 0.3, kl=[3.0])])
    steps, _, _, values = told.series("kl")
    assert steps.tolist() == [1, 2, 3]
    assert values.tolist() == [5, 4, 3]


def test_time_within_one_event_runs_evenly_from_the_event_before():
    told = History([scalars([1, 2], 1.0, kl=[0, 0]), scalars([3, 4, 5, 6], 3.0, kl=[0] * 4)])
    _, epochs, seconds, _ = told.series("kl")
    np.testing.assert_allclose(seconds, [0.5, 1.0, 1.5, 2.0, 2.5, 3.0])
    np.testing.assert_allclose(epochs, seconds / 10)


def test_validation_terms_of_a_known_step_keep_their_own_time():
    told = History([scalars([1, 2], 2.0, kl=[0, 0]), Scalars([2], {"val kl": [7.0]}, 0.2, 2.5)])
    assert [c.tolist() for c in told.series("val kl")] == [[2], [0.2], [2.5], [7]]
    assert told.last_step == 2


def test_an_unknown_term_is_an_empty_series():
    assert [len(column) for column in History().series("elbo")] == [0, 0, 0, 0]


def test_changes_and_divergence_become_marks():
    told = History([Changed(7, "learning_rate", 0.0005), Diverged(9, "kl", None)])
    assert told.marks == [(7, "learning rate = 0.0005"), (9, "kl diverged")]


def test_events_without_numbers_are_ignored(tmp_path):
    assert History([Saved(3, tmp_path), Scalars([], {})]).terms() == []


def test_truncation_forgets_what_came_later():
    told = History([scalars([1, 2, 3], 3.0, kl=[1, 2, 3]), Changed(3, "beta", 2)])
    told.add(Scalars([3], {"val kl": [5.0]}, 0.3, 3.0))
    told.truncate(2)
    assert told.terms() == ["kl"]
    assert told.marks == []
    assert told.last_step == 2
    told.add(scalars([3], 4.0, kl=[9]))
    assert told.series("kl")[3].tolist() == [1, 2, 9]


def test_a_long_run_is_thinned_and_keeps_its_mean_and_its_end(monkeypatch):
    monkeypatch.setattr(history, "LIMIT", 1000)
    told = History()
    values = np.arange(5000, dtype=float)
    for start in range(0, 5000, 50):
        part = values[start : start + 50]
        told.add(scalars(range(start + 1, start + 51), start + 50.0, kl=list(part)))
    steps, _, _, kept = told.series("kl")
    assert len(kept) <= 1000
    assert steps[-1] == 5000
    assert np.all(np.diff(steps) > 0)
    assert np.interp(2500, steps, kept) == pytest.approx(2500, abs=20)


def test_columns_that_were_handed_out_never_change(monkeypatch):
    monkeypatch.setattr(history, "LIMIT", 300)
    told = History([scalars(range(1, 201), 1.0, kl=list(range(200)))])
    held = told.series("kl")[3]
    before = held.copy()
    told.add(scalars(range(201, 400), 2.0, kl=[0.0] * 199))
    np.testing.assert_array_equal(held, before)
    with pytest.raises(ValueError, match="read-only"):
        held[0] = 1.0


def test_a_profile_is_the_newest_one_or_that_of_a_step_in_the_past():
    told = History([Profile(step, "val kl by dimension", [float(step)]) for step in (10, 20, 30)])
    assert told.profile("val kl by dimension") == [30]
    assert told.profile("val kl by dimension", 25) == [20]
    assert told.profile("val kl by dimension", 5) == []
    assert told.profile("other") == []
    told.truncate(20)
    assert told.profile("val kl by dimension") == [20]


def test_profiles_of_a_long_run_are_thinned_and_the_newest_stays():
    told = History()
    for step in range(5000):
        told.add(Profile(step, "kl", [float(step)]))
        assert told.profile("kl") == [step]
    for step in (100, 2000, 4000):
        assert told.profile("kl", step)[0] == pytest.approx(step, abs=20)
    assert len(told._profiles["kl"]._kept) <= history.PROFILES + 1
    told.truncate(2500)
    told.add(Profile(2510, "kl", [7.0]))
    assert told.profile("kl") == [7]
