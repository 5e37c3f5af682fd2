from dataclasses import replace

import numpy as np
import pytest
from panel_host import rest
from PySide6.QtCore import QCoreApplication

from genstudio.core.events import Changed, Diverged
from genstudio.gui import background
from genstudio.gui.session import Session
from genstudio.gui.state import Hover, Through
from genstudio.gui.store import Store

TIMEOUT = 60_000
SMALL = {"hidden": 32}


def engine():
    from genstudio.train.trainer import Config

    return background.read_families(), Config


@pytest.fixture
def make_session(qtbot, tmp_path):
    """Return a function that makes a session; all of them share one folder of runs."""
    made = []

    def make():
        session = Session(tmp_path / "runs", Store(tmp_path / "window.json"))
        made.append(session)
        session.messages = []
        session.message.connect(session.messages.append)
        session.set_engine(*engine())
        qtbot.waitUntil(lambda: session.ready, timeout=TIMEOUT)
        return session

    yield make
    for session in made:
        session.close()


@pytest.fixture
def session(make_session):
    session = make_session()
    session.set_values({}, {"threads": 1, "steps": 0, "epochs": 0, "seconds": 0})
    return session


def train_to(qtbot, session, step):
    session.train()
    qtbot.waitUntil(lambda: session.step >= step, timeout=TIMEOUT)


def stop(qtbot, session):
    session.stop()
    qtbot.waitUntil(lambda: session.state == "ready", timeout=TIMEOUT)


def test_the_first_start_shows_digits_on_the_ppca_plane(session):
    assert session.dataset.name == "digits"
    assert session.view.record.family == "ppca"
    assert session.family == "vae"
    assert session.state == "ready"


def test_train_pressed_before_the_engine_is_there_begins_as_soon_as_it_can(qtbot, tmp_path):
    session = Session(tmp_path / "runs", Store(tmp_path / "window.json"))
    session.train()
    assert session.state == "preparing"
    session.set_engine(*engine())
    qtbot.waitUntil(lambda: session.step > 0, timeout=TIMEOUT)
    assert session.close()


def test_a_run_that_is_ahead_of_the_window_is_reported_from_where_it_began(qtbot, session):
    session.set_values({}, {"steps": 30})
    begun = []
    session._driver.prepared.connect(lambda _: begun.append(session.step))
    session.train()
    assert session._driver._job.wait(TIMEOUT)  # so long is the window held up by something else
    qtbot.waitUntil(lambda: session.state == "ready", timeout=TIMEOUT)
    assert begun == [0]
    assert session.history.series("elbo")[0].tolist() == list(range(1, 31))


def test_training_moves_the_steps_the_history_and_the_view(qtbot, session):
    train_to(qtbot, session, 20)
    qtbot.waitUntil(lambda: session.view.live, timeout=TIMEOUT)
    assert session.view.record.family == "vae"
    assert {"elbo", "kl", "reconstruction"} <= set(session.history.terms())
    assert session.state == "training"


def test_pause_holds_the_step_and_train_goes_on_in_the_same_run(qtbot, session):
    train_to(qtbot, session, 10)
    folder = session.run.folder
    session.pause()
    rest(qtbot, session)
    step = session.step
    qtbot.wait(300)
    assert session.step == step
    assert session.state == "paused"
    train_to(qtbot, session, step + 5)
    assert session.run.folder == folder


def test_a_single_step_makes_exactly_one_and_pauses(qtbot, session):
    session.single_step()
    qtbot.waitUntil(lambda: (session.step, session.state) == (1, "paused"), timeout=TIMEOUT)
    session.single_step()
    qtbot.waitUntil(lambda: (session.step, session.state) == (2, "paused"), timeout=TIMEOUT)
    qtbot.wait(250)
    assert session.step == 2


def test_stop_saves_and_the_view_is_of_the_last_step(qtbot, session):
    train_to(qtbot, session, 10)
    stop(qtbot, session)
    qtbot.waitUntil(lambda: session.view.step == session.step, timeout=TIMEOUT)
    assert session.checkpoints[-1] == session.step
    assert session.run.record.status == "stopped"


def test_train_after_stop_goes_on_with_the_same_run(qtbot, session):
    train_to(qtbot, session, 10)
    stop(qtbot, session)
    folder, step = session.run.folder, session.step
    train_to(qtbot, session, step + 1)
    assert session.run.folder == folder


