"""A judge of attributes: it says which of the known ones a picture shows.

A small network, trained on the training split of a data set whose attributes are known (its
factors that have names; else its classes), says of any picture what attributes it has. What
arithmetic, text or a change of features has done to a generated picture can then be counted.
A judge of another seed starts from other weights and learns from noisy pixels: it is independent
of the first, for work that uses the first one's own features (systems that may deceive it).

Judges of the drawn data are shipped in resources/judges (packaging/pretrain_judges.py made them);
others are trained once, and kept in the cache under the data's fingerprint.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import safetensors.torch
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from genstudio.analysis._judge_net import CHUNK, JudgeNet, Targets, Watch, training
from genstudio.analysis.concepts import CLASS, values_of
from genstudio.core import atomic, bounded, paths
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset, Split, unit

FORMAT = "1"  # of the cache; another network or training needs another number
LARGEST = 1 << 24  # bytes of a judge's file
HELD = 2**27  # bytes of images that a judge learns from
TESTED = 2_000  # images
LEAST = 20  # training images of known attributes

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Judge:
    """Says which attributes pictures have; `values` are the attributes and their values' names.

    `accuracy` is the share of held-out pictures of the data set that it is right about, by
    attribute (of training pictures, where the data have no test split). `shipped` tells that it
    came with the program.
    """

    net: JudgeNet
    values: Mapping[str, tuple[str, ...]]
    seed: int = 0
    accuracy: dict[str, float] = field(default_factory=dict)
    shipped: bool = False

    def __call__(self, images: NDArray[np.uint8]) -> dict[str, NDArray[np.int64]]:
        """Return each attribute's likeliest value [N] for images [N, C, H, W]."""
        return {name: logits.argmax(1).numpy() for name, logits in self._logits(images).items()}

    def probabilities(self, images: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
        """Return the probability of each attribute's values [N, K] for images [N, C, H, W]."""
        logits = self._logits(images)
        return {name: functional.softmax(found, 1).numpy() for name, found in logits.items()}

    def maps(self, images: Tensor) -> list[Tensor]:
        """Return the convolutions' maps of images [B, C, H, W] in [0, 1]; they carry gradients."""
        return self.net.maps(images)

    @torch.inference_mode()
    def _logits(self, images: NDArray[np.uint8]) -> dict[str, Tensor]:
        """Apply the network in batches of bounded memory."""
        size = max(1, CHUNK // int(np.prod(images.shape[1:])))
        starts = range(0, max(1, len(images)), size)
        parts = [self.net(torch.from_numpy(unit(images[a : a + size]))) for a in starts]
        return {name: torch.cat([part[name] for part in parts]) for name in self.values}


def judge_of(
    dataset: Dataset,
    seed: int = 0,
    watch: Watch = lambda share: None,
    stop: Stop = never,
) -> Judge:
    """Return the judge of a data set: the shipped one, from the cache, or trained and put there.

    `watch` is told the share of the training that is done. Raises UserError where no attribute
    of the data is known, and Ended where stop() says so.
    """
    return _watched(judging(dataset, seed, stop), watch)


def judging(dataset: Dataset, seed: int = 0, stop: Stop = never) -> Generator[float, None, Judge]:
    """Do the same step by step: yields the share of the training that is done."""
    dataset = _whole(dataset)
    values = attributes_of(dataset)
    shipped = shipped_path(dataset, seed)
    name = f"{dataset.fingerprint[:32]}-{seed}-{FORMAT}.safetensors"
    path = paths.cache_dir() / "judges" / name
    for file in (shipped, path):
        net = _read(file, dataset.shape, values) if file.is_file() else None
        if net is not None:
            return _scored(Judge(net, values, seed, shipped=file is shipped), dataset)
    judge = yield from _training(dataset, seed, stop, None)
    _keep(path, judge)
    return judge


def train_judge(
    dataset: Dataset,
    seed: int = 0,
    watch: Watch = lambda share: None,
    stop: Stop = never,
    steps: int | None = None,
) -> Judge:
    """Train a judge on the training split; see `judge_of`."""
    return _watched(_training(dataset, seed, stop, steps), watch)


def _training(
    dataset: Dataset, seed: int, stop: Stop, steps: int | None
) -> Generator[float, None, Judge]:
    values = attributes_of(dataset)
    rows = _rows(dataset, "train")
    targets = targets_of(dataset, rows)
    sizes = {name: len(names) for name, names in values.items()}
    net = yield from training(dataset.images[rows], targets, sizes, seed, stop, steps)
    for tensor in net.state_dict().values():  # as it will be read again: no second truth
        tensor.copy_(tensor.half())
    return _scored(Judge(net, values, seed), dataset)


def _whole(dataset: Dataset) -> Dataset:
    """Return drawn data with nothing held out: who judges must know what a model must not."""
    if not dataset.options.get("held_out"):
        return dataset
    from genstudio.data import sources

    return sources.load(dataset.source, {**dataset.options, "held_out": 0})


def _watched(steps: Generator[float, None, Judge], watch: Watch) -> Judge:
    """Walk to the end, and tell how far it is."""
    while True:
        try:
            watch(next(steps))
        except StopIteration as end:
            judge: Judge = end.value
            return judge


def attributes_of(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Return the attributes that a judge of the data can know, and the names of their values.

    Raises UserError where there are none.
    """
    found = values_of(dataset)
    if not found:
        raise UserError(
            tr(
                "Nothing is known of these pictures that a judge could learn: take data with "
                "classes (a folder of folders) or drawn data, such as faces."
            )
        )
    known = targets_of(dataset, _rows(dataset, "train"))
    if min(int((values >= 0).sum()) for values in known.values()) < LEAST:
        raise UserError(
            tr(
                "A judge needs {least} training pictures or more whose class is known: take more "
                "data.",
                least=LEAST,
            )
        )
    return found


def targets_of(dataset: Dataset, rows: NDArray[np.int64]) -> Targets:
    """Return the attributes' true values [N] of the images at `rows`; -1 where unknown."""
    found = {n: f.values[rows] for n, f in dataset.factors.items() if len(f.names) > 1}
    if found or dataset.labels is None:
        return found
    return {CLASS: dataset.labels[rows]}


def shipped_path(dataset: Dataset, seed: int) -> Path:
    """Return where the shipped judge of such data is, if there is one."""
    channels, height, width = dataset.shape
    name = re.sub(r"\W", "-", dataset.source)[:32]
    return paths.resource("judges") / f"{name}-{width}x{height}x{channels}-{seed}.safetensors"


def packed(judge: Judge) -> bytes:
    """Return a judge as a file of half-precision numbers."""
    tensors = {name: t.half().contiguous() for name, t in judge.net.state_dict().items()}
    return safetensors.torch.save(tensors, {"values": _as_text(judge.values)})


def _as_text(values: Mapping[str, tuple[str, ...]]) -> str:
    return json.dumps({name: list(names) for name, names in values.items()}, sort_keys=True)


def _read(
    path: Path, shape: tuple[int, int, int], values: Mapping[str, tuple[str, ...]]
) -> JudgeNet | None:
    """Read a judge's network; None for one of other attributes, or that cannot be read."""
    net = JudgeNet(shape, {name: len(names) for name, names in values.items()})
    try:
        data = bounded.read(path, LARGEST)
        if _metadata(data).get("values") != _as_text(values):
            return None
        tensors = safetensors.torch.load(data)
        net.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
    except (safetensors.SafetensorError, ValueError, RuntimeError, OSError) as error:
        log.warning("the judge %s cannot be read (%s): training one", path.name, error)
        return None
    return net.eval().requires_grad_(False)


def _metadata(data: bytes) -> dict[str, Any]:
    """Return what the header of a safetensors file says besides its tensors."""
    size = int.from_bytes(data[:8], "little")
    found = json.loads(data[8 : 8 + size])
    about = found.get("__metadata__") if isinstance(found, dict) else None
    return about if isinstance(about, dict) else {}


def _keep(path: Path, judge: Judge) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_bytes(path, packed(judge))
    except (UserError, OSError) as error:
        log.warning("the judge is not kept for the next time: %s", error)


def _scored(judge: Judge, dataset: Dataset) -> Judge:
    """Fill in the accuracy, measured on this data set: a shipped judge may have seen another."""
    rows = _rows(dataset, "test")
    rows = (rows if len(rows) else _rows(dataset, "train"))[:TESTED]
    guessed, truth = judge(dataset.images[rows]), targets_of(dataset, rows)
    for name, values in truth.items():
        known = values >= 0
        if known.any():
            judge.accuracy[name] = float((guessed[name] == values)[known].mean())
    return judge


def _rows(dataset: Dataset, split: Split) -> NDArray[np.int64]:
    """Return a split's rows, or as many as fit into memory easily."""
    rows = dataset.indices(split)
    most = max(10_000, HELD // int(np.prod(dataset.shape)))
    if len(rows) <= most:
        return rows
    return np.sort(np.random.default_rng(0).choice(rows, most, replace=False))
