"""A whole window for a test, and a mouse to use it with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from genstudio.gui.window import MainWindow, create_window

TIMEOUT = 60_000  # ms: nobody waits for it but where something is wrong


@contextmanager
def opened(qtbot, runs: Path | None = None, *, ready: bool = True) -> Iterator[MainWindow]:
    """Open a window; wait until engine and data are there; close it in the end."""
    window = create_window(runs)
    qtbot.addWidget(window)
    window.resize(1280, 800)  # the offscreen screen is smaller
    window.show()
    try:
        if ready:
            wait(qtbot, lambda: window.session.ready and window.session.view is not None)
            window.session.set_values({}, {"threads": 1})
        yield window
    finally:
        window.close()
        assert window.ended


def wait(qtbot, condition: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=TIMEOUT)


def rested(qtbot, stage) -> int:
    """Return the step at which a bench rests: whatever was on its way has come.

    The bench answers in the order it is asked; a second answer tells that it made no step more.
    """
    name = min(stage._live_names())
    for _ in range(2):
        known = stage.config
        stage.change(name, getattr(known, name))
        wait(qtbot, lambda known=known: stage.config is not known)
    return stage.step


def child(window: QWidget, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None, f"there is no {name}"
    return found


def click(qtbot, widget: QWidget, at: QPoint | None = None) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def hover(widget: QWidget, at: QPoint) -> None:
    """Move the mouse over a widget, without a button."""
    none = Qt.MouseButton.NoButton
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, widget.mapToGlobal(place), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def focus(qtbot, widget: QWidget) -> QWidget:
    """Give a widget the keyboard."""

    def active() -> bool:
        # Asked for anew: a window that was shown just before may take it a moment later.
        widget.window().activateWindow()
        return widget.window().isActiveWindow()

    qtbot.waitUntil(active, timeout=TIMEOUT)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus, timeout=TIMEOUT)
    return widget


def choose(qtbot, box: QComboBox, text: str) -> None:
    """Choose an entry of a combo box with the mouse."""
    row = box.findText(text)
    assert row >= 0, f"{text!r} is not in {[box.itemText(i) for i in range(box.count())]}"
    click(qtbot, box)
    qtbot.waitUntil(lambda: box.view().isVisible(), timeout=TIMEOUT)
    qtbot.wait(QApplication.doubleClickInterval())  # until then Qt takes it for the first click
    view = box.view()  # PySide may have dropped the Python object of the first call meanwhile
    area = view.visualRect(box.model().index(row, box.modelColumn()))
    hover(view.viewport(), area.center())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
