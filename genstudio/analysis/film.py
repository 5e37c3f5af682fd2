"""A run as a film: one frame a checkpoint, on which the codes move and the samples get better.

A frame holds the plane with the codes of the data in the colours of their classes, the trails of
chosen points, images of the same noise, the curves with a cursor, and the step. The plane and
what is seen of it stay the same throughout, so that whatever moves is the model's doing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import film_picture as painting
from genstudio.analysis import images as pictures
from genstudio.analysis import scatter
from genstudio.analysis.film_picture import Box, Look, Picture, Rect, Series
from genstudio.analysis.project import Plane
from genstudio.core.errors import UserError
from genstudio.core.events import Scalars, Stop, never
from genstudio.core.language import tr

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset
    from genstudio.train.runs import Run

SIZES = (360, 480, 720, 1080)  # px: heights that are offered
POINTS = 10_000
SAMPLES = 40
POINT_SAMPLES = 5000  # of points, which make one picture together
MOST_TRAILS = 200
LOOKED_AT = 5  # checkpoints that tell how much of the plane is to be seen
MARGIN = 1.08
WIDE = 16 / 9
# Terms that belong in one plot; the first two sets that a run has are drawn.
TERMS = (
    ("elbo", "val elbo"),
    ("D loss", "G loss"),
    ("D(x)", "D(G(z))"),
    ("C(x)", "C(G(z))"),
    ("kl", "val kl"),
    ("log-likelihood", "val log-likelihood"),
    ("loss", "val loss"),
)
MOST_PLOTS = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Film:
    """What to film. `size` is a frame's height in px, and its width is 16/9 of that.

    `plane` and `rect` are what is seen, None: through the codes of the last checkpoint, and
    around nearly all of them. `trails` are images of the data (at most MOST_TRAILS) whose
    ways are drawn, `hidden` are classes in grey, `label` the class that a conditional model makes.
    """

    run: Run
    dataset: Dataset
    steps: Sequence[int]
    size: int = 480
    points: int = POINTS
    samples: int = SAMPLES
    seed: int = 0
    truncation: float = 1.0
    label: int | None = None
    plane: Plane | None = None
    rect: Rect | None = None
    trails: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    hidden: frozenset[int] = frozenset()
    look: Look = field(default_factory=Look)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Height, width and channels of a frame; its sides are even, as MP4 needs them."""
        height = self.size + self.size % 2
        width = round(height * WIDE)
        return height, width + width % 2, 3


def chosen(steps: Sequence[int], first: int | None, last: int | None) -> list[int]:
    """Return the checkpoints between two steps; raises UserError where there are none."""
    if not steps:
        raise UserError(tr("This run has no checkpoint yet: train it first."))
    low = steps[0] if first is None else first
    high = steps[-1] if last is None else last
    found = [step for step in steps if low <= step <= high]
    if not found:
        raise UserError(
            tr(
                "There is no checkpoint from step {first} to step {last}; there are some from "
                "{least} to {most}.",
                first=low,
                last=high,
                least=steps[0],
                most=steps[-1],
            )
        )
    return found


def frames(film: Film, stop: Stop = never) -> Iterator[Picture]:
    """Yield one frame [H, W, 3] for each step; fewer only when stopped."""
    stage = _Stage(film)
    for step in film.steps:
        if stop():
            return
        yield stage.frame(step, stop)


