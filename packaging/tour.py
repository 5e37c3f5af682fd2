"""A tour of the whole program, in about two minutes: the real window, led by the mouse.

Every scene ends in a check, so the tour is also the test of everything together.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog
from tour_applications import SCENES as APPLICATIONS
from tour_guide import Guide

PICTURES = Path(__file__).resolve().parents[1] / "resources" / "tour"
SIZE = (1280, 800)
FPS = 6.0
SHIFT = Qt.KeyboardModifier.ShiftModifier
BENCHES = ("gan1d", "gan2d", "vae", "classify")  # in the order of their tabs
FAST = 2  # the row of the speeds
STEPS = 220  # of the first training, before it pauses


def hello(guide: Guide) -> None:
    """Something works before anything is trained."""
    guide.say("The digits, on the plane of their two widest directions. Any point is decoded.")
    guide.move(guide.child("latentPlane"), [(0.3, 0.6), (0.7, 0.35), (0.5, 0.5)])
    guide.until(lambda: guide.session.hover is not None and guide.session.hover.image is not None)


def train(guide: Guide) -> None:
    """Press the round button, and watch the codes find their places."""
    guide.say("Train: a variational auto-encoder learns the digits, live.")
    guide.session.set_values({}, {"checkpoint_every": 40, "threads": 1, "steps": 0})
    guide.click(guide.child("trainButton"))
    guide.until(lambda: guide.session.step >= STEPS, "training")
    guide.rest(4)
    guide.picture("train")
    guide.click(guide.child("trainButton"))
    guide.until(lambda: guide.session.state == "paused")
    assert {"elbo", "kl", "reconstruction"} <= set(guide.session.history.terms())


def travel(guide: Guide) -> None:
    """One slider moves everything through time."""
    guide.say("One slider moves everything through time: plane, curves, samples.")
    handle = guide.child("timeHandle")
    guide.until(lambda: len(guide.session.checkpoints) >= 4)
    guide.slide(handle, 0.0)
    guide.press(handle, Qt.Key.Key_Home)
    guide.until(lambda: guide.session.view.step == guide.session.checkpoints[0], "first checkpoint")
    guide.rest(1)
    guide.slide(handle, 0.6)
    guide.rest(1)
    guide.picture("time")
    guide.press(handle, Qt.Key.Key_End)
    guide.until(lambda: guide.session.shown is None)


def pins(guide: Guide) -> None:
    """Click to pin, draw to film, Shift and drag to select."""
    guide.say("Click pins a point; its code is kept with the run.")
    plane = guide.child("latentPlane")
    guide.click(guide.child("fitPlane"))
    for place in ((0.42, 0.55), (0.55, 0.4), (0.63, 0.6)):
        guide.click(plane, place)
        guide.live(0.5)  # or the next one would make it a double-click
    guide.until(lambda: len(guide.session.pins.all) == 3, "three pins")
    guide.say("Draw a way: the film of what lies along it plays.")
    guide.drag(plane, [(0.35, 0.7), (0.5, 0.5), (0.68, 0.32)])
    guide.until(lambda: guide.child("stripGrid").count > 3, "the film")
    guide.rest(2)
    guide.press(plane, Qt.Key.Key_Escape)
    guide.say("Shift and drag selects; the classes are counted.")
    guide.drag(plane, [(0.3, 0.3), (0.72, 0.72)], SHIFT)
    guide.until(lambda: len(guide.session.selected) > 10, "a selection")
    guide.workspace("pins")
    guide.rest(1.5)
    guide.picture("plane")


def honest(guide: Guide) -> None:
    """What is behind the points, and where there are none."""
    guide.say("Behind the points: how dense the codes lie, and where no data are.")
    guide.click(guide.child("densityGround"))
    bar = guide.child("colourBar")
    guide.until(bar.isVisible, "the colours")
    guide.rest(1.5)
    guide.picture("density")
    guide.say("Magnification: how strongly the decoder stretches the plane.")
    guide.click(guide.child("magnificationGround"))
    guide.rest(1.5)
    guide.click(guide.child("magnificationGround"))
    guide.until(lambda: not bar.isVisible())


def posterior(guide: Guide) -> None:
    """The gap between the ELBO and log p(x), for one image."""
    guide.say("The exact posterior of one image: log p(x) = ELBO + KL. Refining q closes the gap.")
    guide.workspace("posterior")
    view, cloud = guide.child("latentPlane"), guide.session.cloud
    middle = np.median(cloud.xy, 0)
    nearest = int(np.argmin(((cloud.xy - middle) ** 2).sum(1)))
    spot = view.to_pixels(*map(float, cloud.xy[nearest]))
    guide.click(view, (spot.x() / view.width(), spot.y() / view.height()))
    guide.until(lambda: guide.session.selection is not None, "a data point")
    value = guide.child("posterior-gap")
    guide.until(lambda: value.isVisible() and value.text(), "the gap")
    guide.rest(1.5)
    guide.click(guide.child("refineQ"))
    guide.until(lambda: guide.child("walkChain").isEnabled(), "the refined q")
    guide.say("And a chain walks on the same density: MCMC beside variational inference.")
    guide.click(guide.child("walkChain"))
    guide.until(lambda: bool(guide.child("posterior-chains").text()), "the chain")
    guide.rest(2)
    guide.picture("posterior")
    guide.click(guide.child("stopPosterior" if guide.pace else "clearPosterior"))
    guide.until(lambda: guide.child("walkChain").isEnabled())


def own(guide: Guide) -> None:
    """A picture of one's own, drawn with the mouse."""
    guide.say("Your own digit, drawn with the mouse: encoded while you draw.")
    guide.workspace("picture")
    canvas = guide.child("ownCanvas")
    guide.drag(canvas, [(0.35, 0.2), (0.65, 0.2), (0.5, 0.8)])
    guide.until(lambda: guide.session.own is not None and guide.session.own.code is not None)
    guide.rest(1.5)
    guide.picture("picture")
    guide.click(guide.child("ownPin"))
    guide.until(lambda: len(guide.session.pins.all) == 5, "the pinned picture")


