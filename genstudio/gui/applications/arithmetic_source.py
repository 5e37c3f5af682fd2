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
        self._asked: work.Subject | None = None
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
        return kept if _same(kept.subject, now) else None

    @property
    def judge(self) -> Judge | None:
        """The judge of the open data, where it is known by now."""
        data = self._session.dataset
        if data is None or self._judge is None or self._judge[0] != data.fingerprint:
            return None
        return self._judge[1]

    def prepare(self) -> None:
        """Begin to prepare what the weights in view need; what is on for them goes on."""
        subject = self.subject
        going = self.search.running and not self.search.cancelled
        if subject is None or (going and _same(subject, self._asked)):
            return
        self._asked = subject
        self.search.start(partial(work.prepare, subject, self.judge))

    def forget(self) -> None:
        """Drop what is on: it is for a model that is in view no more."""
        self.search.forget()

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


def _same(one: work.Subject, other: work.Subject | None) -> bool:
    """Whether what is true of the one is true of the other: same weights, class and data."""
    if other is None:
        return False
    return one.view is other.view and one.label == other.label and one.dataset is other.dataset
