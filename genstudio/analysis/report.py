"""A comparison of runs as one HTML file: no scripts, nothing from outside, light and dark."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from genstudio import __version__
from genstudio.analysis import images as pictures
from genstudio.analysis import report_svg as svg
from genstudio.analysis.compare import Comparison, Look, Subject, paired
from genstudio.analysis.compare_table import Row, rows, setting_rows
from genstudio.analysis.report_page import PAGE
from genstudio.core import atomic
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

COLUMNS = 9  # images a row
PAIR_COLUMNS = 8
LARGEST_SCALE = 4
SHEET = 300  # px: how wide a sheet of images is at least enlarged to
VALIDATION = "val "


def write(path: Path, comparison: Comparison, looks: Sequence[Look | None]) -> None:
    """Write the report, whole or not at all; raises UserError where that cannot be."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise UserError(
            tr(
                "{name} is not the name of an HTML file; give it the ending .html.",
                name=printable(path.name),
            )
        )
    atomic.write_text(path, page(comparison, looks))


def page(comparison: Comparison, looks: Sequence[Look | None]) -> str:
    """Return the whole report as HTML."""
    subjects = comparison.subjects
    title = tr("%n run(s) compared", "", len(subjects))
    names = [one.name for one in subjects]
    problems = [
        f"{one.name}: {p}" for one, look in zip(subjects, looks) if look for p in look.problems
    ]
    parts = [
        f"<h1>{_safe(title)}</h1>",
        _legend(subjects),
        *[f'<p class="warning">{_safe(text)}</p>' for text in [*comparison.warnings, *problems]],
        _section(tr("Settings that differ"), _settings(comparison, names)),
        _section(tr("Figures"), _table(names, rows(comparison, looks))),
        _section(tr("Curves"), _curves(comparison)),
        _section(tr("Samples"), _sheets(subjects, looks)),
        _reconstructions(subjects, looks),
        f"<footer>genstudio {_safe(__version__)}</footer>",
    ]
    return PAGE.substitute(title=_safe(title), body="\n".join(filter(None, parts)))


def _legend(subjects: Sequence[Subject]) -> str:
    entries = [
        f'<li title="{_safe(printable(one.folder))}">{svg.sample(i)}<b>{_safe(one.name)}</b></li>'
        for i, one in enumerate(subjects)
    ]
    return f'<ul class="legend">{"".join(entries)}</ul>'


def _section(title: str, *parts: str) -> str:
    return f"<section><h2>{_safe(title)}</h2>{''.join(parts)}</section>"


