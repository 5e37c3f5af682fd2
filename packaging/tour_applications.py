"""The applications' part of the tour, with the trained models that come with the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget
from tour_guide import Guide

from genstudio.core import registry
from genstudio.core.language import tr
from genstudio.gui import lesson_applications
from genstudio.gui.applications import pages

RACERS = ("race-ppca", "race-vae", "race-vae+class", "race-gan")
LEARNED = 60  # steps after which samples are worth a look
SECONDS, QUICK = 80, 2  # of training each, where pictures are wanted and where not


def high_resolution(guide: Guide) -> None:
    """Two real pictures become codes of a GAN, and everything between them is drawn."""
    guide.say("A GAN has no encoder: the codes of two pictures are searched for.")
    page = _page(guide, "interpolate", "began-faces")
    for name in ("interpolateFirstAnother", "interpolateLastAnother"):
        guide.click(guide.child(name, page))
    guide.until(lambda: page.has_result, "a way between two pictures")
    slider = guide.child("interpolateSlider", page)
    guide.press(slider, Qt.Key.Key_PageUp)
    guide.rest(1)
    guide.picture("interpolate")


def completion(guide: Guide) -> None:
    """A hole is painted, and filled with what the generator thinks likely."""
    guide.say("Paint a hole: of all the faces that G can draw, which one fits?")
    page = _page(guide, "complete", "faces-gan")
    paint = guide.child("completePaint", page)
    guide.until(lambda: page.slot.image is not None, "a picture to complete")
    guide.drag(paint, [(0.32, 0.5), (0.68, 0.5), (0.36, 0.56), (0.66, 0.56)])
    guide.click(guide.child("completeStart", page))
    guide.until(lambda: page.has_result and not page.search.running, "the completion")
    guide.rest(1)
    guide.picture("complete")


def analogy(guide: Guide) -> None:
    """Glasses and short hair, minus short hair, plus long hair."""
    guide.say("Sums of concepts: glasses and short hair - short hair + long hair.")
    page = _page(guide, "arithmetic", "faces-gan")
    guide.click(guide.child("deckExample", page))
    guide.until(lambda: page.has_result, "the sum")
    guide.rest(2)
    guide.picture("analogy")


def features(guide: Guide) -> None:
    """Glasses are put on by a network's features, without a generator."""
    guide.say("Deep feature interpolation: no generator, and an independent judge.")
    page = _page(guide, "features", "faces-vae")
    guide.click(guide.child("featuresStart", page))
    guide.until(lambda: page.has_result and not page.search.running, "the changed picture")
    guide.rest(2)
    guide.picture("features")


def text_to_image(guide: Guide) -> None:
    """A caption is drawn, a sketch first."""
    guide.say("StackGAN: a sketch of what the caption says, and then the picture.")
    page = _page(guide, "draw", "shapes-stackgan")
    guide.until(lambda: page.has_result, "drawn captions")
    guide.rest(2)
    guide.picture("draw")


def style(guide: Guide) -> None:
    """White digits become blue ink, without a single pair to learn from."""
    guide.say("CycleGAN: there, and back again, learned without pairs.")
    page = _page(guide, "translate", "inked-cyclegan")
    guide.until(lambda: page.has_result, "translated pictures")
    guide.click(guide.child("translateOwnAnother", page))
    guide.until(lambda: page.slider.shown, "a picture before and after")
    guide.rest(2)
    guide.picture("translate")


def side_by_side(guide: Guide) -> None:
    """Four kinds of models are trained on the same data for the same time, and measured."""
    guide.say("Which kind of model suits the data? The same budget for each, then figures.")
    guide.session.open_source("digits")
    guide.until(lambda: guide.session.dataset.source == "digits" and guide.session.ready)
    guide.session.set_values({}, {"threads": 1})
    page = _front(guide, "race")
    guide.until(lambda: page.findChild(QWidget, "race-vae") is not None, "who can take part")
    for box in page.findChildren(QCheckBox):
        if box.isChecked() != (box.objectName() in RACERS):
            guide.click(box, (0.05, 0.5))
    guide.type(guide.child("raceBudget", page), str(SECONDS if guide.pictures else QUICK))
    guide.click(guide.child("raceQueue", page))
    lineup = guide.session.lineup
    guide.until(partial(_ended, lineup, 1), "the first training")
    guide.say("The queue trains one after the other; it can be filled, ordered and paused.")
    guide.workspace("queue")
    guide.until(lambda: page.stage.columns.columns[1].images is not None, "samples")
    guide.until(lambda: guide.session.step >= LEARNED or _ended(lineup, 2), "a training")
    guide.picture("queue")
    for count in range(2, len(RACERS) + 1):
        guide.until(partial(_ended, lineup, count), f"{count} trainings")
    guide.until(lambda: page.has_result and not page.measuring.running, "the figures")
    guide.until(lambda: all(f.figures for f in page._found.values()), "all figures")
    guide.workspace("runs")
    curves = guide.window.docks["bottom"]
    guide.click(guide.child("qt_dockwidget_closebutton", curves))  # the figures need the room
    guide.rest(2)
    guide.picture("race")
    curves.show()


SCENES: tuple[Callable[[Guide], None], ...] = (
    high_resolution,
    completion,
    analogy,
    features,
    text_to_image,
    style,
    side_by_side,
)


def _page(guide: Guide, name: str, example: str) -> Any:
    """Open a page of the applications with an example; return it once it has content."""
    if not lesson_applications.is_open(guide.session, example):
        guide.session.open_example(example)
        guide.until(
            lambda: lesson_applications.is_open(guide.session, example) and guide.session.ready,
            f"the example {example}",
        )
    page = _front(guide, name)
    guide.until(lambda: page.able and page.in_front, f"the page {name}")
    assert np.prod(page.size().toTuple()) > 0
    return page


def _front(guide: Guide, name: str) -> Any:
    """Bring a page of the applications to the front, and return it."""
    guide.workspace("applications")
    panel = guide.child("applicationsPanel")
    title = tr(registry.load(pages, name).TITLE)
    titles = [panel.tabs.tabText(index) for index in range(panel.tabs.count())]
    guide.tab(panel.tabs, titles.index(title))
    return panel.page(name)


def _ended(lineup: Any, count: int) -> bool:
    return sum(item.state == "done" for item in lineup.items) >= count
