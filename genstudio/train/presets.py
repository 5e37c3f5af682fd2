"""Named starting points: settings that were tried on data of a kind and a size.

A preset says what it is for, which settings it brings and what came of it when it was
tried: figure and time. `suitable` orders those that fit a data set, the most special first.
A family that is added brings its own in a `PRESETS` of its module.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from genstudio.core.config import from_dict
from genstudio.core.errors import UserError
from genstudio.core.language import mark, tr

Range = tuple[float, float]
ANY: Range = (0, math.inf)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a preset asks of data: training images, the longer side in pixels, and so on."""

    name: str
    images: int
    side: int
    channels: int
    points: bool = False
    labelled: bool = False

    @classmethod
    def of(cls, dataset: Any) -> Facts:
        """Read them off a Dataset."""
        channels, *sides = dataset.shape
        return cls(
            name=dataset.name,
            images=len(dataset.indices("train")),
            side=max(sides),
            channels=channels,
            points=channels == 1 and sides[0] == 1,
            labelled=dataset.labels is not None and len(dataset.classes) > 1,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Suits:
    """The data that a preset is for; a name, where there are any, must be among `names`."""

    images: Range = ANY
    side: Range = ANY
    channels: tuple[int, ...] = (1, 3)
    points: bool = False
    labelled: bool = False
    names: tuple[str, ...] = ()

    def fits(self, facts: Facts) -> bool:
        """Say whether data are of this kind."""
        return (
            facts.points == self.points
            and self.images[0] <= facts.images <= self.images[1]
            and self.side[0] <= facts.side <= self.side[1]
            and facts.channels in self.channels
            and (facts.labelled or not self.labelled)
            and (not self.names or facts.name in self.names)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A family with settings of the model and the training, and what to expect of them.

    `result` is the figure that was reached and `minutes` the time it took, on two cores of
    a 2.8 GHz Xeon without a GPU; 0 where nobody has measured it yet.
    """

    name: str
    title: str
    family: str
    suits: Suits
    model: Mapping[str, Any] = field(default_factory=dict)
    train: Mapping[str, Any] = field(default_factory=dict)
    result: str = ""
    minutes: float = 0.0

    def check(self, module: ModuleType, train_config: type) -> None:
        """Raise UserError where a setting is not one of the family's or the trainer's."""
        from_dict(module.Config, self.model)
        from_dict(train_config, {**module.RECIPE, **self.train})


def every(modules: Iterable[ModuleType] = ()) -> list[Preset]:
    """List the presets, and those that further families bring along."""
    return [*PRESETS, *(preset for module in modules for preset in getattr(module, "PRESETS", ()))]


def suitable(
    facts: Facts, family: str | None = None, presets: Iterable[Preset] = ()
) -> list[Preset]:
    """Return the presets for such data (and of that family), the most fitting first."""
    chosen = [p for p in presets or PRESETS if family in (None, p.family) and p.suits.fits(facts)]
    return sorted(chosen, key=lambda preset: not preset.suits.names)


def find(name: str, presets: Iterable[Preset] = ()) -> Preset:
    """Return the preset of that name; raise UserError, naming those there are, for no such one."""
    known = {preset.name: preset for preset in presets or PRESETS}
    if name not in known:
        raise UserError(
            tr("There is no preset {name!r}; there are {names}.", name=name, names=", ".join(known))
        )
    return known[name]


DIGITS = Suits(images=(500, 20_000), side=(8, 12), channels=(1,))
MNIST = Suits(images=(4_000, 1_000_000), side=(13, 32), channels=(1,))
SMALL_COLOUR = Suits(images=(1_000, 1_000_000), side=(13, 40), channels=(3,))
FEW_PICTURES = Suits(images=(2, 1_000), side=(13, 128))
LARGE = Suits(images=(1_000, 1_000_000), side=(41, 128))
POINTS = Suits(points=True, channels=(1,))
CAPTIONED = Suits(images=(500, 1_000_000), side=(13, 40), channels=(3,))

PRESETS: tuple[Preset, ...] = (
    Preset(
        name="digits-2d",
        title=mark("Digits in half a minute"),
        family="vae",
        suits=DIGITS,
        model={"latent_dim": 2},
        train={"steps": 6000, "schedule": "linear"},
        result=mark("a test ELBO of -23.6 nats per image"),
        minutes=0.5,
    ),
    Preset(
        name="mnist-2d",
        title=mark("Small grey pictures on a plane"),
        family="vae",
        suits=MNIST,
        model={"latent_dim": 2, "dropout": 0.2},
        train={"steps": 12_000, "schedule": "linear"},
        result=mark("a test ELBO of -143.7 nats per image"),
        minutes=3.9,
    ),
    Preset(
        name="mnist-20d",
        title=mark("Small grey pictures, sharper, in 20 dimensions"),
        family="vae",
        suits=MNIST,
        model={"latent_dim": 20, "hidden": 400, "depth": 1, "dropout": 0.2},
        train={"steps": 8000, "schedule": "linear"},
        result=mark("a test ELBO of -103.2 nats per image"),
        minutes=3.5,
    ),
    Preset(
        name="colour-vae",
        title=mark("Small colour pictures"),
        family="vae",
        suits=SMALL_COLOUR,
        model={"latent_dim": 32},
        train={"steps": 4000, "schedule": "linear"},
    ),
    Preset(
        name="folder-vae",
        title=mark("My folder, a few hundred pictures"),
        family="vae",
        suits=FEW_PICTURES,
        model={"latent_dim": 16, "architecture": "conv"},
        train={"steps": 3000, "schedule": "linear", "batch_size": 32},
    ),
    Preset(
        name="large-vae",
        title=mark("Many pictures of 48 to 128 pixels"),
        family="vae",
        suits=LARGE,
        model={"latent_dim": 64, "architecture": "conv"},
        train={"steps": 10_000, "schedule": "linear", "batch_size": 64},
    ),
    Preset(
        name="points-vae",
        title=mark("Points of a line or a plane"),
        family="vae",
        suits=POINTS,
        model={"latent_dim": 1},
        train={"steps": 3000},
    ),
    Preset(
        name="digits-gan",
        title=mark("Digits in two minutes"),
        family="gan",
        suits=DIGITS,
        model={"latent_dim": 32, "r1": 0.3, "ema_images": 32_000.0},
        train={"steps": 3000, "schedule": "linear"},
    ),
    Preset(
        name="mnist-gan",
        title=mark("Small grey pictures in ten minutes"),
        family="gan",
        suits=MNIST,
        model={"latent_dim": 64, "r1": 0.5, "ema_images": 32_000.0},
        train={"steps": 6000, "schedule": "linear"},
    ),
    Preset(
        name="colour-gan",
        title=mark("Small pictures in ten minutes"),
        family="gan",
        suits=SMALL_COLOUR,
        model={"latent_dim": 64, "r1": 0.5, "augment": "translation", "ema_images": 10_000.0},
        train={"steps": 8000, "schedule": "linear", "batch_size": 32},
    ),
    Preset(
        name="folder-gan",
        title=mark("My folder, a few hundred pictures"),
        family="gan",
        suits=FEW_PICTURES,
        model={"latent_dim": 64, "r1": 0.5, "augment": "adaptive", "ema_images": 10_000.0},
        train={"steps": 6000, "schedule": "linear", "batch_size": 32},
    ),
    Preset(
        name="large-gan",
        title=mark("Many pictures of 48 to 128 pixels"),
        family="gan",
        suits=LARGE,
        model={"latent_dim": 64, "r1": 1.0, "augment": "translation", "ema_images": 10_000.0},
        train={"steps": 20_000, "schedule": "linear", "batch_size": 32},
    ),
    Preset(
        name="points-gan",
        title=mark("Points of a line or a plane, all of the modes"),
        family="gan",
        suits=POINTS,
        model={
            "latent_dim": 2,
            "hidden": 128,
            "depth": 3,
            "loss": "relativistic",
            "r1": 0.1,
            "r2": 0.1,
            "penalty_every": 1,
            "ema_images": 32_000.0,
        },
        train={
            "steps": 4000,
            "schedule": "linear",
            "batch_size": 128,
            "learning_rate": 1e-3,
            "beta1": 0.0,
            "beta2": 0.99,
        },
        result=mark("8 of 8 modes of a ring, without a gap"),
        minutes=0.6,
    ),
    Preset(
        name="points-collapse",
        title=mark("Points: how a plain GAN collapses"),
        family="gan",
        suits=POINTS,
        model={
            "latent_dim": 2,
            "hidden": 128,
            "depth": 2,
            "loss": "non-saturating",
            "r1": 0.0,
            "d_rate": 0.1,
            "ema_images": 1000.0,
        },
        train={
            "steps": 2000,
            "schedule": "linear",
            "batch_size": 128,
            "learning_rate": 1e-3,
            "beta1": 0.5,
            "beta2": 0.99,
        },
        result=mark("2 of 8 modes of a ring: the others are lost"),
        minutes=0.12,
    ),
    Preset(
        name="inked-cyclegan",
        title=mark("Inked digits: white on black as blue on yellow, and back"),
        family="cyclegan",
        suits=Suits(names=("inked",), side=(16, 64), channels=(3,), labelled=True),
        model={"pool": 30},
        train={"steps": 1200},
        result=mark("0.04 from the true partner, where doing nothing is 1.41"),
        minutes=13.5,
    ),
    Preset(
        name="small-cyclegan",
        title=mark("Two kinds of pictures of 16 to 48 pixels"),
        family="cyclegan",
        suits=Suits(images=(20, 1_000_000), side=(16, 48), labelled=True),
        train={"steps": 3000},
    ),
    Preset(
        name="large-cyclegan",
        title=mark("Two kinds of pictures of 49 pixels and more: for a graphics card"),
        family="cyclegan",
        suits=Suits(images=(20, 1_000_000), side=(49, 256), labelled=True),
        model={"width": 32, "blocks": 6, "layers": 3, "judge_width": 32},
        train={"steps": 20_000, "batch_size": 2, "learning_rate": 2e-4},
    ),
    Preset(
        name="small-began",
        title=mark("Pictures of 8 to 24 pixels, smooth and diverse"),
        family="began",
        suits=Suits(images=(500, 1_000_000), side=(8, 24)),
        model={"latent_dim": 32, "gamma": 1.0, "lambda_k": 0.05},
        train={"steps": 6000, "schedule": "linear"},
    ),
    Preset(
        name="colour-began",
        title=mark("Pictures of 25 to 48 pixels, smooth and diverse"),
        family="began",
        suits=Suits(images=(500, 1_000_000), side=(25, 48)),
        model={"latent_dim": 32, "gamma": 1.0, "lambda_k": 0.05},
        train={"steps": 4000, "schedule": "linear"},
        result=mark("samples that vary by 64 % of what the data do; M down to 42 %"),
        minutes=9.5,
    ),
    Preset(
        name="large-began",
        title=mark("Pictures of 49 to 96 pixels, smooth: half an hour and more"),
        family="began",
        suits=Suits(images=(300, 1_000_000), side=(49, 96)),
        model={"latent_dim": 64, "gamma": 1.0, "lambda_k": 0.05},
        train={"steps": 3000, "schedule": "linear"},
    ),
    Preset(
        name="paper-began",
        title=mark("Pictures of 97 to 128 pixels as in the paper: for a graphics card"),
        family="began",
        suits=Suits(images=(10_000, 100_000_000), side=(97, 128)),
        model={
            "latent_dim": 64,
            "gamma": 0.7,
            "lambda_k": 0.001,
            "width": 64,
            "depth": 2,
            "vanishing_steps": 16_000,
            "ema_images": 100_000.0,
        },
        train={"steps": 300_000, "schedule": "linear", "learning_rate": 1e-4},
    ),
    Preset(
        name="plane",
        title=mark("The best plane, at once"),
        family="ppca",
        suits=Suits(),
        model={"latent_dim": 2},
    ),
    Preset(
        name="line",
        title=mark("The best line, at once"),
        family="ppca",
        suits=POINTS,
        model={"latent_dim": 1},
    ),
    Preset(
        name="captions-stackgan",
        title=mark("Small colour pictures from captions, in two stages"),
        family="stackgan",
        suits=CAPTIONED,
        model={"width": 24, "stage_one_steps": 2500},
        train={"steps": 6000, "batch_size": 16, "learning_rate": 2e-3},
        result=mark("98 % of the drawn shapes are those of the caption, and all colours"),
        minutes=14.7,
    ),
    Preset(
        name="many-captions-stackgan",
        title=mark("Pictures of many kinds from captions, in two stages"),
        family="stackgan",
        suits=CAPTIONED,
        model={"width": 32, "stage_one_steps": 3000},
        train={"steps": 6000, "batch_size": 16, "learning_rate": 1e-3},
    ),
    Preset(
        name="captions-gan-int-cls",
        title=mark("Small colour pictures from captions, at once"),
        family="gan_int_cls",
        suits=CAPTIONED,
        model={"width": 24},
        train={"steps": 4000, "batch_size": 16, "learning_rate": 2e-3},
        result=mark("99 % of the drawn shapes are those of the caption, and all colours"),
        minutes=5.9,
    ),
    Preset(
        name="captions-gawwn",
        title=mark("Small colour pictures from captions, in a box"),
        family="gawwn",
        suits=CAPTIONED,
        model={"width": 24},
        train={"steps": 2500, "batch_size": 16, "learning_rate": 2e-3},
        result=mark("96 % of the drawn shapes are those of the caption, and all colours"),
        minutes=11.7,
    ),
)
