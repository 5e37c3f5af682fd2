"""What a lesson asks for, done with the mouse."""

from lessons_kit import said
from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QPoint,
    QPointF,
    Qt,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from genstudio.gui import (
    lesson_places,
    lesson_theory,
)
from tests.windows import child, choose, click, focus, hover, wait


def go_through(qtbot, window, patience=2.0):
    """Do what a step asks for, as a person would, and go on to the next one."""
    guide = window.lessons
    step, number = guide.step, guide.number
    if step.ask is not None:
        right = next(i for i, choice in enumerate(step.ask.choices) if choice.right)
        click(qtbot, child(window, f"lessonChoice{right + 1}"))
    button = child(window, "lessonDo")
    if step.set is not None and not guide.done and button.isVisible():
        click(qtbot, button)
        qtbot.waitUntil(lambda: guide.done or button.isEnabled(), timeout=60_000)
    by_hand = BY_HAND.get(step.until.name or step.until.event) or BY_HAND.get(step.until.event)
    if by_hand is not None and not guide.done:
        by_hand(qtbot, window, number)
    if step.until.event == "acted":
        finish_action(qtbot, window, patience)
    qtbot.waitUntil(lambda: guide.done, timeout=300_000)
    if step.at is not None:
        assert lesson_places.find(window, step.at) is not None, step.at
    if step.ask is not None or step.check is not None:
        assert said(window, "lessonReply")
        assert "{" not in said(window, "lessonReply")
    click(qtbot, child(window, "lessonNext"))


def finish_action(qtbot, window, patience):
    """Wait for what takes long, and cancel it when the patience, in seconds, is at its end."""
    guide, deadline = window.lessons, QDeadlineTimer(round(1000 * patience))
    qtbot.waitUntil(lambda: guide.done or deadline.hasExpired(), timeout=300_000)
    cancel = window.findChild(QWidget, f"{lesson_theory.in_front(window)}Cancel")
    if not guide.done and cancel is not None and cancel.isVisible():
        click(qtbot, cancel)


def on_plane(window):
    window.tabs.setCurrentIndex(0)
    plane = child(window, "latentPlane")
    return plane, plane.rect().center()


def point(qtbot, window, number):
    plane, centre = on_plane(window)
    hover(plane, centre + QPoint(number, 30))


def pin(qtbot, window, number):
    plane, centre = on_plane(window)
    click(qtbot, plane, centre + QPoint(40, 30))


def drag(qtbot, window, number, keys=Qt.KeyboardModifier.NoModifier):
    plane, centre = on_plane(window)
    left = Qt.MouseButton.LeftButton
    press(plane, QEvent.Type.MouseButtonPress, centre - QPoint(90, 70), left, keys)
    for share in range(-6, 8):
        press(plane, QEvent.Type.MouseMove, centre + share * QPoint(12, 9), left, keys)
    press(plane, QEvent.Type.MouseButtonRelease, centre + QPoint(90, 70), left, keys)


def choose_group(qtbot, window, number):
    def some():
        drag(qtbot, window, number, Qt.KeyboardModifier.ShiftModifier)
        return len(window.session.selected) > 0

    qtbot.waitUntil(some, timeout=30_000)  # the codes may not be there yet


def add_up(qtbot, window, number):
    click(qtbot, child(window, "addLassoA"))


def change_attribute(qtbot, window, number):
    tabs = child(window, "arithmeticTabs")
    bar = tabs.tabBar()
    click(qtbot, bar, bar.tabRect(1).center())
    box = child(window, "attributeSource")
    choose(qtbot, box, box.itemText(box.count() - 1))
    slider = child(window, "attributeStrength")
    wait(qtbot, slider.isVisible)
    focus(qtbot, slider)
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)


def draw(qtbot, window, number):
    canvas = child(window, "ownCanvas")
    centre = canvas.rect().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    press(canvas, QEvent.Type.MouseButtonPress, centre - QPoint(0, 20), left, none)
    for y in range(-20, 21, 5):
        press(canvas, QEvent.Type.MouseMove, centre + QPoint(0, y), left, none)
    press(canvas, QEvent.Type.MouseButtonRelease, centre + QPoint(0, 20), left, none)


def press(widget, kind, at, button, keys):
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
    pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    place = QPointF(at)
    event = QMouseEvent(kind, place, widget.mapToGlobal(place), pressed, held, keys)
    QApplication.sendEvent(widget, event)


def between_two(qtbot, window, number):
    for part in ("First", "Last"):
        click(qtbot, child(window, f"interpolate{part}Another"))


def complete(qtbot, window, number):
    page = child(window, "completePage")
    wait(qtbot, lambda: page.slot.image is not None)
    paint = child(window, "completePaint")
    centre = paint.rect().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    press(paint, QEvent.Type.MouseButtonPress, centre - QPoint(30, 0), left, none)
    for x in range(-30, 31, 6):
        press(paint, QEvent.Type.MouseMove, centre + QPoint(x, 0), left, none)
    press(paint, QEvent.Type.MouseButtonRelease, centre + QPoint(30, 0), left, none)
    start = child(window, "completeStart")
    wait(qtbot, lambda: start.isEnabled() and start.isVisible())
    click(qtbot, start)


def add_concepts(qtbot, window, number):
    deck = child(window, "deckExample")
    wait(qtbot, lambda: deck.isEnabled() and deck.isVisible())
    click(qtbot, deck)


def change_features(qtbot, window, number):
    wait(qtbot, child(window, "featuresStart").isEnabled)
    click(qtbot, child(window, "featuresStart"))


BY_HAND = {
    "interpolation": between_two, "completion": complete, "analogy": add_concepts,
    "features": change_features,
    "pointed": point, "pinned": pin, "path": drag, "selected": choose_group,
    "arithmetic": add_up, "attribute": change_attribute, "picture": draw,
}  # fmt: skip
