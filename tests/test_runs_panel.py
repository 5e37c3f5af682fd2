import pytest

from genstudio.gui import shelf
from genstudio.gui.run_rows import OPEN
from genstudio.train.runs import Run
from tests.windows import child, click, opened, wait


@pytest.fixture
def window(qtbot):
    with opened(qtbot) as window:
        yield window


def make_run(qtbot, window):
    """Train a few steps and stop; return the run's folder."""
    session = window.session
    session.train()
    wait(qtbot, lambda: session.step > 3)
    session.stop()
    wait(qtbot, lambda: session.state == "ready")
    folder = session.run.folder
    wait(qtbot, lambda: any(r.folder == folder and r.step for r in session.shelf.runs))
    window.docks["left"].widget().setCurrentWidget(child(window, "runs"))
    return folder


def choose_first(qtbot, window):
    listed = child(window, "runList")
    item = listed.item(0)
    click(qtbot, listed.viewport(), listed.visualItemRect(item).center())
    return item


def test_without_runs_it_says_how_to_get_one(qtbot, window):
    assert child(window, "runList").count() == 0
    assert not child(window, "openRunButton").isEnabled()


def test_a_run_is_listed_with_its_state_and_the_open_one_is_bold(qtbot, window):
    folder = make_run(qtbot, window)
    listed = child(window, "runList")
    wait(qtbot, lambda: listed.item(0).text().startswith(f"{folder.name}\nstopped, step "))
    assert listed.item(0).data(OPEN)


def test_open_shows_a_run_again(qtbot, window):
    folder = make_run(qtbot, window)
    step = window.session.step
    window.session.reset()
    choose_first(qtbot, window)
    click(qtbot, child(window, "openRunButton"))
    wait(qtbot, lambda: window.session.run is not None)
    assert window.session.run.folder == folder
    assert window.session.step == step == window.session.view.step
    assert window.session.history.last_step == step


def test_resume_opens_and_trains_on(qtbot, window):
    folder = make_run(qtbot, window)
    step = window.session.step
    window.session.choose_family("gan")
    choose_first(qtbot, window)
    click(qtbot, child(window, "resumeRunButton"))
    wait(qtbot, lambda: window.session.state == "training" and window.session.step > step)
    assert window.session.run.folder == folder
    assert window.session.family == "vae"


def test_delete_hides_a_run_until_it_is_undone(qtbot, window):
    folder = make_run(qtbot, window)
    choose_first(qtbot, window)
    click(qtbot, child(window, "deleteRunButton"))
    assert child(window, "runList").count() == 0
    click(qtbot, child(window, "messageAction"))
    assert child(window, "runList").count() == 1
    assert folder.is_dir()


def test_a_deleted_run_goes_to_the_trash_after_a_while(qtbot, window, monkeypatch, tmp_path):
    monkeypatch.setattr(shelf, "UNDO_SECONDS", 0)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = make_run(qtbot, window)
    choose_first(qtbot, window)
    click(qtbot, child(window, "deleteRunButton"))
    wait(qtbot, lambda: not folder.exists())
    wait(qtbot, lambda: child(window, "messageBar").text == "")


def test_a_run_that_cannot_be_opened_is_told_and_nothing_is_lost(qtbot, window):
    folder = make_run(qtbot, window)
    (folder / "run.genstudio").write_text('{"format": 999}')
    for path in folder.glob("checkpoints/*"):
        path.rename(path.with_name(f"moved-{path.name}"))
    before = window.session.run
    window.session.open_run(folder)
    wait(qtbot, lambda: child(window, "messageBar").text)
    assert window.session.run is before


def test_the_list_follows_a_training_elsewhere_and_nothing_moves(qtbot, window):
    folder = make_run(qtbot, window)
    panel, listed = child(window, "runs"), child(window, "runList")
    item = choose_first(qtbot, window)
    assert not panel._clock.isActive()
    elsewhere = Run.open(folder)
    elsewhere.update(status="training", step=1234)
    window.docks["left"].widget().setCurrentIndex(0)
    window.docks["left"].widget().setCurrentWidget(panel)  # it looks when it is shown
    wait(qtbot, lambda: "training, step 1,234" in item.text())
    assert panel._clock.isActive()
    panel._clock.setInterval(50)
    elsewhere.update(status="stopped", step=2345)
    wait(qtbot, lambda: "stopped, step 2,345" in item.text())
    assert listed.item(0) is item
    assert item.isSelected()
    assert not panel._clock.isActive()
