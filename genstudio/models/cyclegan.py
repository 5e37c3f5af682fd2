"""CycleGAN (Zhu et al., arXiv:1703.10593): images of one kind as the other, learned without pairs.

Two generators, there and back, and a discriminator of patches for either kind; least squares,
cycle and identity terms, a pool of former translations. There is no latent space: an image is all
that a translation is made from. Inside, images are in [-1, 1].
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from genstudio.core.errors import UserError
from genstudio.core.language import mark, tr
from genstudio.models import Batch, Shape, Terms, check_images
from genstudio.models._cyclegan_config import Config
from genstudio.models._cyclegan_networks import Translator, judge, smallest
from genstudio.models._cyclegan_pool import Pool
from genstudio.nn.layers import draw
from genstudio.objectives import cycle

__all__ = ["CONDITIONS", "RECIPE", "SUMMARY", "TITLE", "Config", "Model"]

TITLE = mark("Style transfer (CycleGAN)")
SUMMARY = mark("Two generators learn to turn pictures of one kind into the other kind and back.")
CONDITIONS = ("domains",)
RECIPE: dict[str, Any] = {
    "learning_rate": 4e-4,
    "batch_size": 8,
    "beta1": 0.5,
    "beta2": 0.999,
    "schedule": "linear",
}
SMALLEST, LARGEST = 16, 256  # pixels


class Model(nn.Module):
    """`there` maps the first kind (A) to the second (B), `back` the second to the first."""

    players = ("G", "D_A", "D_B")
    shown_a: Tensor
    shown_b: Tensor

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        super().__init__()
        check_images(shape, SMALLEST)
        _check(config, shape)
        self.config, self.shape, channels = config, shape, shape[0]
        self.there = Translator(channels, config.width, config.blocks)
        self.back = Translator(channels, config.width, config.blocks)
        self.judge_a = judge(channels, config.judge_width, config.layers)
        self.judge_b = judge(channels, config.judge_width, config.layers)
        draw(self, noise)
        self.pool_a, self.pool_b = Pool(config.pool, shape), Pool(config.pool, shape)
        # What the discriminators are to be shown in this step: nothing of it outlives the step.
        for name in ("shown_a", "shown_b"):
            self.register_buffer(name, torch.zeros((0, *shape)), persistent=False)

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        """Return those of both generators, or of one discriminator."""
        if player == "G":
            return iter([*self.there.parameters(), *self.back.parameters()])
        return {"D_A": self.judge_a, "D_B": self.judge_b}[player].parameters()

    def rate_of(self, player: str) -> float:
        """Return a player's learning rate as a multiple of the run's."""
        return 1.0 if player == "G" else self.config.d_rate

    def initialise(self, images: Tensor) -> None:
        """Do nothing: the generators start from the image that they are given."""

    def forward(self, player: str, batch: Batch) -> Terms:
        """Return the player's loss and its terms, named by kind: A is the first, B the second."""
        a, b = _apart(batch.image)
        if player == "G":
            return self._move_g(a, b, batch.noise)
        if player == "D_A":
            return _told("A", "a", self.judge_a(a), self.judge_a(self.shown_a))
        return _told("B", "b", self.judge_b(b), self.judge_b(self.shown_b))

    def evaluate(self, batch: Batch) -> Terms:
        """Return the terms on held-out images, without a pool."""
        a, b = _apart(batch.image)
        terms, fake_a, fake_b = self._generators(a, b)
        found = terms | _told("A", "a", self.judge_a(a), self.judge_a(fake_a))
        found |= _told("B", "b", self.judge_b(b), self.judge_b(fake_b))
        if not self.config.identity:
            found |= self._identity(self.there(b), b, self.back(a), a)
        found.pop("loss")
        return found | {
            "change A": cycle.distance(fake_b, a),
            "change B": cycle.distance(fake_a, b),
        }

    def after_step(self, batch: Batch) -> None:
        """Do nothing: no average is kept, for the rate falls to 0 at the end."""

    def translate(self, image: Tensor, forward: bool) -> Tensor:
        """Map images [B, C, H, W] in [0, 1], of any size from 8 px on, to the other kind."""
        network = self.there if forward else self.back
        return 0.5 * (network(2 * image - 1) + 1)

    def _move_g(self, a: Tensor, b: Tensor, noise: torch.Generator) -> Terms:
        terms, fake_a, fake_b = self._generators(a, b)
        for name, pool, fake in (("a", self.pool_a, fake_a), ("b", self.pool_b, fake_b)):
            self._show(f"shown_{name}", pool.swap(fake.detach(), noise))
        return terms

    def _generators(self, a: Tensor, b: Tensor) -> tuple[Terms, Tensor, Tensor]:
        """Return the generators' loss and terms, and the translations to A and to B."""
        fake_b, same_b = self._both(self.there, a, b)
        fake_a, same_a = self._both(self.back, b, a)
        fooled_b, fooled_a = (
            cycle.fooling(self.judge_b(fake_b)),
            cycle.fooling(self.judge_a(fake_a)),
        )
        again_a = cycle.distance(self.back(fake_b), a)
        again_b = cycle.distance(self.there(fake_a), b)
        terms = {"G loss A to B": fooled_b, "G loss B to A": fooled_a}
        terms |= {"cycle A": again_a, "cycle B": again_b}
        identity: Any = 0.0
        if same_a is not None and same_b is not None:
            known = self._identity(same_b, b, same_a, a)
            terms |= known
            identity = known["identity A"] + known["identity B"]
        weight, share = self.config.cycle, self.config.identity
        loss = cycle.weighted(fooled_a + fooled_b, again_a + again_b, identity, weight, share)
        return {"loss": loss} | terms, fake_a, fake_b

    def _both(
        self, network: nn.Module, image: Tensor, right: Tensor
    ) -> tuple[Tensor, Tensor | None]:
        """Translate images, and in the same pass those that are of the right kind already."""
        if not self.config.identity:
            return network(image), None
        made = network(torch.cat([image, right]))
        return made[: len(image)], made[len(image) :]

    @staticmethod
    def _identity(same_b: Tensor, b: Tensor, same_a: Tensor, a: Tensor) -> Terms:
        return {
            "identity A": cycle.distance(same_a, a),
            "identity B": cycle.distance(same_b, b),
        }

    def _show(self, name: str, images: Tensor) -> None:
        """Keep images in a fixed place, where a recorded move of a discriminator finds them."""
        place: Tensor = getattr(self, name)
        if place.shape != images.shape or place.dtype != images.dtype:
            setattr(self, name, images.clone())
        else:
            place.copy_(images)


