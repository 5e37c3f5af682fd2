"""The doctor's panel, with the mouse: a finding, its evidence, its remedy as a branch."""

import numpy as np
from panel_host import choose_family, on_screen, rest, session_on_digits
from PySide6.QtWidgets import QPushButton
from windows import child, click, wait

from genstudio.analysis.doctor import Evidence, Report, Verdict
from genstudio.gui.doctor_card import Card
from genstudio.gui.panels import doctor
from genstudio.gui.widgets.spark import POINTS, Spark, thinned


def test_without_a_run_it_says_what_comes_here(qtbot, tmp_path):
    with session_on_digits(qtbot, tmp_path) as session, on_screen(qtbot, session, doctor) as panel:
        assert "Train a model" in panel.summary.text()
        assert not child(panel, "examineSamples").isEnabled()


def test_a_collapse_is_found_and_its_remedy_makes_a_branch(qtbot, tmp_path):
    with session_on_digits(qtbot, tmp_path) as session:
        choose_family(qtbot, session, "vae", {"beta": 30.0, "hidden": 32, "latent_dim": 4})
        with on_screen(qtbot, session, doctor, (330, 700)) as panel:
            session.train()
            wait(qtbot, lambda: session.step > 260)
            session.pause()
            rest(qtbot, session)

            def shown():  # another report may bring other cards
                card = next(iter(panel._all), None)
                plot = card and card.findChild(Spark)
                found = card is not None and card.verdict.rule == "posterior-collapse"
                return found and plot is not None and plot.isVisible()

            wait(qtbot, shown)
            card = panel._all[0]
            parent = session.run.folder
            click(qtbot, card.findChild(QPushButton))
            wait(qtbot, lambda: session.run is not None and session.run.folder != parent)
            wait(qtbot, lambda: session.state == "training" or session.step > 300)
            assert session.record.model["beta"] == 1.0
            assert session.record.model["free_bits"] == 0.1
            session.stop()
            wait(qtbot, lambda: session.state == "ready")


def test_a_fault_is_said_once_to_those_who_look_elsewhere(qtbot, tmp_path):
    with session_on_digits(qtbot, tmp_path) as session, on_screen(qtbot, session, doctor) as panel:
        session.train()
        wait(qtbot, lambda: session.step > 5)
        panel.hide()
        verdict = Verdict("d-wins", "fault", "D wins.", "It does.")
        for _ in range(2):
            panel._on_report(Report((verdict,), (), ()))
        told = [message for message in session.messages if message.text == "D wins."]
        assert len(told) == 1
        wanted = []
        session.workspace_wanted.connect(wanted.append)
        told[0].action()
        assert wanted == ["doctor"]
        session.stop()
        wait(qtbot, lambda: session.state == "ready")


def test_samples_are_examined_and_that_can_be_called_off(qtbot, tmp_path):
    with session_on_digits(qtbot, tmp_path) as session, on_screen(qtbot, session, doctor) as panel:
        session.train()
        wait(qtbot, lambda: session.step > 20)
        session.pause()
        wait(qtbot, lambda: session.state == "paused")
        click(qtbot, child(panel, "examineSamples"))
        assert child(panel, "cancelExamination").isVisible()
        click(qtbot, child(panel, "cancelExamination"))
        assert child(panel, "examineSamples").isVisible()
        click(qtbot, child(panel, "examineSamples"))
        wait(qtbot, lambda: panel._examined is not None)
        assert panel._examined.figures["labels"] == 10
        wait(qtbot, lambda: "of 10 classes" in panel._rest.text())


def test_a_long_curve_is_drawn_by_its_means(qtbot):
    steps = np.arange(10_000.0)
    few, means = thinned(steps, np.where(steps % 2 == 0, 1.0, 3.0))
    assert len(few) == len(means) <= POINTS
    assert np.allclose(means, 2.0, atol=0.05)
    spark = Spark("ELBO", steps, steps, (5000.0,))
    qtbot.addWidget(spark)
    assert "9,999" in spark.spoken_value()
    assert "5,000" in spark.spoken_value()
    spark.resize(200, spark.height())
    spark.show()
    assert not spark.grab().isNull()


def test_evidence_without_values_is_left_out(qtbot):
    empty = Evidence("elbo", np.zeros(0), np.zeros(0))
    card = Card(Verdict("a", "warning", "b", "c", (empty,)))
    qtbot.addWidget(card)
    assert card.findChild(Spark) is None
