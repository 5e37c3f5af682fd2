"""The two groups of deep feature interpolation, taken from the plane with the mouse."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.windows import child, choose, click, opened, wait

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
HINT = "Select pictures with the lasso"


def lasso(plane, left, right):
    """Go from corner to corner of what is between two shares of the plane's width, with Shift."""
    x0, x1 = left * plane.width(), right * plane.width()
    y0, y1 = 0.05 * plane.height(), 0.95 * plane.height()
    way = [QPointF(x, y) for x, y in ((x0, y0), (x1, y1), (x1, y1))]
    kinds = [QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove]
    for kind, place in zip([*kinds, QEvent.Type.MouseButtonRelease], way, strict=True):
        moved = kind == QEvent.Type.MouseMove
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        button = Qt.MouseButton.NoButton if moved else LEFT
        event = QMouseEvent(kind, place, plane.mapToGlobal(place), button, held, SHIFT)
        QApplication.sendEvent(plane, event)


def tab(qtbot, tabs, title):
    """Click the tab of a title."""
    bar = tabs.tabBar()
    index = next(i for i in range(bar.count()) if bar.tabText(i) == title)
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(index).center())


def test_two_lassos_in_explore_become_the_groups(qtbot):
    with opened(qtbot) as window:
        session = window.session
        plane, workspaces = child(window, "latentPlane"), child(window, "workspaces")
        wait(qtbot, lambda: session.cloud is not None and plane.isVisible())
        tab(qtbot, workspaces, "Applications")
        tab(qtbot, child(window, "applicationTabs"), "Features")
        page = child(window, "featuresPage")
        wait(qtbot, lambda: page.able and page.choice.source.isVisible())
        choose(qtbot, page.choice.source, "Two lassos in Explore")
        wait(qtbot, lambda: page.choice.why.text().startswith(HINT))
        for place, (left, right) in enumerate(((0.02, 0.45), (0.55, 0.98))):
            tab(qtbot, workspaces, "Explore")
            wait(qtbot, plane.isVisible)
            session.set_selected(np.zeros(0, np.int64))
            lasso(plane, left, right)
            wait(qtbot, lambda: len(session.selected) > 1)
            tab(qtbot, workspaces, "Applications")
            take = page.choice.takes[place]
            wait(qtbot, lambda take=take: take.isVisible() and take.isEnabled())
            click(qtbot, take, QPoint(12, take.height() // 2))
        wait(qtbot, page.button.isEnabled)
        groups = page.choice.groups
        assert len(groups.has) > 1
        assert not np.isin(groups.has, groups.lacks).any()
