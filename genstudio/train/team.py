"""The processes of one training, as torchrun starts them: sums, copies, and who has gone.

Only numbers and JSON go between them, nothing that would have to be unpickled. Every
call of `add`, `meet`, `tell` and `copy` must be made by all processes, in the same order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.train.pulse import Pulse
from genstudio.train.together import CalledOff, encoded

LOOK_EVERY = timedelta(seconds=1)  # at whether the others still live, while they are waited for
FOREVER = timedelta(days=30)  # a pause may be long; that somebody has died is found otherwise


class Lost(UserError):
    """Another process of the training has ended or cannot be reached any more."""


class Team:
    """One of `size` processes; that of rank 0, the leader, writes the run and is listened to."""

    def __init__(self, store: Any, rank: int, size: int, device: str = "cpu") -> None:
        """Join the others; `store` is the one that all of them have (torch's rendezvous)."""
        self.rank, self.size = rank, size
        self._store, self._device = store, device
        self._round = self._generation = 0
        self._open()
        self._pulse = Pulse(store, rank, size, hard=device == "cuda")

    @property
    def leader(self) -> bool:
        """Whether this process writes the run."""
        return self.rank == 0

    def add(self, tensor: Tensor) -> None:
        """Replace a tensor by its sum over all processes; every process gets the same bits."""
        whole = tensor.contiguous()
        self._wait(lambda: dist.all_reduce(whole, async_op=True))
        if whole is not tensor:
            tensor.copy_(whole)

    def meet(self, numbers: Sequence[float]) -> list[float]:
        """Return the sums of some numbers over all processes, without using the device."""
        summed = torch.tensor(numbers, dtype=torch.float64)
        self._wait(lambda: dist.all_reduce(summed, async_op=True))
        found: list[float] = summed.tolist()
        return found

    def tell(self, content: Any, size: int | None = None) -> Any:
        """Return the leader's content, any JSON; `size` are its bytes where they are known."""
        data = encoded(content) if self.leader else b""
        if size is None:
            size = int(self.meet([len(data)])[0])
        buffer = torch.frombuffer(bytearray(data.ljust(size)), dtype=torch.uint8)
        self._wait(lambda: dist.broadcast(buffer, 0, async_op=True))
        return json.loads(bytes(buffer.numpy()))

    def copy(self, tensors: Iterable[Tensor]) -> None:
        """Replace tensors by the leader's, bit by bit."""
        for tensor in tensors:
            whole = tensor.detach().contiguous()
            self._wait(partial(dist.broadcast, whole, 0, async_op=True))
            if whole.data_ptr() != tensor.data_ptr():
                with torch.no_grad():
                    tensor.copy_(whole)

    def all_say(self, content: Any) -> list[Any]:
        """Return what each process says, by rank; waits for all of them."""
        self._round += 1
        names = [f"said/{self._round}/{rank}" for rank in range(self.size)]
        self._store.set(names[self.rank], json.dumps(content))
        while not self._store.check(names):
            self._look()
            self._pulse.sleep(0.05)
        return [json.loads(self._store.get(name)) for name in names]

    def call_off(self) -> None:
        """Tell the others that this process will not finish its part of the step."""
        self._store.set(self._off(), "1")

    def begin_again(self) -> None:
        """Meet anew after a step was called off; all processes come here."""
        dist.destroy_process_group()
        self._generation += 1
        self.all_say(None)
        self._open()

    def leave(self) -> None:
        """Go, and let nobody take it for an accident."""
        self._pulse.stop()
        dist.destroy_process_group()

    def _open(self) -> None:
        backend = "cpu:gloo,cuda:nccl" if self._device == "cuda" else "gloo"
        store = dist.distributed_c10d.PrefixStore(f"group/{self._generation}", self._store)
        try:
            dist.init_process_group(
                backend, store=store, rank=self.rank, world_size=self.size, timeout=FOREVER
            )
        except RuntimeError as error:
            raise Lost(_gone()) from error

    def _wait(self, start: Callable[[], Any]) -> None:
        """Do it with the others; raises Lost once one is gone, CalledOff where one gave up."""
        work = None
        while True:
            try:
                work = work or start()
                work.wait(LOOK_EVERY)
                return
            except RuntimeError as error:
                self._look()  # whoever calls a step off closes its connections
                if "timed out" not in str(error).lower():
                    raise Lost(_gone()) from error

    def _look(self) -> None:
        try:
            off = self._store.check([self._off()])
        except RuntimeError as error:  # the process that kept the store has gone
            raise Lost(_gone()) from error
        if off:
            raise CalledOff
        if self._pulse.lost:
            raise Lost(_gone())

    def _off(self) -> str:
        return f"off/{self._generation}"


def _gone() -> str:
    return tr(
        "Another process of this training has ended or cannot be reached. The run is kept up to "
        "its last checkpoint."
    )
