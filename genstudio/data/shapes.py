"""One simple shape a picture, of known kind, colour, size and place, with a caption that says so.

All factors are independent, so that what a model has found can be measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.core.config import Hint
from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.data import _canvas as draw
from genstudio.data._builtin import Builtin
from genstudio.data._canvas import Canvas
from genstudio.data._drawing import Colours, Count, Seed, Side, balanced, check_memory, uniform
from genstudio.data._drawing import draw as draw_all
from genstudio.data.dataset import SPLITS, Dataset, Factor, Progress, make_split

RANK = 0
NAME = "shapes"
BUILTIN = (
    Builtin(
        NAME,
        mark("Circles, stars, hearts, … with captions: kind, colour, size and place are known"),
        "drawn",
        mark("Shapes"),
    ),
)
SIZES = {"small": 0.21, "medium": 0.30, "large": 0.42}  # about the radius
FARTHEST = 0.46  # of a centre from the middle: the largest shape is still all there
MIDDLE = 0.17  # up to here it is in the middle
ABOUT = 0.10  # of shapes that are all in the middle
MOST_HELD_OUT = 4  # one in so many combinations: all that they are made of must still be seen
COLOURS = {
    "red": (0.91, 0.25, 0.25),
    "orange": (0.97, 0.58, 0.16),
    "yellow": (0.98, 0.85, 0.25),
    "green": (0.28, 0.73, 0.38),
    "blue": (0.22, 0.48, 0.93),
    "purple": (0.62, 0.35, 0.85),
}
FIRST_COLOURS = ("red", "blue", "yellow", "green", "purple", "orange")  # of fewer than all
SHADES = {"strong": 1.0, "medium": 0.72, "faint": 0.45}  # of the contrast, in grey pictures
GROUNDS = {"dark": (0.09, 0.10, 0.14), "white": (0.98, 0.98, 0.97), "grey": (0.52, 0.54, 0.57)}
PLACES = (
    ("at the top left", "at the top", "at the top right"),
    ("on the left", "in the middle", "on the right"),
    ("at the bottom left", "at the bottom", "at the bottom right"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """What is drawn, and which of it is the class."""

    size: Side = 32
    count: Count = 10_000
    seed: Seed = 0
    colour: Annotated[Colours, Hint("grey shapes differ in contrast, not in colour")] = "rgb"
    background: Annotated[
        Literal["dark", "white", "varied"], Hint("varied is dark, white or grey")
    ] = "dark"
    label: Annotated[
        Literal["shape", "colour", "size", "shape-colour"], Hint("what the classes are")
    ] = "shape"
    kinds: Annotated[int, Hint("kinds of shapes, from the circle on", 2, 6, advanced=True)] = 6
    colours: Annotated[int, Hint("colours (or shades of grey)", 2, 6, advanced=True)] = 6
    sizes: Annotated[int, Hint("sizes; 2 are small and large", 2, 3, advanced=True)] = 3
    placed: Annotated[
        Literal["anywhere", "middle"], Hint("where the shapes are", advanced=True)
    ] = "anywhere"
    held_out: Annotated[
        int,
        Hint(
            "combinations of shape, colour and size that are in the test split only, to see "
            "whether a model puts together what it has never seen together",
            0,
            27,
            "combinations",
            advanced=True,
        ),
    ] = 0


def accepts(source: str | Path) -> bool:
    """Take the bare name only; a folder of that name is `./shapes`."""
    return source == NAME


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Draw the shapes: uint8 [N, 3, H, W], or [N, 1, H, W] in grey."""
    grey = config.colour == "grey"
    channels = 1 if grey else 3
    check_memory(config.count, config.size, channels)
    factors = _factors(config)
    paints, grounds = _paints(factors, grey)
    radii = np.array([SIZES[n] for n in factors["size"].names], np.float32)[factors["size"].values]
    kinds, x, y = (factors[name].values for name in ("shape", "x", "y"))

    def drawer(rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        canvas = Canvas(config.size, grounds[rows])
        for kind, name in enumerate(factors["shape"].names):
            figure = FIGURES[name]
            chosen = np.flatnonzero(kinds[rows] == kind)
            _paint(canvas, figure, chosen, rows[chosen], radii, x, y, paints)
        return canvas.bytes(grey)

    images = draw_all(config.count, config.size, channels, drawer, progress, stop)
    labels, classes = _labels(factors, config)
    return Dataset(
        name=NAME,
        source=NAME,
        images=images,
        split=_split(factors, config),
        labels=labels,
        classes=classes,
        captions=tuple(_captions(factors)),
        factors={name: factor for name, factor in factors.items() if len(factor.names) != 1},
    )


def _factors(config: Config) -> dict[str, Factor]:
    generator = np.random.Generator(np.random.PCG64(config.seed))
    grounds = _grounds(config)
    tables: list[tuple[str, Any]] = list(_main(config).items())
    tables += [("background", grounds)] if len(grounds) > 1 else []
    codes = balanced(config.count, [len(table) for _, table in tables], generator)
    factors = {name: Factor(values, tuple(table)) for (name, table), values in zip(tables, codes)}
    farthest = FARTHEST if config.placed == "anywhere" else ABOUT
    for name in ("x", "y"):
        factors[name] = Factor(uniform(config.count, -farthest, farthest, generator))
    if len(grounds) == 1:
        factors |= {"background": Factor(np.zeros(config.count, np.int64), grounds)}
    return factors


def _main(config: Config) -> dict[str, tuple[str, ...]]:
    """Return the values of shape, colour (or shade) and size, as many as are asked for."""
    grey, some = config.colour == "grey", FIRST_COLOURS[: config.colours]
    colours = tuple(SHADES)[: config.colours] if grey else tuple(c for c in COLOURS if c in some)
    sizes = tuple(SIZES) if config.sizes == len(SIZES) else ("small", "large")
    names = tuple(FIGURES)[: config.kinds]
    return {"shape": names, "shade" if grey else "colour": colours, "size": sizes}


def held_out(config: Config) -> tuple[tuple[str, str, str], ...]:
    """Return the combinations (shape, colour, size) that are in the test split only.

    They have as few values in common as can be. Raises UserError where so many are asked for
    that something would hardly be seen at all.
    """
    names = tuple(_main(config).values())
    cells = list(product(*(range(len(values)) for values in names)))
    most = len(cells) // MOST_HELD_OUT
    if config.held_out > most:
        raise UserError(
            tr(
                "{count} of {all} combinations cannot be held out (held_out): at most {most} can, "
                "so that every shape, colour and size is still seen.",
                count=config.held_out,
                all=len(cells),
                most=most,
            )
        )
    order = np.random.Generator(np.random.PCG64([config.seed, 1])).permutation(len(cells))
    used: Counter[tuple[int, int]] = Counter()
    chosen: list[tuple[int, ...]] = []
    for _ in range(config.held_out):
        rest = (cells[i] for i in order if cells[i] not in chosen)
        chosen.append(min(rest, key=lambda cell: sum(used[pair] for pair in enumerate(cell))))
        used.update(enumerate(chosen[-1]))
    shapes, colours, sizes = names
    return tuple((shapes[a], colours[b], sizes[c]) for a, b, c in chosen)


def _split(factors: dict[str, Factor], config: Config) -> NDArray[np.uint8]:
    split = make_split(config.count)
    three = [factors[name] for name in _main(config)]
    for values in held_out(config):
        same = [f.values == f.names.index(v) for f, v in zip(three, values, strict=True)]
        split[np.logical_and.reduce(same)] = SPLITS.index("test")
    return split


def _grounds(config: Config) -> tuple[str, ...]:
    if config.background != "varied":
        return (config.background,)
    return ("dark", "white") if config.colour == "grey" else tuple(GROUNDS)


def _paints(
    factors: dict[str, Factor], grey: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the colours [N, 3] of the shapes and of the grounds."""
    ground = factors["background"]
    table = np.array([GROUNDS[name] for name in ground.names], np.float32)
    grounds = table[ground.values]
    if not grey:
        colour = factors["colour"]
        colours = np.array([COLOURS[name] for name in colour.names], np.float32)
        return colours[colour.values], grounds
    shade = factors["shade"]
    contrast = np.array([SHADES[n] for n in shade.names], np.float32)[shade.values, None]
    farthest = np.where(grounds < 0.5, np.float32(1), np.float32(0))
    return grounds + (farthest - grounds) * contrast, grounds


def _paint(
    canvas: Canvas,
    figure: Callable[[Any, Any, Any], Any],
    chosen: NDArray[np.int64],
    rows: NDArray[np.int64],
    radii: NDArray[np.float32],
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    paints: NDArray[np.float32],
) -> None:
    """Draw one kind of shape into the pictures `chosen`, which are `rows` of the whole set."""
    left, top, radius = (a[rows, None, None] for a in (x, y, radii))
    canvas.paint(lambda u, v: figure(u - left, v - top, radius), paints[rows], rows=chosen)


def _labels(
    factors: dict[str, Factor], config: Config
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    colour = factors["shade" if config.colour == "grey" else "colour"]
    if config.label != "shape-colour":
        chosen = {"colour": colour}.get(config.label) or factors[config.label]
        return chosen.values, chosen.names
    shape = factors["shape"]
    labels = shape.values * len(colour.names) + colour.values
    return labels, tuple(f"{c} {s}" for s in shape.names for c in colour.names)


def _captions(factors: dict[str, Factor]) -> list[str]:
    colour = factors.get("colour") or factors["shade"]
    size, shape, ground = (factors[name] for name in ("size", "shape", "background"))
    across = [np.digitize(factors[name].values, (-MIDDLE, MIDDLE)) for name in ("y", "x")]
    texts = []
    for index, (row, column) in enumerate(zip(*across)):
        words = [factor.names[factor.values[index]] for factor in (size, colour, shape)]
        text = f"a {' '.join(words)} {PLACES[row][column]}"
        if len(ground.names) > 1:
            text += f", on {ground.names[ground.values[index]]}"
        texts.append(text)
    return texts


# The figures, each about as large as a circle of the radius


def _square(x: Any, y: Any, radius: Any) -> Any:
    return draw.box(x, y, 0.88 * radius, 0.88 * radius)


def _triangle(x: Any, y: Any, radius: Any) -> Any:
    down = y - np.float32(0.14) * radius  # its middle is below its centre of mass
    return draw.polygon(x, down, ((0.0, 1.0), (HALF, -0.5), (-HALF, -0.5)), 0.66 * radius)


def _star(x: Any, y: Any, radius: Any) -> Any:
    """Fold the plane onto one fifth of a star of five points, and that onto its half."""
    u, v = np.abs(x), -y
    for across, along in ((C36, -S36), (-C36, -S36)):
        behind = 2 * np.maximum(across * u + along * v, 0)
        u, v = u - across * behind, v - along * behind
    u, v = np.abs(u), v - np.float32(1.24) * radius
    edge_u, edge_v = STAR_INNER * S36, STAR_INNER * C36 - 1
    share = (u * edge_u + v * edge_v) / (edge_u * edge_u + edge_v * edge_v)
    share = np.clip(share, 0, np.float32(1.24) * radius)
    gap_u, gap_v = u - edge_u * share, v - edge_v * share
    side = v * edge_u - u * edge_v
    return np.sqrt(gap_u * gap_u + gap_v * gap_v) * np.where(side > 0, 1, -1).astype(np.float32)


def _heart(x: Any, y: Any, radius: Any) -> Any:
    scale = np.float32(1.72) * radius
    u, v = np.abs(x) / scale, np.float32(0.53) - y / scale
    lobes = np.sqrt((u - 0.25) ** 2 + (v - 0.75) ** 2) - np.float32(HALF_ROOT / 2)
    low = np.maximum(u + v, 0) / 2
    tip = np.minimum(u * u + (v - 1) ** 2, (u - low) ** 2 + (v - low) ** 2)
    below = np.sqrt(tip) * np.where(u > v, 1, -1).astype(np.float32)
    return np.where(u + v > 1, lobes, below) * scale


def _cross(x: Any, y: Any, radius: Any) -> Any:
    u, v = np.maximum(np.abs(x), np.abs(y)), np.minimum(np.abs(x), np.abs(y))
    return draw.box(u, v, 1.1 * radius, 0.4 * radius)


HALF = 0.8660254037844386  # of an equilateral triangle's side: cos 30 degrees
HALF_ROOT = 0.7071067811865476
C36, S36 = np.float32(0.8090169943749475), np.float32(0.5877852522924731)  # of 36 degrees
STAR_INNER = np.float32(0.45)
FIGURES: dict[str, Callable[[Any, Any, Any], Any]] = {
    "circle": draw.circle,
    "square": _square,
    "triangle": _triangle,
    "star": _star,
    "heart": _heart,
    "cross": _cross,
}
