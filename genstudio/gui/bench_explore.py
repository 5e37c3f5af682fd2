"""Probes of exploring: scrubbing, a crowd of points, the arithmetic tray and its slider.

Each drives the real window with the mouse or the keyboard, and stops the clock once the
picture that answers has been painted.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from genstudio.gui import bench_tools as tools

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.window import MainWindow

PATIENCE = 60.0  # seconds
MOST_POINTS = 1_000_000
KEPT = 40  # checkpoints that are scrubbed through
NONE = Qt.KeyboardModifier.NoModifier


class Painted(QObject):
    """Tells when a widget has been painted that shows what is waited for."""

    seen = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at: float | None = None  # when it was
        self._answered: Callable[[], bool] | None = None
        widget.installEventFilter(self)

    def arm(self, answered: Callable[[], bool]) -> None:
        """Wait for the first painting at which the answer is there."""
        self.at, self._answered = None, answered

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the paint event pass; it counts once its painting is over."""
        waits = event.type() == QEvent.Type.Paint and self._answered is not None
        if waits and self._answered is not None and self._answered():
            self._answered = None
            QTimer.singleShot(0, self._note)
        return False

    @Slot()
    def _note(self) -> None:
        self.at = time.perf_counter()
        self.seen.emit()


def timed(act: Callable[[], None], answered: Callable[[], bool], painted: Painted) -> float:
    """Return the milliseconds from an action to the painting of its answer."""
    loop = QEventLoop()  # that sleeps: who polls takes the time of the workers
    painted.arm(answered)
    painted.seen.connect(loop.quit)
    QTimer.singleShot(int(PATIENCE * 1e3), loop, loop.quit)
    began = time.perf_counter()
    act()
    if painted.at is None:
        loop.exec()
    if painted.at is None:
        raise TimeoutError("the window did not answer in time")
    return (painted.at - began) * 1e3


def scrub(args: argparse.Namespace) -> dict[str, Any]:
    """Drag the time slider's handle from checkpoint to checkpoint over 10,000 points."""
    window = _trained(args, {"steps": KEPT * 25, "checkpoint_every": 25})
    session = window.session
    handle, plane = tools.child(window, "timeHandle"), tools.child(window, "latentPlane")
    painted = Painted(plane)
    passes = []
    steps = list(session.checkpoints)
    _mouse(handle, QEvent.Type.MouseButtonPress, handle.place_of(handle.value()))
    for order in (range(len(steps)), range(len(steps) - 1, -1, -1), range(len(steps))):
        frames = []
        for place in order:
            wanted = steps[place]
            if session.shown == wanted:
                continue
            before = plane.points

            def there(wanted: int = wanted, before: Any = before) -> bool:
                view = session.view
                return plane.points is not before and view is not None and view.step == wanted

            where = handle.place_of(place)
            frames.append(timed(partial(_drag, handle, where), there, painted))
        passes.append(frames)
    _mouse(handle, QEvent.Type.MouseButtonRelease, handle.place_of(handle.value()))
    points = 0 if session.cloud is None else len(session.cloud)
    window.close()
    speeds = [round(1e3 * len(frames) / sum(frames), 1) for frames in passes]
    return {
        "points": points,
        "checkpoints": len(steps),
        "fps_first": speeds[0],
        "fps": speeds[-1],
        "frames": tools.spread(passes[-1]),
    }


def crowd(args: argparse.Namespace) -> dict[str, Any]:
    """Hover over as many points as the data have, while a model trains.

    The window itself shows fewer while it trains; the promise is about all of them.
    """
    from genstudio.gui import explorer_codes
    from genstudio.gui.bench import Pointer

    explorer_codes.LIVE_POINTS = MOST_POINTS
    window, _ = tools.open_window(args.folder)
    session = window.session
    tools.wait(lambda: session.ready, PATIENCE)
    _choose(session, args)
    session.train()
    tools.wait(lambda: session.state == "training" and session.step > 20, 2 * PATIENCE)
    # A training leaves the points little time: they come in its pause, and stay for the rest.
    tools.wait(lambda: session.cloud is not None, PATIENCE)
    session.pause()
    count = len(session.dataset) if session.dataset is not None else 0
    plane = tools.child(window, "latentPlane")
    tools.wait(lambda: len(plane.points) >= count, 4 * PATIENCE)
    session.train()
    tools.wait(lambda: session.state == "training", PATIENCE)
    tools.live(1.0)
    pointer = Pointer(window)
    pointer.start()
    tools.live(args.seconds)
    pointer.stop()
    if not pointer.latencies:
        raise TimeoutError("no hover was answered")
    shown = len(plane.points)
    training = session.state == "training"
    window.close()
    return {"points": shown, "training": training, "hover": tools.spread(pointer.latencies)}


