"""Goes through the whole window by keyboard, as a person would who sees nothing, and notes facts.

What is noted outlives the window, so that one window serves many tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QToolBar,
    QWidget,
)

USED = (
    QAbstractButton,
    QComboBox,
    QAbstractSpinBox,
    QAbstractSlider,
    QAbstractItemView,
    QLineEdit,
    QTabBar,
)
PRIVATE = ("qt_", "ScrollLeftButton", "ScrollRightButton")  # what Qt makes for itself
NOTHING = (QAccessible.Role.NoRole, QAccessible.Role.Client)
LABEL = QAccessible.RelationFlag.Label
MOST = 200  # presses of Tab: more than there are controls


@dataclass(frozen=True)
class Control:
    """One control as it is found in a place of the program."""

    who: str  # for the person who reads what a test found
    kind: str
    name: str
    described: bool  # by a role and a state that say what it is and that it can be used
    mute: bool  # shows an icon only, and does not say what it does
    pane: str
    height: int  # px from the pane's top, as if nothing were scrolled
    reached: bool
    focus_seen: bool


@dataclass
class Place:
    """One view of the program: a workspace, a tab, a dialog."""

    title: str
    controls: list[Control]
    tabbed: list[str] = field(default_factory=list)  # who has the focus, press after press
    backed: list[str] = field(default_factory=list)  # the same with Shift+Tab
    panes: list[str] = field(default_factory=list)  # the pane of each of `tabbed`
    heights: list[tuple[str, int]] = field(default_factory=list)


def look(title: str, window: QWidget) -> Place:
    """Walk through a window that is shown and has the focus; note all there is to know."""
    there = controls(window)
    start = window.findChild(QWidget, "resetButton") or there[0]
    # There and back at once: between two turns of the event loop controls come and go.
    order = walk(start, Qt.Key.Key_Tab)
    back = walk(order[-1], Qt.Key.Key_Backtab)
    place = Place(title, [note(widget, window, order) for widget in there])
    place.tabbed = [who(widget) for widget in order]
    place.backed = [who(widget) for widget in back]
    place.panes = [pane(widget, window) for widget in order]
    place.heights = [(pane(widget, window), height(widget, window)) for widget in order]
    return place


def private(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inside = isinstance(parent, QAbstractSpinBox | QComboBox)  # is reached as its parent
    titled = isinstance(parent, QDockWidget) and isinstance(widget, QAbstractButton)
    cleared = isinstance(parent, QLineEdit)  # Qt's button in it: the keys clear it as well
    own = widget.objectName().startswith(PRIVATE) and not isinstance(widget, QTabBar)
    part = isinstance(widget, QScrollBar | QHeaderView)  # of a list or a table
    return own or inside or titled or cleared or part


def controls(window: QWidget) -> list[QWidget]:
    """Return what a person can use on the screen."""
    found = []
    for widget in window.findChildren(QWidget):
        usable = isinstance(widget, USED) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        shown = widget.isVisible() and widget.isEnabled() and widget.window() is window
        stands_for_itself = widget.focusProxy() is None
        if usable and shown and stands_for_itself and not private(widget):
            found.append(widget)
    return found


def walk(start: QWidget, key: Qt.Key) -> list[QWidget]:
    """Press Tab until it comes round; return what had the focus, in order."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    for _ in range(MOST):
        focused = start.window().focusWidget()
        assert focused is not None
        if focused in visited[:-1]:
            break
        if focused not in visited:  # a page keeps the keyboard from link to link
            visited.append(focused)
        QTest.keyClick(focused, key)
    return visited


def note(widget: QWidget, window: QWidget, order: list[QWidget]) -> Control:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    area = isinstance(widget, QScrollArea)  # has no role of its own in Qt: its name says it
    role = area or interface.role() not in NOTHING
    return Control(
        who=who(widget),
        kind=type(widget).__name__,
        name=name_of(widget, interface),
        described=role and bool(interface.state().focusable),
        mute=is_mute(widget),
        pane=pane(widget, window),
        height=height(widget, window),
        reached=widget in order,
        focus_seen=focus_seen(widget, window),
    )


def name_of(widget: QWidget, interface: QAccessibleInterface) -> str:
    """Return what a control is called where it is read out.

    On Linux Qt tells what a box shows in place of its name; its label is told apart.
    """
    if isinstance(widget, QComboBox):
        labels = [other for other, kind in interface.relations() if kind == LABEL]
        return labels[0].text(QAccessible.Text.Name).strip() if labels else ""
    return interface.text(QAccessible.Text.Name).strip()


def who(widget: QWidget) -> str:
    parent = widget.parentWidget()
    inside = "" if parent is None else parent.objectName() or type(parent).__name__
    return f"{type(widget).__name__} {widget.objectName()!r} in {inside}"


def is_mute(widget: QWidget) -> bool:
    iconic = isinstance(widget, QAbstractButton) and not widget.text()
    return iconic and not (widget.accessibleName() and widget.toolTip())


def pane(widget: QWidget, window: QWidget) -> str:
    """Return which pane of the window a widget is in; its own class where there are none."""
    around: QWidget | None = widget
    while around is not None and around.parentWidget() is not window:
        around = around.parentWidget()
    named = isinstance(around, QDockWidget | QToolBar)
    return around.objectName() if named and around is not None else "centre"


def height(widget: QWidget, window: QWidget) -> int:
    """Return where a widget is, in px from the window's top, before anything is scrolled."""
    y = widget.mapTo(window, QPoint(0, 0)).y()
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            y += around.verticalScrollBar().value()
        around = around.parentWidget()
    return y


def focus_seen(widget: QWidget, window: QWidget) -> bool:
    """Whether the picture of a control changes when it gets the keyboard."""
    if isinstance(widget, QTabBar) and widget.count() < 2:
        return True
    widget.setFocus(Qt.FocusReason.TabFocusReason)  # brings it into view where it scrolls
    QApplication.processEvents()
    if window.focusWidget() is not widget:
        return False
    seen = widget.rect().adjusted(-4, -4, 4, 4).translated(widget.mapTo(window, QPoint()))
    with_focus = window.grab(seen & window.rect()).toImage()
    window.setFocus()
    return window.grab(seen & window.rect()).toImage() != with_focus
