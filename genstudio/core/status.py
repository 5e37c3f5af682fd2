"""What a run's status is called, for people. The names themselves stand in its record."""

from __future__ import annotations

from genstudio.core.language import mark

STATUS = {
    "new": mark("new"),
    "training": mark("training"),
    "paused": mark("paused"),
    "completed": mark("completed"),
    "stopped": mark("stopped"),
    "diverged": mark("diverged"),
    "unsaved": mark("not saved to its end"),
}