class _Stage:
    """Looks through one checkpoint after the other, and paints what is seen."""

    def __init__(self, film: Film) -> None:
        self._film = film
        order = np.random.Generator(np.random.PCG64(0)).permutation(len(film.dataset))
        self._indices = np.concatenate([order[: film.points], film.trails[:MOST_TRAILS]])
        last = self._lens(film.steps[-1])
        self._encodes = "encode" in last.capabilities
        self._plane, self._rect = film.plane, film.rect
        if self._encodes:
            self._aim(last)
        self._layout = _Layout(film, self._encodes)
        self._ground, self._plots = self._paint_ground()
        self._paths: list[NDArray[np.float32]] = []

    def frame(self, step: int, stop: Stop) -> Picture:
        """Return the frame of a step."""
        film, layout = self._film, self._layout
        lens = self._lens(step)
        frame = self._ground.copy()
        if self._encodes:
            self._paint_plane(frame, lens, stop)
        painting.paste(frame, self._samples(lens, stop), layout.gallery)
        for left, right, first, last, box in self._plots:
            x = round(left + (right - left - 1) * (step - first) / max(last - first, 1e-9))
            at = int(np.clip(x, left, right - 2))
            frame[box[1] + 1 : box[3] - 1, at : at + 2] = painting.rgb(film.look.accent)
        text = tr("step {step:,}", step=step)
        painting.write(frame, layout.step, text, film.look.text, layout.title, "rt")
        return frame

    def _lens(self, step: int) -> Lens:
        from genstudio.analysis.lens import UNKNOWN, Lens
        from genstudio.train.snapshots import load_model

        lens = Lens(load_model(self._film.run.folder, step)[0])
        lens.label = UNKNOWN if self._film.label is None else self._film.label
        return lens

    def _codes(self, lens: Lens, stop: Stop) -> NDArray[np.float32]:
        dataset = self._film.dataset
        labels = None if dataset.labels is None else dataset.labels[self._indices]
        return lens.encode(dataset.images[self._indices], stop, labels)

    def _aim(self, last: Lens) -> None:
        """Choose the plane and the part of it that is seen, where nobody has."""
        film = self._film
        codes = self._codes(last, never)
        if self._plane is None:
            self._plane = Plane.fit(codes)
        if self._rect is None:
            steps = [
                film.steps[k] for k in np.linspace(0, len(film.steps) - 1, LOOKED_AT, dtype=int)
            ]
            seen = [self._plane.project(codes)]
            seen += [
                self._plane.project(self._codes(self._lens(step), never))
                for step in sorted(set(steps[:-1]) - {film.steps[-1]})
            ]
            self._rect = around(np.concatenate(seen))

    def _paint_ground(self) -> tuple[Picture, list[tuple[int, int, float, float, Box]]]:
        """Paint what is the same on all frames; return it, and where the cursors go."""
        film, layout = self._film, self._layout
        ground = np.empty(film.shape, np.uint8)
        ground[:] = painting.rgb(film.look.ground)
        name = film.run.folder.name
        painting.write(ground, layout.name, name, film.look.faint, layout.title, "lt")
        plots = series(film.run, film.steps[-1])
        found = []
        for box, lines in zip(layout.curves(len(plots)), plots):
            place = painting.curves(ground, box, lines, film.look, layout.small)
            found.append((*place, box))
        if self._encodes:
            self._paint_legend(ground)
        return ground, found

    def _paint_legend(self, ground: Picture) -> None:
        """Name the classes under the plane, as far as there is room."""
        film, layout = self._film, self._layout
        left, bottom = layout.plane[0], layout.plane[3]
        place = left
        for index, name in enumerate(film.dataset.classes):
            room = layout.small * (2 + 0.6 * len(name))
            if place + room > layout.plane[2]:
                return
            size, top = layout.small, bottom + layout.small // 3
            square = place, top + size // 6, place + size * 2 // 3, top + size * 5 // 6
            painting.fill(ground, square, self._colour(index), self._colour(index))
            painting.write(ground, (place + size, top), name, film.look.text, size, "lt")
            place += round(room)

    def _colour(self, label: int) -> str:
        look = self._film.look
        if label < 0:
            return look.accent
        hidden = label in self._film.hidden
        return look.hidden if hidden else look.classes[label % len(look.classes)]

    def _paint_plane(self, frame: Picture, lens: Lens, stop: Stop) -> None:
        film, plane, rect = self._film, self._plane, self._rect
        codes = self._codes(lens, stop)
        if plane is None or rect is None or len(codes) < len(self._indices):
            return
        left, top, right, bottom = self._layout.plane
        painting.fill(frame, self._layout.plane, film.look.base, film.look.border)
        side = painting.FINER * (bottom - top - 2)
        canvas = np.empty((side, side, 3), np.uint8)
        canvas[:] = painting.rgb(film.look.base)
        xy = plane.project(codes)
        labels = film.dataset.labels
        known = np.full(len(xy), -1) if labels is None else labels[self._indices]
        used = {int(label): painting.rgb(self._colour(int(label))) for label in np.unique(known)}
        colours = np.array([used[int(label)] for label in known], np.uint8)
        radius = painting.DOT * painting.FINER * film.size / 480
        cloud = slice(0, len(xy) - len(film.trails[:MOST_TRAILS]))
        painting.dots(canvas, xy[cloud], colours[cloud], rect, radius)
        if len(film.trails):
            marked = slice(cloud.stop, None)
            self._paths.append(xy[marked])
            lines = [self._colour(int(label)) for label in known[marked]]
            paths, width = np.stack(self._paths), round(radius)
            painting.trails(canvas, paths, lines, rect, film.look.base, width)
            ring = np.tile(np.array(painting.rgb(film.look.text), np.uint8), (len(lines), 1))
            painting.dots(canvas, xy[marked], ring, rect, 2 * radius)
            painting.dots(canvas, xy[marked], colours[marked], rect, 1.4 * radius)
        frame[top + 1 : bottom - 1, left + 1 : right - 1] = painting.shrunk(canvas)

    def _samples(self, lens: Lens, stop: Stop) -> Picture:
        film = self._film
        if film.dataset.points:
            codes = lens.noise(POINT_SAMPLES, film.seed, film.truncation)
            ground = scatter.of(film.dataset, scatter.LARGE)
            return ground.over(lens.samples(codes, stop)).transpose(1, 2, 0)
        codes = lens.noise(film.samples, film.seed, film.truncation)
        images = lens.samples(codes, stop)
        if len(images) < len(codes):
            images = np.zeros((len(codes), *lens.shape), np.uint8)  # stopped: nobody sees it
        left, top, right, bottom = self._layout.gallery
        shape = lens.shape[2] * (bottom - top), lens.shape[1] * (right - left)
        return pictures.grid(images, columns(len(images), shape[1] / shape[0]))


