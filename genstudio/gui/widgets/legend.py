"""Which colour and which mark is which class; a click switches one off and on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.marks import mark_pixmap
from genstudio.gui.widgets.text import tip

MOST = 40  # buttons; a set with more classes is told apart by the labels under the mouse
LONGEST = 18


class _Entry(QToolButton):
    """The switch of one class.

    Signals: isolated(index) on double-click, Ctrl+click or Return; chosen(index) on Shift+click,
    Shift+Return or from its menu.
    """

    isolated = Signal(object)
    chosen = Signal(int)

    def __init__(self, index: int, name: str, colour: str) -> None:
        super().__init__()
        self.index = index
        self.setObjectName(f"class{index}")
        self.setCheckable(True)
        self.setChecked(True)
        self.setProperty("kind", "legend")
        short = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
        self.setText(short.replace("&", "&&"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName(tr("Class {name}", name=name))
        said = tr(
            "Class {name}: click hides or shows it, Ctrl+click shows only it, Shift+click selects "
            "its points",
            name=name,
        )
        self.setToolTip(tip(said))
        self.setAccessibleDescription(
            tr("Space hides or shows it, Return shows only it, Shift+Return selects its points")
        )
        self.recolour(colour)

    def recolour(self, colour: str) -> None:
        """Draw the mark in another colour."""
        grey, ratio = theme.colours().hidden, self.devicePixelRatioF()
        both = QIcon()
        for state, paint in ((QIcon.State.On, colour), (QIcon.State.Off, grey)):
            both.addPixmap(mark_pixmap(self.index, paint, 16, ratio), QIcon.Mode.Normal, state)
        self.setIcon(both)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show only this class on Ctrl+click, and select its points on Shift+click."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.chosen.emit(self.index)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.isolated.emit(self.index)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show only this class on a double-click."""
        self.isolated.emit(self.index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show only this class on Return, and select its points with Shift."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            select = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.chosen if select else self.isolated).emit(self.index)
        else:
            super().keyPressEvent(event)


class Legend(Described, QWidget):
    """One switch a class.

    Signals: hidden_changed(set of class numbers); chosen(class number): its points are wanted.
    """

    ROLE = Role.Grouping
    hidden_changed = Signal(object)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self.setAccessibleName(tr("Classes"))
        accessible.install()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = Flow(self)
        self._entries: list[_Entry] = []
        self._classes: tuple[str, ...] = ()
        self._hidden: set[int] = set()

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Show these classes, all switched on."""
        if classes == self._classes:
            return
        self._classes, self._hidden, self._entries = classes, set(), []
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        colours = theme.colours().classes(len(classes))
        for index, name in enumerate(classes[:MOST]):
            entry = _Entry(index, name, colours[index])
            entry.toggled.connect(self._on_toggled)
            entry.isolated.connect(self._on_isolated)
            entry.chosen.connect(self.chosen)
            self._entries.append(entry)
            self._flow.addWidget(entry)
        if len(classes) > MOST:
            self._flow.addWidget(QLabel(tr("and %n more", "", len(classes) - MOST)))
        self.setVisible(bool(classes))
        self.updateGeometry()

    def spoken_value(self) -> str:
        """Return which classes are switched off, in words."""
        names = [self._classes[i] for i in sorted(self._hidden) if i < len(self._classes)]
        return tr("hidden: {names}", names=", ".join(names)) if names else tr("all are shown")

    @property
    def hidden(self) -> set[int]:
        """The classes that are switched off."""
        return set(self._hidden)

    def set_hidden(self, hidden: set[int]) -> None:
        """Switch exactly these classes off; emits hidden_changed when that is a change."""
        for entry in self._entries:
            entry.blockSignals(True)
            entry.setChecked(entry.index not in hidden)
            entry.blockSignals(False)
        if hidden != self._hidden:
            self._hidden = set(hidden)
            self.hidden_changed.emit(self.hidden)

    def changeEvent(self, event: QEvent) -> None:
        """Colour the marks anew when the theme changes."""
        if event.type() == QEvent.Type.PaletteChange:
            colours = theme.colours().classes(len(self._classes))
            for entry in self._entries:
                entry.recolour(colours[entry.index])
        super().changeEvent(event)

    @Slot(bool)
    def _on_toggled(self, _shown: bool) -> None:
        off = {entry.index for entry in self._entries if not entry.isChecked()}
        self._hidden = off
        self.hidden_changed.emit(self.hidden)

    @Slot(object)
    def _on_isolated(self, index: int) -> None:
        others = set(range(len(self._classes))) - {index}
        self.set_hidden(set() if self._hidden == others else others)
