"""What is hidden for a class, also beyond the lesson that said so; nobody is locked in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from genstudio.core.language import tr
from genstudio.core.lesson import Lesson, Step
from genstudio.gui.lesson_hidden import Hidden

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow


class Kept(QObject):
    """Decides what is to be away: what the lesson and its step hide, and what a class keeps."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.hidden = Hidden(window)
        self._names: tuple[str, ...] = ()
        self._all_shown = False  # the user wants to see what this lesson hides
        self.hidden.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Begin a lesson: it may hide what it names."""
        self._all_shown = False

    def put(self, lesson: Lesson, step: Step) -> None:
        """Hide what a step of a lesson wants away."""
        names = () if self._all_shown else (*self._names, *lesson.hide, *step.hide)
        self.hidden.put(names)

    def end(self, lesson: Lesson) -> None:
        """Take note of what stays away after a lesson."""
        if lesson.keep_hidden and not self._all_shown:
            self._names = tuple(dict.fromkeys((*self._names, *lesson.hide)))

    def rest(self) -> None:
        """No lesson is on: hide what a class keeps, and nothing else."""
        self.hidden.put(self._names)

    def clear(self) -> None:
        """Show everything; the window closes."""
        self._names = ()
        self.hidden.put(())

    def say(self) -> None:
        """Nobody is to look in vain for what a class has no use for."""
        if self._names:
            self._window.session.say(
                tr("%n part(s) of the window stay hidden for the class.", "", len(self._names)),
                action_text=tr("Show all controls"),
                action=self.show_all,
                valid=lambda: bool(self._names),
            )

    @Slot()
    def show_all(self) -> None:
        """Show every control and panel that lessons have hidden, until another one is begun."""
        self._all_shown = True
        self.clear()

    @Slot()
    def _on_changed(self) -> None:
        self._window.menus.follow(self.hidden)
