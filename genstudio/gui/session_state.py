"""What the session knows, and a signal for each part of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from genstudio.analysis.projections import Projection
from genstudio.core import paths
from genstudio.gui import device
from genstudio.gui.ahead import Ahead
from genstudio.gui.choices import Choices
from genstudio.gui.driver import Driver, Start
from genstudio.gui.history import History
from genstudio.gui.jobs import Failure
from genstudio.gui.past import Past
from genstudio.gui.pins import Pins
from genstudio.gui.plan import Plan, plan
from genstudio.gui.preferred import Preferred
from genstudio.gui.shelf import Shelf
from genstudio.gui.state import (
    Hover,
    Level,
    Message,
    Offer,
    Own,
    Remote,
    State,
    Through,
    View,
)
from genstudio.gui.store import Store

if TYPE_CHECKING:
    from genstudio.analysis.density import Support
    from genstudio.analysis.project import Plane
    from genstudio.data.dataset import Dataset
    from genstudio.gui.explorer_questions import Cloud
    from genstudio.gui.guest import Guest
    from genstudio.train.runs import Run

NOTHING = np.zeros(0, np.int64)


class SessionState(QObject):
    """The state that panels mirror. The signals carry nothing.

    But `message` carries a Message, `workspace_wanted` the name of a panel's module,
    `picture_dropped` a picture of the user's own (a Path or a QImage), and `recipe_opened` the
    Recipe of a picture, once its run and step are in view. `branch_wanted` carries the folder of a
    run of which a branch is to be described, or None for the open one.
    """

    engine_ready = Signal()
    dataset_changed = Signal()
    offers_changed = Signal()
    family_changed = Signal()
    settings_changed = Signal()
    run_changed = Signal()
    state_changed = Signal()
    history_changed = Signal()
    view_changed = Signal()
    checkpoints_changed = Signal()
    shown_changed = Signal()
    hover_changed = Signal()
    selection_changed = Signal()
    label_changed = Signal()
    compared_changed = Signal()
    selected_changed = Signal()
    overlays_changed = Signal()
    plane_changed = Signal()
    own_changed = Signal()
    projection_changed = Signal()
    through_changed = Signal()
    picture_dropped = Signal(object)
    recipe_opened = Signal(object)
    branch_wanted = Signal(object)
    guest_changed = Signal()
    room_changed = Signal()
    message = Signal(object)
    workspace_wanted = Signal(str)

    def __init__(
        self,
        runs_dir: Path | None = None,
        store: Store | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.preferred = Preferred(self)
        self.runs_dir = runs_dir or paths.preferred_runs_dir(self.preferred.values.runs_folder)
        self.store = store or Store()
        self.choices = Choices()
        self.choices.from_json(self.store.get("choices", {}))
        self.dataset: Dataset | None = None
        self.data_config: type | None = None  # of the options that the data were read with
        self.dataset_error: str | None = None
        self.dataset_loading: str | None = None
        self.dataset_progress = (0, 0)
        self.offers: list[Offer] = []  # what can be loaded by its name
        self.run: Run | None = None
        self.read_only = False
        self.remote: Remote | None = None  # what a training elsewhere does with the open run
        self.wish: str | None = None  # what it was asked for, and has not answered yet
        self.history = History()
        self.hover: Hover | None = None
        self.selection: int | None = None
        self.selected: NDArray[np.int64] = NOTHING  # data points, by lasso; ascending
        self.overlays: dict[str, Any] = {}  # of widgets.overlay.Overlay, by whose they are
        self.plane: Plane | None = None  # that the explorer shows
        self.cloud: Cloud | None = None  # the data's codes on it, as far as they are known
        self.support: Support | None = None  # tells at which codes there are training data
        self.own: Own | None = None  # a picture of the user's own
        self.projection = Projection()  # how more than two dimensions become a plane
        self.through: Through | None = None  # what the plane is moved to pass through
        self.pins = Pins(self)
        self.label: int | None = None  # the class that a conditional model makes; None is any
        self.guest: Guest | None = None  # what the bar and the curves drive while it is in front
        self.room: tuple[str, ...] = ()  # the panes that make room for the page in front
        self.compared: list[Path] = []  # the folders of the runs that are put side by side
        self.engine_loaded = False
        self.shelf = Shelf(self.runs_dir, self)
        self._wanted: Start | None = None  # training asked for before it is possible
        self._past = Past(self)
        self._past.view_changed.connect(self.view_changed)
        self._past.shown_changed.connect(self.shown_changed)
        self._past.checkpoints_changed.connect(self.checkpoints_changed)
        self.ahead = Ahead(self, self._past, self)
        self._driver = Driver(self)
        self._driver.state_changed.connect(self.state_changed)
        self._past.trains = self._trains

    @property
    def state(self) -> State:
        """What is going on with training."""
        if self._driver.busy:
            return self._driver.state
        if self._wanted is not None:
            return "preparing"
        return "ready" if self.engine_loaded else "loading"

    @property
    def waiting(self) -> bool:
        """Whether training was asked for that begins as soon as engine and data are there."""
        return self._wanted is not None and not self._driver.busy

    @property
    def can_train(self) -> bool:
        """Whether the run can begin, pause or go on, here or where it is trained."""
        if self.remote is not None:
            return self.wish is None
        return self.state != "stopping" and not self.read_only

    @property
    def can_step(self) -> bool:
        """Whether single steps can be made: only here."""
        return self.state in ("ready", "paused", "training") and not self.read_only

    @property
    def can_reset(self) -> bool:
        """Whether there is a run to begin anew from."""
        return self.run is not None and self.state != "stopping"

    @property
    def players(self) -> tuple[str, ...]:
        """Who can be asked to move alone: only in a game of two."""
        current = self.choices.current
        return () if current is None else current.players

    @property
    def can_stop(self) -> bool:
        """Whether there is a training to be ended, here or elsewhere."""
        if self.remote is not None:
            return self.wish != "stop"
        return self.state in ("preparing", "training", "paused")

    @property
    def record(self) -> Any:
        """The open run's record; None without a run."""
        return self.run.record if self.run is not None else None

    @property
    def step(self) -> int:
        """The number of steps the open run has made."""
        if self._driver.busy:
            return self._driver.step
        return self.run.record.step if self.run is not None else 0

    @property
    def epoch(self) -> float:
        """How often the open run has been through the training images."""
        if self._driver.busy:
            return self._driver.epoch
        ends = [self.history.series(term)[1][-1:] for term in self.history.terms()]
        return float(max((end[0] for end in ends if len(end)), default=0.0))

    @property
    def steps_per_second(self) -> float | None:
        """The present speed; None unless it is training."""
        return self._driver.steps_per_second

    @property
    def eta_seconds(self) -> float | None:
        """The time left; None without a limit or a stable estimate."""
        return self._driver.eta_seconds

    @property
    def progress(self) -> float | None:
        """The share of the run's limit that is done, in [0, 1]; None without one, or at rest."""
        return self._driver.progress

    @property
    def ready(self) -> bool:
        """Whether the engine and a dataset are there."""
        return self.engine_loaded and self.dataset is not None and self.dataset_loading is None

    @property
    def device_name(self) -> str:
        """What computes, and how much memory it uses."""
        experiment = self._driver.experiment
        return device.describe(experiment.device if experiment is not None else None)

    @property
    def family(self) -> str:
        """The chosen family's name."""
        return self.choices.family

    @property
    def families(self) -> list[tuple[str, str, str]]:
        """Name, title and one-line summary of every family."""
        return [(f.name, f.title, f.summary) for f in self.choices.families.values()]

    @property
    def config_classes(self) -> tuple[type, type] | None:
        """The chosen family's Config and the trainer's; None until the engine is there."""
        current, train = self.choices.current, self.choices.train_config
        return (current.config, train) if current is not None and train is not None else None

    @property
    def plan(self) -> Plan:
        """What pressing Train would do."""
        fingerprint = self.dataset.fingerprint if self.dataset is not None else ""
        return plan(self.choices, self.record, fingerprint)

    @property
    def view(self) -> View | None:
        """The weights that everything shows."""
        return self._past.view

    @property
    def shown(self) -> int | None:
        """The checkpoint that is shown; None while the view is live."""
        return self._past.shown

    @property
    def past(self) -> Past:
        """What is shown and kept of the open run's checkpoints."""
        return self._past

    @property
    def checkpoints(self) -> list[int]:
        """The steps of the open run's checkpoints, ascending."""
        return self._past.checkpoints

    def _trains(self) -> bool:
        return self._driver.state == "training"

    def say(self, text: str, level: Level = "info", **more: Any) -> None:
        """Show a sentence in the message bar."""
        self.message.emit(Message(text, level, **more))

    def show_step(self, step: int | None) -> None:
        """Show a checkpoint everywhere; None goes back to the live weights."""
        self._past.show_step(step)

    def set_hover(self, hover: Hover | None) -> None:
        """Tell everybody what is under the mouse; a late answer about other data is dropped."""
        nearest = None if hover is None else hover.nearest_index
        known = 0 if self.dataset is None else len(self.dataset)
        self.hover = None if nearest is not None and nearest >= known else hover
        self.hover_changed.emit()

    def compare(self, folders: list[Path]) -> None:
        """Put runs side by side, and bring the place where that is seen to the front."""
        self.compared = list(folders)
        self.compared_changed.emit()
        self.workspace_wanted.emit("compare")

    @property
    def driven(self) -> Any:
        """What the transport bar, the curves and the time slider are of: the guest, or this."""
        return self.guest or self

    def set_guest(self, guest: Guest | None) -> None:
        """Lend the bar, the curves and the slider to a guest; None takes them back."""
        if guest is not self.guest:
            self.guest = guest
            self.guest_changed.emit()

    def set_room(self, areas: tuple[str, ...]) -> None:
        """Have the panes of some areas make room for what is in front; none brings them back."""
        if areas != self.room:
            self.room = areas
            self.room_changed.emit()

    def set_label(self, label: int | None) -> None:
        """Choose the class that a conditional model makes images of; None is any."""
        if label != self.label:
            self.label = label
            self.label_changed.emit()

    def set_selected(self, indices: NDArray[np.int64]) -> None:
        """Select any number of data points."""
        if not np.array_equal(indices, self.selected):
            known = np.asarray(indices, np.int64)
            ascending = bool((np.diff(known) > 0).all())  # sorting a million takes too long here
            self.selected = known if ascending else np.unique(known)
            self.selected_changed.emit()

    def set_overlay(self, name: str, overlay: Any) -> None:
        """Draw something over the plane, under a name; None takes it away."""
        if overlay is None and name not in self.overlays:
            return
        self.overlays.pop(name, None)
        if overlay is not None:
            self.overlays[name] = overlay
        self.overlays_changed.emit()

    def set_plane(self, plane: Plane | None, cloud: Cloud | None) -> None:
        """Tell everybody which plane the explorer shows, and where the data lie on it."""
        if plane is not self.plane or cloud is not self.cloud:
            self.plane, self.cloud = plane, cloud
            self.plane_changed.emit()

    def set_projection(self, projection: Projection) -> None:
        """Choose how more than two dimensions become a plane."""
        if projection != self.projection:
            self.projection = projection
            self.projection_changed.emit()

    def set_through(self, through: Through | None) -> None:
        """Move the plane so that it passes through a code; None is the middle of the codes."""
        if through is not self.through:
            self.through = through
            self.through_changed.emit()

    def set_own(self, own: Own | None) -> None:
        """Show a picture of the user's own everywhere."""
        self.own = own
        self.own_changed.emit()

    def set_selection(self, index: int | None) -> None:
        """Select a data point."""
        if index != self.selection:
            self.selection = index
            self.selection_changed.emit()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self.say(failure.text, "error", details=failure.details or None)