def gallery(guide: Guide) -> None:
    """Samples, and whether one is a copy."""
    guide.say("The gallery: the same noise through time. Is this sample only a copy?")
    guide.workspace("gallery")
    grid = guide.child("sampleGrid")
    guide.until(lambda: grid.count > 0)
    guide.click(grid, _cell(grid, 27))
    guide.until(lambda: guide.child("askVerdict").isVisible(), "the enlarged sample")
    guide.click(guide.child("askVerdict"))
    guide.until(lambda: bool(guide.child("verdict").text()), "the verdict")
    guide.rest(2)
    guide.picture("gallery")


def _cell(grid: Any, index: int) -> tuple[float, float]:
    """Return the middle of an image of a grid, as shares of the grid's size."""
    middle = grid.cell_rect(index).center()
    return middle.x() / grid.width(), middle.y() / grid.height()


def arithmetic(guide: Guide) -> None:
    """A - B + C, by drag and drop."""
    guide.say("Arithmetic: drag samples into A − B + C; the result is live, with its neighbours.")
    guide.workspace("arithmetic")
    grid = guide.child("sampleGrid")
    for name, index in (("pileA", 9), ("pileB", 27), ("pileC", 45)):
        guide.carry(grid, _cell(grid, index), guide.child(name))
        guide.rest(0.4)
    result = guide.child("arithmeticResult")
    guide.until(lambda: result.count == 9, "the result")
    guide.rest(2)
    guide.picture("arithmetic")


def recipe(guide: Guide) -> None:
    """A saved picture knows how it was made."""
    guide.say("Every saved picture carries its recipe: drop it on the window, and it is all back.")
    target = guide.session.runs_dir / "tour.png"
    ask = QFileDialog.getSaveFileName
    QFileDialog.getSaveFileName = lambda *_, **__: (str(target), "")  # type: ignore[assignment, method-assign]
    try:
        menu = guide.child("gallerySave").menu()
        menu.actions()[0].trigger()
        guide.until(target.is_file, "the saved grid")
    finally:
        QFileDialog.getSaveFileName = ask  # type: ignore[method-assign]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(target))])
    told: list[Any] = []
    guide.session.recipe_opened.connect(told.append)
    guide.drop(guide.window, data)
    guide.until(lambda: bool(told), "the recipe")
    guide.rest(1.5)


def branch(guide: Guide) -> None:
    """Go on from the past with another setting."""
    guide.say("Branch here: go on from any checkpoint with other settings.")
    guide.workspace("explorer")
    session, parent = guide.session, guide.session.run.folder
    guide.slide(guide.child("timeHandle"), 0.5)
    guide.until(lambda: session.shown is not None)
    guide.click(guide.child("branchHere"))
    dialog = guide.child("branchDialog")
    guide.until(guide.child("branchGo", dialog).isEnabled)
    beta = guide.child("branchModel", dialog).editor("beta")
    guide.until(beta.isVisible)
    guide.type(beta, "4")
    guide.rest(1)
    guide.click(guide.child("branchGo", dialog))
    guide.until(lambda: session.run is not None and session.run.folder != parent, "the branch")
    guide.until(lambda: session.state == "training" and session.record.model["beta"] == 4.0)
    guide.rest(3)
    guide.workspace("runs")
    guide.until(lambda: guide.child("runList").count() == 2, "the tree of runs")
    guide.rest(1.5)
    guide.picture("branch")


