"""What the page of deep feature interpolation asks the engine, in a worker's thread. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.gui import background

if TYPE_CHECKING:
    from genstudio.analysis.attributes import Attribute
    from genstudio.analysis.deep_features import DeepFeatures
    from genstudio.analysis.feature_groups import Groups
    from genstudio.analysis.feature_interpolation import Result
    from genstudio.analysis.feature_verdict import Judges, Verdict
    from genstudio.data.dataset import Dataset
    from genstudio.gui.state import View

Pixels = NDArray[np.uint8]
Rows = NDArray[np.int64]
Kind = Literal["encoder", "classifier", "random", "file"]
Make = Callable[[Stop], Iterator["Look"]]

LOW, HIGH = -0.5, 2.0  # of the strengths that are computed ahead
FINE, COARSE = 0.125, 0.25  # steps between them; the coarse ones for larger pictures
SMALL = 3 * 32 * 32  # numbers of a picture
THUMBS = 6  # pictures of a group that are shown
PREPARING = mark("Preparing the features")
CHANGING = mark("Changing the picture")
JUDGING = mark("Asking the independent judge")


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """From what the groups are made: an attribute, words of the captions, or two selections."""

    attribute: Attribute | None = None
    words: str | None = None
    has: Rows | None = None
    lacks: Rows | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """Two groups, and a few pictures [N, C, H, W] of each."""

    groups: Groups
    has: Pixels
    lacks: Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """The picture that is changed, towards which group, and by which features.

    `index` is its place in the data, `run` what the model in view is called, `step` its step.
    `name` and `data` are what the picture and the data are called.
    """

    image: Pixels
    index: int | None
    groups: Groups
    kind: Kind
    run: str = ""
    weights: Path | None = None
    match_colours: bool = False
    name: str = ""
    data: str = ""
    step: int | None = None


@dataclass(slots=True)
class Ticket:
    """What the worker is at, and how far: the page looks at it now and then."""

    stage: str = PREPARING
    done: int = 0
    total: int = 0

    def begin(self, stage: str) -> None:
        """Do something else, of unknown length."""
        self.stage, self.done, self.total = stage, 0, 0

    def watch(self, share: float) -> None:
        """Note the share that is done."""
        self.done, self.total = round(1000 * share), 1000


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """The pictures [A, C, H, W] for all strengths as they are now, and what is known of them.

    `maps` [A, H, W] tell where each differs from the original, and `spread` the share of its
    pixels that holds half the change. `unjudged` says why there is no verdict.
    """

    wish: Wish
    strengths: tuple[float, ...]
    images: Pixels
    result: Result | None = None
    maps: NDArray[np.float32] | None = None
    spread: tuple[float, ...] = ()
    verdict: Verdict | None = None
    unjudged: str = ""


def strengths_for(shape: tuple[int, ...]) -> tuple[float, ...]:
    """Return the strengths that are computed ahead for pictures of a shape."""
    step = FINE if int(np.prod(shape)) <= SMALL else COARSE
    return tuple(float(a) for a in np.arange(LOW, HIGH + step / 2, step))


def looker(dataset: Dataset, choice: Choice) -> Callable[[Stop], Shown]:
    """Return what finds the groups of a choice, for a thread."""

    def find(stop: Stop) -> Shown:
        from genstudio.analysis import feature_groups

        if choice.attribute is not None:
            groups = feature_groups.by_attribute(dataset, choice.attribute)
        elif choice.words is not None:
            groups = feature_groups.by_words(dataset, choice.words)
        else:
            groups = feature_groups.by_hand(
                *(() if rows is None else rows for rows in (choice.has, choice.lacks))
            )
        return Shown(groups, _thumbs(dataset, groups.has), _thumbs(dataset, groups.lacks))

    return find


def thumbs_of(dataset: Dataset, rows: Rows) -> Callable[[Stop], Pixels]:
    """Return what reads a few pictures of a selection, for a thread."""
    return lambda stop: _thumbs(dataset, rows)


def _thumbs(dataset: Dataset, rows: Rows) -> Pixels:
    some = rows[np.linspace(0, len(rows) - 1, min(THUMBS, len(rows))).astype(np.int64)]
    return np.array(dataset.images[some])


def has_maps(view: View | None) -> bool:
    """Say whether a model's encoder has convolutions, as far as its settings tell."""
    if view is None or view.record.family != "vae":
        return False
    kind = view.record.model.get("architecture", "auto")
    channels, height, width = view.record.data["shape"]
    if kind == "auto":
        return bool(channels > 1 or max(height, width) > 28)
    return kind in ("conv", "residual")


