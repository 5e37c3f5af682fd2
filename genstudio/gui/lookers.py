"""Questions to the model that is shown, answered off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from genstudio.gui.jobs import Latest
from genstudio.gui.state import View

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.gui.session_state import SessionState

T = TypeVar("T")


class Looker(Latest):
    """Keeps a Lens of its own on what the session shows; a newer question replaces the one before.

    `answered` carries what the question returned, `failed` a sentence. While there is nothing
    to look at, questions are dropped.
    """

    def __init__(self, session: SessionState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lens: Lens | None = None
        self._view: View | None = None

    def ask(self, question: Callable[[Lens], T]) -> None:  # type: ignore[override]
        """Ask about the view of this moment."""
        view = self._session.view
        if view is not None:
            super().ask(partial(self._answer, view, self._session.label, question))

    def ask_of(self, view: View, question: Callable[[Lens], T]) -> None:
        """Ask about other weights than those that are shown."""
        super().ask(partial(self._answer, view, None, question))

    def _answer(self, view: View, label: int | None, question: Callable[[Lens], Any]) -> Any:
        """Bring the lens up to the view, in the worker's thread, then look."""
        from genstudio.analysis.lens import UNKNOWN, Lens

        if self._lens is None or self._view is None or self._view.record is not view.record:
            self._lens = Lens(view.record)
            self._view = None
        if self._view is not view:
            self._lens.load(view.weights)
            self._view = view
        self._lens.label = UNKNOWN if label is None else label
        return question(self._lens)
