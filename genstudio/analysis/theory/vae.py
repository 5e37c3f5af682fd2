"""A VAE and its bound: log p(x) = L + KL(q(z|x) || p(z|x)) with every part known.

The latent space has one or two dimensions, so that p(z|x) and log p(x) are integrals that can be
done. Beside them, what one does where they cannot: the bound, the reparameterised gradient, more
samples (IWAE), and a Markov chain.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray

from genstudio.analysis.theory import Phase, Players, Progress
from genstudio.analysis.theory import _vae_estimators as estimators
from genstudio.analysis.theory import _vae_exact as exact
from genstudio.analysis.theory import _vae_iwae as iwae
from genstudio.analysis.theory._vae_chain import Chain, Walker
from genstudio.analysis.theory._vae_data import Material, load
from genstudio.analysis.theory._vae_decoders import Pair, Two
from genstudio.analysis.theory._vae_frame import Frame, said
from genstudio.analysis.theory._vae_training import Loop
from genstudio.core import config as settings
from genstudio.core.config import Hint
from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.models import Batch
from genstudio.models import vae as family

TITLE = mark("VAE and its bound")
SUMMARY = mark(
    "log p(x) = ELBO + KL to the true posterior, exact and live; KL of Gaussians, "
    "reparameterisation, IWAE, MCMC beside q, and two decoders."
)
ACTIONS = ("choose", "look", "iwae", "estimators", "chain", "decoders")

SHARES = {"look": 0.12}  # of the time that each part of a frame may take from the training
SHARE = 0.03  # and the other parts
IWAE_DRAWS = 5000  # in passing; an action draws more
GRADIENTS = 500
STREAMS = ("graph", "iwae", "estimators")  # of noise
REACH = 3.0  # how far the curve that the decoder draws is followed, in z
CURVE = 161


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of the bench."""

    data: Annotated[
        Literal["moons", "line", "swissroll", "ring", "spirals", "digits", "own"],
        Hint("points along curves in the plane, 8×8 digits, or data of your own"),
    ] = "moons"
    source: Annotated[
        str, Hint("a folder, a file or a name, where the data are your own; small images")
    ] = ""
    latent: Annotated[
        Literal["auto", "1", "2"],
        Hint("dimensions of the latent space (of z); auto is 1 for points and 2 for images"),
    ] = "auto"
    likelihood: Annotated[
        Literal["auto", "bernoulli", "gaussian"],
        Hint("p(x|z) of images; points are Gaussian"),
    ] = "auto"
    beta: Annotated[float, Hint("weight of the KL term; 1 is the ELBO", 0, 100, live=True)] = 1.0
    learning_rate: Annotated[
        float, Hint("how far a step goes; too high diverges", 1e-6, 0.5, live=True)
    ] = 5e-3
    warmup: Annotated[
        int, Hint("steps in which beta rises from 0: without them q may collapse", 0, 10_000)
    ] = 1000
    hidden: Annotated[int, Hint("units of each of the two hidden layers", 8, 512)] = 64
    options: Annotated[str, Hint("settings of your own data's source, as JSON", advanced=True)] = ""
    head_start: Annotated[
        int, Hint("steps that are made before there is something to see", 0, 10_000)
    ] = 0
    batch_size: Annotated[int, Hint("examples a step", 8, 1024, "images", advanced=True)] = 128
    seed: Annotated[int, Hint("where all randomness starts from", 0, 2**31 - 1)] = 0


def make(config: Config, progress: Progress, stop: Stop) -> Bench:
    """Load the data and make the bench; raises UserError for data that will not do."""
    if config.data == "own" and not config.source.strip():
        raise UserError(tr("Name your own data: a folder of small images, a file, or digits."))
    bench = Bench(config, load(config.data, config.source, progress, stop, config.options))
    for done in range(config.head_start):
        if stop():
            break
        bench.move()
        progress(done + 1, config.head_start)
    return bench


