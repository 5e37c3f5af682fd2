"""The chooser of data: what is built in, what can be downloaded, what was open, what is on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.core.sizes import megabytes
from genstudio.gui.controls import named
from genstudio.gui.pairing import SOURCE as PAIR
from genstudio.gui.state import Offer
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.gui.session import Session

DIGITS = "digits"
FOLDER, FILE = "\0folder", "\0file"  # no path begins like this
ABOUT = mark("The images to learn from; files and folders can also be dropped on the window")
LONGEST = 40  # entries shown at once
AGAIN = 100  # ms until it is tried again to list what is new


class SourceList(QComboBox):
    """Mirrors what the session offers; tells which source was chosen."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "datasetChooser", tr("Data"), tr(ABOUT))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(LONGEST)
        self._session = session
        self._opened = False  # ever
        self._later = QTimer(self, singleShot=True, interval=AGAIN)
        self._later.timeout.connect(self.fill)
        self.activated.connect(self._choose)

    @Slot()
    def fill(self) -> None:
        """List everything anew, with what is open, or being opened, as the current entry.

        A list that somebody is looking at stays as it is until it is closed.
        """
        if self._opened and self.view().isVisible():
            self._later.start()
            return
        session = self._session
        current = session.dataset.source if session.dataset is not None else DIGITS
        self.clear()
        self.addItem(tr("Digits (built in)"), DIGITS)
        for offer in session.offers:
            if offer.name != DIGITS and offer.kind != "download":
                self._add(_label(offer), offer.name, tr(offer.title))
        self._add_section(
            tr("Published sets"),
            [(_label(o), o.name, tr(o.title)) for o in session.offers if o.kind == "download"],
        )
        recent = [source for source in session.store.recent() if self.findData(source) < 0]
        self._add_section(tr("Open lately"), [(short(s), s, printable(s)) for s in recent])
        if self.findData(current) < 0:
            about = printable(current)
            if session.dataset is not None and current == PAIR:
                about = printable(session.dataset.name)
            self._add(short(about), current, about)
        self.insertSeparator(self.count())
        self.addItem(tr("Open folder…"), FOLDER)
        self.addItem(tr("Open file…"), FILE)
        coming = self.findData(session.dataset_loading or current)
        self.setCurrentIndex(coming if coming >= 0 else self.findData(current))

    def showPopup(self) -> None:
        """Open the list as wide as its entries, however narrow the pane is."""
        self._opened = True
        bar = self.view().verticalScrollBar().sizeHint().width()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + bar)
        super().showPopup()

    def _add(self, text: str, source: str, about: str) -> None:
        self.addItem(text, source)
        self.setItemData(self.count() - 1, tip(about), Qt.ItemDataRole.ToolTipRole)

    def _add_section(self, title: str, entries: list[tuple[str, str, str]]) -> None:
        """Add entries under a heading that cannot be chosen; nothing where there are none."""
        if not entries:
            return
        self.insertSeparator(self.count())
        self.addItem(title)
        model = self.model()
        if isinstance(model, QStandardItemModel):
            model.item(self.count() - 1).setEnabled(False)
        for entry in entries:
            self._add(*entry)

    @Slot(int)
    def _choose(self, index: int) -> None:
        source = self.itemData(index)
        if source == FOLDER:
            source = QFileDialog.getExistingDirectory(self, tr("Open a folder of images"))
        elif source == FILE:
            source = QFileDialog.getOpenFileName(self, tr("Open a data file"), "", _filters())[0]
        self.fill()
        if source and source != PAIR:  # which can only be what is open already
            self.chosen.emit(source)


def short(source: str) -> str:
    """Return the last part of a path; all of it is in the recent menu."""
    return printable(Path(source).name or source)


def _label(offer: Offer) -> str:
    name = tr(offer.label) if offer.label else offer.name.capitalize()
    if offer.kind == "drawn":
        return tr("{name} (drawn)", name=name)
    if offer.kind == "included":
        return tr("{name} (built in)", name=name)
    if offer.missing:
        return tr("{name} ({size} to download)", name=name, size=megabytes(offer.missing))
    return tr("{name} (downloaded)", name=name)


def _filters() -> str:
    kinds = "*.zip *.tar *.tgz *.gz *.npz *.npy *.csv *.tsv *-ubyte *.idx"
    return ";;".join((tr("Data ({kinds})", kinds=kinds), tr("All files (*)")))
