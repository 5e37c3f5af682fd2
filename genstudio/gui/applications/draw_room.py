"""Parts that take the room there is: pictures in them give way before anything has to scroll."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Part(QWidget):
    """A widget whose height does not follow its width, whatever is in it."""

    def hasHeightForWidth(self) -> bool:
        """Say that the height is free."""
        return False


class Column(QVBoxLayout):
    """A column that asks for its least height only, whatever is in it.

    A scroll area otherwise gives it all the height that its width would like.
    """

    def hasHeightForWidth(self) -> bool:
        """Say that the height is free."""
        return False
