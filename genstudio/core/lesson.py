"""Lessons: files that guide through the real window, step by step.

A lesson is data and nothing else. It names places, settings and events out of closed lists,
says sentences that are shown as plain text, and holds no code, path or address. Whether the
places and settings exist is for the window to check, which knows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from genstudio.core import bounded
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

SUFFIX = ".genlesson"
FORMAT = "genstudio lesson"
VERSION = 1
LARGEST = 512 * 1024  # bytes
FALLBACK = "en"

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}\Z")]
Place = Annotated[str, Meta(pattern=r"^[a-z]{1,20}\.[a-z][a-z0-9_]{0,39}\Z")]
Code = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?\Z")]
Short = Annotated[str, Meta(min_length=1, max_length=200)]
Long = Annotated[str, Meta(min_length=1, max_length=2000)]
# One text for every language, or one for each, of which English must be there.
ShortText = Short | Annotated[dict[Code, Short], Meta(min_length=1, max_length=40)]
LongText = Long | Annotated[dict[Code, Long], Meta(min_length=1, max_length=40)]
Text = str | dict[str, str]
Whole = Annotated[int, Meta(ge=-(2**53), le=2**53)]  # what JSON numbers hold exactly
Word = Annotated[str, Meta(max_length=100)]
Values = Annotated[dict[Name, bool | Whole | float | Word], Meta(max_length=60)]
Event = Literal[
    "next", "prepared", "family", "data", "tab", "training", "steps", "paused", "stopped",
    "pointed", "pinned", "path", "past", "live",
]  # fmt: skip
NEEDED = {"steps": "count", "family": "name", "tab": "name"}


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a lesson's file: an unknown field is refused."""


class Until(Part, frozen=True, kw_only=True):
    """What a step waits for. `steps` wants a count, `family` and `tab` want a name."""

    event: Event = "next"
    count: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    name: Name | None = None


class Preparation(Part, frozen=True, kw_only=True):
    """What "Do it for me" brings about; what is left out stays as it is.

    `model` and `train` are settings of the family and of the trainer. `run` "fresh" closes
    the open run (it is kept) and the others press the button of that name.
    """

    data: Literal["digits"] | None = None
    family: Name | None = None
    model: Values = msgspec.field(default_factory=dict)
    train: Values = msgspec.field(default_factory=dict)
    tab: Name | None = None
    gallery: Literal["samples", "reconstructions"] | None = None
    decoded_grid: bool | None = None
    run: Literal["fresh", "train", "step", "pause", "stop", "past", "live"] | None = None


class Choice(Part, frozen=True, kw_only=True):
    """An answer that can be chosen, and what is said to those who chose it."""

    text: ShortText
    then: LongText
    right: bool = False


class Ask(Part, frozen=True, kw_only=True):
    """A question that is answered before it is tried out."""

    question: LongText
    choices: Annotated[tuple[Choice, ...], Meta(min_length=2, max_length=5)]


class Step(Part, frozen=True, kw_only=True):
    """One thing to read and to do. `hide` names panels that are away while it is shown."""

    title: ShortText
    text: LongText
    at: Place | None = None
    set: Preparation | None = None
    until: Until = msgspec.field(default_factory=Until)
    ask: Ask | None = None
    hide: Annotated[tuple[Name, ...], Meta(max_length=20)] = ()


class Lesson(Part, frozen=True, kw_only=True):
    """A whole lesson. `hide` names panels that are away for all of it."""

    format: Literal["genstudio lesson"]
    version: Literal[1]
    title: ShortText
    summary: LongText
    authors: Annotated[tuple[Short, ...], Meta(max_length=20)] = ()
    hide: Annotated[tuple[Name, ...], Meta(max_length=20)] = ()
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=100)]


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


def said(text: Text, language: str = FALLBACK) -> str:
    """Return a text in a language, or in English where it has none; safe to show as plain text."""
    if isinstance(text, dict):
        text = text.get(language) or text.get(language[:2]) or text[FALLBACK]
    return "\n".join(printable(line) for line in text.split("\n"))


def _missing(until: Until) -> str:
    """Return the field that an event needs and lacks."""
    needed = NEEDED.get(until.event, "")
    return needed if needed and getattr(until, needed) is None else ""


def _fault(path: Path, reason: str) -> UserError:
    return UserError(
        tr(
            "The lesson {name} cannot be used: {reason}.",
            name=printable(path.name),
            reason=printable(reason.rstrip(".")),
        )
    )
