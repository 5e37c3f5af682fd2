"""The terms of a run as curves, side by side, cheap enough to watch a training run with.

At most eight times a second, only when visible and changed, and never for more than a
few per cent of the time: what the window paints is taken from the training's speed.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from genstudio.core import atomic
from genstudio.core.events import is_rare
from genstudio.core.language import mark, tr
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.behind import Behind
from genstudio.gui.widgets.plot import Plot, Trace
from genstudio.gui.widgets.plot_pool import Pool
from genstudio.gui.widgets.readout import Item, Readout
from genstudio.gui.widgets.series import Floats, Group, Series, table, thin
from genstudio.gui.widgets.turning import Turning

__all__ = ["Curves", "Group"]

FASTEST = 125  # ms between two redraws
SLOWEST = 2000
SHARE = 25  # a redraw may take one twenty-fifth of the time
Columns = tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike]  # steps, epochs, seconds, values
AXES = {"step": mark("step"), "epoch": mark("epoch")}
UNITS = (("h", 3600.0, 2 * 3600.0), ("min", 60.0, 180.0), ("s", 1.0, 0.0))


class Curves(Described, QWidget):
    """One plot a group of terms. Signal: cursor_moved(step) for a click, drag or arrow key."""

    ROLE = Role.Chart
    cursor_moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lossCurves")
        self.setAccessibleName(tr("Training curves"))
        self.setAccessibleDescription(tr("Left and right arrow keys read the values of a step"))
        accessible.install()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._series: dict[str, Series] = {}
        self._ghosts: dict[str, dict[str, Series]] = {}  # by the run's name, by term
        self._ghosts_shown = True
        self._plots: list[Plot] = []
        self._readouts: list[Readout] = []
        self._axis, self._smoothing, self._log = "step", 0.0, False
        self._marks: list[tuple[int, str]] = []
        self._cursor: int | None = None
        self._hover: float | None = None
        self._unit = ("", 1.0)
        self._dirty = False
        self._timer = QTimer(self, singleShot=True, interval=FASTEST)
        self._timer.timeout.connect(self._on_time)
        self.row = Turning(self)
        self._pool = Pool(self.row)
        self.row.turned.connect(self._on_turned)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.row)

    def sizeHint(self) -> QSize:
        """Ask for a wide strip."""
        return QSize(720, 200)

    # What is drawn.

    def set_groups(self, groups: list[Group]) -> None:
        """Show one plot a group, and forget all data when the groups are others."""
        if groups == [plot.group for plot in self._plots]:
            return
        self.row.clear()
        self._plots, self._readouts = [], []
        for group in groups:
            self._add(group)
        self._pool.drop_old(len(self._plots))
        self.clear()

    def set_data(
        self,
        term: str,
        steps: ArrayLike,
        epochs: ArrayLike,
        seconds: ArrayLike,
        values: ArrayLike,
    ) -> None:
        """Take all points of one term, oldest first; the arrays must not be written again."""
        if term not in self._series:
            self._series[term] = Series()
        self._series[term].set(steps, epochs, seconds, values)
        self._changed()

    def clear(self) -> None:
        """Forget all data, marks and the cursor."""
        self._series.clear()
        self._marks, self._cursor, self._hover = [], None, None
        for plot in self._plots:
            plot.set_log(self._log)
        self._changed()

    def set_x(self, axis: str) -> None:
        """Choose what runs along x: "step", "epoch" or "time"."""
        self._axis = axis
        self._changed()

    def set_smoothing(self, weight: float) -> None:
        """Smooth with this weight, 0 (not at all) to 0.99."""
        self._smoothing = min(max(weight, 0.0), 0.999)
        self._changed()

    def set_log(self, on: bool) -> None:
        """Show logarithms; a term that is negative throughout is drawn with its sign changed."""
        self._log = on
        for plot in self._plots:
            plot.set_log(on)
        self._changed()

    def set_marks(self, marks: list[tuple[int, str]]) -> None:
        """Mark steps at which something was changed."""
        if marks != self._marks:
            self._marks = list(marks)
            self._changed()

    def set_ghosts(self, ghosts: Mapping[str, Mapping[str, Columns]]) -> None:
        """Draw other runs' terms faintly behind: by the run's name, by term, all their points."""
        self._ghosts = {}
        for name, terms in ghosts.items():
            self._ghosts[name] = {term: Series() for term in terms}
            for term, columns in terms.items():
                self._ghosts[name][term].set(*columns)
        self._changed()

    @property
    def ghosts(self) -> list[str]:
        """The names of the other runs."""
        return list(self._ghosts)

    @property
    def plots(self) -> list[Plot]:
        """The plots, one a group."""
        return self._plots

    def show_ghosts(self, shown: bool) -> None:
        """Draw the other runs' terms, or leave them out."""
        self._ghosts_shown = shown
        self._changed()

    def set_cursor(self, step: int | None) -> None:
        """Show where the model that is looked at stands; None is live."""
        self._cursor = step
        self._place_cursor()

    def spoken_value(self) -> str:
        """Return the values that are read out, in words."""
        return " ".join(f"{said}." for r in self._readouts if (said := r.spoken_value()))

    # Getting it out.

    def export_csv(self, path: str | Path) -> None:
        """Write every term, at full resolution. Raises UserError when it cannot be written."""
        atomic.write_text(Path(path), table(self._series))

    def export_png(self, path: str | Path) -> None:
        """Write all plots, at twice the size they are shown in. Raises UserError as above."""
        self.redraw()
        image = self.row.picture(2)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        atomic.write_bytes(Path(path), bytes(buffer.data().data()))

    # Drawing, when it is worth it.

    @Slot()
    def redraw(self) -> None:
        """Draw now whatever has changed in the plots that are shown."""
        if not self._dirty:
            return
        started = time.perf_counter()
        self._dirty = False
        self._choose_unit()
        last = self._last()
        for place, plot in enumerate(self._plots):
            if place in self.row.shown:
                plot.draw(self._traces(plot.group), last, self._behind(plot.group))
                plot.set_marks([(self._x_of(step), text) for step, text in self._marks])
        self._place_cursor()
        self._read_out()
        # The plots' last painting counts too; the next one comes after this.
        cost = time.perf_counter() - started + sum(p.paint_seconds for p in self._plots)
        for plot in self._plots:
            plot.paint_seconds = 0.0
        self._timer.setInterval(min(SLOWEST, max(FASTEST, round(SHARE * cost * 1000))))

    @Slot()
    def _on_turned(self) -> None:
        """Draw what was not shown before."""
        self._changed()
        if self.isVisible():
            self.redraw()

    @Slot()
    def _on_time(self) -> None:
        if self.isVisible():
            self.redraw()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while nobody looked."""
        super().showEvent(event)
        self._changed(self._dirty)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        if event.type() == QEvent.Type.PaletteChange:
            for plot in self._plots:
                plot.recolour()
            self._read_out()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by a hundredth of the run with the arrow keys, by a tenth with Shift.

        Page up and down turn to other plots.
        """
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if pages is not None:
            self.row.turn(pages)
            return
        turn = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        reference = self._reference()
        if turn is None or reference is None:
            super().keyPressEvent(event)
            return
        last = self._last()
        here = last if self._cursor is None else self._x_of(self._cursor)
        far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._choose(here + turn * last / (10 if far else 100))
        accessible.changed(self, self.spoken_value())

    def _changed(self, dirty: bool = True) -> None:
        self._dirty = dirty
        if dirty and self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _add(self, group: Group) -> None:
        """Add the plot of a group."""
        made, new = self._pool.take(group)
        if new:
            made.plot.pointed.connect(self._on_pointed)
            made.plot.chosen.connect(self._on_chosen)
        made.plot.set_log(self._log)
        self.row.add(made.column, group.title)
        self._plots.append(made.plot)
        self._readouts.append(made.readout)

    def _traces(self, group: Group) -> dict[str, Trace]:
        """Return what to draw of each term of a group that has data."""
        traces = {}
        for term in self._terms(group):
            series = self._series.get(term)
            if series is None or not len(series):
                continue
            x = series.along(self._axis) / self._unit[1]
            raw = thin(*self._scaled(x, series.values))
            # What is rare is averaged already.
            if self._smoothing and not is_rare(term):
                smooth = thin(*self._scaled(x, series.smoothed(self._smoothing)))
                traces[term] = Trace(*raw, *smooth)
            else:
                traces[term] = Trace(*raw)
        return traces

    def _behind(self, group: Group) -> list[Behind]:
        """Return the other runs' lines of a group; each run is named once."""
        found = []
        for name, terms in self._ghosts.items() if self._ghosts_shown else ():
            named = name
            for term in self._terms(group):
                series = terms.get(term)
                if series is None or not len(series):
                    continue
                smooth = self._smoothing and not is_rare(term)
                values = series.smoothed(self._smoothing) if smooth else series.values
                x = series.along(self._axis) / self._unit[1]
                found.append(Behind(term, *thin(*self._scaled(x, values)), named))
                named = ""
        return found

    def _terms(self, group: Group) -> list[str]:
        """Return the terms of a group, each followed by its validation."""
        return list(dict.fromkeys(t for base in group.terms for t in (base, f"val {base}")))

    def _scaled(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        if not self._log:
            return x, y
        y = -y if len(y) and y.max() < 0 else y
        positive = y > 0
        return x[positive], np.log10(y[positive])

    def _read_out(self) -> None:
        """Write the values under the mouse, at the cursor, or the newest."""
        step = self._cursor if self._hover is None else self._step_at(self._hover)
        at = self._axis_title() if step is None else tr("step {step:,}", step=step)
        for plot, readout in zip(self._plots, self._readouts):
            items = []
            for term in self._terms(plot.group):
                if line := plot.lines.get(term):
                    value = self._value(term, step)
                    items.append(Item(line.short, line.colour(), line.dash, value))
            readout.set_items(items, at)

    def _value(self, term: str, step: int | None) -> float | None:
        series = self._series.get(term)
        if series is None or not len(series):
            return None
        smooth = self._smoothing and not is_rare(term)
        values = series.smoothed(self._smoothing) if smooth else series.values
        index = -1 if step is None else int(np.searchsorted(series.steps, step, "right")) - 1
        return float(values[max(index, 0) if step is not None else -1])

    # Where things lie along x.

    def _reference(self) -> Series | None:
        filled = [s for s in self._series.values() if len(s)]
        return max(filled, key=len) if filled else None

    def _choose_unit(self) -> None:
        every = [*self._series.values(), *(s for g in self._ghosts.values() for s in g.values())]
        last = max((s.seconds[-1] for s in every if len(s)), default=0.0)
        unit = next((name, size) for name, size, least in UNITS if last >= least)
        self._unit = unit if self._axis == "time" else ("", 1.0)

    def _axis_title(self) -> str:
        return (
            tr("time ({unit})", unit=self._unit[0])
            if self._axis == "time"
            else tr(AXES[self._axis])
        )

    def _last(self) -> float:
        shown = self._ghosts.values() if self._ghosts_shown else ()
        every = [*self._series.values(), *(one for terms in shown for one in terms.values())]
        ends = [s.along(self._axis)[-1] for s in every if len(s)]
        return max(ends, default=0.0) / self._unit[1]

    def _x_of(self, step: int) -> float:
        series = self._reference()
        if series is None or self._axis == "step":
            return float(step)
        return float(np.interp(step, series.steps, series.along(self._axis))) / self._unit[1]

    def _step_at(self, x: float) -> int | None:
        series = self._reference()
        if series is None:
            return None
        places = series.along(self._axis) / self._unit[1]
        index = int(np.searchsorted(places, x))
        near = [i for i in (index - 1, index) if 0 <= i < len(places)]
        return int(series.steps[min(near, key=lambda i: abs(places[i] - x))])

    def _place_cursor(self) -> None:
        x = None if self._cursor is None else self._x_of(self._cursor)
        for plot in self._plots:
            plot.set_cursor_at(x)

    @Slot(object)
    def _on_pointed(self, x: float | None) -> None:
        self._hover = x if self._reference() is not None else None
        for plot in self._plots:
            plot.set_hover_at(self._hover)
        self._read_out()

    @Slot(object)
    def _on_chosen(self, x: float) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(x)

    def _choose(self, x: float) -> None:
        step = self._step_at(x)
        if step is not None:
            self.set_cursor(step)
            self._read_out()
            self.cursor_moved.emit(step)
