"""The game of a GAN in the plane, where D* and all divergences can be seen beside what is learnt.

p_data is known exactly (a density of one's own file is an estimate, and is what is learnt then);
p_g is that of the generator's prior pushed through it, on a grid (see `_gan2d_grid`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from genstudio.analysis.theory import Phase, Players, Progress
from genstudio.analysis.theory._gan2d_target import Named
from genstudio.core import config as settings
from genstudio.core.config import Hint
from genstudio.core.events import Stop
from genstudio.core.language import mark

TITLE = mark("GAN in two dimensions")
SUMMARY = mark(
    "Points of a plane: D beside the best D there is, and how the generator covers p_data."
)
ACTIONS: tuple[str, ...] = ()
WARM = 40  # steps that move nothing, before trained networks go on
LIVE_HERE = ("moves",)


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of the game in the plane."""

    density: Annotated[Named, Hint("what is to be learnt: where the real points lie")] = (
        "8-gaussians"
    )
    trained: Annotated[
        bool,
        Hint("start from trained networks, where there are some: 8 or 25 Gaussians, ring, spirals"),
    ] = False
    moves: Annotated[
        Literal["both", "D", "G"], Hint("who learns: both players, or one alone", live=True)
    ] = "both"
    loss: Annotated[
        Literal[
            "non-saturating", "minimax", "relativistic", "hinge", "least-squares", "wasserstein"
        ],
        Hint("the game that the two play; wasserstein needs a gradient penalty", live=True),
    ] = "non-saturating"
    r1: Annotated[
        float, Hint("weight of R1: how flat D is kept at real points; 0 is none", 0, 100, live=True)
    ] = 0.1
    r2: Annotated[
        float,
        Hint("weight of R2: how flat D is kept at generated points; 0 is none", 0, 100, live=True),
    ] = 0.1
    gradient_penalty: Annotated[
        float,
        Hint("weight of the penalty on slopes of D other than 1; 0 is none", 0, 100, live=True),
    ] = 0.0
    k_d: Annotated[int, Hint("moves of the discriminator a step", 1, 10, live=True)] = 1
    learning_rate: Annotated[
        float, Hint("how far a step goes; too high diverges", 1e-6, 0.1, live=True)
    ] = 1e-3
    d_rate: Annotated[
        float,
        Hint("learning rate of D, as a multiple of the generator's", 0.01, 100, live=True),
    ] = 1.0
    sigma: Annotated[
        float,
        Hint("width of each mode, line or stroke; 0 is the usual one", 0, 10, advanced=True),
    ] = 0.0
    prior: Annotated[
        Literal["normal", "uniform"],
        Hint("what z is drawn from: a normal law, or a square", advanced=True),
    ] = "normal"
    hidden: Annotated[int, Hint("units of each hidden layer", 8, 256, advanced=True)] = 64
    depth: Annotated[int, Hint("hidden layers of each network", 1, 4, advanced=True)] = 2
    batch_size: Annotated[int, Hint("points a step", 8, 2048, advanced=True)] = 256
    seed: Annotated[int, Hint("where all randomness starts from", 0, 2**31 - 1, advanced=True)] = 0
    drawing: Annotated[
        str, Hint("strokes of one's own: x y, x y; x y, ... (drawing)", advanced=True)
    ] = ""
    file: Annotated[str, Hint("CSV file with two columns of numbers (file)", advanced=True)] = ""


def make(config: Config, progress: Progress | None = None, stop: Stop | None = None) -> Bench:
    """Return the bench, ready for its first step; raises UserError where settings do not fit."""
    return Bench(config)


class Bench:
    """The game, step by step."""

    players = ("D", "G")

    def __init__(self, config: Config) -> None:
        from genstudio.analysis.theory import _gan2d_pretrained as pretrained
        from genstudio.analysis.theory import _gan2d_target as targets
        from genstudio.analysis.theory._gan2d_game import Game
        from genstudio.analysis.theory._gan2d_look import Look

        settings.check(config)
        self.config = config
        target = targets.of(config.density, config.sigma, config.drawing, config.file, config.seed)
        self.game = Game(config, target)
        if config.trained and targets.has_trained(config):
            self.game.step = pretrained.load(config, self.game.model)
            self.game.warm(WARM)
        self.look = Look(target, self.game, config.prior)

    @property
    def step(self) -> int:
        """How many whole steps were made."""
        return self.game.step

    def move(self, players: Players = None) -> None:
        """Make one whole step: of these players only, or of those that the settings name."""
        batch = self.game.begin()
        for player in self._moving(players):
            self.game.move(player, batch)
        self.game.end(batch)

    def phases(self) -> Iterator[Phase]:
        """Make one whole step in its parts: five of each move."""
        from genstudio.analysis.theory._gan2d_phases import parts

        batch = self.game.begin()
        for player in self._moving(None):
            yield from parts(self.game, self.look, player, batch)
        self.game.end(batch)
        self.look.scene = None

    def frame(self) -> Any:
        """Return a `_gan2d_look.Frame` of now."""
        return self.look.frame()

    def refresh(self) -> None:
        """Have the next frame find everything anew."""
        self.look.refresh()

    def change(self, name: str, value: Any) -> None:
        """Change a live setting; raises UserError where it is none, or the value is not allowed."""
        changed = settings.changed(self.config, **{name: value})
        if name not in LIVE_HERE:
            self.game.change(name, value)
        self.config = changed

    def _moving(self, players: Players) -> tuple[str, ...]:
        from genstudio.analysis.theory._gan2d_game import check_known

        if players is None:
            players = self.players if self.config.moves == "both" else (self.config.moves,)
        check_known(players)
        return tuple(name for name in self.game.model.players if name in players)
