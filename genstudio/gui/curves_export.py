"""The button that writes the curves to a file: their values, or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.widgets.curves import Curves


class CurvesExport(QToolButton):
    """Asks for a file and writes `curves` there, once there are some."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.curves: Curves | None = None
        tip = tr("Export the curves as CSV or PNG")
        named(self, "curvesExport", tr("Export the curves"), tip)
        self.setIcon(theme.icon("export"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.addAction(tr("Values as CSV…")).triggered.connect(self._on_csv)
        menu.addAction(tr("Picture as PNG…")).triggered.connect(self._on_png)
        self.setMenu(menu)

    @Slot()
    def _on_csv(self) -> None:
        self._export_to("curves.csv", tr("CSV (*.csv)"))

    @Slot()
    def _on_png(self) -> None:
        self._export_to("curves.png", tr("PNG (*.png)"))

    def _export_to(self, name: str, kind: str) -> None:
        """Ask for a file and write it; what can go wrong there is said in the message bar."""
        start = str(Path.home() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export the curves"), start, kind)
        if not chosen or self.curves is None:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(Path(name).suffix)
        try:
            write = self.curves.export_csv if name.endswith("csv") else self.curves.export_png
            write(path)
        except (UserError, OSError) as error:
            self._session.say(printable(error), "error")
        else:
            name, folder = printable(path.name), printable(path.parent)
            self._session.say(tr("Saved {name} in {folder}.", name=name, folder=folder))
