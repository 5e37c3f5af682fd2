"""What the session has done in other threads: reading data, runs and weights. No Qt.

torch and everything above it is imported inside the functions: the window is shown first.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr
from genstudio.gui.history import History
from genstudio.gui.state import Family, Missing, Offer, View

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset
    from genstudio.train.runs import Run

PLANE = "ppca"
# Pixels that it is found from: two directions need no more. With 64x64 colour pictures this
# takes 1.4 GB and 10 s at most; four times as many took 2.1 GB and 36 s.
PLANE_NUMBERS = 2**25
PLANE_DIMENSIONS = 2  # of it, and so of data that have no plane to be seen on but their own
# Methods of the protocols in models.
ABILITIES = (
    "decode",
    "encode",
    "discriminate",
    "draw",
    "draw_stages",
    "translate",
    "energy",
    "log_likelihood",
)


@dataclass(frozen=True, slots=True)
class OpenedData:
    """A dataset, and the plane it is projected on before anything is trained."""

    dataset: Dataset
    plane: View | None
    config: type  # of the options that its kind of source has
    facts: Any = None  # what presets ask of it


@dataclass(frozen=True, slots=True)
class OpenedRun:
    """A run as its folder tells it, with the newest weights."""

    run: Run
    history: History
    checkpoints: list[int]
    view: View | None
    locked: str  # why it can only be looked at; empty when it can be trained
    data: OpenedData | None = None
    problems: list[str] = field(default_factory=list)
    missing: Missing | None = None  # the data, where they would have to be downloaded
    trained: bool = False  # by somebody else, at this moment


def read_families() -> dict[str, Family]:
    """Import every model family; return what the chooser and the forms need."""
    from genstudio import models
    from genstudio.core import registry
    from genstudio.train import presets

    modules = {name: registry.load(models, name) for name in registry.names(models)}
    known = presets.every(modules.values())
    return {
        name: Family(
            name,
            module.TITLE,
            module.SUMMARY,
            module.Config,
            dict(module.RECIPE),
            frozenset(ability for ability in ABILITIES if hasattr(module.Model, ability)),
            tuple(preset for preset in known if preset.family == name),
            getattr(module, "PLAYERS", ()),
            getattr(module, "CONDITIONS", ()),
        )
        for name, module in modules.items()
    }


def open_data(
    source: str,
    options: dict[str, Any] | None,
    progress: Callable[[int, int], None] | None = None,
    stop: Stop = never,
    *,
    download: bool = True,
) -> OpenedData | Missing:
    """Load a dataset and fit its plane; with `download` off, say where that needs a download."""
    from genstudio.data import sources
    from genstudio.gui import glance
    from genstudio.train.presets import Facts

    try:
        dataset = sources.load(source, options, progress, stop, download=download)
    except sources.MissingData as error:
        labels = {one.name: one.label for one in sources.builtin()}
        return Missing(source, options or {}, labels.get(source) or source, error.size)
    config = sources.config_for(source)
    glance.prepare(dataset)
    return OpenedData(dataset, plane_view(dataset, stop), config, Facts.of(dataset))


def read_offers(stop: Stop = never) -> list[Offer]:
    """List what can be loaded by a bare name, and what of it has to be downloaded first.

    The first time is soon after the start: what a crash left in the cache is removed.
    """
    from genstudio.data import sources

    sources.tidy()
    return [
        Offer(one.name, one.title, one.label, one.kind, sources.missing(one.name))
        for one in sources.builtin()
    ]


def plane_view(dataset: Dataset, stop: Stop = never) -> View | None:
    """Fit pPCA with its default settings to the training images, without making a run.

    Of large images that takes seconds: Stopped is raised soon after `stop` says so.
    """
    import torch

    from genstudio import models
    from genstudio.core import registry
    from genstudio.data.dataset import unit
    from genstudio.train import runs

    module = registry.load(models, PLANE)
    torch.set_num_threads(1)
    chosen = dataset.indices("train")
    step = max(1, math.ceil(len(chosen) * math.prod(dataset.shape) / PLANE_NUMBERS))
    images = torch.from_numpy(unit(dataset.images[chosen[::step]]))
    if len(images) < 2 or math.prod(dataset.shape) <= PLANE_DIMENSIONS:
        return None
    model = module.Model(module.Config(), dataset.shape, torch.Generator().manual_seed(0))
    model.fit(images, stop)
    record = runs.new_record(PLANE, {}, {}, dataset)
    return View(record, _weights(model), 0, live=False)


def open_run(
    folder: Path,
    with_data: bool,
    stop: Stop = never,
    *,
    progress: Callable[[int, int], None] | None = None,
    download: bool = False,
) -> OpenedRun:
    """Read a run; its data too, when asked for, where it is still to be found."""
    from genstudio.train.runs import Run

    run = Run.open(folder)
    problems: list[str] = []
    data = missing = None
    if with_data:
        source, options = run.record.data["source"], run.record.data["options"]
        try:
            found = open_data(source, options, progress, stop, download=download)
        except UserError as error:
            text = tr("The data of this run could not be read: {reason}", reason=str(error))
            problems.append(text)
        else:
            data = found if isinstance(found, OpenedData) else None
            missing = found if isinstance(found, Missing) else None
            if data is not None and data.dataset.fingerprint != run.record.data["fingerprint"]:
                problems.append(tr("The data has changed since this run was trained."))
    checkpoints = run.checkpoints()
    view = None
    if checkpoints:
        view = checkpoint_view(run, None)
        if view.step != checkpoints[-1]:
            text = tr("The newest checkpoint cannot be read; step {step} is shown.", step=view.step)
            problems.append(text)
    history = History(run.history())
    locked = why_locked(run)
    trained = bool(locked) and run.is_locked()
    return OpenedRun(run, history, checkpoints, view, locked, data, problems, missing, trained)


def install_example(name: str, runs_dir: Path, stop: Stop = never) -> Path:
    """Copy an example to the user's runs; return its folder there."""
    from genstudio.train import examples

    return examples.install(name, runs_dir)


def checkpoint_view(run: Run, step: int | None) -> View:
    """Read one checkpoint's weights for looking; None is the newest that can be read."""
    from genstudio.train import snapshots

    model, found = snapshots.load_model(run.folder, step)
    return View(run.record, _weights(model), found, live=step is None)


def lens_of(view: View, label: int | None = None) -> Lens:
    """Return a lens of one's own on the weights of a view; a `label` of None is unknown to it."""
    from genstudio.analysis.lens import UNKNOWN, Lens

    lens = Lens(view.record)
    lens.load(view.weights)
    lens.label = UNKNOWN if label is None else label
    return lens


def why_locked(run: Run) -> str:
    """Say why nobody else may write to the run; nothing when one may."""
    return run.why_locked()


def _weights(model: Any) -> dict[str, Any]:
    return {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
