"""The tools of the hole: brush, eraser, rectangle, size, undo, clear, invert, ready masks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QMenu,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from genstudio.analysis import masks
from genstudio.core.errors import UserError
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named, pair
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.paint import Paint, Tool
from genstudio.gui.widgets.text import tip

ICON = QSize(16, 16)
TOOLS: tuple[tuple[Tool, str, str, str], ...] = (
    ("brush", "brush", mark("Brush"), mark("Paint the hole; the right button erases")),
    ("eraser", "eraser", mark("Eraser"), mark("Take parts of the hole back")),
    ("rectangle", "rectangle", mark("Rectangle"), mark("Span a rectangle of the hole")),
)
READY = (
    ("centre", mark("Centre")),
    ("random", mark("Random pixels")),
    ("half:left", mark("Left half")),
    ("half:right", mark("Right half")),
    ("half:top", mark("Upper half")),
    ("half:bottom", mark("Lower half")),
    ("lowres", mark("Low resolution")),
    ("frame", mark("Frame")),
)
SHARED = ("centre", "random", "frame")  # masks that take a share of the area
SHARES = {"centre": 25, "random": 50, "frame": 50}  # percent
STEP = 4  # px of a low resolution


class CompleteTools(QWidget):
    """Tools for a Paint; `refused` carries why a ready mask cannot be had."""

    refused = Signal(str)

    def __init__(self, paint: Paint, slot: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint = paint
        self._seed = 0
        self._build(slot)
        paint.changed.connect(self._refresh)
        paint.history_changed.connect(self._refresh)
        paint.size_changed.connect(self._on_size)
        self._on_size(paint.diameter)
        self._refresh()

    def _build(self, slot: QWidget) -> None:
        """Lay the tools out, with the buttons that choose the picture; `share` goes elsewhere."""
        row = Flow(self, spacing=2)
        for button in self._build_tools():
            row.addWidget(button)
        about = tr("How thick the brush is, in pixels of the picture: [ and ], or the wheel")
        self.thickness = named(
            QSlider(Qt.Orientation.Horizontal), "completeSize", tr("Brush size"), about
        )
        self.thickness.setFixedWidth(72)
        self.thickness.valueChanged.connect(self._paint.set_diameter)
        row.addWidget(self.thickness)
        paint = self._paint
        self.undo = self._button("Undo", "undo", tr("Undo (Ctrl+Z)"), paint.undo)
        self.redo = self._button("Redo", "redo", tr("Redo (Ctrl+Y)"), paint.redo)
        self.clear = self._button("Clear", "trash", tr("Close the hole"), paint.clear)
        self.invert = self._button(
            "Invert", "invert", tr("Exchange the hole and what is known"), paint.invert
        )
        for button in (self.undo, self.redo, self.clear, self.invert):
            row.addWidget(button)
        for part in self._build_ready():
            row.addWidget(part)
        row.addWidget(slot)
        self.share = named(Elided(least=8), "completeShare", tr("How much is missing"))
        self.share.setProperty("kind", "hint")

    def _build_tools(self) -> list[QToolButton]:
        buttons = []
        for tool, icon, name, about in TOOLS:
            button = self._button(tool.capitalize(), icon, tr(name), None)
            button.setToolTip(tip(f"{tr(name)}: {tr(about)}"))
            button.setCheckable(True)
            button.setChecked(tool == self._paint.tool)
            button.clicked.connect(partial(self._on_tool, tool))
            buttons.append(button)
        self._tools = dict(zip((tool for tool, *_ in TOOLS), buttons))
        return list(buttons)

    def _build_ready(self) -> list[QWidget]:
        about = tr("Take a mask that is ready, of the share beside; it can be undone")
        self.ready = named(QToolButton(), "completeReady", tr("Ready masks"), about)
        self.ready.setText(tr("Masks"))
        self.ready.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.ready)
        for kind, name in READY:
            menu.addAction(tr(name)).triggered.connect(partial(self.take, kind))
        self.ready.setMenu(menu)
        about = tr("The share of the area that a centre, a frame or random pixels take")
        self.amount = named(QSpinBox(), "completeAmount", tr("Share of a ready mask"), about)
        self.amount.setRange(1, 99)
        self.amount.setSuffix(tr(" %"))
        self.amount.setValue(SHARES["centre"])
        return [self.ready, self.amount]

    def _button(
        self, name: str, icon: str, text: str, act: Callable[[], None] | None
    ) -> QToolButton:
        button = named(QToolButton(), f"complete{name}", text)
        button.setIcon(theme.icon(icon))
        button.setIconSize(ICON)
        button.setAutoRaise(True)
        if act is not None:
            button.clicked.connect(act)
        return button

    def take(self, kind: str) -> None:
        """Make one of the ready masks the hole; random pixels are others each time."""
        size = self._paint.hole.shape
        if self._paint.empty:
            self.refused.emit(tr("Choose a picture first."))
            return
        text = kind
        if kind in SHARED:
            text = f"{kind}:{self.amount.value() / 100}"
        elif kind == "lowres":
            text = f"{kind}:{min(STEP, max(2, min(size) // 4))}"
        self._seed += 1
        try:
            self._paint.set_hole(masks.named(text, (size[0], size[1]), self._seed))
        except UserError as error:
            self.refused.emit(str(error))

    @Slot()
    def _refresh(self) -> None:
        paint = self._paint
        some = not paint.empty
        self.undo.setEnabled(paint.can_undo)
        self.redo.setEnabled(paint.can_redo)
        self.clear.setEnabled(some and paint.share > 0)
        for control in (self.invert, self.ready, self.amount, self.thickness):
            control.setEnabled(some)
        missing = number(paint.share, ".0%")
        self.share.setText(tr("hole {share}", share=missing) if some else "")

    @Slot(int)
    def _on_size(self, diameter: int) -> None:
        self.thickness.blockSignals(True)
        self.thickness.setRange(1, self._paint.largest)
        self.thickness.setValue(diameter)
        self.thickness.blockSignals(False)

    def _on_tool(self, tool: Tool) -> None:
        """Take a tool; not by a group of buttons, of which Tab reaches only one."""
        self._paint.tool = tool
        for other, button in self._tools.items():
            button.setChecked(other == tool)


class CompleteOptions(QWidget):
    """How the search goes: restarts, steps, the prior's weight and its form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        about = tr("Starts that are searched from at once; the best is taken")
        self.restarts = named(QSpinBox(), "completeRestarts", tr("Restarts"), about)
        self.restarts.setRange(1, 32)
        self.restarts.setValue(6)
        about = tr("Steps of the search: more come nearer, and take longer")
        self.steps = named(QSpinBox(), "completeSteps", tr("Steps"), about)
        self.steps.setRange(10, 5000)
        self.steps.setSingleStep(50)
        self.steps.setValue(300)
        self.weight = named(
            QComboBox(), "completeWeight", tr("Prior weight"),
            tip(tr("Lambda: how much a likely picture counts against agreeing with what is known. "
                   "The papers took 0.003 and 0.1.")),
        )  # fmt: skip
        for value in (0.0, 0.003, 0.03, 0.1, 1.0):
            self.weight.addItem(number(value, "g"), value)
        self.form = named(
            QComboBox(), "completeForm", tr("Prior"),
            tip(tr("What the discriminator's judgement counts: log(1 − D) in the paper, −log D "
                   "in the released code")),
        )  # fmt: skip
        self.form.addItem("log(1 − D)", "saturating")
        self.form.addItem("−log D", "non-saturating")
        row = Flow(self, spacing=8)
        for name, control in (
            (tr("Restarts"), self.restarts),
            (tr("Steps"), self.steps),
            (tr("Prior weight"), self.weight),
        ):
            row.addWidget(pair(name, control))
        row.addWidget(self.form)
        accessible.label_box(self.form)  # now it has a parent

    def set_kind(self, kind: str) -> None:
        """Offer what suits the model's prior; another kind begins with what is usual for it."""
        if kind != self._kind:
            self._kind = kind
            usual = 1.0 if kind == "map" else 0.003
            self.weight.setCurrentIndex(int(np.flatnonzero(self._weights() == usual)[0]))
        self.form.setVisible(kind == "discriminator")
        self.weight.setEnabled(kind != "none")

    def settings(self) -> dict[str, object]:
        """Return the settings of a completion.Settings."""
        return {
            "restarts": self.restarts.value(),
            "steps": self.steps.value(),
            "prior": float(self.weight.currentData()),
            "form": self.form.currentData(),
        }

    def _weights(self) -> np.ndarray:
        return np.array([self.weight.itemData(i) for i in range(self.weight.count())])
