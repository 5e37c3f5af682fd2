"""Where Tab leads: through the window as it is read, whatever order the widgets were made in.

Panels make and unmake controls all the time (the forms of a family, the entries of a legend), so
the order is found anew at each press: from layout to layout, as they are filled.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QLayout,
    QMainWindow,
    QScrollArea,
    QTabWidget,
    QToolBar,
    QWidget,
)

Area = Qt.DockWidgetArea
WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox)  # their parts get no focus of their own


def move(window: QMainWindow, *, forward: bool) -> bool:
    """Give the keyboard to the next control of the window, or to the one before.

    After the last comes the first. Returns whether there is any. A pane that floats is a window
    of its own.
    """
    order = [control for pane in panes(window) for control in controls(pane)]
    present = QApplication.focusWidget()
    if not order:
        return False
    if present in order:
        place = order.index(present) + (1 if forward else -1)
    else:
        place = _beside(window, present, order, forward=forward)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[place % len(order)].setFocus(reason)
    return True


def panes(window: QMainWindow) -> list[QWidget]:
    """Return the bars, the panes on the left, the middle, those on the right and those below."""
    docks: dict[Qt.DockWidgetArea, list[QDockWidget]] = {}
    for dock in window.findChildren(QDockWidget):
        docks.setdefault(window.dockWidgetArea(dock), []).append(dock)
    for beside in docks.values():
        beside.sort(key=lambda dock: (dock.y(), dock.x()))
    before = [*docks.get(Area.TopDockWidgetArea, []), *docks.get(Area.LeftDockWidgetArea, [])]
    after = [*docks.get(Area.RightDockWidgetArea, []), *docks.get(Area.BottomDockWidgetArea, [])]
    middle = window.centralWidget()
    return [*window.findChildren(QToolBar), *before, *([middle] if middle else []), *after]


def controls(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widget and what is in it, as far as Tab may stop there now, in reading order."""
    if not widget.isVisible() or widget.isWindow():
        return
    stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if stops and widget.isEnabled() and widget.focusProxy() is None:
        yield widget
    if not isinstance(widget, WHOLE):
        for inner in parts(widget):
            yield from controls(inner)


def parts(widget: QWidget) -> list[QWidget]:
    """Return the widgets inside one: those of its layout first, in the layout's order."""
    if isinstance(widget, QTabWidget):
        return [part for part in (widget.tabBar(), widget.currentWidget()) if part is not None]
    if isinstance(widget, QDockWidget):
        return [part for part in (widget.titleBarWidget(), widget.widget()) if part is not None]
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [] if inner is None else [inner]
    if isinstance(widget, QAbstractScrollArea):
        return []
    layout = widget.layout()
    first = [] if layout is None else list(_held(layout))
    seen = set(first)
    children = [child for child in widget.children() if isinstance(child, QWidget)]
    return [*first, *(child for child in children if child not in seen)]


def _held(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        held, inner = item.widget(), item.layout()
        if held is not None:
            yield held
        elif inner is not None:
            yield from _held(inner)


def _beside(
    window: QWidget, present: QWidget | None, order: list[QWidget], *, forward: bool
) -> int:
    """Return where to go from a widget that Tab does not lead to, such as a plot or a pane."""
    around = present
    while around is not None and around is not window:
        inside = [place for place, control in enumerate(order) if around.isAncestorOf(control)]
        if inside:
            return inside[0] if forward else inside[-1]
        around = around.parentWidget()
    return 0 if forward else -1
