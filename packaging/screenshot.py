"""Take pictures of the real window: open it, train for a while, hover, grab."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

HERE = Path(__file__).resolve().parents[1]


def wait(until: Callable[[], bool], seconds: float = 60) -> None:
    """Let the window live until something holds."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there in time")
        live(0.02)


def live(seconds: float) -> None:
    """Let the window live for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def hover(window: QWidget, x: float, y: float) -> None:
    """Move the mouse to a place on the plane, given as shares of its size."""
    plane = window.findChild(QWidget, "latentPlane")
    assert plane is not None
    for step in (0.98, 0.99, 1.0):
        place = QPoint(int(plane.width() * x * step), int(plane.height() * y * step))
        QTest.mouseMove(plane, place)
        live(0.15)


def main() -> None:
    """Take one picture, as the options say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=HERE / "resources" / "screenshot.png")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--theme", choices=["light", "dark", "system"], default="light")
    parser.add_argument("--family", default="vae")
    parser.add_argument("--tab", default="Explore")
    parser.add_argument("--seconds", type=float, default=30, help="of training; 0 is idle")
    parser.add_argument("--data", default="")
    parser.add_argument("--at", default="0.62,0.4", help="where to hover, as shares of the plane")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("RUNS", "CONFIG", "CACHE"):
            os.environ[f"GENSTUDIO_{name}"] = str(Path(folder) / name.lower())
        take(args, Path(folder))


def take(args: argparse.Namespace, folder: Path) -> None:
    """Open the window, bring it where the options want it, and grab it."""
    from genstudio.core.language import tr
    from genstudio.gui.window import create_window

    application = QApplication(["genstudio"])
    window = create_window(folder / "runs")
    window.set_theme(args.theme)
    width, height = (int(n) for n in args.size.split("x"))
    window.resize(width, height)
    window.show()
    wait(lambda: window.session.ready and window.session.view is not None)
    if args.data:
        window.session.open_source(args.data)
        live(3)
    if args.family != window.session.family:
        window.session.choose_family(args.family)
    live(1)
    if args.seconds:
        button = window.findChild(QWidget, "trainButton")
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        live(args.seconds)
    tabs = window.findChild(QTabWidget)
    if tabs is not None:
        titles = [tabs.tabText(i).replace("&", "") for i in range(tabs.count())]
        tabs.setCurrentIndex(titles.index(tr(args.tab)))
    live(1)
    if args.tab == "Explore":
        hover(window, *(float(n) for n in args.at.split(",")))
    live(0.5)
    window.grab().save(str(args.out))
    window.close()
    application.quit()


if __name__ == "__main__":
    main()
