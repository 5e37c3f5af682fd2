"""Reject a non-digit: draw one, or take something else, and see who notices."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui.controls import named, turn
from genstudio.gui.numbers import number
from genstudio.gui.own_canvas import OwnCanvas
from genstudio.gui.theory import classify_words as words
from genstudio.gui.theory.classify_opinions import Opinions
from genstudio.gui.theory.classify_regions import is_low
from genstudio.gui.theory.linking import Linker
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.chart import Chart
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.text import tip

BINS = 48
LOW = 330  # px
LEAST = 7  # lines of text: the chart's height
FAR = 3.0  # times as wide as the test images above the threshold: the scores that are shown
CANVAS = 142  # px: four tools side by side
ASKED = (
    ("letters", words.KINDS["letters"]),
    ("noise", words.KINDS["noise"]),
    ("inverted", words.KINDS["inverted"]),
    ("rotated", words.KINDS["rotated"]),
    ("test", mark("Test image")),
)
VIEWS = (
    ("ppca", words.NAMES["ppca"]),
    ("vae", words.NAMES["vae"]),
    ("svm", words.NAMES["svm"]),
    ("roc", mark("ROC")),
)


class Plain(QVBoxLayout):
    """Asks for no height by its width: a canvas would have all of it scrolled that could shrink."""

    def hasHeightForWidth(self) -> bool:
        """Say no, whatever is inside."""
        return False


class Rejecting(QWidget):
    """Signals: drawn(picture): the canvas has changed; wanted(kind): show one of these."""

    drawn = Signal(object)
    wanted = Signal(str)

    def __init__(self, linker: Linker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Any = None
        self._side = 0
        self._drawn: tuple[Any, ...] = ()
        self.canvas = OwnCanvas(self)
        _rename(self.canvas)
        self.canvas.brush.hide()
        self.canvas.setFixedWidth(CANVAS)
        self.canvas.changed.connect(self._on_drawn)
        self.opinions = Opinions(self)
        self.opinions.setObjectName("rejectOpinions")
        self.opinions.setProperty("placeholder", tr("Draw a digit, or something that is none."))
        self.opinions.setToolTip(self.opinions.about_bars())
        self.chart = named(Chart(self), "classifyChart", tr("How well others are told apart"))
        self.chart.setMinimumHeight(LEAST * self.fontMetrics().height())
        linker.attach(self.opinions, self.chart)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._build_tools())
        right.addWidget(self._said)
        right.addWidget(self.chart, 1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.canvas)
        row.addLayout(right, 1)
        self._both = Plain(self)
        self._both.setContentsMargins(0, 4, 0, 0)
        self._both.setSpacing(6)
        self._both.addLayout(row, 3)
        self._both.addWidget(self.opinions, 2)

    def _build_tools(self) -> QWidget:
        about = tr("What to ask about: four kinds of no class, or a test image")
        self._kind = named(QComboBox(), "rejectKind", tr("Kind of image"), about)
        self._kind.addItems([tr(text) for _, text in ASKED])
        accessible.label_box(self._kind)
        about = tr("Ask about one such image; again for another")
        show = named(QPushButton(tr("Show one")), "rejectShow", tr("Show one"), about)
        show.clicked.connect(self._on_show)
        about = tr("What the chart shows of the test images and of what belongs to no class")
        self._box = named(QComboBox(), "rejectView", tr("Chart"), about)
        accessible.label_box(self._box)
        self._box.addItems([tr(text) for _, text in VIEWS])
        self._box.currentIndexChanged.connect(self._on_view)
        self._said = Elided(parent=self, least=10)
        self._said.setObjectName("rejectSaid")
        self._said.setProperty("kind", "faint")
        tools = QWidget(self)
        flow = Flow(tools, spacing=4)
        for widget in (self._kind, show, self._box):
            flow.addWidget(widget)
        return tools

    def show_frame(self, frame: Any) -> None:
        """Show the last answer, and where it lies among the others."""
        self._frame = frame
        channels, height, _ = frame.material.shape
        if height != self._side:
            self._side = height
            dark = float(frame.material.train.images[:, :, 0].mean()) < 128
            self.canvas.set_kind(height, coloured=channels == 3, dark=dark)
            if frame.stroke:
                self.canvas.set_stroke(frame.stroke)
        self.opinions.show_answer(frame)
        self._draw()

    def fit(self, width: int, height: int) -> None:
        """Have the answers at the side where the room is low; the tooltip says what is hidden."""
        self._said.setVisible(height > LOW)
        turn(self._both, beside=is_low(width, height))

    @Slot()
    def _on_show(self) -> None:
        self.wanted.emit(ASKED[self._kind.currentIndex()][0])

    @Slot()
    def _on_drawn(self) -> None:
        self.drawn.emit(self.canvas.canvas.pixels())

    @Slot(int)
    def _on_view(self, _index: int) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._frame is None:
            return
        view = VIEWS[self._box.currentIndex()][0]
        drawn = view, self._frame.answer, *self._frame.verdicts.values()
        if len(drawn) == len(self._drawn) and all(a is b for a, b in zip(drawn, self._drawn)):
            return  # frames come sixty times a second, verdicts every hundred steps
        self._drawn = drawn
        self.chart.remove(*list(self.chart.marks))
        self._say(self._frame.verdicts.get(view))
        if view == "roc":
            self._draw_roc()
        elif view in self._frame.verdicts:
            self._draw_scores(view)

    def _say(self, verdict: Any) -> None:
        """Say what the threshold does; the curves say it for every threshold."""
        if verdict is None:
            text = tr("What passes at every threshold; beside the names: AUC")
        else:
            text = tr(
                "The threshold rejects {others} of the others and {tests} of the test images",
                others=words.percent(verdict.rightly),
                tests=words.percent(verdict.wrongly),
            )
        if text != self._said.text():
            self._said.setText(text)
            self.chart.setToolTip(tip(text))

    def _draw_roc(self) -> None:
        self.chart.set_range((-0.01, 1), (0, 1.02))
        self.chart.set_titles(tr("Others let pass"), tr("Test images let pass"))
        for place, (name, verdict) in enumerate(self._frame.verdicts.items()):
            area = number(verdict.roc.area, ".3f")
            text = tr("{name} {area}", name=tr(words.NAMES[name]), area=area)
            roc, colour = verdict.roc, f"curve{place}"
            self.chart.set_curve(
                f"roc_{name}", roc.false, roc.true, name=text, colour=colour, dash=place == 1
            )

    def _draw_scores(self, name: str) -> None:
        verdict = self._frame.verdicts[name]
        high = float(max(verdict.score.max(), verdict.others.max()))
        low = max(float(verdict.others.min()), high - FAR * (high - verdict.threshold))
        edges = np.linspace(low, high + 1e-9, BINS + 1)
        middle = (edges[1:] + edges[:-1]) / 2
        top = 0.0
        for term, scores, colour, text in (
            ("others", verdict.others, "fake", tr("no class")),
            ("log_px", verdict.score, "real", tr("test")),
        ):
            inside = scores.astype(np.float64).clip(low, high)
            share = np.histogram(inside, edges)[0] / len(scores)
            top = float(share.max())  # of the test images, the last: the pile of others is cut
            self.chart.set_curve(
                term, middle, share, name=text, colour=colour, fill=True, dash=term == "others"
            )
        self.chart.set_line(
            "threshold", verdict.threshold, name=tr("threshold"), colour="warning", dash=True
        )
        opinion = None if self._frame.answer is None else self._frame.answer.opinions.get(name)
        if opinion is not None:
            at = opinion.log_evidence
            at = float(opinion.probability.max()) if at is None else at
            self.chart.set_line(
                "asked",
                float(np.clip(at, low, high)),
                name=tr("this image"),
                colour="accent",
                width=2.5,
            )
        below = tr("log p(x) in nats, up to {low} at the left edge", low=words.nats(low))
        unit = tr("p(y|x)") if name == "svm" else below
        self.chart.set_range((low - 0.02 * (high - low), high), (0, 1.4 * top))
        self.chart.set_titles(unit)


def _rename(canvas: OwnCanvas) -> None:
    """Give the tools names of their own: those of the pane for pictures are taken."""
    for widget in (canvas.canvas, *canvas.findChildren(QAbstractButton)):
        name = widget.objectName()
        if name.startswith("own"):
            widget.setObjectName(f"classify{name[3:]}")
