"""The bench of the game in the plane: the picture, its layers, one's own data, and the film."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui import pictured, theme
from genstudio.gui.controls import named
from genstudio.gui.theory.figures import Figure
from genstudio.gui.theory.gan2d_film import FilmRow
from genstudio.gui.theory.gan2d_layers import Layers
from genstudio.gui.theory.gan2d_pen import Pen
from genstudio.gui.theory.gan2d_planes import Planes
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.train_groups import Plot
from genstudio.gui.widgets.elided import Elided

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("GAN in 2-D")
ORDER = 20
TABLES = (".csv", ".tsv", ".txt")
LATE = 1e-4  # learning rate after a long training
MINUS_LOG_4 = -1.3863
FIGURES = (
    Figure(
        "v", mark("V(D, G)"),
        mark("The value of the game on the grid, D taken as constant in a cell: the mean of log D "
             "over p_data plus that of log(1 − D) over p_g. In nats."),
        "v", target="−1.386",
    ),
    Figure(
        "v_optimal", mark("V(D*, G)"),
        mark("The largest V that any D can reach for this G: −log 4 + 2 JSD. In nats."),
        "v_optimal", target="−1.386",
    ),
    Figure(
        "jsd", mark("JSD"),
        mark("Jensen-Shannon divergence of the masses of p_data and p_g in the cells of the "
             "grid, from 0 to log 2 = 0.693; that of the densities is no smaller. In nats."),
        "jsd", target="0",
    ),
    Figure(
        "mean_d", mark("mean D"),
        mark("The mean of D over half data and half samples; 1/2 for the best D, whatever G is."),
        "d", target="½",
    ),
    Figure(
        "mean_d_gap", mark("mean |D − D*|"),
        mark("How far D is from the best D, on average over half data and half samples."),
        "d_gap", target="0",
    ),
    Figure(
        "captured", mark("modes"),
        mark("How many of the Gaussians have a sample within 3 sigma of their centre, of 2500."),
        "p_g", ".0f",
    ),
    Figure(
        "high_quality", mark("near a mode"),
        mark("The share of samples within 3 sigma of the nearest mode; the data have 98.9 %."),
        "p_g", ".1%", target="98.9%",
    ),
    Figure(
        "reverse_kl", mark("reverse KL"),
        mark("KL of the modes' shares among the samples near one from their true shares: 0 where "
             "all are hit equally often. In nats."),
        "kl_model_data", target="0",
    ),
)  # fmt: skip
PLOTS = (
    Plot(
        mark("V and its maximum (nats)"),
        ("v", "v_optimal"),
        ((MINUS_LOG_4, mark("−log 4")),),
        True,
        (("v", mark("V(D, G)")), ("v_optimal", mark("V(D*, G)"))),
    ),
    Plot(
        mark("Divergences (nats)"), ("jsd", "reverse_kl"), ((0.0, "0"),), True,
        (("jsd", mark("JSD")), ("reverse_kl", mark("reverse KL"))),
    ),
    Plot(
        mark("Discriminator"), ("mean_d_gap", "mean_d"), ((0.5, "½"),), True,
        (("mean_d_gap", mark("mean |D − D*|")), ("mean_d", mark("mean D"))),
    ),
    Plot(
        mark("Modes"), ("captured", "modes"), (), False,
        (("captured", mark("found")), ("modes", mark("there are"))),
    ),
    Plot(
        mark("Samples near a mode"), ("high_quality",), ((0.989, "98.9%"),), False,
        (("high_quality", mark("samples")),),
    ),
)  # fmt: skip
HIDDEN = ("drawing", "file", "trained")  # have controls of their own


class Page(BenchPage):
    """Shows D, D* and their difference, the samples, the manifold and the gradients."""

    NAME = "gan2d"
    TITLE = TITLE
    EQUATIONS = ("gan-d-star", "gan-v-optimal", "gan-v")
    FIGURES = FIGURES
    FIGURES_BESIDE = True  # what is below the picture makes it small
    PLOTS = PLOTS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._pen = Pen()
        super().__init__(session, parent)
        self.setAcceptDrops(True)

    def build_picture(self) -> QWidget:
        """Return the three planes, the switches of the layers, and a line that reads them off."""
        self.planes = Planes(self._pen)
        self.layers = Layers()
        self.linker.attach(self.planes, self.layers)
        self.layers.switched.connect(self.planes.set_layer)
        self._read = Elided("")
        self._read.setObjectName("gan2dRead")
        self._read.setProperty("kind", "faint")
        self.planes.read.connect(self._read.setText)
        self._pen.drawn.connect(self._on_drawn)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        below = QHBoxLayout()
        below.addWidget(self.layers, 3)
        below.addWidget(self._read, 2)
        column.addWidget(self.planes, 1)
        column.addLayout(below)
        return whole

    def build_controls(self) -> Sequence[QWidget]:
        """Return the start from trained networks, the pen, the file, and the film."""
        self._trained = named(
            QCheckBox(tr("Start from trained networks")), "gan2dTrained",
            tr("Start from trained networks"), tr("Begin where a long training has led to"),
        )  # fmt: skip
        self._trained.toggled.connect(self._on_trained)
        self.film = FilmRow(self.session, self.stage)
        return (self._trained, self._build_own(), self.film)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a table of points; the window opens all else."""
        event.setAccepted(_table(event.mimeData()) is not None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Learn the points of a table, as the page's own button would."""
        path = _table(event.mimeData())
        event.setAccepted(path is not None)
        if path is not None:
            self._learn(path)

    def close_page(self) -> bool:
        """End the threads; return whether all have ended."""
        self.film.close_films()
        return super().close_page()

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Draw the planes."""
        self.planes.show_frame(frame)

    def on_opened(self) -> None:
        """Take over the settings that have controls of their own."""
        if self.form is not None:
            self.form.show_only([s.name for s in self.form.settings if s.name not in HIDDEN])
        from genstudio.analysis.theory._gan2d_target import BRUSH, PAPER

        config = self.stage.config
        self.planes.brush = config.sigma or BRUSH
        self.planes.paper = (-PAPER, PAPER, -PAPER, PAPER)
        if config.density != "drawing":
            self._draw.setChecked(False)  # something else was chosen
        possible = _has_trained(config)
        with QSignalBlocker(self._trained):
            self._trained.setChecked(config.trained and possible)
        self._trained.setEnabled(possible)
        about = tr("Begin where a long training has led to")
        if not possible:
            about = tr("There are trained networks for 8 and 25 Gaussians, the ring and the "
                       "spirals, with the usual sigma, prior, hidden units and depth")  # fmt: skip
        self._trained.setToolTip(about)

    def _build_own(self) -> QWidget:
        """Return the pen with its undo and clear, and the button that opens a file."""
        self._draw = named(
            QPushButton(tr("Draw")), "gan2dDraw", tr("Draw your own density"),
            tr("Draw p_data with the mouse into the large picture, or with the arrow keys and "
               "Space"),
        )  # fmt: skip
        self._draw.setCheckable(True)
        self._draw.toggled.connect(self._on_draw)
        undo = _tool("undo", "gan2dUndo", tr("Take the last stroke back"))
        undo.clicked.connect(self._pen.undo)
        clear = _tool("trash", "gan2dClear", tr("Take all strokes away"))
        clear.clicked.connect(self._pen.clear)
        self._pen_tools = (undo, clear)
        opened = named(
            QPushButton(tr("Open CSV…")), "gan2dOpen", tr("Open a CSV file"),
            tr("Take points of your own for p_data: two columns of numbers. The density is then "
               "an estimate, a Gaussian around each point. A file can be dropped here, too"),
        )  # fmt: skip
        opened.clicked.connect(self._on_open)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self._draw, undo, clear, opened):
            row.addWidget(widget, 1 if isinstance(widget, QPushButton) else 0)
        self._refresh_pen()
        return box

    @Slot(bool)
    def _on_trained(self, on: bool) -> None:
        """Trained networks go on in small steps: larger ones would take back what they know."""
        rate = {"learning_rate": LATE} if on else {}
        self.stage.values.pop("learning_rate", None)
        self.stage.put({"trained": on} | rate)

    @Slot(bool)
    def _on_draw(self, on: bool) -> None:
        """Draw, or look; where something is drawn already, it is p_data at once."""
        if on:
            self.planes.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._pen.strokes:
                self._put_drawing()
        self.planes.set_drawing(on)
        self._refresh_pen()

    @Slot()
    def _on_drawn(self) -> None:
        """Learn what is drawn so far; nothing is not learnt."""
        self._refresh_pen()
        if self._pen.strokes:
            self._put_drawing()

    def _put_drawing(self) -> None:
        text = "; ".join(
            ", ".join(f"{x:.4g} {y:.4g}" for x, y in stroke) for stroke in self._pen.strokes
        )
        self.stage.put({"density": "drawing", "drawing": text, "trained": False})

    def _refresh_pen(self) -> None:
        for tool in self._pen_tools:
            tool.setEnabled(self._draw.isChecked() and bool(self._pen.strokes))

    @Slot()
    def _on_open(self) -> None:
        known = tr("Tables (*.csv *.tsv *.txt)")  # TABLES
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Open a CSV file"), "", known)
        if chosen:
            self._learn(Path(chosen))

    def _learn(self, path: Path) -> None:
        self._draw.setChecked(False)
        self.stage.put({"density": "file", "file": str(path.absolute()), "trained": False})


def _table(data: QMimeData) -> Path | None:
    """Return the table of points that something dropped is, if it is one file alone."""
    paths = pictured.files_of(data)
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in TABLES else None


def _tool(icon: str, name: str, about: str) -> QToolButton:
    button = named(QToolButton(), name, about)
    button.setIcon(theme.icon(icon))
    button.setProperty("kind", "flat")
    return button


def _has_trained(config: Any) -> bool:
    from genstudio.analysis.theory._gan2d_target import has_trained

    return has_trained(config)
