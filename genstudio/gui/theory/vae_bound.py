"""log p(x) = L + KL(q(z|x) || p(z|x)) of the x that is chosen, while the model learns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.state import Message
from genstudio.gui.theory import vae_latent
from genstudio.gui.theory.page import BenchPage
from genstudio.gui.theory.vae_bar import BoundBar, Parts
from genstudio.gui.theory.vae_tiles import Tiles
from genstudio.gui.theory.vae_view import Pair, View, row, words
from genstudio.gui.widgets.chart import Chart
from genstudio.gui.widgets.spin import NumberBox

NEAR = 14.0  # px from an example that count as on it
TILES = 8  # a row of images to choose from
OTHER = 5.0  # codes of images that are shown: one far off must not press the others together


class BoundView(View):
    """The data with the chosen x, the densities over z, and the bar that adds up."""

    NAME = "bound"
    TITLE = mark("Bound")
    ABOUT = mark(
        "Click a data point (or any place, or a digit) to choose x. Green is the true posterior, "
        "purple the encoder's q; the gap between ELBO and log p(x) is their KL."
    )
    EQUATIONS = ("vae-identity", "vae-elbo")
    FIGURES = ("log_px", "elbo", "kl_gap", "identity_error")
    BESIDES = ("reconstruction", "kl")

    def __init__(self, page: BenchPage) -> None:
        super().__init__(page)
        self._frame: Any = None
        self._room = vae_latent.Room()
        self._close = vae_latent.Room(), vae_latent.Room()
        self._x, self._y = vae_latent.Room(), vae_latent.Room()
        self.data = named(Chart(), "vaeData", tr("Data, and the x that is chosen"))
        self.data.reads = False
        self.data.pressed.connect(self._on_pressed)
        self.data.dragged.connect(self._on_pressed)
        self.latent = named(Chart(), "vaeChart", tr("Densities over z"))
        self.bar = BoundBar(self)
        page.linker.attach(self.data, self.latent, self.bar)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Pair(self.data, self.latent), 1)
        box.addWidget(self.bar)

    def controls(self) -> Sequence[QWidget]:
        """Return the number of the example, and the digits to choose from."""
        self.example = named(
            NumberBox(0, 499, whole=True), "vaeExample", tr("Example"),
            tr("Which of the held-out examples is looked at"),
        )  # fmt: skip
        self.example.valueChanged.connect(self._on_example)
        self.tiles = named(Tiles(TILES, choosing=True), "vaeTiles", tr("Images to choose from"))
        self.tiles.picked.connect(self._choose)
        self.pair = named(Tiles(2), "vaeReconstruction", tr("x, and its reconstruction"))
        self.places = [self._place_box(index) for index in range(2)]
        self._places = [row(f"x{i + 1}", box) for i, box in enumerate(self.places)]
        own = named(
            QPushButton(tr("Use the open data")), "vaeOwn", tr("Use the open data"),
            tr("Train on the images that are open in this window: up to 32 x 32 pixels"),
        )  # fmt: skip
        own.clicked.connect(self._on_own)
        self._below = words(tr("x, and the decoded mean of q"))
        chosen = [row(tr("Example"), self.example), *self._places, self.pair, self._below]
        return [*chosen, self.tiles, own]

    def _place_box(self, index: int) -> NumberBox:
        text = tr("Coordinate {number} of x", number=index + 1)
        box = named(NumberBox(-100, 100, whole=False), f"vaeX{index + 1}", text)
        box.setSingleStep(0.1)
        box.valueChanged.connect(self._on_place)
        return box

    def show_frame(self, frame: Any, phase: Any) -> None:
        """Draw all three."""
        self._frame = frame
        look = frame.look
        self.bar.show_parts(Parts(look.log_px, look.elbo, look.gap, look.reconstruction, look.kl))
        if frame.d == 1:
            vae_latent.curves(self.latent, frame, self._room)
        else:
            vae_latent.outlines(self.latent, frame, self._close)
        (self._draw_points if frame.points else self._draw_codes)(frame)
        self._draw_controls(frame)

    def _draw_controls(self, frame: Any) -> None:
        for widget in (self.tiles, self.pair, self._below):
            widget.setVisible(not frame.points)
        if not frame.points:
            self.tiles.set_images(frame.tiles)
            self.tiles.choose(frame.index if frame.index < len(frame.tiles) else -1)
            both = np.stack([frame.x, frame.back]).clip(0, 1)
            self.pair.set_images((both * 255).round().astype(np.uint8))
        for line, box, value in zip(self._places, self.places, frame.x.ravel().tolist()):
            line.setVisible(frame.points)
            if not box.hasFocus():
                box.blockSignals(True)
                box.setValue(round(value, 3))
                box.blockSignals(False)
        self.example.blockSignals(True)
        self.example.setMaximum(max(0, self._count(frame) - 1))
        if frame.index >= 0 and not self.example.hasFocus():
            self.example.setValue(frame.index)
        self.example.blockSignals(False)

    def _draw_points(self, frame: Any) -> None:
        places, x = frame.places, frame.x.ravel()
        self.data.set_titles("x1", "x2")
        vae_latent.level(
            self.data,
            self._x.of(float(places[:, 0].min()), float(places[:, 0].max())),
            self._y.of(float(places[:, 1].min()), float(places[:, 1].max())),
        )
        vae_latent.drop(self.data, *(f"class-{i}" for i in range(-1, 10)))
        self.data.set_dots(
            "p_data", places[:, 0], places[:, 1], name=tr("data"), colour="curve0", size=3.0
        )
        draw = self.data.set_curve if frame.d == 1 else self.data.set_dots
        look: dict[str, Any] = {"width": 2.5} if frame.d == 1 else {"size": 3.0}
        draw("likelihood", *frame.curve.T, name=tr("decoder"), colour="fake", **look)
        self._draw_chosen(x, frame.back.ravel())

    def _draw_codes(self, frame: Any) -> None:
        """Draw the images' means in the plane of z, and the chosen one's q."""
        codes, colours = frame.codes.clip(-OTHER, OTHER), theme.colours().classes(10)
        second = codes[:, 1] if frame.d == 2 else frame.labels.astype(np.float64)
        self.data.set_titles("z1", "z2" if frame.d == 2 else tr("class"))
        vae_latent.drop(self.data, "p_data", "likelihood")
        for label in range(-1, 10):
            chosen = frame.labels == label
            colour = colours[label] if label >= 0 else "curve0"
            if chosen.any():
                self.data.set_dots(
                    f"class-{label}", codes[chosen, 0], second[chosen], colour=colour, size=4.0
                )
        extents = (
            self._x.of(float(codes[:, 0].min()), float(codes[:, 0].max())),
            self._y.of(float(second.min()), float(second.max())),
        )
        if frame.d == 2:
            vae_latent.level(self.data, *extents)
        else:
            self.data.set_range(*extents)
        mean = frame.look.q_mean
        at = mean if frame.d == 2 else np.array([mean[0], second[max(frame.index, 0)]])
        self._draw_chosen(at, None)

    def _draw_chosen(self, at: Any, back: Any) -> None:
        """Draw a ring around the chosen one, and a line to its reconstruction."""
        if back is not None:
            self.data.set_arrows(
                "reconstruction", at[:1], at[1:2], back[:1], back[1:2],
                colour="accent", width=2.0,
            )  # fmt: skip
        else:
            vae_latent.drop(self.data, "reconstruction")
        self.data.set_dots("x-rim", at[:1], at[1:2], colour="base", size=13.0)
        self.data.set_dots("x", at[:1], at[1:2], name="x", colour="error", size=9.0)

    @Slot(float, float)
    def _on_pressed(self, x: float, y: float) -> None:
        """Choose the example there, or, in the plane of the data, the place itself."""
        frame = self._frame
        if frame is None:
            return
        if frame.points:
            places = frame.places
        else:
            other = frame.codes[:, 1] if frame.d == 2 else frame.labels
            places = np.stack([frame.codes[:, 0], other], 1)
        axes = self.data.axes()
        here = axes.point(x, y)
        far = np.hypot(axes.to_x(places[:, 0]) - here.x(), axes.to_y(places[:, 1]) - here.y())
        nearest = int(far.argmin())
        if far[nearest] <= NEAR or not frame.points:
            self._choose(nearest)
        else:
            self.page.stage.act("choose", x=[x, y])

    @Slot(float)
    def _on_example(self, value: float) -> None:
        self._choose(round(value))

    @Slot(float)
    def _on_place(self, value: float) -> None:
        if self._frame is not None and self._frame.points:
            self.page.stage.act("choose", x=[float(box.value()) for box in self.places])

    @Slot()
    def _on_own(self) -> None:
        """Make the bench anew with the session's data."""
        dataset = getattr(self.page.session, "dataset", None)
        if dataset is None:
            text = tr("No data are open: choose some in the set-up pane first.")
            self.page.session.message.emit(Message(text, "info"))
            return
        options = json.dumps(dataset.options) if dataset.options else ""
        self.page.stage.put({"data": "own", "source": dataset.source, "options": options})

    @Slot(int)
    def _choose(self, index: int) -> None:
        if self._frame is not None and index != self._frame.index:
            self.page.stage.act("choose", index=index)

    def _count(self, frame: Any) -> int:
        return len(frame.places) if frame.points else len(frame.codes)
