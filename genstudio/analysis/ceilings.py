"""What a device can do at most, by measurement, and how much of it a training uses."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

SIDE = {"cpu": 1024, "cuda": 8192}  # of the matrices
COPIED = {"cpu": 2**26, "cuda": 2**30}  # bytes
TRIES = 7
# How often each network computes forward in a step, an image; backward costs two of it,
# or one where only the weights or only the input have gradients.
PASSES = {
    "vae": {"encoder": 3.0, "decoder": 3.0},
    # D: fake images (G once), real and fake through D there and back; G: there and back
    # through both, without gradients for D's weights.
    "gan": {"generator": 4.0, "discriminator": 8.0},
}
ADAM_STREAMS = 7  # weights and two moments are read and written, gradients read


def measure(device: torch.device) -> dict[str, float]:
    """Return the best of some matrix products (fp32, bf16) and copies: GFLOP/s and GB/s."""
    side, size = SIDE[device.type], COPIED[device.type]
    found = {}
    for name, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
        a, b = (torch.rand(side, side, device=device).to(dtype) for _ in range(2))
        seconds = _best(partial(torch.matmul, a, b), device)
        found[f"{name}_gflops"] = round(2 * side**3 / seconds / 1e9, 1)
    source = torch.zeros(size // 4, device=device)
    target = torch.empty_like(source)
    seconds = _best(lambda: target.copy_(source), device)
    found["copy_gb_per_second"] = round(2 * size / seconds / 1e9, 1)
    return found


def used(
    name: str, model: nn.Module, speed: float, batch_size: int, precision: str, most: dict[str, Any]
) -> dict[str, float]:
    """Return the shares of the arithmetic and of the bandwidth that training takes.

    `speed` is images a second. Of the bandwidth only the optimiser's part is counted.
    """
    flops = sum(
        passes * forward_flops(getattr(model, network), model)
        for network, passes in PASSES[name].items()
    )
    trained = [getattr(model, network) for network in PASSES[name]]
    weights = sum(p.numel() for network in trained for p in network.parameters())
    moved = 4 * ADAM_STREAMS * weights * speed / batch_size
    return {
        "arithmetic": round(flops * speed / 1e9 / most[f"{precision}_gflops"], 3),
        "optimiser_bandwidth": round(moved / 1e9 / most["copy_gb_per_second"], 3),
    }


@torch.no_grad()
def forward_flops(network: nn.Module, model: Any) -> int:
    """Return the floating-point operations of a network's products for one image."""
    counted = []

    def count(layer: nn.Module, given: tuple[Tensor], result: Tensor) -> None:
        weight: Any = layer.weight
        if isinstance(layer, nn.ConvTranspose2d):
            counted.append(2 * given[0][0].numel() * weight[0].numel())
        else:
            counted.append(2 * result[0].numel() * weight[0].numel())

    kinds = nn.Linear | nn.Conv2d | nn.ConvTranspose2d
    hooks = [m.register_forward_hook(count) for m in network.modules() if isinstance(m, kinds)]
    device = next(network.parameters()).device
    first = next(m for m in network.modules() if isinstance(m, kinds))
    takes_codes = isinstance(first, nn.Linear) and first.in_features == model.latent_dim
    shape = (model.latent_dim,) if takes_codes else model.shape
    try:
        network(torch.zeros(1, *shape, device=device))
    finally:
        for hook in hooks:
            hook.remove()
    return sum(counted)


def _best(work: Callable[[], Any], device: torch.device) -> float:
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        work()
        if device.type == "cuda":
            torch.cuda.synchronize()
        times.append(time.perf_counter() - began)
    return min(times)
