"""`genstudio arithmetic RUN --plus A --minus B --plus C`: add up codes, see and measure it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from genstudio.cli import _images, _runs
from genstudio.cli._progress import Progress
from genstudio.core.errors import UserError

if TYPE_CHECKING:
    from genstudio.analysis.concepts import Concept
    from genstudio.analysis.lens import Lens
    from genstudio.cli._arithmetic_slots import Slot, Slots

HELP = 'add up codes: "man with glasses" - "man" + "woman", and measure how often it works'
COUNTS = (1, 3, 10)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the slots, and what is wanted of them."""
    _runs.add_run(parser)
    _add_slots(parser)
    parser.add_argument(
        "--trials",
        type=_images.between(1, 100_000),
        metavar="N",
        help="also measure in how many of so many trials a judge sees what it should, with 1, 3 "
        "and 10 exemplars",
    )
    parser.add_argument(
        "--out", metavar="FILE.png", help="the result in the middle of its eight neighbours"
    )
    _images.add_scale(parser)
    _runs.add_checkpoint(parser)
    _runs.add_label(parser)
    _images.add_seed(parser)


def _add_slots(parser: argparse.ArgumentParser) -> None:
    """Add what goes into the sum, and how exemplars of a concept are picked."""
    what = (
        "seeds of samples (3,17,22), picture files (a.png,b.png), values of attributes "
        "(glasses=yes,hair=short), or words of captions (man teacher)"
    )
    parser.add_argument(
        "--plus",
        action="append",
        default=[],
        metavar="A",
        help=f"what is added, once or twice: {what}",
    )
    parser.add_argument("--minus", metavar="B", help="what is subtracted, in the same words")
    parser.add_argument(
        "--k",
        type=_images.between(1, 1000),
        default=3,
        metavar="N",
        help="exemplars that are picked for a concept (default 3)",
    )
    parser.add_argument(
        "--exemplars",
        choices=("auto", "samples", "data"),
        default="auto",
        help="pick them from samples of the model, or from its data (default: from the data where "
        "the model has an encoder)",
    )
    parser.add_argument(
        "--any",
        action="store_true",
        help="pick any that show the concept, not those that lie deepest inside it (by a "
        "logistic regression on the codes)",
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Find the exemplars, add them up, look at the result, and measure where that is wanted."""
    from genstudio.analysis import arithmetic
    from genstudio.analysis.images import check_png
    from genstudio.cli._arithmetic_slots import Slots

    if not 1 <= len(args.plus) <= 2:
        raise UserError("Say what to add: --plus A, and at most one more --plus C.")
    if args.out is not None:
        check_png(Path(args.out).expanduser())
    lens, step = _runs.lens_of(args)
    found = Slots(args, lens)
    texts = (args.plus[0], args.minus, args.plus[1] if len(args.plus) > 1 else None)
    slots = [
        None if text is None else found.read(text, args.seed + place)
        for place, text in enumerate(texts)
    ]
    prior = arithmetic.prior_of(lens)
    none = np.zeros((0, prior.dim), np.float32)
    result = arithmetic.combine([none if s is None else s.codes for s in slots], prior)
    assert result is not None  # A is there
    told: dict[str, Any] = {
        "step": step,
        "slots": {name: list(slot.names) for name, slot in zip("ABC", slots) if slot is not None},
        "code": [float(value) for value in result.code],
        "scale": result.scale,
    }
    told |= _verdict(found, lens, slots, result.code)
    if args.trials is not None:
        told |= _measured(args, found, lens, slots)
    return told | _written(args, lens, step, result.code, slots)


def text(result: dict[str, Any]) -> str:
    """Say it in lines."""
    lines = [f"{name}: {', '.join(names)}" for name, names in result["slots"].items()]
    if "shows" in result:
        lines.append("result: " + ", ".join(f"{n} {v}" for n, v in result["shows"].items()))
    if "target" in result:
        lines.append(f"target: {result['target']}, {_met(result)}")
    for row in result.get("success", ()):
        lines.append(
            f"k = {row['k']}: {row['share']:.0%} ± {row['error']:.1%}"
            f" (in pixels {row['pixels']:.0%} ± {row['pixels_error']:.1%})"
        )
    if "chance" in result:
        lines.append(f"chance: {result['chance']:.1%}")
    if "out" in result:
        lines.append(f"out: {result['out']}")
    return "\n".join(lines)


def _met(result: dict[str, Any]) -> str:
    return "which the judge sees" if result["met"] else "which the judge does not see"


def _verdict(found: Slots, lens: Lens, slots: list[Slot | None], code: Any) -> dict[str, Any]:
    """Ask the judge about the result, where slots are concepts of attributes."""
    known = _concepts(slots)
    if known is None:
        return {}
    from genstudio.analysis.concepts import in_words, target

    judge = found.judge
    said = judge(lens.decode(code))
    shows = {name: judge.values[name][int(value[0])] for name, value in said.items()}
    goal = target(known)
    return {
        "shows": shows,
        "target": in_words(goal, judge.values),
        "met": bool(goal.holds(said)[0]),
    }


def _concepts(slots: list[Slot | None]) -> list[Concept] | None:
    """Return the three concepts; None unless all slots are values of attributes."""
    found = [slot.concept for slot in slots if slot is not None and slot.concept is not None]
    return found if len(found) == 3 and all(concept.wanted for concept in found) else None


def _measured(
    args: argparse.Namespace, found: Slots, lens: Lens, slots: list[Slot | None]
) -> dict[str, Any]:
    from dataclasses import asdict

    from genstudio.analysis import arithmetic_bench as bench

    known = _concepts(slots)
    if known is None:
        raise UserError(
            "Success is measured for three concepts of attributes: write --plus "
            "glasses=yes,hair=short --minus glasses=no,hair=short --plus glasses=no,hair=long."
        )
    counts = tuple(sorted({*COUNTS, args.k}))
    pool = found.pool
    with Progress() as progress:
        for now in bench.measure(
            lens, found.judge, known, counts, args.trials, args.seed, pool=pool, clear=not args.any
        ):
            progress.count(now.done, now.total)
    rows = [asdict(one) for one in now.results]
    return {"chance": now.chance, "samples": now.samples, "success": rows}


def _written(
    args: argparse.Namespace, lens: Lens, step: int, code: Any, slots: list[Slot | None]
) -> dict[str, Any]:
    """Write the nine pictures, with the recipe of their codes."""
    if args.out is None:
        return {}
    from genstudio.analysis import arithmetic, recipe

    near = arithmetic.neighbours(code, arithmetic.prior_of(lens), args.seed)
    codes = np.concatenate([near[:4], code[None], near[4:]])
    names = [() if slot is None else slot.names for slot in slots]
    known = recipe.made(
        _runs.open_run(args.run), step, codes, 3, label=_runs.told(lens),
        edits=(f"A - B + C = {arithmetic.in_words(names)}",),
    )  # fmt: skip
    args.columns = 3
    written = _images.write(args, lens.decode(codes), known)
    return {"out": written["out"], "recipe": written["recipe"]}