def answers(args: argparse.Namespace) -> dict[str, Any]:
    """Change a slot of the arithmetic tray, and move the attribute's slider."""
    window = _trained(args, {"steps": 60})
    panel = tools.child(window, "arithmeticPanel")
    window.session.workspace_wanted.emit("arithmetic")
    tools.wait(panel.isVisible, PATIENCE)
    tray = _tray(window.session, panel, args.frames)
    slider = _slider(panel, args.frames)
    window.close()
    return {"tray": tools.spread(tray), "slider": tools.spread(slider)}


def _tray(session: Session, panel: Any, repetitions: int) -> list[float]:
    """Drop codes on slot C, again and again."""
    view = session.view
    dim = 0 if view is None else int(view.record.model["latent_dim"])
    random = np.random.default_rng(0)
    grid = tools.child(panel, "arithmeticResult")
    for key in "ABC":
        _drop(tools.child(panel, f"pile{key}"), random.standard_normal((3, dim)))
    tools.wait(lambda: panel.tray.result.code(4) is not None, PATIENCE)
    tools.live(0.5)
    painted, found, pile = Painted(grid), [], tools.child(panel, "pileC")
    for _ in range(repetitions):
        before = panel.tray.result.code(4)

        def changed(before: Any = before) -> bool:
            now = panel.tray.result.code(4)
            return now is not None and not np.array_equal(now, before)

        code = random.standard_normal((1, dim))
        found.append(timed(partial(_drop, pile, code), changed, painted))
        tools.live(0.05)
    return found


def _slider(panel: Any, repetitions: int) -> list[float]:
    """Move the attribute's slider with the arrow keys."""
    panel.tabs.setCurrentIndex(1)
    attribute = panel.attribute
    tools.wait(attribute.isVisible, PATIENCE)
    random = np.random.default_rng(1)
    before = attribute.source.found
    dim = panel.tray.result.code(4).size
    for name, shift in (("pileHas", 1.0), ("pileWithout", -1.0)):
        _drop(tools.child(panel, name), random.standard_normal((20, dim)) + shift)
    tools.wait(lambda: attribute.source.found not in (None, before), PATIENCE)
    tools.wait(lambda: attribute.code is not None, PATIENCE)
    tools.live(0.5)
    painted, found = Painted(tools.child(panel, "attributeAfter")), []
    slider = tools.child(panel, "attributeStrength")
    for turn in range(repetitions):
        key = Qt.Key.Key_Right if turn // 20 % 2 == 0 else Qt.Key.Key_Left
        code = attribute.code

        def changed(code: Any = code) -> bool:
            return not np.array_equal(attribute.code, code)

        found.append(timed(partial(_key, slider, key), changed, painted))
        tools.live(0.05)
    return found


def _trained(args: argparse.Namespace, train: dict[str, Any]) -> MainWindow:
    """Open a window, train a model for some steps, and let it come to rest."""
    window, _ = tools.open_window(args.folder)
    session = window.session
    tools.wait(lambda: session.ready, PATIENCE)
    _choose(session, args)
    session.set_values({}, train)
    session.train()
    tools.wait(lambda: session.step >= train["steps"] and session.state == "ready", 5 * PATIENCE)
    tools.wait(lambda: session.cloud is not None, PATIENCE)
    tools.live(1.0)
    return window


def _choose(session: Session, args: argparse.Namespace) -> None:
    if args.data:
        before = session.dataset
        session.open_source(args.data)
        tools.wait(lambda: session.dataset not in (None, before) and session.ready, 3 * PATIENCE)
    session.choose_family(args.family)
    session.set_values(json.loads(args.model), json.loads(args.train))


def _drag(handle: QWidget, x: float) -> None:
    _mouse(handle, QEvent.Type.MouseMove, x)


def _mouse(widget: QWidget, kind: QEvent.Type, x: float) -> None:
    left = Qt.MouseButton.LeftButton
    pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    at = QPointF(x, widget.height() / 2)
    event = QMouseEvent(kind, at, widget.mapToGlobal(at), pressed, held, NONE)
    QApplication.sendEvent(widget, event)


def _key(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, NONE))


def _drop(widget: QWidget, codes: Any) -> None:
    """Drop codes on a pile, as a drag does."""
    from genstudio.gui import carry

    data = carry.pack(carry.Carried("measured", np.asarray(codes, np.float32)))
    at, copy, left = QPointF(widget.rect().center()), Qt.DropAction.CopyAction, Qt.MouseButton
    enter = QDragEnterEvent(at.toPoint(), copy, data, left.LeftButton, NONE)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDropEvent(at, copy, data, left.LeftButton, NONE))