def test_other_settings_begin_a_new_run_and_keep_the_old_one(qtbot, session):
    train_to(qtbot, session, 5)
    stop(qtbot, session)
    folder = session.run.folder
    session.set_values({"latent_dim": 3}, {})
    assert session.plan.kind == "create"
    train_to(qtbot, session, 1)
    assert session.run.folder != folder
    assert folder.is_dir()


def test_a_live_change_is_marked_and_does_not_begin_a_new_run(qtbot, session):
    train_to(qtbot, session, 5)
    folder = session.run.folder
    session.change_live("learning_rate", 2e-4)
    qtbot.waitUntil(lambda: bool(session.history.marks), timeout=TIMEOUT)
    stop(qtbot, session)
    assert session.plan.kind == "resume"
    assert any(isinstance(e, Changed) and e.value == 2e-4 for e in session.run.history())
    assert session.run.folder == folder


def test_choosing_another_family_saves_the_run_first_and_coming_back_opens_it(qtbot, session):
    train_to(qtbot, session, 10)
    folder = session.run.folder
    session.choose_family("gan")
    qtbot.waitUntil(lambda: session.family == "gan", timeout=TIMEOUT)
    assert session.run is None
    assert session.view.record.family == "ppca"
    session.choose_family("vae")
    qtbot.waitUntil(lambda: session.run is not None, timeout=TIMEOUT)
    assert session.run.folder == folder
    assert session.view.step == session.step >= 10


def test_reset_goes_back_to_an_untrained_model_and_keeps_the_run(qtbot, session):
    train_to(qtbot, session, 5)
    folder = session.run.folder
    session.reset()
    qtbot.waitUntil(lambda: session.run is None, timeout=TIMEOUT)
    assert session.step == 0
    assert not session.history.terms()
    assert (folder / "run.genstudio").is_file()


def test_the_past_can_be_shown_and_left_again(qtbot, session):
    session.set_values({}, {"checkpoint_every": 5})
    train_to(qtbot, session, 40)
    stop(qtbot, session)
    first = session.checkpoints[0]
    session.show_step(first)
    qtbot.waitUntil(lambda: session.view.step == first, timeout=TIMEOUT)
    assert session.shown == first
    assert not session.view.live
    session.show_step(None)
    assert session.view.live
    assert session.view.step == session.step


def test_closing_while_training_saves_and_the_next_session_offers_to_go_on(qtbot, make_session):
    first = make_session()
    train_to(qtbot, first, 10)
    assert first.close()
    step = first.step
    second = make_session()
    qtbot.waitUntil(lambda: second.run is not None, timeout=TIMEOUT)
    assert second.step == step
    offer = second.messages[-1]
    assert offer.action_text == "Continue training"
    offer.action()
    qtbot.waitUntil(lambda: second.step > step, timeout=TIMEOUT)
    assert second.run.folder == first.run.folder


def test_a_run_that_was_cut_off_is_told_and_can_go_on(qtbot, session):
    train_to(qtbot, session, 5)
    stop(qtbot, session)
    folder, step = session.run.folder, session.step
    session.run.update(status="training")  # what a killed process leaves behind
    session.reset()
    session.open_run(folder)
    qtbot.waitUntil(lambda: session.run is not None, timeout=TIMEOUT)
    offer = session.messages[-1]
    assert offer.text == f"This run was cut off; it is saved up to step {step:,}."
    assert offer.valid()
    offer.action()
    qtbot.waitUntil(lambda: session.step > step, timeout=TIMEOUT)
    assert not offer.valid()


def test_a_run_that_trains_in_another_session_can_only_be_watched(qtbot, make_session):
    first = make_session()
    first.set_values({}, {"checkpoint_every": 20})
    train_to(qtbot, first, 25)
    second = make_session()
    second.open_run(first.run.folder)
    qtbot.waitUntil(lambda: second.run is not None, timeout=TIMEOUT)
    assert second.read_only
    second.train()
    assert second.state == "ready"
    seen = second.history.last_step
    qtbot.waitUntil(lambda: second.history.last_step > seen, timeout=TIMEOUT)
    stop(qtbot, first)
    qtbot.waitUntil(lambda: not second.read_only, timeout=TIMEOUT)


