"""`genstudio doctor RUN`: what is wrong with a training, what that is read off, what helps."""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING, Any

from genstudio.cli import _runs
from genstudio.cli._progress import Progress
from genstudio.core.errors import UserError, printable

if TYPE_CHECKING:
    from genstudio.analysis.doctor import Verdict

HELP = "say what is wrong with a training, and what helps"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, and whether its samples are looked at too."""
    _runs.add_run(parser)
    parser.add_argument(
        "--samples",
        action="store_true",
        help="draw samples, too, and count the kinds that they reach (takes some seconds)",
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Read the run's curves and ask every rule."""
    from genstudio.analysis import doctor, doctor_notes

    opened = _runs.open_run(args.run)
    figures: dict[str, float] = {}
    images: int | None = None
    try:
        dataset = _runs.data_of(opened)
        images = len(dataset.indices("train"))
    except UserError:
        if args.samples:
            raise
    if args.samples:
        lens, _ = _runs.lens_of(argparse.Namespace(run=args.run, checkpoint=None))
        with Progress() as progress:
            figures = doctor_notes.examine(lens.model, dataset, progress.count)
    report = doctor.diagnose(doctor_notes.of_run(opened, images, figures))
    return {
        "run": str(opened.folder),
        "step": opened.record.step,
        "summary": report.summary,
        "verdicts": [_verdict(verdict) for verdict in report.verdicts],
        "healthy": list(report.healthy),
        "waiting": list(report.waiting),
        "figures": figures,
    }


def text(result: dict[str, Any]) -> str:
    """Show each verdict with its reason and its remedy."""
    lines = [result["summary"]]
    for verdict in result["verdicts"]:
        lines += ["", verdict["sentence"], f"  {verdict['why']}"]
        remedy = verdict["remedy"]
        if remedy is not None:
            name = shlex.quote(printable(result["run"]))
            where = "" if remedy["step"] is None else f" --step {remedy['step']}"
            changes = " ".join(f"--set {n}={v}" for n, v in remedy["changes"].items())
            lines += [f"  {remedy['text']}:", f"  genstudio branch {name}{where} {changes}"]
    if result["waiting"]:
        lines += ["", "Too early, or not enough known, for: " + ", ".join(result["waiting"]) + "."]
    return "\n".join(lines)


def _verdict(verdict: Verdict) -> dict[str, Any]:
    remedy = verdict.remedy
    told = None
    if remedy is not None:
        told = {"text": remedy.text, "changes": dict(remedy.changes), "step": remedy.step}
    return {
        "rule": verdict.rule,
        "severity": verdict.severity,
        "sentence": verdict.sentence,
        "why": verdict.why,
        "remedy": told,
    }