class _Layout:
    """Where everything is on a frame, in pixels."""

    def __init__(self, film: Film, encodes: bool) -> None:
        height, width, _ = film.shape
        self.small, self.title = max(9, height // 38), max(11, height // 26)
        gap = max(4, height // 60)
        top = 2 * gap + self.title
        self._gap = gap
        self.name, self.step = (gap, gap), (width - gap, gap)
        legend = round(1.6 * self.small) if encodes and film.dataset.classes else 0
        side = height - top - gap - legend
        self.plane: Box = (gap, top, gap + side, top + side)
        left = 2 * gap + side
        middle = top + round(0.62 * (height - top - gap))
        if encodes:
            self.gallery: Box = (left, top, width - gap, middle)
            self._curves: Box = (left, middle + gap, width - gap, height - gap)
        else:
            self.gallery = self.plane
            self._curves = (left, top, width - gap, height - gap)

    def curves(self, count: int) -> list[Box]:
        """Return a box for each of some plots; where there is the plane, for the first only."""
        left, top, right, bottom = self._curves
        if self.gallery != self.plane:
            count = min(count, 1)
        each = (bottom - top + self._gap) // max(1, count)
        tops = [top + each * k for k in range(count)]
        return [(left, start, right, start + each - self._gap) for start in tops]


def columns(count: int, aspect: float) -> int:
    """Return how many columns make `count` cells largest in a box, `aspect` cells wide by 1."""
    return max(range(1, count + 1), key=lambda k: min(aspect / k, 1 / -(-count // k)))


def around(xy: NDArray[np.floating]) -> Rect:
    """Return the square that holds all but the outermost points."""
    finite = xy[np.isfinite(xy).all(1)]
    if not len(finite):
        return -3.0, -3.0, 3.0, 3.0
    low, high = np.percentile(finite, [0.25, 99.75], axis=0)
    x, y = (low + high) / 2
    half = MARGIN * max(float((high - low).max()) / 2, 1e-3)
    return float(x - half), float(y - half), float(x + half), float(y + half)


def series(run: Run, last: int) -> list[dict[str, Series]]:
    """Return the curves of a run up to a step: for each plot the steps and values of its terms."""
    columns: dict[str, tuple[list[int], list[float]]] = {}
    for event in run.history():
        if isinstance(event, Scalars):
            for term, values in event.values.items():
                steps, known = columns.setdefault(term, ([], []))
                pairs: Any = [(s, v) for s, v in zip(event.steps, values) if s <= last]
                steps += [step for step, _ in pairs]
                known += [value for _, value in pairs]
    found = [[term for term in terms if columns.get(term, ([], []))[0]] for terms in TERMS]
    plots = [terms for terms in found if terms][:MOST_PLOTS]
    if not plots:
        plots = [[term] for term, (steps, _) in columns.items() if steps][:1]
    return [
        {term: (np.array(columns[term][0], float), np.array(columns[term][1])) for term in terms}
        for terms in plots
    ]