def doctor(guide: Guide) -> None:
    """What is wrong, in a plain sentence."""
    guide.say("The doctor reads the curves: what is wrong, what shows it, what helps.")
    guide.workspace("doctor")
    summary = guide.child("doctorSummary")
    guide.until(lambda: "Train a model" not in summary.text(), "what the doctor says")
    guide.rest(2.5)
    guide.picture("doctor")
    guide.click(guide.child("stopButton"))
    guide.until(lambda: guide.session.state == "ready")


def on_a_line(guide: Guide) -> None:
    """The first figure of the GAN paper, with D* and the divergences beside it, exactly."""
    guide.say("The theory, live: D beside the best D there is, V beside -log 4 + 2 JSD.")
    stage = _bench(guide, "gan1d")
    guide.until(lambda: stage.step >= 150, "the game on a line")
    guide.click(guide.child("act-optimum"))
    guide.until(lambda: not stage.action, "the best discriminator")
    guide.rest(1)
    guide.picture("gan1d")
    figures = stage.frame.figures
    assert abs(figures["v_optimal"] + np.log(4) - 2 * figures["jsd"]) < 1e-4


def in_the_plane(guide: Guide) -> None:
    """A GAN in the plane: maps of D and D*, the warped grid, and where each fake is told to go."""
    guide.say("In the plane: what D says, what it could say, and how G warps the grid of z.")
    stage = _bench(guide, "gan2d")
    guide.until(lambda: stage.step >= 60, "the game in the plane")
    guide.rest(2)
    guide.picture("gan2d")


def bound(guide: Guide) -> None:
    """The evidence is the bound and what is missing, exactly."""
    guide.say("log p(x) = L + KL(q ‖ p(z|x)): the bar changes while the model learns.")
    stage = _bench(guide, "vae")
    guide.until(lambda: stage.frame is not None and stage.frame.figures, "the bound")
    guide.rest(2)
    guide.picture("bound")
    assert abs(stage.frame.figures["identity_error"]) < 0.05


def two_kinds(guide: Guide) -> None:
    """A classifier that draws no 7, and one that does."""
    guide.say("Discriminative against generative: both tell digits apart, one can draw them.")
    stage = _bench(guide, "classify")
    guide.until(lambda: stage.step >= 20, "the classifiers")
    guide.rest(2)
    guide.picture("classify")
    guide.workspace("explorer")


def _bench(guide: Guide, name: str) -> Any:
    """Open a bench of the theory and play it as fast as it goes; return its stage."""
    guide.workspace("theory")
    panel = guide.child("theoryPanel")
    guide.tab(panel.tabs, BENCHES.index(name))
    guide.until(lambda: guide.session.guest is not None and guide.session.guest.name == name)
    stage = guide.session.guest
    guide.until(lambda: stage.frame is not None, f"the bench {name}")
    guide.choose(guide.child("theoryPace", panel.page(name)), FAST)
    guide.until(lambda: stage.pace == "fast")
    return stage


SCENES: tuple[Callable[[Guide], None], ...] = (
    hello, train, travel, pins, honest, posterior, own, gallery, arithmetic, recipe, branch, doctor,
    on_a_line, in_the_plane, bound, two_kinds, *APPLICATIONS,
)  # fmt: skip


def main() -> None:
    """Give the tour, and write its film where one is wanted."""
    parser = argparse.ArgumentParser(description="Show the whole program, led by the mouse.")
    parser.add_argument("--pace", type=float, default=1.0, help="0 is as fast as it goes")
    parser.add_argument("--film", type=Path, metavar="FILE.gif|FILE.mp4", help="film it")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument(
        "--pictures", action="store_true", help="take those of the README again, in this theme"
    )
    args = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place in ("RUNS", "CONFIG", "CACHE", "STATE"):
            os.environ[f"GENSTUDIO_{place}"] = str(folder / place.lower())
        _give(args, folder / "runs")
    print(f"{len(SCENES)} scenes in {time.monotonic() - start:.0f} s")


def _give(args: argparse.Namespace, runs: Path) -> None:
    from genstudio.gui.window import create_window

    application = QApplication(["genstudio"])
    window = create_window(runs)
    window.set_theme(args.theme)
    window.resize(*SIZE)
    window.show()
    guide = Guide(window, args.pace, FPS if args.film else 0.0, PICTURES if args.pictures else None)
    guide.ending = "-dark" if args.theme == "dark" else ""
    guide.until(lambda: window.session.ready and window.session.view is not None)
    try:
        for scene in SCENES:
            print(scene.__doc__, flush=True)
            scene(guide)
    finally:
        window.close()
    if args.film:
        guide.save_film(args.film, FPS)
    application.quit()


if __name__ == "__main__":
    main()
