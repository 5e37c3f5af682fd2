"""Make all pictures of the README and the user guide: one window is led through all scenes."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)
from screenshot import HERE, hover, live, wait

IMAGES = HERE / "resources" / "help" / "images"
README = HERE / "resources" / "screenshot.png"  # is the picture called `window`
SIZE = (1280, 800)
TALL = 1120
AT = (0.62, 0.4)  # where the mouse is, as shares of the plane
VAE_SECONDS, GAN_SECONDS = 40.0, 50.0
NARROW, LOW = 960, 560
COLOURS = 256
SHAPES = ("circle", "square", "triangle")


@dataclass
class Stage:
    """The window, the folder of everything, and the pictures wanted (all, if none is named)."""

    window: Any
    folder: Path
    only: list[str]
    application: Any = None  # it must outlive the window
    taken: list[str] = field(default_factory=list)

    def child(self, name: str) -> Any:
        """Return the widget of a name."""
        found = self.window.findChild(QWidget, name)
        assert found is not None, f"there is no {name}"
        return found

    def take(self, name: str, *crops: str, high: int = TALL) -> None:
        """Take a picture of the window, or of the part that the named widgets cover.

        `high` pixels of it at most, from the top.
        """
        live(0.3)
        picture = self.window.grab()
        if crops:
            area = QRect()
            for widget in map(self.child, crops):
                area |= QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())
            edge = QRect(QPoint(0, 0), self.window.size())
            area.setHeight(min(area.height(), high))
            picture = picture.copy(area & edge)
        self.keep(name, picture)

    def keep(self, name: str, picture: QPixmap) -> None:
        """Write a picture, small."""
        self.taken.append(name)
        if self.only and name not in self.only:
            return
        path = IMAGES / f"{name}.png"
        assert picture.save(str(path)), path
        _squeeze(path)
        if name == "window":
            README.write_bytes(path.read_bytes())


def first(stage: Stage) -> None:
    """Show the very first start."""
    hover(stage.window, *AT)
    stage.take("first")
    stage.take("setup", "setup")


def advanced(stage: Stage) -> None:
    """Show the seldom settings of the auto-encoder; the window is made taller for them."""
    stage.window.resize(SIZE[0], TALL)
    form, area = stage.child("modelForm"), stage.child("setup")
    more = next(button for button in form.findChildren(QPushButton) if button.isCheckable())
    more.click()
    live(0.5)
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(0)
    stage.take("advanced", "modelForm")
    more.click()
    stage.window.resize(*SIZE)
    live(0.5)


def auto_encoder(stage: Stage) -> None:
    """Train the auto-encoder; take the window, its bar and its curves on the way."""
    _train(stage, "vae", VAE_SECONDS)
    stage.child("fitPlane").click()
    hover(stage.window, *AT)
    live(1)
    stage.take("window")
    stage.take("curves", "trainingPanel")
    stage.window.resize(NARROW, SIZE[1])  # its figures stay readable at the width of a page
    stage.take("transport", "transport")
    stage.window.resize(*SIZE)
    stage.window.session.pause()
    wait(lambda: stage.window.session.state == "paused")
    live(1)


def explore(stage: Stage) -> None:
    """Look at the plane, travel over it, and cover it with pictures."""
    stage.child("fitPlane").click()
    hover(stage.window, *AT)
    live(0.5)
    stage.take("explorer", "latentExplorer")
    stage.take("inspector", "inspector")
    plane, left = stage.child("latentPlane"), Qt.MouseButton.LeftButton
    width, height = plane.width(), plane.height()
    way = [
        QPoint(int(width * (0.36 + 0.28 * t / 20)), int(height * (0.62 - 0.3 * t / 20)))
        for t in range(21)
    ]
    QTest.mousePress(plane, left, pos=way[0])
    for place in way[1:]:
        QTest.mouseMove(plane, place)
        live(0.03)
    QTest.mouseRelease(plane, left, pos=way[-1])
    live(4)
    stage.take("path", "latentExplorer", "latentStrip")
    stage.child("clearStrip").click()
    stage.child("decodedGrid").click()
    live(1.5)
    stage.take("grid", "latentExplorer")
    stage.child("decodedGrid").click()


def gallery(stage: Stage) -> None:
    """Show samples and reconstructions."""
    stage.window.tabs.setCurrentIndex(1)
    live(1.5)
    stage.take("gallery", "sampleGallery")
    stage.child("galleryMode").setCurrentIndex(1)
    live(1.5)
    stage.take("reconstructions", "sampleGallery")
    stage.child("galleryMode").setCurrentIndex(0)
    stage.window.tabs.setCurrentIndex(0)


def command(stage: Stage) -> None:
    """Have the command line draw samples of the run, as the guide's page does."""
    session = stage.window.session
    session.stop()
    wait(lambda: session.state == "ready")
    target = stage.folder / "samples.png"
    options = ["--count", "64", "--scale", "4", "--out", str(target)]
    program = [sys.executable, "-m", "genstudio", "sample", str(session.run.folder), *options]
    subprocess.run(program, check=True, cwd=HERE, stdout=subprocess.DEVNULL)
    stage.keep("samples", QPixmap(str(target)))


