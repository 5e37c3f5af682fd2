"""How a model's networks are called while it trains: in another precision, or compiled.

Only the networks, the children of a model that have weights to train: objectives and noise
stay in float32 and as they are. Names of the state, and other calls (evaluation, a copy of
the model for looking), are untouched.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

Call = Callable[..., Any]


class Networks:
    """The networks of one model, and what stands between them and their callers."""

    def __init__(self, model: nn.Module, precision: torch.dtype = torch.float32) -> None:
        self.precision = precision
        self.compiled: dict[str, Call] = {}  # by the network's name
        self._found = {
            name: child
            for name, child in model.named_children()
            if any(p.requires_grad for p in child.parameters())
        }

    def __iter__(self) -> Any:
        return iter(self._found.items())

    def install(self) -> None:
        """Let calls of the networks in training pass through here from now on."""
        if self.precision == torch.float32 and not self.compiled:
            return
        for name, network in self._found.items():
            # The place that nn.Module.compile() uses, which a module's copies do without.
            network._compiled_call_impl = _Call(network, self.precision, self.compiled.get(name))

    def remove(self) -> None:
        """Let calls of the networks be as they were."""
        for network in self._found.values():
            network._compiled_call_impl = None


class _Call:
    """Calls one network."""

    def __init__(self, network: nn.Module, precision: torch.dtype, compiled: Call | None) -> None:
        self._network, self._precision = network, precision
        self._compiled = compiled

    def __call__(self, *given: Any) -> Any:
        if not self._network.training:
            return self._network._call_impl(*given)
        call = self._network._call_impl
        if self._compiled is not None and not _is_differentiated_by(given):
            call = self._compiled
        if self._precision == torch.float32:
            return call(*given)
        device = next(self._network.parameters()).device.type
        with torch.autocast(device, self._precision):
            return call(*given).float()


def _is_differentiated_by(given: tuple[Any, ...]) -> bool:
    """Say whether a gradient by the input itself is wanted (of which there may be another)."""
    return any(isinstance(x, Tensor) and x.is_leaf and x.requires_grad for x in given)
