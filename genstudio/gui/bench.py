"""Measure the window from inside its own process: `python -m genstudio.gui.bench PROBE`.

Each probe prints one JSON object. `genstudio bench` starts them, each in a fresh process,
and takes the medians. Times are in milliseconds unless a name says otherwise.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from genstudio.gui import bench_explore, bench_theory
from genstudio.gui import bench_tools as tools

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.window import MainWindow

BEAT = 4  # ms between two beats of the GUI thread when nothing holds it up
POINTER = 8  # ms between two moves of the mouse: 125 Hz


class Heartbeat(QObject):
    """Beats on the GUI thread; a long gap is a time in which the window did not answer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=BEAT)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1e3)
        self._last = now

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()


class Pointer(QObject):
    """Moves the mouse over the plane at 125 Hz and times each decoded image to its paint.

    The clock starts when a move is sent; it stops when the picture that shows the answer
    to that very place has been painted. Moves that a newer one overtook are not answered.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        window.docks["right"].show()  # on a screen without room it is not
        self.latencies: list[float] = []
        self._plane = tools.child(window, "latentPlane")
        self._picture = tools.child(window, "decodedImage")
        self._session = window.session
        self._moves = 0
        self._now = 0.0  # when the newest move was sent
        self._sent: dict[tuple[float, float], float] = {}
        self._answered: float | None = None
        self._picture.installEventFilter(self)
        self._session.hover_changed.connect(self._on_hover)
        self._plane.hovered.connect(self._on_hovered)
        self._timer = QTimer(self, interval=POINTER)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._move)

    def start(self) -> None:
        """Begin to move."""
        self._timer.start()

    def stop(self) -> None:
        """Let the mouse rest."""
        self._timer.stop()

    @Slot()
    def _move(self) -> None:
        self._moves += 1
        angle = self._moves * 0.05
        size = self._plane.size()
        at = QPointF(
            size.width() * (0.5 + 0.3 * np.cos(angle)), size.height() * (0.5 + 0.3 * np.sin(angle))
        )
        self._now = time.perf_counter()
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            QPointF(self._plane.mapToGlobal(at.toPoint())),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self._plane, move)

    @Slot(object)
    def _on_hovered(self, place: tuple[float, float]) -> None:
        self._sent[_rounded(place)] = self._now

    @Slot()
    def _on_hover(self) -> None:
        hover = self._session.hover
        if hover is not None and hover.image is not None:
            self._answered = self._sent.pop(_rounded(hover.z_plane), self._answered)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the decoded image being painted."""
        if event.type() == QEvent.Type.Paint and self._answered is not None:
            QTimer.singleShot(0, self._painted)
        return False

    @Slot()
    def _painted(self) -> None:
        if self._answered is not None:
            self.latencies.append((time.perf_counter() - self._answered) * 1e3)
            self._answered = None


def _rounded(place: tuple[float, float]) -> tuple[float, float]:
    return round(float(place[0]), 5), round(float(place[1]), 5)


def startup(args: argparse.Namespace) -> dict[str, Any]:
    """Time the first paint since the process began, and the stalls while torch loads."""
    window, painted = tools.open_window(args.folder)
    beat = Heartbeat(window)
    started = time.time()
    while not window.session.ready and time.time() < started + 60:
        tools.live(0.1)
    ready = time.time()
    tools.live(1.0)
    window.close()
    return {
        "visible": round(((painted.at or ready) - args.began) * 1e3, 1),
        "torch_before_visible": painted.torch_was_there,
        "torch_ready": round((ready - args.began) * 1e3, 1),
        "stalls": tools.spread(beat.gaps),
    }


def training(args: argparse.Namespace) -> dict[str, Any]:
    """Train with the window open: steps/s, heartbeat, hover to pixels, memory."""
    import psutil

    window, _ = tools.open_window(args.folder)
    session = window.session
    tools.wait(lambda: session.ready, 60)
    _choose(session, args)
    session.train()
    tools.wait(lambda: session.state == "training" and session.step > 20, 60)
    tools.live(2.0)
    beat = Heartbeat(window)
    step, began = session.step, time.perf_counter()
    tools.live(args.seconds)
    speed = (session.step - step) / (time.perf_counter() - began)
    quiet = tools.spread(beat.gaps)
    beat.stop()
    pointer = Pointer(window)
    pointer.start()
    tools.live(args.seconds)
    pointer.stop()
    result = {
        "steps_per_second": round(speed, 2),
        "heartbeat": quiet,
        "hover": tools.spread(pointer.latencies),
        "rss_mb": round(psutil.Process().memory_info().rss / 1e6, 1),
    }
    window.close()
    return result


def _choose(session: Session, args: argparse.Namespace) -> None:
    """Choose what the headless probe trains too."""
    if args.data:
        before = session.dataset
        session.open_source(args.data)
        tools.wait(lambda: session.dataset is not None and session.dataset is not before, 60)
    session.choose_family(args.family)
    session.set_values(json.loads(args.model), json.loads(args.train))


def plane(args: argparse.Namespace) -> dict[str, Any]:
    """Pan the scatter of many points; one frame is from the change of view to painted."""
    from genstudio.gui.widgets.plane import PlaneView

    tools.application()
    random = np.random.default_rng(0)
    result: dict[str, Any] = {}
    for count in (70_000, 1_000_000):
        view = PlaneView()
        view.resize(800, 800)
        points = random.normal(size=(count, 2)).astype(np.float32)
        classes = tuple(str(k) for k in range(10))
        view.set_points(points, random.integers(0, 10, count), classes)
        view.show()
        tools.live(0.5)
        frames = list(_pan(view, args.frames))
        result[str(count)] = tools.spread(frames) | {
            "fps": round(1e3 / float(np.median(frames)), 1)
        }
        view.close()
    return result


def _pan(view: QWidget, frames: int) -> Iterator[float]:
    """Drag with the right button, as a person does, and paint after each move."""
    at = QPointF(400, 400)
    _drag(view, QEvent.Type.MouseButtonPress, at)
    for frame in range(frames):
        at += QPointF(3 if frame % 40 < 20 else -3, 2)
        began = time.perf_counter()
        _drag(view, QEvent.Type.MouseMove, at)
        view.repaint()
        yield (time.perf_counter() - began) * 1e3
    _drag(view, QEvent.Type.MouseButtonRelease, at)


def _drag(view: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    button = Qt.MouseButton.RightButton
    still = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    event = QMouseEvent(kind, at, QPointF(at), still, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


PROBES = {
    "startup": startup,
    "training": training,
    "plane": plane,
    "scrub": bench_explore.scrub,
    "crowd": bench_explore.crowd,
    "answers": bench_explore.answers,
    "theory": bench_theory.theory,
}


def main() -> int:
    """Run the probe that the command line names, and print what it found."""
    parser = argparse.ArgumentParser(prog="python -m genstudio.gui.bench")
    parser.add_argument("probe", choices=PROBES)
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder to work in")
    parser.add_argument("--began", type=float, default=time.time(), help="when it was started")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--data", default="")
    parser.add_argument("--family", default="vae")
    parser.add_argument("--model", default="{}")
    parser.add_argument("--train", default="{}")
    args = parser.parse_args()
    gc.disable()  # as the program itself does while the window is built
    for name in ("RUNS", "CONFIG"):
        os.environ[f"GENSTUDIO_{name}"] = str(args.folder / name.lower())
    result = PROBES[args.probe](args)
    result["platform"] = QGuiApplication.platformName()
    sys.stdout.write(json.dumps(result) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
