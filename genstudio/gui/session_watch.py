"""Watching a run that another window or a terminal trains, and asking it for something."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, QTimer, Slot

from genstudio.core.events import Asked, Changed, Stop, Warned
from genstudio.core.language import tr
from genstudio.gui.follower import Follower
from genstudio.gui.following import News
from genstudio.gui.history import History
from genstudio.gui.jobs import Tasks
from genstudio.gui.numbers import number
from genstudio.gui.pace import Pace
from genstudio.gui.session_state import SessionState
from genstudio.gui.state import Remote
from genstudio.gui.store import Store

if TYPE_CHECKING:
    from genstudio.core.events import Event

Wish = Literal["pause", "resume", "stop", "change"]
PATIENCE = 15_000  # ms until it is said that there is no answer


class Watching(SessionState):
    """What is known of a run that is trained elsewhere."""

    def __init__(self, runs_dir: Path | None, store: Store | None, parent: QObject | None) -> None:
        super().__init__(runs_dir, store, parent)
        self._follower = Follower(self)
        self._follower.news.connect(self._on_news)
        self._follower.failed.connect(self._on_lost)
        self._asking = Tasks(self)
        self._wished: dict[str, Wish] = {}  # by the request's id, until it is answered
        self._elsewhere = Pace({})
        self._impatience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._impatience.timeout.connect(self._on_silence)

    @property
    def step(self) -> int:
        """The number of steps the open run has made, here or elsewhere."""
        here = super().step
        return max(here, self.history.last_step) if self.remote is not None else here

    @property
    def steps_per_second(self) -> float | None:
        """The present speed; None unless it is training."""
        if self.remote == "training":
            return self._elsewhere.steps_per_second
        return super().steps_per_second

    @property
    def eta_seconds(self) -> float | None:
        """The time left; None without a limit or a stable estimate."""
        return super().eta_seconds if self.remote is None else self._elsewhere.seconds_left

    @property
    def progress(self) -> float | None:
        """The share of the run's limit that is done, in [0, 1]; None without one, or at rest."""
        return super().progress if self.remote is None else self._elsewhere.share

    def ask(self, wish: Wish, name: str = "", value: Any = None) -> None:
        """Ask whoever trains the open run; what they answer is seen in what they do."""
        if self.run is None or self.remote is None:
            return
        if wish != "change":
            self.wish = wish
            self.state_changed.emit()
        call = partial(_ask, self.run.folder, wish, name, value)
        # Each has a name of its own: a second wish does not take back the first.
        task = f"ask {wish} {name}"
        self._asking.start(task, call, partial(self._on_asked, wish), self._on_unasked)

    def stop_watching(self) -> None:
        """Watch nothing any more."""
        self._follower.stop()
        self._impatience.stop()
        self._wished.clear()
        self.remote = self.wish = None

    def close_watching(self) -> None:
        """End the threads that look and ask."""
        self.stop_watching()
        self._follower.close()
        self._asking.close()

    def _watch(self, trained: bool) -> None:
        """Follow the open run, which is trained elsewhere, or may be: here it cannot be."""
        if self.run is not None:
            self._elsewhere = Pace(self.run.record.train)
            self.remote = _remote(self.run, trained)
            self._follower.follow(self.run.folder)
            self.state_changed.emit()

    def _on_asked(self, wish: Wish, asked: str) -> None:
        self._wished[asked] = wish
        self._impatience.start()
        self._follower.look()

    def _on_unasked(self, failure: Any) -> None:
        self.wish = None
        self.state_changed.emit()
        self._on_failed(failure)

    @Slot()
    def _on_silence(self) -> None:
        if self._wished and self.remote is not None:
            self._wished.clear()
            self.wish = None
            self.say(
                tr(
                    "The training elsewhere has not answered yet. Perhaps it is busy; what you "
                    "asked for is done as soon as it looks again."
                ),
                "warning",
            )
            self.state_changed.emit()

    @Slot(object)
    def _on_news(self, news: News) -> None:
        if self.run is None or self.run.folder != news.run.folder or self._driver.busy:
            return
        before = self.remote
        self.run = news.run
        if news.anew:
            self._past.forget()
            self.history, self._elsewhere = History(), Pace(news.run.record.train)
        for event in news.events:
            self.history.add(event)
            self._hear(event, news.anew)
        self._elsewhere.add(*self.history.last)
        self._past.set_checkpoints(list(news.seen.checkpoints))
        if news.view is not None:
            self._past.set_live(news.view)
        self.remote = _remote(news.run, news.trained)
        if before is not None and not news.trained:
            self._on_free(news)
        if news.events or news.anew or before != self.remote:
            self.run_changed.emit()
            self.history_changed.emit()
        self.state_changed.emit()

    def _hear(self, event: Event, old: bool) -> None:
        """Note an answer; what was said before this window looked is not said again."""
        if isinstance(event, Asked) and self._wished.pop(event.id, None) is not None:
            if event.request == self.wish:
                self.wish = None
            if not self._wished:
                self._impatience.stop()
        elif isinstance(event, Warned) and not old:
            self.say(event.message, "warning")
        elif isinstance(event, Changed) and not old:
            self.choices.put({event.name: event.value}, {event.name: event.value})
            self.settings_changed.emit()

    def _on_free(self, news: News) -> None:
        """Say that nobody trains the run any more; it can be gone on with here, if it is writable.

        It goes on being followed where it is not: somebody else may take it up again.
        """
        self.wish = None
        self._wished.clear()
        self.read_only = bool(news.locked)
        record = news.run.record
        step = number(record.step)
        if record.status in ("completed", "diverged", "stopped"):
            text = tr("The training elsewhere has ended, at step {step}.", step=step)
        else:
            text = tr(
                "This run is not being trained any more; it is saved up to step {step}.", step=step
            )
        if self.read_only:
            self.say(text)
            return
        self._follower.stop()
        if record.status in ("completed", "diverged"):
            self.say(text)
        else:
            self._offer_to_go_on(text)

    def _on_lost(self, failure: Any) -> None:
        """Stop watching a folder that cannot be read any more."""
        self.remote = self.wish = None
        self._on_failed(failure)
        self.state_changed.emit()

    def _offer_to_go_on(self, text: str) -> None:
        raise NotImplementedError


def _remote(run: Any, trained: bool) -> Remote | None:
    if not trained:
        return None
    return "paused" if run.record.status == "paused" else "training"


def _ask(folder: Path, wish: Wish, name: str, value: Any, stop: Stop) -> str:
    from genstudio.train import remote

    return remote.ask(folder, wish, name, value)
