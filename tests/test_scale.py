"""Enlarged screens and enlarged text: nothing is cut, and nothing is out of reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Trains a little, and prints what is cut, how large the window is, and what became of the curves.
SCRIPT = """
import json, sys, time
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
application = QApplication([])
font = application.font()
font.setPointSizeF(font.pointSizeF() * float(sys.argv[1]))
application.setFont(font)
from genstudio.gui.window import create_window
from tests.clipping import cut, outside
def until(holds, least=0.3):
    start = time.monotonic()
    while time.monotonic() - start < least or not holds():
        assert time.monotonic() - start < 60
        application.processEvents()
        time.sleep(0.01)
window = create_window()
window.show()
session = window.session
until(lambda: session.ready and session.view is not None)
session.toggle()
until(lambda: session.step >= 20)
session.toggle()
until(lambda: session.state == "paused")
faults = []
for index in range(window.tabs.count()):
    window.tabs.setCurrentIndex(index)
    until(lambda: session.guest is None or session.guest.frame is not None)  # a bench is there
    until(lambda: True, 0.5)
    for _ in range(20):  # a layout may still be on its way
        found = cut(window) + outside(window)
        if not found:
            break
        until(lambda: True, 0.25)
    faults += found
window.tabs.setCurrentIndex(0)  # an application may have sent the curves away
until(lambda: True, 0.3)
screen = window.screen().availableGeometry().size()
fits = window.size().boundedTo(screen) == window.size()
curves = window.docks["bottom"]
docked = curves.isVisible()
if not docked:
    curves.toggleViewAction().trigger()
    until(lambda: curves.isVisible())
print(json.dumps({
    "faults": faults, "fits": fits, "docked": docked,
    "screen": screen.toTuple(), "ratio": window.devicePixelRatioF(),
    "reached": curves.isVisible() and (docked or curves.isFloating()),
    "within": curves.size().boundedTo(screen) == curves.size(),
    "unmoved": window.size().boundedTo(screen) == window.size(),
}))
window.close()
assert window.ended
"""


def looked_at(folder: Path, screen: tuple[int, int], scale: float, text: float) -> dict:
    """Open a window on a screen of so many pixels; return what the script prints."""
    config = folder / "screen.json"
    described = {"name": "one", "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    described |= {"width": screen[0], "height": screen[1]}
    config.write_text(json.dumps({"screens": [described]}))
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCALE_FACTOR": str(scale),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(text)],
        env=environment, capture_output=True, text=True, timeout=150, check=False, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("screen", "scale", "text", "docked"),
    [
        ((1920, 1080), 1.5, 1.0, True),
        ((1920, 1080), 2.5, 1.0, False),
        ((3840, 2160), 2.5, 1.0, True),
        ((1920, 1080), 1.0, 1.55, True),
    ],
    ids=["150 %", "250 %", "250 % of 4K", "14 pt"],
)
def test_nothing_is_cut_and_the_window_fits_the_screen(tmp_path, screen, scale, text, docked):
    found = looked_at(tmp_path, screen, scale, text)
    assert found["faults"] == []
    assert found["ratio"] == scale
    assert found["screen"] == [round(side / scale) for side in screen]
    assert found["fits"]
    assert found["docked"] is docked
    assert found["reached"]
    assert found["within"]
    assert found["unmoved"]
