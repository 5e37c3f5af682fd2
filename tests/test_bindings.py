"""Qt's Python classes are made on the GUI thread only: PySide cannot do it in two at once."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from genstudio.gui import bindings

ROOT = Path(__file__).resolve().parents[1]
# Opens a window, and prints which classes were still to be made when a worker began to import
# pyqtgraph, and how many were before.
SCRIPT = """
import json, time
from PySide6.QtWidgets import QApplication
application = QApplication([])
from genstudio.gui import bindings, loader
from genstudio.gui.window import create_window
import sys
left, load = [], loader.load_curves
def watched(stop):
    left.append([name for _, name in bindings.unmade()])
    left.append("pyqtgraph" in sys.modules)
    load(stop)
loader.load_curves = watched
window = create_window()
before = len(list(bindings.unmade()))
window.show()
start = time.monotonic()
while not window.session.engine_loaded:
    assert time.monotonic() - start < 100
    application.processEvents()
    time.sleep(0.005)
window.close()
print(json.dumps([before, *left, "pyqtgraph" in sys.modules]))
"""


def test_all_classes_are_made_before_a_worker_imports_pyqtgraph(tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False,
        capture_output=True, text=True, timeout=150, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    before, left, too_early, loaded = json.loads(done.stdout)
    assert before > 50  # else PySide makes them at once, and all of this is needless
    assert left == []
    assert not too_early
    assert loaded


def test_they_are_made_in_the_thread_of_the_window_with_pauses(qtbot, monkeypatch) -> None:
    asked = []

    class Module:
        def __dir__(self):
            return ["QFirst", "QSecond", "QThird"]

        def __getattr__(self, name):
            asked.append((name, threading.current_thread() is threading.main_thread()))
            return name

    monkeypatch.setattr(bindings, "MODULES", (Module(),))
    monkeypatch.setattr(bindings, "SLICE", 0.0)
    made = bindings.Bindings()
    with qtbot.waitSignal(made.made):
        made.start()
        assert not asked
        made._go_on()
        assert len(asked) == 1  # a class takes longer than no time
        assert not made.complete
    assert asked == [("QFirst", True), ("QSecond", True), ("QThird", True)]
    assert made.complete
