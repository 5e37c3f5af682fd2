"""A label that wraps takes the height that its width needs, and gives back what it does not."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from genstudio.gui.widgets.wrapped import Wrapped

TEXT = "It is broken into as many lines as it needs at the width that there is for it."


def test_a_wrapped_text_follows_the_width_both_ways(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    label = Wrapped(TEXT)
    QVBoxLayout(host).addWidget(label)
    host.resize(120, 300)
    host.show()
    line = label.fontMetrics().height()
    qtbot.waitUntil(lambda: label.height() >= 3 * line)
    host.resize(900, 300)
    qtbot.waitUntil(lambda: label.height() < 2 * line)
    host.resize(120, 300)
    qtbot.waitUntil(lambda: label.height() >= 3 * line)
    label.setText("Short.")
    assert label.height() < 2 * line
