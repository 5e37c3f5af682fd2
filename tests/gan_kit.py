"""Small GANs for a test: a model, a batch and some steps."""

import torch

from genstudio.core.config import from_dict
from genstudio.models import Batch, gan
from genstudio.train.adam import Adam

SMALL = {"width": 4, "hidden": 16, "latent_dim": 3, "r1": 0.0}


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def model_of(shape=(1, 8, 8), classes=0, seed=0, **settings):
    return gan.Model(from_dict(gan.Config, SMALL | settings), shape, generator(seed), classes)


def batch_of(seed=1, count=6, shape=(1, 8, 8), **fields):
    return Batch(torch.rand(count, *shape, generator=generator(5)), generator(seed), **fields)


def steps(model, count, batch):
    """Play whole steps on copies of a batch; return the terms of the last one."""
    movers = {p: Adam(model.parameters_of(p), 1e-3, 0.5, 0.99) for p in "DG"}
    terms = {}
    for step in range(count):
        batch.step = step
        for player in model.players:
            movers[player].clear()
            found = model(player, batch)
            found.pop("loss").backward()
            movers[player].step()
            terms |= found
        model.after_step(batch)
    return terms
