"""The hand that leads the tour: it moves, clicks, drags and types in the real window."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QSlider, QTabBar, QTabWidget, QWidget

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
TIMEOUT = 120.0  # seconds
MOVES = 12  # places of the mouse on a way
SETTLED = 1.5  # seconds before a picture
COLOURS = 256  # of a picture: a third of the size, and nothing to be seen of it
WIDTH = 960  # px of a frame of the film
Place = tuple[float, float]  # shares of a widget's width and height


class Guide:
    """Does with the mouse and the keyboard what a person would, at a person's pace.

    `pace` 0 waits for nothing but what has to be there. With `fps` the window is photographed as
    often, into `frames`.
    """

    def __init__(
        self, window: Any, pace: float = 1.0, fps: float = 0.0, pictures: Path | None = None
    ) -> None:
        self.window = window
        self.pictures = pictures  # the folder of pictures, and what their names end in
        self.ending = ""
        self.pace = pace
        self.frames: list[np.ndarray] = []
        self._every = 1 / fps if fps else 0.0
        self._next = time.monotonic()
        self._caption = QLabel(window)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._caption.setWordWrap(True)
        self._caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._caption.setStyleSheet(
            "background: rgba(16, 21, 28, 225); color: white; border-radius: 10px; padding: 10px;"
        )
        self._caption.hide()

    @property
    def session(self) -> Any:
        """The window's session, to look at."""
        return self.window.session

    def child(self, name: str, inside: QWidget | None = None) -> Any:
        """Return the visible widget of a name."""
        found = (inside or self.window).findChildren(QWidget, name)
        seen = [widget for widget in found if widget.isVisible()] or found
        assert seen, f"there is no {name}"
        return seen[0]

    # Time

    def live(self, seconds: float) -> None:
        """Let the window live, and be photographed."""
        end = time.monotonic() + seconds
        while True:
            QApplication.processEvents()
            now = time.monotonic()
            if self._every and now >= self._next:
                self._next = now + self._every
                self._photograph()
            if now >= end:
                return
            time.sleep(0.004)

    def rest(self, seconds: float) -> None:
        """Give a person who watches the time to see."""
        self.live(seconds * self.pace)

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait for something; an AssertionError says what did not come."""
        end = time.monotonic() + TIMEOUT
        while not condition():
            assert time.monotonic() < end, f"did not come in time: {what or condition}"
            self.live(0.01)

    def say(self, text: str) -> None:
        """Show a sentence at the foot of the window."""
        self._caption.setText(text)
        width = min(620, self.window.width() - 80)
        self._caption.setFixedWidth(width)
        self._caption.adjustSize()
        x, y = (self.window.width() - width) // 2, self.window.height() - 330
        self._caption.move(x, y)
        self._caption.setVisible(self.pace > 0)
        self._caption.raise_()
        self.rest(0.6)

    def picture(self, name: str) -> None:
        """Take a picture of the whole window, where pictures are wanted."""
        if self.pictures is None:
            return
        self._caption.hide()
        self.live(SETTLED)
        path = self.pictures / f"{name}{self.ending}.png"
        self.window.grab().save(str(path))
        with Image.open(path) as image:
            small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(path, optimize=True)

    # The hand

    def at(self, widget: QWidget, place: Place = (0.5, 0.5)) -> QPoint:
        """Return a place of a widget in its own pixels."""
        return QPoint(int(widget.width() * place[0]), int(widget.height() * place[1]))

    def move(self, widget: QWidget, way: Sequence[Place]) -> None:
        """Move over a widget, from place to place."""
        for first, last in pairwise(way) if len(way) > 1 else [(way[0], way[0])]:
            for share in np.linspace(0, 1, MOVES):
                spot = tuple(a + share * (b - a) for a, b in zip(first, last))
                QTest.mouseMove(widget, self.at(widget, spot))  # type: ignore[arg-type]
                self.live(0.03 * self.pace)

    def click(
        self, widget: QWidget, place: Place = (0.5, 0.5), keys: Qt.KeyboardModifier = NONE
    ) -> None:
        """Click a widget that can be clicked."""
        self.until(lambda: widget.isVisible() and widget.isEnabled(), widget.objectName())
        QTest.mouseClick(widget, LEFT, keys, self.at(widget, place))
        self.live(0.02)

    def drag(self, widget: QWidget, way: Sequence[Place], keys: Qt.KeyboardModifier = NONE) -> None:
        """Press, move along the way, and let go."""
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent

        def send(kind: QEvent.Type, spot: QPoint, buttons: Qt.MouseButton) -> None:
            place = QPointF(spot)
            button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
            there = widget.mapToGlobal(place)
            QApplication.sendEvent(widget, QMouseEvent(kind, place, there, button, buttons, keys))

        send(QEvent.Type.MouseButtonPress, self.at(widget, way[0]), LEFT)
        for first, last in pairwise(way):
            for share in np.linspace(0, 1, MOVES)[1:]:
                spot = tuple(a + share * (b - a) for a, b in zip(first, last))
                send(QEvent.Type.MouseMove, self.at(widget, spot), LEFT)  # type: ignore[arg-type]
                self.live(0.03 * self.pace)
        send(QEvent.Type.MouseButtonRelease, self.at(widget, way[-1]), Qt.MouseButton.NoButton)
        self.live(0.02)

    def drop(self, widget: QWidget, data: QMimeData) -> None:
        """Let something fall on a widget, as the end of a drag does."""
        place, action = QPointF(self.at(widget)), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(place.toPoint(), action, data, LEFT, NONE)
        QApplication.sendEvent(widget, enter)
        assert enter.isAccepted(), f"{widget.objectName()} does not take it"
        QApplication.sendEvent(widget, QDropEvent(place, action, data, LEFT, NONE))
        self.live(0.05)

    def carry(self, source: QWidget, start: Place, target: QWidget) -> None:
        """Drag something out of one widget and let it fall on another.

        The system's own drag takes the mouse from the program: what it would carry is taken out of
        its hands at the moment in which it begins.
        """
        taken: list[QMimeData] = []

        def begin(drag: QDrag, *_: object) -> Qt.DropAction:
            copy, data = QMimeData(), drag.mimeData()
            for kind in data.formats():
                copy.setData(kind, data.data(kind))
            taken.append(copy)
            return Qt.DropAction.CopyAction

        before = QDrag.exec
        QDrag.exec = begin  # type: ignore[assignment, method-assign]
        try:
            self.drag(source, [start, (min(start[0] + 0.15, 1), min(start[1] + 0.15, 1))])
        finally:
            QDrag.exec = before  # type: ignore[method-assign]
        assert taken, f"nothing can be dragged out of {source.objectName()}"
        self.drop(target, taken[0])

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key where a widget has the keyboard."""
        widget.setFocus()
        QTest.keyClick(widget, key)
        self.live(0.02)

    def type(self, editor: Any, text: str) -> None:
        """Replace what stands in an editor."""
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        self.live(0.05)

    def slide(self, slider: QSlider, share: float) -> None:
        """Drag a slider's handle to a share of its way."""
        span = slider.maximum() - slider.minimum()
        now = (slider.value() - slider.minimum()) / max(1, span)
        inside = 0.04, 0.92
        spots = [(inside[0] + inside[1] * value, 0.5) for value in (now, share)]
        self.drag(slider, spots)

    def choose(self, box: QComboBox, row: int) -> None:
        """Choose a row of a combo box by its keys."""
        box.setFocus()
        while box.currentIndex() != row:
            key = Qt.Key.Key_Down if box.currentIndex() < row else Qt.Key.Key_Up
            before = box.currentIndex()
            QTest.keyClick(box, key)
            self.live(0.05 * self.pace)
            assert box.currentIndex() != before, f"{box.objectName()} does not move"
        self.live(0.02)

    def workspace(self, module: str) -> None:
        """Click the tab of a panel, be it a workspace or in a pane."""
        panel = next(
            panel for panel in self.window.panels() if type(panel).__module__.endswith(f".{module}")
        )
        tabs = panel.parentWidget()
        while tabs is not None and not isinstance(tabs, QTabWidget):
            tabs = tabs.parentWidget()
        assert isinstance(tabs, QTabWidget), module
        self.tab(tabs, tabs.indexOf(panel))
        self.until(panel.isVisible, module)
        self.rest(0.5)

    def tab(self, tabs: QTabWidget, index: int) -> None:
        """Click a tab."""
        bar: QTabBar = tabs.tabBar()
        self.until(lambda: index < bar.count(), "the tabs")
        QTest.mouseClick(bar, LEFT, NONE, bar.tabRect(index).center())

    def save_film(self, path: Path, fps: float) -> None:
        """Write what was photographed."""
        from genstudio.analysis import movie

        movie.write(path, iter(self.frames), fps, count=len(self.frames))

    def _photograph(self) -> None:
        image = self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        small = image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
        rows = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), -1)
        self.frames.append(rows[:, : 3 * small.width()].reshape(small.height(), -1, 3).copy())
