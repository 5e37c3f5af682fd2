"""What assistive tools are told about widgets that are drawn by hand: role, value, news.

Qt takes a plain QWidget for a container without meaning. A widget that derives from `Described`
says what it is (`ROLE`) and what it shows (`spoken_value`); its name and description are the
usual `setAccessibleName` and `setAccessibleDescription`.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleValueChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QComboBox, QLabel, QWidget

Role = QAccessible.Role

_installed: list[QCoreApplication | None] = []


class Described:
    """Mixed into a QWidget: its role, and its value in words."""

    ROLE: ClassVar[QAccessible.Role] = Role.Client

    def spoken_value(self) -> str:
        """Return what the widget shows at the moment, in words; empty for nothing."""
        return ""


class _Interface(QAccessibleWidget):
    """A widget's ordinary interface with a role and a value of its own."""

    def text(self, which: QAccessible.Text) -> str:
        """Return the name, the description or, from the widget itself, the value."""
        widget = self.object()
        if which == QAccessible.Text.Value and isinstance(widget, Described):
            return widget.spoken_value()
        return super().text(which)


def install() -> None:
    """Have Qt ask here for the roles of drawn widgets; does it once a program."""
    application = QCoreApplication.instance()
    if application is not None and application not in _installed:
        _installed[:] = [application]
        QAccessible.installFactory(_interface)


def label_box(box: QComboBox) -> None:
    """Have a box's name told, where no label beside it does: it must have name and parent.

    On Linux Qt gives what a box shows for its name, and tells only of labels among its siblings;
    this one is never seen.
    """
    label = QLabel(box.accessibleName(), box.parentWidget())
    label.setBuddy(box)
    label.hide()


def changed(widget: QWidget, text: str) -> None:
    """Tell that a widget's value is another now, and have the new one spoken."""
    _send(QAccessibleValueChangeEvent(widget, text))
    announce(widget, text)


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a sentence spoken; an urgent one interrupts what is being said."""
    news = QAccessibleAnnouncementEvent(widget, text)
    kind = QAccessible.AnnouncementPoliteness
    news.setPoliteness(kind.Assertive if urgent else kind.Polite)
    _send(news)


def _send(event: QAccessibleEvent) -> None:
    QAccessible.updateAccessibility(event)


def _interface(_class_name: str, thing: QObject) -> QAccessibleWidget | None:
    """Return the interface of a drawn widget; None leaves others to Qt."""
    if isinstance(thing, Described) and isinstance(thing, QWidget):
        return _Interface(thing, thing.ROLE)
    return None
