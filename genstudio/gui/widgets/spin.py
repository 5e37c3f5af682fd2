"""A spin box that takes what people type: 2e-4, 1,000, and steps that suit the size."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from genstudio.gui.numbers import localised

LARGEST = 2.0**53  # a float counts exactly up to here
DECIMALS = 15
IGNORED = re.compile(r"[\s'’]")  # between groups of digits, in many countries


class NumberBox(QDoubleSpinBox):
    """An int or a float within a range.

    What is typed counts once it is complete (Return, Tab or a step). Signal: typed(text,
    fits) while typing, so that a form can say at once what is wrong.
    """

    typed = Signal(object, object)

    def __init__(
        self, low: float | None, high: float | None, *, whole: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.whole = whole
        self._ratio = whole is False and low is not None and high is not None
        # Over many powers of ten only ratios make sense as steps: 1, 2, 5, 10.
        self._ratio = bool(self._ratio and low and high and low > 0 and high / low >= 1000)
        self.setDecimals(0 if whole else DECIMALS)
        self.setRange(-LARGEST if low is None else low, LARGEST if high is None else high)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().textEdited.connect(self._on_edited)

    def number(self) -> float | int:
        """Return the value as an int where the setting is one; takes what is being typed."""
        self.interpretText()
        return round(self.value()) if self.whole else self.value()

    def textFromValue(self, value: float) -> str:
        """Write as few digits as the value needs, with the locale's decimal point."""
        return f"{value:.0f}" if self.whole else localised(f"{value:.10g}")

    def valueFromText(self, text: str) -> float:
        """Read what was typed."""
        found = _read(text)
        return self.value() if found is None else found

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept what reads as a number in range; let anything else be edited on."""
        found = _read(text)
        fits = found is not None and self.minimum() <= found <= self.maximum()
        if fits and self.whole:
            fits = float(found or 0).is_integer()
        state = QValidator.State.Acceptable if fits else QValidator.State.Intermediate
        return state, text, position

    def stepBy(self, steps: int) -> None:
        """Step by 1-2-5 ratios, or by a tenth of the value's power of ten."""
        self.interpretText()
        value = self.value()
        for _ in range(abs(steps)):
            value = self._next(value, 1 if steps > 0 else -1)
        self.setValue(min(max(value, self.minimum()), self.maximum()))
        self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step only with the focus: otherwise the wheel scrolls the form."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _next(self, value: float, turn: int) -> float:
        if self._ratio and value > 0:
            return _ratio_step(value, turn)
        size = abs(value)
        least = 1.0 if self.whole else 0.01
        power = 10.0 ** math.floor(math.log10(size)) / 10 if size >= 10 * least else least
        # Downwards from a power of ten the smaller step applies: 100, 99, not 100, 90.
        if turn * value < 0 and size > 10 * least and math.isclose(size, power * 10):
            power /= 10
        step = max(power, least)
        return round(value / step + turn) * step

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        state = self.validate(text, 0)[0]
        self.typed.emit(text, state == QValidator.State.Acceptable)


def _read(text: str) -> float | None:
    """Read a number as the locale writes it, or else as any other does.

    In German "1.000" is a thousand, but "0.001" can only be a thousandth.
    """
    text = IGNORED.sub("", text).replace("−", "-")
    locale = QLocale()
    conventions = ((locale.decimalPoint(), locale.groupSeparator()), (".", ","), (",", "."))
    for point, group in conventions:
        found = _by(point, group, text)
        if found is not None:
            return found if math.isfinite(found) else None
    return None


def _by(point: str, group: str, text: str) -> float | None:
    """Read a number with this decimal point; groups have three digits, and no power of ten."""
    point, group = re.escape(point), re.escape(group)
    sign, power = r"(?P<sign>[+-]?)", r"(?P<power>[eE][+-]?\d+)?"
    plain = rf"{sign}(?P<whole>\d*)(?:{point}(?P<part>\d*))?{power}"
    grouped = rf"{sign}(?P<whole>[1-9]\d{{0,2}}(?:{group}\d{{3}})+)(?:{point}(?P<part>\d*))?"
    found = re.fullmatch(plain, text) or re.fullmatch(grouped, text)
    if found is None:
        return None
    parts = found.groupdict()
    whole = re.sub(r"\D", "", parts["whole"])
    if not whole and not parts["part"]:
        return None
    return float(f"{parts['sign']}{whole or 0}.{parts['part'] or 0}{parts.get('power') or ''}")


def _ratio_step(value: float, turn: int) -> float:
    """Return the next of ..., 1, 2, 5, 10, ... above or below a positive value."""
    power = math.floor(math.log10(value) + 1e-9)
    ladder = [float(f"{m}e{p}") for p in range(power - 1, power + 2) for m in (1, 2, 5)]
    if turn > 0:
        return next(step for step in ladder if step > value * (1 + 1e-9))
    return next(step for step in reversed(ladder) if step < value * (1 - 1e-9))
