"""What a bench says: the part of a step that is shown, or what it has arrived at."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from genstudio.gui.widgets.wrapped import Wrapped

SENTENCE = 90  # letters; where they do not fit into a line, there is room for two


class Status(Wrapped):
    """A text that does not move what is above it: its room never shrinks while its width holds.

    The sentences of slow motion change every second, and some need a line more than others.
    Before the first there is no room for any.
    """

    _most = 0  # px of height that were needed at this width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin anew at another width."""
        if event.size().width() != event.oldSize().width():
            self._most = 0
        super().resizeEvent(event)

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        lines = 1 if self.width() >= SENTENCE * metrics.averageCharWidth() else 2
        self.setMinimumHeight(0)
        if self.text():
            needed = self.heightForWidth(max(1, self.width()))
            self._most = max(self._most, needed, lines * metrics.lineSpacing())
        self.setFixedHeight(self._most)
        self.setHidden(self._most == 0)  # nor is there a gap
