"""The bench of the GAN on a line: the picture, the pen that draws p_data, and the proofs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named, turn
from genstudio.gui.theory.figures import Figure
from genstudio.gui.theory.gan1d_picture import Picture
from genstudio.gui.theory.gan1d_proof import ProofCard
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.train_groups import Plot
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.theory.gan1d import Frame

TITLE = mark("GAN in 1-D")
ORDER = 10
BESIDE = 760  # px of the picture's place from which a proof stands beside it, and not below
LOW = 320  # px of its height: in less, nothing has room below anything
MINUS_LOG_4 = -1.3863

FIGURES = (
    Figure(
        "v",
        mark("V(D, G)"),
        mark("The value of the game: the mean of log D(x) over the data plus that of "
             "log(1 − D(G(z))). D makes it large, G small. In nats."),
        "v", target="−1.386",
    ),
    Figure(
        "v_optimal",
        mark("V(D*, G)"),
        mark("The largest V that any D can reach for this G: −log 4 + 2 JSD. In nats."),
        "v_optimal", target="−1.386",
    ),
    Figure(
        "jsd",
        mark("JSD"),
        mark("Jensen-Shannon divergence of p_data and p_g, from 0 (equal) to log 2 = 0.693 "
             "(nothing in common). In nats."),
        "jsd", target="0",
    ),
    Figure(
        "mean_d",
        mark("mean D"),
        mark("The mean of D over half data and half samples; 1/2 for the best D, whatever G is."),
        "d", target="½",
    ),
    Figure(
        "kl_data_model",
        mark("KL(data‖g)"),
        mark("KL(p_data‖p_g): large where data are left out. Infinite where more than 1 % of the "
             "data lie where p_g is 0; what is less than that is left out of it. In nats."),
        "kl_data_model", target="0",
    ),
    Figure(
        "kl_model_data",
        mark("KL(g‖data)"),
        mark("KL(p_g‖p_data): large where samples lie far from all data. Infinite where more than "
             "1 % of the samples lie where p_data is 0. In nats."),
        "kl_model_data", target="0",
    ),
    Figure(
        "sup_d_gap",
        mark("max |D − D*|"),
        mark("How far D is from the best discriminator, at the worst x where p_data + p_g is "
             "above 0.01: the arrow in the picture."),
        "d_gap", target="0",
    ),
)  # fmt: skip
PLOTS = (
    Plot(
        mark("V and its maximum (nats)"),
        (mark("v"), mark("v_optimal")),
        ((MINUS_LOG_4, mark("−log 4")),),
        True,
        (("v", "V(D, G)"), ("v_optimal", "V(D*, G)")),
    ),
    Plot(
        mark("Divergences (nats)"),
        (mark("jsd"), mark("kl_data_model"), mark("kl_model_data")),
        ((0.0, "0"),),
        True,
        (("jsd", "JSD"), ("kl_data_model", "KL(data‖g)"), ("kl_model_data", "KL(g‖data)")),
    ),
    Plot(
        mark("Discriminator"),
        (mark("sup_d_gap"), mark("mean_d")),
        ((0.5, "½"),),
        True,
        (("sup_d_gap", "max |D − D*|"), ("mean_d", mark("mean D"))),
    ),
)


class Page(BenchPage):
    """Shows p_data, p_g, D and D*, and below them how z becomes x."""

    NAME = "gan1d"
    TITLE = TITLE
    EQUATIONS = ("gan-v", "gan-d-star", "gan-v-optimal")
    FIGURES = FIGURES
    PLOTS = PLOTS

    def build_picture(self) -> QWidget:
        """Return the chart, with a note below it, and the card of the proofs."""
        self.picture = Picture()
        self.linker.attach(self.picture)
        self.picture.read.connect(self._on_read)
        self.picture.drawn.connect(self._on_drawn)
        self._note = Wrapped()
        self._note.setObjectName("gan1dNote")
        self._note.setProperty("kind", "faint")
        self.card = ProofCard(self.linker)
        self.card.hide()
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(2)
        left.addWidget(self.picture, 1)
        left.addWidget(self._note)
        whole = _Place(self)
        whole.row.addLayout(left, 3)
        whole.row.addWidget(self.card, 2)
        return whole

    def build_controls(self) -> Sequence[QWidget]:
        """Return the buttons: D to its optimum, the proofs, and the pen."""
        best = self.action_button(
            "optimum",
            tr("Train D to its optimum"),
            tr("Train D alone, with G as it is, until it is D* to within 0.05; penalties are off"),
        )
        self._proof = named(
            QPushButton(tr("Proofs")), "gan1dShowProof", tr("Proofs"),
            tr("Go through the proofs that D* is best and that V is −log 4 + 2 JSD there, with "
               "the numbers at the x under the mouse"),
        )  # fmt: skip
        self._proof.setCheckable(True)
        self._proof.toggled.connect(self._on_proof)
        return (best, self._proof, self._make_pen())

    def show_frame(self, frame: Frame, phase: Any) -> None:
        """Draw the curves, and fill in the numbers of the proof."""
        self.picture.show_frame(frame)
        self.card.put(frame)
        text = _note(frame)
        if text != self._note.text():
            self._note.setText(text)

    # The pen

    def _make_pen(self) -> QWidget:
        self._pen = named(
            QPushButton(tr("Draw p_data")), "gan1dPen", tr("Draw p_data"),
            tr("Draw a density over the axis with the mouse; by keys, left and right move the "
               "cursor, up and down change the height there"),
        )  # fmt: skip
        self._pen.setCheckable(True)
        self._pen.toggled.connect(self._on_pen)
        self._undo = named(
            QPushButton(tr("Undo")), "gan1dUndoDrawing", tr("Undo"), tr("Take the last stroke back")
        )
        self._undo.setIcon(theme.icon("undo"))
        self._undo.clicked.connect(self._on_undo)
        self._clear = named(
            QPushButton(tr("Clear")),
            "gan1dClearDrawing",
            tr("Clear"),
            tr("Draw from the beginning"),
        )
        self._clear.setIcon(theme.icon("eraser"))
        self._clear.clicked.connect(self._on_clear)
        row = QWidget()
        flow = Flow(row)
        for button in (self._pen, self._undo, self._clear):
            flow.addWidget(button)
        self._show_pen()
        return row

    @Slot(bool)
    def _on_pen(self, on: bool) -> None:
        self.picture.set_pen(on)
        self._show_pen()

    @Slot()
    def _on_drawn(self) -> None:
        """Learn what was drawn, from the beginning."""
        text = self.picture.drawing.text
        if text:
            self.stage.put({"density": "drawn", "drawn": text})
        self._show_pen()

    @Slot()
    def _on_undo(self) -> None:
        self.picture.undo_drawing()
        self._on_drawn()

    @Slot()
    def _on_clear(self) -> None:
        self.picture.clear_drawing()
        self._show_pen()

    def _show_pen(self) -> None:
        on = self._pen.isChecked()
        self._undo.setVisible(on)
        self._clear.setVisible(on)
        self._undo.setEnabled(self.picture.drawing.can_undo)
        self._clear.setEnabled(bool(self.picture.drawing.text))

    # The proofs

    @Slot(bool)
    def _on_proof(self, on: bool) -> None:
        self.card.setVisible(on)
        self.picture.set_proof_x(self.card.place if on else None)

    @Slot(object)
    def _on_read(self, x: float | None) -> None:
        if x is not None and self.card.isVisible():
            self.card.set_x(x)
            self.picture.set_proof_x(x)


class _Place(QWidget):
    """Chart and card, side by side where there is room, else one below the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self.row.setContentsMargins(0, 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the layout."""
        super().resizeEvent(event)
        turn(self.row, beside=self.width() >= BESIDE or self.height() < LOW)


def _note(frame: Frame) -> str:
    """Return how p_g was found, and what D means where it is no probability."""
    if frame.exact:
        parts = [tr("p_g is exact, by change of variables: G is monotone.")]
    else:
        parts = [
            tr("p_g is a histogram that keeps all mass, for G folds here: JSD and KL are at least "
               "as large as shown.")
        ]  # fmt: skip
    if not frame.calibrated:
        parts.append(
            tr("With this loss D gives a score; D(x) is the logistic function of it, less the "
               "middle between data and samples, and no probability.")
        )  # fmt: skip
    return " ".join(parts)
