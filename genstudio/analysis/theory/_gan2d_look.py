"""What there is to see of the game: samples, D and D* on the grid, the manifold, the figures.

The quick parts are of every frame. p_g and what follows from it is made every TURN-th step, and
the coverage of modes in the middle between: a frame carries the last of them. Steps that are
kept for the time slider are multiples of TURN, and all of their frame is of that very step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from genstudio.analysis.modes import SAMPLES, coverage
from genstudio.analysis.theory import _gan2d_grid as grids
from genstudio.analysis.theory._gan2d_grid import Array
from genstudio.core.language import mark
from genstudio.objectives.adversarial import LOSSES

if TYPE_CHECKING:
    from genstudio.analysis.theory._gan2d_game import Game
    from genstudio.analysis.theory._gan2d_target import Target

Floats = NDArray[np.float32]

SHOWN = 256  # points of each kind in the picture
MESH = 21  # lines each way of the manifold
REACH = 0.02, 0.98  # the shares of the prior between which the manifold is shown
TURN = 5
NEAR = 0.1  # nats of JSD, which is never 0 for networks
GOOD = 0.9  # share of samples of high quality
ARRIVED = mark("p_g is close to p_data: the Jensen-Shannon divergence is below 0.1 nat.")
COVERED = mark("All modes are captured, and nine in ten samples lie within 3 sigma of one.")
BROKEN = mark(
    "A number is no longer finite, and nothing moves: lower the learning rate, or add a penalty, "
    "and reset."
)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What slow motion shows: the points of this very move, and what of them is in focus.

    `focus` is real, fake, judged, gradient or update; `before` are the fakes, and `half_before`
    the line D = 1/2, as they were before the update.
    """

    player: str
    focus: str
    z: Floats
    real: Floats
    fake: Floats
    push_fake: Floats
    push_real: Floats
    before: Floats | None = None
    half_before: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A moment of the game; points [N, 2], tables [n, n] with x first, in the data's units.

    `arrows` are where the generator's loss wants each fake to move; `half` [K, 2, 2] are pieces
    of the line D = 1/2; `d_star` is NaN where there is nothing; masses sum to 1.
    """

    step: int
    figures: dict[str, float]
    said: str
    extent: tuple[float, float, float, float]
    real: Floats
    fake: Floats
    z: Floats
    arrows: Floats
    d_real: Floats
    d_fake: Floats
    d: Floats
    d_star: Floats
    p_data: Floats
    p_g: Floats
    manifold: Floats  # [MESH, MESH, 2]
    half: Floats
    scene: Scene | None = None


@dataclass(slots=True, eq=False)
class Slow:
    """What is made now and then, and the step that it is of."""

    p_g: Array
    shown: Floats  # p_g, the same array in all frames until there is another
    d_star: Floats
    figures: dict[str, float] = field(default_factory=dict)
    step: int = -TURN
    modes: dict[str, float] = field(default_factory=dict)
    modes_step: int = -TURN


class Look:
    """Looks at a game; its random numbers are its own, so that looking changes nothing."""

    def __init__(self, target: Target, game: Game, prior: str) -> None:
        self.target, self.game = target, game
        self.scene: Scene | None = None
        noise = torch.Generator().manual_seed(1)
        self._z: Floats = game.model.prior(SHOWN, noise).numpy()
        self._z_modes: Floats = game.model.prior(SAMPLES, noise).numpy()
        self._real = target.points[:SHOWN]
        self._lattice = grids.lattice(prior)
        at = grids.quantiles(prior, np.linspace(*REACH, MESH))
        mesh = np.stack(np.meshgrid(at, at, indexing="ij"), -1)
        self._mesh = mesh.reshape(-1, 2).astype(np.float32)
        self._centres = target.grid.centres()
        self._p_data = target.masses.astype(np.float32)
        nothing = np.zeros_like(target.masses)
        self._slow = Slow(nothing, nothing.astype(np.float32), nothing.astype(np.float32))

    def frame(self) -> Frame:
        """Return what there is to see."""
        game, scene = self.game, self.scene
        d = self.d()
        self._refresh(d)
        real, z = (self._real, self._z) if scene is None else (scene.real, scene.z)
        # One pass of all that G is asked for: the calls cost more than their rows.
        made = game.model.made(np.concatenate([z, self._mesh]))
        fake, mesh = (
            (made[: len(z)], made[len(z) :]) if scene is None else (scene.fake, made[len(z) :])
        )
        judged = game.model.judged(np.concatenate([real, fake]))
        slow = self._slow
        return Frame(
            step=game.step,
            figures=slow.figures | slow.modes,
            said=self._said(),
            extent=self.target.grid.extent,
            real=real,
            fake=fake,
            z=z,
            arrows=game.model.pull(fake, real[: len(fake)]),
            d_real=judged[: len(real)],
            d_fake=judged[len(real) :],
            d=d,
            d_star=slow.d_star,
            p_data=self._p_data,
            p_g=slow.shown,
            manifold=mesh.reshape(MESH, MESH, 2),
            half=self.half(d),
            scene=scene,
        )

    def refresh(self) -> None:
        """Have the next frame find everything anew."""
        self._slow.step = self._slow.modes_step = -TURN

    def d(self) -> Floats:
        """Return D at the middles of the cells [n, n]."""
        side = self.target.grid.side
        return self.game.model.judged(self._centres).reshape(side, side)

    def half(self, d: Floats) -> Floats:
        """Return the line D = 1/2."""
        return grids.line(self.target.grid, d, 0.5)

    def _refresh(self, d: Floats) -> None:
        slow, step = self._slow, self.game.step
        if step != slow.step and (step % TURN == 0 or step - slow.step >= TURN):
            self._refresh_masses(d)
            slow.step = step
        late = step - slow.modes_step
        if late and (step % TURN == 0 or late >= TURN):
            self._refresh_modes()
            slow.modes_step = step

    def _refresh_masses(self, d: Floats) -> None:
        slow, p_data = self._slow, self.target.masses
        images = self.game.model.made(self._lattice.z)
        slow.p_g = self.target.grid.masses(self._lattice.spread(images))
        slow.shown = slow.p_g.astype(np.float32)
        slow.d_star = grids.optimal(p_data, slow.p_g)
        slow.figures = grids.figures(d, p_data, slow.p_g)
        if LOSSES[self.game.model.config.loss].probability is None:
            # D says which of two is more real, not how probable it is: V is not its value.
            slow.figures = {n: v for n, v in slow.figures.items() if n not in ("v", "mean_d_gap")}

    def _refresh_modes(self) -> None:
        modes = self.target.modes
        if modes is None:
            return
        found = coverage(self.game.model.made(self._z_modes), *modes)
        self._slow.modes = {
            "captured": float(found.captured),
            "modes": float(found.modes),
            "high_quality": found.high_quality,
            "reverse_kl": found.reverse_kl,
        }

    def _said(self) -> str:
        if self.game.fault:
            return BROKEN
        figures, modes = self._slow.figures, self._slow.modes
        if figures.get("jsd", 1.0) < NEAR:
            return ARRIVED
        if modes and modes["captured"] == modes["modes"] and modes["high_quality"] >= GOOD:
            return COVERED
        return ""
