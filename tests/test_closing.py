import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from genstudio.gui import app
from genstudio.train.runs import Run
from tests.windows import opened, wait

ROOT = Path(__file__).resolve().parents[1]

# Trains for a random while, closes the window by the window's own button, and tells what it saw.
CYCLES = """
import gc, json, random, sys, time
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from genstudio.gui.window import create_window
application = QApplication([])
for number in range(int(sys.argv[1])):
    window = create_window()
    window.show()
    session = window.session
    limit = time.monotonic() + 60
    while not session.ready and time.monotonic() < limit:
        application.processEvents()
        time.sleep(0.005)
    session.set_values({}, {"threads": 1})
    session.train()
    wanted = session.step + 1 + random.Random(number).randrange(20)
    while session.step < wanted and time.monotonic() < limit:
        application.processEvents()
        time.sleep(0.001)
    begin = time.monotonic()
    window.close()
    took = time.monotonic() - begin
    told = [session.step, took, window.ended, str(session.run.folder)]
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del window, session
    gc.collect()
    print(json.dumps([*told, len(application.allWidgets())]), flush=True)
"""

# Opens the window by the program's own entry point, trains, and is told to end by the system.
TOLD_TO_END = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from genstudio.gui import app
application = QApplication([])
state = {"asked": False}
def look():
    found = [w for w in application.topLevelWidgets() if w.objectName() == "mainWindow"]
    if not found or not found[0].session.ready:
        return
    window = found[0]
    if not state["asked"]:
        state["asked"] = True
        window.session.train()
    elif window.session.step > 3:
        print(window.session.run.folder, flush=True)
        timer.stop()
        os.kill(os.getpid(), signal.SIGTERM)
timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
sys.exit(app.run([]))
"""


def cycle(count):
    answer = subprocess.run(
        [sys.executable, "-c", CYCLES, str(count)], cwd=ROOT, capture_output=True, text=True
    )
    complaints = [line for line in answer.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (answer.returncode, complaints) == (0, [])
    return [json.loads(line) for line in answer.stdout.splitlines()]


def check(told):
    steps = [step for step, *_ in told]
    assert {left for *_, left in told} == {told[0][4]}, "a closed window leaves widgets behind"
    assert steps == sorted(steps), "a later window began before the end of the one before"
    assert all(ended for _, _, ended, _, _ in told)
    run = Run.open(Path(told[-1][3]))
    assert run.record.step == run.checkpoints()[-1] == steps[-1]
    run.lock().release()


def test_closing_while_training_saves_every_step_again_and_again():
    check(cycle(5))


def test_a_program_that_the_system_ends_saves_first():
    answer = subprocess.run(
        [sys.executable, "-c", TOLD_TO_END], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert answer.returncode == 0, answer.stderr
    run = Run.open(Path(answer.stdout.splitlines()[-1]))
    assert run.record.step == run.checkpoints()[-1] > 3
    assert run.record.status == "stopped"


def test_without_a_display_it_says_so_and_what_to_do_instead(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert app.run([]) == 2
    assert "no display" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_hundred_closings_while_training_are_all_clean_and_quick():
    told = cycle(100)
    check(told)
    assert max(took for _, took, *_ in told[1:]) < 2.0


@pytest.mark.parametrize("moment", ["loading", "preparing", "paused", "stopping"])
def test_the_window_closes_at_any_moment(qtbot, moment):
    with opened(qtbot, ready=moment != "loading") as window:
        session = window.session
        session.train()
        if moment == "paused":
            wait(qtbot, lambda: session.step > 2)
            session.pause()
        elif moment == "stopping":
            wait(qtbot, lambda: session.step > 2)
            session.stop()
    assert window.ended
    assert window.isHidden()


def test_closing_while_data_is_read_does_not_wait_for_all_of_it(qtbot, tmp_path):
    from PIL import Image

    for number in range(300):
        Image.new("L", (64, 64), number % 255).save(tmp_path / f"{number}.png")
    with opened(qtbot) as window:
        window.session.open_source(tmp_path)
        begin = time.monotonic()
    assert time.monotonic() - begin < 10
