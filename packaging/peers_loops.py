"""One training of the VAE 784-400-20 by one library; run by bench_peers.py in its environment.

Prints {"samples_per_second", "rss_mb"} and leaves the weights in `--out`/weights.npz.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

LATENT, HIDDEN, PIXELS = 20, 400, 784
RATE = 1e-3


def pythae(args: argparse.Namespace) -> tuple[float, dict[str, Any]]:
    """Train with pythae's BaseTrainer, its default optimiser and loader."""
    import torch
    from pythae.data.datasets import BaseDataset
    from pythae.models import VAE, VAEConfig
    from pythae.models.base.base_utils import ModelOutput
    from pythae.models.nn import BaseDecoder, BaseEncoder
    from pythae.trainers import BaseTrainer, BaseTrainerConfig
    from pythae.trainers.training_callbacks import TrainingCallback

    torch.set_num_threads(args.threads)
    net = _torch_net()

    class Encoder(BaseEncoder):
        def __init__(self) -> None:
            super().__init__()
            self.enc, self.mean, self.logvar = net["enc"], net["mean"], net["logvar"]

        def forward(self, x: Any) -> Any:
            hidden = torch.relu(self.enc(x.flatten(1)))
            return ModelOutput(embedding=self.mean(hidden), log_covariance=self.logvar(hidden))

    class Decoder(BaseDecoder):
        def __init__(self) -> None:
            super().__init__()
            self.dec, self.out = net["dec"], net["out"]

        def forward(self, z: Any) -> Any:
            pixels = torch.sigmoid(self.out(torch.relu(self.dec(z))))
            return ModelOutput(reconstruction=pixels.reshape(-1, 1, 28, 28))

    times: list[float] = []

    class Clock(TrainingCallback):
        def on_epoch_end(self, *_: Any, **__: Any) -> None:
            times.append(time.perf_counter())

    config = VAEConfig(input_dim=(1, 28, 28), latent_dim=LATENT, reconstruction_loss="bce")
    model = VAE(config, Encoder(), Decoder())
    images = torch.from_numpy(_images(args).reshape(-1, 1, 28, 28))
    settings = BaseTrainerConfig(
        output_dir=str(args.out),
        num_epochs=args.epochs,
        learning_rate=RATE,
        per_device_train_batch_size=args.batch,
        no_cuda=True,
    )
    dataset = BaseDataset(images, torch.zeros(len(images)))
    BaseTrainer(model, dataset, training_config=settings, callbacks=[Clock()]).train()
    return _speed(times, len(images)), _torch_weights(net)