class Bench:
    """The VAE in training, one chosen x, and what is known of it."""

    players = ("vae",)

    def __init__(self, config: Config, material: Material) -> None:
        self.config, self.material = config, material
        self.loop = Loop(
            material.dataset,
            _family(config, material),
            config.learning_rate,
            config.batch_size,
            config.seed,
        )
        self.model = self.loop.model
        self._choose(0)
        self._kept: dict[str, tuple[int, Any]] = {}  # what was found, and when it is to be anew
        self._due: dict[str, float] = {}
        self._chain: Chain | None = None
        self._two: Two | None = None
        self._pair: Pair | None = None
        self._reached = 0

    @property
    def step(self) -> int:
        """Steps made."""
        return self.loop.step

    def move(self, players: Players = None) -> None:
        """Make one step of the trainer; `players` can only be ("vae",)."""
        if players and set(players) - set(self.players):
            raise UserError(tr("There is no player {name!r} here.", name=players[0]))
        self._reached = 0
        self.loop.move()

    def change(self, name: str, value: Any) -> None:
        """Change beta or the learning rate before the next step."""
        config = settings.changed(self.config, **{name: value})
        live = {s.name for s in settings.settings(Config) if s.hint.live}
        if name not in live:
            raise UserError(tr("{name} cannot change while it runs: reset the bench.", name=name))
        self.loop.change(name, value)
        self.config = config

    def phases(self) -> Iterator[Phase]:
        """Make one step in five parts: the first four show the chosen x, before the update."""
        self._forget("graph")
        for number, (name, words) in enumerate(PARTS[:-1], 1):
            self._reached = number
            yield Phase(number, len(PARTS), name, words)
        self.move()
        yield Phase(len(PARTS), len(PARTS), *PARTS[-1])

    # What there is to see

    def frame(self) -> Frame:
        """Return what there is to see; what is slow is carried over for some steps."""
        chosen = self.chosen()
        if self._is_due("iwae"):
            self._due.pop("look", None)  # the bounds need the log p(x) of their own step
        look = self._carried("look", lambda: exact.look(chosen, self.step))
        curve = self._carried("iwae", lambda: self._iwae(chosen, IWAE_DRAWS, look))
        measured = self._carried("estimators", lambda: self._measure(chosen))
        graph = self._fresh("graph", lambda: estimators.graph(chosen, self._noise("graph")))
        drawn = self._carried("drawn", self._draw)
        terms = self._carried("terms", self._terms)
        frame = Frame(
            step=self.step,
            d=chosen.d,
            beta=self.config.beta,
            x=self._x[0].numpy(),
            index=self._index,
            back=self._back(chosen),
            places=self.material.places,
            labels=self.material.labels,
            tiles=self.material.tiles,
            look=look,
            graph=graph,
            iwae=curve,
            estimators=measured,
            chain=self._chain,
            two=self._two,
            phase=self._reached,
            **drawn,
            terms=terms,
        )
        return said(frame)

    def refresh(self) -> None:
        """Have the next frame find everything anew."""
        self._due.clear()

    def chosen(self) -> exact.Chosen:
        """Return the densities of the chosen x under the model as it is."""
        return exact.Chosen(self.model, exact.observed(self.model, self._x))

    # Actions

    def act(self, name: str, **values: Any) -> Iterator[float]:
        """Do one of ACTIONS; see the methods of these names."""
        if name not in ACTIONS:
            raise UserError(tr("There is no action {name!r} here.", name=name))
        found: Iterator[float] = getattr(self, f"_act_{name}")(**values)
        yield from found

    def _act_choose(self, index: int = -1, x: Any = None) -> Iterator[float]:
        """Choose an example that is shown, or any place [2] of the plane."""
        self._choose(index, x)
        self._chain = None
        self._forget("look", "iwae", "estimators", "graph")
        yield 1.0

    def _act_look(self) -> Iterator[float]:
        """Compute anew what was carried over."""
        self.refresh()
        yield 1.0

    def _act_iwae(self, draws: int = 100_000) -> Iterator[float]:
        """Draw more for the bounds: their standard errors shrink."""
        chosen = self.chosen()
        look = exact.look(chosen, self.step)
        weights: list[NDArray[np.float64]] = []
        pieces, noise = max(1, draws // IWAE_DRAWS), self._noise("iwae")
        for done in range(1, pieces + 1):
            weights.append(iwae.log_weights(chosen, IWAE_DRAWS, noise))
            found = iwae.curve(np.concatenate(weights), self.step, look.log_px)
            self._keep("iwae", found)
            yield done / pieces

    def _act_estimators(self, draws: int = 10_000) -> Iterator[float]:
        """Measure the two gradients with more draws."""
        chosen = self.chosen()
        for done, found in estimators.draws(chosen, draws, self._noise("estimators")):
            self._keep("estimators", estimators.measure(chosen, self.step, found))
            yield done / draws

    def _act_chain(self, start: Any = None, draws: int = 400) -> Iterator[float]:
        """Start four HMC chains, the first at `start` [d]: on the model as it is now."""
        chosen = self.chosen()
        where = np.zeros(chosen.d) if start is None else np.asarray(start, np.float64)
        walker = Walker(chosen, self.step, where, self.config.seed)
        for share in walker.walk(draws):
            self._chain = walker.chain()
            yield share

    def _act_decoders(self, steps: int = 300) -> Iterator[float]:
        """Train the two VAEs of the comparison further: on the digits, or your own images."""
        if self._pair is None:
            own = self.material.dataset
            digits = load("digits", "", lambda done, total: None, lambda: False).dataset
            self._pair = Pair(digits if self.material.points else own, self.config.seed)
        for done, two in self._pair.train(steps):
            self._two = two or self._two
            yield done / steps

    # Parts of the frame

    def _choose(self, index: int, x: Any = None) -> None:
        if x is not None and self.material.points:
            place = torch.tensor(np.asarray(x, np.float32).reshape(2))
            self._x, self._index = place.reshape(1, 1, 1, 2), -1
            return
        count = len(self.material.shown)
        if not 0 <= index < count:
            raise UserError(
                tr("There is no example {index}; there are {count}.", index=index, count=count)
            )
        self._x, self._index = self.material.shown[index : index + 1], index

    @torch.no_grad()
    def _back(self, chosen: exact.Chosen) -> NDArray[np.float32]:
        """Return the decoded mean of q: a point [1, 1, 2], or an image in [0, 1]."""
        found: NDArray[np.float32] = self.model.decode(chosen.mean.float()[None])[0].numpy()
        return found

    @torch.no_grad()
    def _draw(self) -> dict[str, NDArray[np.float32]]:
        """Return what the decoder draws: the curve f(z) (one dimension), or samples; and codes."""
        none = np.zeros((0, 2), np.float32)
        codes = none if self.material.points else self.model.encode(self.material.shown)[0].numpy()
        if not self.material.points:
            return {"curve": none, "codes": codes}
        if self.model.latent_dim == 1:
            z = torch.linspace(-REACH, REACH, CURVE)[:, None]
        else:
            z = self.model.prior(CURVE, torch.Generator().manual_seed(0))
        return {"curve": self.model.decode(z).flatten(1).numpy(), "codes": codes}

    @torch.no_grad()
    def _terms(self) -> dict[str, float]:
        """Return the ELBO's mean over the shown examples, and sigma, at beta 1."""
        self.model.eval()
        found = self.model.evaluate(Batch(self.material.shown, torch.Generator().manual_seed(0)))
        self.model.train()
        return {name: float(value) for name, value in found.items() if value.ndim == 0}

    def _iwae(self, chosen: exact.Chosen, count: int, look: exact.Look) -> iwae.Curve:
        weights = iwae.log_weights(chosen, count, self._noise("iwae"))
        return iwae.curve(weights, self.step, look.log_px)

    def _measure(self, chosen: exact.Chosen) -> estimators.Measured:
        *_, (_, found) = estimators.draws(chosen, GRADIENTS, self._noise("estimators"))
        return estimators.measure(chosen, self.step, found)

    def _noise(self, purpose: str) -> torch.Generator:
        """Return a stream that depends on the step alone, and not on who looked before."""
        words = [self.config.seed, STREAMS.index(purpose), self.step]
        (seed,) = np.random.SeedSequence(words).generate_state(1, np.uint64)
        return torch.Generator().manual_seed(int(seed >> 1))

    # What is carried over

    def _carried(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what was found before, while making it anew would take too much of the time."""
        if not self._is_due(name):
            return self._kept[name][1]
        begun = time.monotonic()
        found = make()
        now = time.monotonic()
        self._due[name] = now + (now - begun) / SHARES.get(name, SHARE)
        self._keep(name, found)
        return found

    def _is_due(self, name: str) -> bool:
        if name not in self._kept:
            return True
        return self._kept[name][0] != self.step and time.monotonic() >= self._due.get(name, 0.0)

    def _fresh(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what was found at this step, or find it."""
        if name not in self._kept or self._kept[name][0] != self.step:
            self._keep(name, make())
        return self._kept[name][1]

    def _keep(self, name: str, found: Any) -> None:
        self._kept[name] = self.step, found

    def _forget(self, *names: str) -> None:
        for name in names:
            self._kept.pop(name, None)


PARTS = (
    (mark("encode"), mark("The encoder turns x into q(z|x): a mean and a sigma.")),
    (mark("draw"), mark("Noise is drawn, and z = mu + sigma eps: z depends on mu and sigma.")),
    (mark("decode"), mark("The decoder says how likely x is given this z: log p(x|z).")),
    (mark("gradients"), mark("Gradients flow back through z to mu and sigma, and to the weights.")),
    (mark("update"), mark("All weights move a little, by the mean gradient over the batch.")),
)


def _family(config: Config, material: Material) -> family.Config:
    latent = int(config.latent) if config.latent != "auto" else (1 if material.points else 2)
    likelihood: Any = "gaussian" if material.points else config.likelihood
    return family.Config(
        latent_dim=latent,
        beta=config.beta,
        likelihood=likelihood,
        architecture="mlp",
        hidden=config.hidden,
        kl_warmup=config.warmup / family.SCHEDULE_STEPS,
        dropout=0.0,
    )
