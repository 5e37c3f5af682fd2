"""The game of the bench, played with the trainer's own pieces: its players, noise and batches."""

from __future__ import annotations

import torch

from genstudio.analysis.theory._gan2d_model import SHAPE, Model, Points
from genstudio.analysis.theory._gan2d_target import Target
from genstudio.core import config as settings
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.batches import Batches
from genstudio.models import Batch, gan
from genstudio.train import settings as training
from genstudio.train.players import NotFinite, Players
from genstudio.train.seeds import generator

LAZY = 4  # steps from one penalty to the next, as many times as strong: a third less to do
BETAS = {"beta1": 0.0, "beta2": 0.99}  # as R3GAN's; momentum makes the modes turn in circles
SHARED = ("loss", "r1", "r2", "gradient_penalty", "k_d", "d_rate", "hidden", "depth")


class Game:
    """A model, its players' optimisers and its batches. `fault` is what was not finite."""

    def __init__(self, config: object, target: Target) -> None:
        values = settings.to_dict(config)
        known = {name: values[name] for name in ("learning_rate", "batch_size", "seed")}
        self.train = settings.from_dict(training.Config, known | BETAS)
        family = gan.Config(
            latent_dim=2,
            architecture="mlp",
            penalty_every=LAZY,
            **{name: values[name] for name in SHARED},
        )
        seed = int(values["seed"])
        self.model = Model(family, SHAPE, generator(seed, "weights"))
        self.model.prior_of = str(values["prior"])
        self.model.train()
        self.noise = generator(seed, "noise")
        images = torch.from_numpy(target.points).view(-1, *SHAPE)
        self.model.initialise(images)
        self._batches = Batches(images, None, self.train.batch_size, seed)
        self._players = Players(self.model, self.train)
        self.step = 0
        self.fault = ""

    def begin(self) -> Batch:
        """Return the batch of a new step."""
        image, _ = self._batches.next()
        return Batch(image, self.noise, None, self.step)

    def peek(self, count: int) -> Points:
        """Return the z [count, 2] that the next move will draw, and draw nothing."""
        copy = torch.Generator()
        copy.set_state(self.noise.get_state())
        return self.model.prior(count, copy).numpy()

    def move(self, player: str, batch: Batch) -> None:
        """Let one player move; where a term is not finite, nothing moves any more."""
        if self.fault:
            return
        try:
            self._players.move(player, self.model, batch)
        except NotFinite as error:
            self.fault = error.term

    def end(self, batch: Batch) -> None:
        """Do what follows a whole step."""
        if not self.fault:
            self.model.after_step(batch)
            self.step += 1

    def warm(self, steps: int) -> None:
        """Let the optimisers learn how large gradients are, and move nothing meanwhile.

        Adam's first steps are as large as the rate allows: trained weights would jump.
        """
        self._players.set_rate(0.0)
        for _ in range(steps):
            batch = self.begin()
            for player in self.model.players:
                self.move(player, batch)
        self._players.set_rate(self.train.learning_rate)

    def change(self, name: str, value: object) -> None:
        """Change a live setting of the training or the model; raises UserError for any other."""
        found = training.changed_live(self.train, self.model.config, name, value)
        self.train, self.model.config = found
        self._players.set_rate(self.train.learning_rate)


def check_known(players: tuple[str, ...]) -> None:
    """Raise UserError for players that there are not."""
    unknown = sorted(set(players) - {"D", "G"})
    if unknown:
        raise UserError(tr("There is no player {name!r}; there are D and G.", name=unknown[0]))
