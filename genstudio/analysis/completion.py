"""Semantic image completion: the code whose image agrees with what is known of a picture.

    z* = argmin_z  L_c(z) + lambda L_p(z)

after Yeh et al. (arXiv:1607.07539) and Amos (2016). For a generator the context is
L_c = |W (G(z) - y)|_1, a sum over pixels in [-1, 1] and colours. W is the paper's: a known pixel
counts as much as there are missing ones in the 7 x 7 around it (the released code does the
opposite), and `floor` more, so that those far from the hole count too. The prior L_p is
log(1 - D(G(z))), or -log D(G(z)) as in Amos' code, or the energy of G(z); codes that are drawn
from U(-1, 1) stay in there, for others 1/2 `shrink` |z|^2 is added.

With a likelihood (a VAE) it is the maximum a posteriori, with no choices left:
L_c = -log p(y_known|z) and L_p = 1/2 |z|^2 in nats, lambda = 1.

Several restarts move together as one batch, each with a loss of its own; the weights are held.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from genstudio.analysis import masks, poisson
from genstudio.analysis.frozen import Frozen, adam, settling, step, to_bytes
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr
from genstudio.data.dataset import unit
from genstudio.models import Discriminates, Encodes, Energy, PartialLikelihood, is_points

SHOWN = 10  # steps between two looks
WINDOW = 7  # px: of the neighbourhood that W looks at
LEAST_D = 1e-6  # of a probability whose logarithm is taken
MEANT = 4000  # images of the data that their mean is taken of

Pixels = NDArray[np.uint8]
Form = Literal["saturating", "non-saturating"]
Kind = Literal["map", "discriminator", "energy", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the search goes; `prior` is lambda, None what suits the model."""

    steps: int = 300
    restarts: int = 6
    draws: int = 256
    rate: float = 0.05
    prior: float | None = None
    form: Form = "saturating"
    floor: float = 0.05
    shrink: float = 1e-3
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Completed:
    """The R restarts after `step` of `total` steps, each at the best place it has been to.

    `context` and `prior` [R] are both terms there, lambda not counted in. `generated`, `pasted`
    and `blended` [R, C, H, W] are G(z), G(z) in the hole alone, and that with its slopes fitted
    to the known pixels. `codes` is [R, d]. `best` is the restart of the least context (of a
    likelihood: the most probable code).
    """

    step: int
    total: int
    context: NDArray[np.float32]
    prior: NDArray[np.float32]
    codes: NDArray[np.float32]
    generated: Pixels
    pasted: Pixels
    blended: Pixels
    best: int
    ended: bool

    def image(self, restart: int | None = None, *, blend: bool = True) -> Pixels:
        """Return the completed picture [C, H, W] of a restart, the best one if none is named."""
        images = self.blended if blend else self.pasted
        return images[self.best if restart is None else restart]


def complete(
    model: Any,
    image: Pixels,
    hole: masks.Mask,
    settings: Settings | None = None,
    stop: Stop = never,
    label: int | None = None,
) -> Iterator[Completed]:
    """Complete a picture [C, H, W] where `hole` [H, W] is True; yields how it stands, and ends.

    What the picture holds in the hole is not looked at. The model is used by this thread only,
    in eval mode, and its weights are not changed. Equal seeds give equal pictures. Stopped, it
    ends with the best so far. Raises UserError for a mask of another size, without a hole or
    with nothing but one, and for a model without images.
    """
    frozen = Frozen(model, label)
    if is_points(model.shape):
        raise UserError(tr("This model makes points: there is no picture to complete."))
    if hole.shape != image.shape[1:] or image.shape != tuple(model.shape):
        raise UserError(
            tr("The mask, the picture and the model's images must be of one size."),
        )
    return _Search(frozen, image, masks.check(hole), settings or Settings()).run(stop)


def kind_of(model: Any) -> Kind:
    """Return what says how likely a completed picture is, for this model."""
    if isinstance(model, PartialLikelihood):
        return "map"
    if isinstance(model, Energy):
        return "energy"
    return "discriminator" if isinstance(model, Discriminates) else "none"


def usual_prior(model: Any) -> float:
    """Return the usual lambda: 1 for a likelihood, where it is no choice, and the paper's."""
    return 1.0 if kind_of(model) == "map" else 0.003


