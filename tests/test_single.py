"""One window for a user: a second start hands over what it was to open, whatever happens."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from genstudio.gui import app, handover, openable, single
from tests.windows import opened, wait

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets are made by Qt there")
TELLS = """
import json, sys
from genstudio import __main__ as program
code = program.main(["app", *sys.argv[1:]])
print(json.dumps([code, [n for n in ("PySide6", "numpy", "msgspec") if n in sys.modules]]))
"""
KILLED = """
import os, sys
from genstudio.gui import handover
assert handover.claim(handover.place())
print("claimed", flush=True)
os.kill(os.getpid(), 9)
"""
BY_PIPE = """
import sys
from genstudio.gui import handover, single
request = handover.request_for(sys.argv[2:])
print(single.tell_by_pipe(sys.argv[1], request, 20))
"""


@pytest.fixture(autouse=True)
def runtime(tmp_path, monkeypatch) -> Path:
    """Give each test a private folder of the session, as a login would."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@contextmanager
def claimed():
    claim = handover.claim(handover.place())
    assert claim is not None
    try:
        yield claim
    finally:
        claim.release()


@contextmanager
def guarded(qtbot, *, ready=False):
    """Open a window that later starts find."""
    with claimed() as claim, opened(qtbot, ready=ready) as window:
        guard = app._Guard(window, claim)
        if window._shown:
            guard._open()
        wait(qtbot, lambda: guard._door is not None)
        yield window


def noise(path: Path, count: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, np.random.default_rng(0).integers(0, 255, (count, 8, 8), np.uint8))
    return path


def talk(qtbot, call):
    """Call what blocks in a thread while the window lives; return what it returned."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(call()))
    thread.start()
    wait(qtbot, lambda: not thread.is_alive())
    thread.join()
    return answers[0]


def say(raw: bytes) -> bytes:
    """Send raw bytes to the window and return all it answers until it hangs up."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(30)
        link.connect(str(handover.place()))
        heard = b""
        try:
            link.sendall(raw)
            while part := link.recv(100):
                heard += part
        except OSError:
            pass  # it has hung up on what was still to be sent
        return heard


# Who is first


def test_only_one_can_be_first_until_it_lets_go():
    place = handover.place()
    with claimed():
        assert handover.claim(place) is None
        assert place.stat().st_mode & 0o777 == 0o600
    assert not place.exists()
    with claimed():
        pass


def test_what_a_killed_process_leaves_behind_is_taken_over():
    answer = subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, capture_output=True)
    assert answer.stdout == b"claimed\n"
    assert handover.place().exists()
    with claimed():
        assert handover.tell(handover.place(), b"", 0.1) == "silent"  # open, and not yet served


