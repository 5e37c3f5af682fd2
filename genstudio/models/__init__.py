"""One file a family, each with a Config, a RECIPE and a Model; and what a model must offer.

A model is a game: its players move in turn, each with parameters of its own. A VAE is
the game with one player, a GAN the game with two. `RECIPE` holds the family's own
defaults for the trainer's settings. A module may say in `CONDITIONS` what its games are made from
beside images: `text` (captions), `box` (where the object is) or `domains` (every batch holds
images of two classes in turn, those that the settings `first` and `second` name by number).
`PLAYERS` names the two of a game of two, who can then be asked to move alone. Capabilities
beyond the game are protocols; a panel asks with isinstance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import torch
from torch import Tensor, nn

from genstudio.core.errors import UserError
from genstudio.core.language import tr

Shape = tuple[int, int, int]  # channels, height, width
Terms = dict[str, Tensor]  # name -> scalar tensor, still on the device
REMEMBERED = 256  # captions of the data, at most, that a model can be looked at with


@dataclass(slots=True)
class Batch:
    """What a move is made from: images [B, C, H, W] in [0, 1] and a generator for noise.

    `step` is the number of steps done before this one, and `total` the planned number (0 =
    unknown), for schedules. All randomness of a move comes from `noise`. For families that ask
    for them (CONDITIONS), `text` are the captions' tokens, int64 [B, T] with 0 for none, and
    `box` where the object is: left, top, right and bottom in [0, 1], [B, 4].
    """

    image: Tensor
    noise: torch.Generator
    label: Tensor | None = None
    step: int = 0
    total: int = 0
    text: Tensor | None = None
    box: Tensor | None = None


class Game(Protocol):
    """What the trainer asks of a model (an nn.Module)."""

    config: Any
    shape: Shape

    @property
    def players(self) -> tuple[str, ...]:
        """Who moves, in order, once a batch; a name may come several times (k_D)."""

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        """Return the parameters that this player's optimiser owns."""

    def forward(self, player: str, batch: Batch) -> Terms:
        """Return `loss`, to be minimised by this player, and the terms to log, as scalars."""

    def evaluate(self, batch: Batch) -> Terms:
        """Return the terms to log on held-out images; called without gradients, in eval mode.

        Each is the mean over the batch: a scalar, or a vector (one value a latent dimension).
        """

    def after_step(self, batch: Batch) -> None:
        """Do what follows a whole step, such as moving an average of the weights."""

    def initialise(self, images: Tensor) -> None:
        """Set what depends on the data (output bias, mean) from training images in [0, 1]."""


@runtime_checkable
class Rates(Protocol):
    """Has players that learn at rates of their own."""

    def rate_of(self, player: str) -> float:
        """Return a player's learning rate as a multiple of the run's; it may change live."""


@runtime_checkable
class Fits(Protocol):
    """Has a closed-form solution: `players` is empty, training is one call."""

    def fit(self, images: Tensor) -> Terms:
        """Solve for the parameters from all training images [N, C, H, W] in [0, 1]."""


@runtime_checkable
class Summarises(Protocol):
    """Has terms that no average over batches gives, such as a variance over all images."""

    def summarise(self, terms: Terms) -> Terms:
        """Turn the averages of what `evaluate` returned into the terms to log."""


@runtime_checkable
class Decodes(Protocol):
    """Turns points of the latent space into images."""

    latent_dim: int

    def decode(self, z: Tensor) -> Tensor:
        """Map z [B, latent_dim] to images [B, C, H, W] in [0, 1]."""

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw z [count, latent_dim] from the prior, on the model's device."""