def weights(hole: masks.Mask, floor: float = 0.05, window: int = WINDOW) -> NDArray[np.float32]:
    """Return W [H, W]: the share of missing pixels around each known one, + floor; 0 in the hole.

    The window is cut off at the picture's border: only pixels that exist are counted.
    """
    missing = torch.from_numpy(hole.astype(np.float32))[None, None]
    share = F.avg_pool2d(missing, window, 1, window // 2, count_include_pad=False)[0, 0]
    found: NDArray[np.float32] = np.where(hole, 0.0, share.numpy() + floor).astype(np.float32)
    return found


class _Search:
    """The state of one search: codes [R, d], and where each was best."""

    def __init__(self, frozen: Frozen, image: Pixels, hole: masks.Mask, settings: Settings) -> None:
        self._frozen, self._settings = frozen, settings
        self._target = torch.from_numpy(unit(image[None]))
        self._known = torch.from_numpy(~hole).expand(image.shape)
        self._w = 2 * torch.from_numpy(weights(hole, settings.floor))  # 2: pixels in [-1, 1]
        self._hole, self._image = hole, image
        self._kind = kind_of(frozen.model)
        wish = settings.prior
        self._lambda = usual_prior(frozen.model) if wish is None else wish
        self._blender = poisson.Blender(hole)
        self._context = self._context_of()
        self._prior = self._prior_of()

    def run(self, stop: Stop) -> Iterator[Completed]:
        settings = self._settings
        z = self._starts(stop).requires_grad_()
        self._best = z.detach().clone()
        self._terms = torch.full((2, len(z)), math.inf)
        self._least = torch.full((len(z),), math.inf)
        optimiser, done = adam(z, settings.rate), 0
        for done in range(settings.steps):
            if stop():
                break
            image = self._frozen.decode(z)
            losses = self._judge(z, image)
            step(optimiser, z, losses, settling(settings.rate, done / max(1, settings.steps)))
            self._frozen.hold_inside(z)
            if done % SHOWN == 0:
                yield self._completed(done, ended=False)
        else:
            done = settings.steps
        with torch.no_grad():
            self._judge(z, self._frozen.decode(z))
        yield self._completed(done, ended=True)

    def _starts(self, stop: Stop) -> Tensor:
        """Return the best of many draws; of a model that encodes, one is the filled picture's."""
        settings = self._settings
        z = self._frozen.best_draws(
            settings.restarts, settings.draws, settings.seed, self._near, stop
        )
        if self._kind == "map" and isinstance(self._frozen.model, Encodes):
            filled = poisson.diffuse(self._image, self._hole) / 255
            seen = torch.from_numpy(filled[None].astype(np.float32))
            with torch.no_grad():
                code = self._frozen.model.encode(seen, *self._frozen.told(1))[0]
            if code.shape[1] == z.shape[1]:
                z[0] = code[0]
        return z

    def _judge(self, z: Tensor, image: Tensor) -> Tensor:
        """Return the losses [R], and keep each code where it was best."""
        context, prior = self._context(image, z), self._prior(image, z)
        losses: Tensor = context + self._lambda * prior
        if self._kind != "map" and self._frozen.bound is None:
            losses = losses + 0.5 * self._settings.shrink * z.square().sum(1)
        now = losses.detach()
        better = now < self._least
        self._least[better] = now[better]
        self._best[better] = z.detach()[better]
        self._terms[0, better] = context.detach()[better]
        self._terms[1, better] = prior.detach()[better]
        return losses

    # The terms, each [R]

    def _near(self, image: Tensor) -> Tensor:
        return (self._w * (image - self._target).abs()).flatten(1).sum(1)

    def _context_of(self) -> Callable[[Tensor, Tensor], Tensor]:
        model = self._frozen.model
        if self._kind != "map":
            return lambda image, z: self._near(image)

        def surprise(image: Tensor, z: Tensor) -> Tensor:
            target = self._target.expand(len(z), -1, -1, -1)
            told = self._frozen.told(len(z))
            found: Tensor = -model.log_likelihood_of(self._known, target, z, *told)
            return found

        return surprise

    def _prior_of(self) -> Callable[[Tensor, Tensor], Tensor]:
        model = self._frozen.model
        if self._kind == "map":
            return lambda image, z: 0.5 * z.square().sum(1)
        if self._kind == "energy":
            return lambda image, z: model.energy(image)
        if self._kind == "none":
            return lambda image, z: torch.zeros(len(z))
        return self._realness

    def _realness(self, image: Tensor, z: Tensor) -> Tensor:
        real = self._frozen.model.discriminate(image, *self._frozen.told(len(z)))
        if self._settings.form == "saturating":
            return (1 - real).clamp(min=LEAST_D).log()
        return -real.clamp(min=LEAST_D).log()

    # What is told

    def _completed(self, done: int, *, ended: bool) -> Completed:
        with torch.no_grad():
            made = self._frozen.decode(self._best)
        generated = to_bytes(made)
        patches = 255.0 * made.nan_to_num(0.0).clamp(0, 1).double().numpy()
        pasted = np.where(self._hole, generated, self._image)
        smooth = np.rint(self._blender.blend(self._image, patches)).clip(0, 255).astype(np.uint8)
        context, prior = self._terms.numpy().copy()
        deciding = self._least.numpy() if self._kind == "map" else context
        return Completed(
            step=done,
            total=self._settings.steps,
            context=context,
            prior=prior,
            codes=self._best.numpy().copy(),
            generated=generated,
            pasted=pasted,
            blended=np.where(self._hole, smooth, self._image),
            best=int(np.nan_to_num(deciding, nan=math.inf).argmin()),
            ended=ended,
        )


def psnr(image: Pixels, truth: Pixels, hole: masks.Mask) -> float:
    """Return 10 log10(255^2 / mean squared error) over the pixels in the hole, in dB.

    The larger the nearer; it rewards blur. Infinite where nothing differs.
    """
    off = image[:, hole].astype(np.float64) - truth[:, hole]
    error = float(np.square(off).mean())
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def mean_image(dataset: Any) -> Pixels:
    """Return the mean of the training images (of up to MEANT of them), uint8 [C, H, W]."""
    rows = dataset.indices("train")
    rows = rows[:: max(1, len(rows) // MEANT)]
    return np.rint(np.asarray(dataset.images[rows]).mean(0)).astype(np.uint8)
