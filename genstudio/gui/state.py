"""The plain values that the session holds and the panels show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Level = Literal["info", "warning", "error"]
Remote = Literal["training", "paused"]
State = Literal["loading", "ready", "preparing", "training", "paused", "stopping"]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The weights that everything shows: a live snapshot, a kept checkpoint, or the pPCA plane.

    `record` says what to build, `weights` maps names to CPU tensors that nobody writes.
    """

    record: Any
    weights: dict[str, Any] = field(repr=False)
    step: int
    live: bool


@dataclass(frozen=True, slots=True, eq=False)
class Hover:
    """What is under the mouse on the plane.

    `z_plane` are its two coordinates, `image` uint8 [C, H, W] is what it decodes to,
    `nearest_index` the data point nearest to it and `distance` how far that is, in plane units.
    `outside` says whether there are no training data at the code (analysis.density tells the
    rule); None where that is not known.
    """

    z_plane: tuple[float, float]
    image: NDArray[np.uint8] | None
    nearest_index: int | None = None
    distance: float | None = None
    outside: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """A picture of the user's own: uint8 [C, H, W] in the data's shape, and where it lies.

    `mean` and `logvar` [d] are those of q(z|x), `code` [d] is what stands for it (the mean, or
    what a search has found for a model that cannot encode); None until they are known.
    """

    name: str
    image: NDArray[np.uint8]
    code: NDArray[np.float32] | None = None
    mean: NDArray[np.float32] | None = None
    logvar: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Through:
    """A code [d] that the plane passes through, and what people call it."""

    name: str
    code: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """A sentence for the message bar, with at most one thing to do about it.

    `valid` tells whether the thing can still be done; the message goes away when it cannot.
    `other` shows something more, and leaves the message where it is.
    """

    text: str
    level: Level = "info"
    action_text: str | None = None
    action: Callable[[], None] | None = None
    details: str | None = None
    valid: Callable[[], bool] | None = None
    other_text: str | None = None
    other: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Mishap:
    """The window ended last time without being closed, while a run was training.

    `run` is that run's folder; `show` shows the report of what is known.
    """

    run: str
    show: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Offer:
    """Data that can be loaded by a bare name.

    `title` says in a line what it is, `label` what people call it; both are marked texts.
    `missing` are the bytes that would have to be downloaded.
    """

    name: str
    title: str
    label: str
    kind: Literal["included", "drawn", "download"]
    missing: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Data that were asked for but are not on this computer, and that nobody chose to download.

    `source` and `options` load them, `label` is what people call them.
    """

    source: str
    options: dict[str, Any]
    label: str
    size: int


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of model that can be chosen."""

    name: str
    title: str
    summary: str
    config: type
    recipe: dict[str, Any]
    abilities: frozenset[str] = frozenset()
    presets: tuple[Any, ...] = ()  # of train.presets.Preset
    players: tuple[str, ...] = ()  # who can be asked to move alone, where there are two
    conditions: tuple[str, ...] = ()  # what its games are made from beside images
