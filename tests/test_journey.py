"""What a person does on the first day, with the mouse only."""

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QSlider

from tests.windows import child, choose, click, hover, opened, wait


def picture(widget):
    """Return a widget's pixels as an array."""
    image = widget.grab().toImage().convertToFormat(widget.grab().toImage().Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).copy()


def differs(widget, before):
    now = picture(widget)
    return now.shape != before.shape or bool((now != before).any())


def decode_at(qtbot, window, at):
    """Hover over the plane until the decoded image has changed."""
    decoded = child(window, "decodedImage")
    before = picture(decoded)
    hover(child(window, "latentPlane"), at)
    wait(qtbot, lambda: window.session.hover is not None and differs(decoded, before))


def train(qtbot, window, steps):
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: window.session.state == "training" and window.session.step >= steps)


def show_tab(qtbot, window, title):
    bar = window.tabs.tabBar()
    index = next(i for i in range(bar.count()) if bar.tabText(i) == title)
    click(qtbot, bar, bar.tabRect(index).center())


def titles(window):
    return {name: title for name, title, _ in window.session.families}


def test_a_first_day_with_the_mouse_only(qtbot):
    with opened(qtbot) as window:
        session = window.session
        plane = child(window, "latentPlane")
        decode_at(qtbot, window, plane.rect().center() + QPoint(30, 20))

        session.set_values({}, {"checkpoint_every": 20})
        train(qtbot, window, 60)
        wait(qtbot, lambda: child(window, "lossCurves").isVisible())
        wait(qtbot, lambda: {"elbo", "kl", "reconstruction"} <= set(session.history.terms()))
        decode_at(qtbot, window, plane.rect().center() - QPoint(60, 40))

        choose(qtbot, child(window, "modelChooser"), titles(window)["gan"])
        wait(qtbot, lambda: session.family == "gan" and session.state == "ready")
        show_tab(qtbot, window, "Gallery")
        session.set_values({}, {"checkpoint_every": 10})
        grid = child(window, "sampleGrid")
        before = picture(grid)
        train(qtbot, window, 40)
        wait(qtbot, lambda: differs(grid, before))
        assert {"D loss", "G loss"} <= set(session.history.terms())
        click(qtbot, child(window, "stopButton"))
        wait(qtbot, lambda: session.state == "ready" and len(session.checkpoints) > 2)

        slider = child(window, "timeSlider")
        handle = slider.findChild(QSlider)
        before = picture(grid)
        click(qtbot, handle, QPoint(3, handle.height() // 2))
        wait(qtbot, lambda: session.shown is not None and session.view.step == session.shown)
        wait(qtbot, lambda: differs(grid, before))
        click(qtbot, handle, QPoint(handle.width() - 3, handle.height() // 2))
        train(qtbot, window, session.step + 5)
        folder = session.run.folder

    step = session.step
    with opened(qtbot) as window:
        session = window.session
        assert session.run.folder == folder
        assert session.step == step
        click(qtbot, child(window, "messageAction"))
        wait(qtbot, lambda: session.state == "training" and session.step > step)
        assert session.run.folder == folder
