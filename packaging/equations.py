r"""Set the equations of equations.toml in type, as outlines: no font is needed to show them.

TeX as matplotlib's mathtext knows it, and one mark more: `@p_g{p_g(x)}` makes `p_g(x)` the term
`p_g`, which becomes a group `term-p_g` of the picture (`term-p_g.2` the next time). Terms may
stand in each other. The parts of an equation are set beside each other; where there is no room
the window begins a new line between two of them, so each is a group, `part-1`, `part-2`.

Colours stay open: `currentColor` for what has none, `var(--real)` for a term that has the colour
`real` of the window's theme. `index.json` has what is said of equations and terms, the TeX, and
where parts (x, y of the baseline, width, height, depth) and terms (part, x, y, width, height,
from where the part begins on its baseline) are.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import _mathtext as mathtext
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import LoadFlags

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "equations.toml"
TARGET = HERE.parent / "resources" / "equations"
SIZE = 200.0  # points, which are the units of the pictures: coordinates are whole numbers
MARGIN = 10.0
MARKER = 1000  # from this width on a \hspace is no space, but says which term begins
TERM = re.compile(r"@([a-z][a-z0-9_]*)\{")
COMMANDS = {1: "m", 2: "l", 3: "q", 4: "c"}  # matplotlib's codes of a path, in SVG's letters
POINTS = {1: 1, 2: 1, 3: 2, 4: 3}
CLOSE = 79


@dataclass
class Group:
    """A group of a picture: its own outlines, and groups, in the order of drawing."""

    name: str
    colour: str = ""
    inside: list[str | Group] = field(default_factory=list)
    box: list[int] = field(default_factory=list)  # left, top, right, bottom; empty for none

    def take(self, points: Iterable[tuple[int, int]]) -> None:
        """Grow to hold points."""
        xs, ys = zip(*points)
        old = self.box or [min(xs), min(ys), max(xs), max(ys)]
        self.box = [
            min(old[0], *xs), min(old[1], *ys), max(old[2], *xs), max(old[3], *ys),
        ]  # fmt: skip

    def close(self) -> None:
        """Grow to hold the groups inside."""
        for item in self.inside:
            if isinstance(item, Group):
                item.close()
                left, top, right, bottom = item.box
                self.take([(left, top), (right, bottom)])

    def terms(self) -> Iterator[Group]:
        """Yield the groups inside, the outer ones first."""
        for item in self.inside:
            if isinstance(item, Group):
                yield item
                yield from item.terms()

    def svg(self) -> str:
        """Return the group with all that is in it, one outline a line."""
        colour = f' fill="var(--{self.colour})"' if self.colour else ""
        lines = [item if isinstance(item, str) else item.svg() for item in self.inside]
        return "\n".join([f'<g id="{self.name}"{colour}>', *lines, "</g>"])


@dataclass(frozen=True)
class Part:
    """What is set without a break: its outlines and the box that they take (depth down)."""

    group: Group
    width: float
    height: float
    depth: float


class Parser(mathtext.Parser):
    """mathtext's parser; wide spaces mark terms."""

    def customspace(self, toks: Any) -> Any:
        """Return a space, or what the walk below knows a term by."""
        if toks["space"] < MARKER:
            return super().customspace(toks)
        marker = mathtext.Kern(0.0)
        marker.term = int(toks["space"]) - MARKER
        return [marker]


def marked(tex: str, terms: list[str]) -> str:
    """Replace the marks of terms by spaces that are too wide, and note the terms in order."""

    def begin(found: re.Match[str]) -> str:
        terms.append(found[1])
        return rf"{{\hspace{{{MARKER + len(terms) - 1}}}"

    return TERM.sub(begin, tex)


def plain(tex: str) -> str:
    """Return the TeX without marks, as one would put it into a paper."""
    return re.sub(r"\s+", " ", TERM.sub("{", tex)).strip()