def _apart(image: Tensor) -> tuple[Tensor, Tensor]:
    """Return the images of the first kind and those of the second, in [-1, 1]."""
    inside = 2 * image - 1
    return inside[0::2], inside[1::2]


def _told(kind: str, letter: str, real: Tensor, fake: Tensor) -> Terms:
    """Return a discriminator's loss and what it says, from its maps of both."""
    loss = cycle.telling(real, fake)
    return {
        "loss": loss,
        f"D loss {kind}": loss,
        f"D({letter})": real.mean(),
        f"D(fake {letter})": fake.mean(),
    }


def _check(config: Config, shape: Shape) -> None:
    """Raise UserError where the networks do not fit the images."""
    if max(shape[1:]) > LARGEST:
        raise UserError(
            tr(
                "Images are {width} x {height} pixels; at most {largest} x {largest} are "
                "allowed: make them smaller.",
                width=shape[2],
                height=shape[1],
                largest=LARGEST,
            )
        )
    if config.first == config.second:
        raise UserError(
            tr(
                "The two kinds (first, second) are both class {number}: choose two different ones.",
                number=config.first,
            )
        )
    if min(shape[1:]) < smallest(config.layers):
        raise UserError(
            tr(
                "A discriminator with {layers} layers (layers) needs images of at least {least} "
                "pixels; these have {side}: set fewer layers.",
                layers=config.layers,
                least=smallest(config.layers),
                side=min(shape[1:]),
            )
        )
