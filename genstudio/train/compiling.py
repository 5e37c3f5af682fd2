"""Calls that are compiled beside the training, and taken over once they are faster.

A `Candidate` stands for a network or a fusible function. It notes the shapes it is called
with. `prepare` compiles it for each of them, forward and backward, on random values and on a
copy of the network, in a thread of its own: torch's compiler reuses the code for the
original, as long as that is called in the same precision. What is not faster, and what comes
in other shapes, goes on as before.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import torch
from torch import Tensor, nn

Call = Callable[..., Any]
TRIES = 7  # timings, of which the best counts: others disturb a computer now and then
GAIN = 0.97  # of the time: what is hardly faster is not worth other roundings
MOST_SHAPES = 4  # a call: one whose shapes are always new is left alone


class Candidate:
    """One call, how it has been called, and the compiled one for those ways.

    `precision` is the one that the network is called in: code for another is compiled anew.
    """

    def __init__(
        self,
        call: Call,
        network: nn.Module | None = None,
        precision: torch.dtype = torch.float32,
    ) -> None:
        self._call, self._network, self._precision = call, network, precision
        self._seen: dict[Any, tuple[Any, ...]] = {}
        self._fast: dict[Any, Call] = {}
        self._ready: dict[Any, Call] = {}

    def __call__(self, *given: Any) -> Any:
        """Call the compiled one, where there is one for these shapes."""
        key = self._key(given)
        fast = self._fast.get(key)
        if fast is not None:
            return fast(*given)
        if key not in self._seen and len(self._seen) < MOST_SHAPES:
            self._seen[key] = tuple(_like(x) for x in given)
        return self._call(*given)

    def prepare(self, compile_: Callable[[Call], Call], stop: Callable[[], bool]) -> int:
        """Compile for all that was seen; return how many ways are faster. Changes no call yet."""
        for key, likes in list(self._seen.items()):
            if stop():
                break
            network = None if self._network is None else _copy(self._network, key[1])
            eager = self._call if network is None else network._call_impl
            compiled = compile_(_forward if network is not None else self._call)
            made = compiled if network is None else _bound(compiled, network)
            given = [like() for like in likes]
            with torch.set_grad_enabled(key[0]), _precisely(given, self._precision):
                _run(made, given, network)
                if _best(made, given, network) < GAIN * _best(eager, given, network):
                    original = self._network
                    self._ready[key] = compiled if original is None else _bound(compiled, original)
        return len(self._ready)

    def switch(self) -> None:
        """Call what was prepared from now on."""
        self._fast = self._ready

    def _key(self, given: tuple[Any, ...]) -> tuple[Any, ...]:
        network = self._network
        trained = network is not None and next(network.parameters()).requires_grad
        return torch.is_grad_enabled(), trained, *map(_signature, given)


def _precisely(given: list[Any], precision: torch.dtype) -> contextlib.AbstractContextManager[Any]:
    """Let operations choose 16 bits on the device of what is given, where it is asked for."""
    if precision == torch.float32:
        return contextlib.nullcontext()
    return torch.autocast(next(x.device.type for x in given if isinstance(x, Tensor)), precision)


def _forward(network: nn.Module, *given: Any) -> Any:
    return network.forward(*given)


def _bound(compiled: Call, network: nn.Module) -> Call:
    return lambda *given: compiled(network, *given)


def _copy(network: nn.Module, trained: bool) -> nn.Module:
    """Return a copy to try things on; nobody reads its weights or gradients."""
    with torch.no_grad():
        copied = deepcopy(network)
    copied._compiled_call_impl = None
    return copied.requires_grad_(trained)


def _signature(value: Any) -> Any:
    if isinstance(value, Tensor):
        return tuple(value.shape), value.stride(), value.dtype, value.device, value.requires_grad
    return value


def _like(value: Any) -> Callable[[], Any]:
    """Return what makes a value of the same kind; it keeps no tensor alive."""
    if not isinstance(value, Tensor):
        return lambda: value
    shape, stride, wanted = value.shape, value.stride(), value.requires_grad

    def make() -> Tensor:
        made = torch.empty_strided(shape, stride, dtype=value_dtype, device=device).fill_(0.5)
        return made.requires_grad_(wanted)

    value_dtype, device = value.dtype, value.device
    return make


def _run(call: Call, given: list[Any], network: nn.Module | None) -> None:
    """Run forward and, where a gradient can follow, backward, leaving no gradients behind."""
    result = call(*given)
    if not isinstance(result, Tensor) or not result.requires_grad:
        return
    weights = [] if network is None else [p for p in network.parameters() if p.requires_grad]
    wanted = weights + [x for x in given if isinstance(x, Tensor) and x.requires_grad]
    torch.autograd.grad(result.sum(), wanted, allow_unused=True)


def _best(call: Call, given: list[Any], network: nn.Module | None) -> float:
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        _run(call, given, network)
        if any(isinstance(x, Tensor) and x.is_cuda for x in given):
            torch.cuda.synchronize()
        times.append(time.perf_counter() - began)
    return min(times)
