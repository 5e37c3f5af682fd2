"""Fixtures every test can ask for, and the nets under all of them."""

from __future__ import annotations

import gc
import itertools
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Small networks gain nothing from a second thread, and on a busy machine wait for it.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["GENSTUDIO_LANGUAGE"] = "en"  # the tests name what is on the screen
os.environ["PYTHONFAULTHANDLER"] = "1"  # a process that a test starts says where it crashed
_tests = itertools.count(1)
# A busy machine makes examples slowly; that says nothing of what is tested.
hypothesis.settings.register_profile(
    "busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("busy")
HOUR = 3600  # seconds, for a long training on a busy machine
PATIENCE = 60_000  # ms
FIGURES: list[tuple[str, str, str, str]] = []
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also run the long trainings")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    slow = pytest.mark.skip(reason="a long training: run with --slow")
    xcb = pytest.mark.skip(reason="needs a real X server: packaging/test starts one")
    for item in items:
        if item.get_closest_marker("slow") and not config.getoption("--slow"):
            item.add_marker(slow)
        if item.get_closest_marker("slow") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(HOUR))
        if item.get_closest_marker("xcb") and os.environ["QT_QPA_PLATFORM"] != "xcb":
            item.add_marker(xcb)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was measured: system, figure, target, measured."""
    if not FIGURES:
        return
    rows = [("system", "figure", "target", "measured"), *FIGURES]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    terminalreporter.section("figures")
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths))
        terminalreporter.write_line(line.rstrip())


@pytest.fixture
def report_figure():
    """Return what notes a figure for the table at the end: system, figure, target, measured."""

    def report(system: str, figure: str, target: str, measured: object) -> None:
        text = f"{measured:.4g}" if isinstance(measured, float) else str(measured)
        FIGURES.append((system, figure, target, text))

    return report


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's own runs, cache and settings."""
    for name in ("RUNS", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"GENSTUDIO_{name}", str(tmp_path / name.lower()))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))  # menu, file types, trash


@pytest.fixture(autouse=True)
def no_failing_or_lost_threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test in which a thread or a slot raises, or that leaves a thread running."""
    raised: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda a: raised.append(repr(a.exc_value)))
    monkeypatch.setattr(sys, "unraisablehook", lambda a: raised.append(repr(a.exc_value)))
    before = set(threading.enumerate())
    yield
    assert not raised
    lost = [
        t.name
        for t in threading.enumerate()
        if t not in before and t.is_alive() and not t.name.startswith("Dummy")
    ]
    assert not lost, f"threads left running: {lost}"


class Patient(QtBot):
    """Waits as long on a busy machine as it may take there."""

    def waitUntil(self, callback, *, timeout=PATIENCE):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE, **more):
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp, request: pytest.FixtureRequest) -> QtBot:
    """Return pytest-qt's own, with more patience."""
    return Patient(request)


def let_workers_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers have their share of the processor, and train with one thread on any machine.

    Two suites at once would starve them; threads of one training that wait for each other, too.
    """
    from genstudio.gui import jobs

    monkeypatch.setattr(jobs, "NICENESS", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)


@pytest.fixture(autouse=True)
def workers_as_usual(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the workers of a window work."""
    if "qtbot" in request.fixturenames:
        let_workers_work(monkeypatch)


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., threading.Event]]:
    """Return what makes a function's iterator wait after `items` items, and how to let it go.

    What is looked at in the midst of some work has to be there however fast the machine is.
    """
    gates: list[threading.Event] = []

    def held(owner: object, name: str, items: int = 1) -> threading.Event:
        gate, original = threading.Event(), getattr(owner, name)

        def waiting(*given, **more):
            for number, item in enumerate(original(*given, **more), 1):
                yield item
                if number == items:
                    assert gate.wait(2 * PATIENCE / 1000)

        monkeypatch.setattr(owner, name, waiting)
        gates.append(gate)
        return gate

    yield held
    for gate in gates:
        gate.set()


@pytest.fixture(autouse=True)
def garbage_stays_on_the_main_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Destroy no Qt object in a worker, which crashes: the window itself sees to that."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect(2 if next(_tests) % 20 == 0 else 1)  # all of it takes a fifth of a second
    gc.enable()


@pytest.fixture(autouse=True)
def usual_floats() -> Iterator[None]:
    """Have tiny numbers count again: a training that was not ended has switched them off."""
    yield
    torch = sys.modules.get("torch")
    if torch is not None and hasattr(torch, "set_flush_denormal"):
        torch.set_flush_denormal(False)


@pytest.fixture
def shared_data() -> Path:
    """Return the folder of real data that is kept beside the checkout, or skip."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared test data is not there: {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def digits():
    """Return scikit-learn's 1,797 digits as a Dataset."""
    from genstudio.data import sources

    return sources.load("digits")


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process; return its exit code, its output and its messages."""
    from genstudio import cli

    def call(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def result(command: Callable[..., tuple[int, str, str]]) -> Callable[..., dict[str, Any]]:
    """Run a command that succeeds, with --json; return what it printed on the last line."""

    def call(*arguments: object) -> dict[str, Any]:
        code, out, err = command(*arguments, "--json")
        assert code == 0, err
        return json.loads(out.splitlines()[-1])

    return call


@pytest.fixture
def session(qtbot, tmp_path):
    """Open a session without a window: the digits lie on the pPCA plane, and VAE is chosen."""
    from panel_host import session_on_digits

    with session_on_digits(qtbot, tmp_path) as session:
        yield session
