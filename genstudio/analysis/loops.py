"""The loops that the engine is measured against: over the same networks, written by hand.

`bare` is what one gets by writing for speed: images that lie ready, gathered by index,
losses from logits, Adam in one fused call. `common` is the style of the scripts that most
people start from (pytorch/examples `vae`, PyTorch-GAN `dcgan`): a DataLoader that makes
floats item by item, sigmoid and binary cross-entropy, Adam as it comes, `.item()` at every
step, gradients of the generator's loss for the discriminator's weights too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset

from genstudio.models import gan, vae
from genstudio.nn.layers import ChannelsLast

VAE_MODEL: dict[str, Any] = {
    "latent_dim": 20,
    "hidden": 400,
    "depth": 1,
    "likelihood": "bernoulli",
    "architecture": "mlp",
    "dropout": 0.0,
    "kl_warmup": 0.0,
}
GAN_MODEL: dict[str, Any] = {"r1": 0.0}
Loop = Callable[[Any, Tensor, int], Iterator[None]]
Shape = tuple[int, int, int]


def vae_model(shape: Shape) -> vae.Model:
    """Return the VAE 784-400-20 (for 28 x 28) with new weights."""
    noise = torch.Generator().manual_seed(0)
    return vae.Model(vae.Config(**VAE_MODEL), shape, noise)


def gan_model(shape: Shape) -> gan.Model:
    """Return the DCGAN with new weights."""
    noise = torch.Generator().manual_seed(0)
    return gan.Model(gan.Config(**GAN_MODEL), shape, noise)


def bare_vae(model: Any, images: Tensor, batch_size: int) -> Iterator[None]:
    """Train a VAE, a step at a time, on pixels that are binarised afresh."""
    noise = torch.Generator().manual_seed(0)
    adam = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    while True:
        order = torch.randperm(len(images), generator=noise)
        for start in range(0, len(images) - batch_size + 1, batch_size):
            pixels = images[order[start : start + batch_size]].float() / 255
            x = (torch.rand(pixels.shape, generator=noise) < pixels).float()
            mean, logvar = model.encoder(x).chunk(2, dim=1)
            z = mean + (0.5 * logvar).exp() * torch.randn(mean.shape, generator=noise)
            logits = model.decoder(z) + model.offset
            nll = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
            adam.zero_grad(set_to_none=True)
            ((nll + _kl(mean, logvar)) / len(x)).backward()
            adam.step()
            yield


def common_vae(model: Any, images: Tensor, batch_size: int) -> Iterator[None]:
    """Train a VAE as pytorch/examples does, on grey pixels as they are."""
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)
    total = 0.0
    while True:
        for x in _loader(images, batch_size, scale=1.0):
            adam.zero_grad()
            mean, logvar = model.encoder(x).chunk(2, dim=1)
            z = mean + torch.exp(0.5 * logvar) * torch.randn_like(logvar)
            seen = torch.sigmoid(model.decoder(z) + model.offset)
            nll = F.binary_cross_entropy(seen.flatten(1), x.flatten(1), reduction="sum")
            loss = (nll + _kl(mean, logvar)) / len(x)
            loss.backward()
            total += loss.item()
            adam.step()
            yield


def bare_gan(model: Any, images: Tensor, batch_size: int) -> Iterator[None]:
    """Train a DCGAN, one move of D and one of G a step, with its moving average."""
    noise = torch.Generator().manual_seed(0)
    generator, discriminator = model.generator, model.discriminator
    averaged: list[Tensor] = list(model.average.network.parameters())
    followed: list[Tensor] = list(generator.parameters())
    d_adam = torch.optim.Adam(discriminator.parameters(), lr=5e-4, betas=(0.5, 0.99), fused=True)
    g_adam = torch.optim.Adam(generator.parameters(), lr=5e-4, betas=(0.5, 0.99), fused=True)
    while True:
        order = torch.randperm(len(images), generator=noise)
        for start in range(0, len(images) - batch_size + 1, batch_size):
            real = images[order[start : start + batch_size]].float() / 127.5 - 1
            with torch.no_grad():
                fake = generator(torch.randn(batch_size, model.latent_dim, generator=noise))
            logits = discriminator(torch.cat([real, fake]))
            d_adam.zero_grad(set_to_none=True)
            loss = F.softplus(-logits[:batch_size]).mean() + F.softplus(logits[batch_size:]).mean()
            loss.backward()
            d_adam.step()
            discriminator.requires_grad_(False)
            fake = generator(torch.randn(batch_size, model.latent_dim, generator=noise))
            g_adam.zero_grad(set_to_none=True)
            F.softplus(-discriminator(fake)).mean().backward()
            g_adam.step()
            discriminator.requires_grad_(True)
            with torch.no_grad():
                torch._foreach_lerp_(averaged, followed, 0.01)
            yield


def common_gan(model: Any, images: Tensor, batch_size: int) -> Iterator[None]:
    """Train a DCGAN as PyTorch-GAN does, in torch's usual memory layout."""
    generator, discriminator = _plain(model.generator), _plain(model.discriminator)
    d_adam = torch.optim.Adam(discriminator.parameters(), lr=5e-4, betas=(0.5, 0.99))
    g_adam = torch.optim.Adam(generator.parameters(), lr=5e-4, betas=(0.5, 0.99))
    valid, not_valid = torch.ones(batch_size, 1), torch.zeros(batch_size, 1)
    totals = [0.0, 0.0]

    def judged(x: Tensor, target: Tensor) -> Tensor:
        return F.binary_cross_entropy(torch.sigmoid(discriminator(x)), target)

    while True:
        for real in _loader(images, batch_size, scale=2.0):
            g_adam.zero_grad()
            fake = generator(torch.randn(batch_size, model.latent_dim))
            g_loss = judged(fake, valid)
            g_loss.backward()
            g_adam.step()
            d_adam.zero_grad()
            d_loss = (judged(real, valid) + judged(fake.detach(), not_valid)) / 2
            d_loss.backward()
            d_adam.step()
            totals = [totals[0] + g_loss.item(), totals[1] + d_loss.item()]
            yield


class _Items(Dataset[Tensor]):
    """Makes a float tensor of one image, as a transform does."""

    def __init__(self, images: Tensor, scale: float) -> None:
        self._images, self._scale = images, scale

    def __len__(self) -> int:
        return len(self._images)

    def __getitem__(self, index: int) -> Tensor:
        # Pixels in [0, scale], then around 0 where the scale is 2, as ToTensor and Normalize.
        x = self._images[index].to(torch.float32).div(255)
        return x if self._scale == 1.0 else x.sub(0.5).div(0.5)


def _loader(images: Tensor, batch_size: int, scale: float) -> DataLoader[Tensor]:
    return DataLoader(_Items(images, scale), batch_size, shuffle=True, drop_last=True)


def _plain(network: nn.Module) -> nn.Sequential:
    """Return the network in torch's usual memory layout, over the same parameters."""
    layers = nn.Sequential(*(m for m in _flat(network) if not isinstance(m, ChannelsLast)))
    for parameter in layers.parameters():
        parameter.data = parameter.data.contiguous()
    return layers


def _flat(network: nn.Module) -> Iterator[nn.Module]:
    for layer in network.children():
        if type(layer) is nn.Sequential:
            yield from _flat(layer)
        else:
            yield layer


def _kl(mean: Tensor, logvar: Tensor) -> Tensor:
    return 0.5 * (mean.square() + logvar.exp() - 1 - logvar).sum()
