"""A walk from sample to sample: the film of what lies between them, played and exported."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QToolButton,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.explorer_codes import same_model
from genstudio.gui.gallery_wish import Codes, Images, Labels
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.widgets.grid import ImageGrid

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.paths import Kind
    from genstudio.analysis.recipe import Recipe
    from genstudio.core.events import Stop
    from genstudio.gui.session import Session

STRETCH = 24  # frames from one sample to the next
MOST = 480  # frames of a walk
SHOWN = 14  # of them, side by side
FPS = 20
SIDE = 256  # px: small images are enlarged to about this in a film
HEIGHT = 54
EVERY = 100  # ms
WAYS: tuple[tuple[Kind | None, str], ...] = (
    (None, mark("Usual way")),
    ("spherical", mark("Along the sphere")),
    ("linear", mark("Straight")),
)


class Walk(QWidget):
    """A row of images on the way; there as long as there is a walk.

    `frame` carries the image that is looked at, `changed` says that another way is wanted,
    `closed` that the walk is over.
    """

    frame = Signal(object)
    changed = Signal()
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.way: Codes | None = None  # the samples [K, d] that it leads through
        self.label = -1  # the class of all of it
        self._record: Any = None  # of the model whose codes these are
        self.codes: Codes | None = None
        self.images: Images | None = None
        self._frame = 0
        self._progress = (0, 1)  # written by the thread that exports
        self._tasks = Tasks(self)
        self._build()
        self._timer = QTimer(self, interval=1000 // FPS)
        self._timer.timeout.connect(self._on_tick)
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self._on_clock)
        self.setFixedHeight(HEIGHT)
        self.hide()

    def _build(self) -> None:
        tip = tr("How it leads from one sample to the next")
        self._kind = named(QComboBox(), "walkWay", tr("Way of the walk"), tip)
        for _, text in WAYS:
            self._kind.addItem(tr(text))
        self._kind.currentIndexChanged.connect(self.changed)
        tip = tr("Come back to the first sample, and begin again")
        self._loop = named(QCheckBox(tr("Round")), "walkRound", tr("Walk round"), tip)
        self._loop.toggled.connect(self.changed)
        self.grid = named(ImageGrid(self), "walkGrid", tr("Images on the way"))
        self.grid.setToolTip("")
        self.grid.setMinimumSize(80, HEIGHT - 8)
        self.grid.clicked.connect(self._on_clicked)
        self._play = named(QToolButton(), "playWalk", tr("Play the walk, or stop"))
        self._play.setIcon(theme.icon("play"))
        self._play.clicked.connect(self.toggle)
        tip = tr("Save the walk as a film (GIF, MP4) or a strip of images (PNG)")
        self._export = named(QToolButton(), "exportWalk", tr("Export the walk"), tip)
        self._export.setIcon(theme.icon("export"))
        self._export.clicked.connect(self._on_export)
        self._bar = named(QProgressBar(), "walkProgress", tr("Exporting the walk"))
        self._bar.setFixedWidth(90)
        tip = tr("Close the walk; while it is exported, cancel that")
        self._close = named(QToolButton(), "closeWalk", tr("Close the walk"), tip)
        self._close.setIcon(theme.icon("close"))
        self._close.clicked.connect(self._on_close)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(tr("Walk")))
        row.addWidget(self._kind)
        row.addWidget(self._loop)
        row.addWidget(self.grid, 1)
        for widget in (self._play, self._export, self._bar, self._close):
            row.addWidget(widget)
        self._bar.hide()

    def sizeHint(self) -> QSize:
        """Ask for one row of images."""
        return QSize(400, HEIGHT)

    @property
    def kind(self) -> Kind | None:
        """How it leads from sample to sample; None is what suits the model."""
        return WAYS[self._kind.currentIndex()][0]

    @property
    def playing(self) -> bool:
        """Whether the film runs."""
        return self._timer.isActive()

    def begin(self, way: Codes, label: int) -> None:
        """Walk through codes [K, d], of one class; the images are still to come."""
        self.stop()
        self.way, self.label, self.images, self._frame = way, label, None, 0
        self._record = None if self._session.view is None else self._session.view.record
        self.grid.set_images(None)
        self.grid.set_placeholder(tr("Being drawn…"))
        self.show()
        self.changed.emit()

    def question(self) -> Any:
        """Return what is to be asked of the lens."""
        assert self.way is not None  # or there is no walk
        return partial(walked, way=self.way, label=self.label, kind=self.kind, closed=self.round)

    @property
    def round(self) -> bool:
        """Whether it comes back."""
        return self._loop.isChecked()

    def take(self, codes: Codes, images: Images) -> None:
        """Show what was asked; the first time it plays at once."""
        first = self.images is None
        self.codes, self.images = codes, images
        shown = images[np.linspace(0, len(images) - 1, min(SHOWN, len(images))).astype(int)]
        self.grid.set_images(shown, columns=len(shown))
        if first:
            self.toggle()

    @Slot()
    def toggle(self) -> None:
        """Play from the beginning, or stop where it is."""
        if self.playing:
            self.stop()
        elif self.images is not None:
            self._frame = 0
            self._timer.start()
            self._play.setIcon(theme.icon("pause"))

    def stop(self) -> None:
        """Stop where it is."""
        self._timer.stop()
        self._play.setIcon(theme.icon("play"))

    def end(self) -> None:
        """Forget the walk."""
        self.stop()
        self._tasks.cancel("export")
        self._show_busy(False)
        self.way = self.codes = self.images = None
        self.hide()

    def follow(self) -> None:
        """End where another model is in view: its codes mean something else."""
        view = self._session.view
        if self.way is not None and (view is None or not same_model(view.record, self._record)):
            self.end()
            self.closed.emit()

    def close_walk(self) -> None:
        """End the thread that exports."""
        self.stop()
        self._clock.stop()
        self._tasks.close()

    # What the user does

    @Slot()
    def _on_tick(self) -> None:
        if self.images is None:
            self.stop()
            return
        if self._frame >= len(self.images):
            self._frame = 0
            if not self.round:
                self.stop()
                return
        self.frame.emit(self.images[self._frame])
        self._frame += 1

    @Slot(object)
    def _on_clicked(self, place: object) -> None:
        self.stop()
        if self.images is not None:
            count = min(SHOWN, len(self.images))
            at = np.linspace(0, len(self.images) - 1, count).astype(int)[int(str(place))]
            self.frame.emit(self.images[at])

    @Slot()
    def _on_close(self) -> None:
        if self._tasks.busy("export"):
            self._tasks.cancel("export")
            self._show_busy(False)
        else:
            self.end()
            self.closed.emit()

    @Slot()
    def _on_export(self) -> None:
        if self.images is None or self.codes is None:
            return
        kinds = ";;".join((tr("GIF (*.gif)"), tr("MP4 (*.mp4)"), tr("Strip of images (*.png)")))
        home = str(Path.home() / "walk.gif")
        path, kind = QFileDialog.getSaveFileName(self, tr("Save the walk"), home, kinds)
        if not path:
            return
        target = Path(path)
        if target.suffix.lower() not in (".gif", ".mp4", ".png"):
            target = Path(path + next((k for k in (".mp4", ".png") if k in kind), ".gif"))
        recipe = self._recipe(self.codes)
        call = partial(export, target, self.images, recipe, self._note, self.round)
        self._show_busy(True)
        self._tasks.start("export", call, self._on_saved, self._on_failed)

    def _recipe(self, codes: Codes) -> Recipe | None:
        from genstudio.gui.made import recipe_of

        return recipe_of(self._session, codes, [tr("walk between samples")])

    def _note(self, done: int, total: int) -> None:
        self._progress = (done, total)

    def _show_busy(self, busy: bool) -> None:
        self._progress = (0, 1)
        self._bar.setVisible(busy)
        self._export.setEnabled(not busy)
        (self._clock.start if busy else self._clock.stop)()
        self._on_clock()

    @Slot()
    def _on_clock(self) -> None:
        done, total = self._progress
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def _on_saved(self, path: Any) -> None:
        self._show_busy(False)
        name, folder = printable(path.name), printable(path.parent)
        self._session.say(tr("Saved {name} in {folder}.", name=name, folder=folder))

    def _on_failed(self, failure: Failure) -> None:
        self._show_busy(False)
        self._session.say(failure.text, "error", details=failure.details or None)


def walked(
    lens: Lens, way: Codes, label: int, kind: Kind | None, closed: bool
) -> tuple[Codes, Images]:
    """Return the codes and the images of a walk through codes [K, d]."""
    from genstudio.analysis import paths

    stretches = len(way) if closed else len(way) - 1
    count = min(MOST, stretches * STRETCH + (0 if closed else 1))
    codes = paths.through(way, count, kind or paths.usual(way.shape[1]), closed=closed)
    assert codes is not None  # nobody stops it
    told: Labels | None = None
    if lens.classes:
        told = np.full(len(codes), label if 0 <= label < lens.classes else 0, np.int64)
    return codes, lens.decode(codes, labels=told)


def export(
    path: Path, images: Images, recipe: Recipe | None, progress: Any, loop: bool, stop: Stop
) -> Path:
    """Write the images of a walk as a film, or as a strip that carries its recipe."""
    from genstudio.analysis import movie
    from genstudio.analysis.images import enlarge
    from genstudio.analysis.recipe import write_png

    movie.check(path)
    frames: list[NDArray[np.uint8]] = list(np.ascontiguousarray(images.transpose(0, 2, 3, 1)))
    if path.suffix.lower() == ".png":
        write_png(path, np.concatenate(frames, axis=1), recipe)
        return path
    factor = max(1, SIDE // max(images.shape[2:]))
    larger = (enlarge(frame, factor) for frame in frames)
    movie.write(path, larger, FPS, count=len(frames), loop=loop, progress=progress, stop=stop)
    return path
