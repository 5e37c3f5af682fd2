"""What all models that draw from captions share: the encoder, the game, and looking at it.

The encoder of captions belongs to the discriminator. Whether a text matches a real picture is
what teaches it which words matter; the generator, whose aim is to pass, could do so as well by
making captions alike. So the generator takes embeddings as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from genstudio.data.words import BUCKETS, LENGTH
from genstudio.models import REMEMBERED, Batch, Shape, Terms, check_images
from genstudio.models._text_networks import Pairs
from genstudio.nn import across
from genstudio.nn.average import Average
from genstudio.nn.noise import normal, uniform
from genstudio.nn.text import TextEncoder
from genstudio.objectives import penalties
from genstudio.objectives.matching import differing, interpolated, matching_aware_loss

NOBODY = 1e-6  # share of pairs that differ, in a batch where none do
Judge = Callable[[Tensor, Tensor, Pairs | None], Tensor]  # images, embeddings, which of them


class Painter(nn.Module):
    """An encoder with a generator: what is averaged, and drawn with."""

    def __init__(self, encoder: TextEncoder, generator: nn.Module) -> None:
        super().__init__()
        self.encoder, self.generator = encoder, generator


class TextGame(nn.Module):
    """The base of the families: tokens, boxes, the average and the discriminator's move."""

    captions: Tensor
    boxes: Tensor
    remembered: Tensor
    last_r1: Tensor
    average: Average

    def __init__(self, config: Any, shape: Shape, noise_dim: int) -> None:
        super().__init__()
        check_images(shape)
        self.config, self.shape, self.noise_dim = config, shape, noise_dim
        self.latent_dim = noise_dim + config.embedding
        self.encoder = TextEncoder(BUCKETS, config.embedding)
        self.register_buffer("captions", torch.zeros(REMEMBERED, LENGTH, dtype=torch.int64))
        self.register_buffer("boxes", torch.tensor([[0.0, 0.0, 1.0, 1.0]]).repeat(REMEMBERED, 1))
        self.register_buffer("remembered", torch.ones(()))
        self.register_buffer("last_r1", torch.zeros(()))

    @property
    def players(self) -> tuple[str, ...]:
        """The discriminator moves, and then the generator."""
        return ("D", "G")

    def rate_of(self, player: str) -> float:
        """Return a player's learning rate as a multiple of the run's."""
        return float(self.config.d_rate) if player.startswith("D") else 1.0

    @torch.no_grad()
    def remember(self, text: Tensor, box: Tensor | None = None) -> None:
        """Keep up to 256 captions [N, T] (and boxes): what `prior` draws from, and the usual words.

        Raises ValueError where there is none.
        """
        count = min(len(text), REMEMBERED)
        if not count:
            raise ValueError("there are no captions to remember")
        self.captions[:count].copy_(text[:count])
        if box is not None:
            self.boxes[:count].copy_(box[:count])
        self.remembered.fill_(count)
        for encoder in self._encoders():
            encoder.remember(text)

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw codes [count, latent_dim]: noise of N(0, I) and a known caption's embedding."""
        rows = self._rows(count, noise)
        z = normal(count, self.noise_dim, noise, rows.device)
        return torch.cat([z, self.embed(self.captions[rows]), *self._where(rows)], 1)

    def embed(self, text: Tensor) -> Tensor:
        """Return the embeddings [B, e] that the averaged generator draws tokens [B, T] with."""
        phi: Tensor = self.painter.encoder(text)
        return phi

    @property
    def painter(self) -> Any:
        """The averaged encoder and generator, which everything shown is drawn with."""
        return self.average.network

    def after_step(self, batch: Batch) -> None:
        """Move the average towards the encoder and the generator."""
        live: Any = self
        self._follow(self.average, Painter(live.encoder, live.generator), batch)

    # For the families

    def _encoders(self) -> Iterator[TextEncoder]:
        yield self.encoder
        yield self.painter.encoder

    def _rows(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw numbers of remembered captions."""
        u = uniform(count, 1, noise, self.captions.device)[:, 0]
        return (u * self.remembered).to(torch.int64).clamp(max=REMEMBERED - 1)

    def _where(self, rows: Tensor) -> list[Tensor]:
        """Return what a code has beside noise and embedding, for remembered pictures."""
        return []

    def _follow(self, average: Average, network: nn.Module, batch: Batch) -> None:
        share = across.share()
        images = len(batch.image) if share is None else share.total
        average.follow(network, images, self.config.ema_images)

    def _split(self, code: Tensor) -> tuple[Tensor, Tensor]:
        """Return a code's noise and embedding."""
        return code[:, : self.noise_dim], code[:, self.noise_dim : self.noise_dim + self._size]

    @property
    def _size(self) -> int:
        return int(self.config.embedding)

    def _penalised(
        self, judge: Judge, real: Tensor, fake: Tensor, text: Tensor, phi: Tensor, batch: Batch
    ) -> Terms:
        """Return the discriminator's loss with its penalty, and its terms."""
        both = torch.cat([real, fake])
        every = self.config.penalty_every
        due = batch.step % every == 0
        if due and self.config.r1:
            both.requires_grad_()
        terms, right = self._judged(judge, both, text, phi)
        loss = terms["D loss"]
        if due and self.config.r1:
            slope = penalties.gradient(right, both)[: len(real)]
            values = penalties.zero_centred(slope)
            self.last_r1.copy_(across.mean(values.detach()))
            # A penalty every few steps, as many times as strong, costs a fraction.
            loss = loss + every * 0.5 * self.config.r1 * values.mean()
        penalty = {"r1": self.last_r1.clone()} if self.config.r1 else {}
        return {"loss": loss} | terms | penalty

    def _judged(
        self, judge: Judge, both: Tensor, text: Tensor, phi: Tensor
    ) -> tuple[Terms, Tensor]:
        """Return the terms of real images and as many generated ones behind them.

        And the logits [B] of the real ones with their captions. Every caption is also shown with
        the images that follow its own, as those it does not match: of those that are here, where
        several processes have shares of a batch.
        """
        count = len(text)
        wrong = min(self.config.wrong_pairs, max(1, count - 1))
        own = torch.arange(count, device=text.device)
        others = [(own + k) % count for k in range(1, wrong + 1)]
        pairs = torch.cat([own, *others, own + count]), own.repeat(2 + wrong)
        logits = judge(both, phi, pairs).view(2 + wrong, count)
        right, fake, mismatched = logits[0], logits[-1], logits[1:-1].T
        differs = torch.stack([differing(text, text[other]) for other in others], 1)
        # Shares of a batch may have one image more or less, and so one pair: only means can be
        # added up over the processes.
        weights = differs / across.mean(differs.mean(1)).clamp(min=NOBODY)
        loss = matching_aware_loss(right, mismatched, fake, weights).mean()
        s_r, s_f = right.sigmoid().mean(), fake.sigmoid().mean()
        s_w = (mismatched.sigmoid() * weights).mean()
        said = {"D(x)": s_r, "D(wrong)": s_w, "D(G(z))": s_f, "match gap": s_r - s_w}
        return {"D loss": loss} | said, right


def with_between(phi: Tensor, weight: float) -> Tensor:
    """Return embeddings [B, e], and below them those half-way between pairs (none at weight 0)."""
    return torch.cat([phi, interpolated(phi)]) if weight else phi


def drawn_terms(losses: Tensor, count: int, weight: float) -> Terms:
    """Return a generator's loss and its terms: of `count` captions, and of what lies between.

    Nothing lies between one caption and itself: that is a loss of 0, and no term less. Processes
    add up what they have, and the share of one may be a single caption.
    """
    loss = losses[:count].mean()
    terms = {"loss": loss, "G loss": loss}
    if weight:
        between = losses[count:].sum() / max(1, len(losses) - count)
        terms |= {"loss": loss + weight * between, "G loss between": between}
    return terms


def tokens_of(batch: Batch) -> Tensor:
    """Return a batch's captions [B, T]; raises ValueError where it was made without."""
    if batch.text is None:
        raise ValueError("these models are made from captions: the batch has none")
    return batch.text
