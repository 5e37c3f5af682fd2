"""The window during a lesson: the lesson's place in it, and the panes opened for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QWidget
from shiboken6 import isValid

from genstudio.core.language import tr
from genstudio.gui.form import Field, Form
from genstudio.gui.lesson_hidden import Hidden, dock_of

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea


class Stage:
    """Changes the frame of the window, and puts all of it back."""

    def __init__(self, window: MainWindow, hidden: Hidden, card: QWidget, header: QWidget) -> None:
        self._window = window
        self._hidden = hidden
        self._opened: list[QDockWidget] = []  # the user had them closed
        self._unfolded: list[QAbstractButton] = []
        self.dock = QDockWidget(tr("Lesson"), window)
        self.dock.setObjectName("lessonDock")
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.dock.setTitleBarWidget(header)
        self.dock.setWidget(card)
        window.addDockWidget(LEFT, self.dock)
        left = window.docks["left"]
        if not left.isFloating() and window.dockWidgetArea(left) == LEFT:
            window.splitDockWidget(self.dock, left, Qt.Orientation.Vertical)
        self.dock.show()

    def reveal(self, target: QWidget | None) -> None:
        """Open the closed dock, or the folded settings, that a widget lies in, for the lesson."""
        dock = dock_of(target)
        if dock is not None and dock.isHidden() and not self._hidden.keeps(dock):
            dock.show()
            self._opened.append(dock)
        field = target.parentWidget() if target is not None else None
        if isinstance(field, Field) and field.setting.hint.advanced:
            self._unfold(field)

    def clear(self) -> None:
        """Put everything back to how it was before the lesson."""
        for dock in self._opened:
            dock.hide()
        for button in self._unfolded:
            if isValid(button):
                button.setChecked(False)
        self._window.removeDockWidget(self.dock)
        self.dock.deleteLater()

    def _unfold(self, field: Field) -> None:
        form: QWidget | None = field
        while form is not None and not isinstance(form, Form):
            form = form.parentWidget()
        button = None if form is None else form.findChild(QAbstractButton, "advancedToggle")
        if button is not None and not button.isChecked():
            button.setChecked(True)
            self._unfolded.append(button)
