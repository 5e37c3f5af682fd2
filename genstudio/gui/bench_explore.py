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
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Slot
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
    """Tells whether a widget has been painted since it was armed."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.done = self._armed = False
        widget.installEventFilter(self)

    def arm(self) -> None:
        """Wait for the next painting."""
        self.done, self._armed = False, True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the paint event pass; it counts once its painting is over."""
        if event.type() == QEvent.Type.Paint and self._armed:
            self._armed = False
            QTimer.singleShot(0, self._note)
        return False

    @Slot()
    def _note(self) -> None:
        self.done = True


def timed(act: Callable[[], None], answered: Callable[[], bool], painted: Painted) -> float:
    """Return the milliseconds from an action to the painting of its answer."""
    began = time.perf_counter()
    act()
    while not answered():
        _turn(began)
    painted.arm()
    while not painted.done:
        _turn(began)
    return (time.perf_counter() - began) * 1e3


def _turn(began: float) -> None:
    if time.perf_counter() - began > PATIENCE:
        raise TimeoutError("the window did not answer in time")
    QApplication.processEvents()
    time.sleep(0.0002)


def scrub(args: argparse.Namespace) -> dict[str, Any]:
    """Drag the time slider's handle from checkpoint to checkpoint over 10,000 points."""
    window = _trained(args, {"steps": KEPT * 25, "checkpoint_every": 25})
    session = window.session
    handle, plane = tools.child(window, "timeHandle"), tools.child(window, "latentPlane")
    painted, clouds = Painted(plane), [session.cloud]
    session.plane_changed.connect(lambda: clouds.append(session.cloud))
    passes = []
    steps = list(session.checkpoints)
    _mouse(handle, QEvent.Type.MouseButtonPress, handle.place_of(handle.value()))
    for order in (range(len(steps)), range(len(steps) - 1, -1, -1), range(len(steps))):
        frames = []
        for place in order:
            wanted = steps[place]
            if session.shown == wanted:
                continue
            before = len(clouds)

            def there(wanted: int = wanted, before: int = before) -> bool:
                view = session.view
                fresh = len(clouds) > before and clouds[-1] is not None
                return fresh and view is not None and view.step == wanted

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
    count = len(session.dataset) if session.dataset is not None else 0
    end = time.perf_counter() + 5 * PATIENCE

    def all_shown() -> bool:
        known = session.cloud is not None and session.view is not None and session.view.step > 0
        return (known and len(session.cloud or ()) >= count) or time.perf_counter() > end

    tools.wait(all_shown, 6 * PATIENCE)
    pointer = Pointer(window)
    pointer.start()
    tools.live(args.seconds)
    pointer.stop()
    shown = 0 if session.cloud is None else len(session.cloud)
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
