"""The GAN in one dimension (Goodfellow et al., arXiv:1406.2661, Figure 1), with exact figures.

z ~ U(-8, 8), G and D fully connected; the moves, losses and penalties are those of every GAN here,
made by the trainer's players. p_g is exact where G is monotone, so that D stands beside D*, and
V(D, G) beside -log 4 + 2 JSD.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

import numpy as np
import torch

from genstudio.analysis.theory import Phase, Players, Progress
from genstudio.analysis.theory import _gan1d_data as data
from genstudio.analysis.theory import _gan1d_frame as seen
from genstudio.analysis.theory import _gan1d_phases as parts
from genstudio.analysis.theory._gan1d_frame import Frame
from genstudio.analysis.theory._gan1d_model import Game
from genstudio.analysis.theory._gan1d_optimum import Optimum
from genstudio.core import config as settings
from genstudio.core.config import Hint
from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.models import Batch, gan
from genstudio.train import players as movers
from genstudio.train.seeds import generator
from genstudio.train.settings import Config as Training

__all__ = ["ACTIONS", "SUMMARY", "TITLE", "Bench", "Config", "Frame", "make"]

TITLE = mark("GAN in one dimension")
SUMMARY = mark("D beside the best D there is, V(D, G) beside -log 4 + 2 JSD, all of it exact.")
ACTIONS = ("optimum",)
POOL = 1 << 16  # values of the data that batches are drawn from
SLOWEST = 0.05  # what is left of the learning rates: what is changed late must still be learnt
LAZY = 4  # steps from one R1 or R2 to the next, as many times as strong: a third less to do
NEEDED = 1.0  # weight of the gradient penalty where there is none and the loss needs one


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of the bench."""

    density: Annotated[
        Literal["normal", "two bumps", "three bumps", "uniform", "drawn"],
        Hint("p_data: what G is to learn"),
    ] = "normal"
    trained: Annotated[
        Literal["both", "D", "G"], Hint("who learns in a step: both, or one alone", live=True)
    ] = "both"
    loss: Annotated[
        Literal[
            "non-saturating", "minimax", "relativistic", "hinge", "least-squares", "wasserstein"
        ],
        Hint(
            "the game: -log D(G(z)), or log(1 - D(G(z))), for the generator; real against "
            "generated in pairs; scores beyond 1; squares; or a distance, with a gradient penalty",
            live=True,
        ),
    ] = "non-saturating"
    k_d: Annotated[int, Hint("moves of the discriminator a step", 1, 10, live=True)] = 2
    d_rate: Annotated[float, Hint("learning rate of the discriminator", 1e-6, 0.1, live=True)] = (
        1e-2
    )
    g_rate: Annotated[float, Hint("learning rate of the generator", 1e-6, 0.1, live=True)] = 5e-4
    batch_size: Annotated[
        int, Hint("z, and values of the data, drawn for each move", 1, 4096, live=True)
    ] = 256
    r1: Annotated[
        float, Hint("weight gamma of the gradient penalty R1; 0 is none", 0, 1000, live=True)
    ] = 0.3
    half_life: Annotated[
        int,
        Hint(
            "steps in which both learning rates fall to half, to a twentieth at the least; 0 keeps "
            "them: G then goes on trembling around p_data",
            0,
            1_000_000,
            "steps",
            live=True,
            advanced=True,
        ),
    ] = 500
    r2: Annotated[
        float,
        Hint(
            "weight gamma of R2, the same on generated ones; 0 is none",
            0,
            1000,
            live=True,
            advanced=True,
        ),
    ] = 0.0
    gradient_penalty: Annotated[
        float,
        Hint(
            "weight lambda of the penalty on slopes other than 1; 0 is none, or 1 for the loss "
            "wasserstein, which needs one",
            0,
            1000,
            live=True,
            advanced=True,
        ),
    ] = 0.0
    drawn: Annotated[
        str,
        Hint(
            "heights of the drawn density at even places from -8 to 8, with spaces between them",
            advanced=True,
        ),
    ] = "0 0 1 3 1 0 2 0 0"
    seed: Annotated[int, Hint("where all randomness starts from", 0, 2**31 - 1)] = 0


