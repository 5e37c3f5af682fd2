"""Style transfer: two kinds of pictures learn from each other; a picture, a folder, ONNX."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.applications import translate_work as work
from genstudio.gui.applications.page import AppPage
from genstudio.gui.applications.searching import Search, SearchRow
from genstudio.gui.applications.slot import PictureSlot
from genstudio.gui.applications.translate_kinds import Kinds
from genstudio.gui.applications.translate_table import LiveTable
from genstudio.gui.controls import labelled, named
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.numbers import number
from genstudio.gui.widgets.before_after import BeforeAfter
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.translation import Done
    from genstudio.gui.session import Session
    from genstudio.gui.state import View

TITLE = mark("Style transfer")
ORDER = 30
SAVE, ONNX = "save", "onnx"


class Page(AppPage):
    """The live table of both ways, and what is done with a model that has learned."""

    NAME = "translate"
    TITLE = TITLE
    ABOUT = mark(
        "CycleGAN turns pictures of one kind into another kind, and back, and learns it from two "
        "folders that have no picture in common. Drop the two folders here."
    )
    NEEDS = ("Translates",)
    FAMILY = "cyclegan"
    EXAMPLE = "inked-cyclegan"
    PARTS = MappingProxyType(
        {
            "table": "translateTable",
            "direction": "translateDirection",
            "picture": "translateOwn",
            "slider": "translateSlider",
            "folder": "translateFolder",
            "onnx": "translateOnnx",
        }
    )

    @property
    def has_result(self) -> bool:
        """Whether translations are shown."""
        return self._content is not None and (self.table.filled or self.slider.shown)

    # The frame, and what is there before there is a model

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._choosing = False  # others, while there is a model that could be shown
        super().__init__(session, parent)
        session.dataset_changed.connect(self._stop_choosing)
        session.run_changed.connect(self._stop_choosing)

    def rest(self) -> None:
        """Be out of sight: whoever comes back sees the model again."""
        super().rest()
        self._choosing = False

    def more_ways(self) -> list[QWidget]:
        """Return two places for folders, and a choice of two classes."""
        self.kinds = Kinds(self.session, "translateKinds")
        return [self.kinds]

    # The content

    def build(self) -> QWidget:
        """Return the table on the left, and what is done with one picture on the right."""
        self._tables, self._owns = self.looker(), self.looker()
        self._tables.answered.connect(self._on_table)
        self._owns.answered.connect(self._on_own)
        self._tasks = Tasks(self)
        self._shown: work.Own | None = None
        self._count, self._problems = 0, [""]
        self._out: Path | None = None
        self.search = Search(self, every=True)
        self.search.step.connect(self._on_done)
        self.search.failed.connect(self._on_fault)
        self.search.ended.connect(self._on_folder_ended)
        self.search.running_changed.connect(self._show_buttons)
        self.table = LiveTable()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._build_own())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(split, 1)
        self.row = SearchRow(self.search, "translate", tr("Translating the folder"))
        column.addWidget(self.row)
        column.addLayout(self._build_foot())
        self._show_buttons()
        return content

    def on_view(self) -> None:
        """Translate the fixed pictures anew, and the user's own."""
        self._show_kinds()
        dataset, view = self.session.dataset, self.session.view
        if dataset is None or view is None:
            return
        shape = tuple(view.record.data["shape"])
        if self.slot.image is not None and self.slot.image.shape != shape:
            self.slot.clear()  # it was fitted to a model of another shape
        self._tables.ask(partial(work.table, dataset, view.step))
        self._ask_own()

    def close_page(self) -> bool:
        """End all that is on."""
        if self._content is not None:
            self.search.close()
            self.slot.close_slot()
            self._tasks.close()
        return super().close_page()

    def _build_own(self) -> QWidget:
        self.direction = named(
            QComboBox(), "translateDirection", tr("Direction"), tr("Which kind becomes which")
        )
        self.direction.addItems(["", ""])
        self.direction.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.direction.setMinimumContentsLength(12)
        self.direction.currentIndexChanged.connect(self._ask_own)
        self.slot = PictureSlot(self.session, "translateOwn", tr("Picture to translate"))
        self.slot.changed.connect(self._ask_own)
        self.slider = named(
            BeforeAfter(),
            "translateSlider",
            tr("Before and after"),
            tr("Drag the line, or use the arrow keys, Home and End"),
        )
        self.slider.set_placeholder(tr("The translation of the picture beside it appears here"))
        self._verdict = Wrapped("")
        self._verdict.setObjectName("translateVerdict")
        self._verdict.setProperty("kind", "hint")
        own = QWidget()
        column = QVBoxLayout(own)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        labelled(head, tr("&Direction"), self.direction)
        head.setStretch(1, 1)
        column.addLayout(head)
        both = QHBoxLayout()
        both.addWidget(self.slot, 2)
        both.addWidget(self.slider, 3)
        column.addLayout(both, 1)
        column.addWidget(self._verdict)
        return own

    def _build_foot(self) -> Flow:
        self._save = self._button(
            "Save", tr("Save…"), "save", tr("Save the translated picture as a PNG file")
        )
        self._save.clicked.connect(self._ask_save)
        self._folder = self._button(
            "Folder",
            tr("Whole folder…"),
            "open-folder",
            tr("Translate all pictures of a folder into another folder"),
        )
        self._folder.clicked.connect(self._ask_folder)
        self.full_size = named(
            QCheckBox(tr("in their own size")),
            "translateFullSize",
            tr("In their own size"),
            tr("Keep the size of each picture of the folder; the model has learned a smaller one"),
        )
        self._onnx = self._button(
            "Onnx",
            tr("Export ONNX…"),
            "export",
            tr("Save both generators for programs without Python"),
        )
        self._onnx.clicked.connect(self._ask_onnx)
        self._others = self._button(
            "Others", tr("Other pictures…"), "image", tr("Learn two other kinds of pictures")
        )
        self._others.clicked.connect(self._ask_pair)
        foot = Flow()
        for part in (self._save, self._folder, self.full_size, self._onnx, self._others):
            foot.addWidget(part)
        return foot

    def _button(self, part: str, text: str, icon: str, about: str) -> QPushButton:
        button = named(QPushButton(text), f"translate{part}", text.rstrip("…"), about)
        button.setIcon(theme.icon(icon))
        return button

    # What is shown

    def _names(self) -> tuple[str, str]:
        """Return what the two kinds are called."""
        view = self.session.view
        if view is None:
            return "A", "B"
        classes, model = view.record.data["classes"], view.record.model
        chosen = (model.get("first", 0), model.get("second", 1))
        first, second = (printable(classes[c]) if c < len(classes) else str(c) for c in chosen)
        return first, second

    def _show_kinds(self) -> None:
        first, second = self._names()
        for index, (start, end) in enumerate(((first, second), (second, first))):
            text = tr("{first} → {second}", first=start, second=end)
            self.direction.setItemText(index, text)

    @property
    def _forward(self) -> bool:
        return self.direction.currentIndex() <= 0

    @Slot(object)
    def _on_table(self, found: work.Table | None) -> None:
        there, back = (None, None) if found is None else (found.there, found.back)
        self.table.show_ways(there, back, self._names())

    @Slot()
    def _ask_own(self) -> None:
        image = self.slot.image
        if image is None:
            self._on_own(None)
            return
        self._owns.ask(partial(work.own, image, self._forward))

    @Slot(object)
    def _on_own(self, found: work.Own | None) -> None:
        if found is not None and self.slot.image is None:
            return  # it was taken away meanwhile
        self._shown = found
        if found is None:
            self.slider.set_pictures(None, None)
            self._verdict.setText("")
        else:
            self.slider.set_pictures(found.before, found.after)
            text = tr(
                "There and back again changes it by {share}.", share=number(found.lost / 2, ".1%")
            )
            self._verdict.setText(text)
        self._show_buttons()

    @Slot()
    def _show_buttons(self) -> None:
        self._save.setEnabled(self._shown is not None)
        self._folder.setEnabled(not self.search.running)
        self._onnx.setEnabled(not self._tasks.busy(ONNX))

    # Saving

    @Slot()
    def _ask_save(self) -> None:
        if self._shown is None:
            return
        name = f"{self.slot.name or 'picture'}.png"
        title, kinds = tr("Save the translated picture"), tr("PNG (*.png)")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, kinds)
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(".png")
            call = partial(work.picture, path, self._shown.after)
            self._tasks.start(SAVE, call, self._on_saved, self._on_fault)

    def _on_saved(self, path: Path) -> None:
        name, place = printable(path.name), printable(path.parent)
        self.session.say(tr("Saved {name} in {folder}.", name=name, folder=place))

    @Slot()
    def _ask_onnx(self) -> None:
        view = self.session.view
        if view is None:
            return
        title, kinds = tr("Save the generators"), tr("ONNX (*.onnx)")
        chosen, _ = QFileDialog.getSaveFileName(self, title, "translation.onnx", kinds)
        if chosen:
            call = partial(work.onnx, view, Path(chosen))
            self._tasks.start(ONNX, call, self._on_onnx, self._on_fault)
            self._show_buttons()
            self.session.say(tr("Writing ONNX takes some seconds…"))

    def _on_onnx(self, paths: list[Path]) -> None:
        names = ", ".join(printable(path.name) for path in paths)
        place = printable(paths[0].parent)
        self.session.say(tr("Saved {name} in {folder}.", name=names, folder=place))
        self._show_buttons()

    # A whole folder

    @Slot()
    def _ask_folder(self) -> None:
        source = QFileDialog.getExistingDirectory(self, tr("Folder of pictures to translate"))
        if not source:
            return
        out = QFileDialog.getExistingDirectory(self, tr("Folder for the translations"))
        if out and self.session.view is not None:
            self.translate_folder(self.session.view, Path(source), Path(out))

    def translate_folder(self, view: View, source: Path, out: Path) -> None:
        """Translate a folder into another in a thread; how far it is, and Cancel, are shown."""
        self._count, self._problems, self._out = 0, [], out
        full_size = self.full_size.isChecked()
        self.search.start(partial(work.folder, view, source, out, self._forward, full_size))

    @Slot(object)
    def _on_done(self, one: Done) -> None:
        self._count += not one.problem
        if one.problem:
            self._problems.append(one.problem)
        self.row.show_progress(one.done, one.total)

    @Slot()
    def _on_folder_ended(self) -> None:
        if self._out is None:
            return
        place, self._out = printable(self._out), None
        text = tr("%n picture(s) were translated into {folder}.", "", self._count, folder=place)
        if self._problems:
            text += " " + tr("%n could not be read.", "", len(self._problems))
        details: Any = "\n".join(self._problems) or None
        level: Any = "warning" if self._problems else "info"
        self.session.say(text, level, details=details)

    @Slot(object)
    def _on_fault(self, failure: Failure) -> None:
        self._out = None
        self.session.say(failure.text, "error", details=failure.details or None)
        self._show_buttons()

    # Others

    @Slot()
    def _ask_pair(self) -> None:
        """Go where other folders or classes are chosen: they make another model."""
        self._choosing = True
        self._settle()
        self.kinds.places[0].setFocus()

    def _why(self) -> str:
        """While others are chosen the content is away, though the model in view goes on."""
        if self._choosing:
            return tr("Choose two other kinds of pictures; this model stays a run.")
        return super()._why()

    def _show_offers(self) -> None:
        super()._show_offers()
        if self._choosing:
            self._example.hide()
            self._set_up.hide()

    @Slot()
    def _stop_choosing(self) -> None:
        self._choosing = False
