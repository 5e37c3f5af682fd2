"""Adam (Kingma & Ba, arXiv:1412.6980), straight on torch's fused kernel.

`torch.optim` would load torch's compiler at its first use, a thousand modules and seconds
in which the window stutters, and costs more Python a step than all the rest of the loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

EPSILON = 1e-8


class Adam:
    """Parameters, their gradients' running moments, and the number of steps made.

    `rate` may change at any time. `skip`, where it is set, is a flag on the device (0 or 1):
    at 1 a step changes nothing at all.
    """

    def __init__(
        self, parameters: Iterable[nn.Parameter], rate: float, beta1: float, beta2: float
    ) -> None:
        self.parameters = list(parameters)
        device = self.parameters[0].device if self.parameters else None
        # On a GPU a tensor, so that a recorded step takes up its changes.
        on_gpu = device is not None and device.type == "cuda"
        self._rate: float | Tensor = torch.tensor(rate, device=device) if on_gpu else rate
        self.skip: Tensor | None = None
        self._betas = beta1, beta2
        self._means = [_zeros(p) for p in self.parameters]
        self._squares = [_zeros(p) for p in self.parameters]
        self._steps = torch.zeros((), dtype=torch.float32, device=device)

    @property
    def rate(self) -> float:
        """The learning rate; on a GPU, reading it waits for the device."""
        return float(self._rate)

    @rate.setter
    def rate(self, value: float) -> None:
        """Change it, also for a step that is recorded as a graph."""
        if isinstance(self._rate, Tensor):
            self._rate.fill_(value)
        else:
            self._rate = value

    @property
    def gradients(self) -> list[Tensor]:
        """Return the gradients there are."""
        return [p.grad for p in self.parameters if p.grad is not None]

    def clear(self) -> None:
        """Forget the gradients."""
        for parameter in self.parameters:
            parameter.grad = None

    @torch.no_grad()
    def step(self) -> None:
        """Move every parameter that has a gradient."""
        moved = [i for i, p in enumerate(self.parameters) if p.grad is not None]
        if not moved:
            return
        self._steps.add_(1)
        rate: Any = self._rate
        torch._fused_adam_(
            [self.parameters[i] for i in moved],
            self.gradients,
            [self._means[i] for i in moved],
            [self._squares[i] for i in moved],
            [],
            [self._steps] * len(moved),
            lr=rate,
            beta1=self._betas[0],
            beta2=self._betas[1],
            weight_decay=0.0,
            eps=EPSILON,
            amsgrad=False,
            maximize=False,
            grad_scale=None,
            found_inf=self.skip,
        )
        if self.skip is not None:
            self._steps.sub_(self.skip)

    def state(self) -> dict[str, Tensor]:
        """Return what the next step depends on, beside the parameters."""
        means = {f"{i}/mean": mean for i, mean in enumerate(self._means)}
        squares = {f"{i}/square": square for i, square in enumerate(self._squares)}
        return {"steps": self._steps, **means, **squares}

    def restore(self, state: Mapping[str, Tensor]) -> None:
        """Go to a state; raises KeyError or RuntimeError where it is of other parameters."""
        for name, tensor in self.state().items():
            tensor.copy_(state[name])


def _zeros(parameter: nn.Parameter) -> Tensor:
    # In the parameter's own memory layout, which the fused kernel asks for.
    return torch.zeros_like(parameter, requires_grad=False)
