"""The bench "VAE and its bound": six views of one model that learns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.theory.figures import Figure
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.theory.vae_bound import BoundView
from genstudio.gui.theory.vae_gradient import GradientView
from genstudio.gui.theory.vae_iwae import IwaeView
from genstudio.gui.theory.vae_kl import KlView
from genstudio.gui.theory.vae_mcmc import McmcView
from genstudio.gui.theory.vae_two import TwoView
from genstudio.gui.theory.vae_view import View, words
from genstudio.gui.train_groups import Plot

TITLE = mark("VAE and its bound")
ORDER = 30
if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.widgets.equation import Equation

LOW = 560  # px: in less, the picture needs what more figures would take
HEAD_START = {"head_start": 500}  # a model that knows nothing yet has nothing to show
VIEWS = (BoundView, KlView, GradientView, IwaeView, McmcView, TwoView)


class Page(BenchPage):
    """The tabs choose the question; equations, figures and controls follow."""

    NAME = "vae"
    TITLE = TITLE
    EQUATIONS = tuple(dict.fromkeys(name for view in VIEWS for name in view.EQUATIONS))
    FIGURES = (
        Figure("log_px", "log p(x)", mark("The exact log density of the chosen x"), "log_px"),
        Figure("elbo", mark("ELBO"), mark("The lower bound L of log p(x)"), "elbo"),
        Figure("kl_gap", mark("gap"), mark("KL(q || p(z|x)): log p(x) - ELBO"), "kl_gap"),
        Figure(
            "reconstruction", mark("reconstruction"),
            mark("E_q[log p(x|z)]: how well x is decoded"), "reconstruction",
        ),
        Figure("kl", mark("KL to prior"), mark("KL(q || p(z)), in closed form"), "kl"),
        Figure(
            "identity_error", mark("error"),
            mark("log p(x) - ELBO - gap, each by a sum of its own: how exact all this is"),
            "", ".1e", "0",
        ),
        Figure(
            "variance_ratio", mark("variance, score : reparameterised"),
            mark("How many times the score function's gradient to mu scatters more"), "score",
            ".3g",
        ),
        Figure("iwae_gap", mark("log p(x) - L_1000"), mark("What k = 1000 leaves"), "iwae"),
        Figure("iwae_error", mark("standard error"), mark("Of L_1000, over its groups"), "iwae"),
        Figure("acceptance", mark("accepted"), mark("Share of the chains' moves"), "acceptance",
               ".2f"),
        Figure("r_hat", mark("R-hat"), mark("Above 1.05 the chains have not come together"),
               "chain", ".3f", "1"),
    )  # fmt: skip
    PLOTS = (
        Plot(
            mark("Bound of the chosen x (nats)"), ("log_px", "elbo", "reconstruction"), (), True,
            (("log_px", "log p(x)"),),
        ),
        Plot(
            mark("What is missing, and the KL (nats)"),
            ("kl_gap", "kl", "iwae_gap", "iwae_error"), (), True,
            (("kl_gap", "gap"), ("iwae_gap", "L_1000"), ("iwae_error", "±")),
        ),
        Plot(mark("Mean ELBO of held-out examples (nats)"), ("elbo_data",), (), False,
             (("elbo_data", "ELBO"),)),
        Plot(
            mark("Other terms"), ("variance_ratio", "sigma", "identity_error"), (), False,
            (("variance_ratio", mark("variance ratio")), ("identity_error", mark("error"))),
        ),
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.stage.values = dict(HEAD_START)
        self._settled = -1
        self.stage.state_changed.connect(self._on_rest)

    def build_picture(self) -> QWidget:
        """Return the tabs, and the view in front."""
        self.views: list[View] = [view(self) for view in VIEWS]
        self.tabs = named(QTabBar(), "vaeTabs", tr("Views of the bench"))
        self.tabs.setToolTip("")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self._areas = QStackedWidget()
        for index, view in enumerate(self.views):
            self.tabs.addTab(tr(view.TITLE))
            self.tabs.setTabToolTip(index, tr(view.ABOUT))
            self._areas.addWidget(_scrolled(view))
        self.tabs.currentChanged.connect(self._on_tab)
        picture = QWidget()
        column = QVBoxLayout(picture)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self._areas, 1)
        return picture

    def build_controls(self) -> Sequence[QWidget]:
        """Return those of all views; the ones of the view in front are shown."""
        self._own: list[QWidget] = []
        for view in self.views:
            own = QWidget()
            column = QVBoxLayout(own)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(words(tr(view.ABOUT)))
            for widget in view.controls():
                column.addWidget(widget)
            self._own.append(own)
        return self._own

    def begin(self) -> None:
        """Be in front, with the first view's equations and figures."""
        self._on_tab(self.tabs.currentIndex())
        super().begin()

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Draw the frame in the view in front."""
        self.views[self.tabs.currentIndex()].show_frame(frame, phase)

    def show_view(self, name: str) -> None:
        """Bring a view to the front by its name."""
        self.tabs.setCurrentIndex([view.NAME for view in self.views].index(name))

    def wanted_equations(self) -> Sequence[Equation]:
        """Return those of the view in front."""
        wanted = self.views[self.tabs.currentIndex()].EQUATIONS
        return [equation for equation in self.equations if equation.name in wanted]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the equations and the figures that matter most, where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        view, low = self.views[self.tabs.currentIndex()], self.height() < LOW
        self.fit()
        figures = view.FIGURES if low else view.FIGURES + view.BESIDES
        for key, cell in self.figures.cells.items():
            cell.setVisible(key in figures)
        self.figures.setVisible(bool(figures))

    @Slot()
    def _on_rest(self) -> None:
        """Bring what was carried over to the step at which it rests."""
        frame = self.stage.frame
        if frame is None:
            self._settled = -1  # of a bench that was made anew, the same step is another
        if self.stage.state != "paused" or frame is None or self.stage.shown is not None:
            return
        behind = min(frame.look.step, frame.iwae.step, frame.estimators.step) < frame.step
        if behind and self._settled != frame.step:
            self._settled = frame.step
            self.stage.act("look")

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        view = self.views[index]
        self._areas.setCurrentIndex(index)
        for own, other in zip(self._own, self.views):
            own.setVisible(other is view)
        self._fit()
        if self.stage.frame is not None:
            view.show_frame(self.stage.frame, self.stage.phase)


def _scrolled(view: View) -> QScrollArea:
    """Put a view where it can be scrolled, if there is too little room for it."""
    area = QScrollArea()
    area.setObjectName(f"vaeArea-{view.NAME}")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(tr(view.TITLE))
    area.setWidget(view)
    return area
