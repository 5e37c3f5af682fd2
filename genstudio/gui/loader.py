"""Imports what takes long, after the window is shown and without holding it up.

Two things stall a window while torch is imported: the dynamic linker, which Python's own
import runs under the interpreter lock (180 to 330 ms), and the garbage collector, which
walks 280,000 new objects (up to 200 ms). So the libraries are opened first by a foreign
call, which drops the lock, and the collector is off until everything is there.

pyqtgraph comes last, when Qt's classes have been made on the GUI thread (see bindings.py).
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import importlib.util
import os
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.core.events import Stop
from genstudio.gui import background, device
from genstudio.gui.bindings import Bindings
from genstudio.gui.jobs import Tasks

LIBRARIES = ("libc10.so", "libtorch_cpu.so", "libtorch.so", "libtorch_python.so")
ENGINE = (
    "torch",
    "genstudio.train.experiment",
    "genstudio.analysis.lens",
)
CURVES = "genstudio.gui.widgets.curves"  # and pyqtgraph with it
PATIENCE = 500  # ms in which the panels draw what there is to be seen
COLLECT_EVERY = 1000  # ms
FULL_EVERY = 10  # collections
LONGEST = 1.0  # seconds in which a worker waits for one: the GUI thread may be waiting for it


class Loader(QObject):
    """`ready` carries the families and the trainer's Config, `failed` a Failure."""

    ready = Signal(object, object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.collector = Collector(self)
        self._tasks = Tasks(self)
        self._bindings = Bindings(self)
        self._bindings.made.connect(self._load_curves)
        self._engine: Any = None
        self._finishing = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.collector.start)

    def start(self) -> None:
        """Begin to import, in a thread."""
        self._bindings.start()
        self._tasks.start("engine", load_engine, self._on_engine, self.failed.emit)

    def finish(self) -> None:
        """Begin to collect garbage; to be called when there is something to be seen."""
        if not self._finishing:
            self._finishing = True
            self._patience.start()

    def close(self, wait: bool = True) -> bool:
        """End the import that is on, and give the garbage collector back.

        Without `wait` it is left to itself where it goes on; returns whether it has ended.
        """
        self._patience.stop()
        self._bindings.stop()
        ended = self._tasks.close(wait)
        self.collector.close()
        return ended

    def _on_engine(self, engine: Any) -> None:
        self._engine = engine
        self._load_curves()

    @Slot()
    def _load_curves(self) -> None:
        if self._engine is not None and self._bindings.complete:
            self._tasks.start("curves", load_curves, self._on_curves, self.failed.emit)

    def _on_curves(self, _: Any) -> None:
        self.ready.emit(*self._engine)


class Collector(QObject):
    """Collects garbage on the GUI thread only: in a worker it would destroy Qt objects there.

    Who asks for a collection in another thread, as torch's compiler does, has it done here.
    """

    wanted = Signal(object)  # threading.Event, to be set when it is done

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._count = 0
        self._timer = QTimer(self, interval=COLLECT_EVERY)
        self._timer.timeout.connect(self.collect)
        self.wanted.connect(self._on_wanted)
        self._ident = threading.get_ident()
        self._before = gc.collect
        gc.disable()
        gc.collect = self._collect_here

    @Slot()
    def start(self) -> None:
        """Set aside what is there by now, for good, and collect the rest from time to time."""
        gc.freeze()
        self._timer.start()

    def close(self) -> None:
        """Leave the collector as it was found."""
        self._timer.stop()
        gc.unfreeze()
        if gc.collect == self._collect_here:
            gc.collect = self._before
        if self._was_on:
            gc.enable()

    @Slot()
    def collect(self) -> None:
        """Collect the young objects, and now and then all."""
        self._count += 1
        gc.collect(2 if self._count % FULL_EVERY == 0 else 1)

    def _collect_here(self, generation: int = 2) -> int:
        """Take the place of gc.collect; from a worker no number comes back."""
        if threading.get_ident() == self._ident:
            return self._before(generation)
        done = threading.Event()
        self.wanted.emit(done)
        done.wait(LONGEST)
        return 0

    @Slot(object)
    def _on_wanted(self, done: threading.Event) -> None:
        gc.collect()
        done.set()


def load_engine(stop: Stop) -> tuple[dict[str, Any], type]:
    """Import the engine; return the model families and the trainer's Config."""
    open_libraries()
    for name in ENGINE:
        importlib.import_module(name)
    device.probe()
    trainer = importlib.import_module("genstudio.train.trainer")
    return background.read_families(), trainer.Config


def load_curves(stop: Stop) -> None:
    """Import what draws curves; Qt's classes have to be made already."""
    importlib.import_module(CURVES)


def open_libraries() -> None:
    """Have the linker open torch's libraries by a call that does not hold Python's lock.

    Only a head start: where it cannot be done, the import does it.
    """
    if "torch" in sys.modules or not sys.platform.startswith("linux"):
        return
    found = importlib.util.find_spec("torch")
    if found is None or found.origin is None:
        return
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.restype, dlopen.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_int]
    for name in LIBRARIES:
        path = Path(found.origin).with_name("lib") / name
        if path.exists():
            dlopen(os.fsencode(path), os.RTLD_NOW)
