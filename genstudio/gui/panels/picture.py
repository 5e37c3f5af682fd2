"""A picture of one's own: drawn, opened or pasted, then encoded, judged and compared."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QActionGroup, QDragEnterEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui import pictured
from genstudio.gui.controls import no_taller, paragraph
from genstudio.gui.neighbour_list import NeighbourList
from genstudio.gui.own_canvas import OwnCanvas, tool
from genstudio.gui.own_picture import OwnPicture
from genstudio.gui.own_result import Figures, Pair
from genstudio.gui.widgets.flow import Flow

if TYPE_CHECKING:
    from genstudio.analysis.own import Options
    from genstudio.analysis.typicality import Standing
    from genstudio.gui.own_questions import Answer, Source
    from genstudio.gui.session import Session

TITLE = mark("Your picture")
ORDER = 20
AREA = "tools"
ICON = "image"
NEEDS = ("Decodes",)

SETTLES = 30  # ms after a stroke's last movement that the picture is asked about
KINDS = "*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff"
FITS = (
    ("crop", mark("Cut its ends off")),
    ("pad", mark("Add a border")),
    ("stretch", mark("Stretch it")),
)
INVERTS = (
    ("auto", mark("Exchange dark and bright where the data want it")),
    ("no", mark("Keep dark and bright")),
    ("yes", mark("Exchange dark and bright")),
)


class Panel(QWidget):
    """Shows the session's own picture; OwnPicture keeps it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picturePanel")
        self.setAcceptDrops(True)
        self._session = session
        self._wishes: dict[str, Any] = {"fit": "crop", "invert": "auto", "like_data": True}
        self._drawing = False  # the picture is what stands on the canvas
        self.keeper = OwnPicture(session, self)
        self._strokes = QTimer(self, singleShot=True, interval=SETTLES)
        self._strokes.timeout.connect(self._take_canvas)
        self._build()
        self._connect()
        self._on_looks()
        self._refresh()

    def close_panel(self) -> None:
        """End the threads."""
        self._strokes.stop()
        self.neighbours.close()
        self.keeper.close()

    def _build(self) -> None:
        about = tr("Open a picture from a file (PNG, JPEG, WEBP, BMP, GIF or TIFF)")
        self._open = tool(self, "ownOpen", "open-file", tr("Open a picture"), about)
        about = tr("Paste a picture, or the file of one, from the clipboard (Ctrl+V)")
        self._paste = tool(self, "ownPaste", "paste", tr("Paste a picture"), about)
        about = tr("How a picture is made like the data")
        self._how = tool(self, "ownOptions", "settings", tr("Prepare the picture"), about)
        self._how.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._how.setMenu(self._options_menu())
        self._pin = tool(self, "ownPin", "pin", tr("Pin the picture's code"))
        self._forget = tool(self, "ownForget", "close", tr("Forget the picture"))
        self.drawing = OwnCanvas(self)
        self.pair = Pair(self)
        self.figures = Figures(self)
        self._hint = paragraph("faint", tr("Draw, drop a picture here, open or paste one."))
        self.neighbours = NeighbourList(self._session, ("own",), self)
        self.neighbours.setObjectName("ownNeighbourList")
        self.tabs = QTabWidget(self, documentMode=True)
        self.tabs.setObjectName("ownTabs")
        self.tabs.setAccessibleName(tr("Your picture"))
        self.tabs.addTab(self._picture_page(), tr("Picture"))
        self.tabs.addTab(self.neighbours, tr("Neighbours"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 2, 6, 4)
        column.addWidget(self.tabs)

    def _picture_page(self) -> QWidget:
        page = QWidget()
        row = QWidget(page)
        flow = Flow(row, spacing=2)
        for button in (self._open, self._paste, self._how, self._pin, self._forget):
            flow.addWidget(button)
        flow.addWidget(self.drawing.brush)
        beside = QHBoxLayout()
        beside.addWidget(self.drawing, 5)
        beside.addWidget(self.pair, 3)
        for widget in (self.drawing.canvas, self.pair.seen, self.pair.again):
            no_taller(widget)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(3)
        column.addWidget(row)
        column.addLayout(beside)
        column.addWidget(self._hint)
        column.addWidget(self.figures)
        column.addStretch(1)
        return page

    def _options_menu(self) -> QMenu:
        menu = QMenu(self)
        self._like = QAction(tr("Fit a drawing like the data"), menu, checkable=True, checked=True)
        self._like.setToolTip(tr("Scale it, and put its centre of mass where theirs is"))
        self._like.toggled.connect(partial(self._wish, "like_data"))
        menu.addAction(self._like)
        for name, choices in (("fit", FITS), ("invert", INVERTS)):
            menu.addSeparator()
            group = QActionGroup(menu)
            for value, text in choices:
                action = QAction(tr(text), menu, checkable=True)
                action.setChecked(self._wishes[name] == value)
                action.triggered.connect(partial(self._choose, name, value))
                group.addAction(action)
                menu.addAction(action)
        return menu

    def _connect(self) -> None:
        keeper = self.keeper
        keeper.answered.connect(self._on_answer)
        keeper.judged.connect(self._on_judged)
        keeper.searched.connect(self._on_searched)
        keeper.looks_changed.connect(self._on_looks)
        keeper.forgotten.connect(self._on_forgotten)
        keeper.failed.connect(self._on_failed)
        self.drawing.changed.connect(self._on_drawn)
        self._open.clicked.connect(self._ask_for_file)
        self._paste.clicked.connect(self.paste)
        self._pin.clicked.connect(self._pin_code)
        self._forget.clicked.connect(self._forget_picture)
        self.figures.search_wanted.connect(self._search)
        self.figures.cancel_wanted.connect(keeper.cancel)
        self._session.picture_dropped.connect(self._on_dropped)
        self._session.dataset_changed.connect(self._on_looks)
        self._session.view_changed.connect(self._refresh)

    # Where pictures come from

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if pictured.files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file as the picture."""
        files = pictured.files_of(event.mimeData())
        if files:
            event.acceptProposedAction()
            self._on_dropped(files[0])

    @Slot()
    def paste(self) -> None:
        """Take what is on the clipboard."""
        found = pictured.from_clipboard()
        if found is None:
            self._session.say(pictured.nothing(), "warning")
        else:
            self._on_dropped(found)

    @Slot(object)
    def _on_dropped(self, found: Path | QImage) -> None:
        """Take a file, or a picture from the clipboard, and come to the front."""
        if self._session.dataset is None:
            return
        self._strokes.stop()
        self._drawing = False
        self._session.workspace_wanted.emit("picture")
        self.tabs.setCurrentIndex(0)
        if isinstance(found, QImage):
            self.keeper.take_image(tr("pasted"), found, self._options())
        else:
            self.keeper.open(found, self._options())

    @Slot()
    def _ask_for_file(self) -> None:
        kinds = tr("Pictures ({kinds})", kinds=KINDS)
        chosen = QFileDialog.getOpenFileName(self, tr("Open a picture"), "", kinds)[0]
        if chosen:
            self._on_dropped(Path(chosen))

    @Slot()
    def _on_drawn(self) -> None:
        """Ask a moment later, so that a fast hand does not pile up copies."""
        if not self._strokes.isActive():
            self._strokes.start()

    @Slot()
    def _take_canvas(self) -> None:
        self._drawing = True
        pixels = self.drawing.canvas.pixels()
        self.keeper.take(tr("drawing"), pixels, self._options(), drawn=True)

    def _choose(self, name: str, value: str, _checked: bool = True) -> None:
        self._wish(name, value)

    def _wish(self, name: str, value: Any) -> None:
        self._wishes[name] = value
        if self.keeper.source is not None:
            self.keeper.set_options(self._options())

    def _options(self) -> Options:
        from genstudio.analysis.own import Options

        return Options(**self._wishes)

    # What came of it

    @Slot()
    def _on_looks(self) -> None:
        """Make the canvas one for the data in view."""
        dataset = self._session.dataset
        usable = dataset is not None and not dataset.points
        self.drawing.setEnabled(usable)
        if dataset is None or dataset.points:
            self._hint.setText(
                tr("These data are points: a picture has no place among them.")
                if dataset is not None
                else tr("Open data first.")
            )
            self._hint.show()
            return
        looks = self.keeper.looks
        dark = looks.ground < 128 if looks is not None else dataset.shape[0] == 1
        side = max(dataset.shape[1:])
        self.drawing.set_kind(side, coloured=dataset.shape[0] == 3, dark=dark)
        self._like.setEnabled(looks is not None)
        if looks is not None:
            self.drawing.set_stroke(looks.stroke)
        self._refresh()

    @Slot(object)
    def _on_answer(self, answer: Answer) -> None:
        self.pair.show_answer(answer)
        self.figures.show_answer(answer)
        source = answer.source
        if not source.drawn and self._shown is not source.pixels:
            self._shown = source.pixels
            self.drawing.canvas.show_picture(answer.prepared.image)
            if answer.code is None:
                self._search()
        self._refresh()

    _shown: Any = None  # the picture that was put onto the canvas last

    @Slot(object)
    def _on_judged(self, standing: Standing | None) -> None:
        self.figures.show_standing(standing)

    @Slot()
    def _search(self) -> None:
        self.keeper.search()
        searching = self.keeper.searching
        can = self._can_search()
        self.figures.show_search(can=can, found=None, left=None, searching=searching)

    @Slot(object)
    def _on_searched(self, found: Any) -> None:
        keeper = self.keeper
        self.figures.show_search(
            can=self._can_search(), found=found, left=keeper.seconds_left,
            searching=keeper.searching,
        )  # fmt: skip

    def _can_search(self) -> bool:
        answer = self.keeper.answer
        return answer is not None and answer.mean is None

    @Slot()
    def _refresh(self) -> None:
        """Offer what can be done at the moment."""
        answer, dataset = self.keeper.answer, self._session.dataset
        ready = self._session.view is not None and dataset is not None and not dataset.points
        for button in (self._open, self._paste, self._how):
            button.setEnabled(ready)
        self._forget.setEnabled(answer is not None)
        self._pin.setEnabled(answer is not None and answer.code is not None)
        if ready:
            self._hint.setText(tr("Draw, drop a picture here, open or paste one."))
            self._hint.setVisible(answer is None)
        if not self.keeper.searching:
            self.figures.show_search(can=self._can_search(), found=None, left=None, searching=False)

    @Slot()
    def _pin_code(self) -> None:
        answer = self.keeper.answer
        if answer is not None and answer.code is not None:
            taken = {pin.name for pin in self._session.pins.all}
            name = answer.source.name
            self._session.pins.add(answer.code, name="" if name in taken else name)

    @Slot()
    def _forget_picture(self) -> None:
        source = self.keeper.forget()
        if source is None:
            return
        self._session.say(
            tr("The picture was forgotten."),
            action_text=tr("Undo"),
            action=partial(self._bring_back, source, self._session.dataset),
            valid=partial(self._still, self._session.dataset),
        )

    def _bring_back(self, source: Source, dataset: Any) -> None:
        if self._still(dataset):
            self.keeper.restore(source)
            if source.drawn:
                self.drawing.canvas.undo()

    def _still(self, dataset: Any) -> bool:
        return self._session.dataset is dataset

    @Slot()
    def _on_forgotten(self) -> None:
        self._shown, self._drawing = None, False
        self._strokes.stop()
        self.pair.show_answer(None)
        self.figures.clear()
        canvas = self.drawing.canvas
        if not canvas.empty:
            canvas.blockSignals(True)
            canvas.clear()
            canvas.blockSignals(False)
        self._refresh()

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self._session.say(text, "error")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends a search; all other keys are the window's."""
        if event.key() != Qt.Key.Key_Escape or not self.keeper.searching:
            super().keyPressEvent(event)
            return
        self.keeper.cancel()
