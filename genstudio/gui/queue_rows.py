"""How the items of the queue are described: two lines each, and one for the whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui.numbers import number
from genstudio.gui.pace import in_words

if TYPE_CHECKING:
    from genstudio.gui.session import Session

STATES = {
    "waiting": mark("waits"),
    "running": mark("is trained"),
    "done": mark("done"),
    "failed": mark("failed"),
    "paused": mark("passed over"),
}


def title(session: Session, item: Any) -> str:
    """Say what is trained on what: "Variational auto-encoder on digits"."""
    family = session.choices.families.get(item.family)
    name = item.note or (tr(family.title) if family is not None else item.family)
    return tr("{model} on {data}", model=printable(name), data=printable(item.data))


def told(session: Session, item: Any) -> str:
    """Say in a line how an item stands."""
    state = tr(STATES[item.state])
    if item.state == "failed":
        return tr("{state}: {why}", state=state, why=item.problem)
    if item.state == "done":
        return tr("{state}, at step {step}", state=state, step=number(item.step))
    parts = [state]
    if item.id == session.queued and (known := _progress(session)):
        return ", ".join([state, *known])
    if item.state == "running" and item.id != session.queued:
        parts[0] = tr("is trained elsewhere")
    elif item.cut_off:
        parts.append(tr("goes on where it was"))
    parts.append(limit(item.train))
    return ", ".join(filter(None, parts))


def about(session: Session, item: Any) -> str:
    """Say all there is to know of an item, for its tooltip."""
    lines = [title(session, item), told(session, item)]
    if item.run:
        lines.append(printable(Path(item.run)))
    return "\n".join(lines)


def limit(train: dict[str, Any]) -> str:
    """Say what ends a training; nothing where it is solved at once."""
    found = []
    if train.get("seconds"):
        found.append(tr("{seconds} s of training", seconds=number(train["seconds"], ",g")))
    if train.get("steps"):
        found.append(tr("%n step(s)", "", int(train["steps"])))
    if train.get("epochs"):
        found.append(tr("%n epoch(s)", "", int(train["epochs"])))
    return ", ".join(found)


def whole(session: Session) -> str:
    """Say how the whole queue stands, with the time that it takes where that is known."""
    items = session.lineup.items
    left = [item for item in items if item.state in ("waiting", "running")]
    if not left:
        return tr("Nothing waits.") if items else ""
    text = tr("%n training(s) to be done", "", len(left))
    seconds = seconds_left(session)
    if seconds is not None:
        text = tr("{what}, {time}", what=text, time=in_words(seconds))
    if session.lineup.paused:
        return tr("{what}; the queue is paused", what=text)
    return text


def seconds_left(session: Session) -> float | None:
    """Return how long the rest takes; None where an item has no limit in seconds."""
    total = 0.0
    for item in session.lineup.items:
        if item.state not in ("waiting", "running"):
            continue
        own = session.eta_seconds if item.id == session.queued else None
        if own is None:
            own = item.train.get("seconds") or None
        if own is None:
            return None
        total += own
    return total


def _progress(session: Session) -> list[str]:
    """Say how far the training is that is on."""
    if session.state == "preparing":
        return [tr("being prepared")]
    found = []
    if session.progress is not None:
        found.append(number(session.progress, ".0%"))
    if session.eta_seconds is not None:
        found.append(tr("{time} left", time=in_words(session.eta_seconds)))
    return found