def lightning(args: argparse.Namespace) -> tuple[float, dict[str, Any]]:
    """Train with a LightningModule, a DataLoader and torch's default Adam."""
    import lightning as pl
    import torch
    from torch.nn import functional as F

    torch.set_num_threads(args.threads)
    net = _torch_net()
    times: list[float] = []

    class Module(pl.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.net = net

        def training_step(self, batch: Any, _: int) -> Any:
            x = batch[0]
            hidden = torch.relu(self.net["enc"](x))
            mean, logvar = self.net["mean"](hidden), self.net["logvar"](hidden)
            z = mean + (0.5 * logvar).exp() * torch.randn_like(mean)
            logits = self.net["out"](torch.relu(self.net["dec"](z)))
            nll = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
            kl = 0.5 * (mean.square() + logvar.exp() - 1 - logvar).sum()
            return (nll + kl) / len(x)

        def on_train_epoch_end(self) -> None:
            times.append(time.perf_counter())

        def configure_optimizers(self) -> Any:
            return torch.optim.Adam(self.parameters(), lr=RATE)

    images = torch.from_numpy(_images(args))
    data = torch.utils.data.TensorDataset(images)
    loader = torch.utils.data.DataLoader(data, args.batch, shuffle=True, drop_last=True)
    trainer = pl.Trainer(
        max_epochs=args.epochs,
        accelerator="cpu",
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        default_root_dir=args.out,
    )
    trainer.fit(Module(), loader)
    return _speed(times, len(images)), _torch_weights(net)


def keras_jax(args: argparse.Namespace) -> tuple[float, dict[str, Any]]:
    """Train with Keras on JAX: model.fit on arrays in memory."""
    import keras
    from keras import layers, ops

    class Sampling(layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.seed = keras.random.SeedGenerator(0)

        def call(self, inputs: Any) -> Any:
            mean, logvar = inputs
            kl = 0.5 * ops.sum(ops.square(mean) + ops.exp(logvar) - 1 - logvar, -1)
            self.add_loss(ops.mean(kl))
            noise = keras.random.normal(ops.shape(mean), seed=self.seed)
            return mean + ops.exp(0.5 * logvar) * noise

    def nll(x: Any, logits: Any) -> Any:
        return ops.sum(ops.softplus(logits) - x * logits, -1)

    times: list[float] = []

    class Clock(keras.callbacks.Callback):
        def on_epoch_end(self, *_: Any) -> None:
            times.append(time.perf_counter())

    parts = {
        "enc": layers.Dense(HIDDEN, activation="relu"),
        "mean": layers.Dense(LATENT),
        "logvar": layers.Dense(LATENT),
        "dec": layers.Dense(HIDDEN, activation="relu"),
        "out": layers.Dense(PIXELS),
    }
    x = keras.Input((PIXELS,))
    hidden = parts["enc"](x)
    z = Sampling()((parts["mean"](hidden), parts["logvar"](hidden)))
    model = keras.Model(x, parts["out"](parts["dec"](z)))
    model.compile(optimizer=keras.optimizers.Adam(RATE), loss=nll)
    images = _images(args)
    model.fit(
        images, images, batch_size=args.batch, epochs=args.epochs, verbose=0, callbacks=[Clock()]
    )
    weights = {}
    for name, part in parts.items():
        kernel, bias = part.get_weights()
        weights |= {f"{name}.w": kernel, f"{name}.b": bias}
    return _speed(times, len(images)), weights


def jax_scan(args: argparse.Namespace) -> tuple[float, dict[str, Any]]:
    """Train in plain JAX: a whole epoch is one compiled `lax.scan`."""
    import jax
    from jax import numpy as jnp

    sizes = {"enc": (PIXELS, HIDDEN), "mean": (HIDDEN, LATENT), "logvar": (HIDDEN, LATENT)}
    sizes |= {"dec": (LATENT, HIDDEN), "out": (HIDDEN, PIXELS)}
    keys = dict(zip(sizes, jax.random.split(jax.random.PRNGKey(0), len(sizes))))
    params: dict[str, Any] = {}
    for name, (inputs, outputs) in sizes.items():
        bound = inputs**-0.5
        params[f"{name}.w"] = jax.random.uniform(
            keys[name], (inputs, outputs), minval=-bound, maxval=bound
        )
        params[f"{name}.b"] = jnp.zeros(outputs)

    def loss(p: Any, x: Any, key: Any) -> Any:
        hidden = jax.nn.relu(x @ p["enc.w"] + p["enc.b"])
        mean = hidden @ p["mean.w"] + p["mean.b"]
        logvar = hidden @ p["logvar.w"] + p["logvar.b"]
        z = mean + jnp.exp(0.5 * logvar) * jax.random.normal(key, mean.shape)
        logits = jax.nn.relu(z @ p["dec.w"] + p["dec.b"]) @ p["out.w"] + p["out.b"]
        nll = (jax.nn.softplus(logits) - x * logits).sum()
        kl = 0.5 * (mean**2 + jnp.exp(logvar) - 1 - logvar).sum()
        return (nll + kl) / len(x)

    def step(state: Any, rows: Any) -> Any:
        p, m, v, t, key = state
        key, now = jax.random.split(key)
        g = jax.grad(loss)(p, images[rows].astype(jnp.float32), now)
        t = t + 1
        m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
        v = jax.tree.map(lambda a, b: 0.999 * a + 0.001 * b * b, v, g)
        rate = RATE * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        p = jax.tree.map(lambda w, a, b: w - rate * a / (jnp.sqrt(b) + 1e-8), p, m, v)
        return (p, m, v, t, key), None

    @jax.jit
    def epoch(state: Any, order: Any) -> Any:
        return jax.lax.scan(step, state, order)[0]

    images = jnp.asarray(np.load(args.data).reshape(-1, PIXELS))
    zeros = jax.tree.map(jnp.zeros_like, params)
    state = (params, zeros, zeros, 0.0, jax.random.PRNGKey(1))
    shuffle = np.random.default_rng(0)
    steps = len(images) // args.batch
    times: list[float] = []
    for _ in range(args.epochs):
        order = shuffle.permutation(len(images))[: steps * args.batch].reshape(steps, -1)
        state = jax.block_until_ready(epoch(state, order))
        times.append(time.perf_counter())
    weights = {name: np.asarray(value) for name, value in state[0].items()}
    return _speed(times, steps * args.batch), weights


def genstudio(args: argparse.Namespace) -> tuple[float, dict[str, Any]]:
    """Train by the command line, with history and checkpoints as always."""
    from genstudio.core.events import Scalars
    from genstudio.train.runs import Run
    from genstudio.train.snapshots import load_model

    run = args.out / "run"
    command = [sys.executable, "-m", "genstudio", "train", "vae", "--data", str(args.data)]
    command += ["--out", str(run), "--epochs", str(args.epochs), "--batch-size", str(args.batch)]
    command += ["--latent-dim", str(LATENT), "--hidden", str(HIDDEN), "--depth", "1"]
    command += ["--likelihood", "bernoulli", "--dropout", "0", "--kl-warmup", "0"]
    command += ["--learning-rate", str(RATE), "--threads", str(args.threads), "--mode", args.mode]
    subprocess.run(command, check=True, stdout=sys.stderr)
    rows = [e for e in Run.open(run).history() if isinstance(e, Scalars) and e.epoch >= 1]
    first, last = rows[0], rows[-1]
    steps = last.steps[-1] - first.steps[-1]
    speed = steps * args.batch / (last.seconds - first.seconds)
    model, _ = load_model(run)
    weights = _own_weights(model)
    return speed, weights


def _own_weights(model: Any) -> dict[str, Any]:
    """Name a VAE's weights as the others do: the encoder's last layer is mean and log-variance."""
    from torch import nn

    encoder = [layer for layer in model.encoder.modules() if isinstance(layer, nn.Linear)]
    decoder = [layer for layer in model.decoder.modules() if isinstance(layer, nn.Linear)]
    both = encoder[1]
    pairs = {
        "enc": (encoder[0].weight, encoder[0].bias),
        "mean": (both.weight[:LATENT], both.bias[:LATENT]),
        "logvar": (both.weight[LATENT:], both.bias[LATENT:]),
        "dec": (decoder[0].weight, decoder[0].bias),
        "out": (decoder[1].weight, model.offset.flatten()),
    }
    found = {}
    for name, (weight, bias) in pairs.items():
        found |= {f"{name}.w": weight.detach().numpy().T, f"{name}.b": bias.detach().numpy()}
    return found


def _torch_net() -> Any:
    import torch
    from torch import nn

    torch.manual_seed(0)
    return nn.ModuleDict(
        {
            "enc": nn.Linear(PIXELS, HIDDEN),
            "mean": nn.Linear(HIDDEN, LATENT),
            "logvar": nn.Linear(HIDDEN, LATENT),
            "dec": nn.Linear(LATENT, HIDDEN),
            "out": nn.Linear(HIDDEN, PIXELS),
        }
    )


def _torch_weights(net: Any) -> dict[str, Any]:
    found = {}
    for name, layer in net.items():
        found[f"{name}.w"] = layer.weight.detach().numpy().T
        found[f"{name}.b"] = layer.bias.detach().numpy()
    return found


def _images(args: argparse.Namespace) -> Any:
    return np.load(args.data).reshape(-1, PIXELS).astype(np.float32)


def _speed(times: list[float], images: int) -> float:
    """Return images a second after the first epoch."""
    return (len(times) - 1) * images / (times[-1] - times[0])


LOOPS = {
    "pythae": pythae,
    "lightning": lightning,
    "keras-jax": keras_jax,
    "jax-scan": jax_scan,
    "genstudio": genstudio,
}


def main() -> None:
    """Train once, and tell how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=LOOPS)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--mode", default="eager", help="of this program's own steps")
    args = parser.parse_args()
    speed, weights = LOOPS[args.name](args)
    np.savez(args.out / "weights.npz", **weights)
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024
    print(json.dumps({"samples_per_second": speed, "rss_mb": round(peak, 1)}))


if __name__ == "__main__":
    main()
