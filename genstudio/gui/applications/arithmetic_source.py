"""Judge and labelled samples of the model in view, prepared once and kept while they are true."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from genstudio.core.language import tr
from genstudio.gui.applications import arithmetic_work as work
from genstudio.gui.applications.searching import Search, SearchRow
from genstudio.gui.jobs import Failure

if TYPE_CHECKING:
    from genstudio.analysis.judge import Judge
    from genstudio.gui.session import Session

WHOLE = 1000  # of a progress bar


class Source(QObject):
    """Gives what is ready, or prepares it: then `ready` comes. Progress is in `row`."""

    ready = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: work.Ready | None = None
        self._judge: tuple[str, Judge] | None = None  # and the data's fingerprint
        self.search = Search(self)
        self.search.step.connect(self._on_step)
        self.search.failed.connect(self._on_failed)
        self.row = SearchRow(self.search, name, tr("Judging samples"))

    @property
    def subject(self) -> work.Subject | None:
        """What is asked about now; None while no model is in view, or its data are not open."""
        session = self._session
        view, data = session.view, session.dataset
        if view is None or data is None or view.record.data["fingerprint"] != data.fingerprint:
            return None
        return work.Subject(view, session.label, data)

    @property
    def kept(self) -> work.Ready | None:
        """What is ready for the weights in view; None where it has to be prepared."""
        now, kept = self.subject, self._kept
        if now is None or kept is None:
            return None
        own = kept.subject
        same = own.view is now.view and own.label == now.label and own.dataset is now.dataset
        return kept if same else None

    @property
    def judge(self) -> Judge | None:
        """The judge of the open data, where it is known by now."""
        data = self._session.dataset
        if data is None or self._judge is None or self._judge[0] != data.fingerprint:
            return None
        return self._judge[1]

    def prepare(self) -> None:
        """Begin to prepare what the weights in view need."""
        subject = self.subject
        if subject is not None:
            self.search.start(partial(work.prepare, subject, self.judge))

    def close(self) -> bool:
        """End the thread."""
        return self.search.close()

    @Slot(object)
    def _on_step(self, found: work.Far | work.Ready) -> None:
        if isinstance(found, work.Far):
            self.row.show_progress(round(WHOLE * found.share), WHOLE)
            return
        self._kept = found
        self._judge = found.subject.dataset.fingerprint, found.judge
        self.ready.emit()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