def test_a_divergence_offers_the_way_back_with_half_the_learning_rate(qtbot, session):
    session.set_values({}, {"checkpoint_every": 5})
    train_to(qtbot, session, 20)
    stop(qtbot, session)
    good, rate = session.checkpoints[0], session.choices.train["learning_rate"]
    session._on_events([Diverged(session.step, "elbo", good)])
    message = session.messages[-1]
    assert message.level == "error"
    assert message.action_text == f"Go back to step {good:,} with half the learning rate"
    message.action()
    qtbot.waitUntil(lambda: session.state == "training" and session.step > good, timeout=TIMEOUT)
    assert session.choices.train["learning_rate"] == rate / 2
    assert session.record.train["learning_rate"] == rate / 2


def test_a_late_answer_about_data_that_are_gone_is_dropped(session):
    late = Hover((0.0, 0.0), session.dataset.images[0], len(session.dataset), 0.5)
    session.set_hover(late)
    assert session.hover is None
    session.set_hover(replace(late, nearest_index=len(session.dataset) - 1))
    assert session.hover is not None


def test_the_plane_passes_through_no_code_of_another_model(qtbot, session):
    session.set_through(Through("pin 1", np.zeros(2, np.float32)))
    session.reset()
    assert session.through is None


def test_a_source_that_is_not_there_is_told_and_changes_nothing(qtbot, session, tmp_path):
    dataset = session.dataset
    session.open_source(tmp_path / "<b>missing</b>")
    qtbot.waitUntil(lambda: session.dataset_error is not None, timeout=TIMEOUT)
    assert session.dataset is dataset
    assert session.messages[-1].level == "error"
    assert session.messages[-1].details is None


def test_a_run_that_is_named_before_the_engine_is_there_is_opened_with_its_settings(
    qtbot, session, tmp_path
):
    session.set_values({"latent_dim": 3}, {})
    train_to(qtbot, session, 2)
    stop(qtbot, session)
    other = Session(tmp_path / "runs", Store(tmp_path / "other.json"))
    other.open_run(session.run.folder)
    other.set_engine(*engine())
    qtbot.waitUntil(lambda: other.run is not None, timeout=TIMEOUT)
    assert other.run.folder == session.run.folder
    assert other.choices.model["latent_dim"] == 3
    assert other.plan.kind == "resume"
    assert other.close()


def test_a_completed_run_can_be_trained_as_long_again(qtbot, session):
    session.set_values({}, {"steps": 10})
    session.train()
    qtbot.waitUntil(
        lambda: session.record and session.record.status == "completed", timeout=TIMEOUT
    )
    qtbot.waitUntil(lambda: session.state == "ready", timeout=TIMEOUT)
    session.train()
    message = session.messages[-1]
    assert message.action_text == "Train as long again"
    message.action()
    qtbot.waitUntil(lambda: session.step == 20 and session.state == "ready", timeout=TIMEOUT)
    assert session.record.step == 20


def test_a_deleted_run_comes_back_when_undone(qtbot, session):
    train_to(qtbot, session, 2)
    stop(qtbot, session)
    folder = session.run.folder
    qtbot.waitUntil(lambda: any(r.folder == folder for r in session.shelf.runs), timeout=TIMEOUT)
    session.delete_run(folder)
    assert session.run is None
    assert not any(r.folder == folder for r in session.shelf.runs)
    assert session.messages[-1].action_text == "Undo"
    session.messages[-1].action()
    assert any(r.folder == folder for r in session.shelf.runs)
    assert folder.is_dir()


def test_a_job_that_fails_is_told_with_details_and_the_next_one_works(qtbot, session, monkeypatch):
    from genstudio.train.experiment import Experiment

    def broken(*args, **options):
        raise RuntimeError("the roof is on fire")

    with monkeypatch.context() as patch:
        patch.setattr(Experiment, "create", broken)
        session.train()
        qtbot.waitUntil(lambda: bool(session.messages), timeout=TIMEOUT)
    assert "the roof is on fire" in session.messages[-1].text
    assert "Traceback" in session.messages[-1].details
    qtbot.waitUntil(lambda: session.state == "ready", timeout=TIMEOUT)
    train_to(qtbot, session, 1)
    QCoreApplication.processEvents()
