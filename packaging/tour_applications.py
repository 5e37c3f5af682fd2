"""The applications' part of the tour, with the trained models that come with the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from tour_guide import Guide

from genstudio.core import registry
from genstudio.core.language import tr
from genstudio.gui import lesson_applications
from genstudio.gui.applications import pages

TEN = 2  # the row of ten exemplars: three are too few in one of four cases


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
    guide.choose(guide.child("exemplarCount", page), TEN)
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


SCENES: tuple[Callable[[Guide], None], ...] = (
    high_resolution,
    completion,
    analogy,
    features,
    text_to_image,
    style,
)


def _page(guide: Guide, name: str, example: str) -> Any:
    """Open a page of the applications with an example; return it once it has content."""
    if not lesson_applications.is_open(guide.session, example):
        guide.session.open_example(example)
        guide.until(
            lambda: lesson_applications.is_open(guide.session, example) and guide.session.ready,
            f"the example {example}",
        )
    guide.workspace("applications")
    panel = guide.child("applicationsPanel")
    title = tr(registry.load(pages, name).TITLE)
    titles = [panel.tabs.tabText(index) for index in range(panel.tabs.count())]
    guide.tab(panel.tabs, titles.index(title))
    page = panel.page(name)
    guide.until(lambda: page.able and page.in_front, f"the page {name}")
    assert np.prod(page.size().toTuple()) > 0
    return page
