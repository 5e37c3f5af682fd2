import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from genstudio.gui.endings import Endings
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
    window.close()
    told = [session.step, window.ended, str(session.run.folder)]
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del window, session
    gc.collect()
    print(json.dumps([*told, len(application.allWidgets())]), flush=True)
"""

# Opens the window by the program's own entry point, and sends it a signal at some moment.
TOLD_TO_END = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from genstudio import __main__ as program
from genstudio.gui import app, endings
endings.GRACE = 60  # a busy machine needs longer; that there is a deadline is tested apart
number, moment = getattr(signal, sys.argv[1]), sys.argv[2]
application = app.Application()
state = {"asked": False}
def window():
    return next((w for w in application.topLevelWidgets() if w.objectName() == "mainWindow"), None)
def look():
    if window() is None or not window().isVisible():
        return
    session = window().session
    if moment == "importing":
        if "torch" in sys.modules and not session.engine_loaded:
            end()
    elif not session.ready and moment != "reading":
        return
    elif not state["asked"]:
        state["asked"] = True
        if moment == "reading":
            session.open_source(sys.argv[3])
        else:
            session.set_values({}, {"threads": 1})
            session.train()
        if moment == "dialog":
            QTimer.singleShot(0, lambda: QMessageBox.information(window(), "a", "b"))
    elif moment == "reading":
        if session.dataset_progress[0] > 3:
            end()
    elif session.step > 3 and (moment != "dialog" or application.activeModalWidget()):
        if moment == "saving":
            session.stop()
        end()
def end():
    run = window().session.run
    print(run.folder if run is not None else "", flush=True)
    timer.stop()
    os.kill(os.getpid(), number)
timer = QTimer(interval=5)
timer.timeout.connect(look)
timer.start()
code = program.main(["app"])
sys.exit(code)
"""

# A window that never gets done with closing; the deadline is made shorter than a person's.
NEVER_ENDS = """
import os, signal, sys, time
from PySide6.QtCore import QTimer
from genstudio.gui import app, endings, window
endings.GRACE = 0.5
application = app.Application()
window.MainWindow.closeEvent = lambda self, event: time.sleep(60)
QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))
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
    assert {left for *_, left in told} == {told[0][3]}, "a closed window leaves widgets behind"
    assert steps == sorted(steps), "a later window began before the end of the one before"
    assert all(ended for _, ended, _, _ in told)
    run = Run.open(Path(told[-1][2]))
    assert run.record.step == run.checkpoints()[-1] == steps[-1]
    run.lock().release()


def test_closing_while_training_saves_every_step_again_and_again():
    check(cycle(2))


def told_to_end(number, moment, *more):
    answer = subprocess.run(
        [sys.executable, "-c", TOLD_TO_END, number, moment, *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    complaints = [line for line in answer.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (answer.returncode, complaints) == (0, [])
    return answer.stdout.splitlines()[-1]


@pytest.mark.parametrize("moment", ["training", "saving", "dialog"])
def test_a_program_that_the_system_ends_saves_first(moment):
    run = Run.open(Path(told_to_end("SIGTERM", moment)))
    assert run.record.step == run.checkpoints()[-1] > 3
    assert run.record.status == "stopped"
    run.lock().release()
    if moment == "saving":
        assert resumed(run.folder) == run.record.step + 1


def resumed(folder):
    """Go on with a run for one step more, by the command line; return its step then."""
    record = Run.open(folder).record
    command = ["resume", str(folder), "--steps", str(record.step + 1), "--json"]
    answer = subprocess.run(
        [sys.executable, "-m", "genstudio", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr
    return Run.open(folder).record.step


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_program_that_still_imports_ends_at_the_systems_word(number):
    assert told_to_end(number, "importing") == ""


def fill(folder, count):
    """Put so many images into a folder."""
    from PIL import Image

    Image.new("L", (64, 64)).save(folder / "0.png")
    for number in range(1, count):
        os.link(folder / "0.png", folder / f"{number}.png")


def test_a_program_that_reads_data_ends_at_the_systems_word(tmp_path):
    fill(tmp_path, 2000)
    assert told_to_end("SIGTERM", "reading", str(tmp_path)) == ""


def test_what_does_not_end_is_left_behind_with_the_signals_number(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-c", NEVER_ENDS], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert answer.returncode == 128 + 15, answer.stderr


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
def test_a_screen_that_breaks_down_takes_no_training_with_it():
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        number = server.stdout.readline().decode().strip()
        shown = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}
        command = [sys.executable, "-c", TOLD_TO_END, "SIGCONT", "training"]  # which does nothing
        with subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **shown}, stdout=subprocess.PIPE, text=True
        ) as program:
            folder = Path(program.stdout.readline().strip())
            server.terminate()
            assert program.wait(60) == 1
    run = Run.open(folder)
    assert run.record.step == run.checkpoints()[-1] > 3
    assert run.record.status == "stopped"


def test_a_logout_saves_and_leaves_the_window_open(qtbot):
    with opened(qtbot) as window:
        window.session.train()
        wait(qtbot, lambda: window.session.step > 2)
        endings = Endings(QApplication.instance(), window)
        endings._on_logout(None)
        endings.close()
        run = window.session.run
        assert run.record.step == run.checkpoints()[-1] > 2
        assert window.isVisible()
        assert window.session.state == "ready"
        assert window.session.store.get("interrupted")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_hundred_closings_while_training_are_all_clean():
    check(cycle(100))


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
    fill(tmp_path, 3000)
    with opened(qtbot) as window:
        window.session.open_source(tmp_path)
    done, count = window.session.dataset_progress
    assert done < 3000
    assert count in (0, 3000)


def test_a_window_that_is_closed_before_it_begins_its_work_never_begins_it(qtbot):
    with opened(qtbot, ready=False) as window:
        window._on_seen()
    QApplication.processEvents()
    assert window._shown
    assert not window._loader._tasks.busy("engine")
