"""Generative adversarial networks (Goodfellow et al., arXiv:1406.2661): one family of games.

The loss, the penalties on the discriminator's slope and the networks are settings: DCGAN
(arXiv:1511.06434), WGAN-GP (arXiv:1704.00028), hinge with spectral norm (arXiv:1802.05957),
R1 (arXiv:1801.04406), and R3GAN's game (arXiv:2501.05441). All samples come from a moving
average of the generator. Inside, images are in [-1, 1] and points are standardised.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from genstudio.core.language import mark
from genstudio.models import Batch, Shape, Terms, is_points
from genstudio.models._conditional import classes_of
from genstudio.models._gan_config import FORMER, Config
from genstudio.models._gan_dials import Dials, diversity, judgement
from genstudio.models._gan_networks import networks, start_at
from genstudio.nn import across, spectral
from genstudio.nn.augment import augment
from genstudio.nn.average import Average
from genstudio.nn.freezing import frozen
from genstudio.nn.labels import hide, one_hot
from genstudio.nn.layers import draw
from genstudio.nn.noise import normal, uniform
from genstudio.objectives import penalties
from genstudio.objectives.adversarial import LOSSES, Loss

__all__ = ["FORMER", "RECIPE", "SUMMARY", "TITLE", "Config", "Model"]

TITLE = mark("Generative adversarial network")
SUMMARY = mark("A generator learns to make images that a discriminator takes for real.")
RECIPE: dict[str, Any] = {"learning_rate": 5e-4, "batch_size": 64, "beta1": 0.5, "beta2": 0.99}
PLAYERS = ("D", "G")
UNKNOWN = -1  # images that an average has seen, until the next step says how many came before


class Model(nn.Module):
    """A generator, its moving average, and a discriminator with a logit or score."""

    centre: Tensor
    scale: Tensor

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        super().__init__()
        self.config, self.shape, self.latent_dim = config, shape, config.latent_dim
        self.classes = classes_of(classes, conditional=config.conditional)
        self.points = is_points(shape)
        generator, self.discriminator = networks(config, shape, self.classes)
        self.generator = generator
        draw(self, noise)
        spectral.start(self.discriminator, noise)
        self.average = Average(self.generator)
        self.dials = Dials()
        if self.points:
            self.register_buffer("centre", torch.zeros(shape))
            self.register_buffer("scale", torch.ones(shape))
        self.register_load_state_dict_pre_hook(_from_former)

    @property
    def players(self) -> tuple[str, ...]:
        """The discriminator moves k_d times, then the generator once."""
        return ("D",) * self.config.k_d + ("G",)

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        """Return the discriminator's or the generator's parameters."""
        return {"D": self.discriminator, "G": self.generator}[player].parameters()

    def rate_of(self, player: str) -> float:
        """Return a player's learning rate as a multiple of the run's."""
        return self.config.d_rate if player == "D" else 1.0

    @torch.no_grad()
    def initialise(self, images: Tensor) -> None:
        """Start generated images around the mean one; remember how points are standardised."""
        if self.points:
            self.centre.copy_(images.mean(0))
            self.scale.copy_(images.std(0, correction=0).clamp(min=1e-6))
            return
        start_at(self.generator, self._inwards(images.mean(0)))
        self.average.network.load_state_dict(self.generator.state_dict())

    def forward(self, player: str, batch: Batch) -> Terms:
        """Return the player's loss and its terms; `D loss` is without penalties.

        `G loss` of the minimax game is -log D(G(z)) too, so that curves compare.
        """
        return self._move_d(batch) if player == "D" else self._move_g(batch)

    def evaluate(self, batch: Batch) -> Terms:
        """Return the losses on held-out images against as many generated ones, unchanged."""
        label, real = batch.label if self.classes else None, self._inwards(batch.image)
        fake = self._make(self.generator, self.prior(len(real), batch.noise), label)
        outputs = self._judge(torch.cat([real, fake]), label)
        terms = {"D loss": self._loss.discriminator(*outputs).mean()}
        terms |= {"G loss": self._loss.reported(*outputs).mean()}
        return terms | judgement(self._loss, *outputs) | {"diversity": diversity(real, fake)}

    def after_step(self, batch: Batch) -> None:
        """Move the average towards the generator, and the augmentation towards its target."""
        share = across.share()
        images = len(batch.image) if share is None else share.total
        seen = self.average.seen
        seen.copy_(torch.where(seen == UNKNOWN, batch.step * images, seen))
        self.average.follow(self.generator, images, self.config.ema_images)
        if self.config.augment == "adaptive":
            self.dials.adapt(batch.step, images, self.config.augment_speed)

    def decode(self, z: Tensor, label: Tensor | None = None) -> Tensor:
        """Return the averaged generator's images [B, C, H, W] in [0, 1], or points."""
        return self._outwards(self._make(self.average.network, z, label))

    def decode_raw(self, z: Tensor, label: Tensor | None = None) -> Tensor:
        """Return the images of the generator as it is now, without the average."""
        return self._outwards(self._make(self.generator, z, label))

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw z [count, latent_dim] from N(0, I)."""
        return normal(count, self.latent_dim, noise, self.dials.r_t.device)

    def discriminate(self, image: Tensor, label: Tensor | None = None) -> Tensor:
        """Return D(x) in [0, 1], [B]: the probability that each image is real.

        Where the loss makes a score of D's output, it is no probability but the logistic
        function of the score's distance from the one at which D is undecided.
        """
        output, loss = self._output(self._inwards(image), label), self._loss
        if loss.probability is not None:
            return loss.probability(output)
        return (output - (self.dials.middle if loss.boundary is None else loss.boundary)).sigmoid()

    @property
    def calibrated(self) -> bool:
        """Whether `discriminate` returns probabilities, and not scores between 0 and 1."""
        return self._loss.probability is not None

    # The two moves

    def _move_d(self, batch: Batch) -> Terms:
        spectral.iterate(self.discriminator)
        label, real = self._label(batch), self._inwards(batch.image)
        with torch.no_grad():
            fake = self._make(self.generator, self.prior(len(real), batch.noise), label)
        seen = self._seen(real, batch), self._seen(fake, batch)
        both = torch.cat(seen)
        every = self.config.penalty_every
        due = batch.step % every == 0
        if due and (self.config.r1 or self.config.r2):
            both.requires_grad_()  # slopes are those at what D is shown
        outputs = self._judge(both, label)
        loss = self._loss.discriminator(*outputs).mean()
        terms = {"D loss": loss} | judgement(self._loss, *outputs)
        self.dials.notice(terms["r_t"], self._loss, *outputs)
        if due:
            # A penalty every few steps, as many times as strong, costs a fraction.
            price = self._zero_centred(both, outputs) + self._one_centred(seen, label, batch)
            loss = loss + every * price
        return {"loss": loss} | terms | self._dials()

    def _zero_centred(self, both: Tensor, outputs: tuple[Tensor, Tensor]) -> Any:
        """Return R1 and R2 at their weights, from slopes in one pass back through D."""
        kinds = ("r1", self.config.r1, 0), ("r2", self.config.r2, 1)
        asked = [kind for kind in kinds if kind[1]]
        if not asked:
            return 0.0
        slope = penalties.gradient(torch.cat([outputs[half] for _, _, half in asked]), both)
        price: Any = 0.0
        for name, weight, half in asked:
            values = penalties.zero_centred(slope.chunk(2)[half])
            self.dials.set(name, values)
            self.dials.set("slope", values.detach().sqrt())
            price = price + 0.5 * weight * values.mean()
        return price

    def _one_centred(
        self, images: tuple[Tensor, Tensor], label: Tensor | None, batch: Batch
    ) -> Any:
        if not self.config.gradient_penalty:
            return 0.0
        real, fake = images
        share = uniform(len(real), 1, batch.noise, real.device)
        middle = penalties.between(real, fake, share)
        slope = penalties.gradient(self._output(middle, label), middle)
        values = penalties.one_centred(slope)
        self.dials.set("gradient_penalty", values)
        self.dials.set("slope", penalties.norm(slope))
        return self.config.gradient_penalty * values.mean()

    def _dials(self) -> Terms:
        """Return the penalties there are as they were last, and other dials."""
        config, dials = self.config, self.dials
        kinds = {"r1": config.r1, "r2": config.r2, "gradient_penalty": config.gradient_penalty}
        used = [name for name, weight in kinds.items() if weight]
        terms = {name.replace("_", " "): getattr(dials, name).clone() for name in used}
        if used:
            terms["slope"] = dials.slope.clone()
        if config.augment == "adaptive":
            terms["augment p"] = dials.probability.clone()
        return terms

    def _move_g(self, batch: Batch) -> Terms:
        label = self._label(batch)
        with frozen(self.discriminator):
            fake = self._make(self.generator, self.prior(len(batch.image), batch.noise), label)
            output = self._output(self._seen(fake, batch), label)
        real = output.detach()
        if self._loss.pairs:
            with torch.no_grad():
                real = self._output(self._seen(self._inwards(batch.image), batch), label)
        return {
            "loss": self._loss.generator(real, output).mean(),
            "G loss": self._loss.reported(real, output).mean(),
        }

    # Networks with labels, and between the data's units and theirs

    @property
    def _loss(self) -> Loss:
        return LOSSES[self.config.loss]

    def _label(self, batch: Batch) -> Tensor | None:
        """Return the batch's labels, some of them hidden: of real and generated images alike."""
        return hide(batch.label, self.config.label_dropout, batch.noise) if self.classes else None

    def _make(self, generator: nn.Module, z: Tensor, label: Tensor | None) -> Tensor:
        if not self.classes:
            return generator(z)
        # As large as all of z together, or the class would be one input among many.
        return generator(z, self.latent_dim**0.5 * one_hot(label, self.classes, z))

    def _output(self, image: Tensor, label: Tensor | None) -> Tensor:
        """Return D's output for images as the networks see them, [B]."""
        if self.classes:
            return self.discriminator(image, one_hot(label, self.classes, image)).squeeze(1)
        return self.discriminator(image).squeeze(1)

    def _judge(self, both: Tensor, label: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return D's outputs for real images and as many generated ones behind them.

        In one pass: the discriminator sees each image alone.
        """
        labels = None if label is None else torch.cat([label, label])
        real, fake = self._output(both, labels).chunk(2)
        return real, fake

    def _seen(self, image: Tensor, batch: Batch) -> Tensor:
        """Return images as the discriminator is shown them."""
        kind = self.config.augment
        if kind == "none":
            return image
        if kind == "adaptive":
            return augment(image, batch.noise, "all", self.dials.probability)
        return augment(image, batch.noise, kind, None)

    def _inwards(self, x: Tensor) -> Tensor:
        return (x - self.centre) / self.scale if self.points else 2 * x - 1

    def _outwards(self, x: Tensor) -> Tensor:
        return x * self.scale + self.centre if self.points else 0.5 * (x + 1)


def _from_former(model: Model, state: dict[str, Any], prefix: str, *rest: Any) -> None:
    """Make a state from before there were dials one that has them, as they are at the start."""
    r1 = state.pop(f"{prefix}last_r1", None)
    if r1 is not None:
        for name, value in model.dials.named_buffers():
            state[f"{prefix}dials.{name}"] = value.clone()
        state[f"{prefix}dials.r1"] = r1
        state[f"{prefix}average.seen"] = torch.tensor(UNKNOWN)
