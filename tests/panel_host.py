"""A session with the engine and the digits, and one panel on the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget
from windows import wait

from genstudio.gui import background
from genstudio.gui.session import Session

SIZE = (720, 560)
QUIET = {"threads": 1, "steps": 0, "epochs": 0, "seconds": 0}


@contextmanager
def session_on_digits(qtbot, tmp_path) -> Iterator[Session]:
    """Open a session in which the digits lie on the pPCA plane; VAE is chosen."""
    from genstudio.train.settings import Config

    session = Session(tmp_path / "runs")
    session.messages = []
    session.message.connect(session.messages.append)
    session.set_engine(background.read_families(), Config)
    try:
        wait(qtbot, lambda: session.view is not None)
        session.set_values({"hidden": 32}, QUIET)
        yield session
    finally:
        assert session.close()


@contextmanager
def on_screen(qtbot, session: Session, module: ModuleType, size=SIZE) -> Iterator[Any]:
    """Show a panel; end its threads afterwards."""
    host = QWidget()
    qtbot.addWidget(host)
    panel = module.Panel(session, host)
    host.setFixedSize(*size)
    panel.setGeometry(0, 0, *size)
    host.show()
    try:
        yield panel
    finally:
        if hasattr(panel, "close_panel"):
            panel.close_panel()


def train_to(qtbot, session: Session, step: int) -> None:
    """Train until at least this step is shown, and a later one than before, then pause."""
    view = session.view
    least = step if view.record.family != session.family else max(step, view.step + 1)
    session.train()
    wait(qtbot, lambda: session.view.step >= least and session.view.record.family == session.family)
    session.pause()
    rest(qtbot, session)


def train_exactly(qtbot, session: Session, steps: int) -> None:
    """Train a new run to its end, so that what is found in its model is so on any machine."""
    session.set_values({}, {"steps": steps})
    session.train()
    wait(qtbot, lambda: session.state == "ready" and session.view.step == steps)


def rest(qtbot, session: Session) -> None:
    """Wait until the training that was paused stands still, and show the last that it told."""
    job = session._driver._job
    wait(qtbot, lambda: session.state == "paused" and job._go._cond._waiters)
    session._driver.drain()


def choose_family(qtbot, session: Session, name: str, values: dict[str, Any]) -> None:
    """Choose another family, once the open run is saved, and its settings."""
    session.choose_family(name)
    wait(qtbot, lambda: session.family == name and session.state == "ready")
    session.set_values(values, QUIET)


def pick(qtbot, box: QComboBox, text: str) -> None:
    """Choose an entry of a combo box with the keyboard."""
    box.setFocus()
    qtbot.keyClicks(box, text)
    assert box.currentText() == text
