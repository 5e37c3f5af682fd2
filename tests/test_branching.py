"""Branches in the window: made, opened, trained, taken back."""

import pytest
from panel_host import train_to
from PySide6.QtCore import Qt

from genstudio.gui.run_rows import DEPTH
from genstudio.train.runs import Parent, list_runs
from tests.windows import child, click, focus, opened, wait


def runs(session) -> list:
    return list_runs(session.runs_dir)


@pytest.fixture
def trained(qtbot, session):
    """Return a session with a small run of some steps, at rest."""
    session.set_values({}, {"checkpoint_every": 10})
    train_to(qtbot, session, 20)
    session.stop()
    wait(qtbot, lambda: session.state == "ready")
    wait(qtbot, lambda: len(session.shelf.runs) == 1)
    return session


def test_a_branch_is_opened_and_trained_and_can_be_undone(qtbot, trained) -> None:
    session, parent = trained, trained.run
    session.show_step(10)
    session.branch(None, {"beta": 3.0})
    wait(qtbot, lambda: session.run.folder != parent.folder and session.step > 15)
    record = session.run.record
    assert record.parent == Parent(parent.folder.name, 10, parent.record.created)
    assert session.choices.model["beta"] == 3.0
    assert session.plan.kind == "resume"
    assert min(session.checkpoints) == 10
    assert session.history.series("elbo")[0][0] == 11
    message = next(m for m in session.messages if "branches off" in m.text)
    assert message.action_text == "Undo"
    message.action()
    wait(qtbot, lambda: session.run is not None and session.run.folder == parent.folder)
    wait(qtbot, lambda: [run.folder for run in session.shelf.runs] == [parent.folder])
    assert session.state == "ready"


def test_a_paused_model_is_saved_and_branched_where_it_stands(qtbot, session) -> None:
    train_to(qtbot, session, 15)
    parent = session.run
    session.branch(None, {"learning_rate": 1e-4}, train=False)
    wait(qtbot, lambda: session.run.folder != parent.folder)
    assert (session.state, session.step) == ("ready", parent.record.step)
    assert session.run.record.parent.step == parent.record.step >= 15
    assert session.run.record.train["learning_rate"] == 1e-4


def test_what_cannot_be_branched_is_said_and_the_run_stays(qtbot, trained) -> None:
    session, parent = trained, trained.run
    session.branch(None, {"latent_dim": 7})
    wait(qtbot, lambda: any("latent_dim cannot" in m.text for m in session.messages))
    assert session.run is parent
    assert len(runs(session)) == 1


def test_without_a_run_the_user_is_told_what_to_do(session) -> None:
    session.branch(None, {})
    assert "train one first" in session.messages[-1].text


def test_the_window_branches_by_the_mouse_with_ghosts_and_a_tree(qtbot) -> None:
    with opened(qtbot) as window:
        session = window.session
        session.set_values({"hidden": 32}, {"checkpoint_every": 10, "batch_size": 32})
        train_to(qtbot, session, 20)
        session.stop()
        wait(qtbot, lambda: session.state == "ready")
        parent = session.run.folder
        session.show_step(10)
        wait(qtbot, lambda: session.shown == 10)
        click(qtbot, child(window, "branchHere"))
        dialog = child(window, "branchDialog")
        go = child(dialog, "branchGo")
        wait(qtbot, go.isEnabled)
        form = child(dialog, "branchModel")
        assert child(dialog, "branchStep").currentText() == "10"
        wait(qtbot, form.editor("beta").isVisible)
        assert not form.editor("latent_dim").isVisible()
        assert not child(dialog, "branchTraining").editor("seed").isVisible()
        edit = focus(qtbot, form.editor("beta"))
        edit.selectAll()
        qtbot.keyClicks(edit, "4")
        qtbot.keyClick(edit, Qt.Key.Key_Tab)
        assert "Beta 1 → 4" in child(dialog, "branchTold").text()
        click(qtbot, go)
        wait(qtbot, lambda: session.run.folder != parent and session.step > 20)
        assert session.run.record.model["beta"] == 4.0
        assert session.run.record.parent.step == 10
        session.stop()
        wait(qtbot, lambda: session.state == "ready")
        panel, name = child(window, "trainingPanel"), parent.name[len("2026-11-23-") :]
        wait(qtbot, lambda: panel.curves.ghosts == [name])
        wait(qtbot, lambda: "elbo" in panel.curves.plots[0].lines)
        panel.curves.redraw()
        lines = panel.curves.plots[0].behind.items
        assert lines[0][0].name == name
        assert lines[0][0].x[0] < 10
        assert panel.curves.plots[0].lines["elbo"].raw.xData[0] > 10
        click(qtbot, child(window, "curvesParents"))
        panel.curves.redraw()
        assert not panel.curves.plots[0].behind.items
        listed = child(window, "runList")
        wait(qtbot, lambda: listed.count() == 2)
        assert [listed.item(row).data(DEPTH) for row in (0, 1)] == [0, 1]
        assert listed.item(1).text().splitlines()[1].startswith("from 10: ")
        assert parent.name in listed.item(1).toolTip()
        click(qtbot, child(window, "messageAction"))  # undo
        wait(qtbot, lambda: session.run is not None and session.run.folder == parent)
        wait(qtbot, lambda: listed.count() == 1)
