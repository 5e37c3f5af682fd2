"""Somebody who tries everything at once, in an order that a seed tells: nothing may raise."""

from __future__ import annotations

import random

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDrag, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QFileDialog

from genstudio.train.experiment import Experiment
from tests.windows import opened, wait

ACTIONS = 80
PAUSES = (0, 0, 10, 40, 120)  # ms until the next thing is done
PANELS = ("explorer", "gallery", "pins", "picture", "posterior", "arithmetic", "doctor", "runs")
SMALL = {"threads": 1, "device": "cpu", "steps": 8, "batch_size": 64, "checkpoint_every": 2}
MODELS = (
    ("plane", "vae", {"hidden": 8, "latent_dim": 2}),
    ("wide", "vae", {"hidden": 8, "latent_dim": 6, "conditional": True}),
    ("line", "vae", {"hidden": 8, "latent_dim": 1}),
    ("game", "gan", {"architecture": "mlp", "hidden": 8, "latent_dim": 3}),
)


@pytest.fixture(scope="module")
def trained(tmp_path_factory, digits):
    """Return a folder with a small run of each kind."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("rough") / "runs"
    for name, family, model in MODELS:
        list(Experiment.create(folder / name, family, model, SMALL, digits).events())
    return folder


class Hand:
    """Does one thing after the other to a window."""

    def __init__(self, qtbot, window, runs, seed):
        self.bot, self.window, self.session = qtbot, window, window.session
        self.runs, self.chance = runs, random.Random(seed)
        self.picture = QImage(20, 30, QImage.Format.Format_RGB32)
        self.picture.fill(Qt.GlobalColor.darkRed)

    def open(self):
        self.session.open_run(self.runs / self.chance.choice(MODELS)[0])

    def data(self):
        self.session.open_source(*self.chance.choice([("digits", {}), ("toy", {"count": 500})]))

    def family(self):
        self.session.choose_family(self.chance.choice(["vae", "gan", "ppca"]))

    def step(self):
        self.session.show_step(self.chance.choice([*self.session.checkpoints, None]))

    def train(self):
        self.session.toggle()

    def reset(self):
        self.session.reset()

    def branch(self):
        self.session.branch(None, {"learning_rate": 1e-3}, train=self.chance.random() < 0.5)

    def select(self):
        count = 0 if self.session.dataset is None else len(self.session.dataset)
        self.session.set_selected(np.sort(self.chance.sample(range(count), min(count, 9))))
        self.session.set_selection(self.chance.choice([None, *range(min(count, 5))]))

    def pin(self):
        plane = self.session.plane
        if plane is not None:
            code = [self.chance.gauss(0, 1) for _ in range(plane.latent_dim)]
            self.session.pins.add(np.array(code, np.float32))

    def undo(self):
        self.session.pins.undo()

    def own(self):
        if self.session.dataset is not None:
            self.session.picture_dropped.emit(self.picture)

    def panel(self):
        self.session.workspace_wanted.emit(self.chance.choice(PANELS))

    def button(self):
        panels = [p for p in self.window.panels() if type(p).__module__.endswith(PANELS)]
        buttons = [b for p in panels for b in p.findChildren(QAbstractButton) if usable(b)]
        if buttons:
            chosen = self.chance.choice(buttons)
            self.bot.mouseClick(chosen, Qt.MouseButton.LeftButton)

    def choice(self):
        boxes = [b for b in self.window.findChildren(QComboBox) if usable(b) and b.count() > 1]
        if boxes:
            box = self.chance.choice(boxes)
            row = self.chance.randrange(box.count())
            box.setCurrentIndex(row)
            box.activated.emit(row)

    def key(self):
        focused = QApplication.focusWidget() or self.window
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Z, Qt.Key.Key_Delete, Qt.Key.Key_Return)
        key = self.chance.choice(keys)
        control = Qt.KeyboardModifier.ControlModifier
        none = Qt.KeyboardModifier.NoModifier
        self.bot.keyClick(focused, key, control if key == Qt.Key.Key_Z else none)


WEIGHTS = {
    Hand.open: 4, Hand.data: 1, Hand.family: 1, Hand.step: 3, Hand.train: 2, Hand.reset: 1,
    Hand.branch: 1, Hand.select: 3, Hand.pin: 3, Hand.undo: 1, Hand.own: 2, Hand.panel: 6,
    Hand.button: 12, Hand.choice: 3, Hand.key: 3,
}  # fmt: skip


def usable(widget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.objectName() != "deleteRunButton"


def close_what_waits() -> None:
    """Close the menus and windows that came of it."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.close()


@pytest.mark.parametrize("seed", [2, *(pytest.param(s, marks=pytest.mark.slow) for s in (1, 3, 4))])
def test_nothing_raises_and_the_window_closes_in_the_midst_of_it(
    qtbot, trained, tmp_path, monkeypatch, seed
):
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QDrag, "exec", lambda *_: Qt.DropAction.IgnoreAction)
    with opened(qtbot, tmp_path / "runs") as window:
        failures = []
        window.session.message.connect(lambda m: failures.append(m.details) if m.details else None)
        hand = Hand(qtbot, window, trained, seed)
        closer = QTimer(window, interval=30)  # a menu holds whoever has clicked until it closes
        closer.timeout.connect(close_what_waits)
        closer.start()
        for action in hand.chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=ACTIONS):
            action(hand)
            qtbot.wait(hand.chance.choice(PAUSES))
        closer.stop()
        wait(qtbot, lambda: window.session.view is not None)
        hand.open()  # and it is closed before that is there
    assert not failures
