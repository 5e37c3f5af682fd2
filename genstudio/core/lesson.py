"""Lessons: files that guide through the real window, step by step.

A lesson is data and nothing else. It names places, settings and events out of closed lists,
says sentences that are shown as plain text, and holds no code, path or address. Whether the
places and settings exist is for the window to check, which knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from genstudio.core import bounded
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.core.lesson_parts import (
    NEEDED,
    Ask,
    Check,
    Choice,
    Event,
    Lesson,
    Preparation,
    Step,
    Text,
    Until,
)  # fmt: skip

__all__ = [
    "Ask", "Check", "Choice", "Event", "Lesson", "Preparation", "Step", "Text", "Until",
    "filled", "parse", "read", "said", "texts",
]  # fmt: skip

SUFFIX = ".genlesson"
FORMAT = "genstudio lesson"
VERSION = 1
LARGEST = 512 * 1024  # bytes
FALLBACK = "en"
BEFORE = "_before"
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class _Envelope(msgspec.Struct):
    format: str = ""
    version: int = 0


def read(path: Path) -> Lesson:
    """Read a lesson's file; raise UserError with one sentence for whatever is wrong with it."""
    try:
        data = bounded.read(path, LARGEST)
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = error.strerror if isinstance(error, OSError) else None
        raise _fault(path, reason or str(error)) from error
    return parse(data, path)


def parse(data: bytes, path: Path) -> Lesson:
    """Return the lesson that the bytes of a file hold; `path` is for the messages."""
    data = data.removeprefix(b"\xef\xbb\xbf")  # what some editors put in front
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        if envelope.format == FORMAT and envelope.version > VERSION:
            raise UserError(
                tr(
                    "{name} was made for a newer genstudio: bring this one up to date.",
                    name=printable(path.name),
                )
            )
        lesson = msgspec.json.decode(data, type=Lesson)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _fault(path, str(error)) from error
    for number, step in enumerate(lesson.steps, 1):
        if missing := _missing(step.until):
            where = tr("step {number} waits for something without its {field}", number=number,
                       field=missing)  # fmt: skip
            raise _fault(path, where)
        if unknown := _unmeasured(step):
            where = tr("step {number} says {name}, which it does not measure", number=number,
                       name=unknown)  # fmt: skip
            raise _fault(path, where)
    for text in texts(lesson):
        if isinstance(text, dict) and FALLBACK not in text:
            raise _fault(path, tr("each text in several languages needs one in English (en)"))
        if not all(part.strip() for part in (text.values() if isinstance(text, dict) else [text])):
            raise _fault(path, tr("there is a text with nothing in it"))
    return lesson


def texts(lesson: Lesson) -> Iterator[Text]:
    """Yield every text of a lesson that is shown."""
    yield lesson.title
    yield lesson.summary
    for step in lesson.steps:
        yield step.title
        yield step.text
        if step.ask is not None:
            yield step.ask.question
            for choice in step.ask.choices:
                yield choice.text
                yield choice.then
        if step.check is not None:
            yield step.check.then
            yield step.check.otherwise


def said(text: Text, language: str = FALLBACK) -> str:
    """Return a text in a language, or in English where it has none; safe to show as plain text."""
    if isinstance(text, dict):
        text = text.get(language) or text.get(language[:2]) or text[FALLBACK]
    return "\n".join(printable(line) for line in text.split("\n"))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put measured values into a text; what was not measured is a dash."""
    return _SLOT.sub(lambda slot: values.get(slot.group(1), "–"), text) if values else text


def _missing(until: Until) -> str:
    """Return the field that an event needs and lacks."""
    needed = NEEDED.get(until.event, "")
    if needed and getattr(until, needed) is None:
        return needed
    boundless = until.event == "figure" and until.above is None and until.below is None
    return "above" if boundless else ""


def _unmeasured(step: Step) -> str:
    """Return a value that the step's replies or its check speak of without measuring it."""
    known = step.measure.keys() | {f"{name}{BEFORE}" for name in step.measure}
    check = step.check
    for name in () if check is None else (check.value, check.exceeds or check.value):
        if name not in step.measure:
            return name
    if not step.measure:  # braces mean nothing then
        return ""
    replies = [] if step.ask is None else [choice.then for choice in step.ask.choices]
    replies += [] if check is None else [check.then, check.otherwise]
    plain = (part for t in replies for part in (t.values() if isinstance(t, dict) else [t]))
    return next((n for part in plain for n in _SLOT.findall(part) if n not in known), "")


def _fault(path: Path, reason: str) -> UserError:
    return UserError(
        tr(
            "The lesson {name} cannot be used: {reason}.",
            name=printable(path.name),
            reason=printable(reason.rstrip(".")),
        )
    )
