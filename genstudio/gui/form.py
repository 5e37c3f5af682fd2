"""A form for any class of settings: one labelled editor a field, made from its hints."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import is_dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.config import Setting, check_value, settings, to_dict
from genstudio.core.errors import UserError
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.spin import NumberBox
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.wrapped import Wrapped

REBUILDS = mark("Greyed settings rebuild the model: stop and reset the run to change them.")
Editor = NumberBox | QComboBox | QCheckBox | QLineEdit


class Field(QWidget):
    """The editor of one setting, with room for what is wrong below it.

    Signal: edited(name, value) for each complete, allowed value.
    """

    edited = Signal(object, object)

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.label = Elided(_label(setting), least=12)
        self.editor = self._make()
        self.editor.setObjectName(setting.name)
        self.editor.setAccessibleName(tr(setting.label))
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editor.setMinimumWidth(72)  # a spin box asks for room for its longest number
        self.label.setBuddy(self.editor)
        self._error = QLabel()
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setProperty("kind", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.editor)
        layout.addWidget(self._error)
        if isinstance(self.editor, QComboBox):
            accessible.label_box(self.editor)  # the label in view is in another column
        self.set_value(setting.default)
        self._explain(running=False)

    def value(self) -> Any:
        """Return what the editor holds, as the setting's own type."""
        editor = self.editor
        if isinstance(editor, QComboBox):
            return self.setting.choices[editor.currentIndex()]
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        return editor.number() if isinstance(editor, NumberBox) else editor.text()

    def set_value(self, value: Any) -> None:
        """Show a value without announcing it."""
        editor = self.editor
        with QSignalBlocker(editor):
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(self.setting.choices.index(value))
            elif isinstance(editor, QCheckBox):
                editor.setChecked(value)
            elif isinstance(editor, NumberBox):
                editor.setValue(value)
            else:
                editor.setText(str(value))
        self.set_error("")

    def set_error(self, text: str) -> None:
        """Say below the editor what is wrong with it; nothing takes the line away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    @property
    def error(self) -> str:
        """What is said to be wrong."""
        return self._error.text()

    def set_running(self, running: bool) -> None:
        """Allow changes, or only those that may happen while a model trains."""
        free = self.setting.hint.live or not running
        for widget in (self.label, self.editor):
            widget.setEnabled(free)
        self._explain(running)

    def show_only(self, shown: bool) -> None:
        """Be there, with the label, or not."""
        self.label.setVisible(shown)
        self.setVisible(shown)

    def set_changed(self, changed: bool) -> None:
        """Show in the label whether the value is another one than it was."""
        font = self.label.font()
        if font.bold() != changed:
            font.setBold(changed)
            self.label.setFont(font)
            mark_of = "● {label}" if changed else "{label}"
            self.label.setText(mark_of.format(label=_label(self.setting)))

    def _explain(self, running: bool) -> None:
        hint = self.setting.hint
        said = tr(hint.help)
        allowed, default = self.setting.allowed, _shown(self.setting.default)
        lines = [
            f"{said[:1].upper()}{said[1:]}.",
            tr("Allowed: {allowed}. Default: {default}.", allowed=allowed, default=default),
        ]
        if hint.live:
            lines.append(tr("May change while the model trains."))
        elif running:
            lines.append(tr("Rebuilds the model: stop and reset the run to change it."))
        text = tip("\n".join(lines))
        for widget in (self.label, self.editor):
            widget.setToolTip(text)
        self.editor.setAccessibleDescription(" ".join(lines))

    def _make(self) -> Editor:
        setting = self.setting
        editor: Editor
        if setting.choices:
            editor = QComboBox()
            editor.addItems([tr(str(choice)) for choice in setting.choices])
            editor.currentIndexChanged.connect(self._on_edited)
        elif setting.kind is bool:
            editor = QCheckBox()
            editor.toggled.connect(self._on_edited)
        elif setting.kind in (int, float):
            hint = setting.hint
            editor = NumberBox(hint.low, hint.high, whole=setting.kind is int)
            editor.valueChanged.connect(self._on_edited)
            editor.typed.connect(self._on_typed)
            editor.editingFinished.connect(self._on_finished)
        else:
            editor = QLineEdit()
            editor.editingFinished.connect(self._on_edited)
        return editor

    @Slot()
    def _on_edited(self) -> None:
        try:
            value = check_value(self.setting, self.value())
        except UserError as error:
            self.set_error(str(error))
            return
        self.set_error("")
        self.edited.emit(self.setting.name, value)

    @Slot(object, object)
    def _on_typed(self, text: str, fits: bool) -> None:
        label, allowed = tr(self.setting.label), self.setting.allowed
        wrong = tr("{label} must be {allowed}.", label=label, allowed=allowed)
        self.set_error("" if fits or not text else wrong)

    @Slot()
    def _on_finished(self) -> None:
        # What did not fit has been put back to the last value that did.
        self.set_error("")


class Form(QWidget):
    """Editors for all fields of a config class, the advanced ones behind a button.

    Signal: changed(name, value) when the user changed one.
    """

    changed = Signal(object, object)

    def __init__(self, config: type, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsForm")
        self.setAccessibleName(title)
        self._note = Wrapped(tr(REBUILDS))
        self._note.setProperty("kind", "faint")
        self._note.hide()
        self._more = QPushButton(tr("Advanced"), self)  # or it would be shown as a window
        self._more.setObjectName("advancedToggle")
        if title:  # there may be several forms beside each other
            self._more.setAccessibleName(tr("Advanced: {form}", form=title))
        self._more.setProperty("kind", "disclosure")
        self._more.setCheckable(True)
        self._more.setIcon(theme.icon("chevron-right"))
        self._more.setToolTip(tr("Show or hide the settings that seldom need a change"))
        self._more.toggled.connect(self._on_more)
        self._fields = {s.name: Field(s) for s in settings(config)}
        self._basic, self._advanced = QWidget(), QWidget()
        advanced = [f for f in self._fields.values() if f.setting.hint.advanced]
        _fill(self._basic, [f for f in self._fields.values() if f not in advanced])
        _fill(self._advanced, advanced)
        self._advanced.hide()
        self._more.setVisible(bool(advanced))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._note, self._basic):
            layout.addWidget(widget)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._advanced)
        for field in self._fields.values():
            field.edited.connect(self._on_edited)
        self._align()

    def value(self) -> dict[str, Any]:
        """Return all values by name, what is being typed included."""
        return {name: field.value() for name, field in self._fields.items()}

    def set_value(self, config: Any) -> None:
        """Show a config, or a mapping of some of its values, without announcing it."""
        values: Mapping[str, Any] = to_dict(config) if is_dataclass(config) else config
        for name, value in values.items():
            self._fields[name].set_value(value)

    def set_running(self, running: bool) -> None:
        """While a model trains, only live settings may change; the form says why."""
        self._note.setVisible(running)
        for field in self._fields.values():
            field.set_running(running)

    def show_only(self, names: Collection[str]) -> None:
        """Show the fields of these settings alone."""
        for name, field in self._fields.items():
            field.show_only(name in names)
        advanced = any(self._fields[n].setting.hint.advanced for n in names if n in self._fields)
        self._more.setVisible(advanced)
        self._advanced.setVisible(advanced and self._more.isChecked())

    def set_changed(self, names: Collection[str]) -> None:
        """Mark the settings whose values are others than they were."""
        for name, field in self._fields.items():
            field.set_changed(name in names)

    @property
    def settings(self) -> list[Setting]:
        """The settings, in their order."""
        return [field.setting for field in self._fields.values()]

    @property
    def fits(self) -> bool:
        """Whether nothing is said to be wrong with any value."""
        return not any(field.error for field in self._fields.values())

    def set_error(self, name: str, text: str) -> None:
        """Say below a field what is wrong with it, and bring it into view."""
        field = self._fields[name]
        if text and field.setting.hint.advanced:
            self._more.setChecked(True)
        field.set_error(text)

    def editor(self, name: str) -> Editor:
        """Return the editor of one setting."""
        return self._fields[name].editor

    def error(self, name: str) -> str:
        """Return what is said to be wrong with a setting."""
        return self._fields[name].error

    @Slot(object, object)
    def _on_edited(self, name: str, value: Any) -> None:
        self.changed.emit(name, value)

    @Slot(bool)
    def _on_more(self, shown: bool) -> None:
        self._advanced.setVisible(shown)
        self._more.setIcon(theme.icon("chevron-down" if shown else "chevron-right"))

    def _align(self) -> None:
        """Give both halves the same label column."""
        widest = max((f.label.comfortable() for f in self._fields.values()), default=0)
        for field in self._fields.values():
            field.label.setMinimumWidth(widest)


def _label(setting: Setting) -> str:
    """Return a setting's name, with its unit where the name does not say it."""
    label, unit = setting.label, setting.hint.unit
    if not unit or unit.lower() in label.lower():
        return tr(label)
    return tr("{label} ({unit})", label=tr(label), unit=tr(unit))


def _shown(value: Any) -> str:
    """Return a default as it would stand in its editor."""
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    if isinstance(value, int | float):
        return number(value, "g" if isinstance(value, float) else "d")
    return tr(value) or tr("none")


def _fill(box: QWidget, fields: list[Field]) -> None:
    layout = QGridLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(10)
    layout.setVerticalSpacing(6)
    layout.setColumnStretch(1, 1)
    for row, field in enumerate(fields):
        # One height for every kind of editor, and for the label, which stands beside the
        # editor and not beside the middle of editor and error.
        height = max(26, field.fontMetrics().height() + 8)
        field.editor.setFixedHeight(height)
        field.label.setFixedHeight(height)
        layout.addWidget(field.label, row, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(field, row, 1)