def changer(wish: Wish, dataset: Dataset, view: View | None, ticket: Ticket) -> Make:
    """Return what changes a picture and has it judged, for a job's thread."""

    def make(stop: Stop) -> Iterator[Look]:
        from genstudio.analysis import feature_interpolation as fi
        from genstudio.analysis.progress import Ended
        from genstudio.gui.jobs import use_one_core

        use_one_core()
        ticket.begin(PREPARING)
        strengths = strengths_for(wish.image.shape)
        settings = fi.Settings(strengths=strengths, match_colours=wish.match_colours)
        try:
            features = _features(wish, dataset, view, ticket, stop)
            subject = _subject(wish, dataset, ticket, stop)
        except Ended:
            return
        ticket.begin(CHANGING)
        look: Look | None = None
        for event in fi.interpolate(subject, dataset, wish.groups, features, settings, stop):
            if isinstance(event, fi.Result):
                look = _measured(Look(wish, strengths, event.images, event))
                yield look
                continue
            ticket.done, ticket.total = event.done, event.total
            if event.images is not None:
                yield Look(wish, strengths, event.images)
        if look is not None and not stop():
            ticket.begin(JUDGING)
            yield _judged(look, dataset, ticket, stop)

    return make


def written(path: Path, look: Look, place: int, stop: Stop) -> None:
    """Write the picture of a strength, with what has changed it as far as that is known."""
    from genstudio.analysis import recipe_changed
    from genstudio.analysis.recipe import write_png

    told, wish = None, look.wish
    if look.result is not None:
        groups = (wish.groups.has_name, wish.groups.lacks_name)
        told = recipe_changed.changed_by(look.result, place, wish.data, wish.name, groups)
        of_model = wish.kind == "encoder"
        told = msgspec.structs.replace(
            told,
            match_colours=wish.match_colours,
            run=wish.run if of_model else "",
            step=wish.step if of_model else None,
        )
    pixels = np.ascontiguousarray(look.images[place].transpose(1, 2, 0))
    write_png(path, pixels, told, recipe_changed.KEYWORD)


def _features(
    wish: Wish, dataset: Dataset, view: View | None, ticket: Ticket, stop: Stop
) -> DeepFeatures:
    from genstudio.analysis import deep_features, vgg
    from genstudio.analysis.judge import judge_of

    if wish.kind == "file":
        if wish.weights is None:
            raise UserError(tr("Choose the file of weights first."))
        return vgg.vgg_features(wish.weights)
    if wish.kind == "classifier":
        return deep_features.classifier_features(
            judge_of(dataset, 0, ticket.watch, stop), dataset.name
        )
    if wish.kind == "random":
        return deep_features.random_features(dataset.shape)
    if view is None:
        raise UserError(tr("There is no model to look at yet."))
    features = deep_features.encoder_features(background.lens_of(view, None).model, wish.run)
    if tuple(features.model.shape) != dataset.shape:
        raise UserError(
            tr("The model in view was made for pictures of another size: take other features.")
        )
    return features


def _subject(wish: Wish, dataset: Dataset, ticket: Ticket, stop: Stop) -> Any:
    """Return the picture with what is known of it; a judge tells that of the user's own."""
    from genstudio.analysis import feature_groups, feature_verdict
    from genstudio.analysis.feature_interpolation import Subject

    if wish.index is not None:
        return Subject(wish.image, wish.index, feature_groups.known_of(dataset, wish.index))
    judges = _judges(wish, dataset, ticket, stop)
    if judges is None or judges.attributes is None:
        return Subject(wish.image)
    return Subject(wish.image, None, feature_verdict.seen_by(judges.attributes, wish.image))


def _judges(wish: Wish, dataset: Dataset, ticket: Ticket, stop: Stop) -> Judges | None:
    from genstudio.analysis import feature_verdict
    from genstudio.analysis.progress import Ended

    try:
        return feature_verdict.judges_of(dataset, wish.groups, ticket.watch, stop)
    except Ended:
        raise
    except UserError:  # nothing is known of the data: the picture is changed all the same
        return None


def _measured(look: Look) -> Look:
    from genstudio.analysis import locality

    maps = locality.change(look.wish.image[None], look.images)
    return replace(look, maps=maps, spread=tuple(locality.concentration(m) for m in maps))


def _judged(look: Look, dataset: Dataset, ticket: Ticket, stop: Stop) -> Look:
    from genstudio.analysis import feature_verdict
    from genstudio.analysis.progress import Ended

    try:
        judges = feature_verdict.judges_of(dataset, look.wish.groups, ticket.watch, stop)
    except Ended:
        return replace(look, unjudged=tr("The judge was not asked: it was cancelled."))
    except UserError as error:
        return replace(look, unjudged=str(error))
    return replace(look, verdict=feature_verdict.verdict(judges, look.wish.image, look.images))
