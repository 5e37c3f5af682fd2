"""What a lesson's file is made of: closed lists of names, values within bounds, and texts."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}\Z")]
# A panel's part, or a part of a bench: `gallery.seed`, `theory.gan1d.act-optimum`.
Place = Annotated[str, Meta(pattern=r"^[a-z]{1,20}(\.[a-z][a-z0-9_-]{0,39}){1,2}\Z")]
Away = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_-]{0,39}){0,2}\Z")]
Example = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,39}\Z")]
Source = Annotated[str, Meta(pattern=r"^(curve|figure)\.[^\x00-\x1f]{1,60}\Z")]
Code = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?\Z")]
Short = Annotated[str, Meta(min_length=1, max_length=200)]
Long = Annotated[str, Meta(min_length=1, max_length=2000)]
# One text for every language, or one for each, of which English must be there.
ShortText = Short | Annotated[dict[Code, Short], Meta(min_length=1, max_length=40)]
LongText = Long | Annotated[dict[Code, Long], Meta(min_length=1, max_length=40)]
Text = str | dict[str, str]
Whole = Annotated[int, Meta(ge=-(2**53), le=2**53)]  # what JSON numbers hold exactly
Bound = Annotated[float, Meta(ge=-1e15, le=1e15)]
Word = Annotated[str, Meta(max_length=100)]
Values = Annotated[dict[Name, bool | Whole | float | Word], Meta(max_length=60)]
Hidden = Annotated[tuple[Away, ...], Meta(max_length=60)]
Event = Literal[
    "next", "prepared", "family", "data", "tab", "pane", "training", "steps", "paused",
    "stopped", "pointed", "pinned", "path", "selected", "past", "live", "result", "bench",
    "bench_steps", "figure", "acted", "page",
]  # fmt: skip
NEEDED = {
    "steps": "count", "bench_steps": "count", "family": "name", "tab": "name", "pane": "name",
    "result": "name", "bench": "name", "figure": "name", "acted": "name", "page": "name",
}  # fmt: skip


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a lesson's file: an unknown field is refused."""


class Until(Part, frozen=True, kw_only=True):
    """What a step waits for. NEEDED says which events want a name or a count.

    `figure` comes when the bench's figure is `above` or `below` a number, or after `count` steps
    of the bench: a game with chance in it must not lock anybody in.
    """

    event: Event = "next"
    count: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    name: Name | None = None
    above: Bound | None = None
    below: Bound | None = None


class Preparation(Part, frozen=True, kw_only=True):
    """What "Do it for me" brings about; what is left out stays as it is.

    `model` and `train` are settings of the family and of the trainer. `run` "fresh" closes
    the open run (it is kept) and the others press the button of that name. `example` opens a run
    that comes with the program, and `page` a page of the applications. With a `bench`,
    `run` is about the bench, `theory` are its settings, `view` is the tab in it, and `act` presses
    the button of an action.
    """

    data: Literal["digits", "faces", "shapes"] | None = None
    example: Example | None = None
    page: Name | None = None
    family: Name | None = None
    model: Values = msgspec.field(default_factory=dict)
    train: Values = msgspec.field(default_factory=dict)
    tab: Name | None = None
    pane: Name | None = None
    gallery: Literal["samples", "reconstructions"] | None = None
    decoded_grid: bool | None = None
    bench: Name | None = None
    view: Name | None = None
    theory: Values = msgspec.field(default_factory=dict)
    pace: Literal["slow", "normal", "fast"] | None = None
    act: Name | None = None
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


class Check(Part, frozen=True, kw_only=True):
    """Whether a measured value came out as it should, and what is said in either case.

    `change` compares with the value at the step's beginning, `exceeds` with another one that is
    measured. All that is given must hold.
    """

    value: Name
    above: Bound | None = None
    below: Bound | None = None
    change: Literal["rise", "fall"] | None = None
    exceeds: Name | None = None
    then: LongText
    otherwise: LongText


class Step(Part, frozen=True, kw_only=True):
    """One thing to read and to do. `hide` names panels and places that are away meanwhile.

    `measure` gives names to curves and figures: `{name}` in the step's replies is their value
    when the step was done, `{name_before}` that at its beginning.
    """

    title: ShortText
    text: LongText
    at: Place | None = None
    set: Preparation | None = None
    until: Until = msgspec.field(default_factory=Until)
    ask: Ask | None = None
    measure: Annotated[dict[Name, Source], Meta(max_length=8)] = msgspec.field(default_factory=dict)
    check: Check | None = None
    hide: Hidden = ()


class Lesson(Part, frozen=True, kw_only=True):
    """A whole lesson. `hide` names panels and places that are away for all of it.

    With `keep_hidden` they stay away after it, until the window is closed or all is shown again.
    `order` is the place in the list of the shipped ones.
    """

    format: Literal["genstudio lesson"]
    version: Literal[1]
    title: ShortText
    summary: LongText
    authors: Annotated[tuple[Short, ...], Meta(max_length=20)] = ()
    minutes: Annotated[int, Meta(ge=1, le=600)] | None = None
    order: Annotated[int, Meta(ge=0, le=1000)] = 1000
    hide: Hidden = ()
    keep_hidden: bool = False
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=100)]