@runtime_checkable
class Encodes(Protocol):
    """Turns images into points of the latent space."""

    latent_dim: int

    def encode(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Map images in [0, 1] to the posterior's mean and log-variance, [B, latent_dim] each."""


@runtime_checkable
class Likelihood(Protocol):
    """Has p(x|z): bounds and estimates of log p(x) can be computed."""

    def log_likelihood(self, image: Tensor, z: Tensor) -> Tensor:
        """Return log p(x|z) in nats for images [B, C, H, W] and z [B, d], as [B].

        The images are what `observe` returned.
        """

    def observe(self, image: Tensor, noise: torch.Generator) -> Tensor:
        """Turn pixels in [0, 1] into what p(x|z) is a model of (binarised or dequantised)."""


@runtime_checkable
class PartialLikelihood(Protocol):
    """Has p(x|z) of some of an image's pixels, the others being unknown."""

    def log_likelihood_of(self, known: Tensor, image: Tensor, z: Tensor) -> Tensor:
        """Return log p(x_known|z) in nats for images [B, C, H, W] and z [B, d], as [B].

        `known` [C, H, W] is True where a pixel counts; what the others hold is not looked at.
        """


@runtime_checkable
class Conditional(Protocol):
    """Can be told the class of each image, where `classes` is not 0.

    `encode`, `decode`, `log_likelihood`, `log_likelihoods`, `log_likelihood_of`, `simulate` and
    `discriminate`, those that there are, then take `label` as a further last argument: int64, one
    a row (of z in `decode`, `simulate` and `log_likelihoods`, of images otherwise). None, or -1,
    is unknown.
    """

    classes: int


@runtime_checkable
class Tabulates(Protocol):
    """Has p(x|z) for many images and many z at once: integrals over z are affordable."""

    def log_likelihoods(self, image: Tensor, z: Tensor) -> Tensor:
        """Return log p(x|z) of every image [N, C, H, W] with every z [G, d], as [N, G]."""


@runtime_checkable
class Simulates(Protocol):
    """Draws from p(x|z), noise included: data whose posterior is known to hold z."""

    def simulate(self, z: Tensor, noise: torch.Generator) -> Tensor:
        """Draw images [B, C, H, W] from p(x|z), such as `observe` makes of pixels."""


@runtime_checkable
class Discriminates(Protocol):
    """Tells real images from generated ones."""

    def discriminate(self, image: Tensor) -> Tensor:
        """Return D(x) in (0, 1), the probability that each image is real, as [B]."""


@runtime_checkable
class Draws(Protocol):
    """Draws what a caption says."""

    noise_dim: int

    def draw(self, z: Tensor, text: Tensor, box: Tensor | None = None) -> Tensor:
        """Return images [B, C, H, W] in [0, 1] for noise [B, noise_dim] and tokens [B, T].

        `box` [B, 4] says where the object is to be, for models that can be told; None leaves
        it to the model.
        """


@runtime_checkable
class Stages(Protocol):
    """Draws in several stages, each refining the one before."""

    def draw_stages(self, z: Tensor, text: Tensor, box: Tensor | None = None) -> list[Tensor]:
        """Return the images [B, C, h, w] in [0, 1] of every stage, from coarse to fine."""


@runtime_checkable
class Remembers(Protocol):
    """Keeps some captions of the data, so that it can be looked at without one being given."""

    def remember(self, text: Tensor, box: Tensor | None = None) -> None:
        """Keep tokens [N, T] (and boxes [N, 4]) of N training images; once, at a run's start."""


@runtime_checkable
class Translates(Protocol):
    """Turns images of one kind into images of another kind, and back."""

    def translate(self, image: Tensor, forward: bool) -> Tensor:
        """Map images [B, C, H, W] in [0, 1] from the first kind to the second, or back."""


@runtime_checkable
class Energy(Protocol):
    """Says how far images are from real ones, without a probability."""

    def energy(self, image: Tensor) -> Tensor:
        """Return the energy of images [B, C, H, W] in [0, 1], as [B]; the lower, the more real."""


def is_points(shape: Shape) -> bool:
    """Say whether these are points of a line or a plane, (1, 1, 1 or 2), and not images."""
    return shape[:2] == (1, 1) and shape[2] <= 2


def check_images(shape: Shape, smallest: int = 8) -> None:
    """Raise UserError where images are too small, or neither grey nor RGB, for a network."""
    channels, height, width = shape
    if channels not in (1, 3):
        raise UserError(
            tr(
                "Images have {channels} channels; 1 (grey) or 3 (RGB) are allowed.",
                channels=channels,
            )
        )
    if min(height, width) < smallest:
        raise UserError(
            tr(
                "Images are {width} x {height} pixels; at least {smallest} x {smallest} are "
                "needed: enlarge them.",
                width=width,
                height=height,
                smallest=smallest,
            )
        )