class Typesetter:
    """Sets one equation after the other; groups are numbered within each."""

    def __init__(self, colours: dict[str, str]) -> None:
        mpl.rcParams["mathtext.fontset"] = "cm"
        self._fonts = mathtext.BakomaFonts(FontProperties(size=SIZE), LoadFlags.NO_HINTING)
        self._parser = Parser()
        self._colours = colours

    def equation(self, parts: list[str]) -> tuple[str, dict[str, Any]]:
        """Return the picture of the parts in a row, and where parts and terms are in it."""
        self._seen: dict[str, int] = {}
        boxes = [self._part(f"part-{n}", tex) for n, tex in enumerate(parts, 1)]
        above = round(max(part.height for part in boxes) + MARGIN)
        below = round(max(part.depth for part in boxes) + MARGIN)
        x, body, places, terms = round(MARGIN), [], [], []
        for number, part in enumerate(boxes):
            head = f'<g id="{part.group.name}"'
            place = f'{head} transform="translate({x} {above})"'
            body.append(part.group.svg().replace(head, place, 1))
            places.append([x, above, *map(round, (part.width, part.height, part.depth))])
            for group in part.group.terms():
                left, top, right, bottom = group.box
                name = group.name.removeprefix("term-").partition(".")[0]
                terms.append([name, number, left, top, right - left, bottom - top])
            x += round(part.width + 2 * MARGIN)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {round(x - MARGIN)} '
            f'{above + below}" fill="currentColor">'
        )
        return "\n".join([head, *body, "</svg>", ""]), {"parts": places, "terms": terms}

    def _part(self, name: str, tex: str) -> Part:
        own: list[str] = []
        box = self._parser.parse(f"${marked(tex, own)}$", self._fonts, SIZE, 72)
        root = Group(name)
        self._note(box, root, own)
        mathtext.ship(box)
        root.close()
        wide = max(box.width, root.box[2])  # slanted letters reach beyond their boxes
        return Part(root, wide, box.height, box.depth)

    def _note(self, node: Any, group: Group, terms: list[str]) -> None:
        """Have everything that is drawn put its outline into the group of its term."""
        children = getattr(node, "children", None)
        if children is None:
            node.render = partial(_draw, node, group)
            return
        for child in children:
            if hasattr(child, "term"):
                inner = self._group(terms[child.term])
                group.inside.append(inner)
                group = inner
        for child in children:
            self._note(child, group, terms)

    def _group(self, term: str) -> Group:
        self._seen[term] = self._seen.get(term, 0) + 1
        number = f".{self._seen[term]}" if self._seen[term] > 1 else ""
        return Group(f"term-{term}{number}", self._colours[term])


def _draw(node: Any, group: Group, output: Any, x: float, y: float, *size: float) -> None:
    """Add the outline of a sign or a rule; y goes down, from the top of the box."""
    kept = mathtext.Output(output.box)
    type(node).render(node, kept, x, y, *size)
    base = output.box.height
    for left, top, wide, high in kept.rects:
        x0, y0, x1, y1 = map(round, (left, top - base, left + wide, top + high - base))
        group.inside.append(f'<path d="M{x0} {y0}H{x1}V{y1}H{x0}z"/>')
        group.take([(x0, y0), (x1, y1)])
    for left, line, info in kept.glyphs:
        outline, points = _glyph(info, left, line - base)
        group.inside.append(outline)
        group.take(points)


def _glyph(info: Any, x: float, y: float) -> tuple[str, list[tuple[int, int]]]:
    """Return a sign's outline, at the size that it was set in, and all its points."""
    info.font.set_size(info.fontsize, 72)
    info.font.load_glyph(info.glyph_index, flags=LoadFlags.NO_HINTING)
    points, codes = info.font.get_path()
    text, i, last, first = [], 0, (0, 0), (0, 0)
    seen: list[tuple[int, int]] = []
    while i < len(codes):
        code = int(codes[i])
        if code == CLOSE:
            text.append("z")
            last = first
            i += 1
            continue
        run = points[i : i + POINTS[code]]
        at = [(round(x + px), round(y - info.offset - py)) for px, py in run]
        text.append(COMMANDS[code] + " ".join(f"{a - last[0]} {b - last[1]}" for a, b in at))
        seen += at
        last = at[-1]
        first = last if COMMANDS[code] == "m" else first
        i += POINTS[code]
    return f'<path d="{"".join(text).replace(" -", "-")}"/>', seen


def make(source: dict[str, Any]) -> dict[str, str]:
    """Return the text of every file, by its name."""
    terms = source["terms"]
    setter = Typesetter({name: term.get("colour", "") for name, term in terms.items()})
    files, index = {}, {}
    for name, entry in source["equations"].items():
        parts = [entry["tex"]] if isinstance(entry["tex"], str) else entry["tex"]
        files[f"{name}.svg"], places = setter.equation(parts)
        said = {language: entry[language] for language in ("en", "de")}
        index[name] = {"tex": plain(" ".join(parts)), **places, **said}
    whole = {"size": SIZE, "equations": index, "terms": terms}
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)
    text = re.sub(r"\[[^\[\]{}]*\]", lambda row: re.sub(r"\s+", " ", row[0]), text)
    return files | {"index.json": text + "\n"}


def main(arguments: list[str]) -> int:
    """Write what differs, or with --check only tell; return the exit code."""
    files = make(tomllib.loads(SOURCE.read_text("utf-8")))
    TARGET.mkdir(exist_ok=True)
    stale = 0
    for path in sorted({*TARGET.iterdir(), *(TARGET / name for name in files)}):
        text = files.get(path.name)
        if text is not None and path.is_file() and path.read_text("utf-8") == text:
            continue
        stale += 1
        print(path.name if text is not None else f"{path.name} (no longer needed)")
        if "--check" in arguments:
            continue
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8", newline="\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
