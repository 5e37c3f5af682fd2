"""The probe of the benches: how many different frames of each are painted in a second."""

from __future__ import annotations

import argparse
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject

from genstudio.gui import bench_tools as tools

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from genstudio.gui.theory.page import BenchPage

BENCHES = ("gan1d", "gan2d")
SETTLING = 2.0  # seconds until the first frames' one-off costs are over


class Painted(QObject):
    """Counts the paintings of a picture that show another frame than the one before."""

    def __init__(self, page: BenchPage, picture: QWidget) -> None:
        super().__init__(picture)
        self._page = page
        self._last: Any = None
        self.times: list[float] = []
        picture.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the picture being painted."""
        if event.type() == QEvent.Type.Paint and self._page.stage.frame is not self._last:
            self._last = self._page.stage.frame
            self.times.append(time.perf_counter())
        return False


def theory(args: argparse.Namespace) -> dict[str, Any]:
    """Play the benches at normal speed; frames per second, and the times between two of them."""
    window, _ = tools.open_window(args.folder)
    tools.wait(lambda: window.session.ready, 60)
    window.session.workspace_wanted.emit("theory")
    panel = tools.child(window, "theoryPanel")
    found: dict[str, Any] = {}
    for name in BENCHES:
        panel.bring(name)
        page = panel.page(name)
        tools.wait(partial(_seen, page), 60)
        page.stage.set_pace("normal")
        tools.live(SETTLING)
        painted = Painted(page, tools.child(page, f"{name}Chart"))
        began = time.perf_counter()
        tools.live(args.seconds)
        seconds = time.perf_counter() - began
        gaps = [(b - a) * 1e3 for a, b in zip(painted.times, painted.times[1:])]
        found[name] = {"fps": round(len(painted.times) / seconds, 1)} | tools.spread(gaps)
    window.close()
    return found


def _seen(page: BenchPage) -> bool:
    return page.stage.frame is not None
