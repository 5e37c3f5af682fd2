"""`genstudio posterior RUN --index N`: one image's exact posterior, and what the encoder misses."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from genstudio.cli import _images, _runs
from genstudio.cli._progress import Progress
from genstudio.core.errors import UserError, printable

if TYPE_CHECKING:
    from genstudio.analysis.posterior import Case

HELP = "compare the exact posterior of one image with the encoder's answer (2-D latents)"
MOST = 100_000
LAST = 2**31 - 1
T = TypeVar("T")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the image, and what to do besides looking."""
    _runs.add_run(parser)
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--index",
        type=_images.between(0, LAST),
        required=True,
        metavar="N",
        help="the image's number in the run's data, counted from 0",
    )
    parser.add_argument(
        "--refine", action="store_true", help="search the best Gaussian for this image alone"
    )
    parser.add_argument(
        "--chain",
        type=_images.between(1, MOST),
        metavar="N",
        help="draw N times from the posterior by Hamiltonian Monte Carlo, with 4 chains",
    )
    _images.add_seed(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Look at the image, and refine or walk where that is asked for; in nats."""
    from genstudio.analysis.posterior import Case

    opened = _runs.open_run(args.run)
    lens, step = _runs.lens_of(args)
    dataset = _runs.data_of(opened)
    if args.index >= len(dataset):
        raise UserError(
            f"--index {args.index} is not in the data, which have {len(dataset):,} images: "
            f"0 to {len(dataset) - 1:,} are allowed."
        )
    label = None if dataset.labels is None else int(dataset.labels[args.index])
    case = Case(lens.model, dataset.images[args.index], label)
    found = case.look()
    result: dict[str, Any] = {
        "step": step,
        "index": args.index,
        "class": dataset.classes[label] if label is not None and label >= 0 else None,
        "log_evidence": found.log_evidence,
        "elbo": found.elbo,
        "elbo_error": found.elbo_error,
        "gap": found.gap,
        "posterior_mean": found.mean.tolist(),
        "posterior_covariance": found.covariance.tolist(),
        "q_mean": found.q.mean.tolist(),
        "q_sd": found.q.sd.tolist(),
        "settled": found.fine,
    }
    if args.refine:
        result |= _refined(case, found.gap)
    if args.chain:
        result |= _walked(case, args.chain, args.seed)
    return result


def text(result: dict[str, Any]) -> str:
    """Write the sum in words, a line each."""
    kind = "" if result["class"] is None else f" (class {printable(result['class'])})"
    lines = [
        f"image {result['index']:,}{kind}, step {result['step']:,}",
        f"log p(x)  {result['log_evidence']:10.3f} nats"
        + ("" if result["settled"] else "  (the grid is too coarse here)"),
        f"ELBO      {result['elbo']:10.3f} +- {result['elbo_error']:.3f}",
        f"gap       {result['gap']:10.3f}  = KL(q(z|x) || p(z|x))",
    ]
    if "best_gap" in result:
        lines += [
            f"  of it   {max(0.0, result['best_gap']):10.3f}  no Gaussian can mend",
            f"          {result['encoder_gap']:10.3f}  by the encoder",
        ]
    mean, sd = result["posterior_mean"], _deviations(result["posterior_covariance"])
    lines.append(f"p(z|x)    mean {_vector(mean)}, sd {_vector(sd)}")
    lines.append(f"q(z|x)    mean {_vector(result['q_mean'])}, sd {_vector(result['q_sd'])}")
    if "chain_mean" in result:
        lines.append(f"chains    mean {_vector(result['chain_mean'])}, {_verdict(result)}")
    return "\n".join(lines)


def _refined(case: Case, gap: float) -> dict[str, Any]:
    last = _followed(case.refine(), "refining q", lambda each: (each.step, each.steps))[-1]
    best = last.gaussian
    return {
        "best_gap": best.kl,
        "encoder_gap": gap - best.kl,
        "best_mean": best.mean.tolist(),
        "best_sd": best.sd.tolist(),
    }


def _walked(case: Case, draws: int, seed: int) -> dict[str, Any]:
    import numpy as np

    steps = _followed(case.walk(draws, seed=seed), "walking", lambda each: (each.draw, each.draws))
    z = np.concatenate([each.z for each in steps if not each.warming])
    last = steps[-1]
    return {
        "chain_mean": z.mean(0).tolist(),
        "chain_sd": z.std(0).tolist(),
        "acceptance": last.acceptance,
        "r_hat": last.r_hat,
        "effective_draws": last.effective,
    }


def _followed(steps: Iterable[T], doing: str, place: Any) -> list[T]:
    """Walk the steps with a progress bar; return them."""
    found = []
    with Progress() as progress:
        for each in steps:
            found.append(each)
            if progress.due:
                done, total = place(each)
                progress.update(done / total, doing)
    return found


def _deviations(covariance: list[list[float]]) -> list[float]:
    return [covariance[j][j] ** 0.5 for j in range(2)]


def _vector(values: list[float]) -> str:
    return f"({', '.join(f'{value:.3f}' for value in values)})"


def _verdict(result: dict[str, Any]) -> str:
    if result["r_hat"] is None:
        return f"{result['acceptance']:.0%} accepted"
    met = "" if result["r_hat"] <= 1.05 else " (the chains have not met)"
    return (
        f"{result['acceptance']:.0%} accepted, R-hat {result['r_hat']:.3f}{met}, "
        f"worth {result['effective_draws']:.0f} draws"
    )
