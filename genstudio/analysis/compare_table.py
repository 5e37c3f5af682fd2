"""What is known of compared runs in numbers: one row a figure, one column a run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from genstudio.analysis.compare import Comparison, Look, Subject
from genstudio.core import config
from genstudio.core.errors import printable
from genstudio.core.language import localised, mark, tr
from genstudio.core.status import STATUS

WORDS = config.WORDS | {
    "elbo": "ELBO",
    "iw": "(importance-weighted)",
    "frechet": "Fréchet",
    "ppca": "of pPCA",
    "iwae": "IWAE",
    "ais": "AIS",
    "bdmc": "BDMC",
}
# What `label` makes of the names of facts and figures, to be translated.
LABELS = (
    *(mark("Model"), mark("Data"), mark("Steps"), mark("Epochs"), mark("Steps per second")),
    mark("Branched off"),
    *(mark("Parameters"), mark("Images"), mark("ELBO"), mark("ELBO bits")),
    *(mark("Reconstruction"), mark("KL"), mark("Active units"), mark("Collapsed units")),
    *(mark("Log likelihood"), mark("Log likelihood (importance-weighted)")),
    *(mark("Log likelihood grid")),
    *(mark("Fréchet distance"), mark("Fréchet floor"), mark("Fréchet held out")),
    *(mark("Fréchet of pPCA"), mark("Kernel distance"), mark("Kernel held out")),
    *(mark("Precision"), mark("Recall"), mark("Density"), mark("Coverage")),
    *(mark("Precision held out"), mark("Recall held out"), mark("Density held out")),
    *(mark("Coverage held out"), mark("Label coverage"), mark("Label entropy")),
    *(mark("Label divergence"), mark("Nearest training"), mark("Nearest held out")),
    *(mark("Memorised share"), mark("Features"), mark("Generated"), mark("Samples")),
    *(mark("Modes covered"), mark("High quality"), mark("Modes reverse KL")),
    *(mark("KL per dimension"), mark("IWAE 1"), mark("IWAE 5"), mark("Chain images")),
    *(mark("KL to posterior"), mark("ELBO gap"), mark("Identity error")),
    *(mark("Identity tolerance"), mark("Grid unsettled"), mark("AIS acceptance")),
    *(mark("AIS effective"), mark("BDMC gap"), mark("Log likelihood AIS")),
    *(mark("nats per image"), mark("bits per dimension")),  # units
)
ABOUT = ("units", "errors", "notes")  # what figures come with, by their names
MOST_PARTS = 8  # of a figure that has several values: more are no table
# Which end of a figure is the good one; of others nothing is said.
HIGHER = frozenset(
    {
        *("elbo", "log_likelihood", "log_likelihood_iw", "log_likelihood_ais"),
        *("log_likelihood_grid", "precision", "recall", "coverage", "label_coverage"),
    }
)
LOWER = frozenset({"elbo_bits", "frechet_distance", "kernel_distance"})


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of every run, ready to be shown; `best` are the columns that do best, if any."""

    label: str
    cells: list[str]
    best: tuple[int, ...] = ()


def facts(subject: Subject, look: Look | None) -> dict[str, Any]:
    """Return what is known of a run, by names that do not change with the language."""
    steps = subject.record.step
    found: dict[str, Any] = {
        "model": subject.record.family,
        "data": subject.record.data["name"],
        "status": subject.record.status,
        "steps": steps,
        "epochs": subject.epochs,
        "seconds": subject.seconds,
        "steps_per_second": steps / subject.seconds if subject.seconds else None,
        "parameters": look.parameters if look is not None and look.parameters else None,
        "checkpoint": subject.step,
        "best": None if subject.best is None else f"{subject.best.term} {subject.best.value:.6g}",
    }
    parent = subject.record.parent
    if parent is not None:
        found["branched_off"] = f"{printable(parent.run)} ({parent.step})"
    return found | ({} if look is None else look.figures)


def rows(comparison: Comparison, looks: Sequence[Look | None]) -> list[Row]:
    """Return the table of all that is known so far; a run without a figure has a dash."""
    columns = [facts(*pair) for pair in zip(comparison.subjects, looks)]
    flat = [_flattened(column) for column in columns]
    names = dict.fromkeys(name for column in flat for name in column)
    alike = len({one.data for one in comparison.subjects}) == 1
    units = {n: u for column in columns for n, u in (column.get("units") or {}).items()}
    found = [_row(name, [column.get(name) for column in flat], units, alike) for name in names]
    for name, row in zip(names, found):
        for index, column in enumerate(columns):
            if error := (column.get("errors") or {}).get(name):
                row.cells[index] += f" ± {localised(error, '.2g')}"
    return found


def setting_rows(settings: dict[str, list[Any]]) -> list[Row]:
    """Return a row for each setting."""
    return [Row(label(name), [shown(v) for v in values]) for name, values in settings.items()]


def shown(value: Any) -> str:
    """Return one value as people read it."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "–"
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    if isinstance(value, int):
        return localised(value, ",")
    if isinstance(value, float):
        return localised(value, ".4g" if abs(value) < 1e4 else ",.0f")
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value)) or "–"
    return printable(value)


def label(name: str) -> str:
    """Return a name of the program as people read it: `steps_per_second` is "Steps per second"."""
    text = " ".join(WORDS.get(word, word) for word in name.replace("_", " ").split(" "))
    return tr(text[:1].upper() + text[1:])


def duration(seconds: float) -> str:
    """Return a time span in words."""
    whole = round(seconds)
    if whole < 60:
        return tr("{seconds} s", seconds=whole)
    minutes, seconds = divmod(whole, 60)
    if minutes < 60:
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
    hours, minutes = divmod(minutes, 60)
    return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)


def _row(name: str, values: list[Any], units: dict[str, str], alike: bool) -> Row:
    if name == "seconds":
        return Row(tr("Time of training"), [duration(v) for v in values])
    if name == "status":
        return Row(tr("Status"), [tr(STATUS.get(v, v)) for v in values])
    if name == "checkpoint":
        return Row(tr("Checkpoint looked at"), [tr("step {step:,}", step=v) for v in values])
    if name == "best":
        return Row(tr("Best checkpoint by"), [shown(v) for v in values])
    text = label(name)
    if unit := units.get(name):
        text = f"{text} ({tr(unit)})"
    return Row(text, [shown(v) for v in values], _winners(name, values) if alike else ())


def _winners(name: str, values: list[Any]) -> tuple[int, ...]:
    numbers = {i: v for i, v in enumerate(values) if isinstance(v, int | float)}
    if len(numbers) < 2 or name not in HIGHER | LOWER:
        return ()
    wanted = max(numbers.values()) if name in HIGHER else min(numbers.values())
    return tuple(i for i, v in numbers.items() if v == wanted)


def _flattened(column: dict[str, Any]) -> dict[str, Any]:
    """Return single values only; those of a small table get names of their own."""
    found: dict[str, Any] = {}
    for name, value in column.items():
        if name in ABOUT or (isinstance(value, list | tuple) and len(value) > MOST_PARTS):
            continue
        if not isinstance(value, dict):
            found[name] = value
        elif len(value) <= MOST_PARTS:
            plain = {k: v for k, v in value.items() if isinstance(v, int | float | str)}
            found |= {f"{name} {key}": part for key, part in plain.items()}
    return found
