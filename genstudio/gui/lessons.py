"""Goes through a lesson with the user: opens it, shows its steps, and ends it cleanly."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.core.lesson import Lesson, Step, read
from genstudio.gui.jobs import Tasks
from genstudio.gui.lesson_check import check
from genstudio.gui.lesson_files import TOUR, say, shipped
from genstudio.gui.lesson_goal import ACTIVE, Goal, Way
from genstudio.gui.lesson_kept import Kept
from genstudio.gui.lesson_measure import Measures, reply
from genstudio.gui.lesson_places import panels
from genstudio.gui.lesson_progress import Progress
from genstudio.gui.lesson_show import Show
from genstudio.gui.lesson_waits import Wait

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow


class Lessons(QObject):
    """One lesson at a time. Nothing in the window is changed but at the user's word.

    Signal: moved, when another step is shown, or none any more.
    """

    moved = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._tasks = Tasks(self)
        self.progress = Progress(window.session.store)
        self._lesson: Lesson | None = None
        self._name = ""  # what the lesson is known by
        self._pending = ("", 0)  # the name of the one to be begun, and the step
        self._waiting: Lesson | None = None  # for engine or data, or for a run to be saved
        self._kept = Kept(window)
        self._kept.hidden.changed.connect(self._on_hidden)
        self._show: Show | None = None
        self._wait: Wait | None = None
        self._way: Way | None = None
        self._before = Goal()
        self._touched = False
        self._number = 0
        self._done: set[int] = set()
        self._answers: dict[int, int] = {}
        self._measures = Measures(window)
        window.closing.connect(self.close)
        self._session.state_changed.connect(self._on_state)
        self._session.dataset_changed.connect(self._on_state)

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is on."""
        return self._lesson

    @property
    def number(self) -> int:
        """The step that is shown, from 0."""
        return self._number

    @property
    def step(self) -> Step | None:
        """The step that is shown."""
        return self._lesson.steps[self._number] if self._lesson is not None else None

    @property
    def done(self) -> bool:
        """Whether what the step waits for has come."""
        return self._number in self._done

    def open(self, path: Path, *, on: bool = False) -> None:
        """Read a lesson's file and begin it, or go `on` with it where the user left it.

        What is wrong with it is said in the message bar.
        """
        done = partial(self._on_read, self.progress.name(Path(path)), on)
        self._tasks.start("read", partial(_read, Path(path)), done, self._on_unread)

    def tour(self) -> None:
        """Begin the tour of the window."""
        self.open(shipped()[TOUR])

    def begin(self, lesson: Lesson, name: str = "", at: int = 0) -> None:
        """Begin a lesson at a step; a run that is in its way is asked about.

        What is being opened comes first: at the end the user wants it back. How far the user
        comes is remembered under the name, if there is one.
        """
        self._pending = name, min(at, len(lesson.steps) - 1)
        if not self._settled():
            self._waiting = lesson
            return
        self._waiting = None
        workspaces = {n: self._window.tabs.indexOf(p) >= 0 for n, p in panels(self._window).items()}
        try:
            check(lesson, self._session.choices, workspaces)
        except UserError as error:
            self._session.say(tr("This lesson cannot be used: {error}", error=error), "error")
            return
        if self._session.state not in ACTIVE:
            self._start(lesson)
        elif _suits(lesson, self._session.family):
            self._session.say(tr("The lesson uses the run that is training."))
            self._start(lesson)
        else:
            self._ask_for_the_run(lesson)

    @Slot()
    def end(self) -> None:
        """End the lesson and put the window back; offer what was open before."""
        touched, before, lesson = self._touched, self._before, self._lesson
        if lesson is not None:
            self._kept.end(lesson)
        self._clear()
        self._touched = False
        self._kept.say()
        if touched and before.missing(self._session):
            self._session.say(
                tr("The lesson is over. What you had open before it is kept."),
                action_text=tr("Open it again"),
                action=partial(self._put_back, before),
                valid=lambda: self._lesson is None,
            )

    @Slot()
    def close(self) -> None:
        """End the lesson without a word; the window closes."""
        self._waiting = None
        self._tasks.close()
        self._clear()
        self._kept.clear()

    @Slot()
    def show_all(self) -> None:
        """Show every control and panel that lessons have hidden, until another one is begun."""
        self._kept.show_all()

    # Beginning

    def _on_read(self, name: str, on: bool, lesson: Lesson) -> None:
        at = self.progress.reached(name)
        self.begin(lesson, name, at if on else 0)
        if 0 < at < len(lesson.steps) and not on and self._lesson is lesson:
            self._session.say(
                tr("You were at step {number} of this lesson.", number=at + 1),
                action_text=tr("Go on there"),
                action=partial(self._go_on, at),
                valid=lambda: self._lesson is lesson and self._number == 0,
            )

    def _on_unread(self, failure: object) -> None:
        self._session.say(getattr(failure, "text", str(failure)), "error")

    def _ask_for_the_run(self, lesson: Lesson) -> None:
        self._session.say(
            tr("A run is training, and the lesson needs a run of its own."),
            action_text=tr("Save it and begin the lesson"),
            action=partial(self._begin_after, lesson),
            valid=lambda: self._session.state in ACTIVE and self._waiting is None,
        )

    def _begin_after(self, lesson: Lesson) -> None:
        self._waiting = lesson
        self._session.stop()

    @Slot()
    def _on_state(self) -> None:
        if self._waiting is not None and self._session.state == "ready" and self._settled():
            self.begin(self._waiting, *self._pending)

    def _settled(self) -> bool:
        """Whether the engine is there, and the data or the word that they cannot be had."""
        session = self._session
        known = session.dataset is not None or session.dataset_error is not None
        return session.engine_loaded and session.dataset_loading is None and known

    def _start(self, lesson: Lesson) -> None:
        if self._lesson is None:
            self._before = Goal.present(self._session)
        self._clear()
        self._lesson = lesson
        self._kept.begin()
        self._name, at = self._pending
        self._done, self._answers = set(), {}
        self._measures.clear()
        self._wait, self._way = Wait(self._window), Way(self._window)
        self._wait.done.connect(self._on_done)
        self._wait.changed.connect(self._on_nearer)
        self._way.arrived.connect(self._on_arrived)
        self._show = Show(self._window, self._kept.hidden, say(lesson.title))
        self._show.ended.connect(self.end)
        self._show.all_wanted.connect(self.show_all)
        card = self._show.card
        card.back.connect(self._on_back)
        card.forward.connect(self._on_forward)
        card.do_it.connect(self._on_do_it)
        card.answered.connect(self._on_answered)
        if at:
            self._go_on(at)
        else:
            self._go(0)

    def _go_on(self, number: int) -> None:
        """Go to a step that the user has been at, and offer to set up what is in its way."""
        if self._lesson is None:
            return
        self._go(number)
        wanted = [step.set for step in self._lesson.steps[:number] if step.set is not None]
        goal = Goal.all_of(wanted)
        if wanted and not goal.reached(self._window):
            self._session.say(
                tr("The steps before this one have set things up that are different now."),
                action_text=tr("Set them up again"),
                action=partial(self._set_up, goal),
                valid=lambda: self._way is not None and self._number == number,
            )

    def _set_up(self, goal: Goal) -> None:
        if self._way is not None:
            self._touched = True
            self._way.go(goal)

    def _clear(self) -> None:
        if self._show is not None:
            self._show.clear()
        for helper in (self._wait, self._way, self._show):
            if helper is not None:
                helper.deleteLater()
        if self._way is not None:
            self._way.stop()
        if self._wait is not None:
            self._wait.end()
        self._lesson = self._show = self._wait = self._way = None
        self._kept.rest()
        self.moved.emit()

    # Walking through it

    def _go(self, number: int) -> None:
        """Show a step; what it waited for before needs not to be done again."""
        lesson, show, wait = self._lesson, self._show, self._wait
        if lesson is None or show is None or wait is None:
            return
        if self._way is not None:
            self._way.stop()
        self._number = number
        if self._name:
            self.progress.note(self._name, number)
        step = lesson.steps[number]
        show.page(step, number, len(lesson.steps), self._answers.get(number), say)
        self._kept.put(lesson, step)
        self._on_hidden()
        show.point(step.at)
        wait.end()
        self._measures.begin(number, step)
        if number not in self._done and not self._asking():
            wait.begin(step)
        self._refresh()
        self.moved.emit()

    def _asking(self) -> bool:
        step = self.step
        return step is not None and step.ask is not None and self._number not in self._answers

    def _refresh(self) -> None:
        step, show, wait = self.step, self._show, self._wait
        if step is None or show is None or wait is None:
            return
        show.card.set_state(
            "" if step.until.event == "next" else wait.text or tr("✓ Done."),
            done=self.done,
            can_do=step.set is not None and (step.until.event == "next" or not self.done),
            asking=self._asking(),
        )
        if self.done:
            choices = step.ask.choices if step.ask is not None else ()
            right = [index for index, choice in enumerate(choices) if choice.right]
            values = self._measures.values(self._number)
            text = reply(step, self._answers.get(self._number), values, say)
            if text:
                show.card.say_reply(text, right)

    @Slot()
    def _on_done(self) -> None:
        self._done.add(self._number)
        step = self.step
        if step is not None:
            self._measures.finish()
        if self._show is not None and step is not None and step.until.event != "next":
            self._show.card.announce_done()
        self._refresh()

    @Slot()
    def _on_nearer(self) -> None:
        self._measures.look()
        if self._show is not None and self._wait is not None:
            self._show.card.tell(self._wait.text)

    @Slot()
    def _on_back(self) -> None:
        self._go(max(0, self._number - 1))

    @Slot()
    def _on_forward(self) -> None:
        if self._lesson is not None and self._number + 1 < len(self._lesson.steps):
            self._go(self._number + 1)
        else:
            if self._name:
                self.progress.note(self._name, 0, done=True)
            self.end()

    @Slot(int)
    def _on_answered(self, choice: int) -> None:
        """The prediction is made: now it may be tried out."""
        if self.step is None or self._wait is None:
            return
        first = self._asking()
        self._answers[self._number] = choice
        if first and not self.done:
            self._measures.begin(self._number, self.step)
            self._wait.begin(self.step)
        self._refresh()

    @Slot()
    def _on_do_it(self) -> None:
        step = self.step
        if step is None or step.set is None or self._way is None or self._show is None:
            return
        self._touched = True
        self._show.card.hold(True)
        self._way.go(Goal.of(step.set))

    @Slot()
    def _on_arrived(self) -> None:
        if self._show is not None:
            self._show.card.hold(False)
            self._show.point(self.step.at if self.step is not None else None)
        if self._wait is not None and self.step is not None and not self.done:
            self._wait.look()

    @Slot()
    def _on_hidden(self) -> None:
        if self._show is not None:
            self._show.offer_all(bool(self._kept.hidden))

    def _put_back(self, before: Goal) -> None:
        way = Way(self._window)
        way.arrived.connect(way.deleteLater)
        way.go(before)


def _read(path: Path, stop: Stop) -> Lesson:
    return read(path)


def _suits(lesson: Lesson, family: str) -> bool:
    """Whether a run of this family is what the lesson would make itself, or it makes none."""
    wanted = [step.set for step in lesson.steps if step.set is not None]
    families = {part.family for part in wanted if part.family is not None}
    return families <= {family} and not any(part.run == "fresh" for part in wanted)
