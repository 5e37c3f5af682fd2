"""The network of a judge, and its training: convolutions with one read-out for each attribute."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Mapping
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from genstudio.analysis.progress import Ended
from genstudio.core.events import Stop
from genstudio.train.adam import Adam

BATCH = 64
EPOCHS = 12
STEPS = (600, 1400)  # at least, and at most
RATE = 3e-3
WARMUP = 50  # steps
WIDTH = 64
LARGEST_SIDE = 32  # of the first maps
NOISE = 0.1  # largest deviation of the pixel noise that a second judge learns with
CHUNK = 2**18
TOLD = 10  # steps between two reports

CHANNELS_LAST = torch.channels_last  # a third faster on a processor

Targets = Mapping[str, NDArray[np.int64]]  # by attribute, [N]; -1 where it is not known
Watch = Callable[[float], None]


class JudgeNet(nn.Module):
    """Three 3x3 convolutions (32, 64, 64 maps, the side halved after each), a layer, the heads.

    `sizes` says how many values each attribute has. Sides above 32 pixels are taken down by the
    first convolution's stride, so that every pixel is still seen.
    """

    def __init__(self, shape: tuple[int, int, int], sizes: Mapping[str, int]) -> None:
        super().__init__()
        channels, *sides = shape
        stride = -(-max(sides) // LARGEST_SIDE)
        kernel = 3 if stride == 1 else 2 * stride
        first = nn.Conv2d(channels, 32, kernel, stride, kernel // 2 if stride == 1 else stride // 2)
        self.convolutions = nn.ModuleList(
            [first, nn.Conv2d(32, 64, 3, 1, 1), nn.Conv2d(64, 64, 3, 1, 1)]
        )
        with torch.no_grad():
            flat = self._pooled(self.maps(torch.zeros(1, *shape))[-1]).flatten(1).shape[1]
        self.hidden = nn.Linear(flat, WIDTH)
        self.names = tuple(sizes)  # a module's name may hold neither dots nor nothing at all
        self.heads = nn.ModuleList([nn.Linear(WIDTH, size) for size in sizes.values()])

    def maps(self, images: Tensor) -> list[Tensor]:
        """Map images [B, C, H, W] in [0, 1] to the three layers' maps, after their ReLU."""
        found, x = [], images - 0.5
        for place, layer in enumerate(self.convolutions):
            x = functional.relu(layer(self._pooled(x) if place else x))
            found.append(x)
        return found

    def forward(self, images: Tensor) -> dict[str, Tensor]:
        """Map images [B, C, H, W] in [0, 1] to each attribute's logits [B, K]."""
        flat = self._pooled(self.maps(images)[-1]).flatten(1)
        hidden = functional.relu(self.hidden(flat))
        return {name: cast(Tensor, head(hidden)) for name, head in zip(self.names, self.heads)}

    @staticmethod
    def _pooled(maps: Tensor) -> Tensor:
        """Halve the sides, as long as more than 4 are left."""
        return functional.max_pool2d(maps, 2, ceil_mode=True) if max(maps.shape[2:]) > 4 else maps


def training(
    images: NDArray[np.uint8],
    targets: Targets,
    sizes: Mapping[str, int],
    seed: int,
    stop: Stop,
    steps: int | None = None,
) -> Generator[float, None, JudgeNet]:
    """Fit a judge to images [N, C, H, W]; yields the share that is done, returns the network.

    The same data and seed give the same network.

    The loss is the sum of the attributes' cross-entropies, in nats. With a seed other than 0
    the pixels carry noise, of a deviation that is drawn anew for each image: such a judge looks
    at other things than the first one. Raises Ended where stop() says so.
    """
    generator = torch.Generator().manual_seed(seed)
    steps = steps or int(np.clip(EPOCHS * len(images) // BATCH, *STEPS))
    pixels = torch.from_numpy(np.ascontiguousarray(images))
    wanted = {name: torch.from_numpy(np.asarray(values)) for name, values in targets.items()}
    with torch.random.fork_rng(devices=[]):  # layers draw their weights from the global RNG
        torch.manual_seed(seed)
        net = JudgeNet(cast("tuple[int, int, int]", images.shape[1:]), sizes)
    optimiser = Adam(net.parameters(), RATE, 0.9, 0.999)
    for step in range(steps):
        if stop():
            raise Ended
        if step % TOLD == 0:
            yield step / steps
        optimiser.rate = _rate(step, steps)
        rows = torch.randint(len(pixels), (BATCH,), generator=generator)
        batch = (pixels[rows].float() / 255).contiguous(memory_format=CHANNELS_LAST)
        if seed:
            batch = _noisy(batch, generator)
        logits = net(batch)
        optimiser.clear()
        _loss(logits, {name: values[rows] for name, values in wanted.items()}).backward()
        optimiser.step()
    return net.eval().requires_grad_(False)


def _rate(step: int, steps: int) -> float:
    """Rise in a straight line, then fall to 0 by a cosine."""
    return RATE * min(1.0, (step + 1) / WARMUP) * (1 + math.cos(math.pi * step / steps)) / 2


def _noisy(images: Tensor, generator: torch.Generator) -> Tensor:
    deviation = NOISE * torch.rand(len(images), 1, 1, 1, generator=generator)
    noise = torch.randn(images.shape, generator=generator)
    return (images + deviation * noise).clamp(0, 1)


def _loss(logits: Mapping[str, Tensor], targets: Mapping[str, Tensor]) -> Tensor:
    """Sum the mean cross-entropies over the images whose attribute is known."""
    total = torch.zeros(())
    for name, values in targets.items():
        known = (values >= 0).sum().clamp(min=1)  # the mean over none would be no number
        total = (
            total
            + functional.cross_entropy(logits[name], values, ignore_index=-1, reduction="sum")
            / known
        )
    return total
