"""What a window tells about the one before, which crashed, was killed, or was closed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog

from genstudio.core import crash_reports, logs, paths
from genstudio.gui import crash_offer
from genstudio.gui.crash_offer import Watch
from genstudio.gui.widgets.message_bar import MessageBar
from genstudio.gui.window import MainWindow
from tests.windows import child, click, focus, opened, wait

ROOT = Path(__file__).resolve().parents[1]
UNEXPECTED = "genstudio closed unexpectedly last time. Nothing that was saved is lost."

# Opens the window by the program's own entry point; once it is there (and trains, if asked to)
# the process ends in the way that is named.
ENDS = """
import ctypes, os, resource, signal, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from genstudio.gui import app
how, train = sys.argv[1], sys.argv[2] == "train"
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # to write the memory to the disk takes seconds
application = QApplication([])
def fault():
    ctypes.string_at(0)
def end(window):
    if how == "abort":
        os.abort()
    elif how == "fault":
        threading.Thread(target=fault, name="worker").start()
    elif how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "slot":
        window.session.message.connect(window.close)
        raise RuntimeError("a slot failed")
    elif how == "thread":
        window.session.message.connect(window.close)
        threading.Thread(target=lambda: 1 / 0).start()
    elif how == "terminate":
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        window.close()
state = {"asked": False}
def look():
    found = [w for w in application.topLevelWidgets() if w.objectName() == "mainWindow"]
    if not found or (train and not found[0].session.ready):
        return
    session = found[0].session
    if train and not state["asked"]:
        state["asked"] = True
        session.set_values({"hidden": 16}, {"threads": 1})
        session.train()
    if train and session.step < 4:
        return
    timer.stop()
    if train:
        print(session.run.folder, flush=True)
    end(found[0])
timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
sys.exit(app.run([]))
"""


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    crash_reports.forget_told()
    yield
    logs.stop()


def ends(how: str, train: str = "") -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", ENDS, how, train]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


@contextmanager
def watched(qtbot, ready: bool = False) -> Iterator[MainWindow]:
    """Open the next window, with the watch that the program puts over it."""
    with opened(qtbot, paths.runs_dir(), ready=False) as window:
        watch = Watch(window)
        window.told = []
        window.session.message.connect(lambda message: window.told.append(message.text))
        watch.begin()
        try:
            if ready:
                wait(qtbot, lambda: window.session.ready and window.session.view is not None)
            yield window
        finally:
            window.close()
            watch.end()


def bar(window: MainWindow) -> MessageBar:
    return child(window, "messageBar")


def report_of(qtbot, window: MainWindow, button: str) -> QDialog:
    click(qtbot, child(window, button))
    wait(qtbot, lambda: window.findChild(QDialog, "crashReport") is not None)
    dialog = window.findChild(QDialog, "crashReport")
    wait(qtbot, lambda: dialog.isVisible() and dialog.text.toPlainText())
    return dialog


@pytest.mark.parametrize("how", ["close", "terminate"])
def test_after_a_clean_end_nothing_is_offered(qtbot, how):
    assert ends(how).returncode == 0
    with watched(qtbot) as window:
        assert bar(window).text == ""
    assert crash_reports.kept() == []
    told = "\n".join(logs.last_lines(100))
    assert told.count("window started") == told.count("window closed") == 2


@pytest.mark.parametrize(
    ("how", "number", "said"),
    [
        ("fault", signal.SIGSEGV, "Segmentation fault"),
        ("abort", signal.SIGABRT, "Aborted"),
        ("kill", signal.SIGKILL, "it was killed"),
    ],
)
def test_after_a_crash_the_next_start_offers_the_report_and_the_one_after_does_not(
    qtbot, how, number, said
):
    assert ends(how).returncode == -number
    with watched(qtbot) as window:
        assert bar(window).text == UNEXPECTED
        dialog = report_of(qtbot, window, "messageAction")
        text = dialog.text.toPlainText()
        assert said in text
        assert "window started: genstudio" in text
        assert not dialog.isModal()
        click(qtbot, child(dialog, "reportCopy"))
        assert QGuiApplication.clipboard().text() == text
        assert child(dialog, "reportCopy").text() == "Copied"
        assert bar(window).text == ""
    assert len(crash_reports.kept()) == 1
    with watched(qtbot) as window:
        assert bar(window).text == ""


@pytest.mark.parametrize("how", ["slot", "thread"])
def test_an_error_that_nobody_expected_is_told_at_once_and_not_at_the_next_start(qtbot, how):
    done = ends(how)
    assert done.returncode == 0
    wanted = "a slot failed" if how == "slot" else "ZeroDivisionError"
    assert wanted in done.stderr
    (report,) = crash_reports.kept()
    assert wanted in report.read_text(encoding="utf-8")
    told = "\n".join(logs.last_lines(100))
    assert "an unexpected error" in told
    assert "shown: Something went wrong" in told
    with watched(qtbot) as window:
        assert bar(window).text == ""


@pytest.mark.parametrize("how", ["kill", pytest.param("abort", marks=pytest.mark.slow)])
def test_a_run_that_was_training_then_is_offered_in_one_message(qtbot, how):
    done = ends(how, "train")
    folder = Path(done.stdout.splitlines()[-1])
    record = json.loads((folder / "run.genstudio").read_text())
    assert record["status"] == "training"
    with watched(qtbot, ready=True) as window:
        wait(qtbot, lambda: window.session.run is not None and bar(window).text)
        assert window.session.run.folder == folder
        wait(qtbot, lambda: not window.findChild(Watch)._tasks.busy("reports"))
        offers = [
            text for text in window.told if "closed unexpectedly" in text or "cut off" in text
        ]
        assert offers == [
            "genstudio closed unexpectedly while this run was training; it is saved up to step "
            f"{record['step']}."
        ]
        assert bar(window).text == offers[0]
        report_of(qtbot, window, "messageOther").close()
        assert bar(window).text == offers[0], "the offer to go on is still there"
        click(qtbot, child(window, "messageAction"))
        wait(qtbot, lambda: window.session.step > record["step"])
        assert window.session.run.folder == folder


def test_a_run_of_then_that_is_gone_leaves_the_plain_offer(qtbot, tmp_path):
    done = ends("kill", "train")
    Path(done.stdout.splitlines()[-1]).rename(tmp_path / "elsewhere")
    with watched(qtbot, ready=True) as window:
        assert bar(window).text == UNEXPECTED


def test_a_window_beside_that_is_open_is_no_crash(qtbot):
    with watched(qtbot), watched(qtbot) as second:
        assert bar(second).text == ""


def test_an_error_in_a_slot_offers_its_report_and_the_window_goes_on(qtbot, monkeypatch):
    with watched(qtbot) as window:
        monkeypatch.setattr(sys, "__excepthook__", lambda *error: None)

        def fail():
            raise RuntimeError("<b>a slot</b>\nfailed")

        try:
            fail()
        except RuntimeError as error:
            sys.excepthook(type(error), error, error.__traceback__)
        wait(qtbot, lambda: "Something went wrong" in bar(window).text)
        dialog = report_of(qtbot, window, "messageOther")
        assert "in fail" in dialog.text.toPlainText()
        focus(qtbot, dialog.text)
        qtbot.keyClick(dialog.text, Qt.Key.Key_F1)
        guide = child(window, "guide")
        assert guide.view.page == crash_offer.HELP
        focus(qtbot, guide.view)
        qtbot.keyClick(guide.view, Qt.Key.Key_F1)
        assert guide.view.page == "index"
        asked = []
        monkeypatch.setattr(
            QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile())
        )
        click(qtbot, child(dialog, "reportFolder"))
        assert asked == [str(crash_reports.folder())]


def test_what_the_message_bar_shows_is_in_the_log(qtbot):
    with watched(qtbot) as window:
        window.session.say("a\nwarning", "warning")
    assert any(line.endswith("shown: a\\nwarning") for line in logs.last_lines(100))


def test_without_a_state_folder_the_window_says_so_and_works(qtbot, tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    with watched(qtbot) as window:
        assert bar(window).text.startswith("No log is kept")
