"""Image2Vec: "man with glasses - man + woman" with codes, picked, judged and measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui.applications.arithmetic_source import Source
from genstudio.gui.applications.arithmetic_sum import SumBench
from genstudio.gui.applications.arithmetic_turn import TurnBench
from genstudio.gui.applications.page import AppPage
from genstudio.gui.controls import named

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Image arithmetic")
ORDER = 50


class Page(AppPage):
    """The sum of concepts, and the way that turns a picture, each a tab."""

    NAME = "arithmetic"
    TITLE = TITLE
    ABOUT = mark(
        "Add up pictures by their codes: “man with glasses − man + woman” is a woman with glasses. "
        "Choose what each slot shows; samples that show it are picked, and a judge says what came "
        "of it."
    )
    NEEDS = ("Decodes",)
    FAMILY = "gan"
    EXAMPLE = "faces-gan"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.sum: SumBench | None = None

    @property
    def has_result(self) -> bool:
        """Whether a sum of concepts is shown."""
        return self.sum is not None and self.sum.has_result

    def build(self) -> QWidget:
        """Return both tabs, which share a judge and its samples."""
        content = QWidget()
        self.source = Source(self.session, "arithmeticPrepare", content)
        self.sum = SumBench(self.session, self.source)
        self.turn = TurnBench(self.session, self.source)
        self.parts = named(QTabWidget(documentMode=True), "arithmeticParts", tr("Image arithmetic"))
        self.parts.setToolTip("")
        self.parts.addTab(self.sum, "A − B + C")
        self.parts.addTab(self.turn, tr("Turn"))
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        return content

    def on_view(self) -> None:
        """Offer what the data and the model in view allow."""
        if self.sum is not None:
            self.sum.on_data()
            self.sum.on_view()
            self.turn.on_data()

    def close_page(self) -> bool:
        """End all threads."""
        if self.sum is not None:
            self.turn.close_bench()
            self.sum.close_bench()
            self.source.close()
        return super().close_page()