def _table(names: Sequence[str], table: Sequence[Row]) -> str:
    head = "".join(
        f'<th scope="col">{svg.sample(i)}{_safe(name)}</th>' for i, name in enumerate(names)
    )
    body = []
    for row in table:
        cells = [
            f"<td{' class=best' if i in row.best else ''}>{_safe(cell)}</td>"
            for i, cell in enumerate(row.cells)
        ]
        body.append(f'<tr><th scope="row">{_safe(row.label)}</th>{"".join(cells)}</tr>')
    return (
        f'<div class="wide"><table><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _settings(comparison: Comparison, names: Sequence[str]) -> str:
    """Return the settings that differ; what not every run has and what is equal, folded."""
    rest, equal = comparison.partial, comparison.equal
    parts = [_none()]
    if comparison.differing:
        parts = [_table(names, setting_rows(comparison.differing))]
    if rest:
        told = tr("%n setting(s) that not every run has", "", len(rest))
        parts.append(_folded(told, _table(names, setting_rows(rest))))
    if equal:
        told = tr("%n setting(s) that are equal", "", len(equal))
        parts.append(_folded(told, _table([], setting_rows({n: [v] for n, v in equal.items()}))))
    return "".join(parts)


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{_safe(title)}</summary>{content}</details>"


def _curves(comparison: Comparison) -> str:
    """Return every term twice, over steps and over time: a pair of buttons chooses."""
    bases = list(dict.fromkeys(term.removeprefix(VALIDATION) for term in comparison.terms))
    if not bases:
        return _none()
    lines = tr("Solid: while training. Dotted: on the validation images.")
    parts = [
        '<input type="radio" name="over" id="steps" checked>',
        _label("steps", tr("over steps")),
        '<input type="radio" name="over" id="time">',
        _label("time", tr("over time")),
        f'<p class="hint">{_safe(lines)}</p>',
    ]
    for axis, x_title in (("steps", tr("step")), ("time", tr("seconds of training"))):
        figures = [
            f"<figure><figcaption>{_safe(tr(base))}</figcaption>"
            f"{svg.plot(_lines(comparison, base, axis), base, x_title)}</figure>"
            for base in bases
        ]
        parts.append(f'<div class="plots over-{axis}">{"".join(figures)}</div>')
    return "".join(parts)


def _lines(comparison: Comparison, base: str, axis: str) -> list[svg.Line]:
    found = []
    for order, one in enumerate(comparison.subjects):
        for term in (base, f"{VALIDATION}{base}"):
            curve = one.curves.get(term)
            if curve is not None and len(curve.values):
                x = curve.steps if axis == "steps" else curve.seconds
                order_in_time = np.argsort(x, kind="stable")
                light = term.startswith(VALIDATION) and base in one.curves
                y = curve.values[order_in_time]
                name = f"{one.name}: {tr(term)}"
                found.append(svg.Line(name, x[order_in_time], y, order, light))
    return found


def _sheets(subjects: Sequence[Subject], looks: Sequence[Look | None]) -> str:
    figures = []
    for order, (one, look) in enumerate(zip(subjects, looks)):
        if look is not None and look.samples is not None:
            told = tr("Samples of {run} at step {step:,}", run=one.name, step=one.step)
            picture = pictures.grid(look.samples, min(COLUMNS, len(look.samples)))
            figures.append(_figure(order, one.name, told, picture))
    if not figures:
        return _none()
    hint = tr("Each image is drawn from the same noise in every run, where their z are as long.")
    return f'<p class="hint">{_safe(hint)}</p><div class="sheets">{"".join(figures)}</div>'


def _reconstructions(subjects: Sequence[Subject], looks: Sequence[Look | None]) -> str:
    figures = []
    for order, (one, look) in enumerate(zip(subjects, looks)):
        pairs = None if look is None else paired(look, PAIR_COLUMNS)
        if pairs is not None:
            told = tr("Test images above their reconstructions by {run}", run=one.name)
            picture = pictures.grid(pairs, PAIR_COLUMNS)
            figures.append(_figure(order, one.name, told, picture))
    if not figures:
        return ""
    hint = tr(
        "Rows take turns: images that training never saw, then the same, encoded and decoded."
    )
    sheets = f'<p class="hint">{_safe(hint)}</p><div class="sheets">{"".join(figures)}</div>'
    return _section(tr("Reconstructions"), sheets)


def _figure(order: int, name: str, told: str, picture: NDArray[np.uint8]) -> str:
    scale = int(min(LARGEST_SCALE, max(1, round(SHEET / picture.shape[1]))))
    height, width = scale * picture.shape[0], scale * picture.shape[1]
    return (
        f"<figure><figcaption>{svg.sample(order)}{_safe(name)}</figcaption>"
        f'<img width="{width}" height="{height}" alt="{_safe(told)}" src="{_data_uri(picture)}">'
        "</figure>"
    )


def _data_uri(picture: NDArray[np.uint8]) -> str:
    """Return a picture [H, W, 1, 3 or 4] as a PNG that is part of the page."""
    data = io.BytesIO()
    Image.fromarray(picture[:, :, 0] if picture.shape[2] == 1 else picture).save(data, "PNG")
    return "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()


def _label(name: str, text: str) -> str:
    return f'<label for="{name}">{_safe(text)}</label>'


def _none() -> str:
    said = tr("None.")
    return f"<p>{_safe(said)}</p>"


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