class Bench:
    """The game, its data, and how far it is."""

    def __init__(self, config: Config) -> None:
        settings.check(config)
        self.config, self.step = config, 0
        self.target = data.target(config.density, config.drawn)
        numbers = np.random.Generator(np.random.PCG64(config.seed))
        pool = self.target.sample(POOL, numbers).astype(np.float32)
        self._pool = torch.from_numpy(pool)[:, None, None, None]
        self._noise = generator(config.seed, "noise")
        self.game = Game(_game_config(config), generator(config.seed, "weights"))
        training = Training(learning_rate=1.0, beta1=0.0, beta2=0.99)
        self._movers = movers.Players(self.game, training)
        self._moves: seen.Moves | None = None
        self._optimum: Optimum | None = None
        self._last: Frame | None = None
        self._lost = False
        self._set_rates()

    @property
    def players(self) -> tuple[str, ...]:
        """D as often as it moves a step, then G."""
        return self.game.players

    def move(self, players: Players = None) -> None:
        """Make one whole step: of these players only, or of those that are to learn."""
        if self._lost:
            return
        turns, batch = self._turns(players), self._begin()
        for player in turns:
            self._play(player, batch)
        self._end(batch)

    def phases(self) -> Iterator[Phase]:
        """Make one whole step, and yield after each part of each move."""
        if self._lost:
            return
        turns, batch = self._turns(None), self._begin()
        for player in turns:
            now = self.frame()
            curve = now.d if player == "D" else now.p_g
            moves = None
            for moves in parts.before(self.game, player, batch, curve):
                self._moves = moves
                yield parts.phase(player, moves.number)
            self._play(player, batch)
            if self._lost or moves is None:
                break
            self._moves = parts.after(self.game, moves)
            yield parts.phase(player, parts.PARTS)
        self._moves = None
        self._end(batch)

    def frame(self) -> Frame:
        """Return what there is to see; the last sound one where the training has run off."""
        said = self._optimum.said if self._optimum is not None else ""
        try:
            self._last = seen.frame_of(self.game, self.target, self.step, self._moves, said)
        except FloatingPointError:
            self._lost = True
        if self._lost and self._last is not None:
            return replace(self._last, step=self.step, said=seen.DIVERGED)
        assert self._last is not None
        return self._last

    def change(self, name: str, value: Any) -> None:
        """Change a live setting; raises UserError for any other, or a wrong value."""
        live = [s.name for s in settings.settings(Config) if s.hint.live]
        if name not in live:
            raise UserError(
                tr(
                    "{name} cannot change during training; these can: {names}.",
                    name=name,
                    names=", ".join(live),
                )
            )
        self.config = settings.changed(self.config, **{name: value})
        self.game.config = _game_config(self.config)
        self._set_rates()

    def act(self, name: str, **values: Any) -> Iterator[float]:
        """Do one of ACTIONS: "optimum" trains D alone until it is D*, as nearly as it can be."""
        if name not in ACTIONS or values:
            raise UserError(tr("There is no action {name}.", name=repr(name)))
        if not self.game.calibrated:
            raise UserError(
                tr(
                    "With the loss {loss} D is a score, not a probability, and there is no D* for "
                    "it to come to: choose non-saturating, minimax or least-squares.",
                    loss=self.config.loss,
                )
            )
        if self._lost:
            raise UserError(tr(seen.DIVERGED))
        self._optimum = Optimum(self.game, self._movers, self._noise)
        try:
            for share in self._optimum.walk(self._pool, self._gap):
                self.step += 1
                yield share
        except movers.NotFinite:
            self._lost = True
        finally:
            self.game.config = _game_config(self.config)
            self._set_rates()

    # One step

    def _turns(self, players: Players) -> tuple[str, ...]:
        if players is None:
            wanted = self.config.trained
            return (
                self.players if wanted == "both" else tuple(p for p in self.players if p == wanted)
            )
        unknown = sorted(set(players) - set(self.players))
        if unknown:
            raise UserError(tr("There is no player {name!r}; there are D and G.", name=unknown[0]))
        return players

    def _begin(self) -> Batch:
        self._optimum = None
        self._set_rates()
        chosen = torch.randint(len(self._pool), (self.config.batch_size,), generator=self._noise)
        return Batch(self._pool[chosen], self._noise, None, self.step)

    def _play(self, player: str, batch: Batch) -> None:
        try:
            self._movers.move(player, self.game, batch)
        except movers.NotFinite:
            self._lost = True

    def _end(self, batch: Batch) -> None:
        if not self._lost:
            self.game.after_step(batch)
            self.step += 1

    def _set_rates(self) -> None:
        config = self.config
        share = 0.5 ** (self.step / config.half_life) if config.half_life else 1.0
        share = max(share, SLOWEST)
        self.game.rates = {"D": config.d_rate * share, "G": config.g_rate * share}
        self._movers.set_rate(1.0)

    def _gap(self) -> float:
        """Return sup |D - D*| now."""
        return self.frame().figures["sup_d_gap"]


def make(config: Config, progress: Progress, stop: Stop) -> Bench:
    """Make the bench; it is there at once. Raises UserError for a drawing that is none."""
    bench = Bench(config)
    progress(1, 1)
    return bench


def _game_config(config: Config) -> gan.Config:
    """Return the settings of the family that are asked for."""
    needed = config.loss == "wasserstein" and config.gradient_penalty == 0
    return gan.Config(
        latent_dim=1,
        architecture="mlp",
        hidden=8,  # of networks that Game replaces by its own
        loss=config.loss,
        k_d=config.k_d,
        r1=config.r1,
        r2=config.r2,
        gradient_penalty=NEEDED if needed else config.gradient_penalty,
        penalty_every=1 if needed or config.gradient_penalty else LAZY,
    )
