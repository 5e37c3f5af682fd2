"""How many checkpoints a second the window shows while somebody drags the time slider."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.widgets.time_handle import Handle
    from genstudio.gui.window import MainWindow

POINTS = 10_000
CHECKPOINTS = 25
STEPS_EACH = 4
SOURCE = "glyphs"
MODEL = {"architecture": "mlp", "latent_dim": 8, "hidden": 64}
PATIENCE = 120.0  # seconds until everything is ready


class _Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See a paint event pass."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def train_run(folder: Path) -> Path:
    """Train a small VAE on POINTS drawn images, with CHECKPOINTS checkpoints; return its folder."""
    from genstudio.data import sources
    from genstudio.train.experiment import Experiment

    dataset = sources.load(SOURCE, {"count": POINTS})
    train = {
        "steps": CHECKPOINTS * STEPS_EACH, "checkpoint_every": STEPS_EACH, "threads": 1,
        "track": "off", "learning_rate": 3e-3,
    }  # fmt: skip
    list(Experiment.create(folder, "vae", MODEL, train, dataset).events())
    return folder


def scrub(window: MainWindow, frames: int = 100) -> dict[str, Any]:
    """Drag the slider over all checkpoints of the open run, to and fro, and time each picture.

    A picture is there when the points of the checkpoint under the mouse have been painted; its
    time is from the move of the mouse, and `gui_cpu` is the processor time of the GUI thread for
    one of them, which other programs do not lengthen. The decoded image and the curves follow in the same time.
    """
    session, slider = window.session, _child(window, "timeHandle")
    painted = _Painted(_child(window, "latentPlane"))
    explorer = _child(window, "latentExplorer")
    session.past.prepare()
    _wait(lambda: session.ahead.ready >= set(session.checkpoints))
    count = len(session.checkpoints)
    order = [*range(count), *range(count - 2, 0, -1)]
    _mouse(slider, QEvent.Type.MouseButtonPress, order[0])
    _wait(lambda: session.shown == session.checkpoints[order[0]])
    times: list[float] = []
    busy = time.thread_time()
    for turn in range(1, frames + 1):
        index = order[turn % len(order)]
        shown = partial(_shown, session, painted, painted.count, session.checkpoints[index])
        sent = time.perf_counter()
        _mouse(slider, QEvent.Type.MouseMove, index)
        _wait(shown)
        times.append((time.perf_counter() - sent) * 1e3)
    _mouse(slider, QEvent.Type.MouseButtonRelease, index)
    busy = (time.thread_time() - busy) * 1e3 / len(times)
    p50, p99 = np.percentile(times, [50, 99])
    return {
        "points": len(explorer.codes.cloud),
        "checkpoints": count,
        "fps": round(1e3 * len(times) / sum(times), 1),
        "p50": round(float(p50), 2),
        "p99": round(float(p99), 2),
        "max": round(max(times), 2),
        "gui_cpu": round(busy, 2),
        "count": len(times),
    }


def probe(args: argparse.Namespace) -> dict[str, Any]:
    """Train a run in `args.folder`, open it in a window, and scrub for `args.frames` pictures."""
    from genstudio.gui.window import create_window

    folder = train_run(args.folder / "runs" / "scrubbed")
    window = create_window(args.folder / "runs")
    window.resize(1280, 800)
    window.show()
    session = window.session
    _wait(lambda: session.ready and session.view is not None)
    session.open_run(folder)
    _wait(lambda: session.run is not None and session.run.folder == folder)
    _wait(lambda: session.cloud is not None and len(session.cloud) == POINTS)
    try:
        return scrub(window, args.frames)
    finally:
        window.close()


def _shown(session: Session, painted: _Painted, before: int, step: int) -> bool:
    """Whether the plane has been painted since, and a checkpoint is what it shows."""
    view = session.view
    at_step = view is not None and view.step == step == session.shown
    return painted.count > before and at_step


def _child(window: QWidget, name: str) -> Any:
    child = window.findChild(QWidget, name)
    if child is None:
        raise LookupError(f"the window has no {name}")
    return child


def _mouse(slider: Handle, kind: QEvent.Type, index: int) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    at = QPointF(slider.place_of(index), slider.height() / 2)
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, slider.mapToGlobal(at), button, held, modifiers)
    QApplication.sendEvent(slider, event)


def _wait(until: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE
    while not until():
        if time.perf_counter() > end:
            raise TimeoutError("the window did not get there in time")
        QApplication.processEvents()
