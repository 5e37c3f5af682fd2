"""Train one VAE with this program and with others: images a second, and what they learned.

The network is 784-400-20-400-784 with ReLU and a Bernoulli decoder; batch 128, Adam at
1e-3. Everybody gets the same binarised training images, takes turns, and is held to the
same processor cores. The speed is that after the first epoch, in which compilers work. The
test ELBO of everybody's weights is computed here, by one piece of code and with the same noise.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.bench import drawn_digits

LOOPS = Path(__file__).with_name("peers_loops.py")
PEERS = ("pythae", "lightning", "keras-jax", "jax-scan")
BATCH = 128
ELBO_SAMPLES = 10
Weights = dict[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One who takes part: a name for the table, and the command that trains once."""

    name: str
    command: list[str]


def main() -> None:
    """Let everybody train in turns, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, required=True, help="Python that has the peers")
    parser.add_argument("--images", type=int, default=40_000, help="drawn digits of 28 x 28")
    parser.add_argument("--epochs", type=int, default=4, help="of which the first is not timed")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", action="append", help="names of those who take part")
    parser.add_argument("--modes", default="eager", help="ours, with commas: eager,auto,compiled")
    parser.add_argument("--json", action="store_true", help="all numbers instead of the table")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(_race(args, Path(folder)))


def _race(args: argparse.Namespace, folder: Path) -> str:
    test = _write_images(folder, args.images)
    entries = [e for e in _entries(args, folder) if not args.only or e.name in args.only]
    rows: dict[str, list[dict[str, Any]]] = {entry.name: [] for entry in entries}
    for turn in range(args.repetitions):
        for entry in entries:
            row = _run(entry, args.threads, folder / f"{entry.name}-{turn}")
            row["elbo"] = elbo(row.pop("weights"), test)
            rows[entry.name].append(row)
            say(f"{entry.name}: {row['samples_per_second']:,.0f} images/s, ELBO {row['elbo']:.1f}")
    if args.json:
        return json.dumps({"threads": args.threads, "epochs": args.epochs, "runs": rows}, indent=2)
    return table(rows, args.threads)


def _write_images(folder: Path, count: int) -> NDArray[np.float64]:
    """Binarise once for all; return the test images [N, 784]."""
    dataset = drawn_digits(count, 28)
    noise = np.random.Generator(np.random.PCG64(1)).random(dataset.images.shape, np.float32)
    binary = (noise < dataset.images / np.float32(255)).astype(np.uint8)
    train = binary[dataset.indices("train")]
    np.save(folder / "train.npy", train)
    np.savez(folder / "all.npz", images=255 * binary[:, 0])
    return binary[dataset.indices("test")].reshape(-1, 784).astype(np.float64)


def _entries(args: argparse.Namespace, folder: Path) -> list[Entry]:
    ours = [
        Entry(
            f"genstudio-{mode}",
            [sys.executable, str(LOOPS), "genstudio", "--data", str(folder / "all.npz"),
             "--mode", mode],
        )
        for mode in args.modes.split(",")
    ]  # fmt: skip
    peers = [
        Entry(name, [str(args.peers), str(LOOPS), name, "--data", str(folder / "train.npy")])
        for name in PEERS
    ]
    common = ["--epochs", str(args.epochs), "--batch", str(BATCH), "--threads", str(args.threads)]
    return [Entry(entry.name, [*entry.command, *common]) for entry in [*ours, *peers]]


def _run(entry: Entry, threads: int, out: Path) -> dict[str, Any]:
    """Run one entry once, held to as many cores as it may have threads."""
    out.mkdir()
    cores = sorted(os.sched_getaffinity(0))[-threads:] if hasattr(os, "sched_getaffinity") else None
    environment = {
        **os.environ,
        "OMP_NUM_THREADS": str(threads),
        "MKL_NUM_THREADS": str(threads),
        "KERAS_BACKEND": "jax",
        "JAX_PLATFORMS": "cpu",
        "GENSTUDIO_CACHE": str(out / "cache"),
    }
    done = subprocess.run(
        [*entry.command, "--out", str(out)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None,
    )
    if done.returncode:
        sys.exit(f"{entry.name} failed:\n{done.stderr[-2000:]}")
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    with np.load(out / "weights.npz") as found:
        row["weights"] = {name: found[name].astype(np.float64) for name in found.files}
    return row


def elbo(weights: Weights, test: NDArray[np.float64]) -> float:
    """Return the mean test ELBO in nats: analytic KL, sampled reconstruction, one noise for all.

    Weights are stored [inputs, outputs]: enc, mean, logvar, dec and out, each `.w` and `.b`.
    """

    def layer(name: str, x: NDArray[np.float64]) -> NDArray[np.float64]:
        product: NDArray[np.float64] = x @ weights[f"{name}.w"] + weights[f"{name}.b"]
        return product

    hidden = np.maximum(layer("enc", test), 0)
    mean, logvar = layer("mean", hidden), layer("logvar", hidden)
    kl = 0.5 * (mean**2 + np.exp(logvar) - 1 - logvar).sum(1)
    noise = np.random.Generator(np.random.PCG64(2))
    likelihood = np.zeros(len(test))
    for _ in range(ELBO_SAMPLES):
        z = mean + np.exp(0.5 * logvar) * noise.standard_normal(mean.shape)
        logits = layer("out", np.maximum(layer("dec", z), 0))
        likelihood += (test * logits - np.logaddexp(0, logits)).sum(1) / ELBO_SAMPLES
    return float((likelihood - kl).mean())


def table(rows: dict[str, list[dict[str, Any]]], threads: int) -> str:
    """Return medians as a table in Markdown, each speed also as a multiple of pythae's."""

    def median(name: str, key: str) -> float:
        return statistics.median(row[key] for row in rows[name])

    base = median("pythae", "samples_per_second") if "pythae" in rows else None
    lines = [
        f"| {threads} thread(s) | images/s | x pythae | MB | test ELBO, nats |",
        "|---" * 5 + "|",
    ]
    for name in sorted(rows, key=lambda n: median(n, "samples_per_second")):
        speed = median(name, "samples_per_second")
        ratio = f"{speed / base:.2f}" if base else ""
        memory, bound = median(name, "rss_mb"), median(name, "elbo")
        lines.append(f"| {name} | {speed:,.0f} | {ratio} | {memory:.0f} | {bound:.1f} |")
    return "\n".join(lines)


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