@pytest.mark.parametrize(
    "name", ["GENSTUDIO_CONFIG", "GENSTUDIO_RUNS", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"]
)
def test_another_set_up_or_another_display_has_a_window_of_its_own(monkeypatch, name):
    before = handover.place()
    monkeypatch.setenv(name, "other")
    assert handover.place() != before


def test_without_a_session_folder_it_is_a_private_one_of_the_users(monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr(handover.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = handover.place().parent
    assert folder != tmp_path
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o777)
    assert handover.place() is None, "others could put a socket of theirs there"
    folder.rmdir()
    folder.symlink_to(tmp_path / "run")
    assert handover.place() is None


def test_a_session_folder_that_others_can_enter_is_not_used(runtime):
    runtime.chmod(0o755)
    assert handover.place().parent != runtime


def test_a_first_one_that_does_not_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(handover, "PATIENCE", 0.1)
    monkeypatch.setattr(handover, "WARM_UP", 30.0)
    with claimed() as claim:
        os.lseek(claim._lock, 0, os.SEEK_SET)
        os.write(claim._lock, handover.READY)
        assert handover.claim_or_tell(handover.place(), b"{}\n") == "silent"


def test_a_first_one_that_is_still_starting_is_waited_for_longer(monkeypatch):
    monkeypatch.setattr(handover, "PATIENCE", 0.0)
    monkeypatch.setattr(handover, "WARM_UP", 0.3)
    begin = time.monotonic()
    with claimed():
        assert handover.claim_or_tell(handover.place(), b"{}\n") == "silent"
    assert time.monotonic() - begin >= 0.3


def test_a_first_one_that_is_just_closing_is_followed_by_the_next():
    claim = handover.claim(handover.place())
    claim.place.unlink()  # nobody listens any more, but the lock is still held
    timer = threading.Timer(0.2, claim.release)
    timer.start()
    after = handover.claim_or_tell(handover.place(), b"{}\n")
    timer.join()
    assert isinstance(after, handover.Claim)
    after.release()


# Handing over


@pytest.mark.parametrize("name", ["a b%20ü.npy", "#?&.npy", "caf\udce9.npy", "-x.npy"])
def test_a_second_start_hands_its_file_over_and_loads_nothing_heavy(qtbot, tmp_path, name):
    noise(tmp_path / "data" / name, 40)
    arguments = [sys.executable, "-c", TELLS, "--", name]
    with guarded(qtbot, ready=True) as window:
        answer = talk(
            qtbot,
            lambda: subprocess.run(
                arguments, cwd=tmp_path / "data", capture_output=True, env=environment()
            ),
        )
        assert json.loads(answer.stdout) == [0, []], answer.stderr
        wait(qtbot, lambda: len(window.session.dataset) == 40)
        assert Path(window.session.dataset.source) == tmp_path / "data" / name


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def test_a_second_start_brings_a_minimised_window_back(qtbot):
    with guarded(qtbot) as window:
        window.showMinimized()
        request = handover.request_for([])
        assert talk(qtbot, lambda: handover.tell(handover.place(), request, 20)) == "told"
        wait(qtbot, lambda: not window.isMinimized())
        assert window.isVisible()
        assert not window.windowState() & Qt.WindowState.WindowMinimized


def test_the_desktops_leave_to_come_forward_is_passed_on(qtbot, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-1")
    request = handover.request_for([])
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    with guarded(qtbot):
        talk(qtbot, lambda: handover.tell(handover.place(), request, 20))
        wait(qtbot, lambda: os.environ["XDG_ACTIVATION_TOKEN"] == "token-1")


def test_a_closing_window_is_no_longer_the_first(qtbot):
    with guarded(qtbot):
        pass
    with claimed():
        pass


def test_the_way_over_a_pipe_of_qt_works_too(qtbot, tmp_path):
    file = noise(tmp_path / "x.npy", 40)
    with guarded(qtbot, ready=True) as window:
        call = [sys.executable, "-c", BY_PIPE, str(handover.place()), file.as_uri()]
        answer = talk(qtbot, lambda: subprocess.run(call, cwd=ROOT, capture_output=True, text=True))
        assert answer.stdout == "told\n", answer.stderr
        wait(qtbot, lambda: len(window.session.dataset) == 40)


def test_whoever_has_given_up_gets_nothing_opened(qtbot, tmp_path):
    file = noise(tmp_path / "x.npy", 40)
    with guarded(qtbot, ready=True) as window:
        before = window.session.dataset
        heard = talk(qtbot, lambda: say(handover.request_for([file.as_uri()]) + b"no\n"))
        assert heard == handover.OK
        wait(qtbot, lambda: not window.findChild(single.Door)._talks)
        assert window.session.dataset is before
        assert window.session.dataset_loading is None


GARBAGE = (
    b"", b"\n", b"{", b"null\n", b"[]\n", b'{"urls": "x"}\n', b'{"urls": [3]}\n', b"\xff\xfe\n",
    b'{"urls": ["/etc/passwd"]}\n', b'{"urls": ["http://x/y"]}\n', b'{"urls": ["file://h/x"]}\n',
    b'{"urls": ["file:x"]}\n', b'{"urls": ["file:///a%00b"]}\n', b'{"code": "x"}\n',
    b'{"urls": ["file://[/x"]}\n', b'{"token": "a\\nb"}\n', b"x" * 200_000, b"[" * 60_000 + b"\n",
    b'{"urls": ["file:///' + b"x" * 70_000 + b'"]}\n',
)  # fmt: skip


@pytest.mark.parametrize("raw", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_not_answered_and_does_no_harm(qtbot, monkeypatch, raw):
    monkeypatch.setattr(single, "TALK", 300)
    with guarded(qtbot) as window:
        asked = []
        monkeypatch.setattr(window, "open_paths", asked.append)
        assert talk(qtbot, lambda: say(raw)) == b""
        assert asked == []
        monkeypatch.setattr(single, "TALK", 60_000)
        request = handover.request_for([])
        assert talk(qtbot, lambda: handover.tell(handover.place(), request, 20)) == "told"


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_the_reading_fail(raw):
    assert single.read(raw) is None or raw.strip().startswith(b"{")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)))
def test_every_path_arrives_as_it_was(names):
    urls = openable.urls_of(names)
    request = single.read(handover.request_for(urls))
    if request is not None:  # too long is refused
        found = [openable.path_of_url(url) for url in request.urls]
        assert found == [openable.path_of(name) for name in names]


def test_too_many_at_a_time_are_sent_away(qtbot, monkeypatch):
    with guarded(qtbot), ExitStack() as links:
        for _ in range(single.MOST + 5):
            link = links.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
            link.connect(str(handover.place()))
            qtbot.wait(1)
        link.settimeout(30)
        assert talk(qtbot, lambda: link.recv(1)) == b""


# Whole programs


def start(*arguments: str, **more: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "genstudio", "app", *arguments],
        cwd=ROOT,
        env=environment(**more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen) -> str:
    """End a program as the system would; return what it had to complain of."""
    process.send_signal(signal.SIGTERM)
    told = process.communicate(timeout=60)[1]
    assert process.returncode in (0, 128 + signal.SIGTERM)
    return "\n".join(line for line in told.splitlines() if "This plugin does not" not in line)


def race(count: int) -> None:
    programs = [start() for _ in range(count)]
    limit = time.monotonic() + 90
    while sum(p.poll() is None for p in programs) > 1 and time.monotonic() < limit:
        time.sleep(0.05)
    alive = [p for p in programs if p.poll() is None]
    over = [p for p in programs if p not in alive]
    told = [end(p) for p in alive]
    others = {(p.communicate()[1], p.returncode) for p in over}
    assert (len(alive), told, others) == (1, [""], {("", 0)})


def test_of_starts_at_the_same_moment_one_has_the_window():
    race(3)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_of_many_starts_at_the_same_moment_one_has_the_window():
    for _ in range(20):
        race(4)


def test_one_that_hangs_does_not_swallow_what_was_to_be_opened(tmp_path):
    file = noise(tmp_path / "x.npy", 40)
    first = start()
    try:
        lock = handover.place().with_suffix(".lock")
        limit = time.monotonic() + 60
        while not (lock.exists() and lock.read_bytes() == handover.READY):
            assert time.monotonic() < limit
            time.sleep(0.05)
        os.kill(first.pid, signal.SIGSTOP)
        second = start(str(file), GENSTUDIO_STATE=os.environ["GENSTUDIO_STATE"])
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(handover.PATIENCE + 3)
    finally:
        os.kill(first.pid, signal.SIGCONT)
    assert end(second) == ""
    assert end(first) == ""
