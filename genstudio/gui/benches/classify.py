"""Discriminative against generative: an SVM, pPCA and a VAE on the same labelled images."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui.controls import heading, named
from genstudio.gui.state import Message
from genstudio.gui.theory.classify_few import FewLabels
from genstudio.gui.theory.classify_matrix import Confusion
from genstudio.gui.theory.classify_regions import Regions, honest
from genstudio.gui.theory.classify_reject import Rejecting
from genstudio.gui.theory.classify_sample import Sampling
from genstudio.gui.theory.figures import Figure
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.train_groups import Plot
from genstudio.gui.widgets.equation import Equation
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Discriminative and generative")
ORDER = 40
PAUSE = 60  # ms after a stroke until the classifiers are asked
NORMAL = 1  # of the paces: in slow motion nobody would see the VAE learn
LONG = "curves"  # the action that clicks do not cancel
DIGITS = "digits"
BELOW = ("svm-decision", "generative-classifier", "ppca-density")
ACCURACY = {
    "svm": mark("Share of the test images that the SVM of all pixels tells right"),
    "ppca": mark("Share of the test images that probabilistic PCA of each class tells right"),
    "vae": mark("Share of the test images that the VAE tells right; it learns while you look"),
}
AREA_SVM = mark("Rejecting: how often a test image gets more confidence than an image of no class")
AREA = mark("Rejecting: how often a test image has a higher log p(x) than an image of no class")


class Page(BenchPage):
    """Regions, samples, rejection, few labels and confusion, as tabs of one picture."""

    NAME = "classify"
    TITLE = TITLE
    EQUATIONS = ("def-discriminative", "def-generative")
    FIGURES = (
        Figure("svm_accuracy", mark("SVM"), ACCURACY["svm"], "svm", ".1%"),
        Figure("ppca_accuracy", mark("pPCA"), ACCURACY["ppca"], "generative", ".1%"),
        Figure("vae_accuracy", mark("VAE"), ACCURACY["vae"], "generative", ".1%"),
        Figure("rejection_auc_svm", mark("AUC SVM"), AREA_SVM, "svm"),
        Figure("rejection_auc", mark("AUC pPCA"), AREA, "generative"),
    )
    PLOTS = (
        Plot(
            mark("Accuracy on the test images"),
            ("svm_accuracy", "ppca_accuracy", "vae_accuracy"),
            names=(("svm_accuracy", "SVM"), ("ppca_accuracy", "pPCA"), ("vae_accuracy", "VAE")),
        ),
        Plot(
            mark("Rejecting what is no image of a class (AUC)"),
            ("rejection_auc_svm", "rejection_auc", "rejection_auc_vae"),
            names=(
                ("rejection_auc_svm", "SVM"),
                ("rejection_auc", "pPCA"),
                ("rejection_auc_vae", "VAE"),
            ),
        ),
        Plot(
            mark("Accuracy in the picture"),
            ("svm_plane_accuracy", "ppca_plane_accuracy", "vae_plane_accuracy"),
            names=(
                ("svm_plane_accuracy", "SVM"),
                ("ppca_plane_accuracy", "pPCA"),
                ("vae_plane_accuracy", "VAE"),
            ),
        ),
        Plot(
            mark("Nats per image"),
            ("elbo", "vae_log_px", "ppca_log_px"),
            names=(
                ("elbo", "ELBO"),
                ("vae_log_px", "log p(x) VAE"),
                ("ppca_log_px", "log p(x) pPCA"),
            ),
        ),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._waits: dict[str, Any] | None = None  # what to ask as soon as nothing else is asked
        self._turns: dict[str, int] = {}
        self._below: list[Equation] = []
        super().__init__(session, parent)
        self._pace.setCurrentIndex(NORMAL)
        self._asker = QTimer(self, interval=PAUSE, singleShot=True)
        self._asker.timeout.connect(self._ask_now)
        self.stage.state_changed.connect(self._on_action)
        session.dataset_changed.connect(self._on_dataset)
        self._on_dataset()

    def build_picture(self) -> QWidget:
        """Return the tabs."""
        self.regions = Regions(self.linker)
        self.sampling = Sampling(self.linker)
        self.rejecting = Rejecting(self.linker)
        self.few = FewLabels(self.linker)
        self.confusion = Confusion()
        self.tabs = named(QTabWidget(documentMode=True), "classifyTabs", tr("What each can do"), "")
        self.tabs.setToolTip("")
        self.parts: list[Any] = []
        for part, text, about in (
            (self.regions, tr("Regions"), tr("Where each classifier says what")),
            (self.sampling, tr("Sample"), tr("Sample a 7: draw images of a class")),
            (self.rejecting, tr("Reject"), tr("Draw a digit, and reject what is none")),
            (self.few, tr("Few labels"), tr("Learning curves for 1 to 100 labels of each class")),
            (self.confusion, tr("Confusion"), tr("Which classes are taken for which")),
        ):
            self.parts.append(part)
            self.tabs.setTabToolTip(self.tabs.addTab(Scrolled(part), text), about)
        self.tabs.currentChanged.connect(self._on_tab)
        self.regions.wanted.connect(self._on_wanted)
        self.sampling.wanted.connect(self._on_sample)
        self.sampling.asked.connect(self._on_sampled)
        self.rejecting.drawn.connect(self._on_drawn)
        self.rejecting.wanted.connect(self._on_kind)
        self.few.wanted.connect(self._on_measure)
        return self.tabs

    def build_controls(self) -> Sequence[QWidget]:
        """Return what chooses the data, and says what they are."""
        self._about = Wrapped()
        self._about.setProperty("kind", "faint")
        self._about.setObjectName("classifyData")
        self._own = named(
            QPushButton(tr("Use the open data")), "classifyOwn", tr("Use the open data"),
            tr("Learn from the data set that is open in the window; it needs labels"),
        )  # fmt: skip
        self._own.clicked.connect(self._on_own)
        self._digits = named(
            QPushButton(tr("Use the digits")), "classifyDigits", tr("Use the digits"),
            tr("Go back to the 1,797 handwritten digits"),
        )  # fmt: skip
        self._digits.clicked.connect(self._on_digits)
        self._note = Wrapped()
        self._note.setObjectName("classifyNote")
        self._dots = named(
            QCheckBox(tr("Training images")), "classifyDots", tr("Training images"),
            tr("Show the training images as dots; framed are the SVM's support vectors"),
        )  # fmt: skip
        self._dots.setChecked(True)
        self._dots.toggled.connect(self.regions.show_dots)
        return self._note, self._dots, self._about, self._own, self._digits

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Show the tab in front."""
        material = frame.material
        text = tr(
            "{name}: {train:,} images to learn from, {test:,} to test.",
            name=material.name,
            train=len(material.train),
            test=len(material.test),
        )
        text = " ".join([text, *(f"{note[:1].upper()}{note[1:]}." for note in material.notes)])
        if text != self._about.text():
            self._about.setText(text)
        note = honest(frame)
        if note != self._note.text():
            self._note.setText(note)
        self.parts[self.tabs.currentIndex()].show_frame(frame)

    def on_opened(self) -> None:
        """Offer what there is besides, and put the equations below the settings."""
        self._on_dataset()
        if not self._below:
            self._below = [Equation(name, self) for name in BELOW]
            self._column.addWidget(heading(tr("Equations")))
            for equation in self._below:
                self._column.addWidget(equation)
                self.linker.attach(equation)

    # Asking

    def ask(self, **values: Any) -> None:
        """Ask about an image, once the last question is answered; the newest one counts."""
        self._waits = values
        if not self._asker.isActive():
            self._asker.start()

    @Slot()
    def _ask_now(self) -> None:
        if self._waits is None or self.stage.frame is None or self.stage.action == "ask":
            return
        if self.stage.action == LONG:
            self._waits = None
            text = tr("The learning curves are being measured: wait for them, or cancel them.")
            self.session.message.emit(Message(text, "warning"))
            return
        values, self._waits = self._waits, None
        self.stage.act("ask", **values)

    @Slot()
    def _on_action(self) -> None:
        on, there = self.stage.action == LONG, self.stage.frame is not None
        self.few.show_state(on=on, ready=there)
        self.sampling.allow(there and not on)
        if self._waits is not None and not self.stage.action:
            self._asker.start()

    @Slot(str, int)
    def _on_wanted(self, kind: str, index: int) -> None:
        self.ask(kind=kind, index=index)

    @Slot(str)
    def _on_kind(self, kind: str) -> None:
        turn = self._turns.get(kind, 0)
        self._turns[kind] = turn + 1
        self.ask(kind=kind, index=turn)

    @Slot(object)
    def _on_drawn(self, picture: Any) -> None:
        self.ask(picture=picture)

    @Slot(object)
    def _on_sampled(self, image: Any) -> None:
        self.ask(kind="sample", picture=image)
        self.tabs.setCurrentIndex(self.parts.index(self.rejecting))

    @Slot(int, int)
    def _on_sample(self, label: int, draw: int) -> None:
        self.stage.act("sample", label=label, draw=draw)

    @Slot()
    def _on_measure(self) -> None:
        self.stage.act(LONG)

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        if self.stage.frame is not None:
            self.show_frame(self.stage.frame, None)
            if self.parts[index] is self.sampling and not self.stage.action:
                self.sampling.begin()

    # Data

    @Slot()
    def _on_dataset(self) -> None:
        """Offer the open data where they have labels and are not those in use."""
        dataset = self.session.dataset
        used = (self.stage.values.get("data", DIGITS), self.stage.values.get("options", ""))
        labelled = dataset is not None and dataset.labels is not None and not dataset.points
        other = dataset is not None and (dataset.source, _options(dataset)) != used
        self._own.setVisible(bool(other and dataset is not None and dataset.source != DIGITS))
        self._own.setEnabled(labelled)
        self._digits.setVisible(used[0] != DIGITS)

    @Slot()
    def _on_own(self) -> None:
        dataset = self.session.dataset
        if dataset is not None:
            self._use(dataset.source, _options(dataset))

    @Slot()
    def _on_digits(self) -> None:
        self._use(DIGITS, "")

    def _use(self, source: str, options: str) -> None:
        self.stage.put({"data": source, "options": options, "classes": ""})
        self._on_dataset()


class Scrolled(QScrollArea):
    """Scrolls a part that cannot be as small as its room, and tells it how much room there is."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the part laid out for the room that there is, not for what it takes."""
        super().resizeEvent(event)
        part: Any = self.widget()
        if hasattr(part, "fit"):
            part.fit(event.size().width(), event.size().height())


def _options(dataset: Any) -> str:
    return json.dumps(dataset.options) if dataset.options else ""
