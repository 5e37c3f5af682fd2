"""Steps of which the networks and objectives are compiled, once a compiler is done with them.

The first steps run operation by operation, and show what is called with which shapes. Then
a thread compiles, and between two later steps its work is taken over, where it is faster.
Noise is never compiled: torch's compiler cannot follow a generator of one's own.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any

import torch

from genstudio.core import paths
from genstudio.objectives import fusing
from genstudio.train import device as devices
from genstudio.train.compiling import Call, Candidate
from genstudio.train.players import Players
from genstudio.train.steps import Steps

log = logging.getLogger(__name__)
LOOK = 20  # steps whose calls are looked at, lazy penalties among them


class CompiledSteps(Steps):
    """Makes eager steps at first and compiled ones later."""

    kind = "compiled"

    def __init__(
        self,
        model: Any,
        players: Players,
        precision: torch.dtype,
        compile_: Callable[[Call], Call] | None = None,
    ) -> None:
        super().__init__(model, players, precision)
        self._compile = compile_ or _torch_compile
        self._functions: dict[Call, Candidate] = {}
        self._steps = 0
        self._threads = 0
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._outcome: str | None = None
        self._networks = {n: Candidate(net._call_impl, net, precision) for n, net in self.networks}
        self.networks.compiled.update(self._networks)

    def begin(self) -> None:
        """Watch this thread's calls from here on."""
        super().begin()
        self._threads = torch.get_num_threads()
        fusing.replace(self._function)

    def between(self) -> None:
        """Start compiling after the first steps; take over what is ready."""
        self._steps += 1
        if self._thread is None and self._steps > LOOK:
            self._thread = threading.Thread(target=self._work, name="compile", daemon=True)
            self._thread.start()
        elif self._outcome is not None and self.name == "eager":
            self.name = "compiled"
            for candidate in self._candidates():
                candidate.switch()
            log.info("steps are compiled: %s", self._outcome)

    def end(self) -> None:
        """Let calls be as they were; what is being compiled is not waited for."""
        self._stopped.set()
        fusing.replace(None)
        super().end()

    def wait(self) -> None:
        """Wait for the compiler, if it works."""
        if self._thread is not None:
            self._thread.join()

    def _function(self, function: Call, given: tuple[Any, ...]) -> Any:
        candidate = self._functions.get(function)
        if candidate is None:
            candidate = self._functions[function] = Candidate(function)
        return candidate(*given)

    def _candidates(self) -> list[Candidate]:
        return [*self._functions.values(), *self._networks.values()]

    def _work(self) -> None:
        began = time.perf_counter()
        devices.set_threads(self._threads)  # compiled code is for a number of threads
        try:
            taken = sum(c.prepare(self._compile, self._stopped.is_set) for c in self._candidates())
        except Exception as error:  # noqa: BLE001 -- whatever a compiler stumbles over, training goes on
            text = (str(error).strip() or type(error).__name__).splitlines()[0]
            log.info("compiling failed, steps go on operation by operation: %s", text)
            return
        seconds = time.perf_counter() - began
        self._outcome = f"{taken} calls are faster so, after {seconds:.0f} seconds"


def _torch_compile(call: Call) -> Call:
    """Compile with torch's compiler, which costs seconds and memory to load."""
    os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(paths.cache_dir() / "compiled"))
    import torch._inductor.config as inductor

    inductor.compile_threads = 1  # no processes that would stay
    compiled: Call = torch.compile(call, dynamic=False)
    return compiled