def adversaries(stage: Stage) -> None:
    """Train the two players, for their curves."""
    _train(stage, "gan", GAN_SECONDS)
    stage.take("curves-gan", "trainingPanel")
    stage.window.session.stop()
    wait(lambda: stage.window.session.state == "ready")


def shelf(stage: Stage) -> None:
    """List the runs, and put one into the trash."""
    _train(stage, "ppca", 2)
    runs = stage.child("runs")
    tabs = stage.window.docks["left"].widget()
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentWidget(runs)
    listed = stage.child("runList")
    assert isinstance(listed, QListWidget)
    wait(lambda: listed.count() >= 3)
    live(9)  # until the messages of the training are gone
    listed.setCurrentRow(1)
    stage.window.resize(SIZE[0], LOW)
    stage.take("runs", "runs")
    stage.window.resize(*SIZE)
    live(0.5)
    stage.child("deleteRunButton").click()
    live(0.5)
    stage.take("undo", "runs", "messageBar", high=240)
    tabs.setCurrentIndex(0)
    live(11)  # until the run is in the trash, or the message would still be there


def own_pictures(stage: Stage) -> None:
    """Open a folder of pictures, one of them not usable."""
    stage.window.session.open_source(str(_draw_shapes(stage.folder / "shapes")))
    wait(
        lambda: (
            stage.window.session.dataset is not None
            and stage.window.session.dataset.name == "shapes"
        )
    )
    live(2)
    stage.child("skippedFilesButton").click()
    stage.take("message", "messageBar", "skippedFiles", "datasetChooser")
    stage.child("skippedFilesButton").click()
    stage.child("dataOptionsToggle").click()
    live(0.5)
    stage.take("data", "datasetChooser", "dataForm")


def keys(stage: Stage) -> None:
    """Show the table of keys."""
    stage.window.menus.show_keys()
    live(0.5)
    stage.keep("keys", stage.child("keyTable").grab())
    stage.child("keyTable").close()


SCENES: tuple[Callable[[Stage], None], ...] = (
    first, advanced, auto_encoder, explore, gallery,
    command, adversaries, shelf, own_pictures, keys,
)  # fmt: skip


def main() -> None:
    """Take all pictures, and say how long it took."""
    parser = argparse.ArgumentParser(description="Make the pictures of README and guide again.")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="write only these")
    args = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place in ("RUNS", "CONFIG", "CACHE", "STATE"):
            os.environ[f"GENSTUDIO_{place}"] = str(folder / place.lower())
        os.environ["XDG_DATA_HOME"] = str(folder / "share")  # the trash of what is deleted
        stage = _open(folder, args.only)
        for scene in SCENES:
            scene(stage)
        stage.window.close()
    wrong = sorted(set(args.only) - set(stage.taken))
    if wrong:
        parser.error(f"there is no {wrong[0]}; there are {', '.join(stage.taken)}")
    print(f"{len(args.only or stage.taken)} pictures in {time.monotonic() - start:.0f} s: {IMAGES}")


def _open(folder: Path, only: list[str]) -> Stage:
    from genstudio.gui.window import create_window

    application = QApplication(["genstudio"])
    window = create_window(folder / "runs")
    window.set_theme("light")
    window.resize(*SIZE)
    window.show()
    wait(lambda: window.session.ready and window.session.view is not None)
    live(1.5)
    return Stage(window, folder, only, application)


def _train(stage: Stage, family: str, seconds: float) -> None:
    session = stage.window.session
    if session.family != family:
        session.choose_family(family)
        wait(lambda: session.family == family and session.state == "ready")
        live(1)
    QTest.mouseClick(stage.child("trainButton"), Qt.MouseButton.LeftButton)
    live(seconds)


def _draw_shapes(folder: Path) -> Path:
    """Draw 180 pictures of three classes, and a file that only looks like a picture."""
    for number in range(180):
        kind = SHAPES[number % 3]
        picture = Image.new("RGB", (48, 48), "white")
        x, y, size = 8 + 7 * (number % 4), 8 + 5 * (number % 5), 18 + number % 9
        colour = ((number * 53) % 200, (number * 97) % 200, (number * 31) % 200)
        pen = ImageDraw.Draw(picture)
        if kind == "circle":
            pen.ellipse((x, y, x + size, y + size), fill=colour)
        elif kind == "square":
            pen.rectangle((x, y, x + size, y + size), fill=colour)
        else:
            pen.polygon([(x, y + size), (x + size, y + size), (x + size // 2, y)], fill=colour)
        (folder / kind).mkdir(parents=True, exist_ok=True)
        picture.save(folder / kind / f"{number:03}.png")
    (folder / "circle" / "broken.png").write_text("this is not a picture\n")
    return folder


def _squeeze(path: Path) -> None:
    """Keep no more than a palette of colours: a third of the size, and nothing to be seen of it."""
    with Image.open(path) as image:
        small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


if __name__ == "__main__":
    main()
